//! A18: 紧急程度 that is neither 特急 nor 加急.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::whole;
use crate::check::text::document_numbers::trimmed;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::end_matter::packed;
use crate::paper::line::Role;

pub const RULE: Rule = Rule {
    code: "A18",
    name: "紧急程度不是“特急”“加急”",
    level: Level::Error,
    fix: Fix::Ask,
    clause: "《党政机关公文处理工作条例》第九条第三项",
    why: "紧急公文分别标注“特急”“加急”；“特提”“平急”只用于电报。“急件”“紧急”等是以前的写法。",
    wrong: &[whole(
        "急件\n某某县水务局文件\n某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n",
    )],
    right: &[
        whole(
            "特急\n某某县水务局文件\n某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n",
        ),
        whole(
            "平急\n某水明电〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n",
        ),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    let head = |role| paper.of(role).any(|(_, line)| line.text.contains('电'));
    let is_telegram = paper.is_telegram() || head(Role::DocumentNumber) || head(Role::RedMark);
    for (index, line) in paper.of(Role::Urgency) {
        let range = trimmed(&line.text, 0..line.text.len());
        let word = packed(&line.text);
        let is_right = ["特急", "加急"].contains(&word.as_str())
            || is_telegram && ["特提", "平急"].contains(&word.as_str());
        if !is_right {
            let hint = if ["特提", "平急"].contains(&word.as_str()) {
                "这个词只用于电报，公文写“特急”或者“加急”"
            } else {
                "按紧急程度写“特急”或者“加急”"
            };
            marks.at(index, range, format!("紧急程度写成了“{word}”")).hint(hint);
        }
    }
}
