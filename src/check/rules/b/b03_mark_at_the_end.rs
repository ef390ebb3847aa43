//! B03: a title that ends with a mark.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{title, whole};
use crate::check::text::titles::{END_MARKS, Title};
use crate::diag::diagnostic::Level;
use crate::paper::Paper;

pub const RULE: Rule = Rule {
    code: "B03",
    name: "标题末尾有标点",
    level: Level::Error,
    fix: Fix::Safe,
    clause: "GB/T 15834-2011 B.4",
    why: "标题末尾不用句号、逗号、分号、冒号和顿号。问号、叹号和省略号按需要可以用。",
    wrong: &[
        title("某某县水务局关于做好年度检查工作的通知。"),
        title("某某县水务局关于做好年度检查工作的通知："),
    ],
    right: &[
        title("某某县水务局关于做好年度检查工作的通知"),
        whole("节水，我们做到了吗？\n节约用水要从身边做起。\n"),
        title("某某县水务局关于印发《河道管理办法》的通知"),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    for part in 0..paper.parts() {
        let Some(title) = Title::of(paper, part) else { continue };
        let end = title.text.trim_end_matches(END_MARKS).len();
        if end == title.text.len() || end == 0 {
            continue;
        }
        let written = &title.text[end..];
        for (line, range) in title.places(&(end..title.text.len())) {
            marks.at(line, range, format!("标题末尾有“{written}”")).replace("");
        }
    }
}
