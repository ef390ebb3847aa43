//! F14: dates that only hold on the day of writing.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::{brackets, words};
use crate::diag::diagnostic::Level;
use crate::paper::Paper;

pub const RULE: Rule = Rule {
    code: "F14",
    name: "时间写得不具体",
    level: Level::Info,
    fix: Fix::Ask,
    clause: "惯例",
    why: "公文要存档备查，“去年”“上月”“近日”过后就说不清是哪一天。按习惯写具体的年月日。同一句前面已经写明年份的、“今年”，不算。",
    wrong: &[body("去年全县完成清淤30公里。"), body("近日，县防汛指挥部召开会议。")],
    right: &[
        body("2025年全县完成清淤30公里，比去年多5公里。请于6月8日前报送。"),
        body("回顾过去，年轻干部在最近日子里成长很快，声明年限以合同为准。"),
    ],
    look: Look::Paper(look),
};

/// Words; what before or behind them makes another word of it.
const WORDS: &[(&str, &str, &str)] = &[
    ("去年", "过逝失", "轻"),
    ("前年", "目以之从0123456789", "轻"),
    ("明年", "证说声表注标载写文发", "轻龄限"),
    ("上月", "以", ""),
    ("上个月", "", ""),
    ("下月", "以", ""),
    ("下个月", "", ""),
    ("昨天", "", ""),
    ("近日", "最附邻接", "点"),
    ("日前", "0123456789目今昨日X×x", ""),
    ("前不久", "", ""),
];

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    if !(paper.is_kind("通知") || paper.is_kind("报告")) {
        return;
    }
    for (word, not_behind, not_before) in WORDS {
        for (index, line) in paper.lines.iter().enumerate().filter(|(_, line)| line.is_prose()) {
            let text = &line.text;
            let pairs = brackets::pairs(text).0;
            let found = text.match_indices(word).find(|(at, _)| {
                !words::is_before(text, *at, not_behind)
                    && !words::is_behind(text, at + word.len(), not_before)
                    && !brackets::is_within(&pairs, "“《", *at)
                    && !names_year(&text[..*at])
            });
            if let Some((at, _)) = found {
                marks
                    .at(index, at..at + word.len(), format!("“{word}”没有写明是哪一年哪一月"))
                    .hint("写具体的年份或者日期");
                // Once a document: it is a habit, not a slip.
                break;
            }
        }
    }
}

/// Whether a year stands in a text: four digits and 年.
fn names_year(text: &str) -> bool {
    text.match_indices('年')
        .any(|(at, _)| text.as_bytes()[..at].iter().rev().take(4).filter(|b| b.is_ascii_digit()).count() == 4)
}
