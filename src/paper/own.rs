//! A tree of our own → a paper: the lines as the writers set them, numbers and labels included.

use std::ops::Range;

use crate::document::chart::{Chart, ChartValue};
use crate::document::tree::{
    Block, Cell, Document, Heading, Imprint, Inline, Numbering, Part, Publisher, Row, Table,
};
use crate::paper::line::{Line, Role};
use crate::paper::{Charted, Grid, GridCell, Origin, Paper, Plot};
use crate::paper::{number, recognise};

/// The paper of a document.
pub fn paper(document: &Document) -> Paper {
    let mut writer = Writer { lines: Vec::new(), tables: Vec::new(), charts: Vec::new(), part: 0 };
    if let Some(head) = &document.head {
        writer.optional(head.copy_number.as_deref(), Role::CopyNumber);
        writer.optional(head.secrecy.as_deref(), Role::Secrecy);
        writer.optional(head.urgency.as_deref(), Role::Urgency);
        let units = head.units.join("、");
        writer.text(&format!("{units}{}", head.mark), Role::RedMark);
        writer.text(&head.document_number, Role::DocumentNumber);
        if let Some(Publisher { unit, date }) = &head.publisher {
            writer.text(&format!("{unit}\t{date}"), Role::Furniture);
        }
        if !head.signers.is_empty() {
            writer.text(&format!("签发人：{}", head.signers.join("　")), Role::Signers);
        }
    }
    for (index, part) in document.parts.iter().enumerate() {
        writer.part = index;
        writer.one_part(part);
        if index == 0
            && let Some(imprint) = &document.imprint
        {
            writer.imprint(imprint);
        }
    }
    Paper {
        origin: Origin::Workbook,
        form: document.form,
        kind: Some(document.properties.kind.clone()),
        lines: writer.lines,
        tables: writer.tables,
        charts: writer.charts,
        broken: false,
    }
}

/// What a chart shows.
fn plot(chart: &Chart) -> Plot {
    let written =
        |value: &Option<ChartValue>| value.as_ref().map_or_else(String::new, |value| value.written.clone());
    let series = chart.series.iter().map(|one| (one.name.clone(), one.values.iter().map(written).collect()));
    Plot {
        kind: chart.kind,
        unit: chart.unit.clone(),
        categories: chart.categories.clone(),
        series: series.collect(),
    }
}

struct Writer {
    lines: Vec<Line>,
    tables: Vec<Grid>,
    charts: Vec<Charted>,
    part: usize,
}

impl Writer {
    fn text(&mut self, text: &str, role: Role) {
        if !text.is_empty() {
            self.lines.push(Line::new(text, role, self.part));
        }
    }

    fn optional(&mut self, text: Option<&str>, role: Role) {
        self.text(text.unwrap_or_default(), role);
    }

    fn one_part(&mut self, part: &Part) {
        self.text(&part.label, Role::Label);
        self.text(&part.title.text, Role::Title);
        for line in part.under_title.iter().chain(&part.byline) {
            self.text(line, Role::UnderTitle);
        }
        if !part.recipients.is_empty() {
            self.text(&format!("{}：", part.recipients), Role::Recipients);
        }
        self.blocks(&part.blocks, part.numbering);
        for (index, name) in part.attachment_names.iter().enumerate() {
            let number =
                if part.attachment_names.len() > 1 { format!("{}.", index + 1) } else { String::new() };
            let label = if index == 0 { "附件：" } else { "" };
            self.text(&format!("{label}{number}{name}"), Role::AttachmentNote);
        }
        for line in &part.attendance {
            self.text(&format!("{}：{}", line.label, line.names), Role::Attendance);
        }
        if let Some(signature) = &part.signature {
            // Who signs with his 签名章 signs for the unit, whose name is not written then.
            for unit in signature.units.iter().filter(|_| signature.stamps.is_empty()) {
                self.text(unit, Role::Signature);
            }
            for stamp in &signature.stamps {
                self.text(&format!("{}{}", stamp.post, stamp.name), Role::Signature);
            }
            self.optional(signature.author.as_deref(), Role::Signature);
            self.text(&signature.date, Role::Date);
        }
        if let Some(remark) = &part.remark {
            self.text(&format!("（{remark}）"), Role::Remark);
        }
    }

    fn imprint(&mut self, imprint: &Imprint) {
        if !imprint.copies_to.is_empty() {
            self.text(&format!("抄送：{}。", imprint.copies_to), Role::Copies);
        }
        let date = if imprint.print_date.is_empty() {
            String::new()
        } else {
            format!("{}印发", imprint.print_date)
        };
        for receivers in &imprint.distribution {
            self.text(&format!("{receivers}。"), Role::Printed);
        }
        if !imprint.printer.is_empty() || !date.is_empty() {
            self.text(&format!("{}　{date}", imprint.printer), Role::Printed);
        }
        self.text(&imprint.print_run, Role::Printed);
    }

    fn blocks(&mut self, blocks: &[Block], numbering: Numbering) {
        for block in blocks {
            match block {
                Block::Heading(heading) => self.heading(heading, numbering),
                Block::Paragraph { content } => {
                    let text = plain(content);
                    self.text(&text, recognise::plain_role(&text));
                }
                Block::Table(table) => self.table(table),
                Block::Landscape { blocks } => {
                    let first = self.tables.len();
                    self.blocks(blocks, numbering);
                    self.tables[first..].iter_mut().for_each(|grid| grid.landscape = true);
                }
                Block::Chart(chart) => {
                    self.charts.push(Charted { before: self.lines.len(), plot: Some(plot(chart)) });
                    self.text(&chart.caption(), Role::Caption);
                }
                Block::PageBreak | Block::TableReference { .. } | Block::ChartReference { .. } => {}
            }
        }
    }

    fn heading(&mut self, heading: &Heading, numbering: Numbering) {
        let is_article = numbering == Numbering::Articles && heading.level <= 2;
        let gap = if is_article && !heading.number.ends_with(number::is_blank) { "　" } else { "" };
        let (words, said) = (plain(&heading.text), plain(&heading.run_in));
        let text = format!("{}{gap}{words}{said}", heading.number);
        let start = heading.number.len() + gap.len();
        // A numbered sentence is no heading.
        let is_sentence = words.ends_with(['。', '；', '，', '：']) || words.is_empty();
        let role = if said.is_empty() && !is_sentence { Role::Heading } else { Role::Body };
        let mut line = Line::new(text, role, self.part);
        line.mark = number::marks(&[&line.text]).pop().flatten();
        line.words = if role == Role::Body && said.is_empty() { 0..0 } else { start..start + words.len() };
        self.lines.push(line);
    }

    fn table(&mut self, table: &Table) {
        self.text(&table.title, Role::Caption);
        let filler: Vec<String> = table.filler.iter().map(|blank| format!("{blank}：")).collect();
        self.text(&filler.join("　　"), Role::Note);
        let unit = &table.unit_line;
        let label = if unit.is_empty() || unit.contains('：') { "" } else { "单位：" };
        self.text(&format!("{label}{unit}"), Role::Note);
        let rows: Vec<Vec<GridCell>> =
            table.head.iter().chain(&table.body).map(|row| self.row(row)).collect();
        self.tables.push(Grid {
            part: self.part,
            rows,
            head: table.head.len(),
            landscape: false,
            title: table.title.clone(),
            unit_line: table.unit_line.clone(),
        });
        for note in &table.notes {
            self.text(note, Role::Note);
        }
    }

    fn row(&mut self, row: &Row) -> Vec<GridCell> {
        row.cells
            .iter()
            .map(|cell: &Cell| {
                let lines = self.cell(cell);
                GridCell {
                    lines,
                    column: cell.column,
                    column_span: cell.column_span,
                    row_span: cell.row_span,
                }
            })
            .collect()
    }

    fn cell(&mut self, cell: &Cell) -> Range<usize> {
        let start = self.lines.len();
        for line in &cell.lines {
            self.text(&plain(line), Role::Cell);
        }
        start..self.lines.len()
    }
}

fn plain(content: &[Inline]) -> String {
    content.iter().map(Inline::text).collect()
}
