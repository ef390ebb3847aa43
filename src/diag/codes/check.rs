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
        name: "nothing-to-check",
        title: "文件夹里没有可以检查的文件",
        why: "文件夹里检查有“文稿”的资料（.yaml）、文字稿（.txt .md）和 Word 文件（.docx），别的文件不看。",
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
];

/// Told of files as they lie on the disk, which no small example shows.
const NONE: Example = Example { file: "", text: "" };
