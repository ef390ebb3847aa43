//! What a page is filled with: lines of paragraphs, rows of tables, what is fixed to the page. Each has its height, and
//! may be kept with the next.

use crate::layout::breaking::{self, Item, Line, Room, Viewer};
use crate::layout::laid::{
    Direct, ImprintRow, LaidBlock, LaidImprint, LaidParagraph, LaidRun, Layout, RunContent,
};
use crate::paginate::{Of, table};
use crate::profile::style::{CharacterStyle, Indents, LineHeight, ParagraphFormat, ParagraphStyle, Profile};
use crate::profile::units::{EighthPt, Twip};

/// What is tried out; the default is the layout as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Trial {
    /// Another pitch for the main part.
    pub pitch: Option<Twip>,
    /// The end of the main part.
    pub end: Option<End>,
    /// So many blank lines before 署名 fewer.
    pub fewer_blanks: usize,
    /// The text is not kept with 署名.
    pub untied: bool,
}

/// Where the main part ends: blocks of one section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    /// The section.
    pub section: usize,
    /// The first block behind the text: 附件说明 or 署名 with the blank lines before them.
    pub first: usize,
    /// The first 署名, or 成文日期 where there is none.
    pub signed: usize,
    /// 成文日期.
    pub date: usize,
}

/// A piece that stands on one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Atom {
    /// What it takes of the page.
    pub height: i32,
    /// It stays with the next one.
    pub keep: bool,
    /// It begins a page.
    pub begins_page: bool,
    /// What it is.
    pub kind: Kind,
}

/// What an atom is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Lines of text: one of a paragraph, or those of a row's cells.
    Lines(Vec<Text>),
    /// A row of a table's head, repeated on each of its pages; the number counts the tables of the section.
    Head(usize, Vec<Text>),
    /// A row of the table with this head.
    Row(usize, Vec<Text>),
    /// A chart.
    Drawing,
    /// A paragraph fixed to the page; text keeps above or below it.
    Frame {
        /// Its top on the paper.
        top: i32,
        /// Its bottom.
        bottom: i32,
        /// Its lines.
        lines: Vec<Text>,
    },
    /// 版记, at the foot of the page on which its tiny paragraph stands.
    Foot {
        /// Height of the block.
        height: i32,
        /// Its lines, from its top.
        lines: Vec<Text>,
    },
}

/// A line within its atom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    /// Which paragraph.
    pub of: Of,
    /// Which characters.
    pub line: Line,
    /// Top below the atom's top.
    pub top: i32,
    /// Height.
    pub height: i32,
    /// Left end below the text area's left edge.
    pub left: i32,
    /// Room.
    pub room: i32,
}

/// The atoms of a section.
pub fn of_section(
    layout: &Layout,
    section: usize,
    profile: &Profile,
    viewer: Viewer,
    trial: Trial,
) -> Vec<Atom> {
    let laid = &layout.sections[section];
    let page = if laid.landscape { &profile.landscape } else { &profile.page };
    let mut maker = Maker { profile, viewer, width: page.text_width().0, atoms: Vec::new(), tables: 0 };
    for (index, block) in laid.blocks.iter().enumerate() {
        if trial.end.is_some_and(|end| end.leaves_out(section, index, trial.fewer_blanks)) {
            continue;
        }
        let of = Of { section, block: index, cell: None, paragraph: 0 };
        let first = maker.atoms.len();
        maker.block(block, of);
        let pitch = trial.pitch.filter(|_| trial.end.is_some_and(|end| end.is_before(section, index)));
        if let Some(pitch) = pitch {
            for atom in &mut maker.atoms[first..] {
                if atom.height == profile.pitch.0 {
                    atom.height = pitch.0;
                }
            }
        }
        let last_of_text = trial.end.is_some_and(|end| end.section == section && index + 1 == end.first);
        if let (true, true, Some(last)) = (trial.untied, last_of_text, maker.atoms.last_mut()) {
            last.keep = false;
        }
    }
    maker.atoms
}

impl End {
    /// Whether a block is one of the blank lines that are left out before 署名.
    fn leaves_out(self, section: usize, block: usize, fewer: usize) -> bool {
        section == self.section && block < self.signed && block + fewer >= self.signed
    }

    /// Whether a block belongs to the main part.
    fn is_before(self, section: usize, block: usize) -> bool {
        section < self.section || section == self.section && block <= self.date
    }
}

struct Maker<'a> {
    profile: &'a Profile,
    viewer: Viewer,
    width: i32,
    atoms: Vec<Atom>,
    tables: usize,
}

impl Maker<'_> {
    fn block(&mut self, block: &LaidBlock, of: Of) {
        match block {
            LaidBlock::Paragraph(paragraph) => self.paragraph(paragraph, of),
            LaidBlock::Chart(chart) => {
                let format = self.profile.paragraph(chart.paragraph.style);
                let height = line_height(format, &chart.paragraph.direct).max(chart.height.0);
                let direct = &chart.paragraph.direct;
                self.atoms.push(Atom {
                    height,
                    keep: format.keep_next || direct.keep_next,
                    begins_page: format.page_break_before || direct.page_break_before,
                    kind: Kind::Drawing,
                });
            }
            LaidBlock::Table(laid) => {
                self.tables += 1;
                let rows = table::rows(laid, of, self.width, self.profile, self.viewer);
                for (index, row) in rows.into_iter().enumerate() {
                    let kind = if index < laid.head_rows { Kind::Head } else { Kind::Row };
                    self.atoms.push(Atom {
                        height: row.height,
                        keep: row.keep,
                        begins_page: false,
                        kind: kind(self.tables, row.lines),
                    });
                }
            }
            LaidBlock::Imprint(imprint) => self.imprint(imprint, of),
        }
    }

    fn paragraph(&mut self, paragraph: &LaidParagraph, of: Of) {
        let format = self.profile.paragraph(paragraph.style);
        let direct = &paragraph.direct;
        let height = line_height(format, direct);
        let lines = texts(paragraph, of, self.width, self.profile, self.viewer);
        if let Some(frame) = direct.frame.or(format.frame) {
            let (top, bottom) = (frame.y.0, frame.y.0 + frame.height.0);
            let kind = Kind::Frame { top, bottom, lines };
            self.atoms.push(Atom { height: 0, keep: false, begins_page: false, kind });
            return;
        }
        // The rule under a paragraph and its distance belong to its last line.
        let rule =
            format.rule.map_or(0, |rule| rule.space as i32 * 20 + (rule.width.0 * 5).div_ceil(2) as i32);
        let count = lines.len();
        for (index, text) in lines.into_iter().enumerate() {
            let is_last = index + 1 == count;
            self.atoms.push(Atom {
                height: if is_last { height + rule } else { height },
                keep: if is_last { format.keep_next || direct.keep_next } else { format.keep_lines },
                begins_page: index == 0 && (format.page_break_before || direct.page_break_before),
                kind: Kind::Lines(vec![Text { top: 0, ..text }]),
            });
        }
    }

    fn imprint(&mut self, imprint: &LaidImprint, of: Of) {
        if imprint.rows.is_empty() {
            return;
        }
        let mut lines = Vec::new();
        // An eighth of a point is 2.5 twips.
        let rule = |width: EighthPt| (width.0 * 5 / 2) as i32;
        let mut top = rule(self.profile.imprint_thick);
        let split = self.width - imprint.date_width.0;
        for (row, laid) in imprint.rows.iter().enumerate() {
            let cells: Vec<(&[LaidParagraph], i32, i32)> = match laid {
                ImprintRow::Text { paragraphs, .. } => vec![(paragraphs, 0, self.width)],
                ImprintRow::Pair { left, right } => vec![
                    (std::slice::from_ref(left), 0, split),
                    (std::slice::from_ref(right), split, imprint.date_width.0),
                ],
            };
            let mut bottom = top;
            for (cell, (paragraphs, left, width)) in cells.into_iter().enumerate() {
                let mut y = top;
                for (paragraph, laid) in paragraphs.iter().enumerate() {
                    let of = Of { cell: Some((row, cell)), paragraph, ..of };
                    for text in texts(laid, of, width, self.profile, self.viewer) {
                        lines.push(Text { top: y, left: left + text.left, ..text });
                        y += text.height;
                    }
                }
                bottom = bottom.max(y);
            }
            top = bottom + rule(self.profile.imprint_thin);
        }
        let anchor = self.profile.paragraph(ParagraphStyle::ImprintAnchor);
        self.atoms.push(Atom {
            height: line_height(anchor, &Direct::default()),
            keep: false,
            begins_page: imprint.new_page,
            kind: Kind::Foot { height: imprint.height.0, lines },
        });
    }
}

/// Height of a paragraph's lines.
pub fn line_height(format: &ParagraphFormat, direct: &Direct) -> i32 {
    let (LineHeight::Exact(height) | LineHeight::AtLeast(height)) = direct.line.unwrap_or(format.line);
    height.0
}

/// The lines of a paragraph in a column of this width, one below the other.
pub fn texts(paragraph: &LaidParagraph, of: Of, width: i32, profile: &Profile, viewer: Viewer) -> Vec<Text> {
    let format = profile.paragraph(paragraph.style);
    let height = line_height(format, &paragraph.direct);
    let indents = in_twips(paragraph.direct.indents.unwrap_or(format.indents), format);
    let rest = width - indents.left - indents.right;
    let room = Room { first: Twip(rest - indents.first), rest: Twip(rest) };
    let lines = breaking::lines(items(paragraph, format), room, viewer);
    let place = |(index, line): (usize, Line)| {
        let first = if index == 0 { indents.first } else { 0 };
        Text { of, line, top: index as i32 * height, height, left: indents.left + first, room: rest - first }
    };
    lines.into_iter().enumerate().map(place).collect()
}

/// The pieces of a paragraph for [`breaking::lines`].
pub fn items<'a>(
    paragraph: &'a LaidParagraph,
    format: &'a ParagraphFormat,
) -> impl Iterator<Item = Item<'a>> + Clone {
    let stop = paragraph.direct.right_tab.unwrap_or(Twip(0));
    paragraph.runs.iter().map(move |run: &LaidRun| match &run.content {
        RunContent::Text(text) => Item::Text {
            text,
            size: run.size.unwrap_or(format.run.size).twips(),
            spacing: run.spacing.unwrap_or(format.run.spacing),
            scale: run.scale.map_or(100, |scale| scale as i32) * shrunk(run) / 100,
        },
        RunContent::LineBreak => Item::LineBreak,
        RunContent::Tab => Item::Tab(stop),
    })
}

/// Width of raised characters in hundredths of those on the line; the programs differ by some hundredths.
fn shrunk(run: &LaidRun) -> i32 {
    if run.style == Some(CharacterStyle::Citation) { 62 } else { 100 }
}

/// Indents in twips.
struct Edges {
    left: i32,
    right: i32,
    first: i32,
}

fn in_twips(indents: Indents, format: &ParagraphFormat) -> Edges {
    let twips = |length| format.run.length(length).0;
    Edges { left: twips(indents.left), right: twips(indents.right), first: twips(indents.first) }
}
