//! The list of sheets, and where the parts of a workbook are.

use crate::office::archive::Archive;
use crate::office::xml::{Piece, Pieces};
use crate::source::shown::dates::Epoch;
use crate::source::workbook::{Entry, Fault, SHEETS};

/// Largest list of parts or sheets.
const LIST: u64 = 8 << 20;

/// What the package says of its parts.
#[derive(Debug)]
pub struct Book {
    /// Its sheets in order.
    pub sheets: Vec<Entry>,
    /// The part of each sheet.
    pub parts: Vec<String>,
    /// From when it counts days.
    pub epoch: Epoch,
    /// The part of the shared strings.
    pub strings: Option<String>,
    /// The part of the number formats.
    pub styles: Option<String>,
}

/// A line of a list of relationships.
struct Relation {
    id: String,
    /// The last word of its type: `worksheet`.
    kind: String,
    target: String,
}

impl Book {
    /// Reads the workbook part.
    pub fn read(archive: &mut Archive<'_>) -> Result<Self, Fault> {
        let root =
            if archive.has("_rels/.rels") { relations(archive, "_rels/.rels", "")? } else { Vec::new() };
        let main = root
            .into_iter()
            .find(|relation| relation.kind == "officeDocument")
            .map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.target);
        let is_xml = main.to_lowercase().ends_with(".xml");
        if !is_xml || !archive.has(&main) {
            return Err(Fault::NotAWorkbook);
        }
        let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
        let list = join(folder, &format!("_rels/{file}.rels"));
        let parts = if archive.has(&list) { relations(archive, &list, folder)? } else { Vec::new() };
        let part_of = |kind: &str| parts.iter().find(|p| p.kind == kind).map(|p| p.target.clone());
        let xml = archive.read(&main, LIST)?;
        let mut book = Self {
            sheets: Vec::new(),
            parts: Vec::new(),
            epoch: Epoch::Windows,
            strings: part_of("sharedStrings"),
            styles: part_of("styles"),
        };
        let mut pieces = Pieces::new(&xml)?;
        let mut first = true;
        while let Some(piece) = pieces.next_piece()? {
            let Piece::Open(tag) = piece else { continue };
            if std::mem::take(&mut first) && tag.name() != "workbook" {
                return Err(Fault::NotAWorkbook);
            }
            match tag.name() {
                "workbookPr" => {
                    if matches!(tag.attribute("date1904")?.as_deref(), Some("1" | "true" | "on")) {
                        book.epoch = Epoch::Mac;
                    }
                }
                "sheet" => {
                    let id = tag.attribute("id")?.ok_or(Fault::Damaged)?;
                    let part = parts.iter().find(|part| part.id == id).ok_or(Fault::Damaged)?;
                    if part.kind != "worksheet" {
                        continue;
                    }
                    let hidden = tag.attribute("state")?.is_some_and(|state| state != "visible");
                    let name = tag.attribute("name")?.ok_or(Fault::Damaged)?;
                    book.sheets.push(Entry { name, hidden });
                    book.parts.push(part.target.clone());
                    if book.sheets.len() > SHEETS {
                        return Err(Fault::TooLarge);
                    }
                }
                _ => {}
            }
        }
        Ok(book)
    }
}

fn relations(archive: &mut Archive<'_>, part: &str, folder: &str) -> Result<Vec<Relation>, Fault> {
    let xml = archive.read(part, LIST)?;
    let mut pieces = Pieces::new(&xml)?;
    let mut relations = Vec::new();
    while let Some(piece) = pieces.next_piece()? {
        let Piece::Open(tag) = piece else { continue };
        if tag.name() != "Relationship" || tag.attribute("TargetMode")?.as_deref() == Some("External") {
            continue;
        }
        let (Some(id), Some(kind), Some(target)) =
            (tag.attribute("Id")?, tag.attribute("Type")?, tag.attribute("Target")?)
        else {
            return Err(Fault::Damaged);
        };
        let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
        relations.push(Relation { id, kind, target: join(folder, &target) });
    }
    Ok(relations)
}

/// The name of a part that is named from a folder: absolute with a leading `/`, `..` leads up.
fn join(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("/")
}
