//! D17: 特此通知 twice, or behind 通知如下.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::characters::occurrences;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;

pub const RULE: Rule = Rule {
    code: "D17",
    name: "“特此通知”重复",
    level: Level::Info,
    fix: Fix::None,
    clause: "惯例",
    why: "前面写了“现将有关事项通知如下”，结尾不再写“特此通知”；“特此通知”也只写一次。",
    wrong: &[
        body("现就有关事项通知如下：\n一、认真检查。逐项检查。\n二、按时报送。月底前报送。\n特此通知。"),
        body("请认真做好检查工作。特此通知。\n请按时报送。\n特此通知。"),
    ],
    right: &[
        body("请认真做好检查工作，按时报送检查情况。\n特此通知。"),
        body(
            "根据《某某市水务局关于检查的通知》，请认真做好检查工作，报送情况如下：一是名单；二是进度。\n特此通知。",
        ),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    for part in 0..paper.parts() {
        let mut before: Option<(usize, std::ops::Range<usize>, &str)> = None;
        for (index, line) in paper.part(part).filter(|(_, line)| line.is_text()) {
            for range in occurrences(&line.text, "特此通知") {
                if let Some((at, first, message)) = &before {
                    let found = marks.at(index, range.clone(), *message);
                    found.hint("删去这里的“特此通知”").related(*at, first.clone(), "前面在这里");
                }
                before = Some((index, range, "“特此通知”写了两次"));
            }
            if before.is_none()
                && let Some(range) = occurrences(&line.text, "通知如下").next()
            {
                before = Some((index, range, "前面写了“通知如下”，结尾又写“特此通知”"));
            }
        }
    }
}
