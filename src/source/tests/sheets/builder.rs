//! A small writer of .xlsx for the tests: sheets in a notation that shows what a clerk's sheet looks like.
//!
//! A line is a row, its cells between `|`; an empty line is a blank row. A cell is a number, a number with its format
//! (`0.95{0%}`), a text, a text that looks like a number (`'0012`), a formula with or without its result (`=A1+1→2`), an
//! error (`#REF!`), TRUE or FALSE. `⏎` is a line end within a cell. `工作表 名` and `隐藏的工作表 名` begin a sheet.
//! `〔合并 A1:C1〕`, `〔第3行隐藏〕`, `〔C列隐藏〕` and `〔1904〕` say what one cannot see.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::diag::sources::address;

/// A sheet being put together.
#[derive(Default)]
struct Made {
    name: String,
    hidden: bool,
    rows: Vec<String>,
    hidden_rows: Vec<usize>,
    columns: String,
    merged: String,
}

/// The bytes of an .xlsx.
pub fn xlsx(text: &str) -> Vec<u8> {
    let mut sheets: Vec<Made> = Vec::new();
    let (mut strings, mut formats) = (Vec::new(), Vec::new());
    let mut epoch = "0";
    for line in text.lines() {
        let begins = line.strip_prefix("工作表 ").map(|name| (name, false));
        if let Some((name, hidden)) = begins.or(line.strip_prefix("隐藏的工作表 ").map(|name| (name, true)))
        {
            sheets.push(Made { name: name.to_owned(), hidden, ..Made::default() });
            continue;
        }
        if sheets.is_empty() {
            sheets.push(Made { name: "台账".to_owned(), ..Made::default() });
        }
        let sheet = sheets.last_mut().expect("just pushed");
        if let Some(said) = line.strip_prefix('〔').and_then(|rest| rest.strip_suffix('〕')) {
            if said == "1904" {
                epoch = "1";
            } else if let Some(area) = said.strip_prefix("合并 ") {
                let _ = write!(sheet.merged, "<mergeCell ref=\"{area}\"/>");
            } else if let Some(row) = said.strip_prefix('第').and_then(|rest| rest.strip_suffix("行隐藏"))
            {
                sheet.hidden_rows.push(row.parse().expect("a row's number"));
            } else if let Some(letter) = said.strip_suffix("列隐藏") {
                let number = letter.as_bytes()[0] - b'A' + 1;
                let _ = write!(
                    sheet.columns,
                    "<col min=\"{number}\" max=\"{number}\" width=\"9\" hidden=\"1\"/>"
                );
            } else {
                panic!("not understood: {line}");
            }
            continue;
        }
        let row = sheet.rows.len() as u32;
        let mut cells = String::new();
        for (column, written) in line.split('|').enumerate() {
            cells += &cell(&address(row, column as u32), written.trim(), &mut strings, &mut formats);
        }
        sheet.rows.push(cells);
    }
    let mut parts = vec![
        ("_rels/.rels".to_owned(), relations(&[("rId1", "officeDocument", "xl/workbook.xml".to_owned())])),
        ("xl/sharedStrings.xml".to_owned(), format!("<sst>{}</sst>", strings.concat())),
        ("xl/styles.xml".to_owned(), styles(&formats)),
    ];
    let mut list = Vec::new();
    let mut names = String::new();
    for (number, sheet) in (1..).zip(&sheets) {
        let id = format!("rId{number}");
        let state = if sheet.hidden { " state=\"hidden\"" } else { "" };
        let _ = write!(names, "<sheet name=\"{}\" sheetId=\"{number}\"{state} r:id=\"{id}\"/>", sheet.name);
        parts.push((format!("xl/worksheets/sheet{number}.xml"), worksheet(sheet)));
        list.push((id, "worksheet", format!("worksheets/sheet{number}.xml")));
    }
    list.push(("s".to_owned(), "sharedStrings", "sharedStrings.xml".to_owned()));
    list.push(("f".to_owned(), "styles", "/xl/styles.xml".to_owned()));
    let list: Vec<(&str, &str, String)> =
        list.iter().map(|(id, kind, t)| (id.as_str(), *kind, t.clone())).collect();
    parts.push(("xl/_rels/workbook.xml.rels".to_owned(), relations(&list)));
    let book = format!(
        "<workbook xmlns:r=\"r\"><workbookPr date1904=\"{epoch}\"/><sheets>{names}</sheets></workbook>"
    );
    parts.push(("xl/workbook.xml".to_owned(), book));
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, xml)| (name.as_str(), xml.as_bytes())).collect();
    package(&parts)
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
    let root = relations(&[("rId1", "officeDocument", "/xl/workbook.xml".to_owned())]);
    let list = relations(&[
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

fn relations(list: &[(&str, &str, String)]) -> String {
    let items: Vec<String> = list
        .iter()
        .map(|(id, kind, target)| {
            format!("<Relationship Id=\"{id}\" Type=\"http://schemas/{kind}\" Target=\"{target}\"/>")
        })
        .collect();
    format!("<Relationships>{}</Relationships>", items.concat())
}

fn worksheet(sheet: &Made) -> String {
    let mut rows = String::new();
    for (number, cells) in (1..).zip(&sheet.rows) {
        let hidden = if sheet.hidden_rows.contains(&number) { " hidden=\"1\"" } else { "" };
        let _ = write!(rows, "<row r=\"{number}\"{hidden}>{cells}</row>");
    }
    let columns =
        if sheet.columns.is_empty() { String::new() } else { format!("<cols>{}</cols>", sheet.columns) };
    format!(
        "<worksheet>{columns}<sheetData>{rows}</sheetData><mergeCells>{}</mergeCells></worksheet>",
        sheet.merged
    )
}

fn styles(formats: &[String]) -> String {
    let own: Vec<String> = (200..)
        .zip(formats)
        .map(|(id, code)| format!("<numFmt numFmtId=\"{id}\" formatCode=\"{}\"/>", escaped(code)))
        .collect();
    let used: Vec<String> = (200..).zip(formats).map(|(id, _)| format!("<xf numFmtId=\"{id}\"/>")).collect();
    format!(
        "<styleSheet><numFmts>{}</numFmts><cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs>\
         <cellXfs><xf numFmtId=\"0\"/>{}</cellXfs></styleSheet>",
        own.concat(),
        used.concat()
    )
}

fn cell(at: &str, written: &str, strings: &mut Vec<String>, formats: &mut Vec<String>) -> String {
    if written.is_empty() {
        return String::new();
    }
    if let Some(formula) = written.strip_prefix('=') {
        let (formula, result) = formula.split_once('→').map_or((formula, None), |(f, r)| (f, Some(r)));
        let (kind, value) = match result {
            None => ("n", String::new()),
            Some(result) if result.starts_with('#') => ("e", format!("<v>{result}</v>")),
            Some(result) if result.parse::<f64>().is_ok() => ("n", format!("<v>{result}</v>")),
            Some(result) => ("str", format!("<v>{}</v>", escaped(result))),
        };
        return format!("<c r=\"{at}\" t=\"{kind}\"><f>{}</f>{value}</c>", escaped(formula));
    }
    if let Some((number, format)) = written.split_once('{')
        && number.parse::<f64>().is_ok()
    {
        let format = format.trim_end_matches('}').to_owned();
        let style = formats.iter().position(|have| *have == format).unwrap_or_else(|| {
            formats.push(format);
            formats.len() - 1
        });
        return format!("<c r=\"{at}\" s=\"{}\"><v>{number}</v></c>", style + 1);
    }
    if written.starts_with('#') {
        return format!("<c r=\"{at}\" t=\"e\"><v>{written}</v></c>");
    }
    if matches!(written, "TRUE" | "FALSE") {
        return format!("<c r=\"{at}\" t=\"b\"><v>{}</v></c>", u8::from(written == "TRUE"));
    }
    if written.parse::<f64>().is_ok() {
        return format!("<c r=\"{at}\"><v>{written}</v></c>");
    }
    let text = escaped(&written.strip_prefix('\'').unwrap_or(written).replace('⏎', "\n"));
    strings.push(format!("<si><t xml:space=\"preserve\">{text}</t></si>"));
    format!("<c r=\"{at}\" t=\"s\"><v>{}</v></c>", strings.len() - 1)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
