//! Markdown (GFM): the title as `#`, 层次标题 one step below, tables with pipes. Values are escaped, so that a star
//! in a name stays a star. What Markdown does not know is written as plainly as it can: several header rows become
//! one, a merged cell stands once, page breaks are rules.

use crate::document::chart::Chart;
use crate::document::text::{above_table, is_numbered_sentence};
use crate::document::tree::{Align, Block, Document, Heading, Inline, Part, Table};
use crate::write::grid::{Place, grid};
use crate::write::text;

/// The document as Markdown.
pub fn write(document: &Document) -> String {
    let mut paragraphs: Vec<String> = Vec::new();
    if let Some(head) = &document.head {
        let marks = [&head.copy_number, &head.secrecy, &head.urgency].into_iter().flatten();
        paragraphs.extend(marks.map(|line| paragraph(line)));
        paragraphs.extend(text::mark_lines(head).iter().map(|line| format!("**{}**", escape(line))));
        // Two ends of a line have no form here: a wide space keeps them apart.
        let under = text::under_mark(head);
        paragraphs.extend(under.iter().map(|line| paragraph(&line.replace('\t', "　　"))));
        paragraphs.push(String::from(RULE));
    }
    for (index, part) in document.parts.iter().enumerate() {
        if index > 0 {
            paragraphs.push(String::from(RULE));
        }
        part_paragraphs(&mut paragraphs, part);
    }
    if let Some(imprint) = &document.imprint {
        paragraphs.push(String::from(RULE));
        // Two columns have no form here: a wide space keeps them apart.
        let lines = text::imprint_lines(imprint);
        paragraphs.extend(lines.iter().map(|line| paragraph(&line.replace('\t', "　　"))));
    }
    let mut out = paragraphs.join("\n\n");
    out.push('\n');
    out
}

/// A horizontal rule.
const RULE: &str = "---";

fn part_paragraphs(paragraphs: &mut Vec<String>, part: &Part) {
    if !part.label.is_empty() {
        paragraphs.push(paragraph(&part.label));
    }
    if !part.title.text.is_empty() {
        paragraphs.push(format!("# {}", escape(&part.title.text)));
    }
    paragraphs.extend(part.under_title.iter().chain(&part.byline).map(|line| paragraph(line)));
    if !part.recipients.is_empty() {
        paragraphs.push(paragraph(&format!("{}：", part.recipients)));
    }
    blocks(paragraphs, &part.blocks);
    let mut lines = Vec::new();
    text::ending(&mut lines, part);
    paragraphs.extend(lines.iter().map(|line| paragraph(line)));
}

fn blocks(paragraphs: &mut Vec<String>, all: &[Block]) {
    for block in all {
        match block {
            Block::Heading(part) => heading(paragraphs, part),
            Block::Paragraph { content } => paragraphs.push(guard(inlines(content))),
            Block::Table(part) => table(paragraphs, part),
            Block::Chart(part) => chart(paragraphs, part),
            Block::PageBreak => paragraphs.push(String::from(RULE)),
            Block::Landscape { blocks: inner } => blocks(paragraphs, inner),
            Block::TableReference { name } => paragraphs.push(paragraph(&format!("见表：{name}"))),
            Block::ChartReference { name } => paragraphs.push(paragraph(&format!("见图：{name}"))),
        }
    }
}

/// A heading; what continues a run-in heading is the next paragraph, as in our own templates.
fn heading(paragraphs: &mut Vec<String>, heading: &Heading) {
    if is_numbered_sentence(heading) {
        let words = format!("{}{}", inlines(&heading.text), inlines(&heading.run_in));
        paragraphs.push(guard(format!("{}{words}", escape(&heading.number))));
        return;
    }
    let marks = "#".repeat(usize::from(heading.level) + 1);
    paragraphs.push(format!("{marks} {}{}", escape(&heading.number), inlines(&heading.text)));
    if !heading.run_in.is_empty() {
        paragraphs.push(guard(inlines(&heading.run_in)));
    }
}

fn table(paragraphs: &mut Vec<String>, table: &Table) {
    paragraphs.extend(above_table(table).iter().map(|text| paragraph(text)));
    let columns = table.columns.len();
    let head = grid(&table.head, columns);
    let header = (0..columns).map(|column| {
        let mut names: Vec<String> = Vec::new();
        for name in head.iter().filter_map(|row| row[column].seen()).map(cell) {
            if names.last() != Some(&name) {
                names.push(name);
            }
        }
        names.join("／")
    });
    let marks = table.columns.iter().map(|column| match column.align {
        Align::Auto => "---",
        Align::Left => ":--",
        Align::Center => ":-:",
        Align::Right => "--:",
    });
    let mut lines = vec![pipes(header), pipes(marks.map(str::to_owned))];
    for row in grid(&table.body, columns) {
        lines.push(pipes(row.into_iter().map(|place| match place {
            Place::Cell(seen) => cell(seen),
            Place::Covered(_) | Place::Empty => String::new(),
        })));
    }
    paragraphs.push(lines.join("\n"));
    paragraphs.extend(table.notes.iter().map(|note| paragraph(note)));
}

/// The numbers of a chart as a table, and its 图题 under them as on the page.
fn chart(paragraphs: &mut Vec<String>, chart: &Chart) {
    paragraphs.extend(chart.unit_line().map(|line| paragraph(&line)));
    let rows = chart.rows();
    let marks = (0..=chart.series.len()).map(|column| if column == 0 { "---" } else { "--:" });
    let mut lines: Vec<String> = rows.iter().map(|row| pipes(row.iter().map(|cell| escape(cell)))).collect();
    lines.insert(1, pipes(marks.map(str::to_owned)));
    paragraphs.push(lines.join("\n"));
    paragraphs
        .extend(Some(chart.caption()).filter(|caption| !caption.is_empty()).map(|text| paragraph(&text)));
}

fn cell(cell: &crate::document::tree::Cell) -> String {
    cell.lines.iter().map(|line| inlines(line)).collect::<Vec<_>>().join("<br>")
}

fn pipes(cells: impl Iterator<Item = String>) -> String {
    cells.fold(String::from("|"), |line, cell| line + " " + &cell + " |")
}

fn inlines(all: &[Inline]) -> String {
    all.iter()
        .map(|inline| match inline {
            // Markdown has no raised text: the brackets tell what it is.
            Inline::Text { text } | Inline::Citation { text } | Inline::Reference { text, .. } => {
                escape(text)
            }
            Inline::Strong { text } => format!("**{}**", escape(text)),
        })
        .collect()
}

/// A paragraph of plain text.
fn paragraph(text: &str) -> String {
    guard(escape(text))
}

/// Characters that mean something anywhere in a line, with a backslash.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&') {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

/// Keeps the beginning of a paragraph from being read as a heading, a list or a rule.
fn guard(line: String) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let after = &line[digits..];
    if digits > 0 && (after.starts_with(". ") || after.starts_with(") ")) {
        return format!("{}\\{after}", &line[..digits]);
    }
    if line.starts_with(['#', '-', '+', '=']) { format!("\\{line}") } else { line }
}
