//! The small parts that hardly depend on the profile: content types, relationships, settings, font table,
//! application properties.

use std::fmt::Display;
use std::sync::Arc;

use crate::layout::breaking::{NO_END, NO_START};
use crate::office::element::{Element, Node};
use crate::profile::style::{Face, Profile};
use crate::write::docx::picture::Media;
use crate::write::docx::prepared::Outfit;
use crate::write::docx::styles::W;

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006";
const WML: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// Name of the part that says what each part is.
pub const CONTENT_TYPES: &str = "[Content_Types].xml";

/// Name of the part that says what the document refers to.
pub const DOCUMENT_RELATIONSHIPS: &str = "word/_rels/document.xml.rels";

/// `[Content_Types].xml` of a document with so many charts.
pub fn content_types(outfit: Outfit, charts: usize, pictures: bool) -> Element {
    let default = |extension: &str, kind: &str| {
        Element::new("Default").with("Extension", extension).with("ContentType", kind)
    };
    let part = |name: &str, kind: String| {
        Element::new("Override").with("PartName", format!("/{name}")).with("ContentType", kind)
    };
    let office = "application/vnd.openxmlformats-officedocument";
    Element::new("Types")
        .with("xmlns", format!("{PACKAGE}/content-types"))
        .child(default("rels", "application/vnd.openxmlformats-package.relationships+xml"))
        .child(default("xml", "application/xml"))
        .maybe(pictures.then(|| default("png", "image/png")))
        .maybe((charts > 0).then(|| default("xlsx", &format!("{office}.spreadsheetml.sheet"))))
        .child(part("word/document.xml", format!("{WML}.document.main+xml")))
        .child(part("word/styles.xml", format!("{WML}.styles+xml")))
        .child(part("word/settings.xml", format!("{WML}.settings+xml")))
        .child(part("word/fontTable.xml", format!("{WML}.fontTable+xml")))
        .child(part("word/theme/theme1.xml", format!("{office}.theme+xml")))
        .children(outfit.footers().iter().map(|footer| part(footer.part, format!("{WML}.footer+xml"))))
        .children((1..=charts).map(|chart| part(&chart_part(chart), format!("{office}.drawingml.chart+xml"))))
        .child(part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml".into()))
        .child(part("docProps/app.xml", format!("{office}.extended-properties+xml")))
        .child(part("docProps/custom.xml", format!("{office}.custom-properties+xml")))
}

fn relationships<T: Display>(targets: impl IntoIterator<Item = (T, String, T)>) -> Element {
    Element::new("Relationships").with("xmlns", format!("{PACKAGE}/relationships")).children(
        targets.into_iter().map(|(id, kind, target)| {
            Element::new("Relationship").with("Id", id).with("Type", kind).with("Target", target)
        }),
    )
}

/// `_rels/.rels`.
pub fn package_relationships() -> Element {
    relationships([
        ("rId1", format!("{OFFICE}/relationships/officeDocument"), "word/document.xml"),
        ("rId2", format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml"),
        ("rId3", format!("{OFFICE}/relationships/extended-properties"), "docProps/app.xml"),
        ("rId4", format!("{OFFICE}/relationships/custom-properties"), "docProps/custom.xml"),
    ])
}

/// `word/_rels/document.xml.rels` of a document with so many charts.
pub fn document_relationships(outfit: Outfit, charts: usize, media: &[Arc<Media>]) -> Element {
    let fixed = [
        ("rIdStyles", "styles", "styles.xml"),
        ("rIdSettings", "settings", "settings.xml"),
        ("rIdFonts", "fontTable", "fontTable.xml"),
        ("rIdTheme", "theme", "theme/theme1.xml"),
    ];
    let footers = outfit.footers().iter().map(|footer| (footer.relationship, "footer", footer.target));
    let charts =
        (1..=charts).map(|chart| (chart_relationship(chart), "chart", format!("charts/chart{chart}.xml")));
    relationships(
        fixed
            .into_iter()
            .chain(footers)
            .map(|(id, kind, target)| (id.to_owned(), kind, target.to_owned()))
            .chain(charts)
            .chain(media.iter().map(|media| (media.relationship.clone(), "image", media.target.clone())))
            .map(|(id, kind, target)| (id, format!("{OFFICE}/relationships/{kind}"), target)),
    )
}

/// Name of the part of a chart, counted from 1.
pub fn chart_part(chart: usize) -> String {
    format!("word/charts/chart{chart}.xml")
}

/// What the document calls a chart.
pub fn chart_relationship(chart: usize) -> String {
    format!("rIdChart{chart}")
}

/// File name of a chart's numbers, as Word gives it.
pub fn workbook_name(chart: usize) -> String {
    format!("Microsoft_Excel_Sheet{chart}.xlsx")
}

/// The relationships of a chart: its numbers.
pub fn chart_relationships(chart: usize) -> Element {
    let target = format!("../embeddings/{}", workbook_name(chart));
    relationships([("rId1".to_owned(), format!("{OFFICE}/relationships/package"), target)])
}

/// `word/settings.xml`. `doNotCompress` keeps punctuation at full width, so that 28 characters fill a line;
/// `evenAndOddHeaders` gives even pages their own number (7.5); `mirrorMargins` lets left and right margin change places on
/// even pages, absent they stay; the marks that may not begin or end a line are those that `paginate` reckons with; mode 15 is Word 2013 and later.
pub fn settings(profile: &Profile) -> Element {
    let compatibility = |name: &str, value: u8| {
        Element::new("w:compatSetting")
            .with("w:name", name)
            .with("w:uri", "http://schemas.microsoft.com/office/word")
            .with("w:val", value)
    };
    Element::new("w:settings")
        .with("xmlns:w", W)
        .child(Element::new("w:zoom").with("w:percent", 100))
        .maybe(profile.mirrored.then(|| Element::new("w:mirrorMargins")))
        .child(Element::val("w:defaultTabStop", 420))
        .child(Element::new("w:evenAndOddHeaders"))
        .child(Element::val("w:characterSpacingControl", "doNotCompress"))
        .child(Element::val("w:noLineBreaksAfter", NO_END).with("w:lang", "zh-CN"))
        .child(Element::val("w:noLineBreaksBefore", NO_START).with("w:lang", "zh-CN"))
        .child(
            Element::new("w:compat")
                .child(Element::new("w:doNotExpandShiftReturn"))
                .child(compatibility("compatibilityMode", 15))
                .child(compatibility("overrideTableStyleFontSizeAndJustification", 1))
                .child(compatibility("enableOpenTypeFeatures", 1))
                .child(compatibility("doNotFlipMirrorIndents", 1))
                .child(compatibility("differentiateMultirowTableHeaders", 1)),
        )
        .child(Element::val("w:themeFontLang", "en-US").with("w:eastAsia", "zh-CN"))
        .child(Element::val("w:decimalSymbol", "."))
        .child(Element::val("w:listSeparator", ","))
}

/// `word/fontTable.xml`: each font with the names that a reader may take instead.
pub fn font_table(profile: &Profile) -> Element {
    let mut table = Element::new("w:fonts").with("xmlns:w", W);
    let mut seen: Vec<&str> = Vec::new();
    let mut add = |name: &'_ str, alternatives: Vec<&str>, charset: &str, family: &str| {
        let font = Element::new("w:font")
            .with("w:name", name)
            .maybe((!alternatives.is_empty()).then(|| Element::val("w:altName", alternatives.join(","))))
            .child(Element::val("w:charset", charset))
            .child(Element::val("w:family", family))
            .child(Element::val("w:pitch", "default"));
        table.children.push(Node::Element(font));
    };
    for fonts in &profile.fonts {
        let family = if fonts.face == Face::Song { "roman" } else { "modern" };
        for name in [fonts.name.as_str(), fonts.beyond_gb2312.as_str()] {
            if !seen.contains(&name) {
                seen.push(name);
                let others = fonts.alternatives.iter().map(String::as_str).filter(|other| *other != name);
                add(name, others.collect(), CHINESE, family);
            }
        }
    }
    if let Some(western) = profile.western.as_deref().filter(|name| !seen.contains(name)) {
        add(western, Vec::new(), "00", "roman");
    }
    if let Some((first, others)) =
        profile.rare_fonts.split_first().filter(|(name, _)| !seen.contains(&name.as_str()))
    {
        add(first, others.iter().map(String::as_str).collect(), CHINESE, "modern");
    }
    table
}

/// `w:charset` of GB 2312.
const CHINESE: &str = "86";

/// `docProps/app.xml`.
pub fn application() -> Element {
    Element::new("Properties")
        .with("xmlns", format!("{OFFICE}/extended-properties"))
        .child(Element::new("Application").characters("gongwen"))
        .child(Element::new("DocSecurity").characters("0"))
}
