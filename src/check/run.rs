//! The rules look at a paper.

use std::collections::HashMap;
use std::sync::Mutex;

use crate::check::context::Context;
use crate::check::folder::Folder;
use crate::check::marks::{Found, Marks};
use crate::check::rule::{Look, Rule};
use crate::check::rules;
use crate::check::selection::Selection;
use crate::paper::Paper;
use crate::paper::line::{Line, Role};
use crate::read::docx::Word;

/// What the selected rules find, in the order of the document.
pub fn look(paper: &Paper, selection: &Selection, context: &Context) -> Vec<Found> {
    let mut found = Vec::new();
    for rule in selected(selection) {
        match rule.look {
            Look::Line(look) => {
                for (index, line) in paper.lines.iter().enumerate() {
                    look(line, &mut Marks::new(rule, index, &mut found));
                }
            }
            Look::Folder(_) => {}
            Look::Paper(look) => look(paper, context, &mut Marks::new(rule, 0, &mut found)),
            Look::File(_) => {}
        }
    }
    found.retain(|found| selection.tells(found.level));
    sort(&mut found);
    found
}

/// As [`look`], of a Word file: its layout too.
pub fn look_file(word: &Word, selection: &Selection, context: &Context) -> Vec<Found> {
    let mut found = look(&word.paper, selection, context);
    for rule in selected(selection) {
        if let Look::File(look) = rule.look {
            look(word, &mut Marks::new(rule, 0, &mut found));
        }
    }
    found.retain(|found| selection.tells(found.level));
    sort(&mut found);
    found
}

/// What the selected rules find in the folder of a batch.
pub fn look_folder(folder: &Folder, selection: &Selection) -> Vec<Found> {
    let mut found = Vec::new();
    for rule in selected(selection) {
        if let Look::Folder(look) = rule.look {
            look(folder, &mut Marks::new(rule, 0, &mut found));
        }
    }
    found
}

fn selected(selection: &Selection) -> impl Iterator<Item = &'static Rule> {
    rules::all().filter(|rule| selection.has(rule))
}

fn sort(found: &mut [Found]) {
    found.sort_by_key(|found| (found.line.unwrap_or(0), found.range.start, found.rule.code));
}

/// The rules for many papers that have most of their paragraphs in common: a paragraph is looked at once.
#[derive(Debug)]
pub struct Reviewer {
    selection: Selection,
    known: Mutex<HashMap<(Role, String), Vec<Found>>>,
}

impl Reviewer {
    /// A reviewer with these rules.
    pub fn new(selection: Selection) -> Self {
        Self { selection, known: Mutex::default() }
    }

    /// As [`look`].
    pub fn look(&self, paper: &Paper, context: &Context) -> Vec<Found> {
        let mut found = Vec::new();
        for (index, line) in paper.lines.iter().enumerate() {
            for mut one in self.line(line) {
                one.line = Some(index);
                one.edits.iter_mut().for_each(|edit| edit.line = index);
                found.push(one);
            }
        }
        for rule in selected(&self.selection) {
            if let Look::Paper(look) = rule.look {
                look(paper, context, &mut Marks::new(rule, 0, &mut found));
            }
        }
        found.retain(|found| self.selection.tells(found.level));
        sort(&mut found);
        found
    }

    /// What the rules of single lines find in one.
    fn line(&self, line: &Line) -> Vec<Found> {
        let key = (line.role, line.text.clone());
        if let Some(known) = self.known.lock().ok().and_then(|known| known.get(&key).cloned()) {
            return known;
        }
        let mut found = Vec::new();
        for rule in selected(&self.selection) {
            if let Look::Line(look) = rule.look {
                look(line, &mut Marks::new(rule, 0, &mut found));
            }
        }
        if let Ok(mut known) = self.known.lock() {
            known.insert(key, found.clone());
        }
        found
    }
}
