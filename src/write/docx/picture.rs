//! Pictures over and under the text: seals and 签名章.
//!
//! What the reader sees: the picture at its printed size behind the text, tied to its paragraph, so that it goes with it when
//! staff edit the text. Of the file only the ink is shown (`a:srcRect` cuts the margin away): the size is that of the seal.
//! What the file holds: `word/media/<指纹>.png`, once for each picture however often it is shown. A document without pictures
//! has none of this.

use std::sync::Arc;

use crate::document::picture::Picture;
use crate::layout::laid::Drawing;
use crate::office::element::Element;
use crate::write::docx::WriteError;
use crate::write::docx::body::Body;
use crate::write::docx::fingerprint;
use crate::write::docx::package::Entry;

/// A picture in packages: its part, and what the document calls it.
#[derive(Debug)]
pub struct Media {
    /// The file.
    pub bytes: Arc<[u8]>,
    /// Id of the relationship.
    pub relationship: String,
    /// Target as the document's relationships name it.
    pub target: String,
    /// The part, deflated once for all documents.
    pub entry: Entry,
}

impl Media {
    /// A picture made ready.
    pub fn new(bytes: &Arc<[u8]>) -> Self {
        let name = &fingerprint::hash(bytes)[..16];
        Self {
            bytes: Arc::clone(bytes),
            relationship: format!("rIdPicture{name}"),
            target: format!("media/{name}.png"),
            entry: Entry::new(format!("word/media/{name}.png"), bytes),
        }
    }
}

const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
const SHAPE: &str = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape";

/// Appends the run of a drawing.
pub fn drawing(body: &mut Body<'_>, drawing: &Drawing) -> Result<(), WriteError> {
    let id = body.next_id();
    let (name, graphic) = match drawing.picture.and_then(|index| body.pictures.get(index)) {
        Some(picture) => {
            let media = body.media(&picture.bytes);
            ("印章", picture_graphic(picture, drawing, &media.relationship, id))
        }
        None => ("用印位置", ring(drawing)),
    };
    let anchor = anchor(drawing, name, id, graphic);
    let held = Element::new("w:drawing").child(anchor);
    let run = match drawing.picture {
        Some(_) => Element::new("w:r").child(held),
        // Programs that do not know shapes show nothing.
        None => Element::new("w:r").child(
            Element::new("mc:AlternateContent")
                .child(Element::new("mc:Choice").with("Requires", "wps").child(held))
                .child(Element::new("mc:Fallback")),
        ),
    };
    run.write(&mut body.out)?;
    Ok(())
}

/// Behind the text, from the left edge of 版心 and the top of the paragraph.
fn anchor(drawing: &Drawing, name: &str, id: u32, graphic: Element) -> Element {
    let offset = |length: i64| Element::new("wp:posOffset").characters(length.to_string());
    let none = |element: Element| element.with("distT", 0).with("distB", 0).with("distL", 0).with("distR", 0);
    none(Element::new("wp:anchor"))
        .with("simplePos", 0)
        .with("relativeHeight", 200)
        .with("behindDoc", 1)
        .with("locked", 0)
        .with("layoutInCell", 1)
        .with("allowOverlap", 1)
        .child(Element::new("wp:simplePos").with("x", 0).with("y", 0))
        .child(
            Element::new("wp:positionH").with("relativeFrom", "margin").child(offset(drawing.left.emu().0)),
        )
        .child(
            Element::new("wp:positionV").with("relativeFrom", "paragraph").child(offset(drawing.top.emu().0)),
        )
        .child(size("wp:extent", drawing))
        .child(Element::new("wp:effectExtent").with("l", 0).with("t", 0).with("r", 0).with("b", 0))
        .child(Element::new("wp:wrapNone"))
        .child(Element::new("wp:docPr").with("id", id).with("name", name).with("descr", name))
        .child(Element::new("wp:cNvGraphicFramePr"))
        .child(Element::new("a:graphic").child(graphic))
}

fn size(name: &'static str, drawing: &Drawing) -> Element {
    Element::new(name).with("cx", drawing.width.emu().0).with("cy", drawing.height.emu().0)
}

fn transform(drawing: &Drawing) -> Element {
    Element::new("a:xfrm")
        .child(Element::new("a:off").with("x", 0).with("y", 0))
        .child(size("a:ext", drawing))
}

fn geometry(kind: &str) -> Element {
    Element::new("a:prstGeom").with("prst", kind).child(Element::new("a:avLst"))
}

fn picture_graphic(picture: &Picture, drawing: &Drawing, relationship: &str, id: u32) -> Element {
    let [left, top, right, bottom] = picture.ink;
    let [across, down] = picture.pixels;
    // What is cut away on each side, in thousandths of a hundredth.
    let part = |cut: u32, whole: u32| u64::from(cut) * 100_000 / u64::from(whole.max(1));
    let crop = Element::new("a:srcRect")
        .with("l", part(left, across))
        .with("t", part(top, down))
        .with("r", part(across.saturating_sub(right), across))
        .with("b", part(down.saturating_sub(bottom), down));
    let shown = Element::new("pic:pic")
        .with("xmlns:pic", PICTURE)
        .child(
            Element::new("pic:nvPicPr")
                .child(Element::new("pic:cNvPr").with("id", id).with("name", "印章"))
                .child(Element::new("pic:cNvPicPr")),
        )
        .child(
            Element::new("pic:blipFill")
                .child(Element::new("a:blip").with("r:embed", relationship))
                .child(crop)
                .child(Element::new("a:stretch").child(Element::new("a:fillRect"))),
        )
        .child(Element::new("pic:spPr").child(transform(drawing)).child(geometry("rect")));
    Element::new("a:graphicData").with("uri", PICTURE).child(shown)
}

/// A thin dashed ring in grey, half a point.
fn ring(drawing: &Drawing) -> Element {
    let line = Element::new("a:ln")
        .with("w", 6350)
        .child(Element::new("a:solidFill").child(Element::new("a:srgbClr").with("val", "A6A6A6")))
        .child(Element::new("a:prstDash").with("val", "dash"));
    let shape = Element::new("wps:wsp")
        .child(Element::new("wps:cNvSpPr"))
        .child(
            Element::new("wps:spPr")
                .child(transform(drawing))
                .child(geometry("ellipse"))
                .child(Element::new("a:noFill"))
                .child(line),
        )
        .child(Element::new("wps:bodyPr"));
    Element::new("a:graphicData").with("uri", SHAPE).child(shape)
}
