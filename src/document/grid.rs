//! Cells written one by one → rows with spans. `↑` joins a cell to the one above it, `←` to the one on its left.
//! Header and body are merged apart, so that no cell reaches over the edge between them.

use crate::document::tree::{Cell, Inline, Row};

/// What stands in one place of a grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GridCell {
    /// A cell's lines; a blank cell has one empty line.
    Text(Vec<Vec<Inline>>),
    /// `↑`
    Above,
    /// `←`
    Left,
}

/// Why cells cannot be merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GridFault {
    /// `↑` in the first row.
    NothingAbove {
        /// Row from 0.
        row: usize,
        /// Column from 0.
        column: usize,
    },
    /// `←` in the first column.
    NothingLeft {
        /// Row from 0.
        row: usize,
        /// Column from 0.
        column: usize,
    },
    /// The merged cells form no rectangle.
    NoRectangle {
        /// Row from 0 of the first cell.
        row: usize,
        /// Column from 0 of the first cell.
        column: usize,
    },
    /// A row has more or fewer cells than the first.
    RowLength {
        /// Row from 0.
        row: usize,
        /// Cells that it has.
        found: usize,
        /// Cells that it should have.
        expected: usize,
    },
}

/// Merges the cells of `rows`, each with `columns` cells. All faults are returned at once.
pub fn merge(rows: Vec<Vec<GridCell>>, columns: usize) -> Result<Vec<Row>, Vec<GridFault>> {
    let mut faults = Vec::new();
    // The first cell of the merged area that a cell belongs to.
    let mut owner: Vec<Vec<(usize, usize)>> = Vec::with_capacity(rows.len());
    for (r, row) in rows.iter().enumerate() {
        if row.len() != columns {
            faults.push(GridFault::RowLength { row: r, found: row.len(), expected: columns });
        }
        let mut owners = Vec::with_capacity(columns);
        for c in 0..columns {
            owners.push(match row.get(c) {
                Some(GridCell::Above) if r == 0 => {
                    faults.push(GridFault::NothingAbove { row: r, column: c });
                    (r, c)
                }
                Some(GridCell::Above) => owner[r - 1][c],
                Some(GridCell::Left) if c == 0 => {
                    faults.push(GridFault::NothingLeft { row: r, column: c });
                    (r, c)
                }
                Some(GridCell::Left) => owners[c - 1],
                Some(GridCell::Text(_)) | None => (r, c),
            });
        }
        owner.push(owners);
    }
    // How many cells each first cell owns.
    let mut areas = vec![vec![0usize; columns]; rows.len()];
    for &(r, c) in owner.iter().flatten() {
        areas[r][c] += 1;
    }
    let mut merged: Vec<Row> = Vec::with_capacity(rows.len());
    for (r, row) in rows.into_iter().enumerate() {
        let mut cells = Vec::new();
        for (c, cell) in row.into_iter().enumerate().take(columns) {
            let GridCell::Text(lines) = cell else { continue };
            let column_span = owner[r][c..].iter().take_while(|o| **o == (r, c)).count();
            let row_span = owner[r..].iter().take_while(|owners| owners[c] == (r, c)).count();
            let solid = owner[r..r + row_span]
                .iter()
                .all(|owners| owners[c..c + column_span].iter().all(|o| *o == (r, c)));
            if areas[r][c] != column_span * row_span || !solid {
                faults.push(GridFault::NoRectangle { row: r, column: c });
            }
            cells.push(Cell { lines, column: c, column_span, row_span });
        }
        merged.push(Row { cells });
    }
    if faults.is_empty() { Ok(merged) } else { Err(faults) }
}

/// A place of the grid as it is written in data.
pub fn cell(text: &str) -> GridCell {
    match text {
        "↑" => GridCell::Above,
        "←" => GridCell::Left,
        "↑↑" | "←←" => GridCell::Text(cell_lines(&text[..text.len() / 2])),
        text => GridCell::Text(cell_lines(text)),
    }
}

/// A cell's text as it is written in data: the arrows that merge are doubled where they are text.
pub fn escaped(text: String) -> String {
    if matches!(text.as_str(), "↑" | "←") { text.repeat(2) } else { text }
}

/// The lines of a cell's text; a blank cell has one empty line.
pub fn cell_lines(text: &str) -> Vec<Vec<Inline>> {
    text.split('\n')
        .map(|line| if line.is_empty() { Vec::new() } else { vec![Inline::Text { text: line.to_owned() }] })
        .collect()
}

impl GridFault {
    /// Row of the fault, from 0.
    pub fn row(&self) -> usize {
        match self {
            GridFault::NothingAbove { row, .. }
            | GridFault::NothingLeft { row, .. }
            | GridFault::NoRectangle { row, .. }
            | GridFault::RowLength { row, .. } => *row,
        }
    }

    /// Column of the fault, from 0; none if the row as a whole is faulty.
    pub fn column(&self) -> Option<usize> {
        match self {
            GridFault::NothingAbove { column, .. }
            | GridFault::NothingLeft { column, .. }
            | GridFault::NoRectangle { column, .. } => Some(*column),
            GridFault::RowLength { .. } => None,
        }
    }

    /// What is wrong, and what to do.
    pub fn in_words(&self) -> (String, &'static str) {
        match self {
            GridFault::NothingAbove { .. } => (
                "第一行的“↑”上面没有格子可以合并".to_owned(),
                "“↑”写在被合并的下面一格；表头和表身不能互相合并",
            ),
            GridFault::NothingLeft { .. } => {
                ("第一列的“←”左边没有格子可以合并".to_owned(), "“←”写在被合并的右边一格")
            }
            GridFault::NoRectangle { .. } => {
                ("合并的格子拼不成长方形".to_owned(), "合并两行两列时，右上写“←”，左下写“↑”，右下写“←”")
            }
            GridFault::RowLength { found, expected, .. } => (
                format!("这一行有{found}格，表头有{expected}格"),
                "每一行的格数要与表头相同；空格子写 \"\"，合并的格子写“↑”或“←”",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(texts: &[&[&str]]) -> Vec<Vec<GridCell>> {
        texts.iter().map(|row| row.iter().map(|text| cell(text)).collect()).collect()
    }

    #[test]
    fn arrows_become_spans() {
        let merged = merge(rows(&[&["序号", "得分", "←"], &["↑", "自评", "核定"]]), 3).expect("sound");
        let spans: Vec<Vec<(usize, usize, usize)>> = merged
            .iter()
            .map(|row| row.cells.iter().map(|c| (c.column, c.column_span, c.row_span)).collect())
            .collect();
        assert_eq!(spans, [vec![(0, 1, 2), (1, 2, 1)], vec![(1, 1, 1), (2, 1, 1)]]);
    }

    #[test]
    fn a_register_of_a_whole_county_is_merged() {
        let rows = (0..5_000).map(|_| (0..10).map(|_| cell("甲")).collect()).collect();
        assert_eq!(merge(rows, 10).expect("sound").len(), 5_000);
    }

    #[test]
    fn every_faulty_cell_is_named() {
        let faults = merge(rows(&[&["↑", "甲"], &["←", "乙", "丙"]]), 2).expect_err("faulty");
        assert_eq!(
            faults,
            [
                GridFault::NothingAbove { row: 0, column: 0 },
                GridFault::RowLength { row: 1, found: 3, expected: 2 },
                GridFault::NothingLeft { row: 1, column: 0 },
            ]
        );
        let bent = merge(rows(&[&["甲", "←"], &["↑", "乙"]]), 2).expect_err("faulty");
        assert_eq!(bent, [GridFault::NoRectangle { row: 0, column: 0 }]);
    }
}
