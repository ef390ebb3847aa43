//! The rows of a table with their texts in one piece: 100,000 of them take tens of megabytes and not hundreds.

use crate::diag::diagnostic::Span;
use crate::diag::sources::SourceId;

/// Rows with one cell for each column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows {
    source: SourceId,
    width: usize,
    /// From the first to the last cell of each row.
    spans: Vec<(u32, u32)>,
    cells: Vec<Packed>,
    texts: String,
}

/// A cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell<'a> {
    /// Its text without blanks at the ends; empty if the cell is.
    pub text: &'a str,
    /// Its place; of a cell that is merged with one above, the place of that one.
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Packed {
    /// Its text among the texts.
    text: (u32, u32),
    /// Its place in the source.
    place: (u32, u32),
}

impl Rows {
    /// No rows yet, of so many cells each.
    pub fn new(source: SourceId, width: usize) -> Self {
        Self { source, width, spans: Vec::new(), cells: Vec::new(), texts: String::new() }
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
        self.place(self.spans[row])
    }

    /// A cell.
    pub fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        let Packed { text: (start, end), place } = self.cells[row * self.width + column];
        Cell { text: &self.texts[start as usize..end as usize], span: self.place(place) }
    }

    /// The cells of a row.
    pub fn row(&self, row: usize) -> impl Iterator<Item = Cell<'_>> {
        (0..self.width).map(move |column| self.cell(row, column))
    }

    /// Adds a cell to the last row, which [`Rows::end_row`] ends.
    pub(super) fn push(&mut self, text: &str, span: Span) {
        let text = self.keep(text);
        self.cells.push(Packed { text, place: (span.start as u32, span.end as u32) });
    }

    /// Ends the row to which cells were added.
    pub(super) fn end_row(&mut self, span: Span) {
        self.spans.push((span.start as u32, span.end as u32));
    }

    /// Gives a cell another text.
    pub(super) fn set(&mut self, row: usize, column: usize, text: &str) {
        self.cells[row * self.width + column].text = self.keep(text);
    }

    /// The limits of a sheet keep all texts far below 4 GiB.
    fn keep(&mut self, text: &str) -> (u32, u32) {
        let start = self.texts.len() as u32;
        self.texts.push_str(text);
        (start, self.texts.len() as u32)
    }

    fn place(&self, (start, end): (u32, u32)) -> Span {
        Span { source: self.source, start: start as usize, end: end as usize }
    }
}
