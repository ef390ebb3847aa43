//! The cells of the records: merged ones carried down, values that changed on their way refused or told.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diag::diagnostic::{Diagnostic, Span};
use crate::diag::findings::Findings;
use crate::source::grid::{Kind, Merged};
use crate::source::table::head::TableColumn;
use crate::source::table::record::Rows;
use crate::source::table::values::{
    self, Day, half_width, holds_days, holds_labels, is_number, is_scientific, with_unit,
};
use crate::source::table::view::View;

/// So many faults of one kind are told one by one.
const SHOWN: usize = 20;
/// Of the others, so many addresses are listed.
const LISTED: usize = 200;

/// Faults, the many of one kind counted.
struct Faults<'a> {
    findings: &'a mut Findings,
    counts: BTreeMap<&'static str, (usize, Vec<String>)>,
}

impl Faults<'_> {
    fn push(&mut self, view: View<'_>, at: (usize, usize), diagnostic: Diagnostic) {
        let (count, more) = self.counts.entry(diagnostic.code).or_default();
        *count += 1;
        if *count <= SHOWN {
            self.findings.push(diagnostic);
        } else {
            more.push(view.grid.address(at.0, at.1));
        }
    }

    fn finish(self, span: Span) {
        for (code, (_, more)) in self.counts.into_iter().filter(|(_, (_, more))| !more.is_empty()) {
            let listed = more.iter().take(LISTED).cloned().collect::<Vec<_>>().join("、");
            let rest = if more.len() > LISTED { " 等" } else { "" };
            let message = format!("另有 {} 格也是这样：{listed}{rest}", more.len());
            self.findings.push(Diagnostic::error(code, span, message));
        }
    }
}

/// The records in these rows.
pub fn read(view: View<'_>, rows: &[usize], columns: &[TableColumn], findings: &mut Findings) -> Rows {
    let mut faults = Faults { findings, counts: BTreeMap::new() };
    let mut told = BTreeSet::new();
    let mut records = Rows::new(columns.len(), Arc::clone(view.text));
    for &row in rows {
        for column in columns {
            let (text, span) = cell(view, row, column, columns, &mut told, &mut faults);
            records.push(&text, span);
        }
        records.end_row(view.grid.row_span(row));
    }
    for (slot, column) in columns.iter().enumerate() {
        let is_day = column.column.unit.is_none() && holds_days(&column.column.name);
        if is_day {
            days(view, rows, slot, column, &mut records, &mut faults);
        }
        units(view, rows, slot, column, &mut records, &mut faults);
    }
    if let Some(&first) = rows.first() {
        faults.finish(view.grid.row_span(first));
    }
    records
}

/// Whether this is the first time that a merged area is met.
fn is_new(told: &mut BTreeSet<(usize, usize)>, area: &Merged) -> bool {
    told.insert((area.rows.start, area.columns.start))
}

/// A cell's text and place.
fn cell<'v>(
    view: View<'v>,
    row: usize,
    column: &TableColumn,
    columns: &[TableColumn],
    told: &mut BTreeSet<(usize, usize)>,
    faults: &mut Faults<'_>,
) -> (Cow<'v, str>, Span) {
    let grid = view.grid;
    let own = grid.cell(row, column.at);
    let mut shown = own;
    if let Some(area) = grid.merged_at(row, column.at) {
        let anchor = (area.rows.start, area.columns.start);
        let first = grid.cell(anchor.0, anchor.1);
        let span = view.trimmed(first.span);
        let reach = columns.iter().filter(|other| area.columns.contains(&other.at)).count();
        if reach > 1 {
            if is_new(told, area) {
                let message = format!("{} 横着合并了几列，不知道“{}”算哪一列的", area.address, view.at(span));
                let told = Diagnostic::error("merged-across", span, message)
                    .hint("取消合并，把内容写在它该在的那一列");
                faults.push(view, anchor, told);
            }
            // It stands in the first of the columns; nothing is carried over.
            let leads = columns.iter().find(|other| area.columns.contains(&other.at));
            shown = if leads.is_some_and(|leads| leads.at == column.at) { first } else { own };
        } else {
            shown = first;
            let is_sum = view.is_figure(anchor.0, anchor.1) && first.kind != Kind::Moment;
            if area.rows.len() > 1 && is_sum && !holds_labels(&column.column.name) && is_new(told, area) {
                let message = format!(
                    "{} 合并成一格，不知道“{}”是每行都有这么多，还是几行一共这么多",
                    area.address,
                    view.at(span)
                );
                let told =
                    Diagnostic::error("merged-number", span, message).hint("取消合并，给每一行写上各自的数");
                faults.push(view, anchor, told);
            }
        }
    }
    let span = view.trimmed(shown.span);
    let text = view.at(span);
    if shown.span == own.span {
        refuse(view, (row, column.at), shown.kind, text, span, faults);
    }
    let text = match shown.kind {
        Kind::Text => half_width(text).map_or(Cow::Borrowed(text), Cow::Owned),
        _ => Cow::Borrowed(text),
    };
    (text, span)
}

/// Refuses what is no value.
fn refuse(view: View<'_>, at: (usize, usize), kind: Kind, text: &str, span: Span, faults: &mut Faults<'_>) {
    if let Some(told) = fault(kind, text, span) {
        faults.push(view, at, told);
    }
}

/// Why a cell holds no value that can be used; `None` if it does.
pub fn fault(kind: Kind, text: &str, span: Span) -> Option<Diagnostic> {
    Some(match kind {
        Kind::Error => Diagnostic::error("error-cell", span, format!("这一格是错误值 {text}"))
            .hint("在 Excel 里改好公式，或者直接写上数"),
        Kind::NoResult => Diagnostic::error("formula-without-result", span, "这一格的公式没有算出结果")
            .hint("请用 Excel 或 WPS 打开这个文件，保存一次，结果就存进去了"),
        Kind::LostNumber => Diagnostic::error(
            "lost-digits",
            span,
            format!("{text} 超过了 15 位，Excel 把它存成数时，末尾的数字已经丢了"),
        )
        .hint("把这一列设为“文本”格式，再照原样重新填写"),
        Kind::Text if is_scientific(text) => {
            Diagnostic::error("lost-digits", span, format!("{text} 是科学记数法，末尾的数字可能已经丢了"))
                .hint("回到原来的表，把这一列设为“文本”格式，照原样写出完整的数，再保存")
        }
        _ => return None,
    })
}

/// Days that lost their format.
fn days(
    view: View<'_>,
    rows: &[usize],
    slot: usize,
    column: &TableColumn,
    records: &mut Rows,
    faults: &mut Faults<'_>,
) {
    let is_csv = !view.grid.lengths.is_empty();
    let mut first: Option<(Span, String)> = None;
    let mut count = 0;
    for (number, &row) in rows.iter().enumerate() {
        let cell = records.cell(number, slot);
        let kind = if is_csv { Kind::Number } else { view.grid.shown(row, column.at).kind };
        if !matches!(kind, Kind::Number | Kind::Text) {
            continue;
        }
        match values::day(cell.text, kind, view.grid.epoch) {
            Some(Day::Counted(day)) => {
                count += 1;
                first.get_or_insert_with(|| (cell.span, format!("{} 读作 {day}", cell.text)));
                records.set(number, slot, &day);
            }
            Some(Day::Ambiguous) => {
                let year = &cell.text[..4];
                let told = Diagnostic::error(
                    "ambiguous-month",
                    cell.span,
                    format!("“{}”存成了数，分不清是 {year} 年 1 月还是 10 月", cell.text),
                )
                .hint(format!("写成 {year}-01 或 {year}-10，或者 {year}年1月、{year}年10月"));
                faults.push(view, (row, column.at), told);
            }
            None => {}
        }
    }
    if let Some((span, example)) = first {
        let message =
            format!("“{}”这一列有 {count} 格是数，没有设成日期，按日期读入了：{example}", column.column.name);
        faults.findings.push(
            Diagnostic::warning("day-without-format", span, message)
                .hint("核对是不是这一天；在 Excel 里把这一列设成日期格式再保存"),
        );
    }
}

/// Units beside numbers: taken off where the column says the same, refused where they change what a number means.
fn units(
    view: View<'_>,
    rows: &[usize],
    slot: usize,
    column: &TableColumn,
    records: &mut Rows,
    faults: &mut Faults<'_>,
) {
    let plain = (0..records.len()).filter(|row| is_number(records.cell(*row, slot).text)).count();
    let unit = column.column.unit.as_deref();
    if plain == 0 && unit.is_none() {
        return;
    }
    for (at, &row) in rows.iter().enumerate() {
        let cell = records.cell(at, slot);
        let Some((number, beside)) = with_unit(cell.text) else { continue };
        if unit == Some(beside) {
            let number = number.to_owned();
            records.set(at, slot, &number);
            continue;
        }
        let message = match unit {
            Some(unit) => {
                format!("“{}”这一列的单位是“{unit}”，这一格写的是“{}”", column.column.name, cell.text)
            }
            None => format!("“{}”这一列别的格只写数，这一格写的是“{}”", column.column.name, cell.text),
        };
        let hint = match unit {
            Some(unit) => format!("换算成“{unit}”，只写数"),
            None => format!("只写数，单位写进列名，例如“{}（{beside}）”", column.column.name),
        };
        faults.push(view, (row, column.at), Diagnostic::error("unit-in-cell", cell.span, message).hint(hint));
    }
}
