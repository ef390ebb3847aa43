//! Text boxes: the one that holds the 版记 (7.4), that of a joint issue's mark (7.2.4), and those that turn the number of a landscape page.
//!
//! What the reader sees: a block as wide as the 版心, a thick rule above and below, thin ones between, the last
//! exactly on the 版心's bottom edge (7.4.1). A floating table would be Word's way, but `LibreOffice` sets one of full
//! width in the running text; a text box at the margin's bottom stands right in both, moves to the next page whole
//! when the text leaves no room, and stays editable.
//!
//! `mc:Fallback` is empty: every reader since Word 2010, WPS 2013 and `LibreOffice` 4.3 takes the `wps` choice, and a
//! second copy of the text in VML would show up twice in text extraction and could be edited apart from the first.

use crate::office::element::{Element, Node};
use crate::profile::units::Twip;
use crate::write::docx::styles::W;

/// Drawings of a document are numbered from here; below are those of the footers.
pub const FIRST_ID: u32 = 10;

/// Where a text box stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// From the 版心's left edge, at this distance in EMU below its top edge.
    Text {
        /// A number, or a hole.
        below: String,
    },
    /// At this distance from the paper's left and top edges.
    Page {
        /// From the left edge.
        x: Twip,
        /// From the top edge.
        y: Twip,
    },
    /// The same, and text keeps above and below it; what is in it begins at its top.
    Obstacle {
        /// From the left edge.
        x: Twip,
        /// From the top edge.
        y: Twip,
    },
}

/// A text box. Numbers are texts, so that they may be holes of a shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextBox {
    /// What it is, in Word's selection pane.
    pub name: &'static str,
    /// Place on the page.
    pub place: Place,
    /// Width in EMU.
    pub width: String,
    /// Height in EMU.
    pub height: String,
    /// Id of the drawing, unique in the document.
    pub id: String,
    /// Text turned clockwise.
    pub turned: bool,
}

/// The element with the namespaces that drawings need.
#[must_use]
pub fn with_namespaces(root: Element) -> Element {
    root.with("xmlns:w", W)
        .with("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
        .with("xmlns:mc", "http://schemas.openxmlformats.org/markup-compatibility/2006")
        .with("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing")
        .with("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main")
        .with("xmlns:wps", SHAPE)
}

const SHAPE: &str = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape";

/// A run that holds a text box with this content.
pub fn text_box(text_box: &TextBox, content: Vec<Node>) -> Element {
    let distances =
        |element: Element| element.with("distT", 0).with("distB", 0).with("distL", 0).with("distR", 0);
    let extent = |name| Element::new(name).with("cx", &text_box.width).with("cy", &text_box.height);
    let (horizontal, vertical) = positions(&text_box.place);
    let wrap = match text_box.place {
        Place::Text { .. } | Place::Obstacle { .. } => Element::new("wp:wrapTopAndBottom"),
        Place::Page { .. } => Element::new("wp:wrapNone"),
    };
    let anchor = distances(Element::new("wp:anchor"))
        .with("simplePos", 0)
        .with("relativeHeight", 300)
        .with("behindDoc", 0)
        .with("locked", 0)
        .with("layoutInCell", 1)
        .with("allowOverlap", 0)
        .child(Element::new("wp:simplePos").with("x", 0).with("y", 0))
        .child(horizontal)
        .child(vertical)
        .child(extent("wp:extent"))
        .child(Element::new("wp:effectExtent").with("l", 0).with("t", 0).with("r", 0).with("b", 0))
        .child(wrap)
        .child(Element::new("wp:docPr").with("id", &text_box.id).with("name", text_box.name))
        .child(Element::new("wp:cNvGraphicFramePr"))
        .child(
            Element::new("a:graphic")
                .child(Element::new("a:graphicData").with("uri", SHAPE).child(shape(text_box, content))),
        );
    Element::new("w:r").child(
        Element::new("mc:AlternateContent")
            .child(
                Element::new("mc:Choice")
                    .with("Requires", "wps")
                    .child(Element::new("w:drawing").child(anchor)),
            )
            .child(Element::new("mc:Fallback")),
    )
}

fn positions(place: &Place) -> (Element, Element) {
    let horizontal = |from: &str| Element::new("wp:positionH").with("relativeFrom", from);
    let vertical = |from: &str| Element::new("wp:positionV").with("relativeFrom", from);
    let offset = |length: &str| Element::new("wp:posOffset").characters(length);
    match place {
        Place::Text { below } => {
            let left = Element::new("wp:align").characters("left");
            (horizontal("margin").child(left), vertical("margin").child(offset(below)))
        }
        Place::Page { x, y } | Place::Obstacle { x, y } => {
            let emu = |length: &Twip| offset(&length.emu().0.to_string());
            (horizontal("page").child(emu(x)), vertical("page").child(emu(y)))
        }
    }
}

fn shape(text_box: &TextBox, content: Vec<Node>) -> Element {
    let transform = Element::new("a:xfrm")
        .child(Element::new("a:off").with("x", 0).with("y", 0))
        .child(Element::new("a:ext").with("cx", &text_box.width).with("cy", &text_box.height));
    let mut body = Element::new("wps:bodyPr");
    if text_box.turned {
        body = body.with("vert", "vert");
    }
    body = body
        .with("wrap", "square")
        .with("lIns", 0)
        .with("tIns", 0)
        .with("rIns", 0)
        .with("bIns", 0)
        .with("anchor", if matches!(text_box.place, Place::Obstacle { .. }) { "t" } else { "b" });
    Element::new("wps:wsp")
        .child(Element::new("wps:cNvSpPr").with("txBox", 1))
        .child(
            Element::new("wps:spPr")
                .child(transform)
                .child(Element::new("a:prstGeom").with("prst", "rect").child(Element::new("a:avLst")))
                .child(Element::new("a:noFill"))
                .child(Element::new("a:ln").child(Element::new("a:noFill"))),
        )
        .child(Element::new("wps:txbx").child(content_of(content)))
        .child(body.child(Element::new("a:noAutofit")))
}

fn content_of(children: Vec<Node>) -> Element {
    let mut content = Element::new("w:txbxContent");
    content.children = children;
    content
}
