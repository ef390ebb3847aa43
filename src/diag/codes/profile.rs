//! Faults of a house style.

use super::{Code, Example};

/// A house style with this text.
const fn style(text: &'static str) -> Example {
    Example { file: "版式/某某局.yaml", text }
}

/// The list.
pub const CODES: &[Code] = &[
    Code {
        name: "unknown-profile",
        title: "没有这个版式",
        why: "版式按名称找：先找资料旁边“版式”文件夹里的文件，再找程序自带的，用“gongwen profiles”查看；也可以写 .yaml 文件的路径。版式文件里有错，也不能用。",
        clause: "",
        wrong: Example::yaml("文稿: [{文种: 实施方案, 载体: 无, 版式: 国家标准}]\n"),
        right: Example::yaml("文稿: [{文种: 实施方案, 载体: 无, 版式: 国标}]\n"),
    },
    Code {
        name: "profile-number",
        title: "版式里的数不对",
        why: "页边距、行距、字号、缩进都有限度，太小看不清，太大排不下。数只写数，不写单位；字号写名称，或者写磅数。",
        clause: "",
        wrong: style("继承: 国标\n样式:\n  正文: {字号: 160}\n"),
        right: style("继承: 国标\n样式:\n  正文: {字号: 16}\n"),
    },
    Code {
        name: "profile-room",
        title: "版心里排不下",
        why: "页边距、行距、每页行数、每行字数互相牵制：定了其中几个，剩下的就由程序算。写得互相矛盾，文字会溢出或者挤在一起。",
        clause: "GB/T 9704-2012 5.2",
        wrong: style("继承: 国标\n行距: 30\n每页行数: 22\n"),
        right: style("继承: 国标\n行距: 28\n每页行数: 22\n"),
    },
    Code {
        name: "profile-line",
        title: "行距比字小",
        why: "行距是固定值，比字小的时候，字的上下会被切掉。",
        clause: "GB/T 9704-2012 3.2",
        wrong: style("继承: 国标\n样式:\n  公文标题: {字号: 二号, 行距: 20}\n"),
        right: style("继承: 国标\n样式:\n  公文标题: {字号: 二号, 行距: 36}\n"),
    },
    Code {
        name: "profile-form",
        title: "序数或者页码的写法不对",
        why: "序数写每一层的第一个，里面有一个“一”或者“1”；页码写第1页的样子，里面有一个数，或者再加一个总页数。程序照着编下去。",
        clause: "GB/T 9704-2012 7.3.3、7.5",
        wrong: style("继承: 国标\n序数: [一、, （二）]\n"),
        right: style("继承: 国标\n序数: [一、, （一）]\n"),
    },
    Code {
        name: "profile-font",
        title: "没有这种字体",
        why: "样式的“字体”写仿宋、楷体、黑体、小标宋、宋体之一，或者 Word 里显示的字体全名。写错一个字，Word 就会换成别的字体。",
        clause: "",
        wrong: style("继承: 国标\n样式:\n  二级标题: {字体: 楷书}\n"),
        right: style("继承: 国标\n样式:\n  二级标题: {字体: 楷体}\n"),
    },
    Code {
        name: "profile-cycle",
        title: "版式的继承绕成了一圈",
        why: "版式的“继承”写它在哪个版式上改。绕成一圈，就没有一个版式是完整的。",
        clause: "",
        wrong: style("继承: 某某局\n行距: 28\n"),
        right: style("继承: 国标\n行距: 28\n"),
    },
    Code {
        name: "profile-name",
        title: "版式的名称已经有了",
        why: "“国标”和“显现”是程序自带的，照标准排；自己的版式要另起名称，别人才看得出文件是照哪个排的。",
        clause: "",
        wrong: style("名称: 国标\n行距: 28\n"),
        right: style("名称: 某某局版式\n行距: 28\n"),
    },
    Code {
        name: "profile-file",
        title: "版式文件的名称不对",
        why: "版式文件是 .yaml 文件，资料里的“版式”和 --profile 按文件名找它。“gongwen profiles --learn 样本.docx -o 版式/某某局.yaml”把学出的版式写成这个文件。",
        clause: "",
        wrong: Example::yaml(""),
        right: Example::yaml(""),
    },
];
