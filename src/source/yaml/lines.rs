//! A text → its entries: each line that begins a key, a list item or a piece of text, with its column.
//!
//! This is a reading by lines, tolerant where a YAML parser stops. It understands quotes, block scalars, brackets
//! and comments just well enough to leave their insides alone: prose may contain anything. It decides nothing
//! about indentation (see [`super::structure`]).

use std::ops::Range;

use crate::source::yaml::fault::Fault;
use crate::source::yaml::values;

/// A line that begins something.
#[derive(Debug)]
pub struct Entry {
    /// The whole line, without its line end.
    pub line: Range<usize>,
    /// The blanks before it.
    pub indent: Range<usize>,
    /// The first of these blanks that is not an ASCII space.
    pub odd_blank: Option<(usize, char)>,
    /// The columns of the dashes before its content, outermost first.
    pub dashes: Vec<isize>,
    /// The column of its content.
    pub column: isize,
    /// Where its content begins.
    pub content: usize,
    /// What it seems to be.
    pub shape: Shape,
    /// What stands behind the key or, of a text, what the text is.
    pub value: ValueKind,
}

/// What an entry seems to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// `键:` and perhaps a value.
    Key {
        /// The key.
        key: Range<usize>,
    },
    /// Something that may be meant as a key, but that YAML reads as text.
    Almost {
        /// The key that it may be.
        key: Range<usize>,
        /// The colon and the blanks around it.
        colon: Range<usize>,
        /// What is wrong with the colon.
        why: Why,
    },
    /// `-甲`: a dash that lacks its space.
    TightDash,
    /// A dash with nothing after it.
    Bare,
    /// Anything else.
    Text,
}

/// Why an almost-key is not a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// `键：值`
    FullWidthColon,
    /// `键:值`
    NoSpace,
    /// `键:` followed by a full-width or other unusual blank.
    OddBlank,
}

/// What kind of value an entry begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueKind {
    /// Nothing: the value may stand on the lines below.
    Empty,
    /// Plain text: lines below that are further right continue it.
    Plain,
    /// Something complete in itself: quoted, bracketed, a block or an alias.
    Closed,
}

/// A blank that looks like a space but is none for YAML.
pub fn is_odd_blank(c: char) -> bool {
    matches!(c, '\t' | '\u{3000}' | '\u{A0}' | '\u{2002}' | '\u{2003}') || is_zero_width(c)
}

/// A blank that takes no room at all.
fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

/// Reads all lines; faults of values (quotes, brackets, special characters) go to `faults`.
pub fn entries(text: &str, faults: &mut Vec<Fault>) -> Vec<Entry> {
    let mut reader = Reader { text, at: 0, faults };
    let mut entries: Vec<Entry> = Vec::new();
    while let Some(line) = reader.next_line() {
        let content = &text[line.clone()];
        if content.starts_with("---") || content.starts_with("...") || content.starts_with('%') {
            // A document mark ends everything; text behind it is left to the parser.
            continue;
        }
        if let Some(entry) = reader.entry(line, entries.last()) {
            entries.push(entry);
        }
    }
    entries
}

/// The text with a position at the start of the next line to be read.
pub struct Reader<'a> {
    /// The whole text.
    pub text: &'a str,
    /// Start of the next line.
    pub at: usize,
    /// Where faults go.
    pub faults: &'a mut Vec<Fault>,
}

impl Reader<'_> {
    /// The next line without its line end.
    pub fn next_line(&mut self) -> Option<Range<usize>> {
        let line = self.peek_line()?;
        self.at = (line.end + 1).min(self.text.len());
        Some(line)
    }

    /// The same, staying where it is.
    pub fn peek_line(&self) -> Option<Range<usize>> {
        if self.at >= self.text.len() {
            return None;
        }
        let end = self.text[self.at..].find('\n').map_or(self.text.len(), |i| self.at + i);
        Some(self.at..end)
    }

    fn entry(&mut self, line: Range<usize>, previous: Option<&Entry>) -> Option<Entry> {
        let text = self.text;
        let (indent_end, mut column, odd_blank) = indentation(text, &line);
        let indent = line.start..indent_end;
        let mut content = indent_end;
        let mut dashes = Vec::new();
        while let Some(rest) = text[content..line.end].strip_prefix('-') {
            let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
            if blanks == 0 && !rest.is_empty() {
                break;
            }
            dashes.push(column);
            content += 1 + blanks;
            column += 1 + blanks as isize;
        }
        let rest = &text[content..line.end];
        if rest.is_empty() || rest.starts_with('#') {
            if dashes.is_empty() {
                return None;
            }
            let value = ValueKind::Empty;
            return Some(Entry {
                line,
                indent,
                odd_blank,
                dashes,
                column,
                content,
                shape: Shape::Bare,
                value,
            });
        }
        let continues = dashes.is_empty()
            && previous.is_some_and(|p| p.value == ValueKind::Plain && p.parent_column() < column);
        let (shape, value_at) = shape(text, content, line.end);
        let parent = match shape {
            Shape::Key { .. } | Shape::Almost { .. } => column,
            _ => dashes.last().copied().unwrap_or(-1),
        };
        let value = match shape {
            Shape::Text if continues => ValueKind::Plain,
            Shape::TightDash => ValueKind::Plain,
            // Whether it is a key at all is decided later; only what can be nothing but a value is read as one.
            Shape::Almost { .. } if !text[value_at..line.end].starts_with(['|', '>']) => {
                if text[value_at..line.end].trim().is_empty() { ValueKind::Empty } else { ValueKind::Plain }
            }
            _ => values::read(self, value_at, line.end, parent),
        };
        Some(Entry { line, indent, odd_blank, dashes, column, content, shape, value })
    }
}

impl Entry {
    /// The column that a continuation of this entry's value must exceed.
    pub fn parent_column(&self) -> isize {
        match self.shape {
            Shape::Key { .. } => self.column,
            // Text continues the key or the dash above it; its own column is a sure lower bound only with a dash.
            _ => self.dashes.last().copied().unwrap_or(-1),
        }
    }
}

/// End of the blanks at the start of a line, their width, and the first unusual one. A tab is as wide as two
/// spaces, the step in which such files are mostly indented; a full-width space too.
pub fn indentation(text: &str, line: &Range<usize>) -> (usize, isize, Option<(usize, char)>) {
    let mut column = 0;
    let mut odd = None;
    for (at, c) in text[line.clone()].char_indices() {
        match c {
            ' ' => column += 1,
            _ if is_odd_blank(c) => {
                odd = odd.or(Some((line.start + at, c)));
                column += match c {
                    '\u{A0}' => 1,
                    _ if is_zero_width(c) => 0,
                    _ => 2,
                };
            }
            _ => return (line.start + at, column, odd),
        }
    }
    (line.end, column, odd)
}

/// What a line's content is, and where its value begins.
fn shape(text: &str, content: usize, end: usize) -> (Shape, usize) {
    let rest = &text[content..end];
    let first = rest.chars().next().unwrap_or(' ');
    if first == '"' || first == '\'' {
        let Some(close) = values::closing_quote(text, content, end) else { return (Shape::Text, content) };
        return colon_at(text, content..close, end).unwrap_or((Shape::Text, content));
    }
    if matches!(first, '[' | '{' | '|' | '>' | '?' | '#') {
        return (Shape::Text, content);
    }
    if first == '-' && rest[1..].starts_with(|c: char| c.is_alphabetic() || is_odd_blank(c)) {
        return (Shape::TightDash, content);
    }
    let limit = values::comment_start(text, content, end);
    let mut almost = None;
    for (i, c) in text[content..limit].char_indices() {
        let at = content + i;
        if c != ':' && c != '：' {
            continue;
        }
        let found = colon_at(text, content..at, limit);
        match found {
            Some((Shape::Key { .. }, _)) => return almost.or(found).unwrap_or((Shape::Text, content)),
            Some(_) if almost.is_none() && is_keylike(&text[content..at]) => almost = found,
            _ => {}
        }
    }
    almost.unwrap_or((Shape::Text, content))
}

/// The shape of a line whose key is `key`, judged by the colon behind it, and where its value begins.
fn colon_at(text: &str, key: Range<usize>, end: usize) -> Option<(Shape, usize)> {
    let behind = &text[key.end..end];
    let colon = key.end + (behind.len() - behind.trim_start_matches(' ').len());
    let c = text[colon..end].chars().next().filter(|c| matches!(c, ':' | '：'))?;
    let after = colon + c.len_utf8();
    let blanks =
        text[after..end].len() - text[after..end].trim_start_matches(|c| c == ' ' || is_odd_blank(c)).len();
    let value = after + blanks;
    let why = match text[after..end].chars().next() {
        _ if c == '：' => Why::FullWidthColon,
        None | Some(' ' | '\t') => return Some((Shape::Key { key }, value)),
        Some(next) if is_odd_blank(next) => Why::OddBlank,
        // An address, a time or a path is no key.
        Some('/' | '\\') => return None,
        // Keys are Chinese; `label:x` in running text is none of ours.
        Some(_) if text[key.clone()].is_ascii() => return None,
        Some(_) => Why::NoSpace,
    };
    Some((Shape::Almost { key, colon: colon..value, why }, value))
}

/// Whether words can be a key: short, beginning with a letter, without punctuation of sentences.
pub fn is_keylike(words: &str) -> bool {
    let words = words.trim_matches(|c| c == ' ' || is_odd_blank(c)).trim_matches(['"', '\'']);
    words.starts_with(char::is_alphabetic)
        && words.chars().count() <= 16
        && words.chars().all(|c| {
            c.is_alphanumeric() || matches!(c, '_' | '-' | '（' | '）' | '(' | ')' | '/' | '.' | '·')
        })
}
