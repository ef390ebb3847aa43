//! D04: a mark behind a number in brackets.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::diag::diagnostic::Level;
use crate::paper::line::Line;
use crate::paper::number::{self, Shape};

pub const RULE: Rule = Rule {
    code: "D04",
    name: "带括号的序号后面又加标点",
    level: Level::Error,
    fix: Fix::Safe,
    clause: "GB/T 15834-2011 B.3.4",
    why: "“（一）”“（1）”这样带括号的序号，括号已经把序号和文字隔开，后面不再加顿号、圆点和逗号。",
    wrong: &[
        body(
            "现就有关事项通知如下：\n（一）、加强领导。各单位要认真组织。\n（二）、按时报送。各单位要在月底前报送。",
        ),
        body(
            "现就有关事项通知如下：\n（1）.加强领导。各单位要认真组织。\n（2）按时报送。各单位要在月底前报送。",
        ),
    ],
    right: &[
        body(
            "现就有关事项通知如下：\n（一）加强领导。各单位要认真组织。\n（二）按时报送。各单位要在月底前报送。",
        ),
        body("现就有关事项通知如下：\n（一）、（二）两项合并办理。各单位要认真组织。"),
    ],
    look: Look::Line(look),
};

fn look(line: &Line, marks: &mut Marks<'_>) {
    let Some(mark) = &line.mark else { return };
    if !matches!(mark.shape, Shape::HanInBrackets | Shape::ArabicInBrackets) {
        return;
    }
    let tail = &line.text[mark.numeral.end..mark.range.end];
    let Some(close) = tail.find(['）', ')']) else { return };
    let behind = mark.numeral.end + close + tail[close..].chars().next().map_or(0, char::len_utf8);
    let extra = line.text[behind..mark.range.end].trim_matches(number::is_blank);
    if extra.is_empty() {
        return;
    }
    let start = behind + line.text[behind..].find(extra).unwrap_or(0);
    let written = line.text[mark.range.start..behind].trim_matches(number::is_blank);
    marks.here(start..mark.range.end, format!("“{written}”后面多了“{extra}”")).replace("");
}
