//! What is to be done → the new text, and what is told of it with its lines.

use std::collections::{BTreeMap, BTreeSet};

use crate::carry::walk::{Act, Deed, Note};
use crate::carry::{REMARK, REMARK_HEAD};
use crate::model::workbook::Workbook;
use crate::source::edit::{self, Change, Plain, Step};
use crate::source::node::{Node, ScalarStyle, Value};

/// A text that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The text.
    pub text: String,
    /// What is told of it, in the order of its lines.
    pub told: Vec<Told>,
}

/// What is told of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// 1-based line of the new text.
    pub line: usize,
    /// The keys that lead there, in words: `工作目标·指标第2条·目标值`.
    pub place: String,
    /// What.
    pub note: Note,
}

/// The text without the remarks of the year before.
pub fn bare(text: &str) -> String {
    edit::without_remarks(text, REMARK_HEAD)
}

/// Does what is to be done. What cannot be done to the text is told as left.
pub fn write(text: &str, acts: Vec<Act>) -> Written {
    let mut text = text.to_owned();
    let order: Vec<&str> = Workbook::RECORD.fields.iter().map(|field| field.key).collect();
    let mut notes = Vec::new();
    for Act { path, deed, notes: told } in acts {
        let changed = deed.as_ref().map(|deed| apply(&text, &path, deed, &order));
        let done = !matches!(changed, Some(None));
        if let Some(Some(changed)) = changed {
            text = changed;
        }
        for (line, note) in told {
            let note = match note {
                Note::Moved { old, .. } if !done => Note::Kept(old),
                Note::Blank(what) if !done => Note::Kept(format!("要填：{what}")),
                note => note,
            };
            notes.push((path.clone(), line, note));
        }
    }
    let (mut told, marks) = placed(&text, notes);
    for (remark, lines) in marks {
        text = edit::remark(&text, &lines, &remark);
    }
    told.sort_by_key(|told| told.line);
    Written { text, told }
}

fn apply(text: &str, path: &[Step], deed: &Deed, order: &[&str]) -> Option<String> {
    let change = match deed {
        Deed::Set(value) => Change::Set(value, order),
        Deed::Remove => Change::Remove,
        Deed::Insert(at, value) => Change::Insert(*at, value),
    };
    edit::change(text, path, change).ok()
}

/// Puts the path of last year's workbook into 检查, so that `check` finds what was forgotten.
pub fn name_last(text: &str, path: &str) -> Option<String> {
    let order: Vec<&str> = Workbook::RECORD.fields.iter().map(|field| field.key).collect();
    let key = |key: &str| Step::Key(key.to_owned());
    let value = Plain::Text(path.to_owned());
    let set = |text: &str| edit::change(text, &[key("检查"), key("上年")], Change::Set(&value, &order)).ok();
    // 检查 as a bare list is that of 不查.
    set(text).or_else(|| set(&edit::change(text, &[key("检查")], Change::Wrap("不查")).ok()?))
}

/// Remarks, each with the lines (from 0) that it comes behind.
type Marks = BTreeMap<String, Vec<usize>>;

/// The notes at their lines, and the remarks of what stayed. Within a text of several lines no remark can stand: the one at its key
/// says which of the lines below it are meant.
fn placed(text: &str, notes: Vec<(Vec<Step>, usize, Note)>) -> (Vec<Told>, Marks) {
    let (Some(root), _) = edit::parse(text) else { return (Vec::new(), Marks::new()) };
    let lines: Vec<&str> = text.split('\n').collect();
    let starts: Vec<usize> = text.match_indices('\n').map(|(at, _)| at + 1).collect();
    let mut told = Vec::new();
    let mut kept: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (path, number, note) in notes {
        let at = edit::place(&root, &path).unwrap_or_default();
        let key = starts.partition_point(|start| *start <= at);
        let line = node_at(&root, &path).and_then(|node| line_of(node, number, key, &lines)).unwrap_or(key);
        if matches!(note, Note::Kept(_)) {
            kept.entry(key).or_default().insert(line - key);
        }
        told.push(Told { line: line + 1, place: in_words(&path), note });
    }
    let mut marks = Marks::new();
    for (key, below) in kept {
        let remark = if below.contains(&0) {
            REMARK.to_owned()
        } else {
            let below: Vec<String> = below.iter().map(usize::to_string).collect();
            format!("{REMARK}（下面第{}行）", below.join("、"))
        };
        marks.entry(remark).or_default().push(key);
    }
    (told, marks)
}

/// The line of the file that has a line of a text in a block; lines are counted from 0.
fn line_of(node: &Node, number: usize, key: usize, lines: &[&str]) -> Option<usize> {
    let Value::Scalar(scalar) = &node.value else { return None };
    let wanted = scalar.text.split('\n').nth(number)?.trim();
    if scalar.style != ScalarStyle::Block || wanted.is_empty() {
        return None;
    }
    let most = scalar.text.matches('\n').count() + 8;
    let has = |at: &usize| lines.get(*at).is_some_and(|line| line.trim() == wanted);
    let expected = key + 1 + number;
    Some(expected).filter(has).or_else(|| (key + 1..key + most).find(has))
}

fn node_at<'n>(root: &'n Node, path: &[Step]) -> Option<&'n Node> {
    path.iter().try_fold(root, |node, step| match (&node.value, step) {
        (Value::Map(_), Step::Key(key)) => node.get(key),
        (Value::List(items), Step::Item(at)) => items.get(*at),
        _ => None,
    })
}

/// The keys of a path, a list's items with their numbers.
fn in_words(path: &[Step]) -> String {
    let mut words = String::new();
    for step in path {
        match step {
            Step::Key(key) if words.is_empty() => words.push_str(key),
            Step::Key(key) if matches!(key.as_str(), "条目" | "阶段") => {}
            Step::Key(key) => {
                words.push('·');
                words.push_str(key);
            }
            Step::Item(at) => words.push_str(&format!("第{}条", at + 1)),
        }
    }
    words
}
