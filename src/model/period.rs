//! The stretch of time that a document counts: from 起始日期 to 截止日期, either end open.

use chrono::{Datelike, Months, NaiveDate};

use crate::model::date::{Moment, Precision, in_words};

/// A stretch of days, both ends included; an end that is `None` is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Period {
    /// First day.
    pub start: Option<NaiveDate>,
    /// Last day.
    pub end: Option<NaiveDate>,
}

/// How a time lies to a stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lies {
    /// All of it before.
    Before,
    /// All of it inside.
    Inside,
    /// All of it after.
    After,
    /// Partly inside: `2012年6月` and a stretch that ends on 15 June.
    Across,
}

impl Period {
    /// Whether neither end is given.
    pub fn is_open(&self) -> bool {
        self.start.is_none() && self.end.is_none()
    }

    /// How a time lies to it.
    pub fn holds(&self, moment: &Moment) -> Lies {
        let after_start = self.start.is_none_or(|start| moment.first >= start);
        let before_end = self.end.is_none_or(|end| moment.last <= end);
        if after_start && before_end {
            Lies::Inside
        } else if self.start.is_some_and(|start| moment.last < start) {
            Lies::Before
        } else if self.end.is_some_and(|end| moment.first > end) {
            Lies::After
        } else {
            Lies::Across
        }
    }

    /// The same stretch a year earlier. 29 February becomes 28 February; the last day of a month stays the last.
    pub fn year_before(&self) -> Option<Self> {
        self.shifted(12)
    }

    /// The stretch of the same length before it: the months before if it covers whole months, else as many days.
    /// `None` if an end is open.
    pub fn before(&self) -> Option<Self> {
        let (start, end) = (self.start?, self.end?);
        let next = end.succ_opt()?;
        if start.day() == 1 && next.day() == 1 {
            let months = (next.year() - start.year()) * 12 + next.month() as i32 - start.month() as i32;
            return self.shifted(u32::try_from(months).ok()?);
        }
        let days = next.signed_duration_since(start);
        Some(Self { start: Some(start.checked_sub_signed(days)?), end: start.pred_opt() })
    }

    fn shifted(self, months: u32) -> Option<Self> {
        let earlier = |day: NaiveDate| day.checked_sub_months(Months::new(months));
        let start = match self.start {
            Some(start) => Some(earlier(start)?),
            None => None,
        };
        let end = match self.end {
            // The last day of a month answers to the last day of the other.
            Some(end) if end.succ_opt()?.day() == 1 => Some(earlier(end.succ_opt()?)?.pred_opt()?),
            Some(end) => Some(earlier(end)?),
            None => None,
        };
        Some(Self { start, end })
    }

    /// First and last month, 1–12, of a stretch within one year; `None` of others.
    pub fn months(&self) -> Option<(u32, u32)> {
        let (start, end) = (self.start?, self.end?);
        (start.year() == end.year()).then(|| (start.month(), end.month()))
    }

    /// `2012年1月1日至6月30日`, `2012年6月30日以前`, `不限`.
    pub fn in_words(&self) -> String {
        match (self.start, self.end) {
            (Some(start), Some(end)) => format!("{}至{}", in_words(start), in_words(end)),
            (Some(start), None) => format!("{}以后", in_words(start)),
            (None, Some(end)) => format!("{}以前", in_words(end)),
            (None, None) => "不限".to_owned(),
        }
    }
}

/// A month of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearMonth {
    /// Year.
    pub year: i32,
    /// 1–12.
    pub month: u32,
}

impl YearMonth {
    /// The month of a day.
    pub fn of(day: NaiveDate) -> Self {
        Self { year: day.year(), month: day.month() }
    }

    /// The next month.
    pub fn next(self) -> Self {
        if self.month == 12 {
            Self { year: self.year + 1, month: 1 }
        } else {
            Self { year: self.year, month: self.month + 1 }
        }
    }
}

impl Moment {
    /// Its year.
    pub fn year(&self) -> i32 {
        self.first.year()
    }

    /// Its month, 1–12; `None` if it is less exact.
    pub fn month(&self) -> Option<u32> {
        (self.first.month() == self.last.month() && self.first.year() == self.last.year())
            .then(|| self.first.month())
    }

    /// Its quarter, 1–4; `None` if it is less exact.
    pub fn quarter(&self) -> Option<u32> {
        let quarter = |day: NaiveDate| day.month().div_ceil(3);
        (quarter(self.first) == quarter(self.last) && self.first.year() == self.last.year())
            .then(|| quarter(self.first))
    }

    /// `6月30日`, `6月底`: without the year.
    pub fn without_year(&self) -> String {
        let words = self.in_words();
        match words.split_once('年') {
            Some((_, rest)) if !rest.is_empty() => rest.to_owned(),
            _ => words,
        }
    }

    /// Whether it is a day.
    pub fn is_day(&self) -> bool {
        self.precision == Precision::Day
    }

    /// Its day of the month, if it is a day.
    pub fn day_of_month(&self) -> Option<u32> {
        self.is_day().then(|| self.first.day())
    }
}

/// 31 December of the year of a day, and 1 January.
pub fn year_of(day: NaiveDate) -> Period {
    Period {
        start: NaiveDate::from_ymd_opt(day.year(), 1, 1),
        end: NaiveDate::from_ymd_opt(day.year(), 12, 31),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day")
    }

    fn period(start: (i32, u32, u32), end: (i32, u32, u32)) -> Period {
        Period { start: Some(day(start.0, start.1, start.2)), end: Some(day(end.0, end.1, end.2)) }
    }

    #[test]
    fn the_year_before_keeps_the_ends_of_months() {
        let half = period((2012, 1, 1), (2012, 6, 30));
        assert_eq!(half.year_before(), Some(period((2011, 1, 1), (2011, 6, 30))));
        let leap = period((2012, 2, 1), (2012, 2, 29));
        assert_eq!(leap.year_before(), Some(period((2011, 2, 1), (2011, 2, 28))));
        let plain = period((2013, 2, 1), (2013, 2, 28));
        assert_eq!(plain.year_before(), Some(period((2012, 2, 1), (2012, 2, 29))));
    }

    #[test]
    fn the_stretch_before_is_as_long() {
        assert_eq!(period((2012, 7, 1), (2012, 9, 30)).before(), Some(period((2012, 4, 1), (2012, 6, 30))));
        assert_eq!(period((2012, 3, 1), (2012, 3, 31)).before(), Some(period((2012, 2, 1), (2012, 2, 29))));
        assert_eq!(period((2012, 3, 11), (2012, 3, 20)).before(), Some(period((2012, 3, 1), (2012, 3, 10))));
        assert_eq!(Period { start: None, end: Some(day(2012, 3, 1)) }.before(), None);
    }
}
