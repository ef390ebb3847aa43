//! C11: a unit that is called otherwise than in the roster.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::recipients;
use crate::check::text::unit_lists;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::end_matter::packed;
use crate::paper::line::Role;

pub const RULE: Rule = Rule {
    code: "C11",
    name: "机关名称与名册不一致",
    level: Level::Warning,
    fix: Fix::Ask,
    clause: "《党政机关公文处理工作条例》第九条第八项",
    why: "主送、抄送机关写全称、规范化简称或者同类型机关统称。漏字、多字、用了旧名称的，对照名册就看得出来。有名册时才查。",
    wrong: &[recipients("某某县卫生局，县农业局："), recipients("某某县卫生健健康局：")],
    right: &[
        recipients("某某县卫生健康局，县卫健局，县农业农村局，城关镇："),
        recipients("各乡镇人民政府，县卫生健康局，某某县财政局，某某县卫生健康局办公室："),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, context: &Context, marks: &mut Marks<'_>) {
    let names: Vec<&str> = context.units.iter().map(|unit| unit.name.as_str()).collect();
    let is_known = |name: &str| {
        context.units.iter().any(|unit| unit.name == name || unit.short.iter().any(|s| s == name))
    };
    let lists = paper
        .lines
        .iter()
        .enumerate()
        .filter(|(_, line)| matches!(line.role, Role::Recipients | Role::Copies));
    for (index, line) in lists {
        for range in unit_lists::names(&line.text) {
            let name = packed(&line.text[range.clone()]);
            // 县卫生健康局 is the full name without its place.
            if name.chars().count() < 4 || is_known(&name) || names.iter().any(|full| full.ends_with(&name)) {
                continue;
            }
            let mut meant = names.iter().filter(|full| is_form_of(&name, full));
            if let (Some(full), None) = (meant.next(), meant.next()) {
                marks
                    .at(index, range, format!("“{name}”与名册里的名称不一致"))
                    .hint(format!("是否应为“{full}”"));
            }
        }
    }
}

/// Whether a name is another with characters left out in the middle, or one too many.
fn is_form_of(name: &str, full: &str) -> bool {
    let (written, full): (Vec<char>, Vec<char>) = (name.chars().collect(), full.chars().collect());
    let last = written.last() == full.last();
    let is_shortened = written.len() < full.len() && is_within(&written, &full);
    let is_doubled =
        written.len() == full.len() + 1 && is_within(&full, &written) && written.first() == full.first();
    last && (is_shortened || is_doubled)
}

/// Whether all characters of one stand in the other, in order.
fn is_within(short: &[char], long: &[char]) -> bool {
    let mut long = long.iter();
    short.iter().all(|c| long.any(|other| other == c))
}
