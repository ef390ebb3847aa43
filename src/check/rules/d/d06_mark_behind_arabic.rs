//! D06: another mark than a point behind 1.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::characters::is_digit;
use crate::diag::diagnostic::Level;
use crate::paper::line::Line;
use crate::paper::number::Shape;

pub const RULE: Rule = Rule {
    code: "D06",
    name: "“1”后面没有用圆点",
    level: Level::Warning,
    fix: Fix::Safe,
    clause: "GB/T 15834-2011 B.3.3；GB/T 9704-2012 7.3.3",
    why: "不带括号的阿拉伯数字作序号，后面用下脚圆点，写作“1.”，不用顿号和逗号。",
    wrong: &[
        body("现就有关事项通知如下：\n1、加强领导。各单位要认真组织。\n2、按时报送。各单位要在月底前报送。"),
        body("现就有关事项通知如下：\n1，加强领导。各单位要认真组织。\n2，按时报送。各单位要在月底前报送。"),
    ],
    right: &[
        body("现就有关事项通知如下：\n1.加强领导。各单位要认真组织。\n2.按时报送。各单位要在月底前报送。"),
        body("1、2号水库由县水务局检查，其他水库由乡镇检查。"),
        body("3、4月份为集中检查阶段。"),
    ],
    look: Look::Line(look),
};

fn look(line: &Line, marks: &mut Marks<'_>) {
    let Some(mark) = line.mark.as_ref().filter(|mark| mark.shape == Shape::Arabic) else { return };
    let tail = mark.tail(&line.text);
    if !matches!(tail, "、" | "，" | ",") {
        return;
    }
    let numeral = &line.text[mark.numeral.clone()];
    let range = mark.numeral.end..mark.numeral.end + tail.len();
    let is_amount = line.text[range.end..].starts_with(is_digit);
    let found = marks.here(range, format!("“{numeral}”后面用了“{tail}”"));
    found.hint(format!("写成“{numeral}.”"));
    // `1.2026年` would look like an amount.
    if !is_amount {
        found.replace(".");
    }
}
