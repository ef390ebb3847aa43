//! What a formula gives: a quantity, words, times, parts.

use rust_decimal::Decimal;

use crate::diag::diagnostic::Span;
use crate::model::date::Moment;

/// A number with its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// Its value; of 5 %, 5.
    pub value: Decimal,
    /// Its unit; empty if it has none.
    pub unit: String,
    /// Whether it is a percentage.
    pub percent: bool,
    /// Decimals to show if nothing else is said; `None`: all it has.
    pub digits: Option<u32>,
    /// Whether it counts rows.
    pub counts: bool,
}

impl Quantity {
    /// A plain number.
    pub fn plain(value: Decimal) -> Self {
        Self { value, unit: String::new(), percent: false, digits: None, counts: false }
    }

    /// A percentage, shown with one decimal at most.
    pub fn percentage(value: Decimal) -> Self {
        Self { value, unit: String::new(), percent: true, digits: Some(1), counts: false }
    }
}

/// What a formula gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A number.
    Quantity(Quantity),
    /// A number of the roster: reckoned with as a quantity, printed as it was written unless another form is asked for.
    Written {
        /// As it was written.
        text: String,
        /// What it counts as.
        quantity: Quantity,
    },
    /// Words as they stand in a cell.
    Words(String),
    /// Several words.
    List(Vec<String>),
    /// Times.
    Times(Vec<Moment>),
    /// Quantities by name, the order in which they are to be shown.
    Parts(Vec<(String, Quantity)>),
    /// A comparison with an earlier time.
    Change(Change),
}

impl Value {
    /// The number that it is, if it is one.
    pub fn into_quantity(self) -> Option<Quantity> {
        match self {
            Value::Quantity(quantity) | Value::Written { quantity, .. } => Some(quantity),
            _ => None,
        }
    }
}

/// 同比 or 环比.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// 同比 or 环比.
    pub word: &'static str,
    /// 上年同期 or 上期.
    pub earlier: &'static str,
    /// Then.
    pub before: Quantity,
    /// Now.
    pub now: Quantity,
}

/// A value with the cells behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evaluated {
    /// The value.
    pub value: Value,
    /// The cells, in the order in which they were met, each once.
    pub cells: Vec<Span>,
    /// What was rounded, in words; empty if nothing was.
    pub note: String,
}

impl Evaluated {
    /// A value from cells.
    pub fn new(value: Value, cells: Vec<Span>) -> Self {
        Self { value, cells, note: String::new() }
    }
}
