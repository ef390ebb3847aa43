//! Tables: column widths by content, alignment, repeated header rows, notes under them.

use crate::document::text;
use crate::document::tree::{Align, Cell, Row, Table};
use crate::layout::Sheet;
use crate::layout::advance::half_characters;
use crate::layout::laid::{
    CellParagraph, LaidBlock, LaidCell, LaidParagraph, LaidRow, LaidRun, LaidTable, VerticalMerge,
};
use crate::layout::{columns, runs};
use crate::profile::style::{Alignment, ParagraphStyle, Profile};
use crate::profile::units::Twip;

/// Least height of a row: comfortable to fill in by hand (惯例).
const ROW_HEIGHT: Twip = Twip::from_mm100(900);
/// Text of up to this many half 字 in every cell of a column is centred.
const SHORT: i32 = 16;

/// Sets a table with what stands above and below it.
pub fn lay(table: &Table, caption: &str, profile: &Profile, sheet: &mut Sheet) {
    let page = if sheet.is_landscape() { &profile.landscape } else { &profile.page };
    let total = page.text_width();
    if !table.title.is_empty() {
        sheet.push(LaidBlock::Paragraph(LaidParagraph::new(
            ParagraphStyle::TableTitle,
            runs::plain(&table.title),
        )));
    }
    if !table.filler.is_empty() {
        let mut line =
            LaidParagraph::new(ParagraphStyle::TableUnit, runs::plain(&filler_line(table, total, profile)));
        line.direct.alignment = Some(Alignment::Left);
        sheet.push(LaidBlock::Paragraph(line));
    }
    if !table.unit_line.is_empty() {
        let line = text::unit_line(table);
        sheet.push(LaidBlock::Paragraph(LaidParagraph::new(ParagraphStyle::TableUnit, runs::plain(&line))));
    }
    let columns = columns::widths(table, total, profile);
    let aligns: Vec<Alignment> = (0..table.columns.len()).map(|column| alignment(table, column)).collect();
    let rows = lay_rows(&table.head, ParagraphStyle::TableHead, &[], table.columns.len())
        .into_iter()
        .chain(lay_rows(&table.body, ParagraphStyle::TableText, &aligns, table.columns.len()))
        .collect();
    let caption = if table.title.is_empty() { caption } else { &table.title };
    sheet.push(LaidBlock::Table(LaidTable {
        columns,
        rows,
        head_rows: table.head.len(),
        caption: caption.to_owned(),
    }));
    for note in &table.notes {
        sheet.push(LaidBlock::Paragraph(LaidParagraph::new(ParagraphStyle::TableNote, runs::plain(note))));
    }
}

/// 填表栏: the blanks spread over the line, each with room behind its colon.
fn filler_line(table: &Table, total: Twip, profile: &Profile) -> String {
    let format = profile.paragraph(ParagraphStyle::TableUnit);
    let character = format.run.size.twips().0 + format.run.spacing.0;
    let room = total.0 / character - 1;
    let texts = text::filler(table);
    let taken: i32 = texts.iter().map(|text| (half_characters(text) + 1) / 2).sum();
    let gap = ((room - taken) / texts.len() as i32).clamp(2, 16) as usize;
    texts.join(&"\u{3000}".repeat(gap))
}

fn lay_rows(rows: &[Row], style: ParagraphStyle, aligns: &[Alignment], columns: usize) -> Vec<LaidRow> {
    // For each column the rows that a cell from above still covers, its span, and where it began.
    let mut covering: Vec<(usize, usize)> = vec![(0, 1); columns];
    let mut laid: Vec<LaidRow> = rows
        .iter()
        .map(|row| {
            let mut cells = Vec::new();
            let mut column = 0;
            while column < columns {
                if covering[column].0 > 0 {
                    let span = covering[column].1;
                    for covered in &mut covering[column..(column + span).min(columns)] {
                        covered.0 -= 1;
                    }
                    cells.push(LaidCell {
                        column_span: span,
                        vertical: VerticalMerge::Continued,
                        paragraphs: vec![cell_paragraph(style, Vec::new(), Alignment::Center)],
                    });
                    column += span;
                    continue;
                }
                let Some(cell) = row.cells.iter().find(|cell| cell.column == column) else {
                    cells.push(empty_cell(style));
                    column += 1;
                    continue;
                };
                for covered in &mut covering[column..(column + cell.column_span).min(columns)] {
                    *covered = (cell.row_span - 1, cell.column_span);
                }
                let alignment = match aligns.get(column) {
                    Some(_) if cell.column_span > 1 => Alignment::Center,
                    Some(alignment) => *alignment,
                    None => Alignment::Center,
                };
                cells.push(lay_cell(cell, style, alignment));
                column += cell.column_span;
            }
            LaidRow { min_height: ROW_HEIGHT, cells }
        })
        .collect();
    keep_merged_rows(&mut laid);
    laid
}

/// A cell over several rows is not torn between two pages: each of its rows but the last is kept with the next.
fn keep_merged_rows(rows: &mut [LaidRow]) {
    for index in 1..rows.len() {
        let goes_on = rows[index].cells.iter().any(|cell| cell.vertical == VerticalMerge::Continued);
        if goes_on {
            for paragraph in rows[index - 1].cells.iter_mut().flat_map(|cell| &mut cell.paragraphs) {
                paragraph.paragraph.direct.keep_next = true;
            }
        }
    }
}

fn lay_cell(cell: &Cell, style: ParagraphStyle, alignment: Alignment) -> LaidCell {
    LaidCell {
        column_span: cell.column_span,
        vertical: if cell.row_span > 1 { VerticalMerge::First } else { VerticalMerge::Single },
        paragraphs: cell
            .lines
            .iter()
            .map(|line| cell_paragraph(style, runs::inlines(line, None), alignment))
            .collect(),
    }
}

fn empty_cell(style: ParagraphStyle) -> LaidCell {
    LaidCell {
        column_span: 1,
        vertical: VerticalMerge::Single,
        paragraphs: vec![cell_paragraph(style, Vec::new(), Alignment::Center)],
    }
}

fn cell_paragraph(style: ParagraphStyle, content: Vec<LaidRun>, alignment: Alignment) -> CellParagraph {
    CellParagraph { paragraph: LaidParagraph::new(style, content), alignment }
}

/// How a column stands: as asked for, else numbers right (序号 centred), short text centred, long text justified.
fn alignment(table: &Table, column: usize) -> Alignment {
    match table.columns[column].align {
        Align::Left => return Alignment::Left,
        Align::Center => return Alignment::Center,
        Align::Right => return Alignment::Right,
        Align::Auto => {}
    }
    let texts: Vec<String> = table
        .body
        .iter()
        .flat_map(|row| &row.cells)
        .filter(|cell| cell.column == column && cell.column_span == 1)
        .map(text_of)
        .filter(|text| !text.is_empty())
        .collect();
    let is_serial = table.head.iter().flat_map(|row| &row.cells).any(|cell| {
        cell.column == column && matches!(text_of(cell).as_str(), "序号" | "编号" | "名次" | "年份" | "月份")
    });
    if is_serial || texts.is_empty() {
        Alignment::Center
    } else if texts.iter().all(|text| is_number(text)) {
        Alignment::Right
    } else if texts.iter().all(|text| half_characters(text) <= SHORT) {
        Alignment::Center
    } else {
        Alignment::Left
    }
}

fn text_of(cell: &Cell) -> String {
    cell.lines.iter().map(|line| text::plain(line)).collect::<Vec<_>>().join("\n")
}

/// A number as tables show it: digits with grouping, decimals, sign and percent.
fn is_number(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '-' | '+' | '%' | '—' | '－'))
}
