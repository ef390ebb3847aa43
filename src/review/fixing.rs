//! `--fix`: what has one right form is put right in the files themselves, everything else stays byte for byte.
//!
//! It is done in memory first, round after round, since one fix may bring to light what another hid; then the files are written,
//! or the changes shown.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use similar::TextDiff;

use crate::check::selection::Selection;
use crate::diag::diagnostic::Diagnostic;
use crate::diag::findings::Findings;
use crate::diag::sources::{SourceId, Sources};
use crate::pipeline;
use crate::review::{Change, Finding, Review, review};
use crate::source::encoding;
use crate::world::World;
use crate::world::overlay::Overlay;

/// Most rounds.
const ROUNDS: usize = 5;

/// What became of files.
pub struct Fixed {
    /// New bytes by path; what a person reads of it differs from the file only in what was put right.
    pub files: BTreeMap<PathBuf, Vec<u8>>,
    /// How many findings were put right.
    pub count: usize,
    /// Files that could not be changed without changing more, and why.
    pub findings: Findings,
    /// What is found in the changed files.
    pub review: Review,
}

/// Puts right what has one right form, in memory.
pub fn fix(paths: &[PathBuf], selection: &Selection, world: &mut dyn World) -> Fixed {
    let mut overlay = Overlay::new(world);
    let (mut count, mut findings) = (0, Findings::default());
    let mut review = review(paths, selection, &mut overlay);
    for _ in 0..ROUNDS {
        let (chosen, done) = choose(&review);
        let mut changed = false;
        for (source, changes) in chosen {
            changed |= rewrite(source, &changes, &review.sources, &mut overlay, &mut findings);
        }
        if !changed {
            break;
        }
        count += done;
        review = crate::review::review(paths, selection, &mut overlay);
    }
    Fixed { files: overlay.files, count, findings, review }
}

/// Changes by source, in order, none on another; of a finding all or none. And how many findings they put right.
fn choose(review: &Review) -> (BTreeMap<SourceId, Vec<Change>>, usize) {
    let mut chosen: BTreeMap<SourceId, Vec<Change>> = BTreeMap::new();
    let mut count = 0;
    let findings = review.files.iter().flat_map(|file| &file.findings);
    for Finding { changes, .. } in findings.filter(|finding| !finding.changes.is_empty()) {
        let is_new = |change: &Change| {
            let there = chosen.get(&change.span.source).map_or(&[][..], Vec::as_slice);
            there.iter().all(|other| is_apart(change, other))
        };
        if changes.iter().all(is_new) {
            count += 1;
            for change in changes {
                chosen.entry(change.span.source).or_default().push(change.clone());
            }
        }
    }
    for changes in chosen.values_mut() {
        changes.sort_by_key(|change| (change.span.start, change.span.end));
    }
    (chosen, count)
}

/// Whether two changes do not touch: two insertions at one place do.
fn is_apart(a: &Change, b: &Change) -> bool {
    a.span != b.span && (a.span.end <= b.span.start || a.span.start >= b.span.end)
}

/// Writes a source with its changes; a file that cannot be changed like that is told of once.
fn rewrite(
    source: SourceId,
    changes: &[Change],
    sources: &Sources,
    world: &mut Overlay<'_>,
    findings: &mut Findings,
) -> bool {
    let path = PathBuf::from(sources.name(source));
    let stretches: Vec<(Range<usize>, &str)> =
        changes.iter().map(|change| (change.span.start..change.span.end, change.with.as_str())).collect();
    let Ok(bytes) = world.read(&path) else { return false };
    match encoding::rewrite(&bytes, &stretches) {
        Some(new) if new != bytes => world.write(&path, &new).is_ok(),
        Some(_) => false,
        None => {
            let message = format!("“{}”的编码改写不了，没有自动改", path.display());
            let told = Diagnostic::warning("cannot-fix", pipeline::file_place(&path), message);
            findings.push(told.hint("用记事本打开，“另存为”，编码选“UTF-8”，再改一次"));
            false
        }
    }
}

/// The changes of a file as a unified diff.
pub fn diff(path: &Path, before: &[u8], after: &[u8]) -> String {
    let text = |bytes: &[u8]| {
        let mut sources = Sources::default();
        let text = encoding::decode_text(bytes, "", &mut sources, &mut Findings::default());
        text.map(Cow::into_owned).unwrap_or_default()
    };
    let (before, after, name) = (text(before), text(after), path.display().to_string());
    let diff = TextDiff::from_lines(&before, &after);
    diff.unified_diff().context_radius(1).header(&name, &name).to_string()
}
