//! G07: 顿号 before 以及 and 等.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::{roles, words};
use crate::diag::diagnostic::Level;
use crate::paper::line::Line;

pub const RULE: Rule = Rule {
    code: "G07",
    name: "“以及”“等”前面用了顿号",
    level: Level::Warning,
    fix: Fix::Safe,
    clause: "GB/T 15834-2011 附录A.3；GB/T 15834-2011 附录B.1.2",
    why: "用顿号并列的词语，“等”前面不再用点号；“以及”前面要停顿的用逗号，“及”前面不用。",
    wrong: &[
        body("请县财政局、县水务局、以及各乡镇人民政府配合。"),
        body("做好清淤、护岸、等工作。"),
        body("请县财政局、县水务局、及其他单位配合。"),
    ],
    right: &[body("请县财政局、县水务局，以及各乡镇人民政府配合，做好清淤、护岸等工作，填报学历、等级。")],
    look: Look::Line(look),
};

fn look(line: &Line, marks: &mut Marks<'_>) {
    if !roles::is_wording(line) {
        return;
    }
    let text = &line.text;
    for (at, _) in text.match_indices('、').filter(|(at, _)| !roles::is_in_mark(line, *at)) {
        let behind = at + '、'.len_utf8();
        let range = at..behind;
        if text[behind..].starts_with("以及") {
            marks.here(range, "“以及”前面用了顿号").replace("，");
        } else if text[behind..].starts_with("及其他") || text[behind..].starts_with("及其它") {
            marks.here(range, "“及”前面用了顿号").replace("");
        } else if text[behind..].starts_with('等') {
            let next = behind + '等'.len_utf8();
            if !words::is_behind(text, next, "级待候值额量同离距效次第于到份边腰身外着") {
                marks.here(range, "“等”前面用了顿号").replace("");
            }
        }
    }
}
