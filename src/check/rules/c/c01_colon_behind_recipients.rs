//! C01: 主送机关 without a full-width colon behind the last.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::recipients;
use crate::check::text::unit_lists;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::end_matter::is_unit;
use crate::paper::line::Role;
use crate::paper::number::is_blank;

pub const RULE: Rule = Rule {
    code: "C01",
    name: "主送机关后面没有全角冒号",
    level: Level::Error,
    fix: Fix::Safe,
    clause: "GB/T 9704-2012 7.3.2",
    why: "最后一个主送机关名称后面用全角冒号。",
    wrong: &[
        recipients("各乡镇人民政府，县直有关单位:"),
        recipients("各乡镇人民政府，县直有关单位"),
        recipients("各乡镇人民政府、县财政局。"),
        recipients("各乡镇人民政府；"),
    ],
    right: &[recipients("各乡镇人民政府，县直有关单位："), recipients("某某县财政局：")],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    for (index, line) in paper.of(Role::Recipients) {
        let text = line.text.trim_end_matches(is_blank);
        // What is no list of recipients does not stand before a sentence.
        let has_text =
            paper.lines.get(index + 1).is_some_and(|next| next.role == Role::Body && next.part == line.part);
        let last = text.chars().next_back().unwrap_or('：');
        if last == '：' || (last != ':' && !has_text) || !names_units(text) {
            continue;
        }
        let start = text.len() - last.len_utf8();
        match last {
            ':' => marks.at(index, start..text.len(), "主送机关后面用了半角冒号").replace("："),
            '。' | '，' | '；' | ',' | '、' => {
                marks.at(index, start..text.len(), format!("主送机关后面是“{last}”，不是冒号")).replace("：")
            }
            _ => marks
                .at(index, start..text.len(), "主送机关后面没有冒号")
                .hint("在最后加上全角冒号“：”")
                .replace(format!("{last}：")),
        };
    }
}

/// Whether one of the names at least is that of a unit.
fn names_units(text: &str) -> bool {
    unit_lists::names(text).into_iter().any(|name| {
        let name = &text[name];
        is_unit(name)
            || name.starts_with('各')
            || ["单位", "部门", "科室"].iter().any(|end| name.ends_with(end))
    })
}
