//! Faults of `check` itself; what its rules find has codes and pages of its own.

use super::{Code, Example};

/// The list.
pub const CODES: &[Code] = &[
    Code {
        name: "unknown-check",
        title: "没有这条规则",
        why: "“不查”和 --select、--ignore 里写规则的代码（A02）或者组的字母（A），用“gongwen rules”列出全部规则。",
        clause: "",
        wrong: Example::yaml(
            "检查:\n  不查: [{规则: A99, 理由: 本单位另有规定}]\n文稿:\n  - 文种: 实施方案\n    载体: 无\n",
        ),
        right: Example::yaml(
            "检查:\n  不查: [{规则: G01, 理由: 来文的标点照录}]\n文稿:\n  - 文种: 实施方案\n    载体: 无\n",
        ),
    },
    Code {
        name: "last-year-unread",
        title: "“上年”写的文件读不出来",
        why: "“检查”里写了“上年”，今年的文件就同去年的对照，找出漏改的年份和数。去年的资料挪了地方、改了名字，就对照不了；别的规则照查。",
        clause: "",
        wrong: NONE,
        right: NONE,
    },
    Code {
        name: "last-period-not-compared",
        title: "台账没有同“上期”比",
        why: "“台账”里写了“上期”，检查时把各单位这期的数同上期的比。两期都要一个单位一行：有“单位代码”或者“单位名称”列（或者“单位列”写的列），每行都写了是哪个单位，一个单位没有两行。上期的文件不能就是这期的。",
        clause: "",
        wrong: NONE,
        right: NONE,
    },
    Code {
        name: "nothing-to-check",
        title: "文件夹里没有可以检查的文件",
        why: "文件夹里检查有“文稿”的资料（.yaml）、文字稿（.txt .md）和 Word 文件（.docx），别的文件不看。",
        clause: "",
        wrong: NONE,
        right: NONE,
    },
    Code {
        name: "unknown-house-style",
        title: "找不到文件所用的版式",
        why: "用自己的版式生成的文件，属性里记着版式的名称，检查字体、字号、页边距这些时就照那个版式查，不照国标查。版式从文件旁边或者上级文件夹的“版式”文件夹里找，也从程序自带的里找。找不到时，生成以后没有改过的文件，这些不查；改过的，照国标查。",
        clause: "",
        wrong: NONE,
        right: NONE,
    },
    Code {
        name: "cannot-fix",
        title: "文件没有自动改",
        why: "自动改只换掉要改的字，别的字节都不动；文件的编码做不到这一点时就不改。",
        clause: "",
        wrong: NONE,
        right: NONE,
    },
    Code {
        name: "not-a-baseline",
        title: "不是已知问题的清单",
        why: "清单用 --write-baseline 写出来，人不用改它。",
        clause: "",
        wrong: NONE,
        right: NONE,
    },
    Code {
        name: "annotate-one-file",
        title: "--annotate 一次只给一个文件加批注",
        why: "副本只有一个名字。有几个文件的，一个一个地做，每个文件写一个副本的名字。",
        clause: "",
        wrong: NONE,
        right: NONE,
    },
    Code {
        name: "annotate-not-word",
        title: "批注只能写进 Word 文件",
        why: "文字稿（.txt .md）里放不下批注。可以给 Word 文件（.docx）加批注，也可以给资料加：程序先做成 .docx，再写批注。",
        clause: "",
        wrong: NONE,
        right: NONE,
    },
    Code {
        name: "annotate-name",
        title: "副本的名字不对",
        why: "批注写在副本里，要检查的文件一个字节也不动，所以副本要另起名字；名字的结尾要与原来的文件一样，不然 Word 打不开。",
        clause: "",
        wrong: NONE,
        right: NONE,
    },
    Code {
        name: "annotate-document",
        title: "资料做不成一份文件，没有地方写批注",
        why: "给资料加批注，先要做成文件；批注写进一份文件里，所以资料里要正好有一份文稿。有几份的，用 build 的 --kind 做出一份，再检查做出来的 .docx。",
        clause: "",
        wrong: NONE,
        right: NONE,
    },
    Code {
        name: "cannot-annotate",
        title: "文件里放不进批注",
        why: "文件里没有段落，或者里面的部件写法不合规定。用 Word 或 WPS 另存一次，写法就规范了。",
        clause: "",
        wrong: NONE,
        right: NONE,
    },
];

/// Told of files as they lie on the disk, which no small example shows.
const NONE: Example = Example { file: "", text: "" };
