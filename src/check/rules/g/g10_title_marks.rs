//! G10: 书名号 around what is no work: prizes, meetings, licences, units.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::{brackets, roles};
use crate::diag::diagnostic::Level;
use crate::paper::line::Line;

pub const RULE: Rule = Rule {
    code: "G10",
    name: "书名号用在不是作品的名称上",
    level: Level::Info,
    fix: Fix::None,
    clause: "GB/T 15834-2011 附录A.13.1",
    why: "课题、奖项、证照、组织机构、会议、活动的名称不用书名号，可以用引号，或者什么都不用。",
    wrong: &[body("荣获《全县水利工作先进集体奖》。"), body("核发《取水许可证》。")],
    right: &[body("按照《关于召开全县水利工作会议的通知》和《某某县取水许可管理办法》，核发取水许可证。")],
    look: Look::Line(look),
};

const ENDS: &[&str] = &[
    "许可证",
    "资格证",
    "合格证",
    "营业执照",
    "执照",
    "身份证",
    "结婚证",
    "登记证",
    "资格证书",
    "荣誉证书",
    "聘书",
    "奖",
    "一等奖",
    "二等奖",
    "三等奖",
    "奖杯",
    "座谈会",
    "研讨会",
    "培训班",
    "动员会",
    "推进会",
    "工作会议",
    "大赛",
    "竞赛",
    "运动会",
    "委员会",
    "领导小组",
    "公司",
    "课题",
];

fn look(line: &Line, marks: &mut Marks<'_>) {
    if !roles::is_running(line) {
        return;
    }
    let text = &line.text;
    for pair in brackets::pairs(text).0.iter().filter(|pair| pair.opening == '《') {
        let name = &text[pair.inner()];
        let is_text = name.contains("关于") || name.contains('的') && name.contains("通知");
        if !is_text && name.chars().count() >= 3 && ENDS.iter().any(|end| name.ends_with(end)) {
            marks
                .here(pair.outer.clone(), format!("“{name}”不是作品，不用书名号"))
                .hint("改用引号，或者去掉书名号");
        }
    }
}
