//! Where a line of a document that was made stands in the data that it was made of.
//!
//! The words of a document come from the data, from templates and from what is reckoned. What a rule found is looked for in
//! all texts of the workbook; of several places the one counts whose surroundings agree best with the line. Where the
//! words stand nowhere, the file is named and the line is shown.

use std::cell::Cell;
use std::ops::Range;
use std::path::Path;

use crate::check::report::Places;
use crate::diag::diagnostic::{Place, Span};
use crate::diag::sources::{SourceId, Sources};
use crate::paper::Paper;

/// Characters around a finding that must agree, where the line has so many.
const ENOUGH: usize = 6;
/// Longest part of a line that is shown.
const SHOWN: usize = 60;

/// Characters that are compared for all findings of a document; a text that asks for more is nobody's.
const MOST_COMPARED: usize = 50_000_000;

/// The texts of a workbook.
pub struct Locator<'a> {
    sources: &'a Sources,
    /// The workbook's own texts.
    texts: Range<SourceId>,
    file: String,
}

impl<'a> Locator<'a> {
    /// For the workbook `path`, which was read from `texts`.
    pub fn new(sources: &'a Sources, texts: Range<SourceId>, path: &Path) -> Self {
        Self { sources, texts, file: path.display().to_string() }
    }

    /// For a document made of it.
    pub fn of(&'a self, paper: &'a Paper, title: &'a str) -> Located<'a> {
        Located { locator: self, paper, title, left: Cell::new(MOST_COMPARED) }
    }

    /// The best place for a stretch of a text.
    fn find(&self, text: &str, range: &Range<usize>, room: &Cell<usize>) -> Option<Span> {
        let needle = &text[range.clone()];
        let (before, after) = (&text[..range.start], &text[range.end..]);
        let enough = ENOUGH.min((before.chars().count() + after.chars().count()).max(1));
        // The whole line as it is written is the best place there is.
        if !needle.is_empty() {
            for source in self.sources.ids().filter(|id| self.texts.contains(id)) {
                if let Some(line) = self.sources.get(source).text.find(text) {
                    return Some(Span { source, start: line + range.start, end: line + range.end });
                }
            }
        }
        let mut best: Option<(usize, Span)> = None;
        for source in self.sources.ids().filter(|id| self.texts.contains(id)) {
            let written = &self.sources.get(source).text;
            for at in starts(written, needle, before, after) {
                let left = agreeing(written[..at].chars().rev(), before.chars().rev());
                let right = agreeing(written[at + needle.len()..].chars(), after.chars());
                let Some(rest) = room.get().checked_sub(left + right + 1) else { break };
                room.set(rest);
                let all = left + right >= before.chars().count() + after.chars().count();
                let score = left + right + if all { ENOUGH } else { 0 };
                let weight = score + needle.chars().count().saturating_sub(1);
                if (all || weight >= enough) && best.is_none_or(|(most, _)| score > most) {
                    best = Some((score, Span { source, start: at, end: at + needle.len() }));
                }
            }
        }
        best.map(|(_, span)| span)
    }
}

/// Where a text may stand in another; of an empty one, where the characters beside it meet.
fn starts(written: &str, needle: &str, before: &str, after: &str) -> Vec<usize> {
    if !needle.is_empty() {
        return written.match_indices(needle).map(|(at, _)| at).collect();
    }
    let left: String = before.chars().rev().take(3).collect::<Vec<_>>().into_iter().rev().collect();
    if !left.is_empty() {
        return written.match_indices(&left).map(|(at, found)| at + found.len()).collect();
    }
    let right: String = after.chars().take(3).collect();
    if right.is_empty() { Vec::new() } else { written.match_indices(&right).map(|(at, _)| at).collect() }
}

/// How many characters agree from the beginning on.
fn agreeing(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}

/// The places of a document.
pub struct Located<'a> {
    locator: &'a Locator<'a>,
    paper: &'a Paper,
    title: &'a str,
    /// Characters that may still be compared.
    left: Cell<usize>,
}

impl Located<'_> {
    fn span(&self, line: Option<usize>, range: &Range<usize>) -> Option<Span> {
        let text = &self.paper.lines.get(line?)?.text;
        self.locator.find(text, range, &self.left)
    }
}

impl Places for Located<'_> {
    fn place(&self, line: Option<usize>, range: Range<usize>) -> Place {
        self.span(line, &range).map_or_else(|| Place::Path(self.locator.file.clone()), Place::Span)
    }

    fn context(&self, line: Option<usize>, range: Range<usize>) -> Option<String> {
        let title = self.title;
        let Some(line) = line else { return Some(format!("在《{title}》里")) };
        if self.span(Some(line), &range).is_some() {
            return Some(format!("在《{title}》里"));
        }
        let text = &self.paper.lines[line].text;
        let mut start = range.start;
        for _ in 0..SHOWN / 3 {
            start = text[..start].char_indices().next_back().map_or(0, |(at, _)| at);
        }
        let shown: String = text[start..].chars().take(SHOWN).collect();
        let (cut, more) =
            (if start > 0 { "…" } else { "" }, if text[start..].len() > shown.len() { "…" } else { "" });
        Some(format!("在《{title}》里：{cut}{shown}{more}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::line::{Line, Role};
    use crate::paper::{Origin, Paper};

    #[test]
    fn words_of_a_document_are_found_in_the_data() {
        let mut sources = Sources::default();
        sources.add("别的.yaml", "内容: 各单位要抓紧,落实\n");
        let first = sources.next();
        sources.add("资料.yaml", "要求: 各单位要抓紧,落实\n内容: |\n  请抓紧,不要拖延。\n备注: 抓紧\n");
        let line = |text: &str| Line::new(text, Role::Body, 0);
        let paper = Paper {
            origin: Origin::Workbook,
            form: crate::document::tree::Form::WhitePaper,
            kind: None,
            lines: vec![line("（一）时间。请抓紧,不要拖延。"), line("模板里的话,没有出处。")],
            tables: Vec::new(),
            charts: Vec::new(),
            broken: false,
        };
        let locator = Locator::new(&sources, first..sources.next(), Path::new("资料.yaml"));
        let located = locator.of(&paper, "某某通知");
        let comma = paper.lines[0].text.find(',').map_or(0..0, |at| at..at + 1);
        let Place::Span(span) = located.place(Some(0), comma) else { panic!("a place") };
        assert_eq!(sources.line_column(span.source, span.start).line, 3);
        assert_eq!(&sources.get(span.source).text[span.start..span.end], ",");
        let comma = paper.lines[1].text.find(',').map_or(0..0, |at| at..at + 1);
        assert_eq!(located.place(Some(1), comma.clone()), Place::Path("资料.yaml".into()));
        assert_eq!(
            located.context(Some(1), comma).as_deref(),
            Some("在《某某通知》里：模板里的话,没有出处。")
        );
    }
}
