//! H13: 署名 and 成文日期 that do not stand where 7.3.5 has them.

use crate::check::marks::Marks;
use crate::check::measure::Measure;
use crate::check::page::{blanks, lines, main_look, width};
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{document, notice};
use crate::diag::diagnostic::Level;
use crate::document::tree::Form;
use crate::paper::line::Role;
use crate::paper::number::is_blank;
use crate::profile::style::ParagraphStyle;
use crate::read::docx::Word;
use crate::read::docx::body::{Paragraph, Within};
use crate::read::docx::drawing::Kind;
use crate::read::docx::look::Alignment;

pub const RULE: Rule = Rule {
    code: "H13",
    name: "署名和成文日期的位置不对",
    level: Level::Error,
    fix: Fix::None,
    clause: "GB/T 9704-2012 7.3.5.1、7.3.5.2",
    why: "盖章的，成文日期右空四字，署名以成文日期为准居中；不盖章的，署名右空二字，下一行的成文日期首字比署名首字右移二字，日期比署名长的，日期右空二字，相应增加署名右空字数。",
    wrong: &[
        notice(
            "署名和日期都右空二字。",
            &[
                document("w:val=\"Signatory\"", "w:right=\"1260\"", "w:right=\"630\""),
                document("w:val=\"IssueDate\"", "w:right=\"1260\"", "w:right=\"630\""),
            ],
        ),
        notice(
            "署名和日期顶着右边。",
            &[
                document("w:val=\"Signatory\"", "w:right=\"1260\"", "w:right=\"0\""),
                document("w:val=\"IssueDate\"", "w:right=\"1260\"", "w:right=\"0\""),
            ],
        ),
    ],
    right: &[
        notice("盖章的：日期右空四字，署名在日期上面居中。", &[]),
        notice(
            "不盖章的：署名右空四字，日期右空二字，日期首字右移二字。",
            &[document("w:val=\"IssueDate\"", "w:right=\"1260\"", "w:right=\"630\"")],
        ),
    ],
    look: Look::Layout(look),
};

/// How far a line may be off, in hundredths of a character.
const OFF: i32 = 60;

fn look(word: &Word, measure: &Measure, marks: &mut Marks<'_>) {
    let signatures: Vec<_> = lines(word, Role::Signature).filter(|(_, line, _)| line.part == 0).collect();
    let date = lines(word, Role::Date).find(|(_, line, _)| line.part == 0);
    // Names of several units, and 签名章, have rules of their own.
    let ([(_, signature, above)], Some((index, date, below))) = (&signatures[..], date) else { return };
    let stamped = word.drawings.iter().any(|drawing| {
        let is_square = (drawing.width - drawing.height).abs() * 5 < drawing.width;
        word.paragraphs.get(drawing.paragraph) == Some(above) && drawing.kind == Kind::Picture && !is_square
    });
    if signature.text.contains('\t') || stamped || word.paper.form == Form::Order {
        return;
    }
    let (Some((by_unit, unit)), Some((by_date, day))) =
        (right(word, &signature.text, above), right(word, &date.text, below))
    else {
        return;
    };
    let moved = [ParagraphStyle::Signatory, ParagraphStyle::IssueDate]
        .iter()
        .any(|style| measure.style(*style).alignment != Measure::standard().style(*style).alignment);
    // Where a house style has them at the left, 右空 says nothing.
    if moved {
        return;
    }
    let near = |have: i32, wanted: i32| (have - wanted).abs() <= OFF;
    let longer = (day - unit).max(0);
    // Sealed: one over the middle of the other.
    let sealed = near(by_date, 400) && near(by_unit, 400 + (day - unit) / 2)
        || unit > day + 800 && near(by_unit, 0) && near(by_date, (unit - day) / 2);
    let unsealed = near(by_unit, 200) && near(by_date, unit - day)
        || near(by_date, 200) && near(by_unit, 400 + day - unit)
        || longer > 0 && near(by_date, 200) && near(by_unit, 400 + longer);
    if sealed || unsealed {
        return;
    }
    let told = |hundredths: i32| {
        let half = (hundredths + 25).div_euclid(50);
        if half % 2 == 0 { (half / 2).to_string() } else { format!("{}.5", half / 2) }
    };
    marks
        .at(
            index,
            0..date.text.len(),
            format!("署名右空{}字、日期右空{}字，盖章和不盖章都不是这样", told(by_unit), told(by_date)),
        )
        .hint(format!(
            "盖章的，日期右空4字，署名右空{}字；不盖章的，{}",
            told((400 + (day - unit) / 2).max(0)),
            if unit - day >= 200 {
                format!("署名右空2字，日期右空{}字", told(unit - day))
            } else {
                format!("日期右空2字，署名右空{}字", told(400 + day - unit))
            }
        ));
}

/// Blank at the right of a line, and the width of its words, in hundredths of a character.
fn right(word: &Word, text: &str, paragraph: &Paragraph) -> Option<(i32, i32)> {
    if paragraph.within != Within::Body || text != paragraph.text {
        return None;
    }
    let look = main_look(paragraph);
    let unit = look.width();
    let words = width(text.trim_matches(is_blank));
    let (before, after) = blanks(text);
    let all = word.section(paragraph).text_width() * 100 / unit;
    let indent = paragraph.look.right_in_chars(unit);
    let space = match paragraph.look.alignment {
        Alignment::Right => indent + after,
        Alignment::Left | Alignment::Justified => {
            let left = paragraph.look.left_in_chars(unit) + paragraph.look.first_in_chars(unit);
            all - left - before - words
        }
        Alignment::Center | Alignment::Distributed => return None,
    };
    Some((space, words))
}
