//! The rules, a file each, in a folder for each group: copy one to make a new one. The file's name is code and name; the group's
//! file lists it. Tests see to it that no rule of the format notes is missing, and run what stands on each page.

mod a;
mod b;
mod c;
mod d;
mod e;
mod f;
mod g;
mod h;
mod i;
mod j;
mod k;

use crate::check::left_out::LeftOut;
use crate::check::rule::Rule;

/// The groups, in order: letter, what it is about, rules, what is left out.
const GROUPS: &[(char, &str, &[&Rule], &[LeftOut])] = &[
    ('A', "发文字号、日期和版头", a::RULES, a::LEFT_OUT),
    ('B', "标题", b::RULES, b::LEFT_OUT),
    ('C', "主送、抄送和版记", c::RULES, c::LEFT_OUT),
    ('D', "结构和序号", d::RULES, d::LEFT_OUT),
    ('E', "附件和文尾", e::RULES, e::LEFT_OUT),
    ('F', "数字、单位和名称", f::RULES, f::LEFT_OUT),
    ('G', "标点和字符", g::RULES, g::LEFT_OUT),
    ('H', "文件的版式", h::RULES, h::LEFT_OUT),
    ('I', "批量", i::RULES, i::LEFT_OUT),
    ('J', "沿用上年的内容", j::RULES, j::LEFT_OUT),
    ('K', "各单位填报的数", k::RULES, k::LEFT_OUT),
];

/// All rules, in the order of their codes.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    GROUPS.iter().flat_map(|(_, _, rules, _)| rules.iter().copied())
}

/// What is left out of the list in the format notes, each with its reason.
pub fn left_out() -> impl Iterator<Item = &'static LeftOut> {
    GROUPS.iter().flat_map(|(_, _, _, left_out)| left_out.iter())
}

/// What a group of rules is about, by the first letter of their codes.
pub fn group(code: &str) -> Option<&'static str> {
    let letter = code.chars().next()?;
    GROUPS.iter().find(|(have, ..)| *have == letter).map(|(_, name, ..)| *name)
}

/// The rule with this code, in letters of either case.
pub fn find(code: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.code.eq_ignore_ascii_case(code))
}

#[cfg(test)]
mod tests;
