//! Layout → lines and pages on the grid. It measures and changes nothing: what the pages ask of the layout is said by
//! [`adjust`], and given to `layout` as its adjustments. Widths are advances in twips, so no font file is opened; it
//! knows no file format. Everything that depends on a page asks here.

pub mod atoms;

pub mod table;

pub mod fill;

pub mod adjust;

pub mod listing;

#[cfg(test)]
mod tests;

use crate::layout::breaking::{Line, Viewer};
use crate::layout::laid::Layout;
use crate::paginate::atoms::Trial;
use crate::profile::style::Profile;
use crate::profile::units::Twip;

/// A document on its pages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pages {
    /// Pages in order, at least one.
    pub pages: Vec<Page>,
    /// Lines of text, page by page; within a page from top to bottom, in a table cell by cell.
    pub lines: Vec<PlacedLine>,
    /// What is more than lines: rows of tables, charts, 版记; page by page, from top to bottom.
    pub boxes: Vec<PlacedBox>,
}

/// A row of a table, a chart or a 版记 on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlacedBox {
    /// Index of its page.
    pub page: usize,
    /// Section.
    pub section: usize,
    /// Block of the section.
    pub block: usize,
    /// Row of the table; 0 for what has none.
    pub row: usize,
    /// Its top from the paper's top edge.
    pub top: Twip,
    /// Its height.
    pub height: Twip,
}

/// A page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// The section it belongs to.
    pub section: usize,
    /// Landscape paper.
    pub landscape: bool,
    /// Its number, from 1; a page without a printed number counts too.
    pub number: usize,
    /// The number is printed.
    pub numbered: bool,
    /// Down to where it is filled, from the paper's top edge; 版记 left out.
    pub filled: Twip,
}

/// A line of text on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlacedLine {
    /// Index of its page.
    pub page: usize,
    /// Which paragraph it belongs to.
    pub of: Of,
    /// Which characters of it.
    pub line: Line,
    /// Top of the line from the paper's top edge.
    pub top: Twip,
    /// Height of the line.
    pub height: Twip,
    /// Left end of its room from the paper's left edge, indents taken off.
    pub left: Twip,
    /// Its room.
    pub room: Twip,
    /// A table's head repeated on a further page.
    pub repeated: bool,
}

/// A paragraph of a layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Of {
    /// Section.
    pub section: usize,
    /// Block of the section.
    pub block: usize,
    /// Row and cell, for a table and for the 版记.
    pub cell: Option<(usize, usize)>,
    /// Paragraph of the cell.
    pub paragraph: usize,
}

/// Sets a layout on pages as this program does.
pub fn paginate(layout: &Layout, profile: &Profile, viewer: Viewer) -> Pages {
    try_out(layout, profile, viewer, Trial::default())
}

/// The pages that a layout would have with these changes.
pub fn try_out(layout: &Layout, profile: &Profile, viewer: Viewer, trial: Trial) -> Pages {
    let mut pages = Pages::default();
    for section in 0..layout.sections.len() {
        let atoms = atoms::of_section(layout, section, profile, viewer, trial);
        let before = pages.pages.len();
        if layout.sections[section].even && before % 2 == 0 {
            let filled = profile.page.top;
            let blank = Page { section, landscape: false, number: before + 1, numbered: false, filled };
            pages.pages.push(blank);
        }
        fill::fill(&atoms, section, layout.sections[section].landscape, profile, &mut pages);
        for page in &mut pages.pages[before..] {
            // The first page of a 信函 has none (10.1).
            page.numbered = layout.sections[section].numbered && !(layout.letter && page.number == 1);
        }
    }
    pages
}

impl Pages {
    /// The lines of a block of a section, in order.
    pub fn lines_of(&self, section: usize, block: usize) -> impl Iterator<Item = &PlacedLine> {
        self.lines.iter().filter(move |line| line.of.section == section && line.of.block == block)
    }
}
