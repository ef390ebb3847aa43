//! H08: paragraphs that do not begin two characters in.

use crate::check::marks::Marks;
use crate::check::measure::Measure;
use crate::check::page::{at_first, blanks, lines, main_look};
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{document, notice, styles};
use crate::diag::diagnostic::Level;
use crate::paper::line::{Line, Role};
use crate::paper::number::Shape;
use crate::profile::departures::hundredths;
use crate::profile::style::ParagraphStyle::{Body, Heading1, Heading2, Heading3, Heading4};
use crate::read::docx::Word;
use crate::read::docx::body::{Paragraph, Within};
use crate::read::docx::look::Alignment;

pub const RULE: Rule = Rule {
    code: "H08",
    name: "段落首行没有缩进两个字",
    level: Level::Error,
    fix: Fix::None,
    clause: "GB/T 9704-2012 7.3.3",
    why: "每个自然段左空二字，回行顶格，层次标题也一样。要用“首行缩进2字符”，不要敲空格：敲空格的，换了字体字号就对不齐（这样的给警告）。",
    wrong: &[
        notice(
            "正文没有缩进。",
            &[styles(
                "w:styleId=\"Body\"",
                "w:firstLineChars=\"200\" w:firstLine=\"630\"",
                "w:firstLineChars=\"0\" w:firstLine=\"0\"",
            )],
        ),
        notice(
            "正文整段左缩进两个字，回行没有顶格。",
            &[styles(
                "w:styleId=\"Body\"",
                "w:left=\"0\" w:right=\"0\" w:firstLineChars=\"200\" w:firstLine=\"630\"",
                "w:left=\"630\" w:right=\"0\" w:firstLine=\"0\"",
            )],
        ),
        notice(
            "一段用四个空格代替缩进。",
            &[
                document(
                    "各乡镇人民政府",
                    "<w:pStyle w:val=\"Body\"/>",
                    "<w:pStyle w:val=\"Body\"/><w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/>",
                ),
                document("各乡镇人民政府", ">为了确保", ">    为了确保"),
            ],
        ),
    ],
    right: &[
        notice("首行缩进2字符。", &[]),
        notice(
            "首行缩进32磅，正好是三号字两个字。",
            &[styles(
                "w:styleId=\"Body\"",
                "w:firstLineChars=\"200\" w:firstLine=\"630\"",
                "w:firstLine=\"640\"",
            )],
        ),
    ],
    look: Look::Layout(look),
};

/// How far an indent of two characters may be off, in hundredths.
const OFF: i32 = 25;

fn is_plain(paragraph: &Paragraph) -> bool {
    matches!(paragraph.within, Within::Body)
        && matches!(paragraph.look.alignment, Alignment::Left | Alignment::Justified)
        && paragraph.look.frame.is_none()
}

fn look(word: &Word, measure: &Measure, marks: &mut Marks<'_>) {
    let (mut flush, mut other, mut turned, mut blank) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut all: Vec<_> = lines(word, Role::Body).chain(lines(word, Role::Heading)).collect();
    all.sort_by_key(|(index, ..)| *index);
    for (index, line, paragraph) in all {
        // Behind a line break no paragraph begins.
        let begins = paragraph.text.starts_with(&line.text);
        let is_sentence =
            line.mark.is_some() || line.text.trim_end().ends_with(['。', '；', '：', '！', '？']);
        if !is_plain(paragraph) || !begins || !is_sentence {
            continue;
        }
        let width = main_look(paragraph).width();
        let left = paragraph.look.left_in_chars(width);
        let first = left + paragraph.look.first_in_chars(width);
        let typed = blanks(&line.text).0;
        let is_two = |value: i32| wanted(line, measure).iter().any(|wanted| (value - wanted).abs() <= OFF);
        if typed > 0 && is_two(first + typed) {
            blank.push(index);
        } else if typed == 0 && is_two(first) {
            if left > OFF {
                turned.push(index);
            }
        } else if first.abs() <= OFF && typed == 0 {
            flush.push(index);
        } else {
            other.push(index);
        }
    }
    let own = measure.style(Body).indents.first.0;
    let (number, han) = if own == 200 {
        ("2".to_owned(), "二".to_owned())
    } else {
        (hundredths(own), format!("{}个", hundredths(own)))
    };
    let hint = format!("在“段落—缩进—特殊”里选“首行”，设为{number}字符，左侧和右侧设为0");
    let two = if own == 200 { "两个".to_owned() } else { han.clone() };
    for (lines, message, level) in [
        (flush, format!("段落没有缩进，应当左空{han}字"), Level::Error),
        (other, format!("首行缩进不是{two}字"), Level::Error),
        (turned, "整段都缩进了，回行应当顶格".to_owned(), Level::Error),
        (blank, format!("首行的{two}字是用空格空出来的"), Level::Warning),
    ] {
        if let Some(found) = at_first(marks, word, &lines, &message) {
            found.level(level).hint(measure.hint(&hint));
        }
    }
}

/// What a line may begin with, in hundredths of a character: the indent of the text or, of one with a number, that of its
/// heading.
fn wanted(line: &Line, measure: &Measure) -> [i32; 2] {
    let heading = match line.mark.as_ref().map(|mark| mark.shape) {
        Some(Shape::Han) => Heading1,
        Some(Shape::HanInBrackets) => Heading2,
        Some(Shape::Arabic) => Heading3,
        Some(Shape::ArabicInBrackets) => Heading4,
        _ => Body,
    };
    [Body, heading].map(|style| measure.style(style).indents.first.0)
}
