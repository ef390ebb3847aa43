//! The ways to write a source down, tried one after the other: the first whose documents say what the source says is taken.

use std::path::Path;

use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::import::compare::{self, Difference};
use crate::import::parts::{self, Source};
use crate::import::workbook::{self, Manner};
use crate::paper::{Paper, own};
use crate::pipeline::jobs;
use crate::template::library::Library;
use crate::world::World;
use crate::world::overlay::Overlay;

/// Name of the workbook.
pub const NAME: &str = "文稿.yaml";

/// A workbook made of a source.
#[derive(Debug, Clone)]
pub struct Fitted {
    /// Its text.
    pub workbook: String,
    /// The document taken apart.
    pub source: Source,
    /// What is still different.
    pub difference: Difference,
    /// What is to be told when it is built.
    pub findings: Findings,
}

/// Tries the ways to write a paper down.
pub fn fit(paper: &Paper, name: &str, library: &Library, world: &mut dyn World) -> Fitted {
    let stem = Path::new(name).file_stem().map_or(name, |stem| stem.to_str().unwrap_or(name));
    let source = parts::source(paper, stem);
    let mut best: Option<Fitted> = None;
    for manner in [Manner::Chapters, Manner::RunOn, Manner::AsWritten, Manner::Whole] {
        let workbook = workbook::write(&source, name, manner);
        let (built, findings) = build(&workbook, library, world);
        let difference = compare::compare(paper, &source.repairs, &built);
        let done = difference.is_none() && !findings.has_errors();
        let fitted = Fitted { workbook, source: source.clone(), difference, findings };
        if done {
            return fitted;
        }
        let weight = |one: &Fitted| {
            let errors = usize::from(one.findings.has_errors());
            let Difference { lost, added, moved } = &one.difference;
            (errors, lost.len() + added.len(), moved.len())
        };
        if best.as_ref().is_none_or(|best| weight(&fitted) < weight(best)) {
            best = Some(fitted);
        }
    }
    best.expect("at least one way was tried")
}

/// The documents of a workbook as papers.
fn build(workbook: &str, library: &Library, world: &mut dyn World) -> (Vec<Paper>, Findings) {
    let mut overlay = Overlay::new(world);
    let path = Path::new(NAME);
    overlay.files.insert(path.to_path_buf(), workbook.as_bytes().to_vec());
    let mut sources = Sources::default();
    let made = jobs::one(path, library, &overlay, &mut sources);
    (made.documents.iter().map(|(composed, _)| own::paper(&composed.document)).collect(), made.findings)
}
