//! H11: 发文机关标志 that is not red, not centred, or not at its height.

use crate::check::marks::Marks;
use crate::check::measure::Measure;
use crate::check::page::{MM, lines, main_look, mm};
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{document, notice, styles};
use crate::diag::diagnostic::Level;
use crate::document::tree::Form;
use crate::paper::line::Role;
use crate::profile::style::{self, ParagraphStyle};
use crate::read::docx::Word;
use crate::read::docx::body::{Paragraph, Within};
use crate::read::docx::look::{Alignment, LineHeight};

pub const RULE: Rule = Rule {
    code: "H11",
    name: "发文机关标志不对",
    level: Level::Error,
    fix: Fix::None,
    clause: "GB/T 9704-2012 7.2.4、10.1、10.2",
    why: "发文机关标志居中排布，用红色，上边缘至版心上边缘35毫米，离纸的上边72毫米；信函离纸的上边30毫米，命令离版心上边缘20毫米。位置按图文框和固定行距估算，各种小标宋字面高低不同，差3毫米以内不提。",
    wrong: &[
        notice(
            "发文机关标志是黑色。",
            &[styles("w:styleId=\"Mark\"", "<w:color w:val=\"FF0000\"/>", "<w:color w:val=\"auto\"/>")],
        ),
        notice(
            "发文机关标志没有居中。",
            &[styles("w:styleId=\"Mark\"", "<w:jc w:val=\"center\"/>", "<w:jc w:val=\"left\"/>")],
        ),
        notice(
            "发文机关标志离纸的上边50毫米。",
            &[document("w:val=\"Mark\"", "w:y=\"3929\"", "w:y=\"2682\"")],
        ),
    ],
    right: &[notice("发文机关标志是红色，居中，离纸的上边72毫米。", &[])],
    look: Look::Layout(look),
};

/// How far the ink may seem to be off.
const OFF: i32 = 3 * MM;

fn look(word: &Word, measure: &Measure, marks: &mut Marks<'_>) {
    // With other margins the mark keeps its distance from 版心.
    let moved = measure.profile.mark_top.0 - Measure::standard().profile.mark_top.0;
    let asked = measure.style(ParagraphStyle::Mark).alignment;
    let mut is_first = true;
    for (index, line, paragraph) in lines(word, Role::RedMark) {
        let range = 0..line.text.len();
        let is_red = paragraph
            .stretches()
            .filter(|(range, _)| !paragraph.text[range.clone()].trim().is_empty())
            .all(|(_, look)| look.color.is_red());
        if !is_red {
            marks
                .at(index, range.clone(), "发文机关标志不是红色")
                .hint("把字体颜色设为红色；用印好红头的纸套打的，打印时再去掉这一行");
        }
        let is_boxed = paragraph.within != Within::Body;
        let is_centred = matches!(paragraph.look.alignment, Alignment::Center | Alignment::Distributed);
        if !is_centred && !is_boxed && asked == style::Alignment::Center {
            marks.at(index, range.clone(), "发文机关标志没有居中").hint("设为居中；字数少的可以用分散对齐");
        }
        let wanted = match word.paper.form {
            Form::Letter => 30,
            Form::Order => 57,
            _ => 72,
        };
        if let Some((top, is_sure)) = top(word, index, paragraph).filter(|_| is_first && !is_boxed) {
            let wanted = wanted * 567 / 10 + if word.paper.form == Form::Letter { 0 } else { moved };
            let off = (top - wanted).abs();
            if off > OFF {
                let message = format!("发文机关标志离纸的上边约{}毫米，应当是{}毫米", mm(top), mm(wanted));
                let level = if is_sure && off > 2 * OFF { Level::Error } else { Level::Warning };
                marks
                    .at(index, range, message)
                    .level(level)
                    .hint(measure.hint("调整图文框的垂直位置，或者上面空行的多少"));
            }
        }
        is_first = false;
    }
}

/// Where the ink begins below the paper's edge, and whether the file says so itself; `None` if one cannot tell.
fn top(word: &Word, line: usize, paragraph: &Paragraph) -> Option<(i32, bool)> {
    let LineHeight::Exact(height) = paragraph.look.line else { return None };
    // In a line of exact height the baseline lies 4/5 down, and the ink of 小标宋 begins 0.771 em above it.
    let ink = height * 4 / 5 - main_look(paragraph).size * 10 * 771 / 1000;
    let section = word.section(paragraph);
    if let Some(frame) = &paragraph.look.frame {
        let y = frame.y?;
        return match frame.from.as_str() {
            "page" => Some((y + ink, true)),
            "margin" => Some((section.margins[0] + y + ink, true)),
            _ => None,
        };
    }
    let mut y = section.margins[0] + paragraph.look.before + ink;
    for above in &word.paragraphs[..*word.of_line.get(line)?] {
        let LineHeight::Exact(height) = above.look.line else { return None };
        if above.look.frame.is_some() || above.within != Within::Body {
            return None;
        }
        y += height + above.look.before + above.look.after;
    }
    Some((y, false))
}
