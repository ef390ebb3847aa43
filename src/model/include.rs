//! 引用: other files whose keys a workbook takes over where it does not have them itself.

use crate::diag::diagnostic::Span;
use crate::model::shape::{RecordShape, Shape};
use crate::model::workbook::Workbook;
use crate::source::node::{Key, Node, Value};

/// Adds the keys of `included` that `workbook` lacks, also inside a key that both have as a group: `单位: {用印: 否}` over
/// a shared file changes the seal alone. Where both say something, the workbook's own value stands.
pub fn merge(workbook: &mut Node, included: Node) {
    merge_record(workbook, included, Some(&Workbook::RECORD));
}

fn merge_record(mine: &mut Node, mut theirs: Node, record: Option<&'static RecordShape>) {
    write_out(mine, record);
    write_out(&mut theirs, record);
    let Value::Map(theirs) = theirs.value else { return };
    let Value::Map(own) = &mut mine.value else { return };
    for (key, value) in theirs {
        let inner = record.and_then(|r| r.by_key(&key.text)).and_then(|field| match (field.shape)() {
            Shape::Record(record) => Some(record),
            _ => None,
        });
        match own.iter_mut().find(|(k, _)| k.text == key.text) {
            Some((_, mine)) => merge_record(mine, value, inner),
            None => own.push((key, value)),
        }
    }
}

/// A short form as the group that it stands for: `单位: 某某卫生局` is `单位: {名称: 某某卫生局}`, `重点任务: […]` is
/// `重点任务: {条目: […]}`; the rest of the group still comes from the shared file.
fn write_out(node: &mut Node, record: Option<&'static RecordShape>) {
    let key = record.and_then(|record| match &node.value {
        Value::Scalar(_) => record.text_goes_to,
        Value::List(_) => record.list_goes_to,
        _ => None,
    });
    if let Some(key) = key {
        let key = Key { text: key.to_owned(), span: node.span };
        let value = node.clone();
        node.value = Value::Map(vec![(key, value)]);
    }
}

/// Puts a value under a path of keys, in the place of what stands there; short forms on the way are written out.
pub fn put(node: &mut Node, path: &[String], record: Option<&'static RecordShape>, value: &Node) {
    let Some((first, rest)) = path.split_first() else {
        node.clone_from(value);
        return;
    };
    write_out(node, record);
    if !matches!(node.value, Value::Map(_)) {
        node.value = Value::Map(Vec::new());
    }
    let Value::Map(entries) = &mut node.value else { return };
    let inner = record.and_then(|r| r.by_key(first)).and_then(|field| match (field.shape)() {
        Shape::Record(record) => Some(record),
        _ => None,
    });
    let at = entries.iter().position(|(key, _)| key.text == *first).unwrap_or_else(|| {
        let key = Key { text: first.clone(), span: value.span };
        entries.push((key, Node { value: Value::Null, span: value.span, line_starts: Vec::new() }));
        entries.len() - 1
    });
    put(&mut entries[at].1, rest, inner, value);
}

/// What a workbook 引用s: file names with their places.
pub fn targets(workbook: &Node) -> Vec<(&str, Span)> {
    let Some(node) = workbook.get("引用") else { return Vec::new() };
    let nodes: Vec<&Node> = match &node.value {
        Value::List(items) => items.iter().collect(),
        _ => vec![node],
    };
    nodes
        .into_iter()
        .filter_map(|node| match &node.value {
            Value::Scalar(scalar) => Some((scalar.text.trim(), node.span)),
            _ => None,
        })
        .collect()
}
