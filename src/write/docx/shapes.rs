//! Finished pieces of `document.xml`, cached: a paragraph without its runs, a run without its text, a table, a row,
//! a cell. docx-rs builds each once, [`finish`] makes it valid, and what docx-rs lacks is added in between; a
//! document is then these pieces with text spliced in. The cache is keyed by looks, so it grows with the kinds of
//! paragraphs, not with the documents, and it may be shared: a shape depends on its key and on the profile alone.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::{Arc, PoisonError, RwLock};

use docx_rs::{self as docx, BuildXML as _};

use crate::charset::Repertoire;
use crate::layout::laid::{Direct, VerticalMerge};
use crate::office::element::{Element, Node};
use crate::office::parse::parse;
use crate::profile::style::{Alignment, CharacterStyle, Frame, ParagraphStyle, Profile};
use crate::profile::units::{EighthPt, HalfPt, Twip};
use crate::write::docx::formatting as format;
use crate::write::docx::ooxml::finish::finish;
use crate::write::docx::ooxml::shape::{HOLE, Piece, Shape};
use crate::write::docx::sections::{self, SectionKind};
use crate::write::docx::splice::Quick;
use crate::write::docx::text_box::{self, Place, TextBox};

/// Most shapes that are kept; what comes beyond is built each time. Only column widths can be so many.
const CAPACITY: usize = 4096;

/// Which shape.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Key {
    /// `w:p`; the hole takes its runs.
    Paragraph {
        /// Its style.
        style: ParagraphStyle,
        /// What differs from the style.
        direct: Direct,
        /// Alignment instead of the style's.
        alignment: Option<Alignment>,
    },
    /// `w:p` that ends a section of a document that others follow; the hole takes its runs.
    LastParagraph {
        /// Its style.
        style: ParagraphStyle,
        /// What differs from the style.
        direct: Direct,
        /// The section that it ends.
        ends: SectionKind,
    },
    /// The paragraph that holds the 版记 and begins a page or ends a section; holes as in [`Shapes::imprint`].
    Imprint {
        /// It begins a page.
        new_page: bool,
        /// The section that it ends, if it does.
        ends: Option<SectionKind>,
    },
    /// The paragraph that the box of a joint issue's mark belongs to; holes: id, table, runs.
    JointMark {
        /// Its style.
        style: ParagraphStyle,
        /// What differs from the style.
        direct: Direct,
        /// The box.
        frame: Frame,
    },
    /// `w:r`; the hole takes its text, if it has any.
    Run(RunKey),
    /// `w:tbl`; the first hole takes the caption, the second the rows.
    Table {
        /// Widths of the columns.
        columns: Vec<Twip>,
        /// Whether it has rules and margins of its own; the 版记 has them in its cells.
        ruled: bool,
    },
    /// `w:tr`; the hole takes its cells.
    Row {
        /// Least height; 0 for none.
        min_height: Twip,
        /// Repeated on every page.
        head: bool,
    },
    /// `w:tc`; the hole takes its paragraphs.
    Cell {
        /// Width.
        width: Twip,
        /// Columns that it covers.
        span: usize,
        /// Vertical merging.
        vertical: VerticalMerge,
        /// Rules above and below, where they are the cell's own.
        rules: Option<(EighthPt, EighthPt)>,
    },
}

/// The look of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RunKey {
    /// Style of the paragraph it stands in.
    pub paragraph: ParagraphStyle,
    /// Character style.
    pub style: Option<CharacterStyle>,
    /// Which fonts hold the characters.
    pub repertoire: Repertoire,
    /// Size instead of the style's.
    pub size: Option<HalfPt>,
    /// Spacing instead of the style's.
    pub spacing: Option<Twip>,
    /// Width of the characters in hundredths.
    pub scale: Option<u32>,
    /// What it shows.
    pub content: RunKind,
}

/// What a run shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RunKind {
    /// Text.
    Text,
    /// A line break.
    LineBreak,
    /// A tab.
    Tab,
}

/// The shapes of a profile.
#[derive(Debug)]
pub struct Shapes {
    profile: Profile,
    cache: RwLock<HashMap<Key, Arc<Shape>, BuildHasherDefault<Quick>>>,
    /// The whole part; the hole takes the body's content.
    pub document: Shape,
    /// The paragraph that holds the 版记; holes: distance, height, id, height, table.
    pub imprint: Shape,
    section: [Piece; SectionKind::ALL.len()],
    section_end: [Piece; SectionKind::ALL.len()],
}

impl Shapes {
    /// The shapes of a profile, none built yet but those that every document has.
    pub fn new(profile: &Profile) -> Self {
        let section = SectionKind::ALL.map(|kind| finish(sections::properties(profile, kind)));
        let section_end = SectionKind::ALL.map(|kind| {
            let end = ending(bare_paragraph(ParagraphStyle::SectionEnd), profile, kind);
            Piece::new(finish(end).to_xml())
        });
        Self {
            profile: profile.clone(),
            cache: RwLock::default(),
            document: document(),
            imprint: Shape::cut(&imprint(profile)),
            section: section.map(|properties| Piece::new(properties.to_xml())),
            section_end,
        }
    }

    /// The shape of a key.
    pub fn get(&self, key: &Key) -> Arc<Shape> {
        // A shape is complete before it is stored, so that a thread that panicked left nothing half done.
        let known = self.cache.read().unwrap_or_else(PoisonError::into_inner).get(key).cloned();
        known.unwrap_or_else(|| {
            let shape = Arc::new(self.build(key));
            let mut cache = self.cache.write().unwrap_or_else(PoisonError::into_inner);
            if cache.len() < CAPACITY {
                cache.insert(key.clone(), Arc::clone(&shape));
            }
            shape
        })
    }

    /// `w:sectPr` of the document's last section.
    pub fn section(&self, kind: SectionKind) -> &Piece {
        &self.section[kind.index()]
    }

    /// The paragraph that ends a section before the last.
    pub fn section_end(&self, kind: SectionKind) -> &Piece {
        &self.section_end[kind.index()]
    }

    /// The profile that they belong to.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    fn build(&self, key: &Key) -> Shape {
        let mut element = match key {
            Key::Paragraph { style, direct, alignment } => self.paragraph(*style, direct, *alignment),
            Key::LastParagraph { style, direct, ends } => {
                ending(self.paragraph(*style, direct, None), &self.profile, *ends)
            }
            Key::Imprint { new_page, ends } => {
                let mut paragraph = imprint(&self.profile);
                if *new_page {
                    let begins = Node::Element(Element::new("w:pageBreakBefore"));
                    paragraph.entry("w:pPr").children.push(begins);
                }
                return Shape::cut(&match ends {
                    Some(ends) => ending(paragraph, &self.profile, *ends),
                    None => paragraph,
                });
            }
            Key::JointMark { style, direct, frame } => {
                let paragraph = finish(self.paragraph(*style, direct, None)).child(joint_mark(*frame));
                return Shape::cut(&paragraph.characters(HOLE));
            }
            Key::Run(key) => return Shape::cut(&finish(self.run(key))),
            Key::Table { columns, ruled } => self.table(columns, *ruled),
            Key::Row { min_height, head } => row(*min_height, *head),
            Key::Cell { width, span, vertical, rules } => cell(*width, *span, *vertical, *rules),
        };
        element = finish(element);
        element.children.push(Node::Text(HOLE.to_string()));
        Shape::cut(&element)
    }

    fn paragraph(&self, style: ParagraphStyle, direct: &Direct, alignment: Option<Alignment>) -> Element {
        let mut paragraph = docx::Paragraph::new();
        if style != ParagraphStyle::Normal {
            paragraph = paragraph.style(format::paragraph_id(style));
        }
        if direct.keep_next {
            paragraph = paragraph.keep_next(true);
        }
        if direct.page_break_before {
            paragraph = paragraph.page_break_before(true);
        }
        if let Some(position) = direct.right_tab {
            paragraph =
                paragraph.add_tab(docx::Tab::new().val(docx::TabValueType::Right).pos(to_size(position)));
        }
        for position in direct.centre_tabs.into_iter().flatten() {
            paragraph =
                paragraph.add_tab(docx::Tab::new().val(docx::TabValueType::Center).pos(to_size(position)));
        }
        if let Some(alignment) = alignment.or(direct.alignment) {
            paragraph = paragraph.align(match alignment {
                Alignment::Left => docx::AlignmentType::Left,
                Alignment::Justified => docx::AlignmentType::Both,
                Alignment::Center => docx::AlignmentType::Center,
                Alignment::Right => docx::AlignmentType::Right,
                Alignment::Distributed => docx::AlignmentType::Distribute,
            });
        }
        let mut element = read_back(&paragraph.build());
        let properties = element.entry("w:pPr");
        if let Some(indents) = direct.indents {
            let run = &self.profile.paragraph(style).run;
            properties.children.push(Node::Element(format::indents(indents, run)));
        }
        if let Some(line) = direct.line {
            properties.children.push(Node::Element(format::line(line, self.profile.paragraph(style))));
        }
        if let Some(frame) = direct.frame {
            properties.children.push(Node::Element(format::frame(frame)));
        }
        element
    }

    fn run(&self, key: &RunKey) -> Element {
        let mut fonts = docx::RunFonts::new();
        if key.repertoire != Repertoire::Gb2312 {
            let own = key.style.and_then(|style| self.profile.character(style).face);
            let face = own.unwrap_or(self.profile.paragraph(key.paragraph).run.face);
            let name = self.profile.font(face, key.repertoire == Repertoire::Rare);
            let latin = self.profile.western.as_deref().unwrap_or(name);
            fonts = fonts.ascii(latin).hi_ansi(latin).east_asia(name).cs(name);
        }
        // “ ” … — · exist in Western fonts too: the hint gives them to the Chinese one.
        let mut run = docx::Run::new().fonts(fonts.hint("eastAsia"));
        if let Some(style) = key.style {
            run = run.style(format::character_id(style));
        }
        if let Some(size) = key.size {
            run = run.size(size.0 as usize);
        }
        if let Some(spacing) = key.spacing {
            run = run.character_spacing(spacing.0);
        }
        run = match key.content {
            RunKind::Text => run.add_text(HOLE),
            RunKind::LineBreak => run.add_break(docx::BreakType::TextWrapping),
            RunKind::Tab => run.add_tab(),
        };
        let mut element = read_back(&run.build());
        if let Some(scale) = key.scale {
            element.entry("w:rPr").children.push(Node::Element(Element::val("w:w", scale)));
        }
        element
    }

    fn table(&self, columns: &[Twip], ruled: bool) -> Element {
        let widths: Vec<usize> = columns.iter().map(|column| to_size(*column)).collect();
        let total = widths.iter().sum();
        let side = if ruled { to_size(self.profile.table_cell_margin) } else { 0 };
        let table = docx::Table::new(Vec::new())
            .width(total, docx::WidthType::Dxa)
            .align(docx::TableAlignmentType::Center)
            .layout(docx::TableLayoutType::Fixed)
            .margins(docx::TableCellMargins::new().margin(0, side, 0, side))
            .set_borders(if ruled {
                all_borders(self.profile.table_rule)
            } else {
                docx::TableBorders::with_empty()
            })
            .set_grid(widths);
        let mut element = read_back(&table.build());
        element.entry("w:tblPr").children.push(Node::Element(Element::val("w:tblCaption", HOLE)));
        element
    }
}

/// Rules on all sides and between.
fn all_borders(width: EighthPt) -> docx::TableBorders {
    use docx::TableBorderPosition as P;
    [P::Top, P::Left, P::Bottom, P::Right, P::InsideH, P::InsideV].into_iter().fold(
        docx::TableBorders::with_empty(),
        |borders, position| {
            borders.set(docx::TableBorder::new(position).size(width.0 as usize).color("auto"))
        },
    )
}

fn row(min_height: Twip, head: bool) -> Element {
    let mut row = docx::TableRow::new(Vec::new()).cant_split();
    if min_height.0 > 0 {
        // Twips of a row are far below 2^24, where f32 still counts in ones.
        row = row.row_height(min_height.0 as f32).height_rule(docx::HeightRule::AtLeast);
    }
    let mut element = read_back(&row.build());
    if head {
        element.entry("w:trPr").children.push(Node::Element(Element::new("w:tblHeader")));
    }
    element
}

fn cell(width: Twip, span: usize, vertical: VerticalMerge, rules: Option<(EighthPt, EighthPt)>) -> Element {
    let mut cell = docx::TableCell::new()
        .width(to_size(width), docx::WidthType::Dxa)
        .vertical_align(docx::VAlignType::Center);
    if span > 1 {
        cell = cell.grid_span(span);
    }
    match vertical {
        VerticalMerge::Single => {}
        VerticalMerge::First => cell = cell.vertical_merge(docx::VMergeType::Restart),
        VerticalMerge::Continued => cell = cell.vertical_merge(docx::VMergeType::Continue),
    }
    if let Some((above, below)) = rules {
        use docx::TableCellBorderPosition as P;
        let border = |position, width: EighthPt| {
            docx::TableCellBorder::new(position).size(width.0 as usize).color("auto")
        };
        cell = cell.set_borders(
            docx::TableCellBorders::with_empty().set(border(P::Top, above)).set(border(P::Bottom, below)),
        );
    }
    let mut element = read_back(&cell.build());
    // docx-rs puts an empty paragraph into a cell without content.
    element.children.retain(|node| matches!(node, Node::Element(child) if child.name == "w:tcPr"));
    element
}

/// A paragraph that only names its style.
fn bare_paragraph(style: ParagraphStyle) -> Element {
    Element::new("w:p")
        .child(Element::new("w:pPr").child(Element::val("w:pStyle", format::paragraph_id(style))))
}

/// The paragraph, ending a section.
fn ending(mut paragraph: Element, profile: &Profile, ends: SectionKind) -> Element {
    let properties = sections::properties(profile, ends);
    paragraph.entry("w:pPr").children.push(Node::Element(properties));
    paragraph
}

fn document() -> Shape {
    let body = Element::new("w:body").characters(HOLE);
    Shape::cut(&text_box::with_namespaces(Element::new("w:document")).child(body))
}

fn imprint(profile: &Profile) -> Element {
    let hole = || HOLE.to_string();
    let place = TextBox {
        name: "版记",
        place: Place::Text { below: hole() },
        width: profile.page.text_width().emu().0.to_string(),
        height: hole(),
        id: hole(),
        turned: false,
    };
    // Word wants a paragraph behind a table; the tiny one is allowed for in the box's place.
    let end = Node::Element(bare_paragraph(ParagraphStyle::ImprintAnchor));
    let run = text_box::text_box(&place, vec![Node::Text(hole()), end]);
    bare_paragraph(ParagraphStyle::ImprintAnchor).child(run)
}

/// The run with the box of a joint issue's mark; holes: id, table.
fn joint_mark(frame: Frame) -> Element {
    let hole = || HOLE.to_string();
    let place = TextBox {
        name: "发文机关标志",
        place: Place::Obstacle { x: frame.x, y: frame.y },
        width: frame.width.emu().0.to_string(),
        height: frame.height.emu().0.to_string(),
        id: hole(),
        turned: false,
    };
    let end = Node::Element(bare_paragraph(ParagraphStyle::ImprintAnchor));
    text_box::text_box(&place, vec![Node::Text(hole()), end])
}

/// A fragment that docx-rs wrote, as an element.
fn read_back(xml: &[u8]) -> Element {
    parse(xml).expect("docx-rs writes well-formed fragments of our own constants")
}

/// A width for docx-rs; a layout has no negative ones.
fn to_size(width: Twip) -> usize {
    usize::try_from(width.0).unwrap_or(0)
}
