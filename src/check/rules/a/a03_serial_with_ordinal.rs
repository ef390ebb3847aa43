//! A03: 第 before the serial of a 发文字号.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{body, whole};
use crate::check::text::document_numbers;
use crate::diag::diagnostic::Level;
use crate::paper::line::Line;

pub const RULE: Rule = Rule {
    code: "A03",
    name: "发文顺序号前面加了“第”",
    level: Level::Error,
    fix: Fix::Safe,
    clause: "GB/T 9704-2012 7.2.5",
    why: "发文顺序号前面不加“第”字。只有令号写成“第×号”。引用的公文带着“第”字时，要核对原件，不自动改。",
    wrong: &[whole(
        "某水发〔2026〕第5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n",
    )],
    right: &[
        body("根据《某某市水务局关于开展检查的通知》（某水发〔2026〕12号）要求，认真做好检查工作。"),
        body("《某某省河道管理条例》（某某省人大常委会公告〔2021〕第12号）自当年10月1日起施行。"),
        body("根据《某某市水利局关于开展检查的通知》（某水字〔1998〕第12号）建立的台账继续有效。"),
        whole(
            "第5号\n某某县人民政府令\n《某某县河道管理办法》已经县政府常务会议通过，现予公布。\n县长　某某某\n2026年3月5日\n",
        ),
    ],
    look: Look::Line(look),
};

fn look(line: &Line, marks: &mut Marks<'_>) {
    let text = &line.text;
    for number in document_numbers::of_own(line) {
        if !number.ordinal.is_empty() && !number.is_of_announcements(text) {
            marks.here(number.ordinal, "发文顺序号前面有“第”").replace("");
        }
    }
    for number in document_numbers::cited_recently(&line.text) {
        if !number.ordinal.is_empty() && !number.is_of_announcements(text) {
            marks
                .here(number.ordinal, "引用的发文字号顺序号前面有“第”")
                .hint("对照原件核对；一般没有“第”字")
                .level(Level::Warning);
        }
    }
}
