//! D09: a list of one.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::lists;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::number;

pub const RULE: Rule = Rule {
    code: "D09",
    name: "一层里只有一个序号",
    level: Level::Warning,
    fix: Fix::None,
    clause: "惯例",
    why: "分层是因为有几项，只有“一、”没有“二、”，或者“二、”写漏了，或者不必编号。",
    wrong: &[
        body("现就有关事项通知如下：\n一、加强领导\n各单位要认真组织，按时报送检查情况。"),
        body(
            "现就有关事项通知如下：\n一、加强领导\n（一）明确分工。落实到人。\n二、按时报送\n（一）时间。月底前。\n（二）方式。书面。",
        ),
    ],
    right: &[
        body(
            "现就有关事项通知如下：\n一、加强领导\n各单位要认真组织。\n二、按时报送\n各单位要在月底前报送。",
        ),
        body(
            "现就有关事项通知如下：\n一、重点工作\n（一）清淤。清理河道。\n（二）除险。加固水库。\n二、有关要求\n（三）加强领导。认真组织。",
        ),
        body("现就有关事项通知如下：\n一、加强领导。各单位要认真组织。二、按时报送。各单位要在月底前报送。"),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    let lists = lists::all(paper);
    for (index, list) in lists.iter().enumerate() {
        let &[line] = list.members.as_slice() else { continue };
        let mark = lists::mark(paper, line);
        let runs_on = lists.iter().any(|other| other.goes_on == Some(index));
        if mark.value != 1 || list.level > 4 || runs_on || list.decimal {
            continue;
        }
        // The next one may stand within a paragraph: up to where the heading above ends.
        let end = (line + 1..paper.lines.len())
            .find(|&at| {
                let other = &paper.lines[at];
                other.part != list.part || lists::level(other).is_some_and(|level| level < list.level)
            })
            .unwrap_or(paper.lines.len());
        if lists::is_written_between(paper, line, end, mark.shape, 2) {
            continue;
        }
        let written = paper.lines[line].text[mark.range.clone()].trim_matches(number::is_blank).to_owned();
        marks
            .at(line, mark.range.clone(), format!("这一层只有“{written}”，没有“{}”", mark.shape.written(2)))
            .hint("只有一项就不编序号；如果漏了后面的，请补上");
    }
}
