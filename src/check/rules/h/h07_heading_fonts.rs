//! H07: headings of other faces or sizes than 7.3.3 has for their level.

use crate::check::marks::Marks;
use crate::check::page::{Groups, SIZE_3, at_first, face, han_looks, is_for_rare, is_whole, lines, size};
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{notice, styles};
use crate::diag::diagnostic::Level;
use crate::paper::line::Role;
use crate::profile::style::Face;
use crate::read::docx::Word;

pub const RULE: Rule = Rule {
    code: "H07",
    name: "层次标题的字体不对",
    level: Level::Warning,
    fix: Fix::None,
    clause: "GB/T 9704-2012 7.3.3",
    why: "文中结构层次序数依次可以用“一、”“（一）”“1.”“（1）”标注；一般第一层用黑体字，第二层用楷体字，第三层和第四层用仿宋体字，都是三号。",
    wrong: &[
        notice(
            "“一、”一层用楷体。",
            &[styles("w:styleId=\"Level1\"", "w:eastAsia=\"黑体\"", "w:eastAsia=\"楷体_GB2312\"")],
        ),
        notice(
            "“（一）”一层和正文一样用仿宋。",
            &[styles("w:styleId=\"Level2Char\"", "w:eastAsia=\"楷体_GB2312\"", "w:eastAsia=\"仿宋_GB2312\"")],
        ),
        notice(
            "“一、”一层用二号字。",
            &[styles("w:styleId=\"Level1\"", "<w:sz w:val=\"32\"/>", "<w:sz w:val=\"44\"/>")],
        ),
    ],
    right: &[
        notice("第一层黑体，第二层楷体。", &[]),
        notice(
            "第二层用“KaiTi”，就是楷体。",
            &[styles("w:styleId=\"Level2Char\"", "w:eastAsia=\"楷体_GB2312\"", "w:eastAsia=\"KaiTi\"")],
        ),
    ],
    look: Look::File(look),
};

/// The face of a level.
fn wanted(level: u8) -> Face {
    match level {
        1 => Face::Hei,
        2 => Face::Kai,
        _ => Face::FangSong,
    }
}

fn look(word: &Word, marks: &mut Marks<'_>) {
    let mut groups: Groups<(u8, String, i32)> = Groups::default();
    for (index, line, paragraph) in lines(word, Role::Heading).chain(lines(word, Role::Body)) {
        let Some(mark) = line.mark.as_ref().filter(|_| !line.words.is_empty()) else { continue };
        let level = mark.shape.level();
        // A short sentence with a number is text; a heading that a text runs into has its own face up to its full stop.
        if !(1..=4).contains(&level) || !is_whole(line, paragraph) {
            continue;
        }
        let is_run_in = line.role == Role::Body;
        let behind = line.words.end..paragraph.text.len();
        for (look, _) in han_looks(paragraph, behind) {
            let font = &*look.han.name;
            let right = font.is_empty() || face(font) == Some(wanted(level)) || is_for_rare(font);
            // 正文 that begins with a number and a short sentence is no heading for sure.
            let is_text = is_run_in && level >= 3;
            if (!right || look.size != SIZE_3) && !is_text {
                groups.add((level, if right { String::new() } else { font.to_owned() }, look.size), index);
            }
        }
    }
    for ((level, font, half_points), lines) in groups.0.iter().take(6) {
        let sample = ["一、", "（一）", "1.", "（1）"][usize::from(*level) - 1];
        let face = wanted(*level).name().unwrap_or_default();
        let message = match (font.as_str(), *half_points == SIZE_3) {
            ("", _) => format!("“{sample}”一层标题的字号是{}，不是三号", size(*half_points)),
            (font, true) => format!("“{sample}”一层标题的字体是“{font}”，不是{face}"),
            (font, false) => format!("“{sample}”一层标题是{}“{font}”，不是三号{face}", size(*half_points)),
        };
        if let Some(found) = at_first(marks, word, lines, &message) {
            found.hint(format!("这一层一般用三号{face}"));
        }
    }
}
