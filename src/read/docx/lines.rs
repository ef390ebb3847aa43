//! Paragraphs of a file → a source with places, and a paper.

use std::collections::HashMap;

use crate::diag::diagnostic::Span;
use crate::diag::sources::{Paragraphs, SourceId, Sources};
use crate::document::tree::Form;
use crate::paper::end_matter;
use crate::paper::joining::{Hint, Raw};
use crate::paper::line::{Line, Role};
use crate::paper::number::is_blank;
use crate::paper::recognise;
use crate::paper::{Charted, Paper};
use crate::read::docx::body::{Paragraph, SOFT_BREAK, Within};
use crate::read::docx::drawing::Kind;
use crate::read::docx::hints;
use crate::read::docx::look::{Border, Color};
use crate::read::docx::section::{Pages, Section};
use crate::read::docx::{Parts, Word};

/// Most rows and cells in a row of a table that is no table, but a 版记.
const IMPRINT: (usize, usize) = (6, 3);

/// The paper of what was read.
pub fn word(mut parts: Parts, name: &str, sources: &mut Sources) -> Word {
    head_of_contents(&mut parts.paragraphs);
    let mut text = String::new();
    let mut starts = Vec::with_capacity(parts.paragraphs.len());
    for paragraph in &parts.paragraphs {
        starts.push(text.len());
        text.push_str(&paragraph.text);
        text.push('\n');
    }
    let source = sources.add_paragraphs(name, text, places(&parts));
    let mut raws = Raws { parts: &parts, starts: &starts, source, list: Vec::new(), tables: Vec::new() };
    raws.read();
    let Raws { list, tables: order, .. } = raws;
    let mut paper = recognise::paragraphs(list, source);
    spread(&mut paper, &order, &parts);
    rest(&mut paper, &parts, &starts, source);
    paper.form = form(&paper, &parts);
    let of_line: Vec<usize> = paper
        .lines
        .iter()
        .map(|line| {
            let start = line.pieces.first().map_or(0, |(_, span)| span.start);
            starts.partition_point(|&have| have <= start).saturating_sub(1)
        })
        .collect();
    for chart in &parts.charts {
        let before = of_line.iter().position(|&paragraph| paragraph > chart.paragraph);
        let before = before.unwrap_or(of_line.len());
        paper.charts.push(Charted { before, plot: chart.plot.clone() });
    }
    let Parts {
        paragraphs,
        tables,
        sections,
        drawings,
        charts,
        furniture,
        even_and_odd,
        mirrored,
        revisions,
        hidden,
        comments,
        notes,
        unread,
        properties,
        embedded,
    } = parts;
    Word {
        paper,
        source,
        paragraphs,
        of_line,
        tables,
        sections,
        drawings,
        charts,
        furniture,
        even_and_odd,
        mirrored,
        revisions,
        hidden,
        comments,
        notes,
        unread,
        properties,
        embedded,
    }
}

/// What stands above the entries of 目录 and calls them so belongs to them.
fn head_of_contents(paragraphs: &mut [Paragraph]) {
    let mut before: Option<usize> = None;
    for at in 0..paragraphs.len() {
        if paragraphs[at].is_blank() {
            continue;
        }
        let is_entry = hints::hint(&paragraphs[at], at) == Hint::Role(Role::Contents);
        let is_name = |text: &str| matches!(end_matter::packed(text).as_str(), "目录" | "目次");
        if let Some(before) = before.filter(|_| is_entry)
            && is_name(&paragraphs[before].text)
        {
            paragraphs[before].is_contents = true;
        }
        before = Some(at);
    }
}

/// Where paragraphs stand, in words, other than those of the text.
fn places(parts: &Parts) -> Paragraphs {
    let tables = real_tables(parts);
    let words = |within: Within| match within {
        Within::Body => None,
        Within::TextBox => Some("文本框".to_owned()),
        Within::Cell(table, row, cell) => {
            let number = tables.get(&table)?;
            let place = &parts.tables[table].rows.get(row)?.get(cell)?;
            Some(format!("第{number}个表第{}行第{}列", row + 1, place.column + 1))
        }
        Within::Furniture(at) => {
            let furniture = parts.furniture.get(at)?;
            let name = if furniture.is_footer { "页脚" } else { "页眉" };
            Some(match furniture.pages {
                Pages::Default => name.to_owned(),
                Pages::First => format!("首页{name}"),
                Pages::Even => format!("双页{name}"),
            })
        }
        Within::Note => Some("脚注".to_owned()),
    };
    let others = parts.paragraphs.iter().enumerate();
    let others = others.filter_map(|(at, p)| Some((at as u32, words(p.within)?))).collect();
    Paragraphs { others }
}

/// The rows of a table, each cell as the numbers of its paragraphs.
fn rows(parts: &Parts) -> HashMap<usize, Vec<Vec<Vec<usize>>>> {
    let mut tables: HashMap<usize, Vec<Vec<Vec<usize>>>> = HashMap::new();
    for (at, paragraph) in parts.paragraphs.iter().enumerate() {
        let Within::Cell(table, row, cell) = paragraph.within else { continue };
        let rows = tables.entry(table).or_default();
        rows.resize_with(rows.len().max(row + 1), Vec::new);
        let cells = &mut rows[row];
        cells.resize_with(cells.len().max(cell + 1), Vec::new);
        cells[cell].push(at);
    }
    tables
}

/// Whether a table only places 版记 or 发文机关标志 on the page.
fn is_layout(rows: &[Vec<Vec<usize>>], parts: &Parts) -> bool {
    if rows.len() > IMPRINT.0 || rows.iter().any(|row| row.len() > IMPRINT.1) {
        return false;
    }
    let paragraphs = || rows.iter().flatten().flatten().map(|&at| &parts.paragraphs[at]);
    let has_mark = paragraphs().any(|p| !p.is_blank() && hints::hint(p, 0) == Hint::Role(Role::RedMark));
    has_mark || rows.iter().any(|row| end_matter::imprint(&joined(row, parts)).is_some())
}

fn joined(row: &[Vec<usize>], parts: &Parts) -> String {
    row.iter().flatten().map(|&at| parts.paragraphs[at].text.as_str()).collect()
}

/// Tables that people call so, by their numbers from 1.
fn real_tables(parts: &Parts) -> HashMap<usize, usize> {
    let rows = rows(parts);
    let mut real: Vec<usize> =
        rows.iter().filter(|(_, rows)| !is_layout(rows, parts)).map(|(table, _)| *table).collect();
    real.sort_unstable();
    real.into_iter().enumerate().map(|(number, table)| (table, number + 1)).collect()
}

struct Raws<'a> {
    parts: &'a Parts,
    starts: &'a [usize],
    source: SourceId,
    list: Vec<Raw>,
    /// Tables in the order in which their first cells come.
    tables: Vec<usize>,
}

impl Raws<'_> {
    fn read(&mut self) {
        let rows = rows(self.parts);
        let layout: HashMap<usize, &Vec<Vec<Vec<usize>>>> = rows
            .iter()
            .filter(|(_, rows)| is_layout(rows, self.parts))
            .map(|(at, rows)| (*at, rows))
            .collect();
        let mut done = None;
        for (at, paragraph) in self.parts.paragraphs.iter().enumerate() {
            match paragraph.within {
                Within::Furniture(_) | Within::Note => {}
                Within::Cell(table, row, _) if layout.contains_key(&table) => {
                    if done != Some((table, row)) {
                        done = Some((table, row));
                        self.row(&layout[&table][row]);
                    }
                }
                Within::Cell(table, row, cell) => {
                    if !self.tables.contains(&table) {
                        self.tables.push(table);
                    }
                    self.paragraph(at, paragraph, Some((table, row, cell)));
                }
                Within::Body | Within::TextBox => self.paragraph(at, paragraph, None),
            }
        }
    }

    /// A row that only places words on the page: what stands beside each other is one line.
    fn row(&mut self, row: &[Vec<usize>]) {
        if row.len() == 1 || self.has_mark(row) {
            for &at in row.iter().flatten() {
                self.paragraph(at, &self.parts.paragraphs[at], None);
            }
            return;
        }
        let mut line = Raw::default();
        for &at in row.iter().flatten() {
            let paragraph = &self.parts.paragraphs[at];
            if paragraph.is_blank() {
                continue;
            }
            if !line.text.is_empty() {
                line.text.push('\u{3000}');
            }
            // A line end within is a blank of as many bytes.
            let raw = self.raw(at, 0, &paragraph.text.replace(SOFT_BREAK, "\u{3000}"));
            line.pieces.push((line.text.len(), raw.pieces[0].1));
            line.text.push_str(&raw.text);
        }
        if !line.text.is_empty() {
            let role = match end_matter::imprint(&line.text) {
                Some(end_matter::Imprint::Copies) => Role::Copies,
                _ => Role::Printed,
            };
            line.hint = Hint::Role(role);
            self.list.push(line);
        }
    }

    fn has_mark(&self, row: &[Vec<usize>]) -> bool {
        let hint = |&at: &usize| hints::hint(&self.parts.paragraphs[at], at);
        row.iter().flatten().any(|at| hint(at) == Hint::Role(Role::RedMark))
    }

    fn raw(&self, at: usize, offset: usize, text: &str) -> Raw {
        let start = self.starts[at] + offset;
        let span = Span { source: self.source, start, end: start + text.len() };
        Raw { text: text.to_owned(), pieces: vec![(0, span)], ..Raw::default() }
    }

    fn paragraph(&mut self, at: usize, paragraph: &Paragraph, cell: Option<(usize, usize, usize)>) {
        let hint = hints::hint(paragraph, at);
        let is_cell = matches!(hint, Hint::None | Hint::Heading(_) | Hint::Role(Role::Cell));
        let cell = cell.filter(|_| is_cell);
        if cell.is_none() && paragraph.is_blank() {
            return;
        }
        if hint == Hint::Role(Role::Signature) {
            return self.names(at, paragraph);
        }
        // Lines of a cell stay apart: what stands in them may be numbers.
        let is_one = hints::is_one(paragraph, hint) && cell.is_none();
        let mut whole = Raw { hint, cell, ..Raw::default() };
        let mut offset = 0;
        for piece in paragraph.text.split(SOFT_BREAK) {
            let raw = self.raw(at, offset, piece);
            offset += piece.len() + SOFT_BREAK.len_utf8();
            if !is_one {
                let is_seen = cell.is_none() || paragraph.is_blank() || !piece.trim().is_empty();
                self.list.extend(is_seen.then_some(Raw { hint, cell, ..raw }));
                continue;
            }
            if piece.is_empty() {
                continue;
            }
            let is_digit = |c: char| c.is_ascii_digit();
            if whole.text.ends_with(is_digit) && piece.starts_with(is_digit) {
                // In the place of the line end, and of as many bytes.
                whole.text.push('\u{3000}');
            }
            whole.pieces.push((whole.text.len(), raw.pieces[0].1));
            whole.text.push_str(piece);
        }
        if is_one && !whole.pieces.is_empty() {
            self.list.push(whole);
        }
    }
}

impl Raws<'_> {
    /// Names of units that stand beside each other above their seals, each a line.
    fn names(&mut self, at: usize, paragraph: &Paragraph) {
        let is_names = paragraph.text.matches('\t').count() > 1;
        let mut offset = 0;
        for name in paragraph.text.split(|c| c == SOFT_BREAK || (is_names && c == '\t')) {
            let mut raw = self.raw(at, offset, name);
            offset += name.len();
            offset += paragraph.text[offset..].chars().next().map_or(0, char::len_utf8);
            raw.hint = Hint::Role(Role::Signature);
            if !name.trim_matches(is_blank).is_empty() {
                self.list.push(raw);
            }
        }
    }
}

/// Columns and rows that cells cover, and what stands above tables.
fn spread(paper: &mut Paper, order: &[usize], parts: &Parts) {
    let mut across: HashMap<usize, bool> = HashMap::new();
    for paragraph in &parts.paragraphs {
        if let Within::Cell(table, ..) = paragraph.within {
            let section = parts.sections.get(paragraph.section);
            across.entry(table).or_insert_with(|| section.is_some_and(Section::is_landscape));
        }
    }
    for (grid, number) in paper.tables.iter_mut().zip(order) {
        let table = &parts.tables[*number];
        grid.landscape = across.get(number).copied().unwrap_or(false);
        grid.head = table.head;
        for (row, known) in grid.rows.iter_mut().zip(&table.rows) {
            for (cell, known) in row.iter_mut().zip(known) {
                (cell.column, cell.column_span, cell.row_span) = (known.column, known.span, known.rows);
            }
        }
        let first = grid.rows.iter().flatten().map(|cell| cell.lines.start).min().unwrap_or(0);
        for line in paper.lines[..first].iter().rev().take(4) {
            match line.role {
                Role::Note if grid.unit_line.is_empty() => grid.unit_line.clone_from(&line.text),
                Role::Note => {}
                Role::Caption => {
                    grid.title.clone_from(&line.text);
                    break;
                }
                _ => break,
            }
        }
    }
}

/// Heads and feet of pages, and notes.
fn rest(paper: &mut Paper, parts: &Parts, starts: &[usize], source: SourceId) {
    for (at, paragraph) in parts.paragraphs.iter().enumerate() {
        let role = match paragraph.within {
            Within::Furniture(_) => Role::Furniture,
            Within::Note => Role::Note,
            _ => continue,
        };
        if paragraph.text.trim_matches(is_blank).is_empty() {
            continue;
        }
        let mut line = Line::new(paragraph.text.as_str(), role, 0);
        let span = Span { source, start: starts[at], end: starts[at] + paragraph.text.len() };
        line.pieces.push((0, span));
        paper.lines.push(line);
    }
}

/// The format, by what only a file shows: the double lines of a 信函, the name at the top.
fn form(paper: &Paper, parts: &Parts) -> Form {
    let is_double = |border: &Option<Border>| {
        border.as_ref().is_some_and(|b| {
            b.color.is_red() && (b.kind.contains("thick") || b.kind.contains("hin") || &*b.kind == "double")
        })
    };
    let by_border = parts.paragraphs.iter().any(|p| is_double(&p.look.top) || is_double(&p.look.bottom));
    let red_lines = || {
        let lines = parts.drawings.iter().filter(|d| d.kind == Kind::Line && d.width > 4000);
        lines.filter(|d| d.color.is_some_and(Color::is_red))
    };
    let mark = paper.of(Role::RedMark).map(|(_, line)| end_matter::packed(&line.text)).last();
    // The mark of a 信函 is the unit's name alone.
    if mark.as_ref().is_some_and(|mark| mark.ends_with("文件")) {
        return Form::File;
    }
    // Two double lines, drawn as such or as two lines each.
    if by_border || red_lines().any(|line| line.is_double) || red_lines().count() >= 4 {
        return Form::Letter;
    }
    match mark {
        Some(mark) if mark.ends_with("纪要") => Form::Minutes,
        Some(mark) if mark.ends_with("简报") => Form::Bulletin,
        Some(mark) if mark.ends_with("电报") || mark.ends_with("发电") => Form::Telegram,
        Some(mark) if mark.ends_with('令') => Form::Order,
        _ => paper.form,
    }
}
