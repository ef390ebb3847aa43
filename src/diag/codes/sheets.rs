//! Faults of workbooks that are sheets: which sheet and which cell holds what.
//!
//! The examples are written as the tests write sheets: a line is a row, its cells between `|`, a sheet begins with `工作表`.

use super::{Code, Example};

/// The list.
pub const CODES: &[Code] = &[
    Code {
        name: "unknown-sheet",
        title: "不知道工作表是什么",
        why: "工作表的名称就是资料里的键，程序按名称知道里面是什么。名称不对，里面的内容就没有读。",
        clause: "",
        wrong: sheets("工作表 活动情况\n项目 | 内容\n名称 | 健康教育活动\n"),
        right: sheets("工作表 活动\n项目 | 内容\n名称 | 健康教育活动\n"),
    },
    Code {
        name: "sheet-layout",
        title: "工作表的样子不对",
        why: "一组内容写成“项目”“内容”两栏，一行一项；有几条、每条有几项的，写成第一行是列名的表。样子不对，程序分不清哪一格是什么。",
        clause: "",
        wrong: sheets("工作表 单位\n名称 | 某某县卫生局\n印发机关 | 县卫生局办公室\n"),
        right: sheets("工作表 单位\n项目 | 内容\n名称 | 某某县卫生局\n印发机关 | 县卫生局办公室\n"),
    },
    Code {
        name: "stray-cell",
        title: "格子在表格之外",
        why: "这一格不在程序知道的任何一栏里，不知道是什么内容。程序不猜，也不丢。",
        clause: "",
        wrong: sheets("工作表 活动\n项目 | 内容\n名称 | 健康教育活动 | 请科长核对\n"),
        right: sheets("工作表 活动\n项目 | 内容 | 说明\n名称 | 健康教育活动 | 请科长核对\n"),
    },
    Code {
        name: "not-for-sheets",
        title: "工作表写不下",
        why: "资料要写成 .xlsx，可是里面有工作表表示不了的内容，例如太长的文字、空着一格的列表。写出来就会走样，所以没有写。",
        clause: "",
        wrong: sheets("（其他里有一个列表，里面又是列表）"),
        right: sheets("（这一项留在 .yaml 文件里，用“引用”读进来）"),
    },
];

const fn sheets(text: &'static str) -> Example {
    Example { file: "资料.xlsx", text }
}
