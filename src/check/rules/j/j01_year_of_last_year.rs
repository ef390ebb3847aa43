//! J01: the year of last year's document, in a sentence or in 发文字号.

use std::ops::Range;

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{body, whole};
use crate::check::text::words;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::line::Role;

pub const RULE: Rule = Rule {
    code: "J01",
    name: "留有上年的年份",
    level: Level::Warning,
    fix: Fix::None,
    clause: "惯例",
    why: "拿去年的文件改成今年的，最常漏改年份：正文里的“2025年”、二〇二五年，发文字号里的〔2025〕。书名号里的文件名称、别的机关的文号，“比2025年”“总结2025年”这样回头说的，不算。“检查”里写了“上年”才查。",
    wrong: &[
        body("各乡镇要在2025年4月底前完成排查。"),
        body("二〇二五年的检查工作由县水务局负责。"),
        whole(
            "某水发〔2025〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n",
        ),
    ],
    right: &[body(
        "根据《某某市2025年水利工作要点》（某水〔2025〕8号）要求，投资比2025年增长5%，在总结2025年工作的基础上，2026年4月底前完成排查。",
    )],
    look: Look::Paper(look),
};

fn look(paper: &Paper, context: &Context, marks: &mut Marks<'_>) {
    let Some(year) = context.last_year.as_ref().and_then(|last| last.year) else { return };
    for (index, line) in paper.lines.iter().enumerate() {
        if matches!(line.role, Role::Furniture | Role::Contents) {
            continue;
        }
        let own = line.role == Role::DocumentNumber && line.part == 0;
        let places = if own { number(&line.text, year) } else { years(&line.text, year) };
        if let Some(range) = places.into_iter().next() {
            let message = format!("“{}”是上年的年份", &line.text[range.clone()]);
            marks.at(index, range, message).hint("改成今年的；说的确实是上年的事，不用改");
        }
    }
}

fn number(text: &str, year: i32) -> Vec<Range<usize>> {
    let written = format!("〔{year}〕");
    text.match_indices(&written).map(|(at, found)| at..at + found.len()).collect()
}

/// Where a text says the year of itself, not in the name of a paper and not looking back.
fn years(text: &str, year: i32) -> Vec<Range<usize>> {
    let digits = year.to_string();
    let han = |zero: char| -> String {
        let name = |c: char| "〇一二三四五六七八九".chars().nth(c as usize - '0' as usize).unwrap_or(c);
        digits.chars().map(name).map(|c| if c == '〇' { zero } else { c }).collect()
    };
    let mut all: Vec<Range<usize>> = [digits.clone(), han('〇'), han('○'), han('零')]
        .iter()
        .flat_map(|digits| {
            let written = format!("{digits}年");
            text.match_indices(&written).map(|(at, found)| at..at + found.len()).collect::<Vec<_>>()
        })
        .filter(|range| {
            let before = &text[..range.start];
            let named = before.rfind('《').is_some_and(|at| !before[at..].contains('》'));
            let back = ["比", "较", "与", "同", "自", "从", "总结", "回顾", "基于"];
            let since = ["以来", "同期", "底相比", "相比", "度以来"];
            let looks_back = words::before(text, range.start, &back).is_some()
                || since.iter().any(|word| text[range.end..].starts_with(word));
            !named && !looks_back && !before.ends_with(|c: char| c.is_ascii_digit())
        })
        .collect();
    all.sort_by_key(|range| range.start);
    all
}
