//! `--fix`: what has one right form is put right in the files themselves, everything else stays byte for byte.
//!
//! It is done in memory first, round after round, since one fix may bring to light what another hid; then the files are written,
//! or the changes shown.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::check::fix::{self, Change};
use crate::check::selection::Selection;
use crate::diag::diagnostic::Diagnostic;
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::pipeline;
use crate::redline::difference;
use crate::review::{Review, review};
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
pub fn put_right(paths: &[PathBuf], selection: &Selection, world: &mut dyn World) -> Fixed {
    let mut overlay = Overlay::new(world);
    let (mut count, mut findings) = (0, Findings::default());
    let mut review = review(paths, selection, &mut overlay);
    for _ in 0..ROUNDS {
        let wanted = review.files.iter().flat_map(|file| &file.findings);
        let (chosen, done) = fix::choose(wanted.map(|finding| finding.changes.clone()));
        let mut changed = false;
        for changes in chosen.chunk_by(|a, b| a.span.source == b.span.source) {
            changed |= rewrite(changes, &review.sources, &mut overlay, &mut findings);
        }
        if !changed {
            break;
        }
        count += done;
        review = crate::review::review(paths, selection, &mut overlay);
    }
    Fixed { files: overlay.files, count, findings, review }
}

/// Writes a source with its changes, which are not none; a file that cannot be changed like that is told of once.
fn rewrite(changes: &[Change], sources: &Sources, world: &mut Overlay<'_>, findings: &mut Findings) -> bool {
    let path = PathBuf::from(sources.name(changes[0].span.source));
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
    difference::unified(&before, &after, &name)
}
