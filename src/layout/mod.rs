//! Document + profile + adjustments → paragraphs with complete styles, tables with geometry, the furniture of a
//! 公文 (red head, signature, 版记). Everything is decided here; a writer only writes. It knows no file format.

pub mod laid;

pub mod adjustments;

pub mod head;

pub mod joint;

pub mod letter;

pub mod order;

pub mod title;

pub mod part;

pub mod body;

pub mod table;

pub mod columns;

pub mod chart;

pub mod seal;

pub mod signature;

pub mod ending;

pub mod imprint;

pub mod contents;

pub mod links;

pub mod runs;

pub mod advance;

pub mod breaking;

use crate::document::picture::Picture;
use crate::document::tree::{Document, Form};
use crate::layout::adjustments::{Adjustments, ImprintPage};
use crate::layout::laid::{LaidBlock, LaidParagraph, Layout, Section};
use crate::profile::style::Profile;

/// Lays a document out on the pages of a profile.
pub fn layout(document: &Document, profile: &Profile, adjustments: &Adjustments) -> Layout {
    let mut sheet = Sheet::new();
    if let Some(head) = &document.head {
        head::lay(head, document.form, profile, &mut sheet);
    }
    let mut before = None;
    let listed_from = document.listed_from();
    let mut contents = None;
    for (index, part) in document.parts.iter().enumerate() {
        if listed_from == Some(index) {
            contents = Some(contents::open(&mut sheet));
        }
        part::lay(part, before, document, profile, adjustments, &mut sheet);
        before = Some(part.role);
    }
    if let (Some(place), Some(levels)) = (contents, document.contents) {
        contents::fill_in(&mut sheet.sections, place, document, levels, profile);
    }
    if !document.referred.is_empty() {
        links::mark(&mut sheet.sections, &document.referred);
    }
    let moved = adjustments.recipients_in_imprint.then(|| document.parts[0].recipients.as_str());
    if document.imprint.is_some() || moved.is_some() {
        let mut laid = imprint::lay(document.imprint.as_ref(), moved, document.form, profile);
        if let ImprintPage::Even | ImprintPage::AfterBlank = adjustments.imprint {
            // 版记页前有空白页的，空白页和版记页均不编排页码 (7.5).
            let numbered = adjustments.imprint == ImprintPage::Even;
            let blocks = vec![LaidBlock::Imprint(laid)];
            sheet.sections.push(Section { landscape: false, even: true, numbered, blocks });
        } else {
            // 版记 stands on the portrait sheet: it is as wide as 版心.
            sheet.turn(false);
            laid.new_page = adjustments.imprint == ImprintPage::Next && sheet.needs_break();
            sheet.push(LaidBlock::Imprint(laid));
        }
    }
    Layout {
        properties: document.properties.clone(),
        letter: document.form == Form::Letter,
        sections: sheet.sections,
        pictures: sheet.pictures,
    }
}

/// Sections as they grow.
pub struct Sheet {
    sections: Vec<Section>,
    /// Nothing stands yet on the page that has just begun.
    fresh: bool,
    /// A page break was asked for, and nothing has come after it.
    breaking: bool,
    /// Pictures so far.
    pictures: Vec<Picture>,
}

impl Default for Sheet {
    fn default() -> Self {
        Self::new()
    }
}

impl Sheet {
    /// One portrait page, on which nothing stands yet.
    pub fn new() -> Self {
        let first = Section { landscape: false, even: false, numbered: true, blocks: Vec::new() };
        Self { sections: vec![first], fresh: true, breaking: false, pictures: Vec::new() }
    }

    /// Takes a picture in and gives its index.
    pub fn picture(&mut self, picture: &Picture) -> usize {
        self.pictures.push(picture.clone());
        self.pictures.len() - 1
    }

    /// Adds a block.
    pub fn push(&mut self, mut block: LaidBlock) {
        self.fresh = false;
        let blocks = &mut self.sections.last_mut().expect("begins with one").blocks;
        if std::mem::take(&mut self.breaking) {
            match &mut block {
                LaidBlock::Paragraph(paragraph) => paragraph.direct.page_break_before = true,
                LaidBlock::Chart(chart) => chart.paragraph.direct.page_break_before = true,
                LaidBlock::Table(_) | LaidBlock::Imprint(_) | LaidBlock::Mark(_) => {
                    // Only a paragraph can begin a page; a table without a line above it has a blank one.
                    let mut page = LaidParagraph::blank();
                    page.direct.page_break_before = true;
                    blocks.push(LaidBlock::Paragraph(page));
                }
            }
        }
        blocks.push(block);
    }

    /// Lets the next block begin a new page. On a page that has just begun there is nothing to do.
    pub fn break_page(&mut self) {
        self.breaking = !self.fresh;
    }

    /// Turns the page to landscape or back; the same orientation changes nothing.
    pub fn turn(&mut self, landscape: bool) {
        let last = self.sections.last_mut().expect("begins with one");
        if last.landscape == landscape {
            return;
        }
        if last.blocks.is_empty() {
            last.landscape = landscape;
        } else {
            self.sections.push(Section { landscape, even: false, numbered: true, blocks: Vec::new() });
        }
        self.fresh = true;
        // The page of the other orientation is a new one.
        self.breaking = false;
    }

    /// Whether the next block must ask for a new page itself to get one.
    pub fn needs_break(&self) -> bool {
        !self.fresh
    }

    /// Blocks of the current section.
    pub fn blocks(&mut self) -> &mut Vec<LaidBlock> {
        &mut self.sections.last_mut().expect("begins with one").blocks
    }

    /// Orientation of the current section.
    pub fn is_landscape(&self) -> bool {
        self.sections.last().is_some_and(|section| section.landscape)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::{Block, Inline};
    use crate::profile::gbt9704;
    use crate::profile::style::ParagraphStyle;

    #[test]
    fn a_page_break_lets_the_next_block_begin_the_page_and_adds_no_line() {
        let text = |words: &str| Block::Paragraph { content: vec![Inline::Text { text: words.to_owned() }] };
        let blocks = [
            Block::PageBreak,
            text("甲"),
            Block::PageBreak,
            Block::PageBreak,
            text("乙"),
            Block::PageBreak,
            Block::Landscape { blocks: vec![text("丙")] },
        ];
        let mut sheet = Sheet::new();
        body::lay_all(&blocks, "", &gbt9704::profile(), &mut sheet);
        let laid: Vec<(ParagraphStyle, bool)> = sheet
            .sections
            .iter()
            .flat_map(|section| &section.blocks)
            .map(|block| match block {
                LaidBlock::Paragraph(paragraph) => (paragraph.style, paragraph.direct.page_break_before),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(laid, [false, true, false].map(|begins| (ParagraphStyle::Body, begins)));
    }
}
