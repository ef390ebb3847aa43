//! A finished piece of XML, cut at its holes. A document is shapes with text spliced in.

use crate::office::element::Element;
use crate::write::docx::splice;

/// Marks a hole in an element that is to become a shape: a noncharacter that no data reaches, since data is only
/// ever spliced.
pub const HOLE: char = '\u{fdd0}';

/// XML in pieces; between two pieces is a hole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    pieces: Box<[Piece]>,
}

/// XML between two holes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The XML.
    pub xml: String,
    /// Its hash, by which it is known again.
    pub hash: u64,
}

impl Piece {
    /// A piece of this XML.
    pub fn new(xml: impl Into<String>) -> Self {
        let xml = xml.into();
        Self { hash: splice::hash(xml.as_bytes()), xml }
    }
}

impl Shape {
    /// Cuts an element at its holes.
    pub fn cut(element: &Element) -> Self {
        Self { pieces: element.to_xml().split(HOLE).map(Piece::new).collect() }
    }

    /// The piece before hole `index`, counted from 0; the piece after the last hole has the number of holes.
    pub fn piece(&self, index: usize) -> &Piece {
        &self.pieces[index]
    }
}
