//! What a page is filled with: lines of paragraphs, rows of tables, what is fixed to the page. Each has its height, and
//! may be kept with the next.

use crate::layout::breaking::{self, Item, Line, Room, Viewer};
use crate::layout::ending::End;
use crate::layout::laid::{
    Direct, ImprintRow, LaidBlock, LaidImprint, LaidMark, LaidParagraph, LaidRun, Layout, RunContent,
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
    /// The last paragraph of the text is kept with what follows.
    pub tied: bool,
}

/// The atoms of a section, and their lines.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Atoms {
    /// Atoms in order.
    pub list: Vec<Atom>,
    /// Lines of all atoms.
    pub texts: Vec<Text>,
}

impl Atoms {
    /// The lines of an atom.
    pub fn texts_of(&self, atom: &Atom) -> &[Text] {
        &self.texts[atom.texts.0..atom.texts.1]
    }
}

/// A piece that stands on one page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Atom {
    /// What it takes of the page.
    pub height: i32,
    /// It stays with the next one.
    pub keep: bool,
    /// It begins a page.
    pub begins_page: bool,
    /// 段前 and 段后: of those of two paragraphs the greater one lies between them, and none at the head of a page.
    pub space: (i32, i32),
    /// What it is.
    pub kind: Kind,
    /// Block and row that it is of.
    pub of: (usize, usize),
    /// Its lines: from, and up to.
    texts: (usize, usize),
}

/// What an atom is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A line of a paragraph.
    Line,
    /// A row of a table's head, repeated on each of its pages; the number counts the tables of the section.
    Head(usize),
    /// A row of the table with this head.
    Row(usize),
    /// A chart.
    Drawing,
    /// A paragraph fixed to the page; text keeps above or below it.
    Frame {
        /// Its top on the paper.
        top: i32,
        /// Its bottom.
        bottom: i32,
    },
    /// 版记, at the foot of the page on which its tiny paragraph stands.
    Foot {
        /// Height of the block.
        height: i32,
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
pub fn of_section(layout: &Layout, section: usize, profile: &Profile, viewer: Viewer, trial: Trial) -> Atoms {
    let laid = &layout.sections[section];
    let page = if laid.landscape { &profile.landscape } else { &profile.page };
    let mut maker = Maker {
        setter: Setter::new(profile, viewer),
        width: page.text_width().0,
        atoms: Atoms::default(),
        tables: 0,
    };
    for (index, block) in laid.blocks.iter().enumerate() {
        let end = trial.end;
        if end.is_some_and(|end| is_left_out(end, section, index, trial.fewer_blanks)) {
            continue;
        }
        let of = Of { section, block: index, cell: None, paragraph: 0 };
        let first = maker.atoms.list.len();
        maker.block(block, of);
        if let (Some(pitch), Some(true)) = (trial.pitch, end.map(|end| is_of_main_part(end, section, index)))
        {
            for atom in &mut maker.atoms.list[first..] {
                if atom.height == profile.pitch.0 {
                    atom.height = pitch.0;
                }
            }
        }
        let last_of_text =
            end.is_some_and(|end| end.section == section && (index + 1 == end.first || index == end.first));
        if let (true, true, Some(last)) = (trial.tied, last_of_text, maker.atoms.list.last_mut()) {
            last.keep = true;
        }
    }
    maker.atoms
}

/// Whether a block is one of the blank lines that are left out before 署名.
fn is_left_out(end: End, section: usize, block: usize, fewer: usize) -> bool {
    section == end.section && block < end.signed && block + fewer >= end.signed
}

/// Whether a block belongs to the main part, down to its date.
fn is_of_main_part(end: End, section: usize, block: usize) -> bool {
    section < end.section || section == end.section && block <= end.date
}

struct Maker<'a> {
    setter: Setter<'a>,
    width: i32,
    atoms: Atoms,
    tables: usize,
}

impl Maker<'_> {
    fn block(&mut self, block: &LaidBlock, of: Of) {
        let profile = self.setter.profile;
        match block {
            LaidBlock::Paragraph(paragraph) => self.paragraph(paragraph, of),
            LaidBlock::Chart(chart) => {
                let (format, direct) = (profile.paragraph(chart.paragraph.style), &chart.paragraph.direct);
                self.push(Atom {
                    height: line_height(format, direct).max(chart.height.0),
                    keep: format.keep_next || direct.keep_next,
                    begins_page: format.page_break_before || direct.page_break_before,
                    of: (of.block, 0),
                    ..Atom::of(Kind::Drawing)
                });
            }
            LaidBlock::Table(laid) => {
                self.tables += 1;
                let rows = table::rows(laid, of, self.width, &mut self.setter);
                for (index, row) in rows.into_iter().enumerate() {
                    let kind = if index < laid.head_rows { Kind::Head } else { Kind::Row };
                    self.atoms.texts.extend(row.lines);
                    let of = (of.block, index);
                    self.push(Atom { height: row.height, keep: row.keep, of, ..Atom::of(kind(self.tables)) });
                }
            }
            LaidBlock::Imprint(imprint) => self.imprint(imprint, of),
            LaidBlock::Mark(mark) => self.mark(mark, of),
        }
    }

    /// Adds an atom; its lines are those that no other atom has.
    fn push(&mut self, atom: Atom) {
        let from = self.atoms.list.last().map_or(0, |last| last.texts.1);
        self.atoms.list.push(Atom { texts: (from, self.atoms.texts.len()), ..atom });
    }

    fn paragraph(&mut self, paragraph: &LaidParagraph, of: Of) {
        let format = self.setter.profile.paragraph(paragraph.style);
        let direct = &paragraph.direct;
        let first = self.atoms.texts.len();
        self.setter.set(paragraph, format, of, self.width, &mut self.atoms.texts);
        if let Some(frame) = direct.frame.or(format.frame) {
            let kind = Kind::Frame { top: frame.y.0, bottom: frame.y.0 + frame.height.0 };
            return self.push(Atom::of(kind));
        }
        let height = line_height(format, direct);
        // The rule under a paragraph and its distance belong to its last line.
        let rule =
            format.rule.map_or(0, |rule| rule.space as i32 * 20 + (rule.width.0 * 5).div_ceil(2) as i32)
                + format.double_rule.map_or(0, |rule| rule.height().0);
        let count = self.atoms.texts.len() - first;
        for index in 0..count {
            let is_last = index + 1 == count;
            self.atoms.texts[first + index].top = 0;
            self.atoms.list.push(Atom {
                height: if is_last { height + rule } else { height },
                keep: if is_last { format.keep_next || direct.keep_next } else { format.keep_lines },
                begins_page: index == 0 && (format.page_break_before || direct.page_break_before),
                space: (
                    if index == 0 { format.before.0 } else { 0 },
                    if is_last { format.after.0 } else { 0 },
                ),
                kind: Kind::Line,
                of: (of.block, 0),
                texts: (first + index, first + index + 1),
            });
        }
    }

    /// The names one below the other, the word level with their middle, and the line that they belong to.
    fn mark(&mut self, mark: &LaidMark, of: Of) {
        let profile = self.setter.profile;
        let format = profile.paragraph(ParagraphStyle::MarkName);
        let beyond = mark.frame.x.0 - profile.page.left.0;
        let mut y = 0;
        for (line, name) in mark.names.iter().enumerate() {
            let (of, first) = (Of { cell: Some((line, 0)), ..of }, self.atoms.texts.len());
            self.setter.set(name, format, of, mark.names_width.0, &mut self.atoms.texts);
            for text in &mut self.atoms.texts[first..] {
                (text.top, text.left) = (y, text.left + beyond);
                y += text.height;
            }
        }
        if let Some(suffix) = &mark.suffix {
            let (of, first) = (Of { cell: Some((0, 1)), ..of }, self.atoms.texts.len());
            let width = mark.frame.width.0 - mark.names_width.0;
            self.setter.set(suffix, format, of, width, &mut self.atoms.texts);
            for text in &mut self.atoms.texts[first..] {
                text.top = (y - text.height) / 2;
                text.left += beyond + mark.names_width.0;
            }
        }
        let kind = Kind::Frame { top: mark.frame.y.0, bottom: mark.frame.y.0 + mark.frame.height.0 };
        self.push(Atom::of(kind));
        self.paragraph(&mark.anchor, of);
    }

    fn imprint(&mut self, imprint: &LaidImprint, of: Of) {
        if imprint.rows.is_empty() {
            return;
        }
        let profile = self.setter.profile;
        // An eighth of a point is 2.5 twips.
        let rule = |width: EighthPt| (width.0 * 5 / 2) as i32;
        let mut top = rule(profile.imprint_thick);
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
                    let first = self.atoms.texts.len();
                    let format = profile.paragraph(laid.style);
                    self.setter.set(laid, format, of, width, &mut self.atoms.texts);
                    for text in &mut self.atoms.texts[first..] {
                        (text.top, text.left) = (y, text.left + left);
                        y += text.height;
                    }
                }
                bottom = bottom.max(y);
            }
            top = bottom + rule(profile.imprint_thin);
        }
        let anchor = profile.paragraph(ParagraphStyle::ImprintAnchor);
        self.push(Atom {
            height: line_height(anchor, &Direct::default()),
            begins_page: imprint.new_page,
            of: (of.block, 0),
            ..Atom::of(Kind::Foot { height: imprint.height.0 + profile.imprint_rise.0 })
        });
    }
}

impl Atom {
    /// An atom without height or lines.
    fn of(kind: Kind) -> Self {
        Self { height: 0, keep: false, begins_page: false, space: (0, 0), kind, of: (0, 0), texts: (0, 0) }
    }
}

/// Height of a paragraph's lines.
pub fn line_height(format: &ParagraphFormat, direct: &Direct) -> i32 {
    let (LineHeight::Exact(height) | LineHeight::AtLeast(height)) = direct.line.unwrap_or(format.line);
    height.0
}

/// Sets paragraphs in lines.
pub struct Setter<'a> {
    /// The profile.
    pub profile: &'a Profile,
    /// The program that shows the file.
    pub viewer: Viewer,
    /// Lines of the paragraph in hand.
    lines: Vec<Line>,
}

impl<'a> Setter<'a> {
    /// A setter for this profile and program.
    pub fn new(profile: &'a Profile, viewer: Viewer) -> Self {
        Self { profile, viewer, lines: Vec::new() }
    }

    /// Adds the lines of a paragraph in a column of this width, one below the other.
    pub fn set(
        &mut self,
        paragraph: &LaidParagraph,
        format: &ParagraphFormat,
        of: Of,
        width: i32,
        texts: &mut Vec<Text>,
    ) {
        let height = line_height(format, &paragraph.direct);
        let indents = in_twips(paragraph.direct.indents.unwrap_or(format.indents), format);
        let rest = width - indents.left - indents.right;
        let room = Room { first: Twip(rest - indents.first), rest: Twip(rest) };
        self.lines.clear();
        let western = self.profile.western.is_some();
        breaking::cut(items(paragraph, format, western), room, self.viewer, &mut self.lines);
        texts.extend(self.lines.iter().enumerate().map(|(index, line)| {
            let first = if index == 0 { indents.first } else { 0 };
            let top = index as i32 * height;
            Text { of, line: *line, top, height, left: indents.left + first, room: rest - first }
        }));
    }
}

/// The pieces of a paragraph for [`breaking::lines`]; `western` if the profile has a font of its own for letters and digits.
pub fn items<'a>(
    paragraph: &'a LaidParagraph,
    format: &'a ParagraphFormat,
    western: bool,
) -> impl Iterator<Item = Item<'a>> + Clone {
    let stop = paragraph.direct.right_tab.or(format.leader).unwrap_or(Twip(0));
    // Tabs take the stops in order.
    let mut centres = paragraph.direct.centre_tabs.into_iter().flatten();
    let piece = move |run: &LaidRun, text: &'a str| Item::Text {
        text,
        size: run.size.unwrap_or(format.run.size).twips(),
        spacing: run.spacing.unwrap_or(format.run.spacing),
        scale: run.scale.map_or(100, |scale| scale as i32) * shrunk(run) / 100,
        western: western && format.run.western,
    };
    paragraph.runs.iter().filter_map(move |run: &'a LaidRun| match &run.content {
        RunContent::Text(text) => Some(piece(run, text)),
        RunContent::LineBreak => Some(Item::LineBreak),
        RunContent::Tab => Some(Item::Tab(centres.next().unwrap_or(stop))),
        // They take no room.
        RunContent::Drawing(_) | RunContent::Mark(_) => None,
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
