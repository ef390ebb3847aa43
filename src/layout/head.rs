//! 版头: 份号, 密级, 紧急程度, 发文机关标志, 发文字号 with the red line (GB/T 9704 7.2).

use crate::document::tree::{Form, Head};
use crate::layout::Sheet;
use crate::layout::advance::half_characters;
use crate::layout::laid::{Direct, LaidBlock, LaidParagraph, LaidRun};
use crate::layout::signature::spread;
use crate::layout::{joint, letter, order, runs};
use crate::profile::style::{Alignment, CharacterStyle, Frame, Indents, LineHeight, ParagraphStyle, Profile};
use crate::profile::units::{Chars, HalfPt, Twip};

/// Most lines above the mark. They always stand: the mark is fixed to the page and only an obstacle to the text, so the
/// text must reach past it.
const LINES_ABOVE_MARK: usize = 3;
/// Names of 签发人 in a line (7.2.6).
const SIGNERS_IN_LINE: usize = 2;
/// A name that would have to be smaller than this gets narrower characters before it gets smaller ones.
const SMALL_MARK: u32 = 72;
/// Narrowest characters of a mark, in hundredths of their own width.
const NARROWEST_MARK: u32 = 60;

/// Sets the head of a document of this form.
pub fn lay(head: &Head, form: Form, profile: &Profile, sheet: &mut Sheet) {
    match form {
        Form::Letter => letter::lay(head, profile, sheet),
        Form::Order => order::lay(head, profile, sheet),
        Form::File | Form::Minutes | Form::Telegram | Form::Bulletin | Form::WhitePaper => {
            lay_file(head, profile, sheet);
        }
    }
}

/// 文件格式 (7.2), and those that have its head.
fn lay_file(head: &Head, profile: &Profile, sheet: &mut Sheet) {
    let mut lines = Vec::new();
    if let Some(number) = &head.copy_number {
        lines.push(LaidParagraph::new(ParagraphStyle::CopyNumber, runs::plain(number)));
    }
    for text in [&head.secrecy, &head.urgency].into_iter().flatten() {
        lines.push(LaidParagraph::new(ParagraphStyle::Secrecy, runs::plain(text)));
    }
    lines.resize_with(lines.len().max(lines_above(head, profile)), LaidParagraph::blank);
    let joint = (!head.units.is_empty()).then(|| {
        let tiny = || LaidParagraph::new(ParagraphStyle::ImprintAnchor, Vec::new());
        joint::mark(&head.units, &head.mark, lines.pop().unwrap_or_else(tiny), profile)
    });
    for line in lines {
        sheet.push(LaidBlock::Paragraph(line));
    }
    sheet.push(match joint {
        Some(joint) => LaidBlock::Mark(Box::new(joint)),
        None => {
            let (size, scale) = mark_size(&head.mark, profile.largest_mark, profile);
            LaidBlock::Paragraph(mark(&head.mark, size, scale, profile.mark_geometry(size)))
        }
    });
    // 发文字号 stands two blank lines below the mark (7.2.5).
    for _ in 0..2 {
        sheet.push(LaidBlock::Paragraph(LaidParagraph::blank()));
    }
    for line in under_mark(head, profile) {
        sheet.push(LaidBlock::Paragraph(line));
    }
    // 标题 stands two blank lines below the red line (7.3.1).
    for _ in 0..2 {
        sheet.push(LaidBlock::Paragraph(LaidParagraph::blank()));
    }
}

/// Lines above the mark: as many as fit, three at the pitch of the standard.
fn lines_above(head: &Head, profile: &Profile) -> usize {
    let top = if head.units.is_empty() {
        profile.mark_geometry(mark_size(&head.mark, profile.largest_mark, profile).0).0.y
    } else {
        joint::top(&head.units, &head.mark, profile)
    };
    let fitting = (top.0 - profile.page.top.0) / profile.pitch.0.max(1);
    usize::try_from(fitting).unwrap_or(0).min(LINES_ABOVE_MARK)
}

/// The lines between mark and red line. 发文字号 is centred; with 签发人 it stands left, on the line of the last names
/// (7.2.5); a bulletin has its 期号 and, on the line above the rule, its publisher and date (惯例).
pub fn under_mark(head: &Head, profile: &Profile) -> Vec<LaidParagraph> {
    if let Some(publisher) = &head.publisher {
        let number = LaidParagraph::new(ParagraphStyle::IssueNumber, runs::plain(&head.document_number));
        let ends = runs::plain(&format!("{}\t{}", publisher.unit, publisher.date));
        return vec![number, with_ends(ParagraphStyle::DocumentNumber, ends, profile)];
    }
    if head.signers.is_empty() {
        return vec![LaidParagraph::new(ParagraphStyle::DocumentNumber, runs::plain(&head.document_number))];
    }
    // Names are as wide as three characters, or as the longest, so that those of the next line stand under them.
    let several = head.signers.len() > SIGNERS_IN_LINE;
    let longest = head.signers.iter().map(|name| half_characters(name)).max().unwrap_or(0).max(6);
    let wide = |name: String| {
        let missing = (longest - half_characters(&name)) / 2;
        name + &"\u{3000}".repeat(usize::try_from(missing).unwrap_or(0))
    };
    let rows: Vec<&[String]> = head.signers.chunks(SIGNERS_IN_LINE).collect();
    let last = rows.len() - 1;
    rows.iter()
        .enumerate()
        .map(|(index, row)| {
            let mut content = if index == last { runs::plain(&head.document_number) } else { Vec::new() };
            runs::push(&mut content, "\t", None);
            if index == 0 {
                runs::push(&mut content, "签发人：", None);
            }
            let mut names: Vec<String> =
                row.iter().map(|name| if several { wide(spread(name)) } else { name.clone() }).collect();
            if several {
                names.resize_with(SIGNERS_IN_LINE, || wide(String::new()));
            }
            runs::push(&mut content, &names.join("\u{3000}"), Some(CharacterStyle::Signer));
            let style =
                if index == last { ParagraphStyle::DocumentNumber } else { ParagraphStyle::SignerLine };
            with_ends(style, content, profile)
        })
        .collect()
}

/// A line whose two ends, divided by a tab, stand one 字 from the edges.
fn with_ends(style: ParagraphStyle, runs: Vec<LaidRun>, profile: &Profile) -> LaidParagraph {
    let run = profile.paragraph(style).run;
    let edge = profile.page.text_width().0 - run.size.twips().0 - run.spacing.0;
    // By the first line alone: the red line is as wide as the paragraph's left and right indents leave it.
    let indents = Indents { left: Chars(0), right: Chars(0), first: Chars(100) };
    let direct = Direct {
        indents: Some(indents),
        alignment: Some(Alignment::Left),
        right_tab: Some(Twip(edge)),
        ..Direct::default()
    };
    LaidParagraph { style, direct, runs }
}

/// 发文机关标志 in its frame, whose line has this height; the size and width of its characters are those of [`mark_size`].
pub fn mark(text: &str, size: HalfPt, scale: Option<u32>, (frame, line): (Frame, Twip)) -> LaidParagraph {
    let mut runs = runs::plain(text);
    for run in &mut runs {
        run.size = Some(size);
        run.scale = scale;
    }
    LaidParagraph {
        style: ParagraphStyle::Mark,
        direct: Direct { frame: Some(frame), line: Some(LineHeight::Exact(line)), ..Direct::default() },
        runs,
    }
}

/// Size of a mark and width of its characters: as large as fits on one line within 版心, whole points, and no larger
/// than this.
pub fn mark_size(text: &str, largest: HalfPt, profile: &Profile) -> (HalfPt, Option<u32>) {
    let halves = half_characters(text).max(1) as u32;
    // Twips of the line over half characters give the twips of half a character: twice that is the size in twips,
    // a tenth of it in half points.
    let fitting = (profile.page.text_width().0 as u32 - 40) * 2 / halves / 10;
    if fitting >= SMALL_MARK {
        return (HalfPt(fitting.min(largest.0) / 2 * 2), None);
    }
    let size = (fitting * 100 / NARROWEST_MARK).clamp(2, SMALL_MARK) / 2 * 2;
    (HalfPt(size), Some((fitting * 100 / size).clamp(1, 100)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::advance::width;
    use crate::layout::laid::RunContent;
    use crate::profile::gbt9704;

    #[test]
    fn signers_stand_two_a_line_and_the_number_with_the_last_of_them() {
        let lines = |signers: &[&str]| -> Vec<String> {
            let head = Head {
                copy_number: None,
                secrecy: None,
                urgency: None,
                units: Vec::new(),
                mark: "某某县卫生局文件".to_owned(),
                document_number: "某卫发〔2026〕1号".to_owned(),
                signers: signers.iter().map(|name| (*name).to_owned()).collect(),
                publisher: None,
            };
            let text = |run: &LaidRun| match &run.content {
                RunContent::Text(text) => text.clone(),
                RunContent::Tab => "|".to_owned(),
                RunContent::LineBreak => "/".to_owned(),
                RunContent::Drawing(_) | RunContent::Mark(_) => String::new(),
            };
            let laid = under_mark(&head, &gbt9704::profile());
            laid.iter().map(|line| line.runs.iter().map(text).collect()).collect()
        };
        assert_eq!(lines(&[]), ["某卫发〔2026〕1号"]);
        assert_eq!(lines(&["甲某"]), ["某卫发〔2026〕1号|签发人：甲某"]);
        assert_eq!(lines(&["甲某某", "乙某"]), ["某卫发〔2026〕1号|签发人：甲某某　乙某"]);
        assert_eq!(
            lines(&["甲某某", "乙某", "丙某某"]),
            ["|签发人：甲某某　乙　某", "某卫发〔2026〕1号|丙某某　　　　"]
        );
        assert_eq!(
            lines(&["欧阳某某", "乙某", "丙某某", "丁某"]),
            ["|签发人：欧阳某某　乙　某　", "某卫发〔2026〕1号|丙某某　　丁　某　"]
        );
    }

    #[test]
    fn a_mark_of_any_length_stays_on_its_line() {
        let profile = gbt9704::profile();
        for count in 2..80 {
            let name = "国".repeat(count);
            let (size, scale) = mark_size(&name, profile.largest_mark, &profile);
            let taken = width(&name, size, Twip(0)).0 * scale.unwrap_or(100) as i32 / 100;
            assert!(taken <= profile.page.text_width().0, "{count}: {size:?} {scale:?}");
        }
        assert_eq!(mark_size("某某县卫生局文件", profile.largest_mark, &profile), (HalfPt(110), None));
        assert_eq!(mark_size(&"国".repeat(26), profile.largest_mark, &profile), (HalfPt(54), Some(61)));
    }
}
