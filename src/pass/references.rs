//! `见表：名称` → the table of that name, `见图：名称` → the chart.

use std::collections::BTreeMap;

use crate::diag::diagnostic::{Diagnostic, Place};
use crate::diag::findings::Findings;
use crate::diag::nearest::nearest;
use crate::document::chart::Chart;
use crate::document::tree::{Block, Document, Table};

/// What a workbook names and texts refer to.
#[derive(Debug, Default)]
pub struct Named {
    /// 表.
    pub tables: BTreeMap<String, NamedTable>,
    /// 图.
    pub charts: BTreeMap<String, Chart>,
}

/// A table of a workbook; `landscape` ones are set on their own pages.
#[derive(Debug)]
pub struct NamedTable {
    /// The table.
    pub table: Table,
    /// Whether it stands on landscape pages.
    pub landscape: bool,
}

/// Puts tables and charts in the place of their references; an unknown name is a fault, told at the `place` of that
/// reference.
pub fn resolve(
    document: &mut Document,
    named: &Named,
    place: &dyn Fn(&Block) -> Place,
    findings: &mut Findings,
) {
    for part in &mut document.parts {
        resolve_blocks(&mut part.blocks, named, place, findings);
    }
}

fn resolve_blocks(
    blocks: &mut [Block],
    named: &Named,
    place: &dyn Fn(&Block) -> Place,
    findings: &mut Findings,
) {
    for block in blocks {
        if let Block::Landscape { blocks } = block {
            resolve_blocks(blocks, named, place, findings);
            continue;
        }
        match found(block, named, place) {
            None => {}
            Some(Ok(resolved)) => *block = resolved,
            Some(Err(fault)) => findings.push(fault),
        }
    }
}

/// What a reference stands for; `None` for any other block.
fn found(block: &Block, named: &Named, place: &dyn Fn(&Block) -> Place) -> Option<Result<Block, Diagnostic>> {
    Some(match block {
        Block::TableReference { name } => match named.tables.get(name) {
            Some(found) => {
                let table = Block::Table(found.table.clone());
                Ok(if found.landscape { Block::Landscape { blocks: vec![table] } } else { table })
            }
            None => Err(unknown_table(name, named.tables.keys().map(String::as_str), place(block))),
        },
        Block::ChartReference { name } => match named.charts.get(name) {
            Some(chart) => Ok(Block::Chart(chart.clone())),
            None => Err(unknown_chart(name, named, place(block))),
        },
        Block::Heading(_)
        | Block::Paragraph { .. }
        | Block::Table(_)
        | Block::Chart(_)
        | Block::PageBreak
        | Block::Landscape { .. } => return None,
    })
}

/// The fault of a chart's name that nothing bears.
pub fn unknown_chart(name: &str, named: &Named, place: Place) -> Diagnostic {
    let all: Vec<&str> = named.charts.keys().map(String::as_str).collect();
    let diagnostic = Diagnostic::error("unknown-chart", place, format!("没有叫“{name}”的图"))
        .meant(nearest(name, all.iter().copied()))
        .absent("图");
    if !all.is_empty() {
        return diagnostic.hint(format!("资料里有这些图：{}", all.join("、")));
    }
    let example = format!(
        "在资料里加上：\n图:\n  - 名称: {name}\n    类型: 柱形图\n    类别: [6月, 7月]\n    系列: [{{名称: 人次, 数: [120, 98]}}]"
    );
    let diagnostic = diagnostic.hint(example);
    if named.tables.contains_key(name) {
        diagnostic.hint(format!("“{name}”是一个表，要排这个表就写“见表：{name}”"))
    } else {
        diagnostic
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
