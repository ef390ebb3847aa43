//! An .xlsx package → its sheets.
//!
//! Read by ourselves on the package reader that .docx files need as well: calamine, the usual crate, gives neither
//! hidden rows nor number formats, and numbers only as binary fractions. What is read: shared and inline strings without
//! their phonetic guides, numbers with their formats, results of formulas, merged and hidden cells, whether characters are struck
//! out or raised. What is not: styles otherwise, pictures, comments, pivot tables, charts.
//!
//! Everything is bounded; nothing panics; what cannot be read is a [`Fault`], which `spreadsheet` puts into words.

mod book;
mod sheet;
mod strings;
mod styles;

use crate::office::archive::Archive;
use crate::source::grid::Sheet;
use crate::source::shown::dates::Epoch;
use crate::source::workbook::{Entry, Fault, PART, Room, Workbook};
use crate::source::xlsx::book::Book;
use crate::source::xlsx::sheet::Shared;
use crate::source::xlsx::strings::Text;
use crate::source::xlsx::styles::CellStyle;

/// A workbook that is being read.
#[derive(Debug)]
pub struct Xlsx<'a> {
    sheets: Vec<Entry>,
    /// The part of each sheet.
    parts: Vec<String>,
    archive: Archive<'a>,
    strings: Vec<Text>,
    styles: Vec<CellStyle>,
    epoch: Epoch,
    room: Room,
}

impl<'a> Xlsx<'a> {
    /// Reads what the sheets have in common.
    pub fn open(mut archive: Archive<'a>) -> Result<Self, Fault> {
        let book = Book::read(&mut archive)?;
        let strings = match &book.strings {
            Some(part) => strings::read(&archive.read(part, PART)?)?,
            None => Vec::new(),
        };
        let styles = match &book.styles {
            Some(part) => styles::read(&archive.read(part, PART)?)?,
            None => Vec::new(),
        };
        let Book { sheets, parts, epoch, .. } = book;
        Ok(Self { sheets, parts, archive, strings, styles, epoch, room: Room::default() })
    }
}

impl Workbook for Xlsx<'_> {
    fn sheets(&self) -> &[Entry] {
        &self.sheets
    }

    fn sheet(&mut self, number: usize) -> Result<Sheet, Fault> {
        let (Some(entry), Some(part)) = (self.sheets.get(number), self.parts.get(number)) else {
            return Err(Fault::Damaged);
        };
        let xml = self.archive.read(part, PART)?;
        let shared = Shared { strings: &self.strings, styles: &self.styles, epoch: self.epoch };
        let mut sheet = sheet::read(&xml, &shared, &mut self.room)?;
        sheet.name = Some(entry.name.clone());
        sheet.epoch = self.epoch;
        Ok(sheet)
    }
}
