//! A sheet as clerks really make it → columns and records, each with its place.
//!
//! What it does: picks the sheet, skips titles above the head, joins heads of several rows, carries merged cells down,
//! leaves out totals and notes, and says each of it. What it does not: no column has a meaning here beyond what makes a
//! cell ambiguous (a day without format, a unit beside a number).
//!
//! Invariant: every cell that holds anything stands in one place of the [`Records`] or is named in a finding.

mod body;
pub mod cells;
mod head;
mod hidden;
pub mod record;
pub mod rows;
mod totals;
mod units;
mod values;
mod view;

use std::sync::Arc;

use crate::diag::diagnostic::{Diagnostic, Place, Span};
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::source::grid::Grid;
use crate::source::origins;
use crate::source::spreadsheet;
use crate::source::table::body::RowKind;
use crate::source::table::record::Rows;
use crate::source::table::view::View;

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Records {
    /// Its columns, left to right, with names that differ.
    pub columns: Vec<Column>,
    /// Its rows, top to bottom, without blank ones, totals and notes.
    pub rows: Arc<Rows>,
    /// The whole sheet.
    pub span: Span,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name without unit and without blanks. Of a head of several rows, the lowest name where no other column has
    /// it, else all, joined: `参加人数-党员`.
    pub name: String,
    /// The names above it in a head of several rows, from the top, where they are not part of its name.
    pub groups: Vec<String>,
    /// The unit that stands behind the name in brackets: `金额（元）`.
    pub unit: Option<String>,
    /// The cell of its name, the lowest if the head has several rows.
    pub span: Span,
}

/// What the user says of the sheet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options<'a> {
    /// Name of the sheet; `None` for the only visible one that holds anything.
    pub sheet: Option<&'a str>,
    /// Where that name was written.
    pub sheet_span: Option<Span>,
    /// The first row of the head, counted as the spreadsheet program does, from 1; `None` to find it.
    pub header_row: Option<usize>,
    /// Where that number was written.
    pub header_row_span: Option<Span>,
}

/// Reads the table of an .xlsx or .csv file; which one it is, its bytes say.
///
/// With `Some` there may still be errors among the findings: the cells that they name stand in the records as far as they
/// could be read. `None` means that there is no table; the reason is among the findings.
pub fn read(
    bytes: &[u8],
    name: &str,
    options: &Options<'_>,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<Records> {
    let mut file = spreadsheet::open(bytes, name, sources, findings)?;
    let grid = match options.sheet {
        Some(sheet) => file.named(sheet, options.sheet_span, sources, findings)?,
        None => file.only(sources, findings)?,
    };
    if let Some(hidden) = file.origins() {
        let origins = origins::matched(&hidden, &grid, sources, findings);
        sources.keep_origins(grid.source, origins);
    }
    read_grid(&grid, options, sources, findings)
}

/// Reads the table of a sheet that was opened; of the options, only those of the head count.
pub fn read_grid(
    grid: &Grid,
    options: &Options<'_>,
    sources: &Sources,
    findings: &mut Findings,
) -> Option<Records> {
    let mut found = Findings::default();
    let records = read_view(grid, options, sources, &mut found);
    found.list.sort_by_key(|diagnostic| match diagnostic.place {
        Place::Span(span) if span.source == grid.source => (span.start, span.end),
        _ => (0, 0),
    });
    for diagnostic in found.list {
        findings.push(diagnostic);
    }
    records
}

fn read_view(
    grid: &Grid,
    options: &Options<'_>,
    sources: &Sources,
    findings: &mut Findings,
) -> Option<Records> {
    let source = sources.get(grid.source);
    let view = View { grid, text: &source.text };
    let head = head::find(view, &source.name, options, findings)?;
    let long = hidden::long_rows(view, &head);
    let columns = head::columns(view, &head, &long, findings);
    let kinds = body::kinds(view, &head, &columns);
    let rows: Vec<usize> =
        kinds.iter().filter(|(_, kind)| *kind == RowKind::Record).map(|&(row, _)| row).collect();
    for &(row, kind) in &kinds {
        if kind == RowKind::Label {
            let message = format!("第{}行只有一句话，占了一整行，不知道算哪一列", grid.row_number(row));
            findings.push(
                Diagnostic::error("merged-across", grid.row_span(row), message)
                    .hint("如果它给下面各行分组，请另加一列（例如“类别”），每行都写上；用不着就删去这一行"),
            );
        }
    }
    body::tell_left_out(view, &kinds, findings);
    hidden::tell_covered(view, findings);
    hidden::tell(view, &rows, &columns, findings);
    hidden::tell_digits(view, &rows, &columns, findings);
    hidden::tell_long_rows(view, head.start, &long, findings);
    if rows.is_empty() {
        findings.push(
            Diagnostic::warning("table-without-rows", grid.rows_span(head.clone()), "表头下面没有数据")
                .hint("请检查是否选错了工作表，或者忘了保存"),
        );
    }
    let records = cells::read(view, &rows, &columns, findings);
    totals::compare(view, &kinds, &columns, &records, findings);
    Some(Records {
        columns: columns.into_iter().map(|column| column.column).collect(),
        rows: Arc::new(records),
        span: grid.rows_span(0..grid.rows.len()),
    })
}
