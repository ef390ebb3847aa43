//! The tree that all inputs are read into: each value with its place, scalars with the form they were written in.

use std::sync::Arc;

use crate::diag::diagnostic::Span;
use crate::source::picture::Picture;
use crate::source::table::Records;

/// How a scalar was written; only a plain one may be null, a number, a date or 是/否.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScalarStyle {
    /// Without quotes.
    Plain,
    /// In single or double quotes.
    Quoted,
    /// A `|` or `>` block.
    Block,
}

/// The text of one value, exactly as written (`1.50`, `0012`, `66,275`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    /// The text, unescaped and, for blocks, without the indentation.
    pub text: String,
    /// How it was written.
    pub style: ScalarStyle,
}

/// A key of a map with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The key's text.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// What a node holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// `键:` with nothing after it, `~` or `null`.
    Null,
    /// A single value.
    Scalar(Scalar),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping in the order written; keys are unique (a repeated key is reported by the reader and dropped).
    Map(Vec<(Key, Node)>),
    /// A sequence of mappings that stands in a table of its own: a line is an item, a head a key.
    Table(Arc<Records>),
    /// A picture from a file of its own.
    Picture(Arc<Picture>),
}

/// A value with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where it stands; of an alias, the alias; of an empty value, the key.
    pub span: Span,
    /// Where each line of a multi-line scalar begins in the source (byte offset of its first character), in
    /// order; empty for single-line scalars. It lets a fault in the third paragraph of a 正文 point there.
    pub line_starts: Vec<usize>,
}

impl Node {
    /// The rows of a table, as if they were written out.
    pub fn of_table(records: Records) -> Self {
        let span = records.span;
        Self { value: Value::Table(Arc::new(records)), span, line_starts: Vec::new() }
    }

    /// The node under a key of a map.
    pub fn get(&self, key: &str) -> Option<&Node> {
        match &self.value {
            Value::Map(entries) => entries.iter().find(|(k, _)| k.text == key).map(|(_, node)| node),
            _ => None,
        }
    }

    /// What it is, in the user's words: 文字 / 列表 / 一组“键: 值” / 空.
    pub fn kind_in_words(&self) -> &'static str {
        match self.value {
            Value::Null => "空",
            Value::Scalar(_) => "一段文字",
            Value::List(_) | Value::Table(_) => "列表",
            Value::Map(_) => "一组“键: 值”",
            Value::Picture(_) => "一张图片",
        }
    }
}

/// Without blanks at either end, full-width ones included.
pub fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || c == '\u{3000}')
}
