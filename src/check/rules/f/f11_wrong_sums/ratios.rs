//! Percentages with both numbers beside them: `由120万元增加到150万元，增长25%`, `抽检100批次，合格97批次，合格率97%`.

use std::ops::Range;

use rust_decimal::Decimal;

use super::lists::{exactness, sentences};
use crate::check::marks::Marks;
use crate::check::text::numbers::{self, Found};
use crate::check::text::words;
use crate::paper::line::Line;

const UP: &[&str] = &["增加", "增长", "提高", "提升", "上升", "上涨", "扩大"];
const DOWN: &[&str] = &["减少", "下降", "降低", "缩减", "压减", "下调"];
/// Words that make another time or another whole of a rate.
const OTHER_BASE: &[&str] = &[
    "累计",
    "本月",
    "当月",
    "上半年",
    "本季",
    "新增",
    "年均",
    "月均",
    "平均",
    "其中",
    "上年",
    "去年",
    "同期",
    "目标",
    "力争",
    "不低于",
];

pub fn look(index: usize, line: &Line, marks: &mut Marks<'_>) {
    let text = &line.text;
    for sentence in sentences(text, &['。', '！', '？', '；', ';']) {
        let said = &text[sentence.clone()];
        let found = numbers::all(said);
        let mut told = |range: Range<usize>, message: String| {
            let range = sentence.start + range.start..sentence.start + range.end;
            marks.at(index, range, message).hint("按原数重新算一遍");
        };
        for at in 0..found.len() {
            growth(said, &found, at, &mut told);
            growth_over(said, &found, at, &mut told);
            rate(said, &found, at, &mut told);
        }
    }
}

fn end_of(number: &Found) -> usize {
    number.unit.range.end.max(number.range.end)
}

fn is_percent(number: &Found) -> bool {
    matches!(number.unit.name.as_str(), "%" | "％")
}

fn is_amount(number: &Found) -> bool {
    !matches!(number.unit.name.as_str(), "" | "年" | "月" | "日" | "号" | "%" | "％" | "‰" | "倍" | "岁")
}

/// The percentages that `part / whole - less` may be, given what rounding may have taken; `None` if the whole may be nothing.
fn bounds(part: &Found, whole: &Found, less: Decimal) -> Option<(Decimal, Decimal)> {
    let (a, b) = (part.whole()?, whole.whole()?);
    let (da, db) = (exactness(part), exactness(whole));
    let low = (a - da).checked_div(b + db)?;
    let lower = (b - db).max(Decimal::ZERO);
    let high = (a + da).checked_div(lower)?;
    Some(((low - less) * Decimal::ONE_HUNDRED, (high - less) * Decimal::ONE_HUNDRED))
}

/// Whether a percentage lies between them; a last place cut off instead of rounded is let pass.
fn agrees(percent: &Found, sign: Decimal, (low, high): (Decimal, Decimal)) -> bool {
    let slack = Decimal::new(1, percent.decimals);
    let value = percent.value * sign;
    value >= low - slack && value <= high + slack
}

/// `由120万元增加到150万元，增长25%`.
fn growth(said: &str, found: &[Found], at: usize, told: &mut dyn FnMut(Range<usize>, String)) {
    let percent = &found[at];
    if !is_percent(percent) || at < 2 {
        return;
    }
    let (old, new) = (&found[at - 2], &found[at - 1]);
    // 由2024年的120万元增加到2025年的150万元: years stand between.
    let (old, new) = match (is_amount(old), is_amount(new)) {
        (true, true) => (old, new),
        (false, true) if at >= 3 && old.unit.name == "年" && is_amount(&found[at - 3]) => {
            (&found[at - 3], new)
        }
        _ => return,
    };
    if old.unit.name != new.unit.name || old.range.len() == 4 && old.unit.name == "年" {
        return;
    }
    let left = &said[..old.range.start];
    let clause = &left[left.rfind(['，', ',', '：', '。']).map_or(0, |at| at)..];
    let between = &said[end_of(old).min(new.range.start)..new.range.start];
    let tail = &said[end_of(new).min(percent.range.start)..percent.range.start];
    let verbs: Vec<&str> = UP.iter().chain(DOWN).copied().collect();
    let changes = verbs
        .iter()
        .any(|verb| ["到", "至", "为"].iter().any(|to| between.starts_with(&format!("{verb}{to}"))));
    let tail_words = tail.trim_start_matches(['，', ',', ' ']);
    // 同比 may be of another year than the number before; some growth is reckoned at other prices.
    let other_prices =
        ["生产总值", "GDP", "增加值", "可比", "不变价", "产值"].iter().any(|word| said.contains(word));
    let tail_words = ["共", "增幅为", "增幅达", "增幅", "降幅为", "降幅"]
        .iter()
        .find_map(|word| tail_words.strip_prefix(word))
        .unwrap_or(tail_words);
    let stem = tail_words.trim_end_matches('了');
    let is_up = UP.contains(&stem) || (stem.is_empty() && tail.contains("增幅"));
    let is_down = DOWN.contains(&stem) || (stem.is_empty() && tail.contains("降幅"));
    let begins = clause.contains(['由', '从']);
    let same_time = !OTHER_BASE.iter().any(|word| tail.contains(word));
    if !(begins && changes && (is_up || is_down) && same_time) || other_prices {
        return;
    }
    let Some(bounds) = bounds(new, old, Decimal::ONE) else { return };
    let sign = if is_up { Decimal::ONE } else { Decimal::NEGATIVE_ONE };
    tell_growth(percent, sign, bounds, told);
}

/// `1200万元，比上年1000万元增长25%`.
fn growth_over(said: &str, found: &[Found], at: usize, told: &mut dyn FnMut(Range<usize>, String)) {
    let [.., new, old, percent] = &found[..=at] else { return };
    if !is_percent(percent) || !is_amount(old) || !is_amount(new) || old.unit.name != new.unit.name {
        return;
    }
    let between =
        said[end_of(new).min(old.range.start)..old.range.start].trim_start_matches(['，', ',', ' ']);
    let base = between.strip_prefix(['比', '较']).map(|rest| rest.trim_end_matches('的'));
    let is_base = base.is_some_and(|base| {
        ["上年", "去年", "上年同期", "去年同期", "前年", "上月", "上季度", "上期"].contains(&base)
    });
    let tail = said[end_of(old).min(percent.range.start)..percent.range.start].trim_end_matches('了');
    let sign = match tail {
        tail if UP.contains(&tail) => Decimal::ONE,
        tail if DOWN.contains(&tail) => Decimal::NEGATIVE_ONE,
        _ => return,
    };
    let is_rough = [new, old]
        .iter()
        .any(|number| words::before(said, number.range.start, &["约", "近", "超", "超过", "逾"]).is_some());
    let Some(bounds) = bounds(new, old, Decimal::ONE).filter(|_| is_base && !is_rough) else { return };
    tell_growth(percent, sign, bounds, told);
}

/// A percentage of growth against what the two numbers give.
fn tell_growth(
    percent: &Found,
    sign: Decimal,
    bounds: (Decimal, Decimal),
    told: &mut dyn FnMut(Range<usize>, String),
) {
    if !agrees(percent, sign, bounds) {
        let right = ((bounds.0 + bounds.1) / Decimal::TWO).abs().round_dp(percent.decimals.max(1));
        let way = if bounds.0.is_sign_negative() { "下降" } else { "增长" };
        told(
            percent.range.start..end_of(percent),
            format!("按前面两个数算是{way}{}%，这里写的是{}%", right.normalize(), percent.value),
        );
    }
}

/// `抽检100批次，合格97批次，合格率97%`: the rate has the verb of the number before it.
fn rate(said: &str, found: &[Found], at: usize, told: &mut dyn FnMut(Range<usize>, String)) {
    let percent = &found[at];
    if !is_percent(percent) || at < 2 {
        return;
    }
    let (whole, part) = (&found[at - 2], &found[at - 1]);
    if !is_amount(whole) || !is_amount(part) || whole.unit.name != part.unit.name {
        return;
    }
    let clause_start = |byte: usize| said[..byte].rfind(['，', ',', '、', '：']).map_or(0, |at| at);
    let verb_words = said[clause_start(part.range.start).max(end_of(whole))..part.range.start]
        .trim_start_matches(['，', ',', '、', '已', '实', '际', ' ']);
    let tail =
        said[end_of(part).min(percent.range.start)..percent.range.start].trim_start_matches(['，', ',', ' ']);
    let Some(stem) = ["率为", "率达到", "率达", "率", "进度", "进度为", "比例", "比例为", "比例达"]
        .iter()
        .find_map(|end| tail.strip_suffix(end))
        .or(Some(tail))
        .map(|stem| stem.trim_start_matches("实际"))
    else {
        return;
    };
    let is_rate_of_verb = stem.chars().count() >= 2 && !verb_words.is_empty() && {
        let ends: String = stem.chars().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect();
        verb_words.contains(&ends) && stem.chars().count() <= 6
    };
    let whole_clause = &said[clause_start(whole.range.start)..whole.range.start];
    let told_apart =
        [whole_clause, verb_words, tail].iter().any(|words| OTHER_BASE.iter().any(|odd| words.contains(odd)));
    let gap = &said[end_of(whole).min(part.range.start)..part.range.start];
    let near = gap.chars().count() <= 24 && gap.contains(['，', ',', '、']);
    if !is_rate_of_verb || told_apart || !near || tail.contains(['，', ',']) {
        return;
    }
    // 完成 of a plan may be more than it; of what was counted it cannot.
    let Some(bounds) = bounds(part, whole, Decimal::ZERO) else { return };
    let is_rough = words::before(said, part.range.start, &["约", "近", "超", "超过"]).is_some();
    if !is_rough && !agrees(percent, Decimal::ONE, bounds) {
        let right = ((bounds.0 + bounds.1) / Decimal::TWO).round_dp(percent.decimals.max(1));
        told(
            percent.range.start..end_of(percent),
            format!("按前面两个数算是{}%，这里写的是{}%", right.normalize(), percent.value),
        );
    }
}
