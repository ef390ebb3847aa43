//! The stages of a plan: members of a list that say from when to when they last.

use std::ops::Range;

use crate::check::text::dates::{self, Found};
use crate::check::text::lists::List;
use crate::paper::Paper;

/// A stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// Its line.
    pub line: usize,
    /// Where its time stands.
    pub range: Range<usize>,
    /// First day as (year, month, day); `None` if only a last one is given. Where no year is written it is that of the stages
    /// before, or 0.
    pub from: Option<Day>,
    /// Last day.
    pub to: Day,
}

/// Year, month and day.
pub type Day = (i32, u32, u32);

/// Words that make a member a stage.
const WORDS: &[&str] =
    &["阶段", "步骤", "动员", "启动", "部署", "实施", "验收", "总结", "攻坚", "巩固", "自查"];
/// Words of times that come again, or that belong to two years.
const APART: &[&str] = &["每", "次年", "翌年", "下一年", "长期", "全年", "常态", "上年", "同期"];

/// The stages of a list; empty unless two of its members at least are stages and have a time.
pub fn of(paper: &Paper, list: &List) -> Vec<Stage> {
    let mut stages: Vec<Stage> = Vec::new();
    let mut year = 0;
    for &line in &list.members {
        let text = &paper.lines[line].text;
        let head = &text[..text.char_indices().nth(60).map_or(text.len(), |(at, _)| at)];
        let head = &head[..head.find(['。', '；']).unwrap_or(head.len())];
        if !WORDS.iter().any(|word| head.contains(word)) || APART.iter().any(|word| head.contains(word)) {
            return Vec::new();
        }
        let Some(opening) = head.rfind(['（', '(']) else { continue };
        let inner = opening + head[opening..].chars().next().map_or(0, char::len_utf8);
        let end = head[inner..].find(['）', ')']).map_or(head.len(), |at| inner + at);
        if let Some((from, to)) = days(&text[inner..end], &mut year) {
            // Without years the new year may lie between.
            let last = stages.last().map_or(0, |stage| stage.to.1);
            if to.0 == 0 && last >= 9 && to.1 <= 4 {
                return Vec::new();
            }
            stages.push(Stage { line, range: inner..end, from, to });
        }
    }
    let same = stages.iter().all(|stage| stage.to.0 == 0) || stages.iter().all(|stage| stage.to.0 > 0);
    if stages.len() < 2 || !same {
        return Vec::new();
    }
    stages
}

/// First and last day of `3月1日至3月20日`, `3月1日至20日`, `3—5月`, `2026年3月`, `4月底前`; `year` is the last one that was written.
fn days(text: &str, year: &mut i32) -> Option<(Option<Day>, Day)> {
    let found = dates::all(text);
    let first = found.first()?;
    if found.len() > 2 {
        return None;
    }
    let year_of = |date: &Found, year: &mut i32| {
        *year = date.year.unwrap_or(*year);
        *year
    };
    let from_year = year_of(first, year);
    let mut from = Some((from_year, first.month, first.day.unwrap_or_else(|| part(text, first).0)));
    let behind = &text[first.range.end..];
    let dash = ['至', '—', '-', '－', '～', '~', '–', '到'];
    let to = if let Some(second) = found.get(1) {
        // The year of both may stand before the first.
        let to_year = year_of(second, year);
        // 11月至1月 goes into the next year.
        let is_next = second.year.is_none() && second.month < first.month && to_year == 0;
        if is_next || !text[first.range.end..second.range.start].contains(dash) {
            return None;
        }
        (to_year, second.month, second.day.unwrap_or_else(|| part(text, second).1))
    } else if let Some(rest) = behind.strip_prefix(dash) {
        // 3月1日至20日.
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let day = rest[..digits].parse().ok().filter(|_| rest[digits..].starts_with(['日', '号']))?;
        (from_year, first.month, day)
    } else {
        // 3—5月: the first month has no 月.
        let before = text[..first.range.start].trim_end_matches(dash);
        let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        if before.len() < first.range.start && digits > 0 {
            let month: u32 = before[before.len() - digits..].parse().ok()?;
            let years = &before[..before.len() - digits];
            let written =
                years.strip_suffix('年').and_then(|y| y.get(y.len().checked_sub(4)?..)?.parse().ok());
            *year = written.unwrap_or(*year);
            from = Some((*year, month, 1));
            return (month <= first.month).then(|| {
                let to = (*year, first.month, part(text, first).1);
                (from, to)
            });
        }
        if behind.trim_start_matches(['底', '末', '上', '中', '下', '旬']).starts_with(['前', '以']) {
            from = None;
        }
        (from_year, first.month, first.day.unwrap_or_else(|| part(text, first).1))
    };
    let from = from.map(|(_, month, day)| (if from_year == 0 { to.0 } else { from_year }, month, day));
    Some((from, to))
}

/// First and last day of a month, or of the ten days of it that are named.
fn part(text: &str, date: &Found) -> (u32, u32) {
    let behind = &text[date.range.end..];
    let last = dates::last_day(date.year.unwrap_or(2000), date.month);
    if behind.starts_with("上旬") || behind.starts_with('初') {
        (1, 10)
    } else if behind.starts_with('中') {
        (11, 20)
    } else if behind.starts_with("下旬") {
        (21, last)
    } else if behind.starts_with(['底', '末']) {
        (last, last)
    } else {
        (1, last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_known_in_the_forms_in_which_they_are_written() {
        let told = |text: &str| days(text, &mut 0);
        assert_eq!(told("3月1日至3月20日"), Some((Some((0, 3, 1)), (0, 3, 20))));
        assert_eq!(told("3月1日—20日"), Some((Some((0, 3, 1)), (0, 3, 20))));
        assert_eq!(told("2026年3月"), Some((Some((2026, 3, 1)), (2026, 3, 31))));
        assert_eq!(told("2026年3—5月"), Some((Some((2026, 3, 1)), (2026, 5, 31))));
        assert_eq!(told("2026年4月—9月"), Some((Some((2026, 4, 1)), (2026, 9, 30))));
        assert_eq!(told("3月上旬至4月中旬"), Some((Some((0, 3, 1)), (0, 4, 20))));
        assert_eq!(told("4月底前"), Some((None, (0, 4, 30))));
        assert_eq!(told("2026年3月25日至2027年1月5日"), Some((Some((2026, 3, 25)), (2027, 1, 5))));
        assert_eq!(told("11月至1月"), None);
        assert_eq!(told("3月、5月和7月"), None);
    }
}
