//! A workbook as .xls: records in a stream, the stream in a container.

use std::io::{Cursor, Write as _};

use cfb::CompoundFile;

use super::{Book, Made, Written, formats};

/// Most bytes of a record.
const LIMIT: usize = 8224;
/// Where Excel's own formats end.
const FIRST_FORMAT: u16 = 164;

/// The bytes of the file.
pub fn write(book: &Book) -> Vec<u8> {
    container("Workbook", &stream(book, LIMIT))
}

/// The same with records of texts that are so long at most.
pub fn write_in_pieces(book: &Book, limit: usize) -> Vec<u8> {
    container("Workbook", &stream(book, limit))
}

/// A container with one stream.
pub fn container(name: &str, stream: &[u8]) -> Vec<u8> {
    let mut file = CompoundFile::create(Cursor::new(Vec::new())).expect("memory takes it");
    file.create_stream(name).expect("memory takes it").write_all(stream).expect("memory takes it");
    file.into_inner().into_inner()
}

/// A record.
pub fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut out = kind.to_le_bytes().to_vec();
    out.extend((data.len() as u16).to_le_bytes());
    out.extend(data);
    out
}

/// The record with which a part begins: 5 the workbook, 0x10 a sheet.
pub fn beginning(part: u16) -> Vec<u8> {
    let numbers: [u16; 4] = [0x0600, part, 0x0DBB, 1997];
    let mut data: Vec<u8> = numbers.into_iter().flat_map(u16::to_le_bytes).collect();
    data.extend([0; 8]);
    record(0x0809, &data)
}

/// The record with which a part ends.
pub fn end() -> Vec<u8> {
    record(0x000A, &[])
}

/// A stream of a workbook: more records for all sheets, and the records of one.
pub fn raw(common: &[u8], sheet: &[u8]) -> Vec<u8> {
    let name = [&[0, 0, 1, 0][..], b"S"].concat();
    join(
        &[beginning(5), common.to_vec()].concat(),
        &[(name, [beginning(0x10), sheet.to_vec(), end()].concat())],
        &[],
    )
}

/// The stream.
pub fn stream(book: &Book, limit: usize) -> Vec<u8> {
    let formats = formats(book);
    let mut globals = beginning(5);
    globals.extend(record(0x0022, &u16::from(book.is_mac).to_le_bytes()));
    for (number, code) in (FIRST_FORMAT..).zip(&formats) {
        globals.extend(record(0x041E, &[number.to_le_bytes().to_vec(), text(code, true)].concat()));
    }
    for number in std::iter::once(0).chain((FIRST_FORMAT..).take(formats.len())) {
        let mut style = vec![0; 20];
        style[2..4].copy_from_slice(&number.to_le_bytes());
        globals.extend(record(0x00E0, &style));
    }
    let mut strings = Vec::new();
    let mut sheets = Vec::new();
    for sheet in &book.sheets {
        let name = [&[u8::from(sheet.hidden), 0][..], &text(&sheet.name, false)].concat();
        sheets.push((name, self::sheet(sheet, &formats, &mut strings)));
    }
    join(&globals, &sheets, &shared(&strings, limit))
}

/// Puts the list of sheets, with their places, between what stands before and behind it.
fn join(globals: &[u8], sheets: &[(Vec<u8>, Vec<u8>)], strings: &[u8]) -> Vec<u8> {
    let list: usize = sheets.iter().map(|(name, _)| name.len() + 8).sum();
    let mut place = globals.len() + list + strings.len() + end().len();
    let mut out = globals.to_vec();
    for (name, records) in sheets {
        out.extend(record(0x0085, &[&(place as u32).to_le_bytes()[..], name].concat()));
        place += records.len();
    }
    out.extend(strings);
    out.extend(end());
    out.extend(sheets.iter().flat_map(|(_, records)| records));
    out
}

/// A text with its length in two bytes or one; in single bytes where it can be.
fn text(text: &str, is_long: bool) -> Vec<u8> {
    let (units, is_wide) = units(text);
    let mut out = (units.len() as u16).to_le_bytes()[..if is_long { 2 } else { 1 }].to_vec();
    out.push(u8::from(is_wide));
    out.extend(units.into_iter().flat_map(|unit| character(unit, is_wide)));
    out
}

fn units(text: &str) -> (Vec<u16>, bool) {
    let units: Vec<u16> = text.encode_utf16().collect();
    let is_wide = units.iter().any(|&unit| unit > 0xFF);
    (units, is_wide)
}

fn character(unit: u16, is_wide: bool) -> Vec<u8> {
    unit.to_le_bytes()[..if is_wide { 2 } else { 1 }].to_vec()
}

/// The texts that cells share; every second has a run of fonts, every third a phonetic guide.
fn shared(strings: &[String], limit: usize) -> Vec<u8> {
    let count = (strings.len() as u32).to_le_bytes();
    let mut records = vec![[count, count].concat()];
    for (number, text) in strings.iter().enumerate() {
        let (units, is_wide) = units(text);
        let (runs, guide) =
            (u16::from(number % 2 == 1), if number % 3 == 2 { &b"\x01\0zhang"[..] } else { b"" });
        let mut head = (units.len() as u16).to_le_bytes().to_vec();
        head.push(u8::from(is_wide) | u8::from(runs > 0) << 3 | u8::from(!guide.is_empty()) << 2);
        if runs > 0 {
            head.extend(runs.to_le_bytes());
        }
        if !guide.is_empty() {
            head.extend((guide.len() as u32).to_le_bytes());
        }
        // What stands before the characters is never cut.
        if records.last().is_some_and(|last| last.len() + head.len() > limit) {
            records.push(Vec::new());
        }
        last(&mut records).extend(head);
        for unit in units {
            let character = character(unit, is_wide);
            if last(&mut records).len() + character.len() > limit {
                records.push(vec![u8::from(is_wide)]);
            }
            last(&mut records).extend(character);
        }
        for &byte in vec![0; usize::from(runs) * 4].iter().chain(guide) {
            if last(&mut records).len() == limit {
                records.push(Vec::new());
            }
            last(&mut records).push(byte);
        }
    }
    let kinds = std::iter::once(0x00FC).chain(std::iter::repeat(0x003C));
    kinds.zip(records).flat_map(|(kind, data)| record(kind, &data)).collect()
}

fn last(records: &mut [Vec<u8>]) -> &mut Vec<u8> {
    records.last_mut().expect("there is one")
}

fn sheet(sheet: &Made, formats: &[&str], strings: &mut Vec<String>) -> Vec<u8> {
    let mut out = beginning(0x10);
    for &number in &sheet.hidden_columns {
        let numbers = [number as u16 - 1, number as u16 - 1, 0x0900, 0, 1, 0];
        out.extend(record(0x007D, &numbers.map(u16::to_le_bytes).concat()));
    }
    for row in 0..sheet.rows.len() as u16 {
        let hidden = if sheet.hidden_rows.contains(&(usize::from(row) + 1)) { 0x20 } else { 0 };
        let numbers = [row, 0, 0, 0x00FF, 0, 0, 0x0100 | hidden, 0];
        out.extend(record(0x0208, &numbers.map(u16::to_le_bytes).concat()));
    }
    for (row, cells) in (0..).zip(&sheet.rows) {
        out.extend(self::row(row, cells, formats, strings));
    }
    // A chart that lies on the sheet, with cells of its own.
    out.extend([beginning(0x20), record(0x0203, &[0; 14]), end()].concat());
    for area in &sheet.merged {
        let numbers = [1, area.top, area.bottom, area.left, area.right];
        out.extend(record(0x00E5, &numbers.map(|n| (n as u16).to_le_bytes()).concat()));
    }
    out.extend(end());
    out
}

/// The records of a row; short numbers that stand side by side are one.
fn row(row: u16, cells: &[Written], formats: &[&str], strings: &mut Vec<String>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut run: Vec<(u16, Vec<u8>)> = Vec::new();
    let close = |run: &mut Vec<(u16, Vec<u8>)>, out: &mut Vec<u8>| {
        let numbers: Vec<u8> = run.iter().flat_map(|(_, number)| number.clone()).collect();
        match run.as_slice() {
            [] => {}
            [(column, _)] => out.extend(record(0x027E, &[&place(row, *column)[..], &numbers].concat())),
            [(first, _), .., (last, _)] => {
                out.extend(record(
                    0x00BD,
                    &[&place(row, *first)[..], &numbers, &last.to_le_bytes()].concat(),
                ));
            }
        }
        run.clear();
    };
    for (column, written) in (0..).zip(cells) {
        if let Written::Number(number, format) = written
            && let Some(short) = short_number(number.parse().expect("a number"))
        {
            run.push((column, [&style(format.as_deref(), formats)[..], &short.to_le_bytes()].concat()));
            continue;
        }
        close(&mut run, &mut out);
        out.extend(cell(row, column, written, formats, strings));
    }
    close(&mut run, &mut out);
    out
}

fn place(row: u16, column: u16) -> Vec<u8> {
    [row, column].map(u16::to_le_bytes).concat()
}

fn style(format: Option<&str>, formats: &[&str]) -> [u8; 2] {
    let number = format
        .map_or(0, |format| formats.iter().position(|have| *have == format).expect("collected") as u16 + 1);
    number.to_le_bytes()
}

/// A number in four bytes, if it goes into them.
fn short_number(number: f64) -> Option<u32> {
    if number.fract() == 0.0
        && number.abs() < f64::from(1 << 28)
        && !(number == 0.0 && number.is_sign_negative())
    {
        return Some(((number as i32) << 2) as u32 | 2);
    }
    let hundredfold = (number * 100.0).round();
    if hundredfold.abs() < f64::from(1 << 28) && (hundredfold / 100.0).to_bits() == number.to_bits() {
        return Some(((hundredfold as i32) << 2) as u32 | 3);
    }
    let bits = number.to_bits();
    (bits.trailing_zeros() >= 34).then_some((bits >> 32) as u32)
}

fn cell(row: u16, column: u16, written: &Written, formats: &[&str], strings: &mut Vec<String>) -> Vec<u8> {
    let with = |kind: u16, style: [u8; 2], data: &[u8]| {
        record(kind, &[&place(row, column)[..], &style[..], data].concat())
    };
    match written {
        Written::Blank => with(0x0201, [0; 2], &[]),
        Written::Number(number, format) => {
            let number: f64 = number.parse().expect("a number");
            with(0x0203, style(format.as_deref(), formats), &number.to_le_bytes())
        }
        Written::Text(text) => {
            strings.push(text.clone());
            with(0x00FD, [0; 2], &(strings.len() as u32 - 1).to_le_bytes())
        }
        Written::Truth(truth) => with(0x0205, [0; 2], &[u8::from(*truth), 0]),
        Written::Error(error) => with(0x0205, [0; 2], &[error_number(error), 1]),
        Written::Formula(_, result) => {
            let is_nothing = result.is_none();
            let (value, text): ([u8; 8], _) = match result.as_deref() {
                None => ([3, 0, 0, 0, 0, 0, 0xFF, 0xFF], None),
                Some(Written::Number(number, _)) => {
                    (number.parse::<f64>().expect("a number").to_le_bytes(), None)
                }
                Some(Written::Truth(truth)) => ([1, 0, u8::from(*truth), 0, 0, 0, 0xFF, 0xFF], None),
                Some(Written::Error(error)) => ([2, 0, error_number(error), 0, 0, 0, 0xFF, 0xFF], None),
                Some(Written::Text(text)) if text.is_empty() => ([3, 0, 0, 0, 0, 0, 0xFF, 0xFF], None),
                Some(Written::Text(text)) => ([0, 0, 0, 0, 0, 0, 0xFF, 0xFF], Some(self::text(text, true))),
                Some(other) => panic!("no result: {other:?}"),
            };
            let flags = [if is_nothing { 2 } else { 0 }, 0, 0, 0, 0, 0, 0, 0];
            let mut out = with(0x0006, [0; 2], &[value, flags].concat());
            // What formulas share stands before the text.
            if let Some(text) = text {
                out.extend(record(0x04BC, &[0; 10]));
                out.extend(record(0x0207, &text));
            }
            out
        }
    }
}

fn error_number(error: &str) -> u8 {
    match error {
        "#DIV/0!" => 0x07,
        "#VALUE!" => 0x0F,
        "#REF!" => 0x17,
        "#NAME?" => 0x1D,
        "#NUM!" => 0x24,
        "#N/A" => 0x2A,
        _ => 0x00,
    }
}
