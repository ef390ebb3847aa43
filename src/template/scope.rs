//! View → what Tera reads. Made once a document, shared by its sections.
//!
//! Absent lists and records become empty ones, which are false in conditions, so that `{% if contact.phone %}` needs no
//! guard; an absent text stays absent, and printing it is a fault.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::value::Key;
use tera::{Context, Map, Value};

use crate::markup::marks;
use crate::model::shape::{RecordShape, Shape};
use crate::model::view::View;
use crate::template::variables::GLOBALS;

/// The variables of one document.
#[derive(Debug, Clone)]
pub struct Scope {
    pub(super) context: Context,
    /// Name of the document for messages: its title, or its kind.
    pub(super) document: String,
}

impl Scope {
    /// Variables from a view of the workbook with `doc` in it; `document` names it in messages.
    pub fn new(view: &BTreeMap<String, View>, document: impl Into<String>) -> Self {
        let mut context = Context::new();
        for (name, shape) in GLOBALS {
            if !view.contains_key(*name)
                && let Some(empty) = empty(shape())
            {
                context.insert_value(*name, empty);
            }
        }
        for (name, value) in view {
            let shape = GLOBALS.iter().find(|(global, _)| global == name).map(|(_, shape)| shape());
            context.insert_value(name.clone(), convert(value, shape));
        }
        Self { context, document: document.into() }
    }

    /// The same with one more variable.
    pub(super) fn with(&self, name: &'static str, fields: &[(&'static str, &str)]) -> Self {
        let mut scope = self.clone();
        let map: Map = fields.iter().map(|(key, text)| (Key::from(*key), text_value(text))).collect();
        scope.context.insert_value(name, Value::from(map));
        scope
    }
}

impl Scope {
    /// The same with a text or a list where `path` (`contact.name`) has nothing; `None` if something stands there or
    /// the path is no plain one.
    pub(super) fn with_stand_in(&self, path: &str) -> Option<Self> {
        let (global, rest) = path.split_once('.')?;
        let mut value = self.context.get(global)?.clone();
        let parts: Vec<&str> = rest.split('.').collect();
        value = filled(value, &parts)?;
        let mut scope = self.clone();
        scope.context.insert_value(global.to_owned(), value);
        Some(scope)
    }
}

fn filled(value: Value, path: &[&str]) -> Option<Value> {
    let Some((key, rest)) = path.split_first() else {
        let empty = value.as_array().is_some_and(<[Value]>::is_empty);
        return empty.then(|| Value::from(vec![text_value("……")]));
    };
    let mut map = value.into_map()?;
    let name = Key::String(Arc::from(*key));
    let inner = match map.get(&name) {
        Some(inner) => filled(inner.clone(), rest)?,
        None if rest.is_empty() => text_value("……"),
        None => return None,
    };
    map.insert(name, inner);
    Some(Value::from(map))
}

/// A text for templates. Marks are ours alone; inputs with them are refused where they are read.
fn text_value(text: &str) -> Value {
    if text.contains(marks::is_mark) {
        Value::from(text.replace(marks::is_mark, ""))
    } else {
        Value::from(text)
    }
}

/// What stands for an absent field; `None` for texts.
fn empty(shape: Shape) -> Option<Value> {
    match shape {
        Shape::List(_) => Some(Value::from(Vec::<Value>::new())),
        // Without any key, so that it is false in conditions.
        Shape::Record(_) | Shape::Free => Some(Value::from(Map::new())),
        _ => None,
    }
}

fn fill(map: &mut Map, record: &'static RecordShape) {
    for field in record.fields {
        if map.contains_key(&Key::Str(field.variable)) {
            continue;
        }
        if let Some(empty) = empty((field.shape)()) {
            map.insert(Key::Str(field.variable), empty);
        }
    }
}

fn convert(view: &View, shape: Option<Shape>) -> Value {
    match view {
        View::Text(text) => text_value(text),
        View::Prose(paragraphs) => {
            let text = paragraphs.join("\n");
            let text = if text.contains(marks::is_mark) { text.replace(marks::is_mark, "") } else { text };
            Value::from(format!("{}{text}", marks::PROSE))
        }
        View::Flag(flag) => Value::from(*flag),
        View::List(items) => {
            let item_shape = match shape {
                Some(Shape::List(item)) => Some(item()),
                _ => None,
            };
            Value::from(items.iter().map(|item| convert(item, item_shape)).collect::<Vec<_>>())
        }
        View::Map(entries) => {
            let record = match shape {
                Some(Shape::Record(record)) => Some(record),
                _ => None,
            };
            let mut map = Map::with_capacity(entries.len());
            for (key, value) in entries {
                let shape = record.and_then(|r| r.by_variable(key)).map(|field| (field.shape)());
                map.insert(Key::String(Arc::from(key.as_str())), convert(value, shape));
            }
            if let Some(record) = record {
                fill(&mut map, record);
            }
            Value::from(map)
        }
    }
}
