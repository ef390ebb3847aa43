//! F07: Arabic digits with 十, 百 or 千.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::{brackets, roles};
use crate::diag::diagnostic::Level;
use crate::paper::line::Line;

pub const RULE: Rule = Rule {
    code: "F07",
    name: "阿拉伯数字同十、百、千混用",
    level: Level::Warning,
    fix: Fix::None,
    clause: "GB/T 15835-2011 5.3",
    why: "同一个数里不混用阿拉伯数字和汉字数字，只有“万”“亿”可以跟在阿拉伯数字后面，“4千元”写成“4000元”。",
    wrong: &[body("共发放宣传单4千份。"), body("覆盖3百余户群众。")],
    right: &[body("投资3亿4500万元，采购石料5千克，装机200千瓦，入选2024百强县，参加“3百”行动。")],
    look: Look::Line(look),
};

/// What follows 千 where it is a part of a unit: 千米, 千克, 千瓦.
const OF_UNITS: &str = "米克瓦伏帕卡赫字焦欧安比吨乏";
/// What follows a number.
const FOLLOWS: &str = "一二三四五六七八九零余多万亿元个人名户家次件份亩台辆套项块斤公平立头只棵株条张本册";

fn look(line: &Line, marks: &mut Marks<'_>) {
    if !roles::is_wording(line) {
        return;
    }
    let text = &line.text;
    let pairs = brackets::pairs(text).0;
    for (at, word) in text.char_indices().filter(|(_, c)| matches!(c, '十' | '百' | '千')) {
        let digits = text.as_bytes()[..at].iter().rev().take_while(|b| b.is_ascii_digit()).count();
        let start = at - digits;
        // 2025十佳, A1百; a number of a paragraph has its point between.
        let is_number =
            (1..=3).contains(&digits) && !text[..start].ends_with(|c: char| c.is_ascii_alphabetic());
        let rest = &text[at + word.len_utf8()..];
        let is_unit = word == '千' && rest.starts_with(|c| OF_UNITS.contains(c));
        let goes_on = rest.starts_with(|c| FOLLOWS.contains(c));
        if is_number && goes_on && !is_unit && !brackets::is_within(&pairs, "“《", at) {
            let end = at + word.len_utf8();
            marks
                .here(start..end, format!("“{}”混用了两种数字", &text[start..end]))
                .hint("全部写成阿拉伯数字，或者全部写成汉字数字");
        }
    }
}
