//! D11: a series that begins with 一是 and goes on with 二、, or the other way round.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::lists;
use crate::check::text::series::{self, Form, Member};
use crate::diag::diagnostic::Level;
use crate::paper::Paper;

pub const RULE: Rule = Rule {
    code: "D11",
    name: "“一是”和“二、”混用",
    level: Level::Warning,
    fix: Fix::Ask,
    clause: "GB/T 15834-2011 B.3.7、B.3.8",
    why: "同一组并列的话，序号用一种写法：“一是……；二是……”，或者“一、……二、……”，不混用。",
    wrong: &[
        body("要抓好以下工作：一是加强领导，落实责任；二、加强督查，按时报送。"),
        body("要抓好以下工作：\n一是加强领导，落实责任。\n二、加强督查，按时报送。"),
        body("要抓好以下工作：一是加强领导；二、加强督查；三是按时报送。"),
        body("要抓好以下工作：\n一、加强领导，落实责任。\n二是加强督查，按时报送。"),
    ],
    right: &[
        body("要抓好以下工作：一是加强领导，落实责任；二是加强督查，按时报送。"),
        body(
            "现就有关事项通知如下：\n一、加强领导\n一是明确责任；二是定期调度。\n二、按时报送\n月底前报送。",
        ),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    // 一、 and 二、 before paragraphs are a list of their own.
    let lists = lists::all(paper);
    let is_listed = |line: usize| {
        lists.iter().any(|list| {
            let begins = lists::value(paper, list.members[0]) == 1 || list.goes_on.is_some();
            list.members.contains(&line) && list.members.len() > 1 && begins
        })
    };
    for part in 0..paper.parts() {
        let mut last: Option<(Member, usize)> = None;
        for (index, line) in paper.part(part).filter(|(_, line)| line.is_text()) {
            let listed = line.mark.is_some() && is_listed(index);
            if listed {
                last = None;
            }
            let behind = if listed { line.mark.as_ref().map_or(0, |mark| mark.range.end) } else { 0 };
            for mut member in series::members(&line.text) {
                if member.range.start < behind {
                    continue;
                }
                if let Some((before, at)) = &last
                    && before.value > 0
                    && before.value + 1 == member.value
                    && matches!(
                        (before.form, member.form),
                        (Form::Is, Form::Number) | (Form::Number, Form::Is)
                    )
                {
                    let (here, there) =
                        (member.form.written(member.value), before.form.written(before.value));
                    marks
                        .at(index, member.range.clone(), format!("前面用“{there}”，这里用“{here}”"))
                        .hint(format!("写成“{}”，前后一致", before.form.written(member.value)))
                        .related(*at, before.range.clone(), "前一个在这里");
                    // What follows is measured by the form that the series began with.
                    member.form = before.form;
                }
                last = Some((member, index));
            }
        }
    }
}
