//! Page numbers (GB/T 9704-2012 7.5): `— 1 —` in 4号 宋体, 单页居右空一字, 双页居左空一字, 7 mm below the 版心. A house style
//! may have another form, place or font: the form is made here of its pieces, the rest stands in the styles.
//!
//! On a landscape page the number stays where it is on the portrait sheet (8), which then lies on its side with its
//! left edge above: the sheet's foot is the left margin, and the number reads downwards. So the landscape footers
//! hold a text box, fixed to the page, whose text is turned clockwise; its ends are the sheet's left and right.
//!
//! The first page of a 信函 has no number but the lower red double line, 170 mm long and 20 mm above the paper's bottom edge
//! (10.1), below where footers end: a paragraph in a frame, fixed to the page. `w:titlePg` gives that page its own footer
//! ([`crate::write::docx::sections`]).

use crate::office::element::{Element, Node};
use crate::profile::numbers::NumberPiece;
use crate::profile::style::{ParagraphStyle, Profile};
use crate::profile::units::Twip;
use crate::write::docx::formatting::{frame, paragraph_id};
use crate::write::docx::text_box::{self, Place, TextBox};

/// What a footer shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content {
    /// A page number in this style at the foot of a portrait page.
    Number(ParagraphStyle),
    /// A page number in this style in the left margin of a landscape page, in a drawing with this id; the document's own
    /// count from [`text_box::FIRST_ID`].
    Turned(ParagraphStyle, u32),
    /// The lower double line of a 信函.
    DoubleLine,
    /// Nothing.
    Nothing,
}

/// A footer part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Footer {
    /// Name in the package.
    pub part: &'static str,
    /// Target as the document's relationships name it.
    pub target: &'static str,
    /// Id of the relationship.
    pub relationship: &'static str,
    content: Content,
}

/// Odd pages, portrait.
pub const PORTRAIT_ODD: Footer = Footer {
    part: "word/footer1.xml",
    target: "footer1.xml",
    relationship: "rIdOdd",
    content: Content::Number(ParagraphStyle::PageNumberOdd),
};

/// Even pages, portrait.
pub const PORTRAIT_EVEN: Footer = Footer {
    part: "word/footer2.xml",
    target: "footer2.xml",
    relationship: "rIdEven",
    content: Content::Number(ParagraphStyle::PageNumberEven),
};

/// Odd pages, landscape.
pub const LANDSCAPE_ODD: Footer = Footer {
    part: "word/footer3.xml",
    target: "footer3.xml",
    relationship: "rIdLandscapeOdd",
    content: Content::Turned(ParagraphStyle::PageNumberOdd, 1),
};

/// Even pages, landscape.
pub const LANDSCAPE_EVEN: Footer = Footer {
    part: "word/footer4.xml",
    target: "footer4.xml",
    relationship: "rIdLandscapeEven",
    content: Content::Turned(ParagraphStyle::PageNumberEven, 2),
};

/// The first page of a 信函.
pub const LETTER_FIRST: Footer = Footer {
    part: "word/footer5.xml",
    target: "footer5.xml",
    relationship: "rIdLetterFirst",
    content: Content::DoubleLine,
};

/// The blank page before a 版记 page, and that page (7.5).
pub const EMPTY: Footer = Footer {
    part: "word/footer6.xml",
    target: "footer6.xml",
    relationship: "rIdNoNumber",
    content: Content::Nothing,
};

/// The footers that every document has.
pub const COMMON: [Footer; 4] = [PORTRAIT_ODD, PORTRAIT_EVEN, LANDSCAPE_ODD, LANDSCAPE_EVEN];

/// Those of a document in a format of chapter 10, or with a 版记 page behind a blank one.
pub const SPECIAL: [Footer; 6] =
    [PORTRAIT_ODD, PORTRAIT_EVEN, LANDSCAPE_ODD, LANDSCAPE_EVEN, LETTER_FIRST, EMPTY];

/// The part.
pub fn footer(profile: &Profile, footer: &Footer) -> Element {
    let paragraphs = match footer.content {
        Content::Number(style) => vec![number(profile, style)],
        Content::Turned(style, drawing) => vec![turned(profile, drawing, number(profile, style))],
        Content::DoubleLine => vec![double_line(profile), bare(ParagraphStyle::SectionEnd)],
        Content::Nothing => vec![bare(ParagraphStyle::SectionEnd)],
    };
    text_box::with_namespaces(Element::new("w:ftr")).children(paragraphs)
}

/// The lower double line of a 信函. Its style says where it stands; `LibreOffice` reads the frame of a footer's paragraph
/// only where it is the paragraph's own. A frame wants a paragraph behind it.
fn double_line(profile: &Profile) -> Element {
    let mut paragraph = bare(ParagraphStyle::LetterFoot);
    if let Some(place) = profile.paragraph(ParagraphStyle::LetterFoot).frame {
        paragraph.entry("w:pPr").children.push(Node::Element(frame(place)));
    }
    paragraph
}

/// A paragraph without text.
fn bare(style: ParagraphStyle) -> Element {
    Element::new("w:p").child(Element::new("w:pPr").child(Element::val("w:pStyle", paragraph_id(style))))
}

/// `— PAGE —`, or what the profile has for it.
fn number(profile: &Profile, style: ParagraphStyle) -> Element {
    let run = |content: Element| {
        Element::new("w:r")
            .child(Element::new("w:rPr").child(Element::new("w:rFonts").with("w:hint", "eastAsia")))
            .child(content)
    };
    let text = |text: &str| run(Element::new("w:t").with("xml:space", "preserve").characters(text));
    let field = |kind: &str| run(Element::new("w:fldChar").with("w:fldCharType", kind));
    // What a field shows until Word counts.
    let counted = |name: &str| {
        vec![
            field("begin"),
            run(Element::new("w:instrText").with("xml:space", "preserve").characters(format!(" {name} "))),
            field("separate"),
            text("1"),
            field("end"),
        ]
    };
    let pieces = profile.page_number.iter().flat_map(|piece| match piece {
        NumberPiece::Text(words) => vec![text(words)],
        NumberPiece::Page => counted("PAGE"),
        NumberPiece::Total => counted("NUMPAGES"),
    });
    Element::new("w:p")
        .child(Element::new("w:pPr").child(Element::val("w:pStyle", paragraph_id(style))))
        .children(pieces)
}

/// The number in the left margin of a landscape page.
fn turned(profile: &Profile, drawing: u32, number: Element) -> Element {
    // As high as the number's line.
    let thickness = Twip(397);
    let place = Place::Page { x: profile.page.footer, y: profile.landscape.top };
    let number_box = TextBox {
        name: "页码",
        place,
        width: thickness.emu().0.to_string(),
        height: profile.page.text_width().emu().0.to_string(),
        id: drawing.to_string(),
        turned: true,
    };
    bare(ParagraphStyle::SectionEnd).child(text_box::text_box(&number_box, vec![Node::Element(number)]))
}
