//! 个别: units whose documents differ. One file with a key for each unit, or a folder with a file for each; inside, columns of
//! the roster, fields of the 文稿 or keys of the workbook.

use std::collections::BTreeMap;

use crate::batch::check;
use crate::batch::columns::{Columns, field};
use crate::batch::lists::{NotFound, Units};
use crate::batch::roster::cell_text;
use crate::diag::diagnostic::{Diagnostic, Span};
use crate::diag::findings::Findings;
use crate::diag::nearest::nearest;
use crate::model::order::DocumentOrder;
use crate::model::workbook::Workbook;
use crate::source::node::{Key, Node, Value, trim};

/// What one unit has otherwise.
#[derive(Debug, Default)]
pub struct Override {
    /// Cells: number of the column, text, place.
    pub cells: Vec<(usize, String, Span)>,
    /// Fields of every 文稿: keys from the outermost, value.
    pub orders: Vec<(Vec<String>, Node)>,
    /// Keys of the workbook.
    pub workbook: Vec<(Key, Node)>,
}

/// The overrides by row.
pub type Overrides = BTreeMap<usize, Override>;

/// Reads the overrides of all units from `files`: what each holds, and the unit that its name names if it is one of a
/// folder.
pub fn overrides(
    files: &[(Option<String>, Node)],
    columns: &Columns,
    units: &Units<'_>,
    findings: &mut Findings,
) -> Overrides {
    let mut all = Overrides::new();
    for (name, node) in files {
        match (name, &node.value) {
            (Some(name), _) => add(name, node, node.span, columns, units, &mut all, findings),
            (None, Value::Map(entries)) => {
                for (key, value) in entries {
                    add(&key.text, value, key.span, columns, units, &mut all, findings);
                }
            }
            (None, _) => findings.push(
                Diagnostic::error("wrong-type", node.span, "“个别”的文件应为一组“单位: 内容”")
                    .hint("每个单位写成：\n某某镇卫生院:\n  报送时限: 2026-12-20"),
            ),
        }
    }
    all
}

fn add(
    name: &str,
    node: &Node,
    span: Span,
    columns: &Columns,
    units: &Units<'_>,
    all: &mut Overrides,
    findings: &mut Findings,
) {
    let row = match units.find(trim(name)) {
        Ok(row) => row,
        Err(NotFound::Several) => {
            findings.push(
                Diagnostic::error("list-unit", span, format!("名册里有几个单位都叫“{name}”，不知道是哪一个"))
                    .hint("改写这个单位的代码"),
            );
            return;
        }
        Err(NotFound::Unknown) => {
            findings.push(
                Diagnostic::error("list-unit", span, format!("名册里没有“{name}”这个单位"))
                    .meant(units.nearest(name))
                    .hint("与名册的代码、全称或简称写得一字不差"),
            );
            return;
        }
    };
    let Value::Map(entries) = &node.value else {
        findings.push(
            Diagnostic::error("wrong-type", node.span, format!("“{name}”下面应为一组“键: 值”"))
                .hint("换行写，每行一个，比单位名称往右缩进两格，例如：\n  报送时限: 2026-12-20"),
        );
        return;
    };
    if all.contains_key(&row) {
        findings.push(
            Diagnostic::error("duplicate-key", span, format!("“{name}”这个单位写了两次")).hint("合成一处"),
        );
    }
    let own = all.entry(row).or_default();
    for (key, value) in entries {
        take(key, value, columns, own, findings);
    }
}

fn take(key: &Key, value: &Node, columns: &Columns, own: &mut Override, findings: &mut Findings) {
    if let Some(column) = columns.find(&key.text) {
        let text = match &value.value {
            Value::Null => String::new(),
            Value::Scalar(scalar) => cell_text(trim(&scalar.text)).into_owned(),
            _ => {
                findings.push(
                    Diagnostic::error(
                        "wrong-type",
                        value.span,
                        format!("“{}”是名册的一列，应为一行文字", key.text),
                    )
                    .hint("写在冒号后面"),
                );
                return;
            }
        };
        let known = &columns.list[column];
        let fault = match text.is_empty() {
            true if known.required || column == columns.unit => {
                let message = format!("“{}”是必填的，这里空着", known.name);
                let told = Diagnostic::error("blank-cell", key.span, message);
                Some(told.hint("写上内容；与名册一样的，删去这一行"))
            }
            true => None,
            false => check::fault(known, &text, value.span),
        };
        if let Some(fault) = fault {
            findings.push(fault);
        }
        own.cells.push((column, text, value.span));
    } else if let Some(field) = field(&key.text).filter(|field| field.of_order) {
        own.orders.push((field.path, value.clone()));
    } else if Workbook::RECORD.by_key(&key.text).is_some()
        && !matches!(key.text.as_str(), "引用" | "文稿" | "名册" | "台账")
    {
        if let ("单位", Some(profile)) = (key.text.as_str(), value.get("版式")) {
            let message = "一批文件用同一个版式，“个别”里不能改“版式”";
            findings.push(
                Diagnostic::error("unknown-key", profile.span, message)
                    .hint("删去这一行；另用版式的单位另做一批"),
            );
        }
        own.workbook.push((key.clone(), value.clone()));
    } else {
        let known = columns
            .list
            .iter()
            .map(|column| column.name.as_str())
            .chain(DocumentOrder::RECORD.fields.iter().map(|field| field.key))
            .chain(Workbook::RECORD.fields.iter().map(|field| field.key));
        findings.push(
            Diagnostic::error("unknown-key", key.span, format!("“个别”里不能写“{}”", key.text))
                .meant(nearest(&key.text, known))
                .hint("可以写名册的列、“文稿”的各项（附注、抄送机关……）和资料的各项（报送、有关要求……）"),
        );
    }
}
