//! 命令（令）'s head (GB/T 9704 10.2): the mark 20 mm below the 版心's top edge, 令号 two blank lines below it, the text two
//! blank lines below that. No red line, no title.

use crate::document::tree::Head;
use crate::layout::Sheet;
use crate::layout::head::{LARGEST_MARK, mark, mark_size};
use crate::layout::laid::{LaidBlock, LaidParagraph};
use crate::layout::runs;
use crate::profile::mark as geometry;
use crate::profile::style::{ParagraphStyle, Profile};
use crate::profile::units::Twip;

/// Sets the head.
pub fn lay(head: &Head, profile: &Profile, sheet: &mut Sheet) {
    // The mark is fixed to the page and only an obstacle to the text: above it is room for one line, which always stands,
    // so that the next one goes below.
    sheet.push(LaidBlock::Paragraph(LaidParagraph::blank()));
    let (size, scale) = mark_size(&head.mark, LARGEST_MARK, profile);
    let place = geometry::order(&profile.page, size);
    sheet.push(LaidBlock::Paragraph(mark(&head.mark, size, scale, place)));
    let number = LaidParagraph::new(ParagraphStyle::OrderNumber, runs::plain(&head.document_number));
    let blank = LaidParagraph::blank;
    for line in [blank(), blank(), number, blank(), blank()] {
        sheet.push(LaidBlock::Paragraph(line));
    }
}

/// Where the head ends, the two blank lines below 令号 included, from the paper's top edge.
pub fn bottom(head: &Head, profile: &Profile) -> Twip {
    let (size, _) = mark_size(&head.mark, LARGEST_MARK, profile);
    let (frame, _) = geometry::order(&profile.page, size);
    Twip(frame.y.0 + frame.height.0 + 5 * profile.pitch.0)
}
