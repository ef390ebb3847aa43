//! A01: a 发文字号 that is not 机关代字, year in brackets, serial and 号.

use std::ops::Range;

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::whole;
use crate::check::text::document_numbers::{self, Found, is_digits};
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::end_matter::packed;
use crate::paper::line::{Line, Role};
use crate::paper::number::is_blank;

pub const RULE: Rule = Rule {
    code: "A01",
    name: "发文字号的写法不对",
    level: Level::Error,
    fix: Fix::None,
    clause: "GB/T 9704-2012 7.2.5、10.2",
    why: "发文字号由机关代字、年份和发文顺序号组成：年份用四位阿拉伯数字，括在六角括号里；顺序号用阿拉伯数字，后面写“号”。令号写成“第×号”。",
    wrong: &[
        whole(
            "某水发〔2026年〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n",
        ),
        whole(
            "某水发〔2026〕五号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n",
        ),
        whole(
            "某水发〔2026〕×号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n",
        ),
        whole(
            "某水发2026年5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n",
        ),
        whole(
            "〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n",
        ),
    ],
    right: &[
        whole(
            "某某县水务局\n000003　　　　　　　　　　　某水函〔2026〕5号\n秘密★1年\n某某县水务局关于商请派员指导的函\n某某县消防救援大队：\n请派员指导。\n请予函复。\n某某县水务局\n2026年3月5日\n",
        ),
        whole(
            "某某县水务局文件\n签发人：某某某\n某水发〔2026〕5号　　　　　　　某某某\n某某县水务局关于水库除险加固资金的请示\n某某县人民政府：\n水库除险加固缺少资金，请予解决。\n妥否，请批示。\n某某县水务局\n2026年3月5日\n（联系人：某某某，联系电话：0938-8200000）\n",
        ),
        whole(
            "某水发〔2026〕5号　　签发人：某某某\n某某县水务局关于水库除险加固资金的请示\n某某县人民政府：\n水库除险加固缺少资金，请予解决。\n妥否，请批示。\n某某县水务局\n2026年3月5日\n（联系人：某某某，联系电话：0938-8200000）\n",
        ),
        whole(
            "第5号\n某某县人民政府令\n《某某县河道管理办法》已经县政府常务会议通过，现予公布。\n县长　某某某\n2026年3月5日\n",
        ),
        whole(
            "某某县水务局局长办公会议纪要\n〔2026〕4号\n某某县水务局2026年第4次局长办公会议纪要\n会议研究了水库除险加固工作。现纪要如下：\n会议议定，抓紧开工建设。\n",
        ),
        whole("水务工作简报\n第12期\n水库除险加固工程开工\n3月5日，水库除险加固工程开工。\n"),
    ],
    look: Look::Paper(look),
};

const FORM: &str = "写成“机关代字〔年份〕顺序号号”，例如“某水发〔2026〕5号”";

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    for (index, line) in paper.of(Role::DocumentNumber).filter(|(_, line)| line.part == 0) {
        let Some(own) = document_numbers::own(line) else { continue };
        if is_of_order(&line.text[own.clone()]) {
            continue;
        }
        let numbers = document_numbers::of_own(line);
        if !is_nothing_else(line, &numbers, &own) {
            marks.at(index, own, "发文字号的写法不对").hint(FORM);
            continue;
        }
        for number in &numbers {
            one(paper, index, line, number, marks);
        }
    }
}

fn one(paper: &Paper, index: usize, line: &Line, number: &Found, marks: &mut Marks<'_>) {
    let text = &line.text;
    let is_bulletin = ["纪要", "简报"].iter().any(|kind| paper.is_kind(kind)) || number.ending == Some('期');
    if number.code.is_empty() && !is_bulletin && paper.kind.is_some() {
        marks.at(index, number.range.clone(), "发文字号没有机关代字").hint(FORM);
    }
    let year = &text[number.year.clone()];
    let plain = year.strip_suffix('年').unwrap_or(year);
    if year != plain && is_digits(plain) {
        marks
            .at(index, number.year.clone(), "六角括号里只写年份的数字，不写“年”")
            .hint(format!("改成“〔{plain}〕”"));
    } else if !is_digits(plain) {
        marks.at(index, number.year.clone(), "发文字号的年份没有用阿拉伯数字").hint(FORM);
    } else if plain.len() == 4 && !plain.starts_with("19") && !plain.starts_with("20") {
        marks
            .at(index, number.year.clone(), format!("发文字号的年份“{plain}”不对"))
            .hint("按成文日期的年份写");
    }
    let serial = &text[number.serial.clone()];
    if is_digits(serial) {
        if number.serial_of(text) == Some(0) {
            marks.at(index, number.serial.clone(), "发文顺序号不会是0").hint("从1开始编号，每年从头编");
        }
    } else if serial.chars().any(|c| "一二三四五六七八九十百".contains(c)) {
        marks.at(index, number.serial.clone(), "发文顺序号没有用阿拉伯数字").hint(FORM);
    } else {
        let range = number.brackets.end..number.range.end;
        marks.at(index, range, "还没有写发文顺序号").hint("印发以前编上号").level(Level::Warning);
    }
}

/// `第5号`, `第12期`.
fn is_of_order(text: &str) -> bool {
    let text = packed(text);
    let digits = text.strip_prefix('第').map(|rest| rest.strip_suffix(['号', '期']).unwrap_or(rest));
    digits.is_some_and(is_digits)
}

/// Whether numbers are all that stands there, blanks and marks between them left out.
fn is_nothing_else(line: &Line, numbers: &[Found], own: &Range<usize>) -> bool {
    let mut from = own.start;
    let is_free = |stretch: &str| stretch.chars().all(|c| is_blank(c) || c == '、');
    let apart = numbers.iter().all(|number| {
        let free = is_free(&line.text[from..number.range.start]);
        from = number.range.end;
        free
    });
    apart && !numbers.is_empty() && is_free(&line.text[from..own.end])
}
