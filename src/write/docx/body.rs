//! `word/document.xml`: shapes with the layout's text in them, section by section.

use crate::layout::laid::{LaidBlock, LaidChart, LaidParagraph, LaidRun, Layout, RunContent};
use crate::office::element::DECLARATION;
use crate::office::escape::escape_into;
use crate::profile::style::{Alignment, ParagraphStyle};
use crate::write::docx::ooxml::shape::Piece;
use crate::write::docx::prepared::PreparedProfile;
use crate::write::docx::shapes::{Key, RunKey, RunKind, Shapes};
use crate::write::docx::splice::{self, Kind, Mark};
use crate::write::docx::{WriteError, chart, imprint, tables, text_box};

/// A document in the making.
pub struct Body<'a> {
    /// XML so far.
    pub out: String,
    /// What in it may occur again.
    pub marks: Vec<Mark>,
    /// The profile's shapes.
    pub shapes: &'a Shapes,
    /// Charts so far; the package needs their parts.
    pub charts: Vec<&'a LaidChart>,
    next_id: u32,
}

impl Body<'_> {
    /// Appends a piece of a shape.
    pub fn piece(&mut self, piece: &Piece) {
        let (start, length) = (self.out.len() as u32, piece.xml.len() as u32);
        self.marks.push(Mark { start, length, hash: piece.hash, kind: Kind::Piece });
        self.out.push_str(&piece.xml);
    }

    /// Appends a text, escaped.
    pub fn text(&mut self, text: &str) -> Result<(), WriteError> {
        let start = self.out.len();
        escape_into(&mut self.out, text)?;
        let written = &self.out.as_bytes()[start..];
        let (start, length, hash) = (start as u32, written.len() as u32, splice::hash(written));
        self.marks.push(Mark { start, length, hash, kind: Kind::Words });
        Ok(())
    }

    /// The next id of a drawing in this document.
    pub fn next_id(&mut self) -> u32 {
        let id = self.next_id;
        self.next_id += 1;
        id
    }
}

/// `document.xml` when it is done.
pub struct Finished<'a> {
    /// The part.
    pub xml: String,
    /// What in it occurs again.
    pub marks: Vec<Mark>,
    /// The charts that it shows, in the order of their numbers.
    pub charts: Vec<&'a LaidChart>,
}

/// The part of a layout.
pub fn document<'a>(layout: &'a Layout, profile: &'a PreparedProfile) -> Result<Finished<'a>, WriteError> {
    let shapes = profile.shapes();
    let mut body = Body {
        out: String::with_capacity(48 * 1024),
        marks: Vec::with_capacity(1024),
        shapes,
        charts: Vec::new(),
        next_id: text_box::FIRST_ID,
    };
    body.out.push_str(DECLARATION);
    body.piece(shapes.document.piece(0));
    let last = layout.sections.len().saturating_sub(1);
    for (index, section) in layout.sections.iter().enumerate() {
        let mut blocks = section.blocks.as_slice();
        // The section's end is ours to write, with its properties.
        while let Some((LaidBlock::Paragraph(end), before)) = blocks.split_last() {
            if end.style != ParagraphStyle::SectionEnd {
                break;
            }
            blocks = before;
        }
        for block in blocks {
            write_block(&mut body, block)?;
        }
        if index < last {
            body.piece(shapes.section_end(section.landscape));
            continue;
        }
        if !matches!(
            blocks.last(),
            Some(LaidBlock::Paragraph(_) | LaidBlock::Chart(_) | LaidBlock::Imprint(_))
        ) {
            // Word wants a paragraph behind the last table.
            let end = LaidParagraph {
                style: ParagraphStyle::SectionEnd,
                direct: crate::layout::laid::Direct::default(),
                runs: Vec::new(),
            };
            paragraph(&mut body, &end, None)?;
        }
        body.piece(shapes.section(section.landscape));
    }
    body.piece(shapes.document.piece(1));
    Ok(Finished { xml: body.out, marks: body.marks, charts: body.charts })
}

fn write_block<'a>(body: &mut Body<'a>, block: &'a LaidBlock) -> Result<(), WriteError> {
    match block {
        LaidBlock::Paragraph(laid) => paragraph(body, laid, None),
        LaidBlock::Table(table) => tables::table(body, table),
        LaidBlock::Chart(laid) => chart::chart(body, laid),
        LaidBlock::Imprint(laid) => imprint::imprint(body, laid),
    }
}

/// Appends a paragraph.
pub fn paragraph(
    body: &mut Body,
    paragraph: &LaidParagraph,
    alignment: Option<Alignment>,
) -> Result<(), WriteError> {
    let style = paragraph.style;
    let shape = body.shapes.get(&Key::Paragraph { style, direct: paragraph.direct, alignment });
    body.piece(shape.piece(0));
    for laid in &paragraph.runs {
        run(body, style, laid)?;
    }
    body.piece(shape.piece(1));
    Ok(())
}

/// Appends a run.
pub fn run(body: &mut Body, paragraph: ParagraphStyle, run: &LaidRun) -> Result<(), WriteError> {
    let (content, text) = match &run.content {
        RunContent::Text(text) if text.is_empty() => return Ok(()),
        RunContent::Text(text) => (RunKind::Text, Some(text)),
        RunContent::LineBreak => (RunKind::LineBreak, None),
        RunContent::Tab => (RunKind::Tab, None),
    };
    let shape = body.shapes.get(&Key::Run(RunKey {
        paragraph,
        style: run.style,
        beyond_gb2312: run.beyond_gb2312,
        size: run.size,
        spacing: run.spacing,
        scale: run.scale,
        content,
    }));
    body.piece(shape.piece(0));
    if let Some(text) = text {
        body.text(text)?;
        body.piece(shape.piece(1));
    }
    Ok(())
}
