//! B06: a title that ends with what is none of the 15 文种.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{title, whole};
use crate::check::text::titles::Title;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;

pub const RULE: Rule = Rule {
    code: "B06",
    name: "不是法定文种却单独行文",
    level: Level::Warning,
    fix: Fix::None,
    clause: "《党政机关公文处理工作条例》第八条",
    why: "方案、计划、总结、要点、办法等不在十五种公文之内，不能单独编发文字号、用红头印发，要用“通知”印发，或者用“报告”报送。",
    wrong: &[title("某某县水务局关于河道清淤的实施方案"), title("某某县水务局2026年工作要点")],
    right: &[
        title("某某县水务局关于印发《河道清淤实施方案》的通知"),
        title("某某县水务局关于河道清淤情况的报告"),
        whole(
            "某某县水务局2026年工作要点\n2026年，全局要抓好以下工作。\n一、清淤。清理河道。\n二、除险。加固水库。\n",
        ),
        whole(
            "第5号\n某某县河道管理办法\n第一条　为加强管理，制定本办法。\n第二条　本办法自印发之日起施行。\n",
        ),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    let Some(title) = paper.is_formal().then(|| Title::of(paper, 0)).flatten() else { return };
    let Some((kind, range)) = title.kind().filter(|_| !title.is_statutory()) else { return };
    let (line, range) = title.place(&range);
    marks
        .at(line, range, format!("“{kind}”不是法定文种，不能单独行文"))
        .hint("下行用“关于印发……的通知”，上行用“关于报送……的报告”，把它作为印发或报送的内容");
}
