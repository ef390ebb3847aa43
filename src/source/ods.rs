//! An .ods package (`OpenDocument`) → its sheets.
//!
//! Read by ourselves for the same reasons as .xlsx. All sheets stand in one part, which is passed over once to find where
//! each begins; formats are turned into those of .xlsx, so that a number is shown the same. What is read: texts with
//! their blanks and line ends, numbers as they are written with their formats, results of formulas, merged and hidden
//! cells. What is not: styles otherwise, pictures, comments, pivot tables, charts, what other files said when they were
//! last looked up.
//!
//! Everything is bounded; nothing panics. Rows and cells that stand for many cost nothing as long as they are empty.

mod cell;
mod data_style;
mod paragraph;
mod sheet;
mod styles;

use std::ops::Range;

use crate::office::archive::Archive;
use crate::office::xml::{Piece, Pieces, Tag};
use crate::source::grid::Sheet;
use crate::source::ods::sheet::Shared;
use crate::source::ods::styles::Styles;
use crate::source::shown::dates::Epoch;
use crate::source::workbook::{Entry, Fault, PART, Room, SHEETS, Workbook};

/// Largest list of parts.
const LIST: u64 = 8 << 20;

/// A workbook that is being read.
#[derive(Debug)]
pub struct Ods {
    sheets: Vec<Entry>,
    /// Where in the content what each sheet holds stands.
    places: Vec<Range<usize>>,
    content: Vec<u8>,
    styles: Styles,
    epoch: Epoch,
    /// The program that wrote it reckons formulas.
    is_reckoned: bool,
    room: Room,
}

impl Ods {
    /// Reads what the sheets have in common.
    pub fn open(mut archive: Archive<'_>) -> Result<Self, Fault> {
        if is_locked(&mut archive)? {
            return Err(Fault::Locked);
        }
        let mut styles = Styles::default();
        if archive.has("styles.xml") {
            styles.read_common(&archive.read("styles.xml", PART)?)?;
        }
        let content = archive.read("content.xml", PART)?;
        let mut book = Self {
            sheets: Vec::new(),
            places: Vec::new(),
            content: Vec::new(),
            styles,
            epoch: Epoch::Windows,
            is_reckoned: is_reckoned(&mut archive)?,
            room: Room::default(),
        };
        book.look_through(&content)?;
        book.styles.settle();
        book.content = content;
        Ok(book)
    }

    /// Finds the sheets, and reads the styles that stand before them.
    fn look_through(&mut self, content: &[u8]) -> Result<(), Fault> {
        let mut pieces = Pieces::new(content)?;
        let mut is_sheets = false;
        while let Some(piece) = pieces.next_piece()? {
            let Piece::Open(tag) = piece else { continue };
            match tag.name() {
                "document-content" | "body" | "calculation-settings" => {}
                "spreadsheet" => is_sheets = true,
                "automatic-styles" | "styles" => self.styles.read(&mut pieces)?,
                "null-date" => self.epoch = epoch(&tag)?,
                "table" if is_sheets => {
                    let start = content.len() - pieces.unread();
                    pieces.skip()?;
                    let whole = &content[start..content.len() - pieces.unread()];
                    // The last tag ends the sheet; one that is empty has none.
                    let length = whole.iter().rposition(|&byte| byte == b'<').unwrap_or(0);
                    self.list(&tag, start..start + length)?;
                }
                _ => pieces.skip()?,
            }
        }
        if is_sheets { Ok(()) } else { Err(Fault::NotAWorkbook) }
    }

    fn list(&mut self, tag: &Tag<'_>, place: Range<usize>) -> Result<(), Fault> {
        let name = tag.attribute("name")?.unwrap_or_default();
        // What a formula looked up in another file; no program shows it as a sheet.
        if name.starts_with('\'') && name.contains("'#$") {
            return Ok(());
        }
        let style = tag.attribute("style-name")?;
        let hidden = style.is_some_and(|style| self.styles.hides_table(&style));
        self.sheets.push(Entry { name, hidden });
        self.places.push(place);
        if self.sheets.len() > SHEETS { Err(Fault::TooLarge) } else { Ok(()) }
    }
}

impl Workbook for Ods {
    fn sheets(&self) -> &[Entry] {
        &self.sheets
    }

    fn sheet(&mut self, number: usize) -> Result<Sheet, Fault> {
        let (Some(entry), Some(place)) = (self.sheets.get(number), self.places.get(number)) else {
            return Err(Fault::Damaged);
        };
        let xml = self.content.get(place.clone()).ok_or(Fault::Damaged)?;
        let shared = Shared { styles: &self.styles, epoch: self.epoch, is_reckoned: self.is_reckoned };
        let mut sheet = sheet::read(xml, &shared, &mut self.room)?;
        sheet.name = Some(entry.name.clone());
        sheet.epoch = self.epoch;
        Ok(sheet)
    }
}

/// Whether the list of parts says of any that it is encrypted.
fn is_locked(archive: &mut Archive<'_>) -> Result<bool, Fault> {
    const PARTS: &str = "META-INF/manifest.xml";
    if !archive.has(PARTS) {
        return Ok(false);
    }
    let xml = archive.read(PARTS, LIST)?;
    let mut pieces = Pieces::new(&xml)?;
    while let Some(piece) = pieces.next_piece()? {
        if matches!(piece, Piece::Open(tag) if tag.name() == "encryption-data") {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether the program that wrote the package is one that reckons. Such a one writes nothing where a formula gave an
/// empty text; others write nothing because they do not know.
fn is_reckoned(archive: &mut Archive<'_>) -> Result<bool, Fault> {
    const ABOUT: &str = "meta.xml";
    if !archive.has(ABOUT) {
        return Ok(false);
    }
    let xml = archive.read(ABOUT, LIST)?;
    let mut pieces = Pieces::new(&xml)?;
    while let Some(piece) = pieces.next_piece()? {
        if matches!(&piece, Piece::Open(tag) if tag.name() == "generator") {
            let program = pieces.text()?;
            return Ok(["Office", "WPS", "Calligra", "Gnumeric"].iter().any(|name| program.contains(name)));
        }
    }
    Ok(false)
}

fn epoch(tag: &Tag<'_>) -> Result<Epoch, Fault> {
    Ok(match tag.attribute("date-value")?.as_deref() {
        Some("1904-01-01") => Epoch::Mac,
        Some("1900-01-01") => Epoch::Star,
        _ => Epoch::Windows,
    })
}
