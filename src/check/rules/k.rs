//! K: 各单位填报的数. The rules look at ledgers that have one row for each unit, once for each workbook. They decide nothing: a
//! person is to look.

mod k01_far_from_the_others;
mod k02_leap_since_last_period;
mod k03_same_as_last_period;
mod k04_sums_and_units;
mod scale;

use crate::check::left_out::LeftOut;
use crate::check::rule::Rule;

/// The rules, in the order of their codes.
pub const RULES: &[&Rule] = &[
    &k01_far_from_the_others::RULE,
    &k02_leap_since_last_period::RULE,
    &k03_same_as_last_period::RULE,
    &k04_sums_and_units::RULE,
];

/// What is not here.
pub const LEFT_OUT: &[LeftOut] = &[];

#[cfg(test)]
mod tests;
