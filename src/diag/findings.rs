//! The list that every stage adds its faults to, so that all of them are told at once.

use std::collections::BTreeSet;

use crate::diag::diagnostic::{Diagnostic, Level, Place, Span};
use crate::diag::sources::SourceId;

/// Faults in the order in which they were found.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Findings {
    /// The faults.
    pub list: Vec<Diagnostic>,
    /// Keys that stand in the data, but whose fault was told: nobody is told as well that they are absent.
    unread: BTreeSet<String>,
    /// Sources that are sheets which people fill in: what to do there is said in words of cells.
    sheets: BTreeSet<SourceId>,
}

impl From<Vec<Diagnostic>> for Findings {
    fn from(list: Vec<Diagnostic>) -> Self {
        Self { list, ..Self::default() }
    }
}

impl Findings {
    /// Adds one fault, unless the same was told of the same place: a component that is used ten times is mended once.
    /// Nor is it told that something is absent if it is there and its own fault was told.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if diagnostic.absent.iter().any(|path| path.split('.').any(|key| self.unread.contains(key))) {
            return;
        }
        let told = self.list.iter().any(|other| {
            other.code == diagnostic.code
                && other.message == diagnostic.message
                && other.place == diagnostic.place
                && diagnostic.place != Place::Nowhere
        });
        if !told {
            self.list.push(diagnostic);
        }
    }

    /// Notes that a key stands in the data although its value could not be read; the fault itself is told.
    pub fn unread(&mut self, key: &str) {
        self.unread.insert(key.to_owned());
    }

    /// Notes that a source is a sheet.
    pub fn sheet(&mut self, source: SourceId) {
        self.sheets.insert(source);
    }

    /// Whether a place lies in a sheet.
    pub fn in_sheet(&self, span: Span) -> bool {
        self.sheets.contains(&span.source)
    }

    /// Whether an error is among them.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|d| d.level == Level::Error)
    }

    /// Whether a warning is among them.
    pub fn has_warnings(&self) -> bool {
        self.list.iter().any(|d| d.level == Level::Warning)
    }
}
