//! B: 标题.

mod b01_no_kind;
mod b02_no_issuer;
mod b03_mark_at_the_end;
mod b04_doubled_kind;
mod b05_doubled_words;
mod b06_other_kind;
mod b07_broken_words;
mod b08_shape_of_lines;
mod b09_law_without_title_marks;
mod b10_nested_title_marks;
mod b11_blanks_in_title;

use crate::check::left_out::LeftOut;
use crate::check::rule::Rule;

/// The rules, in the order of their codes.
pub const RULES: &[&Rule] = &[
    &b01_no_kind::RULE,
    &b02_no_issuer::RULE,
    &b03_mark_at_the_end::RULE,
    &b04_doubled_kind::RULE,
    &b05_doubled_words::RULE,
    &b06_other_kind::RULE,
    &b07_broken_words::RULE,
    &b08_shape_of_lines::RULE,
    &b09_law_without_title_marks::RULE,
    &b10_nested_title_marks::RULE,
    &b11_blanks_in_title::RULE,
];

/// What is not here.
pub const LEFT_OUT: &[LeftOut] = &[];
