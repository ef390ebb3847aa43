//! Workbooks of sheets in, trees and messages out; trees in, sheets out.

mod faults;
mod forms;
mod laws;

use super::read;
use super::write::{self, Options};
use crate::diag::findings::Findings;
use crate::diag::rendering::{Style, render_all};
use crate::diag::sources::Sources;
use crate::model::reader::{FieldValue, Reader};
use crate::model::workbook::Workbook;
use crate::source::node::{Node, Value};
use crate::source::tests::sheets::builder::xlsx;
use crate::source::{encoding, yaml};

/// What reading sheets gives.
struct Outcome {
    node: Option<Node>,
    findings: Findings,
    sources: Sources,
}

/// Reads sheets, and then the workbook that they hold.
fn read_sheets(bytes: &[u8]) -> Outcome {
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let node = read::read(bytes, "资料.xlsx", &mut sources, &mut findings);
    if let Some(node) = &node {
        Workbook::read(node, &mut Reader { findings: &mut findings });
    }
    Outcome { node, findings, sources }
}

impl Outcome {
    fn told(&self) -> String {
        render_all(&self.findings, &self.sources, Style::Plain)
    }

    fn codes(&self) -> Vec<&'static str> {
        self.findings.list.iter().map(|finding| finding.code).collect()
    }

    /// The tree, a value a line with its place.
    fn dump(&self) -> String {
        let mut out = String::new();
        if let Some(node) = &self.node {
            self.dump_node(node, "", &mut out);
        }
        out
    }

    fn dump_node(&self, node: &Node, path: &str, out: &mut String) {
        match &node.value {
            Value::Map(entries) => {
                for (key, value) in entries {
                    let dot = if path.is_empty() { "" } else { "." };
                    self.dump_node(value, &format!("{path}{dot}{}", key.text), out);
                }
            }
            Value::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.dump_node(item, &format!("{path}[{}]", index + 1), out);
                }
            }
            Value::Scalar(scalar) => {
                let place = self.sources.place_in_words(node.span);
                *out += &format!("{path}: {}　{place}\n", scalar.text.replace('\n', "⏎"));
            }
            Value::Null | Value::Table(_) | Value::Picture(_) => *out += &format!("{path}: 空\n"),
        }
    }
}

fn tree(text: &str) -> (Node, Sources) {
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let source =
        encoding::read_text(text.as_bytes(), "资料.yaml", &mut sources, &mut findings).expect("text");
    let node = yaml::read(source, &sources, &mut findings).expect("a tree");
    (node, sources)
}

/// The sheets of a YAML workbook; what cannot be one is told.
fn sheets(text: &str) -> Result<Vec<u8>, String> {
    let (node, sources) = tree(text);
    write::write(&node, &Options::default()).map_err(|list| {
        let mut findings = Findings::default();
        for fault in list {
            findings.push(fault);
        }
        render_all(&findings, &sources, Style::Plain)
    })
}

/// Sheets without which a workbook is none.
const UNIT: &str = "工作表 单位\n项目 | 内容\n名称 | 某某县卫生局\n";

/// What reading the unit and these sheets gives.
fn with_unit(text: &str) -> Outcome {
    read_sheets(&xlsx(&format!("{UNIT}{text}")))
}
