//! A05: a 发文字号 whose year has two digits.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{body, whole};
use crate::check::text::document_numbers::{self, Found, is_digits};
use crate::diag::diagnostic::Level;
use crate::paper::line::Line;

pub const RULE: Rule = Rule {
    code: "A05",
    name: "发文字号的年份没有写全",
    level: Level::Error,
    fix: Fix::None,
    clause: "GB/T 9704-2012 7.2.5；GB/T 15835-2011 5.1.4",
    why: "年份写全称，四位数字，不能略写。很早的公文里有略写的，引用时照原样。",
    wrong: &[whole(
        "某水发〔26〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n",
    )],
    right: &[
        body("根据《某某市水利局关于开展检查的通知》（某水字〔86〕12号）建立的台账继续有效。"),
        body("按照《检查表》（12）3号样表填写，（26）5号地块不在检查范围以内。"),
    ],
    look: Look::Line(look),
};

fn look(line: &Line, marks: &mut Marks<'_>) {
    for number in document_numbers::of_own(line) {
        let year = &line.text[number.year.clone()];
        if is_short(line, &number) {
            marks.here(number.year.clone(), format!("年份只写了“{year}”")).hint("写全四位数字");
        }
    }
    for cited in document_numbers::cited(&line.text) {
        let year = &line.text[cited.number.year.clone()];
        // Until the nineties two digits were usual.
        let is_recent = year.parse().is_ok_and(|year: u32| (12..50).contains(&year));
        if is_short(line, &cited.number) && is_recent && !cited.number.code.is_empty() {
            marks
                .here(cited.number.year.clone(), format!("引用的发文字号年份只写了“{year}”"))
                .hint("对照原件核对；年份写全四位数字")
                .level(Level::Warning);
        }
    }
}

fn is_short(line: &Line, number: &Found) -> bool {
    let year = &line.text[number.year.clone()];
    year.len() == 2 && is_digits(year) && number.ending == Some('号')
}
