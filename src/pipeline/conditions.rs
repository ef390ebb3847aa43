//! 如有、如无 of a workbook that is built by itself: what the workbook has.

use crate::diag::diagnostic::Diagnostic;
use crate::diag::findings::Findings;
use crate::diag::nearest::nearest;
use crate::model::condition::{self, Condition};
use crate::model::ledger::{self, Awaited};
use crate::source::node::{Node, Value, trim};

/// Settles the conditions of a workbook for which there is no roster.
pub fn settle(node: &mut Node, findings: &mut Findings) {
    let conditions = condition::all(node, findings);
    if conditions.is_empty() {
        return;
    }
    check(&conditions, node, &[], findings);
    let data = node.clone();
    condition::settle(node, &|name| has(&data, name).unwrap_or(false));
}

/// Whether a workbook has something under a name: a ledger with rows, a key under 其他, a 数字, a column that 名册 lists
/// (nothing without a roster). `None` if it does not know the name.
pub fn has(data: &Node, name: &str) -> Option<bool> {
    let ledgers = data.get("台账");
    let rows = |node: &Node| match node.get("行").map(|rows| &rows.value) {
        Some(Value::List(rows)) => !rows.is_empty(),
        Some(Value::Table(table)) => !table.rows.is_empty(),
        _ => false,
    };
    let called = |node: &Node| node.get("名称").is_some_and(|node| is(node, name));
    if let Some(Value::List(items)) = ledgers.map(|node| &node.value)
        && let Some(ledger) = items.iter().find(|item| called(item))
    {
        return Some(rows(ledger));
    }
    if let Some(ledger) = ledgers.filter(|node| called(node) || name == "台账") {
        return Some(rows(ledger) || matches!(&ledger.value, Value::List(items) if !items.is_empty()));
    }
    if data.get("其他").is_some_and(|other| other.get(name).is_some()) {
        return Some(true);
    }
    let figures = data.get("数字");
    let listed =
        matches!(figures.map(|node| &node.value), Some(Value::List(items)) if items.iter().any(called));
    if listed || figures.is_some_and(|figures| figures.get(name).is_some()) {
        return Some(true);
    }
    declared(data).contains(&name).then_some(false)
}

/// Tells of names that nothing has: neither the workbook nor `more`.
pub fn check(conditions: &[Condition], data: &Node, more: &[&str], findings: &mut Findings) {
    let awaited = awaited(data);
    for condition in conditions {
        for name in condition.names.iter().filter(|name| !name.is_empty()) {
            if !more.contains(&name.as_str()) && awaited.iter().any(|ledger| ledger.name == *name) {
                let message = format!("台账“{name}”还没有做出来，这里当作没有");
                let hint = "做出来以后再做一次这个文件，看这一条要不要";
                findings.push(Diagnostic::warning("ledger-awaited", condition.span, message).hint(hint));
                continue;
            }
            if more.contains(&name.as_str()) || has(data, name).is_some() {
                continue;
            }
            let known = more.iter().copied().chain(declared(data));
            let message = format!("“如有”里写的“{name}”，名册里没有这一列，资料里也没有叫这个的台账、数字");
            findings.push(
                Diagnostic::warning("unknown-condition", condition.span, message)
                    .meant(nearest(name, known))
                    .hint("现在当作没有；名册里有时才有的列，在“名册”的“列”里写上它的名称，就不再提示"),
            );
        }
    }
}

/// The ledgers that are not there yet.
fn awaited(data: &Node) -> Vec<Awaited> {
    let Some(ledgers) = data.get("台账") else { return Vec::new() };
    ledger::items(ledgers).iter().filter_map(ledger::awaited).collect()
}

/// The columns that 名册 lists.
fn declared(data: &Node) -> Vec<&str> {
    let columns = data.get("名册").and_then(|roster| roster.get("列"));
    let Some(Value::List(items)) = columns.map(|node| &node.value) else { return Vec::new() };
    items.iter().filter_map(column_name).collect()
}

fn column_name(item: &Node) -> Option<&str> {
    let node = if let Value::Map(_) = item.value { item.get("名称")? } else { item };
    match &node.value {
        Value::Scalar(scalar) => Some(trim(&scalar.text)),
        _ => None,
    }
}

fn is(node: &Node, name: &str) -> bool {
    matches!(&node.value, Value::Scalar(scalar) if trim(&scalar.text) == name)
}
