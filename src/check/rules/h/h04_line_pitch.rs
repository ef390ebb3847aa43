//! H04: lines so far apart that a page does not hold 22.

use crate::check::marks::Marks;
use crate::check::measure::Measure;
use crate::check::page::{Groups, at_first, lines, mm, pitch, points};
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{notice, part, styles};
use crate::diag::diagnostic::Level;
use crate::paper::line::Role;
use crate::read::docx::Word;
use crate::read::docx::look::LineHeight;

pub const RULE: Rule = Rule {
    code: "H04",
    name: "每面不是22行",
    level: Level::Warning,
    fix: Fix::None,
    clause: "GB/T 9704-2012 5.2.3",
    why: "一般每面排22行，撑满版心，特定情况可以作适当调整。行距要用固定值：28至28.95磅都能排22行，29磅、30磅只能排21行；单倍行距随字体变，换一台电脑就可能换页。",
    wrong: &[
        notice(
            "行距是固定值30磅，每面21行。",
            &[
                styles("w:styleId=\"Body\"", "w:line=\"579\"", "w:line=\"600\""),
                part("docProps/app.xml", "", ">gongwen<", ">Microsoft Office Word<"),
            ],
        ),
        notice(
            "行距是1.5倍。",
            &[styles(
                "w:styleId=\"Body\"",
                "w:line=\"579\" w:lineRule=\"exact\"",
                "w:line=\"360\" w:lineRule=\"auto\"",
            )],
        ),
    ],
    right: &[
        notice("行距是固定值28.95磅。", &[]),
        notice("行距是固定值28磅。", &[styles("w:styleId=\"Body\"", "w:line=\"579\"", "w:line=\"560\"")]),
    ],
    look: Look::Layout(look),
};

fn look(word: &Word, measure: &Measure, marks: &mut Marks<'_>) {
    let mut groups: Groups<(Option<i32>, i32)> = Groups::default();
    for (index, _, paragraph) in lines(word, Role::Body) {
        let section = word.section(paragraph);
        if !section.is_landscape() {
            groups.add((pitch(paragraph, section), section.text_height()), index);
        }
    }
    // What most of the text has; a single paragraph was adjusted on purpose.
    let Some(((pitch, height), lines)) = groups.0.iter().max_by_key(|(_, lines)| lines.len()) else { return };
    let wanted = measure.profile.lines_per_page as i32;
    let count = pitch.map(|pitch| height / pitch);
    // This program sets the lines closer or wider only where 署名 would else stand alone (7.3.5.5), and says so then.
    let is_adjusted = word.properties.application == "gongwen"
        && count.is_some_and(|c| (wanted - 1..=wanted + 1).contains(&c));
    if count == Some(wanted) || is_adjusted || measure.is_house && *pitch == Some(measure.profile.pitch.0) {
        return;
    }
    let first = lines.first().and_then(|&line| word.paragraph(line));
    let message = match (first.map(|paragraph| paragraph.look.line), pitch, count) {
        (Some(LineHeight::Exact(_)), Some(pitch), Some(0)) => {
            format!("行距是固定值{}磅，一面排不下一行", points(*pitch))
        }
        (Some(LineHeight::Exact(_)), Some(pitch), Some(count)) => {
            format!("行距是固定值{}磅，版心高{}毫米，每面排{count}行", points(*pitch), mm(*height))
        }
        (_, Some(_), Some(count)) => format!("按现在的行距，每面排{count}行"),
        _ => "正文的行距不是固定值，每面的行数随字体变".to_owned(),
    };
    if let Some(found) = at_first(marks, word, &lines[..1], &message) {
        let own = points(measure.profile.pitch.0);
        let screen =
            if measure.is_house { "" } else { "（页边距按上34.58毫米设的，设成29.45磅）" };
        found.hint(measure.hint(format!("在“段落—行距”里选“固定值”，设成{own}磅{screen}")));
    }
}
