//! Lines of the first page: whether a short text, its signature and 附注 fit there (GB/T 9704 7.3.5.5). `paginate` will
//! answer this for every page; until then it is counted for the first, where short notices live.

use crate::document::text;
use crate::document::tree::{Block, Document, Head, Part, Role};
use crate::layout::advance::lines;
use crate::layout::{head, signature};
use crate::profile::style::{LineHeight, ParagraphStyle, Profile};
use crate::profile::units::Twip;

/// How the end of a part is kept with its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    /// Blank lines before 署名.
    pub blank_lines: usize,
    /// The last paragraph is tied to the signature, so that a line of text stands with it.
    pub tied: bool,
}

/// Decides for a part whose title takes `title_lines`; without a signature nothing is tied.
pub fn end(part: &Part, title_lines: usize, document: &Document, profile: &Profile) -> End {
    let Some(signed) = &part.signature else { return End { blank_lines: 0, tied: false } };
    let usual = End { blank_lines: signature::place(signed).blank_lines, tied: true };
    let (Some(head), Role::Main) = (&document.head, part.role) else { return usual };
    let Some(text_lines) = text_lines(part, profile) else { return usual };
    let room = room(head, part, title_lines, profile);
    if text_lines > room {
        // The text itself runs on to the second page and takes the signature along.
        return End { tied: part.blocks.len() > 1, ..usual };
    }
    let fits = |blank_lines: usize| text_lines + blank_lines + lines_after_blank(part) <= room;
    // One blank line less keeps the seal's top within a line of the text (7.3.5.1) and saves a page.
    match (1..=usual.blank_lines).rev().find(|blank_lines| fits(*blank_lines)) {
        Some(blank_lines) => End { blank_lines, tied: true },
        None => usual,
    }
}

/// Lines that are left on the first page below 主送机关.
fn room(head: &Head, part: &Part, title_lines: usize, profile: &Profile) -> usize {
    let line = |style| match profile.paragraph(style).line {
        LineHeight::Exact(line) | LineHeight::AtLeast(line) => line.0,
    };
    let (frame, _) = profile.mark_geometry(head::mark_size(&head.mark, profile).0);
    let rule = profile
        .paragraph(ParagraphStyle::DocumentNumber)
        .rule
        .map_or(0, |rule| rule.space as i32 * 20 + (rule.width.0 * 5).div_ceil(2) as i32);
    let blank = line(ParagraphStyle::Blank);
    let recipients = if part.recipients.is_empty() {
        0
    } else {
        lines(&format!("{}：", part.recipients), Twip(0), profile.page.text_width(), body(profile))
    };
    let used = frame.y.0
        + frame.height.0
        + 2 * blank
        + head::under_mark(head, profile).len() as i32 * line(ParagraphStyle::DocumentNumber)
        + part.under_title.iter().chain(&part.byline).count() as i32 * line(ParagraphStyle::Subtitle)
        + rule
        + 2 * blank
        + title_lines as i32 * line(ParagraphStyle::Title)
        + blank
        + recipients as i32 * line(ParagraphStyle::Recipients);
    let bottom = profile.page.height.0 - profile.page.bottom.0;
    ((bottom - used).max(0) / profile.pitch.0) as usize
}

/// Lines of the text; `None` if it holds what is not counted here.
fn text_lines(part: &Part, profile: &Profile) -> Option<usize> {
    let indent = Twip(2 * (body(profile).0.0));
    part.blocks
        .iter()
        .map(|block| {
            let words = match block {
                Block::Paragraph { content } => text::plain(content),
                Block::Heading(heading) => text::heading(heading),
                _ => return None,
            };
            Some(lines(&words, indent, profile.page.text_width(), body(profile)))
        })
        .sum()
}

/// Lines from 附件说明 on, without the blank lines before 署名.
fn lines_after_blank(part: &Part) -> usize {
    let note = if part.attachment_names.is_empty() { 0 } else { part.attachment_names.len() + 1 };
    let signed = part.signature.as_ref().map_or(0, |signed| signed.units.len() + 1);
    note + signed + usize::from(part.remark.is_some())
}

/// Width of a full-width and of a half-width character of the text.
fn body(profile: &Profile) -> (Twip, Twip) {
    let run = profile.paragraph(ParagraphStyle::Body).run;
    let whole = run.size.twips().0;
    (Twip(whole + run.spacing.0), Twip(whole / 2 + run.spacing.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::{Form, Inline, Properties, Signature, Title};
    use crate::profile::gbt9704;

    /// A red-head notice of one paragraph with so many characters, signed under a seal, with 附注.
    fn ending(characters: usize, title_lines: usize) -> End {
        let content = vec![Inline::Text { text: "国".repeat(characters) }];
        let title = Title::new("关于某事的通知");
        let part = Part {
            recipients: "各单位".to_owned(),
            signature: Some(Signature {
                units: vec!["某某局".to_owned()],
                date: "2026年3月5日".to_owned(),
                sealed: true,
            }),
            remark: Some("此件公开发布".to_owned()),
            ..Part::new(Role::Main, title, vec![Block::Paragraph { content }])
        };
        let document = Document {
            form: Form::File,
            properties: Properties {
                title: String::new(),
                unit: String::new(),
                kind: String::new(),
                date: None,
            },
            head: Some(Head {
                copy_number: None,
                secrecy: None,
                urgency: None,
                mark: "某某县卫生健康局文件".to_owned(),
                document_number: "某卫发〔2026〕1号".to_owned(),
                signers: Vec::new(),
                publisher: None,
            }),
            parts: vec![part],
            imprint: None,
        };
        end(&document.parts[0], title_lines, &document, &gbt9704::profile())
    }

    #[test]
    fn a_short_text_has_its_two_blank_lines_for_the_seal() {
        // Seven lines are left below a title of two lines: two of text, two blank, 署名, 日期, 附注.
        assert_eq!(ending(30, 2), End { blank_lines: 2, tied: true });
    }

    #[test]
    fn a_line_more_takes_one_of_the_blank_lines() {
        assert_eq!(ending(60, 2), End { blank_lines: 1, tied: true });
        assert_eq!(ending(30, 3), End { blank_lines: 1, tied: true });
    }

    #[test]
    fn a_text_that_ends_on_the_first_page_without_room_for_the_signature_is_tied_to_it() {
        assert_eq!(ending(120, 2), End { blank_lines: 2, tied: true });
    }

    #[test]
    fn a_text_that_runs_on_takes_the_signature_along_by_itself() {
        assert_eq!(ending(400, 2), End { blank_lines: 2, tied: false });
    }
}
