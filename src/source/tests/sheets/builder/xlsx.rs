//! A workbook as .xlsx.

use std::fmt::Write as _;

use super::{Book, Made, Written, escaped, formats, package};
use crate::diag::sources::address;

/// The bytes of the file.
pub fn write(book: &Book) -> Vec<u8> {
    let mut strings = Vec::new();
    let formats = formats(book);
    let mut parts = vec![(
        "_rels/.rels".to_owned(),
        relations(&[("rId1", "officeDocument", "xl/workbook.xml".to_owned())]),
    )];
    let mut list = Vec::new();
    let mut names = String::new();
    for (number, sheet) in (1..).zip(&book.sheets) {
        let id = format!("rId{number}");
        let state = if sheet.hidden { " state=\"hidden\"" } else { "" };
        let _ = write!(
            names,
            "<sheet name=\"{}\" sheetId=\"{number}\"{state} r:id=\"{id}\"/>",
            escaped(&sheet.name)
        );
        parts.push((format!("xl/worksheets/sheet{number}.xml"), worksheet(sheet, &formats, &mut strings)));
        list.push((id, "worksheet", format!("worksheets/sheet{number}.xml")));
    }
    parts.push(("xl/sharedStrings.xml".to_owned(), format!("<sst>{}</sst>", strings.concat())));
    parts.push(("xl/styles.xml".to_owned(), styles(&formats)));
    list.push(("s".to_owned(), "sharedStrings", "sharedStrings.xml".to_owned()));
    list.push(("f".to_owned(), "styles", "/xl/styles.xml".to_owned()));
    let list: Vec<(&str, &str, String)> =
        list.iter().map(|(id, kind, t)| (id.as_str(), *kind, t.clone())).collect();
    parts.push(("xl/_rels/workbook.xml.rels".to_owned(), relations(&list)));
    let epoch = u8::from(book.is_mac);
    let book = format!(
        "<workbook xmlns:r=\"r\"><workbookPr date1904=\"{epoch}\"/><sheets>{names}</sheets></workbook>"
    );
    parts.push(("xl/workbook.xml".to_owned(), book));
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, xml)| (name.as_str(), xml.as_bytes())).collect();
    package(&parts)
}

/// A list of relationships: id, the last word of the type, target.
pub fn relations(list: &[(&str, &str, String)]) -> String {
    let items: Vec<String> = list
        .iter()
        .map(|(id, kind, target)| {
            format!("<Relationship Id=\"{id}\" Type=\"http://schemas/{kind}\" Target=\"{target}\"/>")
        })
        .collect();
    format!("<Relationships>{}</Relationships>", items.concat())
}

fn worksheet(sheet: &Made, formats: &[&str], strings: &mut Vec<String>) -> String {
    let mut rows = String::new();
    for (row, cells) in (0..).zip(&sheet.rows) {
        let hidden = if sheet.hidden_rows.contains(&(row as usize + 1)) { " hidden=\"1\"" } else { "" };
        let _ = write!(rows, "<row r=\"{}\"{hidden}>", row + 1);
        for (column, written) in (0..).zip(cells) {
            rows += &cell(&address(row, column), written, formats, strings);
        }
        rows += "</row>";
    }
    let mut columns = String::new();
    for n in &sheet.hidden_columns {
        let _ = write!(columns, "<col min=\"{n}\" max=\"{n}\" width=\"9\" hidden=\"1\"/>");
    }
    let columns = if columns.is_empty() { columns } else { format!("<cols>{columns}</cols>") };
    let mut merged = String::new();
    for area in &sheet.merged {
        let (first, last) = (address(area.top, area.left), address(area.bottom, area.right));
        let _ = write!(merged, "<mergeCell ref=\"{first}:{last}\"/>");
    }
    format!("<worksheet>{columns}<sheetData>{rows}</sheetData><mergeCells>{merged}</mergeCells></worksheet>")
}

fn styles(formats: &[&str]) -> String {
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

fn cell(at: &str, written: &Written, formats: &[&str], strings: &mut Vec<String>) -> String {
    match written {
        Written::Blank => String::new(),
        Written::Formula(formula, result) => {
            let (kind, value) = match result.as_deref() {
                None => ("n", String::new()),
                Some(Written::Error(error)) => ("e", format!("<v>{error}</v>")),
                Some(Written::Text(text)) => ("str", format!("<v>{}</v>", escaped(text))),
                Some(Written::Number(number, _)) => ("n", format!("<v>{number}</v>")),
                Some(Written::Truth(truth)) => ("b", format!("<v>{}</v>", u8::from(*truth))),
                Some(other) => panic!("no result: {other:?}"),
            };
            format!("<c r=\"{at}\" t=\"{kind}\"><f>{}</f>{value}</c>", escaped(formula))
        }
        Written::Number(number, Some(format)) => {
            let style = formats.iter().position(|have| have == format).expect("collected") + 1;
            format!("<c r=\"{at}\" s=\"{style}\"><v>{number}</v></c>")
        }
        Written::Number(number, None) => format!("<c r=\"{at}\"><v>{number}</v></c>"),
        Written::Error(error) => format!("<c r=\"{at}\" t=\"e\"><v>{error}</v></c>"),
        Written::Truth(truth) => format!("<c r=\"{at}\" t=\"b\"><v>{}</v></c>", u8::from(*truth)),
        Written::Text(text) => {
            strings.push(format!("<si><t xml:space=\"preserve\">{}</t></si>", escaped(text)));
            format!("<c r=\"{at}\" t=\"s\"><v>{}</v></c>", strings.len() - 1)
        }
    }
}
