//! H18: the red double lines of a 信函, its first page's number, the lines of its 版记.

use crate::check::marks::Marks;
use crate::check::page::{MM, main_look, mm};
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{letter, part, styles};
use crate::diag::diagnostic::Level;
use crate::document::tree::Form;
use crate::paper::line::Role;
use crate::read::docx::Word;
use crate::read::docx::body::{Paragraph, Within};
use crate::read::docx::drawing::Kind;
use crate::read::docx::look::{Border, Color};
use crate::read::docx::section::Pages;

/// 170 mm.
const LENGTH: i32 = 9638;

pub const RULE: Rule = Rule {
    code: "H18",
    name: "信函格式的红线、页码或版记不对",
    level: Level::Error,
    fix: Fix::None,
    clause: "GB/T 9704-2012 10.1",
    why: "信函在发文机关标志下4毫米处印一条红色双线（上粗下细），距下页边20毫米处印一条红色双线（上细下粗），线长均为170毫米，居中；首页不显示页码；版记不加印发机关和印发日期、分隔线。",
    wrong: &[
        letter(
            "没有下面一条双线。",
            &[styles("w:styleId=\"LetterFoot\"", "w:val=\"thinThickSmallGap\"", "w:val=\"none\"")],
        ),
        letter(
            "上面的双线上细下粗。",
            &[styles(
                "w:styleId=\"LetterRule\"",
                "w:val=\"thickThinSmallGap\"",
                "w:val=\"thinThickSmallGap\"",
            )],
        ),
        letter(
            "上面的双线只有版心宽，156毫米。",
            &[styles(
                "w:styleId=\"LetterRule\"",
                "w:left=\"-454\" w:right=\"-340\"",
                "w:left=\"0\" w:right=\"0\"",
            )],
        ),
        letter("首页显示页码。", &[part("word/document.xml", "<w:sectPr>", "<w:titlePg/>", "")]),
    ],
    right: &[letter("信函的双线、页码、版记都对。", &[])],
    look: Look::File(look),
};

fn look(word: &Word, marks: &mut Marks<'_>) {
    if word.paper.form != Form::Letter {
        return;
    }
    let mark = word.paper.first(Role::RedMark).or(word.paper.first(Role::DocumentNumber));
    let Some((line, text)) = mark else { return };
    let range = 0..text.text.len();
    let mut tell = |message: String, hint: &str| {
        marks.at(line, range.clone(), message).hint(hint);
    };
    let by_hand = word.drawings.iter().any(|drawing| {
        drawing.kind == Kind::Line && drawing.width > LENGTH / 2 && drawing.color.is_some_and(Color::is_red)
    });
    // Lines that are drawn may be made of several; only those of paragraphs say all of themselves.
    if !by_hand {
        let rules = rules(word);
        let (upper, lower): (Vec<_>, Vec<_>) = rules.iter().partition(|(paragraph, _)| !is_foot(paragraph));
        for (name, rules, kind, order) in
            [("上面", upper, "thickThin", "上粗下细"), ("下面", lower, "thinThick", "上细下粗")]
        {
            let Some((paragraph, border)) = rules.first() else {
                tell(
                    format!("信函{name}没有红色双线"),
                    "上面的双线在发文机关标志下4毫米，下面的离纸的下边20毫米，各长170毫米",
                );
                continue;
            };
            if !border.kind.starts_with(kind) {
                tell(format!("{name}的双线不是{order}"), "上面的双线上粗下细，下面的上细下粗");
            }
            let length = length(word, paragraph);
            if (length - LENGTH).abs() > MM {
                tell(
                    format!("{name}的双线长{}毫米，不是170毫米", mm(length)),
                    "双线长170毫米，在纸上居中，比版心左边多8毫米、右边多6毫米",
                );
            }
        }
    }
    let section = &word.sections[0];
    let first = if section.title_page {
        section.part(true, Pages::First)
    } else {
        section.part(true, Pages::Default)
    };
    let has_number = first.and_then(|at| word.furniture.get(at)).is_some_and(|furniture| {
        let is_page = |field: &String| field.split_whitespace().next() == Some("PAGE");
        word.paragraphs[furniture.paragraphs.clone()].iter().any(|p| p.fields.iter().any(is_page))
    });
    if has_number {
        tell("信函首页有页码".to_owned(), "勾选“首页不同”，首页页脚不放页码");
    }
    let imprint = word.paper.lines.iter().position(|line| line.role == Role::Copies);
    let has_lines =
        imprint.and_then(|line| word.paragraph(line)).is_some_and(|paragraph| match paragraph.within {
            Within::Cell(table, ..) => word.tables[table]
                .rows
                .iter()
                .flatten()
                .any(|cell| cell.top.is_some() || cell.bottom.is_some()),
            _ => paragraph.look.top.is_some() || paragraph.look.bottom.is_some(),
        });
    if has_lines {
        tell("信函的版记有分隔线".to_owned(), "信函的版记不加分隔线，也不写印发机关和印发日期");
    }
}

/// Red double lines of paragraphs, from the top.
fn rules(word: &Word) -> Vec<(&Paragraph, &Border)> {
    let all = word.paragraphs.iter().flat_map(|paragraph| {
        [&paragraph.look.top, &paragraph.look.bottom]
            .into_iter()
            .flatten()
            .map(move |border| (paragraph, border))
    });
    all.filter(|(_, border)| border.color.is_red() && (border.kind.starts_with("thi"))).collect()
}

/// Whether a paragraph stands at the page's foot.
fn is_foot(paragraph: &Paragraph) -> bool {
    matches!(paragraph.within, Within::Furniture(_))
        || paragraph.look.frame.as_ref().is_some_and(|f| f.y > Some(8000))
}

fn length(word: &Word, paragraph: &Paragraph) -> i32 {
    if let Some(frame) = paragraph.look.frame.as_ref().filter(|frame| frame.width > 0) {
        return frame.width;
    }
    let unit = main_look(paragraph).width();
    let indents = paragraph.look.left_in_chars(unit) + paragraph.look.right_in_chars(unit);
    word.section(paragraph).text_width() - indents * unit / 100
}
