//! B05: 关于, 转发 or 印发 twice in a title.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::title;
use crate::check::text::titles::Title;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;

pub const RULE: Rule = Rule {
    code: "B05",
    name: "标题里“关于”“转发”重叠",
    level: Level::Warning,
    fix: Fix::Ask,
    clause: "惯例",
    why: "转发、印发文件的标题容易层层相套，出现两个“关于”、几个“转发”。转发时省去自己的“关于”，或者给原标题加书名号；几级转发的，直接转发最初的文件。",
    wrong: &[
        title("某某县水务局关于转发市水务局关于做好年度检查工作文件的通知"),
        title("某某县水务局转发《市水务局转发〈省水利厅关于做好年度检查工作的通知〉的通知》的通知"),
    ],
    right: &[
        title("某某县水务局转发市水务局关于做好年度检查工作文件的通知"),
        title("某某县水务局关于转发《市水务局关于做好年度检查工作的通知》的通知"),
        title("某某县水务局关于印发《河道清淤方案》的通知"),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    let Some(title) = Title::of(paper, 0) else { return };
    let all = |word: &'static str| {
        title.text.match_indices(word).map(|(at, _)| at..at + word.len()).collect::<Vec<_>>()
    };
    let passes_on = title.text.contains("转发") || title.text.contains("批转");
    let hints = [
        (
            "关于",
            title.bare("关于"),
            if passes_on {
                "省去前一个“关于”，写成“某某局转发某某局关于……的通知”，或者给原标题加书名号"
            } else {
                "留一个“关于”，或者给引用的标题加书名号"
            },
        ),
        ("转发", all("转发"), "直接转发最初的文件，中间各级的转发情况写在正文里"),
        ("印发", title.bare("印发"), "留一个“印发”"),
    ];
    for (word, places, hint) in hints {
        if let [first, second, ..] = places.as_slice() {
            let (line, range) = title.place(second);
            let (first_line, first_range) = title.place(first);
            marks.at(line, range, format!("标题里有两个“{word}”")).hint(hint).related(
                first_line,
                first_range,
                "前一个在这里",
            );
        }
    }
}
