//! Makes an element that docx-rs built valid: children in the schema's order, foreign marks off, nothing empty.
//!
//! What it mends, each seen in docx-rs 0.4.22: `w:rPr` first in `w:pPr`; `w14:paraId` from a counter of the
//! thread; `w:type` on `w:gridCol`; `w:h_space` for `w:hSpace`; empty `w:rPr`, `w:pPr`, `w:trPr`, `w:tcPr`.
//! What it deliberately does not: judge values. A shape holds no data, so its values are ours.

use crate::office::element::{Element, Node};
use crate::write::docx::ooxml::order;

/// The element, finished.
#[must_use]
pub fn finish(mut element: Element) -> Element {
    element.attributes.retain(|(name, _)| may_stand(&element.name, name));
    let children = std::mem::take(&mut element.children);
    for node in children {
        match node {
            Node::Element(child) => {
                let child = finish(child);
                if !(child.children.is_empty() && EMPTY_MEANS_NOTHING.contains(&child.name.as_ref())) {
                    element.children.push(Node::Element(child));
                }
            }
            Node::Text(text) => element.children.push(Node::Text(text)),
        }
    }
    if let Some(order) = order::of(&element.name) {
        // Stable: what is not listed keeps its order behind what is.
        element.children.sort_by_key(|node| match node {
            Node::Element(child) => order.iter().position(|name| child.name == *name).unwrap_or(order.len()),
            Node::Text(_) => order.len(),
        });
    }
    element
}

/// Property lists that say nothing when they are empty.
const EMPTY_MEANS_NOTHING: [&str; 6] = ["w:rPr", "w:pPr", "w:trPr", "w:tcPr", "w:tblBorders", "w:tcBorders"];

/// Whether an attribute belongs to its element in the schema.
fn may_stand(element: &str, attribute: &str) -> bool {
    let foreign = attribute.starts_with("w14:") || attribute.starts_with("w15:");
    let misplaced =
        matches!((element, attribute), ("w:gridCol", "w:type") | ("w:framePr", "w:h_space" | "w:v_space"));
    !foreign && !misplaced
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::parse::parse;
    use proptest::prelude::*;
    use proptest::sample::subsequence;

    fn finished(xml: &str) -> String {
        finish(parse(xml.as_bytes()).expect("well-formed")).to_xml()
    }

    #[test]
    fn a_paragraph_of_docx_rs_becomes_valid() {
        let made = finished(
            "<w:p w14:paraId=\"00000001\"><w:r><w:t>甲</w:t><w:rPr/></w:r><w:pPr><w:rPr/>\
             <w:jc w:val=\"center\"/><w:ind w:left=\"0\"/><w:pStyle w:val=\"Body\"/></w:pPr></w:p>",
        );
        assert_eq!(
            made,
            "<w:p><w:pPr><w:pStyle w:val=\"Body\"/><w:ind w:left=\"0\"/><w:jc w:val=\"center\"/></w:pPr>\
             <w:r><w:t>甲</w:t></w:r></w:p>"
        );
    }

    #[test]
    fn a_grid_column_loses_the_type_that_it_may_not_have() {
        assert_eq!(finished("<w:gridCol w:w=\"10\" w:type=\"dxa\"/>"), "<w:gridCol w:w=\"10\"/>");
    }

    fn parents() -> impl Strategy<Value = &'static str> {
        prop::sample::select(vec![
            "w:pPr", "w:rPr", "w:tblPr", "w:tcPr", "w:trPr", "w:sectPr", "w:style", "w:pBdr",
        ])
    }

    proptest! {
        #[test]
        fn any_order_of_children_becomes_the_schemas(
            (parent, mixed) in parents().prop_flat_map(|parent| {
                let names = order::of(parent).expect("ordered").to_vec();
                let count = names.len();
                (Just(parent), subsequence(names, 0..=count).prop_shuffle())
            })
        ) {
            let mut element = Element::new(parent);
            element.children = mixed.iter().map(|name| Node::Element(Element::val(name, "1"))).collect();
            for node in &mut element.children {
                if let Node::Element(child) = node {
                    child.children.push(Node::Text(String::from("甲")));
                }
            }
            let done = finish(element);
            let order = order::of(parent).expect("ordered");
            let places: Vec<_> =
                done.elements().map(|child| order.iter().position(|name| child.name == *name)).collect();
            prop_assert!(places.is_sorted());
            prop_assert_eq!(places.len(), mixed.len());
            prop_assert_eq!(finish(done.clone()), done);
        }
    }
}
