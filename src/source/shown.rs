//! What a person sees in a cell, from what a workbook stores: numbers with their formats, days, texts. Every kind of
//! workbook comes through here, so that one table gives the same cells whatever it was saved as.

pub mod dates;

pub mod decimal;
pub mod number_format;

use crate::source::grid::Kind;
use crate::source::shown::dates::Epoch;
use crate::source::shown::decimal::Decimal;
use crate::source::shown::number_format::Format;

/// Digits that a stored number keeps.
const KEPT_DIGITS: usize = 15;

/// What a cell holds: its kind, its text, and what the person sees where the text says more.
pub type Content = (Kind, String, Option<String>);

/// A number that is stored in digits, as its format shows it.
pub fn number(value: &str, format: &Format, epoch: Epoch) -> Content {
    let Some(stored) = Decimal::parse(value) else {
        // Not what the format of the file allows; it is passed on as it stands rather than dropped.
        return (Kind::Text, value.to_owned(), None);
    };
    if let Format::Moment(parts) = format
        && let Some(text) = dates::shown(value, *parts, epoch)
    {
        return (Kind::Moment, text, None);
    }
    let kind = if stored.whole_digits() > KEPT_DIGITS { Kind::LostNumber } else { Kind::Number };
    let shown = format.show(&stored.significant());
    (kind, shown.text, shown.seen)
}

/// TRUE or FALSE.
pub fn boolean(is_true: bool) -> Content {
    (Kind::Boolean, if is_true { "TRUE" } else { "FALSE" }.to_owned(), None)
}

/// A formula without result, as far as its words are known.
pub fn without_result(formula: &str) -> Content {
    let written = if formula.is_empty() { "…" } else { formula };
    (Kind::NoResult, format!("={written}"), None)
}

/// A text with every line end a single LF.
pub fn with_line_ends(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}
