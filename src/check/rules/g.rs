//! G: 标点和字符.

mod g01_half_width_marks;
mod g02_half_width_brackets;
mod g03_marks_without_partner;
mod g04_ellipsis;
mod g05_dash;
mod g06_doubled_marks;
mod g07_comma_before_and;
mod g08_brackets_in_brackets;
mod g09_stop_within_item;
mod g10_title_marks;
mod g11_blanks_in_text;
mod g12_no_full_stop;
mod g13_wrong_code_points;
mod g14_pause_between_quoted;
mod g15_confused_words;
mod g16_placeholders;
mod g17_empty_values;
mod g18_words_for_another;

use crate::check::left_out::LeftOut;
use crate::check::rule::Rule;

/// The rules, in the order of their codes.
pub const RULES: &[&Rule] = &[
    &g01_half_width_marks::RULE,
    &g02_half_width_brackets::RULE,
    &g03_marks_without_partner::RULE,
    &g04_ellipsis::RULE,
    &g05_dash::RULE,
    &g06_doubled_marks::RULE,
    &g07_comma_before_and::RULE,
    &g08_brackets_in_brackets::RULE,
    &g09_stop_within_item::RULE,
    &g10_title_marks::RULE,
    &g11_blanks_in_text::RULE,
    &g12_no_full_stop::RULE,
    &g13_wrong_code_points::RULE,
    &g14_pause_between_quoted::RULE,
    &g15_confused_words::RULE,
    &g16_placeholders::RULE,
    &g17_empty_values::RULE,
    &g18_words_for_another::RULE,
];

/// What is not here.
pub const LEFT_OUT: &[LeftOut] = &[];
