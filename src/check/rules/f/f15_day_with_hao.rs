//! F15: a day of a date with 号.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::{brackets, dates, roles, words};
use crate::diag::diagnostic::Level;
use crate::paper::line::{Line, Role};

pub const RULE: Rule = Rule {
    code: "F15",
    name: "日期里的“日”写成“号”",
    level: Level::Warning,
    fix: Fix::Safe,
    clause: "惯例",
    why: "口语里说“5号”，公文里写“5日”。成文日期的写法见GB/T 9704-2012 7.3.5.4。",
    wrong: &[body("请于2026年3月20号前报送检查情况。")],
    right: &[body("请于3月20日前报送到5号楼，依据3月5号文件，轨道交通12月3号线通车。")],
    look: Look::Line(look),
};

fn look(line: &Line, marks: &mut Marks<'_>) {
    // 成文日期 and 印发日期 have rules of their own.
    if !roles::is_wording(line) || matches!(line.role, Role::Date | Role::Printed) {
        return;
    }
    let text = &line.text;
    let pairs = brackets::pairs(text).0;
    for date in dates::all(text).into_iter().filter(|date| date.with_hao) {
        let end = date.range.end;
        let names = words::is_behind(text, end, "线楼文令机院厅门桥井站坑煤馆公通");
        if !names && !brackets::is_within(&pairs, "《", end) {
            marks.here(end - '号'.len_utf8()..end, "日期里的“日”写成了“号”").replace("日");
        }
    }
}
