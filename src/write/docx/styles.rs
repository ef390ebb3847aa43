//! `word/styles.xml`: the profile's styles, complete, and nothing of Word's own list in the way.
//!
//! The document defaults carry what holds for every line of a 公文: 避头尾 and hanging punctuation on, no automatic
//! space between Chinese and digits (28 characters to the line), no grid, no widow control (22 lines to the page).

use crate::office::element::Element;
use crate::profile::style::{
    BottomRule, CharacterFormat, DoubleRule, Face, ParagraphFormat, ParagraphStyle, Profile,
};
use crate::profile::units::Twip;
use crate::write::docx::formatting as format;
use crate::write::docx::ooxml::finish::finish;
use crate::write::docx::prepared::Outfit;

/// Namespace of `WordprocessingML`.
pub const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The part. Styles of the formats of chapter 10 and of 目录 stand only where one of these is.
pub fn styles(profile: &Profile, outfit: Outfit) -> Element {
    let listed = profile.paragraphs.iter().filter(|style| outfit.lists(style.style));
    Element::new("w:styles")
        .with("xmlns:w", W)
        .child(defaults(profile))
        .child(latent())
        .children(listed.map(|style| paragraph(profile, style)))
        .child(default_characters())
        .children(profile.characters.iter().map(|style| character(profile, style)))
        .child(default_table())
        .child(default_list())
}

/// What holds for every paragraph and character that no style changes.
fn defaults(profile: &Profile) -> Element {
    let normal = profile.paragraph(ParagraphStyle::Normal);
    let run = format::run_properties(&normal.run, profile)
        .child(Element::val("w:lang", "en-US").with("w:eastAsia", "zh-CN").with("w:bidi", "ar-SA"));
    let paragraph = Element::new("w:pPr")
        .child(Element::val("w:widowControl", 0))
        .child(Element::val("w:kinsoku", 1))
        .child(Element::val("w:wordWrap", 1))
        .child(Element::val("w:overflowPunct", 1))
        .child(Element::val("w:topLinePunct", 0))
        .child(Element::val("w:autoSpaceDE", 0))
        .child(Element::val("w:autoSpaceDN", 0))
        .child(Element::val("w:adjustRightInd", 0))
        .child(Element::val("w:snapToGrid", 0))
        .child(format::line(normal.line, normal));
    Element::new("w:docDefaults")
        .child(Element::new("w:rPrDefault").child(finish(run)))
        .child(Element::new("w:pPrDefault").child(finish(paragraph)))
}

/// Word's built-in styles stay out of the list until somebody asks for them.
fn latent() -> Element {
    Element::new("w:latentStyles")
        .with("w:defLockedState", 0)
        .with("w:defUIPriority", 99)
        .with("w:defSemiHidden", 1)
        .with("w:defUnhideWhenUsed", 1)
        .with("w:defQFormat", 0)
        .with("w:count", 376)
}

/// A paragraph style.
fn paragraph(profile: &Profile, style: &ParagraphFormat) -> Element {
    let id = format::paragraph_id(style.style);
    let normal = style.style == ParagraphStyle::Normal;
    let flag = |name: &'static str, on: bool| on.then(|| Element::new(name));
    let properties = Element::new("w:pPr")
        .maybe(flag("w:keepNext", style.keep_next))
        .maybe(flag("w:keepLines", style.keep_lines))
        .maybe(flag("w:pageBreakBefore", style.page_break_before))
        .maybe(style.frame.map(format::frame))
        .maybe(style.rule.map(rule))
        .maybe(style.double_rule.map(double_rule))
        .maybe(style.leader.map(leader))
        .child(format::line(style.line, style))
        .maybe((!normal).then(|| format::indents(style.indents, &style.run)))
        .child(Element::val("w:jc", format::alignment(style.alignment)))
        .maybe(style.outline.map(|level| Element::val("w:outlineLvl", level)));
    let mut element = Element::new("w:style").with("w:type", "paragraph");
    if normal {
        element = element.with("w:default", 1);
    } else if !style.style.is_built_in() {
        element = element.with("w:customStyle", 1);
    }
    element = element
        .with("w:styleId", id)
        .child(Element::val("w:name", style.style.name()))
        .maybe((!normal).then(|| Element::val("w:basedOn", "Normal")))
        .maybe((style.next != style.style).then(|| Element::val("w:next", format::paragraph_id(style.next))))
        .child(Element::val("w:uiPriority", if style.style.is_built_in() { 39 } else { u8::from(!normal) }))
        .maybe(flag("w:qFormat", !style.style.is_built_in()))
        .child(properties)
        .child(format::run_properties(&style.run, profile));
    finish(element)
}

/// A stop at the right with dots up to it.
fn leader(position: Twip) -> Element {
    let stop = Element::val("w:tab", "right").with("w:leader", "dot").with("w:pos", position.0);
    Element::new("w:tabs").child(stop)
}

/// The red line.
fn rule(rule: BottomRule) -> Element {
    Element::new("w:pBdr").child(
        Element::val("w:bottom", "single")
            .with("w:sz", rule.width.0)
            .with("w:space", rule.space)
            .with("w:color", format::RED),
    )
}

/// The double lines of a 信函. `w:sz` is the thickness of the thick one.
fn double_rule(rule: DoubleRule) -> Element {
    let (edge, kind) = match rule {
        DoubleRule::ThickOverThin(_) => ("w:bottom", "thickThinSmallGap"),
        DoubleRule::ThinOverThick(_) => ("w:bottom", "thinThickSmallGap"),
    };
    Element::new("w:pBdr").child(
        Element::val(edge, kind).with("w:sz", rule.thick().0).with("w:space", 0).with("w:color", format::RED),
    )
}

/// A character style.
fn character(profile: &Profile, style: &CharacterFormat) -> Element {
    let face = |face: Face| format::fonts(&profile.face(face).name, profile.western.as_deref());
    finish(
        Element::new("w:style")
            .with("w:type", "character")
            .with("w:customStyle", 1)
            .with("w:styleId", format::character_id(style.style))
            .child(Element::val("w:name", style.style.name()))
            .child(Element::val("w:basedOn", "DefaultParagraphFont"))
            .child(Element::val("w:uiPriority", 1))
            .child(Element::new("w:qFormat"))
            .child(
                Element::new("w:rPr")
                    .maybe(style.face.map(face))
                    .maybe(style.bold.then(|| Element::new("w:b")))
                    .maybe(style.bold.then(|| Element::new("w:bCs")))
                    .maybe(style.size.map(|size| Element::val("w:sz", size.0)))
                    .maybe(style.size.map(|size| Element::val("w:szCs", size.0)))
                    .maybe(style.raised.then(|| Element::val("w:vertAlign", "superscript"))),
            ),
    )
}

/// A default style that Word expects to find, out of sight.
fn built_in(kind: &str, id: &str, name: &str) -> Element {
    Element::new("w:style")
        .with("w:type", kind)
        .with("w:default", 1)
        .with("w:styleId", id)
        .child(Element::val("w:name", name))
        .child(Element::val("w:uiPriority", 99))
        .child(Element::new("w:semiHidden"))
        .child(Element::new("w:unhideWhenUsed"))
}

fn default_characters() -> Element {
    built_in("character", "DefaultParagraphFont", "Default Paragraph Font")
}

fn default_list() -> Element {
    built_in("numbering", "NoList", "No List")
}

/// Tables without margins of their own: each table says what it has.
fn default_table() -> Element {
    let margin = |name| Element::new(name).with("w:w", 0).with("w:type", "dxa");
    built_in("table", "TableNormal", "Normal Table").child(
        Element::new("w:tblPr").child(Element::new("w:tblInd").with("w:w", 0).with("w:type", "dxa")).child(
            Element::new("w:tblCellMar")
                .child(margin("w:top"))
                .child(margin("w:left"))
                .child(margin("w:bottom"))
                .child(margin("w:right")),
        ),
    )
}
