//! G08: brackets right within brackets of the same form.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::{brackets, roles};
use crate::diag::diagnostic::Level;
use crate::paper::line::Line;

pub const RULE: Rule = Rule {
    code: "G08",
    name: "相同的括号套用",
    level: Level::Error,
    fix: Fix::None,
    clause: "GB/T 15834-2011 4.9.3.6",
    why: "同一形式的括号尽量不套用，要套用时里外用不同的括号，例如“〔（）〕”。双重的“（（”是错的。书名号、引号里面的括号不算。",
    wrong: &[
        body("请县水务局（（联系人：某某某））负责。"),
        body("请县水务局（设在县政府大楼（东楼））负责。"),
    ],
    right: &[body("按照有关规定（《某某县水闸管理办法（试行）》第三条第（二）项）执行，见表（1）。")],
    look: Look::Line(look),
};

fn look(line: &Line, marks: &mut Marks<'_>) {
    if !roles::is_wording(line) {
        return;
    }
    let text = &line.text;
    let pairs = brackets::pairs(text).0;
    for pair in pairs.iter().filter(|pair| pair.opening == '（') {
        let around = pairs
            .iter()
            .filter(|outer| outer.outer.start < pair.outer.start && outer.outer.end > pair.outer.end)
            .max_by_key(|outer| outer.outer.start);
        let Some(outer) = around.filter(|outer| outer.opening == '（') else { continue };
        let inner = &text[pair.inner()];
        // 第（二）项.
        let is_number = inner.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
        if is_number {
            continue;
        }
        let is_doubled = outer.inner() == pair.outer;
        let found = marks.here(pair.outer.clone(), "括号里面又用了同样的括号");
        found.hint(if is_doubled { "删去一层" } else { "改用别的括号，或者改写句子" });
        if !is_doubled {
            found.level(Level::Warning);
        }
    }
}
