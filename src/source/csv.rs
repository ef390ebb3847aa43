//! A .csv file → one sheet.
//!
//! Read by ourselves, some sixty lines, and not by the csv crate: that one takes a quote without partner and text behind
//! a closing quote as they come, and both shift cells without a word. Separators are found out: comma, tab, semicolon or
//! full-width comma, whichever splits the lines most evenly.

use crate::diag::diagnostic::{Diagnostic, Span};
use crate::diag::findings::Findings;
use crate::diag::sources::{SourceId, Sources};
use crate::source::grid::{Kind, Sheet, SheetCell};

/// Separators, the likelier ones first.
const SEPARATORS: [char; 4] = [',', '\t', ';', '，'];
/// Lines that are looked at to find the separator.
const LOOKED_AT: usize = 100;

/// Reads the text of a .csv file; `None` if its quotes do not pair, which is told.
pub fn read(source: SourceId, sources: &Sources, findings: &mut Findings) -> Option<Sheet> {
    let text = sources.get(source).text.as_str();
    let separator = separator(text);
    match rows(text, separator) {
        Ok(rows) => Some(sheet(rows)),
        Err(fault) => {
            findings.push(fault.into_diagnostic(source, text));
            None
        }
    }
}

/// The separator with which most lines have the same number of fields, more than one.
fn separator(text: &str) -> char {
    let score = |separator: char| -> usize {
        let mut counts: Vec<usize> = match rows(text, separator) {
            Ok(rows) => rows.iter().take(LOOKED_AT).map(Vec::len).collect(),
            Err(_) => text.lines().take(LOOKED_AT).map(|line| line.split(separator).count()).collect(),
        };
        counts.retain(|&count| count > 1);
        counts.iter().map(|count| counts.iter().filter(|other| *other == count).count()).max().unwrap_or(0)
    };
    // `max_by_key` takes the last of equals.
    SEPARATORS.into_iter().rev().max_by_key(|&separator| score(separator)).unwrap_or(',')
}

/// What is wrong with a quote, and the byte where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum QuoteFault {
    Unclosed(usize),
    TextBehind(usize),
}

impl QuoteFault {
    fn into_diagnostic(self, source: SourceId, text: &str) -> Diagnostic {
        let (at, message) = match self {
            Self::Unclosed(at) => (at, "这里的英文引号没有配对，后面的行都被读进了这一格"),
            Self::TextBehind(at) => (at, "引号后面还有文字，分不清这一格到哪里为止"),
        };
        let end = text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
        Diagnostic::error("csv-quote", Span { source, start: at, end }, message).hint(
            "格子里有引号时，整格用英文引号括起来，里面的每个英文引号写两个；最稳妥的是用 Excel 改好后另存",
        )
    }
}

/// Splits a text into rows of fields.
fn rows(text: &str, separator: char) -> Result<Vec<Vec<String>>, QuoteFault> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let (field, length) = match rest.strip_prefix('"') {
            Some(quoted) => {
                let (field, length) = unquoted(quoted).ok_or(QuoteFault::Unclosed(at))?;
                let behind = &quoted[length..];
                if !behind.is_empty() && !behind.starts_with([separator, '\n']) {
                    return Err(QuoteFault::TextBehind(at + 1 + length));
                }
                (field, length + 1)
            }
            None => {
                let length = rest.find([separator, '\n']).unwrap_or(rest.len());
                (rest[..length].to_owned(), length)
            }
        };
        row.push(field);
        at += length;
        match text[at..].chars().next() {
            Some('\n') | None => {
                rows.push(std::mem::take(&mut row));
                at += 1;
            }
            Some(separator) => {
                at += separator.len_utf8();
                if at == text.len() {
                    row.push(String::new());
                }
            }
        }
    }
    if !row.is_empty() {
        rows.push(row);
    }
    Ok(rows)
}

/// The field whose opening quote was read, and its length with the closing quote; `None` if there is none.
fn unquoted(text: &str) -> Option<(String, usize)> {
    let mut field = String::new();
    let mut from = 0;
    loop {
        let end = from + text[from..].find('"')?;
        field.push_str(&text[from..end]);
        if !text[end + 1..].starts_with('"') {
            return Some((field, end + 1));
        }
        field.push('"');
        from = end + 2;
    }
}

fn sheet(rows: Vec<Vec<String>>) -> Sheet {
    let mut sheet = Sheet { lengths: rows.iter().map(Vec::len).collect(), ..Sheet::default() };
    for (row, fields) in rows.into_iter().enumerate() {
        for (column, text) in fields.into_iter().enumerate() {
            let (row, column) = (row as u32, column as u32);
            let kind = if is_error(&text) { Kind::Error } else { Kind::Text };
            sheet.cells.push(SheetCell { row, column, kind, text, seen: None });
        }
    }
    sheet.cells.retain(|cell| !cell.text.is_empty());
    sheet
}

/// What Excel writes for a formula that failed.
fn is_error(text: &str) -> bool {
    matches!(
        text.trim(),
        "#REF!" | "#N/A" | "#VALUE!" | "#DIV/0!" | "#NAME?" | "#NUM!" | "#NULL!" | "#SPILL!" | "#CALC!"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Result<Vec<Vec<String>>, QuoteFault> {
        rows(text, separator(text))
    }

    #[test]
    fn fields_are_split_where_they_end() {
        let told = |text: &str| {
            read(text).map(|rows| rows.iter().map(|row| row.join("|")).collect::<Vec<_>>().join("/"))
        };
        for (text, rows) in [
            ("a,b\n1,2\n", "a|b/1|2"),
            ("a\tb\n1,5\t2\n", "a|b/1,5|2"),
            ("a;b\n1;2", "a|b/1|2"),
            ("甲，乙\n丙，丁", "甲|乙/丙|丁"),
            ("a,\"b\n,\"\"c\"\"\"\n1,\n", "a|b\n,\"c\"/1|"),
            ("a,b\n\n,", "a|b//|"),
            ("a", "a"),
            ("", ""),
            ("注，见附表\na,b,c\n1,2,3\n", "注，见附表/a|b|c/1|2|3"),
        ] {
            assert_eq!(told(text).as_deref(), Ok(rows), "{text:?}");
        }
        assert_eq!(read("a,\"b\n"), Err(QuoteFault::Unclosed(2)));
        assert_eq!(read("a,\"b\"c\n"), Err(QuoteFault::TextBehind(5)));
    }

    proptest! {
        #[test]
        fn what_is_quoted_comes_back(rows in prop::collection::vec(prop::collection::vec("[a\",;\n甲]{0,4}", 2..4), 1..5)) {
            let text: String = rows
                .iter()
                .map(|row| {
                    let fields: Vec<String> =
                        row.iter().map(|field| format!("\"{}\"", field.replace('"', "\"\""))).collect();
                    fields.join(",") + "\n"
                })
                .collect();
            prop_assert_eq!(super::rows(&text, ','), Ok(rows));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[a1\",;\t，\n ]{0,40}") {
            let _ = read(&text);
        }
    }
}
