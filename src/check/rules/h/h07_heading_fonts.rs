//! H07: headings of other faces or sizes than 7.3.3 has for their level.

use crate::check::marks::Marks;
use crate::check::measure::Measure;
use crate::check::page::{Groups, at_first, han_looks, is_for_rare, is_whole, lines, size};
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{notice, styles};
use crate::check::text::lists;
use crate::diag::diagnostic::Level;
use crate::paper::line::Role;
use crate::paper::number;
use crate::profile::style::ParagraphStyle;
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
    look: Look::Layout(look),
};

/// The styles of the four levels.
const HEADINGS: [ParagraphStyle; 4] =
    [ParagraphStyle::Heading1, ParagraphStyle::Heading2, ParagraphStyle::Heading3, ParagraphStyle::Heading4];

fn look(word: &Word, measure: &Measure, marks: &mut Marks<'_>) {
    let mut groups: Groups<(usize, String, i32)> = Groups::default();
    let samples = measure.levels();
    let titled: Vec<String> = samples.iter().map(|sample| format!("{sample}标题")).collect();
    let shapes: Vec<_> =
        titled.iter().map(|text| number::marks(&[text]).remove(0).map(|m| m.shape)).collect();
    let of_articles = lists::under_articles(&word.paper);
    for (index, line, paragraph) in lines(word, Role::Heading).chain(lines(word, Role::Body)) {
        let Some(mark) = line.mark.as_ref().filter(|_| !line.words.is_empty()) else { continue };
        let Some(level) = shapes.iter().position(|shape| *shape == Some(mark.shape)) else { continue };
        // A short sentence with a number is text; a heading that a text runs into has its own face up to its full stop. What
        // stands under 第一条 is text, whatever its numbers.
        if !is_whole(line, paragraph) || of_articles[index] {
            continue;
        }
        let style = HEADINGS[level];
        let is_run_in = line.role == Role::Body;
        let behind = line.words.end..paragraph.text.len();
        for (look, _) in han_looks(paragraph, behind) {
            let font = &*look.han.name;
            let right = font.is_empty() || measure.has_face(style, font) || is_for_rare(font);
            // 正文 that begins with a number and a short sentence is no heading for sure.
            let is_text = is_run_in && level >= 2;
            if (!right || look.size != measure.size(style)) && !is_text {
                groups.add((level, if right { String::new() } else { font.to_owned() }, look.size), index);
            }
        }
    }
    for ((level, font, half_points), lines) in groups.0.iter().take(6) {
        let (sample, style) = (&samples[*level], HEADINGS[*level]);
        let (own_size, own_face) = (measure.size_in_words(style), measure.face_in_words(style));
        let message = match (font.as_str(), *half_points == measure.size(style)) {
            ("", _) => format!("“{sample}”一层标题的字号是{}，不是{own_size}", size(*half_points)),
            (font, true) => format!("“{sample}”一层标题的字体是“{font}”，不是{own_face}"),
            (font, false) => {
                format!("“{sample}”一层标题是{}“{font}”，不是{own_size}{own_face}", size(*half_points))
            }
        };
        if let Some(found) = at_first(marks, word, lines, &message) {
            found.hint(measure.hint(format!("这一层一般用{own_size}{own_face}")));
        }
    }
}
