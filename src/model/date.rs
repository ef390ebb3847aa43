//! Dates as people write them: full days, and times such as 2012年4月底. Everything is checked against the calendar.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::diag::diagnostic::{Diagnostic, Span};
use crate::model::blank;
use crate::model::reader::{FieldValue, Reader};
use crate::model::shape::Shape;
use crate::model::view::View;
use crate::source::node::{Node, trim};

/// A full date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date {
    /// The day.
    pub day: NaiveDate,
    /// Where it stands.
    pub span: Span,
}

/// 时间: as exact as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// How exact.
    pub precision: Precision,
    /// First day it can mean.
    pub first: NaiveDate,
    /// Last day it can mean.
    pub last: NaiveDate,
    /// Where it stands.
    pub span: Span,
}

/// How exact a [`Moment`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// 2012年
    Year,
    /// 2012年 with a word after it: 初, 底, 上半年, 第一季度 …
    YearPart(&'static str),
    /// 2012年4月
    Month,
    /// 2012年4月 with a word after it: 初, 上旬, 中旬, 下旬, 底.
    MonthPart(&'static str),
    /// 2012年4月17日
    Day,
}

/// Month and day.
type MonthDay = (u32, u32);

const YEAR_PARTS: &[(&str, MonthDay, MonthDay)] = &[
    ("初", (1, 1), (1, 31)),
    ("底", (12, 1), (12, 31)),
    ("末", (12, 1), (12, 31)),
    ("上半年", (1, 1), (6, 30)),
    ("下半年", (7, 1), (12, 31)),
    ("第一季度", (1, 1), (3, 31)),
    ("第二季度", (4, 1), (6, 30)),
    ("第三季度", (7, 1), (9, 30)),
    ("第四季度", (10, 1), (12, 31)),
];

const MONTH_PARTS: &[(&str, u32, u32)] =
    &[("初", 1, 10), ("上旬", 1, 10), ("中旬", 11, 20), ("下旬", 21, 31), ("底", 21, 31), ("末", 21, 31)];

/// A date in the form of 成文日期: Arabic digits, month and day without leading zero (GB/T 9704 7.3.5.4).
pub fn in_words(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// A day of the calendar; `None` if there is none.
pub fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

/// Year, month and day of a day.
pub fn parts(day: NaiveDate) -> (i32, u32, u32) {
    (day.year(), day.month(), day.day())
}

/// The year of a day.
pub fn year(day: NaiveDate) -> i32 {
    day.year()
}

/// 星期 of a day: `一` to `六`, `日`.
pub fn weekday(day: NaiveDate) -> char {
    weekday_word(day.weekday())
}

impl Moment {
    /// `2012年4月底`, as it stands in a text.
    pub fn in_words(&self) -> String {
        let (year, month) = (self.first.year(), self.first.month());
        match self.precision {
            Precision::Year => format!("{year}年"),
            Precision::YearPart(part) => format!("{year}年{part}"),
            Precision::Month => format!("{year}年{month}月"),
            Precision::MonthPart(part) => format!("{year}年{month}月{part}"),
            Precision::Day => in_words(self.first),
        }
    }
}

/// A fault of a written date: what is wrong and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateFault {
    /// Its code.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

/// Reads a written time, exact to whatever it says.
pub fn parse(text: &str, span: Span) -> Result<Moment, DateFault> {
    let written = trim(text);
    let is_compact = written.chars().all(|c| !c.is_whitespace() && half_width(c) == c);
    let compact = if is_compact {
        Cow::Borrowed(written)
    } else {
        Cow::Owned(written.chars().filter(|c| !c.is_whitespace()).map(half_width).collect::<String>())
    };
    let (body, weekday) = split_weekday(&compact);
    let day = |text: &str| text.ends_with(['日', '号', '月', '底', '旬', '初']);
    if leading_number(body).is_some_and(|(month, rest)| month <= 12 && rest.starts_with('月')) && day(body) {
        return Err(DateFault {
            code: "bad-date",
            message: format!("“{written}”缺少年份"),
            hint: format!("在前面写上年份，例如“2026年{body}”"),
        });
    }
    let unreadable = || DateFault {
        code: "bad-date",
        message: format!("“{written}”不是能读懂的日期"),
        hint: "写成 2012-04-17 或 2012年4月17日；只到月份就写 2012年4月，月底写 2012年4月底".to_owned(),
    };
    let moment = parse_body(body, written, span).ok_or_else(unreadable)??;
    if let Some(claimed) = weekday {
        let actual = weekday_word(moment.first.weekday());
        if moment.precision != Precision::Day || claimed != actual {
            return Err(wrong_weekday(moment.first, actual, claimed));
        }
    }
    Ok(moment)
}

fn wrong_weekday(day: NaiveDate, actual: char, claimed: char) -> DateFault {
    DateFault {
        code: "wrong-weekday",
        message: format!("{}是星期{actual}，不是星期{claimed}", in_words(day)),
        hint: format!("核对日期；日期没错就写“{}（星期{actual}）”", in_words(day)),
    }
}

/// `None`: not understood. `Some(Err)`: understood but impossible.
fn parse_body(body: &str, written: &str, span: Span) -> Option<Result<Moment, DateFault>> {
    let (year, rest) = leading_number(body)?;
    if !(1000..=9999).contains(&year) {
        return None;
    }
    let year = year as i32;
    let (separator, rest) = split_first(rest).unzip();
    let moment = |precision, first, last| Some(Ok(Moment { precision, first, last, span }));
    let Some(separator) = separator else {
        return moment(Precision::Year, ymd(year, 1, 1)?, ymd(year, 12, 31)?);
    };
    let rest = rest.unwrap_or_default();
    if separator == '年' {
        if rest.is_empty() {
            return moment(Precision::Year, ymd(year, 1, 1)?, ymd(year, 12, 31)?);
        }
        let bare = rest.strip_prefix('年').unwrap_or(rest);
        if let Some((part, first, last)) = YEAR_PARTS.iter().find(|(part, ..)| *part == bare) {
            return moment(
                Precision::YearPart(part),
                ymd(year, first.0, first.1)?,
                ymd(year, last.0, last.1)?,
            );
        }
    } else if !matches!(separator, '-' | '/' | '.') {
        return None;
    }
    let (month, rest) = leading_number(rest)?;
    if !(1..=12).contains(&month) {
        return Some(Err(impossible(written, &format!("没有{month}月"))));
    }
    let (first, last) = (ymd(year, month, 1)?, last_of_month(year, month)?);
    let rest = match separator {
        '年' => rest.strip_prefix('月')?,
        _ => match rest.strip_prefix(separator) {
            Some(day) if !day.is_empty() => day,
            None if rest.is_empty() => return moment(Precision::Month, first, last),
            Some(_) | None => return None,
        },
    };
    if rest.is_empty() {
        return moment(Precision::Month, first, last);
    }
    if let Some((part, from, to)) = MONTH_PARTS.iter().find(|(part, ..)| *part == rest) {
        return moment(
            Precision::MonthPart(part),
            first.with_day(*from)?,
            last.with_day((*to).min(last.day()))?,
        );
    }
    let (day, rest) = leading_number(rest)?;
    let rest = if separator == '年' { rest.strip_prefix(['日', '号'])? } else { rest };
    if !rest.is_empty() {
        return None;
    }
    match ymd(year, month, day) {
        Some(day) => moment(Precision::Day, day, day),
        None => Some(Err(impossible(written, &format!("{year}年{month}月只有{}天", last.day())))),
    }
}

fn impossible(written: &str, why: &str) -> DateFault {
    DateFault {
        code: "impossible-date",
        message: format!("没有“{written}”这一天：{why}"),
        hint: "核对年、月、日".to_owned(),
    }
}

fn ymd(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

fn last_of_month(year: i32, month: u32) -> Option<NaiveDate> {
    let next = if month == 12 { ymd(year + 1, 1, 1) } else { ymd(year, month + 1, 1) };
    next?.pred_opt()
}

fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        '－' | '—' => '-',
        '／' => '/',
        '．' => '.',
        _ => c,
    }
}

fn leading_number(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let number = text[..end].parse().ok()?;
    Some((number, &text[end..]))
}

fn split_first(text: &str) -> Option<(char, &str)> {
    let first = text.chars().next()?;
    Some((first, &text[first.len_utf8()..]))
}

/// `…（星期二）` → the rest and 二.
fn split_weekday(text: &str) -> (&str, Option<char>) {
    if !text.ends_with(['）', ')']) {
        return (text, None);
    }
    for opening in ["（星期", "(星期", "（周", "(周"] {
        if let Some(at) = text.find(opening) {
            let tail = &text[at + opening.len()..];
            let mut chars = tail.chars();
            if let (Some(day), Some('）' | ')'), None) = (chars.next(), chars.next(), chars.next()) {
                return (&text[..at], Some(if day == '天' { '日' } else { day }));
            }
        }
    }
    (text, None)
}

/// 一 … 六, 日.
fn weekday_word(day: Weekday) -> char {
    ['一', '二', '三', '四', '五', '六', '日'][day.num_days_from_monday() as usize]
}

/// Reports impossible dates and wrong weekdays that stand anywhere in a text (`2012年2月30日`,
/// `2012年4月17日（星期三）`). Rules A11 and A12.
pub fn check_dates_in(text: &str, span: Span, reader: &mut Reader<'_>) {
    for (at, _) in text.match_indices('年') {
        let start = text[..at]
            .rfind(|c: char| !c.is_ascii_digit())
            .map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
        if at - start != 4 {
            continue;
        }
        let Some(end) = end_of_date(&text[at..]) else { continue };
        let candidate = &text[start..at + end];
        // Where the text stands in the source as it is, the place is that of the date alone.
        let span = if span.end - span.start == text.len() {
            Span { start: span.start + start, end: span.start + at + end, ..span }
        } else {
            span
        };
        if let Err(fault) = parse(candidate, span)
            && fault.code != "bad-date"
        {
            reader.report(Diagnostic::error(fault.code, span, fault.message).hint(fault.hint));
        }
    }
}

/// Length of `年M月D日（星期X）` at the start of `text`; `None` if no full date stands there.
fn end_of_date(text: &str) -> Option<usize> {
    let (_, rest) = leading_number(text.strip_prefix('年')?)?;
    let (_, rest) = leading_number(rest.strip_prefix('月')?)?;
    let rest = rest.strip_prefix('日')?;
    let day_end = text.len() - rest.len();
    for opening in ["（星期", "(星期", "（周", "(周"] {
        if let Some(tail) = rest.strip_prefix(opening) {
            let closing = tail.char_indices().nth(1).filter(|(_, c)| matches!(c, '）' | ')'));
            if let Some((at, bracket)) = closing {
                return Some(day_end + opening.len() + at + bracket.len_utf8());
            }
        }
    }
    Some(day_end)
}

/// A time that may be written as a limit, `2012年11月底前`: the sentence around it says 前 again.
fn parse_limit(text: &str, span: Span) -> Result<Moment, DateFault> {
    let written = trim(text);
    let bare = ["以前", "之前", "前"].iter().find_map(|word| written.strip_suffix(word)).unwrap_or(written);
    parse(bare, span)
}

fn read_with(
    node: &Node,
    reader: &mut Reader<'_>,
    parse: fn(&str, Span) -> Result<Moment, DateFault>,
) -> Option<Moment> {
    let scalar = reader.scalar(node, "日期")?;
    if let Some(blank) = blank::fault(&scalar.text, node.span) {
        reader.report(blank);
        return None;
    }
    match parse(&scalar.text, node.span) {
        Ok(moment) => Some(moment),
        Err(fault) => {
            reader.report(Diagnostic::error(fault.code, node.span, fault.message).hint(fault.hint));
            None
        }
    }
}

impl FieldValue for Date {
    fn shape() -> Shape {
        Shape::Date
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let moment = read_with(node, reader, parse)?;
        if moment.precision != Precision::Day {
            reader.report(
                Diagnostic::error(
                    "bad-date",
                    node.span,
                    format!("“{}”缺少日，这里要写完整的年月日", moment.in_words()),
                )
                .hint("写成 2012-04-17 或 2012年4月17日"),
            );
            return None;
        }
        Some(Self { day: moment.first, span: node.span })
    }

    fn view(&self) -> Option<View> {
        Some(View::Text(in_words(self.day)))
    }
}

impl FieldValue for Moment {
    fn shape() -> Shape {
        Shape::Moment
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        read_with(node, reader, parse_limit)
    }

    fn view(&self) -> Option<View> {
        Some(View::Text(self.in_words()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::sources::SourceId;

    const SPAN: Span = Span { source: SourceId(0), start: 0, end: 0 };

    #[test]
    fn every_usual_way_to_write_a_time_is_read() {
        for (written, words) in [
            ("2012-04-17", "2012年4月17日"),
            ("2012年4月17日", "2012年4月17日"),
            ("２０１２年４月１７日", "2012年4月17日"),
            ("2012/4/17", "2012年4月17日"),
            ("2012.4.17", "2012年4月17日"),
            ("2012年4月17日（星期二）", "2012年4月17日"),
            ("2012年4月", "2012年4月"),
            ("2012-04", "2012年4月"),
            ("2012年11月底", "2012年11月底"),
            ("2012年5月上旬", "2012年5月上旬"),
            ("2012年", "2012年"),
            ("2012", "2012年"),
            ("2012年底", "2012年底"),
            ("2012年上半年", "2012年上半年"),
            ("2012年第三季度", "2012年第三季度"),
        ] {
            assert_eq!(parse(written, SPAN).map(|m| m.in_words()), Ok(words.to_owned()), "{written}");
        }
    }

    #[test]
    fn impossible_and_unreadable_dates_are_refused_with_their_reason() {
        let message = |text| parse(text, SPAN).expect_err("faulty").message;
        assert_eq!(message("2012年2月30日"), "没有“2012年2月30日”这一天：2012年2月只有29天");
        assert_eq!(message("2013-02-29"), "没有“2013-02-29”这一天：2013年2月只有28天");
        assert_eq!(message("2012年13月1日"), "没有“2012年13月1日”这一天：没有13月");
        assert_eq!(message("2012年4月17日（星期三）"), "2012年4月17日是星期二，不是星期三");
        assert_eq!(message("四月十七日"), "“四月十七日”不是能读懂的日期");
        assert_eq!(message("12-4-17"), "“12-4-17”不是能读懂的日期");
    }

    #[test]
    fn a_limit_may_say_before_and_a_date_may_not() {
        assert_eq!(parse_limit("2012年11月底前", SPAN).map(|m| m.in_words()), Ok("2012年11月底".to_owned()));
        assert_eq!(
            parse_limit("2012年11月30日以前", SPAN).map(|m| m.in_words()),
            Ok("2012年11月30日".to_owned())
        );
        assert!(parse("2012-04-17以前", SPAN).is_err());
    }

    #[test]
    fn a_month_part_knows_its_days() {
        let end = parse("2012年2月底", SPAN).expect("sound");
        assert_eq!((end.first.day(), end.last.day()), (21, 29));
    }
}
