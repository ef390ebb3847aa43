//! Texts in records: one byte a character or two, with runs of fonts and phonetic guides, which are passed over.
//!
//! Where a text is cut by the end of a record, the next begins by saying again how many bytes a character has.

use crate::source::shown;
use crate::source::workbook::{Fault, STRINGS};

/// Characters have two bytes.
const WIDE: u8 = 1;
/// Phonetic guides follow.
const GUIDES: u8 = 4;
/// Runs of fonts follow.
const RUNS: u8 = 8;

/// The bytes of a record and of those that it goes on in.
#[derive(Debug)]
pub struct Pieces<'a> {
    rest: &'a [u8],
    later: std::vec::IntoIter<&'a [u8]>,
}

/// How the length of a text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// In one byte.
    Byte,
    /// In two bytes.
    Short,
}

impl<'a> Pieces<'a> {
    /// Begins at the first piece.
    pub fn new(pieces: Vec<&'a [u8]>) -> Self {
        Self { rest: &[], later: pieces.into_iter() }
    }

    /// Moves on to a piece that holds something, if there is one.
    fn refill(&mut self) -> bool {
        while self.rest.is_empty() {
            match self.later.next() {
                Some(piece) => self.rest = piece,
                None => return false,
            }
        }
        true
    }

    fn byte(&mut self) -> Result<u8, Fault> {
        self.refill();
        let (first, rest) = self.rest.split_first().ok_or(Fault::Damaged)?;
        self.rest = rest;
        Ok(*first)
    }

    fn short(&mut self) -> Result<u16, Fault> {
        Ok(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn long(&mut self) -> Result<u32, Fault> {
        Ok(u32::from(self.short()?) | u32::from(self.short()?) << 16)
    }

    /// Passes over so many bytes.
    pub fn skip(&mut self, mut count: usize) -> Result<(), Fault> {
        while count > 0 {
            if !self.refill() {
                return Err(Fault::Damaged);
            }
            let here = count.min(self.rest.len());
            self.rest = &self.rest[here..];
            count -= here;
        }
        Ok(())
    }

    /// The text that stands here.
    pub fn text(&mut self, length: Length) -> Result<String, Fault> {
        let count = match length {
            Length::Byte => u16::from(self.byte()?),
            Length::Short => self.short()?,
        };
        let flags = self.byte()?;
        let runs = if flags & RUNS == 0 { 0 } else { usize::from(self.short()?) };
        let guides = if flags & GUIDES == 0 { 0 } else { self.long()? as usize };
        let text = self.characters(usize::from(count), flags & WIDE != 0)?;
        self.skip(runs * 4)?;
        self.skip(guides)?;
        Ok(shown::with_line_ends(text))
    }

    fn characters(&mut self, count: usize, mut wide: bool) -> Result<String, Fault> {
        let mut units: Vec<u16> = Vec::with_capacity(count);
        while units.len() < count {
            if self.rest.is_empty() {
                wide = self.byte()? & WIDE != 0;
            }
            let width = if wide { 2 } else { 1 };
            let here = (count - units.len()).min(self.rest.len() / width);
            let (bytes, rest) = self.rest.split_at(here * width);
            if wide {
                units.extend(bytes.chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]])));
            } else {
                units.extend(bytes.iter().map(|&byte| u16::from(byte)));
            }
            self.rest = rest;
            // Half a character, or nothing behind what says the width.
            if units.len() < count && (!self.rest.is_empty() || here == 0) {
                return Err(Fault::Damaged);
            }
        }
        Ok(String::from_utf16_lossy(&units))
    }
}

/// The texts that cells share, in order.
pub fn shared(pieces: Vec<&[u8]>) -> Result<Vec<String>, Fault> {
    let mut pieces = Pieces::new(pieces);
    // How often they are used, which nobody needs.
    pieces.skip(4)?;
    let count = pieces.long()? as usize;
    if count > STRINGS {
        return Err(Fault::TooLarge);
    }
    let mut strings = Vec::new();
    // Some programs count wrong; a cell that refers to what is not there is told where it is read.
    while strings.len() < count && pieces.refill() {
        strings.push(pieces.text(Length::Short)?);
    }
    Ok(strings)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pieces: &[&[u8]]) -> Result<Vec<String>, Fault> {
        let mut all: Vec<&[u8]> = vec![&[9, 0, 0, 0, 2, 0, 0, 0]];
        all.extend(pieces);
        shared(all)
    }

    #[test]
    fn texts_go_on_in_the_next_record() {
        for pieces in [
            &[&b"\x02\0\0ab\x02\0\x01\x32\x75\x59\x4E"[..]][..],
            &[b"\x02\0\0a", b"\0b\x02\0\x01\x32\x75", b"\x01\x59\x4E"],
            &[b"\x02\0\0a", b"\x01b\0\x02", b"\0\x01", b"\x01\x32\x75", b"\x01\x59\x4E"],
            &[b"\x02\0\x08\x01\0ab\0\0", b"\0\0\x02\0\x05\x03\0", b"\0\0\x32\x75\x59\x4E+", b"++"],
        ] {
            assert_eq!(read(pieces), Ok(vec!["ab".to_owned(), "甲乙".to_owned()]), "{pieces:?}");
        }
    }

    #[test]
    fn what_is_cut_is_damaged() {
        for pieces in [
            &[&b"\x02\0\0a"[..]][..],
            &[b"\x02\0"],
            &[b"\x02\0\x01\x32\x75\x59", b"\x01\x4E"],
            &[b"\x02\0\0a", b"\0"],
            &[b"\x02\0\x08\x01\0ab\0\0"],
            &[b"\x02\0\x04\xFF\xFF\xFF\xFFab"],
        ] {
            assert_eq!(read(pieces), Err(Fault::Damaged), "{pieces:?}");
        }
        assert_eq!(read(&[b"\x01\0\0a"]), Ok(vec!["a".to_owned()]));
    }
}
