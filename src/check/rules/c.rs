//! C: 主送、抄送和版记.

mod c01_colon_behind_recipients;
mod c02_indented_recipients;
mod c03_marks_between_recipients;
mod c04_several_superiors;
mod c05_copies_to_subordinates;
mod c06_person_as_recipient;
mod c07_unit_named_twice;
mod c08_stop_behind_copies;
mod c09_label_of_copies;
mod c10_no_recipients;
mod c11_name_of_roster;

use crate::check::left_out::LeftOut;
use crate::check::rule::Rule;

/// The rules, in the order of their codes.
pub const RULES: &[&Rule] = &[
    &c01_colon_behind_recipients::RULE,
    &c02_indented_recipients::RULE,
    &c03_marks_between_recipients::RULE,
    &c04_several_superiors::RULE,
    &c05_copies_to_subordinates::RULE,
    &c06_person_as_recipient::RULE,
    &c07_unit_named_twice::RULE,
    &c08_stop_behind_copies::RULE,
    &c09_label_of_copies::RULE,
    &c10_no_recipients::RULE,
    &c11_name_of_roster::RULE,
];

/// What is not here.
pub const LEFT_OUT: &[LeftOut] = &[LeftOut {
    code: "C12",
    name: "首页没有正文",
    reason: "首页放不放得下正文，要排了版才知道；成文时主送机关太长会自动移到版记，文字稿里看不出来。",
}];
