//! A Word file → a page for each of its tables, with the lines above it; a table that goes on in the next is one with it.

use std::collections::BTreeMap;

use crate::collect::form::EntryForm;
use crate::collect::returned::{ABOVE, Page, Table, bare};
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::model::form::EntryType;
use crate::paper::Grid as Printed;
use crate::paper::Paper;
use crate::paper::line::{Line, Role};
use crate::read::docx::body::Paragraph;
use crate::read::docx::look::Script;
use crate::read::docx::{self, Word};
use crate::source::grid::packed::{SheetCell, SheetCells};
use crate::source::grid::{Area, Grid, Kind, Mark, Sheet};

/// Lines below the last table that are rows of their own; those that follow are one.
const BELOW: usize = 10;

/// The tables of a file; `None` if it cannot be read, which is told.
pub fn pages(
    bytes: &[u8],
    name: &str,
    form: &EntryForm,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<Vec<Page>> {
    let word = match docx::read(bytes, name, &mut Sources::default()) {
        Ok(word) => word,
        Err(told) => {
            findings.push(told);
            return None;
        }
    };
    let paper = &word.paper;
    let mut parts: Vec<Part> = Vec::new();
    let mut from = 0;
    for (number, table) in paper.tables.iter().enumerate() {
        let cells = || table.rows.iter().flatten();
        let Some(first) = cells().map(|cell| cell.lines.start).min() else { continue };
        let above = paper.lines.get(from..first).unwrap_or_default();
        from = cells().map(|cell| cell.lines.end).max().unwrap_or(first);
        match parts.last_mut() {
            Some(part) if above.is_empty() && part.goes_on(table, paper, form) => part.tables.push(number),
            _ => parts.push(Part { above, tables: vec![number], below: &[] }),
        }
    }
    if let Some(last) = parts.last_mut() {
        let rest = paper.lines.get(from..).unwrap_or_default();
        let end = rest.iter().position(|line| matches!(line.role, Role::Furniture | Role::Note));
        last.below = &rest[..end.unwrap_or(rest.len())];
    }
    let pages = parts.iter().filter_map(|part| {
        let sheet = part.sheet(paper);
        let called = sheet.name.clone().unwrap_or_default();
        let grid = (!sheet.is_empty()).then(|| Grid::place(sheet, name, sources).ok()).flatten()?;
        Some(Page {
            name: called,
            grid,
            hidden: false,
            top: part.lines_above().len(),
            marked: part.marked(&word),
        })
    });
    Some(pages.collect())
}

/// A table, with those in which it goes on.
struct Part<'a> {
    /// The lines above it.
    above: &'a [Line],
    /// Their numbers.
    tables: Vec<usize>,
    /// The lines below it, if it is the last.
    below: &'a [Line],
}

impl Part<'_> {
    fn lines_above(&self) -> &[Line] {
        &self.above[self.above.len().saturating_sub(ABOVE)..]
    }

    /// Whether a table that follows at once has its further rows: as wide, without a head, and with numbers where these have them.
    fn goes_on(&self, next: &Printed, paper: &Paper, form: &EntryForm) -> bool {
        let mut scratch = Sources::default();
        let head = |table: &Printed, sources: &mut Sources| {
            let mut sheet = Sheet::default();
            rows(table, paper, 0, &mut sheet);
            let grid = (!sheet.is_empty()).then(|| Grid::place(sheet, "", sources).ok()).flatten()?;
            Table::find(&grid, form, sources).map(|table| (table, grid))
        };
        let own = &paper.tables[self.tables[0]];
        let Some((table, grid)) = head(own, &mut scratch).filter(|_| form.many) else { return false };
        if head(next, &mut scratch).is_some() || width(next) != width(own) {
            return false;
        }
        let text = &scratch.get(grid.source).text;
        let numbered = |column: usize| {
            let span = grid.shown(table.head, column).span;
            let at = table.columns.iter().position(|own| *own == Some(column));
            bare(&text[span.start..span.end]) == "序号"
                || at.is_some_and(|at| {
                    form.columns[at].is_number() || form.columns[at].what == EntryType::Date
                })
        };
        let numbered: Vec<usize> = (0..grid.columns.len())
            .filter(|column| numbered(*column))
            .map(|column| grid.columns[column] as usize)
            .collect();
        let first: BTreeMap<usize, String> = next.rows.first().map_or_else(BTreeMap::new, |row| {
            row.iter().map(|cell| (cell.column, words(&paper.lines[cell.lines.clone()]))).collect()
        });
        let has_number =
            |column: &usize| first.get(column).is_some_and(|words| words.contains(char::is_numeric));
        numbered.iter().any(has_number)
    }

    /// Cells in which characters are struck out, or digits stand above or below the line.
    fn marked(&self, word: &Word) -> Vec<(u32, u32, Mark)> {
        let mut row = self.lines_above().len();
        let mut marked = Vec::new();
        for table in self.tables.iter().map(|number| &word.paper.tables[*number]) {
            for (row, cells) in (row..).zip(&table.rows) {
                for cell in cells {
                    let lines = word.of_line.get(cell.lines.clone()).unwrap_or_default();
                    let doubt = lines.iter().find_map(|at| doubt(word.paragraphs.get(*at)?));
                    marked.extend(doubt.map(|doubt| (row as u32, cell.column as u32, doubt)));
                }
            }
            row += table.rows.len();
        }
        marked
    }

    fn sheet(&self, paper: &Paper) -> Sheet {
        let numbers: Vec<String> = self.tables.iter().map(|number| (number + 1).to_string()).collect();
        let mut sheet = Sheet { name: Some(format!("第{}个表", numbers.join("、"))), ..Sheet::default() };
        let mut row = 0;
        for line in self.lines_above() {
            put(&mut sheet.cells, row, 0, &line.text);
            row += 1;
        }
        for number in &self.tables {
            row = rows(&paper.tables[*number], paper, row, &mut sheet);
        }
        let (single, rest) = self.below.split_at(self.below.len().min(BELOW));
        for line in single {
            put(&mut sheet.cells, row, 0, &line.text);
            row += 1;
        }
        if !rest.is_empty() {
            put(&mut sheet.cells, row, 0, &words(rest));
        }
        sheet
    }
}

/// What makes the characters of a paragraph doubtful.
fn doubt(paragraph: &Paragraph) -> Option<Mark> {
    paragraph.effects.iter().find_map(|(range, effects)| {
        let text = paragraph.text.get(range.clone())?;
        if effects.struck && !text.trim().is_empty() {
            return Some(Mark::Struck);
        }
        (effects.script != Script::Line && text.contains(char::is_numeric)).then_some(Mark::Raised)
    })
}

/// The rows of a table from this one on; the row below them.
fn rows(table: &Printed, paper: &Paper, top: usize, sheet: &mut Sheet) -> usize {
    for (row, cells) in (top..).zip(&table.rows) {
        for cell in cells {
            put(&mut sheet.cells, row, cell.column, &words(&paper.lines[cell.lines.clone()]));
            if cell.column_span > 1 || cell.row_span > 1 {
                let last = (row + cell.row_span.max(1) - 1).min(top + table.rows.len() - 1);
                sheet.merged.push(Area {
                    top: row as u32,
                    left: cell.column as u32,
                    bottom: last as u32,
                    right: (cell.column + cell.column_span.max(1) - 1) as u32,
                });
            }
        }
    }
    top + table.rows.len()
}

fn put(cells: &mut SheetCells, row: usize, column: usize, text: &str) {
    cells.push(SheetCell { row: row as u32, column: column as u32, kind: Kind::Text, text, seen: None });
}

fn words(lines: &[Line]) -> String {
    lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// How many columns a table has.
fn width(table: &Printed) -> usize {
    let ends = table.rows.iter().flatten().map(|cell| cell.column + cell.column_span.max(1));
    ends.max().unwrap_or(0)
}
