//! The cells of one sheet, read but without meaning: what stands in which cell, what is merged, what is hidden.
//!
//! A reader fills a [`Sheet`]; [`Grid::place`] keeps its text among the sources and gives each cell its place. Rows and
//! columns that hold nothing are left out, so that a stray cell at the sheet's far end costs nothing.

pub mod packed;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diag::diagnostic::Span;
use crate::diag::sources::{Cells, SourceId, Sources, address, column_letters};
use crate::source::grid::packed::SheetCells;
use crate::source::shown::dates::Epoch;

/// Most cells that hold something, of all sheets of a file that are read.
pub const MOST_CELLS: usize = 3_000_000;
/// Most cells of the grid, blank ones included.
const MOST_PLACES: usize = 6_000_000;
/// Longest text of all cells, in bytes.
pub const MOST_TEXT: usize = 64 << 20;

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Nothing that one can see.
    Blank,
    /// Characters.
    Text,
    /// A number.
    Number,
    /// A number with more than 15 digits, of which the program that stored it kept 15.
    LostNumber,
    /// A day or time.
    Moment,
    /// TRUE or FALSE.
    Boolean,
    /// `#REF!` and its like.
    Error,
    /// A formula that was never reckoned.
    NoResult,
}

/// A rectangle of cells, 0-based, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// First row.
    pub top: u32,
    /// First column.
    pub left: u32,
    /// Last row.
    pub bottom: u32,
    /// Last column.
    pub right: u32,
}

/// Why nobody can tell from its characters alone what a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Some are struck out.
    Struck,
    /// Some stand above or below the line.
    Raised,
}

/// A sheet as a reader gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its name; `None` for .csv.
    pub name: Option<String>,
    /// Its cells in any order, no two at one place.
    pub cells: SheetCells,
    /// Merged cells.
    pub merged: Vec<Area>,
    /// Hidden rows, ascending.
    pub hidden_rows: Vec<u32>,
    /// Hidden columns, from and to.
    pub hidden_columns: Vec<(u32, u32)>,
    /// Of a .csv, how many fields each row has, blank ones included; else empty.
    pub lengths: Vec<usize>,
    /// From when numbers without format would count days.
    pub epoch: Epoch,
    /// Cells with marked characters, by row and column.
    pub marked: BTreeMap<(u32, u32), Mark>,
}

impl Sheet {
    /// Whether no cell holds anything.
    pub fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell.is_blank())
    }
}

/// Why a sheet cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GridFault {
    /// It holds more than the limits allow.
    TooLarge,
    /// Two cells at one place, or merged cells that overlap; where.
    Overlap(String),
}

/// A cell with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GridCell {
    /// What it holds.
    pub kind: Kind,
    /// Its text.
    pub span: Span,
}

/// Merged cells, by the numbers of used rows and columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// Its rows.
    pub rows: Range<usize>,
    /// Its columns.
    pub columns: Range<usize>,
    /// Its cells as written: `A1:C1`.
    pub address: String,
}

/// A sheet whose cells have places. Rows and columns are counted among those that hold anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// The text of the cells.
    pub source: SourceId,
    /// Numbers of the rows in the sheet, 0-based, ascending.
    pub rows: Vec<u32>,
    /// Numbers of the columns in the sheet, 0-based, ascending.
    pub columns: Vec<u32>,
    /// Merged cells that reach over more than one used row or column.
    pub merged: Vec<Merged>,
    /// Merged cells as the sheet has them, by the numbers of its own rows and columns.
    pub areas: Vec<Area>,
    /// Whether each row is hidden.
    pub hidden_rows: Vec<bool>,
    /// Whether each column is hidden.
    pub hidden_columns: Vec<bool>,
    /// Of a .csv, how many fields each row of the sheet has, blank ones included; else empty.
    pub lengths: Vec<usize>,
    /// From when numbers without format would count days.
    pub epoch: Epoch,
    /// What a person sees of a cell whose text says more, and what is stored in one with a percentage whose text, which is what
    /// a person sees, says less; by the cell's number, ascending.
    pub seen: Vec<(usize, String)>,
    cells: Vec<Placed>,
    /// Cells with marked characters, by their 0-based rows and columns in the file.
    pub marked: BTreeMap<(u32, u32), Mark>,
    /// For each cell the number of the merged area it lies in, from 1; 0 for none. Empty if nothing is merged.
    owners: Vec<u32>,
}

/// A cell and where its text stands in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Placed {
    start: u32,
    end: u32,
    kind: Kind,
}

impl Grid {
    /// Keeps the text of a sheet under the file's name and gives each cell its place.
    pub fn place(mut sheet: Sheet, name: &str, sources: &mut Sources) -> Result<Self, GridFault> {
        sheet.cells.settle();
        let mut rows: Vec<u32> = Vec::new();
        let mut columns = BTreeSet::new();
        let mut last = None;
        for cell in sheet.cells.iter() {
            if last == Some((cell.row, cell.column)) {
                return Err(GridFault::Overlap(address(cell.row, cell.column)));
            }
            last = Some((cell.row, cell.column));
            if rows.last() != Some(&cell.row) {
                rows.push(cell.row);
            }
            columns.insert(cell.column);
        }
        let columns: Vec<u32> = columns.into_iter().collect();
        let places = rows.len().saturating_mul(columns.len());
        let length = sheet.cells.text_length();
        if sheet.cells.len() > MOST_CELLS || places > MOST_PLACES || length > MOST_TEXT {
            return Err(GridFault::TooLarge);
        }
        let mut text = String::with_capacity(length + places);
        let mut cells = Vec::with_capacity(places);
        let mut seen = Vec::new();
        let mut given = sheet.cells.iter().peekable();
        for &row in &rows {
            for &column in &columns {
                let start = text.len() as u32;
                let mut kind = Kind::Blank;
                if let Some(cell) = given.next_if(|cell| (cell.row, cell.column) == (row, column)) {
                    kind = cell.kind;
                    text.push_str(cell.text);
                    seen.extend(cell.seen.map(|words| (cells.len(), words.to_owned())));
                }
                cells.push(Placed { start, end: text.len() as u32, kind });
                text.push('\n');
            }
        }
        drop(given);
        sheet.cells = SheetCells::default();
        let starts = cells.iter().map(|cell| cell.start).collect();
        let map = Cells { sheet: sheet.name, rows: rows.clone(), columns: columns.clone(), starts };
        let source = sources.add_sheet(name, text, map);
        let hidden_rows = rows.iter().map(|row| sheet.hidden_rows.binary_search(row).is_ok()).collect();
        let is_hidden = |column: &u32| sheet.hidden_columns.iter().any(|(a, b)| (a..=b).contains(&column));
        let hidden_columns = columns.iter().map(is_hidden).collect();
        let mut grid = Self {
            source,
            rows,
            columns,
            merged: Vec::new(),
            areas: sheet.merged.clone(),
            hidden_rows,
            hidden_columns,
            lengths: sheet.lengths,
            epoch: sheet.epoch,
            seen,
            marked: sheet.marked,
            cells,
            owners: Vec::new(),
        };
        for area in sheet.merged {
            grid.merge(area)?;
        }
        Ok(grid)
    }

    fn merge(&mut self, area: Area) -> Result<(), GridFault> {
        let used = |numbers: &[u32], from: u32, to: u32| {
            numbers.partition_point(|&n| n < from)..numbers.partition_point(|&n| n <= to)
        };
        let rows = used(&self.rows, area.top, area.bottom);
        let columns = used(&self.columns, area.left, area.right);
        let anchored = self.rows.get(rows.start) == Some(&area.top)
            && self.columns.get(columns.start) == Some(&area.left);
        // Without anything in its first cell a merged area is blank; what lies beneath keeps its own place.
        if rows.len() * columns.len() < 2 || !anchored || self.is_blank(rows.start, columns.start) {
            return Ok(());
        }
        let address = format!("{}:{}", address(area.top, area.left), address(area.bottom, area.right));
        let number = self.merged.len() as u32 + 1;
        self.owners.resize(self.cells.len(), 0);
        for row in rows.clone() {
            for column in columns.clone() {
                let owner = &mut self.owners[row * self.columns.len() + column];
                if std::mem::replace(owner, number) != 0 {
                    return Err(GridFault::Overlap(address));
                }
            }
        }
        self.merged.push(Merged { rows, columns, address });
        Ok(())
    }

    /// The cell in this row and column.
    pub fn cell(&self, row: usize, column: usize) -> GridCell {
        let Placed { start, end, kind } = self.cells[row * self.columns.len() + column];
        GridCell { kind, span: Span { source: self.source, start: start as usize, end: end as usize } }
    }

    /// Whether the cell holds nothing.
    pub fn is_blank(&self, row: usize, column: usize) -> bool {
        self.cell(row, column).kind == Kind::Blank
    }

    /// The merged area that a cell lies in.
    pub fn merged_at(&self, row: usize, column: usize) -> Option<&Merged> {
        let owner = *self.owners.get(row * self.columns.len() + column)? as usize;
        owner.checked_sub(1).map(|at| &self.merged[at])
    }

    /// The cell whose content a cell shows: of a merged one, the area's first.
    pub fn shown(&self, row: usize, column: usize) -> GridCell {
        match self.merged_at(row, column) {
            Some(area) => self.cell(area.rows.start, area.columns.start),
            None => self.cell(row, column),
        }
    }

    /// The columns of a row that hold something.
    pub fn filled(&self, row: usize) -> impl Iterator<Item = usize> {
        (0..self.columns.len()).filter(move |&column| !self.is_blank(row, column))
    }

    /// A row from its first cell that holds something to its last.
    pub fn row_span(&self, row: usize) -> Span {
        let first = self.filled(row).next().unwrap_or(0);
        let last = self.filled(row).last().unwrap_or(0);
        Span { end: self.cell(row, last).span.end, ..self.cell(row, first).span }
    }

    /// Rows from the first to the last, whole.
    pub fn rows_span(&self, rows: Range<usize>) -> Span {
        let last = self.cell(rows.end.max(1) - 1, self.columns.len() - 1);
        Span { end: last.span.end, ..self.cell(rows.start, 0).span }
    }

    /// The number of a row as the spreadsheet program shows it.
    pub fn row_number(&self, row: usize) -> u64 {
        u64::from(self.rows[row]) + 1
    }

    /// The letters of a column.
    pub fn letters(&self, column: usize) -> String {
        column_letters(self.columns[column])
    }

    /// The address of a cell, without the sheet's name.
    pub fn address(&self, row: usize, column: usize) -> String {
        address(self.rows[row], self.columns[column])
    }

    /// What a person sees of a cell with this text, and what is stored in it, where these are not the same.
    pub fn seen_and_stored<'a>(
        &'a self,
        row: usize,
        column: usize,
        text: &'a str,
    ) -> Option<(&'a str, &'a str)> {
        let number = row * self.columns.len() + column;
        let at = self.seen.binary_search_by_key(&number, |(number, _)| *number).ok()?;
        let other = self.seen[at].1.as_str();
        Some(if is_percentage(text) { (text, other) } else { (other, text) })
    }

    /// Row and column of a cell by its number in [`Grid::seen`].
    pub fn position(&self, number: usize) -> (usize, usize) {
        (number / self.columns.len(), number % self.columns.len())
    }
}

/// Whether the text of a cell is a percentage, and so what a person sees of it.
pub fn is_percentage(text: &str) -> bool {
    text.contains('%')
}
