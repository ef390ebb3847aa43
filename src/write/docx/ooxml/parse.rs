//! XML → [`Element`], for fragments of docx-rs and for the properties of files that come back to us. Bounded in
//! depth and in the number of elements; never panics. Comments, instructions and document types are refused or
//! skipped: none of them stands in what we read.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

use crate::write::docx::ooxml::element::{Element, Node};

/// Deepest nesting that is read.
const DEPTH: usize = 64;
/// Most elements that are read.
const ELEMENTS: usize = 20_000;

/// The root element; `None` if this is not one well-formed element within the bounds.
pub fn parse(xml: &[u8]) -> Option<Element> {
    let xml = std::str::from_utf8(xml).ok()?;
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<Element> = Vec::new();
    let mut count = 0;
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => {
                count += 1;
                if open.len() == DEPTH || count > ELEMENTS {
                    return None;
                }
                open.push(element(&start)?);
            }
            Event::Empty(start) => {
                count += 1;
                if count > ELEMENTS {
                    return None;
                }
                let element = element(&start)?;
                match open.last_mut() {
                    Some(parent) => parent.children.push(Node::Element(element)),
                    None => return Some(element),
                }
            }
            Event::End(_) => {
                let element = open.pop()?;
                match open.last_mut() {
                    Some(parent) => parent.children.push(Node::Element(element)),
                    None => return Some(element),
                }
            }
            Event::Text(text) => push_text(open.last_mut(), std::str::from_utf8(&text).ok()?),
            Event::GeneralRef(reference) => {
                let entity = format!("&{};", std::str::from_utf8(&reference).ok()?);
                push_text(open.last_mut(), &unescape(&entity).ok()?);
            }
            Event::CData(data) => push_text(open.last_mut(), std::str::from_utf8(&data).ok()?),
            Event::Decl(_) | Event::Comment(_) | Event::PI(_) => {}
            Event::DocType(_) | Event::Eof => return None,
        }
    }
}

/// Adds characters to an element; characters outside the root are white space between parts.
fn push_text(parent: Option<&mut Element>, text: &str) {
    let Some(parent) = parent else { return };
    match parent.children.last_mut() {
        Some(Node::Text(have)) => have.push_str(text),
        _ => parent.children.push(Node::Text(text.to_owned())),
    }
}

/// The element that a tag opens.
fn element(start: &BytesStart) -> Option<Element> {
    let name = std::str::from_utf8(start.name().0).ok()?.to_owned();
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.ok()?;
        let key = std::str::from_utf8(attribute.key.0).ok()?.to_owned();
        let raw = std::str::from_utf8(&attribute.value).ok()?;
        attributes.push((Cow::Owned(key), unescape(raw).ok()?.into_owned()));
    }
    Some(Element { name: Cow::Owned(name), attributes, children: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_not_one_element_is_refused() {
        for xml in ["", "甲", "<a>", "<a></b>", "<a b=c/>", "<!DOCTYPE a><a/>"] {
            assert_eq!(parse(xml.as_bytes()), None, "{xml}");
        }
        assert_eq!(parse("<a>".repeat(100_000).as_bytes()), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = parse(&bytes);
        }
    }
}
