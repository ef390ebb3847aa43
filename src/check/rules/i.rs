//! I: 批量.

mod i01_one_file_each;
mod i02_numbers_once;
mod i03_file_names;
mod i04_other_units;
mod i05_same_bytes;

use crate::check::left_out::LeftOut;
use crate::check::rule::Rule;

/// The rules, in the order of their codes.
pub const RULES: &[&Rule] = &[
    &i01_one_file_each::RULE,
    &i02_numbers_once::RULE,
    &i03_file_names::RULE,
    &i04_other_units::RULE,
    &i05_same_bytes::RULE,
];

/// What is not here.
pub const LEFT_OUT: &[LeftOut] = &[
    LeftOut {
        code: "I06",
        name: "有的单位缺少必填的内容",
        reason: "batch 写第一份文件以前就逐个单位查过，缺了不生成（blank-cell）。",
    },
    LeftOut {
        code: "I07",
        name: "单位名称太长，标题、主送或者署名排不下",
        reason: "batch 按每个单位的名称分页，主送太长的移入版记，标题和署名按词折行，不会排不下。",
    },
    LeftOut {
        code: "I08",
        name: "中断以后重做，不补缺、不跳过",
        reason: "这是 batch --resume 自己的规矩，由程序的测试保证，文件里查不出来。",
    },
];
