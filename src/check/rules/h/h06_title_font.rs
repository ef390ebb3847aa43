//! H06: a title that is not centred, or not 二号小标宋.

use crate::check::marks::Marks;
use crate::check::page::{SIZE_2, face, is_for_rare, lines, main_look, size};
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{notice, styles};
use crate::diag::diagnostic::Level;
use crate::paper::line::Role;
use crate::profile::style::Face;
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
    ],
    look: Look::File(look),
};

fn look(word: &Word, marks: &mut Marks<'_>) {
    for (index, line, paragraph) in lines(word, Role::Title).filter(|(_, line, _)| line.part == 0) {
        let range = 0..line.text.len();
        if !matches!(paragraph.look.alignment, Alignment::Center | Alignment::Distributed) {
            marks.at(index, range.clone(), "标题没有居中").hint("把标题设为居中，不要用空格推到中间");
        }
        let look = main_look(paragraph);
        let font = &*look.han.name;
        let mut wrong = Vec::new();
        if !font.is_empty() && face(font) != Some(Face::XiaoBiaoSong) && !is_for_rare(font) {
            wrong.push(format!("字体是“{font}”"));
        }
        if look.size != SIZE_2 {
            wrong.push(format!("字号是{}", size(look.size)));
        }
        if look.bold {
            wrong.push("加了粗".to_owned());
        }
        if !wrong.is_empty() {
            marks
                .at(index, range, format!("标题{}", wrong.join("，")))
                .level(Level::Warning)
                .hint("标题用二号小标宋（如方正小标宋简体），不加粗");
            // Its other lines look the same.
            break;
        }
    }
}
