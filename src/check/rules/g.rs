//! G: 标点和字符.

mod g01_half_width_marks;

use crate::check::left_out::LeftOut;
use crate::check::rule::Rule;

/// The rules, in the order of their codes.
pub const RULES: &[&Rule] = &[&g01_half_width_marks::RULE];

/// What is not here.
pub const LEFT_OUT: &[LeftOut] = &[];
