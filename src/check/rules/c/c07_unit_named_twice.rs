//! C07: a unit that stands among 主送 and 抄送, or twice among one of them.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{recipients, whole};
use crate::check::text::unit_lists;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::end_matter::{is_unit, packed};
use crate::paper::line::Role;

pub const RULE: Rule = Rule {
    code: "C07",
    name: "同一个机关写了两次",
    level: Level::Error,
    fix: Fix::None,
    clause: "惯例",
    why: "主送的机关不再抄送，一个机关在主送或者抄送里也只写一次。写了两次，多半是增减名单时没有看全。",
    wrong: &[
        recipients("某某县财政局，某某县审计局，某某县财政局："),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府，县财政局：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n抄送：县政府办公室，县财政局。\n",
        ),
    ],
    right: &[
        recipients("各市、县（区）人民政府，各市、县（区）水务局，各乡、镇人民政府，各乡、镇党委："),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府，县财政局：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n抄送：市财政局，县政府办公室。\n",
        ),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    let mut known: Vec<(String, usize, std::ops::Range<usize>)> = Vec::new();
    let lists = paper.part(0).filter(|(_, line)| matches!(line.role, Role::Recipients | Role::Copies));
    for (index, line) in lists {
        for range in unit_lists::names(&line.text) {
            let name = packed(&line.text[range.clone()]);
            // 各市、县人民政府: 各市 is no name.
            let is_name = name.chars().count() >= 4
                && (is_unit(&name) || ["单位", "部门"].iter().any(|end| name.ends_with(end)))
                && !(name.starts_with('各') && name.chars().count() <= 5);
            if !is_name {
                continue;
            }
            match known.iter().find(|(have, ..)| *have == name) {
                Some((_, at, first)) => {
                    marks
                        .at(index, range, format!("“{name}”写了两次"))
                        .hint("只留一处；主送的机关不再抄送")
                        .related(*at, first.clone(), "第一次写在这里");
                }
                None => known.push((name, index, range)),
            }
        }
    }
}
