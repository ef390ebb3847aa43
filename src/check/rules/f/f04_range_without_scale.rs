//! F04: a range whose first number has lost its 万 or 亿.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::{intervals, roles};
use crate::diag::diagnostic::Level;
use crate::paper::line::Line;

pub const RULE: Rule = Rule {
    code: "F04",
    name: "范围的前一个数漏了万、亿",
    level: Level::Warning,
    fix: Fix::Ask,
    clause: "GB/T 15835-2011 5.1.3",
    why: "“13万元～17万元”写成“13～17万元”，前一个数可以读成13元。前后两个数都要带上“万”“亿”。",
    wrong: &[body("每个村补助3～5万元。"), body("总投资9—16亿元。")],
    right: &[body("每个村补助3万元～5万元，每户补助500—800元，单次投入8000—1万元。")],
    look: Look::Line(look),
};

fn look(line: &Line, marks: &mut Marks<'_>) {
    if !roles::is_wording(line) {
        return;
    }
    let text = &line.text;
    for interval in intervals::all(text) {
        let (first, second) = (&interval.first, &interval.second);
        let has_lost = first.unit.name.is_empty() && first.unit.scale == 1 && second.unit.scale > 1;
        if has_lost && first.value < second.value {
            let unit = text[second.unit.range.clone()].trim_start();
            let (a, b) = (&text[first.range.clone()], &text[second.range.clone()]);
            marks
                .here(interval.range(), format!("“{}”的前一个数没有“{unit}”", &text[interval.range()]))
                .hint(format!("如果两个数单位相同，写成“{a}{unit}～{b}{unit}”"));
        }
    }
}
