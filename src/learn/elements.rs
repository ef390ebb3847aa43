//! The elements of a 公文 in a file, each as most of its characters look; or as the list of styles says.

use std::ops::Range;

use crate::check::page::{character, is_for_rare, main_look, pitch};
use crate::learn::votes::Votes;
use crate::model::house::FontSize;
use crate::paper::end_matter::is_han;
use crate::paper::line::{Line, Role};
use crate::paper::number::{Shape, is_blank};
use crate::profile::style::ParagraphStyle;
use crate::profile::units::Twip;
use crate::read::docx::Word;
use crate::read::docx::body::{Paragraph, Within};
use crate::read::docx::look::{Alignment, LineHeight, RunLook};
use crate::read::docx::styles::NamedStyle;

/// The elements that a house style may set, in the order in which it lists them.
pub const ELEMENTS: [ParagraphStyle; 24] = [
    ParagraphStyle::Body,
    ParagraphStyle::Title,
    ParagraphStyle::Heading1,
    ParagraphStyle::Heading2,
    ParagraphStyle::Heading3,
    ParagraphStyle::Heading4,
    ParagraphStyle::Chapter,
    ParagraphStyle::Subtitle,
    ParagraphStyle::Recipients,
    ParagraphStyle::Signatory,
    ParagraphStyle::IssueDate,
    ParagraphStyle::Remark,
    ParagraphStyle::AttachmentNote,
    ParagraphStyle::AttachmentLabel,
    ParagraphStyle::Mark,
    ParagraphStyle::DocumentNumber,
    ParagraphStyle::CopyNumber,
    ParagraphStyle::Secrecy,
    ParagraphStyle::Imprint,
    ParagraphStyle::TableTitle,
    ParagraphStyle::TableHead,
    ParagraphStyle::TableText,
    ParagraphStyle::TableNote,
    ParagraphStyle::ChartTitle,
];

/// Those of a level of headings, from the first.
pub const HEADINGS: [ParagraphStyle; 4] =
    [ParagraphStyle::Heading1, ParagraphStyle::Heading2, ParagraphStyle::Heading3, ParagraphStyle::Heading4];

/// Looks in a few places that are told of one element; more only as a number.
const TOLD: usize = 3;
/// Distances of lines in twips that are meant: less or more is a slip of the program that wrote the file.
const FAR: Range<i32> = 100..2000;
/// Numbers of paragraphs that are told of one look.
const NUMBERS: usize = 5;

/// What a house style calls an element.
pub fn key(style: ParagraphStyle) -> &'static str {
    if style == ParagraphStyle::Body { "正文" } else { style.name() }
}

/// How an element looks; `None` where the file does not say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// Which.
    pub style: ParagraphStyle,
    /// From how many paragraphs this is known, in words.
    pub from: String,
    /// Font of its Chinese characters.
    pub font: Option<String>,
    /// Size in half points.
    pub size: u32,
    /// Bold.
    pub bold: bool,
    /// Alignment.
    pub alignment: Option<Alignment>,
    /// Distance of its lines.
    pub pitch: Option<Pitch>,
    /// 首行缩进 in hundredths of a character, blanks that stand for it counted.
    pub first: Option<i32>,
    /// 段前 and 段后 in twips.
    pub space: Option<(i32, i32)>,
    /// Width of a character in twips.
    pub width: i32,
    /// Font of letters and digits, where another than that of the Chinese characters.
    pub western: Option<String>,
}

/// Distance of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pitch {
    /// As the file says it.
    Said(Twip),
    /// 单倍行距 and its like depend on the font: about so much.
    About(Twip),
}

/// A font by the name that Word shows in China.
pub fn font(name: &str) -> String {
    let own = match name.to_ascii_lowercase().as_str() {
        "fangsong" => "仿宋",
        "fangsong_gb2312" => "仿宋_GB2312",
        "kaiti" => "楷体",
        "kaiti_gb2312" => "楷体_GB2312",
        "simhei" => "黑体",
        "simsun" => "宋体",
        "microsoft yahei" => "微软雅黑",
        "stzhongsong" => "华文中宋",
        "stfangsong" => "华文仿宋",
        "stkaiti" => "华文楷体",
        "stsong" => "华文宋体",
        _ => name,
    };
    own.to_owned()
}

/// The elements by the list of styles of a file of our own making.
pub fn of_styles(named: &[NamedStyle]) -> Vec<Element> {
    let element = |style: &ParagraphStyle| {
        let own = named.iter().find(|own| &*own.name == style.name())?;
        Some(of_style(*style, own))
    };
    ELEMENTS.iter().filter_map(element).collect()
}

fn of_style(style: ParagraphStyle, own: &NamedStyle) -> Element {
    let (look, run) = (&own.paragraph, &own.run);
    let (han, western) = (font(&run.han.name), font(&run.western.name));
    Element {
        style,
        from: "样式表".to_owned(),
        western: (!western.is_empty() && western != han).then_some(western),
        font: (!han.is_empty()).then_some(han),
        size: run.size.unsigned_abs(),
        bold: run.bold,
        alignment: Some(look.alignment),
        pitch: exact(look.line),
        first: Some(look.first_in_chars(run.width())),
        space: Some((look.before, look.after)),
        width: run.width(),
    }
}

fn exact(line: LineHeight) -> Option<Pitch> {
    match line {
        LineHeight::Exact(value) => Some(Pitch::Said(Twip(value))),
        _ => None,
    }
}

/// What the paragraphs of an element say.
#[derive(Default)]
struct Gathered {
    run: Votes<(String, i32, bool)>,
    alignment: Votes<Alignment>,
    pitch: Votes<Option<Pitch>>,
    first: Votes<i32>,
    space: Votes<(i32, i32)>,
    width: Votes<i32>,
    western: Votes<String>,
}

/// The elements as paragraphs show them, and the looks that were left out, in words.
pub fn of_paragraphs(word: &Word) -> (Vec<Element>, Vec<String>) {
    let mut all: Vec<Gathered> = ELEMENTS.iter().map(|_| Gathered::default()).collect();
    let mut gathered = |style: ParagraphStyle, gather: &mut dyn FnMut(&mut Gathered)| {
        if let Some(at) = ELEMENTS.iter().position(|have| *have == style) {
            gather(&mut all[at]);
        }
    };
    for (index, line) in word.paper.lines.iter().enumerate() {
        let (Some(at), Some(paragraph)) = (word.of_line.get(index), word.paragraph(index)) else { continue };
        let Some(style) = style_of(word, line, paragraph) else { continue };
        let start = paragraph.text.find(&line.text);
        let heading = heading_of(line, paragraph).filter(|_| line.role != Role::Heading).zip(start);
        let words = heading.map_or(0..0, |(_, start)| start..start + line.words.end);
        if let Some((heading, _)) = heading {
            gathered(heading, &mut |of| run(of, *at, paragraph, words.clone()));
        }
        let whole = start.map_or(0..paragraph.text.len(), |start| start..start + line.text.len());
        gathered(style, &mut |of| {
            run(of, *at, paragraph, words.end.max(whole.start)..whole.end);
            block(of, *at, word, line, paragraph, style);
        });
    }
    let mut otherwise = Vec::new();
    let elements = ELEMENTS.iter().zip(&all).filter_map(|(style, gathered)| {
        others(*style, gathered, &mut otherwise);
        of_votes(*style, gathered)
    });
    (elements.collect(), otherwise)
}

/// Which element a line is.
fn style_of(word: &Word, line: &Line, paragraph: &Paragraph) -> Option<ParagraphStyle> {
    use ParagraphStyle as S;
    let own = &*paragraph.look.style;
    Some(match line.role {
        Role::Title => S::Title,
        Role::UnderTitle => S::Subtitle,
        Role::Recipients => S::Recipients,
        Role::Body | Role::Item => S::Body,
        Role::Heading => heading_of(line, paragraph)?,
        Role::AttachmentNote => S::AttachmentNote,
        Role::Label => S::AttachmentLabel,
        Role::Signature => S::Signatory,
        Role::Date => S::IssueDate,
        Role::Remark => S::Remark,
        Role::RedMark => S::Mark,
        Role::DocumentNumber => S::DocumentNumber,
        Role::CopyNumber => S::CopyNumber,
        Role::Secrecy | Role::Urgency => S::Secrecy,
        Role::Copies | Role::Printed => S::Imprint,
        Role::Caption if own == S::ChartTitle.name() => S::ChartTitle,
        Role::Caption => S::TableTitle,
        Role::Note if own != S::TableUnit.name() => S::TableNote,
        Role::Cell => match paragraph.within {
            Within::Cell(table, row, _) if row < word.tables.get(table)?.head.max(1) => S::TableHead,
            Within::Cell(..) => S::TableText,
            _ => return None,
        },
        _ => return None,
    })
}

/// The level of a line that is a heading or begins with one: of our own styles, else by its number.
pub fn heading_of(line: &Line, paragraph: &Paragraph) -> Option<ParagraphStyle> {
    let style = paragraph.look.style.trim_end_matches("接排");
    if let Some(own) = HEADINGS.iter().find(|own| own.name() == style) {
        return Some(*own);
    }
    if style == ParagraphStyle::Chapter.name() {
        return Some(ParagraphStyle::Chapter);
    }
    let shape = line.mark.as_ref().filter(|_| !line.words.is_empty())?.shape;
    match shape {
        Shape::Chapter => Some(ParagraphStyle::Chapter),
        _ => HEADINGS.get(usize::from(shape.level()).checked_sub(1)?).copied(),
    }
}

/// Characters of a stretch of a paragraph: the Chinese ones; where there are none, all that one sees.
fn run(of: &mut Gathered, at: usize, paragraph: &Paragraph, range: Range<usize>) {
    let stretches = |wanted: fn(char) -> bool| {
        let all = paragraph.stretches().filter_map(move |(own, look)| {
            let text = paragraph.text.get(own.clone())?;
            let inside = text.char_indices().filter(|(byte, _)| range.contains(&(own.start + byte)));
            let count = inside.filter(|(_, c)| wanted(*c)).count();
            (count > 0).then_some((look, count))
        });
        all.collect::<Vec<_>>()
    };
    for (look, count) in stretches.clone()(|c| c.is_ascii_alphanumeric()) {
        of.western.add(font(&look.western.name), count, at);
    }
    let mut looks: Vec<(&RunLook, usize)> = stretches.clone()(is_han);
    if looks.is_empty() {
        looks = stretches(|c| !is_blank(c));
    }
    for (look, count) in looks.into_iter().filter(|(look, _)| !is_for_rare(&look.han.name)) {
        of.run.add((font(&look.han.name), look.size, look.bold), count, at);
    }
}

/// What a paragraph says as a whole.
fn block(
    of: &mut Gathered,
    at: usize,
    word: &Word,
    line: &Line,
    paragraph: &Paragraph,
    style: ParagraphStyle,
) {
    let (look, section, run) = (&paragraph.look, word.section(paragraph), main_look(paragraph));
    let count = line.text.chars().filter(|c| !is_blank(*c)).count();
    let unit = character(run, paragraph, section);
    // Columns of a table are aligned each in its own way.
    if line.role != Role::Cell {
        of.alignment.add(look.alignment, count, at);
    }
    let said = match style {
        ParagraphStyle::Body => {
            pitch(paragraph, section).map(|twips| Pitch::Said(Twip(twips))).or_else(|| {
                let natural = i64::from(run.size) * 13;
                match look.line {
                    LineHeight::Times(times) => {
                        Some(Pitch::About(Twip((natural * i64::from(times.clamp(1, 4800)) / 240) as i32)))
                    }
                    _ => None,
                }
            })
        }
        _ => exact(look.line),
    };
    of.pitch.add(said, count, at);
    let typed = paragraph.text.chars().take_while(|c| is_blank(*c));
    let typed: i32 = typed.map(|c| if c.is_ascii() { 50 } else { 100 }).take(20).sum();
    of.first.add(rounded(look.first_in_chars(unit).saturating_add(typed)), count, at);
    of.space.add((look.before, look.after), count, at);
    of.width.add(unit, count, at);
}

/// Hundredths of characters as people mean them: 2.03 is 2.
fn rounded(hundredths: i32) -> i32 {
    let whole = (hundredths + 50).div_euclid(100) * 100;
    if (hundredths - whole).abs() <= 15 { whole } else { hundredths / 10 * 10 }
}

fn of_votes(style: ParagraphStyle, votes: &Gathered) -> Option<Element> {
    let (han, size, bold) = &votes.run.winner()?.what;
    let western = votes.western.winner().map(|vote| vote.what.clone());
    let alignment = votes.alignment.winner().map(|vote| vote.what);
    let in_middle = matches!(alignment, Some(Alignment::Center | Alignment::Right | Alignment::Distributed));
    Some(Element {
        style,
        from: votes.run.in_words(),
        western: western.filter(|western| !western.is_empty() && western != han),
        font: (!han.is_empty()).then(|| han.clone()),
        size: size.unsigned_abs(),
        bold: *bold,
        alignment,
        pitch: votes.pitch.winner().and_then(|vote| vote.what).filter(|pitch| {
            let (Pitch::Said(Twip(twips)) | Pitch::About(Twip(twips))) = pitch;
            FAR.contains(twips)
        }),
        first: votes.first.winner().map(|vote| vote.what).filter(|_| !in_middle),
        space: votes.space.winner().map(|vote| vote.what),
        width: votes.width.winner().map_or(0, |vote| vote.what),
    })
}

/// The looks of an element that few characters have.
fn others(style: ParagraphStyle, votes: &Gathered, told: &mut Vec<String>) {
    let list: Vec<_> = votes.run.others().collect();
    for vote in list.iter().take(TOLD) {
        let (han, size, bold) = &vote.what;
        let (size, bold) = (FontSize::in_words(size.unsigned_abs()), if *bold { "加粗" } else { "" });
        let han = if han.is_empty() { "（没有写明字体）" } else { han };
        let mut numbers: Vec<String> =
            vote.paragraphs.iter().take(NUMBERS).map(|at| (at + 1).to_string()).collect();
        let rest = if vote.paragraphs.len() > NUMBERS {
            format!("段等{}段", vote.paragraphs.len())
        } else {
            "段".to_owned()
        };
        if let Some(last) = numbers.last_mut() {
            last.push_str(&rest);
        }
        told.push(format!(
            "{}：第{}有{}字是{size}{han}{bold}",
            key(style),
            numbers.join("、"),
            vote.characters
        ));
    }
    if list.len() > TOLD {
        told.push(format!("{}：另有{}种样子", key(style), list.len() - TOLD));
    }
    if style == ParagraphStyle::Body {
        for vote in votes.pitch.others().take(TOLD) {
            let pitch = match vote.what {
                Some(Pitch::Said(twips)) => {
                    format!("{}磅", crate::profile::departures::hundredths(twips.0 * 5))
                }
                _ => "单倍、多倍这些不定的".to_owned(),
            };
            told.push(format!("正文：有{}段的行距是{pitch}", vote.paragraphs.len()));
        }
    }
}
