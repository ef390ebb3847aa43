//! `w:sectPr`: paper, margins and footers of a section. Page numbers run on: no section restarts them (7.5) but the
//! first of a document that is bound with others.
//!
//! What the reader of a bound document sees: each document begins on the front of a sheet, with page 1, so that a stack
//! printed on both sides falls apart into the single documents. `w:type` `oddPage` leaves the back of a sheet blank where
//! the document before ends on a front; absent, a section begins on the next page. `w:pgNumType` `start` 1 begins the
//! numbers anew; absent, they run on. The footers of odd and even pages follow these numbers.
//!
//! What the reader of a 信函 sees: no number on its first page but the lower double line (10.1). `w:titlePg` lets the first
//! page of the section have the footer of the type `first`; absent, that page is like the others.

use crate::office::element::Element;
use crate::profile::style::{PageGeometry, Profile};
use crate::write::docx::footers;

/// Which kind of section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own in Word")]
pub struct SectionKind {
    /// Landscape pages; else portrait.
    pub landscape: bool,
    /// It begins a document that is bound with others: on the front of a sheet, with page 1.
    pub opens: bool,
    /// It begins a 信函: its first page, always a portrait one, has a foot of its own.
    pub letter: bool,
    /// It begins on an even page: `w:type` `evenPage` leaves a page blank where the one before is even too.
    pub even: bool,
    /// Its pages have no numbers (7.5): footers without anything, since without footers they would have those before.
    pub unnumbered: bool,
}

impl SectionKind {
    /// All of them, by [`SectionKind::index`].
    pub const ALL: [Self; 8] = [
        Self { landscape: false, opens: false, letter: false, even: false, unnumbered: false },
        Self { landscape: true, opens: false, letter: false, even: false, unnumbered: false },
        Self { landscape: false, opens: true, letter: false, even: false, unnumbered: false },
        Self { landscape: true, opens: true, letter: false, even: false, unnumbered: false },
        Self { landscape: false, opens: false, letter: true, even: false, unnumbered: false },
        Self { landscape: false, opens: true, letter: true, even: false, unnumbered: false },
        Self { landscape: false, opens: false, letter: false, even: true, unnumbered: false },
        Self { landscape: false, opens: false, letter: false, even: true, unnumbered: true },
    ];

    /// Its place in [`SectionKind::ALL`].
    pub fn index(self) -> usize {
        if self.even {
            6 + usize::from(self.unnumbered)
        } else if self.letter {
            4 + usize::from(self.opens)
        } else {
            usize::from(self.landscape) + 2 * usize::from(self.opens)
        }
    }
}

/// The properties of a section.
pub fn properties(profile: &Profile, kind: SectionKind) -> Element {
    let SectionKind { landscape, opens, letter, even: on_even, unnumbered } = kind;
    let (page, odd, even) = if unnumbered {
        (&profile.page, &footers::EMPTY, &footers::EMPTY)
    } else if landscape {
        (&profile.landscape, &footers::LANDSCAPE_ODD, &footers::LANDSCAPE_EVEN)
    } else {
        (&profile.page, &footers::PORTRAIT_ODD, &footers::PORTRAIT_EVEN)
    };
    let footer =
        |kind: &str, id: &str| Element::new("w:footerReference").with("w:type", kind).with("r:id", id);
    Element::new("w:sectPr")
        .child(footer("default", odd.relationship))
        .child(footer("even", even.relationship))
        .maybe(letter.then(|| footer("first", footers::LETTER_FIRST.relationship)))
        .maybe(opens.then(|| Element::val("w:type", "oddPage")))
        .maybe(on_even.then(|| Element::val("w:type", "evenPage")))
        .child(size(page, landscape))
        .child(margins(page))
        .maybe(opens.then(|| Element::new("w:pgNumType").with("w:start", 1)))
        .child(Element::new("w:cols").with("w:space", 720))
        .maybe(letter.then(|| Element::new("w:titlePg")))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_stands_at_its_place() {
        for (place, kind) in SectionKind::ALL.into_iter().enumerate() {
            assert_eq!(kind.index(), place);
        }
    }
}
