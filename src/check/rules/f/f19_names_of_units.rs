//! F19: names of units that are nearly those of the roster.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::names::Slip;
use crate::check::text::roles;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::line::Role;

pub const RULE: Rule = Rule {
    code: "F19",
    name: "单位名称同名册不一致",
    level: Level::Error,
    fix: Fix::Ask,
    clause: "《党政机关公文处理工作条例》第二十条",
    why: "单位名称、地名要同名册一字不差。只同名册差一个字、颠倒两个字的，多半是打错了。没有名册时不查。",
    wrong: &[body("请某某县清溪镇人政民府按时报送检查情况。"), body("某某县白石崖乡人人民政府牵头实施。")],
    right: &[body("请某某县清溪镇人民政府牵头，白石崖乡政府配合，清溪镇党委督促。")],
    look: Look::Paper(look),
};

fn look(paper: &Paper, context: &Context, marks: &mut Marks<'_>) {
    let Some(names) = context.names() else { return };
    let lines = paper.lines.iter().enumerate();
    for (index, line) in lines.filter(|(_, line)| roles::is_wording(line) || line.role == Role::Signature) {
        for (range, name, slip) in names.slips(&line.text) {
            let written = line.text[range.clone()].to_owned();
            let found = marks.at(index, range, format!("名册里没有“{written}”"));
            found.hint(format!("是否应为“{name}”"));
            if slip == Slip::Missing {
                found.level(Level::Warning);
            }
        }
    }
}
