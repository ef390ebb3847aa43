//! J: 沿用上年的内容. The rules look where 检查 names last year's workbook or document.

mod j01_year_of_last_year;
mod j02_copied_figures;

use crate::check::left_out::LeftOut;
use crate::check::rule::Rule;

/// The rules, in the order of their codes.
pub const RULES: &[&Rule] = &[&j01_year_of_last_year::RULE, &j02_copied_figures::RULE];

/// What is not here.
pub const LEFT_OUT: &[LeftOut] = &[];
