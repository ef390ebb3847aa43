//! Which rows below the head are records, and which are something else: totals, notes, heads repeated on each page.

use std::ops::Range;

use crate::diag::diagnostic::Diagnostic;
use crate::diag::findings::Findings;
use crate::source::grid::Kind;
use crate::source::table::head::{TableColumn, compact};
use crate::source::table::values::is_serial;
use crate::source::table::view::View;

/// A text of so many characters alone in the last rows is a note.
const LONG: usize = 15;

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// A record.
    Record,
    /// 合计 of everything, or of what was not added up yet.
    Total,
    /// 小计 of a part.
    Subtotal,
    /// 平均: left out like a total, and not compared.
    Average,
    /// 备注, 制表人 … under the table.
    Note,
    /// The head once more.
    Head,
    /// The numbers of the columns, 甲 乙 1 2 3.
    ColumnNumbers,
    /// Nothing but the number of the row.
    Numbered,
    /// A text over the whole row, which divides the rows into groups.
    Label,
}

/// The kind of each row of the grid below the head.
pub fn kinds(view: View<'_>, head: &Range<usize>, columns: &[TableColumn]) -> Vec<(usize, RowKind)> {
    let rows = head.end..view.grid.rows.len();
    let end = rows.clone().rev().take_while(|&row| is_note(view, row, columns)).last().unwrap_or(rows.end);
    let heads: Vec<Vec<(usize, String)>> = head.clone().map(|row| line(view, row).collect()).collect();
    rows.map(|row| {
        let kind = if row >= end {
            RowKind::Note
        } else if row == head.end && numbers_columns(view, row, columns) {
            RowKind::ColumnNumbers
        } else if heads.iter().any(|head| head.len() > 1 && repeats(view, head, row)) {
            RowKind::Head
        } else if let Some(total) = total(view, row, columns) {
            total
        } else if is_only_numbered(view, row, columns) {
            RowKind::Numbered
        } else if is_label(view, row, columns) {
            RowKind::Label
        } else {
            RowKind::Record
        };
        (row, kind)
    })
    .collect()
}

/// Tells which rows were left out, one finding for each kind.
pub fn tell_left_out(view: View<'_>, kinds: &[(usize, RowKind)], findings: &mut Findings) {
    for (wanted, words) in [
        (&[RowKind::ColumnNumbers][..], "是各列的编号"),
        (&[RowKind::Head], "重复了表头"),
        (&[RowKind::Total, RowKind::Subtotal, RowKind::Average], "是合计、小计一类"),
        (&[RowKind::Numbered], "只有序号"),
        (&[RowKind::Note], "是表下面的说明"),
    ] {
        let rows: Vec<usize> =
            kinds.iter().filter(|(_, kind)| wanted.contains(kind)).map(|&(row, _)| row).collect();
        let Some(&first) = rows.first() else { continue };
        let message = format!("{}{words}，没有读作数据", view.rows_in_words(&rows));
        let mut told = Diagnostic::info("rows-left-out", view.grid.row_span(first), message);
        if wanted.contains(&RowKind::Total) {
            told = told.hint("合计由程序另算，表里不必写；如果这些行其实是数据，请改一下第一格的文字");
        }
        findings.push(told);
    }
}

fn is_note(view: View<'_>, row: usize, columns: &[TableColumn]) -> bool {
    const WORDS: &[&str] = &[
        "备注",
        "说明",
        "注",
        "制表",
        "填表",
        "填报",
        "审核",
        "审批",
        "复核",
        "负责人",
        "单位负责人",
        "主要负责人",
        "分管领导",
        "经办",
        "联系",
        "报送",
        "上报",
        "统计人",
        "统计负责人",
        "录入",
        "盖章",
        "单位（盖章）",
        "电话",
        "填报日期",
    ];
    let mut filled = view.grid.filled(row);
    let Some(first) = filled.next() else { return false };
    let alone = filled.next().is_none();
    let text = compact(view.own(row, first));
    let starts = WORDS.iter().any(|word| text.starts_with(word));
    if view.is_form_line(row) || starts && text.contains(['：', ':']) {
        return true;
    }
    let reaches = view.grid.merged_at(row, first).is_some_and(|area| area.columns.len() > 1);
    let is_text = view.grid.cell(row, first).kind == Kind::Text && !view.is_figure(row, first);
    let is_total = total(view, row, columns).is_some();
    let is_noteworthy = reaches || starts || columns.len() > 2 && text.chars().count() > LONG;
    alone && is_text && columns.len() > 1 && is_noteworthy && !is_total
}

fn numbers_columns(view: View<'_>, row: usize, columns: &[TableColumn]) -> bool {
    let texts: Vec<String> = columns.iter().map(|column| compact(view.own(row, column.at))).collect();
    let stem = |text: &str| text.trim_matches(|c| matches!(c, '(' | ')' | '（' | '）')).to_owned();
    let is_letter = |text: &str| matches!(text, "甲" | "乙" | "丙" | "丁" | "戊" | "栏次");
    let lettered = texts.iter().any(|text| is_letter(text));
    let numbers: Vec<String> = texts.iter().filter(|text| !is_letter(text)).map(|text| stem(text)).collect();
    let in_order = numbers.iter().zip(1..).all(|(text, number)| text.parse() == Ok(number));
    in_order && (numbers.len() > 3 || lettered && !numbers.is_empty())
}

/// Whether a row says what a row of the head does.
fn repeats(view: View<'_>, head: &[(usize, String)], row: usize) -> bool {
    let mut head = head.iter();
    let same = line(view, row).all(|cell| head.next() == Some(&cell));
    same && head.next().is_none()
}

/// What stands in a row, and where.
fn line(view: View<'_>, row: usize) -> impl Iterator<Item = (usize, String)> {
    view.grid.filled(row).map(move |column| (column, compact(view.own(row, column))))
}

/// Whether a row is a total, by its first text.
fn total(view: View<'_>, row: usize, columns: &[TableColumn]) -> Option<RowKind> {
    let is_serial_number = |at: usize| {
        columns.iter().any(|column| column.at == at && is_serial(&column.column.name))
            && view.is_figure(row, at)
    };
    let first = view.grid.filled(row).find(|&at| !is_serial_number(at))?;
    let text: String = view.own(row, first).chars().filter(|c| !c.is_whitespace()).collect();
    let text = text.trim_matches(|c| matches!(c, '：' | ':' | '（' | '）' | '(' | ')' | '【' | '】'));
    let short = text.chars().count() <= 12;
    match text {
        "平均" | "平均值" | "平均数" | "均值" => Some(RowKind::Average),
        "小计" => Some(RowKind::Subtotal),
        "合计" | "总计" | "共计" | "累计" | "总合计" => Some(RowKind::Total),
        _ if short && text.ends_with("小计") => Some(RowKind::Subtotal),
        _ if short && (text.ends_with("合计") || text.ends_with("总计")) => Some(RowKind::Total),
        _ => None,
    }
}

fn is_only_numbered(view: View<'_>, row: usize, columns: &[TableColumn]) -> bool {
    let mut filled = (0..view.grid.columns.len()).filter(|&at| !view.shown(row, at).is_empty());
    let (Some(first), None) = (filled.next(), filled.next()) else { return false };
    columns.len() > 1
        && columns.iter().any(|column| column.at == first && is_serial(&column.column.name))
        && view.is_figure(row, first)
}

/// A text that reaches over several columns and stands alone, or one numbered like a heading.
fn is_label(view: View<'_>, row: usize, columns: &[TableColumn]) -> bool {
    let mut filled = view.grid.filled(row);
    let (Some(first), None) = (filled.next(), filled.next()) else { return false };
    if columns.len() < 2 || view.is_figure(row, first) {
        return false;
    }
    let reach = view
        .grid
        .merged_at(row, first)
        .map_or(1, |area| columns.iter().filter(|column| area.columns.contains(&column.at)).count());
    let text = compact(view.own(row, first));
    let numbered =
        text.trim_start_matches(['（', '(']).trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    let is_heading = numbered.len() < text.len()
        && (numbered.starts_with('、') || text.starts_with(['（', '(']) && numbered.starts_with(['）', ')']));
    // A column merged downwards still belongs to this row.
    let shown = columns.iter().filter(|column| !view.shown(row, column.at).is_empty()).count();
    reach > 1 && shown == reach || is_heading && columns.len() > 2 && shown == 1
}
