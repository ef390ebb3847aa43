//! A tree of the data → a workbook of sheets that reads as the same data.

use crate::diag::diagnostic::{Diagnostic, Span};
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::model::workbook::Workbook;
use crate::sheets::plain::{self, Plain};
use crate::sheets::{forms, read};
use crate::source::node::{Node, Value};
use crate::xlsx;

/// What the sheets offer beside the data.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Kinds of documents, to choose from.
    pub kinds: Vec<String>,
    /// Keys of the workbook that get a blank sheet if the data have none of them.
    pub more: Vec<String>,
}

/// The name under which the sheets are read back.
const NAME: &str = "资料.xlsx";

/// The bytes of an .xlsx. What sheets cannot hold is told, at its key; then nothing is written.
pub fn write(data: &Node, options: &Options) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let entries = plain::entries(data, &Workbook::RECORD);
    let sheets = forms::sheets(&entries, options);
    let bytes = xlsx::write(&sheets).map_err(|fault| {
        vec![
            Diagnostic::error("not-for-sheets", data.span, format!("这份资料写不成 .xlsx：{fault}"))
                .hint("太长的文字分成几段，太长的名称改短"),
        ]
    })?;
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let again = read::read(&bytes, NAME, &mut sources, &mut findings);
    let again = again.map_or_else(Vec::new, |node| plain::entries(&node, &Workbook::RECORD));
    let lost = differing(&entries, &again);
    if lost.is_empty() && !findings.has_errors() {
        return Ok(bytes);
    }
    let faults: Vec<Diagnostic> = lost
        .into_iter()
        .map(|key| {
            Diagnostic::error(
                "not-for-sheets",
                place(data, &key),
                format!("“{key}”里有工作表写不下的内容，没有写成 .xlsx"),
            )
            .hint("这一项写在 .yaml 文件里，再用“引用”读进来")
        })
        .collect();
    Err(if faults.is_empty() { findings.list } else { faults })
}

/// The keys whose values are not the same.
fn differing(one: &[(String, Plain)], other: &[(String, Plain)]) -> Vec<String> {
    let order = |list: &[(String, Plain)]| -> Vec<(String, Plain)> {
        list.iter().map(|(key, value)| (key.clone(), value.clone().in_order())).collect()
    };
    let (one, other) = (order(one), order(other));
    let lacks = |entry: &&(String, Plain), list: &[(String, Plain)]| !list.contains(entry);
    let mut keys: Vec<String> =
        one.iter().filter(|entry| lacks(entry, &other)).map(|(key, _)| key.clone()).collect();
    keys.extend(other.iter().filter(|entry| lacks(entry, &one)).map(|(key, _)| key.clone()));
    keys.dedup();
    keys.sort();
    keys.dedup();
    keys
}

fn place(data: &Node, key: &str) -> Span {
    match &data.value {
        Value::Map(entries) => {
            entries.iter().find(|(name, _)| name.text == key).map_or(data.span, |(name, _)| name.span)
        }
        _ => data.span,
    }
}
