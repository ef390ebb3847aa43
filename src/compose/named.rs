//! What a workbook names and texts refer to, for one document: its stretch of time decides the rows from the ledger.

use std::collections::BTreeSet;

use crate::compose::plan::Plan;
use crate::compose::{chart, form_table, ledger_table, table};
use crate::diag::findings::Findings;
use crate::document::tree::Block;
use crate::figure::book::Book;
use crate::figure::expand;
use crate::markup::prose;
use crate::model::chart::{ChartData, ITEM};
use crate::model::table::{CellText, TableData};
use crate::model::workbook::Attachment;
use crate::pass::references::Named;

/// The tables and charts of a workbook, for the stretch of time of a document with these attachments. A table from the ledger has its rows then;
/// what it reckons is still written `【…】`, and a chart has the numbers. Those that the document does not use are not
/// reckoned: they may have nothing to say of its time.
pub fn named(
    plan: &Plan<'_>,
    blocks: &[Block],
    attachments: &[&Attachment],
    findings: &mut Findings,
) -> Named {
    let (workbook, book) = (plan.workbook, &plan.book);
    let used = Used::new(plan, blocks, attachments);
    let mut tables: Vec<TableData> = Vec::new();
    for table in &workbook.tables {
        if table.source.is_none() || used.tables.contains(table.name.text.as_str()) {
            tables.extend(ledger_table::filled(table, workbook.form.as_ref(), book, findings));
        }
    }
    // A form is a table by its name; one that is written out by hand stands in its place.
    if let Some(form) =
        workbook.form.as_ref().filter(|form| tables.iter().all(|table| table.name.text != form.name.text))
    {
        tables.push(form_table::table(form));
    }
    if let Some(grading) = &workbook.grading
        && tables.iter().all(|table| table.name.text != grading.name.text)
    {
        tables.push(form_table::grading(grading));
    }
    // Only charts need the numbers now.
    let reckoned: Vec<TableData> = if workbook.charts.is_empty() {
        Vec::new()
    } else {
        tables.iter().map(|table| reckoned_table(table, book, findings)).collect()
    };
    let from_ledger =
        |name: &str| workbook.tables.iter().any(|table| table.name.text == name && table.source.is_some());
    let drawn: Vec<ChartData> = workbook
        .charts
        .iter()
        .filter(|chart| {
            let table = chart.table.as_ref().map(|table| table.name.text.as_str());
            !table.is_some_and(from_ledger) || used.charts.contains(chart.name.text.as_str())
        })
        .map(|chart| reckoned_chart(chart, book, findings))
        .collect();
    let mut charts = chart::charts(&drawn, &reckoned, findings);
    for (name, chart) in &mut charts {
        let data = workbook.charts.iter().find(|data| data.name.text == *name);
        let from = chart.table.as_ref().and_then(|name| tables.iter().find(|table| table.name.text == *name));
        chart.figures = data.map_or(Vec::new(), |data| figures(data, from));
    }
    Named { tables: table::tables(&tables, findings), charts }
}

/// Names of the tables and charts that a document refers to.
#[derive(Default)]
struct Used<'a> {
    tables: BTreeSet<&'a str>,
    charts: BTreeSet<&'a str>,
}

impl<'a> Used<'a> {
    fn new(plan: &Plan<'a>, blocks: &'a [Block], attachments: &[&'a Attachment]) -> Self {
        let mut used = Self::default();
        used.blocks(blocks);
        for attachment in attachments {
            used.tables.extend(attachment.tables.iter().map(|name| name.text.as_str()));
            used.charts.extend(attachment.charts.iter().map(|name| name.text.as_str()));
            let lines = attachment.text.iter().flat_map(|text| &text.paragraphs);
            for line in lines {
                if prose::reference(&line.text).is_some() {
                    used.line(&line.text);
                }
            }
        }
        let charts =
            plan.workbook.charts.iter().filter(|chart| used.charts.contains(chart.name.text.as_str()));
        let tables: Vec<&str> =
            charts.filter_map(|chart| chart.table.as_ref()).map(|table| table.name.text.as_str()).collect();
        used.tables.extend(tables);
        used
    }

    /// `见表：名称`, `见图：名称`.
    fn line(&mut self, line: &'a str) {
        if let Some((word, name)) = line.split_once(['：', ':']) {
            let name = name.trim().trim_end_matches('。');
            let list = if word == "见图" { &mut self.charts } else { &mut self.tables };
            list.insert(name);
        }
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            match block {
                Block::TableReference { name } => {
                    self.tables.insert(name);
                }
                Block::ChartReference { name } => {
                    self.charts.insert(name);
                }
                Block::Landscape { blocks } => self.blocks(blocks),
                _ => {}
            }
        }
    }
}

/// A cell with its figures reckoned. One that cannot be is left blank: it is told where it is printed.
fn reckoned(cell: &CellText, book: &Book<'_>, findings: &mut Findings) -> CellText {
    let text = expand::plain(&cell.text, book).unwrap_or_else(|| {
        findings.unread(ITEM);
        String::new()
    });
    CellText { text, span: cell.span }
}

fn reckoned_table(table: &TableData, book: &Book<'_>, findings: &mut Findings) -> TableData {
    let mut table = table.clone();
    for rows in table.head.iter_mut().chain(&mut table.rows) {
        for cell in rows.rows.iter_mut().flatten() {
            *cell = reckoned(cell, book, findings);
        }
    }
    table
}

fn reckoned_chart(chart: &ChartData, book: &Book<'_>, findings: &mut Findings) -> ChartData {
    let mut chart = chart.clone();
    for cell in chart.series.iter_mut().flat_map(|series| &mut series.values.cells) {
        *cell = reckoned(cell, book, findings);
    }
    chart
}

/// The texts with figures that a chart's numbers come from.
fn figures(chart: &ChartData, table: Option<&TableData>) -> Vec<String> {
    let own = chart.series.iter().flat_map(|series| &series.values.cells);
    let rows = table.into_iter().flat_map(|table| &table.rows).flat_map(|rows| rows.rows.iter().flatten());
    let texts = own.chain(rows).map(|cell| cell.text.clone());
    texts.filter(|text| !expand::references(text).is_empty()).collect()
}
