//! Lists in a sentence. Items lose the 点号 at their end, since the list sets its own.

use tera::Value;

use crate::model::number::in_chinese;
use crate::template::filters::words;
use crate::template::filters::{Arguments, Filter, Gives, Refusal, Takes, texts, wrong_type};

/// The filters of this file.
pub static FILTERS: &[Filter] = &[
    filter("join_cn", &[], Gives::Text, join_cn),
    filter("dunhao", &[], Gives::Text, dunhao),
    filter("comma_cn", &[], Gives::Text, |value, arguments| joined(value, arguments, "，")),
    filter("semicolon_cn", &[], Gives::Text, |value, arguments| joined(value, arguments, "；")),
    filter("enumerate_cn", &[], Gives::Text, enumerate_cn),
    filter("each_prefix", &["with"], Gives::Texts, each_prefix),
    filter("count", &[], Gives::Text, count),
    filter("first", &[], Gives::Item, |value, arguments| end(value, arguments, <[Value]>::first)),
    filter("last", &[], Gives::Item, |value, arguments| end(value, arguments, <[Value]>::last)),
];

const fn filter(
    name: &'static str,
    arguments: &'static [&'static str],
    gives: Gives,
    apply: fn(&Value, &Arguments<'_>) -> Result<Value, Refusal>,
) -> Filter {
    Filter { name, arguments, takes: Takes::List, gives, apply }
}

fn items(value: &Value, arguments: &Arguments<'_>) -> Result<Vec<String>, Refusal> {
    let list = texts(value, arguments.name)?;
    Ok(list.into_iter().map(|text| words::without_stop(&text).to_owned()).collect())
}

/// 甲、乙和丙
fn join_cn(value: &Value, arguments: &Arguments<'_>) -> Result<Value, Refusal> {
    Ok(Value::from(series(&items(value, arguments)?, "和")))
}

/// 甲、乙和丙, with another word for 和 if it is given.
pub fn series(list: &[String], last_link: &str) -> String {
    match list {
        [before @ .., last] if !before.is_empty() => format!("{}{last_link}{last}", enumerated(before)),
        _ => list.concat(),
    }
}

/// 甲、乙、丙. Between 书名号 or quotation marks that follow each other stands no 顿号 (GB/T 15834 4.5.3.5).
fn enumerated(list: &[String]) -> String {
    let mut made = String::new();
    for item in list {
        let marks = [('》', '《'), ('”', '“')];
        let adjacent = marks.iter().any(|(close, open)| made.ends_with(*close) && item.starts_with(*open));
        if !made.is_empty() && !adjacent {
            made.push('、');
        }
        made.push_str(item);
    }
    made
}

fn dunhao(value: &Value, arguments: &Arguments<'_>) -> Result<Value, Refusal> {
    Ok(Value::from(enumerated(&items(value, arguments)?)))
}

fn joined(value: &Value, arguments: &Arguments<'_>, separator: &str) -> Result<Value, Refusal> {
    Ok(Value::from(items(value, arguments)?.join(separator)))
}

/// 一是甲；二是乙；三是丙. A single item needs no number.
fn enumerate_cn(value: &Value, arguments: &Arguments<'_>) -> Result<Value, Refusal> {
    let list = items(value, arguments)?;
    if list.len() == 1 {
        return Ok(Value::from(list.concat()));
    }
    let numbered: Vec<String> =
        (1..).zip(&list).map(|(number, item)| format!("{}是{item}", in_chinese(number))).collect();
    Ok(Value::from(numbered.join("；")))
}

/// Puts a word before each item that does not begin with it.
fn each_prefix(value: &Value, arguments: &Arguments<'_>) -> Result<Value, Refusal> {
    let prefix = arguments.required("with")?;
    let list = texts(value, arguments.name)?;
    let prefixed = list.into_iter().map(|item| {
        if item.starts_with(&prefix) { Value::from(item) } else { Value::from(format!("{prefix}{item}")) }
    });
    Ok(Value::from(prefixed.collect::<Vec<_>>()))
}

/// How many items, as a text.
fn count(value: &Value, arguments: &Arguments<'_>) -> Result<Value, Refusal> {
    if value.is_undefined() {
        return Err(Refusal::missing());
    }
    let list = value.as_array().ok_or_else(|| wrong_type(value, arguments.name, "列表"))?;
    Ok(Value::from(list.len().to_string()))
}

fn end(
    value: &Value,
    arguments: &Arguments<'_>,
    pick: fn(&[Value]) -> Option<&Value>,
) -> Result<Value, Refusal> {
    if value.is_undefined() {
        return Err(Refusal::missing());
    }
    let list = value.as_array().ok_or_else(|| wrong_type(value, arguments.name, "列表"))?;
    pick(list).cloned().ok_or_else(Refusal::missing)
}
