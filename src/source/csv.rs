//! A .csv file → one sheet.
//!
//! Read by ourselves, some sixty lines, and not by the csv crate: that one takes a quote without partner and text behind
//! a closing quote as they come, and both shift cells without a word. Separators are found out: comma, tab, semicolon or
//! full-width comma, whichever splits the lines most evenly.

use std::borrow::Cow;

use crate::diag::diagnostic::{Diagnostic, Span};
use crate::diag::findings::Findings;
use crate::diag::sources::{SourceId, Sources};
use crate::source::grid::packed::SheetCell;
use crate::source::grid::{Kind, Sheet};

/// Separators, the likelier ones first.
const SEPARATORS: [char; 4] = [',', '\t', ';', '，'];
/// Lines that are looked at to find the separator.
const LOOKED_AT: usize = 100;

/// Reads the text of a .csv file; `None` if its quotes do not pair, which is told.
pub fn read(text: &str, name: &str, sources: &mut Sources, findings: &mut Findings) -> Option<Sheet> {
    let separator = separator(text);
    let mut sheet = Sheet::default();
    let read = fields(text, separator, usize::MAX, |(row, column), text| {
        sheet.lengths.resize(row + 1, 0);
        sheet.lengths[row] = column + 1;
        if !text.is_empty() {
            let kind = if is_error(&text) { Kind::Error } else { Kind::Text };
            let (row, column) = (row as u32, column as u32);
            sheet.cells.push(SheetCell { row, column, kind, text: &text, seen: None });
        }
    });
    match read {
        Ok(()) => Some(sheet),
        Err(fault) => {
            findings.push(fault.into_diagnostic(sources.add(name, text), text));
            None
        }
    }
}

/// The separator with which most lines have the same number of fields, more than one.
fn separator(text: &str) -> char {
    let score = |separator: char| -> usize {
        let mut counts: Vec<usize> = match lengths(text, separator, LOOKED_AT) {
            Ok(lengths) => lengths,
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

/// Splits a text into fields and gives each with its row and column; rows beyond the first so many are not looked at.
fn fields<'t>(
    text: &'t str,
    separator: char,
    most_rows: usize,
    mut take: impl FnMut((usize, usize), Cow<'t, str>),
) -> Result<(), QuoteFault> {
    let (mut row, mut column, mut at) = (0, 0, 0);
    while at < text.len() && row < most_rows {
        let rest = &text[at..];
        let (field, length) = match rest.strip_prefix('"') {
            Some(quoted) => {
                let (field, length) = unquoted(quoted).ok_or(QuoteFault::Unclosed(at))?;
                let behind = &quoted[length..];
                if !behind.is_empty() && !behind.starts_with([separator, '\n']) {
                    return Err(QuoteFault::TextBehind(at + 1 + length));
                }
                (Cow::Owned(field), length + 1)
            }
            None => {
                let length = rest.find([separator, '\n']).unwrap_or(rest.len());
                (Cow::Borrowed(&rest[..length]), length)
            }
        };
        take((row, column), field);
        at += length;
        match text[at..].chars().next() {
            Some('\n') | None => {
                (row, column) = (row + 1, 0);
                at += 1;
            }
            Some(separator) => {
                column += 1;
                at += separator.len_utf8();
                if at == text.len() {
                    take((row, column), Cow::Borrowed(""));
                }
            }
        }
    }
    Ok(())
}

/// The numbers of fields of the first rows.
fn lengths(text: &str, separator: char, most_rows: usize) -> Result<Vec<usize>, QuoteFault> {
    let mut lengths = Vec::new();
    fields(text, separator, most_rows, |(row, column), _| {
        lengths.resize(row + 1, 0);
        lengths[row] = column + 1;
    })?;
    Ok(lengths)
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
        split(text, separator(text))
    }

    fn split(text: &str, separator: char) -> Result<Vec<Vec<String>>, QuoteFault> {
        let mut rows: Vec<Vec<String>> = Vec::new();
        fields(text, separator, usize::MAX, |(row, column), field| {
            rows.resize(row + 1, Vec::new());
            assert_eq!(rows[row].len(), column);
            rows[row].push(field.into_owned());
        })?;
        Ok(rows)
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
            prop_assert_eq!(split(&text, ','), Ok(rows));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[a1\",;\t，\n ]{0,40}") {
            let _ = read(&text);
        }
    }
}
