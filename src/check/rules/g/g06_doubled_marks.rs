//! G06: two marks of a sentence in a row.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::characters::{at, before};
use crate::check::text::roles;
use crate::diag::diagnostic::Level;
use crate::paper::line::Line;

pub const RULE: Rule = Rule {
    code: "G06",
    name: "标点重复",
    level: Level::Error,
    fix: Fix::Safe,
    clause: "GB/T 15834-2011 第4章",
    why: "两个点号不连用，多是修改时留下的。问号和叹号可以叠用。",
    wrong: &[body("各单位要加强领导，，落实责任。"), body("各单位要加强领导、，落实责任。。")],
    right: &[body("各单位要加强领导，落实责任！！为什么？！他说“好。”，随即出发。")],
    look: Look::Line(look),
};

const POINTS: &str = "，。、；：,;";

fn look(line: &Line, marks: &mut Marks<'_>) {
    if !roles::is_wording(line) {
        return;
    }
    let text = &line.text;
    let mut from = 0;
    while let Some(start) = text[from..].find(is_point).map(|at| from + at) {
        let end = text[start..].find(|c| !is_point(c)).map_or(text.len(), |length| start + length);
        from = end;
        let run = &text[start..end];
        let count = run.chars().count();
        let half = run.is_ascii();
        // 。。。 is meant for 省略号; half-width ones alone may belong to something else than Chinese.
        let dots = count >= 3 && run.chars().all(|c| c == '。');
        if count < 2 || dots || half || is_emphatic(text, start, end) {
            continue;
        }
        let found = marks.here(start..end, format!("标点重复：“{run}”"));
        match right(run) {
            Some(mark) => {
                found.replace(mark);
            }
            None => {
                found.hint("只留一个");
            }
        }
    }
}

fn is_point(c: char) -> bool {
    POINTS.contains(c)
}

/// ？ and ！ beside the run are a matter of tone, not of this rule.
fn is_emphatic(text: &str, start: usize, end: usize) -> bool {
    before(text, start).is_some_and(|c| "？！".contains(c))
        || at(text, end).is_some_and(|c| "？！".contains(c))
}

/// The one right form: the same mark twice, or a weak one before a stronger.
fn right(run: &str) -> Option<String> {
    let full = |c: char| match c {
        ',' => '，',
        ';' => '；',
        _ => c,
    };
    let points: Vec<char> = run.chars().map(full).collect();
    let last = *points.last()?;
    let weaker = |c: char| match last {
        '，' => "，、".contains(c),
        '。' => "，、。".contains(c),
        '；' => "，、；".contains(c),
        '：' => "，、：".contains(c),
        _ => c == last,
    };
    points.iter().all(|c| weaker(*c)).then(|| last.to_string())
}
