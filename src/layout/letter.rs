//! 信函's head (GB/T 9704 10.1): the unit's name, the upper double line, under it 份号, 密级 and 紧急程度 flush left and
//! 发文字号 flush right, both from the first line on. The lower double line stands in the footer of the first page, which
//! the writer has ready; [`crate::layout::laid::Layout::letter`] asks for it.
//!
//! 第二条红色双线上一行如有文字: that line would lie below the 版心, whose foot is a line and 7/8 of a character above the
//! double line. Text never goes there, so nothing is to be kept away from it.

use crate::document::tree::Head;
use crate::layout::Sheet;
use crate::layout::head::{mark, mark_size};
use crate::layout::laid::{Direct, LaidBlock, LaidParagraph, LaidRun, RunContent};
use crate::layout::runs;
use crate::profile::mark as geometry;
use crate::profile::style::{Alignment, CharacterStyle, ParagraphStyle, Profile};
use crate::profile::units::HalfPt;

/// Largest size of the mark (惯例: a name alone is set smaller than one with 文件).
const LARGEST_MARK: HalfPt = HalfPt(100);

/// Sets the head.
pub fn lay(head: &Head, profile: &Profile, sheet: &mut Sheet) {
    let (size, scale) = mark_size(&head.mark, LARGEST_MARK, profile);
    let place = geometry::letter(&profile.page, size);
    sheet.push(LaidBlock::Paragraph(mark(&head.mark, size, scale, place)));
    sheet.push(LaidBlock::Paragraph(LaidParagraph::new(ParagraphStyle::LetterRule, Vec::new())));
    for line in under_line(head, profile) {
        sheet.push(LaidBlock::Paragraph(line));
    }
    // 标题 stands two lines below the last element above it (10.1).
    for _ in 0..2 {
        sheet.push(LaidBlock::Paragraph(LaidParagraph::blank()));
    }
}

/// The lines under the upper double line; the first has 发文字号 at its right end.
fn under_line(head: &Head, profile: &Profile) -> Vec<LaidParagraph> {
    // 份号 in 仿宋 (7.2.1), the others in 黑体 (7.2.2, 7.2.3).
    let copy_number = head.copy_number.iter().map(|text| (text, ParagraphStyle::CopyNumber, None));
    let others = [&head.secrecy, &head.urgency].into_iter().flatten();
    let others = others.map(|text| (text, ParagraphStyle::Secrecy, Some(CharacterStyle::Heading1)));
    let mut left = copy_number.chain(others);
    let first = match left.next() {
        None => LaidParagraph::new(ParagraphStyle::LetterNumber, runs::plain(&head.document_number)),
        Some((text, _, style)) => with_number(runs::styled(text, style), &head.document_number, profile),
    };
    let next = left.map(|(text, style, _)| LaidParagraph::new(style, runs::plain(text)));
    std::iter::once(first).chain(next).collect()
}

/// A line with an element at its left end and 发文字号 at its right.
fn with_number(mut content: Vec<LaidRun>, number: &str, profile: &Profile) -> LaidParagraph {
    content.push(LaidRun::new(RunContent::Tab));
    runs::push(&mut content, number, None);
    let direct = Direct {
        alignment: Some(Alignment::Left),
        right_tab: Some(profile.page.text_width()),
        ..Direct::default()
    };
    LaidParagraph { style: ParagraphStyle::LetterNumber, direct, runs: content }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::gbt9704;

    fn shown(copy_number: Option<&str>, secrecy: Option<&str>, urgency: Option<&str>) -> Vec<String> {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        let head = Head {
            copy_number: owned(copy_number),
            secrecy: owned(secrecy),
            urgency: owned(urgency),
            units: Vec::new(),
            mark: "某某县卫生健康局".to_owned(),
            document_number: "某卫函〔2026〕1号".to_owned(),
            signers: Vec::new(),
            publisher: None,
        };
        let text = |run: &LaidRun| match &run.content {
            RunContent::Text(text) => text.clone(),
            RunContent::Tab => "|".to_owned(),
            RunContent::LineBreak => "/".to_owned(),
            RunContent::Drawing(_) | RunContent::Mark(_) => String::new(),
        };
        let lines = under_line(&head, &gbt9704::profile());
        lines.iter().map(|line| line.runs.iter().map(text).collect()).collect()
    }

    #[test]
    fn the_number_stands_on_the_first_line_whatever_is_on_its_left() {
        assert_eq!(shown(None, None, None), ["某卫函〔2026〕1号"]);
        assert_eq!(shown(None, None, Some("特急")), ["特急|某卫函〔2026〕1号"]);
        assert_eq!(
            shown(Some("000001"), Some("机密★1年"), Some("特急")),
            ["000001|某卫函〔2026〕1号", "机密★1年", "特急"]
        );
    }
}
