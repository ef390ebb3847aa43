//! The rows of a ledger. A unit's own rows are a choice of them: texts and places are shared, not copied.

use std::sync::Arc;

use crate::diag::diagnostic::Span;
use crate::model::date::Moment;
use crate::source::table::record::{Cell, Rows};

/// Rows, all or some.
#[derive(Debug, Clone, Default)]
pub struct LedgerRows {
    table: Arc<Table>,
    /// Which of the table's rows; `None` for all.
    chosen: Option<Box<[u32]>>,
}

#[derive(Debug, Default)]
struct Table {
    cells: Arc<Rows>,
    /// The date of each row; empty if the ledger has no dates.
    dates: Vec<Option<Moment>>,
}

/// A row.
#[derive(Debug, Clone, Copy)]
pub struct LedgerRow<'a> {
    cells: &'a Rows,
    at: usize,
    /// Its date, if the ledger has dates and this row has one.
    pub date: Option<Moment>,
    /// Where it stands.
    pub span: Span,
}

impl LedgerRows {
    /// All rows of a table; `dates` has one entry for each row, or none at all.
    pub fn new(cells: Arc<Rows>, dates: Vec<Option<Moment>>) -> Self {
        Self { table: Arc::new(Table { cells, dates }), chosen: None }
    }

    /// These rows out of all, by their numbers.
    pub fn choose(&self, rows: &[u32]) -> Self {
        Self { table: Arc::clone(&self.table), chosen: Some(rows.into()) }
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.chosen.as_ref().map_or(self.table.cells.len(), |chosen| chosen.len())
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The row with this number, counted from 0.
    pub fn get(&self, number: usize) -> LedgerRow<'_> {
        let at = self.chosen.as_ref().map_or(number, |chosen| chosen[number] as usize);
        let Table { cells, dates } = &*self.table;
        LedgerRow { cells, at, date: dates.get(at).copied().flatten(), span: cells.span(at) }
    }

    /// The rows in order.
    pub fn iter(&self) -> impl Iterator<Item = LedgerRow<'_>> + Clone {
        (0..self.len()).map(|number| self.get(number))
    }
}

impl<'a> LedgerRow<'a> {
    /// The cell in a column; `None` if it is blank.
    pub fn cell(&self, column: usize) -> Option<Cell<'a>> {
        Some(self.cells.cell(self.at, column)).filter(|cell| !cell.text.is_empty())
    }

    /// Its cells, `None` where blank.
    pub fn cells(&self) -> impl Iterator<Item = Option<Cell<'a>>> {
        self.cells.row(self.at).map(|cell| Some(cell).filter(|cell| !cell.text.is_empty()))
    }

    /// The place that stands for the row: its first cell.
    pub fn place(&self) -> Span {
        self.cells().flatten().next().map_or(self.span, |cell| cell.span)
    }
}
