//! Days and times of a sheet: a count of days, and a format that says to show it as one.

/// From which day a workbook counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Epoch {
    /// Day 1 is 1 January 1900; 29 February 1900, which never was, is counted.
    #[default]
    Windows,
    /// Day 0 is 1 January 1904.
    Mac,
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

/// Days from 1 January 1970 to the last day that a spreadsheet program knows, 31 December 9999.
const LAST: i64 = 2_932_896;
const DAY: i64 = 86_400;

/// A count of days as `2012-06-30`, `2012-06-30 09:00`, `2012-06`, `09:00` or, elapsed, `36:00`; `None` if it is no moment.
pub fn shown(serial: &str, parts: Parts, epoch: Epoch) -> Option<String> {
    let serial: f64 = serial.trim().parse().ok()?;
    if !(0.0..3_000_000.0).contains(&serial) {
        return None;
    }
    let seconds = (serial * DAY as f64).round() as i64;
    let (days, time) = (seconds / DAY, seconds % DAY);
    if parts == Parts::Elapsed {
        return Some(clock(seconds));
    }
    if parts == Parts::Clock && days == 0 {
        return Some(clock(time));
    }
    let (year, month, day) = calendar(days, epoch)?;
    let date = format!("{year:04}-{month:02}-{day:02}");
    Some(match parts {
        Parts::Month if day == 1 => format!("{year:04}-{month:02}"),
        Parts::Clock | Parts::DateAndClock => format!("{date} {}", clock(time)),
        _ => date,
    })
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
    fn the_calendar_is_that_of_chrono() {
        let mut day = NaiveDate::from_ymd_opt(1900, 3, 1).expect("a day");
        for count in 61..200_000 {
            let read = calendar(count, Epoch::Windows).expect("within the limits");
            assert_eq!(read, (i64::from(day.year()), i64::from(day.month()), i64::from(day.day())));
            day = day.succ_opt().expect("a day");
        }
    }
}
