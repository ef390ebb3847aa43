//! Dates in a text: `2026年3月5日`, `3月5日`, `2026年3月`, with what stands right behind them.

use std::ops::Range;

use crate::check::text::document_numbers::trimmed;
use crate::model::date;
use crate::paper::Paper;
use crate::paper::end_matter::{self, WrittenDate};
use crate::paper::line::Role;
use crate::paper::number::is_blank;

/// A date as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where it stands, without what follows.
    pub range: Range<usize>,
    /// The year, if it is written there.
    pub year: Option<i32>,
    /// The month.
    pub month: u32,
    /// The day, if it is written.
    pub day: Option<u32>,
    /// Written with 号.
    pub with_hao: bool,
}

impl Found {
    /// Whether there is such a day; a 29 February without a year is one.
    pub fn exists(&self) -> bool {
        (1..=12).contains(&self.month)
            && self.day.is_none_or(|day| date::day(self.year.unwrap_or(2000), self.month, day).is_some())
    }

    /// Year, month and day as numbers that compare, if all three are written.
    pub fn full(&self) -> Option<(i32, u32, u32)> {
        Some((self.year?, self.month, self.day?))
    }
}

/// The dates of a text, in order: those with a month, with or without year and day.
pub fn all(text: &str) -> Vec<Found> {
    let bytes = text.as_bytes();
    let mut dates = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find('月').map(|at| from + at) {
        from = at + '月'.len_utf8();
        let Some((month, month_at)) = number_before(text, at, 2) else { continue };
        let mut range = month_at..from;
        let mut year = None;
        if text[..month_at].ends_with('年') {
            let end = month_at - '年'.len_utf8();
            if let Some((value, start)) = number_before(text, end, 4).filter(|(_, start)| end - start == 4) {
                year = Some(value as i32);
                range.start = start;
            }
        }
        let digits = bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
        let mut found = Found { range, year, month, day: None, with_hao: false };
        let behind = &text[from + digits..];
        let of_day = behind.starts_with('日') || (behind.starts_with('号') && !behind.starts_with("号文"));
        if (1..=2).contains(&digits) && of_day {
            found.day = text[from..from + digits].parse().ok();
            found.with_hao = behind.starts_with('号');
            found.range.end = from + digits + '日'.len_utf8();
            from = found.range.end;
        }
        dates.push(found);
    }
    dates
}

/// The Arabic number that ends at a byte, of at most so many digits, and where it begins.
fn number_before(text: &str, end: usize, most: usize) -> Option<(u32, usize)> {
    let digits = text.as_bytes()[..end].iter().rev().take_while(|b| b.is_ascii_digit()).count();
    if digits == 0 || digits > most {
        return None;
    }
    Some((text[end - digits..end].parse().ok()?, end - digits))
}

/// 星期 of a day: `一` to `六`, `日`; `None` if there is no such day.
pub fn weekday_of(year: i32, month: u32, day: u32) -> Option<char> {
    date::day(year, month, day).map(date::weekday)
}

/// 成文日期 of the main part, with its line; `None` if there is none or it is no day of the calendar.
pub fn issue(paper: &Paper) -> Option<(usize, WrittenDate)> {
    let (line, date) = paper.of(Role::Date).filter(|(_, line)| line.part == 0).last()?;
    end_matter::date(&date.text).filter(|date| exists(*date)).map(|date| (line, date))
}

/// What stands in the place of 成文日期 and is no whole date: `2026年3月`, `26年3月5日`, `3月5日`, `2026年　月　日`; `None` where
/// the main part has its date.
pub fn unfinished(paper: &Paper) -> Option<(usize, Range<usize>)> {
    if paper.first(Role::Date).is_some() {
        return None;
    }
    let mut before = "";
    let mut found = None;
    for (index, line) in paper.part(0) {
        let text = end_matter::packed(&line.text);
        let is_date =
            text.chars().all(|c| "年月日号〇○零一二三四五六七八九十".contains(c) || c.is_ascii_digit())
                && text.contains(['年', '月'])
                && text.chars().count() <= 11;
        let below_name = end_matter::is_name(before) && end_matter::is_unit(before);
        if is_date && below_name && matches!(line.role, Role::Body | Role::Item) {
            found = Some((index, trimmed(&line.text, 0..line.text.len())));
        }
        before = &line.text;
    }
    found
}

/// Whether there is such a day.
pub fn exists(date: WrittenDate) -> bool {
    date::day(date.year, date.month, date.day).is_some()
}

/// The date that a line of 印发日期 has, in whatever form, without 印发.
pub fn printed(text: &str) -> Option<(Range<usize>, WrittenDate)> {
    let whole = trimmed(text, 0..text.len());
    let without = text[whole.clone()].trim_end_matches(|c: char| is_blank(c) || matches!(c, '印' | '发'));
    let end = whole.start + without.len();
    let mut starts = text[..end].char_indices().filter(|(_, c)| !is_blank(*c)).map(|(at, _)| at);
    starts.find_map(|at| Some((at..end, end_matter::date(&text[at..end])?)))
}

/// Days from one date to another; `None` if one of them is no day of the calendar.
pub fn days(from: WrittenDate, to: WrittenDate) -> Option<i64> {
    let day = |d: WrittenDate| date::day(d.year, d.month, d.day);
    Some((day(to)? - day(from)?).num_days())
}

/// The last day of a month.
pub fn last_day(year: i32, month: u32) -> u32 {
    (28..=31).rev().find(|&day| date::day(year, month, day).is_some()).unwrap_or(28)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_found_with_what_of_them_is_written() {
        let told = |text: &str| {
            all(text)
                .iter()
                .map(|d| (text[d.range.clone()].to_owned(), d.year, d.month, d.day))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            told("于2026年3月5日前，4月底前，11月20日至12月31日完成"),
            [
                ("2026年3月5日".to_owned(), Some(2026), 3, Some(5)),
                ("4月".to_owned(), None, 4, None),
                ("11月20日".to_owned(), None, 11, Some(20)),
                ("12月31日".to_owned(), None, 12, Some(31)),
            ]
        );
        assert_eq!(told("二月份，本月，26年5月").len(), 1);
    }

    #[test]
    fn the_date_of_a_line_of_the_imprint_is_found() {
        let told = |text: &str| printed(text).map(|(range, d)| (text[range].to_owned(), d.in_words()));
        for text in ["某局办公室　2026年3月5日印发", "某局办公室2026年3月5日 印", "2026年3月5日"]
        {
            assert_eq!(told(text), Some(("2026年3月5日".to_owned(), "2026年3月5日".to_owned())), "{text}");
        }
        assert_eq!(told("某局办公室\t2026.03.05印发").map(|(text, _)| text).as_deref(), Some("2026.03.05"));
        assert_eq!(told("某局办公室印发"), None);
        assert_eq!((last_day(2026, 2), last_day(2024, 2), last_day(2026, 4)), (28, 29, 30));
    }

    #[test]
    fn the_calendar_is_kept() {
        let exists = |text: &str| all(text)[0].exists();
        assert!(
            exists("2024年2月29日")
                && !exists("2026年2月29日")
                && exists("2月29日")
                && !exists("4月31日")
                && !exists("13月1日")
        );
        assert_eq!(weekday_of(2026, 11, 22), Some('日'));
        assert_eq!(weekday_of(2000, 2, 29), Some('二'));
        assert_eq!(weekday_of(2026, 2, 29), None);
    }
}
