//! H06: a title that is not centred, or not 二号小标宋.

use crate::check::marks::Marks;
use crate::check::measure::Measure;
use crate::check::page::{is_for_rare, lines, main_look, size};
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{house, notice, styles};
use crate::diag::diagnostic::Level;
use crate::paper::line::Role;
use crate::profile::style;
use crate::profile::style::ParagraphStyle::Title;
use crate::read::docx::Word;
use crate::read::docx::look::Alignment;

pub const RULE: Rule = Rule {
    code: "H06",
    name: "标题的字体、字号或位置不对",
    level: Level::Error,
    fix: Fix::None,
    clause: "GB/T 9704-2012 7.3.1",
    why: "标题一般用2号小标宋体字，分一行或多行居中排布。小标宋本来就粗，再加粗会糊。没有居中是错误，字体字号不同是警告。",
    wrong: &[
        notice(
            "标题没有居中。",
            &[styles("w:styleId=\"DocumentTitle\"", "<w:jc w:val=\"center\"/>", "<w:jc w:val=\"left\"/>")],
        ),
        notice(
            "标题用黑体。",
            &[styles("w:styleId=\"DocumentTitle\"", "w:eastAsia=\"方正小标宋简体\"", "w:eastAsia=\"黑体\"")],
        ),
        notice(
            "标题用小二号。",
            &[styles("w:styleId=\"DocumentTitle\"", "<w:sz w:val=\"44\"/>", "<w:sz w:val=\"36\"/>")],
        ),
        house(
            "用版式“白头文稿”生成的文件，标题从宋体改成了楷体。",
            &[styles("w:styleId=\"DocumentTitle\"", "w:eastAsia=\"宋体\"", "w:eastAsia=\"楷体\"")],
        ),
    ],
    right: &[
        notice("标题是二号小标宋，居中。", &[]),
        notice(
            "标题用“方正小标宋_GBK”，也是小标宋。",
            &[styles(
                "w:styleId=\"DocumentTitle\"",
                "w:eastAsia=\"方正小标宋简体\"",
                "w:eastAsia=\"方正小标宋_GBK\"",
            )],
        ),
        house("用版式“白头文稿”生成的文件，标题照这个版式用二号宋体，加粗。", &[]),
    ],
    look: Look::Layout(look),
};

fn look(word: &Word, measure: &Measure, marks: &mut Marks<'_>) {
    let bold = measure.style(Title).run.bold;
    for (index, line, paragraph) in lines(word, Role::Title).filter(|(_, line, _)| line.part == 0) {
        let range = 0..line.text.len();
        let is_centred = matches!(paragraph.look.alignment, Alignment::Center | Alignment::Distributed);
        if !is_centred && measure.style(Title).alignment == style::Alignment::Center {
            marks.at(index, range.clone(), "标题没有居中").hint("把标题设为居中，不要用空格推到中间");
        }
        let look = main_look(paragraph);
        let font = &*look.han.name;
        let mut wrong = Vec::new();
        if !font.is_empty() && !measure.has_face(Title, font) && !is_for_rare(font) {
            wrong.push(format!("字体是“{font}”"));
        }
        if look.size != measure.size(Title) {
            wrong.push(format!("字号是{}", size(look.size)));
        }
        if look.bold != bold {
            wrong.push(if look.bold { "加了粗" } else { "没有加粗" }.to_owned());
        }
        if !wrong.is_empty() {
            marks.at(index, range, format!("标题{}", wrong.join("，"))).level(Level::Warning).hint(
                measure.hint(format!(
                    "标题用{}{}（如{}），{}加粗",
                    measure.size_in_words(Title),
                    measure.face_in_words(Title),
                    measure.font(Title),
                    if bold { "" } else { "不" }
                )),
            );
            // Its other lines look the same.
            break;
        }
    }
}
