//! A part → its elements, one large piece at a time, so that a document is never held as a tree as a whole.
//!
//! Names of the word-processing namespace come as `w:p` whatever prefix the file gives it; all others, and all attributes,
//! without prefix. Bounded in depth by [`Pieces`] and in the number of elements by the caller.

use std::borrow::Cow;

use crate::office::archive;
use crate::office::element::{Element, Node};
use crate::office::xml::{Malformed, Piece, Pieces, Tag};

/// The namespaces of word processing: of the usual files, and of strict ones.
const MAIN: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];

/// Most elements of one child, such as a table: that many are held at a time.
const LARGEST: usize = 1_500_000;

/// Why a part cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Not well-formed, nested too deeply, or not there.
    Damaged,
    /// Beyond the limits.
    TooLarge,
}

impl From<Malformed> for Fault {
    fn from(_: Malformed) -> Self {
        Self::Damaged
    }
}

impl From<archive::Fault> for Fault {
    fn from(fault: archive::Fault) -> Self {
        match fault {
            archive::Fault::TooLarge => Self::TooLarge,
            archive::Fault::Damaged | archive::Fault::Missing => Self::Damaged,
        }
    }
}

/// Gives the children of the element at `path` (the root first) to `each`, one after the other; of all parts together no
/// more elements than there is `room` for.
pub fn children(
    xml: &[u8],
    path: &[&str],
    room: &mut usize,
    each: &mut dyn FnMut(Element) -> Result<(), Fault>,
) -> Result<(), Fault> {
    walk(xml, path, room, Places::Forgotten, each)
}

/// The same; paragraphs and what holds their characters know [`place`]s.
pub fn children_with_places(
    xml: &[u8],
    path: &[&str],
    room: &mut usize,
    each: &mut dyn FnMut(Element) -> Result<(), Fault>,
) -> Result<(), Fault> {
    walk(xml, path, room, Places::Kept, each)
}

/// Whether elements know where they stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Places {
    Forgotten,
    Kept,
}

/// The attribute that holds a place; no file can have one of this name.
const PLACE: &str = "@";

/// Elements that have places.
const PLACED: [&str; 10] =
    ["w:p", "w:t", "w:tab", "w:ptab", "w:br", "w:cr", "w:noBreakHyphen", "w:sym", "oMath", "oMathPara"];

/// The byte of the part at which an element's tag begins.
pub fn place(element: &Element) -> Option<usize> {
    element.attribute(PLACE)?.parse().ok()
}

/// The element as one that stands where another does.
pub fn placed_as(mut element: Element, other: &Element) -> Element {
    if let Some(place) = other.attribute(PLACE) {
        element.attributes.push((Cow::Borrowed(PLACE), place.to_owned()));
    }
    element
}

fn walk(
    xml: &[u8],
    path: &[&str],
    room: &mut usize,
    places: Places,
    each: &mut dyn FnMut(Element) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut pieces = Pieces::new(xml)?;
    let mut main = "w".to_owned();
    let mut entered = 0;
    let mut depth = 0;
    while let Some(piece) = pieces.next_piece()? {
        match piece {
            Piece::Open(tag) => {
                if depth == 0 {
                    main = main_prefix(&tag)?;
                }
                if entered == path.len() && depth == entered {
                    let most = (*room).min(LARGEST);
                    let mut left = most;
                    let child = subtree(&mut pieces, &tag, &main, places, &mut left)?;
                    *room -= most - left;
                    each(child)?;
                } else {
                    depth += 1;
                    if entered + 1 == depth && name(&tag, &main) == path[entered] {
                        entered += 1;
                    } else {
                        pieces.skip()?;
                        depth -= 1;
                    }
                }
            }
            Piece::Close => {
                depth -= 1;
                entered = entered.min(depth);
            }
            Piece::Text(_) => {}
        }
    }
    Ok(())
}

/// A whole small part; only its children, under a root of no name.
pub fn part(xml: &[u8], root: &str, room: &mut usize) -> Result<Element, Fault> {
    let mut whole = Element::new("");
    children(xml, &[root], room, &mut |child| {
        whole.children.push(Node::Element(child));
        Ok(())
    })?;
    Ok(whole)
}

/// The prefix that the root gives to the word-processing namespace.
fn main_prefix(root: &Tag) -> Result<String, Fault> {
    Ok(root.prefix_of(&MAIN)?.map_or_else(|| "w".to_owned(), |(prefix, _)| prefix))
}

fn name(tag: &Tag, main: &str) -> Cow<'static, str> {
    let qualified = tag.qualified_name();
    let (prefix, local) = qualified.split_once(':').unwrap_or(("", qualified));
    if prefix == main {
        if let Ok(at) = COMMON.binary_search_by(|known| known[2..].cmp(local)) {
            return Cow::Borrowed(COMMON[at]);
        }
        return Cow::Owned(format!("w:{local}"));
    }
    Cow::Owned(local.to_owned())
}

/// The names that most elements have, sorted: they take no memory of their own.
const COMMON: [&str; 24] = [
    "w:b",
    "w:bCs",
    "w:color",
    "w:ind",
    "w:jc",
    "w:lang",
    "w:p",
    "w:pPr",
    "w:pStyle",
    "w:r",
    "w:rFonts",
    "w:rPr",
    "w:rStyle",
    "w:snapToGrid",
    "w:spacing",
    "w:sz",
    "w:szCs",
    "w:t",
    "w:tab",
    "w:tc",
    "w:tcPr",
    "w:tcW",
    "w:tr",
    "w:vAlign",
];

/// The element that was just opened, with all that stands in it.
fn subtree(
    pieces: &mut Pieces<'_>,
    tag: &Tag,
    main: &str,
    places: Places,
    room: &mut usize,
) -> Result<Element, Fault> {
    let placed = |mut element: Element, at: usize| {
        if places == Places::Kept && PLACED.contains(&&*element.name) {
            element.attributes.push((Cow::Borrowed(PLACE), at.to_string()));
        }
        element
    };
    let mut open = vec![placed(element(tag, main, room)?, pieces.span().start)];
    loop {
        match pieces.next_piece()?.ok_or(Fault::Damaged)? {
            Piece::Open(tag) => {
                let at = pieces.span().start;
                open.push(placed(element(&tag, main, room)?, at));
            }
            Piece::Close => {
                let element = open.pop().ok_or(Fault::Damaged)?;
                match open.last_mut() {
                    Some(parent) => parent.children.push(Node::Element(element)),
                    None => return Ok(element),
                }
            }
            Piece::Text(text) => {
                let Some(parent) = open.last_mut() else { continue };
                match parent.children.last_mut() {
                    Some(Node::Text(have)) => have.push_str(&text),
                    _ => parent.children.push(Node::Text(text.into_owned())),
                }
            }
        }
    }
}

fn element(tag: &Tag, main: &str, room: &mut usize) -> Result<Element, Fault> {
    *room = room.checked_sub(1).ok_or(Fault::TooLarge)?;
    let mut attributes = Vec::new();
    for attribute in tag.attributes() {
        let (name, value) = attribute?;
        let local = name.rsplit_once(':').map_or(name, |(_, local)| local);
        if !local.starts_with("rsid") && !name.starts_with("xmlns") {
            attributes.push((Cow::Owned(local.to_owned()), value));
        }
    }
    Ok(Element { name: name(tag, main), attributes, children: Vec::new() })
}

/// Rows of a table or cells of a row, whatever they are wrapped in.
pub fn gather<'e>(element: &'e Element, name: &str, found: &mut Vec<&'e Element>) {
    for child in element.elements() {
        match &*child.name {
            own if own == name => found.push(child),
            "w:sdt" | "w:sdtContent" | "w:ins" | "w:moveTo" | "w:customXml" => gather(child, name, found),
            _ => {}
        }
    }
}

/// What one asks of elements all the time.
pub trait Asked {
    /// Its first child of this name.
    fn child_named(&self, name: &str) -> Option<&Element>;
    /// The attribute `val` of its first child of this name.
    fn val_of(&self, child: &str) -> Option<&str>;
    /// A number that an attribute holds; a fraction is cut.
    fn number(&self, attribute: &str) -> Option<i32>;
    /// Whether a child of this name is there and switched on; `None` if it is not there.
    fn switch(&self, child: &str) -> Option<bool>;
    /// Its first descendant of this name.
    fn descendant(&self, name: &str) -> Option<&Element>;
}

impl Asked for Element {
    fn child_named(&self, name: &str) -> Option<&Element> {
        self.elements().find(|child| child.name == name)
    }

    fn val_of(&self, child: &str) -> Option<&str> {
        self.child_named(child)?.attribute("val")
    }

    fn number(&self, attribute: &str) -> Option<i32> {
        number(self.attribute(attribute)?)
    }

    fn switch(&self, child: &str) -> Option<bool> {
        let child = self.child_named(child)?;
        Some(!matches!(child.attribute("val"), Some("0" | "false" | "off" | "none")))
    }

    fn descendant(&self, name: &str) -> Option<&Element> {
        self.elements()
            .find_map(|child| if child.name == name { Some(child) } else { child.descendant(name) })
    }
}

/// A number as files write them; beyond what a page can hold it says nothing.
pub fn number(text: &str) -> Option<i32> {
    let whole = text.trim().split('.').next()?;
    whole.parse::<i64>().ok().and_then(|value| i32::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_names_are_sorted() {
        assert!(COMMON.is_sorted_by(|a, b| a[2..] < b[2..]));
    }

    #[test]
    fn prefixes_are_those_of_the_file() {
        let xml = format!(
            "<x:document xmlns:x=\"{}\"><x:background/><x:body><x:p><a:p b:c=\"1\"/>甲</x:p><x:sectPr/></x:body></x:document>",
            MAIN[0]
        );
        let mut told = Vec::new();
        children(xml.as_bytes(), &["w:document", "w:body"], &mut 100, &mut |child| {
            told.push(child.to_xml());
            Ok(())
        })
        .expect("well-formed");
        assert_eq!(told, ["<w:p><p c=\"1\"/>甲</w:p>", "<w:sectPr/>"]);
    }

    #[test]
    fn too_many_elements_are_refused() {
        let xml = "<w:document><w:body><w:p><w:r/><w:r/></w:p></w:body></w:document>";
        let read =
            |mut room: usize| children(xml.as_bytes(), &["w:document", "w:body"], &mut room, &mut |_| Ok(()));
        assert_eq!((read(3), read(2)), (Ok(()), Err(Fault::TooLarge)));
    }
}
