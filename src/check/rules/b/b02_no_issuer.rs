//! B02: a title without 发文机关 or without 关于.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::title;
use crate::check::text::titles::Title;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::line::Role;

pub const RULE: Rule = Rule {
    code: "B02",
    name: "标题缺发文机关或“关于”",
    level: Level::Warning,
    fix: Fix::None,
    clause: "《党政机关公文处理工作条例》第九条（七）",
    why: "公文标题由发文机关名称、事由和文种组成，一般写作“某某局关于……的通知”。有发文机关标志的，惯例可以省去发文机关；转载、引用时没有标志，缺了就不知道是谁发的。",
    wrong: &[title("关于做好年度检查工作的通知"), title("某某县水务局做好年度检查工作的通知")],
    right: &[
        title("某某县水务局关于做好年度检查工作的通知"),
        title("某某县水务局转发市水务局关于做好年度检查工作文件的通知"),
        title("某某县水务局会议通知"),
        title("某某县水务局2026年工作报告"),
    ],
    look: Look::Paper(look),
};

/// What a title begins with that has no 发文机关.
const OPENINGS: [&str; 4] = ["关于", "转发", "批转", "印发"];
/// 文种 whose titles tell the matter with 关于.
const TELLING: [&str; 9] = ["通知", "请示", "报告", "函", "批复", "意见", "决定", "通报", "议案"];
/// What may stand before a 文种: 指导意见, 紧急通知.
const QUALIFIERS: [&str; 5] = ["指导", "若干", "实施", "紧急", "补充"];

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    let Some(title) = paper.is_formal().then(|| Title::of(paper, 0)).flatten() else { return };
    let Some((kind, at)) = title.kind().filter(|_| title.is_statutory()) else { return };
    if let Some(opening) = OPENINGS.iter().find(|word| title.text.starts_with(**word)) {
        // Below the unit's red name it is usual to leave the name out.
        if paper.first(Role::RedMark).is_some() {
            return;
        }
        let (line, range) = title.place(&(0..opening.len()));
        let found = marks.at(line, range, "标题没有写发文机关");
        let mut units = paper.of(Role::Signature).filter(|(_, line)| line.part == 0);
        match (units.next(), units.next()) {
            (Some((_, unit)), None) => {
                found.hint(format!("在前面写上“{}”", unit.text.trim()));
            }
            _ => {
                found.hint("在前面写上发文机关名称");
            }
        }
        return;
    }
    // 某某局会议通知, 某某县政府工作报告 name the matter in another way.
    let before = &title.text[..at.start];
    let before = QUALIFIERS.iter().find_map(|word| before.strip_suffix(word)).unwrap_or(before);
    let tells = TELLING.contains(&kind) && before.ends_with('的');
    if tells && !title.text.contains("关于") && !title.text.contains("转发") && !title.text.contains("批转")
    {
        let (line, range) = title.place(&(0..at.end));
        marks
            .at(line, range, "标题没有用“关于”引出事由")
            .hint(format!("写成“发文机关＋关于＋事由＋的{kind}”"));
    }
}
