//! The values of a row as names of formulas: what must hold is reckoned in the language of 【…】.

use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::collect::form::{Column, EntryForm};
use crate::collect::requirement::{Requirement, Side, divides, holds};
use crate::collect::value::{Counts, Value};
use crate::diag::diagnostic::Span;
use crate::diag::sources::SourceId;
use crate::figure::book::{Book, Trouble};
use crate::figure::evaluate::{Reckoner, rounded};
use crate::figure::formula::{Comparison, Formula};
use crate::figure::value::Quantity;
use crate::model::date::Moment;
use crate::model::ledger::rows::LedgerRows;
use crate::model::ledger::{Ledger, LedgerColumn};
use crate::model::period::Period;
use crate::model::unit_row::{UnitCell, UnitRow, UnitValue};
use crate::source::table::record::Rows;

/// A row of values, one for each column of the form; `None` where nothing that can be used stands.
pub type Values = [Option<Value>];

/// A row as formulas see it.
pub fn row<'a>(form: &'a EntryForm, values: &'a Values, span: Span) -> UnitRow<'a> {
    let cells = form.columns.iter().zip(values).map(|(column, value)| UnitCell {
        name: &column.key,
        text: value.as_ref().map(|value| Cow::Borrowed(value.text.as_str())),
        value: match value.as_ref().map(|value| value.counts) {
            Some(Counts::Number(number)) => UnitValue::Number(number),
            Some(Counts::Day(moment)) => UnitValue::Time(moment),
            Some(Counts::Words) | None => UnitValue::Words,
        },
        span: value.as_ref().map_or(span, |value| value.span),
    });
    UnitRow { cells: cells.collect(), ledgers: Vec::new() }
}

/// The rows of a unit as a ledger: 合计, 次数 and the like count over them.
pub fn ledger(form: &EntryForm, rows: &[Vec<Option<Value>>], spans: &[Span]) -> Ledger {
    let mut cells = Rows::new(form.columns.len(), Arc::default());
    for (values, span) in rows.iter().zip(spans) {
        for value in values {
            match value {
                Some(value) => cells.push(&value.text, value.span),
                None => cells.push("", *span),
            }
        }
        cells.end_row(*span);
    }
    let span = spans.first().copied().unwrap_or(Span { source: SourceId(0), start: 0, end: 0 });
    let column = |column: &Column| LedgerColumn { name: column.key.clone(), unit: column.unit.clone(), span };
    Ledger {
        name: form.name.clone(),
        columns: form.columns.iter().map(column).collect(),
        rows: LedgerRows::new(Arc::new(cells), Vec::new()),
        date_column: None,
        unit_column: None,
        last: None,
        span,
    }
}

/// What formulas over a row reckon with.
pub fn book<'a>(row: &'a UnitRow<'a>, ledgers: Vec<&'a Ledger>) -> Book<'a> {
    Book {
        ledgers,
        awaited: &[],
        roster: &[],
        unit: Some(row),
        figures: &[],
        indicators: &[],
        nearly: None,
        participants: Vec::new(),
        other: None,
        period: Period::default(),
        doubts: RefCell::default(),
        form: None,
        grading: None,
        known: RefCell::default(),
    }
}

/// A verdict on a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It holds.
    Holds,
    /// It does not; both sides in words.
    Fails(String, String),
    /// A value that it needs is not there.
    Unknown,
}

/// Whether a condition holds over a row; with the cells that it looked at.
pub fn judge(condition: &Requirement, book: &Book<'_>) -> Result<(Verdict, Vec<Span>), Trouble> {
    let blank =
        |name: &str| book.unit.and_then(|unit| unit.cell(name)).is_none_or(|cell| cell.text.is_none());
    if condition.names().into_iter().any(blank) {
        return Ok((Verdict::Unknown, Vec::new()));
    }
    let right = match &condition.right {
        Side::Words(words) => return Ok(words_hold(condition, words, book)),
        Side::Day(moment) => {
            let left = day(&condition.left, book);
            return Ok(left.map_or((Verdict::Unknown, Vec::new()), |(left, cell)| {
                (of_days(left, condition.comparison, *moment), vec![cell])
            }));
        }
        Side::Formula(right) => right,
    };
    if let (Some((left, cell)), Some((right, other))) = (day(&condition.left, book), day(right, book)) {
        return Ok((of_days(left, condition.comparison, right), vec![cell, other]));
    }
    // Two words may be held against each other.
    if let (Some(left), Some(right)) = (words(&condition.left, book), words(right, book)) {
        return Ok(of_words(condition, left, right));
    }
    let mut reckoner = Reckoner::new(book);
    let (left, mut cells) = reckoner.quantity(&condition.left)?;
    let (other, more) = reckoner.quantity(right)?;
    cells.extend(more.into_iter().filter(|cell| !cells.contains(cell)).collect::<Vec<_>>());
    let (one, two) = level(&left, &other);
    let is_same = condition.comparison == Comparison::Equal;
    let level_down = |value: Decimal, formula: &Formula, other: Decimal| {
        if is_same && divides(formula) && value.scale() > other.scale() {
            rounded(value, other.scale())
        } else {
            value
        }
    };
    let (one, two) = (level_down(one, &condition.left, two), level_down(two, right, one));
    let verdict = if holds(one, condition.comparison, two) {
        Verdict::Holds
    } else {
        // Where one is in percent, both are told so.
        let is_percent = left.percent || other.percent;
        let told = |quantity: Quantity| {
            if quantity.percent || !is_percent {
                return quantity;
            }
            Quantity { percent: true, value: quantity.value * Decimal::ONE_HUNDRED, ..quantity }
        };
        let (left, other) = (told(left), told(other));
        match (shown(&left), shown(&other)) {
            // They differ further behind.
            (same, also) if same == also => Verdict::Fails(exactly(&left), exactly(&other)),
            (left, other) => Verdict::Fails(left, other),
        }
    };
    Ok((verdict, cells))
}

/// Two numbers of one measure: where one is in percent, both are.
fn level(left: &Quantity, right: &Quantity) -> (Decimal, Decimal) {
    match (left.percent, right.percent) {
        (true, false) => (left.value, right.value * Decimal::ONE_HUNDRED),
        (false, true) => (left.value * Decimal::ONE_HUNDRED, right.value),
        _ => (left.value, right.value),
    }
}

/// A number with all of its digits.
fn exactly(quantity: &Quantity) -> String {
    let value = quantity.value.normalize();
    if quantity.percent { format!("{value}%") } else { value.to_string() }
}

/// A number as people read it.
pub fn shown(quantity: &Quantity) -> String {
    let value = rounded(quantity.value, 4).normalize();
    if quantity.percent { format!("{value}%") } else { value.to_string() }
}

/// The day of a column, if it is one of days.
fn day(formula: &Formula, book: &Book<'_>) -> Option<(Moment, Span)> {
    let Formula::Name(name) = formula else { return None };
    let cell = book.unit?.cell(name)?;
    match cell.value {
        UnitValue::Time(moment) => Some((moment, cell.span)),
        _ => None,
    }
}

/// How two days compare; of a month or a year that stands in a condition, its first or its last.
fn of_days(left: Moment, comparison: Comparison, right: Moment) -> Verdict {
    let within = left.first <= right.last && right.first <= left.last;
    let holds = match comparison {
        Comparison::Equal => within,
        Comparison::Different => !within,
        Comparison::AtLeast => left.first >= right.first,
        Comparison::AtMost => left.last <= right.last,
        Comparison::More => left.first > right.last,
        Comparison::Less => left.last < right.first,
        Comparison::Holds => false,
    };
    if holds { Verdict::Holds } else { Verdict::Fails(left.in_words(), right.in_words()) }
}

/// The words of a column, if it is one of words.
fn words<'b>(formula: &Formula, book: &'b Book<'_>) -> Option<(&'b str, Span)> {
    let Formula::Name(name) = formula else { return None };
    let cell = book.unit?.cell(name)?;
    let is_words = cell.value == UnitValue::Words;
    cell.text.as_deref().filter(|_| is_words).map(|text| (text, cell.span))
}

fn words_hold(condition: &Requirement, wanted: &[String], book: &Book<'_>) -> (Verdict, Vec<Span>) {
    let Formula::Name(name) = &condition.left else { return (Verdict::Unknown, Vec::new()) };
    let Some(cell) = book.unit.and_then(|unit| unit.cell(name)) else {
        return (Verdict::Unknown, Vec::new());
    };
    let Some(text) = &cell.text else { return (Verdict::Unknown, Vec::new()) };
    let is_one = wanted.iter().any(|word| word == text);
    let verdict = if is_one == (condition.comparison == Comparison::Equal) {
        Verdict::Holds
    } else {
        Verdict::Fails(text.to_string(), wanted.join("、"))
    };
    (verdict, vec![cell.span])
}

fn of_words(condition: &Requirement, left: (&str, Span), right: (&str, Span)) -> (Verdict, Vec<Span>) {
    let is_same = left.0 == right.0;
    let verdict = if is_same == (condition.comparison == Comparison::Equal) {
        Verdict::Holds
    } else {
        Verdict::Fails(left.0.to_owned(), right.0.to_owned())
    };
    (verdict, vec![left.1, right.1])
}
