//! E13: 附注 without brackets, or not below the date.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::whole;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::end_matter::{is_bracketed, is_circulation};
use crate::paper::line::Role;

pub const RULE: Rule = Rule {
    code: "E13",
    name: "附注没有加圆括号，或者不在成文日期下一行",
    level: Level::Error,
    fix: Fix::Safe,
    clause: "GB/T 9704-2012 7.3.6",
    why: "附注居左空二字加圆括号，编排在成文日期下一行，例如“（此件公开发布）”。",
    wrong: &[
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤，按时报送进度。\n某某县水务局\n2026年3月5日\n此件公开发布\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于新建泵站的请示\n某某县人民政府：\n拟新建泵站一座。妥否，请批示。\n某某县水务局\n2026年3月5日\n联系人：某某某，联系电话：0938-8200000\n",
        ),
    ],
    right: &[whole(
        "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤，此件公开发布后按时报送进度。\n联系人：某某某，联系电话：0938-8200000\n某某县水务局\n2026年3月5日\n（此件公开发布）\n",
    )],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    for (index, line) in paper.lines.iter().enumerate() {
        let start = line.text.len() - line.text.trim_start().len();
        let range = start..line.text.trim_end().len();
        let words = &line.text[range.clone()];
        if line.role == Role::Remark && !is_bracketed(words) {
            let inner = words.trim_matches(['（', '(', '）', ')']).trim_end_matches('。');
            marks.at(index, range, "附注没有加圆括号").replace(format!("（{inner}）"));
        } else if line.is_text() && is_circulation(words) && before_signature(paper, index) {
            marks
                .at(index, range, "附注排在了成文日期的前面")
                .hint("移到成文日期的下一行，左空二字，加圆括号");
        }
    }
}

/// Whether only 附件说明 and 署名 stand between a line and the date.
fn before_signature(paper: &Paper, at: usize) -> bool {
    let part = paper.lines[at].part;
    let below = paper.part(part).skip_while(|(index, _)| *index <= at);
    let next =
        below.map(|(_, line)| line.role).find(|role| !matches!(role, Role::AttachmentNote | Role::Signature));
    next == Some(Role::Date)
}
