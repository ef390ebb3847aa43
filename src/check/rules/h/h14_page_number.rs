//! H14: page numbers: missing, not outside, without dashes, of another size or face.

use crate::check::marks::Marks;
use crate::check::measure::Measure;
use crate::check::page::{blanks, main_look, size};
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{document, notice, part, styles};
use crate::diag::diagnostic::Level;
use crate::paper::number::is_blank;
use crate::profile::numbers::NumberPiece;
use crate::profile::style::{self, ParagraphFormat, ParagraphStyle};
use crate::read::docx::body::Paragraph;
use crate::read::docx::look::Alignment;
use crate::read::docx::section::{Pages, Section};
use crate::read::docx::{Furniture, Word};

pub const RULE: Rule = Rule {
    code: "H14",
    name: "页码不对",
    level: Level::Error,
    fix: Fix::None,
    clause: "GB/T 9704-2012 7.5",
    why: "页码一般用4号半角宋体阿拉伯数字，编排在版心下边缘之下，数字左右各放一条一字线；单页码居右空一字，双页码居左空一字。居中的页码、“第1页 共3页”都不是公文的样子。字体字号不同是警告。",
    wrong: &[
        notice(
            "没有页码。",
            &[document(
                "<w:sectPr>",
                "<w:footerReference w:type=\"default\" r:id=\"rIdOdd\"/><w:footerReference w:type=\"even\" r:id=\"rIdEven\"/>",
                "",
            )],
        ),
        notice(
            "页码居中。",
            &[styles("w:styleId=\"PageNumberOdd\"", "<w:jc w:val=\"right\"/>", "<w:jc w:val=\"center\"/>")],
        ),
        notice(
            "单双页的页码没有分开，都在右边。",
            &[part("word/settings.xml", "", "<w:evenAndOddHeaders/>", "")],
        ),
        notice(
            "页码两边没有一字线。",
            &[
                part("word/footer1.xml", "", "— </w:t>", "</w:t>"),
                part("word/footer1.xml", "", " —</w:t>", "</w:t>"),
            ],
        ),
        notice("页码写死了，不是自动页码。", &[part("word/footer1.xml", "", " PAGE ", " AUTHOR ")]),
        notice(
            "页码用五号字。",
            &[styles("w:styleId=\"PageNumberOdd\"", "<w:sz w:val=\"28\"/>", "<w:sz w:val=\"21\"/>")],
        ),
    ],
    right: &[notice("单页码在右，双页码在左，四号宋体，两边有一字线。", &[])],
    look: Look::Layout(look),
};

fn look(word: &Word, measure: &Measure, marks: &mut Marks<'_>) {
    let numbered: Vec<(&Furniture, usize)> = word
        .furniture
        .iter()
        .filter_map(|furniture| {
            let has = |at: &usize| word.paragraphs[*at].fields.iter().any(|field| is_page(field));
            Some((furniture, furniture.paragraphs.clone().find(has)?))
        })
        .collect();
    let mut is_typed = false;
    for furniture in word.furniture.iter().filter(|f| numbered.iter().all(|(other, _)| other != f)) {
        let typed = furniture.paragraphs.clone().find(|&at| is_number(&word.paragraphs[at].text));
        if let Some(line) = typed.and_then(|at| word.line_of(at)) {
            is_typed = true;
            marks
                .at(line, 0..word.paper.lines[line].text.len(), "页脚里的页码不是自动页码，每面都一样")
                .hint("删去后用“插入—页码”重做");
        }
    }
    if numbered.is_empty() {
        if !is_typed {
            marks.whole("没有页码").hint(measure.hint(format!(
                "在页脚里插入页码，写成“{}”，{}{}，{}",
                measure.page_sample(),
                measure.size_in_words(ParagraphStyle::PageNumberOdd),
                measure.face_in_words(ParagraphStyle::PageNumberOdd),
                place(measure)
            )));
        }
        return;
    }
    let section = &word.sections[0];
    let default = section.part(true, Pages::Default);
    for (furniture, at) in numbered.iter().filter(|(furniture, _)| furniture.is_footer) {
        // Landscape pages have theirs at the side.
        if word.sections.get(furniture.section).is_some_and(Section::is_landscape) {
            continue;
        }
        one(word, measure, marks, furniture, *at);
    }
    let sides = [ParagraphStyle::PageNumberOdd, ParagraphStyle::PageNumberEven]
        .map(|style| measure.style(style).alignment);
    if !word.even_and_odd
        && sides[0] != sides[1]
        && let Some((_, at)) = numbered
            .iter()
            .find(|(f, _)| f.is_footer && Some(f) == default.map(|d| &word.furniture[d]).as_ref())
        && !is_outside(&word.paragraphs[*at])
        && word.paragraphs[*at].look.alignment != Alignment::Center
        && let Some(line) = word.line_of(*at)
    {
        let range = 0..word.paper.lines[line].text.len();
        marks.at(line, range, "单页和双页的页码在同一边").hint("勾选“奇偶页不同”，双页的页码放在左边空一字");
    }
}

/// Whether a text is the number of a page: `— 1 —`, `第1页 共3页`.
fn is_number(text: &str) -> bool {
    let is_sign = |c: char| is_blank(c) || "—－-―─第页共/，,".contains(c);
    let digits: String = text.chars().filter(|&c| !is_sign(c)).collect();
    (1..=6).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a field gives the number of the page.
fn is_page(field: &str) -> bool {
    field.split_whitespace().next().is_some_and(|word| word.eq_ignore_ascii_case("PAGE"))
}

/// Whether a frame puts the number at the outer edge by itself.
fn is_outside(paragraph: &Paragraph) -> bool {
    paragraph.look.frame.as_ref().is_some_and(|frame| frame.x_align == "outside")
}

/// 居左, 居右 or 居中.
fn side_of(format: &ParagraphFormat) -> &'static str {
    match format.alignment {
        style::Alignment::Right => "居右",
        style::Alignment::Center | style::Alignment::Distributed => "居中",
        style::Alignment::Left | style::Alignment::Justified => "居左",
    }
}

/// Where the numbers are to stand.
fn place(measure: &Measure) -> String {
    let [odd, even] = [ParagraphStyle::PageNumberOdd, ParagraphStyle::PageNumberEven]
        .map(|style| side_of(measure.style(style)));
    match (odd, even) {
        ("居中", _) => "页码居中".to_owned(),
        (odd, even) if odd == even => format!("页码{odd}空一字"),
        (odd, even) => format!("勾选“奇偶页不同”，单页的页码{odd}空一字，双页的{even}空一字"),
    }
}

/// Whether a page number is made of these pieces; blanks count for nothing.
fn has_form(text: &str, pieces: &[NumberPiece]) -> bool {
    let packed: String = text.chars().filter(|&c| !is_blank(c)).collect();
    let mut rest = packed.as_str();
    for piece in pieces {
        let begun = match piece {
            NumberPiece::Text(text) => {
                let text: String = text.chars().filter(|&c| !is_blank(c)).collect();
                rest.strip_prefix(text.as_str())
            }
            NumberPiece::Page | NumberPiece::Total => {
                Some(rest.trim_start_matches(|c: char| c.is_ascii_digit()))
            }
        };
        let Some(begun) = begun else { return false };
        rest = begun;
    }
    rest.is_empty()
}

fn one(word: &Word, measure: &Measure, marks: &mut Marks<'_>, furniture: &Furniture, at: usize) {
    let paragraph = &word.paragraphs[at];
    let Some(line) = word.line_of(at) else { return };
    let text = &word.paper.lines[line].text;
    let range = 0..text.len();
    let look = main_look(paragraph);
    let unit = look.width();
    let (before, after) = blanks(text);
    let is_even = furniture.pages == Pages::Even;
    let name = if is_even { "双页码" } else { "单页码" };
    let own = if is_even { ParagraphStyle::PageNumberEven } else { ParagraphStyle::PageNumberOdd };
    let asked = measure.style(own);
    let is_asked_centred = asked.alignment == style::Alignment::Center;
    let side = match paragraph.look.alignment {
        _ if is_outside(paragraph) => None,
        Alignment::Right => Some((false, paragraph.look.right_in_chars(unit) + after)),
        Alignment::Left | Alignment::Justified => {
            Some((true, paragraph.look.left_in_chars(unit) + paragraph.look.first_in_chars(unit) + before))
        }
        Alignment::Center | Alignment::Distributed if is_asked_centred => None,
        Alignment::Center | Alignment::Distributed => {
            marks.at(line, range.clone(), "页码居中了").hint(measure.hint(place(measure)));
            None
        }
    };
    if let Some((is_left, space)) = side {
        let wanted = side_of(asked);
        if is_asked_centred || is_left != (wanted == "居左") {
            marks.at(line, range.clone(), format!("{name}没有{wanted}")).hint(measure.hint(place(measure)));
        } else if (space - 100).abs() > 50 {
            marks
                .at(line, range.clone(), format!("{name}没有空一字"))
                .level(Level::Warning)
                .hint(format!("{name}{wanted}空一字，缩进设为1字符"));
        }
    }
    let dashes = text.trim_matches(is_blank);
    let has_dashes = dashes.starts_with(['—', '－', '―', '─']) && dashes.ends_with(['—', '－', '―', '─']);
    if let Some(pieces) = measure.page_number() {
        if !has_form(dashes, pieces) {
            let sample = measure.page_sample();
            marks
                .at(line, range.clone(), format!("页码的写法不是“{sample}”"))
                .hint(measure.hint(format!("写成“{sample}”")));
        }
    } else if !has_dashes {
        marks.at(line, range.clone(), "页码左右没有一字线").hint("写成“— 1 —”，数字左右各一条一字线");
    }
    let digits = paragraph
        .stretches()
        .find(|(range, _)| paragraph.text[range.clone()].contains(|c: char| c.is_ascii_digit()));
    let look = digits.map_or(look, |(_, look)| look);
    let mut wrong = Vec::new();
    if look.size != measure.size(own) {
        wrong.push(format!("字号是{}", size(look.size)));
    }
    let font = &*look.western.name;
    let western = measure.profile.western.as_deref().filter(|_| asked.run.western);
    if !font.is_empty() && !western.map_or_else(|| measure.has_face(own, font), |western| western == font) {
        wrong.push(format!("字体是“{font}”"));
    }
    let (size, face) =
        (measure.size_in_words(own), western.map_or_else(|| measure.face_in_words(own), str::to_owned));
    if !wrong.is_empty() {
        marks
            .at(line, range, format!("页码的{}，一般用{size}{face}", wrong.join("，")))
            .level(Level::Warning)
            .hint(measure.hint(format!("把页码的中文和西文字体都设为{face}，{size}")));
    }
}
