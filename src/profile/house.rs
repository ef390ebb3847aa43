//! A house style over the profile that it inherits: what it changes, and what follows from that.
//!
//! Sizes and faces of 正文 reach every style that is set like 正文 in the profile below; a title's reach those of the
//! instrument and the 附件, a heading's the words of its run-in form. Bounds: what would leave no room for text, cut its
//! lines or need a font of no size is an error, and then nothing of the profile is used.

use crate::diag::diagnostic::{Diagnostic, Span};
use crate::diag::findings::Findings;
use crate::diag::nearest::nearest;
use crate::model::house::{self, HouseStyle, Margins};
use crate::model::number::Number;
use crate::model::text::Phrase;
use crate::profile::change;
use crate::profile::gbt9704::TINY;
use crate::profile::house_styles;
use crate::profile::numbers::{self, NumberForm};
use crate::profile::style::{Face, FaceFonts, PageGeometry, ParagraphStyle, Profile};
use crate::profile::units::{EighthPt, Twip};

/// Margins that a printer can leave, in millimetres.
const MARGIN: (u32, u32) = (10, 100);
/// Most characters of a number of a page or a level: longer, it is a sentence.
const LONGEST_NUMBER: usize = 20;
/// The least that margins leave for text, in hundredths of a millimetre.
const LEAST_TEXT: (i32, i32) = (8000, 10000);

/// The profile of a house style. With an error in `findings` it is good for finding more of them only.
pub fn profile(base: &Profile, style: &HouseStyle, name: &str, findings: &mut Findings) -> Profile {
    let mut profile = base.clone();
    name.clone_into(&mut profile.name);
    profile.purpose =
        style.purpose.as_ref().map_or_else(|| format!("在“{}”上改", base.name), |p| p.text.clone());
    if let Some(margins) = &style.margins {
        let page = margined(&base.page, margins, findings);
        // 发文机关标志 keeps its distance from the text area.
        let mark_top = Twip(base.mark_top.0 - base.page.top.0 + page.top.0);
        change::page(&mut profile, page, mark_top);
    }
    if let Some(fonts) = &style.fonts {
        for (face, font) in [
            (Face::FangSong, &fonts.fang_song),
            (Face::Kai, &fonts.kai),
            (Face::Hei, &fonts.hei),
            (Face::XiaoBiaoSong, &fonts.xiao_biao_song),
            (Face::Song, &fonts.song),
        ] {
            if let Some(font) = font {
                rename(&mut profile, face, font, findings);
            }
        }
    }
    if let Some(western) = &style.western {
        profile.western = font_name(western, findings);
    }
    let rare: Vec<String> = style.rare.iter().filter_map(|name| font_name(name, findings)).collect();
    if !rare.is_empty() {
        profile.rare_fonts = rare;
    }
    house_styles::body(&mut profile, style, findings);
    lines(&mut profile, base, style, findings);
    characters(&mut profile, base, style, findings);
    if let Some(styles) = &style.styles {
        house_styles::all(&mut profile, styles, findings);
    }
    furniture(&mut profile, style, findings);
    house_styles::raise(&mut profile);
    profile
}

/// A number between two bounds, in hundredths; a fault says what it should be.
pub fn within(
    number: &Number,
    bounds: (u32, u32),
    what: &str,
    unit: &str,
    findings: &mut Findings,
) -> Option<i32> {
    let hundredths = number.hundredths().filter(|_| !number.percent);
    let sound = hundredths.filter(|h| (bounds.0 * 100..=bounds.1 * 100).contains(h));
    if sound.is_none() {
        let message = format!("{what}“{}”不在{}到{}{unit}之间", number.written, bounds.0, bounds.1);
        let hint = format!("只写数，不写单位，在{}到{}之间", bounds.0, bounds.1);
        let fault = Diagnostic::error("profile-number", number.span, message).hint(hint);
        // Word's dialog shows centimetres.
        findings.push(if unit == "毫米" { fault.hint("以毫米计：3.7厘米写成 37") } else { fault });
    }
    sound.and_then(|hundredths| i32::try_from(hundredths).ok())
}

/// A length in points as twips.
pub fn points(number: &Number, bounds: (u32, u32), what: &str, findings: &mut Findings) -> Option<Twip> {
    // A point is 20 twips.
    within(number, bounds, what, "磅", findings).map(|hundredths| Twip((hundredths + 2) / 5))
}

/// The page with other margins. The footer keeps its distance from the text.
fn margined(base: &PageGeometry, margins: &Margins, findings: &mut Findings) -> PageGeometry {
    let mut margin = |written: &Option<Number>, what: &str, before: Twip| {
        let told = written.as_ref().and_then(|number| within(number, MARGIN, what, "毫米", findings));
        told.map_or(before, Twip::from_mm100)
    };
    let (top, bottom) =
        (margin(&margins.top, "上边距", base.top), margin(&margins.bottom, "下边距", base.bottom));
    let (left, right) =
        (margin(&margins.left, "左边距", base.left), margin(&margins.right, "右边距", base.right));
    // 5 mm is what printers leave white.
    let footer = Twip((bottom.0 - (base.bottom.0 - base.footer.0)).max(Twip::from_mm100(500).0));
    let page = PageGeometry { top, bottom, left, right, footer, ..*base };
    let least = (Twip::from_mm100(LEAST_TEXT.0), Twip::from_mm100(LEAST_TEXT.1));
    let written = [&margins.left, &margins.right, &margins.top, &margins.bottom];
    if (page.text_width() < least.0 || page.text_height() < least.1)
        && let Some(number) = written.into_iter().flatten().next()
    {
        let message = "页边距太宽，剩下的地方排不下正文";
        findings.push(
            Diagnostic::error("profile-room", number.span, message)
                .hint("左右两边合起来不超过130毫米，上下合起来不超过197毫米"),
        );
        return *base;
    }
    page
}

/// The name of a font as Word knows it: at most 31 characters, none of those that part names from each other.
fn font_name(written: &Phrase, findings: &mut Findings) -> Option<String> {
    let text = &written.text;
    let sound =
        text.chars().count() <= 31 && !text.contains(['"', '<', '>', '&', ',', '，', ';', '；', '、']);
    if !sound {
        findings.push(
            Diagnostic::error("profile-font", written.span, format!("“{text}”不是字体的名称"))
                .hint("一处只写一个字体，照 Word 字体框里的名称写，例如 华文中宋；几个“备用”分开写成列表"),
        );
    }
    sound.then(|| text.clone())
}

/// The font that holds what this one lacks: 仿宋 for `仿宋_GB2312`, `方正小标宋_GBK` for 方正小标宋简体; itself if it is complete.
fn complete(name: &str) -> String {
    match name.strip_suffix("简体") {
        Some(founder) if founder.starts_with("方正") => format!("{founder}_GBK"),
        _ => name.trim_end_matches("_GB2312").to_owned(),
    }
}

/// Gives a face another font; the ones before stand in for it where it is not installed.
fn rename(profile: &mut Profile, face: Face, font: &house::Font, findings: &mut Findings) {
    let Some(fonts) = profile.fonts.iter_mut().find(|fonts| fonts.face == face) else { return };
    let Some(name) = font_name(&font.name, findings) else { return };
    let own: Vec<String> = font.alternatives.iter().filter_map(|name| font_name(name, findings)).collect();
    let before = [fonts.name.clone(), fonts.beyond_gb2312.clone()];
    let mut alternatives = if own.is_empty() {
        before.into_iter().chain(fonts.alternatives.iter().cloned()).collect()
    } else {
        own
    };
    let beyond = match &font.beyond {
        Some(beyond) => font_name(beyond, findings).unwrap_or_default(),
        None => complete(&name),
    };
    let mut seen = vec![name.clone()];
    alternatives.retain(|other| {
        !seen.contains(other) && {
            seen.push(other.clone());
            true
        }
    });
    *fonts = FaceFonts { face, name, beyond_gb2312: beyond, alternatives };
}

/// The face that a style names: one of the standard's, a font that the profile has, or one of its own.
pub fn face(profile: &mut Profile, written: &Phrase, findings: &mut Findings) -> Option<Face> {
    let text = written.text.as_str();
    let standard = Face::STANDARD.into_iter().find(|face| face.name() == Some(text));
    let known = || profile.fonts.iter().find(|fonts| fonts.name == text || fonts.beyond_gb2312 == text);
    if let Some(face) = standard.or_else(|| known().map(|fonts| fonts.face)) {
        return Some(face);
    }
    let names = Face::STANDARD.into_iter().filter_map(Face::name);
    let near = nearest(text, names).filter(|near| near.chars().count() == text.chars().count());
    if near.is_some() {
        findings.push(
            Diagnostic::error("profile-font", written.span, format!("没有“{text}”这种字体"))
                .meant(near)
                .hint("写仿宋、楷体、黑体、小标宋、宋体，或者 Word 里显示的字体全名，例如 华文中宋"),
        );
        return None;
    }
    let name = font_name(written, findings)?;
    let own = profile.fonts.len() - Face::STANDARD.len();
    let face = Face::Own(u8::try_from(own).ok()?);
    profile.fonts.push(FaceFonts { face, beyond_gb2312: complete(&name), name, alternatives: Vec::new() });
    Some(face)
}

/// Pitch and lines of a page: one gives the other.
fn lines(profile: &mut Profile, base: &Profile, style: &HouseStyle, findings: &mut Findings) {
    let height = profile.page.text_height().0 - TINY.0;
    let body = style.styles.as_ref().and_then(|styles| styles.body.as_ref());
    let written = style.pitch.as_ref().or(body.and_then(|body| body.pitch.as_ref()));
    let pitch = written.and_then(|number| points(number, (8, 100), "行距", findings));
    let count = style.lines.as_ref().and_then(|number| within(number, (5, 80), "每页行数", "行", findings));
    let count = count.map(|hundredths| hundredths / 100);
    let (pitch, lines) = match (pitch, count) {
        (Some(pitch), Some(count)) => {
            if pitch.0 * count > height {
                let span = written
                    .map_or(style.lines.as_ref().map(|number| number.span), |number| Some(number.span));
                let most = height / pitch.0;
                no_room(
                    span,
                    &format!("按这个行距，一页只排得下{most}行，排不下{count}行"),
                    "行距和每页行数只写一个，另一个由程序算",
                    findings,
                );
            }
            (pitch, count)
        }
        (Some(pitch), None) => (pitch, height / pitch.0),
        (None, Some(count)) => (Twip(height / count), count),
        (None, None) if profile.page.text_height() == base.page.text_height() => {
            (base.pitch, i32::try_from(base.lines_per_page).unwrap_or(i32::MAX))
        }
        (None, None) => (base.pitch, height / base.pitch.0),
    };
    let size = profile.paragraph(ParagraphStyle::Body).run.size.twips();
    if pitch < size {
        let span = written
            .or(style.lines.as_ref())
            .map(|number| number.span)
            .or(body.and_then(|body| body.size.map(|size| size.span)));
        too_low(span, "正文", findings);
    }
    change::pitch(profile, pitch);
    profile.lines_per_page = u32::try_from(lines).unwrap_or(0);
}

/// Characters of a line: the space between them follows.
fn characters(profile: &mut Profile, base: &Profile, style: &HouseStyle, findings: &mut Findings) {
    let width = profile.page.text_width().0;
    let old = base.paragraph(ParagraphStyle::Body).run;
    let size = profile.paragraph(ParagraphStyle::Body).run.size.twips().0;
    let asked = style.characters.as_ref();
    let count = asked.and_then(|number| within(number, (5, 80), "每行字数", "字", findings));
    let (spacing, count) = match count.map(|hundredths| hundredths / 100) {
        Some(count) => {
            let spacing = width / count - size;
            // Closer, strokes touch; wider, words fall apart.
            if !(-size / 10..=size / 2).contains(&spacing) {
                let fitting = width / size;
                no_room(
                    asked.map(|number| number.span),
                    &format!("{count}个字排不成一行，按这个字号和页边距，一行可以排{fitting}个字左右"),
                    "改每行字数，或者不写，由程序算",
                    findings,
                );
            }
            (spacing, count)
        }
        None if size == old.size.twips().0 && width == base.page.text_width().0 => return,
        None => (0, width / size),
    };
    change::spacing(profile, Twip(spacing));
    profile.characters_per_line = u32::try_from(count).unwrap_or(0);
}

/// What a style cannot have for want of room.
fn no_room(span: Option<Span>, message: &str, hint: &str, findings: &mut Findings) {
    if let Some(span) = span {
        findings.push(Diagnostic::error("profile-room", span, message).hint(hint));
    }
}

/// A line lower than its characters cuts them.
pub fn too_low(span: Option<Span>, what: &str, findings: &mut Findings) {
    if let Some(span) = span {
        let message = format!("“{what}”的行距比字小，字会被切掉");
        findings.push(
            Diagnostic::error("profile-line", span, message)
                .hint("行距至少与字号一样大，正文一般是字号的1.75倍左右"),
        );
    }
}

/// Page number, 序数, rules and the manner of printing.
fn furniture(profile: &mut Profile, style: &HouseStyle, findings: &mut Findings) {
    if let Some(number) = &style.page_number {
        house_styles::page_number(profile, number, findings);
        if let Some(form) = &number.form {
            match numbers::page_number(&form.text).filter(|_| form.text.chars().count() <= LONGEST_NUMBER) {
                Some(pieces) => profile.page_number = pieces,
                None => findings.push(
                    Diagnostic::error(
                        "profile-form",
                        form.span,
                        format!("页码的样式“{}”里要有一个或两个数", form.text),
                    )
                    .hint("写第1页的样子，例如“— 1 —”“1”“第1页 共9页”；第二个数是总页数"),
                ),
            }
        }
    }
    if let Some(fault) = (style.levels.len() > 4).then(|| style.levels[4].span) {
        findings.push(
            Diagnostic::error("profile-form", fault, "“序数”只有四层")
                .hint("写四条，例如 [一、, （一）, 1．, （1）]"),
        );
    }
    for (form, sample) in profile.levels.iter_mut().zip(&style.levels) {
        if let Some(level) = level(sample, findings) {
            *form = level;
        }
    }
    if let Some(rule) =
        style.red_rule.as_ref().and_then(|rule| within(rule, (0, 6), "红线粗细", "磅", findings))
    {
        // Word knows no line thinner than a quarter of a point.
        let width = EighthPt((u32::try_from(rule).unwrap_or(0) * 8 / 100).max(2));
        for format in &mut profile.paragraphs {
            format.rule = format.rule.map(|rule| crate::profile::style::BottomRule { width, ..rule });
        }
    }
    profile.mirrored = style.mirrored.map_or(profile.mirrored, |flag| flag.0);
    profile.imprint_on_even_page = style.even_imprint.map_or(profile.imprint_on_even_page, |flag| flag.0);
    profile.byline_at_end =
        style.byline.map_or(profile.byline_at_end, |place| place == house::Byline::SignOff);
}

/// The form of a level. The text could not tell one that ends like a chapter or an article.
fn level(sample: &Phrase, findings: &mut Findings) -> Option<NumberForm> {
    let form = numbers::level(&sample.text).filter(|form| {
        !form.after.starts_with(['章', '条']) && sample.text.chars().count() <= LONGEST_NUMBER
    });
    if form.is_none() {
        findings.push(
            Diagnostic::error("profile-form", sample.span, format!("“{}”不是一层标题的序数", sample.text))
                .hint("写这一层的第一个，里面有一个“一”或者“1”，例如 一、 （一） 1． （1）"),
        );
    }
    form
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::sources::Sources;
    use crate::model::house::Styles;
    use crate::model::reader::{FieldValue, Reader};
    use crate::profile::gbt9704;
    use crate::profile::style::LineHeight;
    use crate::profile::units::HalfPt;
    use crate::source::{encoding, yaml};
    use proptest::prelude::*;

    fn read(text: &str) -> (Profile, Findings) {
        let (mut sources, mut findings) = (Sources::default(), Findings::default());
        let source = encoding::read_text(text.as_bytes(), "某某局.yaml", &mut sources, &mut findings);
        let node = yaml::read(source.expect("a text"), &sources, &mut findings).expect("a tree");
        let style = HouseStyle::read(&node, &mut Reader { findings: &mut findings }).expect("a style");
        let base = gbt9704::profile();
        let profile = profile(&base, &style, &base.name, &mut findings);
        (profile, findings)
    }

    fn sound(text: &str) -> Profile {
        let (profile, findings) = read(text);
        assert_eq!(findings.list, [], "{text}");
        profile
    }

    #[test]
    fn the_numbers_of_the_standard_written_out_are_the_standard() {
        let standard = gbt9704::profile();
        for text in [
            "页边距: {上: 37, 下: 35, 左: 28, 右: 26}",
            "每行字数: 28\n每页行数: 22",
            "行距: 28.95",
            "样式: {公文标题: {字体: 小标宋, 字号: 二号, 加粗: 否}, 正文: {字号: 3号, 首行缩进: 2}}",
            "序数: [一、, （一）, 1., （1）]",
            "页码: {位置: 外侧, 样式: — 1 —, 字体: 宋体, 字号: 14}",
            "红线粗细: 1.5\n双面: 否\n作者位置: 标题下",
        ] {
            let own = Profile { purpose: standard.purpose.clone(), ..sound(text) };
            assert_eq!(own, standard, "{text}");
        }
    }

    #[test]
    fn every_style_that_may_be_written_changes_the_one_of_its_name() {
        for field in Styles::RECORD.fields {
            let profile = sound(&format!("样式: {{{}: {{加粗: 是, 字体: 微软雅黑}}}}", field.key));
            let name = if field.key == "正文" { "公文正文" } else { field.key };
            let format = profile.paragraphs.iter().find(|format| format.style.name() == name);
            let run = format.unwrap_or_else(|| panic!("no style {name}")).run;
            assert_eq!((run.bold, run.face), (true, Face::Own(0)), "{name}");
        }
    }

    #[test]
    fn the_size_of_the_text_reaches_what_is_set_like_it_and_nothing_else() {
        use ParagraphStyle as S;
        let profile = sound("样式: {正文: {字号: 小三, 字体: 宋体}, 一级标题: {字号: 三号}}");
        let run = |style| profile.paragraph(style).run;
        for style in [S::Body, S::Recipients, S::Heading2, S::IssueDate, S::Normal] {
            assert_eq!((run(style).size, run(style).spacing), (HalfPt(30), Twip(0)), "{style:?}");
        }
        assert_eq!((run(S::Body).face, run(S::Heading2).face), (Face::Song, Face::Kai));
        for (style, size) in [(S::Title, 44), (S::Heading1, 32), (S::TableText, 24), (S::Imprint, 28)] {
            assert_eq!(run(style).size, HalfPt(size), "{style:?}");
        }
        assert_eq!((profile.characters_per_line, profile.lines_per_page), (29, 22));
        let words = profile.character(crate::profile::style::CharacterStyle::Heading1);
        assert_eq!(words.size, Some(HalfPt(32)), "beside text of another size");
    }

    #[test]
    fn a_font_of_the_old_set_has_its_complete_sister() {
        let profile = sound(
            "字体: {仿宋: 方正仿宋简体, 楷体: {字库: 楷体_GB2312, 备用: [华文楷体]}, 小标宋: 华文中宋}",
        );
        let sisters = [Face::FangSong, Face::Kai, Face::XiaoBiaoSong, Face::Hei]
            .map(|face| (profile.face(face).name.as_str(), profile.face(face).beyond_gb2312.as_str()));
        let wanted = [
            ("方正仿宋简体", "方正仿宋_GBK"),
            ("楷体_GB2312", "楷体"),
            ("华文中宋", "华文中宋"),
            ("黑体", "黑体"),
        ];
        assert_eq!(sisters, wanted);
        assert_eq!(profile.face(Face::Kai).alternatives, ["华文楷体"]);
        assert_eq!(profile.face(Face::FangSong).alternatives[..2], ["仿宋_GB2312", "仿宋"]);
    }

    #[test]
    fn a_title_of_another_size_has_the_line_that_the_standard_reckons() {
        let line = |text: &str| sound(text).paragraph(ParagraphStyle::Title).line;
        assert_eq!(line("样式: {公文标题: {字号: 小二}}"), LineHeight::Exact(Twip(640)));
        assert_eq!(line("样式: {公文标题: {字号: 一号}}"), LineHeight::Exact(Twip(800)));
        assert_eq!(line("样式: {公文标题: {字号: 小二, 行距: 28}}"), LineHeight::Exact(Twip(560)));
    }

    proptest! {
        /// Whatever sizes and distances are written: without a fault, lines hold their characters and pages their lines.
        #[test]
        fn what_is_accepted_fits(
            top in 5..120u32, left in 5..120u32, pitch in 5..110u32, lines in 1..90u32, count in 1..90u32, size in 3..80u32
        ) {
            let texts = [
                format!("页边距: {{上: {top}, 左: {left}}}\n行距: {pitch}\n样式: {{正文: {{字号: {size}}}}}"),
                format!("页边距: {{下: {top}, 右: {left}}}\n每页行数: {lines}\n每行字数: {count}"),
                format!("行距: {pitch}\n每页行数: {lines}\n样式: {{公文标题: {{字号: {size}}}, 表格文字: {{字号: {size}}}}}"),
            ];
            for text in texts {
                let (profile, findings) = read(&text);
                if findings.has_errors() {
                    continue;
                }
                let body = profile.paragraph(ParagraphStyle::Body).run;
                let (width, height) = (profile.page.text_width().0, profile.page.text_height().0);
                let lines = i32::try_from(profile.lines_per_page).expect("few");
                prop_assert!(lines >= 1 && lines * profile.pitch.0 + TINY.0 <= height, "{}", text);
                let characters = i32::try_from(profile.characters_per_line).expect("few");
                prop_assert!(characters * (body.size.twips().0 + body.spacing.0) <= width, "{}", text);
                for format in &profile.paragraphs {
                    let (LineHeight::Exact(line) | LineHeight::AtLeast(line)) = format.line;
                    let textless = format.run.size == HalfPt(2) || format.double_rule.is_some();
                    prop_assert!(line >= format.run.size.twips() || textless, "{}: {:?}", text, format.style);
                }
            }
        }
    }
}
