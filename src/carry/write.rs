//! What is to be done → the new text, and what is told of it with its lines.

use crate::carry::walk::{Act, Deed, Note};
use crate::carry::{REMARK, REMARK_HEAD};
use crate::model::workbook::Workbook;
use crate::source::edit::{self, Change, Plain, Step};

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
    for Act { path, deed, note } in acts {
        let done = match &deed {
            None => true,
            Some(deed) => match apply(&text, &path, deed, &order) {
                Some(changed) => {
                    text = changed;
                    true
                }
                None => false,
            },
        };
        let note = match note {
            Some(Note::Moved { old, .. }) if !done => Some(Note::Kept(old)),
            Some(Note::Blank(what)) if !done => Some(Note::Kept(format!("要填：{what}"))),
            note => note,
        };
        notes.extend(note.map(|note| (path, note)));
    }
    let mut told = lines(&text, notes);
    let marked: Vec<usize> =
        told.iter().filter(|told| matches!(told.note, Note::Kept(_))).map(|told| told.line - 1).collect();
    let text = edit::remark(&text, &marked, REMARK);
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

fn lines(text: &str, notes: Vec<(Vec<Step>, Note)>) -> Vec<Told> {
    let (Some(root), _) = edit::parse(text) else { return Vec::new() };
    notes
        .into_iter()
        .map(|(path, note)| {
            let at = edit::place(&root, &path).unwrap_or_default();
            let line = text[..at].matches('\n').count() + 1;
            Told { line, place: in_words(&path), note }
        })
        .collect()
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
