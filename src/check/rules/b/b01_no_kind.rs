//! B01: a title that ends with no 文种.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{title, whole};
use crate::check::text::titles::Title;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::end_matter;
use crate::paper::recognise::STATUTORY;

pub const RULE: Rule = Rule {
    code: "B01",
    name: "标题末尾没有文种",
    level: Level::Error,
    fix: Fix::None,
    clause: "《党政机关公文处理工作条例》第八条、第九条（七）",
    why: "公文标题由发文机关名称、事由和文种组成，文种是决议、决定、命令（令）、公报、公告、通告、意见、通知、通报、报告、请示、批复、议案、函、纪要十五种之一。没有文种，收文单位不知道要办理、回复还是周知。",
    wrong: &[title("某某县水务局关于做好年度检查工作"), title("某某县水务局关于开展河道清淤整治工作")],
    right: &[
        title("某某县水务局关于做好年度检查工作的紧急通知"),
        title("某某县水务局关于河道管理的意见（试行）"),
        title("某某县水务局关于调整河道清淤工期的复函"),
        whole(
            "某某县水务局2026年工作打算\n2026年，全局要抓好以下工作。\n一、清淤。清理河道。\n二、除险。加固水库。\n",
        ),
        whole(
            "某水罚决字〔2026〕5号\n行政处罚决定书\n某某公司：\n经查，你单位在河道内弃置渣土。\n某某县水务局\n2026年3月5日\n",
        ),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    let Some(title) = paper.is_formal().then(|| Title::of(paper, 0)).flatten() else { return };
    // What has a last word of its own is the matter of B06; papers of law enforcement (决定书, 许可证) are none of the 条例.
    // A unit's name alone is its mark.
    let is_mark = title.bare("关于").is_empty() && end_matter::is_unit(&title.text);
    if title.kind().is_some() || title.text.ends_with(['书', '证', '单']) || is_mark {
        return;
    }
    if STATUTORY.iter().any(|kind| title.text.contains(&format!("的{kind}"))) {
        return;
    }
    let last = title.text.char_indices().rev().nth(3).map_or(0, |(at, _)| at);
    let (line, range) = title.places(&(last..title.text.len())).pop().unwrap_or_default();
    let found = marks.at(line, range, "标题末尾没有文种");
    found.hint("在末尾写上文种，如“……的通知”“……的请示”“……的报告”“……的函”");
    if title.bare("关于").is_empty() {
        found.level(Level::Warning);
    }
}
