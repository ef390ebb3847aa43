//! D13: a heading on a line of its own that ends with 。.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::lists::{self, List};
use crate::check::text::titles::trimmed;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::line::Role;

pub const RULE: Rule = Rule {
    code: "D13",
    name: "单独成行的小标题末尾有句号",
    level: Level::Warning,
    fix: Fix::Safe,
    clause: "GB/T 15834-2011 B.4；惯例",
    why: "小标题单独占一行的，末尾不用句号；后面接着写正文、不另起一行的，才用句号隔开。",
    wrong: &[
        body(
            "现就有关事项通知如下：\n一、加强领导。\n各单位要认真组织。\n二、按时报送。\n各单位要在月底前报送。",
        ),
        body(
            "现就有关事项通知如下：\n一、加强领导\n各单位要认真组织。\n二、按时报送。\n各单位要在月底前报送。",
        ),
        body(
            "现就有关事项通知如下：\n（一）提高认识，加强领导。\n各单位要认真组织，落实责任。\n（二）加强督查，按时报送。\n各单位要在月底前报送。",
        ),
    ],
    right: &[
        body(
            "现就有关事项通知如下：\n一、加强领导。各单位要认真组织。\n二、按时报送。各单位要在月底前报送。",
        ),
        body(
            "现就有关事项通知如下：\n一、加强领导\n各单位要认真组织。\n二、按时报送\n各单位要在月底前报送。",
        ),
        body("检查时要做到：\n（一）不接受宴请。\n（二）不收受礼品。\n（三）不干扰基层工作。"),
        body(
            "现就有关事项通知如下：\n（一）检查时间。3月底前完成。\n（二）检查内容。\n大坝方面，检查渗漏。\n溢洪道方面，检查畅通。",
        ),
    ],
    look: Look::Paper(look),
};

/// Longest heading with a comma inside.
const LONGEST: usize = 30;

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    for list in lists::all(paper).iter().filter(|list| list.level <= 3) {
        // Sentences in a list have 。, too: headings are those under each of which text stands.
        let headings: Vec<Option<usize>> =
            list.members.iter().enumerate().map(|(at, _)| full_stop(paper, list, at)).collect();
        let are_headings = list.members.iter().zip(&headings).all(|(&line, heading)| {
            let line = &paper.lines[line];
            heading.is_some() || (line.role == Role::Heading && !line.text.trim_end().ends_with('。'))
        });
        let alone = list.members.len() == 1 && list.level == 3;
        if !are_headings || alone {
            continue;
        }
        for (&line, stop) in list.members.iter().zip(&headings) {
            let Some(stop) = *stop else { continue };
            marks.at(line, stop..stop + '。'.len_utf8(), "小标题单独成行，末尾有句号").replace("");
        }
    }
}

/// Where 。 stands at the end of a member that is a heading with text below it.
fn full_stop(paper: &Paper, list: &List, at: usize) -> Option<usize> {
    let index = list.members[at];
    let line = &paper.lines[index];
    let mark = lists::mark(paper, index);
    let words = trimmed(&line.text, mark.range.end..line.text.len());
    let text = &line.text[words.clone()];
    let stop = text.find('。')?;
    let is_phrase = stop + '。'.len_utf8() == text.len()
        && !text.contains(['；', '：', '！', '？'])
        && text.chars().count() <= LONGEST;
    let next = paper.lines.get(index + 1).filter(|next| next.part == list.part)?;
    let has_text = match lists::level(next) {
        None => next.mark.is_none() && next.role == Role::Body,
        Some(level) => level > list.level,
    };
    (is_phrase && has_text).then_some(words.start + stop)
}
