//! The rules look at a paper.

use std::collections::HashMap;
use std::sync::Mutex;

use crate::check::context::Context;
use crate::check::folder::Folder;
use crate::check::marks::{Found, Marks};
use crate::check::measure::Measure;
use crate::check::rule::{Look, Rule};
use crate::check::rules;
use crate::check::selection::Selection;
use crate::check::unit_figures::UnitFigures;
use crate::diag::sources::Sources;
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
            Look::Paper(look) => look(paper, context, &mut Marks::new(rule, 0, &mut found)),
            Look::File(_) | Look::Layout(_) | Look::Folder(_) | Look::Ledger(_) => {}
        }
    }
    found.retain(|found| selection.tells(found.level));
    sort(&mut found);
    found
}

/// As [`look`], of a Word file: its layout too, measured by this. With no measure nothing is said of what a house style may
/// have otherwise.
pub fn look_file(
    word: &Word,
    selection: &Selection,
    context: &Context,
    measure: Option<&Measure>,
) -> Vec<Found> {
    let found = look(&word.paper, selection, context);
    with_layout(found, word, selection, measure)
}

fn with_layout(
    mut found: Vec<Found>,
    word: &Word,
    selection: &Selection,
    measure: Option<&Measure>,
) -> Vec<Found> {
    for rule in selected(selection) {
        let mut marks = Marks::new(rule, 0, &mut found);
        match (rule.look, measure) {
            (Look::File(look), _) => look(word, &mut marks),
            (Look::Layout(look), Some(measure)) => look(word, measure, &mut marks),
            _ => {}
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

/// Findings of one rule in one ledger that are told one by one.
const IN_A_LEDGER: usize = 20;

/// What the selected rules find in a ledger with one row for each unit.
pub fn look_ledger(figures: &UnitFigures, sources: &Sources, selection: &Selection) -> Vec<Found> {
    let mut all = Vec::new();
    for rule in selected(selection) {
        let Look::Ledger(look) = rule.look else { continue };
        let mut found = Vec::new();
        look(figures, sources, &mut Marks::new(rule, 0, &mut found));
        let more = found.len().saturating_sub(IN_A_LEDGER);
        found.truncate(IN_A_LEDGER);
        if more > 0 {
            let message = format!("{}里这样的还有{more}处，没有一一列出", figures.now.ledger());
            Marks::new(rule, 0, &mut found)
                .cell(figures.now.span, message)
                .hint("这么多处都不一样，先看看口径、计量单位变了没有；改了列出的再查一次");
        }
        all.extend(found);
    }
    all.retain(|found| selection.tells(found.level));
    all
}

fn selected(selection: &Selection) -> impl Iterator<Item = &'static Rule> {
    rules::all().filter(|rule| selection.has(rule))
}

fn sort(found: &mut [Found]) {
    found.sort_by_key(|found| (found.line.unwrap_or(0), found.range.start, found.rule.code));
}

/// What the rules of single lines look at.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Key {
    role: Role,
    text: String,
    /// Where its number and its heading end: the lines around it have a say in them.
    parts: (usize, usize),
    /// It was put together of pieces.
    joined: bool,
}

impl Key {
    fn of(line: &Line) -> Self {
        Self {
            role: line.role,
            text: line.text.clone(),
            parts: (line.mark.as_ref().map_or(0, |mark| mark.range.end), line.words.end),
            joined: line.pieces.len() > 1,
        }
    }
}

/// The rules for many papers that have most of their paragraphs in common: a paragraph is looked at once.
#[derive(Debug)]
pub struct Reviewer {
    selection: Selection,
    known: Mutex<HashMap<Key, Vec<Found>>>,
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

    /// Whether one of its rules measures the layout of Word files.
    pub fn measures(&self) -> bool {
        selected(&self.selection).any(|rule| matches!(rule.look, Look::Layout(_)))
    }

    /// As [`look_file`].
    pub fn look_file(&self, word: &Word, context: &Context, measure: Option<&Measure>) -> Vec<Found> {
        with_layout(self.look(&word.paper, context), word, &self.selection, measure)
    }

    /// What the rules of single lines find in one.
    fn line(&self, line: &Line) -> Vec<Found> {
        let key = Key::of(line);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{self, Of};

    #[test]
    fn a_reviewer_finds_what_the_rules_find_one_by_one() {
        let reviewer = Reviewer::new(Selection::every());
        let context = sample::context();
        let told = |found: &[Found]| {
            found
                .iter()
                .map(|f| (f.rule.code, f.line, f.range.clone(), f.message.clone(), f.edits.clone()))
                .collect::<Vec<_>>()
        };
        let samples = rules::all().flat_map(|rule| rule.wrong.iter().chain(rule.right));
        for sample in samples.filter(|sample| !matches!(sample.of, Of::File(..) | Of::Folder | Of::Ledger)) {
            let paper = sample.paper();
            let (one, all) = (look(&paper, &Selection::every(), &context), reviewer.look(&paper, &context));
            assert_eq!(told(&one), told(&all), "{}", sample.text);
        }
    }
}
