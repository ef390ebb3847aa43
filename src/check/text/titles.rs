//! The title of a part, its lines put together, and where a stretch of it stands.

use std::ops::Range;

use crate::check::text::brackets;
use crate::paper::Paper;
use crate::paper::end_matter;
use crate::paper::line::Role;
use crate::paper::recognise::{self, STATUTORY};

/// Marks that no title ends with (GB/T 15834 B.4); ？, ！ and …… may stand there.
pub const END_MARKS: [char; 8] = ['。', '，', '；', '：', '、', ',', ';', ':'];

/// A title.
#[derive(Debug, Clone)]
pub struct Title {
    /// Its words without blanks around lines.
    pub text: String,
    lines: Vec<Stretch>,
}

/// A line of it.
#[derive(Debug, Clone)]
struct Stretch {
    /// Where it begins in the title.
    at: usize,
    /// The paper's line.
    line: usize,
    /// Which of the line's bytes it is.
    range: Range<usize>,
}

impl Title {
    /// The title of a part; `None` if it has none.
    pub fn of(paper: &Paper, part: usize) -> Option<Self> {
        let mut title = Self { text: String::new(), lines: Vec::new() };
        for (line, written) in paper.part(part).filter(|(_, line)| line.role == Role::Title) {
            let range = trimmed(&written.text, 0..written.text.len());
            title.lines.push(Stretch { at: title.text.len(), line, range: range.clone() });
            title.text.push_str(&written.text[range]);
        }
        (!title.text.is_empty()).then_some(title)
    }

    /// Where a stretch of it stands: in one line, or in several.
    pub fn places(&self, range: &Range<usize>) -> Vec<(usize, Range<usize>)> {
        self.lines
            .iter()
            .filter_map(|stretch| {
                let start = range.start.max(stretch.at);
                let end = range.end.min(stretch.at + stretch.range.len());
                let shift = |byte: usize| stretch.range.start + byte - stretch.at;
                (start < end).then(|| (stretch.line, shift(start)..shift(end)))
            })
            .collect()
    }

    /// Where a stretch of it begins, as far as it stands in that line.
    pub fn place(&self, range: &Range<usize>) -> (usize, Range<usize>) {
        self.places(range).into_iter().next().unwrap_or((0, 0..0))
    }

    /// Where a word occurs outside of 《》 and 〈〉.
    pub fn bare(&self, word: &str) -> Vec<Range<usize>> {
        let (pairs, _) = brackets::pairs(&self.text);
        let is_cited = |range: &Range<usize>| {
            pairs.iter().any(|pair| {
                matches!(pair.opening, '《' | '〈')
                    && pair.outer.start <= range.start
                    && range.end <= pair.outer.end
            })
        };
        self.text
            .match_indices(word)
            .map(|(at, found)| at..at + found.len())
            .filter(|range| !is_cited(range))
            .collect()
    }

    /// Where its last word stands that says what it is, and that word: 文种 as in [`recognise::kind_of`], a mark behind it left out.
    pub fn kind(&self) -> Option<(&'static str, Range<usize>)> {
        let text = self.text.trim_end_matches(END_MARKS);
        let kind = recognise::kind_of(text)?;
        let at = text.rfind(kind)?;
        Some((kind, at..at + kind.len()))
    }

    /// Whether it ends with one of the 15 文种.
    pub fn is_statutory(&self) -> bool {
        self.kind().is_some_and(|(kind, _)| STATUTORY.iter().any(|word| kind.ends_with(word)))
    }
}

/// A range without blanks at its ends.
pub fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let is_blank = crate::paper::number::is_blank;
    let inner = &text[range.clone()];
    let start = range.start + inner.len() - inner.trim_start_matches(is_blank).len();
    start..start + inner.trim_matches(is_blank).len()
}

/// The lines of the main title as they stand on paper, those that reading put together taken apart again: line and bytes. Empty
/// if it is not sure that all of them are the title's.
pub fn rows(paper: &Paper) -> Vec<(usize, Range<usize>)> {
    if recognise::kind_of(&end_matter::packed(&paper.title(0))).is_none() {
        return Vec::new();
    }
    let mut rows = Vec::new();
    for (index, line) in paper.part(0).filter(|(_, line)| line.role == Role::Title) {
        let mut from = 0;
        for pair in line.pieces.windows(2) {
            let is_break = pair[1].1.start > pair[0].1.end;
            if is_break {
                rows.push((index, from..pair[1].0));
                from = pair[1].0;
            }
        }
        rows.push((index, from..line.text.len()));
    }
    rows.into_iter()
        .map(|(index, range)| (index, trimmed(&paper.lines[index].text, range)))
        .filter(|(_, range)| !range.is_empty())
        .collect()
}

/// How wide a text is, in halves of a character.
pub fn halves(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::sources::SourceId;
    use crate::read::text;

    #[test]
    fn a_stretch_of_a_title_is_found_in_its_lines() {
        let paper = text::paper(
            "某水发〔2026〕5号\n某某县水务局关于转发\n　《河道管理办法》的通知\n各乡镇人民政府：\n请执行。\n",
            SourceId(0),
        );
        let title = Title::of(&paper, 0).expect("a title");
        assert_eq!(title.text, "某某县水务局关于转发《河道管理办法》的通知");
        let at = title.text.find("转发《河").expect("there");
        let told: Vec<&str> = title
            .places(&(at..at + "转发《河".len()))
            .into_iter()
            .map(|(line, range)| paper.lines[line].text.get(range).expect("cut"))
            .collect();
        assert_eq!(told, ["转发", "《河"]);
        assert!(title.bare("管理").is_empty() && title.bare("关于").len() == 1);
        assert_eq!(title.kind().map(|(kind, _)| kind), Some("通知"));
        assert!(paper.is_formal() && rows(&paper).len() == 2);
    }
}
