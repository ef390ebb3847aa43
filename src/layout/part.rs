//! A part of the 主体: title, 主送机关, 正文, 附件说明, signature, 附注 in their distances (GB/T 9704 7.3).

use crate::document::tree::{Block, Document, Form, Part, Role, Signature};
use crate::layout::Sheet;
use crate::layout::adjustments::Adjustments;
use crate::layout::advance::half_characters;
use crate::layout::body;
use crate::layout::laid::{Direct, LaidBlock, LaidParagraph, LaidRun, RunContent};
use crate::layout::{runs, seal, signature, title};
use crate::profile::style::{CharacterStyle, Indents, LineHeight, ParagraphStyle, Profile};
use crate::profile::units::{Chars, Twip};

/// Sets a part; `before` is what the part before it is, if there is one.
pub fn lay(
    part: &Part,
    before: Option<Role>,
    document: &Document,
    profile: &Profile,
    adjustments: &Adjustments,
    sheet: &mut Sheet,
) {
    let main = part.role == Role::Main;
    let whole_landscape = is_landscape(part);
    sheet.turn(whole_landscape);
    let lines = title::lines(&part.title, title::line(profile));
    match part.role {
        // A bulletin of several articles and a 命令 have no title of their own.
        Role::Main if part.title.text.is_empty() => {}
        Role::Main => lay_title(&lines, ParagraphStyle::Title, false, sheet),
        Role::Following => {
            let goes_on = before == Some(Role::Following) || document.form == Form::Bulletin;
            if goes_on && sheet.needs_break() {
                sheet.push(LaidBlock::Paragraph(LaidParagraph::blank()));
            }
            lay_title(&lines, ParagraphStyle::InstrumentTitle, !goes_on, sheet);
        }
        Role::Issued => lay_title(&lines, ParagraphStyle::InstrumentTitle, true, sheet),
        Role::Attachment => {
            // 附件 begins a new page with its label on line 1 and its title on line 3 (7.3.7).
            let label = LaidParagraph::new(ParagraphStyle::AttachmentLabel, runs::plain(&part.label));
            sheet.push(LaidBlock::Paragraph(label));
            sheet.push(LaidBlock::Paragraph(LaidParagraph::blank()));
            lay_title(&lines, ParagraphStyle::AttachmentTitle, false, sheet);
        }
    }
    for line in part.under_title.iter().chain(&part.byline) {
        sheet.push(LaidBlock::Paragraph(LaidParagraph::new(ParagraphStyle::Subtitle, runs::plain(line))));
    }
    if !begins_with_line_of_table(part) && !part.title.text.is_empty() {
        // 主送机关 (or the text) stands one blank line below the title (7.3.2).
        let mut blank = LaidParagraph::blank();
        // A title in the middle of a page goes with its text.
        blank.direct.keep_next = part.role == Role::Following;
        sheet.push(LaidBlock::Paragraph(blank));
    }
    let moved = main && adjustments.recipients_in_imprint;
    if !moved && !part.recipients.is_empty() {
        let text = format!("{}：", part.recipients);
        sheet.push(LaidBlock::Paragraph(LaidParagraph::new(ParagraphStyle::Recipients, runs::plain(&text))));
    }
    for block in &part.blocks {
        match block {
            Block::Landscape { blocks } if whole_landscape => {
                body::lay_all(blocks, &part.title.text, profile, sheet);
            }
            other => body::lay(other, &part.title.text, profile, sheet),
        }
    }
    sheet.turn(whole_landscape);
    let mut before_end = sheet.blocks().len();
    lay_attachment_note(part, sheet);
    let list_end = sheet.blocks().len();
    lay_attendance(part, sheet);
    if !part.attendance.is_empty() {
        // Those present are text enough to stand with 署名: the last of them goes with it, not the text above them all.
        before_end = sheet.blocks().len();
    }
    let adjustments = if main { adjustments } else { &Adjustments::default() };
    let pitch = adjustments.pitch.unwrap_or(profile.pitch);
    if let Some(signature) = &part.signature {
        lay_signature(signature, adjustments.fewer_blanks, profile, pitch, sheet);
    }
    let shows_seals = part.signature.as_ref().is_some_and(|signature| !signature.seals.is_empty());
    if shows_seals && part.remark.is_none() {
        // The last seal reaches into the line below the date: that line is on the same page.
        sheet.push(LaidBlock::Paragraph(LaidParagraph::blank()));
    }
    if let Some(remark) = &part.remark {
        let text = format!("（{remark}）");
        sheet.push(LaidBlock::Paragraph(LaidParagraph::new(ParagraphStyle::Remark, runs::plain(&text))));
    }
    if pitch != profile.pitch {
        set_pitch(sheet, profile, pitch);
    }
    if part.attachment_names.len() > LISTED_TOGETHER {
        // A long list goes from page to page; its end stays with 署名.
        before_end = before_end.max(list_end.saturating_sub(2));
    }
    if part.signature.is_some() {
        // The blank line above 附件说明 need not go along to another page.
        let blank = !part.attachment_names.is_empty() && part.attendance.is_empty();
        keep_together(sheet, before_end + usize::from(blank));
    }
}

/// Most attachments whose list is kept together and with 署名.
const LISTED_TOGETHER: usize = 5;

/// A part that consists of landscape blocks alone stands on landscape pages with its label and title.
fn is_landscape(part: &Part) -> bool {
    !part.blocks.is_empty() && part.blocks.iter().all(|block| matches!(block, Block::Landscape { .. }))
}

/// Whether a part begins with a table that brings a line of its own above it, 填表栏 or 计量单位; any other text has
/// a blank line between it and the title.
fn begins_with_line_of_table(part: &Part) -> bool {
    let has_line = |block: Option<&Block>| match block {
        Some(Block::Table(table)) => {
            !(table.title.is_empty() && table.filler.is_empty() && table.unit_line.is_empty())
        }
        _ => false,
    };
    match part.blocks.first() {
        Some(Block::Landscape { blocks }) => has_line(blocks.first()),
        first => has_line(first),
    }
}

fn lay_title(lines: &[String], style: ParagraphStyle, new_page: bool, sheet: &mut Sheet) {
    let mut content: Vec<LaidRun> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            content.push(LaidRun::new(RunContent::LineBreak));
        }
        content.extend(runs::plain(line));
    }
    let mut title = LaidParagraph::new(style, content);
    title.direct.page_break_before = new_page && sheet.needs_break();
    sheet.push(LaidBlock::Paragraph(title));
}

/// 附件说明: one blank line below the text; numbered only if there are several (7.3.4).
fn lay_attachment_note(part: &Part, sheet: &mut Sheet) {
    if part.attachment_names.is_empty() {
        return;
    }
    sheet.push(LaidBlock::Paragraph(LaidParagraph::blank()));
    let several = part.attachment_names.len() > 1;
    for (index, name) in part.attachment_names.iter().enumerate() {
        let (style, text) = match (index, several) {
            (0, false) => (ParagraphStyle::AttachmentNote, format!("附件：{name}")),
            (0, true) => (ParagraphStyle::AttachmentNote, format!("附件：1.{name}")),
            (n, _) => (ParagraphStyle::AttachmentNoteNext, format!("{}.{name}", n + 1)),
        };
        let mut note = LaidParagraph::new(style, runs::plain(&text));
        if several {
            note.direct.indents = Some(numbered_note(index));
        }
        sheet.push(LaidBlock::Paragraph(note));
    }
}

/// 出席人员 one blank line below text or 附件说明, the label in 黑体 (10.3).
fn lay_attendance(part: &Part, sheet: &mut Sheet) {
    if !part.attendance.is_empty() {
        sheet.push(LaidBlock::Paragraph(LaidParagraph::blank()));
    }
    for line in &part.attendance {
        let mut content = runs::styled(&line.label, Some(CharacterStyle::Heading1));
        runs::push(&mut content, &format!("：{}", line.names), None);
        sheet.push(LaidBlock::Paragraph(LaidParagraph::new(ParagraphStyle::Attendance, content)));
    }
}

/// Continuation lines align with the first character of the name: after `附件：1.` that is 2 + 3 + 1 字, and one
/// half more for numbers of two digits.
fn numbered_note(index: usize) -> Indents {
    let number = if index < 9 { 100 } else { 150 };
    let label = if index == 0 { 300 } else { 0 };
    Indents { left: Chars(500 + number), right: Chars(0), first: Chars(-(label + number)) }
}

fn lay_signature(
    signature: &Signature,
    fewer_blanks: usize,
    profile: &Profile,
    pitch: Twip,
    sheet: &mut Sheet,
) {
    if signature.sealed && signature.stamps.is_empty() && signature.units.len() > 1 {
        for line in signature::sealed(signature, profile, pitch, sheet).into_iter().skip(fewer_blanks) {
            sheet.push(LaidBlock::Paragraph(line));
        }
        return;
    }
    let place = signature::place(signature);
    for _ in fewer_blanks..place.blank_lines {
        sheet.push(LaidBlock::Paragraph(LaidParagraph::blank()));
    }
    if signature.stamps.is_empty() {
        for (index, (unit, unit_right)) in signature.units.iter().zip(&place.unit_rights).enumerate() {
            let mut line = right(ParagraphStyle::Signatory, unit, *unit_right);
            if let Some(Some(seal)) = signature.seals.get(index) {
                // 端正、居中下压署名和成文日期: on the middle of the date (7.3.5.1).
                let run = profile.paragraph(ParagraphStyle::IssueDate).run;
                let half = Chars(half_characters(&signature.date) * 25 + place.date_right.0);
                let middle = Twip(profile.page.text_width().0 - run.length(half).0);
                line.runs.push(seal::run(seal, middle, pitch, sheet));
            }
            sheet.push(LaidBlock::Paragraph(line));
        }
        if let Some(author) = &signature.author {
            sheet.push(LaidBlock::Paragraph(right(ParagraphStyle::Signatory, author, place.author_right)));
        }
    } else {
        for line in signature::stamps(&signature.stamps, profile, pitch, sheet) {
            sheet.push(LaidBlock::Paragraph(line));
        }
        // 签名章下空一行 (7.3.5.3).
        sheet.push(LaidBlock::Paragraph(LaidParagraph::blank()));
    }
    if !signature.date.is_empty() {
        sheet.push(LaidBlock::Paragraph(right(ParagraphStyle::IssueDate, &signature.date, place.date_right)));
    }
}

fn right(style: ParagraphStyle, text: &str, indent: Chars) -> LaidParagraph {
    LaidParagraph {
        style,
        direct: Direct {
            indents: Some(Indents { left: Chars(0), right: indent, first: Chars(0) }),
            ..Direct::default()
        },
        runs: runs::plain(text),
    }
}

/// Sets all lines of the profile's pitch so far apart: those of the main part, which comes first.
fn set_pitch(sheet: &mut Sheet, profile: &Profile, pitch: Twip) {
    for block in sheet.sections.iter_mut().flat_map(|section| &mut section.blocks) {
        if let LaidBlock::Paragraph(paragraph) = block
            && paragraph.direct.line.is_none()
            && profile.paragraph(paragraph.style).line == LineHeight::Exact(profile.pitch)
        {
            paragraph.direct.line = Some(LineHeight::Exact(pitch));
        }
    }
}

/// Ties the blocks from `first` to the end of the part to each other (7.3.5.5).
fn keep_together(sheet: &mut Sheet, first: usize) {
    let blocks = sheet.blocks();
    let last = blocks.len().saturating_sub(1);
    for block in &mut blocks[first.min(last)..last] {
        match block {
            LaidBlock::Paragraph(paragraph) => paragraph.direct.keep_next = true,
            LaidBlock::Chart(chart) => chart.paragraph.direct.keep_next = true,
            LaidBlock::Table(_) | LaidBlock::Imprint(_) | LaidBlock::Mark(_) => {}
        }
    }
}
