//! A sheet that is being read: what its cells say, and which of them nobody has looked at.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diag::diagnostic::{Diagnostic, Span};
use crate::diag::findings::Findings;
use crate::diag::sources::{address, column_letters};
use crate::source::grid::{Area, Grid, is_percentage};
use crate::source::node::trim;
use crate::source::table::cells;

/// Most rows of titles above a head.
const MOST_TITLES: usize = 3;

/// What a cell holds.
#[derive(Debug, Clone, Copy)]
pub struct Held<'a> {
    /// Its text without blanks at the ends.
    pub text: &'a str,
    /// Where it stands.
    pub span: Span,
}

/// A sheet that is being read. Rows and columns are counted among those that hold anything, unless a name says `sheet`.
pub struct Page<'a> {
    /// Name of the sheet.
    pub name: &'a str,
    grid: &'a Grid,
    text: &'a str,
    /// What is seen of cells that say more.
    seen: BTreeMap<(usize, usize), &'a str>,
    taken: RefCell<BTreeSet<(usize, usize)>>,
}

impl<'a> Page<'a> {
    /// A page of which nothing was read.
    pub fn new(name: &'a str, grid: &'a Grid, text: &'a str) -> Self {
        let seen = grid.seen.iter().map(|(number, seen)| (grid.position(*number), seen.as_str())).collect();
        Self { name, grid, text, seen, taken: RefCell::default() }
    }

    /// All rows.
    pub fn rows(&self) -> Range<usize> {
        0..self.grid.rows.len()
    }

    /// All columns.
    pub fn columns(&self) -> Range<usize> {
        0..self.grid.columns.len()
    }

    /// The cell's text and place, without taking it.
    pub fn at(&self, row: usize, column: usize) -> Held<'a> {
        let span = self.grid.cell(row, column).span;
        let whole = &self.text[span.start..span.end];
        let text = trim(whole);
        let start = span.start + (text.as_ptr() as usize - whole.as_ptr() as usize);
        Held { text, span: Span { start, end: start + text.len(), ..span } }
    }

    /// The merged area, other than at its first cell, that a cell lies in.
    fn covering(&self, row: usize, column: usize) -> Option<(usize, usize)> {
        let area = self.grid.merged_at(row, column)?;
        let first = (area.rows.start, area.columns.start);
        (first != (row, column)).then_some(first)
    }

    /// Whether nothing stands in the cell itself.
    pub fn is_blank(&self, row: usize, column: usize) -> bool {
        self.at(row, column).text.is_empty()
    }

    /// Takes a cell: what stands in it, if it is fit for use; what is not is told.
    pub fn take(&self, row: usize, column: usize, findings: &mut Findings) -> Option<Held<'a>> {
        let held = self.at(row, column);
        if held.text.is_empty() {
            return None;
        }
        let fresh = self.taken.borrow_mut().insert((row, column));
        if let Some(first) = self.covering(row, column) {
            let message = format!(
                "{} 与 {} 合并成一格，里面却还有内容，屏幕上看不见",
                self.grid.address(row, column),
                self.grid.address(first.0, first.1)
            );
            findings.push(
                Diagnostic::error("covered-cell", held.span, message)
                    .hint("取消合并，看清下面的内容，删去或补上后再存"),
            );
            return None;
        }
        if let Some(fault) = cells::fault(self.grid.cell(row, column).kind, held.text, held.span) {
            findings.push(fault);
            return None;
        }
        if fresh {
            self.tell_digits(row, column, held, findings);
        }
        Some(held)
    }

    /// Tells of a number that says more than a person sees.
    fn tell_digits(&self, row: usize, column: usize, held: Held<'_>, findings: &mut Findings) {
        if let Some(seen) = self.seen.get(&(row, column)).filter(|_| !is_percentage(held.text)) {
            let message = format!("这一格显示的和存的不一样，按存的读入：显示 {seen}，存的是 {}", held.text);
            findings.push(
                Diagnostic::warning("shown-otherwise", held.span, message)
                    .hint("要用显示的数，就照样重新填写；要用存的数，就把它显示完整"),
            );
        }
    }

    /// What a cell shows for an item that begins in this row: its own, or that of the cell which it is merged with from
    /// above.
    pub fn carried(&self, row: usize, column: usize, findings: &mut Findings) -> Option<Held<'a>> {
        match self.covering(row, column) {
            Some(first) if first.1 == column && self.is_blank(row, column) => {
                self.take(first.0, first.1, findings)
            }
            _ => self.take(row, column, findings),
        }
    }

    /// Tells of cells in these rows that are merged across several of these columns, which ascend.
    pub fn refuse_across(&self, rows: &Range<usize>, columns: &[usize], findings: &mut Findings) {
        for area in &self.grid.merged {
            let before = |end: usize| columns.partition_point(|column| *column < end);
            let reach = before(area.columns.end) - before(area.columns.start);
            if reach > 1 && area.rows.start < rows.end && rows.start < area.rows.end {
                let held = self.at(area.rows.start, area.columns.start);
                let message = format!("{} 横着合并了几列，不知道“{}”算哪一列的", area.address, held.text);
                findings.push(
                    Diagnostic::error("merged-across", held.span, message)
                        .hint("取消合并，把内容写在它该在的那一列"),
                );
            }
        }
    }

    /// Marks the cells of these rows as looked at.
    pub fn pass_over(&self, rows: Range<usize>) {
        let mut taken = self.taken.borrow_mut();
        for row in rows {
            taken.extend(self.grid.filled(row).map(|column| (row, column)));
        }
    }

    /// Marks a cell as looked at.
    pub fn pass_over_cell(&self, row: usize, column: usize) {
        self.taken.borrow_mut().insert((row, column));
    }

    /// The row that the sheet begins with; rows above it that hold nothing but a title are told.
    pub fn begin(&self, is_head: &dyn Fn(usize) -> bool, findings: &mut Findings) -> usize {
        let is_title =
            |row: &usize| self.filled(*row).len() == 1 && self.marker(*row).is_none() && !is_head(*row);
        let titles = self.rows().take(MOST_TITLES).take_while(is_title).count();
        if titles == 0 || titles == self.rows().end || !is_head(titles) {
            return 0;
        }
        self.pass_over(0..titles);
        for row in 0..titles {
            let message = format!("第{}行在表头上面，没有读作数据", self.sheet_row(row) + 1);
            findings.push(Diagnostic::info("rows-left-out", self.row_span(row), message));
        }
        titles
    }

    /// A row from its first cell that holds anything to its last.
    pub fn row_span(&self, row: usize) -> Span {
        self.grid.row_span(row)
    }

    /// The first cell of the sheet that holds anything.
    pub fn first(&self) -> Span {
        let column = self.grid.filled(0).next().unwrap_or(0);
        self.at(0, column).span
    }

    /// The columns of a row that hold anything.
    pub fn filled(&self, row: usize) -> Vec<usize> {
        self.grid.filled(row).collect()
    }

    /// What stands between 【】 in the first cell of a row.
    pub fn marker(&self, row: usize) -> Option<(&'a str, Held<'a>)> {
        let held = self.at(row, self.grid.filled(row).next()?);
        Some((held.text.strip_prefix('【')?.strip_suffix('】').map(trim)?, held))
    }

    /// The sheet's own number of a row, from 0.
    pub fn sheet_row(&self, row: usize) -> u32 {
        self.grid.rows[row]
    }

    /// The sheet's own number of a column, from 0.
    pub fn sheet_column(&self, column: usize) -> u32 {
        self.grid.columns[column]
    }

    /// The cell at a place of the sheet, if its row and column hold anything.
    pub fn by_sheet(&self, row: u32, column: u32) -> Option<(usize, usize)> {
        Some((self.grid.rows.binary_search(&row).ok()?, self.grid.columns.binary_search(&column).ok()?))
    }

    /// The merged areas of the sheet that have something in their first cell.
    pub fn areas(&self) -> impl Iterator<Item = Area> {
        self.grid.areas.iter().copied().filter(|area| {
            self.by_sheet(area.top, area.left).is_some_and(|(row, column)| !self.is_blank(row, column))
        })
    }

    /// Tells of rows and columns that are hidden, and of cells that nothing was made of.
    pub fn finish(self, findings: &mut Findings) {
        let grid = self.grid;
        let hidden = |hidden: &[bool]| -> Vec<usize> {
            hidden.iter().enumerate().filter_map(|(at, hidden)| hidden.then_some(at)).collect()
        };
        let mut words: Vec<String> =
            hidden(&grid.hidden_rows).iter().map(|&row| format!("第{}行", grid.row_number(row))).collect();
        words.extend(
            hidden(&grid.hidden_columns).iter().map(|&at| format!("{}列", column_letters(grid.columns[at]))),
        );
        if !words.is_empty() {
            let message = format!("{}是隐藏的，也读进来了", words.join("、"));
            findings.push(
                Diagnostic::warning("hidden-cells", self.first(), message)
                    .hint("用不着的请删去；用得着就取消隐藏再保存"),
            );
        }
        let taken = self.taken.into_inner();
        let taken = &taken;
        let mut strays = (0..grid.rows.len()).flat_map(|row| {
            grid.filled(row).map(move |column| (row, column)).filter(|at| !taken.contains(at))
        });
        let Some((row, column)) = strays.next() else { return };
        let more: Vec<String> =
            strays.map(|(row, column)| address(grid.rows[row], grid.columns[column])).collect();
        let mut fault = Diagnostic::error(
            "stray-cell",
            grid.cell(row, column).span,
            "这一格在表格之外，程序不知道它是哪一项的内容",
        )
        .hint("移到它该在的那一栏；写给自己看的话放到“说明”“备注”栏，或者名称以“说明”开头的工作表里");
        if !more.is_empty() {
            let shown: Vec<&str> = more.iter().take(10).map(String::as_str).collect();
            let rest = if more.len() > shown.len() { "等" } else { "" };
            fault = fault.hint(format!("另有 {} 格也是这样：{}{rest}", more.len(), shown.join("、")));
        }
        findings.push(fault);
    }
}
