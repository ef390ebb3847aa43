//! G05: a 破折号 that is written otherwise.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::characters::{at, before, is_full_mark, is_han};
use crate::check::text::roles;
use crate::diag::diagnostic::Level;
use crate::paper::line::{Line, Role};

pub const RULE: Rule = Rule {
    code: "G05",
    name: "破折号写法不对",
    level: Level::Warning,
    fix: Fix::Safe,
    clause: "GB/T 15834-2011 4.10.2",
    why: "破折号占两个字的位置，写成“——”，不用两个短横线代替，也不能只写一半。表示起止的一字线“—”不是破折号。",
    wrong: &[body("清淤是一件大事--关系全县防汛的大事。"), body("清淤是一件大事— —关系全县防汛的大事。")],
    right: &[body("清淤是一件大事——关系全县防汛的大事，甲镇—乙镇段先行，参数为--fix。")],
    look: Look::Line(look),
};

fn look(line: &Line, marks: &mut Marks<'_>) {
    if !roles::is_wording(line) || line.role == Role::Cell {
        return;
    }
    let text = &line.text;
    let is_text = |c: Option<char>| c.is_some_and(|c| is_han(c) || (is_full_mark(c) && c != '—'));
    let mut from = 0;
    while let Some(start) = text[from..].find(['-', '—']).map(|at| from + at) {
        let end = text[start..].find(|c| !"-— ".contains(c)).map_or(text.len(), |length| start + length);
        let run = text[start..end].trim_end_matches(' ');
        let stop = start + run.len();
        let left = before(text, start);
        let begins = text[..start].trim().is_empty();
        let wrong = match run {
            "--" | "---" | "— —" | "—-" => true,
            // Half of what stands before a 副标题.
            "—" => begins && matches!(line.role, Role::UnderTitle | Role::Title),
            _ => false,
        };
        if wrong && stop == end && (is_text(left) || begins) && is_text(at(text, stop)) {
            marks.here(start..stop, format!("破折号写成了“{run}”")).replace("——");
        }
        from = end.max(start + 1);
    }
}
