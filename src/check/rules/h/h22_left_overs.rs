//! H22: changes, comments, hidden text and names that were left in the file.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{document, notice, part};
use crate::diag::diagnostic::Level;
use crate::paper::end_matter;
use crate::paper::line::Role;
use crate::read::docx::Word;

pub const RULE: Rule = Rule {
    code: "H22",
    name: "文件里留着修订、批注或隐藏文字",
    level: Level::Error,
    fix: Fix::None,
    clause: "惯例",
    why: "修订痕迹、批注和隐藏文字会随电子文件一起发出去，收到的人看得到改了什么、谁改的，删掉的内容也还在里面。文件属性里的作者、上次修改人是个人姓名的，提示一下。",
    wrong: &[
        notice(
            "正文里有没有接受的修订。",
            &[document(
                "各乡镇要在",
                "<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\">附件",
                "<w:del w:id=\"1\" w:author=\"甲\"><w:r><w:delText>附表</w:delText></w:r></w:del><w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\">附件",
            )],
        ),
        notice(
            "正文里有隐藏的文字。",
            &[document(
                "各乡镇要在",
                "<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\">附件",
                "<w:r><w:rPr><w:vanish/></w:rPr><w:t>此处待定</w:t></w:r><w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\">附件",
            )],
        ),
        notice(
            "文件属性里的上次修改人是个人姓名。",
            &[part(
                "docProps/core.xml",
                "",
                "<cp:category>",
                "<cp:lastModifiedBy>某某某</cp:lastModifiedBy><cp:category>",
            )],
        ),
    ],
    right: &[notice("没有修订、批注、隐藏文字，作者是单位。", &[])],
    look: Look::File(look),
};

fn look(word: &Word, marks: &mut Marks<'_>) {
    let mut tell = |paragraph: usize, message: String, hint: &str| {
        let line = word.line_of(paragraph);
        let found = match line {
            Some(line) => marks.at(line, 0..word.paper.lines[line].text.len(), message),
            None => marks.whole(message),
        };
        found.hint(hint);
    };
    if let Some(first) = word.revisions.first() {
        let deleted = word.revisions.iter().find(|r| r.is_deletion && !r.text.trim().is_empty());
        let sample = deleted.map_or(String::new(), |r| format!("，例如删掉的“{}”还在里面", cut(&r.text)));
        tell(
            first.paragraph,
            format!("文件里有{}处没有接受的修订{sample}", word.revisions.len()),
            "在“审阅”里接受或拒绝全部修订，关掉修订，再保存",
        );
    }
    if let Some((paragraph, author, text)) = word.comments.first() {
        let who = if author.is_empty() { String::new() } else { format!("“{author}”的") };
        tell(
            *paragraph,
            format!("文件里有{}条批注，第一条是{who}“{}”", word.comments.len(), cut(text)),
            "在“审阅”里删除文档中的所有批注",
        );
    }
    if let Some((paragraph, text)) = word.hidden.first() {
        tell(
            *paragraph,
            format!("文件里有{}处隐藏文字，第一处是“{}”", word.hidden.len(), cut(text)),
            "按 Ctrl+Shift+8 显示隐藏文字，删去，或者在“字体”里取消“隐藏”",
        );
    }
    for (label, name) in
        [("作者", &word.properties.creator), ("上次修改人", &word.properties.last_modified_by)]
    {
        if is_person(word, name) {
            marks
                .whole(format!("文件属性里的{label}是“{name}”"))
                .level(Level::Info)
                .hint("在“文件—信息—检查文档”里删去文档属性和个人信息，或者把作者改成单位");
        }
    }
}

/// Whether a name in the properties may be a person's: not the unit, and nothing that programs write by themselves.
fn is_person(word: &Word, name: &str) -> bool {
    let is_unit = end_matter::is_unit(name)
        || [Role::RedMark, Role::Signature]
            .into_iter()
            .any(|role| word.paper.of(role).any(|(_, line)| line.text.contains(name)));
    let count = name.chars().count();
    (2..=4).contains(&count)
        && name.chars().all(end_matter::is_han)
        && !is_unit
        && !["微软用户", "管理员", "用户"].contains(&name)
}

/// The beginning of a text.
fn cut(text: &str) -> String {
    let text = text.trim();
    let short: String = text.chars().take(20).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}
