//! What a file has otherwise than a profile, as a house style over it.

use crate::check::page::face;
use crate::learn::Learned;
use crate::learn::draft::{Draft, text};
use crate::learn::elements::{Element, Pitch, key};
use crate::learn::seen::{PageNumber, Seen};
use crate::model::house::{FontSize, NumberPlace};
use crate::profile::departures::{hundredths, millimetres};
use crate::profile::numbers::{NumberForm, page_sample};
use crate::profile::style::{self, Face, LineHeight, ParagraphStyle, Profile};
use crate::profile::units::{Chars, Twip};
use crate::read::docx::look::Alignment;
use crate::source::edit::Plain;

/// Lengths on paper that are the same but for the rounding of programs, in twips: a tenth of a millimetre.
pub const SAME: i32 = 6;
/// A page of the size that house styles have may be so many twips larger or smaller.
const PAPER: i32 = 60;

/// 小初, the smallest size of a mark in half points; a longer one is condensed.
const SMALLEST_MARK: i32 = 72;
/// A mark of so many half points less than fit its line still fills it.
const NEAR: i32 = 16;

/// Elements of which one line says how blocks of text stand: their alignment, indents and distances are learned from paragraphs, too.
const BLOCKS: [ParagraphStyle; 7] = [
    ParagraphStyle::Body,
    ParagraphStyle::Title,
    ParagraphStyle::Heading1,
    ParagraphStyle::Heading2,
    ParagraphStyle::Heading3,
    ParagraphStyle::Heading4,
    ParagraphStyle::Chapter,
];

/// The house style of what is seen over a profile.
pub fn style(seen: &Seen, base: Profile, shown: &str, name: &str) -> Learned {
    let mut unknown = Vec::new();
    let base_name = base.name.clone();
    let mut draft = Draft::new(base, shown, name);
    page(seen, &mut draft, &mut unknown);
    fonts(seen, &mut draft);
    body(seen, &mut draft, &mut unknown);
    for element in &seen.elements {
        one(seen, element, &mut draft, &mut unknown);
    }
    levels(seen, &mut draft);
    match &seen.page_number {
        Some(number) => page_number(number, &mut draft, &mut unknown),
        None => unknown.push("页码：没有找到页脚里的页码".to_owned()),
    }
    if seen.author_signs != draft.profile.byline_at_end {
        let place = if seen.author_signs { "落款" } else { "标题下" };
        draft.set(&["作者位置"], None, text(place), "署名的最后一行是人名");
    }
    red_rule(seen, &mut draft);
    missing(seen, &mut unknown);
    unknown.append(&mut draft.refused);
    Learned {
        base: base_name,
        text: draft.text(),
        lines: draft.lines(),
        profile: draft.profile,
        otherwise: seen.otherwise.clone(),
        unknown,
    }
}

fn page(seen: &Seen, draft: &mut Draft, unknown: &mut Vec<String>) {
    let page = draft.profile.page;
    let (width, height) = seen.paper;
    if (width - page.width.0).abs() > PAPER || (height - page.height.0).abs() > PAPER {
        let size = |twips| millimetres(Twip(twips));
        let paper = format!("{}×{}毫米", size(width), size(height));
        unknown.push(format!("纸张：样本用的纸是{paper}，不是 A4；程序只排 A4，页边距照样本"));
    }
    for ((name, have), own) in ["上", "右", "下", "左"].into_iter().zip(seen.margins).zip([
        page.top,
        page.right,
        page.bottom,
        page.left,
    ]) {
        if (have - own.0).abs() > SAME {
            draft.set(&["页边距"], Some(name), text(margin(have)), "页面设置，毫米");
        }
    }
    if seen.mirrored != draft.profile.mirrored {
        draft.set(&["双面"], None, yes(seen.mirrored), "页面设置里的对称页边距");
    }
}

/// Millimetres that come to just so many twips, as round as can be.
fn margin(twips: i32) -> String {
    // A twip is 1.76 hundredths of a millimetre.
    let exact = (i64::from(twips) * 127 + 36) / 72;
    let exact = i32::try_from(exact).unwrap_or(i32::MAX / 2);
    let round = |step: i32| (exact + step / 2).div_euclid(step) * step;
    let fits = [100, 50, 10, 1].into_iter().map(round).find(|value| Twip::from_mm100(*value) == Twip(twips));
    hundredths(fits.unwrap_or(exact))
}

fn yes(flag: bool) -> Plain {
    text(if flag { "是" } else { "否" })
}

/// Which font stands for which face, and the western one.
fn fonts(seen: &Seen, draft: &mut Draft) {
    for own in Face::STANDARD {
        let of_face = seen.elements.iter().filter_map(|element| {
            let font = element.font.as_ref()?;
            (face(font) == Some(own)).then_some((font, element.from.as_str(), element.style))
        });
        let mut found = of_face.collect::<Vec<_>>();
        if own == Face::XiaoBiaoSong && found.is_empty() {
            // 华文中宋 and its like stand for 小标宋 where it is not at hand.
            let titles = seen
                .elements
                .iter()
                .filter(|element| [ParagraphStyle::Title, ParagraphStyle::Mark].contains(&element.style));
            let fonts = titles.filter_map(|e| Some((e.font.as_ref()?, e.from.as_str(), e.style)));
            let fonts: Vec<_> = fonts.collect();
            // A file that has one font for everything chose none for its titles.
            let of_text = seen.element(ParagraphStyle::Body).and_then(|body| body.font.as_ref());
            if fonts.iter().all(|(font, ..)| {
                face(font).is_none()
                    && Some(font) == fonts.first().map(|first| &first.0)
                    && Some(*font) != of_text
            }) {
                found = fonts;
            }
        }
        // The elements stand in the order of their weight: the text first, then the title.
        let Some((font, from, element)) = found.first() else { continue };
        if draft.profile.face(own).name != **font
            && let Some(name) = own.name()
        {
            let from = format!("{}：{from}", key(*element));
            draft.set(&["字体", name], None, text(font.as_str()), &from);
        }
    }
    let Some(body) = seen.element(ParagraphStyle::Body) else { return };
    // Letters of a font of the same face are no choice of anybody's.
    let western = body
        .western
        .as_deref()
        .filter(|western| face(western).is_none() || face(western) != body.font.as_deref().and_then(face));
    if western.map(str::to_owned) != draft.profile.western
        && let Some(western) = western
    {
        draft.set(&["西文字体"], None, text(western), "正文里的字母和数字");
    }
}

/// Face and size of the text, its lines and its characters: what others follow.
fn body(seen: &Seen, draft: &mut Draft, unknown: &mut Vec<String>) {
    let Some(body) = seen.element(ParagraphStyle::Body) else { return };
    look(seen, body, draft, unknown);
    match body.pitch {
        Some(Pitch::Said(pitch)) if pitch != draft.profile.pitch => {
            draft.set(&["行距"], None, text(hundredths(pitch.0 * 5)), &format!("正文：{}", body.from));
        }
        Some(Pitch::About(pitch)) => {
            // Whole points: more is not known.
            let points = ((pitch.0 + 10) / 20).to_string();
            draft.set(&["行距"], None, text(points), "估的：样本不是固定值，由字体定");
        }
        Some(Pitch::Said(_)) => {}
        None => unknown.push("行距：样本里没有写明".to_owned()),
    }
    let format = draft.profile.paragraph(ParagraphStyle::Body);
    let expected = format.run.length(Chars(100)).0;
    if body.width > 0 && body.width != expected {
        // Two points of a line are lost in rounding.
        let count = (draft.profile.page.text_width().0 + 40) / body.width;
        if u32::try_from(count) != Ok(draft.profile.characters_per_line) {
            let from = format!("正文的字宽{}磅", hundredths(body.width * 5));
            draft.set(&["每行字数"], None, text(count.to_string()), &from);
        }
    }
}

/// Font, size and bold of an element.
fn look(seen: &Seen, element: &Element, draft: &mut Draft, unknown: &mut Vec<String>) {
    let path = ["样式", key(element.style)];
    let set = |draft: &mut Draft, property: &str, value: Plain| {
        draft.set(&path, Some(property), value, &element.from);
    };
    let run = draft.profile.paragraph(element.style).run;
    let own = &draft.profile.face(run.face).name;
    match &element.font {
        None => unknown.push(format!("{}：字体没有写明", path[1])),
        Some(font) if font == own || (face(font).is_some() && face(font) == face(own)) => {}
        Some(font) => {
            let standard = Face::STANDARD.into_iter().find(|standard| {
                face(font) == Some(*standard) || draft.profile.face(*standard).name == *font
            });
            let written = standard.and_then(Face::name).unwrap_or(font).to_owned();
            set(draft, "字体", text(written));
        }
    }
    if element.size != run.size.0 && !fills_its_line(seen, element, &draft.profile) {
        set(draft, "字号", text(FontSize::in_words(element.size)));
    }
    if element.bold != run.bold {
        set(draft, "加粗", yes(element.bold));
    }
}

/// Whether 发文机关标志 is as large as its line allows, or as its format has it: nobody has chosen its size.
fn fills_its_line(seen: &Seen, element: &Element, profile: &Profile) -> bool {
    if element.style != ParagraphStyle::Mark || seen.is_exact {
        return false;
    }
    let Some(count) = seen.mark_characters.and_then(|count| i32::try_from(count).ok()) else { return true };
    // Half points of 10 twips.
    let fitting = profile.page.text_width().0 / count.max(1) / 10;
    let largest = fitting.clamp(SMALLEST_MARK, profile.largest_mark.0.cast_signed());
    element.size.cast_signed() + NEAR >= largest
}

fn one(seen: &Seen, element: &Element, draft: &mut Draft, unknown: &mut Vec<String>) {
    // The text has its own already.
    if element.style != ParagraphStyle::Body {
        look(seen, element, draft, unknown);
    }
    if !seen.is_exact && !BLOCKS.contains(&element.style) {
        return;
    }
    let path = ["样式", key(element.style)];
    let set = |draft: &mut Draft, property: &str, value: Plain| {
        draft.set(&path, Some(property), value, &element.from);
    };
    let format = *draft.profile.paragraph(element.style);
    if let Some(aligned) =
        element.alignment.and_then(|aligned| alignment(aligned, format.alignment, seen, element))
    {
        set(draft, "对齐", text(aligned));
    }
    let line = match format.line {
        LineHeight::Exact(line) | LineHeight::AtLeast(line) => line,
    };
    if let Some(Pitch::Said(pitch)) = element.pitch
        && pitch != line
        && ![ParagraphStyle::Body, ParagraphStyle::Mark].contains(&element.style)
    {
        set(draft, "行距", text(hundredths(pitch.0 * 5)));
    }
    if let Some(first) = element.first.filter(|first| *first >= 0 && *first != format.indents.first.0) {
        set(draft, "首行缩进", text(hundredths(first)));
    }
    if let Some((before, after)) = element.space {
        // What stands in the place of the blank lines around a title would come on top of ours.
        if element.style == ParagraphStyle::Title && !seen.is_exact {
            if (before, after) != (0, 0) {
                let points = |twips: i32| hundredths(twips * 5);
                let (before, after) = (points(before), points(after));
                unknown.push(format!("公文标题：段前{before}磅、段后{after}磅；标题上下的空行由程序留"));
            }
            return;
        }
        for (name, have, own) in [("段前", before, format.before), ("段后", after, format.after)] {
            if have != own.0 {
                set(draft, name, text(hundredths(have * 5)));
            }
        }
    }
}

/// What a house style calls an alignment that is another than that of the profile.
fn alignment(have: Alignment, own: style::Alignment, seen: &Seen, element: &Element) -> Option<&'static str> {
    let is_left = |left: bool| left && !seen.is_exact && element.style != ParagraphStyle::Body;
    let (same, word) = match have {
        // In one line nobody sees the difference.
        Alignment::Left => {
            (own == style::Alignment::Left || is_left(own == style::Alignment::Justified), "左")
        }
        Alignment::Justified => {
            (own == style::Alignment::Justified || is_left(own == style::Alignment::Left), "两端")
        }
        Alignment::Center => (own == style::Alignment::Center, "居中"),
        Alignment::Right => (own == style::Alignment::Right, "右"),
        Alignment::Distributed => (true, ""),
    };
    (!same).then_some(word)
}

fn levels(seen: &Seen, draft: &mut Draft) {
    let own = draft.profile.levels.each_ref().map(NumberForm::sample);
    let differs = |(seen, own): (&Option<(String, String)>, &String)| {
        seen.as_ref().is_some_and(|(sample, _)| sample != own)
    };
    let Some(last) = seen.levels.iter().zip(&own).rposition(differs) else { return };
    let samples = seen
        .levels
        .iter()
        .zip(&own)
        .take(last + 1)
        .map(|(seen, own)| text(seen.as_ref().map_or(own.as_str(), |(sample, _)| sample.as_str())));
    let from: Vec<&str> =
        seen.levels.iter().take(last + 1).flatten().map(|(_, from)| from.as_str()).collect();
    draft.set(&["序数"], None, Plain::List(samples.collect()), &from.join("，"));
}

fn page_number(number: &PageNumber, draft: &mut Draft, unknown: &mut Vec<String>) {
    let set = |draft: &mut Draft, property: &str, value: &str| {
        draft.set(&["页码"], Some(property), text(value), "页脚");
    };
    let odd = *draft.profile.paragraph(ParagraphStyle::PageNumberOdd);
    match number.place {
        // Both standards have it outside.
        Some(NumberPlace::Outer) => {}
        Some(NumberPlace::Center) => set(draft, "位置", "居中"),
        Some(NumberPlace::Right) => set(draft, "位置", "右"),
        None => unknown.push("页码的位置：不在外侧、居中或者右边，版式写不了".to_owned()),
    }
    match &number.sample {
        Some(sample) if *sample == page_sample(&draft.profile.page_number) => {}
        Some(sample) => set(draft, "样式", sample),
        None => unknown.push("页码的样式：页脚里没有存着页码的样子".to_owned()),
    }
    let own = draft.profile.face(odd.run.face).name.clone();
    if let Some(font) = number.font.as_ref().filter(|font| **font != own)
        && (face(font).is_none() || face(font) != face(&own))
    {
        let written = face(font).and_then(Face::name).unwrap_or(font).to_owned();
        set(draft, "字体", &written);
    }
    if number.size != odd.run.size.0 {
        set(draft, "字号", &FontSize::in_words(number.size));
    }
}

fn red_rule(seen: &Seen, draft: &mut Draft) {
    let own = draft.profile.paragraph(ParagraphStyle::DocumentNumber).rule;
    let own = own.map_or(0, |rule| rule.width.0 * 100 / 8);
    if let Some(width) = seen.red_rule.filter(|width| u32::try_from(*width) != Ok(own)) {
        draft.set(&["红线粗细"], None, text(hundredths(width)), "发文字号下面的红线，磅");
    }
}

/// What the file does not show at all.
fn missing(seen: &Seen, unknown: &mut Vec<String>) {
    use ParagraphStyle as S;
    let wanted = [
        S::Body,
        S::Title,
        S::Heading1,
        S::Heading2,
        S::Heading3,
        S::Heading4,
        S::Mark,
        S::DocumentNumber,
        S::Imprint,
        S::TableHead,
        S::TableText,
    ];
    let missing: Vec<&str> =
        wanted.into_iter().filter(|style| seen.element(*style).is_none()).map(key).collect();
    if !missing.is_empty() {
        unknown.push(format!("样本里没有：{}", missing.join("、")));
    }
}
