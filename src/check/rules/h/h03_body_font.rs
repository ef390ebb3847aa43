//! H03: 正文 that is not 三号仿宋.

use crate::check::marks::Marks;
use crate::check::measure::Measure;
use crate::check::page::{Groups, at_first, han_looks, is_for_rare, is_whole, lines, size};
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{document, house, notice, styles};
use crate::diag::diagnostic::Level;
use crate::paper::line::{Line, Role};
use crate::paper::number::Shape;
use crate::profile::style::ParagraphStyle::Body;
use crate::read::docx::Word;

/// Most kinds of faults that are told.
const MOST: usize = 4;

pub const RULE: Rule = Rule {
    code: "H03",
    name: "正文不是三号仿宋",
    level: Level::Error,
    fix: Fix::None,
    clause: "GB/T 9704-2012 5.2.2",
    why: "如无特殊说明，公文格式各要素一般用3号仿宋体字。从别处粘贴来的段落，常常带着原来的字体和字号。",
    wrong: &[
        notice(
            "正文的一段用宋体。",
            &[document(
                "一、检查内容",
                "<w:p><w:pPr><w:pStyle w:val=\"RunIn2\"/>",
                "<w:p><w:pPr><w:pStyle w:val=\"Body\"/></w:pPr><w:r><w:rPr><w:rFonts w:eastAsia=\"宋体\"/></w:rPr><w:t>检查由水库管理所负责，逐库登记。</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val=\"RunIn2\"/>",
            )],
        ),
        notice(
            "正文用四号字。",
            &[styles("w:styleId=\"Body\"", "<w:sz w:val=\"32\"/>", "<w:sz w:val=\"28\"/>")],
        ),
        house(
            "用版式“白头文稿”生成的文件，正文从小三改成了四号。",
            &[styles("w:styleId=\"Body\"", "<w:sz w:val=\"30\"/>", "<w:sz w:val=\"28\"/>")],
        ),
    ],
    right: &[
        notice("正文是三号仿宋，层次标题用黑体和楷体。", &[]),
        notice(
            "正文用“FangSong”，它就是仿宋。",
            &[styles("w:styleId=\"Body\"", "w:eastAsia=\"仿宋_GB2312\"", "w:eastAsia=\"FangSong\"")],
        ),
        house("用版式“白头文稿”生成的文件，正文照这个版式用小三仿宋。", &[]),
    ],
    look: Look::Layout(look),
};

fn look(word: &Word, measure: &Measure, marks: &mut Marks<'_>) {
    let wanted = measure.size(Body);
    let mut groups: Groups<(String, i32)> = Groups::default();
    for (index, line, paragraph) in lines(word, Role::Body) {
        let heading = if is_whole(line, paragraph) { 0..heading_end(line) } else { 0..0 };
        for (look, count) in han_looks(paragraph, heading) {
            let font = &*look.han.name;
            let is_right = font.is_empty() || measure.has_face(Body, font) || is_for_rare(font);
            // A word set otherwise within a paragraph is stressed on purpose.
            let is_word = count * 5 < paragraph.text.chars().count();
            if (!is_right && !is_word) || look.size != wanted {
                let font = if is_right || is_word { String::new() } else { font.to_owned() };
                groups.add((font, look.size), index);
            }
        }
    }
    for ((font, half_points), lines) in groups.0.iter().take(MOST) {
        let (own_size, own_face) = (measure.size_in_words(Body), measure.face_in_words(Body));
        let message = match (font.as_str(), *half_points == wanted) {
            ("", _) => format!("正文的字号是{}，不是{own_size}", size(*half_points)),
            (font, true) => format!("正文的字体是“{font}”，不是{own_face}"),
            (font, false) => format!("正文是{}“{font}”，不是{own_size}{own_face}", size(*half_points)),
        };
        if let Some(found) = at_first(marks, word, lines, &message) {
            let fonts = measure.fonts_in_words(Body);
            found.hint(measure.hint(format!("选中这些段落，字体设为{fonts}，字号设为{own_size}")));
        }
    }
}

/// Where the heading of a paragraph ends; that of an article is its number, 第一条, in whatever face.
fn heading_end(line: &Line) -> usize {
    match &line.mark {
        Some(mark) if line.words.is_empty() && mark.shape == Shape::Article => mark.range.end,
        _ if line.words.is_empty() => 0,
        _ => line.words.end,
    }
}
