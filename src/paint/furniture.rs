//! What stands on each page besides the text: the page number (7.5), on the first page of a 信函 the lower double line (10.1).

use crate::layout::breaking::Viewer;
use crate::layout::laid::{Direct, LaidParagraph, Layout};
use crate::layout::runs;
use crate::paginate::Of;
use crate::paginate::Page;
use crate::paginate::atoms::{self, Setter};
use crate::paint::ink::{Ink, Role};
use crate::paint::line::{self, Place};
use crate::paint::rules;
use crate::profile::numbers::NumberPiece;
use crate::profile::style::{ParagraphStyle, Profile};

/// Height of a page number's line.
const LINE: i32 = 397;

/// Draws what a page has.
pub fn draw(layout: &Layout, page: &Page, total: usize, profile: &Profile, inks: &mut Vec<Ink>) {
    if layout.letter && page.number == 1 {
        let format = profile.paragraph(ParagraphStyle::LetterFoot);
        if let (Some(rule), Some(frame)) = (format.double_rule, format.frame) {
            let y = f64::from(frame.y.0 + atoms::line_height(format, &Direct::default()));
            rules::double(rule, f64::from(frame.x.0), y, f64::from(frame.width.0), inks);
        }
    }
    if !page.numbered {
        return;
    }
    let style = if page.number.is_multiple_of(2) {
        ParagraphStyle::PageNumberEven
    } else {
        ParagraphStyle::PageNumberOdd
    };
    let text: String = profile
        .page_number
        .iter()
        .map(|piece| match piece {
            NumberPiece::Text(words) => words.clone(),
            NumberPiece::Page => page.number.to_string(),
            NumberPiece::Total => total.to_string(),
        })
        .collect();
    let paragraph = LaidParagraph::new(style, runs::plain(&text));
    let width = profile.page.text_width().0;
    if page.landscape {
        // The number stays at the foot of the sheet, which is the left margin here, and reads downwards.
        let mut turned = Vec::new();
        number(&paragraph, 0, 0, width, profile, &mut turned);
        let (x, y) = (profile.page.footer.0 + LINE, profile.landscape.top.0);
        inks.push(Ink::Turned { x: f64::from(x), y: f64::from(y), degrees: 90.0, inks: turned });
        return;
    }
    let even = page.number.is_multiple_of(2) && profile.mirrored;
    let left = if even { profile.page.right.0 } else { profile.page.left.0 };
    let height = atoms::line_height(profile.paragraph(style), &paragraph.direct);
    let top = profile.page.height.0 - profile.page.footer.0 - height;
    number(&paragraph, left, top, width, profile, inks);
}

fn number(
    paragraph: &LaidParagraph,
    left: i32,
    top: i32,
    width: i32,
    profile: &Profile,
    inks: &mut Vec<Ink>,
) {
    let format = profile.paragraph(paragraph.style);
    let of = Of { section: 0, block: 0, cell: None, paragraph: 0 };
    let mut lines = Vec::new();
    Setter::new(profile, Viewer::Word).set(paragraph, format, of, width, &mut lines);
    for text in lines {
        let place = Place {
            line: text.line,
            first: true,
            left: left + text.left,
            top: top + text.top,
            height: text.height,
            room: text.room,
            alignment: format.alignment,
            role: Role::Furniture,
            viewer: Viewer::Word,
        };
        line::draw(paragraph, &place, profile, inks);
    }
}
