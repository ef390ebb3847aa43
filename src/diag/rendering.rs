//! A diagnostic → lines for people: level, code and sentence, the place, the line itself with carets, hints.
//!
//! The layout is our own, a few lines on `unicode-width`: annotate-snippets, the usual crate for it, was tried and
//! cannot cut a long line in front of the caret (a paragraph of 500 characters is one line here), nor put hints
//! without its English frame. Carets stand under the characters as terminals show them, two cells for a Chinese one.

use std::fmt::Write;

use unicode_width::UnicodeWidthChar;

use crate::diag::diagnostic::{Diagnostic, Level, Place, Span};
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;

/// How it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Text only.
    Plain,
    /// With terminal colours.
    Colour,
}

/// Cells of a source line shown before the caret and from it on, when the line is too long for both.
const BEFORE: usize = 36;
const AFTER: usize = 48;

/// One diagnostic, ending in a line end.
pub fn render(diagnostic: &Diagnostic, sources: &Sources, style: Style) -> String {
    let paint = Paint { style, level: diagnostic.level };
    let mut out = String::new();
    let word = level_word(diagnostic.level);
    let head = paint.level(&format!("{word}[{}]", diagnostic.code));
    let _ = writeln!(out, "{head}：{}", paint.bold(&diagnostic.message));
    let gutter = gutter(diagnostic, sources);
    place(&mut out, &diagnostic.place, &diagnostic.label, Marker::Caret, gutter, sources, paint);
    for related in &diagnostic.related {
        place(&mut out, &related.place, &related.message, Marker::Line, gutter, sources, paint);
    }
    let pad = " ".repeat(gutter + 1);
    if let Some(context) = &diagnostic.context {
        let _ = writeln!(out, "{pad}{} {context}", paint.frame("="));
    }
    for hint in &diagnostic.hints {
        // What is to be copied stands on lines of its own, as it is to stand in the file.
        let hint = hint.replace('\n', &format!("\n{pad}      "));
        let _ = writeln!(out, "{pad}{} {}：{hint}", paint.frame("="), paint.hint("怎么改"));
    }
    out
}

/// All findings in their order, a blank line between them, and the summary; empty if there is nothing to tell.
pub fn render_all(findings: &Findings, sources: &Sources, style: Style) -> String {
    let mut out = String::new();
    for diagnostic in &findings.list {
        out.push_str(&render(diagnostic, sources, style));
        out.push('\n');
    }
    if let Some(summary) = summary(findings) {
        out.push_str(&summary);
        out.push('\n');
    }
    out
}

/// “共 3 个错误、1 个警告”; `None` if there is nothing to tell.
pub fn summary(findings: &Findings) -> Option<String> {
    let parts: Vec<String> = [Level::Error, Level::Warning, Level::Info]
        .into_iter()
        .filter_map(|level| {
            let count = findings.list.iter().filter(|d| d.level == level).count();
            (count > 0).then(|| format!("{count} 个{}", level_word(level)))
        })
        .collect();
    (!parts.is_empty()).then(|| format!("共 {}", parts.join("、")))
}

/// 错误 / 警告 / 提示.
pub fn level_word(level: Level) -> &'static str {
    match level {
        Level::Error => "错误",
        Level::Warning => "警告",
        Level::Info => "提示",
    }
}

/// What stands under a stretch of the line: carets under the fault, dashes under what explains it.
#[derive(Clone, Copy)]
enum Marker {
    Caret,
    Line,
}

#[derive(Clone, Copy)]
struct Paint {
    style: Style,
    level: Level,
}

impl Paint {
    fn wrap(self, codes: &str, text: &str) -> String {
        match self.style {
            Style::Plain => text.to_owned(),
            Style::Colour => format!("\u{1b}[{codes}m{text}\u{1b}[0m"),
        }
    }

    fn level(self, text: &str) -> String {
        let codes = match self.level {
            Level::Error => "1;31",
            Level::Warning => "1;33",
            Level::Info => "1;36",
        };
        self.wrap(codes, text)
    }

    fn bold(self, text: &str) -> String {
        self.wrap("1", text)
    }

    fn frame(self, text: &str) -> String {
        self.wrap("34", text)
    }

    fn hint(self, text: &str) -> String {
        self.wrap("1;32", text)
    }

    fn marker(self, marker: Marker, text: &str) -> String {
        match marker {
            Marker::Caret => self.level(text),
            Marker::Line => self.frame(text),
        }
    }
}

/// Width of the column of line numbers, the same for all places of a diagnostic.
fn gutter(diagnostic: &Diagnostic, sources: &Sources) -> usize {
    std::iter::once(&diagnostic.place)
        .chain(diagnostic.related.iter().map(|related| &related.place))
        .filter_map(|place| match place {
            Place::Span(span) => Some(sources.line_column(span.source, span.start).line.to_string().len()),
            _ => None,
        })
        .max()
        .unwrap_or(1)
}

fn place(
    out: &mut String,
    place: &Place,
    label: &str,
    marker: Marker,
    gutter: usize,
    sources: &Sources,
    paint: Paint,
) {
    let pad = " ".repeat(gutter);
    let arrow = match marker {
        Marker::Caret => "-->",
        Marker::Line => ":::",
    };
    match place {
        Place::Nowhere if label.is_empty() => {}
        Place::Nowhere => {
            let _ = writeln!(out, "{pad} {} {label}", paint.frame("="));
        }
        Place::Path(path) => {
            let colon = if label.is_empty() { "" } else { "：" };
            let _ = writeln!(out, "{pad}{} {path}{colon}{label}", paint.frame(arrow));
        }
        Place::Span(span) => {
            let at = sources.line_column(span.source, span.start);
            let name = &sources.get(span.source).name;
            let arrow = paint.frame(arrow);
            let _ = match sources.special_words(*span) {
                Some(words) => writeln!(out, "{pad}{arrow} {name} {words}"),
                None => writeln!(out, "{pad}{arrow} {name}:{}:{}", at.line, at.column),
            };
            let excerpt = excerpt(&sources.get(span.source).text, *span);
            if excerpt.line.trim().is_empty() && label.is_empty() {
                return;
            }
            let bar = paint.frame("|");
            let number = paint.frame(&format!("{:>gutter$}", at.line));
            let sign = match marker {
                Marker::Caret => "^",
                Marker::Line => "-",
            };
            let signs = paint.marker(marker, &sign.repeat(excerpt.width));
            let space = if label.is_empty() { "" } else { " " };
            let label = paint.marker(marker, label);
            let _ = writeln!(out, "{pad} {bar}\n{number} {bar} {}", excerpt.line);
            let _ = writeln!(out, "{pad} {bar} {}{signs}{space}{label}", " ".repeat(excerpt.before));
        }
    }
}

/// A source line as shown, and where the marks stand under it, in cells.
struct Excerpt {
    line: String,
    before: usize,
    width: usize,
}

fn excerpt(text: &str, span: Span) -> Excerpt {
    let start = floor(text, span.start);
    let end = floor(text, span.end).max(start);
    let line_start = text[..start].rfind('\n').map_or(0, |i| i + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |i| start + i);
    let before = &text[line_start..start];
    let marked = &text[start..end.min(line_end)];
    let after = &text[start + marked.len()..line_end];
    let mut shown = String::new();
    let (before_shown, is_cut) =
        tail(before, BEFORE, cells(before) + cells(marked) + cells(after) > BEFORE + AFTER);
    if is_cut {
        shown.push('…');
    }
    shown.push_str(&before_shown);
    let before_width = cells(&shown);
    let (marked_shown, is_marked_cut) = head(marked, AFTER);
    shown.push_str(&marked_shown);
    let width = cells(&marked_shown).max(1);
    if is_marked_cut {
        shown.push('…');
    } else {
        let (after_shown, is_cut) = head(after, AFTER + BEFORE - before_width.min(BEFORE) - width.min(AFTER));
        shown.push_str(&after_shown);
        if is_cut {
            shown.push('…');
        }
    }
    Excerpt { line: shown.trim_end().to_owned(), before: before_width, width }
}

fn floor(text: &str, byte: usize) -> usize {
    let mut at = byte.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A character as it is shown: tabs as spaces, what a terminal would obey or hide as its code point.
fn shown(c: char) -> String {
    match c {
        '\t' => "    ".to_owned(),
        _ if is_hidden(c) => format!("<{:04X}>", u32::from(c)),
        _ => c.to_string(),
    }
}

/// Control and zero-width characters, and those that no font has.
fn is_hidden(c: char) -> bool {
    c.width().unwrap_or(0) == 0 || matches!(c, '\u{FDD0}'..='\u{FDEF}' | '\u{AD}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Cells of a text already in shown form, or of a source text as it would be shown.
fn cells(text: &str) -> usize {
    text.chars().map(shown_width).sum()
}

fn shown_width(c: char) -> usize {
    match c.width() {
        _ if c == '\t' => 4,
        _ if is_hidden(c) => shown(c).len(),
        width => width.unwrap_or(1),
    }
}

/// The start of a text up to so many cells, and whether something was cut off.
fn head(text: &str, most: usize) -> (String, bool) {
    let mut width = 0;
    let mut out = String::new();
    for c in text.chars() {
        width += shown_width(c);
        if width > most {
            return (out, true);
        }
        out.push_str(&shown(c));
    }
    (out, false)
}

/// The end of a text: all of it, or so many cells if the line `is_long`, and whether something was cut off.
fn tail(text: &str, most: usize, is_long: bool) -> (String, bool) {
    let mut width = 0;
    let mut from = text.len();
    for (at, c) in text.char_indices().rev() {
        width += shown_width(c);
        if is_long && width > most {
            break;
        }
        from = at;
    }
    (text[from..].chars().map(shown).collect(), from > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::sources::Cells;

    fn sample(sources: &mut Sources) -> Diagnostic {
        let text = "单位:\n\t名称：甲\u{200B}\n".to_owned() + &"长".repeat(200);
        let source = sources.add("资料.yaml", text);
        let first = Span { source, start: 0, end: 6 };
        Diagnostic::error("full-width-colon", Span { source, start: 15, end: 18 }, "全角冒号")
            .label("这里")
            .related(first, "属于这一项")
            .related(Place::Path("单位资料.yaml".into()), "引用了这个文件")
            .related(Span { source, start: 25, end: 625 }, "长行")
            .context("正在生成：实施方案")
            .hint("改成半角")
    }

    #[test]
    fn every_part_has_its_line() {
        let mut sources = Sources::default();
        let diagnostic = sample(&mut sources);
        insta::assert_snapshot!(render(&diagnostic, &sources, Style::Plain));
    }

    #[test]
    fn a_place_in_a_sheet_is_a_cell() {
        let mut sources = Sources::default();
        let cells =
            Cells { sheet: Some("台账".into()), rows: vec![11], columns: vec![1, 2], starts: vec![0, 10] };
        let source = sources.add_sheet("台账.xlsx", "健康讲座\n#REF!\n".into(), cells);
        let diagnostic =
            Diagnostic::error("error-cell", Span { source, start: 13, end: 18 }, "这一格是错误值")
                .hint("改好公式");
        insta::assert_snapshot!(render(&diagnostic, &sources, Style::Plain));
    }

    #[test]
    fn colours_add_nothing_but_colours() {
        let mut sources = Sources::default();
        let diagnostic = sample(&mut sources);
        let coloured = render(&diagnostic, &sources, Style::Colour);
        let mut plain = String::new();
        for (i, part) in coloured.split('\u{1b}').enumerate() {
            plain.push_str(if i == 0 { part } else { part.split_once('m').map_or(part, |(_, rest)| rest) });
        }
        assert_eq!(plain, render(&diagnostic, &sources, Style::Plain));
    }

    #[test]
    fn the_summary_counts_by_level() {
        let mut findings = Findings::default();
        assert_eq!(summary(&findings), None);
        findings.push(Diagnostic::warning("a", Place::Nowhere, "甲"));
        findings.push(Diagnostic::error("b", Place::Nowhere, "乙"));
        findings.push(Diagnostic::error("b", Place::Nowhere, "丙"));
        assert_eq!(summary(&findings).as_deref(), Some("共 2 个错误、1 个警告"));
    }
}
