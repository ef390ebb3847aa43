//! The stream of an .xls or of a WPS .et (BIFF8) → its sheets.
//!
//! Read by ourselves for the same reasons as .xlsx. A stream is a row of records: first those of the whole workbook (list
//! of sheets, texts, formats), then those of each sheet. What is read: texts without their phonetic guides, numbers with
//! their formats, results of formulas, merged and hidden cells. What is not: styles otherwise, pictures, comments, pivot
//! tables, charts. Older streams (Excel 95 and before) and encrypted ones are told by their [`Fault`].
//!
//! Everything is bounded; nothing panics. The parts of the stream that sheets are read from do not overlap, so that the
//! time does not grow with the number of sheets that a file claims.

mod book;
mod records;
mod sheet;
mod text;

use std::borrow::Cow;
use std::ops::Range;
use std::rc::Rc;

use crate::source::grid::Sheet;
use crate::source::shown::dates::Epoch;
use crate::source::shown::number_format::Format;
use crate::source::workbook::{Entry, Fault, Room, Workbook};
use crate::source::xls::book::Book;
use crate::source::xls::sheet::Shared;

/// A workbook that is being read.
#[derive(Debug)]
pub struct Xls<'a> {
    stream: Cow<'a, [u8]>,
    sheets: Vec<Entry>,
    /// Where in the stream each sheet stands.
    places: Vec<Range<usize>>,
    strings: Vec<String>,
    formats: Vec<Rc<Format>>,
    epoch: Epoch,
    is_reckoned: bool,
    room: Room,
}

/// Whether bytes are such a stream of any age, without the container that it should lie in.
pub fn is_stream(bytes: &[u8]) -> bool {
    records::version(bytes).is_ok()
}

impl<'a> Xls<'a> {
    /// Reads what the sheets have in common.
    pub fn open(stream: Cow<'a, [u8]>) -> Result<Self, Fault> {
        let Book { sheets, places, strings, formats, epoch, is_reckoned } = Book::read(&stream)?;
        Ok(Self { stream, sheets, places, strings, formats, epoch, is_reckoned, room: Room::default() })
    }
}

impl Workbook for Xls<'_> {
    fn sheets(&self) -> &[Entry] {
        &self.sheets
    }

    fn sheet(&mut self, number: usize) -> Result<Sheet, Fault> {
        let (Some(entry), Some(place)) = (self.sheets.get(number), self.places.get(number)) else {
            return Err(Fault::Damaged);
        };
        let bytes = self.stream.get(place.clone()).ok_or(Fault::Damaged)?;
        let shared = Shared {
            strings: &self.strings,
            formats: &self.formats,
            epoch: self.epoch,
            is_reckoned: self.is_reckoned,
        };
        let mut sheet = sheet::read(bytes, &shared, &mut self.room)?;
        sheet.name = Some(entry.name.clone());
        sheet.epoch = self.epoch;
        Ok(sheet)
    }
}
