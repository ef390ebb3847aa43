//! F: 数字、单位和名称.

use crate::check::left_out::LeftOut;
use crate::check::rule::Rule;

/// The rules, in the order of their codes.
pub const RULES: &[&Rule] = &[];

/// What is not here.
pub const LEFT_OUT: &[LeftOut] = &[];
