//! Heights of a table's rows: the least that the layout asks for, or that of the highest cell. What a cell over several
//! rows needs more is added to the last of them.

use crate::layout::laid::{LaidCell, LaidTable, VerticalMerge};
use crate::paginate::Of;
use crate::paginate::atoms::{Setter, Text};

/// A row with its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Height; rules take no room of their own.
    pub height: i32,
    /// It stays with the next row.
    pub keep: bool,
    /// Lines of its cells, from its top.
    pub lines: Vec<Text>,
}

/// A cell's lines and where they go.
struct Filled {
    lines: Vec<Text>,
    height: i32,
    /// First and last row that it covers.
    rows: (usize, usize),
}

/// The rows of a table that stands in a column of this width, centred.
pub fn rows(table: &LaidTable, of: Of, width: i32, setter: &mut Setter<'_>) -> Vec<Row> {
    let margin = setter.profile.table_cell_margin.0;
    let total: i32 = table.columns.iter().map(|column| column.0).sum();
    let mut filled = Vec::new();
    for (index, row) in table.rows.iter().enumerate() {
        let (mut column, mut left) = (0, (width - total) / 2);
        for (number, cell) in row.cells.iter().enumerate() {
            let room: i32 = table.columns.iter().skip(column).take(cell.column_span).map(|c| c.0).sum();
            if cell.vertical != VerticalMerge::Continued {
                let of = Of { cell: Some((index, number)), ..of };
                let mut lines = lines_of(cell, of, room - 2 * margin, setter);
                for line in &mut lines {
                    line.left += left + margin;
                }
                let height = lines.last().map_or(0, |line| line.top + line.height);
                let last = if cell.vertical == VerticalMerge::First {
                    last_row(table, index, column)
                } else {
                    index
                };
                filled.push(Filled { lines, height, rows: (index, last) });
            }
            column += cell.column_span;
            left += room;
        }
    }
    let mut heights: Vec<i32> = table.rows.iter().map(|row| row.min_height.0).collect();
    filled.sort_by_key(|cell| cell.rows.1 - cell.rows.0);
    for cell in &filled {
        let (first, last) = cell.rows;
        let have: i32 = heights[first..=last].iter().sum();
        heights[last] += (cell.height - have).max(0);
    }
    let mut rows: Vec<Row> = table
        .rows
        .iter()
        .zip(&heights)
        .map(|(row, height)| Row {
            height: *height,
            keep: row.cells.iter().flat_map(|cell| &cell.paragraphs).any(|p| p.paragraph.direct.keep_next),
            lines: Vec::new(),
        })
        .collect();
    filled.sort_by_key(|cell| cell.lines.first().map(|line| line.of));
    for cell in filled {
        let (first, last) = cell.rows;
        let room: i32 = heights[first..=last].iter().sum();
        // Cells are centred between their rules.
        let down = (room - cell.height) / 2;
        rows[first].lines.extend(cell.lines.into_iter().map(|line| Text { top: line.top + down, ..line }));
    }
    rows
}

/// The last row that a cell which begins in `row` at `column` covers.
fn last_row(table: &LaidTable, row: usize, column: usize) -> usize {
    let continues = |row: &&crate::layout::laid::LaidRow| {
        let mut at = 0;
        row.cells.iter().any(|cell| {
            let here = at == column && cell.vertical == VerticalMerge::Continued;
            at += cell.column_span;
            here
        })
    };
    row + table.rows[row + 1..].iter().take_while(continues).count()
}

/// The lines of a cell, one below the other.
fn lines_of(cell: &LaidCell, of: Of, room: i32, setter: &mut Setter<'_>) -> Vec<Text> {
    let mut lines = Vec::new();
    let mut top = 0;
    for (paragraph, laid) in cell.paragraphs.iter().enumerate() {
        let first = lines.len();
        let format = setter.profile.paragraph(laid.paragraph.style);
        setter.set(&laid.paragraph, format, Of { paragraph, ..of }, room, &mut lines);
        for line in &mut lines[first..] {
            line.top = top;
            top += line.height;
        }
    }
    lines
}
