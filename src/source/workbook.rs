//! What every kind of workbook has in common: a list of sheets that are read one by one, limits for all of them together,
//! and why one cannot be read.

use std::fmt::Debug;

use crate::office::archive;
use crate::office::xml::Malformed;
use crate::source::grid::packed::SheetCell;
use crate::source::grid::{MOST_CELLS, MOST_TEXT, Sheet};

/// Largest part or stream, unpacked.
pub const PART: u64 = 192 << 20;
/// Most sheets.
pub const SHEETS: usize = 1000;
/// Rows and columns that a sheet can have.
pub const ROWS: u32 = 1 << 20;
/// See [`ROWS`].
pub const COLUMNS: u32 = 1 << 14;
/// Most merged areas of a sheet.
pub const MERGED: usize = 200_000;
/// Most styles of cells, and most formats; the programs themselves allow 64,000.
pub const STYLES: usize = 100_000;
/// Longest number format that is read, in bytes; the programs themselves allow 255 characters.
pub const LONGEST_FORMAT: usize = 2000;
/// Most texts that cells share.
pub const STRINGS: usize = 2_000_000;

/// A workbook that is being read.
pub trait Workbook: Debug {
    /// Its sheets in order; sheets of charts and macros are left out.
    fn sheets(&self) -> &[Entry];

    /// Reads the sheet with this number.
    fn sheet(&mut self, number: usize) -> Result<Sheet, Fault>;
}

/// A sheet in the list of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// Whether its tab is hidden.
    pub hidden: bool,
}

/// Why a workbook cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is damaged.
    Damaged,
    /// It holds more than the limits allow.
    TooLarge,
    /// A package or container, but none of a workbook.
    NotAWorkbook,
    /// It needs a password.
    Locked,
    /// Its format is older than those that are read.
    TooOld,
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

/// What may still be read of all sheets together. Cells share texts, so that a small file may say a long one often.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    cells: usize,
    text: usize,
}

impl Default for Room {
    fn default() -> Self {
        Self { cells: MOST_CELLS, text: MOST_TEXT }
    }
}

impl Room {
    /// Takes the place of one cell.
    pub fn take(&mut self, cell: &SheetCell<'_>) -> Result<(), Fault> {
        let cells = self.cells.checked_sub(1);
        let text = self.text.checked_sub(cell.text.len());
        (self.cells, self.text) = cells.zip(text).ok_or(Fault::TooLarge)?;
        Ok(())
    }
}
