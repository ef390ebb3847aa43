//! A06: blanks inside a 发文字号, or no 号 at its end.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{body, whole};
use crate::check::text::document_numbers::{self, Found, is_digits};
use crate::diag::diagnostic::Level;
use crate::paper::end_matter::packed;
use crate::paper::line::Line;

pub const RULE: Rule = Rule {
    code: "A06",
    name: "发文字号中间有空格，或者缺“号”",
    level: Level::Error,
    fix: Fix::Safe,
    clause: "GB/T 9704-2012 7.2.5",
    why: "顺序号后面写“号”字，机关代字、年份、顺序号连着写，中间不空格。引用的发文字号也这样写。",
    wrong: &[
        whole(
            "某水发〔2026〕5\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n",
        ),
        whole(
            "某水发〔2026〕 5 号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n",
        ),
        body("根据《某某市水务局关于开展检查的通知》（某水发〔2026〕12）要求，认真做好检查工作。"),
        body("根据《某某市水务局关于开展检查的通知》（某水发〔2026〕 12号）要求，认真做好检查工作。"),
    ],
    right: &[
        whole(
            "某某县水务局\n特急　　　　　　　　　　　某水函〔2026〕5号\n某某县水务局关于商请派员指导的函\n某某县消防救援大队：\n请派员指导。\n请予函复。\n某某县水务局\n2026年3月5日\n",
        ),
        whole(
            "　某水发〔2026〕5号　　　　　　签发人：某某某　某某某\n某某县水务局关于水库除险加固资金的请示\n某某县人民政府：\n水库除险加固缺少资金，请予解决。\n妥否，请批示。\n某某县水务局\n2026年3月5日\n（联系人：某某某，联系电话：0938-8200000）\n",
        ),
        body(
            "《某某市水务局关于开展检查的通知》（某水发〔2026〕12号、13号）已经印发，产品执行《水表》（GB〔2026〕12）标准。",
        ),
    ],
    look: Look::Line(look),
};

fn look(line: &Line, marks: &mut Marks<'_>) {
    let text = &line.text;
    for number in document_numbers::of_own(line) {
        blanks(line, &number, marks);
        if number.ending.is_none() && is_digits(&text[number.serial.clone()]) {
            without_ending(line, &number, marks);
        }
    }
    for cited in document_numbers::cited(text) {
        if !document_numbers::names_a_document(&text[cited.title.clone()]) || cited.number.code.is_empty() {
            continue;
        }
        blanks(line, &cited.number, marks);
        let ends = text[cited.number.range.end..].chars().next().is_none_or(|c| "）)、，,；。".contains(c));
        if cited.number.ending.is_none() && ends {
            without_ending(line, &cited.number, marks);
        }
    }
}

/// Blanks are no more than untidy, and many come from copying.
fn blanks(line: &Line, number: &Found, marks: &mut Marks<'_>) {
    let written = &line.text[number.range.clone()];
    let plain = packed(written);
    if plain != written {
        marks.here(number.range.clone(), "发文字号中间有空格").level(Level::Warning).replace(plain);
    }
}

fn without_ending(line: &Line, number: &Found, marks: &mut Marks<'_>) {
    let serial = &line.text[number.serial.clone()];
    marks.here(number.serial.clone(), "顺序号后面缺“号”").replace(format!("{serial}号"));
}
