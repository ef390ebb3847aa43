//! Reads nodes into records and collects every fault on the way.

use std::fmt::Write as _;

use crate::diag::diagnostic::{Diagnostic, Span};
use crate::diag::findings::Findings;
use crate::diag::nearest::nearest;
use crate::model::shape::{RecordShape, Shape};
use crate::model::text::Phrase;
use crate::model::view::View;
use crate::source::node::{Key, Node, Scalar, Value, trim};
use crate::source::yaml;

/// A type that a field may have.
pub trait FieldValue: Sized {
    /// Its shape, for the field table.
    fn shape() -> Shape;

    /// Reads it; on a fault tells the reader and returns `None`.
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self>;

    /// What templates see; `None` if there is nothing to see.
    fn view(&self) -> Option<View>;

    /// Shows every paragraph of 正文 in it, with its place.
    fn paragraphs(&self, _see: &mut dyn FnMut(&Phrase)) {}

    /// Shows every text in it, 短语 and paragraphs of 正文, with its place.
    fn phrases(&self, _see: &mut dyn FnMut(&Phrase)) {}
}

/// A field as a struct holds it: the value, an `Option` or a `Vec` of it.
pub trait FieldSlot {
    /// What templates see; `None` leaves the field out.
    fn slot_view(&self) -> Option<View>;

    /// Shows every paragraph of 正文 in it.
    fn slot_paragraphs(&self, see: &mut dyn FnMut(&Phrase));

    /// Shows every text in it.
    fn slot_phrases(&self, see: &mut dyn FnMut(&Phrase));
}

impl<T: FieldValue> FieldSlot for T {
    fn slot_view(&self) -> Option<View> {
        self.view()
    }

    fn slot_paragraphs(&self, see: &mut dyn FnMut(&Phrase)) {
        self.paragraphs(see);
    }

    fn slot_phrases(&self, see: &mut dyn FnMut(&Phrase)) {
        self.phrases(see);
    }
}

impl<T: FieldValue> FieldSlot for Option<T> {
    fn slot_view(&self) -> Option<View> {
        self.as_ref().and_then(FieldValue::view)
    }

    fn slot_paragraphs(&self, see: &mut dyn FnMut(&Phrase)) {
        if let Some(value) = self {
            value.paragraphs(see);
        }
    }

    fn slot_phrases(&self, see: &mut dyn FnMut(&Phrase)) {
        if let Some(value) = self {
            value.phrases(see);
        }
    }
}

impl<T: FieldValue> FieldSlot for Vec<T> {
    fn slot_view(&self) -> Option<View> {
        if self.is_empty() {
            None
        } else {
            Some(View::List(self.iter().filter_map(FieldValue::view).collect()))
        }
    }

    fn slot_paragraphs(&self, see: &mut dyn FnMut(&Phrase)) {
        for value in self {
            value.paragraphs(see);
        }
    }

    fn slot_phrases(&self, see: &mut dyn FnMut(&Phrase)) {
        for value in self {
            value.phrases(see);
        }
    }
}

/// Collects faults while records are read.
pub struct Reader<'a> {
    /// Where faults go.
    pub findings: &'a mut Findings,
}

/// The entries of a map that belong to a record, or the one value that a shorthand stands for.
pub struct Entries<'n> {
    record: &'static RecordShape,
    span: Span,
    list: Vec<(Option<&'n Key>, &'static str, &'n Node)>,
}

impl Reader<'_> {
    /// Adds a fault.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.findings.push(diagnostic);
    }

    /// A fault of type: what stands there and what was expected.
    pub fn wrong_type(&mut self, node: &Node, expected: &str, hint: &str) {
        let message = match &node.value {
            Value::Null => "这里没有内容".to_owned(),
            _ => format!("这里应为{expected}，写的却是{}", node.kind_in_words()),
        };
        let code = if matches!(node.value, Value::Null) { "empty-value" } else { "wrong-type" };
        let mut diagnostic = Diagnostic::error(code, node.span, message);
        if let Value::Scalar(scalar) = &node.value
            && let Some((key, _)) = yaml::full_width_key(&scalar.text)
        {
            diagnostic = diagnostic.hint(format!("“{key}”后面的冒号改成英文冒号，再空一格：“{key}: ……”"));
        }
        self.report(diagnostic.hint(hint));
    }

    /// The scalar of a node, or a fault.
    pub fn scalar<'n>(&mut self, node: &'n Node, expected: &str) -> Option<&'n Scalar> {
        match &node.value {
            Value::Scalar(scalar) => Some(scalar),
            _ => {
                self.wrong_type(node, expected, &format!("改写成{expected}；多条内容才用“- ”分行列出"));
                None
            }
        }
    }

    /// Splits a node into the fields of a record; unknown keys are reported here.
    pub fn entries<'n>(&mut self, node: &'n Node, record: &'static RecordShape) -> Option<Entries<'n>> {
        let list = match &node.value {
            Value::Map(map) => {
                let mut list = Vec::with_capacity(map.len());
                for (key, value) in map {
                    match record.by_key(&key.text) {
                        Some(field) => list.push((Some(key), field.key, value)),
                        None => self.unknown_key(key, record),
                    }
                }
                list
            }
            Value::Scalar(_) if record.text_goes_to.is_some() => {
                vec![(None, record.text_goes_to.expect("tested"), node)]
            }
            Value::List(_) if record.list_goes_to.is_some() => {
                vec![(None, record.list_goes_to.expect("tested"), node)]
            }
            _ => {
                let hint = match &node.value {
                    Value::List(items) if matches!(items.as_slice(), [Node { value: Value::Map(_), .. }]) => {
                        format!("“{}”只写一组，去掉前面的“- ”，各行对齐", record.name)
                    }
                    _ => format!("换行写，每行一个键，比上一级往右缩进两格，例如：\n{}", sample(record)),
                };
                self.wrong_type(node, &format!("一组“键: 值”（{}）", record.name), &hint);
                return None;
            }
        };
        Some(Entries { record, span: node.span, list })
    }

    fn unknown_key(&mut self, key: &Key, record: &'static RecordShape) {
        let mut diagnostic = Diagnostic::error(
            "unknown-key",
            key.span,
            format!("“{}”里没有“{}”这个键", record.name, key.text),
        );
        diagnostic = match nearest(&key.text, record.fields.iter().map(|f| f.key)) {
            Some(near) => {
                self.findings.unread(near);
                let hint = diagnostic.label(format!("是否应为“{near}”")).hint(format!("改成“{near}”"));
                if record.by_key("其他").is_some() {
                    hint.hint("如果是自己添加的内容，放到“其他”下面")
                } else {
                    hint
                }
            }
            None if key.text.bytes().all(|b| b.is_ascii_digit()) => diagnostic.hint(
                "括号里的逗号把一个数分成了两项：66,275 这样的数写成 \"66,275\"（加英文引号）或者 66275",
            ),
            None => diagnostic.hint(format!("可用的键有：{}", first_keys(record))),
        };
        self.report(diagnostic);
    }

    /// Reads a field that must be there.
    pub fn required<T: FieldValue>(&mut self, entries: &Entries<'_>, key: &'static str) -> Option<T> {
        match entries.find(key) {
            Some((_, node)) => {
                if self.is_null(entries, key) {
                    return None;
                }
                let value = T::read(node, self);
                self.noted(key, value)
            }
            None => {
                let field = entries.record.by_key(key).expect("the macro lists its own keys");
                let message = format!("“{}”缺少“{key}”（{}）", entries.record.name, field.meaning);
                let fault = Diagnostic::error("missing-field", entries.span, message).absent(key);
                self.report(if self.findings.in_sheet(entries.span) {
                    fault.hint(match (field.shape)() {
                        Shape::Record(_) => format!("加一张工作表“{key}”，或者用“引用”从别的资料里读进来"),
                        _ => format!("在“{key}”那一格填上，例如：{}", field.example),
                    })
                } else {
                    fault
                        .label(format!("“{}”从这里写起，里面没有“{key}”", entries.record.name))
                        .hint(format!("加一行，例如：{key}: {}", field.example))
                });
                None
            }
        }
    }

    /// Reads a field that may be absent. The outer `Option` is always `Some`: a faulty value is reported and left
    /// out, so that the rest of the record is still read.
    pub fn optional<T: FieldValue>(&mut self, entries: &Entries<'_>, key: &'static str) -> Option<Option<T>> {
        match entries.find(key) {
            Some((_, node)) if !self.is_null(entries, key) => {
                let value = T::read(node, self);
                Some(self.noted(key, value))
            }
            _ => Some(None),
        }
    }

    /// Reads a list; a single value that is no list counts as a list of one.
    pub fn many<T: FieldValue>(&mut self, entries: &Entries<'_>, key: &'static str) -> Option<Vec<T>> {
        let Some((_, node)) = entries.find(key) else { return Some(Vec::new()) };
        if self.is_null(entries, key) {
            return Some(Vec::new());
        }
        Some(match &node.value {
            Value::List(items) => items
                .iter()
                .filter_map(|item| {
                    let value = self.item(item, key);
                    self.noted(key, value)
                })
                .collect(),
            Value::Map(_) if matches!(T::shape(), Shape::Record(record) if !record.stands_alone) => {
                self.wrong_type(
                    node,
                    "列表",
                    &format!("“{key}”下面每一条的第一行前面加“- ”（减号和空格），其余各行与第一行的字对齐"),
                );
                self.findings.unread(key);
                Vec::new()
            }
            Value::Scalar(scalar) if in_full_width_brackets(&scalar.text) => {
                self.report(
                    Diagnostic::error(
                        "wrong-type",
                        node.span,
                        format!("“{key}”要写几条，方括号和逗号写成了全角"),
                    )
                    .hint("用半角写成 [甲, 乙]，或者每条一行，前面写“- ”"),
                );
                self.findings.unread(key);
                Vec::new()
            }
            _ => {
                let value = T::read(node, self);
                self.noted(key, value).into_iter().collect()
            }
        })
    }

    /// A value as it was read; if it could not be, its key is noted.
    fn noted<T>(&mut self, key: &str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.findings.unread(key);
        }
        value
    }

    fn item<T: FieldValue>(&mut self, item: &Node, key: &str) -> Option<T> {
        if matches!(item.value, Value::Null) {
            self.report(
                Diagnostic::error("empty-value", item.span, format!("“{key}”里有一条是空的"))
                    .hint("在“- ”后面写内容，或者删去这一行"),
            );
            return None;
        }
        T::read(item, self)
    }

    fn is_null(&mut self, entries: &Entries<'_>, key: &str) -> bool {
        let Some((written, node)) = entries.find(key) else { return false };
        let blank = match &node.value {
            Value::Null => true,
            Value::Scalar(scalar) => trim(&scalar.text).is_empty(),
            _ => false,
        };
        if !blank {
            return false;
        }
        self.findings.unread(key);
        let place = written.map_or(node.span, |k| k.span);
        let field = entries.record.by_key(key).expect("entries hold known keys only");
        let mut hint = format!("在冒号后面写内容，例如：{key}: {}", field.example);
        if !field.required {
            let _ = write!(hint, "；不需要就把这一行删去");
        }
        self.report(Diagnostic::error("empty-value", place, format!("“{key}”后面没有内容")).hint(hint));
        true
    }
}

impl<'n> Entries<'n> {
    /// The written key (none for a shorthand) and value of a field.
    pub fn find(&self, key: &str) -> Option<(Option<&'n Key>, &'n Node)> {
        self.list.iter().find(|(_, k, _)| *k == key).map(|(written, _, node)| (*written, *node))
    }
}

/// `［甲，乙］` and `【甲，乙】` where a list is meant.
fn in_full_width_brackets(text: &str) -> bool {
    let text = trim(text);
    let inside = |open: char, close: char| text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
    let inner =
        inside('［', '］').or_else(|| inside('【', '】').filter(|inner| !inner.contains(['(', '（'])));
    inner.is_some_and(|inner| inner.contains(['，', ',']) && !inner.contains(['【', '】']))
}

/// A few fields of a record as they are written: those that must be there, or else the first.
fn sample(record: &RecordShape) -> String {
    let needed = record.fields.iter().filter(|field| field.required);
    let fields: Vec<_> = if record.fields.iter().any(|field| field.required) {
        needed.collect()
    } else {
        record.fields.iter().take(2).collect()
    };
    fields.iter().map(|field| format!("  {}: {}", field.key, field.example)).collect::<Vec<_>>().join("\n")
}

fn first_keys(record: &RecordShape) -> String {
    record.fields.iter().map(|f| f.key).collect::<Vec<_>>().join("、")
}
