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
mod d15_announced_count;
mod d16_reference_to_nothing;
mod d17_notice_closes_twice;
mod d18_closing_of_another_kind;
mod d19_request_in_report;
mod d20_two_requests;

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
    &d15_announced_count::RULE,
    &d16_reference_to_nothing::RULE,
    &d17_notice_closes_twice::RULE,
    &d18_closing_of_another_kind::RULE,
    &d19_request_in_report::RULE,
    &d20_two_requests::RULE,
];

/// What is not here.
pub const LEFT_OUT: &[LeftOut] = &[LeftOut {
    code: "D21",
    name: "必备的章节缺少或者没有内容",
    reason: "一份文件必备哪些章节写在文种的模板里，生成时已经报 missing-section；别处来的文件没有模板可以对照。",
}];
