//! XML → [`Element`], for fragments of docx-rs and for the properties of files that come back to us. Bounded in
//! depth and in the number of elements; never panics. Comments, instructions and document types are refused or
//! skipped: none of them stands in what we read.

use std::borrow::Cow;

use crate::office::element::{Element, Node};
use crate::office::xml::{Piece, Pieces, Tag};

/// Most elements that are read.
const ELEMENTS: usize = 20_000;

/// The root element; `None` if this is not one well-formed element within the bounds.
pub fn parse(xml: &[u8]) -> Option<Element> {
    let mut pieces = Pieces::new(xml).ok()?;
    let mut open: Vec<Element> = Vec::new();
    let mut count = 0;
    loop {
        match pieces.next_piece().ok()?? {
            Piece::Open(tag) => {
                count += 1;
                if count > ELEMENTS {
                    return None;
                }
                open.push(element(&tag)?);
            }
            Piece::Close => {
                let element = open.pop()?;
                match open.last_mut() {
                    Some(parent) => parent.children.push(Node::Element(element)),
                    None => return Some(element),
                }
            }
            Piece::Text(text) => push_text(open.last_mut(), &text),
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
fn element(tag: &Tag) -> Option<Element> {
    let mut attributes = Vec::new();
    for attribute in tag.attributes() {
        let (name, value) = attribute.ok()?;
        attributes.push((Cow::Owned(name.to_owned()), value));
    }
    let name = Cow::Owned(tag.qualified_name().to_owned());
    Some(Element { name, attributes, children: Vec::new() })
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
