//! Sections: paper, margins, grid, page numbers, and which head and foot their pages have.

use crate::office::element::Element;
use crate::read::docx::tree::Asked;

/// Which pages a head or foot is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pages {
    /// All, or odd ones where even ones have their own.
    Default,
    /// The first.
    First,
    /// Even ones.
    Even,
}

/// A head or foot that a section names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// A foot, not a head.
    pub is_footer: bool,
    /// Its pages.
    pub pages: Pages,
    /// Relationship of the document.
    pub id: String,
    /// The so-manieth part of heads and feet that was read; `None` if it is not there.
    pub part: Option<usize>,
}

/// The page's grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// `lines`, `linesAndChars`, `snapToChars`; empty for none.
    pub kind: String,
    /// Distance of lines in twips.
    pub pitch: i32,
    /// What is added to each character, in 4096ths of a point.
    pub spacing: i32,
}

/// A section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// One past its last paragraph.
    pub end: usize,
    /// `nextPage`, `evenPage`, `oddPage`, `continuous`: how it begins.
    pub kind: String,
    /// Width and height of the paper in twips.
    pub paper: (i32, i32),
    /// Margins in twips: above, right, below, left with 装订线.
    pub margins: [i32; 4],
    /// Paper's bottom edge to the footer's.
    pub footer: i32,
    /// Grid.
    pub grid: Option<Grid>,
    /// The first page has a head and foot of its own.
    pub title_page: bool,
    /// Its heads and feet; those of the section before count where it has none.
    pub references: Vec<Reference>,
    /// The number that its pages begin with.
    pub start: Option<i32>,
}

impl Section {
    /// Whether its pages lie across.
    pub fn is_landscape(&self) -> bool {
        self.paper.0 > self.paper.1
    }

    /// 版心宽.
    pub fn text_width(&self) -> i32 {
        self.paper.0 - self.margins[1] - self.margins[3]
    }

    /// 版心高.
    pub fn text_height(&self) -> i32 {
        self.paper.1 - self.margins[0] - self.margins[2]
    }

    /// Its foot or head for these pages.
    pub fn part(&self, is_footer: bool, pages: Pages) -> Option<usize> {
        self.references.iter().find(|r| r.is_footer == is_footer && r.pages == pages)?.part
    }
}

/// A section that ends before the paragraph `end`. What a file does not say is what Word takes for it: letter paper, an inch.
pub fn read(element: &Element, end: usize) -> Section {
    let size = element.child_named("w:pgSz");
    let margins = element.child_named("w:pgMar");
    let of = |element: Option<&Element>, name: &str, default: i32| {
        element.and_then(|e| e.number(name)).unwrap_or(default).clamp(-100_000, 100_000)
    };
    let numbers = element.child_named("w:pgNumType");
    let references = element.elements().filter_map(|child| {
        let is_footer = match &*child.name {
            "w:footerReference" => true,
            "w:headerReference" => false,
            _ => return None,
        };
        let pages = match child.attribute("type") {
            Some("first") => Pages::First,
            Some("even") => Pages::Even,
            _ => Pages::Default,
        };
        Some(Reference { is_footer, pages, id: child.attribute("id")?.to_owned(), part: None })
    });
    Section {
        end,
        kind: element.val_of("w:type").unwrap_or("nextPage").to_owned(),
        paper: (of(size, "w", 12_240), of(size, "h", 15_840)),
        margins: [
            of(margins, "top", 1440),
            of(margins, "right", 1440),
            of(margins, "bottom", 1440),
            of(margins, "left", 1440) + of(margins, "gutter", 0),
        ],
        footer: of(margins, "footer", 720),
        grid: element.child_named("w:docGrid").map(|grid| Grid {
            kind: grid.attribute("type").filter(|kind| *kind != "default").unwrap_or_default().to_owned(),
            pitch: of(Some(grid), "linePitch", 0),
            spacing: of(Some(grid), "charSpace", 0),
        }),
        title_page: element.switch("w:titlePg").unwrap_or(false),
        references: references.collect(),
        start: numbers.and_then(|numbers| numbers.number("start")),
    }
}

/// Heads and feet that a section does not name are those of the section before.
pub fn inherit(sections: &mut [Section]) {
    for at in 1..sections.len() {
        let (before, rest) = sections.split_at_mut(at);
        let (Some(last), Some(section)) = (before.last(), rest.first_mut()) else { continue };
        for reference in &last.references {
            let known = section
                .references
                .iter()
                .any(|r| (r.is_footer, r.pages) == (reference.is_footer, reference.pages));
            if !known {
                section.references.push(reference.clone());
            }
        }
    }
}
