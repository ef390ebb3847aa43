//! Small writers of workbooks for the tests: sheets in a notation that shows what a clerk's sheet looks like, as .xlsx,
//! .ods and .xls.
//!
//! A line is a row, its cells between `|`; an empty line is a blank row. A cell is a number, a number with its format
//! (`0.95{0%}`), a text, a text that looks like a number (`'0012`), a formula with or without its result (`=A1+1→2`), an
//! error (`#REF!`), TRUE or FALSE. `⏎` is a line end within a cell. `工作表 名` and `隐藏的工作表 名` begin a sheet.
//! `〔合并 A1:C1〕`, `〔第3行隐藏〕`, `〔C列隐藏〕` and `〔1904〕` say what one cannot see.

pub mod ods;
pub mod xls;
pub mod xlsx;

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::source::grid::Area;

/// A workbook to be written.
#[derive(Debug, Clone, Default)]
pub struct Book {
    /// It counts days from 1904.
    pub is_mac: bool,
    /// Its sheets.
    pub sheets: Vec<Made>,
}

/// A sheet to be written.
#[derive(Debug, Clone, Default)]
pub struct Made {
    /// Its name.
    pub name: String,
    /// Its tab is hidden.
    pub hidden: bool,
    /// Its cells by rows.
    pub rows: Vec<Vec<Written>>,
    /// Hidden rows, from 1.
    pub hidden_rows: Vec<usize>,
    /// Hidden columns, from 1.
    pub hidden_columns: Vec<usize>,
    /// Merged cells.
    pub merged: Vec<Area>,
}

/// What is written into a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// Nothing.
    Blank,
    /// A number in digits, with its format.
    Number(String, Option<String>),
    /// A text.
    Text(String),
    /// TRUE or FALSE.
    Truth(bool),
    /// An error value.
    Error(String),
    /// A formula, with its result.
    Formula(String, Option<Box<Written>>),
}

/// The bytes of an .xlsx.
pub fn xlsx(text: &str) -> Vec<u8> {
    xlsx::write(&book(text))
}

/// What the notation says.
pub fn book(text: &str) -> Book {
    let mut book = Book::default();
    for line in text.lines() {
        let begins = line.strip_prefix("工作表 ").map(|name| (name, false));
        if let Some((name, hidden)) = begins.or(line.strip_prefix("隐藏的工作表 ").map(|name| (name, true)))
        {
            book.sheets.push(Made { name: name.to_owned(), hidden, ..Made::default() });
            continue;
        }
        if book.sheets.is_empty() {
            book.sheets.push(Made { name: "台账".to_owned(), ..Made::default() });
        }
        let sheet = book.sheets.last_mut().expect("just pushed");
        if let Some(said) = line.strip_prefix('〔').and_then(|rest| rest.strip_suffix('〕')) {
            if said == "1904" {
                book.is_mac = true;
            } else if let Some(cells) = said.strip_prefix("合并 ") {
                sheet.merged.push(area(cells));
            } else if let Some(row) = said.strip_prefix('第').and_then(|rest| rest.strip_suffix("行隐藏"))
            {
                sheet.hidden_rows.push(row.parse().expect("a row's number"));
            } else if let Some(letter) = said.strip_suffix("列隐藏") {
                sheet.hidden_columns.push(usize::from(letter.as_bytes()[0] - b'A' + 1));
            } else {
                panic!("not understood: {line}");
            }
            continue;
        }
        sheet.rows.push(line.split('|').map(|cell| written(cell.trim())).collect());
    }
    book
}

fn written(text: &str) -> Written {
    if text.is_empty() {
        return Written::Blank;
    }
    if let Some(formula) = text.strip_prefix('=') {
        let (formula, result) = formula.split_once('→').map_or((formula, None), |(f, r)| (f, Some(r)));
        let result = result.map(|result| match result {
            error if error.starts_with('#') => Written::Error(error.to_owned()),
            number if number.parse::<f64>().is_ok() => Written::Number(number.to_owned(), None),
            text => Written::Text(text.to_owned()),
        });
        return Written::Formula(formula.to_owned(), result.map(Box::new));
    }
    if let Some((number, format)) = text.split_once('{')
        && number.parse::<f64>().is_ok()
    {
        return Written::Number(number.to_owned(), Some(format.trim_end_matches('}').to_owned()));
    }
    if text.starts_with('#') {
        return Written::Error(text.to_owned());
    }
    if matches!(text, "TRUE" | "FALSE") {
        return Written::Truth(text == "TRUE");
    }
    if text.parse::<f64>().is_ok() {
        return Written::Number(text.to_owned(), None);
    }
    Written::Text(text.strip_prefix('\'').unwrap_or(text).replace('⏎', "\n"))
}

/// `A1:C3`, letters up to Z.
fn area(text: &str) -> Area {
    let corner = |text: &str| {
        let row: u32 = text[1..].parse().expect("a row's number");
        (row - 1, u32::from(text.as_bytes()[0] - b'A'))
    };
    let (first, last) = text.split_once(':').expect("two corners");
    let ((top, left), (bottom, right)) = (corner(first), corner(last));
    Area { top, left, bottom, right }
}

/// The formats that cells have, each once.
fn formats(book: &Book) -> Vec<&str> {
    let mut formats = Vec::new();
    for cell in book.sheets.iter().flat_map(|sheet| sheet.rows.iter().flatten()) {
        if let Written::Number(_, Some(format)) = cell
            && !formats.contains(&format.as_str())
        {
            formats.push(format);
        }
    }
    formats
}

/// A ZIP file of these parts.
pub fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, data) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("memory takes it");
        writer.write_all(data).expect("memory takes it");
    }
    writer.finish().expect("memory takes it").into_inner()
}

/// A workbook with one sheet given as XML.
pub fn raw(strings: &str, sheet: &str) -> Vec<u8> {
    let root = xlsx::relations(&[("rId1", "officeDocument", "/xl/workbook.xml".to_owned())]);
    let list = xlsx::relations(&[
        ("a", "worksheet", "worksheets/sheet1.xml".to_owned()),
        ("b", "sharedStrings", "sharedStrings.xml".to_owned()),
    ]);
    package(&[
        ("_rels/.rels", root.as_bytes()),
        (
            "xl/workbook.xml",
            b"<workbook xmlns:r='r'><sheets><sheet name='S' sheetId='1' r:id='a'/></sheets></workbook>",
        ),
        ("xl/_rels/workbook.xml.rels", list.as_bytes()),
        ("xl/sharedStrings.xml", format!("<sst>{strings}</sst>").as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
        .replace('\n', "&#10;")
        .replace('\t', "&#9;")
}
