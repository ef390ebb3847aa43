//! G17: gaps where a value should stand.

use std::ops::Range;

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{body, title};
use crate::check::text::characters::{at, before, is_han};
use crate::check::text::{roles, words};
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::line::{Line, Role};

pub const RULE: Rule = Rule {
    code: "G17",
    name: "该填的内容是空的",
    level: Level::Error,
    fix: Fix::None,
    clause: "惯例",
    why: "套打、合并时没有值，就会留下“关于的通知”“共个”“（）”这样的空。供人填写的表样不算。",
    wrong: &[
        title("某某县水务局关于的通知"),
        body("全县共有个乡镇完成任务。"),
        body("请于2026年月日前报送。"),
        body("按照《》要求，认真执行。"),
        body("投入资金比上年增长%。"),
        body("由县水务局（）负责。"),
    ],
    right: &[body(
        "公共个人账户、共有家庭、年月日期、单位：%。书名号《》和括号“（）”成对使用，填写（　）年（　）月。",
    )],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    let forms = roles::forms(paper);
    for (index, line) in paper.lines.iter().enumerate().filter(|(_, line)| looks_at(line)) {
        let text = &line.text;
        let mut all: Vec<Range<usize>> = Vec::new();
        all.extend(text.match_indices("关于的").map(|(at, gap)| at..at + gap.len()));
        // In a cut copy a gap may be a cut, in a form it is there to be filled in.
        let is_form = line.role == Role::Cell || forms.contains(&line.part);
        if !paper.broken && !is_form {
            all.extend(brackets(text));
            all.extend(dates(text));
            all.extend(counts(text));
        }
        all.sort_by_key(|range| range.start);
        for range in all {
            let message = format!("“{}”里缺内容", &text[range.clone()]);
            marks.at(index, range, message).hint("填上内容，或者改写句子");
        }
    }
}

fn looks_at(line: &Line) -> bool {
    !matches!(line.role, Role::Furniture | Role::Contents | Role::Note)
}

/// Brackets and quotation marks with nothing between, unless they are spoken of.
fn brackets(text: &str) -> Vec<Range<usize>> {
    ["（）", "《》", "“”", "〔〕", "()"]
        .iter()
        .flat_map(|gap| text.match_indices(gap))
        .filter(|(at, gap)| {
            let spoken =
                words::is_before(text, *at, "“‘号") || words::is_behind(text, at + gap.len(), "”’号");
            let called = *gap == "()" && before(text, *at).is_none_or(|c| c.is_ascii_alphanumeric());
            let named = *gap == "“”" && words::is_before(text, *at, "引");
            !spoken && !called && !named
        })
        .map(|(at, gap)| at..at + gap.len())
        .collect()
}

/// `2026年月日`, `3月日`.
fn dates(text: &str) -> Vec<Range<usize>> {
    let after_digit = |at: usize| before(text, at).is_some_and(|c| c.is_ascii_digit());
    let whole = text.match_indices("年月日").map(|(at, gap)| at..at + gap.len());
    let day = text
        .match_indices("月日")
        .filter(|(at, gap)| !words::is_behind(text, at + gap.len(), "均常报程志"))
        .map(|(at, gap)| at..at + gap.len());
    whole.chain(day).filter(|range| after_digit(range.start)).collect()
}

/// `共个`, `共有个`, `增长%`.
fn counts(text: &str) -> Vec<Range<usize>> {
    // Units, each with what makes another word of it: 共有家庭.
    let units = [
        ("个", "性人体案税别旧中"),
        ("家", "庭长族园乡里具属电用务政教企"),
        ("项", "目"),
        ("名", "录单称额字义誉下"),
        ("万元", ""),
        ("亿元", ""),
        ("人次", ""),
        ("公里", "数"),
    ];
    let mut all = Vec::new();
    for word in ["共", "共有", "共计", "合计", "总计", "共完成", "累计"] {
        for (at, _) in text.match_indices(word) {
            let end = at + word.len();
            let unit = units.iter().find(|(unit, but)| {
                text[end..].strip_prefix(unit).is_some_and(|rest| !rest.starts_with(|c| but.contains(c)))
            });
            let other = word.starts_with('共') && words::is_before(text, at, "公中国总与同一党团反");
            if let Some((unit, _)) = unit.filter(|_| !other) {
                all.push(at..end + unit.len());
            }
        }
    }
    for (at, sign) in text.match_indices(['%', '％']) {
        let verbs = ["增长", "下降", "提高", "降低", "达到", "达", "增加", "减少", "上升"];
        if let Some(verb) = words::before(text, at, &verbs).filter(|_| !at_han(text, at + sign.len())) {
            all.push(at - verb.len()..at + sign.len());
        }
    }
    all
}

fn at_han(text: &str, byte: usize) -> bool {
    at(text, byte).is_some_and(is_han)
}
