//! Template text as written → the text that Tera reads, with the marks of places and blank lines.
//!
//! A line that holds nothing but `{% … %}` and `{# … #}` leaves no trace, neither blanks nor a line end; a blank line
//! is marked, so that only those that the author wrote part paragraphs. `{%-` and `-%}` are carried out here.

use std::fmt::Write as _;
use std::ops::Range;

use crate::diag::diagnostic::Span;
use crate::markup::marks::{BLANK_LINE, PLACE_CLOSE, PLACE_OPEN};
use crate::template::fault::span_in;
use crate::template::lexer::{Piece, PieceKind};

/// A template prepared for Tera.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    /// What Tera reads.
    pub text: String,
    /// Byte of `text` and byte of the template, ascending: from here on both run together.
    anchors: Vec<(usize, usize)>,
}

impl Prepared {
    /// The byte of the template that a byte of the prepared text came from.
    pub fn original(&self, byte: usize) -> usize {
        let index = self.anchors.partition_point(|(prepared, _)| *prepared <= byte);
        match self.anchors.get(index.saturating_sub(1)) {
            Some((prepared, original)) => original + byte.saturating_sub(*prepared),
            None => byte,
        }
    }
}

/// A part of one line.
struct Segment {
    range: Range<usize>,
    kind: PieceKind,
    marked: bool,
}

/// Prepares a template. `whole` is its span; the spans of its parts are added to `places`, their index is the number
/// in the text.
pub fn prepare(text: &str, pieces: &[Piece], whole: Span, exact: bool, places: &mut Vec<Span>) -> Prepared {
    let place = |range| span_in(whole, exact, range);
    let mut prepared = Prepared { text: String::with_capacity(text.len() * 2), anchors: Vec::new() };
    let mut line: Vec<Segment> = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        if piece.kind != PieceKind::Text {
            let marked = !piece.trims_before && piece.kind == PieceKind::Value;
            line.push(Segment { range: piece.range.clone(), kind: piece.kind, marked });
            continue;
        }
        let range = trimmed(text, pieces, index);
        let mut start = range.start;
        for (number, part) in text[range].split('\n').enumerate() {
            if number > 0 {
                emit(text, &mut line, &mut prepared, &place, places, "\n");
            }
            if !part.is_empty() {
                line.push(Segment { range: start..start + part.len(), kind: PieceKind::Text, marked: true });
            }
            start += part.len() + 1;
        }
    }
    emit(text, &mut line, &mut prepared, &place, places, "");
    prepared
}

/// The bytes of a text piece without the blanks that `-` in its neighbours takes away.
fn trimmed(text: &str, pieces: &[Piece], index: usize) -> Range<usize> {
    let Range { mut start, mut end } = pieces[index].range.clone();
    if index > 0 && pieces[index - 1].trims_after {
        start = end - text[start..end].trim_start().len();
    }
    if pieces.get(index + 1).is_some_and(|next| next.trims_before) {
        end = start + text[start..end].trim_end().len();
    }
    start..end
}

fn emit(
    text: &str,
    line: &mut Vec<Segment>,
    prepared: &mut Prepared,
    place: &dyn Fn(Range<usize>) -> Span,
    places: &mut Vec<Span>,
    line_end: &str,
) {
    let blank = |segment: &Segment| match segment.kind {
        PieceKind::Text => text[segment.range.clone()].trim().is_empty(),
        PieceKind::Value => false,
        PieceKind::Tag | PieceKind::Comment => true,
    };
    let tags = line.iter().any(|segment| segment.kind != PieceKind::Text);
    let leaves_nothing = line.iter().all(blank);
    for segment in line.drain(..) {
        let part = &text[segment.range.clone()];
        match segment.kind {
            PieceKind::Comment => {}
            PieceKind::Text if leaves_nothing => {}
            PieceKind::Text | PieceKind::Value if segment.marked && !part.trim().is_empty() => {
                let blanks = part.len() - part.trim_start().len();
                copy(part, 0..blanks, segment.range.start, prepared);
                let span = place(segment.range.start + blanks..segment.range.end);
                write!(prepared.text, "{PLACE_OPEN}{}{PLACE_CLOSE}", places.len()).expect("strings take all");
                places.push(span);
                copy(part, blanks..part.len(), segment.range.start, prepared);
            }
            _ => copy(part, 0..part.len(), segment.range.start, prepared),
        }
        if segment.kind == PieceKind::Tag && is_loop(part) {
            // Each round writes at least this mark, so that a loop without end meets the bound on the text, and the
            // last mark says which loop it was.
            write!(prepared.text, "{PLACE_OPEN}{}{PLACE_CLOSE}", places.len()).expect("strings take all");
            places.push(place(segment.range));
        }
    }
    if !leaves_nothing {
        prepared.text.push_str(line_end);
    } else if !tags && !line_end.is_empty() {
        prepared.text.push(BLANK_LINE);
        prepared.text.push_str(line_end);
    }
}

/// Whether a tag is `{% for … %}`.
fn is_loop(tag: &str) -> bool {
    tag.trim_start_matches(['{', '%', '-'])
        .trim_start()
        .strip_prefix("for")
        .is_some_and(|rest| rest.starts_with(char::is_whitespace))
}

fn copy(part: &str, range: Range<usize>, start: usize, prepared: &mut Prepared) {
    if !range.is_empty() {
        prepared.anchors.push((prepared.text.len(), start + range.start));
        prepared.text.push_str(&part[range]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::sources::SourceId;
    use crate::template::lexer;

    fn prepared(text: &str) -> Prepared {
        let whole = Span { source: SourceId(0), start: 0, end: text.len() };
        prepare(text, &lexer::pieces(text).expect("sound"), whole, true, &mut Vec::new())
    }

    fn shown(text: &str) -> String {
        let mut out = String::new();
        let mut in_place = false;
        for c in prepared(text).text.chars() {
            match c {
                PLACE_OPEN => in_place = true,
                PLACE_CLOSE => in_place = false,
                BLANK_LINE => out.push('¶'),
                _ if in_place => {}
                c => out.push(c),
            }
        }
        out
    }

    #[test]
    fn a_line_of_tags_leaves_nothing_and_a_blank_line_is_marked() {
        assert_eq!(
            shown("甲\n  {% if x %} {# 注 #}\n乙{% endif %}\n\n{{ c }}\n{% for a in b %}\n"),
            "甲\n{% if x %}乙{% endif %}\n¶\n{{ c }}\n{% for a in b %}"
        );
        assert_eq!(shown("甲 \n\n{%- if x -%}\n 乙\n{% endif %}丙"), "甲{%- if x -%}乙\n{% endif %}丙");
    }

    #[test]
    fn every_byte_finds_its_origin() {
        let text = "甲乙\n{% if x %}\n  丙{{ y }}\n{% endif %}\n\n丁";
        let prepared = prepared(text);
        for needle in ["乙", "if x", "丙", "y }}", "丁", "endif"] {
            let at = prepared.text.find(needle).expect(needle);
            assert_eq!(prepared.original(at), text.find(needle).expect(needle), "{needle}");
        }
    }
}
