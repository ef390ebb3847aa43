//! A22: marks between the names of 签发人, a half-width colon before them.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::whole;
use crate::diag::diagnostic::Level;
use crate::paper::line::{Line, Role};
use crate::paper::number::is_blank;

pub const RULE: Rule = Rule {
    code: "A22",
    name: "签发人后面没有全角冒号，或者姓名之间有标点",
    level: Level::Error,
    fix: Fix::Safe,
    clause: "GB/T 9704-2012 7.2.6",
    why: "“签发人”后面用全角冒号。有几个签发人的，姓名从左到右均匀排列，每行一般排两个，中间空开，不用标点。",
    wrong: &[
        whole(
            "某某县水务局文件\n某水发〔2026〕5号　　签发人：张某某、李某某\n某某县水务局关于水库除险加固资金的请示\n某某县人民政府：\n水库除险加固缺少资金，请予解决。\n妥否，请批示。\n某某县水务局\n2026年3月5日\n（联系人：某某某，联系电话：0938-8200000）\n",
        ),
        whole(
            "某某县水务局文件\n某水发〔2026〕5号　　签发人:张某某\n某某县水务局关于水库除险加固资金的请示\n某某县人民政府：\n水库除险加固缺少资金，请予解决。\n妥否，请批示。\n某某县水务局\n2026年3月5日\n（联系人：某某某，联系电话：0938-8200000）\n",
        ),
    ],
    right: &[whole(
        "某某县水务局文件\n某水发〔2026〕5号　　签发人：张某某　李　某\n某某县水务局关于水库除险加固资金的请示\n某某县人民政府：\n水库除险加固缺少资金，请予解决。\n妥否，请批示。\n某某县水务局\n2026年3月5日\n（联系人：某某某，联系电话：0938-8200000）\n",
    )],
    look: Look::Line(look),
};

fn look(line: &Line, marks: &mut Marks<'_>) {
    if !matches!(line.role, Role::Signers | Role::DocumentNumber) {
        return;
    }
    let text = &line.text;
    let Some(end) = text.find("签发人").map(|at| at + "签发人".len()) else { return };
    let rest = text[end..].trim_start_matches(is_blank);
    let colon = text.len() - rest.len();
    match rest.chars().next() {
        Some('：') => {}
        Some(':') => {
            marks.here(colon..colon + 1, "“签发人”后面用了半角冒号").replace("：");
        }
        Some(_) => {
            marks.here(end - "签发人".len()..colon, "“签发人”后面没有冒号").replace("签发人：");
        }
        None => return,
    }
    for (at, mark) in text[end..].char_indices().filter(|(_, c)| matches!(c, '、' | '，' | ',' | '；' | ';'))
    {
        let start = end + at;
        let behind = &text[start + mark.len_utf8()..];
        let blanks = behind.len() - behind.trim_start_matches(is_blank).len();
        marks
            .here(start..start + mark.len_utf8() + blanks, format!("签发人的姓名之间有“{mark}”"))
            .hint("姓名之间空开，不用标点")
            .replace("　");
    }
}
