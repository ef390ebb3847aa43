//! A table's cells by row and column, for writers that know no merged cells.

use crate::document::tree::{Cell, Row};

/// A place in the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place<'a> {
    /// The upper left corner of this cell.
    Cell(&'a Cell),
    /// Covered by this cell from the left or from above.
    Covered(&'a Cell),
    /// No cell.
    Empty,
}

impl<'a> Place<'a> {
    /// The cell that is seen here.
    pub fn seen(self) -> Option<&'a Cell> {
        match self {
            Self::Cell(cell) | Self::Covered(cell) => Some(cell),
            Self::Empty => None,
        }
    }
}

/// The rows with a place for each column. What lies outside the columns or below the rows is not seen.
pub fn grid(rows: &[Row], columns: usize) -> Vec<Vec<Place<'_>>> {
    let mut grid = vec![vec![Place::Empty; columns]; rows.len()];
    for (top, row) in rows.iter().enumerate() {
        for cell in &row.cells {
            for line in grid.iter_mut().skip(top).take(cell.row_span) {
                for place in line.iter_mut().skip(cell.column).take(cell.column_span) {
                    *place = Place::Covered(cell);
                }
            }
            if let Some(place) = grid[top].get_mut(cell.column) {
                *place = Place::Cell(cell);
            }
        }
    }
    grid
}
