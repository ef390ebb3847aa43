//! The skeleton of rendered text: what the template's author wrote, with one ideograph in the place of each value.
//!
//! Lines lose their indentation, so that four spaces are never code; blank lines are those that the author wrote,
//! and those that Markdown needs around tables, `:::` lines and a 正文 that stands alone on its line.

use crate::diag::diagnostic::Span;
use crate::markup::marks::{self, Piece, Value};

/// First of the ideographs that stand for values. None is assigned there, and the Markdown reader takes them for
/// Chinese characters, which decides whether `**` beside them opens or closes.
const FIRST_PLACEHOLDER: u32 = 0x34000;

/// Most values that one section may print.
pub const MOST_VALUES: usize = 0x3FFFD - 0x34000;

/// A skeleton with what was cut out of it.
#[derive(Debug, Default)]
pub struct Skeleton {
    /// Markdown.
    pub text: String,
    /// The values, by the number of their placeholder.
    pub values: Vec<Value>,
    /// Byte of `text` from which on the template's place with this number applies, ascending.
    places: Vec<(usize, usize)>,
    /// Byte at which each line of `text` begins.
    line_starts: Vec<usize>,
}

/// What one line holds while the skeleton is built.
#[derive(Default)]
struct Line {
    text: String,
    places: Vec<(usize, usize)>,
    after_blank: bool,
}

/// Part of a text between values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'s> {
    /// The author's characters.
    Static(&'s str),
    /// A value.
    Value(&'s Value),
}

impl Part<'_> {
    /// Its bytes in the skeleton.
    pub fn width(&self) -> usize {
        match self {
            Part::Static(text) => text.len(),
            Part::Value(_) => 4,
        }
    }
}

impl Skeleton {
    /// Builds the skeleton of rendered text; `None` if it has more than [`MOST_VALUES`] values.
    pub fn new(rendered: &str) -> Option<Self> {
        let mut skeleton = Self::default();
        let mut lines = Vec::new();
        let mut line = Line::default();
        for piece in marks::pieces(rendered) {
            match piece {
                Piece::Static(text) => {
                    let mut parts = text.split('\n');
                    line.text.push_str(parts.next().unwrap_or_default());
                    for part in parts {
                        close(&mut line, &mut lines);
                        line.text.push_str(part);
                    }
                }
                Piece::Value(value) => {
                    if skeleton.values.len() >= MOST_VALUES {
                        return None;
                    }
                    line.text.extend(char::from_u32(FIRST_PLACEHOLDER + skeleton.values.len() as u32));
                    skeleton.values.push(value);
                }
                Piece::Place(number) => line.places.push((line.text.len(), number)),
                Piece::BlankLine => {
                    close(&mut line, &mut lines);
                    line.after_blank = true;
                }
            }
        }
        close(&mut line, &mut lines);
        let mut previous: Option<&Line> = None;
        for line in &lines {
            if previous.is_some_and(|previous| skeleton.blank_between(previous, line)) {
                skeleton.line_starts.push(skeleton.text.len());
                skeleton.text.push('\n');
            }
            let start = skeleton.text.len();
            skeleton.line_starts.push(start);
            skeleton.places.extend(line.places.iter().map(|(at, number)| (start + at, *number)));
            skeleton.text.push_str(&line.text);
            skeleton.text.push('\n');
            previous = Some(line);
        }
        Some(skeleton)
    }

    fn blank_between(&self, upper: &Line, lower: &Line) -> bool {
        let in_table = |line: &Line| line.text.starts_with('|');
        let alone = |line: &Line| line.text.starts_with(":::") || self.lone_prose(&line.text).is_some();
        lower.after_blank || in_table(upper) != in_table(lower) || alone(upper) || alone(lower)
    }

    /// The 正文 that a text consists of.
    pub fn lone_prose(&self, text: &str) -> Option<&Value> {
        let mut chars = text.chars();
        let only = chars.next().filter(|_| chars.next().is_none())?;
        self.value_of(only).filter(|value| value.prose)
    }

    /// A text of the parsed skeleton with its values put back.
    pub fn parts<'s>(&'s self, text: &'s str) -> Vec<Part<'s>> {
        let mut parts = Vec::new();
        let mut start = 0;
        for (at, c) in text.char_indices() {
            let Some(value) = self.value_of(c) else { continue };
            if at > start {
                parts.push(Part::Static(&text[start..at]));
            }
            parts.push(Part::Value(value));
            start = at + c.len_utf8();
        }
        if start < text.len() {
            parts.push(Part::Static(&text[start..]));
        }
        parts
    }

    fn value_of(&self, c: char) -> Option<&Value> {
        let index = u32::from(c).checked_sub(FIRST_PLACEHOLDER)?;
        self.values.get(index as usize)
    }

    /// A line, counted from 1.
    pub fn line(&self, number: usize) -> &str {
        let start = self.line_starts.get(number.saturating_sub(1)).copied().unwrap_or(self.text.len());
        self.text[start..].lines().next().unwrap_or_default()
    }

    /// Where in the template a place of the skeleton stands (line and byte column from 1). A byte inside a piece of
    /// the template is found exactly; one inside a value is where the value is printed.
    pub fn span(&self, line: usize, column: usize, spans: &[Span]) -> Option<Span> {
        let at = self.line_starts.get(line.saturating_sub(1))? + column.saturating_sub(1);
        let before = self.places.partition_point(|(start, _)| *start <= at);
        let (start, number) = self.places.get(before.saturating_sub(1))?;
        let span = *spans.get(*number)?;
        let within = at.saturating_sub(*start);
        let exact =
            span.start + within < span.end && !self.text[*start..at.max(*start)].chars().any(is_placeholder);
        Some(if exact { Span { start: span.start + within, ..span } } else { span })
    }
}

/// Whether a character stands for a value.
fn is_placeholder(c: char) -> bool {
    (FIRST_PLACEHOLDER..=0x3FFFD).contains(&u32::from(c))
}

/// Ends a line: blanks at both ends go; one without text goes, too, but passes its blank line on.
fn close(line: &mut Line, lines: &mut Vec<Line>) {
    let blank = |c: char| c.is_whitespace() || c == '\u{3000}';
    line.text.truncate(line.text.trim_end_matches(blank).len());
    let indent = line.text.len() - line.text.trim_start_matches(blank).len();
    line.text.drain(..indent);
    for (at, _) in &mut line.places {
        *at = at.saturating_sub(indent);
    }
    if line.text.is_empty() {
        line.places.clear();
    } else {
        lines.push(std::mem::take(line));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(rendered: &str) -> String {
        Skeleton::new(rendered).expect("few values").text
    }

    #[test]
    fn only_blank_lines_that_were_written_part_paragraphs() {
        assert_eq!(text("甲\n\n   \n乙\n\u{FDD5}\n\n丙"), "甲\n乙\n\n丙\n");
        assert_eq!(text("    甲\n\t乙\n\u{3000}\u{3000}丙"), "甲\n乙\n丙\n");
    }

    #[test]
    fn tables_and_fences_stand_free() {
        assert_eq!(
            text("甲\n|a|\n|-|\n乙\n::: 换页\n:::\n丙"),
            "甲\n\n|a|\n|-|\n\n乙\n\n::: 换页\n\n:::\n\n丙\n"
        );
    }
}
