//! H15: page numbers that begin anew behind the text.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{document, notice};
use crate::diag::diagnostic::Level;
use crate::paper::line::Role;
use crate::read::docx::Word;

pub const RULE: Rule = Rule {
    code: "H15",
    name: "页码没有连续编排",
    level: Level::Error,
    fix: Fix::None,
    clause: "GB/T 9704-2012 7.5",
    why: "公文的附件与正文一起装订时，页码应当连续编排。插入分节符以后，常常因为“起始页码”设成了1，附件又从第1页编起。",
    wrong: &[notice(
        "附件另起一节，页码从1重新编。",
        &[
            document(
                "2026年3月5日",
                "</w:t></w:r></w:p>",
                "</w:t></w:r></w:p><w:p><w:pPr><w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1587\"/></w:sectPr></w:pPr></w:p>",
            ),
            document(
                "检查分两组",
                "<w:cols w:space=\"720\"/>",
                "<w:pgNumType w:start=\"1\"/><w:cols w:space=\"720\"/>",
            ),
        ],
    )],
    right: &[
        notice("页码从头到尾连续。", &[]),
        notice(
            "只有一节，页码从1开始。",
            &[document(
                "检查分两组",
                "<w:cols w:space=\"720\"/>",
                "<w:pgNumType w:start=\"1\"/><w:cols w:space=\"720\"/>",
            )],
        ),
    ],
    look: Look::File(look),
};

fn look(word: &Word, marks: &mut Marks<'_>) {
    for (number, section) in word.sections.iter().enumerate().skip(1) {
        if section.start.is_none() {
            continue;
        }
        let begins = word.sections[number - 1].end;
        // A cover or 目录 before the text is counted by itself.
        let has_text = word.paper.lines.iter().zip(&word.of_line).any(|(line, &paragraph)| {
            paragraph < begins && matches!(line.role, Role::Body | Role::Heading | Role::Date)
        });
        if let Some(line) = word.line_of(begins).filter(|_| has_text) {
            let range = 0..word.paper.lines[line].text.len();
            let start = section.start.unwrap_or_default();
            marks
                .at(line, range, format!("从这里起另起一节，页码又从{start}编起"))
                .hint("双击页码，在“页码格式”里改成“续前节”");
        }
    }
}
