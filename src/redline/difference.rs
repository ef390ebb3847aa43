//! What two rows of things have in common, by the crate that finds it: nothing else names it.

use std::ops::Range;

use similar::{Algorithm, DiffOp, TextDiff, capture_diff_slices};

/// A stretch of both rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Of the old row.
    pub old: Range<usize>,
    /// Of the new row.
    pub new: Range<usize>,
    /// They are the same.
    pub same: bool,
}

/// Both rows in stretches, equal ones and others in turn.
pub fn stretches(old: &[u32], new: &[u32]) -> Vec<Stretch> {
    let mut list: Vec<Stretch> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        let same = matches!(op, DiffOp::Equal { .. });
        push(&mut list, Stretch { old: op.old_range(), new: op.new_range(), same });
    }
    list
}

/// Adds a stretch; it is one with the last if that is of its kind.
pub fn push(list: &mut Vec<Stretch>, stretch: Stretch) {
    match list.last_mut() {
        Some(last) if last.same == stretch.same => {
            last.old.end = stretch.old.end;
            last.new.end = stretch.new.end;
        }
        _ => list.push(stretch),
    }
}

/// The changes of a text as a unified diff.
pub fn unified(before: &str, after: &str, name: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    diff.unified_diff().context_radius(1).header(name, name).to_string()
}
