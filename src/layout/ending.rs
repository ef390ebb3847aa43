//! Where the main part ends: 附件说明, 署名, 成文日期 and what stands around them.

use crate::layout::laid::{LaidBlock, Layout};
use crate::profile::style::ParagraphStyle;

/// The end of the main part: blocks of one section.
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

/// Where the main part ends, if it is signed.
pub fn of_main_part(layout: &Layout) -> Option<End> {
    layout.sections.iter().enumerate().find_map(|(section, laid)| {
        let style = |block: &LaidBlock| match block {
            LaidBlock::Paragraph(paragraph) => Some(paragraph.style),
            _ => None,
        };
        let date = laid.blocks.iter().position(|block| style(block) == Some(ParagraphStyle::IssueDate))?;
        let back = |from: usize, styles: &[ParagraphStyle]| {
            let is_one = |block: &LaidBlock| style(block).is_some_and(|style| styles.contains(&style));
            from - laid.blocks[..from].iter().rev().take_while(|block| is_one(block)).count()
        };
        let mut signed = back(date, &[ParagraphStyle::Signatory]);
        // 签名章 has a blank line between it and the date; rows of names have some for their seals.
        loop {
            let blank = back(signed, &[ParagraphStyle::Blank]);
            let before = back(blank, &[ParagraphStyle::Signatory]);
            if before == blank || blank == signed {
                break;
            }
            signed = before;
        }
        let first = back(
            signed,
            &[ParagraphStyle::Blank, ParagraphStyle::AttachmentNote, ParagraphStyle::AttachmentNoteNext],
        );
        Some(End { section, first, signed, date })
    })
}

/// Keeps the last paragraph of the text, and the blank line under it, with what follows (GB/T 9704 7.3.5.5).
pub fn tie(layout: &mut Layout, end: End) {
    let Some(last) = end.first.checked_sub(1) else { return };
    let blocks = &mut layout.sections[end.section].blocks;
    if let (true, LaidBlock::Paragraph(blank)) = (end.first < end.date, &mut blocks[end.first]) {
        blank.direct.keep_next = true;
    }
    match &mut blocks[last] {
        LaidBlock::Paragraph(paragraph) => paragraph.direct.keep_next = true,
        LaidBlock::Chart(chart) => chart.paragraph.direct.keep_next = true,
        LaidBlock::Table(_) | LaidBlock::Imprint(_) | LaidBlock::Mark(_) => {}
    }
}
