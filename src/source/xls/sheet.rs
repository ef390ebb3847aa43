//! One sheet: its cells, and what is merged and hidden.

use std::rc::Rc;

use crate::source::grid::packed::SheetCell;
use crate::source::grid::{Area, Kind, Sheet};
use crate::source::shown::dates::Epoch;
use crate::source::shown::number_format::Format;
use crate::source::shown::{self, Content};
use crate::source::workbook::{COLUMNS, Fault, MERGED, Room};
use crate::source::xls::records::{Record, Records};
use crate::source::xls::text::{Length, Pieces};

/// A formula of which the program that wrote it said that it be reckoned on opening.
const RECKON_ON_OPENING: u16 = 2;

/// Where a cell stands.
type Place = (u32, u32);

/// What the sheets of a workbook have in common.
pub struct Shared<'a> {
    /// Texts that cells refer to.
    pub strings: &'a [String],
    /// Formats by cell style.
    pub formats: &'a [Rc<Format>],
    /// From when days are counted.
    pub epoch: Epoch,
    /// The program that wrote the workbook reckons formulas.
    pub is_reckoned: bool,
}

/// A sheet that is being read.
struct Reader<'a> {
    shared: &'a Shared<'a>,
    room: &'a mut Room,
    sheet: Sheet,
    /// The formula whose text is in the next record but a few.
    awaits_text: Option<Place>,
}

/// Reads a sheet as far as there is room for its cells.
pub fn read(bytes: &[u8], shared: &Shared<'_>, room: &mut Room) -> Result<Sheet, Fault> {
    let mut records = Records::new(bytes)?;
    let mut reader = Reader { shared, room, sheet: Sheet::default(), awaits_text: None };
    while let Some(record) = records.next_record()? {
        match record.kind {
            // STRING, the text that a formula gave
            0x0207 => {
                let text = Pieces::new(records.whole(record)?).text(Length::Short)?;
                if let Some(place) = reader.awaits_text.take() {
                    reader.put(place, (Kind::Text, text, None))?;
                }
            }
            // LABEL and RSTRING, texts that cells do not share
            0x0204 | 0x00D6 => {
                let mut pieces = Pieces::new(records.whole(record)?);
                pieces.skip(6)?;
                let text = pieces.text(Length::Short)?;
                reader.put(place(record)?, (Kind::Text, text, None))?;
            }
            _ => reader.take(record)?,
        }
    }
    reader.settle()?;
    let mut sheet = reader.sheet;
    sheet.hidden_rows.sort_unstable();
    sheet.hidden_rows.dedup();
    Ok(sheet)
}

impl Reader<'_> {
    fn take(&mut self, record: Record<'_>) -> Result<(), Fault> {
        match record.kind {
            // LABELSST
            0x00FD => {
                let text = self.shared.strings.get(record.long(6)? as usize).ok_or(Fault::Damaged)?;
                self.put(place(record)?, (Kind::Text, text.clone(), None))
            }
            // NUMBER
            0x0203 => {
                let content = self.number(f64::from_le_bytes(record.bytes(6)?), record.short(4)?);
                self.put(place(record)?, content)
            }
            // RK
            0x027E => {
                let content = self.number(short_number(record.long(6)?), record.short(4)?);
                self.put(place(record)?, content)
            }
            // MULRK
            0x00BD => self.take_numbers(record),
            // FORMULA
            0x0006 => self.take_formula(record),
            // BOOLERR
            0x0205 => self.put(place(record)?, truth_or_error(record.byte(6)?, record.byte(7)? != 0)),
            // ROW; without height it is hidden as well
            0x0208 => {
                let is_flat = record.short(6)? == 0;
                if is_flat || record.byte(12)? & 0x20 != 0 {
                    self.sheet.hidden_rows.push(u32::from(record.short(0)?));
                }
                Ok(())
            }
            // COLINFO; without width it is hidden as well
            0x007D => {
                if record.short(4)? == 0 || record.byte(8)? & 1 != 0 {
                    let columns = (u32::from(record.short(0)?), u32::from(record.short(2)?));
                    self.sheet.hidden_columns.push(columns);
                }
                if self.sheet.hidden_columns.len() > COLUMNS as usize { Err(Fault::Damaged) } else { Ok(()) }
            }
            // MERGECELLS
            0x00E5 => self.take_merged(record),
            _ => Ok(()),
        }
    }

    /// A row of numbers side by side: row, first column, style and number of each, last column.
    fn take_numbers(&mut self, record: Record<'_>) -> Result<(), Fault> {
        let (row, first) = place(record)?;
        let count = record.data.len().checked_sub(6).ok_or(Fault::Damaged)? / 6;
        for (number, column) in (0..count).zip(first..) {
            let at = 4 + number * 6;
            let content = self.number(short_number(record.long(at + 2)?), record.short(at)?);
            self.put((row, column), content)?;
        }
        Ok(())
    }

    fn take_formula(&mut self, record: Record<'_>) -> Result<(), Fault> {
        let place = place(record)?;
        let result: [u8; 8] = record.bytes(6)?;
        let is_number = result[6..] != [0xFF, 0xFF];
        // Programs that cannot reckon write nothing or zero, for Excel to do it on opening.
        let is_nothing = if is_number { result == [0; 8] } else { result[0] == 3 };
        let is_left = !self.shared.is_reckoned || record.short(14)? & RECKON_ON_OPENING != 0;
        if is_nothing && is_left {
            return self.put(place, shown::without_result(""));
        }
        if is_number {
            let content = self.number(f64::from_le_bytes(result), record.short(4)?);
            return self.put(place, content);
        }
        match result[0] {
            0 => {
                self.settle()?;
                self.awaits_text = Some(place);
                Ok(())
            }
            kind @ (1 | 2) => self.put(place, truth_or_error(result[2], kind == 2)),
            // An empty text.
            3 => Ok(()),
            _ => Err(Fault::Damaged),
        }
    }

    fn take_merged(&mut self, record: Record<'_>) -> Result<(), Fault> {
        for number in 0..usize::from(record.short(0)?) {
            let at = |field: usize| record.short(2 + number * 8 + field * 2).map(u32::from);
            let area = Area { top: at(0)?, bottom: at(1)?, left: at(2)?, right: at(3)? };
            if area.top > area.bottom || area.left > area.right {
                return Err(Fault::Damaged);
            }
            self.sheet.merged.push(area);
        }
        if self.sheet.merged.len() > MERGED { Err(Fault::TooLarge) } else { Ok(()) }
    }

    fn number(&self, value: f64, style: u16) -> Content {
        if !value.is_finite() {
            return (Kind::Error, "#NUM!".to_owned(), None);
        }
        let format = self.shared.formats.get(usize::from(style)).map_or(&Format::General, Rc::as_ref);
        // The fewest digits that give this number back.
        shown::number(&format!("{value:e}"), format, self.shared.epoch)
    }

    /// Keeps a cell.
    fn put(&mut self, place: Place, content: Content) -> Result<(), Fault> {
        self.settle()?;
        let ((row, column), (kind, text, seen)) = (place, content);
        if column >= COLUMNS {
            return Err(Fault::Damaged);
        }
        let cell = SheetCell { row, column, kind, text: &text, seen: seen.as_deref() };
        if !cell.text.is_empty() {
            self.room.take(&cell)?;
            self.sheet.cells.push(cell);
        }
        Ok(())
    }

    /// A formula whose text did not come has no result.
    fn settle(&mut self) -> Result<(), Fault> {
        match self.awaits_text.take() {
            Some(place) => self.put(place, shown::without_result("")),
            None => Ok(()),
        }
    }
}

/// Row and column, with which the record of every cell begins.
fn place(record: Record<'_>) -> Result<Place, Fault> {
    Ok((u32::from(record.short(0)?), u32::from(record.short(2)?)))
}

/// A number in four bytes: a whole number or the upper half of a fraction, perhaps to be divided by a hundred.
fn short_number(stored: u32) -> f64 {
    let number = if stored & 2 != 0 {
        f64::from(stored as i32 >> 2)
    } else {
        f64::from_bits(u64::from(stored & !3) << 32)
    };
    if stored & 1 != 0 { number / 100.0 } else { number }
}

fn truth_or_error(value: u8, is_error: bool) -> Content {
    if !is_error {
        return shown::boolean(value != 0);
    }
    let name = match value {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        0x2B => "#GETTING_DATA",
        _ => "#VALUE!",
    };
    (Kind::Error, name.to_owned(), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_numbers_are_read() {
        for (stored, number) in [
            (0x3FF0_0000_u32, 1.0),
            (0x3FF0_0001, 0.01),
            (0x004B_5646, 1_234_321.0),
            (0x004B_5647, 12343.21),
            (0xFFFF_FFFE, -1.0),
            (0, 0.0),
        ] {
            assert_eq!(short_number(stored).to_bits(), f64::to_bits(number), "{stored:x}");
        }
    }
}
