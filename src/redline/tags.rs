//! Tags and properties, written.

use crate::office::element::Element;
use crate::redline::tree::{Node, Xml};

/// Whether it is an empty element, without an end tag.
pub fn is_empty(node: &Node) -> bool {
    node.inner.end == node.span.end
}

/// The tag that opens an element, which will have an end tag.
pub fn open_tag(xml: &Xml<'_>, node: &Node) -> String {
    let tag = &xml.text[node.span.start..node.inner.start];
    if is_empty(node) {
        let inside = tag.trim_end_matches('>').trim_end_matches('/').trim_end();
        return format!("{inside}>");
    }
    tag.to_owned()
}

/// Its end tag.
pub fn close_tag(xml: &Xml<'_>, node: &Node) -> String {
    let tag = &xml.text[node.span.start + 1..node.inner.start];
    let name =
        tag.split(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>').next().unwrap_or_default();
    format!("</{name}>")
}

/// What stands in an element, without its children of one name; empty if it cannot be written.
pub fn inner_xml(element: &Element, without: &str) -> String {
    let mut xml = String::new();
    for child in element.elements().filter(|child| child.name != without) {
        if child.write(&mut xml).is_err() {
            return String::new();
        }
    }
    xml
}

/// What one sees of a run's properties.
pub fn seen_of(xml: &Xml<'_>, properties: &Node) -> Vec<String> {
    const SEEN: [&str; 10] =
        ["b", "i", "u", "strike", "dstrike", "color", "sz", "highlight", "vertAlign", "vanish"];
    let mut seen = Vec::new();
    for child in &properties.children {
        let name = xml.name(child);
        let value = |attribute: &str| xml.attribute(child, attribute);
        if SEEN.contains(&name) {
            seen.push(format!("{name}={}", value("val").unwrap_or_default()));
        } else if name == "rFonts" {
            let fonts = [value("eastAsia"), value("ascii")];
            if fonts.iter().any(Option::is_some) {
                seen.push(format!("{fonts:?}"));
            }
        }
    }
    seen.sort();
    seen
}
