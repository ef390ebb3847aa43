//! Edits that make a faulty text readable, and the way back from the edited text to the places of the original.
//!
//! The faults themselves are reported elsewhere; the edits only let the parser go on, so that faults further down
//! are told in the same run.

use std::ops::Range;

/// One replacement in the original text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty for an insertion.
    pub range: Range<usize>,
    /// What stands there instead.
    pub with: String,
}

/// An edited text that remembers where its bytes come from.
pub struct Repaired {
    /// The text after all edits.
    pub text: String,
    /// For each edit applied: its range in `text` and in the original, in order.
    moved: Vec<(Range<usize>, Range<usize>)>,
}

impl Repaired {
    /// Applies edits; of two that overlap the one further left holds.
    pub fn new(original: &str, mut edits: Vec<Edit>) -> Self {
        edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        let mut text = String::with_capacity(original.len() + edits.len());
        let mut moved: Vec<(Range<usize>, Range<usize>)> = Vec::with_capacity(edits.len());
        let mut done = 0;
        for edit in edits {
            let Some(kept) = original.get(done..edit.range.start) else { continue };
            if original.get(edit.range.clone()).is_none() {
                continue;
            }
            text.push_str(kept);
            let start = text.len();
            text.push_str(&edit.with);
            done = edit.range.end;
            moved.push((start..text.len(), edit.range));
        }
        text.push_str(&original[done..]);
        Self { text, moved }
    }

    /// The place in the original text of a place in the edited one.
    pub fn original(&self, byte: usize) -> usize {
        let next = self.moved.partition_point(|(new, _)| new.start <= byte);
        match next.checked_sub(1).map(|i| &self.moved[i]) {
            None => byte,
            Some((new, old)) if byte == new.start && byte < new.end => old.start,
            Some((new, old)) if byte < new.end => old.end,
            Some((new, old)) => old.end + (byte - new.end),
        }
    }
}
