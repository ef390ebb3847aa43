//! 正文: headings of four levels, on their own line or run-in, paragraphs, page breaks (GB/T 9704 7.3.3).

use crate::document::text;
use crate::document::tree::{Block, Heading, Inline};
use crate::layout::Sheet;
use crate::layout::laid::{LaidBlock, LaidParagraph, LaidRun};
use crate::layout::{chart, runs, table};
use crate::profile::style::{CharacterStyle, ParagraphStyle, Profile};

/// Sets several blocks.
pub fn lay_all(blocks: &[Block], caption: &str, profile: &Profile, sheet: &mut Sheet) {
    for block in blocks {
        lay(block, caption, profile, sheet);
    }
}

/// Sets a block; `caption` names a table that has no title of its own.
pub fn lay(block: &Block, caption: &str, profile: &Profile, sheet: &mut Sheet) {
    match block {
        Block::Heading(heading) => sheet.push(LaidBlock::Paragraph(lay_heading(heading))),
        Block::Paragraph { content } => {
            let mut paragraph = LaidParagraph::new(ParagraphStyle::Body, runs::inlines(content, None));
            // A line in bold is a label (参考文献): it goes with what stands under it.
            paragraph.direct.keep_next =
                !content.is_empty() && content.iter().all(|inline| matches!(inline, Inline::Strong { .. }));
            sheet.push(LaidBlock::Paragraph(paragraph));
        }
        Block::Table(table) => table::lay(table, caption, profile, sheet),
        Block::Chart(chart) => chart::lay(chart, profile, sheet),
        Block::PageBreak => sheet.break_page(),
        Block::Landscape { blocks } => {
            sheet.turn(true);
            lay_all(blocks, caption, profile, sheet);
            sheet.turn(false);
        }
        // `pass::references` has replaced these or reported them.
        Block::TableReference { .. } | Block::ChartReference { .. } => {}
    }
}

fn lay_heading(heading: &Heading) -> LaidParagraph {
    let own_line = heading.run_in.is_empty();
    if text::is_chapter(heading) {
        let mut content = runs::plain(&heading.number);
        append(&mut content, runs::inlines(&heading.text, None));
        return LaidParagraph::new(ParagraphStyle::Chapter, content);
    }
    if text::is_article(heading) {
        // 第一条 in 黑体, the rest is text.
        let mut content = runs::styled(&heading.number, Some(CharacterStyle::Heading1));
        append(&mut content, runs::inlines(&heading.text, None));
        append(&mut content, runs::inlines(&heading.run_in, None));
        return LaidParagraph::new(ParagraphStyle::Body, content);
    }
    if text::is_numbered_sentence(heading) {
        // Text, and no entry of the navigation pane; nothing keeps it with what follows.
        let mut content = runs::plain(&heading.number);
        append(&mut content, runs::inlines(&heading.text, None));
        append(&mut content, runs::inlines(&heading.run_in, None));
        return LaidParagraph::new(ParagraphStyle::Body, content);
    }
    let (line_style, run_in_style, words) = match heading.level {
        1 => (ParagraphStyle::Heading1, ParagraphStyle::RunIn1, CharacterStyle::Heading1),
        2 => (ParagraphStyle::Heading2, ParagraphStyle::RunIn2, CharacterStyle::Heading2),
        3 => (ParagraphStyle::Heading3, ParagraphStyle::RunIn3, CharacterStyle::Heading3),
        _ => (ParagraphStyle::Heading4, ParagraphStyle::RunIn4, CharacterStyle::Heading4),
    };
    let mut content: Vec<LaidRun>;
    let style = if own_line {
        content = runs::plain(&heading.number);
        append(&mut content, runs::inlines(&heading.text, None));
        line_style
    } else {
        content = runs::styled(&heading.number, Some(words));
        append(&mut content, runs::inlines(&heading.text, Some(words)));
        append(&mut content, runs::inlines(&heading.run_in, None));
        run_in_style
    };
    LaidParagraph::new(style, content)
}

/// Appends runs, joining two of one look.
fn append(runs: &mut Vec<LaidRun>, more: Vec<LaidRun>) {
    use crate::layout::laid::RunContent::Text;
    for run in more {
        match (runs.last_mut(), &run.content) {
            (Some(last), Text(text)) if last.style == run.style && last.repertoire == run.repertoire => {
                if let Text(before) = &mut last.content {
                    before.push_str(text);
                    continue;
                }
                runs.push(run);
            }
            _ => runs.push(run),
        }
    }
}
