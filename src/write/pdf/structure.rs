//! Bookmarks and the structure of a PDF: paragraphs, headings, tables with their rows and cells.

use std::num::NonZeroU16;

use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::outline::{Outline, OutlineNode};
use krilla::tagging::{Identifier, Node, TableHeaderScope, Tag, TagGroup, TagTree};

use crate::layout::laid::{LaidBlock, LaidParagraph, Layout, RunContent};
use crate::paginate::{Of, listing};
use crate::paint::ink::Role;
use crate::profile::style::{CharacterStyle, ParagraphStyle, Profile};

/// What was drawn of each paragraph, in the order of the pages.
#[derive(Default)]
pub struct Structure {
    paragraphs: Vec<Drawn>,
}

/// A paragraph that was drawn.
struct Drawn {
    of: Of,
    /// Page and height of its first character, in twips.
    begins: (usize, f64),
    pieces: Vec<Identifier>,
}

impl Structure {
    /// Characters of a paragraph are drawn.
    pub fn add(&mut self, role: Role, id: Identifier, page: usize, top: f64) {
        let (Role::Paragraph { of, .. } | Role::Cell { of }) = role else { return };
        match self.paragraphs.iter_mut().rev().find(|drawn| drawn.of == of) {
            Some(drawn) => drawn.pieces.push(id),
            None => self.paragraphs.push(Drawn { of, begins: (page, top), pieces: vec![id] }),
        }
    }

    /// Bookmarks: the titles, and under them the headings.
    pub fn outline(&self, layout: &Layout, profile: &Profile) -> Outline {
        let mut entries: Vec<(usize, String, (usize, f64))> = Vec::new();
        for drawn in self.paragraphs.iter().filter(|drawn| drawn.of.cell.is_none()) {
            let Some(paragraph) = listing::paragraph(layout, drawn.of) else { continue };
            if let Some((level, text)) = heading(paragraph, profile) {
                entries.push((level, text, drawn.begins));
            }
        }
        let mut outline = Outline::new();
        let mut at = 0;
        while at < entries.len() {
            outline.push_child(node(&entries, &mut at));
        }
        outline
    }

    /// The structure.
    pub fn tree(self, layout: &Layout, profile: &Profile) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some("zh-CN".to_owned()));
        let mut paragraphs = self.paragraphs.into_iter().peekable();
        while let Some(drawn) = paragraphs.next() {
            let (section, block) = (drawn.of.section, drawn.of.block);
            if !matches!(layout.sections[section].blocks[block], LaidBlock::Table(_)) {
                tree.push(group(&drawn, layout, profile));
                continue;
            }
            let mut cells = vec![drawn];
            while let Some(next) =
                paragraphs.next_if(|next| (next.of.section, next.of.block) == (section, block))
            {
                cells.push(next);
            }
            tree.push(table(cells, layout));
        }
        tree
    }
}

/// A heading's level from 0 and its words; `None` for other paragraphs.
fn heading(paragraph: &LaidParagraph, profile: &Profile) -> Option<(usize, String)> {
    let format = profile.paragraph(paragraph.style);
    let level = match paragraph.style {
        ParagraphStyle::Title | ParagraphStyle::InstrumentTitle | ParagraphStyle::AttachmentTitle => 0,
        _ => usize::from(format.outline?),
    };
    let is_heading = |style: Option<CharacterStyle>| {
        use CharacterStyle as C;
        matches!(style, Some(C::Heading1 | C::Heading2 | C::Heading3 | C::Heading4))
    };
    // A heading that the text goes on behind.
    let own: String = paragraph
        .runs
        .iter()
        .take_while(|run| is_heading(run.style) || !matches!(run.content, RunContent::Text(_)))
        .filter_map(|run| match &run.content {
            RunContent::Text(text) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    let text = if own.is_empty() { paragraph.text() } else { own };
    let text = text.trim().to_owned();
    (!text.is_empty()).then_some((level, text))
}

/// The bookmark at a place of the list, with those below it.
fn node(entries: &[(usize, String, (usize, f64))], at: &mut usize) -> OutlineNode {
    let (level, text, (page, top)) = &entries[*at];
    *at += 1;
    let target = XyzDestination::new(*page, Point::from_xy(0.0, (top / 20.0) as f32));
    let mut node = OutlineNode::new(text.clone(), target);
    while entries.get(*at).is_some_and(|next| next.0 > *level) {
        node.push_child(self::node(entries, at));
    }
    node
}

/// A paragraph or heading.
fn group(drawn: &Drawn, layout: &Layout, profile: &Profile) -> TagGroup {
    let heading = listing::paragraph(layout, drawn.of).and_then(|paragraph| heading(paragraph, profile));
    let children: Vec<Node> = drawn.pieces.iter().map(|id| Node::from(*id)).collect();
    let level = heading.as_ref().and_then(|(level, _)| NonZeroU16::new(*level as u16 + 1));
    match (level, heading) {
        (Some(level), Some((_, text))) => TagGroup::with_children(Tag::Hn(level, Some(text)), children),
        _ => TagGroup::with_children(Tag::P, children),
    }
}

/// A table of these paragraphs, in the order of rows and cells.
fn table(cells: Vec<Drawn>, layout: &Layout) -> TagGroup {
    let of = cells[0].of;
    let heads = match &layout.sections[of.section].blocks[of.block] {
        LaidBlock::Table(table) => table.head_rows,
        _ => 0,
    };
    let mut group = TagGroup::new(Tag::Table);
    let mut cells = cells.into_iter().peekable();
    while let Some((row, _)) = cells.peek().and_then(|drawn| drawn.of.cell) {
        let mut line = TagGroup::new(Tag::TR);
        while let Some((_, cell)) = cells.peek().and_then(|drawn| drawn.of.cell).filter(|of| of.0 == row) {
            let mut held = if row < heads {
                TagGroup::new(Tag::TH(TableHeaderScope::Column))
            } else {
                TagGroup::new(Tag::TD)
            };
            while let Some(drawn) = cells.next_if(|drawn| drawn.of.cell == Some((row, cell))) {
                let pieces = drawn.pieces.iter().map(|id| Node::from(*id)).collect();
                held.push(TagGroup::with_children(Tag::P, pieces));
            }
            line.push(held);
        }
        group.push(line);
    }
    group
}
