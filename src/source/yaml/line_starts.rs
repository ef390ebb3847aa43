//! Where each line of a text of several lines stands in the source, and how its lines are joined.
//!
//! Blocks, folded texts and escapes change blanks and line ends, but never the order of the other characters. So
//! the n-th visible character of the text is the n-th visible one of the source, and a line of the text begins
//! where its first visible character stands, less its own leading blanks.

use std::borrow::Cow;
use std::ops::Range;

use granit_parser::ScalarStyle as Style;

/// The start of each line of `text` in `source`, of which it covers `range`; empty if it is a single line.
pub fn line_starts(source: &str, range: &Range<usize>, text: &str, style: Style) -> Vec<usize> {
    let text = text.trim_end_matches('\n');
    if !text.contains('\n') {
        return Vec::new();
    }
    let mut seen = visible(source, range.clone(), style);
    let mut last = range.start;
    let mut starts: Vec<usize> = Vec::new();
    for line in text.split('\n') {
        let blanks = line.len() - line.trim_start().len();
        let mut count = line.chars().filter(|c| !c.is_whitespace()).count();
        if count == 0 {
            if starts.iter().all(|&start| start == range.start) {
                // The parser leaves blank lines at the top out of the range.
                starts.push(range.start);
                continue;
            }
            // A blank line stands at the start of the source line after the one before it.
            let next = source[last..range.end].find('\n').map_or(last, |i| last + i + 1);
            starts.push(next);
            last = next;
            continue;
        }
        let mut first = None;
        while count > 0 {
            let Some(at) = seen.next() else { break };
            first = first.or(Some(at));
            last = at;
            count -= 1;
        }
        let start = first.map_or(last, |at| at.saturating_sub(blanks).max(range.start));
        starts.push(floor(source, start));
    }
    starts
}

/// The text without the spaces that YAML puts where it joins lines, wherever they would stand between two Chinese
/// characters: Chinese is written without spaces, and nobody typed these.
pub fn without_fold_spaces<'a>(
    source: &str,
    range: &Range<usize>,
    text: &'a str,
    style: Style,
) -> Cow<'a, str> {
    if style == Style::Literal || !source[range.clone()].contains('\n') {
        return Cow::Borrowed(text);
    }
    let mut seen = visible(source, range.clone(), style);
    let mut out = String::with_capacity(text.len());
    let mut before: Option<(char, usize)> = None;
    let mut blanks = String::new();
    for c in text.chars() {
        if c.is_whitespace() {
            blanks.push(c);
            continue;
        }
        let at = seen.next().unwrap_or(range.end);
        let is_fold = blanks == " "
            && before.is_some_and(|(b, from)| {
                is_chinese(b) && is_chinese(c) && source.get(from..at).is_some_and(|gap| gap.contains('\n'))
            });
        if !is_fold {
            out.push_str(&blanks);
        }
        blanks.clear();
        out.push(c);
        before = Some((c, at));
    }
    out.push_str(&blanks);
    Cow::Owned(out)
}

/// Han characters and the full-width marks between them.
fn is_chinese(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}'
        | '\u{20000}'..='\u{3FFFF}' | '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

fn floor(source: &str, mut at: usize) -> usize {
    while !source.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The places of the characters of a scalar that are neither blank nor part of its notation.
fn visible(source: &str, range: Range<usize>, style: Style) -> impl Iterator<Item = usize> {
    let is_quoted = matches!(style, Style::SingleQuoted | Style::DoubleQuoted);
    let mut inner = range;
    if is_quoted {
        // A quote that a repair supplied is missing here.
        let written = &source[inner.clone()];
        inner.end -= usize::from(written.len() > 1 && written.ends_with(['"', '\'']));
        inner.start += usize::from(written.starts_with(['"', '\'']));
    }
    let mut at = inner.start;
    std::iter::from_fn(move || {
        while at < inner.end {
            let c = source[at..inner.end].chars().next()?;
            let start = at;
            at += c.len_utf8();
            match (style, c) {
                (Style::DoubleQuoted, '\\') => {
                    let escaped = source[at..inner.end].chars().next()?;
                    at += escaped.len_utf8();
                    at += match escaped {
                        'x' => 2,
                        'u' => 4,
                        'U' => 8,
                        _ => 0,
                    };
                    at = floor(source, at.min(inner.end));
                    if !matches!(
                        escaped,
                        'n' | 't' | 'r' | 'v' | 'f' | ' ' | '_' | 'N' | 'L' | 'P' | '\t' | '\n'
                    ) {
                        return Some(start);
                    }
                }
                (Style::SingleQuoted, '\'') => {
                    at += usize::from(source[at..inner.end].starts_with('\''));
                    return Some(start);
                }
                _ if c.is_whitespace() => {}
                _ => return Some(start),
            }
        }
        None
    })
}
