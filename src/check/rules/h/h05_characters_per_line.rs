//! H05: lines that do not hold 28 characters.

use crate::check::marks::Marks;
use crate::check::measure::Measure;
use crate::check::page::{Groups, at_first, character, lines, main_look, mm, points};
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{document, notice, styles};
use crate::diag::diagnostic::Level;
use crate::paper::line::Role;
use crate::profile::style::ParagraphStyle::Body;
use crate::read::docx::Word;

/// What a line may lack for its last character, in twips: programs squeeze that much.
const SQUEEZED: i32 = 5;

pub const RULE: Rule = Rule {
    code: "H05",
    name: "每行不是28个字",
    level: Level::Warning,
    fix: Fix::None,
    clause: "GB/T 9704-2012 5.2.3",
    why: "一般每行排28个字，撑满版心，特定情况可以作适当调整。Word 的三号字是16磅，28个字比156毫米宽一点，要把字距紧缩0.2至0.25磅，或者在“布局—文档网格”里指定每行28个字，否则只能排27个。",
    wrong: &[notice(
        "字距没有紧缩，每行排27个字。",
        &[styles("w:styleId=\"Body\"", "<w:spacing w:val=\"-5\"/>", "<w:spacing w:val=\"0\"/>")],
    )],
    right: &[
        notice("字距紧缩0.25磅，每行28个字。", &[]),
        notice(
            "用文档网格指定每行28个字。",
            &[
                styles("w:styleId=\"Body\"", "<w:spacing w:val=\"-5\"/>", "<w:spacing w:val=\"0\"/>"),
                styles("<w:pPrDefault>", "<w:snapToGrid w:val=\"0\"/>", ""),
                document(
                    "<w:sectPr>",
                    "<w:cols w:space=\"720\"/>",
                    "<w:cols w:space=\"720\"/><w:docGrid w:type=\"linesAndChars\" w:linePitch=\"579\" w:charSpace=\"-849\"/>",
                ),
            ],
        ),
    ],
    look: Look::Layout(look),
};

fn look(word: &Word, measure: &Measure, marks: &mut Marks<'_>) {
    let mut groups: Groups<i32> = Groups::default();
    for (index, _, paragraph) in lines(word, Role::Body) {
        let (section, look) = (word.section(paragraph), main_look(paragraph));
        // Another size is another rule's matter.
        if !section.is_landscape() && look.size == measure.size(Body) {
            groups.add((section.text_width() + SQUEEZED) / character(look, paragraph, section), index);
        }
    }
    let Some((count, lines)) = groups.0.iter().max_by_key(|(_, lines)| lines.len()) else { return };
    let profile = &measure.profile;
    if *count != profile.characters_per_line as i32 {
        let message = format!("按版心宽和字距，每行排{count}个字");
        if let Some(found) = at_first(marks, word, &lines[..1], &message) {
            let (wanted, size) = (profile.characters_per_line, measure.size_in_words(Body));
            let spacing = match measure.style(Body).run.spacing.0 {
                0 => "标准".to_owned(),
                less @ ..0 => format!("紧缩{}磅", points(-less)),
                more => format!("加宽{}磅", points(more)),
            };
            let width = mm(profile.page.text_width().0);
            found.hint(
                measure.hint(format!(
                    "版心宽{width}毫米时，把{size}字的字距设成{spacing}，每行就是{wanted}个字"
                )),
            );
        }
    }
}
