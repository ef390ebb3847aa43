//! A: 发文字号、日期和版头各项.

mod a01_document_number;
mod a02_year_brackets;
mod a03_serial_with_ordinal;
mod a04_padded_serial;
mod a05_short_year;
mod a06_gaps_in_number;
mod a07_year_of_number;
mod a08_several_numbers;
mod a09_unknown_code;
mod a10_date_of_issue;
mod a11_no_such_day;
mod a12_weekday;
mod a13_dates_reversed;
mod a14_date_of_printing;
mod a15_copy_number;
mod a16_secret_without_copy_number;
mod a17_secrecy;
mod a18_urgency;
mod a19_order_of_head;
mod a20_urgent_title;
mod a21_signers;
mod a22_marks_between_signers;
mod a23_mark_and_signature;
mod a24_subject_words;
mod a25_citations;
mod a26_stages;

use crate::check::left_out::LeftOut;
use crate::check::rule::Rule;

/// The rules, in the order of their codes.
pub const RULES: &[&Rule] = &[
    &a01_document_number::RULE,
    &a02_year_brackets::RULE,
    &a03_serial_with_ordinal::RULE,
    &a04_padded_serial::RULE,
    &a05_short_year::RULE,
    &a06_gaps_in_number::RULE,
    &a07_year_of_number::RULE,
    &a08_several_numbers::RULE,
    &a09_unknown_code::RULE,
    &a10_date_of_issue::RULE,
    &a11_no_such_day::RULE,
    &a12_weekday::RULE,
    &a13_dates_reversed::RULE,
    &a14_date_of_printing::RULE,
    &a15_copy_number::RULE,
    &a16_secret_without_copy_number::RULE,
    &a17_secrecy::RULE,
    &a18_urgency::RULE,
    &a19_order_of_head::RULE,
    &a20_urgent_title::RULE,
    &a21_signers::RULE,
    &a22_marks_between_signers::RULE,
    &a23_mark_and_signature::RULE,
    &a24_subject_words::RULE,
    &a25_citations::RULE,
    &a26_stages::RULE,
];

/// What is not here.
pub const LEFT_OUT: &[LeftOut] = &[];
