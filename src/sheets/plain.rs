//! A tree of the data as sheets can hold it: short forms written out, places left away.

use crate::model::condition;
use crate::model::ledger::{lists_ledgers, name_and_unit};
use crate::model::shape::RecordShape;
use crate::sheets::LEDGER;
use crate::sheets::path::{Holds, holds};
use crate::source::node::{Key, Node, Value, trim};
use crate::source::table::rows as rows_of;

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plain {
    /// One text; of 正文, a line for each paragraph.
    Text(String),
    /// A list of texts.
    Texts(Vec<String>),
    /// Rows of cells.
    Rows(Vec<Vec<String>>),
    /// A group of keys.
    Record(Vec<(String, Plain)>),
    /// A list of groups.
    Records(Vec<Plain>),
}

impl Plain {
    /// The value under a key of a group.
    pub fn get(&self, key: &str) -> Option<&Plain> {
        match self {
            Plain::Record(entries) => entries.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// Itself, if it is a text.
    pub fn text(&self) -> Option<&str> {
        match self {
            Plain::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The same with the keys of every group in one order, to be compared.
    pub fn in_order(self) -> Plain {
        match self {
            Plain::Record(entries) => {
                let mut entries: Vec<(String, Plain)> =
                    entries.into_iter().map(|(key, value)| (key, value.in_order())).collect();
                entries.sort_by(|a, b| a.0.cmp(&b.0));
                Plain::Record(entries)
            }
            Plain::Records(items) => Plain::Records(items.into_iter().map(Plain::in_order).collect()),
            other => other,
        }
    }
}

/// The workbook's keys; those that hold nothing are left out.
pub fn entries(node: &Node, record: &'static RecordShape) -> Vec<(String, Plain)> {
    let Value::Map(entries) = &node.value else { return Vec::new() };
    entries
        .iter()
        .filter_map(|(key, value)| {
            let plain = match record.by_key(&key.text).or_else(|| condition::field(&key.text)) {
                Some(field) if field.key == LEDGER => ledgers(value, holds(record, field)),
                Some(field) => plain(value, holds(record, field)),
                None => free(value),
            };
            Some((key.text.clone(), plain?))
        })
        .collect()
}

/// A value as its field reads it; `None` if nothing stands there.
fn plain(node: &Node, what: Holds) -> Option<Plain> {
    match (what, &node.value) {
        (_, Value::Null) => None,
        (Holds::Text, Value::Scalar(scalar)) => text(&scalar.text),
        (Holds::Prose, Value::Scalar(_) | Value::List(_)) => {
            let lines: Vec<String> = texts(node).iter().flat_map(|text| paragraphs(text)).collect();
            text(&lines.join("\n"))
        }
        (Holds::Texts, Value::Scalar(_) | Value::List(_)) => {
            let texts = texts(node);
            (!texts.is_empty()).then_some(Plain::Texts(texts))
        }
        (Holds::Rows, Value::List(items)) => {
            let nested = items.iter().any(|item| matches!(item.value, Value::List(_)));
            Some(Plain::Rows(if nested { items.iter().map(texts).collect() } else { vec![texts(node)] }))
        }
        (Holds::Record(record), _) => {
            let goes = match &node.value {
                Value::Scalar(_) => record.text_goes_to,
                Value::List(_) => record.list_goes_to,
                _ => None,
            };
            let found = match goes.and_then(|key| record.by_key(key)) {
                Some(field) => {
                    plain(node, holds(record, field)).map(|inner| vec![(field.key.to_owned(), inner)])?
                }
                None => entries(node, record),
            };
            (!found.is_empty()).then_some(Plain::Record(found))
        }
        (Holds::Records(record), Value::List(items)) => {
            let items: Vec<Plain> =
                items.iter().filter_map(|item| plain(item, Holds::Record(record))).collect();
            (!items.is_empty()).then_some(Plain::Records(items))
        }
        (Holds::Records(record), Value::Map(_)) if record.stands_alone => {
            plain(node, Holds::Record(record)).map(|item| Plain::Records(vec![item]))
        }
        (Holds::Records(record), Value::Map(entries)) => {
            let items: Vec<Plain> =
                entries.iter().filter_map(|(key, value)| named(key, value, record)).collect();
            (!items.is_empty()).then_some(Plain::Records(items))
        }
        (Holds::Records(record), Value::Scalar(_)) => {
            plain(node, Holds::Record(record)).map(|item| Plain::Records(vec![item]))
        }
        (Holds::Ledger, Value::List(items)) => Some(Plain::Records(rows(items))),
        (Holds::Ledger, Value::Table(table)) => plain(&rows_of::nodes(table), what),
        _ => free(node),
    }
}

/// `名称: 算式` as the group that it stands for: its first two fields.
fn named(key: &Key, value: &Node, record: &'static RecordShape) -> Option<Plain> {
    let (first, second) = (record.fields.first()?, record.fields.get(1)?);
    let mut found = vec![(first.key.to_owned(), Plain::Text(key.text.clone()))];
    match &value.value {
        Value::Map(_) => found.extend(entries(value, record)),
        _ => found.push((second.key.to_owned(), plain(value, holds(record, second))?)),
    }
    Some(Plain::Record(found))
}

/// A ledger, the rows of one, or several ledgers.
fn ledgers(node: &Node, what: Holds) -> Option<Plain> {
    let Holds::Records(record) = what else { return free(node) };
    match &node.value {
        Value::List(items) if lists_ledgers(items) => plain(node, what),
        Value::Null => None,
        _ => plain(node, Holds::Record(record)).map(|ledger| Plain::Records(vec![ledger])),
    }
}

/// The rows of a ledger; a column is called as where it is written with its unit.
fn rows(items: &[Node]) -> Vec<Plain> {
    let mut columns: Vec<(String, String)> = Vec::new();
    for item in items {
        let Value::Map(entries) = &item.value else { continue };
        for (key, _) in entries {
            let (name, unit) = name_and_unit(&key.text);
            match columns.iter_mut().find(|(known, _)| known == name) {
                Some((_, whole)) if unit.is_some() && whole == name => key.text.clone_into(whole),
                Some(_) => {}
                None => columns.push((name.to_owned(), key.text.clone())),
            }
        }
    }
    let whole = |key: &str| {
        let (name, _) = name_and_unit(key);
        columns.iter().find(|(known, _)| known == name).map_or(key, |(_, whole)| whole).to_owned()
    };
    items
        .iter()
        .filter_map(|item| match free(item)? {
            Plain::Record(entries) => {
                Some(Plain::Record(entries.into_iter().map(|(key, value)| (whole(&key), value)).collect()))
            }
            other => Some(other),
        })
        .collect()
}

/// A value under a key of the user's own.
fn free(node: &Node) -> Option<Plain> {
    match &node.value {
        Value::Null => None,
        Value::Scalar(scalar) => text(&paragraphs(&scalar.text).join("\n")),
        Value::List(items) if items.iter().all(|item| matches!(item.value, Value::Scalar(_))) => {
            Some(Plain::Texts(texts(node)))
        }
        Value::List(items) => Some(Plain::Records(items.iter().filter_map(free).collect())),
        Value::Table(table) => free(&rows_of::nodes(table)),
        Value::Picture(_) => None,
        Value::Map(entries) => Some(Plain::Record(
            entries.iter().filter_map(|(key, value)| Some((key.text.clone(), free(value)?))).collect(),
        )),
    }
}

fn text(text: &str) -> Option<Plain> {
    let text = trim(text);
    (!text.is_empty()).then(|| Plain::Text(text.to_owned()))
}

fn paragraphs(text: &str) -> Vec<String> {
    text.split('\n').map(trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// The texts of a list, or the one text.
fn texts(node: &Node) -> Vec<String> {
    match &node.value {
        Value::Scalar(scalar) => vec![trim(&scalar.text).to_owned()],
        Value::List(items) => items.iter().flat_map(texts).collect(),
        _ => vec![String::new()],
    }
}
