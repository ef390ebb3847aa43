//! H20: 序数 that the word processor counts by itself.

use crate::check::marks::Marks;
use crate::check::page::at_first;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{Change, document, notice};
use crate::diag::diagnostic::Level;
use crate::paper::line::Role;
use crate::read::docx::Word;

/// A list that counts 一、二、, and a heading that belongs to it.
const LIST: &[Change] = &[
    Change {
        part: "word/_rels/document.xml.rels",
        after: "",
        find: "</Relationships>",
        with: "<Relationship Id=\"rIdLists\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering\" Target=\"numbering.xml\"/></Relationships>",
    },
    Change {
        part: "word/numbering.xml",
        after: "",
        find: "",
        with: "<w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>",
    },
    document(
        "",
        "<w:pStyle w:val=\"Level1\"/>",
        "<w:pStyle w:val=\"Level1\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>",
    ),
    document("", "一、检查内容", "检查内容"),
];

pub const RULE: Rule = Rule {
    code: "H20",
    name: "序号是自动编号",
    level: Level::Info,
    fix: Fix::None,
    clause: "惯例",
    why: "自动编号不在文字里，复制到别的文件、贴到网上或者改几处段落，序号会变掉、丢掉。公文的序号是内容的一部分，定稿时最好变成文字。",
    wrong: &[notice("“一、”是 Word 自动编的号。", LIST)],
    right: &[notice("“一、”“（一）”是打上去的字。", &[])],
    look: Look::File(look),
};

fn look(word: &Word, marks: &mut Marks<'_>) {
    let lines: Vec<usize> = (0..word.paper.lines.len())
        .filter(|&index| {
            let role = word.paper.lines[index].role;
            let is_text = matches!(role, Role::Body | Role::Heading | Role::Item | Role::AttachmentNote);
            let number = word.paragraph(index).map(|p| &p.text[..p.number]);
            // A dot before an item is no number.
            is_text && number.is_some_and(|number| number.contains(|c: char| c.is_alphanumeric()))
        })
        .collect();
    if let Some(found) = at_first(marks, word, &lines, "序号是自动编号，不是文字") {
        found.hint("定稿时全选，复制后“选择性粘贴—无格式文本”再排版，或者用“将编号转换为文本”");
    }
}
