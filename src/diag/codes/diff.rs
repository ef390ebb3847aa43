//! Faults of drafts that are compared.
//!
//! What is wrong lies in two files, so the examples are none; the tests of `diff` make such files.

use super::{Code, Example};

const NONE: Example = Example { file: "公文.docx", text: "" };

/// The list.
pub const CODES: &[Code] = &[
    Code {
        name: "diff-open-changes",
        title: "有没有处理完的修订",
        why: "同一个文件，接受修订是一个样子，拒绝是另一个样子。不知道哪些字算数，就没有办法与别的稿子比较。",
        clause: "",
        wrong: NONE,
        right: NONE,
    },
    Code {
        name: "diff-text",
        title: "新稿是文字稿",
        why: "修订稿的版面照新稿。文字稿（.txt、.md）没有版面，做不成 Word 文件；旧稿可以是文字稿。",
        clause: "",
        wrong: NONE,
        right: NONE,
    },
    Code {
        name: "diff-document",
        title: "不知道比哪一份",
        why: "一次比一份文件。资料里有几份文稿的，用 --kind 说明比哪个文种。",
        clause: "",
        wrong: NONE,
        right: NONE,
    },
    Code {
        name: "diff-name",
        title: "修订稿的名字不合适",
        why: "修订稿是 Word 文件，扩展名不对，Word 就打不开；它也不能写在旧稿、新稿上面，不然原来的就没有了。",
        clause: "",
        wrong: NONE,
        right: NONE,
    },
    Code {
        name: "diff-signed",
        title: "署名或日期写得不对",
        why: "每处修订都有作者，在 Word 里显示在旁边。日期可以不写；程序不看电脑的时钟，写什么日期就是什么日期。",
        clause: "",
        wrong: NONE,
        right: NONE,
    },
    Code {
        name: "diff-left-out",
        title: "旧稿的东西没有放进修订稿",
        why: "图片、脚注存在旧稿文件的别的部分，公式、自动编号、分节另有设置，放不进新稿的文件里。字的修订不受影响。",
        clause: "",
        wrong: NONE,
        right: NONE,
    },
    Code {
        name: "diff-elsewhere",
        title: "正文以外的字不同",
        why: "修订只记正文、表格和文本框里的字。页眉、页脚、脚注和自动编号照新稿，不同的地方在这里说明，不做修订标记。",
        clause: "",
        wrong: NONE,
        right: NONE,
    },
    Code {
        name: "diff-look",
        title: "只有格式不同",
        why: "修订只记字的变化。字没有变、样式或者字体字号变了的，照新稿的样子，不做修订标记。",
        clause: "",
        wrong: NONE,
        right: NONE,
    },
    Code {
        name: "diff-not-proved",
        title: "做出的修订核对不上",
        why: "写文件以前，程序自己把修订全部接受、全部拒绝各一遍，与两稿逐段、逐格核对。有一个字不同，就不写文件。",
        clause: "",
        wrong: NONE,
        right: NONE,
    },
];
