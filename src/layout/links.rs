//! What texts refer to: where a label or a number stands that some text names, its characters are marked, so that a reader
//! gets there with a click. 表 have no numbers in this design, and no text refers to one: 见表 sets the table itself.

use crate::document::tree::Target;
use crate::layout::laid::{Anchor, Field, LaidBlock, LaidParagraph, LaidRun, Mark, RunContent, Section};
use crate::profile::style::ParagraphStyle;

/// Marks what is referred to. What stands in another file, as an attachment that is not bound does, is named without a link.
pub fn mark(sections: &mut [Section], referred: &[Target]) {
    let mut elsewhere = Vec::new();
    for target in referred {
        if !sections.iter_mut().any(|section| mark_in(&mut section.blocks, target)) {
            elsewhere.push(Anchor::Target(target.clone()));
        }
    }
    if !elsewhere.is_empty() {
        paragraphs(sections, &mut |paragraph| unlink(&mut paragraph.runs, &elsewhere));
    }
}

/// Takes the links and fields away that lead to one of these.
fn unlink(runs: &mut Vec<LaidRun>, elsewhere: &[Anchor]) {
    let leads_away = |mark: &Mark| match mark {
        Mark::Link(anchor) | Mark::Field(Field::Text(anchor)) => elsewhere.contains(anchor),
        _ => false,
    };
    let (mut links, mut fields) = (Vec::new(), Vec::new());
    runs.retain(|run| {
        let RunContent::Mark(mark) = &run.content else { return true };
        match **mark {
            Mark::Link(_) => links.push(leads_away(mark)),
            Mark::Field(_) => fields.push(leads_away(mark)),
            Mark::LinkEnd => return !links.pop().unwrap_or(false),
            Mark::FieldEnd => return !fields.pop().unwrap_or(false),
            _ => {}
        }
        !leads_away(mark)
    });
}

/// Shows every paragraph of text, those of tables too.
fn paragraphs(sections: &mut [Section], see: &mut dyn FnMut(&mut LaidParagraph)) {
    for block in sections.iter_mut().flat_map(|section| &mut section.blocks) {
        match block {
            LaidBlock::Paragraph(paragraph) => see(paragraph),
            LaidBlock::Table(table) => {
                let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
                cells.flat_map(|cell| &mut cell.paragraphs).for_each(|cell| see(&mut cell.paragraph));
            }
            LaidBlock::Chart(_) | LaidBlock::Mark(_) | LaidBlock::Imprint(_) => {}
        }
    }
}

/// Marks a target, if it stands among these blocks.
fn mark_in(blocks: &mut [LaidBlock], target: &Target) -> bool {
    let anchor = || Anchor::Target(target.clone());
    match target {
        Target::Attachment(label) => {
            let is_label = |paragraph: &LaidParagraph| {
                paragraph.style == ParagraphStyle::AttachmentLabel && paragraph.text() == *label
            };
            let found = blocks.iter_mut().find_map(|block| match block {
                LaidBlock::Paragraph(paragraph) if is_label(paragraph) => Some(paragraph),
                _ => None,
            });
            found.map(|paragraph| enclose(&mut paragraph.runs, anchor())).is_some()
        }
        Target::Chart(name) => {
            let is_chart =
                |block: &LaidBlock| matches!(block, LaidBlock::Chart(laid) if laid.chart.name == *name);
            let Some(at) = blocks.iter().position(is_chart) else { return false };
            match &mut blocks[at..] {
                [LaidBlock::Chart(chart), LaidBlock::Paragraph(title), ..]
                    if title.style == ParagraphStyle::ChartTitle =>
                {
                    part_number(&mut title.runs, &chart.chart.number);
                    let number = usize::from(!chart.chart.number.is_empty());
                    let rest = title.runs.split_off(if number == 1 { 1 } else { title.runs.len() });
                    enclose(&mut title.runs, anchor());
                    title.runs.extend(rest);
                }
                // The chart itself, where nothing stands under it.
                [LaidBlock::Chart(chart), ..] => enclose(&mut chart.paragraph.runs, anchor()),
                _ => {}
            }
            true
        }
    }
}

/// Gives the number at the beginning of a text a run of its own.
fn part_number(runs: &mut Vec<LaidRun>, number: &str) {
    let Some(LaidRun { content: RunContent::Text(text), .. }) = runs.first_mut() else { return };
    let Some(rest) = text.strip_prefix(number).map(str::to_owned) else { return };
    if !number.is_empty() && !rest.is_empty() {
        number.clone_into(text);
        let second = LaidRun { content: RunContent::Text(rest), ..runs[0].clone() };
        runs.insert(1, second);
    }
}

/// Marks all of these runs.
pub fn enclose(runs: &mut Vec<LaidRun>, anchor: Anchor) {
    runs.insert(0, LaidRun::mark(Mark::Begin(anchor.clone())));
    runs.push(LaidRun::mark(Mark::End(anchor)));
}
