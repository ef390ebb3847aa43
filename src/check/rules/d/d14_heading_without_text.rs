//! D14: a heading under which nothing stands. The last line of a page is the writers' business: they keep headings with their text.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{body, whole};
use crate::check::text::lists::{self, List};
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::line::Role;

pub const RULE: Rule = Rule {
    code: "D14",
    name: "小标题下面没有内容",
    level: Level::Warning,
    fix: Fix::None,
    clause: "惯例",
    why: "别的小标题下面都有内容，只有这一个是空的，多半是内容写漏了，或者删了内容没有删标题。",
    wrong: &[
        body(
            "现就有关事项通知如下：\n一、加强领导\n各单位要认真组织。\n二、明确责任\n三、按时报送\n各单位要在月底前报送。",
        ),
        body(
            "现就有关事项通知如下：\n一、加强领导\n各单位要认真组织。\n二、按时报送\n各单位要在月底前报送。\n三、加强督查",
        ),
    ],
    right: &[
        body(
            "现就有关事项通知如下：\n一、加强领导\n（一）明确分工。落实到人。\n（二）定期调度。每月一次。\n二、按时报送\n各单位要在月底前报送。",
        ),
        whole(
            "某某县水利规划\n一、发展基础\n二、总体要求\n三、重点任务\n（一）清淤。清理河道。\n一、发展基础\n河道清淤成效明显。\n二、总体要求\n坚持节水优先。\n三、重点任务\n清理河道。\n",
        ),
        body("会议有三项议程：\n一、传达文件\n二、讨论方案\n三、领导讲话"),
        body(
            "现就有关事项通知如下：\n一、检查内容\n大坝和溢洪道。\n二、检查时间和要求\n请于3月底前完成。\n三、检查表（附后）",
        ),
    ],
    look: Look::Paper(look),
};

/// Longest heading that may have been left without text; what is longer says something itself.
const LONGEST: usize = 20;

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    for list in lists::all(paper).iter().filter(|list| list.level <= 2) {
        let empty: Vec<usize> =
            list.members.iter().copied().filter(|&line| is_empty(paper, list, line)).collect();
        let full = list.members.iter().filter(|&&line| has_text(paper, list, line)).count();
        // A list of names has no text under any of them.
        if full < usize::from(list.level) || empty.len() > full || (list.level == 2 && empty.len() > 1) {
            continue;
        }
        for line in empty {
            let heading = paper.lines[line].heading().trim().to_owned();
            marks
                .at(line, paper.lines[line].words.clone(), format!("“{heading}”下面没有内容"))
                .hint("补上内容，或者删去这个小标题并调整后面的序号");
        }
    }
}

/// Whether a member is a heading on a line of its own.
fn is_heading(paper: &Paper, line: usize) -> bool {
    let line = &paper.lines[line];
    line.role == Role::Heading && !line.text.trim_end().ends_with(['。', '！', '？'])
}

fn is_empty(paper: &Paper, list: &List, line: usize) -> bool {
    let words = paper.lines[line].heading();
    let speaks = words.contains('附') || words.chars().count() > LONGEST;
    if !is_heading(paper, line) || speaks || has_text_below(paper, list, line) {
        return false;
    }
    // In a list of contents it stands once more.
    paper.lines[line + 1..].iter().all(|other| other.after_mark().trim() != words.trim())
}

fn has_text(paper: &Paper, list: &List, line: usize) -> bool {
    is_heading(paper, line) && has_text_below(paper, list, line)
}

fn has_text_below(paper: &Paper, list: &List, line: usize) -> bool {
    let Some(next) = paper.lines.get(line + 1).filter(|next| next.part == list.part) else { return false };
    match (&next.mark, lists::level(next)) {
        (Some(_), Some(level)) => level > list.level,
        (Some(_), None) => false,
        (None, _) => {
            next.is_text() || matches!(next.role, Role::Cell | Role::Caption | Role::Note | Role::Contents)
        }
    }
}
