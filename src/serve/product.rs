//! What is downloaded: the bytes that `gongwen build` writes, and all documents of a workbook in one archive.

use std::path::Path;

use serde::Deserialize;

use crate::diag::diagnostic::{Diagnostic, Level};
use crate::diag::sources::Sources;
use crate::document::tree::Properties;
use crate::layout::breaking::Viewer;
use crate::pipeline;
use crate::pipeline::jobs::{self, Made};
use crate::pipeline::output::Names;
use crate::serve::desk::{Desk, Open};
use crate::serve::request::Response;
use crate::template::library::Library;
use crate::world::World;
use crate::write::pdf::fonts::Shelf;
use crate::write::sealed::Sealed;

/// What is wanted.
#[derive(Debug, Deserialize)]
pub struct Asked {
    /// The workbook.
    #[serde(flatten)]
    pub open: Open,
    /// In which form.
    pub to: To,
}

/// A form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum To {
    /// Word.
    Docx,
    /// PDF, with the fonts of this machine.
    Pdf,
    /// All documents as Word files in one archive.
    Zip,
}

/// Makes it.
pub fn make(desk: &mut Desk, asked: &Asked) -> Response {
    let (made, _, findings) = desk.with(&asked.open, |path, library, world, sources, _| {
        let made = jobs::one(path, library, world, sources);
        let number = asked.open.document;
        let alone = if asked.to == To::Zip { None } else { alone(&made, number, library, world, sources) };
        match alone {
            Some((made, number)) => of(&made, number, asked.to, world),
            None => of(&made, number, asked.to, world),
        }
    });
    match (made, findings.list.first()) {
        (Some(Ok(response)), _) => response,
        (Some(Err(fault)), _) => Response::fault(&fault),
        (None, Some(fault)) => Response::fault(fault),
        (None, None) => nothing(),
    }
}

/// A document of a workbook with faults, made without those of other kinds, whose faults may be none of its own: what is made, and its
/// number in it. `None` if there is nothing to leave out.
pub fn alone(
    made: &Made,
    number: usize,
    library: &Library,
    world: &dyn World,
    sources: &mut Sources,
) -> Option<(Made, usize)> {
    let all = &made.documents;
    let Properties { kind, title, .. } = &all.get(number)?.0.document.properties;
    if !made.findings.has_errors() || all.iter().all(|(other, _)| other.document.properties.kind == *kind) {
        return None;
    }
    let asked = jobs::Asked { kind: Some(kind), profile: None };
    let made = jobs::asked_of(&made.path, &asked, library, world, sources);
    let number = made.documents.iter().position(|(other, _)| other.document.properties.title == *title)?;
    Some((made, number))
}

fn of(made: &Made, number: usize, to: To, world: &dyn World) -> Result<Response, Diagnostic> {
    // What `build` does not write is not downloaded either.
    if let Some(fault) = made.findings.list.iter().find(|fault| fault.level == Level::Error) {
        return Err(fault.clone());
    }
    let Some((composed, page)) = made.documents.get(number) else { return Ok(nothing()) };
    let document = &composed.document;
    let stem = Path::new("");
    let name =
        |title: &str, ending: &str, names: &mut Names| names.path(stem, title, ending).display().to_string();
    let title = &document.properties.title;
    Ok(match to {
        To::Docx => {
            let bytes = pipeline::docx(document, page)?;
            let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
            Response::file(kind, &name(title, "docx", &mut Names::default()), bytes)
        }
        To::Pdf => {
            let mut fonts = world.font_source(None);
            let mut font = |family: &str| fonts.font(family).map(|file| (file.bytes, file.index));
            let mut shelf = Shelf::new(&mut font);
            let bytes = pipeline::pdf(document, &page.profile, Viewer::Word, &mut shelf)?;
            Response::file("application/pdf", &name(title, "pdf", &mut Names::default()), bytes)
        }
        To::Zip => {
            let (mut sealed, mut names, mut bytes) = (Sealed::default(), Names::default(), Vec::new());
            for (composed, page) in &made.documents {
                let name = name(&composed.document.properties.title, "docx", &mut names);
                bytes.extend(sealed.stored(&name, &pipeline::docx(&composed.document, page)?));
            }
            bytes.extend(sealed.finish().0);
            Response::file("application/zip", "公文.zip", bytes)
        }
    })
}

fn nothing() -> Response {
    Response::refused(422, "这份资料现在做不出文件", "先改好下面列出的错误")
}
