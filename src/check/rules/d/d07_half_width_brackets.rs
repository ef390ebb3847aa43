//! D07: brackets of half width around a number.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::diag::diagnostic::Level;
use crate::paper::line::Line;
use crate::paper::number;

pub const RULE: Rule = Rule {
    code: "D07",
    name: "序号的括号是半角的",
    level: Level::Warning,
    fix: Fix::Safe,
    clause: "GB/T 15834-2011 4.9.2；GB/T 9704-2012 7.3.3",
    why: "“（一）”“（1）”的括号用全角的，前后一致。半角括号和汉字排在一起偏窄，常见的是一半全角、一半半角。",
    wrong: &[
        body(
            "现就有关事项通知如下：\n(一)加强领导。各单位要认真组织。\n(二)按时报送。各单位要在月底前报送。",
        ),
        body(
            "现就有关事项通知如下：\n（一)加强领导。各单位要认真组织。\n（二）按时报送。各单位要在月底前报送。",
        ),
    ],
    right: &[body(
        "现就有关事项通知如下：\n（一）加强领导。各单位要认真组织。\n（1）明确分工。落实到人。\n（2）定期调度。每月一次。\n（二）按时报送。各单位要在月底前报送。",
    )],
    look: Look::Line(look),
};

fn look(line: &Line, marks: &mut Marks<'_>) {
    let Some(mark) = &line.mark else { return };
    if mark.opening(&line.text).is_empty() {
        return;
    }
    let start = mark.range.start
        + line.text[mark.range.start..mark.numeral.start].find(|c| !number::is_blank(c)).unwrap_or(0);
    let tail = &line.text[mark.numeral.end..mark.range.end];
    let Some(close) = tail.find(['）', ')']).map(|at| mark.numeral.end + at) else { return };
    let half: Vec<(usize, &str)> = [(start, "（"), (close, "）")]
        .into_iter()
        .filter(|(at, _)| line.text[*at..].starts_with(['(', ')']))
        .collect();
    if half.is_empty() {
        return;
    }
    let end = close + line.text[close..].chars().next().map_or(0, char::len_utf8);
    let written = &line.text[start..end];
    let found = marks.here(start..end, format!("序号“{written}”的括号是半角的"));
    found.hint(format!("写成“（{}）”", &line.text[mark.numeral.clone()]));
    let index = found.line.unwrap_or_default();
    for (at, full) in half {
        found.edit(index, at..at + 1, full);
    }
}
