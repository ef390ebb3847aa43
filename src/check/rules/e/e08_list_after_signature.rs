//! E08: 附件说明 below 署名.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::whole;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::line::Role;

pub const RULE: Rule = Rule {
    code: "E08",
    name: "附件说明排在了署名后面",
    level: Level::Error,
    fix: Fix::Ask,
    clause: "GB/T 9704-2012 7.3.4",
    why: "附件说明在正文下空一行编排，在发文机关署名和成文日期之前。",
    wrong: &[whole(
        "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤，按附件1填报进度，按附件2报送名单。\n某某县水务局\n2026年3月5日\n附件：1.清淤进度表\n2.联系人名单\n",
    )],
    right: &[
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤。\n附件：清淤进度表\n某某县水务局\n2026年3月5日\n附件\n清淤进度表\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤。\n某某县水务局\n2026年3月5日\n附件：清淤工作标准\n清淤要见底，淤泥要运走。\n",
        ),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    for part in 0..paper.parts() {
        let Some((date, _)) = paper.part(part).find(|(_, line)| line.role == Role::Date) else { continue };
        let note = paper.part(part).find(|(index, line)| *index > date && line.role == Role::AttachmentNote);
        if let Some((index, line)) = note {
            let start = line.text.len() - line.text.trim_start().len();
            let signature =
                paper.part(part).find(|(_, line)| line.role == Role::Signature).map_or(date, |(at, _)| at);
            marks
                .at(index, start..line.text.trim_end().len(), "附件说明排在了署名和成文日期后面")
                .hint("移到正文后面、署名前面，空一行")
                .related(signature, 0..paper.lines[signature].text.len(), "署名在这里");
        }
    }
}
