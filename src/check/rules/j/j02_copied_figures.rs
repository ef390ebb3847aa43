//! J02: a paragraph that is last year's word for word and carries figures, a count of meetings, or 去年.

use std::ops::Range;

use crate::check::context::{Context, LastYear};
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;

pub const RULE: Rule = Rule {
    code: "J02",
    name: "照抄上年的段落里有数",
    level: Level::Warning,
    fix: Fix::None,
    clause: "惯例",
    why: "一段话除了年份与去年的一字不差，里面又有数量、百分比、金额，第几次会议，或者“去年”“今年”，十有八九是忘了改。要求、原则这些没有数的话，年年一样也不报。“检查”里写了“上年”才查。",
    wrong: &[
        body("全县共投入资金1200万元，完成清淤36公里。"),
        body("县政府第12次常务会议作了专题研究。"),
        body("工作力度比去年进一步加大。"),
        body("到2026年底，清淤36公里。"),
    ],
    right: &[
        body("全县共投入资金1350万元，完成清淤41公里。"),
        body("各乡镇要高度重视，落实责任，做到领导到位、措施到位、责任到位。"),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, context: &Context, marks: &mut Marks<'_>) {
    let Some(last) = &context.last_year else { return };
    for (index, line) in paper.lines.iter().enumerate().filter(|(_, line)| line.is_text()) {
        let Some(range) = fact(&line.text).filter(|_| last.lines.contains(&LastYear::bare(&line.text)))
        else {
            continue;
        };
        let message = format!("这一段除了年份与上年的一样，里面的“{}”是上年的", &line.text[range.clone()]);
        marks.at(index, range, message).hint("改成今年的情况；今年也是这样的，不用改");
    }
}

/// The first words of a text that may have been so in one year only.
fn fact(text: &str) -> Option<Range<usize>> {
    let relative = ["去年", "今年", "上年", "明年"];
    let relative = relative.iter().filter_map(|word| text.find(word).map(|at| at..at + word.len()));
    relative.chain(counted(text)).chain(figure(text)).min_by_key(|range| range.start)
}

/// 第12次, 第三届.
fn counted(text: &str) -> Option<Range<usize>> {
    text.match_indices('第').find_map(|(at, first)| {
        let rest = &text[at + first.len()..];
        let end = rest.find(|c: char| !c.is_ascii_digit() && !"一二三四五六七八九十".contains(c))?;
        let unit = rest[end..].chars().next().filter(|c| "次期届".contains(*c))?;
        (end > 0).then(|| at..at + first.len() + end + unit.len_utf8())
    })
}

/// A number with its unit: 300人, 95%. Days, times, 序数 and what stands in the name of a paper are none.
fn figure(text: &str) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(start) = text[from..].find(|c: char| c.is_ascii_digit()).map(|at| from + at) {
        let length = text[start..].find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','));
        let end = length.map_or(text.len(), |length| start + length);
        from = end;
        let before = &text[..start];
        let unit = text[end..].chars().next();
        let in_name = [('《', '》'), ('〔', '〕')].iter().any(|(opening, closing)| {
            before.rfind(*opening).is_some_and(|at| !before[at..].contains(*closing))
        });
        let unit = unit.filter(|c| c.is_alphabetic() || "%％‰℃".contains(*c));
        let unit = unit
            .filter(|c| !"年月日号时点".contains(*c) && !in_name && !before.ends_with([':', '：', '-', '—']));
        if let Some(unit) = unit {
            return Some(start..end + unit.len_utf8());
        }
    }
    None
}
