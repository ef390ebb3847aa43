//! D05: another mark than 、 behind 一.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::diag::diagnostic::Level;
use crate::paper::line::Line;
use crate::paper::number::Shape;

pub const RULE: Rule = Rule {
    code: "D05",
    name: "“一”后面没有用顿号",
    level: Level::Error,
    fix: Fix::Safe,
    clause: "GB/T 15834-2011 B.3.2；GB/T 9704-2012 7.3.3",
    why: "不带括号的汉字数字作序号，后面用顿号，写作“一、”，不用圆点、逗号和冒号。",
    wrong: &[
        body("现就有关事项通知如下：\n一.加强领导\n各单位要认真组织。\n二.按时报送\n各单位要在月底前报送。"),
        body(
            "现就有关事项通知如下：\n一，加强领导\n各单位要认真组织。\n二，按时报送\n各单位要在月底前报送。",
        ),
    ],
    right: &[
        body(
            "现就有关事项通知如下：\n一、加强领导\n各单位要认真组织。\n二、按时报送\n各单位要在月底前报送。",
        ),
        body("一、二级水库由县水务局检查，其他水库由乡镇检查。"),
    ],
    look: Look::Line(look),
};

fn look(line: &Line, marks: &mut Marks<'_>) {
    let Some(mark) = line.mark.as_ref().filter(|mark| mark.shape == Shape::Han) else { return };
    let tail = mark.tail(&line.text);
    if tail == "、" || tail.is_empty() {
        return;
    }
    let numeral = &line.text[mark.numeral.clone()];
    let range = mark.numeral.end..mark.numeral.end + tail.len();
    marks
        .here(range, format!("“{numeral}”后面用了“{tail}”"))
        .hint(format!("写成“{numeral}、”"))
        .replace("、");
}
