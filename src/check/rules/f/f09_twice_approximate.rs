//! F09: a number that is made rough twice.

use std::ops::Range;

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::characters::is_han;
use crate::check::text::{numbers, roles, words};
use crate::diag::diagnostic::Level;
use crate::paper::line::Line;

pub const RULE: Rule = Rule {
    code: "F09",
    name: "约数重复",
    level: Level::Warning,
    fix: Fix::Ask,
    clause: "《党政机关公文处理工作条例》第十九条",
    why: "“约”同“左右”、“近”同“余”、“超过”同“以上”、“最低”同“以上”都是一个意思，写一个就够，写两个不精炼，有的还互相矛盾。",
    wrong: &[
        body("共清理垃圾约30吨左右。"),
        body("覆盖群众近500余户。"),
        body("全部建成约需300万元左右。"),
        body("合格率超过95%以上。"),
        body("每年至少开展两次以上演练。"),
    ],
    right: &[
        body("共清理垃圾约30吨，节约20万元左右，近10余年来没有发生险情。"),
        body(
            "合格率达到95%以上，预约100余人，约需30万元，预约有20余人，每年至少开展两次演练，处五万元以上罚款。",
        ),
    ],
    look: Look::Line(look),
};

/// Words before a number, and those behind it that say the same again.
const TWICE: &[(&[&str], &[&str])] = &[
    (&["约", "大约", "约为", "大概", "近", "将近", "接近"], &["左右", "上下", "余", "多"]),
    (&["超过", "逾"], &["以上", "余", "多"]),
    (&["最低", "最少", "至少", "不少于", "不低于", "不小于"], &["以上"]),
    (&["最高", "最多", "至多", "不超过", "不高于", "不多于"], &["以下", "以内"]),
];
/// What stands before a word that is then another: 节约, 附近.
const OTHERWISE: &str = "节预签合违公契条制履续解隐缔婚特相简附最邻临亲靠走贴赶";

fn look(line: &Line, marks: &mut Marks<'_>) {
    if !roles::is_wording(line) {
        return;
    }
    let text = &line.text;
    for number in counted(text) {
        let rough = text[number.end..].chars().next().filter(|c| matches!(c, '余' | '多')).map(String::from);
        let unit = number.end + rough.as_ref().map_or(0, String::len);
        let end = unit + unit_length(&text[unit..]);
        let is_time = text[unit..end].contains(['年', '月', '日', '天', '周']);
        for (before, behind) in TWICE {
            let Some((from, left)) = word_before(text, number.start, before) else { continue };
            if words::is_before(text, from, OTHERWISE) || (is_time && left == "近") {
                continue;
            }
            let right = rough
                .as_deref()
                .filter(|word| behind.contains(word))
                .or_else(|| words::behind(text, end, behind).filter(|word| !matches!(*word, "余" | "多")));
            if let Some(right) = right {
                let to = if rough.as_deref() == Some(right) { end } else { end + right.len() };
                marks
                    .here(from..to, format!("“{left}”和“{right}”重复"))
                    .hint(format!("只留“{left}”或者“{right}”"));
                break;
            }
        }
        if rough.is_some()
            && let Some(right) = words::behind(text, end, &["左右", "上下"])
        {
            marks.here(number.start..end + right.len(), format!("“余”“多”和“{right}”重复")).hint("只留一个");
        }
    }
}

/// A word before a number, and where it begins; `至少开展两次`: a verb may stand between.
fn word_before<'w>(text: &str, number: usize, words: &[&'w str]) -> Option<(usize, &'w str)> {
    if let Some(word) = words::before(text, number, words) {
        return Some((number - word.len(), word));
    }
    // 约需300万元, 约有50人.
    if let Some(verb) = words::before(text, number, &["需", "有", "占", "达", "合", "计"])
        && let Some(word) = words::before(text, number - verb.len(), words)
        && matches!(word, "约" | "大约" | "大概")
    {
        return Some((number - verb.len() - word.len(), word));
    }
    let verb = text[..number].char_indices().rev().take(4).take_while(|(_, c)| is_han(*c)).map(|(at, _)| at);
    verb.filter_map(|at| words::before(text, at, words).map(|word| (at - word.len(), word)))
        .find(|(_, word)| matches!(*word, "至少" | "最低" | "最少" | "最多" | "至多"))
}

/// Numbers of either kind, without what follows.
fn counted(text: &str) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = numbers::all(text).into_iter().map(|number| number.range).collect();
    let is_numeral = |c: char| "一二两三四五六七八九十百千万几".contains(c);
    let mut from = 0;
    while let Some(start) = text[from..].find(is_numeral).map(|at| from + at) {
        let end = text[start..].find(|c| !is_numeral(c)).map_or(text.len(), |at| start + at);
        // 万 behind digits belongs to them.
        if !text[..start].ends_with(|c: char| c.is_ascii_digit()) {
            all.push(start..end);
        }
        from = end;
    }
    all
}

/// Length of 万, 亿 and a unit at the beginning.
fn unit_length(text: &str) -> usize {
    let known = numbers::unit_at(text, 0).range.end;
    if known > 0 {
        return known;
    }
    ["批次", "人天", "页", "字", "颗", "棵", "本", "里", "周", "斤"]
        .iter()
        .find(|unit| text.starts_with(**unit))
        .map_or(0, |unit| unit.len())
}
