//! 如有、如无: what stands in the data only for those who have something. `【如有：联系人、联系电话】` at the beginning of a line keeps
//! or drops that line; a key `如有` in an item keeps or drops the item. Settled on the tree, before it is read, so that it
//! means the same in every text and list.

use crate::diag::diagnostic::{Diagnostic, Span};
use crate::diag::findings::Findings;
use crate::model::shape::{FieldShape, Shape};
use crate::source::node::{Node, Value, trim};

/// Keys of an item, and words of a mark.
const WORDS: [(&str, bool); 2] = [("如有", true), ("如无", false)];

/// The keys as fields: every group of keys below the workbook itself may have them.
pub static FIELDS: [FieldShape; 2] = [
    FieldShape {
        key: "如有",
        variable: "if_any",
        shape: || Shape::List(|| Shape::Phrase),
        required: false,
        meaning: "有这些才要这一条：名册的列（这个单位填了的）、台账的名称（有行的）等",
        example: "[联系人, 联系电话]",
    },
    FieldShape {
        key: "如无",
        variable: "if_none",
        shape: || Shape::List(|| Shape::Phrase),
        required: false,
        meaning: "没有这些才要这一条，写法与“如有”相同",
        example: "[联系人]",
    },
];

/// The field of one of these keys.
pub fn field(key: &str) -> Option<&'static FieldShape> {
    FIELDS.iter().find(|field| field.key == key)
}

/// Keys whose contents are rows of the user's, not texts.
pub const ROWS: [&str; 2] = ["台账", "名册"];

/// A condition as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// All of them must be there, or with 如无 none.
    pub names: Vec<String>,
    /// 如有, else 如无.
    pub present: bool,
    /// Where it stands.
    pub span: Span,
}

impl Condition {
    /// Whether it holds, if `has` says of each name whether it is there.
    pub fn holds(&self, has: &dyn Fn(&str) -> bool) -> bool {
        self.names.iter().all(|name| has(name) == self.present)
    }
}

/// Every condition in the data, in order. Those that are written wrong are told.
pub fn all(node: &Node, findings: &mut Findings) -> Vec<Condition> {
    let mut found = Vec::new();
    if let Value::Map(entries) = &node.value {
        for (key, _) in entries.iter().filter(|(key, _)| field(&key.text).is_some()) {
            let message = format!("“{}”写在最外面，管不着任何一条", key.text);
            findings.push(
                Diagnostic::error("bad-condition", key.span, message)
                    .hint("写到它要管的那一条里，例如“- {如有: 联系人, 名称: 落实责任}”"),
            );
        }
    }
    collect(node, &mut found, findings);
    found
}

fn collect(node: &Node, found: &mut Vec<Condition>, findings: &mut Findings) {
    match &node.value {
        Value::Null | Value::Table(_) | Value::Picture(_) => {}
        Value::Scalar(scalar) => {
            for (index, line) in scalar.text.split('\n').enumerate() {
                let span = line_span(node, index, line);
                let (marks, _) = marks(line, span);
                for mark in marks {
                    if mark.names.iter().any(String::is_empty) {
                        findings.push(
                            Diagnostic::error("bad-condition", mark.span, "“如有”后面没有写要有什么")
                                .hint("写名册的列或者台账的名称，例如“【如有：联系人】”"),
                        );
                    }
                    found.push(mark);
                }
            }
        }
        Value::List(items) => items.iter().for_each(|item| collect(item, found, findings)),
        Value::Map(entries) => {
            for (key, value) in entries {
                match key_condition(&key.text, value) {
                    Some(condition) => found.push(condition),
                    None if ROWS.contains(&key.text.as_str()) => {}
                    None => collect(value, found, findings),
                }
            }
        }
    }
}

/// Settles every condition: what does not hold is taken out, of the rest the marks are.
pub fn settle(node: &mut Node, has: &dyn Fn(&str) -> bool) {
    match &mut node.value {
        Value::Null | Value::Scalar(_) | Value::Table(_) | Value::Picture(_) => {}
        Value::List(items) => {
            items.retain_mut(|item| keeps(item, has));
            for item in items {
                settle(item, has);
            }
        }
        Value::Map(entries) => {
            entries.retain_mut(|(key, value)| ROWS.contains(&key.text.as_str()) || keeps(value, has));
            entries.retain(|(key, value)| key_condition(&key.text, value).is_none());
            for (key, value) in entries {
                if !ROWS.contains(&key.text.as_str()) {
                    settle(value, has);
                }
            }
        }
    }
}

/// Whether an item or value stays. Lines of a text that do not hold are taken out; one without any line left goes.
fn keeps(node: &mut Node, has: &dyn Fn(&str) -> bool) -> bool {
    match &mut node.value {
        Value::Map(entries) => entries
            .iter()
            .filter_map(|(key, value)| key_condition(&key.text, value))
            .all(|condition| condition.holds(has)),
        Value::Scalar(scalar) if scalar.text.contains("【如") => {
            let span = node.span;
            let mut lines = Vec::new();
            let mut starts = Vec::new();
            for (index, line) in scalar.text.split('\n').enumerate() {
                let (marks, rest) = marks(line, span);
                if marks.iter().all(|mark| mark.holds(has)) {
                    let taken = line.len() - rest.len();
                    starts.extend(node.line_starts.get(index).map(|start| start + taken));
                    lines.push(if marks.is_empty() { line } else { rest });
                }
            }
            let text = lines.join("\n");
            node.line_starts = starts;
            scalar.text = text;
            !trim(&scalar.text).is_empty()
        }
        _ => true,
    }
}

/// The condition that a key of an item states.
fn key_condition(key: &str, value: &Node) -> Option<Condition> {
    let (_, present) = WORDS.iter().find(|(word, _)| *word == key)?;
    let names = match &value.value {
        Value::Scalar(scalar) => names(&scalar.text),
        Value::List(items) => items
            .iter()
            .flat_map(|item| match &item.value {
                Value::Scalar(scalar) => names(&scalar.text),
                _ => Vec::new(),
            })
            .collect(),
        Value::Null | Value::Map(_) | Value::Table(_) | Value::Picture(_) => vec![String::new()],
    };
    Some(Condition { names, present: *present, span: value.span })
}

/// The marks at the beginning of a line, and the line without them.
fn marks(line: &str, span: Span) -> (Vec<Condition>, &str) {
    let mut marks = Vec::new();
    let mut rest = line;
    while let Some((condition, tail)) = mark(trim_start(rest), span) {
        marks.push(condition);
        rest = trim_start(tail);
    }
    (marks, rest)
}

fn mark(line: &str, span: Span) -> Option<(Condition, &str)> {
    let inner = line.strip_prefix('【')?;
    let (_, present) = WORDS.iter().find(|(word, _)| inner.starts_with(word))?;
    let (inner, tail) = inner["如有".len()..].split_once('】')?;
    let list = trim_start(inner).strip_prefix(['：', ':'])?;
    Some((Condition { names: names(list), present: *present, span }, tail))
}

fn names(list: &str) -> Vec<String> {
    list.split(['、', '，', ',']).map(|name| trim(name).to_owned()).collect()
}

fn trim_start(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{3000}')
}

/// Where a line of a text stands.
fn line_span(node: &Node, index: usize, line: &str) -> Span {
    match node.line_starts.get(index) {
        Some(start) => Span { start: *start, end: start + line.len(), ..node.span },
        None => node.span,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::sources::Sources;
    use crate::source::{encoding, yaml};

    fn read(text: &str) -> Node {
        let (mut sources, mut findings) = (Sources::default(), Findings::default());
        let source = encoding::read_text(text.as_bytes(), "资料.yaml", &mut sources, &mut findings);
        yaml::read(source.expect("a text"), &sources, &mut findings).expect("it reads")
    }

    fn plain(node: &Node) -> String {
        match &node.value {
            Value::Null | Value::Table(_) | Value::Picture(_) => "~".to_owned(),
            Value::Scalar(scalar) => scalar.text.trim().replace('\n', "|"),
            Value::List(items) => format!("[{}]", items.iter().map(plain).collect::<Vec<_>>().join(" ")),
            Value::Map(map) => {
                let entries = map.iter().map(|(key, value)| format!("{}={}", key.text, plain(value)));
                format!("{{{}}}", entries.collect::<Vec<_>>().join(" "))
            }
        }
    }

    #[test]
    fn lines_and_items_go_or_stay() {
        let text = "正文: |\n  甲。\n  【如有：联系人、电话】联系人为【联系人】。\n  【如无：联系人】请报送联系人。\n\
                    缘由: 【如有：清单】见清单。\n附件:\n  - {如有: 清单, 名称: 隐患清单}\n  - {如无: [清单], 名称: 说明}\n事项: [【如有：清单】乙, 丙]\n";
        let settled = |known: &[&str]| {
            let mut node = read(text);
            settle(&mut node, &|name| known.contains(&name));
            plain(&node)
        };
        assert_eq!(
            settled(&["联系人", "电话", "清单"]),
            "{正文=甲。|联系人为【联系人】。 缘由=见清单。 附件=[{名称=隐患清单}] 事项=[乙 丙]}"
        );
        assert_eq!(settled(&[]), "{正文=甲。|请报送联系人。 附件=[{名称=说明}] 事项=[丙]}");
        assert_eq!(settled(&["联系人"]), "{正文=甲。 附件=[{名称=说明}] 事项=[丙]}");
    }

    #[test]
    fn conditions_are_listed_with_their_places() {
        let mut findings = Findings::default();
        let found =
            all(&read("正文: |\n  甲\n  【如有：乙】丙\n附件: [{如无: 丁, 名称: 戊}]\n"), &mut findings);
        let told: Vec<(&str, bool)> = found.iter().map(|c| (c.names[0].as_str(), c.present)).collect();
        assert_eq!(told, [("乙", true), ("丁", false)]);
        assert!(findings.list.is_empty());
        assert_eq!(all(&read("正文: 【如有：】丙"), &mut findings).len(), 1);
        assert_eq!(findings.list.len(), 1);
        all(&read("如有: 乙\n正文: 丙"), &mut findings);
        assert_eq!(findings.list[1].message, "“如有”写在最外面，管不着任何一条");
    }
}
