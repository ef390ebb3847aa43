//! Kinds of characters, and the characters beside a place.

use crate::paper::end_matter;

/// Chinese characters.
pub fn is_han(c: char) -> bool {
    end_matter::is_han(c)
}

/// The character before a byte.
pub fn before(text: &str, byte: usize) -> Option<char> {
    text[..byte].chars().next_back()
}

/// The character that begins at a byte.
pub fn at(text: &str, byte: usize) -> Option<char> {
    text[byte..].chars().next()
}

/// Digits of either width.
pub fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// Marks of full width.
pub fn is_full_mark(c: char) -> bool {
    "，。、；：？！“”‘’（）《》〈〉【】〔〕—…～·「」『』".contains(c)
}

/// The places where a text occurs in another, as ranges of bytes.
pub fn occurrences<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = std::ops::Range<usize>> + 'a {
    text.match_indices(word).map(move |(at, found)| at..at + found.len())
}
