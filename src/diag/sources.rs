//! The texts that places point into. Append-only; a [`SourceId`] stays valid for the life of the run.
//!
//! A sheet of a workbook is kept as a text too, its cells one after the other, together with a [`Cells`] that knows which
//! cell a byte lies in: so one kind of [`Span`] serves all inputs, and only here and where places are shown is there a
//! difference. The paragraphs of a Word file are a text with a line for each, and the words for where they stand.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use crate::diag::diagnostic::Span;

/// Number of a text in [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub u32);

/// One text with the name under which it is shown.
#[derive(Debug, Clone)]
pub struct Source {
    /// Path as the user wrote it, or the template's name (`模板:实施方案/指导思想.md.tera`).
    pub name: String,
    /// The decoded text; of a sheet, the texts of its cells, each followed by a line end.
    pub text: Arc<String>,
    /// What the text was made of.
    pub made_of: MadeOf,
    /// Where its lines begin; looked up when a place is first asked for.
    lines: OnceLock<Vec<usize>>,
}

impl Source {
    fn new(name: impl Into<String>, text: impl Into<String>, made_of: MadeOf) -> Self {
        Self { name: name.into(), text: Arc::new(text.into()), made_of, lines: OnceLock::new() }
    }

    /// Number of the line that a byte lies in, from 0, and where that line begins.
    fn line(&self, byte: usize) -> (usize, usize) {
        let starts = self.lines.get_or_init(|| {
            let ends = self.text.match_indices('\n').map(|(at, _)| at + 1);
            std::iter::once(0).chain(ends).collect()
        });
        let number = starts.partition_point(|&start| start <= byte) - 1;
        (number, starts[number])
    }
}

/// What a text was made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MadeOf {
    /// Its own lines: it is a text file.
    Lines,
    /// The cells of a sheet.
    Cells(Cells),
    /// The paragraphs of a Word file.
    Paragraphs(Paragraphs),
}

/// Paragraphs, a line each: the 12th line is the 12th paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Paragraphs {
    /// Those that do not stand in the text itself, by their 0-based numbers, ascending: `第3个表第2行第1列`, `页脚`.
    pub others: Vec<(u32, String)>,
}

impl Paragraphs {
    /// `第12段`, or the words for a paragraph that stands elsewhere.
    fn in_words(&self, line: usize) -> String {
        let known = self.others.binary_search_by_key(&(line as u32), |(number, _)| *number + 1);
        known.map_or_else(|_| format!("第{line}段"), |at| self.others[at].1.clone())
    }
}

/// The cells that the text of a sheet was made of: a grid of those rows and columns that hold anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cells {
    /// Name of the sheet; `None` for .csv, which is one sheet without name.
    pub sheet: Option<String>,
    /// 0-based numbers of the rows, ascending.
    pub rows: Vec<u32>,
    /// 0-based numbers of the columns, ascending.
    pub columns: Vec<u32>,
    /// Where each cell begins in the text, row by row.
    pub starts: Vec<u32>,
}

impl Cells {
    /// 0-based row and column of the cell that a byte lies in; `None` if there are no cells.
    fn at(&self, byte: usize) -> Option<(u32, u32)> {
        let index = self.starts.partition_point(|&start| start as usize <= byte).checked_sub(1)?;
        let row = self.rows.get(index / self.columns.len())?;
        Some((*row, *self.columns.get(index % self.columns.len())?))
    }

    /// `台账!C5`, or `台账!A3:F4` for what reaches over several cells.
    fn in_words(&self, start: usize, end: usize) -> Option<String> {
        let first = self.at(start)?;
        let last = self.at(end.max(start + 1) - 1)?;
        let (top, bottom) = (first.0, last.0);
        // What reaches over several rows reaches from the first used column to the last.
        let (left, right) =
            if top == bottom { (first.1, last.1) } else { (*self.columns.first()?, *self.columns.last()?) };
        let range = if (top, left) == (bottom, right) {
            address(top, left)
        } else {
            format!("{}:{}", address(top, left), address(bottom, right))
        };
        Some(match &self.sheet {
            Some(sheet) => format!("{sheet}!{range}"),
            None => range,
        })
    }
}

/// Address of a cell by its 0-based row and column, as spreadsheet programs show it: `C5`.
pub fn address(row: u32, column: u32) -> String {
    format!("{}{}", column_letters(column), u64::from(row) + 1)
}

/// Letters of a column by its 0-based number: `C`, `AA`.
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// All texts of a run.
#[derive(Debug, Default, Clone)]
pub struct Sources {
    list: Vec<Source>,
    /// Of sheets that were put together from others: file and place that a cell was taken from, by its 0-based row and column.
    origins: HashMap<SourceId, Arc<Origins>>,
}

/// Where cells were taken from: file and place, by 0-based row and column.
pub type Origins = HashMap<(u32, u32), (String, String)>;

/// A place for people: 1-based line, 1-based column counted in characters; in a sheet, row and column of the cell; in a Word
/// file, number of the paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineColumn {
    /// 1-based line.
    pub line: usize,
    /// 1-based column, in characters.
    pub column: usize,
}

impl Sources {
    /// Keeps a text and gives it a number.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        self.keep(Source::new(name, text, MadeOf::Lines))
    }

    /// Keeps a sheet and gives it a number.
    pub fn add_sheet(&mut self, name: impl Into<String>, text: String, cells: Cells) -> SourceId {
        self.keep(Source::new(name, text, MadeOf::Cells(cells)))
    }

    /// Keeps the paragraphs of a Word file, each followed by a line end, and gives them a number.
    pub fn add_paragraphs(
        &mut self,
        name: impl Into<String>,
        text: String,
        paragraphs: Paragraphs,
    ) -> SourceId {
        self.keep(Source::new(name, text, MadeOf::Paragraphs(paragraphs)))
    }

    fn keep(&mut self, source: Source) -> SourceId {
        self.list.push(source);
        SourceId(self.list.len() as u32 - 1)
    }

    /// Whether a sheet says where its cells were taken from.
    pub fn has_origins(&self, id: SourceId) -> bool {
        self.origins.contains_key(&id)
    }

    /// Keeps where the cells of a sheet were taken from.
    pub fn keep_origins(&mut self, id: SourceId, origins: Origins) {
        self.origins.insert(id, Arc::new(origins));
    }

    /// File and place of a cell, in words: where it was first filled in, if the sheet that holds it knows.
    pub fn origin(&self, span: Span) -> (String, String) {
        self.taken_from(span)
            .cloned()
            .unwrap_or_else(|| (self.name(span.source).to_owned(), self.place_in_words(span)))
    }

    /// File and place that a cell was taken from; `None` if its sheet was not put together from others.
    pub fn taken_from(&self, span: Span) -> Option<&(String, String)> {
        let origins = self.origins.get(&span.source)?;
        let MadeOf::Cells(cells) = &self.get(span.source).made_of else { return None };
        let first = cells.at(span.start)?;
        (cells.at(span.end.max(span.start + 1) - 1) == Some(first)).then(|| origins.get(&first))?
    }

    /// The number that the next text will get.
    pub fn next(&self) -> SourceId {
        SourceId(self.list.len() as u32)
    }

    /// The numbers of all texts.
    pub fn ids(&self) -> impl Iterator<Item = SourceId> {
        (0..self.list.len() as u32).map(SourceId)
    }

    /// The text with this number.
    pub fn get(&self, id: SourceId) -> &Source {
        &self.list[id.0 as usize]
    }

    /// Name of the file that a place lies in, as the user wrote it.
    pub fn name(&self, id: SourceId) -> &str {
        &self.get(id).name
    }

    /// A place without its file, in words: `台账!C5` in a sheet, `C5` in a .csv, `第12段` in a Word file, `第12行第5列` in a text.
    pub fn place_in_words(&self, span: Span) -> String {
        if let Some(words) = self.special_words(span) {
            return words;
        }
        let at = self.line_column(span.source, span.start);
        format!("第{}行第{}列", at.line, at.column)
    }

    /// `台账!C5`, `第12段`; `None` if the place lies in a text.
    pub fn special_words(&self, span: Span) -> Option<String> {
        match &self.get(span.source).made_of {
            MadeOf::Lines => None,
            MadeOf::Cells(cells) => cells.in_words(span.start, span.end),
            MadeOf::Paragraphs(paragraphs) => {
                Some(paragraphs.in_words(self.line_column(span.source, span.start).line))
            }
        }
    }

    /// Line and column of a byte in a source; a byte past the end is the end.
    pub fn line_column(&self, id: SourceId, byte: usize) -> LineColumn {
        let source = self.get(id);
        if let MadeOf::Cells(cells) = &source.made_of
            && let Some((row, column)) = cells.at(byte)
        {
            return LineColumn { line: row as usize + 1, column: column as usize + 1 };
        }
        let text = &source.text;
        let mut at = byte.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let (number, start) = source.line(at);
        LineColumn { line: number + 1, column: text[start..at].chars().count() + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        let letters: Vec<String> = [0, 25, 26, 701, 702, 16383].into_iter().map(column_letters).collect();
        assert_eq!(letters, ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
    }

    #[test]
    fn a_place_is_named_as_its_reader_looks_for_it() {
        let mut sources = Sources::default();
        let text = sources.add("资料.yaml", "甲\n乙丙\n");
        let cells = |sheet: Option<&str>| Cells {
            sheet: sheet.map(str::to_owned),
            rows: vec![2, 4],
            columns: vec![0, 2],
            starts: vec![0, 4, 5, 9],
        };
        let sheet = sources.add_sheet("台账.xlsx", "甲\n\n乙\n丙\n".into(), cells(Some("台账")));
        let csv = sources.add_sheet("台账.csv", "甲\n\n乙\n丙\n".into(), cells(None));
        let told = |source, start, end| sources.place_in_words(Span { source, start, end });
        assert_eq!(told(text, 7, 10), "第2行第2列");
        assert_eq!(told(sheet, 0, 3), "台账!A3");
        assert_eq!(told(sheet, 4, 4), "台账!C3");
        assert_eq!(told(sheet, 5, 12), "台账!A5:C5");
        assert_eq!(told(sheet, 0, 12), "台账!A3:C5");
        assert_eq!(told(csv, 9, 12), "C5");
        assert_eq!(sources.line_column(csv, 9), LineColumn { line: 5, column: 3 });
        let others = vec![(1, "第1个表第2行第1列".to_owned())];
        let word = sources.add_paragraphs("通知.docx", "甲\n乙\n丙\n".into(), Paragraphs { others });
        let told = |start, end| sources.place_in_words(Span { source: word, start, end });
        assert_eq!(
            (told(0, 3), told(4, 7), told(8, 11)),
            ("第1段".into(), "第1个表第2行第1列".into(), "第3段".into())
        );
    }
}
