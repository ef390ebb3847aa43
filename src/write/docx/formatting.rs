//! Formats in the terms of `WordprocessingML`, the same for styles and for direct settings.
//!
//! **Indents.** Word counts `firstLineChars` in the width of the paragraph's first character, its spacing included:
//! 315 twips for 三号 at −5, which is what our twips say, so a first-line indent is written both ways and staff see
//! “首行缩进 2 字符”. It counts `leftChars` and `rightChars` in the size of Normal without spacing (320), and a left
//! indent in characters moves by the hanging indent. Those would contradict our twips, so left, right and hanging
//! indents are in twips only. `LibreOffice` reads only twips.

use crate::office::element::Element;
use crate::profile::style::{
    Alignment, CharacterStyle, Frame, Indents, LineHeight, ParagraphFormat, ParagraphStyle, Profile,
    RunFormat,
};
use crate::profile::units::Twip;

/// `w:styleId` of a paragraph style; the name that people see stands in the profile.
pub fn paragraph_id(style: ParagraphStyle) -> &'static str {
    use ParagraphStyle as S;
    match style {
        S::Normal => "Normal",
        S::Body => "Body",
        S::Blank => "Blank",
        S::CopyNumber => "CopyNumber",
        S::Secrecy => "Secrecy",
        S::Mark => "Mark",
        S::MarkName => "MarkName",
        S::DocumentNumber => "DocumentNumber",
        S::SignerLine => "SignerLine",
        S::IssueNumber => "IssueNumber",
        S::Title => "DocumentTitle",
        S::InstrumentTitle => "InstrumentTitle",
        S::Subtitle => "Subtitle",
        S::Recipients => "Recipients",
        S::Chapter => "Chapter",
        S::Heading1 => "Level1",
        S::Heading2 => "Level2",
        S::Heading3 => "Level3",
        S::Heading4 => "Level4",
        S::RunIn1 => "RunIn1",
        S::RunIn2 => "RunIn2",
        S::RunIn3 => "RunIn3",
        S::RunIn4 => "RunIn4",
        S::AttachmentNote => "AttachmentNote",
        S::AttachmentNoteNext => "AttachmentNoteNext",
        S::Attendance => "Attendance",
        S::Signatory => "Signatory",
        S::IssueDate => "IssueDate",
        S::Remark => "Remark",
        S::AttachmentLabel => "AttachmentLabel",
        S::AttachmentTitle => "AttachmentTitle",
        S::TableTitle => "TableTitle",
        S::TableUnit => "TableUnit",
        S::TableHead => "TableHead",
        S::TableText => "TableText",
        S::TableNote => "TableNote",
        S::Chart => "Chart",
        S::ChartTitle => "ChartTitle",
        S::Imprint => "Imprint",
        S::ImprintAnchor => "ImprintAnchor",
        S::SectionEnd => "SectionEnd",
        S::PageNumberOdd => "PageNumberOdd",
        S::PageNumberEven => "PageNumberEven",
        S::ContentsTitle => "ContentsTitle",
        S::Contents1 => "TOC1",
        S::Contents2 => "TOC2",
        S::Contents3 => "TOC3",
        S::LetterRule => "LetterRule",
        S::LetterNumber => "LetterNumber",
        S::LetterFoot => "LetterFoot",
        S::OrderNumber => "OrderNumber",
    }
}

/// `w:styleId` of a character style.
pub fn character_id(style: CharacterStyle) -> &'static str {
    match style {
        CharacterStyle::Heading1 => "Level1Char",
        CharacterStyle::Heading2 => "Level2Char",
        CharacterStyle::Heading3 => "Level3Char",
        CharacterStyle::Heading4 => "Level4Char",
        CharacterStyle::Strong => "BoldText",
        CharacterStyle::Signer => "SignerName",
        CharacterStyle::Citation => "CitationNumber",
    }
}

/// `w:jc` of an alignment.
pub fn alignment(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::Left => "left",
        Alignment::Justified => "both",
        Alignment::Center => "center",
        Alignment::Right => "right",
        Alignment::Distributed => "distribute",
    }
}

/// All four slots of `w:rFonts` with one font: no script falls back to a Western default. A house style may have another
/// font for western letters and digits.
pub fn fonts(name: &str, western: Option<&str>) -> Element {
    let latin = western.unwrap_or(name);
    Element::new("w:rFonts")
        .with("w:ascii", latin)
        .with("w:hAnsi", latin)
        .with("w:eastAsia", name)
        .with("w:cs", name)
}

/// `w:spacing`: a line height, with 段前 and 段后 of the paragraph's style.
pub fn line(line: LineHeight, style: &ParagraphFormat) -> Element {
    let (value, rule) = match line {
        LineHeight::Exact(value) => (value, "exact"),
        LineHeight::AtLeast(value) => (value, "atLeast"),
    };
    Element::new("w:spacing")
        .with("w:before", style.before.0)
        .with("w:after", style.after.0)
        .with("w:line", value.0)
        .with("w:lineRule", rule)
}

/// Indents in twips.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IndentTwips {
    /// Left edge.
    pub left: i32,
    /// Right edge.
    pub right: i32,
    /// First line; negative hangs.
    pub first: i32,
}

/// Indents of a paragraph with these characters: 1 字 is the size and the spacing of one.
pub fn indent_twips(indents: Indents, run: &RunFormat) -> IndentTwips {
    let twips = |length| run.length(length).0;
    IndentTwips { left: twips(indents.left), right: twips(indents.right), first: twips(indents.first) }
}

/// `w:ind`, complete: what a style or a paragraph does not mean is written as 0, so that nothing shines through.
pub fn indents(indents: Indents, run: &RunFormat) -> Element {
    let twips = indent_twips(indents, run);
    let base = Element::new("w:ind").with("w:left", twips.left).with("w:right", twips.right);
    if twips.first < 0 {
        // The 0 says that the twips hold: a style's firstLineChars would win over them.
        base.with("w:firstLineChars", 0).with("w:hanging", -twips.first)
    } else {
        base.with("w:firstLineChars", indents.first.0).with("w:firstLine", twips.first)
    }
}

/// `w:framePr`: fixed to the page, the text above and below.
pub fn frame(frame: Frame) -> Element {
    Element::new("w:framePr")
        .with("w:w", frame.width.0)
        .with("w:h", frame.height.0)
        .with("w:hRule", "exact")
        .with("w:wrap", "notBeside")
        .with("w:vAnchor", "page")
        .with("w:hAnchor", "page")
        .with("w:x", frame.x.0)
        .with("w:y", frame.y.0)
}

/// The children of a style's `w:rPr`.
pub fn run_properties(run: &RunFormat, profile: &Profile) -> Element {
    let western = profile.western.as_deref().filter(|_| run.western);
    Element::new("w:rPr")
        .child(fonts(&profile.face(run.face).name, western))
        .maybe(run.bold.then(|| Element::new("w:b")))
        .maybe(run.bold.then(|| Element::new("w:bCs")))
        .child(Element::val("w:color", if run.red { RED } else { "auto" }))
        .child(Element::val("w:spacing", run.spacing.0))
        .child(Element::val("w:sz", run.size.0))
        .child(Element::val("w:szCs", run.size.0))
}

/// The red of mark and rule.
pub const RED: &str = "FF0000";

/// `w:tcW`, `w:tblW` and their like.
pub fn width(name: &'static str, width: Twip) -> Element {
    Element::new(name).with("w:w", width.0).with("w:type", "dxa")
}
