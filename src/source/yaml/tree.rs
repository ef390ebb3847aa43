//! Events of the parser → nodes with places.
//!
//! Texts stay as written; aliases are replaced by what they stand for, merge keys (`<<`) are merged, the first of
//! two equal keys holds. Everything that would be dropped on the way is reported.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use granit_parser::{Event, ScalarStyle as Style, StructureStyle};

use crate::diag::diagnostic::{Diagnostic, Span};
use crate::diag::findings::Findings;
use crate::diag::sources::SourceId;
use crate::source::encoding::is_legal;
use crate::source::node::{Key, Node, Scalar, ScalarStyle, Value};
use crate::source::yaml::line_starts::{line_starts, without_fold_spaces};
use crate::source::yaml::lines::is_keylike;

/// A file holds at most so many values, aliases counted as what they stand for.
pub const MOST_NODES: usize = 1_000_000;
/// Values stand at most so deep in each other.
pub const MOST_DEPTH: usize = 100;

/// A tree under construction.
pub struct Builder<'a> {
    source: SourceId,
    text: &'a str,
    findings: &'a mut Findings,
    open: Vec<Open>,
    anchors: HashMap<usize, Anchored>,
    names: Vec<AnchorName>,
    used: HashSet<usize>,
    nodes: usize,
    root: Option<Node>,
}

struct Anchored {
    node: Node,
    weight: Weight,
}

struct AnchorName {
    id: usize,
    range: Range<usize>,
    is_empty: bool,
}

/// Number of nodes and depth of a finished value.
#[derive(Clone, Copy)]
struct Weight {
    nodes: usize,
    depth: usize,
}

/// A map or list whose end has not come yet.
struct Open {
    holds: Holds,
    start: usize,
    end: usize,
    anchor: usize,
    weight: Weight,
}

enum Holds {
    List(Vec<Node>),
    Map(OpenMap),
}

#[derive(Default)]
struct OpenMap {
    entries: Vec<(Key, Node)>,
    seen: HashMap<String, Span>,
    pending: Option<Pending>,
    merges: Vec<Node>,
    in_flow: bool,
}

enum Pending {
    Key(Key),
    Merge,
    /// A key that cannot be used and is reported already; its value is dropped with it.
    Unusable,
}

/// The file cannot be read any further; the reason is among the findings.
pub struct Stop;

impl<'a> Builder<'a> {
    /// An empty tree; `text` is the original text.
    pub fn new(source: SourceId, text: &'a str, findings: &'a mut Findings) -> Self {
        Self {
            source,
            text,
            findings,
            open: Vec::new(),
            anchors: HashMap::new(),
            names: Vec::new(),
            used: HashSet::new(),
            nodes: 0,
            root: None,
        }
    }

    /// Takes in one event; `range` is its place in the original text.
    pub fn event(&mut self, event: Event, range: Range<usize>) -> Result<(), Stop> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                if let Some(tag) = &tag
                    && !tag.is_yaml_core_schema()
                {
                    self.tag(&range);
                }
                let node = self.scalar(&text, style, range, tag.is_some());
                // A long text weighs more, so that references to it cannot fill the memory.
                let weight = Weight { nodes: 1 + text.len() / 256, depth: 1 };
                self.count(weight, node.span)?;
                self.finish(node, anchor, weight)
            }
            Event::SequenceStart(style, anchor, _) => {
                let range = if style == StructureStyle::Block { self.begun_at_dash(range) } else { range };
                self.begin(Holds::List(Vec::new()), &range, anchor)
            }
            Event::MappingStart(style, anchor, _) => {
                let map = OpenMap { in_flow: style == StructureStyle::Flow, ..OpenMap::default() };
                self.begin(Holds::Map(map), &range, anchor)
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(open) = self.open.pop() {
                    self.close(open, range.end)?;
                }
                Ok(())
            }
            Event::Anchor(id, _) => {
                let is_empty = self.anchors.get(&id).is_some_and(|a| a.node.value == Value::Null);
                self.names.push(AnchorName { id, range, is_empty });
                Ok(())
            }
            Event::Alias(id) => self.alias(id, range),
            Event::UnresolvedAlias(name) => {
                let message = format!("“*{name}”以星号开头，在 YAML 里是引用，但前面没有定义它引用的内容");
                self.findings.push(
                    Diagnostic::error("unknown-anchor", self.span(&range), message)
                        .hint("如果这是文字，请给整个值加上英文引号"),
                );
                let node = Node { value: Value::Null, span: self.span(&range), line_starts: Vec::new() };
                self.finish(node, 0, Weight { nodes: 1, depth: 1 })
            }
            _ => Ok(()),
        }
    }

    /// The finished tree.
    pub fn finish_document(&mut self) -> Option<Node> {
        for name in std::mem::take(&mut self.names) {
            if !self.used.contains(&name.id) {
                let word = &self.text[name.range.clone()];
                let place = self.span(&name.range);
                let hint = "如果这是文字，请给整个值加上英文引号；如果是 YAML 的锚点而没有用到，请删去";
                let message = format!("“{word}”不会写进公文：& 开头的词在 YAML 里是锚点，后面没有地方引用它");
                self.findings.push(if name.is_empty {
                    Diagnostic::error("unused-anchor", place, message).hint(hint)
                } else {
                    Diagnostic::warning("unused-anchor", place, message).hint(hint)
                });
            }
        }
        self.root.take()
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span { source: self.source, start: range.start, end: range.end }
    }

    /// The parser begins a list at its first value; people see it begin at the dash.
    fn begun_at_dash(&self, range: Range<usize>) -> Range<usize> {
        let before = self.text[..range.start].trim_end();
        if before.ends_with('-') { before.len() - 1..range.end } else { range }
    }

    fn tag(&mut self, range: &Range<usize>) {
        let line = self.text[..range.start].rfind('\n').map_or(0, |i| i + 1);
        let start = self.text[line..range.start].rfind('!').map_or(range.start, |i| line + i);
        let place = self.span(&(start..range.end.max(start)));
        self.findings.push(
            Diagnostic::error("special-character", place, "! 在 YAML 里有特殊含义，不能放在值的开头")
                .hint("如果这是文字，请给整个值加上英文引号，例如 键: \"…\""),
        );
    }

    fn scalar(&mut self, text: &str, style: Style, range: Range<usize>, is_tagged: bool) -> Node {
        if style == Style::DoubleQuoted
            && let Some(c) = text.chars().find(|&c| !is_legal(c))
        {
            // Illegal characters written out are reported where the file is decoded; these come from escapes.
            let message = format!("这里有不能写进公文的字符 U+{:04X}", u32::from(c));
            self.findings.push(
                Diagnostic::error("illegal-character", self.span(&range), message)
                    .hint("请删去反斜杠开头的转义写法，或改写成文字"),
            );
        }
        let source = &self.text[range.clone()];
        let is_one_line = style == Style::Plain && !source.contains('\n');
        let style_written = match style {
            _ if is_tagged => ScalarStyle::Quoted,
            Style::Plain => ScalarStyle::Plain,
            Style::SingleQuoted | Style::DoubleQuoted => ScalarStyle::Quoted,
            _ => ScalarStyle::Block,
        };
        // A repair may have changed a letter; what the user wrote is what stands in the source.
        let text = if is_one_line {
            Cow::Borrowed(source)
        } else {
            without_fold_spaces(self.text, &range, text, style)
        };
        let is_null =
            style_written == ScalarStyle::Plain && matches!(&*text, "" | "~" | "null" | "NULL" | "Null");
        let line_starts = line_starts(self.text, &range, &text, style);
        let value = if is_null {
            Value::Null
        } else {
            Value::Scalar(Scalar { text: text.into_owned(), style: style_written })
        };
        Node { value, span: self.span(&range), line_starts }
    }

    fn begin(&mut self, holds: Holds, range: &Range<usize>, anchor: usize) -> Result<(), Stop> {
        if self.open.len() >= MOST_DEPTH {
            return self.too_deep(range);
        }
        let weight = Weight { nodes: 1, depth: 1 };
        self.open.push(Open { holds, start: range.start, end: range.end, anchor, weight });
        Ok(())
    }

    fn too_deep(&mut self, range: &Range<usize>) -> Result<(), Stop> {
        self.findings.push(too_deep(self.span(range)));
        Err(Stop)
    }

    fn close(&mut self, open: Open, end: usize) -> Result<(), Stop> {
        let text = self.text;
        let (value, end) = match open.holds {
            Holds::List(items) => (Value::List(items), end),
            Holds::Map(map) => (Value::Map(self.merged(map)), end),
        };
        // The parser ends a block where the next thing begins; its end is that of its last value.
        let end = if end > open.end && text[..end].ends_with([']', '}']) { end } else { open.end };
        let end = open.start + text[open.start..end.max(open.start)].trim_end().len();
        let span = self.span(&(open.start..end));
        self.count(Weight { nodes: 1, depth: 1 }, span)?;
        self.finish(Node { value, span, line_starts: Vec::new() }, open.anchor, open.weight)
    }

    fn merged(&mut self, map: OpenMap) -> Vec<(Key, Node)> {
        let OpenMap { mut entries, mut seen, merges, .. } = map;
        for merge in merges {
            let maps = match merge.value {
                Value::List(items) => items,
                _ => vec![merge],
            };
            for node in maps {
                let Value::Map(more) = node.value else {
                    self.findings.push(
                        Diagnostic::error("bad-merge", node.span, "<< 后面要引用一组“键: 值”")
                            .hint("请写成“<<: *名字”，并在别处用“&名字”标出那一组"),
                    );
                    continue;
                };
                for (key, value) in more {
                    if !seen.contains_key(&key.text) {
                        seen.insert(key.text.clone(), key.span);
                        entries.push((key, value));
                    }
                }
            }
        }
        entries
    }

    fn alias(&mut self, id: usize, range: Range<usize>) -> Result<(), Stop> {
        self.used.insert(id);
        let span = self.span(&range);
        let Some(&Anchored { weight, .. }) = self.anchors.get(&id) else {
            // The anchor's own value is still open: it would contain itself.
            self.findings.push(
                Diagnostic::error("unknown-anchor", span, "这里引用了正在定义的内容自己")
                    .hint("请删去这处引用，或引用别处的内容"),
            );
            let node = Node { value: Value::Null, span, line_starts: Vec::new() };
            return self.finish(node, 0, Weight { nodes: 1, depth: 1 });
        };
        self.count(weight, span)?;
        let Some(Anchored { node, .. }) = self.anchors.get(&id) else { return Ok(()) };
        let node = Node { span, ..node.clone() };
        self.finish(node, 0, weight)
    }

    /// Counts values towards the limit.
    fn count(&mut self, weight: Weight, place: Span) -> Result<(), Stop> {
        self.nodes += weight.nodes;
        if self.nodes > MOST_NODES {
            self.findings.push(too_many(place));
            return Err(Stop);
        }
        Ok(())
    }

    /// Puts a finished value where it belongs.
    fn finish(&mut self, node: Node, anchor: usize, weight: Weight) -> Result<(), Stop> {
        let range = node.span.start..node.span.end;
        if self.open.len() + weight.depth > MOST_DEPTH {
            return self.too_deep(&range);
        }
        if anchor != 0 {
            self.count(weight, node.span)?;
            self.anchors.insert(anchor, Anchored { node: node.clone(), weight });
        }
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        open.weight.nodes += weight.nodes;
        open.weight.depth = open.weight.depth.max(weight.depth + 1);
        open.end = open.end.max(node.span.end);
        match &mut open.holds {
            Holds::List(items) => items.push(node),
            Holds::Map(map) => match map.pending.take() {
                None => self.key(node),
                Some(Pending::Key(key)) => self.entry(key, node),
                Some(Pending::Merge) => map.merges.push(node),
                Some(Pending::Unusable) => {}
            },
        }
        Ok(())
    }

    fn map(&mut self) -> Option<&mut OpenMap> {
        match self.open.last_mut()?.holds {
            Holds::Map(ref mut map) => Some(map),
            Holds::List(_) => None,
        }
    }

    fn key(&mut self, node: Node) {
        let span = node.span;
        let pending = match node.value {
            Value::Scalar(Scalar { text, style: ScalarStyle::Plain }) if text == "<<" => Pending::Merge,
            Value::Scalar(Scalar { text, .. }) => {
                match self.map().and_then(|map| map.seen.get(&text).copied()) {
                    Some(first) => {
                        self.findings.push(
                            Diagnostic::error(
                                "duplicate-key",
                                span,
                                format!("“{text}”写了两次，只采用第一次写的"),
                            )
                            .label("又写了一次")
                            .related(first, "第一次写在这里")
                            .hint("请删去其中一处；如果是两项内容，请合并或改成列表"),
                        );
                        Pending::Unusable
                    }
                    None => Pending::Key(Key { text, span }),
                }
            }
            Value::Null => {
                self.findings.push(
                    Diagnostic::error("complex-key", span, "冒号前面没有名称")
                        .hint("请在冒号前写上这一项的名称"),
                );
                Pending::Unusable
            }
            Value::List(_) | Value::Map(_) | Value::Table(_) | Value::Picture(_) => {
                self.findings.push(
                    Diagnostic::error(
                        "complex-key",
                        span,
                        "冒号前面只能是一个名称，不能是列表或一组“键: 值”",
                    )
                    .hint("如果括号是名称的一部分，请给名称加上英文引号"),
                );
                Pending::Unusable
            }
        };
        if let Some(map) = self.map() {
            if let Pending::Key(key) = &pending {
                map.seen.insert(key.text.clone(), key.span);
            }
            map.pending = Some(pending);
        }
    }

    fn entry(&mut self, mut key: Key, mut node: Node) {
        if node.value == Value::Null && node.span.start == node.span.end {
            node.span = key.span;
            let in_flow = self.map().is_some_and(|map| map.in_flow);
            if in_flow && let Some(at) = key.text.find('：').filter(|&i| is_keylike(&key.text[..i])) {
                let start = key.span.start + at;
                let name = &key.text[..at];
                let place = Span { start, end: start + '：'.len_utf8(), ..key.span };
                self.findings.push(
                    Diagnostic::error(
                        "full-width-colon",
                        place,
                        format!("“{name}”后面写的是全角冒号，读不出这一项"),
                    )
                    .label("全角冒号")
                    .hint(format!("请写成“{name}: ”，即半角冒号加一个空格")),
                );
                // Read on as it was meant, so that nobody is told as well that the key is unknown.
                let value = key.text[at + '：'.len_utf8()..].trim().to_owned();
                if !value.is_empty() {
                    node.span =
                        Span { start: key.span.end - value.len().min(key.span.end - start), ..key.span };
                    node.value = Value::Scalar(Scalar { text: value, style: ScalarStyle::Plain });
                }
                key = Key { text: name.to_owned(), span: Span { end: start, ..key.span } };
            }
        }
        if let Some(map) = self.map() {
            map.entries.push((key, node));
        }
    }
}

/// The error for values nested too deeply.
pub fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::error("yaml-too-large", span, format!("内容套得太深，超过了 {MOST_DEPTH} 层"))
        .hint("请检查括号或缩进；正常的数据不会超过十层")
}

fn too_many(span: Span) -> Diagnostic {
    Diagnostic::error("yaml-too-large", span, format!("展开引用后内容超过了 {MOST_NODES} 项"))
        .hint("请减少 * 引用，或把数据分成几个文件")
}
