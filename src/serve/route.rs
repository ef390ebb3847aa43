//! An edit of the form → an edit of the text. The form has the long form of everything; where the text has a short one, the edit
//! goes to where the short one stands, or the short form is written out first.

use serde::Deserialize;
use serde_json::{Value as Json, json};

use crate::diag::diagnostic::{Diagnostic, Place};
use crate::model::shape::{RecordShape, Shape};
use crate::model::workbook::Workbook;
use crate::serve::form;
use crate::serve::request::Response;
use crate::source::edit::{self, Change, Plain, Refusal, Step};
use crate::source::node::{Node, Value};

/// An edit of the form.
#[derive(Debug, Deserialize)]
pub struct Asked {
    /// The text.
    pub text: String,
    /// Which field, or which list.
    pub path: Vec<Json>,
    /// What.
    #[serde(rename = "do")]
    pub what: What,
    /// The new value.
    #[serde(default)]
    pub value: Json,
    /// The number of an item.
    #[serde(default)]
    pub at: usize,
}

/// What an edit does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// The field becomes `value`; blank, it goes.
    Set,
    /// The field or item goes.
    Remove,
    /// `value` is put into the list before item `at`.
    Insert,
    /// Items `at` and `at + 1` of the list change places.
    Swap,
}

/// The text after an edit.
pub fn edit(asked: &Asked) -> Response {
    match edited(asked) {
        Ok(text) => Response::json(&json!({ "text": text })),
        Err(refusal) => Response::fault(&in_words(refusal)),
    }
}

fn in_words(refusal: Refusal) -> Diagnostic {
    let (message, hint) = match refusal {
        Refusal::Unreadable => ("这份资料现在读不懂，表单里不能改", "先在“文本”里改好标出的地方"),
        Refusal::NoSuchPlace => ("这一项在资料里找不到了", "刷新网页再试"),
        Refusal::Intricate => ("这一项的写法比较特别，表单里不能改", "在“文本”里改"),
    };
    Diagnostic::error("cannot-edit", Place::Nowhere, message).hint(hint)
}

/// The text after an edit, or why it was left alone.
pub fn edited(asked: &Asked) -> Result<String, Refusal> {
    let path = form::steps(&asked.path).ok_or(Refusal::NoSuchPlace)?;
    let value = plain(&asked.value).ok_or(Refusal::NoSuchPlace)?;
    // A list that is not there yet begins with its first item.
    let begun = Plain::List(vec![value.clone()]);
    let mut text = asked.text.clone();
    // Each round writes out one short form; a path has no more of them than steps.
    for _ in 0..=path.len() + 1 {
        let tree = edit::parse(&text).0;
        let way = match &tree {
            Some(node) => way(node, &path)?,
            None => Way::To(Spot {
                path: path.clone(),
                order: Vec::new(),
                node: None,
                rest: path.len(),
                stays: false,
            }),
        };
        match way {
            Way::First(path, change) => text = edit::change(&text, &path, change)?,
            Way::To(spot) => match last(&spot, asked, [&value, &begun]) {
                Last::Nothing => return Ok(text),
                Last::First(change) => text = edit::change(&text, &spot.path, change)?,
                Last::Change(change) => return edit::change(&text, &spot.path, change),
            },
        }
    }
    Err(Refusal::Intricate)
}

/// What is done at the end of the way.
enum Last<'a> {
    Nothing,
    First(Change<'a>),
    Change(Change<'a>),
}

fn last<'a>(spot: &'a Spot<'_>, asked: &Asked, [value, begun]: [&'a Plain; 2]) -> Last<'a> {
    let is_there = spot.node.is_some();
    let is_list = spot.node.is_some_and(|node| matches!(node.value, Value::List(_)));
    let is_blank = matches!(value, Plain::Text(text) if text.is_empty());
    match asked.what {
        What::Remove | What::Set if is_blank && !is_there => Last::Nothing,
        What::Remove => Last::Change(Change::Remove),
        What::Set if is_blank && spot.rest == 0 && spot.may_go() => Last::Change(Change::Remove),
        What::Set => Last::Change(Change::Set(value, &spot.order)),
        What::Insert if is_list => Last::Change(Change::Insert(asked.at, value)),
        What::Swap if is_list => Last::Change(Change::Swap(asked.at)),
        What::Insert if is_there && !matches!(spot.node.map(|node| &node.value), Some(Value::Null)) => {
            Last::First(Change::Enlist)
        }
        What::Insert => Last::Change(Change::Set(begun, &spot.order)),
        What::Swap => Last::Nothing,
    }
}

/// A place in the text.
struct Spot<'n> {
    path: Vec<Step>,
    /// Keys of the group that it stands in, in their order.
    order: Vec<&'static str>,
    /// What stands there.
    node: Option<&'n Node>,
    /// How many steps lead to what is not there yet.
    rest: usize,
    /// It must be there, or it is all that its item has.
    stays: bool,
}

impl Spot<'_> {
    /// Whether nothing may stand there: an item of a list keeps its place while it is filled in anew.
    fn may_go(&self) -> bool {
        !self.stays && !matches!(self.path.last(), Some(Step::Item(_)) | None)
    }
}

/// How to come to a field.
enum Way<'n> {
    To(Spot<'n>),
    /// A short form is to be written out first.
    First(Vec<Step>, Change<'static>),
}

fn way<'n>(root: &'n Node, path: &[Step]) -> Result<Way<'n>, Refusal> {
    let mut shape = Shape::Record(&Workbook::RECORD);
    let mut node = root;
    let mut real: Vec<Step> = Vec::new();
    let mut order: Vec<&'static str> = Vec::new();
    let mut stays = false;
    for (number, step) in path.iter().enumerate() {
        let missing = |mut real: Vec<Step>, order: &[&'static str]| {
            real.extend_from_slice(&path[number..]);
            Ok(Way::To(Spot {
                path: real,
                order: order.to_vec(),
                node: None,
                rest: path.len() - number,
                stays: false,
            }))
        };
        if node.value == Value::Null {
            return missing(real, &order);
        }
        match (shape, step) {
            (Shape::Record(record), Step::Key(key)) => {
                order = record.fields.iter().map(|field| field.key).collect();
                stays = record.by_key(key).is_some_and(|field| field.required);
                let inner = record.by_key(key).map_or(Shape::Free, |field| (field.shape)());
                match &node.value {
                    Value::Map(entries) => {
                        let Some(next) = node.get(key) else { return missing(real, &order) };
                        stays |= entries.len() == 1 && matches!(real.last(), Some(Step::Item(_)));
                        real.push(step.clone());
                        node = next;
                    }
                    _ => match short(record, node) {
                        Some(short) if short == key => {}
                        Some(short) => return Ok(Way::First(real, Change::Wrap(short))),
                        None => return Err(Refusal::Intricate),
                    },
                }
                shape = inner;
            }
            (Shape::List(item), Step::Item(at)) => {
                let item = item();
                let is_one_row = matches!(item, Shape::List(_)) && is_one_row(node);
                match &node.value {
                    Value::List(items) if !is_one_row => {
                        let Some(next) = items.get(*at) else { return missing(real, &order) };
                        real.push(step.clone());
                        node = next;
                    }
                    _ if *at == 0 => {}
                    _ => return Ok(Way::First(real, Change::Enlist)),
                }
                shape = item;
            }
            (_, step) => {
                let next = match (&node.value, step) {
                    (Value::Map(_), Step::Key(key)) => node.get(key),
                    (Value::List(items), Step::Item(at)) => items.get(*at),
                    _ => return Err(Refusal::Intricate),
                };
                let Some(next) = next else { return missing(real, &order) };
                real.push(step.clone());
                node = next;
                shape = match &next.value {
                    Value::List(_) => Shape::List(|| Shape::Phrase),
                    _ => Shape::Free,
                };
            }
        }
    }
    // A list of rows that is written as its only row is a list of cells.
    if let Shape::List(item) = shape
        && matches!(item(), Shape::List(_))
        && is_one_row(node)
    {
        return Ok(Way::First(real, Change::Enlist));
    }
    Ok(Way::To(Spot { path: real, order, node: Some(node), rest: 0, stays }))
}

fn short(record: &RecordShape, node: &Node) -> Option<&'static str> {
    match node.value {
        Value::Scalar(_) => record.text_goes_to,
        Value::List(_) => record.list_goes_to,
        _ => None,
    }
}

/// Whether a list of rows is written as its only row.
fn is_one_row(node: &Node) -> bool {
    matches!(&node.value, Value::List(items) if !items.is_empty() && items.iter().all(|item| !matches!(item.value, Value::List(_))))
}

/// A text without what programs leave in it when it is copied there: line ends of their own, marks that nobody sees.
fn pasted(text: &str) -> String {
    let line_end = |c: char| matches!(c, '\u{B}' | '\u{C}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let is_mark = |c: &char| {
        c.is_control() && !matches!(c, '\n' | '\t') || matches!(c, '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
    };
    text.replace("\r\n", "\n").replace(line_end, "\n").chars().filter(|c| !is_mark(c)).collect()
}

fn plain(value: &Json) -> Option<Plain> {
    Some(match value {
        Json::Null => Plain::Text(String::new()),
        Json::String(text) => Plain::Text(pasted(text)),
        Json::Number(number) => Plain::Text(number.to_string()),
        Json::Bool(_) => return None,
        Json::Array(items) => Plain::List(items.iter().map(plain).collect::<Option<_>>()?),
        // Keys in an order that counts come as pairs.
        Json::Object(entries) if entries.len() == 1 && entries.contains_key("") => {
            let pairs = entries.get("")?.as_array()?;
            let pair = |pair: &Json| Some((pair.get(0)?.as_str()?.to_owned(), plain(pair.get(1)?)?));
            Plain::Map(pairs.iter().map(pair).collect::<Option<_>>()?)
        }
        Json::Object(entries) => Plain::Map(
            entries.iter().map(|(key, value)| Some((key.clone(), plain(value)?))).collect::<Option<_>>()?,
        ),
    })
}
