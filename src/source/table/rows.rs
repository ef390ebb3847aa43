//! The records of a table as rows of the data, as if they were written there, each cell with its place.

use crate::diag::diagnostic::Span;
use crate::source::node::{Key, Node, Scalar, ScalarStyle, Value};
use crate::source::table::Records;

/// Records as rows of the data.
pub fn nodes(records: &Records) -> Node {
    let keys: Vec<Key> = records
        .columns
        .iter()
        .map(|column| {
            let text = match &column.unit {
                Some(unit) => format!("{}（{unit}）", column.name),
                None => column.name.clone(),
            };
            Key { text, span: column.span }
        })
        .collect();
    let rows = (0..records.rows.len()).map(|row| {
        // The first row has all columns, so that they stay in their order.
        let kept =
            keys.iter().zip(records.rows.row(row)).filter(|(_, cell)| row == 0 || !cell.text.is_empty());
        let cells = kept.map(|(key, cell)| {
            let scalar = Scalar { text: cell.text.to_owned(), style: ScalarStyle::Quoted };
            (key.clone(), node(Value::Scalar(scalar), cell.span))
        });
        node(Value::Map(cells.collect()), records.rows.span(row))
    });
    node(Value::List(rows.collect()), records.span)
}

fn node(value: Value, span: Span) -> Node {
    Node { value, span, line_starts: Vec::new() }
}
