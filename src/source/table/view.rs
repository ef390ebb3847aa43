//! A grid together with its text: what its cells say.

use std::sync::Arc;

use crate::diag::diagnostic::Span;
use crate::source::grid::{Grid, Kind};
use crate::source::node::trim;
use crate::source::table::values::is_number;

/// So many runs of rows are listed.
const LISTED: usize = 100;

/// A grid and its text.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The cells.
    pub grid: &'a Grid,
    /// The text that their places point into.
    pub text: &'a Arc<String>,
}

impl<'a> View<'a> {
    /// The text of a place, without blanks at its ends.
    pub fn at(self, span: Span) -> &'a str {
        trim(&self.text[span.start..span.end])
    }

    /// A place without the blanks at its ends.
    pub fn trimmed(self, span: Span) -> Span {
        let whole = &self.text[span.start..span.end];
        let inner = trim(whole);
        let before = inner.as_ptr() as usize - whole.as_ptr() as usize;
        Span { start: span.start + before, end: span.start + before + inner.len(), ..span }
    }

    /// What stands in a cell itself.
    pub fn own(self, row: usize, column: usize) -> &'a str {
        self.at(self.grid.cell(row, column).span)
    }

    /// What a cell shows: of a merged one, what stands in the area's first.
    pub fn shown(self, row: usize, column: usize) -> &'a str {
        self.at(self.grid.shown(row, column).span)
    }

    /// Whether a cell holds a number or a day.
    pub fn is_figure(self, row: usize, column: usize) -> bool {
        match self.grid.cell(row, column).kind {
            Kind::Number | Kind::LostNumber | Kind::Moment => true,
            Kind::Text => is_number(self.own(row, column)),
            _ => false,
        }
    }

    /// Whether a row is one of blanks to fill in: `填报单位：某某局　日期：`.
    pub fn is_form_line(self, row: usize) -> bool {
        let mut labelled = false;
        let mut colons = 0;
        for column in self.grid.filled(row) {
            let text = self.own(row, column);
            let has_colon = text.contains(['：', ':']) && self.grid.cell(row, column).kind == Kind::Text;
            colons += usize::from(has_colon);
            // A cell without colon belongs to a label before it that ends in one.
            if !has_colon && !std::mem::take(&mut labelled) {
                return false;
            }
            labelled = text.ends_with(['：', ':']);
        }
        colons > 0
    }

    /// Rows in words, as the spreadsheet program counts them: `第3、5至7行`; of very many, the first.
    pub fn rows_in_words(self, rows: &[usize]) -> String {
        let mut runs: Vec<(u64, u64)> = Vec::new();
        for &row in rows {
            let number = self.grid.row_number(row);
            match runs.last_mut() {
                // Blank rows lie in between without being told.
                Some((_, last)) if *last + 1 == number => *last = number,
                _ => runs.push((number, number)),
            }
        }
        let rest = if runs.len() > LISTED { format!(" 等 {} 行", rows.len()) } else { "行".to_owned() };
        let words: Vec<String> = runs
            .into_iter()
            .take(LISTED)
            .map(|(first, last)| if first == last { first.to_string() } else { format!("{first}至{last}") })
            .collect();
        format!("第{}{rest}", words.join("、"))
    }
}
