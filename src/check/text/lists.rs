//! Numbered lists of a paper: which numbers are those of one list, and what stands under what.
//!
//! A number of a higher level ends the lists below it. A list may go on with the numbers of the one before it: （一） to （十二）
//! through four chapters are 惯例. It begins anew where a label, a sentence with a colon or other text stands before 1.

use crate::paper::Paper;
use crate::paper::line::{Line, Role};
use crate::paper::number::{self, Mark, Shape};

/// Levels: 1–4 as in 7.3.3, `1）` below them, ① last.
pub const LEVELS: usize = 7;

/// A list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Part that it stands in.
    pub part: usize,
    /// Its level, see [`level`].
    pub level: u8,
    /// The lines of its members.
    pub members: Vec<usize>,
    /// The line with a number of a higher level that it stands under.
    pub parent: Option<usize>,
    /// The earlier list whose numbers it goes on with.
    pub goes_on: Option<usize>,
    /// The value of the last number of its level before it, whether it goes on with that or not; 0 if it is the first.
    pub before: u32,
    /// A member may be of another kind: `3.1 编制目的`.
    pub decimal: bool,
}

/// Levels of what chapters and articles are made of; `None` for them and for lines without number.
pub fn level(line: &Line) -> Option<u8> {
    let mark = line.mark.as_ref()?;
    match mark.shape {
        Shape::Chapter | Shape::Article => None,
        Shape::Circled => Some(6),
        Shape::Arabic if mark.tail(&line.text).starts_with(['）', ')']) => Some(5),
        shape => Some(shape.level()),
    }
}

/// The number of a line; 0 if it has none.
pub fn value(paper: &Paper, line: usize) -> u32 {
    paper.lines[line].mark.as_ref().map_or(0, |mark| mark.value)
}

/// The number of a line that is a member of a list.
pub fn mark(paper: &Paper, line: usize) -> &Mark {
    paper.lines[line].mark.as_ref().expect("members of lists have numbers")
}

/// Which lines stand under an article, 第一条, or are one: what is numbered there are items of its text, no headings. Up to the
/// next chapter, heading 一、 or part.
pub fn under_articles(paper: &Paper) -> Vec<bool> {
    let mut article = None;
    paper
        .lines
        .iter()
        .map(|line| {
            match line.mark.as_ref().map(|mark| mark.shape) {
                Some(Shape::Article) => article = Some(line.part),
                Some(Shape::Chapter) => article = None,
                Some(Shape::Han) if line.role == Role::Heading => article = None,
                _ => {}
            }
            article == Some(line.part)
        })
        .collect()
}

/// The lists of a paper, in the order in which they begin.
pub fn all(paper: &Paper) -> Vec<List> {
    let mut lists: Vec<List> = Vec::new();
    let texts: Vec<(usize, &Line)> =
        paper.lines.iter().enumerate().filter(|(_, line)| line.is_text()).collect();
    for texts in texts.chunk_by(|(_, a), (_, b)| a.part == b.part) {
        // Of each level the list that is open, and the last one that began.
        let mut open: [Option<usize>; LEVELS] = [None; LEVELS];
        let mut latest: [Option<usize>; LEVELS] = [None; LEVELS];
        for &(index, line) in texts {
            if line.mark.is_none() {
                if is_section(&line.text) {
                    open = [None; LEVELS];
                }
                continue;
            }
            let Some(level) = level(line) else {
                open = [None; LEVELS];
                continue;
            };
            let at = usize::from(level);
            open[at + 1..].fill(None);
            let number = value(paper, index);
            if let Some(list) = open[at]
                && let Some(&last) = lists[list].members.last()
                && !begins_anew(paper, last, index, level)
            {
                lists[list].members.push(index);
                lists[list].decimal |= is_decimal(line);
                continue;
            }
            let parent = open[..at]
                .iter()
                .rev()
                .flatten()
                .next()
                .and_then(|&list| lists[list].members.last().copied());
            let before = latest[at]
                .and_then(|list: usize| lists[list].members.last())
                .map_or(0, |&last| value(paper, last));
            let goes_on = latest[at].filter(|_| open[at].is_none() && number > 1 && before + 1 == number);
            open[at] = Some(lists.len());
            latest[at] = open[at];
            lists.push(List {
                part: line.part,
                level,
                members: vec![index],
                parent,
                goes_on,
                before,
                decimal: is_decimal(line),
            });
        }
    }
    lists
}

/// Whether a digit stands behind `1.`, and no year.
fn is_decimal(line: &Line) -> bool {
    let rest = line.after_mark();
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    line.mark.as_ref().is_some_and(|mark| mark.shape == Shape::Arabic) && (1..4).contains(&digits)
}

/// A number of a higher level within a list of a lower one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inverted {
    /// The list that it stands in, which goes on behind it.
    pub list: usize,
    /// The member before it.
    pub above: usize,
    /// Its line.
    pub inner: usize,
    /// Its level.
    pub level: u8,
}

/// Where levels are inverted.
pub fn inverted(paper: &Paper, lists: &[List]) -> Vec<Inverted> {
    let mut found = Vec::new();
    for (index, list) in lists.iter().enumerate().filter(|(_, list)| !list.decimal) {
        let Some(before) = list.goes_on.map(|index| &lists[index]) else { continue };
        let (Some(&above), Some(&below)) = (before.members.last(), list.members.first()) else { continue };
        let Some(&start) = before.members.first() else { continue };
        // Numbers of higher levels between two members that follow each other.
        let between = (above + 1..below).filter_map(|line| Some((line, level(&paper.lines[line])?)));
        let higher = between.filter(|(_, level)| *level < list.level);
        let Some((inner, inner_level)) = higher.min_by_key(|(line, level)| (*level, *line)) else { continue };
        // They run on through what stands above them already: 惯例.
        let has_begun = (0..above)
            .rev()
            .filter(|&line| paper.lines[line].part == list.part)
            .take_while(|&line| {
                let line = &paper.lines[line];
                line.mark.is_none() || level(line).is_some_and(|have| have >= inner_level)
            })
            .any(|line| level(&paper.lines[line]) == Some(inner_level));
        if !has_begun && value(paper, inner) == 1 && value(paper, start) == 1 {
            found.push(Inverted { list: index, above, inner, level: inner_level });
        }
    }
    found
}

/// Whether a list begins at `to` although the last member of an open one is at `from`.
fn begins_anew(paper: &Paper, from: usize, to: usize, level: u8) -> bool {
    if value(paper, to) != 1 {
        return false;
    }
    let is_label = |line: &Line| {
        let text = line.text.trim_end();
        line.mark.is_none()
            && (!matches!(line.role, Role::Body)
                || text.ends_with(['：', ':'])
                || (text.chars().count() <= 30 && !text.ends_with(['。', '；', '，', '！', '？'])))
    };
    let directly = is_label(&paper.lines[to - 1]);
    match (value(paper, from), level) {
        (1, _) => directly,
        // No slip of a pen makes 一、 of what should be 四、.
        (_, 1) => true,
        (_, 2) => paper.lines[from + 1..to].iter().any(is_label),
        _ => paper.lines[from + 1..to].iter().any(|line| line.mark.is_none()),
    }
}

/// Whether a line is the heading of a section with a number of its own: 第一部分, 第二篇, 第三节.
fn is_section(text: &str) -> bool {
    let Some(rest) = text.trim_start_matches(number::is_blank).strip_prefix('第') else { return false };
    let digits = rest.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c) || c.is_ascii_digit());
    digits.len() < rest.len()
        && text.chars().count() <= 60
        && ["部分", "篇", "编", "节", "讲", "单元"].iter().any(|word| digits.starts_with(word))
}

/// Whether a number of this form and value stands in the text between two lines, their own numbers not counted: within a
/// paragraph, or in one that was read as something else.
pub fn is_written_between(paper: &Paper, from: usize, to: usize, shape: Shape, value: u32) -> bool {
    let han = number::han(value);
    let bare = match shape {
        Shape::Chapter => return between(paper, from, to).any(|text| text.contains(&format!("第{han}章"))),
        Shape::Article => return between(paper, from, to).any(|text| text.contains(&format!("第{han}条"))),
        Shape::Circled => {
            let written = shape.written(value);
            return between(paper, from, to).any(|text| text.contains(&written));
        }
        Shape::Han | Shape::HanInBrackets => han,
        Shape::Arabic | Shape::ArabicInBrackets => value.to_string(),
    };
    let behind: &[char] = match shape {
        Shape::Han => &['、', '.', '．', '，', ',', '是', '要', '：'],
        Shape::Arabic => &['.', '．', '、', '，', ',', '）', ')', '：', ' ', '　', '\t'],
        _ => &['）', ')'],
    };
    let is_numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    between(paper, from, to).any(|text| {
        text.match_indices(&bare).any(|(at, _)| {
            let rest = &text[at + bare.len()..];
            !text[..at].ends_with(is_numeral)
                && (rest.starts_with(behind) || (rest.is_empty() && text.trim() == bare))
                && !rest.chars().nth(1).is_some_and(|c| shape == Shape::Arabic && c.is_ascii_digit())
        })
    })
}

/// The texts between two lines: what the first says behind its number, and all lines before the second.
fn between(paper: &Paper, from: usize, to: usize) -> impl Iterator<Item = &str> {
    paper.lines[from..to.max(from)].iter().map(Line::after_mark)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::sources::SourceId;
    use crate::read::text;

    /// Level, numbers and parent of each list.
    fn told(text: &str) -> Vec<String> {
        let paper = text::paper(text, SourceId(0));
        all(&paper)
            .iter()
            .map(|list| {
                let values: Vec<String> =
                    list.members.iter().map(|&line| value(&paper, line).to_string()).collect();
                let parent = list.parent.map_or(0, |line| value(&paper, line));
                let on = if list.goes_on.is_some() { " on" } else { "" };
                format!("{}: {} under {parent}{on}", list.level, values.join(" "))
            })
            .collect()
    }

    #[test]
    fn lists_are_put_together_by_level() {
        assert_eq!(
            told(
                "一、甲\n（一）子。说明。\n（二）丑。说明。\n二、乙\n（三）寅。说明。\n1.细。说明。\n2.目。说明。\n三、丙\n说明。\n"
            ),
            ["1: 1 2 3 under 0", "2: 1 2 under 1", "2: 3 under 2 on", "3: 1 2 under 3"]
        );
    }

    #[test]
    fn a_label_begins_a_list_anew() {
        assert_eq!(
            told("一、甲\n说明。\n重点工作：\n1.清淤。\n2.除险。\n有关要求：\n1.领导。\n2.报送。\n"),
            ["1: 1 under 0", "3: 1 2 under 1", "3: 1 2 under 1"]
        );
        assert_eq!(told("一、甲\n1.清淤。\n2.除险。\n1.领导。\n").len(), 2);
    }

    #[test]
    fn numbers_within_paragraphs_are_seen() {
        let paper = text::paper("一、甲。说明。二、乙。说明。\n三、丙。说明。\n共12.5万元。\n", SourceId(0));
        assert!(is_written_between(&paper, 0, 1, Shape::Han, 2));
        assert!(!is_written_between(&paper, 0, 3, Shape::Arabic, 2));
    }
}
