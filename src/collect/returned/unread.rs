//! What a file holds beside the table of the form: a table without its head, a sheet of somebody's own.

use crate::collect::form::EntryForm;
use crate::collect::returned::Page;
use crate::collect::returned::below::{beginning, is_label};
use crate::collect::sheet::LISTS;
use crate::diag::diagnostic::Diagnostic;
use crate::diag::sources::Sources;
use crate::source::node::trim;

/// What is told of a page that has no table of the form; `None` if it holds nothing. `is_before`: none of the form came yet in a
/// Word file, so that it is none that goes on.
pub fn told(page: &Page, form: &EntryForm, is_before: bool, sources: &Sources) -> Option<Diagnostic> {
    if page.name == LISTS {
        return None;
    }
    let (grid, text) = (&page.grid, &sources.get(page.grid.source).text);
    let words = |row: usize| -> Vec<&str> {
        let cells = grid.filled(row).map(|column| grid.cell(row, column).span);
        cells.map(|span| trim(&text[span.start..span.end])).filter(|words| !words.is_empty()).collect()
    };
    let rows: Vec<(usize, Vec<&str>)> = (page.top..grid.rows.len())
        .map(|row| (row, words(row)))
        .filter(|(_, words)| !words.is_empty())
        .collect();
    let (first, _) = rows.first()?;
    let quoted =
        beginning(&rows.iter().flat_map(|(_, words)| words.iter().copied()).collect::<Vec<_>>().join("、"));
    let is_text = rows.iter().all(|(_, words)| words.len() == 1);
    let is_sign_off = rows.iter().all(|(_, words)| is_label(words[0], form));
    if is_sign_off && rows.iter().flat_map(|(_, words)| words).all(|words| is_label(words, form)) {
        return None;
    }
    let place = grid.row_span(*first);
    // Rows as wide as the form's may go on with it; others are a unit's own working.
    let goes_on = form.many && rows.iter().any(|(_, words)| words.len() >= form.columns.len());
    if is_text || is_sign_off || is_before || !goes_on {
        let message = format!("“{}”不是“{}”，没有读：{quoted}", page.name, form.name);
        let told = Diagnostic::warning("return-table", place, message);
        return Some(told.hint("看一看写的是什么，要不要用"));
    }
    let message = format!("“{}”没有“{}”的表头，没有读：{quoted}", page.name, form.name);
    let told = Diagnostic::error("return-table", place, message);
    Some(told.hint("是接着填的，把这几行接到有表头的表里；不是的，删去"))
}
