//! Where a profile leaves GB/T 9704, clause by clause. What the standard leaves open (tables, charts, the size of the mark,
//! the thickness of the red line) is no departure; the numbers of GB/T 33476.2 are none either, for the paper is the same.

use crate::model::house::FontSize;
use crate::profile::numbers::page_sample;
use crate::profile::style::{
    Alignment, CharacterStyle, Face, ParagraphFormat, ParagraphStyle, Profile, RunFormat,
};
use crate::profile::units::Twip;
use crate::profile::{gbt9704, gbt33476};

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Departure {
    /// What the profile has, and what the standard asks for, in one sentence.
    pub what: String,
    /// The clause of GB/T 9704-2012.
    pub clause: &'static str,
}

/// Deviation of a margin that the standard allows (5.2.1).
const TOLERANCE: Twip = Twip::from_mm100(100);

/// All departures of a profile, in the order of the clauses.
pub fn from_standard(profile: &Profile) -> Vec<Departure> {
    let standard = gbt9704::profile();
    let mut list = Vec::new();
    page(profile, &standard, &mut list);
    text(profile, &standard, &mut list);
    styles(profile, &standard, &mut list);
    rest(profile, &standard, &mut list);
    list
}

/// The look of every style that the standard fixes. What has only followed 正文 to another size is told in one line.
fn styles(profile: &Profile, standard: &Profile, list: &mut Vec<Departure>) {
    let size = |of: &Profile, style| of.paragraph(style).run.size;
    let (body, asked_body) = (size(profile, ParagraphStyle::Body), size(standard, ParagraphStyle::Body));
    let mut followed = Vec::new();
    for (style, name, clause) in STYLES {
        let (own, asked) = (profile.paragraph(style), standard.paragraph(style));
        let (own_words, asked_words) = (look(own, asked, profile), look(asked, own, standard));
        if own_words == asked_words {
            continue;
        }
        let resized = ParagraphFormat { run: RunFormat { size: body, ..asked.run }, ..*asked };
        let follows = own.run.size == body && asked.run.size == asked_body && style != ParagraphStyle::Body;
        if follows && look(&resized, own, standard) == own_words {
            followed.push(name);
            continue;
        }
        list.push(Departure { what: format!("{name}{own_words}；标准是{asked_words}"), clause });
    }
    if !followed.is_empty() {
        let (own, asked) = (FontSize::in_words(body.0), FontSize::in_words(asked_body.0));
        let what = format!("{}也都是{own}；标准都是{asked}", followed.join("、"));
        list.push(Departure { what, clause: "5.2.2" });
    }
}

/// The styles whose look the standard fixes: what people call them, and the clause.
const STYLES: [(ParagraphStyle, &str, &str); 17] = [
    (ParagraphStyle::Body, "正文", "5.2.2、7.3.3"),
    (ParagraphStyle::CopyNumber, "份号", "7.2.1"),
    (ParagraphStyle::Secrecy, "密级和紧急程度", "7.2.2、7.2.3"),
    (ParagraphStyle::Mark, "发文机关标志", "7.2.4"),
    (ParagraphStyle::DocumentNumber, "发文字号", "7.2.5"),
    (ParagraphStyle::Title, "标题", "7.3.1"),
    (ParagraphStyle::Recipients, "主送机关", "7.3.2"),
    (ParagraphStyle::Heading1, "一级标题", "7.3.3"),
    (ParagraphStyle::Heading2, "二级标题", "7.3.3"),
    (ParagraphStyle::Heading3, "三级标题", "7.3.3"),
    (ParagraphStyle::Heading4, "四级标题", "7.3.3"),
    (ParagraphStyle::AttachmentNote, "附件说明", "7.3.4"),
    (ParagraphStyle::Signatory, "署名", "7.3.5"),
    (ParagraphStyle::IssueDate, "成文日期", "7.3.5"),
    (ParagraphStyle::Remark, "附注", "7.3.6"),
    (ParagraphStyle::AttachmentLabel, "附件标记", "7.3.7"),
    (ParagraphStyle::Imprint, "版记", "7.4"),
];

fn page(profile: &Profile, standard: &Profile, list: &mut Vec<Departure>) {
    let screen = gbt33476::profile();
    let near = |a: Twip, b: Twip| (a.0 - b.0).abs() <= TOLERANCE.0;
    let alike = |of: &Profile| {
        let (own, asked) = (&profile.page, &of.page);
        [(own.top, asked.top), (own.left, asked.left), (own.right, asked.right), (own.bottom, asked.bottom)]
            .into_iter()
            .all(|(own, asked)| near(own, asked))
    };
    if !alike(standard) && !alike(&screen) {
        let page = &profile.page;
        let what = format!(
            "天头{}毫米，订口{}毫米，版心{}×{}毫米；标准是天头37毫米，订口28毫米，版心156×225毫米",
            millimetres(page.top),
            millimetres(page.left),
            millimetres(page.text_width()),
            millimetres(page.text_height())
        );
        list.push(Departure { what, clause: "5.2.1" });
    }
    let (lines, characters) = (profile.lines_per_page, profile.characters_per_line);
    if (lines, characters) != (standard.lines_per_page, standard.characters_per_line) {
        let what = format!("每页{lines}行，每行{characters}字；标准是每页22行，每行28字");
        list.push(Departure { what, clause: "5.2.3" });
    }
}

fn text(profile: &Profile, standard: &Profile, list: &mut Vec<Departure>) {
    if let Some(western) = &profile.western {
        let what = format!("西文字母和数字用 {western}；标准是仿宋，没有另定");
        list.push(Departure { what, clause: "5.2.2" });
    }
    let signer = |of: &Profile| of.character(CharacterStyle::Signer).face.map(|face| family(of, face));
    if signer(profile) != signer(standard) {
        let what = format!("签发人姓名用{}；标准是楷体", signer(profile).unwrap_or_default());
        list.push(Departure { what, clause: "7.2.6" });
    }
}

fn rest(profile: &Profile, standard: &Profile, list: &mut Vec<Departure>) {
    if profile.levels != standard.levels {
        let samples: Vec<String> = profile.levels.iter().map(super::numbers::NumberForm::sample).collect();
        let what = format!("四层标题的序数是“{}”；标准是“一、”“（一）”“1.”“（1）”", samples.join("”“"));
        list.push(Departure { what, clause: "7.3.3" });
    }
    let number = |of: &Profile| {
        let place = [ParagraphStyle::PageNumberOdd, ParagraphStyle::PageNumberEven].map(|style| {
            let format = of.paragraph(style);
            (format.alignment, format.indents)
        });
        let format = of.paragraph(ParagraphStyle::PageNumberOdd);
        (place, format.run.size, family(of, format.run.face), of.page_number.clone())
    };
    if number(profile) != number(standard) {
        let format = profile.paragraph(ParagraphStyle::PageNumberOdd);
        let place = match format.alignment {
            Alignment::Center => "居中",
            _ if format.alignment == profile.paragraph(ParagraphStyle::PageNumberEven).alignment => {
                "都在右边"
            }
            _ => "单页居右、双页居左",
        };
        let look = run(&format.run, profile);
        let what = format!(
            "页码是{look}“{}”，{place}；标准是四号宋体“— 1 —”，单页居右、双页居左",
            page_sample(&profile.page_number)
        );
        list.push(Departure { what, clause: "7.5" });
    }
}

/// What a style looks like, in the points in which it may differ from `other`.
fn look(format: &ParagraphFormat, other: &ParagraphFormat, profile: &Profile) -> String {
    // The mark is as large as fits its line: its size is nobody's to choose.
    let mut words = if format.style == ParagraphStyle::Mark {
        family(profile, format.run.face)
    } else {
        run(&format.run, profile)
    };
    if format.alignment != other.alignment {
        words.push_str(match format.alignment {
            Alignment::Left => "，靠左",
            Alignment::Justified => "，两端对齐",
            Alignment::Center => "，居中",
            Alignment::Right => "，靠右",
            Alignment::Distributed => "，分散对齐",
        });
    }
    if format.indents.first != other.indents.first {
        words.push_str(&format!("，首行缩进{}字", hundredths(format.indents.first.0)));
    }
    if (format.before, format.after) != (other.before, other.after) {
        let points = |length: Twip| hundredths(length.0 * 5);
        words.push_str(&format!("，段前{}磅、段后{}磅", points(format.before), points(format.after)));
    }
    words
}

/// `小三宋体加粗`.
fn run(run: &RunFormat, profile: &Profile) -> String {
    let bold = if run.bold { "加粗" } else { "" };
    format!("{}{}{bold}", FontSize::in_words(run.size.0), family(profile, run.face))
}

/// What people call the font of a face: 仿宋 and `仿宋_GB2312` are one.
fn family(profile: &Profile, face: Face) -> String {
    let font = &profile.face(face).name;
    let standard = gbt9704::profile().fonts;
    let of = standard.iter().find(|fonts| {
        fonts.name == *font || fonts.beyond_gb2312 == *font || fonts.alternatives.contains(font)
    });
    of.and_then(|fonts| fonts.face.name()).unwrap_or(font).to_owned()
}

/// A length in millimetres, with one decimal at most.
pub fn millimetres(length: Twip) -> String {
    // 1 mm is 1440 / 25.4 twips.
    let tenths = (i64::from(length.0) * 2540 + 7200) / 14400;
    if tenths % 10 == 0 { (tenths / 10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) }
}

/// Hundredths as people write them: 28.95, 0.5, 2.
pub fn hundredths(value: i32) -> String {
    let text = format!("{}.{:02}", value / 100, value % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profiles_of_the_standards_leave_nothing() {
        assert_eq!(from_standard(&gbt9704::profile()), []);
        assert_eq!(from_standard(&gbt33476::profile()), []);
    }

    #[test]
    fn lengths_are_told_as_people_write_them() {
        assert_eq!(millimetres(Twip(2098)), "37");
        assert_eq!(millimetres(Twip(1960)), "34.6");
        assert_eq!([hundredths(2895), hundredths(50), hundredths(200)], ["28.95", "0.5", "2"]);
    }
}
