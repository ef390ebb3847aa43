//! F13: units that are not legal units of measurement.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::characters::before;
use crate::check::text::{brackets, numbers, roles};
use crate::diag::diagnostic::Level;
use crate::paper::line::Line;

pub const RULE: Rule = Rule {
    code: "F13",
    name: "没有用法定计量单位",
    level: Level::Warning,
    fix: Fix::Ask,
    clause: "GB/T 9704-2012 第9章",
    why: "公文用法定计量单位，写规范的名称：平方米、立方米、厘米、千瓦时。“亩”按习惯可以用。",
    wrong: &[
        body("新建管理房120平米。"),
        body("渠道衬砌厚度为10公分。"),
        body("完成土方3000立方，用电5000度电。"),
    ],
    right: &[body("流转土地500亩，新建管理房120平方米，运输石料30公里、5公斤，广义货币M2增长，二斤装。")],
    look: Look::Line(look),
};

/// What is written behind a number, what must not follow, what to write.
const UNITS: &[(&str, &str, &str)] = &[
    ("平米", "", "平方米"),
    ("平方", "米公千厘分毫", "平方米"),
    ("立方", "米厘分毫公", "立方米"),
    ("公分", "", "厘米"),
    ("公尺", "", "米"),
    ("公升", "", "升"),
    ("华里", "", "500米"),
    ("市里", "", "500米"),
    ("市尺", "", "米"),
    ("市亩", "", "亩或者公顷"),
    ("市斤", "", "500克"),
    ("斤", "", "千克"),
    ("尺", "", "米"),
    ("担", "任负保当", "50千克"),
    ("马力", "", "千瓦"),
    ("英里", "", "千米"),
    ("英尺", "", "米"),
    ("度电", "", "千瓦时"),
    ("㎡", "", "平方米"),
    ("M2", "", "平方米"),
    ("m2", "", "平方米"),
    ("㎥", "", "立方米"),
    ("M3", "", "立方米"),
    ("m3", "", "立方米"),
];

fn look(line: &Line, marks: &mut Marks<'_>) {
    if !roles::is_running(line) {
        return;
    }
    let text = &line.text;
    let pairs = brackets::pairs(text).0;
    for number in numbers::all(text) {
        if before(text, number.range.start).is_some_and(|c| c.is_ascii_alphabetic())
            || brackets::is_within(&pairs, "《", number.range.start)
        {
            continue;
        }
        let rest = text[number.range.end..].trim_start_matches([' ', '万', '亿', '多', '余']);
        let at = text.len() - rest.len();
        let unit = UNITS.iter().find(|(unit, but, _)| {
            rest.strip_prefix(unit).is_some_and(|behind| !behind.starts_with(|c| but.contains(c)))
        });
        if let Some((unit, _, right)) = unit {
            marks
                .here(at..at + unit.len(), format!("“{unit}”不是法定计量单位的规范写法"))
                .hint(format!("改用“{right}”，单位大小不同的要换算"));
        }
    }
}
