//! The head of a table: where it is, how many rows it has, what its columns are called.

use std::ops::Range;

use crate::diag::diagnostic::{Diagnostic, Place, Span};
use crate::diag::findings::Findings;
use crate::source::grid::Kind;
use crate::source::node::trim;
use crate::source::table::units::is_unit;
use crate::source::table::view::View;
use crate::source::table::{Column, Options};

/// Most rows of a head.
const MOST_ROWS: usize = 4;
/// Rows in which the widest is looked for.
const LOOKED_AT: usize = 30;

/// A column with its place in the grid.
#[derive(Debug, Clone)]
pub struct TableColumn {
    /// Its number among the grid's columns.
    pub at: usize,
    /// What it is called.
    pub column: Column,
}

/// The rows of the head; `None` if there is none, which is told.
pub fn find(
    view: View<'_>,
    name: &str,
    options: &Options<'_>,
    findings: &mut Findings,
) -> Option<Range<usize>> {
    let top = match options.header_row {
        Some(number) => match view.grid.rows.iter().position(|&row| row as usize + 1 == number) {
            Some(top) => top,
            None => {
                let place = options.header_row_span.map_or_else(|| Place::Path(name.to_owned()), Place::Span);
                findings.push(
                    Diagnostic::error("no-table-head", place, format!("第{number}行是空的，不是表头"))
                        .hint("写明列名在第几行；不写就由程序找"),
                );
                return None;
            }
        },
        None => guess(view, findings)?,
    };
    let head = top..(top + height(view, top)).min(view.grid.rows.len());
    if top > 0 {
        tell_rows_above(view, top, findings);
    }
    Some(head)
}

/// The first row that may be a head and is about as wide as the table.
fn guess(view: View<'_>, findings: &mut Findings) -> Option<usize> {
    let grid = view.grid;
    let rows = grid.rows.len().min(LOOKED_AT);
    let width = |row: usize| (0..grid.columns.len()).filter(|&c| !view.shown(row, c).is_empty()).count();
    let widest = (0..rows).filter(|&row| is_candidate(view, row)).map(width).max().unwrap_or(0);
    let Some(top) = (0..rows)
        .find(|&row| is_candidate(view, row) && (width(row) * 2 > widest || is_subhead(view, row, row + 1)))
    else {
        // A list of names: one column, its name in the first row.
        if grid.columns.len() == 1 && !view.is_figure(0, 0) && !view.is_form_line(0) {
            return Some(0);
        }
        findings.push(
            Diagnostic::error("no-table-head", grid.rows_span(0..1), "没有找到表头")
                .hint("表头是写着各列名称的一行，下面是数据；或者写明表头在第几行"),
        );
        return None;
    };
    let figure =
        grid.filled(top).find(|&column| view.is_figure(top, column) && !is_year(view.own(top, column)));
    if let Some(column) = figure
        && !counts_up(view, top)
    {
        let span = view.trimmed(grid.cell(top, column).span);
        let row = grid.row_number(top);
        findings.push(
            Diagnostic::error(
                "no-table-head",
                span,
                format!("第{row}行像是数据，上面没有写着各列名称的一行"),
            )
            .hint("在数据上面加一行，写上各列的名称；如果这一行就是表头，请写明表头在第几行"),
        );
        return None;
    }
    Some(top)
}

/// Whether a row may be a head: not a title, not blanks to fill in.
fn is_candidate(view: View<'_>, row: usize) -> bool {
    let mut texts = view.grid.filled(row).map(|column| view.own(row, column));
    let Some(first) = texts.next() else { return false };
    let differ = texts.any(|text| text != first);
    // A colon belongs to a blank to fill in; in brackets it may explain a name.
    differ && !view.grid.filled(row).any(|column| has_label(view.own(row, column)))
}

fn has_label(text: &str) -> bool {
    let colon = text.find(['：', ':']);
    colon.is_some_and(|colon| text.find(['（', '(']).is_none_or(|bracket| colon < bracket))
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && (text.starts_with("19") || text.starts_with("20")) && text.parse::<u32>().is_ok()
}

/// Whether the numbers of a head are 1, 2, 3 …: months, or places.
fn counts_up(view: View<'_>, row: usize) -> bool {
    let figures: Vec<&str> =
        view.grid.filled(row).filter(|&c| view.is_figure(row, c)).map(|c| view.own(row, c)).collect();
    figures.len() >= 3 && figures.iter().zip(1..).all(|(text, number)| text.parse() == Ok(number))
}

/// How many rows the head has that begins here.
fn height(view: View<'_>, top: usize) -> usize {
    let areas = || view.grid.merged.iter().filter(|area| area.rows.start == top);
    let mut height = areas().map(|area| area.rows.len()).max().unwrap_or(1).min(MOST_ROWS);
    while height < MOST_ROWS && is_subhead(view, top, top + height) {
        height += 1;
    }
    height
}

/// Whether a row divides columns that the row above it has in common.
fn is_subhead(view: View<'_>, top: usize, row: usize) -> bool {
    let grid = view.grid;
    // Data must follow.
    if row + 1 >= grid.rows.len() {
        return false;
    }
    let above = row - 1;
    let mut divided = false;
    for column in 0..grid.columns.len() {
        let filled = !grid.is_blank(row, column);
        if filled && (grid.cell(row, column).kind != Kind::Text || view.is_figure(row, column)) {
            return false;
        }
        match grid.merged_at(above, column) {
            Some(area) if area.columns.len() > 1 && area.rows.end == row && area.rows.start >= top => {
                divided |= filled && column > area.columns.start;
            }
            // Where cells are not merged, a group's name stands above its first column and blanks above the others.
            None if grid.is_blank(above, column) => {
                let leader = column > 0
                    && (0..column)
                        .rev()
                        .find(|&c| !grid.is_blank(above, c))
                        .is_some_and(|c| !grid.is_blank(row, c));
                if filled && !leader || !filled && !is_empty_below(view, row, column) {
                    return false;
                }
                divided |= filled;
            }
            None => {
                let leads = column + 1 < grid.columns.len()
                    && grid.is_blank(above, column + 1)
                    && grid.merged_at(above, column + 1).is_none()
                    && !grid.is_blank(row, column + 1);
                if filled && !leads {
                    return false;
                }
            }
            Some(_) if filled => return false,
            Some(_) => {}
        }
    }
    divided
}

fn is_empty_below(view: View<'_>, row: usize, column: usize) -> bool {
    (row..view.grid.rows.len()).all(|row| view.grid.is_blank(row, column))
}

fn tell_rows_above(view: View<'_>, top: usize, findings: &mut Findings) {
    let rows: Vec<usize> = (0..top).collect();
    let (first, last) = (view.grid.row_span(0), view.grid.row_span(top - 1));
    let span = Span { end: last.end, ..first };
    let words = view.rows_in_words(&rows);
    findings.push(Diagnostic::info("rows-left-out", span, format!("{words}在表头上面，没有读作数据")));
    for row in rows {
        for column in view.grid.filled(row) {
            let text = view.own(row, column);
            if let Some(unit) = unit_line(text) {
                let span = view.trimmed(view.grid.cell(row, column).span);
                let message = format!("表上面写着单位“{unit}”，不知道说的是哪几列，没有用上");
                findings.push(
                    Diagnostic::warning("unit-above-table", span, message)
                        .hint(format!("把单位写进列名，例如“金额（{unit}）”")),
                );
            }
        }
    }
}

/// `单位：万元` → 万元.
fn unit_line(text: &str) -> Option<&str> {
    let at = text.find("单位：").map(|at| at + "单位：".len());
    let at = at.or_else(|| text.find("单位:").map(|at| at + "单位:".len()))?;
    let unit = trim(&text[at..]).trim_end_matches([')', '）']);
    is_unit(unit).then_some(unit)
}

/// The columns of the table, and what is wrong with their names. The rows in `long` are told to be too long already.
pub fn columns(
    view: View<'_>,
    head: &Range<usize>,
    long: &[usize],
    findings: &mut Findings,
) -> Vec<TableColumn> {
    let grid = view.grid;
    let mut columns: Vec<TableColumn> = Vec::new();
    for row in head.clone() {
        for column in grid.filled(row) {
            let cell = grid.cell(row, column);
            if matches!(cell.kind, Kind::Error | Kind::NoResult) {
                let message = format!("表头里的 {} 不是列名", view.own(row, column));
                findings.push(
                    Diagnostic::error("error-cell", view.trimmed(cell.span), message).hint("直接写上列名"),
                );
            }
        }
    }
    for at in 0..grid.columns.len() {
        let below = || (head.end..grid.rows.len()).filter(|&row| !grid.is_blank(row, at));
        let Some((column, anchor)) = named(view, head, at) else {
            let untold: Vec<usize> = below().filter(|row| long.binary_search(row).is_err()).collect();
            if let Some(&row) = untold.first() {
                let span = view.trimmed(grid.cell(row, at).span);
                let message = format!("{}列没有列名，下面却有 {} 格内容", grid.letters(at), untold.len());
                findings.push(
                    Diagnostic::error("column-without-name", span, message)
                        .hint("在表头给这一列写上名称；用不着的内容请删去"),
                );
            }
            continue;
        };
        // A name merged over several columns of which one holds the data.
        let has_own = head.clone().any(|row| !grid.is_blank(row, at));
        let merged_with = || columns.iter().position(|other| name_anchor(view, head, other.at) == anchor);
        if let Some(first) = (!has_own).then(merged_with).flatten() {
            let first_is_empty = (head.end..grid.rows.len()).all(|row| grid.is_blank(row, columns[first].at));
            if below().next().is_none() {
                continue;
            }
            if first_is_empty {
                columns[first].at = at;
                continue;
            }
        }
        if let Some(first) = columns.iter().find(|other| other.column.name == column.name) {
            let message = format!("有两列都叫“{}”", column.name.replace(JOINT, "-"));
            findings.push(
                Diagnostic::error("repeated-column", column.span, message)
                    .related(first.column.span, "第一列在这里")
                    .hint("给两列起不同的名称"),
            );
        }
        columns.push(TableColumn { at, column });
    }
    shorten(&mut columns);
    columns
}

/// The names of a head of several rows, joined until all columns are known.
const JOINT: char = '\u{1}';

/// 人数 over 参会人数 and 服务人数 adds nothing to them: the lowest name alone is the column's where no other has it; else
/// all are joined, `参加人数-党员`.
fn shorten(columns: &mut [TableColumn]) {
    let lowest = |name: &str| name.rsplit(JOINT).next().unwrap_or(name).to_owned();
    let all: Vec<String> = columns.iter().map(|column| lowest(&column.column.name)).collect();
    for (index, column) in columns.iter_mut().enumerate() {
        let name = &column.column.name;
        let shared = all.iter().enumerate().any(|(other, name)| other != index && *name == all[index]);
        if shared {
            column.column.name = name.replace(JOINT, "-");
            continue;
        }
        let mut groups: Vec<String> = name.split(JOINT).map(str::to_owned).collect();
        groups.pop();
        column.column.groups = groups;
        column.column.name.clone_from(&all[index]);
    }
}

/// The cell that gives a column its lowest name.
fn name_anchor(view: View<'_>, head: &Range<usize>, at: usize) -> Option<Span> {
    head.clone()
        .rev()
        .map(|row| view.grid.shown(row, at))
        .find(|cell| cell.kind != Kind::Blank)
        .map(|c| c.span)
}

/// What a column is called, and the cell that says so.
fn named(view: View<'_>, head: &Range<usize>, at: usize) -> Option<(Column, Option<Span>)> {
    let grid = view.grid;
    let mut parts: Vec<String> = Vec::new();
    let mut unit = None;
    let mut last = None;
    for row in head.clone() {
        let mut column = at;
        let filled_below = (row + 1..head.end).any(|below| !grid.is_blank(below, at));
        // A group's name that is not merged stands for the blanks to its right, if they are divided below.
        while grid.shown(row, column).kind == Kind::Blank && filled_below && column > 0 {
            column -= 1;
        }
        // One that is merged says itself how far it reaches.
        let reaches = column == at || grid.merged_at(row, column).is_none();
        let span = grid.shown(row, column).span;
        if !reaches || grid.shown(row, column).kind == Kind::Blank || last == Some(span) {
            continue;
        }
        last = Some(span);
        let (name, its_unit) = split_unit(&compact(view.at(span)));
        unit = its_unit.or(unit);
        if !name.is_empty() && parts.last() != Some(&name) {
            parts.push(name);
        }
    }
    let span = view.trimmed(last?);
    (!parts.is_empty())
        .then(|| (Column { name: parts.join(&JOINT.to_string()), groups: Vec::new(), unit, span }, last))
}

/// A name without line ends, and without blanks that only spread its characters: `姓　名`.
pub fn compact(text: &str) -> String {
    let is_wide = |c: char| !c.is_ascii();
    let mut out = String::new();
    let mut blank = false;
    for c in text.chars() {
        if c.is_whitespace() {
            blank = true;
            continue;
        }
        let between_ascii = out.chars().next_back().is_some_and(|last| !is_wide(last)) && !is_wide(c);
        if blank && between_ascii {
            out.push(' ');
        }
        blank = false;
        out.push(c);
    }
    out
}

/// `金额（元）` → 金额 and 元; brackets that hold no unit belong to the name.
fn split_unit(name: &str) -> (String, Option<String>) {
    for (open, close) in [('（', '）'), ('(', ')'), ('（', ')'), ('(', '）'), ('[', ']'), ('【', '】')]
    {
        if let Some((front, unit)) = name.strip_suffix(close).and_then(|rest| rest.rsplit_once(open))
            && is_unit(trim(unit))
            && !front.is_empty()
        {
            return (trim(front).to_owned(), Some(trim(unit).to_owned()));
        }
    }
    (name.to_owned(), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_what_only_spreads_them_and_give_their_unit() {
        for (written, name, unit) in [
            ("姓　 名", "姓名", None),
            ("参加\n人数（人次）", "参加人数", Some("人次")),
            ("金额(万元)", "金额", Some("万元")),
            ("单位（盖章）", "单位（盖章）", None),
            ("Unit  name", "Unit name", None),
            ("人均支出（元/人）", "人均支出", Some("元/人")),
        ] {
            assert_eq!(split_unit(&compact(written)), (name.to_owned(), unit.map(str::to_owned)));
        }
    }
}
