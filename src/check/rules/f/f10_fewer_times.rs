//! F10: 倍 of what becomes less.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::{roles, words};
use crate::diag::diagnostic::Level;
use crate::paper::line::Line;

pub const RULE: Rule = Rule {
    code: "F10",
    name: "减少用了倍数",
    level: Level::Warning,
    fix: Fix::Ask,
    clause: "惯例",
    why: "增加可以说倍数，减少不能：减少1倍就没有了。减少用百分数、分数或者写明减到多少。",
    wrong: &[body("全县险情比上年下降了2倍。"), body("办理时间减少一倍。")],
    right: &[body("全县投入比上年增长2倍，险情下降50%，罚款为少缴数额的一倍。")],
    look: Look::Line(look),
};

const LESS: &[&str] = &["下降", "降低", "减少", "缩小", "缩短", "减轻", "下调", "回落"];

fn look(line: &Line, marks: &mut Marks<'_>) {
    if !roles::is_wording(line) {
        return;
    }
    let text = &line.text;
    for (at, _) in text.match_indices('倍') {
        let amount = text[..at].trim_end_matches(|c: char| {
            c.is_ascii_digit() || ".一二两三四五六七八九十几数近约多余".contains(c)
        });
        let from = amount.strip_suffix('了').unwrap_or(amount);
        let Some(word) = words::before(text, from.len(), LESS).filter(|_| amount.len() < at) else {
            continue;
        };
        let start = from.len() - word.len();
        let end = at + '倍'.len_utf8();
        marks
            .here(start..end, format!("“{}”说不通：减少不用倍数", &text[start..end]))
            .hint("改用百分数或者分数，或者写明减到多少");
    }
}
