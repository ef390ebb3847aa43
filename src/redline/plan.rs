//! In which order old and new blocks stand, and what becomes of the marks of paragraphs.
//!
//! The last paragraph of a text or cell has no mark that could be taken out or put in. Where one was added or went there, the
//! mark of the paragraph before it is the one that came or went.

use std::collections::HashSet;

use crate::redline::align::Rows;
use crate::redline::blocks::Block;
use crate::redline::paragraph::FieldPart;

/// What becomes of a paragraph's mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It stays.
    Kept,
    /// It came.
    Inserted,
    /// It went.
    Deleted,
}

/// What comes next in a text or cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// One became the other.
    Pair(usize, usize, Mark),
    /// An old one went, with its mark; unless its mark stays, with the properties of this new one.
    Gone(usize, Option<usize>),
    /// A new one came.
    New(usize, Mark),
}

/// The steps from the old blocks to the new ones.
pub fn plan(old: &[Block<'_>], new: &[Block<'_>]) -> Vec<Step> {
    let score = |o: usize, n: usize| old[o].score(&new[n]);
    let rows = Rows {
        old: old.iter().map(|block| block.face.key.as_str()).collect(),
        new: new.iter().map(|block| block.face.key.as_str()).collect(),
        score: &score,
    };
    let mut steps = Vec::with_capacity(new.len());
    let (mut o, mut n) = (0, 0);
    for (pair_old, pair_new) in rows.pairs().into_iter().chain([(old.len(), new.len())]) {
        steps.extend((o..pair_old).map(|o| Step::Gone(o, None)));
        steps.extend((n..pair_new).map(|n| Step::New(n, Mark::Inserted)));
        if pair_old < old.len() {
            steps.push(Step::Pair(pair_old, pair_new, Mark::Kept));
        }
        (o, n) = (pair_old + 1, pair_new + 1);
    }
    settle_end(&mut steps, old, new);
    steps
}

/// Sees to the last paragraph's mark.
fn settle_end(steps: &mut Vec<Step>, old: &[Block<'_>], new: &[Block<'_>]) {
    let start = steps.iter().rposition(|step| matches!(step, Step::Pair(..))).map_or(0, |at| at + 1);
    let gone = |step: &Step| matches!(step, Step::Gone(..));
    let first_new = start + steps[start..].iter().take_while(|step| gone(step)).count();
    let is_paragraph = |blocks: &[Block<'_>], at: usize| blocks[at].paragraph().is_some();
    let last_gone = steps[start..first_new].last().copied();
    let last_new = steps[first_new..].last().copied();
    let has_table = steps[start..].iter().any(|step| match step {
        Step::Gone(o, _) => !is_paragraph(old, *o),
        Step::New(n, _) => !is_paragraph(new, *n),
        Step::Pair(..) => false,
    });
    match (last_gone, last_new) {
        (Some(Step::Gone(o, _)), Some(Step::New(n, _))) if is_paragraph(old, o) && is_paragraph(new, n) => {
            steps.pop();
            steps.remove(first_new - 1);
            steps.push(Step::Pair(o, n, Mark::Kept));
        }
        (Some(Step::Gone(last, _)), None) => {
            let Some(Step::Pair(o, n, _)) = start.checked_sub(1).map(|at| steps[at]) else { return };
            if !is_paragraph(new, n) || !is_paragraph(old, last) {
                return;
            }
            let end = steps.len() - 1;
            if has_table {
                steps[start - 1] = Step::Gone(o, None);
                steps[end] = Step::Pair(last, n, Mark::Kept);
            } else {
                steps[start - 1] = Step::Pair(o, n, Mark::Deleted);
                steps[end] = Step::Gone(last, Some(n));
            }
        }
        (None, Some(Step::New(last, _))) => {
            let Some(Step::Pair(o, n, _)) = start.checked_sub(1).map(|at| steps[at]) else { return };
            if !is_paragraph(new, n) || !is_paragraph(new, last) {
                return;
            }
            let end = steps.len() - 1;
            if has_table {
                steps[start - 1] = Step::New(n, Mark::Inserted);
                steps[end] = Step::Pair(o, last, Mark::Kept);
            } else {
                steps[start - 1] = Step::Pair(o, n, Mark::Inserted);
                steps[end] = Step::New(last, Mark::Kept);
            }
        }
        _ => {}
    }
}

/// Fields that begin and end in different paragraphs, all of them new: block and item of their parts.
pub fn whole_fields(steps: &[Step], new: &[Block<'_>]) -> HashSet<(usize, usize)> {
    let came: HashSet<usize> =
        steps.iter().filter_map(|step| if let Step::New(n, _) = step { Some(*n) } else { None }).collect();
    let mut whole = HashSet::new();
    let mut open: Vec<Vec<(usize, usize)>> = Vec::new();
    for (block, paragraph) in new.iter().enumerate().filter_map(|(at, block)| Some((at, block.paragraph()?)))
    {
        for &(item, part) in &paragraph.loose {
            if part == FieldPart::Begin {
                open.push(Vec::new());
            }
            if let Some(field) = open.last_mut() {
                field.push((block, item));
            }
            if part == FieldPart::End
                && let Some(field) = open.pop()
                && (field[0].0..=block).all(|at| came.contains(&at))
            {
                whole.extend(field);
            }
        }
    }
    whole
}
