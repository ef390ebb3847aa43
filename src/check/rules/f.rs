//! F: 数字、单位和名称.

mod f01_full_width_digits;
mod f02_short_year;
mod f03_range_without_percent;
mod f04_range_without_scale;
mod f05_hyphen_in_range;
mod f06_point_without_zero;
mod f07_mixed_numerals;
mod f08_comma_in_rough_number;
mod f09_twice_approximate;
mod f10_fewer_times;
mod f11_wrong_sums;
mod f12_two_values;
mod f13_units_out_of_use;
mod f14_relative_dates;
mod f15_day_with_hao;
mod f16_half_of_day_twice;
mod f17_grouping_of_digits;
mod f18_short_names;
mod f19_names_of_units;
mod f20_money_scales;
mod f21_figures;

use crate::check::left_out::LeftOut;
use crate::check::rule::Rule;

/// The rules, in the order of their codes.
pub const RULES: &[&Rule] = &[
    &f01_full_width_digits::RULE,
    &f02_short_year::RULE,
    &f03_range_without_percent::RULE,
    &f04_range_without_scale::RULE,
    &f05_hyphen_in_range::RULE,
    &f06_point_without_zero::RULE,
    &f07_mixed_numerals::RULE,
    &f08_comma_in_rough_number::RULE,
    &f09_twice_approximate::RULE,
    &f10_fewer_times::RULE,
    &f11_wrong_sums::RULE,
    &f12_two_values::RULE,
    &f13_units_out_of_use::RULE,
    &f14_relative_dates::RULE,
    &f15_day_with_hao::RULE,
    &f16_half_of_day_twice::RULE,
    &f17_grouping_of_digits::RULE,
    &f18_short_names::RULE,
    &f19_names_of_units::RULE,
    &f20_money_scales::RULE,
    &f21_figures::RULE,
];

/// What is not here.
pub const LEFT_OUT: &[LeftOut] = &[];
