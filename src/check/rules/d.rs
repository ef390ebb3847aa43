//! D: 结构和序号.

mod d01_numbers_in_order;

use crate::check::left_out::LeftOut;
use crate::check::rule::Rule;

/// The rules, in the order of their codes.
pub const RULES: &[&Rule] = &[&d01_numbers_in_order::RULE];

/// What is not here.
pub const LEFT_OUT: &[LeftOut] = &[];
