//! C02: 主送机关 with blanks before it.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{recipients, whole};
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::line::Role;
use crate::paper::number::is_blank;

pub const RULE: Rule = Rule {
    code: "C02",
    name: "主送机关没有顶格",
    level: Level::Error,
    fix: Fix::Safe,
    clause: "GB/T 9704-2012 7.3.2",
    why: "主送机关居左顶格，回行时也顶格，前面不空两字。",
    wrong: &[recipients("　　各乡镇人民政府，县直有关单位：")],
    right: &[
        recipients("各乡镇人民政府，县直有关单位："),
        // A copy whose paragraphs all begin with blanks says nothing.
        whole(
            "　　某某县水务局关于做好年度检查工作的通知\n　　各乡镇人民政府：\n　　请认真做好检查工作。\n　　某某县水务局\n　　2026年3月5日\n",
        ),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    for (index, line) in paper.of(Role::Recipients) {
        let length = line.text.len() - line.text.trim_start_matches(is_blank).len();
        let is_indented = line.text[..length].contains(['\u{3000}', '\t']) || length > 1;
        let mut titles = paper.part(line.part).filter(|(_, line)| line.role == Role::Title);
        if is_indented && titles.next().is_none_or(|(_, title)| !title.text.starts_with(is_blank)) {
            marks.at(index, 0..length, "主送机关前面有空格").hint("删去空格，顶格写").replace("");
        }
    }
}
