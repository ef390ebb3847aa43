//! D: 结构和序号.

mod d01_numbers_in_order;
mod d02_inverted_levels;
mod d03_skipped_level;
mod d04_mark_behind_bracket;
mod d05_mark_behind_han;
mod d06_mark_behind_arabic;
mod d07_half_width_brackets;
mod d08_other_numerals;
mod d09_single_member;
mod d10_gap_in_series;
mod d11_mixed_series;
mod d12_mark_in_series;
mod d13_heading_with_full_stop;
mod d14_heading_without_text;

use crate::check::left_out::LeftOut;
use crate::check::rule::Rule;

/// The rules, in the order of their codes.
pub const RULES: &[&Rule] = &[
    &d01_numbers_in_order::RULE,
    &d02_inverted_levels::RULE,
    &d03_skipped_level::RULE,
    &d04_mark_behind_bracket::RULE,
    &d05_mark_behind_han::RULE,
    &d06_mark_behind_arabic::RULE,
    &d07_half_width_brackets::RULE,
    &d08_other_numerals::RULE,
    &d09_single_member::RULE,
    &d10_gap_in_series::RULE,
    &d11_mixed_series::RULE,
    &d12_mark_in_series::RULE,
    &d13_heading_with_full_stop::RULE,
    &d14_heading_without_text::RULE,
];

/// What is not here.
pub const LEFT_OUT: &[LeftOut] = &[];
