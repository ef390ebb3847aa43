//! F02: years of two digits.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::{brackets, roles, words};
use crate::diag::diagnostic::Level;
use crate::paper::line::Line;

pub const RULE: Rule = Rule {
    code: "F02",
    name: "年份写成两位数",
    level: Level::Warning,
    fix: Fix::Ask,
    clause: "GB/T 15835-2011 5.1.4",
    why: "四位数的年份不简写成两位数，“25年度”写成“2025年度”。表示年头多少的（“建成20年”）不算。",
    wrong: &[body("25年度共清淤河道30公里，26年3月底前完成验收。"), body("2024—25年度完成投资50万元。")],
    right: &[
        body("20世纪90年代建成的水库已运行30年，2025年度完成除险加固，10年初见成效。"),
        body("租期15年3个月，近20年来运行正常。"),
    ],
    look: Look::Line(look),
};

/// What makes an amount of years of the number: `近20年底`, `第12年度`.
const AMOUNTS: &str = "0123456789.第满近达约共每隔前后过逾超用期了十百千零〇零一二三四五六七八九";

fn look(line: &Line, marks: &mut Marks<'_>) {
    if !roles::is_wording(line) {
        return;
    }
    let text = &line.text;
    let pairs = brackets::pairs(text).0;
    for (end, _) in text.match_indices('年') {
        let digits = text.as_bytes()[..end].iter().rev().take_while(|b| b.is_ascii_digit()).count();
        if digits != 2 || brackets::is_within(&pairs, "《", end) {
            continue;
        }
        let start = end - digits;
        let written = &text[start..end];
        let behind = &text[end + '年'.len_utf8()..];
        let is_span = words::is_before(text, start, "—-～~－") && ends_with_year(&text[..start]);
        let names_year = written.starts_with('0')
            || words::is_before(text, start, "’'‘")
            || is_of_calendar(behind) && !words::is_before(text, start, AMOUNTS)
            || is_span;
        let may_be = is_span || !words::is_before(text, start, "—-～~－至到．/");
        if names_year && may_be {
            let century = if written.starts_with(['5', '6', '7', '8', '9']) { "19" } else { "20" };
            marks
                .here(start..end + '年'.len_utf8(), format!("年份“{written}年”只写了两位数"))
                .hint(format!("写四位数，例如“{century}{written}年”"));
        }
    }
}

/// Whether what follows 年 is a part of a year of the calendar: 度, 底, 初, a month.
fn is_of_calendar(behind: &str) -> bool {
    let is = |word: &str, but: &str| {
        behind.strip_prefix(word).is_some_and(|rest| !rest.starts_with(|c| but.contains(c)))
    };
    let month = behind.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = behind.len() - month.len();
    is("度", "过")
        || is("初", "步见心")
        || is("底", "蕴色线气")
        || is("末", "")
        || ((1..=2).contains(&digits) && month.starts_with('月'))
}

/// Whether a text ends with a year of four digits and a dash.
fn ends_with_year(text: &str) -> bool {
    let text = text.trim_end_matches(['—', '-', '～', '~', '－']);
    let text = text.strip_suffix('年').unwrap_or(text);
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    digits == 4 && text[text.len() - 4..].starts_with(['1', '2'])
}
