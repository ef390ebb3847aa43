//! 版记: 抄送机关, 印发机关 and 印发日期 between rules at the foot of the last page (GB/T 9704 7.4).

use crate::document::tree::Imprint;
use crate::layout::advance::{lines, width};
use crate::layout::laid::{Direct, ImprintRow, LaidImprint, LaidParagraph};
use crate::layout::runs;
use crate::profile::style::{Indents, ParagraphStyle, Profile};
use crate::profile::units::{Chars, Twip};

/// Width of the column for the date: nine characters (`2024年12月31日印发`), the free 字, and the quarter of a character that
/// `LibreOffice` puts between Chinese and digits whatever the file says; 3300 twips of 4号.
fn date_width(profile: &Profile) -> Twip {
    Twip(profile.paragraph(ParagraphStyle::Imprint).run.size.twips().0 * 3300 / 280)
}

/// Sets the imprint.
pub fn lay(imprint: &Imprint, profile: &Profile) -> LaidImprint {
    let mut rows: Vec<ImprintRow> =
        imprint.distribution.iter().map(|line| receivers(&format!("{line}。"), profile)).collect();
    if !imprint.copies_to.is_empty() {
        rows.push(receivers(&format!("抄送：{}。", imprint.copies_to), profile));
    }
    if !imprint.printer.is_empty() || !imprint.print_date.is_empty() {
        let date = if imprint.print_date.is_empty() {
            String::new()
        } else {
            format!("{}印发", imprint.print_date)
        };
        rows.push(ImprintRow::Pair {
            left: printer(&imprint.printer, profile),
            right: LaidParagraph::new(ParagraphStyle::Imprint, runs::plain(&date)),
        });
    }
    if !imprint.print_run.is_empty() {
        rows.push(ImprintRow::Pair {
            left: LaidParagraph::new(ParagraphStyle::Imprint, Vec::new()),
            right: LaidParagraph::new(ParagraphStyle::Imprint, runs::plain(&imprint.print_run)),
        });
    }
    let height = height(&rows, profile);
    LaidImprint { rows, height, date_width: date_width(profile) }
}

/// Who gets it: 左右各空一字, continuation lines align behind the colon, 句号 at the end (7.4.2).
fn receivers(text: &str, profile: &Profile) -> ImprintRow {
    let label = text.chars().take_while(|c| *c != '：').count() as i32 + 1;
    let indents = Indents { left: Chars(100 + label * 100), right: Chars(100), first: Chars(-label * 100) };
    let lines = count_lines(text, indents, profile);
    let paragraph = LaidParagraph {
        style: ParagraphStyle::Imprint,
        direct: Direct { indents: Some(indents), ..Direct::default() },
        runs: runs::plain(text),
    };
    ImprintRow::Text { paragraph, lines }
}

/// 印发机关 on one line with the date (7.4.3): a name that is too long for its column gets narrower characters.
fn printer(name: &str, profile: &Profile) -> LaidParagraph {
    let run = profile.paragraph(ParagraphStyle::Imprint).run;
    // 左空一字.
    let room = profile.page.text_width().0 - date_width(profile).0 - run.size.twips().0;
    let mut paragraph = LaidParagraph::new(ParagraphStyle::Imprint, runs::plain(name));
    let taken = width(name, run.size, run.spacing).0;
    if taken > room {
        for run in &mut paragraph.runs {
            run.scale = Some((room * 100 / taken) as u32);
        }
    }
    paragraph
}

fn height(rows: &[ImprintRow], profile: &Profile) -> Twip {
    let lines = rows
        .iter()
        .map(|row| match row {
            ImprintRow::Text { lines, .. } => *lines,
            ImprintRow::Pair { .. } => 1,
        })
        .sum();
    profile.imprint_height(rows.len() as u32, lines)
}

/// Lines that a hanging paragraph takes: what the first line has more than the others counts as negative indent.
fn count_lines(text: &str, indents: Indents, profile: &Profile) -> u32 {
    let run = profile.paragraph(ParagraphStyle::Imprint).run;
    let character = run.size.twips().0 + run.spacing.0;
    let room = profile.page.text_width().0 - (indents.left.0 + indents.right.0) * character / 100;
    let first = Twip(indents.first.0 * character / 100);
    lines(text, first, Twip(room), (Twip(character), Twip(run.size.twips().0 / 2 + run.spacing.0))) as u32
}
