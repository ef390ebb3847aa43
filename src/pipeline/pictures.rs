//! Files of pictures that the data name → the pictures, so that what is read behind this has them.

use std::path::Path;
use std::sync::Arc;

use crate::diag::diagnostic::{Diagnostic, Place, Span};
use crate::diag::findings::Findings;
use crate::pipeline::{file_fault, plain};
use crate::source::node::{Key, Node, Value, trim};
use crate::source::picture::{self, Purpose};
use crate::world::World;

/// Keys under which pictures may stand.
const ON_THE_WAY: [&str; 4] = ["单位", "文稿", "资料", "联合发文"];

/// Reads the files that 印章 and 签名章 name, relative to this folder. A file that cannot be a seal is told and left out.
pub fn read(world: &dyn World, folder: &Path, data: &mut Node, findings: &mut Findings) {
    match &mut data.value {
        Value::List(items) => items.iter_mut().for_each(|item| read(world, folder, item, findings)),
        Value::Map(entries) => {
            for (key, value) in entries {
                match key.text.as_str() {
                    "印章" => seal(world, folder, value, findings),
                    "签名章" => stamps(world, folder, value, findings),
                    key if ON_THE_WAY.contains(&key) => read(world, folder, value, findings),
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

/// `印章: 印章.png` or `印章: {图片: 印章.png}`.
fn seal(world: &dyn World, folder: &Path, node: &mut Node, findings: &mut Findings) {
    if let Value::Scalar(_) = node.value {
        let key = Key { text: "图片".to_owned(), span: node.span };
        let value = node.clone();
        node.value = Value::Map(vec![(key, value)]);
    }
    file_of(world, folder, node, Purpose::Seal, findings);
}

fn stamps(world: &dyn World, folder: &Path, node: &mut Node, findings: &mut Findings) {
    match &mut node.value {
        Value::List(items) => {
            for item in items {
                file_of(world, folder, item, Purpose::Stamp, findings);
            }
        }
        _ => file_of(world, folder, node, Purpose::Stamp, findings),
    }
}

/// Puts the picture in the place of its file's name.
fn file_of(world: &dyn World, folder: &Path, node: &mut Node, purpose: Purpose, findings: &mut Findings) {
    let Value::Map(entries) = &mut node.value else { return };
    let Some(at) = entries.iter().position(|(key, _)| key.text == "图片") else { return };
    let Value::Scalar(scalar) = &entries[at].1.value else { return };
    let name = trim(&scalar.text).to_owned();
    if name.is_empty() {
        return;
    }
    match load(world, folder, (&name, entries[at].1.span), purpose) {
        Ok(picture) => entries[at].1.value = Value::Picture(Arc::new(picture)),
        Err(fault) => {
            findings.push(fault);
            entries.remove(at);
        }
    }
}

fn load(
    world: &dyn World,
    folder: &Path,
    (name, span): (&str, Span),
    purpose: Purpose,
) -> Result<picture::Picture, Diagnostic> {
    let path = plain(&folder.join(name));
    let bytes = world.read(&path).map_err(|fault| file_fault(&fault, &path, Place::Span(span)))?;
    picture::read(&bytes, purpose).map_err(|fault| {
        let (what, cure) = fault.in_words();
        let of = if purpose == Purpose::Seal { "印章" } else { "签名章" };
        Diagnostic::error("bad-seal", span, format!("{of}的图片“{name}”{what}")).hint(cure)
    })
}
