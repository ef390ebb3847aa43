//! Spreadsheets in, records and messages out.

pub mod builder;
mod explained;
mod laws;
mod messy;
mod packages;
mod real;

use crate::diag::findings::Findings;
use crate::diag::rendering::{Style, render_all};
use crate::diag::sources::Sources;
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
        for record in &records.rows {
            let row = self.sources.line_column(record.span.source, record.span.start).line;
            let cells: Vec<String> = record
                .cells
                .iter()
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
