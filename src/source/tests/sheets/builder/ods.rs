//! A workbook as .ods, in the manner of LibreOffice: what stands side by side and is alike is written once.

use std::fmt::Write as _;

use chrono::{Duration, NaiveDate};

use super::{Book, Made, Written, escaped, formats, package};

/// What such a package says of itself.
pub const KIND: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

/// The bytes of the file.
pub fn write(book: &Book) -> Vec<u8> {
    packed(&content(book))
}

/// The part with the sheets.
pub fn content(book: &Book) -> String {
    let formats = formats(book);
    let mut sheets = String::new();
    for sheet in &book.sheets {
        let style = if sheet.hidden { "ta2" } else { "ta1" };
        let _ = write!(
            sheets,
            "<table:table table:name=\"{}\" table:style-name=\"{style}\">",
            escaped(&sheet.name)
        );
        sheets += &table(sheet, &formats, book.is_mac);
        sheets += "</table:table>";
    }
    let epoch = if book.is_mac { "1904-01-01" } else { "1899-12-30" };
    let settings = format!(
        "<table:calculation-settings><table:null-date table:date-value=\"{epoch}\"/></table:calculation-settings>"
    );
    document(&styles(&formats), &format!("{settings}{sheets}"))
}

/// A workbook of styles and sheets given as XML.
pub fn raw(styles: &str, sheets: &str) -> Vec<u8> {
    packed(&document(styles, sheets))
}

/// A part of styles and sheets given as XML.
pub fn document(styles: &str, sheets: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content><office:automatic-styles>\
         <style:style style:name=\"ta1\" style:family=\"table\"><style:table-properties table:display=\"true\"/></style:style>\
         <style:style style:name=\"ta2\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style>\
         {styles}</office:automatic-styles><office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body>\
         </office:document-content>"
    )
}

fn packed(content: &str) -> Vec<u8> {
    package(&[
        ("mimetype", KIND),
        ("content.xml", content.as_bytes()),
        ("META-INF/manifest.xml", b"<manifest:manifest><manifest:file-entry/></manifest:manifest>"),
    ])
}

fn table(sheet: &Made, formats: &[&str], is_mac: bool) -> String {
    let mut out = String::new();
    for number in 1..=sheet.hidden_columns.iter().copied().max().unwrap_or(0) {
        let hidden =
            if sheet.hidden_columns.contains(&number) { " table:visibility=\"collapse\"" } else { "" };
        let _ = write!(out, "<table:table-column{hidden}/>");
    }
    out += "<table:table-column table:number-columns-repeated=\"16000\"/>";
    let mut rows = Vec::new();
    for (row, cells) in (0..).zip(&sheet.rows) {
        let hidden = if sheet.hidden_rows.contains(&(row as usize + 1)) { "collapse" } else { "visible" };
        let mut list = Vec::new();
        for (column, written) in (0..).zip(cells) {
            list.push(cell(sheet, (row, column), written, formats, is_mac));
        }
        rows.push((format!(" table:visibility=\"{hidden}\""), alike(&list, "table-cell", "columns")));
    }
    out += &alike(&rows, "table-row", "rows");
    out + "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell \
           table:number-columns-repeated=\"16384\"/></table:table-row>"
}

/// Elements given by their attributes and what they hold, those that are alike as one.
fn alike(list: &[(String, String)], name: &str, what: &str) -> String {
    let mut out = String::new();
    for run in list.chunk_by(|one, other| one == other && !one.0.contains("spanned")) {
        let (attributes, inside) = &run[0];
        let name = if attributes.contains("covered") { "covered-table-cell" } else { name };
        let attributes = attributes.replace(" covered", "");
        let many = match run.len() {
            1 => String::new(),
            count => format!(" table:number-{what}-repeated=\"{count}\""),
        };
        let _ = write!(out, "<table:{name}{attributes}{many}>{inside}</table:{name}>");
    }
    out
}

/// The attributes of a cell and what it holds.
fn cell(
    sheet: &Made,
    (row, column): (u32, u32),
    written: &Written,
    formats: &[&str],
    is_mac: bool,
) -> (String, String) {
    let (mut attributes, inside) = held(written, formats, is_mac);
    for area in &sheet.merged {
        if (area.top, area.left) == (row, column) {
            let (rows, columns) = (area.bottom - area.top + 1, area.right - area.left + 1);
            let _ = write!(
                attributes,
                " table:number-rows-spanned=\"{rows}\" table:number-columns-spanned=\"{columns}\""
            );
        } else if (area.top..=area.bottom).contains(&row) && (area.left..=area.right).contains(&column) {
            attributes += " covered";
        }
    }
    (attributes, inside)
}

fn held(written: &Written, formats: &[&str], is_mac: bool) -> (String, String) {
    let with = |kind: &str, value: &str, seen: &str| {
        (format!(" office:value-type=\"{kind}\"{value}"), format!("<text:p>{seen}</text:p>"))
    };
    match written {
        Written::Blank => (String::new(), String::new()),
        Written::Text(text) => (" office:value-type=\"string\"".to_owned(), paragraphs(text)),
        Written::Truth(truth) => with("boolean", &format!(" office:boolean-value=\"{truth}\""), "…"),
        Written::Error(error) => {
            with("string", " office:string-value=\"\" calcext:value-type=\"error\"", error)
        }
        Written::Number(number, None) => with("float", &format!(" office:value=\"{number}\""), "…"),
        Written::Number(number, Some(format)) => {
            let style = formats.iter().position(|have| have == format).expect("collected");
            let (kind, value) = match kind(format) {
                "date" => ("date", format!("office:date-value=\"{}\"", date(number, is_mac))),
                "time" => ("time", format!("office:time-value=\"{}\"", time(number))),
                kind => (if kind == "number" { "float" } else { kind }, format!("office:value=\"{number}\"")),
            };
            with(kind, &format!(" table:style-name=\"ce{style}\" {value}"), "…")
        }
        Written::Formula(formula, result) => {
            let (attributes, inside) = match result.as_deref() {
                None => (String::new(), String::new()),
                // The result of a text stands in an attribute as well.
                Some(Written::Text(text)) => (
                    format!(" office:value-type=\"string\" office:string-value=\"{}\"", escaped(text)),
                    paragraphs(text),
                ),
                Some(result) => held(result, formats, is_mac),
            };
            (format!(" table:formula=\"of:={}\"{attributes}", escaped(formula)), inside)
        }
    }
}

/// A text as paragraphs, blanks as elements where several stand together or at an end.
fn paragraphs(text: &str) -> String {
    let mut out = String::new();
    for line in text.split('\n') {
        out += "<text:p>";
        let mut rest = line;
        while let Some(c) = rest.chars().next() {
            let blanks = rest.len() - rest.trim_start_matches(' ').len();
            if blanks == 1 && rest.len() > 1 && rest.len() < line.len() && !out.ends_with('>') {
                out.push(' ');
            } else if blanks > 0 {
                let _ = write!(out, "<text:s text:c=\"{blanks}\"/>");
            } else if c == '\t' {
                out += "<text:tab/>";
            } else {
                out += &escaped(&c.to_string());
            }
            rest = &rest[if blanks > 0 { blanks } else { c.len_utf8() }..];
        }
        out += "</text:p>";
    }
    out
}

/// Days as a count → a date with its time.
fn date(serial: &str, is_mac: bool) -> String {
    let serial: f64 = serial.parse().expect("a number");
    let first = if is_mac { (1904, 1, 1) } else { (1899, 12, 30) };
    let first = NaiveDate::from_ymd_opt(first.0, first.1, first.2).and_then(|day| day.and_hms_opt(0, 0, 0));
    let moment = first.expect("a day") + Duration::seconds((serial * 86_400.0).round() as i64);
    moment.format("%Y-%m-%dT%H:%M:%S").to_string().trim_end_matches("T00:00:00").to_owned()
}

fn time(serial: &str) -> String {
    let seconds = (serial.parse::<f64>().expect("a number") * 86_400.0).round() as i64;
    format!("PT{:02}H{:02}M{:02}.000000001S", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

fn styles(formats: &[&str]) -> String {
    let mut out = String::new();
    for (number, code) in formats.iter().enumerate() {
        out += &data_style(number, code);
        let _ = write!(
            out,
            "<style:style style:name=\"ce{number}\" style:family=\"table-cell\" style:data-style-name=\"N{number}\"/>"
        );
    }
    out
}

/// What a code shows: `date`, `time`, `percentage` or `number`.
fn kind(code: &str) -> &'static str {
    let bare: String = code.split('"').step_by(2).collect();
    let has = |letters: &[char]| bare.contains(letters);
    match () {
        () if has(&['y', 'd']) => "date",
        () if has(&['h', 's']) => "time",
        () if has(&['%']) => "percentage",
        () => "number",
    }
}

/// The style of a code, those for numbers above zero apart.
fn data_style(number: usize, code: &str) -> String {
    let kind = kind(code);
    let parts: Vec<&str> = code.split(';').collect();
    let (last, others) = parts.split_last().expect("at least one");
    let conditions: &[&str] = match others.len() {
        0 => &[],
        1 => &["&gt;=0"],
        _ => &["&gt;0", "&lt;0"],
    };
    let mut out = String::new();
    let mut maps = String::new();
    for (at, (part, condition)) in others.iter().zip(conditions).enumerate() {
        let _ = write!(
            out,
            "<number:{kind}-style style:name=\"N{number}P{at}\">{}</number:{kind}-style>",
            elements(part)
        );
        let _ = write!(
            maps,
            "<style:map style:condition=\"value(){condition}\" style:apply-style-name=\"N{number}P{at}\"/>"
        );
    }
    let overflow = if code.contains("[h]") { " number:truncate-on-overflow=\"false\"" } else { "" };
    let last = elements(last);
    out + &format!(
        "<number:{kind}-style style:name=\"N{number}\"{overflow}>{last}{maps}</number:{kind}-style>"
    )
}

/// The elements of one part of a code.
fn elements(code: &str) -> String {
    let code = code.replace("[h]", "h");
    let mut out = String::new();
    let mut rest = code.as_str();
    let mut is_clock = false;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '"' => {
                let (text, _) = rest[1..].split_once('"').expect("a partner");
                let _ = write!(out, "<number:text>{text}</number:text>");
                text.len() + 2
            }
            'y' | 'm' | 'd' | 'h' | 's' => {
                let length = rest.len() - rest.trim_start_matches(c).len();
                is_clock |= c == 'h';
                let name = match c {
                    'y' => "year",
                    'm' if is_clock => "minutes",
                    'm' => "month",
                    'd' => "day",
                    'h' => "hours",
                    _ => "seconds",
                };
                let _ = write!(out, "<number:{name}/>");
                length
            }
            '0' | '#' => {
                let end = rest.find(|c| !matches!(c, '0' | '#' | '.' | ',' | '!')).unwrap_or(rest.len());
                out += &digits(&rest[..end]);
                end
            }
            _ => {
                let _ = write!(out, "<number:text>{c}</number:text>");
                c.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    out
}

/// `#,##0.00`, `0!.0,`.
fn digits(code: &str) -> String {
    let bare = code.trim_end_matches(',');
    let factor = "000".repeat(code.len() - bare.len());
    let broken = if bare.contains('!') { "<number:embedded-text>!</number:embedded-text>" } else { "" };
    let (whole, fraction) = bare.split_once('.').unwrap_or((bare, ""));
    format!(
        "<number:number number:decimal-places=\"{}\" number:min-decimal-places=\"{}\" \
         number:min-integer-digits=\"{}\" number:grouping=\"{}\" number:display-factor=\"1{factor}\">{broken}</number:number>",
        fraction.len(),
        fraction.matches('0').count(),
        whole.matches('0').count(),
        whole.contains(','),
    )
}
