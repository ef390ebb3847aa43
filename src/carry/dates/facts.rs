//! What is said around a day: that something was done by then, that it is to be done, or what the year is.
//!
//! Words decide here, not grammar. What is not clear counts as done: a day that stays is only named, a fact that moves is untrue.

use std::ops::Range;

use crate::carry::dates::figure;
use crate::carry::dates::scan::{self, Mention};

/// What tells that something was done, wherever it stands.
const DONE: [&str; 15] = [
    "已",
    "截至",
    "以来",
    "同比",
    "环比",
    "比去年",
    "较去年",
    "比上年",
    "较上年",
    "之年",
    "周年",
    "出生",
    "荣获",
    "被评为",
    "获评",
];

/// Papers and people come to be by these: `2026年修订的`.
const ENACTED: [&str; 16] = [
    "修订",
    "修正",
    "制定",
    "印发",
    "出台",
    "颁布",
    "公布",
    "发布",
    "下发",
    "通过",
    "批准",
    "成立",
    "颁发",
    "实施的",
    "发生",
    "查处",
];

/// What tells that something is to be done.
const PLANNED: [&str; 19] = [
    "要",
    "应",
    "须",
    "拟",
    "将",
    "请",
    "计划",
    "力争",
    "争取",
    "确保",
    "达到",
    "不少于",
    "不低于",
    "不超过",
    "不得",
    "目标",
    "预计",
    "预算",
    "起施行",
];

/// Words that have one of those in them and tell nothing.
const NOT_PLANNED: [&str; 20] = [
    "主要", "重要", "纪要", "概要", "摘要", "紧要", "响应", "供应", "相应", "应急", "反应", "应用", "适应",
    "对应", "效应", "申请", "请示", "聘请", "模拟", "将军",
];

/// Words that have 了 and tell nothing.
const NOT_DONE: [&str; 5] = ["为了", "除了", "了解", "了望", "罢了"];

/// Of what a plan over some years speaks.
const LASTING: [&str; 9] = ["行动", "规划", "两年", "三年", "五年", "周期", "期间", "近", "任期"];

/// The words around a day: from the beginning of its clause to the next year or the end of the sentence.
pub fn around(text: &str, start: usize, from: usize, until: usize) -> Range<usize> {
    let sentence = scan::sentence(text, start);
    let clause = text[sentence.start..start].rfind(['，', ',', '：', ':']).map_or(sentence.start, |at| {
        let at = sentence.start + at;
        at + text[at..].chars().next().map_or(1, char::len_utf8)
    });
    clause.max(from).min(start)..sentence.end.min(until).max(start)
}

/// Whether the words around a day tell that something was done by then, or what the year is.
pub fn tells_done(text: &str, around: &Range<usize>, mention: &Mention) -> bool {
    let before = &text[around.start..mention.range.start];
    let after = &text[mention.end().min(around.end)..around.end];
    let whole = &text[around.clone()];
    if let Some(end) = deadline(after) {
        let end = end.min(after.len());
        let rest = after[end..].trim_start_matches(['就', '均', '都', '全', '部', '面']);
        let clause = after.find(['，', ',']).map_or(after, |at| &after[..at.max(end)]);
        return before.contains('已')
            || before.contains("截至")
            || rest.starts_with('已')
            || has_le(clause)
            || clause.contains("出生");
    }
    if mention.month.is_none()
        && ["是", "为", "系", "适逢", "正值"].iter().any(|word| after.starts_with(word))
    {
        return true;
    }
    let closing = before.contains("截止")
        && !["时间", "日期", "报名", "报送", "申报", "提交"].iter().any(|word| before.contains(word));
    let enacted = ENACTED.iter().any(|word| {
        after.starts_with(word)
            || whole
                .match_indices(word)
                .any(|(at, _)| whole[at + word.len()..].starts_with(['的', '了', '）', ')']))
    });
    closing || enacted || has_le(whole) || DONE.iter().any(|word| whole.contains(word))
}

/// Whether a text has figures and no word tells that they are to be reached.
pub fn reports_figures(text: &str, around: &Range<usize>) -> bool {
    let whole = &text[around.clone()];
    let open = |at: usize| scan::in_formula(text, at) || scan::in_name(text, at);
    let bare = NOT_PLANNED.iter().fold(whole.to_owned(), |bare, word| bare.replace(word, ""));
    figure(whole).is_some_and(|found| !open(around.start + found.start))
        && !PLANNED.iter().any(|word| bare.contains(word))
        && deadline_in(whole).is_none()
}

/// Whether years that are named together are those of a plan or of a look back, which keeps its years.
pub fn is_lasting(text: &str, around: &Range<usize>) -> bool {
    LASTING.iter().any(|word| text[around.clone()].contains(word))
}

/// Whether a day begins something: `3月5日起`.
pub fn begins(after: &str) -> bool {
    let after = after.trim_start_matches(['）', ')', ' ']);
    ["起", "开始", "以后", "之后", "后", "至", "到", "—", "－", "-", "~", "～"]
        .iter()
        .any(|word| after.starts_with(word))
}

/// Where the words end that make a deadline of the day before them: `底前`, `（星期四）下班前`, `12:00以前`.
fn deadline(after: &str) -> Option<usize> {
    let window: usize =
        after.chars().take(12).take_while(|c| !"，。；、".contains(*c)).map(char::len_utf8).sum();
    deadline_in(&after[..window])
}

fn deadline_in(text: &str) -> Option<usize> {
    text.match_indices('前').map(|(at, word)| at + word.len()).find(|end| {
        !text[*end..]
            .starts_with(['期', '往', '提', '后', '来', '述', '列', '景', '进', '沿', '线', '款', '三', '两'])
            && !["目前", "当前", "提前", "年前", "此前", "空前", "跟前", "眼前"]
                .iter()
                .any(|word| text[..*end].ends_with(word))
    })
}

/// 了, as what was done has it.
fn has_le(text: &str) -> bool {
    text.match_indices('了').any(|(at, word)| {
        let end = at + word.len();
        !NOT_DONE.iter().any(|known| {
            text[..end].ends_with(known) || known.starts_with(word) && text[at..].starts_with(known)
        })
    })
}
