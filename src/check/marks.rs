//! What rules find: a stretch of a line, a sentence, the cure.

use std::ops::Range;

use crate::check::rule::Rule;
use crate::diag::diagnostic::{Level, Span};

/// One finding.
#[derive(Debug, Clone)]
pub struct Found {
    /// The rule.
    pub rule: &'static Rule,
    /// Its weight; the rule's own unless it says otherwise.
    pub level: Level,
    /// The file of a batch's folder that it concerns; empty elsewhere.
    pub file: String,
    /// The cell of a ledger that it concerns; `None` elsewhere.
    pub cell: Option<Span>,
    /// The line it lies in; `None` if it concerns the document as a whole.
    pub line: Option<usize>,
    /// Bytes of the line's text.
    pub range: Range<usize>,
    /// One plain sentence without full stop.
    pub message: String,
    /// Words under the caret.
    pub label: String,
    /// What to do, each one sentence.
    pub hints: Vec<String>,
    /// What puts it right, all of it together; empty if that takes a person.
    pub edits: Vec<Edit>,
    /// Other places that explain it.
    pub related: Vec<(usize, Range<usize>, String)>,
}

/// A change of a line's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The line.
    pub line: usize,
    /// Bytes of its text that go.
    pub range: Range<usize>,
    /// What stands there instead.
    pub with: String,
}

impl Found {
    /// The same with what to do.
    pub fn hint(&mut self, hint: impl Into<String>) -> &mut Self {
        self.hints.push(hint.into());
        self
    }

    /// The same with words under the caret.
    pub fn label(&mut self, label: impl Into<String>) -> &mut Self {
        self.label = label.into();
        self
    }

    /// The same with another weight.
    pub fn level(&mut self, level: Level) -> &mut Self {
        self.level = level;
        self
    }

    /// The same with another place that explains it.
    pub fn related(&mut self, line: usize, range: Range<usize>, message: impl Into<String>) -> &mut Self {
        self.related.push((line, range, message.into()));
        self
    }

    /// The same, put right by writing this in the place of what was found. Says so if nothing else was said.
    pub fn replace(&mut self, with: impl Into<String>) -> &mut Self {
        let with = with.into();
        if self.hints.is_empty() {
            self.hints.push(if with.is_empty() {
                "删去".to_owned()
            } else {
                format!("改成“{with}”")
            });
        }
        let (line, range) = (self.line.unwrap_or_default(), self.range.clone());
        self.edit(line, range, with)
    }

    /// The same, put right by this change of the line that was found, too.
    pub fn also(&mut self, range: Range<usize>, with: impl Into<String>) -> &mut Self {
        let line = self.line.unwrap_or_default();
        self.edit(line, range, with)
    }

    /// The same, put right by this change too.
    pub fn edit(&mut self, line: usize, range: Range<usize>, with: impl Into<String>) -> &mut Self {
        self.edits.push(Edit { line, range, with: with.into() });
        self
    }
}

/// Where a rule puts what it finds.
#[derive(Debug)]
pub struct Marks<'a> {
    rule: &'static Rule,
    /// The line that a rule of single lines looks at.
    line: usize,
    found: &'a mut Vec<Found>,
}

impl<'a> Marks<'a> {
    /// Marks of a rule that looks at this line, or at all of them.
    pub fn new(rule: &'static Rule, line: usize, found: &'a mut Vec<Found>) -> Self {
        Self { rule, line, found }
    }

    /// A finding in the line that is looked at.
    pub fn here(&mut self, range: Range<usize>, message: impl Into<String>) -> &mut Found {
        self.at(self.line, range, message)
    }

    /// A finding in a line.
    pub fn at(&mut self, line: usize, range: Range<usize>, message: impl Into<String>) -> &mut Found {
        self.add(Some(line), range, message.into())
    }

    /// A finding that concerns the document as a whole.
    pub fn whole(&mut self, message: impl Into<String>) -> &mut Found {
        self.add(None, 0..0, message.into())
    }

    /// A finding that concerns a file of a batch's folder.
    pub fn file(&mut self, file: impl Into<String>, message: impl Into<String>) -> &mut Found {
        let found = self.add(None, 0..0, message.into());
        found.file = file.into();
        found
    }

    /// A finding that concerns a cell of a ledger, its head or the ledger.
    pub fn cell(&mut self, cell: Span, message: impl Into<String>) -> &mut Found {
        let found = self.add(None, 0..0, message.into());
        found.cell = Some(cell);
        found
    }

    fn add(&mut self, line: Option<usize>, range: Range<usize>, message: String) -> &mut Found {
        self.found.push(Found {
            rule: self.rule,
            level: self.rule.level,
            file: String::new(),
            cell: None,
            line,
            range,
            message,
            label: String::new(),
            hints: Vec::new(),
            edits: Vec::new(),
            related: Vec::new(),
        });
        self.found.last_mut().expect("just pushed")
    }
}
