//! B07: lines of a title that are too long, or end where they should not.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::title;
use crate::check::text::brackets;
use crate::check::text::titles::{self, Title, halves};
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::line::Role;

pub const RULE: Rule = Rule {
    code: "B07",
    name: "标题分行不当",
    level: Level::Warning,
    fix: Fix::None,
    clause: "GB/T 9704-2012 7.3.1",
    why: "标题分一行或多行居中排布，回行时词意要完整。2号字一行最多排二十个字；词、数和单位、机关名称、短的书名不拆在两行，末行不能只有一个字，“的”“和”不放在行首。",
    wrong: &[
        title("某某县水务局关于做好2026\n年度检查工作的通知"),
        title("某某县水务局关于做好年度检查工作\n的通知"),
        title("某某县水务局关于做好年度检查工作的通\n知"),
        title("某某县\n水务局关于做好年度检查工作的通知"),
        title("某某县水务局关于印发《河道\n清淤方案》的通知"),
        title("某某县水务局关于认真做好全县小型水利工程年度\n检查工作的通知"),
    ],
    right: &[
        title("某某县水务局关于做好2026年度\n水利工程检查工作的通知"),
        title("某某县水务局关于认真做好全县水利工程年度检查工作的通知"),
        title("某某县水务局关于做好年度检查\n和平渠清淤工作的通知"),
        title("某某县水务局关于印发《小型水库\n安全运行专项整治三年行动方案》的通知"),
        title("某某县水务局关于印发《全县小型\n水库安全运行专项整治三年\n行动实施方案》的通知"),
    ],
    look: Look::Paper(look),
};

/// Halves of a character that a line of 2号 holds.
const WIDEST: usize = 40;
/// Words with 和 at their beginning.
const WITH_HE: [&str; 12] =
    ["和谐", "和平", "和美", "和田", "和县", "和解", "和顺", "和龙", "和政", "和静", "和硕", "和林"];

fn look(paper: &Paper, context: &Context, marks: &mut Marks<'_>) {
    let rows = titles::rows(paper);
    let Some(whole) = Title::of(paper, 0).filter(|_| rows.len() > 1) else { return };
    let text = |row: &(usize, std::ops::Range<usize>)| &paper.lines[row.0].text[row.1.clone()];
    for row in &rows {
        let width = halves(text(row));
        if width > WIDEST {
            marks
                .at(row.0, row.1.clone(), format!("标题的这一行有{}个字，2号字一行排不下", width.div_ceil(2)))
                .hint("分成长短相近的几行，每行不超过二十个字");
        }
    }
    let mut at = 0;
    for (index, pair) in rows.windows(2).enumerate() {
        let (above, below) = (text(&pair[0]), text(&pair[1]));
        at += above.len();
        let first = below.chars().next().map_or(0, char::len_utf8);
        let place = pair[1].1.start..pair[1].1.start + first;
        if index + 2 == rows.len() && below.chars().count() == 1 {
            marks
                .at(pair[1].0, pair[1].1.clone(), "标题的末行只有一个字")
                .hint("把上一行末尾的几个字移到这一行，或者合成一行");
        } else if let Some(broken) = broken(&whole.text, at, paper, context) {
            marks.at(pair[1].0, place, format!("“{broken}”拆在了两行")).hint("整个放在同一行");
        } else if let Some(message) = begins_badly(below) {
            marks.at(pair[1].0, place, message).hint("移到上一行的末尾，或者换一个地方分行");
        } else if is_in_number(above, below) {
            marks.at(pair[1].0, place, "数和单位拆在了两行").hint("数和后面的单位放在同一行");
        }
    }
}

/// What a break at a byte of the title parts although it fits on a line.
fn broken<'a>(title: &'a str, at: usize, paper: &Paper, context: &Context) -> Option<&'a str> {
    let parts = |start: usize, end: usize| start < at && at < end && halves(&title[start..end]) <= WIDEST;
    let kind = crate::paper::recognise::kind_of(title);
    let units =
        paper.of(Role::Signature).filter(|(_, line)| line.part == 0).map(|(_, line)| line.text.trim());
    for word in
        units.chain(context.own.iter().map(String::as_str)).chain(kind).filter(|word| !word.is_empty())
    {
        if let Some(start) =
            title.match_indices(word).map(|(start, _)| start).find(|&start| parts(start, start + word.len()))
        {
            return Some(&title[start..start + word.len()]);
        }
    }
    let (pairs, _) = brackets::pairs(title);
    // 的 behind a name stays on its line, and so does 的通知, which is no line of its own.
    let end = |pair: &brackets::Pair| {
        let tail = &title[pair.outer.end..];
        match (tail.starts_with('的'), tail.chars().count()) {
            (true, ..=4) => title.len(),
            (true, _) => pair.outer.end + "的".len(),
            _ => pair.outer.end,
        }
    };
    pairs.iter().find(|pair| parts(pair.outer.start, end(pair))).map(|pair| &title[pair.outer.clone()])
}

fn begins_badly(line: &str) -> Option<&'static str> {
    if line.starts_with('的') {
        return Some("标题的一行以“的”开头");
    }
    if line.starts_with('和') && !WITH_HE.iter().any(|word| line.starts_with(word)) {
        return Some("标题的一行以“和”开头");
    }
    line.starts_with(['、', '，', '）', ')', '》', '”']).then_some("标题的一行以标点开头")
}

fn is_in_number(above: &str, below: &str) -> bool {
    above.ends_with(|c: char| c.is_ascii_digit())
        && below.starts_with(|c: char| {
            c.is_ascii_digit() || "年月日号个项位名家届次周期批条起件处户亩元万亿%％—～".contains(c)
        })
}
