//! .docx → a paper, and what of the file its rules look at.
//!
//! What the reader of the page sees: paragraphs in order, those of tables and text boxes where they stand, numbers that Word
//! writes by itself, results of fields; then heads and feet of pages and notes. What one does not see is not in the text, but is
//! remembered: deleted and hidden text, comments. Styles, theme and direct settings are worked into one look. What is not
//! read: charts, embedded files, macros.
//!
//! In: a .docx, .docm or template. Out: a [`Word`], or a diagnostic that says what the file is instead.

pub mod tree;

pub mod look;

pub mod styles;

pub mod numbering;

pub mod drawing;

pub mod field;

pub mod symbol;

pub mod chart;

pub mod section;

pub mod body;

pub mod package;

mod hints;

mod lines;

use std::collections::HashMap;

use crate::diag::diagnostic::Diagnostic;
use crate::diag::sources::{SourceId, Sources};
use crate::office::element::Element;
use crate::paper::Paper;
use crate::read::docx::body::{Origin, Paragraph, Revision, Table, Unread, Walk, Within};
use crate::read::docx::chart::Chart;
use crate::read::docx::drawing::Drawing;
use crate::read::docx::numbering::Numbering;
use crate::read::docx::package::{Package, unreadable};
use crate::read::docx::section::{Pages, Section};
use crate::read::docx::styles::{NamedStyle, Styles, Theme};
use crate::read::docx::tree::{Asked, Fault};

/// Most elements of all parts together.
const ELEMENTS: usize = 6_000_000;

/// A .docx that was read.
#[derive(Debug)]
pub struct Word {
    /// What it says, by role.
    pub paper: Paper,
    /// Where its text is kept.
    pub source: SourceId,
    /// All paragraphs, blank ones too: the document, heads and feet, notes. Their numbers count from 0.
    pub paragraphs: Vec<Paragraph>,
    /// The paragraph of each line of the paper.
    pub of_line: Vec<usize>,
    /// Tables.
    pub tables: Vec<Table>,
    /// Sections; there is one at least.
    pub sections: Vec<Section>,
    /// Pictures, lines, boxes.
    pub drawings: Vec<Drawing>,
    /// Charts, in order.
    pub charts: Vec<Chart>,
    /// Heads and feet.
    pub furniture: Vec<Furniture>,
    /// Odd and even pages have heads and feet of their own.
    pub even_and_odd: bool,
    /// Left and right margins change places on even pages.
    pub mirrored: bool,
    /// Changes that nobody has accepted.
    pub revisions: Vec<Revision>,
    /// Hidden texts, each with its paragraph.
    pub hidden: Vec<(usize, String)>,
    /// Comments: paragraph, author, text.
    pub comments: Vec<(usize, String, String)>,
    /// Footnotes and endnotes.
    pub notes: Vec<Note>,
    /// What is not read, each with its paragraph.
    pub unread: Vec<(usize, Unread)>,
    /// What the file says of itself.
    pub properties: Properties,
    /// Fonts that the file carries in itself.
    pub embedded: Vec<String>,
}

/// Where a file's text stands in its XML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origins {
    /// Name of the part that is the document.
    pub part: String,
    /// Name of the part of comments, if the document names one.
    pub comments: Option<String>,
    /// Of each paragraph of that document, in the order of [`Word::paragraphs`], of which they are the first.
    pub paragraphs: Vec<Origin>,
}

/// A head or foot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Furniture {
    /// A foot, not a head.
    pub is_footer: bool,
    /// Its pages.
    pub pages: Pages,
    /// First section that names it.
    pub section: usize,
    /// Its paragraphs.
    pub paragraphs: std::ops::Range<usize>,
}

/// A footnote or endnote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// An endnote.
    pub is_endnote: bool,
    /// Its number, by the order of the marks in the text, and the paragraph of its mark; `None` without mark.
    pub mark: Option<(usize, usize)>,
    /// Its paragraphs.
    pub paragraphs: std::ops::Range<usize>,
}

/// What a file says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Properties {
    /// Who made it.
    pub creator: String,
    /// Who saved it last.
    pub last_modified_by: String,
    /// Program that saved it.
    pub application: String,
    /// Pages, as that program counted them.
    pub pages: Option<i32>,
    /// The house style that a file of our own making names; blank for every other file.
    pub house_style: String,
}

/// Reads a file's bytes; `name` is the file as the user wrote it.
pub fn read(bytes: &[u8], name: &str, sources: &mut Sources) -> Result<Word, Diagnostic> {
    let mut room = ELEMENTS;
    let mut package = Package::open(bytes, name, &mut room)?;
    let children = tree::children;
    let (parts, _) =
        Parts::read(&mut package, children, &mut room).map_err(|fault| unreadable(fault, name))?;
    Ok(lines::word(parts, name, sources))
}

/// Reads a file's bytes, and where its text stands in its XML.
pub fn read_with_origins(
    bytes: &[u8],
    name: &str,
    sources: &mut Sources,
) -> Result<(Word, Origins), Diagnostic> {
    let mut room = ELEMENTS;
    let mut package = Package::open(bytes, name, &mut room)?;
    let children = tree::children_with_places;
    let (parts, paragraphs) =
        Parts::read(&mut package, children, &mut room).map_err(|fault| unreadable(fault, name))?;
    let comments = package.name_of("comments").map(str::to_owned);
    let origins = Origins { part: package.main, comments, paragraphs };
    Ok((lines::word(parts, name, sources), origins))
}

/// Reads a file's bytes, and the paragraph styles of its list, used or not.
pub fn read_with_styles(
    bytes: &[u8],
    name: &str,
    sources: &mut Sources,
) -> Result<(Word, Vec<NamedStyle>), Diagnostic> {
    let mut room = ELEMENTS;
    let mut package = Package::open(bytes, name, &mut room)?;
    let told = |fault| unreadable(fault, name);
    let (parts, _) = Parts::read(&mut package, tree::children, &mut room).map_err(told)?;
    let named = styles(&mut package, &mut room).map_err(told)?.named();
    Ok((lines::word(parts, name, sources), named))
}

impl Word {
    /// The line of a paragraph, or of the next one that has a line.
    pub fn line_of(&self, paragraph: usize) -> Option<usize> {
        let exact = self.of_line.iter().position(|&have| have == paragraph);
        exact.or_else(|| self.of_line.iter().position(|&have| have > paragraph))
    }

    /// The paragraph of a line.
    pub fn paragraph(&self, line: usize) -> Option<&Paragraph> {
        self.paragraphs.get(*self.of_line.get(line)?)
    }

    /// The section of a paragraph.
    pub fn section(&self, paragraph: &Paragraph) -> &Section {
        &self.sections[paragraph.section.min(self.sections.len() - 1)]
    }
}

/// What the parts of a package hold, before it is read as a paper.
struct Parts {
    paragraphs: Vec<Paragraph>,
    tables: Vec<Table>,
    sections: Vec<Section>,
    drawings: Vec<Drawing>,
    charts: Vec<Chart>,
    furniture: Vec<Furniture>,
    even_and_odd: bool,
    mirrored: bool,
    revisions: Vec<Revision>,
    hidden: Vec<(usize, String)>,
    comments: Vec<(usize, String, String)>,
    notes: Vec<Note>,
    unread: Vec<(usize, Unread)>,
    properties: Properties,
    embedded: Vec<String>,
}

/// Gives the children of an element of a part to somebody: [`tree::children`] or its like.
type Children =
    fn(&[u8], &[&str], &mut usize, &mut dyn FnMut(Element) -> Result<(), Fault>) -> Result<(), Fault>;

impl Parts {
    /// Reads all parts, that of the document by `children`; with the origins of its paragraphs, if they are known.
    fn read(
        package: &mut Package<'_>,
        children: Children,
        room: &mut usize,
    ) -> Result<(Self, Vec<Origin>), Fault> {
        let mut styles = styles(package, room)?;
        let mut numbering = match package.part_of("numbering")? {
            Some(xml) => Numbering::read(&xml, room)?,
            None => Numbering::default(),
        };
        let mut walk = Walk::new(&mut styles, &mut numbering);
        let main = package.main.clone();
        let xml = package.part(&main)?.ok_or(Fault::Damaged)?;
        let mut has_body = false;
        children(&xml, &["w:document", "w:body"], room, &mut |child| {
            has_body = true;
            walk.block(&child, Within::Body)
        })?;
        walk.flush(Within::Body)?;
        drop(xml);
        if !has_body {
            return Err(Fault::Damaged);
        }
        let end = walk.paragraphs.len();
        let mut sections = std::mem::take(&mut walk.sections);
        if sections.last().is_none_or(|last| last.end < end) {
            // The last section's properties may be missing.
            let mut last = sections.last().cloned().unwrap_or_else(|| section::read(&empty(), end));
            last.end = end;
            sections.push(last);
        }
        let furniture = furniture(package, &mut walk, &mut sections, room)?;
        section::inherit(&mut sections);
        let notes = notes(package, &mut walk, room)?;
        let comments = comments(package, &walk.comments, room)?;
        let settings = match package.part_of("settings")? {
            Some(xml) => tree::part(&xml, "w:settings", room)?,
            None => empty(),
        };
        let Walk { paragraphs, tables, drawings, revisions, hidden, unread, origins, .. } = walk;
        let parts = Self {
            paragraphs,
            tables,
            sections,
            charts: chart::charts(package, &drawings, room),
            drawings,
            furniture,
            even_and_odd: settings.switch("w:evenAndOddHeaders").unwrap_or(false),
            mirrored: settings.switch("w:mirrorMargins").unwrap_or(false),
            revisions,
            hidden,
            comments,
            notes,
            unread,
            properties: properties(package, room),
            embedded: embedded(package, room),
        };
        Ok((parts, origins))
    }
}

/// The styles of a file, with its theme.
fn styles(package: &mut Package<'_>, room: &mut usize) -> Result<Styles, Fault> {
    let theme = match package.part_of("theme")? {
        Some(xml) => Theme::read(&xml, room)?,
        None => Theme::default(),
    };
    match package.part_of("styles")? {
        Some(xml) => Styles::read(&xml, theme, room),
        None => Ok(Styles::default()),
    }
}

fn empty() -> Element {
    Element::new("")
}

/// Heads and feet that sections name, each part once.
fn furniture(
    package: &mut Package<'_>,
    walk: &mut Walk<'_>,
    sections: &mut [Section],
    room: &mut usize,
) -> Result<Vec<Furniture>, Fault> {
    let mut list: Vec<Furniture> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for (number, section) in sections.iter_mut().enumerate() {
        for reference in &mut section.references {
            let Some((_, part)) = package.parts.get(&reference.id).cloned() else { continue };
            if let Some(&at) = known.get(&part) {
                reference.part = Some(at);
                continue;
            }
            let Some(xml) = package.part(&part)? else { continue };
            let start = walk.paragraphs.len();
            let root = if reference.is_footer { "w:ftr" } else { "w:hdr" };
            tree::children(&xml, &[root], room, &mut |child| {
                walk.block(&child, Within::Furniture(list.len()))
            })?;
            walk.flush(Within::Furniture(list.len()))?;
            known.insert(part, list.len());
            reference.part = Some(list.len());
            list.push(Furniture {
                is_footer: reference.is_footer,
                pages: reference.pages,
                section: number,
                paragraphs: start..walk.paragraphs.len(),
            });
        }
    }
    Ok(list)
}

/// Footnotes and endnotes that somebody wrote.
fn notes(package: &mut Package<'_>, walk: &mut Walk<'_>, room: &mut usize) -> Result<Vec<Note>, Fault> {
    let mut notes = Vec::new();
    // What a note of a note would say is not asked for.
    let mut marks: HashMap<(bool, String), (usize, usize)> = HashMap::new();
    let mut counts = [0, 0];
    for (paragraph, is_endnote, id) in std::mem::take(&mut walk.notes) {
        let count = &mut counts[usize::from(is_endnote)];
        marks.entry((is_endnote, id)).or_insert_with(|| {
            *count += 1;
            (*count, paragraph)
        });
    }
    for (kind, root, name) in
        [("footnotes", "w:footnotes", "w:footnote"), ("endnotes", "w:endnotes", "w:endnote")]
    {
        let Some(xml) = package.part_of(kind)? else { continue };
        tree::children(&xml, &[root], room, &mut |note| {
            // The lines between text and notes are kept as notes too.
            if note.name != name || note.attribute("type").is_some_and(|kind| kind != "normal") {
                return Ok(());
            }
            let start = walk.paragraphs.len();
            note.elements().try_for_each(|child| walk.block(child, Within::Note))?;
            walk.flush(Within::Note)?;
            let is_endnote = kind == "endnotes";
            let id = note.attribute("id").unwrap_or_default().to_owned();
            let mark = marks.get(&(is_endnote, id)).copied();
            notes.push(Note { is_endnote, mark, paragraphs: start..walk.paragraphs.len() });
            Ok(())
        })?;
    }
    Ok(notes)
}

/// Comments with their places.
fn comments(
    package: &mut Package<'_>,
    places: &[(usize, String)],
    room: &mut usize,
) -> Result<Vec<(usize, String, String)>, Fault> {
    let mut list = Vec::new();
    let Some(xml) = package.part_of("comments")? else { return Ok(list) };
    tree::children(&xml, &["w:comments"], room, &mut |comment| {
        let id = comment.attribute("id").unwrap_or_default();
        let at = places.iter().find(|(_, have)| have == id).map_or(0, |(at, _)| *at);
        let author = comment.attribute("author").unwrap_or_default().to_owned();
        list.push((at, author, comment.text()));
        Ok(())
    })?;
    Ok(list)
}

/// Properties; where they cannot be read, the file says nothing of itself.
fn properties(package: &mut Package<'_>, room: &mut usize) -> Properties {
    let mut part = |name: &str, root: &str| {
        let xml = package.part(name).ok().flatten()?;
        tree::part(&xml, root, room).ok()
    };
    let core = part("docProps/core.xml", "coreProperties").unwrap_or_else(empty);
    let app = part("docProps/app.xml", "Properties").unwrap_or_else(empty);
    let custom = part("docProps/custom.xml", "Properties").unwrap_or_else(empty);
    let own = |name: &str| {
        custom.elements().find(|property| property.attribute("name") == Some(name)).map(Element::text)
    };
    let house_style = own("工具版本").and(own("版式")).unwrap_or_default();
    let text = |element: &Element, name: &str| {
        element.child_named(name).map(|child| child.text().trim().to_owned()).unwrap_or_default()
    };
    Properties {
        creator: text(&core, "creator"),
        last_modified_by: text(&core, "lastModifiedBy"),
        application: text(&app, "Application"),
        pages: tree::number(&text(&app, "Pages")),
        house_style,
    }
}

/// Names of the fonts in the file.
fn embedded(package: &mut Package<'_>, room: &mut usize) -> Vec<String> {
    let xml = package.part_of("fontTable").ok().flatten();
    let fonts = xml.and_then(|xml| tree::part(&xml, "w:fonts", room).ok()).unwrap_or_else(empty);
    let is_in = |font: &&Element| font.elements().any(|child| child.name.starts_with("w:embed"));
    fonts.elements().filter(is_in).filter_map(|font| font.attribute("name").map(str::to_owned)).collect()
}
