//! What cells say → nodes, as the field asks for them.

use crate::diag::diagnostic::{Diagnostic, Span};
use crate::diag::findings::Findings;
use crate::model::shape::RecordShape;
use crate::sheets::page::Held;
use crate::sheets::path::Holds;
use crate::source::node::{Key, Node, Scalar, ScalarStyle, Value, trim};

/// A text as a node. Numbers in cells have kept their form: none is refused for what it looks like.
pub fn scalar(text: &str, span: Span) -> Node {
    let value = Value::Scalar(Scalar { text: text.to_owned(), style: ScalarStyle::Quoted });
    Node { value, span, line_starts: Vec::new() }
}

/// A key.
pub fn key(text: &str, span: Span) -> Key {
    Key { text: text.to_owned(), span }
}

/// Entries as a node.
pub fn map(entries: Vec<(Key, Node)>, span: Span) -> Node {
    Node { value: Value::Map(entries), span, line_starts: Vec::new() }
}

/// Items as a node.
pub fn list(items: Vec<Node>, span: Span) -> Node {
    Node { value: Value::List(items), span, line_starts: Vec::new() }
}

/// A text of several lines, each with its place.
fn paragraphs(held: Held<'_>) -> Node {
    let mut node = scalar(held.text, held.span);
    if held.text.contains('\n') {
        let starts = held.text.match_indices('\n').map(|(at, _)| held.span.start + at + 1);
        node.line_starts = std::iter::once(held.span.start).chain(starts).collect();
    }
    node
}

/// The lines of cells that are not blank, each with its place.
pub fn lines(cells: &[Held<'_>]) -> Vec<Node> {
    let mut nodes = Vec::new();
    for held in cells {
        let mut start = held.span.start;
        for line in held.text.split('\n') {
            let text = trim(line);
            if !text.is_empty() {
                let start = start + (text.as_ptr() as usize - line.as_ptr() as usize);
                nodes.push(scalar(text, Span { start, end: start + text.len(), ..held.span }));
            }
            start += line.len() + 1;
        }
    }
    nodes
}

/// The value of a field from the cells that hold it, at least one; `None` if it cannot be one, which is told.
pub fn value(holds: Holds, written: &str, cells: &[Held<'_>], findings: &mut Findings) -> Option<Node> {
    let first = cells.first()?;
    let whole = Span { end: cells.last()?.span.end, ..first.span };
    let shorthand = |record: &RecordShape| record.text_goes_to.is_some();
    match holds {
        Holds::Texts | Holds::Rows => Some(list(lines(cells), whole)),
        Holds::Records(record) if shorthand(record) => Some(list(lines(cells), whole)),
        Holds::Prose if cells.len() > 1 => Some(list(cells.iter().copied().map(paragraphs).collect(), whole)),
        Holds::Free if cells.len() > 1 => Some(list(cells.iter().copied().map(paragraphs).collect(), whole)),
        Holds::Text | Holds::Prose | Holds::Free => one(written, cells, findings),
        Holds::Record(record) if shorthand(record) => one(written, cells, findings),
        Holds::Record(record) if record.list_goes_to.is_some() => Some(list(lines(cells), whole)),
        Holds::Record(record) => {
            let keys: Vec<String> =
                record.fields.iter().take(3).map(|field| format!("“{written}.{}”", field.key)).collect();
            let message = format!("“{written}”有几项内容，不能写在一格里");
            findings.push(
                Diagnostic::error("sheet-layout", first.span, message)
                    .hint(format!("分开写，一项一格：{}", keys.join("、"))),
            );
            None
        }
        Holds::Records(record) => {
            let keys: Vec<&str> = record.fields.iter().take(4).map(|field| field.key).collect();
            let message = format!("“{written}”有几条，每条有几项，不能写在一格里");
            findings.push(Diagnostic::error("sheet-layout", first.span, message).hint(format!(
                "在下面写一行“【{written}】”，再下面一行写各列的名称（{}），以后每行写一条",
                keys.join("、")
            )));
            None
        }
        Holds::Ledger => {
            findings.push(
                Diagnostic::error("sheet-layout", first.span, "台账的各行不能写在一格里")
                    .hint("写到名称是“台账”的工作表里：第一行是各列的名称，以后每行一件事"),
            );
            None
        }
    }
}

fn one(written: &str, cells: &[Held<'_>], findings: &mut Findings) -> Option<Node> {
    if let [first, second, ..] = cells {
        findings.push(
            Diagnostic::error("duplicate-key", second.span, format!("“{written}”写了两次"))
                .related(first.span, "第一次写在这里")
                .hint("只留一处"),
        );
    }
    cells.first().copied().map(paragraphs)
}

/// Puts a node under a path of keys; lists that stand there are joined, anything else that does is told.
pub fn put(entries: &mut Vec<(Key, Node)>, keys: &[String], span: Span, node: Node, findings: &mut Findings) {
    let Some((first, rest)) = keys.split_first() else { return };
    let there = entries.iter_mut().find(|(key, _)| key.text == *first).map(|(_, node)| node);
    match (there, rest.is_empty()) {
        (None, true) => entries.push((key(first, span), node)),
        (None, false) => {
            let mut inner = Vec::new();
            put(&mut inner, rest, span, node, findings);
            entries.push((key(first, span), map(inner, span)));
        }
        (Some(Node { value: Value::Map(inner), .. }), false) => put(inner, rest, span, node, findings),
        (Some(Node { value: Value::List(items), .. }), true) if matches!(node.value, Value::List(_)) => {
            if let Value::List(more) = node.value {
                items.extend(more);
            }
        }
        (Some(Node { value: Value::Map(inner), .. }), true) if matches!(node.value, Value::Map(_)) => {
            if let Value::Map(more) = node.value {
                for (key, node) in more {
                    put(inner, std::slice::from_ref(&key.text), key.span, node, findings);
                }
            }
        }
        (Some(there), _) => {
            let message = format!("“{}”写了两次", keys.join("."));
            findings.push(
                Diagnostic::error("duplicate-key", span, message)
                    .related(there.span, "第一次写在这里")
                    .hint("只留一处"),
            );
        }
    }
}
