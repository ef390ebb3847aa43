//! Template text → pieces (text, `{{ }}`, `{% %}`, `{# #}`) and the tokens inside tags, each with its bytes.
//!
//! Tera reads templates itself; this reading serves the static check and the marking of places, for which Tera has
//! no interface. Where the two could differ Tera's own error is told.

use std::ops::Range;

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceKind {
    /// Text outside tags.
    Text,
    /// `{{ … }}`
    Value,
    /// `{% … %}`
    Tag,
    /// `{# … #}`
    Comment,
}

/// A piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub kind: PieceKind,
    /// Its bytes with the braces.
    pub range: Range<usize>,
    /// Its bytes without braces and `-`.
    pub inner: Range<usize>,
    /// `{{-`: blanks before it go.
    pub trims_before: bool,
    /// `-}}`: blanks after it go.
    pub trims_after: bool,
}

/// A token inside a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind<'t> {
    /// A name.
    Name(&'t str),
    /// A text in quotes, without them.
    Text(&'t str),
    /// A number.
    Number(&'t str),
    /// Any other sign, of one or two characters.
    Sign(&'t str),
}

/// A token with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token<'t> {
    /// What it is.
    pub kind: TokenKind<'t>,
    /// Its bytes in the template.
    pub range: Range<usize>,
}

/// A tag that is never closed, a quote that is never closed, a character that no tag may hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LexFault {
    /// What is wrong.
    pub message: String,
    /// Where.
    pub range: Range<usize>,
    /// What to do.
    pub hint: &'static str,
}

/// Cuts a template into pieces.
pub fn pieces(text: &str) -> Result<Vec<Piece>, LexFault> {
    let mut list = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let opening = ["{{", "{%", "{#"].iter().filter_map(|open| text[at..].find(open)).min();
        let start = opening.map_or(text.len(), |found| at + found);
        if start > at {
            list.push(Piece {
                kind: PieceKind::Text,
                range: at..start,
                inner: at..start,
                trims_before: false,
                trims_after: false,
            });
        }
        let Some(open) = text[start..].get(..2) else { break };
        let (kind, close) = match open {
            "{{" => (PieceKind::Value, "}}"),
            "{%" => (PieceKind::Tag, "%}"),
            _ => (PieceKind::Comment, "#}"),
        };
        let trims_before = text[start + 2..].starts_with('-');
        let inner_start = start + 2 + usize::from(trims_before);
        let Some(length) = length_until(&text[inner_start..], close, kind) else {
            return Err(LexFault {
                message: format!("“{open}”没有对应的“{close}”"),
                range: start..start + 2,
                hint: "补上结束的括号；引号也要成对",
            });
        };
        let inner_end = inner_start + length;
        let end = inner_end + 2;
        let trims_after = text[inner_start..inner_end].ends_with('-');
        let inner = inner_start..inner_end - usize::from(trims_after);
        list.push(Piece { kind, range: start..end, inner, trims_before, trims_after });
        at = end;
    }
    Ok(list)
}

/// Bytes before the closing braces that stand outside quotes.
fn length_until(text: &str, close: &str, kind: PieceKind) -> Option<usize> {
    if kind == PieceKind::Comment {
        return text.find(close);
    }
    let mut quote = None;
    let mut escaped = false;
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match quote {
            Some(q) => {
                if c == q && !escaped {
                    quote = None;
                }
                escaped = c == '\\' && !escaped;
            }
            None if depth == 0 && text[at..].starts_with(close) => return Some(at),
            None => match c {
                '"' | '\'' | '`' => quote = Some(c),
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            },
        }
    }
    None
}

/// Signs of two characters.
const PAIRS: [&str; 9] = ["//", "**", "==", "!=", ">=", "<=", "</", "?.", "?["];

/// The tokens of a tag's inner text.
pub fn tokens(text: &str, inner: Range<usize>) -> Result<Vec<Token<'_>>, LexFault> {
    let mut list = Vec::new();
    let mut at = inner.start;
    while at < inner.end {
        let rest = &text[at..inner.end];
        let Some(first) = rest.chars().next() else { break };
        if first.is_ascii_whitespace() {
            at += 1;
            continue;
        }
        let (kind, length) = if matches!(first, '"' | '\'' | '`') {
            let length = quoted(rest, first).ok_or(LexFault {
                message: format!("引号“{first}”没有成对"),
                range: at..at + 1,
                hint: "补上另一个引号",
            })?;
            (TokenKind::Text(&rest[1..length - 1]), length)
        } else if first.is_ascii_alphabetic() || first == '_' {
            let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
            (TokenKind::Name(&rest[..length]), length)
        } else if first.is_ascii_digit() {
            let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
            (TokenKind::Number(&rest[..length]), length)
        } else if rest.starts_with("...") {
            (TokenKind::Sign(&rest[..3]), 3)
        } else if let Some(pair) = PAIRS.iter().find(|pair| rest.starts_with(**pair)) {
            (TokenKind::Sign(pair), 2)
        } else if "+-*/%!.,:~|=<>()[]{}@?".contains(first) {
            (TokenKind::Sign(&rest[..1]), 1)
        } else {
            return Err(LexFault {
                message: format!("标签里不能有“{first}”"),
                range: at..at + first.len_utf8(),
                hint: "变量名用英文字母；中文要加引号，标点用英文标点",
            });
        };
        list.push(Token { kind, range: at..at + length });
        at += length;
    }
    Ok(list)
}

/// Length of a quoted text with its quotes.
fn quoted(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if c == quote && !escaped {
            return Some(at + 1);
        }
        escaped = c == '\\' && !escaped;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_and_tokens_have_their_places() {
        let text = "甲{{- a.b | f(x=\"}}\") }}乙{# %} #}{% if x >= 1 -%}";
        let list = pieces(text).expect("sound");
        let kinds: Vec<_> = list.iter().map(|p| (p.kind, &text[p.inner.clone()])).collect();
        assert_eq!(
            kinds,
            [
                (PieceKind::Text, "甲"),
                (PieceKind::Value, " a.b | f(x=\"}}\") "),
                (PieceKind::Text, "乙"),
                (PieceKind::Comment, " %} "),
                (PieceKind::Tag, " if x >= 1 "),
            ]
        );
        let tokens = tokens(text, list[4].inner.clone()).expect("sound");
        let words: Vec<_> = tokens.iter().map(|t| &text[t.range.clone()]).collect();
        assert_eq!(words, ["if", "x", ">=", "1"]);
    }

    #[test]
    fn open_tags_and_quotes_are_faults() {
        assert_eq!(pieces("甲{{ a").expect_err("open").message, "“{{”没有对应的“}}”");
        assert_eq!(pieces("甲{% if a == \"x %}").expect_err("open").message, "“{%”没有对应的“%}”");
        let text = "{{ 甲 }}";
        let inner = pieces(text).expect("closed")[0].inner.clone();
        assert_eq!(tokens(text, inner).expect_err("Chinese").message, "标签里不能有“甲”");
    }
}
