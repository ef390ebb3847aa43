//! D02: a number of a higher level within a list of a lower one.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::lists::{self, Inverted};
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::number;

pub const RULE: Rule = Rule {
    code: "D02",
    name: "结构层次颠倒",
    level: Level::Error,
    fix: Fix::None,
    clause: "GB/T 9704-2012 7.3.3；GB/T 15834-2011 B.3.8",
    why: "结构层次序数依次用“一、”“（一）”“1.”“（1）”标注，上一层的序数不能放在下一层里面。",
    wrong: &[
        body(
            "现就有关事项通知如下：\n1.加强领导。各单位要认真组织。\n（一）明确分工。落实到人。\n（二）定期调度。每月一次。\n2.按时报送。各单位要在月底前报送。",
        ),
        body(
            "现就有关事项通知如下：\n一、检查内容\n（1）水库检查。全面检查。\n1.大坝检查。逐座检查。\n2.溢洪道检查。逐处检查。\n（2）河道检查。全面检查。",
        ),
    ],
    right: &[
        body(
            "现就有关事项通知如下：\n一、重点工作\n1.清淤。清理河道。\n2.除险。加固水库。\n二、有关要求\n3.加强领导。认真组织。\n4.按时报送。月底前报送。",
        ),
        body(
            "现就有关事项通知如下：\n一、重点工作\n（一）清淤。清理河道。\n1.县级河道。县里组织。\n2.乡级河道。乡里组织。\n（二）除险。加固水库。\n1.中型水库。县里组织。\n2.小型水库。乡里组织。\n二、有关要求\n（三）加强领导。认真组织。",
        ),
        body(
            "现就有关事项通知如下：\n（1）清淤。清理河道。\n1）县级河道。县里组织。\n2）乡级河道。乡里组织。\n（2）除险。加固水库。",
        ),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    let lists = lists::all(paper);
    for Inverted { above, inner, .. } in lists::inverted(paper, &lists) {
        let written = |line: usize| {
            paper.lines[line].text[lists::mark(paper, line).range.clone()]
                .trim_matches(number::is_blank)
                .to_owned()
        };
        let range = lists::mark(paper, inner).range.clone();
        marks
            .at(inner, range, format!("“{}”用在了“{}”的下面，层次颠倒", written(inner), written(above)))
            .hint("结构层次依次用“一、”“（一）”“1.”“（1）”")
            .related(above, lists::mark(paper, above).range.clone(), "上一层在这里");
    }
}
