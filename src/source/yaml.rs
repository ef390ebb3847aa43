//! A YAML file → a tree of [`Node`]s with places, or all that is wrong with it, in plain words.
//!
//! Built on the events of `granit-parser` rather than on `serde-saphyr`, which stands on the same parser: typed
//! reading stops at the first fault, knows no places of keys, and hides how a scalar was written.
//!
//! A YAML parser stops at its first error and blames the line where it noticed, not the one where the mistake is.
//! So the lines are first read tolerantly (`lines`, `values`, `structure`); what that finds is repaired in a
//! copy (`repair`), and the parser reads the copy, with places led back to the original. Two rules keep it from
//! crying wolf: if the parser accepts the file as it stands, only faults that would silently swallow text are
//! told; and where the tolerant reading has explained a line, the parser's own complaint about it is not repeated.
//!
//! What it does not: no key has a meaning here, and no scalar is a number or a date.

mod explain;
mod fault;
mod line_starts;
mod lines;
mod repair;
mod structure;
mod tree;
mod values;

use granit_parser::{Event, Parser, ScanError, options};

use crate::diag::diagnostic::{Diagnostic, Place, Span};
use crate::diag::findings::Findings;
use crate::diag::sources::{SourceId, Sources};
use crate::source::encoding::is_legal;
use crate::source::node::{Node, Value};
use crate::source::yaml::fault::{Fault, Weight};
use crate::source::yaml::repair::{Edit, Repaired};
use crate::source::yaml::tree::{Builder, MOST_DEPTH, Stop};

/// A YAML file is at most so long, in bytes; longer tables belong into .csv or .xlsx.
const LONGEST: usize = 16 * 1024 * 1024;
/// So many faults of the lines are told one by one.
const SHOWN: usize = 50;

/// Reads a whole YAML file.
///
/// With `Some` there may still be errors among the findings: the tree is then that of the file as it was probably
/// meant, good for finding more faults in the same run, but not for making documents. `None` means that no tree
/// could be made; the reason is among the findings.
pub fn read(source: SourceId, sources: &Sources, findings: &mut Findings) -> Option<Node> {
    let text = sources.get(source).text.as_str();
    let name = &sources.get(source).name;
    if text.len() > LONGEST {
        let message = format!("文件太大，超过了 {} MB", LONGEST / 1024 / 1024);
        findings.push(
            Diagnostic::error("yaml-too-large", Place::Path(name.clone()), message)
                .hint("请把大的表格改存为 .csv 或 .xlsx，再在这里引用"),
        );
        return None;
    }
    if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        findings.push(empty(name));
        return None;
    }
    let mut found = Findings::default();
    let node = read_text(source, text, &mut found);
    found.list.sort_by_key(|diagnostic| match diagnostic.place {
        Place::Span(span) => span.start,
        _ => usize::MAX,
    });
    let blank = node.as_ref().is_none_or(|node| node.value == Value::Null);
    if blank && !found.has_errors() {
        // Marks and directives only.
        found.push(empty(name));
    }
    findings.list.append(&mut found.list);
    node.filter(|_| !blank)
}

fn empty(name: &str) -> Diagnostic {
    Diagnostic::error("empty-file", Place::Path(name.to_owned()), "文件里没有内容")
        .hint("请按“键: 值”逐行填写；可以用 gongwen new 生成一份带说明的样例")
}

/// The key and the rest of a text that begins like `名称：…`, for messages about a text that stands where keys were
/// expected.
pub fn full_width_key(text: &str) -> Option<(&str, &str)> {
    let (key, rest) = text.split_once('：')?;
    lines::is_keylike(key).then_some((key, rest))
}

fn read_text(source: SourceId, text: &str, findings: &mut Findings) -> Option<Node> {
    // Characters that cannot be in a document are reported by the decoder; here they only must not stop the parser.
    let blank: Vec<Edit> = text
        .char_indices()
        .filter(|&(_, c)| !is_legal(c))
        .map(|(at, c)| Edit { range: at..at + c.len_utf8(), with: "_".into() })
        .collect();
    let mut faults = Vec::new();
    let entries = lines::entries(text, &mut faults);
    structure::faults(text, &entries, &mut faults);
    if faults.iter().any(|fault| fault.weight == Weight::Forbidden)
        && parses(&Repaired::new(text, blank.clone()).text)
    {
        faults.retain(|fault| fault.weight == Weight::Swallowed);
    }
    faults.sort_by_key(|fault| fault.range.start);
    let edits =
        blank.into_iter().chain(faults.iter().flat_map(|fault| fault.edits.iter().cloned())).collect();
    let repaired = Repaired::new(text, edits);
    let node = parse(source, text, &repaired, &faults, findings);
    tell(source, faults, findings);
    node
}

fn tell(source: SourceId, faults: Vec<Fault>, findings: &mut Findings) {
    let mut faults = gathered(faults);
    let more = faults.len().saturating_sub(SHOWN);
    faults.truncate(SHOWN);
    let last = faults.last().map(|fault| (fault.code, fault.range.clone()));
    for fault in faults {
        findings.push(fault.into_diagnostic(source));
    }
    if let Some((code, range)) = last.filter(|_| more > 0) {
        let place = Span { source, start: range.end, end: range.end };
        findings.push(
            Diagnostic::error(code, place, format!("后面另有 {more} 处书写错误，没有逐一列出"))
                .hint("请先改好上面各处，再运行一次"),
        );
    }
}

/// Lines one below the other that are indented wrongly in the same way are told once: one slip moved them all.
fn gathered(faults: Vec<Fault>) -> Vec<Fault> {
    let mut kept: Vec<Fault> = Vec::with_capacity(faults.len());
    let mut more = 0;
    for fault in faults {
        match kept.last() {
            Some(last)
                if fault.code == "bad-indent"
                    && fault.related.is_none()
                    && (last.code, &last.message, &last.label, &last.hints)
                        == (fault.code, &fault.message, &fault.label, &fault.hints) =>
            {
                more += 1;
            }
            _ => {
                count_more(kept.last_mut(), std::mem::take(&mut more));
                kept.push(fault);
            }
        }
    }
    count_more(kept.last_mut(), more);
    kept
}

fn count_more(fault: Option<&mut Fault>, more: usize) {
    if let Some(fault) = fault.filter(|_| more > 0) {
        fault.hints.push(format!("下面还有 {more} 行也是这样"));
    }
}

fn parser(text: &str) -> Parser<'_, granit_parser::StrInput<'_>> {
    let options = options! {
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        flow_nesting_limit: MOST_DEPTH,
        block_nesting_limit: MOST_DEPTH,
    };
    Parser::new_from_str_with_options(text, options)
}

fn parses(text: &str) -> bool {
    parser(text).all(|event| event.is_ok())
}

fn parse(
    source: SourceId,
    text: &str,
    repaired: &Repaired,
    faults: &[Fault],
    findings: &mut Findings,
) -> Option<Node> {
    let mut refused: Option<ScanError> = None;
    let mut builder = Builder::new(source, text, findings);
    let mut second = None;
    let mut documents = 0;
    for event in parser(&repaired.text) {
        let (event, span) = match event {
            Ok(event) => event,
            Err(error) => {
                refused = Some(error);
                break;
            }
        };
        let bytes = span.byte_range().unwrap_or_default();
        let start = repaired.original(bytes.start);
        let range = start..repaired.original(bytes.end).max(start);
        if let Event::DocumentStart(..) = event {
            documents += 1;
            if documents == 2 {
                second = Some(range);
                break;
            }
        } else if let Err(Stop) = builder.event(event, range) {
            return None;
        }
    }
    let root = if refused.is_none() { builder.finish_document() } else { None };
    if let Some(range) = second {
        let end = text[range.start..].find('\n').map_or(text.len(), |i| range.start + i);
        findings.push(
            Diagnostic::error(
                "several-yaml-documents",
                Span { source, start: range.start, end },
                "从这里起是另一份数据，一个文件只能写一份",
            )
            .hint("请删去这一行“---”，或把后面的内容另存为一个文件"),
        );
    }
    if let Some(error) = refused {
        let at = repaired.original(error.marker().byte_offset().unwrap_or_default()).min(text.len());
        if !is_explained(text, at, faults) {
            findings.push(explain::diagnostic(error.kind(), source, text, at));
        }
        return None;
    }
    let root = root?;
    if let Value::Scalar(_) = root.value
        && faults.is_empty()
    {
        let end = text[root.span.start..].find('\n').map_or(text.len(), |i| root.span.start + i);
        findings.push(
            Diagnostic::error(
                "no-keys",
                Span { end: end.min(root.span.end), ..root.span },
                "整个文件被读成了一段文字，没有一行是“键: 值”",
            )
            .hint("每一项请写成“键: 值”，半角冒号后加一个空格；如果这不是数据文件，请换一个文件"),
        );
        return None;
    }
    Some(root)
}

/// Whether a fault told already accounts for the parser's stopping at `at`.
fn is_explained(text: &str, at: usize, faults: &[Fault]) -> bool {
    let line = |byte: usize| text[..byte].rfind('\n').map_or(0, |i| i + 1);
    faults.iter().any(|fault| {
        let start = fault.range.start.min(text.len());
        line(start) == line(at) || (start <= at && (fault.misleads || fault.edits.is_empty()))
    })
}
