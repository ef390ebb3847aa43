//! Pages → what is drawn on each sheet: characters with their places, rules, pictures. It decides no distance of the page, knows
//! neither font files nor a file format; PDF and page pictures are written from it.
//!
//! Lengths are twips from the paper's upper left corner. Characters stand on a baseline four fifths down their line, as Word and
//! `LibreOffice` set lines of exact height.

pub mod ink;

pub mod line;

pub mod rules;

pub mod furniture;

pub mod chart;

use crate::layout::breaking::{Spot, Viewer};
use crate::layout::laid::{Drawing, LaidBlock, LaidParagraph, Layout, RunContent};
use crate::paginate::{Of, Pages, PlacedLine, listing};
use crate::paint::ink::{Ink, Role, Sheet};
use crate::profile::style::{Alignment, ParagraphStyle, Profile};

/// The sheets of a document, as the pages of this program look.
pub fn sheets(layout: &Layout, pages: &Pages, profile: &Profile, viewer: Viewer) -> Vec<Sheet> {
    let total = pages.pages.len();
    let mut sheets: Vec<Sheet> = pages
        .pages
        .iter()
        .map(|page| {
            let geometry = if page.landscape { &profile.landscape } else { &profile.page };
            Sheet { width: geometry.width, height: geometry.height, inks: Vec::new() }
        })
        .collect();
    // Drawings lie behind the text.
    for (line, paragraph) in placed(layout, pages) {
        if is_first(line) {
            for drawing in drawings(paragraph) {
                let left = shift(pages, line.page, profile) + profile.page.left.0;
                sheets[line.page].inks.push(ink_of(drawing, left, line.top.0));
            }
        }
    }
    rules::of_tables(layout, pages, profile, &mut sheets);
    rules::of_imprint(layout, pages, profile, &mut sheets);
    for placed in &pages.boxes {
        if let LaidBlock::Chart(laid) = &layout.sections[placed.section].blocks[placed.block] {
            let x = geometry_left(pages, placed.page, profile);
            let page = &pages.pages[placed.page];
            let room = if page.landscape { &profile.landscape } else { &profile.page }.text_width();
            chart::draw(laid, x, placed.top.0, room.0, &mut sheets[placed.page].inks);
        }
    }
    for (line, paragraph) in placed(layout, pages) {
        let dx = shift(pages, line.page, profile);
        let place = place(layout, (line, paragraph), profile, dx, viewer);
        line::draw(paragraph, &place, profile, &mut sheets[line.page].inks);
        if line.line.last {
            rules::under(paragraph, line, dx, profile, &mut sheets[line.page].inks);
        }
    }
    for (index, page) in pages.pages.iter().enumerate() {
        furniture::draw(layout, page, total, profile, &mut sheets[index].inks);
    }
    sheets
}

/// Every line with its paragraph.
fn placed<'a>(
    layout: &'a Layout,
    pages: &'a Pages,
) -> impl Iterator<Item = (&'a PlacedLine, &'a LaidParagraph)> {
    pages.lines.iter().filter_map(|line| Some((line, listing::paragraph(layout, line.of)?)))
}

fn is_first(line: &PlacedLine) -> bool {
    line.line.start == Spot::default() && !line.repeated
}

fn drawings(paragraph: &LaidParagraph) -> impl Iterator<Item = &Drawing> {
    paragraph.runs.iter().filter_map(|run| match &run.content {
        RunContent::Drawing(drawing) => Some(drawing),
        _ => None,
    })
}

fn ink_of(drawing: &Drawing, left: i32, top: i32) -> Ink {
    let (x, y) = (left + drawing.left.0, top + drawing.top.0);
    let (width, height) = (drawing.width.0, drawing.height.0);
    match drawing.picture {
        Some(picture) => Ink::Picture { picture, x, y, width, height },
        None => Ink::Ring { x, y, width, height },
    }
}

/// How far even pages are moved where left and right margin change places.
fn shift(pages: &Pages, page: usize, profile: &Profile) -> i32 {
    let even = pages.pages[page].number.is_multiple_of(2);
    if profile.mirrored && even && !pages.pages[page].landscape {
        profile.page.right.0 - profile.page.left.0
    } else {
        0
    }
}

/// The left edge of 版心 on a page.
fn geometry_left(pages: &Pages, page: usize, profile: &Profile) -> i32 {
    let geometry = if pages.pages[page].landscape { &profile.landscape } else { &profile.page };
    geometry.left.0 + shift(pages, page, profile)
}

/// Where a line of a paragraph is set: a paragraph that is fixed to the page has its own edges.
fn place(
    layout: &Layout,
    (line, paragraph): (&PlacedLine, &LaidParagraph),
    profile: &Profile,
    dx: i32,
    viewer: Viewer,
) -> line::Place {
    let format = profile.paragraph(paragraph.style);
    let (mut left, mut room) = (line.left.0 + dx, line.room.0);
    if let Some(frame) = paragraph.direct.frame.or(format.frame) {
        left = frame.x.0 + dx;
        room = frame.width.0;
    }
    let block = &layout.sections[line.of.section].blocks[line.of.block];
    let is_imprint = matches!(block, LaidBlock::Imprint(laid) if laid.ruled);
    line::Place {
        line: line.line,
        first: line.line.start == Spot::default(),
        left,
        top: line.top.0 + if is_imprint { rules::imprint_drop(profile) } else { 0 },
        height: line.height.0,
        room,
        alignment: alignment(layout, line.of, paragraph, profile),
        role: role(layout, line),
        viewer,
    }
}

fn alignment(layout: &Layout, of: Of, paragraph: &LaidParagraph, profile: &Profile) -> Alignment {
    let own = paragraph.direct.alignment.unwrap_or(profile.paragraph(paragraph.style).alignment);
    match (&layout.sections[of.section].blocks[of.block], of.cell) {
        (LaidBlock::Table(table), Some((row, cell))) => {
            table.rows[row].cells[cell].paragraphs[of.paragraph].alignment
        }
        // 印发日期.
        (LaidBlock::Imprint(_), Some((_, 1))) => Alignment::Right,
        _ => own,
    }
}

/// What a line is to readers who hear the page.
fn role(layout: &Layout, line: &PlacedLine) -> Role {
    let of = line.of;
    match &layout.sections[of.section].blocks[of.block] {
        _ if line.repeated => Role::Furniture,
        LaidBlock::Paragraph(paragraph) => Role::Paragraph { of, style: paragraph.style },
        LaidBlock::Table(_) => Role::Cell { of },
        LaidBlock::Imprint(_) => Role::Paragraph { of, style: ParagraphStyle::Imprint },
        LaidBlock::Mark(_) | LaidBlock::Chart(_) => Role::Paragraph { of, style: ParagraphStyle::Mark },
    }
}
