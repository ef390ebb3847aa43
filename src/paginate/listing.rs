//! The pages as JSON: each line with its text and place, for people who look and scripts that compare.

use serde::Serialize;

use crate::layout::breaking;
use crate::layout::laid::{ImprintRow, LaidBlock, LaidParagraph, Layout};
use crate::paginate::{Of, Pages, PlacedLine, atoms};
use crate::profile::style::Profile;
use crate::profile::units::Twip;

/// All pages.
#[derive(Debug, Serialize)]
pub struct Listing {
    /// Version of this shape.
    pub schema_version: u32,
    /// Pages in order.
    pub pages: Vec<ListedPage>,
}

/// A page.
#[derive(Debug, Serialize)]
pub struct ListedPage {
    /// Its number.
    pub number: usize,
    /// The number is printed.
    pub numbered: bool,
    /// Landscape paper.
    pub landscape: bool,
    /// Its lines, without blank ones.
    pub lines: Vec<ListedLine>,
}

/// A line.
#[derive(Debug, Serialize)]
pub struct ListedLine {
    /// Top of the line from the paper's top edge, in millimetres.
    pub top_mm: f64,
    /// Left end of its room from the paper's left edge, in millimetres.
    pub left_mm: f64,
    /// Characters.
    pub text: String,
}

/// Lists the pages.
pub fn list(layout: &Layout, pages: &Pages, profile: &Profile) -> Listing {
    let mut listed: Vec<ListedPage> = pages
        .pages
        .iter()
        .map(|page| ListedPage {
            number: page.number,
            numbered: page.numbered,
            landscape: page.landscape,
            lines: Vec::new(),
        })
        .collect();
    for line in &pages.lines {
        let text = text(layout, line, profile);
        if !text.trim().is_empty() {
            listed[line.page].lines.push(ListedLine {
                top_mm: millimetres(line.top),
                left_mm: millimetres(line.left),
                text,
            });
        }
    }
    Listing { schema_version: 1, pages: listed }
}

/// Millimetres, to a hundredth.
fn millimetres(length: Twip) -> f64 {
    (f64::from(length.0) * 2540.0 / 1440.0).round() / 100.0
}

/// The characters of a line.
pub fn text(layout: &Layout, line: &PlacedLine, profile: &Profile) -> String {
    let Some(paragraph) = paragraph(layout, line.of) else { return String::new() };
    let format = profile.paragraph(paragraph.style);
    breaking::text_of(atoms::items(paragraph, format, false), &line.line)
}

/// The paragraph that a line belongs to.
pub fn paragraph(layout: &Layout, of: Of) -> Option<&LaidParagraph> {
    match (&layout.sections[of.section].blocks[of.block], of.cell) {
        (LaidBlock::Paragraph(paragraph), _) => Some(paragraph),
        (LaidBlock::Table(table), Some((row, cell))) => {
            Some(&table.rows[row].cells[cell].paragraphs[of.paragraph].paragraph)
        }
        (LaidBlock::Imprint(imprint), Some((row, cell))) => match (&imprint.rows[row], cell) {
            (ImprintRow::Text { paragraphs, .. }, _) => paragraphs.get(of.paragraph),
            (ImprintRow::Pair { left, .. }, 0) => Some(left),
            (ImprintRow::Pair { right, .. }, _) => Some(right),
        },
        (LaidBlock::Mark(mark), None) => Some(&mark.anchor),
        (LaidBlock::Mark(mark), Some((line, 0))) => mark.names.get(line),
        (LaidBlock::Mark(mark), Some(_)) => mark.suffix.as_ref(),
        _ => None,
    }
}
