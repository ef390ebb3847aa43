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
