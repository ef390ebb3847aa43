//! `见表：名称` → the table of that name.

use std::collections::BTreeMap;

use crate::diag::diagnostic::{Diagnostic, Place};
use crate::diag::findings::Findings;
use crate::diag::nearest::nearest;
use crate::document::tree::{Block, Document, Table};

/// Tables by name; `landscape` ones are set on their own pages.
pub struct NamedTable {
    /// The table.
    pub table: Table,
    /// Whether it stands on landscape pages.
    pub landscape: bool,
}

/// Puts tables in the place of their references; an unknown name is a fault, told at the `place` of that name.
pub fn resolve(
    document: &mut Document,
    tables: &BTreeMap<String, NamedTable>,
    place: &dyn Fn(&str) -> Place,
    findings: &mut Findings,
) {
    for part in &mut document.parts {
        resolve_blocks(&mut part.blocks, tables, place, findings);
    }
}

fn resolve_blocks(
    blocks: &mut [Block],
    tables: &BTreeMap<String, NamedTable>,
    place: &dyn Fn(&str) -> Place,
    findings: &mut Findings,
) {
    for block in blocks {
        match block {
            Block::TableReference { name } => match tables.get(name) {
                Some(named) => {
                    let table = Block::Table(named.table.clone());
                    *block = if named.landscape { Block::Landscape { blocks: vec![table] } } else { table };
                }
                None => findings.push(unknown_table(name, tables.keys().map(String::as_str), place(name))),
            },
            Block::Landscape { blocks } => resolve_blocks(blocks, tables, place, findings),
            Block::Heading(_) | Block::Paragraph { .. } | Block::Table(_) | Block::PageBreak => {}
        }
    }
}

/// The fault of a table's name that nothing bears.
pub fn unknown_table<'a>(
    name: &str,
    names: impl Iterator<Item = &'a str> + Clone,
    place: Place,
) -> Diagnostic {
    let all: Vec<&str> = names.clone().collect();
    let mut diagnostic = Diagnostic::error("unknown-table", place, format!("没有叫“{name}”的表"));
    diagnostic = diagnostic.meant(nearest(name, names));
    diagnostic.absent("表").hint(if all.is_empty() {
        "在资料里加上“表”，写明名称、表头和行".to_owned()
    } else {
        format!("资料里有这些表：{}", all.join("、"))
    })
}
