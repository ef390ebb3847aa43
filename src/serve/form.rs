//! The text of a workbook → a form: each field with its place in the text, made from the lists of fields. Short forms are shown
//! as what they stand for; what the form cannot show is left to the text.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::{Value as Json, json};

use crate::diag::sources::Sources;
use crate::model::shape::{FieldShape, RecordShape, Shape};
use crate::model::workbook::Workbook;
use crate::serve::words;
use crate::source::edit::{self, Step};
use crate::source::node::{Key, Node, Value};
use crate::template::library::{Kind, Library};

/// So many rows of a table are shown; the rest is changed in the text.
const MOST_ROWS: usize = 500;

/// A field of the form.
#[derive(Debug, Clone, Serialize)]
pub struct Field {
    /// Keys, and numbers of items, from the top.
    pub path: Vec<Json>,
    /// What it is called.
    pub label: String,
    /// One sentence.
    pub help: Cow<'static, str>,
    /// An example.
    pub example: &'static str,
    /// Whether its group is faulty without it.
    pub required: bool,
    /// Whether something is written there.
    pub present: bool,
    /// Whether it is written elsewhere (`&`, `*`, `<<`) and other places use it, too: changed in the text only.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub shared: bool,
    /// First byte of what is written for it, and one past the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<(usize, usize)>,
    /// The number of its line, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// What it holds.
    #[serde(flatten)]
    pub holds: Holds,
}

/// What a field holds.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Holds {
    /// A text: of one line, of several, a date, a time, a number, 是 or 否, one of some words.
    Text {
        /// `phrase`, `prose`, `date`, `moment`, `number`, `choice`.
        form: &'static str,
        /// The words that it may be.
        words: Vec<String>,
        /// It.
        text: String,
    },
    /// Fields.
    Record {
        /// They.
        fields: Vec<Field>,
    },
    /// A list that grows.
    List {
        /// The items.
        items: Vec<Field>,
        /// Of an item that is a group, the key that is filled in first; else nothing.
        first: &'static str,
    },
    /// A table: rows of cells, or rows of keys of the user's own.
    Table {
        /// Heads; nothing: the rows have no keys.
        columns: Vec<String>,
        /// The cells of the first rows.
        rows: Vec<Vec<String>>,
        /// So many rows more stand in the text.
        more: usize,
    },
    /// Keys of the user's own.
    Free {
        /// They.
        fields: Vec<Field>,
    },
    /// Something that is changed in the text only.
    Other {
        /// Why.
        why: &'static str,
    },
}

/// The form of a text.
#[derive(Debug, Serialize)]
pub struct Form {
    /// The groups.
    pub fields: Vec<Field>,
    /// Keys at the top that no document of this text needs and that are not written.
    pub more: Vec<Json>,
    /// Names of the kinds of documents.
    pub kinds: Vec<String>,
}

/// The form of a text; `None` if it cannot be read, or is no list of keys.
pub fn of(text: &str, library: &Library) -> Option<Form> {
    let node = match edit::parse(text).0 {
        _ if edit::is_blank(text) => None,
        Some(node) if matches!(node.value, Value::Map(_)) => Some(node),
        _ => return None,
    };
    let kinds: BTreeSet<String> = node.iter().flat_map(kinds).collect();
    let used: BTreeSet<String> =
        library.kinds().iter().filter(|kind| kinds.contains(&kind.name)).flat_map(Kind::keys).collect();
    let mut more = Vec::new();
    let mut shown = Vec::new();
    let reader = Reader::new(text);
    for field in Workbook::RECORD.fields {
        let written = node.as_ref().and_then(|node| node.get(field.key));
        if written.is_some() || used.contains(field.key) || kinds.is_empty() {
            shown.push(reader.field(field, written, &[], 0));
        } else {
            more.push(json!({ "key": field.key, "help": words::advice(field.meaning) }));
        }
    }
    // What a person fills in first stands first: the documents, then what they are made of.
    shown.sort_by_key(|field| field.label != "文稿");
    share(&mut shown, None, false);
    Some(Form { fields: shown, more, kinds: library.kinds().iter().map(|kind| kind.name.clone()).collect() })
}

/// All fields of a text, in the order of the lists.
pub fn whole(text: &str, tree: &Node) -> Vec<Field> {
    let reader = Reader::new(text);
    let field = |field: &'static FieldShape| reader.field(field, tree.get(field.key), &[], 0);
    Workbook::RECORD.fields.iter().map(field).collect()
}

/// Marks what is referred to: it stands outside of what it belongs to, or within what is shared.
fn share(fields: &mut [Field], above: Option<(usize, usize)>, is_shared: bool) {
    for field in fields {
        let is_outside =
            above.zip(field.span).is_some_and(|((start, end), (first, last))| first < start || end < last);
        field.shared |= is_shared || is_outside;
        let within = field.span.or(above);
        match &mut field.holds {
            Holds::Text { .. } => {}
            Holds::Record { fields } => share(fields, within, field.shared),
            _ if field.shared => {
                field.holds = Holds::Other { why: "与别处共用（& 和 *），请在“文本”里改" };
            }
            Holds::Free { fields } => share(fields, within, false),
            Holds::List { items, .. } => share(items, within, false),
            Holds::Table { .. } | Holds::Other { .. } => {}
        }
    }
}

/// The kinds of documents that a workbook asks for.
fn kinds(node: &Node) -> Vec<String> {
    let Some(orders) = node.get("文稿") else { return Vec::new() };
    let items = match &orders.value {
        Value::List(items) => items.iter().collect(),
        _ => vec![orders],
    };
    let name = |item: &Node| match &item.get("文种").unwrap_or(item).value {
        Value::Scalar(scalar) => Some(scalar.text.trim().to_owned()),
        _ => None,
    };
    items.into_iter().filter_map(name).collect()
}

/// The path of the innermost field that a byte of the text lies in.
pub fn at(fields: &[Field], byte: usize) -> Option<Vec<Json>> {
    for field in fields {
        if field.span.is_some_and(|(start, end)| start <= byte && byte <= end) {
            let inner = match &field.holds {
                Holds::Record { fields } | Holds::Free { fields } => at(fields, byte),
                Holds::List { items, .. } => at(items, byte),
                _ => None,
            };
            return Some(inner.unwrap_or_else(|| field.path.clone()));
        }
    }
    None
}

/// The field that is absent: `keys` (with dots between them) from the group of a path, or from one above it.
pub fn absent<'f>(fields: &'f mut [Field], path: &[Json], keys: &[String]) -> Option<&'f mut Field> {
    let ways = (0..=path.len()).rev().flat_map(|length| keys.iter().map(move |key| (length, key)));
    let paths = ways.map(|(length, key)| {
        path[..length].iter().cloned().chain(key.split('.').map(|key| json!(key))).collect::<Vec<Json>>()
    });
    let found = paths.into_iter().find(|path| find(fields, path).is_some())?;
    find(fields, &found).filter(|field| !field.present)
}

fn find<'f>(fields: &'f mut [Field], path: &[Json]) -> Option<&'f mut Field> {
    let field = fields.iter_mut().find(|field| path.starts_with(&field.path))?;
    if field.path.len() == path.len() {
        return Some(field);
    }
    match &mut field.holds {
        Holds::Record { fields } | Holds::Free { fields } => find(fields, path),
        Holds::List { items, .. } => find(items, path),
        _ => None,
    }
}

/// The steps that a path of the form stands for.
pub fn steps(path: &[Json]) -> Option<Vec<Step>> {
    path.iter()
        .map(|step| match step {
            Json::String(key) => Some(Step::Key(key.clone())),
            Json::Number(number) => number.as_u64().map(|number| Step::Item(number as usize)),
            _ => None,
        })
        .collect()
}

struct Reader<'t> {
    text: &'t str,
    sources: Sources,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Self {
        let mut sources = Sources::default();
        sources.add("", text);
        Self { text, sources }
    }

    fn field(&self, shape: &'static FieldShape, node: Option<&Node>, above: &[Json], depth: usize) -> Field {
        let mut path = above.to_vec();
        path.push(json!(shape.key));
        let field = self.value((shape.shape)(), node, path, depth);
        Field {
            label: shape.key.to_owned(),
            help: words::advice(shape.meaning),
            example: shape.example,
            required: shape.required,
            ..field
        }
    }

    fn value(&self, shape: Shape, node: Option<&Node>, path: Vec<Json>, depth: usize) -> Field {
        let label = match path.last() {
            Some(Json::Number(number)) => format!("第{}条", number.as_u64().unwrap_or(0) + 1),
            Some(Json::String(key)) => key.clone(),
            _ => String::new(),
        };
        let span = node.map(|node| {
            let text = &self.text[node.span.start..node.span.end];
            (node.span.start, node.span.start + text.trim_end().len())
        });
        let line = node.map(|node| self.sources.line_column(node.span.source, node.span.start).line);
        let node = node.filter(|node| node.value != Value::Null);
        let holds = self.holds(shape, node, &path, depth);
        Field {
            path,
            label,
            help: Cow::Borrowed(""),
            example: "",
            required: false,
            present: node.is_some(),
            shared: node.is_some_and(|node| self.is_shared(node.span.start)),
            span,
            line,
            holds,
        }
    }

    /// Whether a value is an alias, or one that aliases refer to.
    fn is_shared(&self, start: usize) -> bool {
        let (before, value) = self.text.split_at(start);
        let word = before.trim_end().rsplit([' ', '\n', '{', '[', ',']).next().unwrap_or_default();
        let anchor = word.strip_prefix('&').filter(|name| !name.is_empty());
        value.starts_with('*') || anchor.is_some_and(|name| self.text.contains(&format!("*{name}")))
    }

    fn holds(&self, shape: Shape, node: Option<&Node>, path: &[Json], depth: usize) -> Holds {
        // The shape of records is a tree; a limit costs nothing and keeps it so.
        if depth > 8 {
            return Holds::Other { why: "太深，请在“文本”里改" };
        }
        match shape {
            Shape::Record(record) => self.record(record, node, path, depth),
            Shape::Free => self.free(node, path, depth),
            Shape::List(item) => self.list(item(), node, path, depth),
            _ => match node {
                None => text(shape, String::new()),
                Some(node) => match (&node.value, shape) {
                    (Value::Scalar(scalar), _) => text(shape, scalar.text.trim_end().to_owned()),
                    (Value::List(items), Shape::Prose) => match lines(items) {
                        Some(lines) => text(shape, lines.join("\n")),
                        None => other(),
                    },
                    _ => other(),
                },
            },
        }
    }

    fn record(
        &self,
        record: &'static RecordShape,
        node: Option<&Node>,
        path: &[Json],
        depth: usize,
    ) -> Holds {
        let short = match node.map(|node| &node.value) {
            None | Some(Value::Map(_)) => None,
            Some(Value::Scalar(_)) if record.text_goes_to.is_some() => record.text_goes_to,
            Some(Value::List(_)) if record.list_goes_to.is_some() => record.list_goes_to,
            Some(_) => return other(),
        };
        let field = |field: &'static FieldShape| {
            let written = match short {
                Some(key) => node.filter(|_| key == field.key),
                None => node.and_then(|node| node.get(field.key)),
            };
            self.field(field, written, path, depth + 1)
        };
        Holds::Record { fields: record.fields.iter().map(field).collect() }
    }

    fn free(&self, node: Option<&Node>, path: &[Json], depth: usize) -> Holds {
        let entries = match node.map(|node| &node.value) {
            None => &[][..],
            Some(Value::Map(entries)) => entries,
            Some(_) => return other(),
        };
        let field = |(key, node): &(Key, Node)| {
            let mut path = path.to_vec();
            path.push(json!(key.text));
            let shape = match node.value {
                Value::Map(_) => Shape::Free,
                Value::List(ref items) if is_all(items, |value| matches!(value, Value::Map(_))) => {
                    Shape::List(|| Shape::Free)
                }
                Value::List(ref items) if is_all(items, |value| matches!(value, Value::List(_))) => {
                    Shape::List(|| Shape::List(|| Shape::Phrase))
                }
                Value::List(_) => Shape::List(|| Shape::Phrase),
                _ => Shape::Prose,
            };
            self.value(shape, Some(node), path, depth + 1)
        };
        Holds::Free { fields: entries.iter().map(field).collect() }
    }

    fn list(&self, item: Shape, node: Option<&Node>, path: &[Json], depth: usize) -> Holds {
        if matches!(item, Shape::List(_) | Shape::Free) || is_rows(item, node) {
            return table(item, node);
        }
        let items: Vec<&Node> = match node.map(|node| &node.value) {
            None => Vec::new(),
            Some(Value::List(items)) => items.iter().collect(),
            Some(Value::Table(_) | Value::Picture(_)) => return other(),
            Some(_) => node.into_iter().collect(),
        };
        let first = match item {
            Shape::Record(record) => first(record),
            _ => "",
        };
        let one = |(number, node): (usize, &&Node)| {
            let mut path = path.to_vec();
            path.push(json!(number));
            self.value(item, Some(node), path, depth + 1)
        };
        Holds::List { items: items.iter().enumerate().map(one).collect(), first }
    }
}

/// The key of a group that is filled in first.
pub fn first(record: &RecordShape) -> &'static str {
    let needed = record.fields.iter().find(|field| field.required).map(|field| field.key);
    needed.or(record.text_goes_to).or(record.fields.first().map(|field| field.key)).unwrap_or_default()
}

/// Whether a list is one of rows of the user's own: a ledger that is written in the workbook without a name.
pub fn is_rows(item: Shape, node: Option<&Node>) -> bool {
    let Shape::Record(record) = item else { return false };
    let Some(Node { value: Value::List(items), .. }) = node else { return false };
    let own = |item: &Node| match &item.value {
        Value::Map(entries) => entries.iter().all(|(key, _)| key.text != "行" && key.text != "文件"),
        _ => false,
    };
    record.name == "台账" && !items.is_empty() && items.iter().all(own)
}

fn table(item: Shape, node: Option<&Node>) -> Holds {
    let items: &[Node] = match node.map(|node| &node.value) {
        None => &[],
        Some(Value::List(items)) => items,
        Some(_) => return other(),
    };
    let more = items.len().saturating_sub(MOST_ROWS);
    if matches!(item, Shape::List(_)) {
        let is_one_row = items.iter().all(|item| !matches!(item.value, Value::List(_)));
        let rows = if is_one_row && !items.is_empty() {
            cells(items).map(|row| vec![row])
        } else {
            let row = |item: &Node| match &item.value {
                Value::List(items) => cells(items),
                _ => None,
            };
            items.iter().take(MOST_ROWS).map(row).collect()
        };
        return rows.map_or_else(other, |rows| Holds::Table { columns: Vec::new(), rows, more });
    }
    let mut columns: Vec<String> = Vec::new();
    for item in items {
        let Value::Map(entries) = &item.value else { return other() };
        for (key, _) in entries {
            if !columns.contains(&key.text) {
                columns.push(key.text.clone());
            }
        }
    }
    let row = |item: &Node| {
        columns.iter().map(|column| item.get(column).map_or(Some(String::new()), cell)).collect()
    };
    let rows: Option<Vec<Vec<String>>> = items.iter().take(MOST_ROWS).map(row).collect();
    rows.map_or_else(other, |rows| Holds::Table { columns, rows, more })
}

fn is_all(items: &[Node], is: impl Fn(&Value) -> bool) -> bool {
    !items.is_empty() && items.iter().all(|item| is(&item.value))
}

fn cells(items: &[Node]) -> Option<Vec<String>> {
    items.iter().map(cell).collect()
}

fn cell(node: &Node) -> Option<String> {
    match &node.value {
        Value::Scalar(scalar) => Some(scalar.text.trim_end().to_owned()),
        Value::Null => Some(String::new()),
        _ => None,
    }
}

fn lines(items: &[Node]) -> Option<Vec<String>> {
    cells(items)
}

fn other() -> Holds {
    Holds::Other { why: "这里的写法表单里显示不了，请在“文本”里改" }
}

fn text(shape: Shape, text: String) -> Holds {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let (form, words) = match shape {
        Shape::Prose => ("prose", Vec::new()),
        Shape::Date => ("date", Vec::new()),
        Shape::Moment => ("moment", Vec::new()),
        Shape::Number => ("number", Vec::new()),
        Shape::Flag => ("choice", words(&["是", "否"])),
        Shape::Choice(list) => ("choice", words(list)),
        _ => ("phrase", Vec::new()),
    };
    Holds::Text { form, words, text }
}
