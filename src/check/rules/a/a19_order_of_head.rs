//! A19: 份号, 密级, 紧急程度 in another order.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::whole;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::line::Role;

pub const RULE: Rule = Rule {
    code: "A19",
    name: "份号、密级、紧急程度的顺序不对",
    level: Level::Error,
    fix: Fix::Safe,
    clause: "GB/T 9704-2012 7.2.3",
    why: "同时标注份号、密级和保密期限、紧急程度的，按照这个顺序自上而下分行排列。",
    wrong: &[
        whole(
            "000012\n特急\n机密★1年\n某某县水务局文件\n某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n",
        ),
        whole(
            "机密★1年\n000012\n某某县水务局文件\n某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n",
        ),
    ],
    right: &[whole(
        "000012\n机密★1年\n特急\n某某县水务局文件\n某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n",
    )],
    look: Look::Paper(look),
};

/// From top to bottom.
const ORDER: [Role; 3] = [Role::CopyNumber, Role::Secrecy, Role::Urgency];

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    let place = |role: Role| ORDER.iter().position(|have| *have == role);
    let lines: Vec<(usize, usize)> =
        paper.part(0).filter_map(|(index, line)| Some((index, place(line.role)?))).collect();
    let mut sorted = lines.clone();
    sorted.sort_by_key(|(index, place)| (*place, *index));
    let Some(((index, _), _)) = lines.iter().zip(&sorted).find(|(have, want)| have.0 != want.0) else {
        return;
    };
    let text = |index: usize| paper.lines[index].text.as_str();
    let found = marks.at(*index, 0..text(*index).len(), "份号、密级、紧急程度的顺序不对");
    found.hint("自上而下依次是份号、密级和保密期限、紧急程度");
    for ((to, _), (from, _)) in lines.iter().zip(&sorted).filter(|(to, from)| to != from) {
        found.edit(*to, 0..text(*to).len(), text(*from));
    }
}
