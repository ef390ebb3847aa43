//! Faults of the Markdown that a template makes.

use super::{Code, Example};

/// The list.
pub const CODES: &[Code] = &[
    Code {
        name: "markdown-not-allowed",
        title: "不能用的 Markdown",
        why: "公文只有标题、段落、表格和加粗；列表、代码、引用、链接等在公文里没有对应的写法。",
        clause: "",
        wrong: Example { file: "示例/章节.md.tera", text: "- 加强领导\n" },
        right: Example { file: "示例/章节.md.tera", text: "## 加强领导\n" },
    },
    Code {
        name: "prose-in-sentence",
        title: "几段话放进了句子",
        why: "几段正文不能接在一句话中间，要单独占一行，成为自己的段落。",
        clause: "",
        wrong: Example { file: "示例/章节.md.tera", text: "重点是{{ tasks.lead }}等。\n" },
        right: Example { file: "示例/章节.md.tera", text: "{{ tasks.lead }}\n" },
    },
    Code {
        name: "table-shape",
        title: "表格不齐",
        why: "每一行的格数要与表头相同，合并的格子要拼成长方形。",
        clause: "",
        wrong: Example { file: "示例/章节.md.tera", text: "| 序号 | 单位 |\n|---|---|\n| 1 |\n" },
        right: Example {
            file: "示例/章节.md.tera", text: "| 序号 | 单位 |\n|---|---|\n| 1 | 县医院 |\n"
        },
    },
];
