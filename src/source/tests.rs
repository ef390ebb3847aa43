//! Text in, messages or tree out. The wrong file stands beside the right one.

mod characters;
mod explained;
mod faults;
mod laws;
pub mod sheets;
mod trees;

use std::fmt::Write;

use crate::diag::findings::Findings;
use crate::diag::rendering::{Style, render_all};
use crate::diag::sources::Sources;
use crate::source::encoding::read_text;
use crate::source::node::{Node, ScalarStyle, Value};
use crate::source::yaml;

/// What reading bytes gives.
struct Outcome {
    node: Option<Node>,
    findings: Findings,
    sources: Sources,
}

fn read_bytes(bytes: &[u8]) -> Outcome {
    let mut sources = Sources::default();
    let mut findings = Findings::default();
    let node = read_text(bytes, "资料.yaml", &mut sources, &mut findings)
        .and_then(|source| yaml::read(source, &sources, &mut findings));
    Outcome { node, findings, sources }
}

fn read(text: &str) -> Outcome {
    read_bytes(text.as_bytes())
}

impl Outcome {
    /// The messages as people see them.
    fn told(&self) -> String {
        render_all(&self.findings, &self.sources, Style::Plain)
    }

    fn codes(&self) -> Vec<&'static str> {
        self.findings.list.iter().map(|d| d.code).collect()
    }

    /// The tree, one value a line, with what its span covers.
    fn tree(&self) -> String {
        let mut out = String::new();
        match &self.node {
            None => out.push_str("（没有树）\n"),
            Some(node) => self.dump(node, 0, &mut out),
        }
        out
    }

    fn dump(&self, node: &Node, depth: usize, out: &mut String) {
        let pad = "  ".repeat(depth);
        let written = &self.sources.get(node.span.source).text[node.span.start..node.span.end];
        let starts = if node.line_starts.is_empty() {
            String::new()
        } else {
            let text = &self.sources.get(node.span.source).text;
            let firsts: Vec<String> = node
                .line_starts
                .iter()
                .map(|&at| text[at..].chars().next().map_or(String::new(), |c| format!("{c:?}@{at}")))
                .collect();
            format!(" 行首 {}", firsts.join(" "))
        };
        let written = format!("← {written:?}{starts}");
        match &node.value {
            Value::Null | Value::Table(_) | Value::Picture(_) => {
                let _ = writeln!(out, "{pad}空 {written}");
            }
            Value::Scalar(scalar) => {
                let style = match scalar.style {
                    ScalarStyle::Plain => "",
                    ScalarStyle::Quoted => "引号 ",
                    ScalarStyle::Block => "块 ",
                };
                let _ = writeln!(out, "{pad}{style}{:?} {written}", scalar.text);
            }
            Value::List(items) => {
                let _ = writeln!(out, "{pad}列表 {written}");
                for item in items {
                    self.dump(item, depth + 1, out);
                }
            }
            Value::Map(entries) => {
                let _ = writeln!(out, "{pad}组 {written}");
                for (key, node) in entries {
                    let place = self.sources.line_column(key.span.source, key.span.start);
                    let _ = writeln!(out, "{pad}  {}（{}:{}）:", key.text, place.line, place.column);
                    self.dump(node, depth + 2, out);
                }
            }
        }
    }
}
