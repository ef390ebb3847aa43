//! What the layout hands to the writers.

use crate::charset::Repertoire;
use crate::document::chart::Chart;
use crate::document::picture::Picture;
use crate::document::tree::{Properties, Target};
use crate::profile::style::{Alignment, CharacterStyle, Face, Frame, Indents, LineHeight, ParagraphStyle};
use crate::profile::units::{HalfPt, Twip};

/// A document with every style and distance decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// For the file's properties.
    pub properties: Properties,
    /// A 信函: its first page has the lower double line at its foot and no number (10.1).
    pub letter: bool,
    /// Sections in order, at least one.
    pub sections: Vec<Section>,
    /// Pictures of its drawings.
    pub pictures: Vec<Picture>,
}

/// Pages of one orientation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Landscape pages (profile.landscape); else portrait (profile.page).
    pub landscape: bool,
    /// It begins on an even page, whatever comes before it: a page is left blank if need be.
    pub even: bool,
    /// Its pages have their numbers printed; a 版记 page behind a blank one has not (7.5).
    pub numbered: bool,
    /// What stands there, in order.
    pub blocks: Vec<LaidBlock>,
}

/// One block of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LaidBlock {
    /// A paragraph.
    Paragraph(LaidParagraph),
    /// A table.
    Table(LaidTable),
    /// A chart; its 图题 is the paragraph behind it.
    Chart(Box<LaidChart>),
    /// 版记 at the foot of the last page; the last block of the document.
    Imprint(LaidImprint),
    /// 发文机关标志 of a joint issue.
    Mark(Box<LaidMark>),
}

/// A paragraph: a named style and what differs from it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LaidParagraph {
    /// The style.
    pub style: ParagraphStyle,
    /// Direct settings.
    pub direct: Direct,
    /// Text in order; empty for a blank line.
    pub runs: Vec<LaidRun>,
}

impl LaidParagraph {
    /// A paragraph of a style without direct settings.
    pub fn new(style: ParagraphStyle, runs: Vec<LaidRun>) -> Self {
        Self { style, direct: Direct::default(), runs }
    }

    /// Its characters, without breaks and marks.
    pub fn text(&self) -> String {
        let texts = self.runs.iter().filter_map(|run| match &run.content {
            RunContent::Text(text) => Some(text.as_str()),
            RunContent::LineBreak | RunContent::Tab | RunContent::Drawing(_) | RunContent::Mark(_) => None,
        });
        texts.collect()
    }

    /// A blank line of the pitch.
    pub fn blank() -> Self {
        Self::new(ParagraphStyle::Blank, Vec::new())
    }
}

/// Settings of one paragraph that differ from its style; the default is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Direct {
    /// Indents instead of the style's.
    pub indents: Option<Indents>,
    /// Keep with the next paragraph, where the style does not.
    pub keep_next: bool,
    /// Begin a new page, where the style does not.
    pub page_break_before: bool,
    /// Line height instead of the style's (a pitch that the page asks for, a mark of another size).
    pub line: Option<LineHeight>,
    /// Alignment instead of the style's (发文字号 of an 上行文 stands left).
    pub alignment: Option<Alignment>,
    /// A stop for one tab, at this distance from the text's left edge; what follows the tab ends there (签发人).
    pub right_tab: Option<Twip>,
    /// Stops for tabs, at these distances from the text's left edge; what follows a tab is centred on its stop (names
    /// under their seals).
    pub centre_tabs: [Option<Twip>; 3],
    /// Place on the page instead of the style's (a mark of another size).
    pub frame: Option<Frame>,
}

/// A run: characters of one look.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LaidRun {
    /// What it shows.
    pub content: RunContent,
    /// The character style; `None`: the paragraph's look.
    pub style: Option<CharacterStyle>,
    /// Which fonts hold the characters: beyond GB/T 2312, the face's complete font or one for rare characters is named
    /// directly.
    pub repertoire: Repertoire,
    /// Size instead of the style's (a mark that must be fitted to the line).
    pub size: Option<HalfPt>,
    /// Character spacing instead of the style's.
    pub spacing: Option<Twip>,
    /// Width of the characters in hundredths of their own, for a name that must fit on one line.
    pub scale: Option<u32>,
}

impl LaidRun {
    /// A run that looks as its paragraph does.
    pub fn new(content: RunContent) -> Self {
        Self { content, style: None, repertoire: Repertoire::Gb2312, size: None, spacing: None, scale: None }
    }

    /// A mark between characters.
    pub fn mark(mark: Mark) -> Self {
        Self::new(RunContent::Mark(Box::new(mark)))
    }
}

/// What a run shows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum RunContent {
    /// Characters; without control characters.
    Text(String),
    /// A line break inside the paragraph (title lines).
    LineBreak,
    /// A tab.
    Tab,
    /// A picture or mark over or under the text; it takes no room of the line.
    Drawing(Drawing),
    /// Something that takes no room; apart, so that runs of text stay small.
    Mark(Box<Mark>),
}

/// A drawing that is tied to its paragraph, behind the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Drawing {
    /// Index of its picture in [`Layout::pictures`]; `None`: a dashed ring that marks the place of a seal.
    pub picture: Option<usize>,
    /// Its left edge, from that of 版心.
    pub left: Twip,
    /// Its top, from that of the paragraph; often above it.
    pub top: Twip,
    /// Width of its ink.
    pub width: Twip,
    /// Height of its ink.
    pub height: Twip,
}

/// A mark between the characters of a paragraph: what leads from one place of the document to another.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Mark {
    /// What bears this name begins.
    Begin(Anchor),
    /// It ends.
    End(Anchor),
    /// What follows leads there.
    Link(Anchor),
    /// Up to here.
    LinkEnd,
    /// What follows is what a field shows.
    Field(Field),
    /// Up to here.
    FieldEnd,
    /// The paragraph stands in 目录 with this text, in the first level; its style does not say so.
    Listed(String),
}

/// The name of a place, unique in its document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Anchor {
    /// What 目录 lists, counted from 0 in the order in which it stands.
    Entry(u32),
    /// All that 目录 is made from.
    Listed,
    /// A label or number that texts refer to.
    Target(Target),
}

/// What a field shows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Field {
    /// 目录, of what is set in these styles, with their levels from 1; and of what is marked as listed.
    Contents(Vec<(ParagraphStyle, u8)>),
    /// The number of the page where this stands.
    Page(Anchor),
    /// The characters of this.
    Text(Anchor),
}

/// A table with its geometry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaidTable {
    /// Widths of the columns; they add up to the text width or less.
    pub columns: Vec<Twip>,
    /// Rows; the first `head_rows` repeat on every page.
    pub rows: Vec<LaidRow>,
    /// Number of header rows.
    pub head_rows: usize,
    /// What the table is, for screen readers (its title, or the document's).
    pub caption: String,
}

/// A row. Cells cover the columns without gap; those covered from above are `Continued`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaidRow {
    /// Least height.
    pub min_height: Twip,
    /// Cells, left to right.
    pub cells: Vec<LaidCell>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaidCell {
    /// Columns it covers.
    pub column_span: usize,
    /// Its role in a cell that runs over several rows.
    pub vertical: VerticalMerge,
    /// Paragraphs; at least one. In style `TableHead` or `TableText`.
    pub paragraphs: Vec<CellParagraph>,
}

/// A paragraph of a cell: like a [`LaidParagraph`], with its own alignment.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CellParagraph {
    /// The paragraph.
    pub paragraph: LaidParagraph,
    /// Alignment instead of the style's.
    pub alignment: Alignment,
}

/// Vertical merging.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VerticalMerge {
    /// An ordinary cell.
    Single,
    /// The first of several.
    First,
    /// Covered by a cell above; its paragraphs are one blank one.
    Continued,
}

/// A chart with its size and the look of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaidChart {
    /// The paragraph that it stands in alone, in style Chart; without runs.
    pub paragraph: LaidParagraph,
    /// Width of the drawing.
    pub width: Twip,
    /// Height of the drawing; less than that of the paragraph's line.
    pub height: Twip,
    /// Typeface of its text.
    pub face: Face,
    /// Which fonts hold the rarest character of its text.
    pub repertoire: Repertoire,
    /// Size of its text.
    pub size: HalfPt,
    /// How the names under the axis stand.
    pub category_labels: LabelTurn,
    /// How the numbers at the bars or points stand.
    pub value_labels: LabelTurn,
    /// What it shows.
    pub chart: Chart,
}

/// How labels of a chart stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LabelTurn {
    /// Level, on several lines where they are long.
    Level,
    /// Rising to the right at 45°.
    Slanted,
    /// Upright, read from the right.
    Upright,
}

/// 发文机关标志 of a joint issue (GB/T 9704 7.2.4): a box fixed to the page, in which the units' names stand one below the
/// other, all equally wide, and a word to the right of them. Text keeps above and below the box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaidMark {
    /// The line above the mark, which the box belongs to; the lines before it are paragraphs.
    pub anchor: LaidParagraph,
    /// The box.
    pub frame: Frame,
    /// Width of the names; what the box has beyond is the word's.
    pub names_width: Twip,
    /// The names, a line each.
    pub names: Vec<LaidParagraph>,
    /// The word, level with the middle of the names; `None`: the names stand alone.
    pub suffix: Option<LaidParagraph>,
}

/// 版记: rows between rules, at the foot of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaidImprint {
    /// Rows, top to bottom.
    pub rows: Vec<ImprintRow>,
    /// A thick rule above the first row and below the last, thin ones between; a 信函 has none (10.1).
    pub ruled: bool,
    /// Height of the whole block, rules included.
    pub height: Twip,
    /// Width of the column of 印发日期.
    pub date_width: Twip,
    /// It begins a page: the page on which the text ends has no room for it, or is an odd one where it wants an even one.
    pub new_page: bool,
    /// It stands on an even page.
    pub on_even_page: bool,
}

/// A row of the 版记.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImprintRow {
    /// 抄送, or 主送 and 抄送 without a rule between them: hanging paragraphs over `lines` lines.
    Text {
        /// The paragraphs, in style Imprint.
        paragraphs: Vec<LaidParagraph>,
        /// Lines they take, for the height of the block.
        lines: u32,
    },
    /// 印发机关 left and 印发日期 right, on one line.
    Pair {
        /// Left text.
        left: LaidParagraph,
        /// Right text; aligned right.
        right: LaidParagraph,
    },
}
