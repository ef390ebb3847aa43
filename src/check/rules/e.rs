//! E: 附件和文尾.

mod e01_no_colon;
mod e02_mark_after_name;
mod e03_numbers;
mod e04_names_differ;
mod e05_no_such_attachment;
mod e06_label_with_colon;
mod e07_after_imprint;
mod e08_list_after_signature;
mod e09_no_signature;
mod e10_date_before_signature;
mod e11_other_name;
mod e12_no_text_on_page;
mod e13_remark_without_brackets;
mod e14_no_contact;
mod e15_wrong_telephone;
mod e16_issued_as_attachment;
mod e17_contacts_of_roster;

use crate::check::left_out::LeftOut;
use crate::check::rule::Rule;

/// The rules, in the order of their codes.
pub const RULES: &[&Rule] = &[
    &e01_no_colon::RULE,
    &e02_mark_after_name::RULE,
    &e03_numbers::RULE,
    &e04_names_differ::RULE,
    &e05_no_such_attachment::RULE,
    &e06_label_with_colon::RULE,
    &e07_after_imprint::RULE,
    &e08_list_after_signature::RULE,
    &e09_no_signature::RULE,
    &e10_date_before_signature::RULE,
    &e11_other_name::RULE,
    &e12_no_text_on_page::RULE,
    &e13_remark_without_brackets::RULE,
    &e14_no_contact::RULE,
    &e15_wrong_telephone::RULE,
    &e16_issued_as_attachment::RULE,
    &e17_contacts_of_roster::RULE,
];

/// What is not here.
pub const LEFT_OUT: &[LeftOut] = &[];
