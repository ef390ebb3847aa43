//! 数字: what `【…】` in a text stands for. Formulas over the ledger, evaluated in decimal for the stretch of time that a
//! document counts, each with the cells behind it.
//!
//! It knows no template and no page. A text is expanded when the document tree stands, so that only what is printed
//! is reckoned, and every figure that is printed can be asked where it comes from.

pub mod formula;

pub mod parse;

pub mod value;

pub mod book;

pub mod evaluate;

pub mod functions;

pub mod goals;

pub mod wording;

pub mod expand;
