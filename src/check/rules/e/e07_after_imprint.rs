//! E07: an attachment behind the 版记. Whether it begins a page is seen in a Word file only.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::whole;
use crate::diag::diagnostic::Level;
use crate::paper::line::Role;
use crate::paper::{Origin, Paper};

pub const RULE: Rule = Rule {
    code: "E07",
    name: "附件排在了版记后面",
    level: Level::Error,
    fix: Fix::Ask,
    clause: "GB/T 9704-2012 7.3.7",
    why: "附件另面编排，在版记之前，与正文一起装订。版记是整份公文的末尾，排在正文后面、附件前面就错了。",
    wrong: &[whole(
        "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤，按附件填报进度。\n附件：清淤进度表\n某某县水务局\n2026年3月5日\n抄送：县政府办公室。\n某某县水务局办公室　2026年3月5日印发\n附件\n清淤进度表\n",
    )],
    right: &[whole(
        "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤，按附件填报进度。\n附件：清淤进度表\n某某县水务局\n2026年3月5日\n附件\n清淤进度表\n填表单位要认真填写。\n抄送：县政府办公室。\n某某县水务局办公室　2026年3月5日印发\n",
    )],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    // A tree of our own keeps the 版记 with the main part and sets it last.
    if paper.origin == Origin::Workbook {
        return;
    }
    let imprint = paper.lines.iter().position(|line| matches!(line.role, Role::Copies | Role::Printed));
    let Some(imprint) = imprint else { return };
    let label = paper.of(Role::Label).find(|(index, _)| *index > imprint);
    if let Some((index, line)) = label {
        let found = marks.at(index, 0..line.text.trim_end().len(), "附件排在了版记后面");
        // Copies of web pages put the lines of a page where they like.
        if paper.broken {
            found.level(Level::Warning);
        }
        found.hint("把“抄送”“印发”移到最后一个附件的后面").related(
            imprint,
            0..paper.lines[imprint].text.len(),
            "版记在这里",
        );
    }
}
