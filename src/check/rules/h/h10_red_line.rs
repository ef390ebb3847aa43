//! H10: the red line under 发文字号: missing, of another colour, length or distance.

use crate::check::marks::Marks;
use crate::check::page::{MM, TEXT_WIDTH, first_of, has_head, main_look, mm};
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{notice, styles};
use crate::diag::diagnostic::Level;
use crate::document::tree::Form;
use crate::paper::line::Role;
use crate::read::docx::Word;
use crate::read::docx::drawing::Kind;
use crate::read::docx::look::{Color, LineHeight};

pub const RULE: Rule = Rule {
    code: "H10",
    name: "红色分隔线不对",
    level: Level::Error,
    fix: Fix::None,
    clause: "GB/T 9704-2012 7.2.7",
    why: "发文字号之下4毫米处居中印一条与版心等宽（156毫米）的红色分隔线。距离是按段落框线和固定行距估算的，差得多才给警告。",
    wrong: &[
        notice(
            "没有分隔线。",
            &[styles(
                "w:styleId=\"DocumentNumber\"",
                "<w:bottom w:val=\"single\" w:sz=\"12\" w:space=\"7\" w:color=\"FF0000\"/>",
                "",
            )],
        ),
        notice(
            "分隔线是黑色的。",
            &[styles("w:styleId=\"DocumentNumber\"", "w:color=\"FF0000\"", "w:color=\"auto\"")],
        ),
        notice(
            "分隔线两头各短10毫米。",
            &[styles(
                "w:styleId=\"DocumentNumber\"",
                "<w:ind w:left=\"0\" w:right=\"0\"",
                "<w:ind w:left=\"567\" w:right=\"567\"",
            )],
        ),
        notice(
            "分隔线离发文字号11毫米。",
            &[styles("w:styleId=\"DocumentNumber\"", "w:space=\"7\"", "w:space=\"27\"")],
        ),
    ],
    right: &[notice("发文字号下面有一条156毫米长的红线。", &[])],
    look: Look::File(look),
};

/// A line between 发文字号 and title.
struct Line {
    red: bool,
    length: i32,
    /// Distance from the number's characters, as far as one can tell.
    distance: Option<i32>,
}

fn look(word: &Word, marks: &mut Marks<'_>) {
    if !has_head(word) || !matches!(word.paper.form, Form::File | Form::Telegram) {
        return;
    }
    let (Some((at, number)), Some((_, title))) =
        (first_of(word, Role::DocumentNumber), first_of(word, Role::Title))
    else {
        return;
    };
    if title <= number {
        return;
    }
    let range = 0..word.paper.lines[at].text.len();
    let lines = found(word, number, title);
    let red: Vec<&Line> = lines.iter().filter(|line| line.red).collect();
    let mut tell = |message: String, level: Level, hint: &str| {
        marks.at(at, range.clone(), message).level(level).hint(hint);
    };
    match (&red[..], lines.first()) {
        ([], None) => tell(
            "发文字号下面没有红色分隔线".to_owned(),
            Level::Error,
            "给发文字号这一段加下框线：红色，1.5磅，离文字7磅",
        ),
        ([], Some(_)) => {
            tell("发文字号下面的分隔线不是红色".to_owned(), Level::Error, "把线的颜色改成红色");
        }
        ([line], _) => {
            // Where the margins are wrong, a line as wide as the text is not wrong besides.
            let width = word.section(&word.paragraphs[number]).text_width();
            if (line.length - TEXT_WIDTH).abs() > MM && (line.length - width).abs() > MM {
                tell(
                    format!("红色分隔线长{}毫米，不是156毫米", mm(line.length)),
                    Level::Error,
                    "分隔线与版心等宽，长156毫米，居中",
                );
            }
            if let Some(distance) = line.distance.filter(|d| (d - 4 * MM).abs() > 3 * MM / 2) {
                tell(
                    format!("红色分隔线在发文字号下面约{}毫米，应当是4毫米", mm(distance)),
                    Level::Warning,
                    "行距是固定值28.95磅时，下框线离文字7磅就是4毫米",
                );
            }
        }
        (more, _) => {
            tell(format!("发文字号和标题之间有{}条红线", more.len()), Level::Error, "只留一条");
        }
    }
}

fn found(word: &Word, number: usize, title: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    // How far below the number's characters a paragraph ends: in an exact line the ink ends a fifth above its foot.
    let mut below = Some(0);
    for (at, paragraph) in word.paragraphs.iter().enumerate().take(title).skip(number) {
        let section = word.section(paragraph);
        let look = &paragraph.look;
        let unit = main_look(paragraph).width();
        let indent =
            |chars: i32, twips: i32| if chars == 0 { twips } else { chars.saturating_mul(unit) / 100 };
        let length =
            section.text_width() - indent(look.left_chars, look.left) - indent(look.right_chars, look.right);
        if let Some(border) = look.top.as_ref().filter(|_| at > number) {
            let distance = below.map(|below| below + look.before - 20 * border.space);
            lines.push(Line { red: border.color.is_red(), length, distance });
        }
        below = match (below, look.line) {
            (Some(_), LineHeight::Exact(height)) if at == number => {
                Some(height / 5 - main_look(paragraph).size * 10 * 78 / 1000 + look.after)
            }
            (Some(below), LineHeight::Exact(height)) => Some(below + look.before + height + look.after),
            _ => None,
        };
        if let Some(border) = &look.bottom {
            let distance = below.map(|below| below - look.after + 20 * border.space);
            lines.push(Line { red: border.color.is_red(), length, distance });
        }
    }
    for drawing in &word.drawings {
        let is_line = drawing.kind == Kind::Line || (drawing.kind == Kind::Other && drawing.height < 60);
        if is_line && drawing.width > TEXT_WIDTH / 3 && drawing.paragraph < title {
            let red = drawing.color.is_some_and(Color::is_red);
            lines.push(Line { red, length: drawing.width, distance: None });
        }
    }
    lines
}
