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
    // Lengths are what one can rely on: where something was only put in or only taken out, the crate's other place is not
    // always the one that the neighbours have.
    let (mut o, mut n) = (0, 0);
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        let same = matches!(op, DiffOp::Equal { .. });
        let (old, new) = (o..o + op.old_range().len(), n..n + op.new_range().len());
        (o, n) = (old.end, new.end);
        push(&mut list, Stretch { old, new, same });
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn stretches_follow_each_other_and_equal_ones_are_equal(
            old in proptest::collection::vec(0_u32..4, 0..30),
            new in proptest::collection::vec(0_u32..4, 0..30),
        ) {
            let (mut o, mut n) = (0, 0);
            for stretch in stretches(&old, &new) {
                prop_assert_eq!((stretch.old.start, stretch.new.start), (o, n));
                if stretch.same {
                    prop_assert_eq!(&old[stretch.old.clone()], &new[stretch.new.clone()]);
                }
                (o, n) = (stretch.old.end, stretch.new.end);
            }
            prop_assert_eq!((o, n), (old.len(), new.len()));
        }
    }
}
