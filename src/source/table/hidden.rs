//! What a person does not see of the records: hidden rows and columns, digits beyond those shown. They are read, and told.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diag::diagnostic::Diagnostic;
use crate::diag::findings::Findings;
use crate::source::grid::is_percentage;
use crate::source::table::head::TableColumn;
use crate::source::table::view::View;

/// Tells of the rows and columns that are hidden.
pub fn tell(view: View<'_>, rows: &[usize], columns: &[TableColumn], findings: &mut Findings) {
    let grid = view.grid;
    let hidden: Vec<usize> = rows.iter().copied().filter(|&row| grid.hidden_rows[row]).collect();
    if let Some(&first) = hidden.first() {
        let message = format!("{}是隐藏的，也算进去了", view.rows_in_words(&hidden));
        findings.push(
            Diagnostic::warning("hidden-cells", grid.row_span(first), message)
                .hint("不该算的行请删去；是筛选时藏起来的，取消筛选再保存，就不再提示"),
        );
    }
    let hidden: Vec<&TableColumn> = columns.iter().filter(|column| grid.hidden_columns[column.at]).collect();
    if let Some(first) = hidden.first() {
        let names: Vec<String> =
            hidden.iter().map(|c| format!("{}列“{}”", grid.letters(c.at), c.column.name)).collect();
        let message = format!("{}是隐藏的，也读进来了", names.join("、"));
        findings.push(
            Diagnostic::warning("hidden-cells", first.column.span, message)
                .hint("用不着的列请删去；用得着就取消隐藏再保存"),
        );
    }
}

/// Tells of what lies under merged cells. It is nowhere to be seen, and is read neither.
pub fn tell_covered(view: View<'_>, findings: &mut Findings) {
    let grid = view.grid;
    for area in &grid.merged {
        let covered: Vec<(usize, usize)> = area
            .rows
            .clone()
            .flat_map(|row| area.columns.clone().map(move |column| (row, column)))
            .skip(1)
            .filter(|&(row, column)| !grid.is_blank(row, column))
            .collect();
        if let Some(&(row, column)) = covered.first() {
            let cells: Vec<String> = covered.iter().map(|&(row, column)| grid.address(row, column)).collect();
            let span = view.trimmed(grid.cell(row, column).span);
            let message =
                format!("{} 合并成一格，{} 里却还有内容，屏幕上看不见", area.address, cells.join("、"));
            findings.push(
                Diagnostic::error("covered-cell", span, message)
                    .hint("取消合并，看清下面的内容，删去或补上后再存"),
            );
        }
    }
}

/// Tells of the numbers that say more than a person sees.
pub fn tell_digits(view: View<'_>, rows: &[usize], columns: &[TableColumn], findings: &mut Findings) {
    // By column: how many cells, and the first with what is seen of it.
    let mut numbers: BTreeMap<usize, (usize, (usize, usize), &str)> = BTreeMap::new();
    for (number, seen) in &view.grid.seen {
        let (row, at) = view.grid.position(*number);
        let slot = columns.iter().position(|column| column.at == at);
        if let Some(slot) = slot.filter(|_| rows.binary_search(&row).is_ok()) {
            numbers.entry(slot).or_insert((0, (row, at), seen)).0 += 1;
        }
    }
    for (slot, (count, (row, at), seen)) in numbers {
        let (name, text) = (&columns[slot].column.name, view.own(row, at));
        let span = view.trimmed(view.grid.cell(row, at).span);
        findings.push(if is_percentage(text) {
            let message = format!("“{name}”这一列有 {count} 格百分数按表上显示的位数读入，例如 {text}");
            Diagnostic::info("shown-otherwise", span, message).hint("要更多位数，就在 Excel 里增加小数位数")
        } else {
            let message = format!(
                "“{name}”这一列有 {count} 格显示的和存的不一样，按存的读入：显示 {seen}，存的是 {text}"
            );
            Diagnostic::warning("shown-otherwise", span, message)
                .hint("要用显示的数，就在 Excel 里用 ROUND 函数取好位数；要用存的数，就把它显示完整")
        });
    }
}

/// The rows of a .csv below the head that have more fields than it, where most have not.
pub fn long_rows(view: View<'_>, head: &Range<usize>) -> Vec<usize> {
    let grid = view.grid;
    let length = |row: usize| grid.lengths.get(grid.rows[row] as usize).copied().unwrap_or(0);
    let rows = head.end..grid.rows.len();
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for row in rows.clone() {
        *counts.entry(length(row)).or_default() += 1;
    }
    let usual = counts.iter().max_by_key(|(_, count)| **count).map_or(0, |(length, _)| *length);
    let most = if rows.len() > 1 { length(head.start).max(usual) } else { length(head.start) };
    rows.filter(|&row| length(row) > most).collect()
}

/// Tells of rows that are too long.
pub fn tell_long_rows(view: View<'_>, head: usize, rows: &[usize], findings: &mut Findings) {
    let grid = view.grid;
    for &row in rows {
        let number = grid.row_number(row);
        let more = grid.lengths[grid.rows[row] as usize] - grid.lengths[grid.rows[head] as usize];
        findings.push(
            Diagnostic::error("long-row", grid.row_span(row), format!("第{number}行比表头多出 {more} 格，各格可能错了位"))
                .hint("多半是数里的逗号（如 1,200）或文字里的逗号把一格分成了两格；给这一格加上英文引号，或者用 Excel 改好再存"),
        );
    }
}
