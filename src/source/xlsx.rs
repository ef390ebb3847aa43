//! An .xlsx package → its sheets.
//!
//! Read by ourselves on the package reader that .docx files need as well: calamine, the usual crate, gives neither
//! hidden rows nor number formats, and numbers only as binary fractions. What is read: shared and inline strings without
//! their phonetic guides, numbers with their formats, results of formulas, merged and hidden cells. What is not: styles
//! otherwise, pictures, comments, pivot tables, charts.
//!
//! Everything is bounded; nothing panics; what cannot be read is a [`Fault`], which `spreadsheet` puts into words.

pub mod dates;

mod book;
mod decimal;
mod number_format;
mod sheet;
mod strings;
mod styles;

use crate::office::archive::{self, Archive};
use crate::office::xml::Malformed;
use crate::source::grid::{MOST_CELLS, MOST_TEXT, Sheet, SheetCell};
use crate::source::xlsx::book::Book;
use crate::source::xlsx::dates::Epoch;
use crate::source::xlsx::number_format::Format;

/// Largest part, unpacked.
const PART: u64 = 192 << 20;

/// Why a workbook cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is damaged.
    Damaged,
    /// It holds more than the limits allow.
    TooLarge,
    /// A package, but none of a workbook.
    NotAWorkbook,
}

impl From<archive::Fault> for Fault {
    fn from(fault: archive::Fault) -> Self {
        match fault {
            archive::Fault::TooLarge => Self::TooLarge,
            archive::Fault::Damaged | archive::Fault::Missing => Self::Damaged,
        }
    }
}

impl From<Malformed> for Fault {
    fn from(_: Malformed) -> Self {
        Self::Damaged
    }
}

/// A sheet in the list of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// Whether its tab is hidden.
    pub hidden: bool,
    part: String,
}

/// A workbook that is being read.
#[derive(Debug)]
pub struct Xlsx<'a> {
    /// Its sheets in order; sheets of charts and macros are left out.
    pub sheets: Vec<Entry>,
    archive: Archive<'a>,
    strings: Vec<String>,
    formats: Vec<Format>,
    epoch: Epoch,
    room: Room,
}

/// What may still be read of all sheets together. Cells share texts, so that a small file may say a long one often.
#[derive(Debug, Clone, Copy)]
struct Room {
    cells: usize,
    text: usize,
}

impl Room {
    /// Takes the place of one cell.
    fn take(&mut self, cell: &SheetCell) -> Result<(), Fault> {
        let cells = self.cells.checked_sub(1);
        let text = self.text.checked_sub(cell.text.len());
        (self.cells, self.text) = cells.zip(text).ok_or(Fault::TooLarge)?;
        Ok(())
    }
}

impl<'a> Xlsx<'a> {
    /// Reads what the sheets have in common.
    pub fn open(mut archive: Archive<'a>) -> Result<Self, Fault> {
        let book = Book::read(&mut archive)?;
        let strings = match &book.strings {
            Some(part) => strings::read(&archive.read(part, PART)?)?,
            None => Vec::new(),
        };
        let formats = match &book.styles {
            Some(part) => styles::read(&archive.read(part, PART)?)?,
            None => Vec::new(),
        };
        let Book { sheets, epoch, .. } = book;
        Ok(Self {
            sheets,
            archive,
            strings,
            formats,
            epoch,
            room: Room { cells: MOST_CELLS, text: MOST_TEXT },
        })
    }

    /// Reads the sheet with this number.
    pub fn sheet(&mut self, number: usize) -> Result<Sheet, Fault> {
        let entry = self.sheets.get(number).ok_or(Fault::Damaged)?;
        let xml = self.archive.read(&entry.part, PART)?;
        let shared = sheet::Shared { strings: &self.strings, formats: &self.formats, epoch: self.epoch };
        let mut sheet = sheet::read(&xml, &shared, &mut self.room)?;
        sheet.name = Some(entry.name.clone());
        sheet.epoch = self.epoch;
        Ok(sheet)
    }
}
