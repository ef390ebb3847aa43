//! D01: numbers of one level that jump, repeat or do not begin at one.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::line::Role;

pub const RULE: Rule = Rule {
    code: "D01",
    name: "同一层的序号不连续",
    level: Level::Error,
    fix: Fix::Ask,
    clause: "GB/T 9704-2012 7.3.3；《党政机关公文处理工作条例》第二十条",
    why: "同一层的序号从一开始，一个接一个，不跳号、不重号。增删段落以后最容易忘了改序号。",
    wrong: &[
        body("现就有关事项通知如下：\n一、加强领导\n认真组织。\n三、按时报送\n请于月底前报送。"),
        body("现就有关事项通知如下：\n一、加强领导\n认真组织。\n一、按时报送\n请于月底前报送。"),
    ],
    right: &[
        body(
            "现就有关事项通知如下：\n一、加强领导\n（一）明确分工。落实到人。\n（二）定期调度。每月一次。\n二、按时报送\n（一）时间。月底前。\n（二）方式。书面。",
        ),
        body(
            "现就有关事项通知如下：\n一、重点工作\n1.清淤。清理河道。\n2.除险。加固水库。\n二、有关要求\n3.加强领导。认真组织。\n4.按时报送。月底前报送。",
        ),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    for part in 0..paper.parts() {
        // For each level its last number and line; a number of a higher level begins its lower ones anew.
        let mut last: [Option<(u32, usize)>; 6] = [None; 6];
        for (index, line) in paper.part(part) {
            let Some(mark) = &line.mark else { continue };
            let level = mark.shape.level() as usize;
            if level == 0 {
                continue;
            }
            let before = last[level];
            let expected = before.map_or(1, |(value, _)| value + 1);
            // 1. to 15. through five chapters are 惯例: a level may go on where a higher one has begun anew.
            let runs_on = before.is_some_and(|(value, _)| value + 1 == mark.value);
            let begun_anew =
                mark.value == 1 && before.is_some_and(|(_, at)| is_parted(paper, part, at, index, level));
            if mark.value != expected && !runs_on && !begun_anew {
                let written = &line.text[mark.range.clone()];
                let message = match before {
                    None => format!("这一层的序号从“{}”开始", written.trim()),
                    Some((value, _)) if value == mark.value => format!("序号“{}”重复", written.trim()),
                    Some(_) => format!("序号“{}”不连续", written.trim()),
                };
                let wanted = mark.shape.written(expected);
                let found = marks.at(index, mark.range.clone(), message);
                found.hint(format!("按顺序应为“{wanted}”，后面的序号也要核对"));
                if let Some((_, at)) = before {
                    let range = paper.lines[at].mark.as_ref().map_or(0..0, |mark| mark.range.clone());
                    found.related(at, range, "上一个序号在这里");
                }
            }
            last[level] = Some((mark.value, index));
        }
    }
}

/// Whether a list may begin anew at `to`: a number of a higher level stands between, or what parts lists of that level.
fn is_parted(paper: &Paper, part: usize, from: usize, to: usize, level: usize) -> bool {
    paper.lines[from + 1..to].iter().filter(|line| line.part == part).any(|line| match &line.mark {
        Some(mark) => (mark.shape.level() as usize) < level,
        // A label without number is a heading of its own; below it numbers of the second level begin anew.
        None => level > 2 || (level == 2 && line.role == Role::Item),
    })
}
