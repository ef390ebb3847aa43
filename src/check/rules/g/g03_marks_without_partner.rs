//! G03: straight quotation marks, and brackets and quotation marks without partner.
//!
//! A quotation may run over several paragraphs, a title over several lines; copies from web pages cut paragraphs anywhere, so nothing
//! is said of partners there.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::characters::{at, before, is_full_mark, is_han};
use crate::check::text::roles;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::line::Role;

pub const RULE: Rule = Rule {
    code: "G03",
    name: "引号、括号、书名号不成对",
    level: Level::Error,
    fix: Fix::Ask,
    clause: "GB/T 15834-2011 4.8；GB/T 15834-2011 4.9；GB/T 15834-2011 4.15",
    why: "引号、括号、书名号前后两半成对使用。汉字里的引号用弯的“”，不用直的\"\"。",
    wrong: &[
        body("深入开展\"清河行动\"，确保实效。"),
        body("深入开展“清河行动，确保实效。"),
        body("按照《某某县河道管理办法的要求，认真执行。"),
        body("水库含水电站）要落实责任人。"),
        body("开展”清河行动“，确保实效。"),
    ],
    right: &[
        body("会议指出：“要抓好清淤。\n“要抓好管护。”\n使用It's标志，1）清淤；2）管护。a)备查。"),
        body("“清河行动”（含‘清四乱’）按照《某某县河道管理办法》执行，管径5\"的另行统计。"),
    ],
    look: Look::Paper(look),
};

const PAIRS: [(char, char); 9] = [
    ('“', '”'),
    ('‘', '’'),
    ('《', '》'),
    ('〈', '〉'),
    ('（', '）'),
    ('〔', '〕'),
    ('【', '】'),
    ('「', '」'),
    ('『', '』'),
];
/// Longest quotation, in paragraphs.
const LONGEST: usize = 40;

/// A mark without partner in its line.
#[derive(Debug, Clone, Copy)]
struct Alone {
    line: usize,
    at: usize,
    mark: char,
}

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    let mut alone: Vec<Alone> = Vec::new();
    for (index, line) in paper.lines.iter().enumerate().filter(|(_, line)| roles::is_wording(line)) {
        if !roles::is_reference(&line.text) {
            straight(index, &line.text, marks);
        }
        if !paper.broken {
            alone.extend(without_partner(&line.text).into_iter().map(|(at, mark)| Alone {
                line: index,
                at,
                mark,
            }));
        }
    }
    while let Some(first) = alone.first().copied() {
        if first.mark == '“' && goes_on(paper, first) {
            alone.remove(0);
            continue;
        }
        let partner = PAIRS.iter().find(|(opening, _)| *opening == first.mark).and_then(|(_, closing)| {
            // Every paragraph of a quotation may begin with its mark.
            alone[1..]
                .iter()
                .take_while(|other| other.line - first.line <= reach(paper, first))
                .position(|other| other.mark == *closing && other.line > first.line)
        });
        match partner {
            Some(at) => {
                let begun = |other: &Alone| other.mark == first.mark && begins(paper, other);
                let mut rest: Vec<Alone> =
                    alone[1..=at].iter().copied().filter(|other| !begun(other)).collect();
                rest.extend_from_slice(&alone[at + 2..]);
                alone = rest;
            }
            None => {
                tell(paper, first, marks);
                alone.remove(0);
            }
        }
    }
}

/// How many lines further a partner may stand.
fn reach(paper: &Paper, first: Alone) -> usize {
    match paper.lines[first.line].role {
        _ if first.mark == '“' => LONGEST,
        Role::Title | Role::Recipients | Role::AttachmentNote | Role::Cell | Role::Caption => 4,
        _ if first.mark == '（' => 5,
        _ => 0,
    }
}

/// Whether the next paragraph begins with 引号: then the quotation goes on there, and ends where that one does.
fn goes_on(paper: &Paper, first: Alone) -> bool {
    paper.lines.get(first.line + 1).is_some_and(|line| line.text.trim().starts_with('“'))
}

fn begins(paper: &Paper, alone: &Alone) -> bool {
    paper.lines[alone.line].text[..alone.at].trim().is_empty()
}

fn tell(paper: &Paper, alone: Alone, marks: &mut Marks<'_>) {
    let text = &paper.lines[alone.line].text;
    let is_opening = PAIRS.iter().any(|(opening, _)| *opening == alone.mark);
    let what = if is_opening { "没有后一半" } else { "没有前一半" };
    let range = alone.at..alone.at + alone.mark.len_utf8();
    let found = marks.at(alone.line, range, format!("“{}”{what}", alone.mark));
    let turned = match alone.mark {
        '”' => text[alone.at..].contains(['“', '”']).then_some("先用“，后用”，看引号有没有打反"),
        _ => None,
    };
    found.hint(turned.unwrap_or("补上另一半，或者删去多余的"));
}

/// Straight quotation marks beside Chinese words, two that enclose something in one.
fn straight(index: usize, text: &str, marks: &mut Marks<'_>) {
    let wrong: Vec<(usize, char)> = text
        .char_indices()
        .filter(|(byte, mark)| matches!(mark, '"' | '\'' | '＂') && is_straight(text, *byte, *mark))
        .collect();
    let mut at = 0;
    while let Some((start, mark)) = wrong.get(at).copied() {
        let partner = wrong.get(at + 1).filter(|(_, other)| *other == mark);
        let end = partner.map_or(start, |(end, _)| *end) + mark.len_utf8();
        let curved = if mark == '\'' { "‘’" } else { "“”" };
        marks.at(index, start..end, format!("用了直引号{mark}")).hint(format!("改成弯的{curved}"));
        at += 1 + usize::from(partner.is_some());
    }
}

/// 5" is a measure, It's a word, '25年 a year.
fn is_straight(text: &str, byte: usize, mark: char) -> bool {
    let is_chinese = |c: Option<char>| c.is_some_and(|c| is_han(c) || is_full_mark(c));
    let (left, right) = (before(text, byte), at(text, byte + mark.len_utf8()));
    let after_digit = left.is_some_and(|c| c.is_ascii_digit()) && !is_han_pair(text, byte, mark);
    let before_digit = mark == '\'' && right.is_some_and(|c| c.is_ascii_digit());
    (is_chinese(left) || is_chinese(right)) && !after_digit && !before_digit
}

/// Whether the same mark stands once more before this one, so that both may enclose something.
fn is_han_pair(text: &str, byte: usize, mark: char) -> bool {
    text[..byte].matches(mark).count() % 2 == 1
}

/// Marks without partner; both widths of a bracket are one kind. `1）` and `a)` are numbers.
fn without_partner(text: &str) -> Vec<(usize, char)> {
    let full = |c: char| match c {
        '(' => '（',
        ')' => '）',
        _ => c,
    };
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut alone: Vec<(usize, char)> = Vec::new();
    for (at, written) in text.char_indices() {
        let c = full(written);
        if PAIRS.iter().any(|(opening, _)| *opening == c) {
            open.push((at, written));
        } else if let Some((opening, _)) = PAIRS.iter().find(|(_, closing)| *closing == c) {
            match open.iter().rposition(|(_, have)| full(*have) == *opening) {
                Some(index) => {
                    alone.extend(open.drain(index + 1..));
                    open.pop();
                }
                None if c == '）' && is_numeral_before(text, at) => {}
                None if c == '’' && is_apostrophe(text, at) => {}
                None => alone.push((at, written)),
            }
        }
    }
    alone.extend(open);
    alone.sort_unstable();
    // Half-width brackets without partner are those of faces, formulas, codes.
    alone.retain(|(_, mark)| !matches!(mark, '(' | ')' | '‘'));
    alone
}

fn is_numeral_before(text: &str, at: usize) -> bool {
    let numeral =
        text[..at].trim_end_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    let numeral = if numeral.len() == at {
        text[..at].trim_end_matches(|c: char| c.is_ascii_alphabetic())
    } else {
        numeral
    };
    numeral.len() < at && numeral.chars().next_back().is_none_or(|c| !is_han(c) && !c.is_ascii_alphanumeric())
}

fn is_apostrophe(text: &str, byte: usize) -> bool {
    let is_ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    is_ascii(before(text, byte)) || is_ascii(at(text, byte + '’'.len_utf8()))
}
