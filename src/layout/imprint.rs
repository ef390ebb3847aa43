//! 版记: 抄送机关, 印发机关 and 印发日期 between rules at the foot of the last page (GB/T 9704 7.4); of a 信函 without
//! rules (10.1).

use crate::document::tree::{Form, Imprint};
use crate::layout::advance::width;
use crate::layout::breaking::{self, Item, Room, Viewer};
use crate::layout::laid::{Direct, ImprintRow, LaidImprint, LaidParagraph};
use crate::layout::runs;
use crate::profile::style::{Indents, LineHeight, ParagraphStyle, Profile};
use crate::profile::units::{Chars, Twip};

/// 印发机关 左空一字 (7.4.3).
const LEFT_FREE: Indents = Indents { left: Chars(100), right: Chars(0), first: Chars(0) };
/// 印发日期 右空一字 (7.4.3).
const RIGHT_FREE: Indents = Indents { left: Chars(0), right: Chars(100), first: Chars(0) };

/// Width of the column for the date: nine characters (`2024年12月31日印发`), the free 字, and the quarter of a character that
/// `LibreOffice` puts between Chinese and digits whatever the file says; 3300 twips of 4号.
fn date_width(profile: &Profile) -> Twip {
    Twip(profile.paragraph(ParagraphStyle::Imprint).run.size.twips().0 * 3300 / 280)
}

/// Sets the imprint of a document of this form. `moved` is 主送机关 where it stands here (7.3.2): above 抄送, without a
/// rule between them (7.4.2).
pub fn lay(imprint: Option<&Imprint>, moved: Option<&str>, form: Form, profile: &Profile) -> LaidImprint {
    let nothing = Imprint::default();
    let imprint = imprint.unwrap_or(&nothing);
    let mut rows: Vec<ImprintRow> =
        imprint.distribution.iter().map(|line| receivers(&[format!("{line}。")], profile)).collect();
    let copies = (!imprint.copies_to.is_empty()).then(|| format!("抄送：{}。", imprint.copies_to));
    let named: Vec<String> =
        moved.map(|recipients| format!("主送：{recipients}。")).into_iter().chain(copies).collect();
    if !named.is_empty() {
        rows.push(receivers(&named, profile));
    }
    if !imprint.printer.is_empty() || !imprint.print_date.is_empty() {
        let date = if imprint.print_date.is_empty() {
            String::new()
        } else {
            format!("{}印发", imprint.print_date)
        };
        rows.push(ImprintRow::Pair {
            left: printer(&imprint.printer, profile),
            right: indented(&date, RIGHT_FREE),
        });
    }
    if !imprint.print_run.is_empty() {
        rows.push(ImprintRow::Pair {
            left: indented("", LEFT_FREE),
            right: indented(&imprint.print_run, RIGHT_FREE),
        });
    }
    let ruled = form != Form::Letter;
    let height = height(&rows, ruled, profile);
    LaidImprint {
        rows,
        ruled,
        height,
        date_width: date_width(profile),
        new_page: false,
        on_even_page: imprint.on_even_page,
    }
}

/// Who gets it: 左右各空一字, continuation lines align behind the colon, 句号 at the end (7.4.2).
fn receivers(texts: &[String], profile: &Profile) -> ImprintRow {
    let set: Vec<(LaidParagraph, u32)> = texts.iter().map(|text| hanging(text, profile)).collect();
    let lines = set.iter().map(|(_, lines)| lines).sum();
    ImprintRow::Text { paragraphs: set.into_iter().map(|(paragraph, _)| paragraph).collect(), lines }
}

/// One of them, and how many lines it takes.
fn hanging(text: &str, profile: &Profile) -> (LaidParagraph, u32) {
    let label = text.chars().take_while(|c| *c != '：').count() as i32 + 1;
    let indents = Indents { left: Chars(100 + label * 100), right: Chars(100), first: Chars(-label * 100) };
    let lines = count_lines(text, indents, profile);
    (indented(text, indents), lines)
}

fn indented(text: &str, indents: Indents) -> LaidParagraph {
    LaidParagraph {
        style: ParagraphStyle::Imprint,
        direct: Direct { indents: Some(indents), ..Direct::default() },
        runs: runs::plain(text),
    }
}

/// 印发机关 on one line with the date (7.4.3): a name that is too long for its column gets narrower characters.
fn printer(name: &str, profile: &Profile) -> LaidParagraph {
    let run = profile.paragraph(ParagraphStyle::Imprint).run;
    // 左空一字.
    let room = profile.page.text_width().0 - date_width(profile).0 - run.size.twips().0;
    let mut paragraph = indented(name, LEFT_FREE);
    let taken = width(name, run.size, run.spacing).0;
    if taken > room {
        for run in &mut paragraph.runs {
            run.scale = Some((room * 100 / taken) as u32);
        }
    }
    paragraph
}

fn height(rows: &[ImprintRow], ruled: bool, profile: &Profile) -> Twip {
    let lines = rows
        .iter()
        .map(|row| match row {
            ImprintRow::Text { lines, .. } => *lines,
            ImprintRow::Pair { .. } => 1,
        })
        .sum();
    if ruled {
        return profile.imprint_height(rows.len() as u32, lines);
    }
    let (LineHeight::Exact(line) | LineHeight::AtLeast(line)) =
        profile.paragraph(ParagraphStyle::Imprint).line;
    Twip(lines as i32 * line.0)
}

/// Lines that a hanging paragraph takes, in the program that gives it more.
fn count_lines(text: &str, indents: Indents, profile: &Profile) -> u32 {
    let run = profile.paragraph(ParagraphStyle::Imprint).run;
    let rest = profile.page.text_width().0 - run.length(indents.left).0 - run.length(indents.right).0;
    let room = Room { first: Twip(rest - run.length(indents.first).0), rest: Twip(rest) };
    let item = Item::Text { text, size: run.size.twips(), spacing: run.spacing, scale: 100, western: false };
    let count = |viewer| breaking::lines([item], room, viewer).len();
    count(Viewer::Word).max(count(Viewer::LibreOffice)) as u32
}
