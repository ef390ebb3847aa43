//! H16: 版记 without its lines, or not in 四号, or not at the foot.

use crate::check::marks::Marks;
use crate::check::measure::Measure;
use crate::check::page::{MM, TEXT_WIDTH, lines, main_look, mm, size};
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{document, notice, styles};
use crate::diag::diagnostic::Level;
use crate::document::tree::Form;
use crate::paper::line::Role;
use crate::profile::style::ParagraphStyle;
use crate::read::docx::Word;
use crate::read::docx::body::{Paragraph, Within};
use crate::read::docx::drawing::Kind;
use crate::read::docx::look::Border;
use crate::read::docx::section::Section;

pub const RULE: Rule = Rule {
    code: "H16",
    name: "版记的线或字号不对",
    level: Level::Error,
    fix: Fix::None,
    clause: "GB/T 9704-2012 7.4.1、7.4.2、7.4.3",
    why: "版记中的分隔线与版心等宽，首条和末条用粗线（推荐0.35毫米），中间的用细线（推荐0.25毫米）；首条在第一个要素之上，末条与版心下边缘重合。抄送机关、印发机关和印发日期用4号仿宋。",
    wrong: &[
        notice(
            "版记用三号字。",
            &[styles("w:styleId=\"Imprint\"", "<w:sz w:val=\"28\"/>", "<w:sz w:val=\"32\"/>")],
        ),
        notice(
            "版记最下面没有线。",
            &[
                document(
                    "县应急管理局。",
                    "<w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"auto\"/>",
                    "",
                ),
                document(
                    "某某县水务局办公室",
                    "<w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"auto\"/>",
                    "",
                ),
            ],
        ),
        notice(
            "版记的首条线太细。",
            &[document("版记", "<w:top w:val=\"single\" w:sz=\"8\"", "<w:top w:val=\"single\" w:sz=\"2\"")],
        ),
    ],
    right: &[notice("版记三条线，上下粗、中间细，四号字。", &[])],
    look: Look::Layout(look),
};

fn look(word: &Word, measure: &Measure, marks: &mut Marks<'_>) {
    let wanted = measure.size_in_words(ParagraphStyle::Imprint);
    let mut all: Vec<_> = lines(word, Role::Copies).chain(lines(word, Role::Printed)).collect();
    all.sort_by_key(|(index, ..)| *index);
    for (index, line, paragraph) in &all {
        let have = main_look(paragraph).size;
        if have != measure.size(ParagraphStyle::Imprint) {
            marks.at(*index, 0..line.text.len(), format!("版记的字号是{}，应当是{wanted}", size(have))).hint(
                measure.hint(format!("版记各项用{wanted}{}", measure.face_in_words(ParagraphStyle::Imprint))),
            );
            break;
        }
    }
    let (Some((first, line, paragraph)), Some((last, ..))) = (all.first(), all.last()) else { return };
    if word.paper.form == Form::Letter || word.paper.form == Form::Bulletin {
        return;
    }
    let range = 0..line.text.len();
    if let Within::Cell(table, ..) = paragraph.within {
        for message in table_faults(word, table) {
            marks
                .at(*first, range.clone(), message)
                .hint("首条和末条线0.35毫米（1磅），中间的0.25毫米（0.75磅），都与版心等宽");
        }
        return;
    }
    let (from, to) = (word.of_line[*first].saturating_sub(1), word.of_line[*last] + 1);
    let has_rule = |paragraph: &Paragraph| paragraph.look.top.is_some() || paragraph.look.bottom.is_some();
    let drawn = word.drawings.iter().any(|drawing| {
        (from..=to).contains(&drawing.paragraph) && matches!(drawing.kind, Kind::Line | Kind::Other)
    });
    let bordered = word.paragraphs.iter().take(to + 1).skip(from).any(has_rule);
    if !drawn && !bordered {
        marks
            .at(*first, range, "版记没有分隔线")
            .hint("版记上面和最下面各加一条粗线，各项之间加细线，都与版心等宽");
    }
}

/// What is wrong with the rules of a 版记 in a table.
fn table_faults(word: &Word, table: usize) -> Vec<String> {
    let table = &word.tables[table];
    let mut faults = Vec::new();
    let rows: Vec<_> = table.rows.iter().filter(|row| !row.is_empty()).collect();
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return faults };
    let thickness = |border: Option<&Border>| border.map_or(0, |border| border.size);
    let top = thickness(first[0].top.as_ref());
    let bottom = last.iter().map(|cell| thickness(cell.bottom.as_ref())).min().unwrap_or(0);
    for (name, have) in [("首条", top), ("末条", bottom)] {
        if have == 0 {
            faults.push(format!("版记没有{name}分隔线"));
        } else if !(6..=12).contains(&have) {
            faults.push(format!("版记的{name}分隔线粗{}磅，应当是1磅左右", told(have)));
        }
    }
    for pair in rows.windows(2) {
        let between = thickness(pair[0][0].bottom.as_ref()).max(thickness(pair[1][0].top.as_ref()));
        if between != 0 && !(4..=8).contains(&between) {
            faults.push(format!("版记中间的分隔线粗{}磅，应当是0.75磅左右", told(between)));
        }
    }
    let width = word.sections.iter().rev().find(|s| !s.is_landscape()).map_or(0, Section::text_width);
    // Cells reach over the text's edges by their margins, 1.9 mm each.
    let is_off = |wanted: i32| (table.width - wanted).abs() > 2 * MM + 216;
    if table.width > 0 && is_off(width) && is_off(TEXT_WIDTH) {
        faults.push(format!("版记宽{}毫米，应当与版心等宽（{}毫米）", mm(table.width), mm(width)));
    }
    faults
}

fn told(eighths: i32) -> String {
    let text = format!("{}.{:03}", eighths / 8, eighths % 8 * 125);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
