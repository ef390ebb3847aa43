//! The first part of a stream: the list of sheets, and what they have in common.

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use crate::source::shown::dates::Epoch;
use crate::source::shown::number_format::Format;
use crate::source::workbook::{Entry, Fault, LONGEST_FORMAT, SHEETS, STYLES};
use crate::source::xls::records::{Part, Record, Records};
use crate::source::xls::text::{self, Length, Pieces};

/// The year of a trial of Excel 97, from which libraries copy how a stream begins. LibreOffice does so too, but says
/// which engine reckoned.
const YEAR_OF_LIBRARIES: u16 = 1996;

/// What the stream says of its sheets.
#[derive(Debug)]
pub struct Book {
    /// Its sheets in order.
    pub sheets: Vec<Entry>,
    /// Where in the stream each stands.
    pub places: Vec<Range<usize>>,
    /// Texts that cells refer to.
    pub strings: Vec<String>,
    /// Formats by cell style.
    pub formats: Vec<Rc<Format>>,
    /// From when it counts days.
    pub epoch: Epoch,
    /// The program that wrote it reckons formulas.
    pub is_reckoned: bool,
}

/// A line of the list of sheets.
struct Listed {
    entry: Entry,
    start: usize,
}

impl Book {
    /// Reads the first part.
    pub fn read(stream: &[u8]) -> Result<Self, Fault> {
        let mut records = Records::new(stream)?;
        if records.part != Part::Book {
            return Err(Fault::NotAWorkbook);
        }
        let (mut listed, mut strings, mut styles) = (Vec::new(), Vec::new(), Vec::new());
        let mut own: HashMap<u16, Rc<Format>> = HashMap::new();
        let mut epoch = Epoch::Windows;
        let mut is_reckoned = records.year != YEAR_OF_LIBRARIES;
        while let Some(record) = records.next_record()? {
            match record.kind {
                // FILEPASS: everything behind it is encrypted.
                0x002F => return Err(Fault::Locked),
                // DATEMODE
                0x0022 if record.short(0)? == 1 => epoch = Epoch::Mac,
                // BOUNDSHEET; what says of itself that it is a chart or a module is passed over
                0x0085 if record.byte(5)? == 0 => listed.push(sheet(record)?),
                // FORMAT
                0x041E => {
                    let code =
                        Pieces::new(vec![&record.data[2.min(record.data.len())..]]).text(Length::Short)?;
                    if code.len() <= LONGEST_FORMAT {
                        own.insert(record.short(0)?, Rc::new(Format::parse(&code)));
                    }
                }
                // XF
                0x00E0 => styles.push(record.short(2)?),
                // RECALCID
                0x01C1 => is_reckoned = true,
                // SST
                0x00FC => strings = text::shared(records.whole(record)?)?,
                _ => {}
            }
            if listed.len() > SHEETS || styles.len() > STYLES {
                return Err(Fault::TooLarge);
            }
        }
        let format =
            |id: u16| own.get(&id).cloned().unwrap_or_else(|| Rc::new(Format::builtin(u32::from(id))));
        let formats = styles.into_iter().map(format).collect();
        let (sheets, places) = placed(listed, stream)?;
        Ok(Self { sheets, places, strings, formats, epoch, is_reckoned })
    }
}

fn sheet(record: Record<'_>) -> Result<Listed, Fault> {
    let hidden = record.byte(4)? & 3 != 0;
    let name = Pieces::new(vec![&record.data[6.min(record.data.len())..]]).text(Length::Byte)?;
    Ok(Listed { entry: Entry { name, hidden }, start: record.long(0)? as usize })
}

/// The sheets of cells, each with its place: to where the next begins.
fn placed(listed: Vec<Listed>, stream: &[u8]) -> Result<(Vec<Entry>, Vec<Range<usize>>), Fault> {
    let mut starts: Vec<usize> = listed.iter().map(|listed| listed.start).collect();
    starts.sort_unstable();
    if starts.windows(2).any(|two| two[0] == two[1]) {
        return Err(Fault::Damaged);
    }
    let (mut sheets, mut places) = (Vec::new(), Vec::new());
    for Listed { entry, start } in listed {
        let next = starts.partition_point(|&other| other <= start);
        let end = starts.get(next).copied().unwrap_or(stream.len());
        let part = Records::new(stream.get(start..end).ok_or(Fault::Damaged)?)?.part;
        if part == Part::Sheet {
            sheets.push(entry);
            places.push(start..end);
        }
    }
    Ok((sheets, places))
}
