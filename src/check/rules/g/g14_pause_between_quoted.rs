//! G14: 、 between 《》《》 and “”“” that stand side by side. Off unless it is asked for: many good documents have it.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::diag::diagnostic::Level;
use crate::paper::line::Line;

pub const RULE: Rule = Rule {
    code: "G14",
    name: "相邻的书名号、引号之间用了顿号",
    level: Level::Info,
    fix: Fix::Safe,
    clause: "GB/T 15834-2011 4.5.3.5",
    why: "相邻的书名号之间、引号之间通常不用顿号。标准说的是“通常”，用了也不算错，所以平时不查，写明 --select G14 才查。",
    wrong: &[body("认真学习《某某办法》、《某某规定》，抓好“一事一议”、“一村一策”。")],
    right: &[body("认真学习《某某办法》（某水发〔2026〕3号）、《某某规定》和“一事一议”等做法。")],
    look: Look::Line(look),
};

fn look(line: &Line, marks: &mut Marks<'_>) {
    for pair in ["》、《", "”、“"] {
        for (at, found) in line.text.match_indices(pair) {
            let first = found.chars().next().map_or(0, char::len_utf8);
            let start = at + first;
            marks.here(start..start + '、'.len_utf8(), "相邻的两项之间用了顿号").replace("");
        }
    }
}
