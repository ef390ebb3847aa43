//! Which lines rules on wording look at.

use std::collections::BTreeSet;

use crate::paper::Paper;
use crate::paper::line::{Line, Role};

/// Whether a line holds words that somebody wrote, and not furniture of the page.
pub fn is_wording(line: &Line) -> bool {
    !matches!(line.role, Role::Furniture | Role::Contents | Role::RedMark | Role::CopyNumber | Role::Label)
}

/// Whether a line is running text: sentences, headings, entries of lists.
pub fn is_running(line: &Line) -> bool {
    matches!(line.role, Role::Body | Role::Heading | Role::Item | Role::Remark | Role::Note)
}

/// Whether a byte belongs to the line's 序数.
pub fn is_in_mark(line: &Line, byte: usize) -> bool {
    line.mark.as_ref().is_some_and(|mark| mark.range.contains(&byte))
}

/// Whether a line is an entry of a list of literature, whose marks are those of GB/T 7714.
pub fn is_reference(text: &str) -> bool {
    ["[M]", "[J]", "[N]", "[D]", "[C]", "[S]", "[R]", "[Z]", "[EB/OL]", "[P]", "[A]", "[G]"]
        .iter()
        .any(|kind| text.contains(kind))
}

/// The parts that are forms to be filled in: those with a label.
pub fn forms(paper: &Paper) -> BTreeSet<usize> {
    paper.lines.iter().filter(|line| line.role == Role::Label).map(|line| line.part).collect()
}
