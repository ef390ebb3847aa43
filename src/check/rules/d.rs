//! D: 结构和序号.

mod d01_numbers_in_order;
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
