//! A: 发文字号、日期和版头各项.

mod a02_year_brackets;

use crate::check::left_out::LeftOut;
use crate::check::rule::Rule;

/// The rules, in the order of their codes.
pub const RULES: &[&Rule] = &[&a02_year_brackets::RULE];

/// What is not here.
pub const LEFT_OUT: &[LeftOut] = &[];
