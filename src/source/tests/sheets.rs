//! Spreadsheets in, records and messages out.

mod binary;
pub mod builder;
mod explained;
mod kinds;
mod laws;
mod messy;
mod open_document;
mod packages;
mod real;

use crate::diag::findings::Findings;
use crate::diag::rendering::{Style, render_all};
use crate::diag::sources::Sources;
use crate::source::grid::Grid;
use crate::source::spreadsheet;
use crate::source::table::{self, Options, Records};

/// What reading a file gives.
struct Outcome {
    records: Option<Records>,
    findings: Findings,
    sources: Sources,
}

fn read(bytes: &[u8], name: &str, options: &Options<'_>) -> Outcome {
    let mut sources = Sources::default();
    let mut findings = Findings::default();
    let records = table::read(bytes, name, options, &mut sources, &mut findings);
    Outcome { records, findings, sources }
}

/// Every sheet of a file cell by cell: its kind, its text and what a person sees instead; what is merged and hidden.
fn cells(bytes: &[u8], name: &str) -> String {
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let sheets = spreadsheet::open(bytes, name, &mut sources, &mut findings)
        .and_then(|mut book| book.all(&|_| true, &mut sources, &mut findings));
    let mut out = String::new();
    for sheet in sheets.unwrap_or_default() {
        out += &format!("{}{}\n", if sheet.hidden { "隐藏的工作表 " } else { "工作表 " }, sheet.name);
        out += &sheet.grid.map_or_else(|| "空\n".to_owned(), |grid| dump(&grid, &sources));
    }
    out + &render_all(&findings, &sources, Style::Plain)
}

fn dump(grid: &Grid, sources: &Sources) -> String {
    let mut out = String::new();
    for row in 0..grid.rows.len() {
        for column in grid.filled(row) {
            let cell = grid.cell(row, column);
            let text = sources.get(cell.span.source).text[cell.span.start..cell.span.end].replace('\n', "⏎");
            let seen = grid.seen_and_stored(row, column, &text);
            let seen = seen.map_or(String::new(), |(seen, _)| format!("（显示 {seen}）"));
            out += &format!("{} {:?} [{text}]{seen}\n", grid.address(row, column), cell.kind);
        }
    }
    let mut merged: Vec<&str> = grid.merged.iter().map(|area| area.address.as_str()).collect();
    merged.sort_unstable();
    let rows =
        (0..grid.rows.len()).filter(|&row| grid.hidden_rows[row]).map(|row| grid.row_number(row).to_string());
    let columns =
        (0..grid.columns.len()).filter(|&column| grid.hidden_columns[column]).map(|c| grid.letters(c));
    let hidden: Vec<String> = rows.chain(columns).collect();
    out + &format!("合并 {} 隐藏 {} {:?}\n", merged.join(" "), hidden.join(" "), grid.epoch)
}

impl Outcome {
    fn told(&self) -> String {
        render_all(&self.findings, &self.sources, Style::Plain)
    }

    /// Columns with their units, then each record with its place; `«»` where a cell stands for another row's.
    fn dump(&self) -> String {
        let Some(records) = &self.records else { return "（没有读出表）\n".to_owned() };
        let heads: Vec<String> = records
            .columns
            .iter()
            .map(|c| c.unit.as_ref().map_or(c.name.clone(), |unit| format!("{}〔{unit}〕", c.name)))
            .collect();
        let mut out = format!("{}\n", heads.join(" | "));
        for number in 0..records.rows.len() {
            let span = records.rows.span(number);
            let row = self.sources.line_column(span.source, span.start).line;
            let cells: Vec<String> = records
                .rows
                .row(number)
                .map(|cell| {
                    let at = self.sources.line_column(cell.span.source, cell.span.start).line;
                    let text = cell.text.replace('\n', "⏎");
                    if at == row { text } else { format!("«{text}»") }
                })
                .collect();
            out += &format!("{row}: {}\n", cells.join(" | "));
        }
        out
    }
}
