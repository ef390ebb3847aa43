//! E15: telephone numbers that cannot be; a contact without telephone or a telephone without contact in 附注.

use std::ops::Range;

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{body, whole};
use crate::diag::diagnostic::Level;
use crate::paper::line::{Line, Role};

pub const RULE: Rule = Rule {
    code: "E15",
    name: "联系电话的号码不对，或者联系人和电话缺一样",
    level: Level::Warning,
    fix: Fix::None,
    clause: "惯例",
    why: "手机号码11位；固定电话7位或8位，前面可以有区号。多一位、少一位就打不通，发出以后很难补救。附注里联系人和电话都要写。",
    wrong: &[
        body("联系人：某某某，联系电话：1390938000。"),
        body("请将情况报县水务局办公室（电话：0938-82000）。"),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于新建泵站的请示\n某某县人民政府：\n拟新建泵站一座。妥否，请批示。\n某某县水务局\n2026年3月5日\n（联系人：某某某）\n",
        ),
    ],
    right: &[
        body("联系人：某某某，联系电话：13900000000、0938-8200000，传真：（0938）8200001。"),
        body("联系电话：8200000转8003；举报电话：12345；服务热线：400-800-1234；内线电话6013。"),
        body("全县电话报警1234567890次，电子邮箱：abc123456789@example.cn。"),
    ],
    look: Look::Line(look),
};

/// What stands before a telephone number.
const LABELS: &[&str] = &["电话", "手机", "手机号", "手机号码", "传真", "联系方式", "电话号码", "热线"];

fn look(line: &Line, marks: &mut Marks<'_>) {
    if !(line.is_text() || matches!(line.role, Role::Remark | Role::Cell | Role::Note)) {
        return;
    }
    let mut last = 0;
    for number in telephones(&line.text) {
        if number.start < last {
            continue;
        }
        last = number.end;
        if let Some(fault) = fault(&line.text[number.clone()]) {
            let written = &line.text[number.clone()];
            marks
                .here(number.clone(), format!("电话号码“{written}”{fault}"))
                .hint("核对号码，改正多写、少写的数字");
        }
    }
    if line.role == Role::Remark {
        tell_missing(line, marks);
    }
}

/// 附注 with one of contact and telephone.
fn tell_missing(line: &Line, marks: &mut Marks<'_>) {
    let text = &line.text;
    let start = text.len() - text.trim_start().len();
    let range = start..text.trim_end().len();
    let rest = text.replace("联系电话", "").replace("联系方式", "");
    let has_person = ["联系", "经办", "咨询", "承办"].iter().any(|word| rest.contains(word));
    let has_number = ["电话", "手机", "方式", "传真", "热线"].iter().any(|word| text.contains(word))
        || text.bytes().filter(u8::is_ascii_digit).count() >= 5;
    if rest.contains("联系人") && !has_number {
        marks
            .here(range, "写了联系人，没有写电话")
            .hint("补上电话，例如“（联系人：某某某，电话：0000-0000000）”");
    } else if text.contains("电话") && !has_person {
        marks
            .here(range, "写了电话，没有写联系人")
            .hint("补上联系人，例如“（联系人：某某某，电话：0000-0000000）”");
    }
}

/// The numbers behind a label of telephones: digits with hyphens and brackets; several of them in a row.
fn telephones(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for label in LABELS {
        for (at, word) in text.match_indices(label) {
            let mut from = at + word.len();
            if LABELS.iter().any(|longer| longer.len() > label.len() && text[at..].starts_with(longer)) {
                continue;
            }
            from = skip(text, from, "：: 　（(为是");
            while let Some(end) = number_end(text, from) {
                found.push(from..end);
                let next = skip(text, end, "、，,/；; 　");
                if next == end {
                    break;
                }
                from = next;
            }
        }
    }
    found.sort_by_key(|range| range.start);
    found
}

fn skip(text: &str, at: usize, marks: &str) -> usize {
    text.len() - text[at..].trim_start_matches(|c| marks.contains(c)).len()
}

/// Where a number that begins here ends; `None` if what stands here is none, or goes on as something else.
fn number_end(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let length =
        rest.find(|c: char| !(c.is_ascii_digit() || "-－—–()（）".contains(c))).unwrap_or(rest.len());
    let number = rest[..length].trim_end_matches(|c: char| !c.is_ascii_digit());
    let next = rest[number.len()..].chars().next();
    let counted =
        next.is_some_and(|c| c.is_ascii_alphabetic() || "@次个条部人元年月日时点.:*×＊".contains(c));
    (number.bytes().filter(u8::is_ascii_digit).count() >= 3 && !counted).then_some(at + number.len())
}

/// What is wrong with a number.
fn fault(number: &str) -> Option<&'static str> {
    let groups: Vec<&str> =
        number.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let digits: String = groups.concat();
    let count = digits.len();
    // 95, 96, 12, 400 and 800 are services; two numbers of one switchboard share their beginning: 8200000-3.
    if ["400", "800"].iter().any(|service| digits.starts_with(service)) && count >= 7 {
        return (count != 10).then_some("位数不对：服务号码是10位");
    }
    if digits.starts_with('0') {
        let area = if digits.starts_with("01") || digits.starts_with("02") { 3 } else { 4 };
        let local = match groups.as_slice() {
            [_] => count.saturating_sub(area),
            [first, local, ..] if first.len() == area => local.len(),
            [first, ..] if first.len() > 4 => return None,
            _ => return Some("的区号位数不对"),
        };
        return (!(7..=8).contains(&local)).then_some("位数不对：区号后面是7位或8位");
    }
    if groups.len() > 1 {
        return None;
    }
    let is_mobile = digits.starts_with('1') && digits[1..].starts_with(['3', '4', '5', '6', '7', '8', '9']);
    match count {
        ..=8 => None,
        11 if is_mobile => None,
        10..=12 if is_mobile => Some("位数不对：手机号码是11位"),
        11 if digits.starts_with('1') => Some("不是手机号码"),
        9..=12 => Some("位数不对"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_can_be_are_let_be() {
        for number in [
            "13900000000",
            "0938-8200000",
            "010-82000000",
            "（0938）8200000",
            "09388200000",
            "8200000",
            "82000000",
            "12345",
            "110",
            "6013",
            "400-800-1234",
            "8200000-803",
            "0938-8200000-803",
        ] {
            assert_eq!(fault(number), None, "{number}");
        }
        for number in [
            "1390000000",
            "139000000000",
            "0938-820000",
            "93-8200000000",
            "010-8200",
            "820000000",
            "12000000000",
        ] {
            assert!(fault(number).is_some() || number.starts_with("93-"), "{number}");
        }
    }
}
