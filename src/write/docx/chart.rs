//! Charts: a drawing in the running text, and the parts that it brings into the package.
//!
//! What the reader sees: a chart that is Word's own, in the line, with 编辑数据 in its menu. What the file holds for each:
//! `word/charts/chartN.xml` ([`space`]), its relationships, and the numbers as a small workbook in `word/embeddings/`
//! ([`data`]). Nothing points outside the file. A document without charts has none of this, and its content types and
//! relationships are the prepared ones.

pub mod space;

pub mod series;

pub mod slices;

pub mod text;

pub mod data;

use crate::layout::laid::LaidChart;
use crate::office::element::Element;
use crate::write::docx::WriteError;
use crate::write::docx::body::{self, Body};
use crate::write::docx::package::Entry;
use crate::write::docx::prepared::PreparedProfile;
use crate::write::docx::sections::SectionKind;
use crate::write::docx::statics;

/// Namespace of charts, and the kind of graphic that they are.
pub const C: &str = "http://schemas.openxmlformats.org/drawingml/2006/chart";

/// Appends the paragraph of a chart, and notes the chart for the package.
pub fn chart<'a>(
    body: &mut Body<'a>,
    chart: &'a LaidChart,
    ends: Option<SectionKind>,
) -> Result<(), WriteError> {
    let number = body.number_chart(chart);
    let (width, height) = (chart.width.emu().0, chart.height.emu().0);
    let inline = Element::new("wp:inline")
        .with("distT", 0)
        .with("distB", 0)
        .with("distL", 0)
        .with("distR", 0)
        .child(Element::new("wp:extent").with("cx", width).with("cy", height))
        .child(Element::new("wp:effectExtent").with("l", 0).with("t", 0).with("r", 0).with("b", 0))
        .child(
            Element::new("wp:docPr")
                .with("id", body.next_id())
                .with("name", &chart.chart.name)
                .with("descr", &chart.chart.description),
        )
        .child(Element::new("wp:cNvGraphicFramePr"))
        .child(Element::new("a:graphic").child(Element::new("a:graphicData").with("uri", C).child(
            Element::new("c:chart").with("xmlns:c", C).with("r:id", statics::chart_relationship(number)),
        )));
    let run = Element::new("w:r").child(Element::new("w:drawing").child(inline));
    let shape = body::shape_of(body.shapes, &chart.paragraph, None, ends);
    body.piece(shape.piece(0));
    for laid in &chart.paragraph.runs {
        body::run(body, chart.paragraph.style, laid)?;
    }
    run.write(&mut body.out)?;
    body.piece(shape.piece(1));
    Ok(())
}

/// The parts of charts that follow so many others.
pub fn parts(
    charts: &[&LaidChart],
    before: usize,
    profile: &PreparedProfile,
) -> Result<Vec<Entry>, WriteError> {
    let mut parts = Vec::with_capacity(3 * charts.len());
    for (number, laid) in (before + 1..).zip(charts) {
        let space = space::space(laid, profile.shapes().profile()).to_part()?;
        parts.push(Entry::of_document(statics::chart_part(number), space.as_bytes()));
        let relationships = statics::chart_relationships(number).to_part()?;
        let name = format!("word/charts/_rels/chart{number}.xml.rels");
        parts.push(Entry::of_document(name, relationships.as_bytes()));
        let name = format!("word/embeddings/{}", statics::workbook_name(number));
        parts.push(Entry::of_document(name, &data::workbook(&laid.chart)?));
    }
    Ok(parts)
}
