//! G13: characters that look right and are others.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::characters::{at, before, is_full_mark, is_han};
use crate::diag::diagnostic::Level;
use crate::paper::line::{Line, Role};

pub const RULE: Rule = Rule {
    code: "G13",
    name: "字符编码不对",
    level: Level::Warning,
    fix: Fix::Safe,
    clause: "GB/T 15834-2011 4.13；GB/T 15834-2011 4.14",
    why: "看着相像、编码不同的字符，换一台机器就会显示成别的样子，查找时也找不到：年份里的“〇”写成“○”，间隔号“·”写成“•”，从PDF复制来的部首字符，看不见的零宽字符。",
    wrong: &[
        body("自二○二六年起执行。"),
        body("联系人：阿依•某某。"),
        body("全县⼈⺠积极参与。"),
        body("各单位要认\u{200B}真组织。"),
        body("请各单位认真组织，按时报送检查情况．"),
        body("补助标准为30〜50元，清淤是一件大事――关系全县。"),
    ],
    right: &[body("自二〇二六年起执行。联系人：阿依·某某。补助标准为30～50元，标记为○的不填，•一类。")],
    look: Look::Line(look),
};

/// Compatibility characters and radicals → the characters that were meant.
static COMPATIBLE: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let file = include_str!("../../../../data/reference/兼容汉字.txt");
    let pairs = file.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
    pairs
        .filter_map(|pair| {
            let mut characters = pair.chars();
            Some((characters.next()?, characters.next()?))
        })
        .collect()
});

fn look(line: &Line, marks: &mut Marks<'_>) {
    if line.role == Role::Furniture {
        return;
    }
    let text = &line.text;
    let mut from = 0;
    while let Some(c) = text[from..].chars().next() {
        let start = from;
        from += c.len_utf8();
        if c.is_ascii() || ('\u{4E00}'..='\u{9FFF}').contains(&c) {
            continue;
        }
        if let Some((range, right)) = wrong(line, start, c) {
            from = range.end;
            let written = &text[range.clone()];
            let shown = written.chars().next().map_or(0, u32::from);
            let message = if right.trim().is_empty() {
                format!("有看不见的字符（U+{shown:04X}）")
            } else {
                format!("“{written}”（U+{shown:04X}）不是“{right}”")
            };
            marks.here(range, message).replace(right);
        }
    }
}

/// The wrong stretch that begins here, and what should stand there.
fn wrong(line: &Line, start: usize, c: char) -> Option<(Range<usize>, String)> {
    let text = &line.text;
    let end = start + c.len_utf8();
    let (left, right) = (before(text, start), at(text, end));
    let one = |with: &str| Some((start..end, with.to_owned()));
    let is_text = |c: Option<char>| c.is_some_and(|c| is_han(c) || is_full_mark(c));
    match c {
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' => one(""),
        '\u{A0}' => {
            let run = text[start..].find(|other| other != c).map_or(text.len(), |length| start + length);
            Some((start..run, " ".repeat((run - start) / c.len_utf8())))
        }
        '•' | '･' | '∙' | '⋅' | '・' if left.is_some_and(is_han) && right.is_some_and(is_han) => {
            one("·")
        }
        '〜' | '∼' | '˜' if is_number(left) && is_number(right) => one("～"),
        '｡' => one("。"),
        '､' => one("、"),
        // A point that ends a sentence; one behind a number or a letter belongs to that.
        '．' if left.is_some_and(is_han)
            && right.is_none_or(is_han)
            && line.role == Role::Body
            && start > 24 =>
        {
            one("。")
        }
        '﹝' => one("〔"),
        '﹞' => one("〕"),
        '○' | '◯' | 'Ｏ' if line.role != Role::Date && is_in_year(text, start, end) => one("〇"),
        '零' if line.role != Role::Date && is_in_year(text, start, end) && is_four_numerals(text, start) => {
            one("〇")
        }
        '―' | '─' | '━' | '–' | '－' | '﹣' => {
            let run = text[start..].find(|other| other != c).map_or(text.len(), |length| start + length);
            let count = text[start..run].chars().count();
            let between = is_text(left) && is_text(at(text, run)) && left != Some('—');
            let with = if count == 1 { "—" } else { "——" };
            (between && count <= 2).then(|| (start..run, with.to_owned()))
        }
        _ => COMPATIBLE.get(&c).and_then(|right| one(&right.to_string())),
    }
}

fn is_number(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_digit() || "%年月日时元万亿℃".contains(c))
}

const NUMERALS: &str = "〇○◯Ｏ零一二三四五六七八九";

/// Whether a character stands between numerals of a year: `二○二六年`.
fn is_in_year(text: &str, start: usize, end: usize) -> bool {
    let is_numeral = |c: char| NUMERALS.contains(c);
    let right = text[end..].trim_start_matches(is_numeral);
    before(text, start).is_some_and(is_numeral) && right.starts_with('年')
}

/// Whether the run of numerals around a byte is one of a year: four.
fn is_four_numerals(text: &str, at: usize) -> bool {
    let is_numeral = |c: char| NUMERALS.contains(c);
    let left = text[..at].chars().rev().take_while(|c| is_numeral(*c)).count();
    let right = text[at..].chars().take_while(|c| is_numeral(*c)).count();
    left + right == 4 && text[..at].chars().rev().nth(left - 1).is_some_and(|c| "一二".contains(c))
}
