//! A finished piece of XML, cut at its holes. A document is shapes with text spliced in.

use crate::office::element::Element;

/// Marks a hole in an element that is to become a shape: a noncharacter that no data reaches, since data is only
/// ever spliced.
pub const HOLE: char = '\u{fdd0}';

/// XML in pieces; between two pieces is a hole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    pieces: Box<[String]>,
}

impl Shape {
    /// Cuts an element at its holes.
    pub fn cut(element: &Element) -> Self {
        Self { pieces: element.to_xml().split(HOLE).map(str::to_owned).collect() }
    }

    /// The piece before hole `index`, counted from 0; the piece after the last hole has the number of holes.
    pub fn piece(&self, index: usize) -> &str {
        &self.pieces[index]
    }
}
