//! `w:sectPr`: paper, margins and footers of a section. Page numbers run on: no section restarts them (7.5).

use crate::office::element::Element;
use crate::profile::style::{PageGeometry, Profile};
use crate::write::docx::footers;

/// The properties of a portrait or a landscape section.
pub fn properties(profile: &Profile, landscape: bool) -> Element {
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
        .child(size(page, landscape))
        .child(margins(page))
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
