//! Times in a sentence.

use tera::Value;

use crate::diag::diagnostic::Span;
use crate::diag::sources::SourceId;
use crate::model::date::{self, Moment, Precision};
use crate::template::filters::{Arguments, Filter, Function, Gives, Refusal, Takes, text, wrong_type};

/// The filter of this file.
pub static FILTERS: &[Filter] = &[Filter {
    name: "cn_date",
    arguments: &["form"],
    takes: Takes::Text,
    gives: Gives::Text,
    apply: cn_date,
}];

/// The function of this file.
pub static FUNCTIONS: &[Function] =
    &[Function { name: "period", arguments: &["start", "end"], apply: period }];

fn moment(value: &Value, arguments: &Arguments<'_>) -> Result<Moment, Refusal> {
    // The span is not read: a text made in a template has no place in a file.
    let nowhere = Span { source: SourceId(0), start: 0, end: 0 };
    let written = text(value, arguments.name)?.text;
    // The sentence says 前 itself.
    let written =
        ["以前", "之前", "前"].iter().find_map(|word| written.strip_suffix(word)).unwrap_or(&written);
    date::parse(written, nowhere).map_err(|_| wrong_type(value, arguments.name, "一个日期"))
}

/// `2012年4月17日`; with `form="month"` without the day, with `form="year"` the year alone, with `form="end"` the time
/// by which something is reached.
fn cn_date(value: &Value, arguments: &Arguments<'_>) -> Result<Value, Refusal> {
    let moment = moment(value, arguments)?;
    let words = moment.in_words();
    let until = |mark: char| words.find(mark).map_or(words.as_str(), |at| &words[..at + mark.len_utf8()]);
    Ok(Value::from(match arguments.choice("form", &["full", "month", "year", "end"])? {
        "full" => words.clone(),
        "end" => end_in_words(&moment),
        "month" => until('月').to_owned(),
        _ => until('年').to_owned(),
    }))
}

/// `2012年6月至11月底`; only the end: `2012年4月底前`; only the start: `2012年6月起`.
fn period(arguments: &Arguments<'_>) -> Result<Value, Refusal> {
    let read = |key| arguments.value(key).map(|value| moment(&value, arguments)).transpose();
    Ok(Value::from(match (read("start")?, read("end")?) {
        (Some(start), Some(end)) => span_in_words(&start, &end),
        (Some(start), None) => format!("{}起", start.in_words()),
        (None, Some(end)) => {
            let written = arguments.text("end")?.unwrap_or_default();
            // Whoever wrote 2026年12月前 means before December.
            if written.ends_with('前') { written_before(&end) } else { before(&end) }
        }
        (None, None) => return Err(Refusal::missing()),
    }))
}

fn written_before(end: &Moment) -> String {
    format!("{}前", end.in_words().trim_end_matches('前'))
}

/// `2012年4月底前`; what ends in a month or a year ends with it: `2012年4月` → `2012年4月底前`.
fn before(end: &Moment) -> String {
    match end.precision {
        Precision::Year | Precision::Month => format!("{}前", end_in_words(end)),
        _ => written_before(end),
    }
}

/// The end of a year or month by its name: 2027年12月31日 → `2027年底`, 2026年12月 → `2026年12月底`.
fn end_in_words(moment: &Moment) -> String {
    let last = date::in_words(moment.last);
    let until = |mark: char| last.split_once(mark).map_or(last.as_str(), |(before, _)| before);
    let month_ends = moment.last.succ_opt().is_some_and(|next| date::in_words(next).ends_with("月1日"));
    match moment.precision {
        Precision::Year => format!("{}年底", until('年')),
        Precision::Day if last.ends_with("年12月31日") => format!("{}年底", until('年')),
        Precision::Month => format!("{}月底", until('月')),
        Precision::Day if month_ends => format!("{}月底", until('月')),
        _ => moment.in_words().trim_end_matches('前').to_owned(),
    }
}

/// What both times share is said once.
fn span_in_words(start: &Moment, end: &Moment) -> String {
    let (from, to) = (start.in_words(), end.in_words());
    if from == to {
        return from;
    }
    // 2026年3月 to 2026年3月底: the end says it all.
    if start.first <= end.first && end.last <= start.last {
        return before(end);
    }
    let shared = |mark: char| {
        let (own, other) = (from.find(mark)?, to.find(mark)?);
        (from[..own] == to[..other]).then(|| &to[other + mark.len_utf8()..])
    };
    let both_parts = |a: Precision, b: Precision| match (a, b) {
        (Precision::Day, Precision::Day) => true,
        (Precision::MonthPart(a), Precision::MonthPart(b)) => a.ends_with('旬') && b.ends_with('旬'),
        _ => false,
    };
    let short = match end.precision {
        Precision::Year | Precision::YearPart("初" | "底" | "末") => None,
        _ if both_parts(start.precision, end.precision) => shared('月').or_else(|| shared('年')),
        _ => shared('年'),
    };
    let year_end = match end.precision {
        Precision::YearPart(part @ ("初" | "底" | "末")) if shared('年').is_some() => format!("年{part}"),
        _ => short.unwrap_or(&to).to_owned(),
    };
    format!("{from}至{year_end}")
}
