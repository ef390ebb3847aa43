//! G09: items that are parted by ； although one has a 。 within.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::brackets;
use crate::diag::diagnostic::Level;
use crate::paper::line::{Line, Role};

pub const RULE: Rule = Rule {
    code: "G09",
    name: "分项里有句号，各项末尾又用分号",
    level: Level::Warning,
    fix: Fix::None,
    clause: "GB/T 15834-2011 附录A.5",
    why: "分项列举的各项，有一项里面已经用了句号，各项末尾就不能再用分号，都用句号。",
    wrong: &[
        body("要求如下：\n一是抓好清淤。县级河道由县水务局负责；二是抓好护岸。"),
        body("要求如下：\n1.清淤由县水务局负责，按月调度。年底前完成；\n2.护岸由各乡镇负责。"),
    ],
    right: &[body(
        "要求如下：\n一是抓好清淤；二是抓好护岸，落实“以河养河。”的要求。\n1.清淤。由县水务局负责；\n2.护岸。由各乡镇负责。",
    )],
    look: Look::Line(look),
};

fn look(line: &Line, marks: &mut Marks<'_>) {
    if line.role != Role::Body {
        return;
    }
    let text = &line.text;
    let pairs = brackets::pairs(text).0;
    let has_stop = |from: usize, to: usize| {
        text[from..to].match_indices('。').any(|(at, _)| !brackets::is_within(&pairs, "“（《", from + at))
    };
    // 一是……；二是……
    let numerals = ["一", "二", "三", "四", "五", "六", "七", "八"];
    for pair in numerals.windows(2) {
        let next = format!("；{}是", pair[1]);
        let first = format!("{}是", pair[0]);
        let Some(end) = text.find(&next) else { continue };
        if text[..end].rfind(&first).is_some_and(|start| has_stop(start, end)) {
            let range = end..end + '；'.len_utf8();
            marks
                .here(range, "这一项里面有句号，末尾又用了分号")
                .hint("各项末尾都用句号，或者去掉项里的句号");
            return;
        }
    }
    // An item of its own; a run-in heading's 。 is let pass.
    let trimmed = text.trim_end();
    if line.mark.is_some() && trimmed.ends_with('；') {
        let end = trimmed.len() - '；'.len_utf8();
        let heading = line.heading();
        let is_heading = !heading.contains('，') && heading.chars().count() <= 20;
        let start = if is_heading { text.len() - line.said().len() } else { line.words.start };
        if start < end && has_stop(start, end) {
            marks
                .here(end..trimmed.len(), "这一项里面有句号，末尾又用了分号")
                .hint("各项末尾都用句号，或者去掉项里的句号");
        }
    }
}
