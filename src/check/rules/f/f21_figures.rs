//! F21: a number that stands in the text by hand and differs from the figure of that name in the data.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::numbers;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::line::Role;

pub const RULE: Rule = Rule {
    code: "F21",
    name: "文中的数与资料算出来的不同",
    level: Level::Warning,
    fix: Fix::None,
    clause: "《党政机关公文处理工作条例》第二十条",
    why: "资料里有这个名称的数字，文中另外手写了一个，两个不一样。把手写的数换成“【名称】”，就总同台账一致。只有从资料生成的文件才查。",
    wrong: &[body("年内清淤工程投资1250.5万元。"), body("全县清淤工程投资达到1200万元。")],
    right: &[body("清淤工程投资1300万元，下达清淤工程投资500万元，城关镇清淤工程投资200万元。")],
    look: Look::Paper(look),
};

/// What may stand between a name and its number.
const LINKS: &[&str] = &["达到", "共计", "总计", "为", "达", "共", "是", "：", "完成"];
/// What may stand before a name that is then still the whole.
const SCOPES: &[&str] =
    &["全国", "全省", "全市", "全县", "全区", "全镇", "全乡", "全局", "全校", "全院", "全年", "年内"];

fn look(paper: &Paper, context: &Context, marks: &mut Marks<'_>) {
    for (index, line) in paper.lines.iter().enumerate().filter(|(_, line)| line.role == Role::Body) {
        let text = &line.text;
        for (name, value) in context.figures.iter().filter(|(name, _)| name.chars().count() >= 3) {
            let Some(figure) = numbers::all(value).into_iter().next() else { continue };
            for (at, _) in text.match_indices(name.as_str()) {
                let left = &text[..at];
                let clause = &left[left
                    .rfind(['，', '。', '；', '：', '、', '！', '？'])
                    .map_or(0, |mark| mark + '，'.len_utf8())..];
                if !(clause.trim().is_empty() || SCOPES.contains(&clause.trim())) {
                    continue;
                }
                let mut behind = at + name.len();
                while let Some(link) = LINKS.iter().find(|link| text[behind..].starts_with(**link)) {
                    behind += link.len();
                }
                if !text[behind..].starts_with(|c: char| c.is_ascii_digit()) {
                    continue;
                }
                let Some(number) =
                    numbers::all(&text[behind..]).into_iter().next().filter(|n| n.range.start == 0)
                else {
                    continue;
                };
                let agrees = match (number.whole(), figure.whole()) {
                    (Some(a), Some(b)) => (a - b).abs() <= number.rounding().max(figure.rounding()),
                    _ => true,
                };
                if number.unit.name == figure.unit.name && !agrees {
                    let end = behind + number.unit.range.end.max(number.range.end);
                    marks
                        .at(
                            index,
                            behind..end,
                            format!("资料算出的“{name}”是{value}，这里写的是{}", &text[behind..end]),
                        )
                        .hint(format!("核对；把数换成“【{name}】”，就总同资料一致"));
                }
            }
        }
    }
}
