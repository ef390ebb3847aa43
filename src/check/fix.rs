//! Safe fixes: what a finding says is put right in the text itself, everything else stays byte for byte.

use std::collections::BTreeSet;

use crate::check::context::Context;
use crate::check::marks::{Edit, Found};
use crate::check::rule::Fix;
use crate::check::run;
use crate::check::selection::Selection;
use crate::diag::diagnostic::Span;
use crate::diag::sources::SourceId;
use crate::paper::Paper;
use crate::read::text as read_text;

/// A stretch of a source's bytes, and what stands there instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What goes.
    pub span: Span,
    /// What comes.
    pub with: String,
}

/// Rounds of looking and putting right: one fix may show what another hid.
const ROUNDS: usize = 4;

/// A text with all safe fixes of the selected rules.
pub fn text(text: &str, selection: &Selection) -> String {
    let mut text = text.to_owned();
    for _ in 0..ROUNDS {
        let paper = read_text::paper(&text, SourceId(0));
        let found = run::look(&paper, selection, &Context::default());
        let changes = changes(&found, &paper);
        if changes.is_empty() {
            break;
        }
        text = apply(&text, &changes);
    }
    text
}

/// The changes that safe fixes ask for, from the first to the last, none on another. Of a finding all or none is done.
pub fn changes(found: &[Found], paper: &Paper) -> Vec<Change> {
    let stands = |edit: &Edit| {
        let span = paper.lines.get(edit.line)?.span(edit.range.clone())?;
        // A stretch over pieces of a cut paragraph is not one stretch of the source.
        (span.end - span.start == edit.range.len()).then_some(span)
    };
    choose(found.iter().filter_map(|found| wanted(found, stands))).0
}

/// The changes that the safe fix of a finding asks for; `None` if it has none, or where one of its edits does not stand in a
/// source as it is.
pub fn wanted(found: &Found, stands: impl Fn(&Edit) -> Option<Span>) -> Option<Vec<Change>> {
    if found.rule.fix != Fix::Safe {
        return None;
    }
    found.edits.iter().map(|edit| Some(Change { span: stands(edit)?, with: edit.with.clone() })).collect()
}

/// Of the changes that findings ask for those that can be done together, by source from the first to the last: none lies on
/// another, and of a finding all or none is done. And how many findings they put right.
pub fn choose(findings: impl IntoIterator<Item = Vec<Change>>) -> (Vec<Change>, usize) {
    let (mut chosen, mut count) = (Vec::new(), 0);
    let mut taken = BTreeSet::new();
    for wanted in findings.into_iter().filter(|wanted| !wanted.is_empty()) {
        if wanted.iter().all(|change| is_free(&taken, &change.span)) {
            taken.extend(wanted.iter().map(|change| place(&change.span)));
            chosen.extend(wanted);
            count += 1;
        }
    }
    chosen.sort_by_key(|change: &Change| place(&change.span));
    (chosen, count)
}

/// Source, beginning and end.
type Place = (u32, usize, usize);

fn place(span: &Span) -> Place {
    (span.source.0, span.start, span.end)
}

/// Whether a stretch is apart from all those taken, which are apart from each other: only the last that begins before its
/// end can reach into it.
fn is_free(taken: &BTreeSet<Place>, span: &Span) -> bool {
    let (source, start, end) = place(span);
    let before = taken.range((source, 0, 0)..(source, end, 0)).next_back();
    !taken.contains(&(source, start, end)) && before.is_none_or(|(_, _, reaches)| *reaches <= start)
}

/// A text with changes, which stand in order.
pub fn apply(text: &str, changes: &[Change]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for change in changes {
        out.push_str(&text[from..change.span.start]);
        out.push_str(&change.with);
        from = change.span.end;
    }
    out.push_str(&text[from..]);
    out
}
