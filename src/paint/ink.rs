//! What lies on a sheet.

use crate::charset::Repertoire;
use crate::paginate::Of;
use crate::profile::style::{Face, ParagraphStyle};
use crate::profile::units::Twip;

/// A side of paper.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Width of the paper.
    pub width: Twip,
    /// Height of the paper.
    pub height: Twip,
    /// What lies on it, what is behind first.
    pub inks: Vec<Ink>,
}

/// Something drawn. Lengths are twips from the upper left corner.
#[derive(Debug, Clone, PartialEq)]
pub enum Ink {
    /// Characters of one look on one baseline.
    Text(Box<Words>),
    /// A filled box: rules of every kind.
    Rule {
        /// Left edge.
        x: f64,
        /// Upper edge.
        y: f64,
        /// Width.
        width: f64,
        /// Height.
        height: f64,
        /// Its colour.
        color: Color,
    },
    /// A shape with straight edges: parts of charts. Open ones are drawn as a line of this thickness.
    Shape {
        /// Its corners.
        corners: Vec<(f64, f64)>,
        /// Thickness of the line; `None`: the shape is filled.
        line: Option<f64>,
        /// Its colour.
        color: Color,
    },
    /// The ink of a picture of [`crate::layout::laid::Layout::pictures`] in this box.
    Picture {
        /// Which picture.
        picture: usize,
        /// Left edge.
        x: i32,
        /// Upper edge.
        y: i32,
        /// Width.
        width: i32,
        /// Height.
        height: i32,
    },
    /// A thin dashed ring: the place of a seal.
    Ring {
        /// Left edge.
        x: i32,
        /// Upper edge.
        y: i32,
        /// Width.
        width: i32,
        /// Height.
        height: i32,
    },
    /// Things drawn with their own corner at (x, y), turned by so many degrees clockwise about it.
    Turned {
        /// The corner.
        x: f64,
        /// The corner.
        y: f64,
        /// Degrees clockwise.
        degrees: f64,
        /// What is drawn.
        inks: Vec<Ink>,
    },
}

/// Characters on a baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct Words {
    /// They.
    pub text: String,
    /// Left end of each, in twips; as many as characters.
    pub xs: Vec<f64>,
    /// Room of each before it is stretched to the edges.
    pub advances: Vec<f64>,
    /// The baseline.
    pub baseline: f64,
    /// Size in twips.
    pub size: f64,
    /// Width in hundredths of the font's own.
    pub scale: i32,
    /// Typeface; `None`: the Western font of the profile.
    pub face: Option<Face>,
    /// Which fonts hold the characters.
    pub repertoire: Repertoire,
    /// Colour.
    pub color: Color,
    /// Bold.
    pub bold: bool,
    /// What it is to readers.
    pub role: Role,
}

/// Colours of a 公文, and the greys of charts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Color {
    /// Black.
    Black,
    /// Red.
    Red,
    /// Grey of this lightness, 0 black and 255 white.
    Grey(u8),
}

impl Color {
    /// Red, green and blue.
    pub fn rgb(self) -> [u8; 3] {
        match self {
            Self::Black => [0, 0, 0],
            Self::Red => [255, 0, 0],
            Self::Grey(light) => [light; 3],
        }
    }
}

/// What characters are to those who read the structure of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Of a paragraph.
    Paragraph {
        /// Which.
        of: Of,
        /// Its style.
        style: ParagraphStyle,
    },
    /// Of a cell of a table.
    Cell {
        /// Which paragraph of which cell.
        of: Of,
    },
    /// Page numbers, repeated heads, labels of charts.
    Furniture,
}
