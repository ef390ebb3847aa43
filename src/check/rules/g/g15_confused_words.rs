//! G15: words that are often written with a wrong character.

use std::ops::Range;
use std::sync::LazyLock;

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::characters::{before, is_han};
use crate::check::text::{brackets, roles, words};
use crate::diag::diagnostic::Level;
use crate::paper::line::Line;

pub const RULE: Rule = Rule {
    code: "G15",
    name: "错字或者易混的词",
    level: Level::Warning,
    fix: Fix::Ask,
    clause: "《党政机关公文处理工作条例》第二十条",
    why: "同音、形近的字容易打错，常见的有“截止”和“截至”、“帐”和“账”、“其它”和“其他”。词表在data/reference/易错词.txt里。",
    wrong: &[
        body("截止2026年3月底，全县完成清淤30公里。"),
        body("各单位要建立工作台帐，按月更新。"),
        body("为防汛工作做出了积极贡献。"),
        body("各部门要相互配合，确保拔款及时。"),
    ],
    right: &[
        body("截至2026年3月底，全县完成清淤30公里，报名于3月5日截止，报名截止3月5日，截止日期不变。"),
        body(
            "要做为民服务的好干部，通知已印发，工作到位，全部份额由县级承担，帐篷30顶，按排名公布，常规化管理。",
        ),
    ],
    look: Look::Line(look),
};

/// An entry of the list.
struct Entry {
    wrong: &'static str,
    right: &'static str,
    /// Characters before it that make another word of it.
    not_behind: &'static str,
    /// The same for those behind it.
    not_before: &'static str,
}

static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let file = include_str!("../../../../data/reference/易错词.txt");
    file.lines().filter_map(|line| entry(line.split('#').next().unwrap_or_default())).collect()
});

fn entry(line: &'static str) -> Option<Entry> {
    let mut words = line.split_whitespace();
    let mut entry = Entry { wrong: words.next()?, right: words.next()?, not_behind: "", not_before: "" };
    for word in words {
        match (word.strip_prefix('前'), word.strip_prefix('后')) {
            (Some(characters), _) => entry.not_behind = characters,
            (_, Some(characters)) => entry.not_before = characters,
            _ => {}
        }
    }
    Some(entry)
}

fn look(line: &Line, marks: &mut Marks<'_>) {
    if !roles::is_wording(line) {
        return;
    }
    let text = &line.text;
    let pairs = brackets::pairs(text).0;
    let mut tell = |range: Range<usize>, right: &str| {
        if !brackets::is_within(&pairs, "《", range.start) {
            let written = &text[range.clone()];
            marks.here(range, format!("“{written}”应为“{right}”")).hint(format!("核对后改成“{right}”"));
        }
    };
    for entry in ENTRIES.iter() {
        for (at, wrong) in text.match_indices(entry.wrong) {
            let other = words::is_before(text, at, entry.not_behind)
                || words::is_behind(text, at + wrong.len(), entry.not_before);
            if !other {
                tell(at..at + wrong.len(), entry.right);
            }
        }
    }
    for (at, word) in text.match_indices("截止") {
        if is_until(text, at, at + word.len()) {
            tell(at..at + word.len(), "截至");
        }
    }
    for (at, word) in text.match_indices("做出") {
        if is_weighty(&text[at + word.len()..]) && !words::is_before(text, at, "能会") {
            tell(at..at + word.len(), "作出");
        }
    }
}

/// 截止 where a date follows that something has reached; `报名截止3月5日` ends on it.
fn is_until(text: &str, at: usize, end: usize) -> bool {
    let dated = text[end..].starts_with(|c: char| c.is_ascii_digit())
        || words::behind(
            text,
            end,
            &["目前", "到", "至", "今年", "去年", "上年", "本月", "上月", "月底", "年底", "昨日", "今日"],
        )
        .is_some();
    dated && before(text, at).is_none_or(|c| !is_han(c) || "但且而由".contains(c))
}

/// What one 作出.
const WEIGHTY: &[&str] = &[
    "贡献", "决定", "部署", "安排", "批示", "指示", "承诺", "规定", "判断", "处理", "处罚", "答复", "解释",
    "说明", "评价",
];

/// 做出 with what is weighty: 贡献, 决定.
fn is_weighty(rest: &str) -> bool {
    let rest = rest.strip_prefix('了').unwrap_or(rest);
    let clause = &rest[..rest.find(|c| !is_han(c)).unwrap_or(rest.len())];
    WEIGHTY.iter().any(|word| clause.find(word).is_some_and(|at| clause[..at].chars().count() <= 8))
}
