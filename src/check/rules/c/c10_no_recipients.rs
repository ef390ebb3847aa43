//! C10: a document that goes to somebody, without 主送机关.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::whole;
use crate::check::text::unit_lists;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::end_matter::packed;
use crate::paper::line::Role;
use crate::paper::number::is_blank;

pub const RULE: Rule = Rule {
    code: "C10",
    name: "没有主送机关",
    level: Level::Warning,
    fix: Fix::None,
    clause: "《党政机关公文处理工作条例》第八条、第九条第八项",
    why: "通知、请示、报告、函、批复是发给一定机关的，要写主送机关。公告、通告、公开发布的决定可以没有。没有发文字号的稿子不查。",
    wrong: &[whole(
        "某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n",
    )],
    right: &[
        whole(
            "某水发〔2026〕5号\n某某县水务局关于水库蓄水的通告\n水库定于6月1日蓄水。\n某某县水务局\n2026年3月5日\n",
        ),
        whole("某某县水务局关于做好年度检查工作的通知\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n"),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n主送：各乡镇人民政府，县直有关单位。\n抄送：县政府办公室。\n",
        ),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    let goes_to_somebody = ["通知", "请示", "报告", "函", "批复"].iter().any(|kind| paper.is_kind(kind));
    if !paper.is_issued() || !goes_to_somebody || paper.first(Role::Recipients).is_some() {
        return;
    }
    let in_imprint = paper.of(Role::Copies).any(|(_, line)| {
        unit_lists::label(&line.text).is_some_and(|label| packed(&line.text[label]) == "主送")
    });
    let Some((index, title)) = paper.part(0).filter(|(_, line)| line.role == Role::Title).last() else {
        return;
    };
    // What looks like 主送机关 and was not known as that says that there is one.
    let first = paper.part(0).find(|(at, line)| *at > index && line.is_text());
    let is_doubtful = first.is_some_and(|(_, line)| {
        let text = line.text.trim_end_matches(is_blank);
        text.ends_with(['：', ':'])
            && !["如下", "决定"].iter().any(|word| text.contains(word))
            && text.chars().count() <= 80
    });
    if !in_imprint && !is_doubtful {
        let kind = paper.kind.as_deref().unwrap_or_default();
        marks
            .at(index, 0..title.text.trim_end_matches(is_blank).len(), format!("{kind}没有主送机关"))
            .hint("在标题下面写明主送机关，后面加“：”");
    }
}
