//! `word/document.xml`: shapes with the layout's text in them, section by section.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::document::picture::Picture;
use crate::layout::laid::{Anchor, LaidBlock, LaidChart, LaidParagraph, LaidRun, Layout, RunContent};
use crate::office::element::DECLARATION;
use crate::office::escape::escape_into;
use crate::profile::style::{Alignment, ParagraphStyle};
use crate::write::docx::ooxml::shape::{Piece, Shape};
use crate::write::docx::picture::{self, Media};
use crate::write::docx::prepared::{Outfit, PreparedProfile};
use crate::write::docx::sections::SectionKind;
use crate::write::docx::shapes::{Key, RunKey, RunKind, Shapes};
use crate::write::docx::splice::{Kind, Mark};
use crate::write::docx::{WriteError, chart, imprint, joint_mark, links, tables, text_box};

/// Where a document stands in its package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// It is bound with others: its first section begins on the front of a sheet, with page 1.
    pub bound: bool,
    /// The part begins with it.
    pub first: bool,
    /// The part ends with it.
    pub last: bool,
    /// Charts before it.
    pub charts: usize,
    /// Id of its first drawing.
    pub next_id: u32,
    /// Bookmarks before it.
    pub bookmarks: u32,
}

impl Standing {
    /// The only document of its package.
    pub const ALONE: Self =
        Self { bound: false, first: true, last: true, charts: 0, next_id: text_box::FIRST_ID, bookmarks: 0 };
}

/// A document in the making.
pub struct Body<'a> {
    /// XML so far.
    pub out: String,
    /// What in it may occur again.
    pub marks: Vec<Mark>,
    /// The profile's shapes.
    pub shapes: &'a Shapes,
    /// Pictures of the layout.
    pub pictures: &'a [Picture],
    /// Pictures that are shown, each once; the package needs their parts.
    pub media: Vec<Arc<Media>>,
    prepared: &'a PreparedProfile,
    /// Charts so far; the package needs their parts.
    pub charts: Vec<&'a LaidChart>,
    /// What the package must have for the styles so far.
    outfit: Outfit,
    /// Charts of the documents before.
    charts_before: usize,
    next_id: u32,
    /// Bookmarks of the documents before.
    bookmarks_before: u32,
    /// Those of this one.
    bookmarks: BTreeMap<Anchor, u32>,
}

impl<'a> Body<'a> {
    /// Takes a chart down and gives its number in the package, counted from 1.
    pub fn number_chart(&mut self, chart: &'a LaidChart) -> usize {
        self.charts.push(chart);
        self.charts_before + self.charts.len()
    }

    /// Takes a picture down for the package.
    pub fn media(&mut self, bytes: &Arc<[u8]>) -> Arc<Media> {
        let media = self.prepared.media(bytes);
        if self.media.iter().all(|known| known.target != media.target) {
            self.media.push(Arc::clone(&media));
        }
        media
    }

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
        self.marks.push(Mark::words(written, start));
        Ok(())
    }

    /// The id of what bears this name.
    pub fn bookmark(&mut self, anchor: &Anchor) -> u32 {
        let next = self.bookmarks_before + self.bookmarks.len() as u32;
        *self.bookmarks.entry(anchor.clone()).or_insert(next)
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
    /// Its pictures, each once.
    pub media: Vec<Arc<Media>>,
    /// What the package must have for it.
    pub outfit: Outfit,
    /// Id of the first drawing behind it.
    pub next_id: u32,
    /// Bookmarks up to its end.
    pub bookmarks: u32,
}

/// The part of a layout, or its share in the part of a package that holds several.
pub fn document<'a>(
    layout: &'a Layout,
    profile: &'a PreparedProfile,
    standing: Standing,
) -> Result<Finished<'a>, WriteError> {
    let shapes = profile.shapes();
    let mut body = Body {
        out: String::with_capacity(48 * 1024),
        marks: Vec::with_capacity(1024),
        shapes,
        pictures: &layout.pictures,
        media: Vec::new(),
        prepared: profile,
        charts: Vec::new(),
        outfit: Outfit::COMMON,
        charts_before: standing.charts,
        next_id: standing.next_id,
        bookmarks_before: standing.bookmarks,
        bookmarks: BTreeMap::new(),
    };
    if standing.first {
        body.out.push_str(DECLARATION);
        body.piece(shapes.document.piece(0));
    }
    let last = layout.sections.len().saturating_sub(1);
    for (index, section) in layout.sections.iter().enumerate() {
        let kind = SectionKind {
            landscape: section.landscape,
            opens: standing.bound && index == 0,
            letter: layout.letter && index == 0,
            even: section.even,
            unnumbered: !section.numbered,
        };
        if kind.unnumbered {
            body.outfit = body.outfit.and(Outfit::SPECIAL);
        }
        let mut blocks = section.blocks.as_slice();
        // The section's end is ours to write, with its properties.
        while let Some((LaidBlock::Paragraph(end), before)) = blocks.split_last() {
            if end.style != ParagraphStyle::SectionEnd {
                break;
            }
            blocks = before;
        }
        if index < last || !standing.last {
            end_section(&mut body, blocks, kind)?;
            continue;
        }
        for block in blocks {
            write_block(&mut body, block, None)?;
        }
        if !blocks.last().is_some_and(ends_with_paragraph) {
            // Word wants a paragraph behind the last table.
            let end = LaidParagraph {
                style: ParagraphStyle::SectionEnd,
                direct: crate::layout::laid::Direct::default(),
                runs: Vec::new(),
            };
            paragraph(&mut body, &end, None)?;
        }
        body.piece(shapes.section(kind));
    }
    if standing.last {
        body.piece(shapes.document.piece(1));
    }
    let bookmarks = standing.bookmarks + body.bookmarks.len() as u32;
    let Body { out: xml, marks, charts, media, outfit, next_id, .. } = body;
    Ok(Finished { xml, marks, charts, media, outfit, next_id, bookmarks })
}

/// A section that another follows: its properties stand in its last paragraph, so that it has no line of its own for them.
fn end_section<'a>(
    body: &mut Body<'a>,
    blocks: &'a [LaidBlock],
    kind: SectionKind,
) -> Result<(), WriteError> {
    let (end, before) = match blocks.split_last() {
        Some((end, before)) if ends_with_paragraph(end) => (Some(end), before),
        _ => (None, blocks),
    };
    for block in before {
        write_block(body, block, None)?;
    }
    match end {
        Some(end) => write_block(body, end, Some(kind))?,
        None => body.piece(body.shapes.section_end(kind)),
    }
    Ok(())
}

/// Whether a block's last element is a paragraph.
fn ends_with_paragraph(block: &LaidBlock) -> bool {
    match block {
        LaidBlock::Paragraph(_) | LaidBlock::Chart(_) | LaidBlock::Mark(_) => true,
        LaidBlock::Imprint(laid) => !laid.rows.is_empty(),
        LaidBlock::Table(_) => false,
    }
}

/// Appends a block; if it ends a section, its paragraph has the section's properties.
fn write_block<'a>(
    body: &mut Body<'a>,
    block: &'a LaidBlock,
    ends: Option<SectionKind>,
) -> Result<(), WriteError> {
    match block {
        LaidBlock::Paragraph(laid) => {
            let shape = shape_of(body.shapes, laid, None, ends);
            write_paragraph(body, laid, &shape)
        }
        LaidBlock::Table(table) => tables::table(body, table),
        LaidBlock::Chart(laid) => chart::chart(body, laid, ends),
        LaidBlock::Imprint(laid) => imprint::imprint(body, laid, ends),
        LaidBlock::Mark(laid) => joint_mark::mark(body, laid),
    }
}

/// The shape of a paragraph, and of the section that it ends.
pub fn shape_of(
    shapes: &Shapes,
    paragraph: &LaidParagraph,
    alignment: Option<Alignment>,
    ends: Option<SectionKind>,
) -> Arc<Shape> {
    let LaidParagraph { style, direct, .. } = *paragraph;
    shapes.get(&match ends {
        Some(ends) => Key::LastParagraph { style, direct, ends },
        None => Key::Paragraph { style, direct, alignment },
    })
}

/// Appends a paragraph.
pub fn paragraph(
    body: &mut Body,
    paragraph: &LaidParagraph,
    alignment: Option<Alignment>,
) -> Result<(), WriteError> {
    let shape = shape_of(body.shapes, paragraph, alignment, None);
    write_paragraph(body, paragraph, &shape)
}

fn write_paragraph(body: &mut Body, paragraph: &LaidParagraph, shape: &Shape) -> Result<(), WriteError> {
    body.outfit = body.outfit.and(Outfit::of(paragraph.style));
    body.piece(shape.piece(0));
    for laid in &paragraph.runs {
        run(body, paragraph.style, laid)?;
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
        RunContent::Drawing(drawing) => return picture::drawing(body, drawing),
        RunContent::Mark(mark) => return links::mark(body, mark),
    };
    let shape = body.shapes.get(&Key::Run(RunKey {
        paragraph,
        style: run.style,
        repertoire: run.repertoire,
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
