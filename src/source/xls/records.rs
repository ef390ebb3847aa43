//! A stream → its records, and the numbers in them.
//!
//! A record is its number, its length and its bytes, each of the first two in two bytes. What is longer than a record
//! can be goes on in records of their own.

use crate::source::workbook::Fault;

/// Where a part of the stream begins.
const BEGINNING: u16 = 0x0809;
/// Where it ends.
const END: u16 = 0x000A;
/// What goes on from the record before.
const CONTINUE: u16 = 0x003C;
/// The version that Excel writes from 97 on.
const VERSION: u16 = 0x0600;

/// What a part of the stream is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What the sheets have in common.
    Book,
    /// A sheet of cells.
    Sheet,
    /// A chart, a macro or a dialog.
    Other,
}

/// A record.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    /// What it is.
    pub kind: u16,
    /// Its bytes.
    pub data: &'a [u8],
}

impl Record<'_> {
    /// The byte at this place.
    pub fn byte(&self, at: usize) -> Result<u8, Fault> {
        self.data.get(at).copied().ok_or(Fault::Damaged)
    }

    /// Two bytes as a number.
    pub fn short(&self, at: usize) -> Result<u16, Fault> {
        self.bytes(at).map(u16::from_le_bytes)
    }

    /// Four bytes as a number.
    pub fn long(&self, at: usize) -> Result<u32, Fault> {
        self.bytes(at).map(u32::from_le_bytes)
    }

    /// So many bytes.
    pub fn bytes<const N: usize>(&self, at: usize) -> Result<[u8; N], Fault> {
        self.data.get(at..at + N).and_then(|bytes| bytes.try_into().ok()).ok_or(Fault::Damaged)
    }
}

/// The records of one part of a stream, from its beginning to its end; parts that lie within it, as charts do in a
/// sheet, are left out.
#[derive(Debug)]
pub struct Records<'a> {
    /// What the part is.
    pub part: Part,
    /// Of when the program is that wrote it, as far as it says so.
    pub year: u16,
    rest: &'a [u8],
    /// How many parts are open; 0 behind the end.
    depth: usize,
}

impl<'a> Records<'a> {
    /// Begins with the record that must stand first.
    pub fn new(stream: &'a [u8]) -> Result<Self, Fault> {
        if version(stream)? != VERSION {
            return Err(Fault::TooOld);
        }
        let mut rest = stream;
        let first = split(&mut rest)?;
        let part = match first.short(2)? {
            0x0005 => Part::Book,
            0x0010 => Part::Sheet,
            _ => Part::Other,
        };
        Ok(Self { part, year: first.short(6).unwrap_or(0), rest, depth: 1 })
    }

    /// The next record; `None` at the end of the part.
    pub fn next_record(&mut self) -> Result<Option<Record<'a>>, Fault> {
        while self.depth > 0 {
            let record = split(&mut self.rest)?;
            match record.kind {
                BEGINNING => self.depth += 1,
                END => self.depth -= 1,
                _ if self.depth == 1 => return Ok(Some(record)),
                _ => {}
            }
        }
        Ok(None)
    }

    /// The bytes of a record that was just given, and of those that it goes on in.
    pub fn whole(&mut self, record: Record<'a>) -> Result<Vec<&'a [u8]>, Fault> {
        let mut pieces = vec![record.data];
        while self.rest.starts_with(&CONTINUE.to_le_bytes()) {
            pieces.push(split(&mut self.rest)?.data);
        }
        Ok(pieces)
    }
}

/// The version of a stream.
pub fn version(stream: &[u8]) -> Result<u16, Fault> {
    let mut rest = stream;
    let first = split(&mut rest)?;
    match (first.kind, first.data.len()) {
        (BEGINNING, 4..=64) => first.short(0),
        // Excel 2, 3 and 4 had a record of their own each.
        (0x0009 | 0x0209 | 0x0409, 4 | 6) => Ok(first.kind & 0xFF00),
        _ => Err(Fault::Damaged),
    }
}

/// Takes a record from the beginning of the bytes.
fn split<'a>(rest: &mut &'a [u8]) -> Result<Record<'a>, Fault> {
    let bytes: &'a [u8] = rest;
    let ([k0, k1, l0, l1], after) = bytes.split_first_chunk().ok_or(Fault::Damaged)?;
    let length = usize::from(u16::from_le_bytes([*l0, *l1]));
    let (data, after) = after.split_at_checked(length).ok_or(Fault::Damaged)?;
    *rest = after;
    Ok(Record { kind: u16::from_le_bytes([*k0, *k1]), data })
}
