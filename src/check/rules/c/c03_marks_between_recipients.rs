//! C03: 主送机关 with blanks or semicolons between them.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::recipients;
use crate::check::text::unit_lists;
use crate::diag::diagnostic::Level;
use crate::paper::end_matter::is_unit;
use crate::paper::line::{Line, Role};
use crate::paper::number::is_blank;

pub const RULE: Rule = Rule {
    code: "C03",
    name: "主送机关之间的标点不对",
    level: Level::Warning,
    fix: Fix::None,
    clause: "惯例",
    why: "主送机关之间，同一类的用顿号，不同类的用逗号，不用分号、空格和斜线。半角逗号由 G01 查。",
    wrong: &[
        recipients("各乡镇人民政府；县直有关单位："),
        recipients("各乡镇人民政府　县直有关单位："),
        recipients("县财政局/县审计局："),
    ],
    right: &[
        recipients("各县（市、区）水务局，某某区农林水局、某某区水务局，局属各单位："),
        recipients("各乡、镇人民政府："),
    ],
    look: Look::Line(look),
};

fn look(line: &Line, marks: &mut Marks<'_>) {
    if line.role != Role::Recipients {
        return;
    }
    let text = &line.text;
    let list = unit_lists::list(text);
    let mut depth = 0_usize;
    for (at, c) in text[list.clone()].char_indices().map(|(at, c)| (list.start + at, c)) {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            '；' | ';' | '/' | '／' if depth == 0 => {
                marks.here(at..at + c.len_utf8(), format!("主送机关之间用了“{c}”")).hint(HINT);
            }
            c if is_blank(c) && depth == 0 => {
                // Blanks inside a name are something else.
                let before =
                    text[list.start..at].rsplit(['、', '，', ' ', '\u{3000}']).next().unwrap_or_default();
                let is_whole = is_unit(before) || before.ends_with("单位") || before.ends_with("部门");
                if is_whole && before.chars().count() >= 3 {
                    marks.here(at..at + c.len_utf8(), "主送机关之间用了空格").hint(HINT);
                }
            }
            _ => {}
        }
    }
}

const HINT: &str = "同一类的机关之间用“、”，不同类的用“，”";
