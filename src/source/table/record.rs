//! The rows of a table: 100,000 of them take tens of megabytes and not hundreds. A cell whose text stands in the source as it is
//! keeps no copy of it.

use std::sync::Arc;

use crate::diag::diagnostic::Span;
use crate::diag::sources::SourceId;

/// Rows with one cell for each column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    width: usize,
    /// The text of the source.
    base: Arc<String>,
    /// From the first to the last cell of each row.
    spans: Vec<(SourceId, u32, u32)>,
    cells: Vec<Packed>,
    /// Texts that do not stand in the source as they are.
    own: String,
    /// Where each of them begins and ends.
    places: Vec<(u32, u32)>,
}

/// A cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell<'a> {
    /// Its text without blanks at the ends; empty if the cell is.
    pub text: &'a str,
    /// Its place; of a cell that is merged with one above, the place of that one.
    pub span: Span,
}

/// The limits of a sheet keep all texts far below 4 GiB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Packed {
    /// Its place in the source.
    start: u32,
    end: u32,
    /// The number of its own text, from 1; 0 if it says what stands in its place.
    own: u32,
}

impl Rows {
    /// No rows yet, of so many cells each, which mostly say what stands in `base`, the text of their source.
    pub fn new(width: usize, base: Arc<String>) -> Self {
        Self { width, base, ..Self::default() }
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// A row from its first to its last cell.
    pub fn span(&self, row: usize) -> Span {
        let (source, start, end) = self.spans[row];
        Span { source, start: start as usize, end: end as usize }
    }

    /// A cell.
    pub fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        let Packed { start, end, own } = self.cells[row * self.width + column];
        let span = Span { source: self.spans[row].0, start: start as usize, end: end as usize };
        let text = match (own as usize).checked_sub(1) {
            None => &self.base[span.start..span.end],
            Some(at) => &self.own[self.places[at].0 as usize..self.places[at].1 as usize],
        };
        Cell { text, span }
    }

    /// The cells of a row.
    pub fn row(&self, row: usize) -> impl Iterator<Item = Cell<'_>> + use<'_> {
        (0..self.width).map(move |column| self.cell(row, column))
    }

    /// Adds a cell to the last row, which [`Rows::end_row`] ends.
    pub fn push(&mut self, text: &str, span: Span) {
        let own = self.keep(text, span);
        self.cells.push(Packed { start: span.start as u32, end: span.end as u32, own });
    }

    /// Ends the row to which cells were added; they stand in the same source.
    pub fn end_row(&mut self, span: Span) {
        self.spans.push((span.source, span.start as u32, span.end as u32));
    }

    /// Gives a cell another text.
    pub(super) fn set(&mut self, row: usize, column: usize, text: &str) {
        let span = self.cell(row, column).span;
        self.cells[row * self.width + column].own = self.keep(text, span);
    }

    /// The number of a cell's own text.
    fn keep(&mut self, text: &str, span: Span) -> u32 {
        if self.base.get(span.start..span.end) == Some(text) {
            return 0;
        }
        let start = self.own.len() as u32;
        self.own.push_str(text);
        self.places.push((start, self.own.len() as u32));
        self.places.len() as u32
    }
}
