//! G11: blanks between Chinese characters and beside full-width marks.
//!
//! Blanks that set something are right: names and posts made as wide as others (`张　三`, `主　任`), columns, names in a row, what parts
//! a label from the next. The two blanks at the beginning of a paragraph are an indent; in a plain text there is no other.

use std::ops::Range;

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::brackets;
use crate::check::text::characters::{at, before, is_full_mark, is_han};
use crate::diag::diagnostic::Level;
use crate::paper::line::{Line, Role};

pub const RULE: Rule = Rule {
    code: "G11",
    name: "汉字之间或标点旁边有空格",
    level: Level::Warning,
    fix: Fix::Safe,
    clause: "惯例",
    why: "汉字之间、全角标点旁边不空格，空格多是复制、调整时留下的，会使一行多出空来。为了对齐而空的姓名、职务、分栏不算。",
    wrong: &[body("各单位要加强 领导，认真组织实施。"), body("各单位要加强领导 ，认真组织实施。")],
    right: &[
        body("　　参会人员：张　三、李　四、王小五。联系人：某某某 电话：8200000。"),
        body(
            "主　任：张　三　　县水务局局长。各镇为：甲镇 乙镇 丙镇。使用 Word 软件，打造“水清岸绿 鱼翔浅底”品牌。",
        ),
    ],
    look: Look::Line(look),
};

fn look(line: &Line, marks: &mut Marks<'_>) {
    if !matches!(line.role, Role::Body | Role::Heading | Role::Recipients) {
        return;
    }
    let text = &line.text;
    let inner = text.trim();
    let start = text.len() - text.trim_start().len();
    let runs = runs(inner, start);
    // Two blanks and more, or a tab, set columns.
    let has_columns =
        runs.iter().any(|run| text[run.clone()].chars().count() > 1 || text[run.clone()].contains('\t'));
    if has_columns {
        return;
    }
    let pairs = brackets::pairs(text).0;
    for run in &runs {
        let (Some(left), Some(right)) = (before(text, run.start), at(text, run.end)) else { continue };
        let beside_mark = (is_full_mark(left) && (is_han(right) || is_full_mark(right)))
            || (is_han(left) && is_full_mark(right))
            || (left.is_ascii_digit() && is_closing(right));
        let between = is_han(left) && is_han(right);
        let quoted = brackets::is_within(&pairs, "“《", run.start);
        let set = between
            && (quoted || is_padded(text, run) || is_list(text, &runs, run) || leads_to_label(text, run.end));
        // 填报人：　填报日期：
        let to_fill = left == '：' || (left == '）' && leads_to_label(text, run.end));
        let after_article =
            line.mark.as_ref().is_some_and(|mark| mark.shape.level() == 0 && run.start <= mark.range.end);
        let dash = "—～·".contains(left) || "—～·".contains(right);
        if (beside_mark || between) && !set && !to_fill && !after_article && !dash {
            let what = if between { "汉字之间有空格" } else { "标点旁边有空格" };
            marks.here(run.clone(), what).replace("");
        }
    }
}

/// Blanks within a text that begins at a byte.
fn runs(text: &str, start: usize) -> Vec<Range<usize>> {
    let is_blank = |c: char| matches!(c, ' ' | '\u{3000}' | '\t' | '\u{A0}');
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| is_blank(*c)) {
        let (from, to) = (start + at, start + at + c.len_utf8());
        match runs.last_mut() {
            Some(last) if last.end == from => last.end = to,
            _ => runs.push(from..to),
        }
    }
    runs
}

fn is_closing(c: char) -> bool {
    "，。、；：）》”".contains(c)
}

/// How many Chinese characters stand right before and right behind a run of blanks.
fn around(text: &str, run: &Range<usize>) -> (usize, usize) {
    let left = text[..run.start].chars().rev().take_while(|c| is_han(*c)).count();
    let right = text[run.end..].chars().take_while(|c| is_han(*c)).count();
    (left, right)
}

/// `张　三`, `主　任`: one character on either side.
fn is_padded(text: &str, run: &Range<usize>) -> bool {
    around(text, run) == (1, 1)
}

/// Names in a row with blanks between: all of them are short, two blanks and more.
fn is_list(text: &str, runs: &[Range<usize>], run: &Range<usize>) -> bool {
    let is_short = |run: &Range<usize>| {
        let (left, right) = around(text, run);
        (1..=8).contains(&left) && (1..=8).contains(&right)
    };
    let ties = |a: &Range<usize>, b: &Range<usize>| text[a.end..b.start].chars().all(is_han);
    let has_neighbour =
        runs.windows(2).any(|pair| (pair[0] == *run || pair[1] == *run) && ties(&pair[0], &pair[1]));
    // 联系人：张三 李四
    let (left, right) = around(text, run);
    let names = (2..=4).contains(&left)
        && (2..=4).contains(&right)
        && text[..run.start].chars().rev().nth(left).is_some_and(|c| c == '：');
    is_short(run) && (has_neighbour || names)
}

/// A label follows: `电话：`.
fn leads_to_label(text: &str, from: usize) -> bool {
    text[from..].find(['：', ':']).is_some_and(|end| text[from..from + end].chars().count() <= 6)
}
