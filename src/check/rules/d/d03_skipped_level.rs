//! D03: a level that is left out in one place and not in another. Where it is left out everywhere, that is 惯例.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::lists::{self, List};
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::number;

pub const RULE: Rule = Rule {
    code: "D03",
    name: "结构层次跳级",
    level: Level::Info,
    fix: Fix::None,
    clause: "GB/T 9704-2012 7.3.3；惯例",
    why: "结构层次序数依次用“一、”“（一）”“1.”“（1）”标注。只有两层的，惯例也可以用“一、”和“1.”；但是同一件公文里，有的地方跳过一层，有的地方不跳，或者一次跳过两层，层次就乱了。",
    wrong: &[
        body(
            "现就有关事项通知如下：\n一、重点工作\n（一）清淤。清理河道。\n（二）除险。加固水库。\n二、有关要求\n1.加强领导。认真组织。\n2.按时报送。月底前报送。",
        ),
        body(
            "现就有关事项通知如下：\n一、重点工作\n（1）清淤。清理河道。\n（2）除险。加固水库。\n二、有关要求\n各单位要认真组织。",
        ),
    ],
    right: &[
        body(
            "现就有关事项通知如下：\n一、重点工作\n1.清淤。清理河道。\n2.除险。加固水库。\n二、有关要求\n1.加强领导。认真组织。\n2.按时报送。月底前报送。",
        ),
        body(
            "现就有关事项通知如下：\n一、重点工作\n（一）清淤。清理河道。\n1.县级河道。县里组织。\n2.乡级河道。乡里组织。\n（二）除险。加固水库。\n二、有关要求\n各单位要认真组织。",
        ),
        body(
            "现就有关事项通知如下：\n一、重点工作\n（一）清淤。清理河道。\n（二）除险。加固水库。\n二、报送材料\n1.工作方案；\n2.工作总结。",
        ),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    let lists = lists::all(paper);
    let above = |list: &List| list.parent.and_then(|line| lists::level(&paper.lines[line]));
    // Headings make levels; 1. before each of several short phrases does not.
    let is_headed = |list: &List| list.members.iter().all(|&line| !paper.lines[line].words.is_empty());
    // One finding a part: it is the text that goes two ways.
    let mut told = None;
    for list in lists.iter().filter(|list| list.level <= 4 && is_headed(list)) {
        let Some(higher) = above(list) else { continue };
        let skipped = list.level - higher - 1;
        let elsewhere = lists.iter().any(|other| {
            other.part == list.part
                && other.level == higher + 1
                && other.members.len() > 1
                && above(other) == Some(higher)
                && is_headed(other)
        });
        let (Some(parent), Some(&first)) = (list.parent, list.members.first()) else { continue };
        if skipped == 0 || (skipped == 1 && !elsewhere) || told == Some(list.part) {
            continue;
        }
        told = Some(list.part);
        let written = |line: usize| {
            paper.lines[line].text[lists::mark(paper, line).range.clone()]
                .trim_matches(number::is_blank)
                .to_owned()
        };
        let shape = [number::Shape::HanInBrackets, number::Shape::Arabic][usize::from(higher - 1).min(1)];
        marks
            .at(
                first,
                lists::mark(paper, first).range.clone(),
                format!("“{}”的下一层直接用了“{}”", written(parent), written(first)),
            )
            .hint(format!("下一层用“{}”", shape.written(1)))
            .related(parent, lists::mark(paper, parent).range.clone(), "上一层在这里");
    }
}
