//! 短语 and 正文, 是/否, choices and the user's own keys: the texts of a record with their places.

use std::collections::BTreeMap;

use crate::diag::diagnostic::{Diagnostic, Span};
use crate::diag::nearest::nearest;
use crate::model::date;
use crate::model::number;
use crate::model::reader::{FieldValue, Reader};
use crate::model::shape::Shape;
use crate::model::view::View;
use crate::source::node::{Node, Scalar, ScalarStyle, Value, trim};
use crate::source::table::rows;

/// 短语: one line, literal, never blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// The text, trimmed.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

impl AsRef<str> for Phrase {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

/// 正文: the user's own prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose {
    /// Its paragraphs, at least one, none blank.
    pub paragraphs: Vec<Phrase>,
}

/// 是 / 否.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flag(pub bool);

/// Keys of the user's own under 其他.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Free(pub BTreeMap<String, View>);

/// Where the text of a value stands, without its quotes.
fn inside(node: &Node, scalar: &Scalar) -> Span {
    let Span { start, end, .. } = node.span;
    if scalar.style == ScalarStyle::Quoted && end - start == scalar.text.len() + 2 {
        Span { start: start + 1, end: end - 1, ..node.span }
    } else {
        node.span
    }
}

impl FieldValue for Phrase {
    fn shape() -> Shape {
        Shape::Phrase
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let scalar = reader.scalar(node, "一行文字")?;
        let text = trim(&scalar.text);
        if text.is_empty() {
            reader.report(
                Diagnostic::error("empty-value", node.span, "这里只有引号或空格，没有内容")
                    .hint("写上内容，不需要就把这一行删去"),
            );
            return None;
        }
        if text.contains('\n') {
            reader.report(
                Diagnostic::error("wrong-type", node.span, "这里应为一行文字，写的却有好几行")
                    .hint("合成一行；要分段的内容请写在“正文”里"),
            );
            return None;
        }
        if text.contains('\t') {
            reader.report(
                Diagnostic::error("tab-in-text", node.span, "这里的文字中间有 Tab（制表符）")
                    .hint("多半是从表格里复制带来的；删去，或者改成顿号、逗号"),
            );
            return None;
        }
        if scalar.style == ScalarStyle::Plain {
            number::refuse_lost_form(text, node.span, reader)?;
        }
        date::check_dates_in(text, inside(node, scalar), reader);
        Some(Self { text: text.to_owned(), span: node.span })
    }

    fn view(&self) -> Option<View> {
        Some(View::Text(self.text.clone()))
    }

    fn phrases(&self, see: &mut dyn FnMut(&Phrase)) {
        see(self);
    }
}

impl FieldValue for Prose {
    fn shape() -> Shape {
        Shape::Prose
    }

    /// Each line is a paragraph; a list gives one or more paragraphs an item. Blank lines separate nothing.
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let mut paragraphs = Vec::new();
        let nodes: Vec<&Node> = match &node.value {
            Value::List(items) => items.iter().collect(),
            _ => vec![node],
        };
        let mut sound = true;
        for item in nodes {
            let Some(scalar) = reader.scalar(item, "正文（一段或几段文字）") else {
                sound = false;
                continue;
            };
            for (index, line) in scalar.text.split('\n').enumerate() {
                let text = trim(line);
                if text.is_empty() {
                    continue;
                }
                let span = item.line_starts.get(index).map_or(item.span, |&start| Span {
                    source: item.span.source,
                    start,
                    end: (start + line.trim_end().len()).min(item.span.end.max(start + 1)),
                });
                let span = if item.line_starts.is_empty() { inside(item, scalar) } else { span };
                date::check_dates_in(text, span, reader);
                paragraphs.push(Phrase { text: text.to_owned(), span });
            }
        }
        if paragraphs.is_empty() {
            if sound {
                reader.report(
                    Diagnostic::error("empty-value", node.span, "这里应有正文，却没有内容")
                        .hint("写上内容，不需要就把这一行删去"),
                );
            }
            return None;
        }
        Some(Self { paragraphs })
    }

    fn view(&self) -> Option<View> {
        Some(View::Prose(self.paragraphs.iter().map(|p| p.text.clone()).collect()))
    }

    fn paragraphs(&self, see: &mut dyn FnMut(&Phrase)) {
        self.paragraphs.iter().for_each(see);
    }

    fn phrases(&self, see: &mut dyn FnMut(&Phrase)) {
        self.paragraphs.iter().for_each(see);
    }
}

impl Flag {
    /// The words that it is written with.
    pub const WORDS: &[&str] = &["是", "否", "有", "无", "不"];
}

impl FieldValue for Flag {
    fn shape() -> Shape {
        Shape::Flag
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let scalar = reader.scalar(node, "“是”或“否”")?;
        match scalar.text.trim() {
            "是" | "true" | "True" | "有" => Some(Self(true)),
            "否" | "false" | "False" | "无" | "不" => Some(Self(false)),
            other => {
                let message = format!("这里应为“是”或“否”，写的却是“{other}”");
                reader.report(Diagnostic::error("wrong-choice", node.span, message).hint("改成“是”或“否”"));
                None
            }
        }
    }

    fn view(&self) -> Option<View> {
        Some(View::Flag(self.0))
    }
}

impl FieldValue for Free {
    fn shape() -> Shape {
        Shape::Free
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            reader.wrong_type(node, "一组“键: 值”", "每行写“键: 值”，键由自己定");
            return None;
        };
        let mut map = BTreeMap::new();
        for (key, value) in entries {
            if let Some(view) = free_view(value, reader) {
                map.insert(key.text.clone(), view);
            }
        }
        Some(Self(map))
    }

    fn view(&self) -> Option<View> {
        Some(View::Map(self.0.clone()))
    }
}

fn free_view(node: &Node, reader: &mut Reader<'_>) -> Option<View> {
    match &node.value {
        Value::Null => {
            reader.report(
                Diagnostic::error("empty-value", node.span, "这里没有内容")
                    .hint("写上内容，不需要就把这一行删去"),
            );
            None
        }
        Value::Scalar(scalar) if scalar.text.trim().contains('\n') => Prose::read(node, reader)?.view(),
        Value::Scalar(_) => Phrase::read(node, reader)?.view(),
        Value::List(items) => {
            Some(View::List(items.iter().filter_map(|item| free_view(item, reader)).collect()))
        }
        Value::Table(table) => free_view(&rows::nodes(table), reader),
        Value::Picture(_) => None,
        Value::Map(_) => Free::read(node, reader)?.view(),
    }
}

/// 资料 of one 文稿: keys of the workbook that this document has otherwise. It is read with the workbook around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnData(pub Node);

impl FieldValue for OwnData {
    fn shape() -> Shape {
        Shape::Free
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            reader.wrong_type(
                node,
                "一组“键: 值”",
                "每行写资料里的一个键，例如：\n  活动: {名称: 2013年卫生工作}",
            );
            return None;
        };
        if let Some((key, _)) = entries.iter().find(|(key, _)| matches!(key.text.as_str(), "文稿" | "引用"))
        {
            let message = format!("文稿自己的“资料”里不能再写“{}”", key.text);
            reader.report(
                Diagnostic::error("unknown-key", key.span, message).hint("写到资料的最外层，与“文稿”并列"),
            );
            return None;
        }
        Some(Self(node.clone()))
    }

    fn view(&self) -> Option<View> {
        None
    }
}

/// A value with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T: FieldValue> FieldValue for Placed<T> {
    fn shape() -> Shape {
        T::shape()
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        Some(Self { value: T::read(node, reader)?, span: node.span })
    }

    fn view(&self) -> Option<View> {
        self.value.view()
    }
}

/// Reads one of `words`; the fault names the nearest.
pub fn choice<T: Copy>(
    node: &Node,
    words: &[&'static str],
    values: &[T],
    reader: &mut Reader<'_>,
) -> Option<T> {
    let text = trim(&reader.scalar(node, "一个词")?.text);
    if let Some(index) = words.iter().position(|w| *w == text) {
        return Some(values[index]);
    }
    let mut diagnostic =
        Diagnostic::error("wrong-choice", node.span, format!("“{text}”不在可选的词里：{}", words.join("、")));
    diagnostic = diagnostic.meant(nearest(text, words.iter().copied()));
    reader.report(diagnostic.hint(format!("从这些词里选一个：{}", words.join("、"))));
    None
}

/// Declares an enumeration that is written as one of a few Chinese words.
#[macro_export]
macro_rules! choice {
    ($(#[$meta:meta])* pub enum $name:ident { $($variant:ident = $word:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name { $(#[doc = concat!($word, "。")] $variant,)* }

        impl $name {
            /// The words, in the order of the variants.
            pub const WORDS: &'static [&'static str] = &[$($word,)*];

            /// The word.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }

        impl $crate::model::reader::FieldValue for $name {
            fn shape() -> $crate::model::shape::Shape {
                $crate::model::shape::Shape::Choice(Self::WORDS)
            }

            fn read(node: &$crate::source::node::Node, reader: &mut $crate::model::reader::Reader<'_>) -> Option<Self> {
                $crate::model::text::choice(node, Self::WORDS, &[$(Self::$variant,)*], reader)
            }

            fn view(&self) -> Option<$crate::model::view::View> {
                Some($crate::model::view::View::Text(self.word().to_owned()))
            }
        }
    };
}
