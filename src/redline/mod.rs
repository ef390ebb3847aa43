//! Two documents → one with tracked changes: all of them accepted it is the new one, all rejected the old one.
//!
//! What the reader of the page sees: the new document, with words put in underlined and words taken out struck through, each with
//! a name. In the XML: `w:ins` and `w:del` around runs (deleted characters are `w:delText`), the same two within `w:rPr` of a
//! paragraph's properties for its mark, within `w:trPr` for a row. Where a mark is deleted, its paragraph goes on in the next
//! one; the last paragraph of a cell or text cannot lose its mark, so there the one before it does.
//!
//! The file is the new one, byte for byte but for paragraphs and rows that changed. Pieces of the old one are put in between as
//! characters with what of their look the new file knows ([`adopt`]). [`blocks`] says what is compared, [`align`] which stretch
//! became which, [`words`] what changed within a paragraph, [`splice`] writes it.
//!
//! Invariants: accepting all gives the new text and rejecting all the old one, paragraph for paragraph and cell for cell
//! ([`proof`] holds every file against that before anybody gets it); what cannot be tracked is told. Author and date are given,
//! never looked up: the same files give the same bytes.

pub mod difference;

pub mod tree;

pub mod paragraph;

pub mod blocks;

pub mod align;

pub mod words;

pub mod adopt;

pub mod portable;

pub mod plan;

pub mod tags;

pub mod splice;

pub mod notes;

mod numbers;

pub mod proof;

mod furniture;

use std::collections::BTreeMap;

use crate::diag::diagnostic::{Diagnostic, Place};
use crate::office::archive;
use crate::office::element::DECLARATION;
use crate::read::docx::package::{Package, unreadable};
use crate::read::docx::tree::Fault;
use crate::redline::notes::Notes;
use crate::redline::splice::Splicer;
use crate::redline::tree::{MAIN, Xml};

/// Most elements of the lists of parts.
const ROOM: usize = 200_000;

/// A document to compare.
#[derive(Debug, Clone, Copy)]
pub struct Draft<'a> {
    /// Its bytes.
    pub bytes: &'a [u8],
    /// The file as the user wrote it.
    pub name: &'a str,
    /// Whether it is a text, which has no heads and feet of pages.
    pub is_bare: bool,
}

/// Who changed it, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// The author of all changes.
    pub author: String,
    /// Their day, as `2027-01-05`; without one they have none.
    pub date: Option<String>,
}

/// What came of it.
#[derive(Debug)]
pub struct Redline {
    /// The file with changes; `None` if nothing that can be tracked is different.
    pub bytes: Option<Vec<u8>>,
    /// How much was changed.
    pub count: Count,
    /// What is different and not tracked.
    pub untracked: Vec<Diagnostic>,
}

/// How much was changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Stretches put in.
    pub insertions: usize,
    /// Stretches taken out.
    pub deletions: usize,
    /// Paragraphs that are new, went, or have changes.
    pub paragraphs: usize,
    /// Rows of tables that are new or went.
    pub rows: usize,
}

/// The new document with its changes over the old one.
pub fn redline(old: Draft<'_>, new: Draft<'_>, signed: &Signed) -> Result<Redline, Diagnostic> {
    let (mut room, mut other_room) = (ROOM, ROOM);
    let mut old_package = Package::open(old.bytes, old.name, &mut room)?;
    let mut new_package = Package::open(new.bytes, new.name, &mut other_room)?;
    let old_part = document(&mut old_package, old.name)?;
    let new_part = document(&mut new_package, new.name)?;
    let old_xml = read(&old_part, old.name)?;
    let new_xml = read(&new_part, new.name)?;
    for (xml, name) in [(&old_xml, old.name), (&new_xml, new.name)] {
        if let Some(refused) = changed_already(xml, name) {
            return Err(refused);
        }
    }
    let mut notes = Notes::default();
    // A text that is compared has no look.
    let is_text = [&old_part, &new_part].iter().any(|part| !part.contains("sectPr"));
    let look = adopt::Look::read(&mut old_package, &mut new_package, &old_xml, is_text)
        .map_err(|fault| unreadable(fault, new.name))?;
    if !old.is_bare {
        furniture::compare(&mut old_package, &mut new_package, &mut notes)
            .map_err(|fault| unreadable(fault, new.name))?;
    }
    let pictures = [&mut old_package, &mut new_package].map(paragraph::Pictures::read);
    let splicer = Splicer::new(&old_xml, &new_xml, look, &pictures, signed, &mut notes);
    let (xml, count) = splicer.run();
    numbers::compare(old, new, count == Count::default(), &mut notes);
    let untracked = notes.told(old.name, new.name);
    if count == Count::default() {
        return Ok(Redline { bytes: None, count, untracked });
    }
    proof::holds(&xml, &old_xml, &new_xml, notes.old_boxes()).map_err(|words| unsure(new.name, &words))?;
    let parts = BTreeMap::from([(new_package.main.clone(), xml.into_bytes())]);
    let bytes = archive::with_parts(new.bytes, &parts).map_err(|fault| unreadable(fault.into(), new.name))?;
    Ok(Redline { bytes: Some(bytes), count, untracked })
}

/// A document of these lines and nothing else, for a text that is compared.
pub fn of_lines<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<u8> {
    let mut body = String::new();
    for line in lines {
        body.push_str("<w:p><w:r><w:t xml:space=\"preserve\">");
        splice::escape(&mut body, line);
        body.push_str("</w:t></w:r></w:p>");
    }
    let namespace = MAIN[0];
    let xml =
        format!("{DECLARATION}<w:document xmlns:w=\"{namespace}\"><w:body>{body}</w:body></w:document>");
    archive::of_parts(&BTreeMap::from([("word/document.xml".to_owned(), xml.into_bytes())]))
}

fn document(package: &mut Package<'_>, name: &str) -> Result<String, Diagnostic> {
    let main = package.main.clone();
    let part = package.part(&main).map_err(|fault| unreadable(fault, name))?;
    let bytes = part.ok_or_else(|| unreadable(Fault::Damaged, name))?;
    String::from_utf8(bytes).map_err(|_| unreadable(Fault::Damaged, name))
}

fn read<'a>(part: &'a str, name: &str) -> Result<Xml<'a>, Diagnostic> {
    let xml = Xml::read(part).map_err(|fault| unreadable(fault, name))?;
    if xml.body().is_none() { Err(unreadable(Fault::Damaged, name)) } else { Ok(xml) }
}

/// A document with changes that nobody has accepted or rejected says two things at once.
fn changed_already(xml: &Xml<'_>, name: &str) -> Option<Diagnostic> {
    const CHANGES: [&str; 7] = ["ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"];
    let count = xml.count(&CHANGES);
    (count > 0).then(|| {
        let message = format!("“{name}”里有{count}处修订还没有接受或者拒绝，说不准哪些字算数");
        Diagnostic::error("diff-open-changes", Place::Path(name.to_owned()), message)
            .hint("在 Word 或 WPS 的“审阅”里把修订全部接受（或者拒绝），保存以后再比较")
    })
}

/// The law does not hold for what was made.
fn unsure(name: &str, words: &str) -> Diagnostic {
    let words: String = words.trim().chars().filter(|c| !c.is_control()).take(20).collect();
    let message =
        format!("做出的修订核对不上：全部接受或者全部拒绝以后，“{words}”一段与原来的不一样，没有写文件");
    Diagnostic::error("diff-not-proved", Place::Path(name.to_owned()), message)
        .hint("文件里有程序不认识的写法；用 Word 打开两稿，各自另存为新的 .docx，再比较")
}
