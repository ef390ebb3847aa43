//! D10: 二是 without 一是, 第二 without 第一.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::series::{self, Form, Member};
use crate::diag::diagnostic::Level;
use crate::paper::Paper;

pub const RULE: Rule = Rule {
    code: "D10",
    name: "“一是、二是”不齐",
    level: Level::Warning,
    fix: Fix::None,
    clause: "《党政机关公文处理工作条例》第二十条",
    why: "“二是”前面要有“一是”，“第三”前面要有“第二”。删改句子以后容易剩下半截，或者跳了一个。",
    wrong: &[
        body("要抓好重点工作。加强组织领导，明确责任；二是加强督查，按时报送。"),
        body("要抓好重点工作。一是加强领导；三是加强督查。"),
        body("要抓好重点工作。加强组织领导，明确责任。第二，加强督查，按时报送。"),
    ],
    right: &[
        body("要抓好重点工作。一是加强领导；二是加强督查；三是按时报送。"),
        body("要抓好重点工作。首先，加强领导；第二，加强督查。"),
        body("要抓好重点工作，一方面是加强领导，二是加强督查。"),
        body("做到一是一，二是二，不打折扣。"),
        body("一是清淤。清理河道。\n二是除险。加固水库。"),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    for part in 0..paper.parts() {
        // What was said since the last number, and the last member of each kind of series.
        let mut said = String::new();
        let mut last: Vec<(Member, usize)> = Vec::new();
        for (index, line) in paper.part(part).filter(|(_, line)| line.is_text()) {
            if line.mark.is_some() {
                said.clear();
            }
            let mut from = 0;
            for member in series::members(&line.text) {
                said.push_str(&line.text[from..member.range.start]);
                from = member.range.start;
                let form = member.form;
                let before = member.value.saturating_sub(1);
                let looked_at = matches!(form, Form::Is | Form::Ordinal | Form::Among) && before > 0;
                if looked_at
                    && !last.iter().any(|(other, _)| other.value == before)
                    && !is_said(&said, form, before)
                {
                    tell(&member, index, last.iter().find(|(other, _)| other.form == form), marks);
                }
                last.retain(|(other, _)| other.form != form);
                last.push((member, index));
            }
            said.push_str(&line.text[from..]);
            said.push('\n');
        }
    }
}

/// Whether the member before is there in some way.
fn is_said(said: &str, form: Form, before: u32) -> bool {
    const FIRST: [&str; 9] = ["首先", "一方面", "第一", "一是", "一要", "其一", "一个是", "一来", "一、"];
    said.contains(&form.written(before)) || (before == 1 && FIRST.iter().any(|word| said.contains(word)))
}

fn tell(member: &Member, line: usize, last: Option<&(Member, usize)>, marks: &mut Marks<'_>) {
    let (here, before) = (member.form.written(member.value), member.form.written(member.value - 1));
    let repeated = last.filter(|(last, _)| last.form == member.form && last.value == member.value);
    if let Some((last, at)) = repeated {
        marks.at(line, member.range.clone(), format!("“{here}”重复")).hint("核对前后的序号").related(
            *at,
            last.range.clone(),
            "前一个在这里",
        );
    } else {
        marks
            .at(line, member.range.clone(), format!("有“{here}”，前面没有“{before}”"))
            .hint("补上漏了的一项，或者核对序号");
    }
}
