//! B10: 《》 within 《》, and what else stands there instead of 〈〉.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{body, title};
use crate::check::text::characters::is_han;
use crate::diag::diagnostic::Level;
use crate::paper::line::Line;

pub const RULE: Rule = Rule {
    code: "B10",
    name: "书名号里面又用双书名号",
    level: Level::Error,
    fix: Fix::Safe,
    clause: "GB/T 15834-2011 4.15.3.5",
    why: "书名号里面还要用书名号时，外面用双书名号“《》”，里面用单书名号“〈〉”，不用双书名号，也不用小于号、大于号代替。",
    wrong: &[
        title("某某县水务局关于转发《市水务局关于印发《河道管理办法》的通知》的通知"),
        body("按照《某某县水务局关于印发<河道管理办法>的通知》要求，认真做好河道管理工作。"),
        body("按照《某某县水务局关于印发＜河道管理办法＞的通知》要求，认真做好河道管理工作。"),
    ],
    right: &[
        body("按照《某某县水务局关于印发〈河道管理办法〉的通知》要求，认真做好河道管理工作。"),
        body("按照《河道管理办法》《水库管理办法》要求，认真做好管理工作。"),
        body("《水质公报》公布的浊度<3的占九成，>5的不足一成。"),
        body("按照《关于转发〈市水务局关于印发《河道管理办法》的通知〉的通知》要求，认真做好管理工作。"),
    ],
    look: Look::Line(look),
};

/// Longest text within 《》 that is taken for a title; beyond it one of the marks has no partner.
const LONGEST: usize = 100;

/// Title marks, and what stands in for them.
const PAIRS: [(char, char); 4] = [('《', '》'), ('〈', '〉'), ('<', '>'), ('＜', '＞')];

fn look(line: &Line, marks: &mut Marks<'_>) {
    let text = &line.text;
    let mut open: Vec<(usize, char)> = Vec::new();
    // Pairs with how many lie around them, the outermost of which is a title.
    let mut pairs: Vec<(usize, usize, char)> = Vec::new();
    for (at, c) in text.char_indices() {
        if PAIRS.iter().any(|(opening, _)| *opening == c) && (c != '<' && c != '＜' || !open.is_empty()) {
            open.push((at, c));
        } else if let Some((opening, _)) = PAIRS.iter().find(|(_, closing)| *closing == c)
            && let Some(index) = open.iter().rposition(|(_, have)| have == opening)
        {
            open.truncate(index + 1);
            let Some((start, _)) = open.pop() else { continue };
            pairs.push((start, at, *opening));
        }
    }
    for &(start, end, opening) in &pairs {
        let around: Vec<&(usize, usize, char)> =
            pairs.iter().filter(|(from, to, _)| *from < start && end < *to).collect();
        let outer = around.iter().min_by_key(|(from, ..)| *from);
        let is_title = outer.is_some_and(|(from, to, opening)| {
            let words = &text[*from..*to];
            *opening == '《' && words.chars().count() <= LONGEST && !words.contains('。')
        });
        let inner = &text[start + opening.len_utf8()..end];
        // In an inner title 《》 stand again.
        if !is_title || around.len().is_multiple_of(2) || opening == '〈' || !inner.chars().any(is_han) {
            continue;
        }
        let closing = PAIRS.iter().find(|(have, _)| *have == opening).map_or('》', |(_, closing)| *closing);
        let message = if opening == '《' {
            format!("书名号里面又用了双书名号“《{inner}》”")
        } else {
            format!("书名号里面用“{opening}{closing}”代替了单书名号")
        };
        let found = marks.here(start..end + closing.len_utf8(), message);
        found.hint(format!("改成“〈{inner}〉”"));
        let line = found.line.unwrap_or_default();
        found.edit(line, start..start + opening.len_utf8(), "〈");
        found.edit(line, end..end + closing.len_utf8(), "〉");
    }
}
