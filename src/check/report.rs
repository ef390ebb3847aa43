//! What rules found → diagnostics with places.

use std::ops::Range;

use crate::check::marks::Found;
use crate::diag::diagnostic::{Diagnostic, Level, Place};
use crate::paper::Paper;

/// Knows where a stretch of a paper's line stands in what the user wrote.
pub trait Places {
    /// The place of a stretch of a line; of the whole document for `None`.
    fn place(&self, line: Option<usize>, range: Range<usize>) -> Place;

    /// What was being looked at, where the place alone does not say it: a line of the document made of a template.
    fn context(&self, _line: Option<usize>, _range: Range<usize>) -> Option<String> {
        None
    }
}

/// A paper that was read from a source.
pub struct Read<'a> {
    /// The paper.
    pub paper: &'a Paper,
    /// The file, as the user wrote it.
    pub file: &'a str,
}

impl Places for Read<'_> {
    fn place(&self, line: Option<usize>, range: Range<usize>) -> Place {
        let span = line.and_then(|line| self.paper.lines.get(line)).and_then(|line| line.span(range));
        span.map_or_else(|| Place::Path(self.file.to_owned()), Place::Span)
    }
}

/// A finding for people and programs.
pub fn diagnostic(found: &Found, places: &dyn Places) -> Diagnostic {
    let place = found.cell.map_or_else(|| places.place(found.line, found.range.clone()), Place::Span);
    let message = found.message.clone();
    let mut told = match found.level {
        Level::Error => Diagnostic::error(found.rule.code, place, message),
        Level::Warning => Diagnostic::warning(found.rule.code, place, message),
        Level::Info => Diagnostic::info(found.rule.code, place, message),
    };
    told.clause = found.rule.clause;
    told.label.clone_from(&found.label);
    told.hints.clone_from(&found.hints);
    told.context = places.context(found.line, found.range.clone());
    for (line, range, message) in &found.related {
        told = told.related(places.place(Some(*line), range.clone()), message.as_str());
    }
    told
}
