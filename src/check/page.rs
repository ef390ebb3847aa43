//! The standard's page in numbers, and what rules of layout ask of a Word file.

use std::ops::Range;

use crate::check::marks::{Found, Marks};
use crate::model::house::FontSize;
use crate::paper::end_matter::is_han;
use crate::paper::line::{Line, Role};
use crate::paper::number::is_blank;
use crate::profile::gbt9704::PAGE;
use crate::profile::style::Face;
use crate::read::docx::Word;
use crate::read::docx::body::{Paragraph, Within};
use crate::read::docx::look::{LineHeight, RunLook};
use crate::read::docx::section::Section;

/// A millimetre in twips.
pub const MM: i32 = 57;
/// 二号 and 四号 in half points.
pub const SIZE_2: i32 = 44;
/// See [`SIZE_2`].
pub const SIZE_4: i32 = 28;
/// 版心宽 of 156 mm.
pub const TEXT_WIDTH: i32 = PAGE.width.0 - PAGE.left.0 - PAGE.right.0;

/// Twips as people write millimetres: `37`, `25.4`.
pub fn mm(twips: i32) -> String {
    let tenths = (i64::from(twips) * 254 * 10 / 1440 + 5 * i64::from(twips.signum())) / 10;
    let text = format!("{}.{}", tenths / 10, (tenths % 10).abs());
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// Twips as points: `28`, `28.95`.
pub fn points(twips: i32) -> String {
    let text = format!("{}.{:02}", twips / 20, twips % 20 * 5);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Half points as people call the size: `三号`, `16.5磅`.
pub fn size(half_points: i32) -> String {
    FontSize::in_words(half_points.unsigned_abs())
}

/// The face that a font's name stands for, whoever made the font.
pub fn face(font: &str) -> Option<Face> {
    let lower = font.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if has(&["小标宋", "xiaobiaosong", "fzxbs"]) {
        Some(Face::XiaoBiaoSong)
    } else if has(&["仿宋", "fangsong"]) {
        Some(Face::FangSong)
    } else if has(&["楷", "kai"]) {
        Some(Face::Kai)
    } else if has(&["黑体", "simhei", "heiti"]) {
        Some(Face::Hei)
    } else if has(&["宋体", "simsun", "songti", "stsong", "书宋"]) && !has(&["ext", "超大"]) {
        Some(Face::Song)
    } else {
        None
    }
}

/// Whether a font holds the characters that no other has: it says nothing of the text's face.
pub fn is_for_rare(font: &str) -> bool {
    ["ext", "超大字符集", "hanamin", "jigmo"].iter().any(|word| font.to_lowercase().contains(word))
}

/// The lines of a role with their paragraphs.
pub fn lines(word: &Word, role: Role) -> impl Iterator<Item = (usize, &Line, &Paragraph)> {
    word.paper.of(role).filter_map(|(index, line)| Some((index, line, word.paragraph(index)?)))
}

/// Looks of the Chinese characters of a paragraph, those of `without` left out, each with how many there are.
pub fn han_looks(paragraph: &Paragraph, without: Range<usize>) -> Vec<(&RunLook, usize)> {
    let mut looks: Vec<(&RunLook, usize)> = Vec::new();
    for (range, look) in paragraph.stretches() {
        let text = paragraph.text[range.clone()].char_indices();
        let count = text.filter(|(at, c)| is_han(*c) && !without.contains(&(range.start + at))).count();
        if count > 0 {
            looks.push((look, count));
        }
    }
    looks
}

/// The look that most of a paragraph's characters have; of a blank one that of its mark.
pub fn main_look(paragraph: &Paragraph) -> &RunLook {
    let looks = paragraph.stretches().filter(|(range, _)| !paragraph.text[range.clone()].trim().is_empty());
    looks.max_by_key(|(range, _)| range.len()).map_or(&*paragraph.mark, |(_, look)| look)
}

/// Whether a line is its whole paragraph, so that places in one are places in the other.
pub fn is_whole(line: &Line, paragraph: &Paragraph) -> bool {
    line.text == paragraph.text
}

/// A finding at the first of some lines, which tells of the others.
pub fn at_first<'m>(
    marks: &'m mut Marks<'_>,
    word: &Word,
    lines: &[usize],
    message: &str,
) -> Option<&'m mut Found> {
    let first = *lines.first()?;
    let text = word.paper.lines.get(first)?;
    let found = marks.at(first, 0..text.text.len(), message);
    if lines.len() > 1 {
        let numbers: Vec<String> =
            lines.iter().skip(1).take(8).map(|&line| (word.of_line[line] + 1).to_string()).collect();
        let rest = if lines.len() > 9 { "段等" } else { "段" };
        found.label(format!("还有第{}{rest}，共{}处", numbers.join("、"), lines.len()));
    }
    Some(found)
}

/// Things with the lines that have them, in the order in which they first come.
#[derive(Debug)]
pub struct Groups<T>(pub Vec<(T, Vec<usize>)>);

impl<T> Default for Groups<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: PartialEq> Groups<T> {
    /// A line has this.
    pub fn add(&mut self, what: T, line: usize) {
        match self.0.iter_mut().find(|(have, _)| *have == what) {
            Some((_, lines)) => {
                if lines.last() != Some(&line) {
                    lines.push(line);
                }
            }
            None => self.0.push((what, vec![line])),
        }
    }
}

/// Distance of a paragraph's lines in twips, as far as the file says it.
pub fn pitch(paragraph: &Paragraph, section: &Section) -> Option<i32> {
    match paragraph.look.line {
        LineHeight::Exact(value) => Some(value.max(1)),
        LineHeight::AtLeast(value) => (value >= natural(paragraph)).then_some(value),
        LineHeight::Times(times) => {
            let grid = section.grid.as_ref().filter(|grid| !grid.kind.is_empty() && paragraph.look.snap)?;
            let pitch = (grid.pitch > 0).then_some(grid.pitch)?;
            let lines = (natural(paragraph) + pitch - 1) / pitch;
            Some((i64::from(pitch) * i64::from(lines) * i64::from(times.clamp(1, 4800)) / 240) as i32)
        }
    }
}

/// Height that a line of the usual fonts has by itself.
fn natural(paragraph: &Paragraph) -> i32 {
    main_look(paragraph).size * 13
}

/// Width of a Chinese character, the page's grid counted.
pub fn character(look: &RunLook, paragraph: &Paragraph, section: &Section) -> i32 {
    let grid = section.grid.as_ref().filter(|grid| grid.kind == "linesAndChars" && paragraph.look.snap);
    let more = grid.map_or(0, |grid| (i64::from(grid.spacing) * 20 / 4096).clamp(-2000, 2000) as i32);
    (look.width() + more).max(1)
}

/// Width of a text in hundredths of a Chinese character.
pub fn width(text: &str) -> i32 {
    text.chars().map(|c| if c.is_ascii() { 50 } else { 100 }).sum()
}

/// Blank lines of the text's pitch `unit` between two paragraphs in hundredths, the least and the most that programs make of distances before and after,
/// some of which add them and some take the larger; `None` where something stands between them or the file does not say
/// how high.
pub fn blank_lines(word: &Word, above: usize, below: usize, unit: i32) -> Option<(i32, i32)> {
    let unit = unit.max(1);
    let (first, last) = (word.paragraphs.get(above)?, word.paragraphs.get(below)?);
    if below <= above || last.breaks_page {
        return None;
    }
    let mut lines = 0;
    let (mut larger, mut sum, mut after) = (0, 0, first.look.after);
    let mut gap = |after: i32, before: i32| {
        larger += after.max(before);
        sum += after + before;
    };
    for (at, between) in word.paragraphs.iter().enumerate().take(below).skip(above + 1) {
        if between.within != Within::Body {
            continue;
        }
        let holds_line = between.look.top.is_some()
            || between.look.bottom.is_some()
            || word.drawings.iter().any(|drawing| drawing.paragraph == at && drawing.floats);
        if !between.is_blank() || between.breaks_page || between.section != last.section {
            return None;
        }
        let height = match between.look.line {
            LineHeight::Exact(height) if height < 100 || holds_line => 0,
            _ if holds_line => return None,
            LineHeight::Exact(height) => height,
            _ if (SIZE_4..=SIZE_2).contains(&between.mark.size) => unit,
            _ => pitch(between, word.section(between))?,
        };
        gap(after, between.look.before);
        after = between.look.after;
        // A blank line may be a bit lower or higher than those of the text.
        lines += if height == unit || (400..=760).contains(&height) {
            100
        } else {
            height.min(100_000) * 100 / unit
        };
    }
    gap(after, last.look.before);
    let least = lines + larger.min(100_000) * 100 / unit;
    Some((least, lines + sum.min(100_000) * 100 / unit))
}

/// The paragraph of the first or last line of a role in the main part.
pub fn first_of(word: &Word, role: Role) -> Option<(usize, usize)> {
    let (line, _) = word.paper.first(role)?;
    Some((line, word.of_line[line]))
}

/// See [`first_of`].
pub fn last_of(word: &Word, role: Role) -> Option<(usize, usize)> {
    let (line, _) = word.paper.of(role).filter(|(_, line)| line.part == 0).last()?;
    Some((line, word.of_line[line]))
}

/// Whether a document has a head of its own, not paper with one printed on it.
pub fn has_head(word: &Word) -> bool {
    word.paper.first(Role::RedMark).is_some() && word.paper.first(Role::DocumentNumber).is_some()
}

/// Blanks at the beginning and at the end of a text, in hundredths of a character.
pub fn blanks(text: &str) -> (i32, i32) {
    let start = &text[..text.len() - text.trim_start_matches(is_blank).len()];
    let end = &text[text.trim_end_matches(is_blank).len()..];
    (width(start), width(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_as_people_write_them() {
        assert_eq!((mm(2098).as_str(), mm(1440).as_str(), mm(-57).as_str()), ("37", "25.4", "-1"));
        assert_eq!((points(579).as_str(), points(560).as_str()), ("28.95", "28"));
        assert_eq!((size(32).as_str(), size(33).as_str()), ("三号", "16.5磅"));
    }

    #[test]
    fn fonts_are_known_by_any_of_their_names() {
        for (font, expected) in [
            ("仿宋_GB2312", Some(Face::FangSong)),
            ("STFangsong", Some(Face::FangSong)),
            ("方正小标宋_GBK", Some(Face::XiaoBiaoSong)),
            ("SimHei", Some(Face::Hei)),
            ("微软雅黑", None),
            ("KaiTi_GB2312", Some(Face::Kai)),
            ("宋体", Some(Face::Song)),
            ("SimSun-ExtB", None),
            ("Times New Roman", None),
        ] {
            assert_eq!(face(font), expected, "{font}");
        }
    }
}
