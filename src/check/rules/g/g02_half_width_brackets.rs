//! G02: half-width brackets around Chinese words, and pairs of two widths.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::characters::is_han;
use crate::check::text::roles;
use crate::diag::diagnostic::Level;
use crate::paper::line::Line;

pub const RULE: Rule = Rule {
    code: "G02",
    name: "汉字外面用了半角括号",
    level: Level::Warning,
    fix: Fix::Safe,
    clause: "GB/T 15834-2011 4.9.2",
    why: "汉字外面的括号用全角的“（）”，左右两半也要一样宽。西文、公式和编号里的半角括号不算。",
    wrong: &[body("县防汛抗旱指挥部(设在县水务局)负责调度。"), body("水库（含水电站)要落实责任人。")],
    right: &[body("按公式f(x)计算，调用函数max(a,b)，县防汛抗旱指挥部（设在县水务局）负责调度。")],
    look: Look::Line(look),
};

fn look(line: &Line, marks: &mut Marks<'_>) {
    let text = &line.text;
    if !roles::is_wording(line) || roles::is_reference(text) {
        return;
    }
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '(' | '（' => open.push((at, c)),
            ')' | '）' => {
                let Some((from, opening)) = open.pop() else { continue };
                let inner = &text[from + opening.len_utf8()..at];
                let is_half = opening == '(' || c == ')';
                let has_han = inner.chars().any(is_han);
                // 序数, and the year of a 发文字号, have rules of their own.
                if !is_half || !has_han || roles::is_in_mark(line, from) {
                    continue;
                }
                let opening_range = from..from + opening.len_utf8();
                let closing_range = at..at + c.len_utf8();
                let first = if opening == '(' { opening_range.clone() } else { closing_range.clone() };
                let found = marks.here(first, format!("“{opening}{c}”里是汉字"));
                found.hint("改成全角的“（）”");
                if opening == '(' {
                    found.also(opening_range, "（");
                }
                if c == ')' {
                    found.also(closing_range, "）");
                }
            }
            _ => {}
        }
    }
}
