//! `w:sectPr`: paper, margins and footers of a section. Page numbers run on: no section restarts them (7.5) but the
//! first of a document that is bound with others.
//!
//! What the reader of a bound document sees: each document begins on the front of a sheet, with page 1, so that a stack
//! printed on both sides falls apart into the single documents. `w:type` `oddPage` leaves the back of a sheet blank where
//! the document before ends on a front; absent, a section begins on the next page. `w:pgNumType` `start` 1 begins the
//! numbers anew; absent, they run on. The footers of odd and even pages follow these numbers.

use crate::office::element::Element;
use crate::profile::style::{PageGeometry, Profile};
use crate::write::docx::footers;

/// Which kind of section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SectionKind {
    /// Landscape pages; else portrait.
    pub landscape: bool,
    /// It begins a document that is bound with others: on the front of a sheet, with page 1.
    pub opens: bool,
}

impl SectionKind {
    /// All of them, by [`SectionKind::index`].
    pub const ALL: [Self; 4] = [
        Self { landscape: false, opens: false },
        Self { landscape: true, opens: false },
        Self { landscape: false, opens: true },
        Self { landscape: true, opens: true },
    ];

    /// Its place in [`SectionKind::ALL`].
    pub fn index(self) -> usize {
        usize::from(self.landscape) + 2 * usize::from(self.opens)
    }
}

/// The properties of a section.
pub fn properties(profile: &Profile, kind: SectionKind) -> Element {
    let SectionKind { landscape, opens } = kind;
    let (page, odd, even) = if landscape {
        (&profile.landscape, &footers::LANDSCAPE_ODD, &footers::LANDSCAPE_EVEN)
    } else {
        (&profile.page, &footers::PORTRAIT_ODD, &footers::PORTRAIT_EVEN)
    };
    let footer =
        |kind: &str, id: &str| Element::new("w:footerReference").with("w:type", kind).with("r:id", id);
    Element::new("w:sectPr")
        .child(footer("default", odd.relationship))
        .child(footer("even", even.relationship))
        .maybe(opens.then(|| Element::val("w:type", "oddPage")))
        .child(size(page, landscape))
        .child(margins(page))
        .maybe(opens.then(|| Element::new("w:pgNumType").with("w:start", 1)))
        .child(Element::new("w:cols").with("w:space", 720))
}

fn size(page: &PageGeometry, landscape: bool) -> Element {
    let size = Element::new("w:pgSz").with("w:w", page.width.0).with("w:h", page.height.0);
    if landscape { size.with("w:orient", "landscape") } else { size }
}

fn margins(page: &PageGeometry) -> Element {
    Element::new("w:pgMar")
        .with("w:top", page.top.0)
        .with("w:right", page.right.0)
        .with("w:bottom", page.bottom.0)
        .with("w:left", page.left.0)
        // There are no headers; Word wants a distance all the same.
        .with("w:header", 851)
        .with("w:footer", page.footer.0)
        .with("w:gutter", 0)
}
