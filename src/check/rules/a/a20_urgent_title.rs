//! A20: 紧急 in a title.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::title;
use crate::diag::diagnostic::Level;
use crate::paper::line::{Line, Role};
use crate::paper::number::is_blank;

pub const RULE: Rule = Rule {
    code: "A20",
    name: "标题里写了“紧急”",
    level: Level::Info,
    fix: Fix::None,
    clause: "惯例",
    why: "公文紧急与否用版头的紧急程度（特急、加急）来表示。标题里写“紧急通知”的也常见，写了的话版头一般还要标紧急程度。",
    wrong: &[title("某某县水务局关于做好防汛工作的紧急通知")],
    right: &[title("某某县水务局关于做好紧急情况处置工作的通知")],
    look: Look::Line(look),
};

fn look(line: &Line, marks: &mut Marks<'_>) {
    let text = line.text.trim_end_matches(is_blank);
    if line.role != Role::Title {
        return;
    }
    for kind in ["通知", "通告", "公告", "请示", "报告", "函", "通报"] {
        if let Some(at) = text.strip_suffix(kind).and_then(|before| before.strip_suffix("紧急")).map(str::len)
        {
            marks
                .here(at..at + "紧急".len(), "标题里写了“紧急”")
                .hint("紧急程度一般写在版头（特急、加急），标题里可以不写");
        }
    }
}
