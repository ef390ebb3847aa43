//! Dates in a text: `2026年3月5日`, `3月5日`, `2026年3月`, with what stands right behind them.

use std::ops::Range;

use crate::model::date;

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
