//! H09: text that is not black.

use crate::check::marks::Marks;
use crate::check::page::{Groups, at_first};
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{document, notice};
use crate::diag::diagnostic::Level;
use crate::paper::line::Role;
use crate::read::docx::Word;
use crate::read::docx::look::Color;

pub const RULE: Rule = Rule {
    code: "H09",
    name: "文字不是黑色",
    level: Level::Error,
    fix: Fix::None,
    clause: "GB/T 9704-2012 5.2.4",
    why: "如无特殊说明，公文中文字的颜色均为黑色，红色的只有发文机关标志、分隔线和印章。修改时标的红字、网页粘贴来的蓝字，印发以前要改回黑色。",
    wrong: &[notice(
        "正文里有一句红字。",
        &[document(
            "各乡镇要在",
            "<w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\">附件：",
            "<w:rPr><w:rFonts w:hint=\"eastAsia\"/><w:color w:val=\"FF0000\"/></w:rPr><w:t xml:space=\"preserve\">附件：",
        )],
    )],
    right: &[
        notice("只有发文机关标志是红色。", &[]),
        notice(
            "文字的颜色写明是黑色。",
            &[document(
                "各乡镇要在",
                "<w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\">附件：",
                "<w:rPr><w:rFonts w:hint=\"eastAsia\"/><w:color w:val=\"000000\"/></w:rPr><w:t xml:space=\"preserve\">附件：",
            )],
        ),
    ],
    look: Look::File(look),
};

fn look(word: &Word, marks: &mut Marks<'_>) {
    let title = word.paper.first(Role::Title).map_or(0, |(line, _)| line);
    let mut groups: Groups<&str> = Groups::default();
    for (index, line) in word.paper.lines.iter().enumerate() {
        let Some(paragraph) = word.paragraph(index) else { continue };
        for (range, look) in paragraph.stretches() {
            let is_seen = !paragraph.text[range.clone()].trim().is_empty();
            // All that is red above the title is part of a red head.
            let is_head = look.color.is_red() && (line.role == Role::RedMark || index < title);
            if is_seen
                && !look.color.is_black()
                && !is_head
                && line.text.contains(paragraph.text[range].trim())
            {
                groups.add(name(look.color), index);
            }
        }
    }
    for (color, lines) in &groups.0 {
        if let Some(found) = at_first(marks, word, lines, &format!("文字是{color}的，不是黑色")) {
            found.hint("选中文字，把字体颜色设为“自动”或黑色");
        }
    }
}

fn name(color: Color) -> &'static str {
    match color {
        Color::Rgb(red, green, blue) => {
            let most = red.max(green).max(blue);
            if most - red.min(green).min(blue) < 0x18 {
                if most > 0xF0 { "白色" } else { "灰色" }
            } else if color.is_red() {
                "红色"
            } else if blue == most {
                "蓝色"
            } else if green == most {
                "绿色"
            } else {
                "彩色"
            }
        }
        Color::Auto => "黑色",
    }
}
