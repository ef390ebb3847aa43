//! F03: a range whose first number has lost its %.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::{intervals, roles};
use crate::diag::diagnostic::Level;
use crate::paper::line::Line;

pub const RULE: Rule = Rule {
    code: "F03",
    name: "范围的前一个数漏了百分号",
    level: Level::Warning,
    fix: Fix::Safe,
    clause: "GB/T 15835-2011 5.1.3",
    why: "“15%～30%”前后两个数都要带百分号，写成“15～30%”会有歧义。",
    wrong: &[body("补助比例为15～30%。"), body("比上年下降5—8.5‰。")],
    right: &[body("补助比例为15%～30%，提高5—10个百分点，每村补助3～5万元。")],
    look: Look::Line(look),
};

fn look(line: &Line, marks: &mut Marks<'_>) {
    if !roles::is_wording(line) {
        return;
    }
    for interval in intervals::all(&line.text) {
        let (first, second) = (&interval.first, &interval.second);
        let sign = second.unit.name.as_str();
        if matches!(sign, "%" | "％" | "‰") && first.unit.name.is_empty() && first.unit.scale == 1 {
            let end = first.range.end;
            let found = marks
                .here(interval.range(), format!("“{}”的前一个数没有“{sign}”", &line.text[interval.range()]));
            found.hint("前后两个数都带上符号").also(end..end, sign);
        }
    }
}
