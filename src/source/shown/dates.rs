//! Days and times of a sheet: a count of days, and a format that says to show it as one.

/// From which day a workbook counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Epoch {
    /// Day 1 is 1 January 1900; 29 February 1900, which never was, is counted.
    #[default]
    Windows,
    /// Day 0 is 1 January 1904.
    Mac,
    /// Day 0 is 1 January 1900; an .ods may say so.
    Star,
}

/// What a format shows of a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parts {
    /// A day, or a part of its date other than [`Parts::Month`].
    Date,
    /// Year and month.
    Month,
    /// A day and a time.
    DateAndClock,
    /// A time.
    Clock,
    /// Hours beyond 24: a duration.
    Elapsed,
}

/// A piece of a moment that a format shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    /// The year or the era.
    Year,
    /// The month.
    Month,
    /// The day, of the month or of the week.
    Day,
    /// Hours, minutes or seconds.
    Clock,
}

impl Parts {
    /// What shows these pieces; `None` if there are none.
    pub fn of(pieces: &[Piece]) -> Option<Self> {
        let has = |piece| pieces.contains(&piece);
        let is_month = has(Piece::Year) && has(Piece::Month) && !has(Piece::Day);
        let is_date = pieces.iter().any(|&piece| piece != Piece::Clock);
        Some(match (is_date, has(Piece::Clock)) {
            (false, true) => Self::Clock,
            (true, true) => Self::DateAndClock,
            (true, false) if is_month => Self::Month,
            (true, false) => Self::Date,
            (false, false) => return None,
        })
    }
}

/// Days from 1 January 1970 to the last day that a spreadsheet program knows, 31 December 9999.
const LAST: i64 = 2_932_896;
const DAY: i64 = 86_400;

/// A count of days as `2012-06-30`, `2012-06-30 09:00`, `2012-06`, `09:00` or, elapsed, `36:00`; `None` if it is no moment.
pub fn shown(serial: &str, parts: Parts, epoch: Epoch) -> Option<String> {
    let serial: f64 = serial.trim().parse().ok()?;
    if !(0.0..3_000_000.0).contains(&serial) {
        return None;
    }
    shown_seconds((serial * DAY as f64).round() as i64, parts, epoch)
}

/// The same of a count of seconds.
pub fn shown_seconds(seconds: i64, parts: Parts, epoch: Epoch) -> Option<String> {
    let (days, time) = (seconds / DAY, seconds % DAY);
    if seconds < 0 {
        return None;
    }
    if parts == Parts::Elapsed {
        return Some(clock(seconds));
    }
    if parts == Parts::Clock && days == 0 {
        return Some(clock(time));
    }
    calendar(days, epoch).map(|date| written(date, time, parts))
}

/// A moment that is written out, `2012-06-30` or `2012-06-30T09:00:00`, as a format shows it; without format, whole.
/// `None` if it is none.
pub fn shown_iso(text: &str, parts: Option<Parts>) -> Option<String> {
    let (date, time) = text.trim().split_once('T').unwrap_or((text.trim(), "00:00:00"));
    let [year, month, day] = numbers(date, '-')?;
    let days = since_1970(year, month, day)?;
    let (whole, fraction) = time.trim_end_matches('Z').split_once('.').unwrap_or((time, "0"));
    let [hours, minutes, seconds] = numbers(whole.trim_end_matches('Z'), ':')?;
    if hours > 23 || minutes > 59 || seconds > 59 {
        return None;
    }
    let seconds = hours * 3600 + minutes * 60 + seconds + rounded_up(fraction);
    let (days, time) = (days + seconds / DAY, seconds % DAY);
    let parts = parts.unwrap_or(if time == 0 { Parts::Date } else { Parts::DateAndClock });
    (days <= LAST).then(|| written(civil(days), time, parts))
}

/// `PT09H30M00S` as seconds, rounded; `None` if it is no duration that a clock shows.
pub fn duration(text: &str) -> Option<i64> {
    let (days, time) = text.trim().strip_prefix('P')?.split_once('T')?;
    let mut seconds = match days.strip_suffix('D') {
        Some(days) => number(days)? * DAY,
        None if days.is_empty() => 0,
        None => return None,
    };
    let mut rest = time;
    for (letter, length) in [('H', 3600), ('M', 60), ('S', 1)] {
        let Some((written, after)) = rest.split_once(letter) else { continue };
        let (whole, fraction) = written.split_once('.').unwrap_or((written, "0"));
        seconds += number(whole)? * length + rounded_up(fraction);
        rest = after;
    }
    rest.is_empty().then_some(seconds)
}

/// Year, month, day and the seconds of the day, as a format shows them.
fn written((year, month, day): (i64, i64, i64), time: i64, parts: Parts) -> String {
    let date = format!("{year:04}-{month:02}-{day:02}");
    match parts {
        Parts::Month if day == 1 => format!("{year:04}-{month:02}"),
        Parts::Clock | Parts::DateAndClock | Parts::Elapsed => format!("{date} {}", clock(time)),
        Parts::Date | Parts::Month => date,
    }
}

/// Three numbers between separators.
fn numbers(text: &str, separator: char) -> Option<[i64; 3]> {
    let list: Vec<i64> = text.split(separator).map(number).collect::<Option<_>>()?;
    list.try_into().ok()
}

/// Up to nine digits.
fn number(text: &str) -> Option<i64> {
    let digits = (1..=9).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// 1 if the digits behind a point are half or more.
fn rounded_up(fraction: &str) -> i64 {
    i64::from(fraction.bytes().next().is_some_and(|digit| (b'5'..=b'9').contains(&digit)))
}

/// `09:00`, or `09:00:30` if it is not a full minute.
fn clock(seconds: i64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let tail = if seconds == 0 { String::new() } else { format!(":{seconds:02}") };
    format!("{hours:02}:{minutes:02}{tail}")
}

/// Year, month and day of a count of days.
fn calendar(days: i64, epoch: Epoch) -> Option<(i64, i64, i64)> {
    let since_1970 = match epoch {
        Epoch::Mac => days - 24_107,
        Epoch::Star => days - 25_567,
        Epoch::Windows => match days {
            0 => return None,
            1..=59 => days - 25_568,
            60 => return Some((1900, 2, 29)),
            _ => days - 25_569,
        },
    };
    (since_1970 <= LAST).then(|| civil(since_1970))
}

/// Days since 1 January 1970 → year, month, day; the year is taken to begin in March, so that the leap day is its last.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// Year, month, day → days since 1 January 1970; `None` if there is no such day.
fn since_1970(year: i64, month: i64, day: i64) -> Option<i64> {
    if !(1..=9999).contains(&year) || !(1..=12).contains(&month) {
        return None;
    }
    let (from_march, month_from_march) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let (era, year_of_era) = (from_march.div_euclid(400), from_march.rem_euclid(400));
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let days =
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468;
    (civil(days) == (year, month, day)).then_some(days)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Datelike, NaiveDate};

    #[test]
    fn days_and_times_are_shown_as_the_format_asks() {
        for (serial, parts, epoch, text) in [
            ("41090", Parts::Date, Epoch::Windows, Some("2012-06-30")),
            ("39628", Parts::Date, Epoch::Mac, Some("2012-06-30")),
            ("41090.375", Parts::DateAndClock, Epoch::Windows, Some("2012-06-30 09:00")),
            ("41090.375", Parts::Date, Epoch::Windows, Some("2012-06-30")),
            ("41061", Parts::Month, Epoch::Windows, Some("2012-06")),
            ("41090", Parts::Month, Epoch::Windows, Some("2012-06-30")),
            ("0.375", Parts::Clock, Epoch::Windows, Some("09:00")),
            ("0.37534722222222222", Parts::Clock, Epoch::Windows, Some("09:00:30")),
            ("1.5", Parts::Elapsed, Epoch::Windows, Some("36:00")),
            ("1", Parts::Date, Epoch::Windows, Some("1900-01-01")),
            ("59", Parts::Date, Epoch::Windows, Some("1900-02-28")),
            ("61", Parts::Date, Epoch::Windows, Some("1900-03-01")),
            ("0", Parts::Date, Epoch::Mac, Some("1904-01-01")),
            ("41088", Parts::Date, Epoch::Star, Some("2012-06-30")),
            ("2958465", Parts::Date, Epoch::Windows, Some("9999-12-31")),
            ("2958466", Parts::Date, Epoch::Windows, None),
            ("0", Parts::Date, Epoch::Windows, None),
            ("-1", Parts::Date, Epoch::Windows, None),
            ("NaN", Parts::Date, Epoch::Windows, None),
            ("inf", Parts::Date, Epoch::Windows, None),
        ] {
            assert_eq!(shown(serial, parts, epoch).as_deref(), text, "{serial}");
        }
    }

    #[test]
    fn moments_written_out_are_shown_alike() {
        for (written, parts, text) in [
            ("2012-06-30T09:30:00", None, Some("2012-06-30 09:30")),
            ("2012-06-30T00:00:00.000Z", None, Some("2012-06-30")),
            ("2012-06-30", None, Some("2012-06-30")),
            ("2012-06-30T09:30:15", None, Some("2012-06-30 09:30:15")),
            ("2012-06-30T09:30:00", Some(Parts::Date), Some("2012-06-30")),
            ("2012-06-01", Some(Parts::Month), Some("2012-06")),
            ("2012-12-31T23:59:59.9999999", Some(Parts::DateAndClock), Some("2013-01-01 00:00")),
            ("2012-06-30", Some(Parts::Clock), Some("2012-06-30 00:00")),
            ("1899-12-31", Some(Parts::Date), Some("1899-12-31")),
            ("2012-02-30", None, None),
            ("2012-13-01", None, None),
            ("2012-06-30T24:00:00", None, None),
            ("-0044-03-15", None, None),
            ("9999-12-31T23:59:59.5", None, None),
            ("2012-06", None, None),
            ("", None, None),
        ] {
            assert_eq!(shown_iso(written, parts).as_deref(), text, "{written}");
        }
    }

    #[test]
    fn durations_are_read() {
        for (written, seconds) in [
            ("PT09H30M00S", Some(34_200)),
            ("PT33H00M15.5S", Some(118_816)),
            ("P1DT2H", Some(93_600)),
            ("PT0S", Some(0)),
            ("-PT1H", None),
            ("P1D", None),
            ("PT1X", None),
            ("PT9999999999H", None),
            ("PT1M1H", None),
        ] {
            assert_eq!(duration(written), seconds, "{written}");
        }
    }

    #[test]
    fn the_calendar_is_that_of_chrono() {
        let mut day = NaiveDate::from_ymd_opt(1900, 3, 1).expect("a day");
        for count in 61..200_000 {
            let read = calendar(count, Epoch::Windows).expect("within the limits");
            assert_eq!(read, (i64::from(day.year()), i64::from(day.month()), i64::from(day.day())));
            assert_eq!(since_1970(read.0, read.1, read.2), Some(count - 25_569));
            day = day.succ_opt().expect("a day");
        }
    }
}
