//! One fault that the scan of the lines found, with the edit that lets the parser go on behind it.

use std::ops::Range;

use crate::diag::diagnostic::{Diagnostic, Level, Place, Span};
use crate::diag::sources::SourceId;
use crate::source::yaml::repair::Edit;

/// When a fault is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// YAML would read on and swallow what was meant; told even if the parser is content.
    Swallowed,
    /// YAML forbids it; told only if the parser refuses the file, so that a lawful file is never blamed.
    Forbidden,
}

/// A fault and its repair.
#[derive(Debug)]
pub struct Fault {
    /// Where it lies; also decides the order of telling.
    pub range: Range<usize>,
    /// When it is told.
    pub weight: Weight,
    /// How much it weighs for the reader.
    pub level: Level,
    /// Whether the lines after it may be misread because of it.
    pub misleads: bool,
    /// The stable name of the fault.
    pub code: &'static str,
    /// The sentence.
    pub message: String,
    /// Words under the caret.
    pub label: String,
    /// What to do.
    pub hints: Vec<String>,
    /// A second place with its words.
    pub related: Option<(Range<usize>, String)>,
    /// What makes the text readable.
    pub edits: Vec<Edit>,
}

impl Fault {
    /// A fault without words under the caret, related place or repair.
    pub fn new(code: &'static str, weight: Weight, range: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            range,
            weight,
            level: Level::Error,
            misleads: false,
            code,
            message: message.into(),
            label: String::new(),
            hints: Vec::new(),
            related: None,
            edits: Vec::new(),
        }
    }

    /// The same as a warning: the file is as it should be, if that was meant.
    pub fn warning(mut self) -> Self {
        self.level = Level::Warning;
        self
    }

    /// The same with words under the caret.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// The same with a hint.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The same with a second place.
    pub fn related(mut self, range: Range<usize>, message: impl Into<String>) -> Self {
        self.related = Some((range, message.into()));
        self
    }

    /// The same with an edit of its repair.
    pub fn edit(mut self, range: Range<usize>, with: impl Into<String>) -> Self {
        self.edits.push(Edit { range, with: with.into() });
        self
    }

    /// The same, marked as a fault after which lines may be misread.
    pub fn misleading(mut self) -> Self {
        self.misleads = true;
        self
    }

    /// As an error for people.
    pub fn into_diagnostic(self, source: SourceId) -> Diagnostic {
        let span = |range: Range<usize>| Span { source, start: range.start, end: range.end };
        let make = match self.level {
            Level::Error => Diagnostic::error,
            Level::Warning => Diagnostic::warning,
            Level::Info => Diagnostic::info,
        };
        let mut diagnostic = make(self.code, Place::Span(span(self.range)), self.message).label(self.label);
        for hint in self.hints {
            diagnostic = diagnostic.hint(hint);
        }
        match self.related {
            Some((range, message)) => diagnostic.related(span(range), message),
            None => diagnostic,
        }
    }
}
