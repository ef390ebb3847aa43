//! The cells of a sheet with their texts in one piece: a million of them take tens of megabytes and not hundreds.

use crate::source::grid::Kind;
use crate::source::node::trim;

/// A cell as a reader gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SheetCell<'a> {
    /// 0-based row.
    pub row: u32,
    /// 0-based column.
    pub column: u32,
    /// What it holds.
    pub kind: Kind,
    /// As a person sees it, numbers exact, but not percentages.
    pub text: &'a str,
    /// What the person sees, where the text says more; of a percentage what is stored, where the text says less.
    pub seen: Option<&'a str>,
}

impl SheetCell<'_> {
    /// Whether it holds nothing that one can see.
    pub fn is_blank(&self) -> bool {
        trim(self.text).is_empty()
    }
}

/// Cells in any order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetCells {
    list: Vec<Packed>,
    texts: String,
    seen: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Packed {
    row: u32,
    column: u32,
    /// Its text among the texts.
    start: u32,
    end: u32,
    /// The number of what is seen, from 1; 0 for none.
    seen: u32,
    kind: Kind,
}

impl SheetCells {
    /// Adds a cell. The limits of [`Room`](crate::source::workbook::Room) keep all texts far below 4 GiB.
    pub fn push(&mut self, cell: SheetCell<'_>) {
        let start = self.texts.len() as u32;
        self.texts.push_str(cell.text);
        self.seen.extend(cell.seen.map(str::to_owned));
        let seen = if cell.seen.is_some() { self.seen.len() as u32 } else { 0 };
        let (row, column, kind) = (cell.row, cell.column, cell.kind);
        self.list.push(Packed { row, column, start, end: self.texts.len() as u32, seen, kind });
    }

    /// Number of cells.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Length of all texts in bytes.
    pub fn text_length(&self) -> usize {
        self.texts.len()
    }

    /// The cells.
    pub fn iter(&self) -> impl Iterator<Item = SheetCell<'_>> {
        self.list.iter().map(|packed| SheetCell {
            row: packed.row,
            column: packed.column,
            kind: packed.kind,
            text: &self.texts[packed.start as usize..packed.end as usize],
            seen: (packed.seen as usize).checked_sub(1).map(|at| self.seen[at].as_str()),
        })
    }

    /// Leaves out blank cells and puts the others in the order of rows and columns.
    pub fn settle(&mut self) {
        let texts = &self.texts;
        self.list.retain(|cell| !trim(&texts[cell.start as usize..cell.end as usize]).is_empty());
        self.list.sort_by_key(|cell| (cell.row, cell.column));
    }
}
