//! Faults of Word files that are checked.
//!
//! What is wrong lies in bytes, so the examples are none; the reader's tests make such files.

use super::{Code, Example};

const NONE: Example = Example { file: "公文.docx", text: "" };

/// The list.
pub const CODES: &[Code] = &[
    Code {
        name: "not-a-word-file",
        title: "不是 Word 文件",
        why: "文件的内容不是 Word 文档，多半是选错了文件，或者只改了扩展名。",
        clause: "",
        wrong: NONE,
        right: NONE,
    },
    Code {
        name: "old-word-file",
        title: "是旧格式",
        why: "旧版 Word 的 .doc、WPS 的 .wps、RTF 和网页，版式写法与 .docx 不同，程序不读。另存为 .docx 就可以检查。",
        clause: "",
        wrong: NONE,
        right: NONE,
    },
    Code {
        name: "locked-word-file",
        title: "文件加了密码",
        why: "加了打开密码的文件，没有密码谁也读不出来。取消打开密码再保存，就可以检查。",
        clause: "",
        wrong: NONE,
        right: NONE,
    },
    Code {
        name: "damaged-word-file",
        title: "文件已损坏",
        why: "文件没有传完、存坏了，或者里面缺了必不可少的部分。Word 和 WPS 有时能修复，另存以后再检查。",
        clause: "",
        wrong: NONE,
        right: NONE,
    },
    Code {
        name: "word-file-too-large",
        title: "文件太大",
        why: "内容超过了能读的限度。公文不会这样大；也可能是有人故意做成打开就占满内存的文件。",
        clause: "",
        wrong: NONE,
        right: NONE,
    },
];
