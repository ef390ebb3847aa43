//! 目录, on pages of its own before the text that it lists.
//!
//! What the reader sees (惯例; GB/T 9704 knows no 目录): “目　录” like a title, and a line for each heading with dots up to its
//! page number; a long one goes on below itself and never into the numbers. The pages count like any others (7.5), so the
//! first page of the text is not 1. Listed are headings with a line of their own, what follows with a title of its own, and
//! 附件. In a collection – rules that follow a text without headings – the rules are the first level and what they are
//! divided into the second.
//!
//! The room of an entry does not depend on the number in it: so the numbers are put in when the pages stand, and change no
//! page. A long entry is parted here, with line breaks: an indent at the right would do the same in Word, but `LibreOffice`
//! before 24 shows no number beyond one.

use crate::document::tree::Document;
use crate::layout::breaking::{self, Item, Room, Viewer};
use crate::layout::laid::{
    Anchor, Field, LaidBlock, LaidParagraph, LaidRun, Layout, Mark, RunContent, Section,
};
use crate::layout::{Sheet, links, runs};
use crate::profile::style::{ParagraphStyle, Profile};
use crate::profile::units::{Chars, Twip};

/// What an entry leaves free for dots and number.
const NUMBER: Chars = Chars(300);

/// Where the entries will stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    section: usize,
    block: usize,
}

/// Begins 目录 on a page of its own; what comes next begins a page too.
pub fn open(sheet: &mut Sheet) -> Place {
    sheet.turn(false);
    sheet.break_page();
    sheet.push(LaidBlock::Paragraph(LaidParagraph::new(
        ParagraphStyle::ContentsTitle,
        runs::plain("目\u{3000}录"),
    )));
    let place = Place { section: sheet.sections.len() - 1, block: sheet.blocks().len() };
    sheet.break_page();
    place
}

/// An entry.
struct Entry {
    level: u8,
    text: String,
}

/// Puts the entries in their place: everything that stands behind it, up to so many levels.
pub fn fill_in(
    sections: &mut Vec<Section>,
    place: Place,
    document: &Document,
    levels: u8,
    profile: &Profile,
) {
    let order = Order::of(sections, place, document);
    let mut entries: Vec<Entry> = Vec::new();
    let mut label = String::new();
    each_paragraph(sections, place, |is_first, paragraph| {
        let text = paragraph.text();
        let titled = match paragraph.style {
            ParagraphStyle::AttachmentLabel => {
                label = text;
                return;
            }
            ParagraphStyle::AttachmentTitle => Some(format!("{label}\u{3000}{text}")),
            // What is listed does not list itself.
            ParagraphStyle::InstrumentTitle if !is_first => Some(text.clone()),
            _ => None,
        };
        let level = order.level(paragraph.style).filter(|level| *level <= levels);
        let (level, text) = match (titled, level) {
            (Some(title), _) => {
                // No style tells these titles from others: the field finds them by their marks.
                paragraph.runs.insert(0, LaidRun::mark(Mark::Listed(title.clone())));
                (1, title)
            }
            (None, Some(level)) => (level, text),
            (None, None) => return,
        };
        let number = entries.len() as u32;
        links::enclose(&mut paragraph.runs, Anchor::Entry(number));
        entries.push(Entry { level, text });
    });
    if entries.is_empty() {
        return close(sections, place);
    }
    enclose_listed(sections, place);
    let styles = order.styles(levels);
    let count = entries.len();
    let laid = entries.iter().enumerate().map(|(index, entry)| {
        let mut paragraph = lay(index as u32, entry, profile);
        if index == 0 {
            paragraph.runs.insert(0, LaidRun::mark(Mark::Field(Field::Contents(styles.clone()))));
        }
        if index + 1 == count {
            paragraph.runs.push(LaidRun::mark(Mark::FieldEnd));
        }
        paragraph
    });
    let all: Vec<LaidBlock> =
        std::iter::once(LaidParagraph::blank()).chain(laid).map(LaidBlock::Paragraph).collect();
    sections[place.section].blocks.splice(place.block..place.block, all);
}

/// Which levels the headings have.
struct Order {
    chapter: u8,
    /// By so much the other headings are lower.
    sunk: u8,
}

impl Order {
    fn of(sections: &mut [Section], place: Place, document: &Document) -> Self {
        let collection =
            document.parts.iter().any(|part| part.role == crate::document::tree::Role::Following);
        let (mut titles, mut before) = (0, 0);
        each_paragraph(sections, place, |is_first, paragraph| match paragraph.style {
            ParagraphStyle::InstrumentTitle if !is_first => titles += 1,
            style if titles == 0 && rank(style).is_some() => before += 1,
            _ => {}
        });
        Self { chapter: 1 + u8::from(collection), sunk: u8::from(collection && before == 0) }
    }

    fn level(&self, style: ParagraphStyle) -> Option<u8> {
        match rank(style)? {
            0 => Some(self.chapter),
            rank => Some(rank + self.sunk),
        }
    }

    /// The styles that are listed, with their levels.
    fn styles(&self, levels: u8) -> Vec<(ParagraphStyle, u8)> {
        use ParagraphStyle as S;
        let level = |style| self.level(style).filter(|level| *level <= levels).map(|level| (style, level));
        [S::Heading1, S::Chapter, S::Heading2, S::Heading3].into_iter().filter_map(level).collect()
    }
}

/// The level of a heading with a line of its own; 0 for a chapter.
fn rank(style: ParagraphStyle) -> Option<u8> {
    match style {
        ParagraphStyle::Chapter => Some(0),
        ParagraphStyle::Heading1 => Some(1),
        ParagraphStyle::Heading2 => Some(2),
        ParagraphStyle::Heading3 => Some(3),
        _ => None,
    }
}

/// Every paragraph behind the place, and whether it is the first.
fn each_paragraph(sections: &mut [Section], place: Place, mut see: impl FnMut(bool, &mut LaidParagraph)) {
    let mut first = true;
    for (index, section) in sections.iter_mut().enumerate().skip(place.section) {
        let from = if index == place.section { place.block } else { 0 };
        for block in &mut section.blocks[from..] {
            if let LaidBlock::Paragraph(paragraph) = block {
                see(std::mem::take(&mut first), paragraph);
            }
        }
    }
}

/// Marks the stretch that is listed: a field that is updated lists this and nothing else of the file.
fn enclose_listed(sections: &mut [Section], place: Place) {
    let mut count = 0;
    each_paragraph(sections, place, |_, _| count += 1);
    let mut index = 0;
    each_paragraph(sections, place, |is_first, paragraph| {
        index += 1;
        if is_first {
            paragraph.runs.insert(0, LaidRun::mark(Mark::Begin(Anchor::Listed)));
        }
        if index == count {
            paragraph.runs.push(LaidRun::mark(Mark::End(Anchor::Listed)));
        }
    });
}

fn lay(number: u32, entry: &Entry, profile: &Profile) -> LaidParagraph {
    let style = match entry.level {
        1 => ParagraphStyle::Contents1,
        2 => ParagraphStyle::Contents2,
        _ => ParagraphStyle::Contents3,
    };
    let anchor = Anchor::Entry(number);
    let mut content = vec![LaidRun::mark(Mark::Link(anchor.clone()))];
    content.extend(parted(runs::plain(&entry.text), style, profile));
    content.push(LaidRun::new(RunContent::Tab));
    content.push(LaidRun::mark(Mark::Field(Field::Page(anchor))));
    content.push(LaidRun::new(RunContent::Text("1".to_owned())));
    content.push(LaidRun::mark(Mark::FieldEnd));
    content.push(LaidRun::mark(Mark::LinkEnd));
    LaidParagraph::new(style, content)
}

/// A text in lines that end before the number.
fn parted(runs: Vec<LaidRun>, style: ParagraphStyle, profile: &Profile) -> Vec<LaidRun> {
    let format = profile.paragraph(style);
    let rest =
        profile.page.text_width().0 - format.run.length(format.indents.left).0 - format.run.length(NUMBER).0;
    let room = Room { first: Twip(rest - format.run.length(format.indents.first).0), rest: Twip(rest) };
    let items = runs.iter().filter_map(|run| match &run.content {
        RunContent::Text(text) => Some(Item::Text {
            text,
            size: format.run.size.twips(),
            spacing: format.run.spacing,
            scale: 100,
            western: profile.western.is_some() && format.run.western,
        }),
        _ => None,
    });
    let starts: Vec<breaking::Spot> =
        breaking::lines(items, room, Viewer::Word).iter().skip(1).map(|line| line.start).collect();
    if starts.is_empty() {
        return runs;
    }
    let mut parted = Vec::new();
    for (index, run) in runs.into_iter().enumerate() {
        let RunContent::Text(text) = &run.content else { continue };
        let mut from = 0;
        for spot in starts.iter().filter(|spot| spot.item as usize == index) {
            let before = &text[from..spot.byte as usize];
            if !before.is_empty() {
                parted.push(LaidRun { content: RunContent::Text(before.to_owned()), ..run.clone() });
            }
            parted.push(LaidRun::new(RunContent::LineBreak));
            from = spot.byte as usize;
        }
        parted.push(LaidRun { content: RunContent::Text(text[from..].to_owned()), ..run.clone() });
    }
    parted
}

/// Takes 目录 back: there is nothing to list.
fn close(sections: &mut Vec<Section>, place: Place) {
    let blocks = &mut sections[place.section].blocks;
    let begins = match blocks.remove(place.block - 1) {
        LaidBlock::Paragraph(title) => title.direct.page_break_before,
        _ => false,
    };
    if let Some(LaidBlock::Paragraph(next)) = blocks.get_mut(place.block - 1) {
        next.direct.page_break_before = begins;
    }
    if blocks.is_empty() && sections.len() > 1 {
        sections.remove(place.section);
    }
}

/// Puts the page numbers into the entries; `page` gives the number of the page on which a block of a section begins.
pub fn number(layout: &mut Layout, page: &dyn Fn(usize, usize) -> Option<usize>) {
    let mut pages: Vec<usize> = Vec::new();
    for (index, section) in layout.sections.iter().enumerate() {
        for (block, laid) in section.blocks.iter().enumerate() {
            let LaidBlock::Paragraph(paragraph) = laid else { continue };
            for run in &paragraph.runs {
                if let RunContent::Mark(mark) = &run.content
                    && let Mark::Begin(Anchor::Entry(_)) = **mark
                {
                    // They are numbered in the order in which they stand.
                    pages.push(page(index, block).unwrap_or(1));
                }
            }
        }
    }
    for block in layout.sections.iter_mut().flat_map(|section| &mut section.blocks) {
        let LaidBlock::Paragraph(paragraph) = block else { continue };
        let mut asked = None;
        for run in &mut paragraph.runs {
            match &mut run.content {
                RunContent::Mark(mark) => {
                    if let Mark::Field(Field::Page(Anchor::Entry(number))) = **mark {
                        asked = pages.get(number as usize);
                    }
                }
                RunContent::Text(shown) => {
                    if let Some(page) = asked.take() {
                        *shown = page.to_string();
                    }
                }
                _ => {}
            }
        }
    }
}
