//! F06: decimal fractions without the zero before the point.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::characters::{before, is_full_mark, is_han};
use crate::check::text::{numbers, roles, words};
use crate::diag::diagnostic::Level;
use crate::paper::line::{Line, Role};

pub const RULE: Rule = Rule {
    code: "F06",
    name: "小数点前面漏了0",
    level: Level::Error,
    fix: Fix::Safe,
    clause: "GB/T 15835-2011 5.1.2",
    why: "小于1的小数，小数点前面的0要写出来，“.5万元”容易看成5万元。",
    wrong: &[body("每户补助.5万元。"), body("比上年提高．8个百分点。")],
    right: &[body("每户补助0.5万元，详见附表.2，使用7.5版软件。")],
    look: Look::Line(look),
};

fn look(line: &Line, marks: &mut Marks<'_>) {
    if !roles::is_wording(line) {
        return;
    }
    let text = &line.text;
    for number in numbers::all(text) {
        let start = number.range.start;
        let Some(point) = before(text, start).filter(|c| matches!(c, '.' | '．')) else { continue };
        let at = start - point.len_utf8();
        let is_whole_cell = line.role == Role::Cell && text[..at].trim().is_empty();
        // 一.5 may be a number of a paragraph, 表.2 one of a table.
        let after_text = before(text, at).is_some_and(|c| is_han(c) || is_full_mark(c))
            && !words::is_before(text, at, "一二三四五六七八九十百千零条款项章节表图件第……");
        let behind = &text[number.range.end..];
        let has_unit = !number.unit.name.is_empty()
            || behind.chars().next().is_some_and(|c| is_han(c) && !"版号节条章表图式的和及、".contains(c));
        if number.decimals == 0 && (is_whole_cell || (after_text && has_unit)) {
            let written = &text[at..number.range.end];
            let digits = &text[number.range.clone()];
            marks
                .here(at..number.range.end, format!("小数“{written}”漏了小数点前面的0"))
                .replace(format!("0.{digits}"));
        }
    }
}
