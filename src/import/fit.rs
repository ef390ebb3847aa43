//! The ways to write a source down, tried one after the other: the first whose documents say what the source says is taken.

use std::path::Path;

use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::import::compare::{self, Difference};
use crate::import::fields::Depth;
use crate::import::parts::{self, Repair, Source};
use crate::import::reading::Reading;
use crate::import::workbook::{self, Manner, Numbers, Target};
use crate::paper::{Paper, own};
use crate::pipeline::jobs;
use crate::template::library::Library;
use crate::world::World;
use crate::world::overlay::Overlay;

/// Name of the workbook.
pub const NAME: &str = "文稿.yaml";

/// A workbook made of what was read.
#[derive(Debug, Clone)]
pub struct Fitted {
    /// Its text.
    pub workbook: String,
    /// The documents taken apart, with the way each is written down.
    pub sources: Vec<(Source, Manner)>,
    /// What is still different.
    pub difference: Difference,
    /// What is to be told when it is built.
    pub findings: Findings,
}

impl Fitted {
    /// What was put right while the documents were taken apart.
    pub fn repairs(&self) -> Vec<Repair> {
        self.sources.iter().flat_map(|(source, _)| source.repairs.iter().cloned()).collect()
    }

    /// Whether what is built says what was read.
    pub fn is_same(&self) -> bool {
        self.difference.is_none() && !self.findings.has_errors()
    }
}

/// Tries the ways to write each paper down, and writes all of them into one workbook.
pub fn fit(reading: &Reading, library: &Library, world: &mut dyn World) -> Fitted {
    let mut chosen: Vec<(Source, Manner)> = Vec::new();
    for (name, paper) in &reading.papers {
        let mut source = parts::source(paper, name, &reading.profile);
        // A house style that is not known here is left out.
        if !source.profile.is_empty() {
            let plain = write(
                vec![(source.clone(), Manner::plain(Numbers::Whole))],
                &[paper],
                &reading.name,
                library,
                world,
            );
            if plain.findings.list.iter().any(|told| told.code == "unknown-profile") {
                source = parts::source(paper, name, "");
            }
        }
        if source.issue.is_some() {
            let mut issue = Manner::plain(Numbers::Whole);
            issue.fine.insert(Target::Issue, Depth::Points);
            let fitted = write(vec![(source.clone(), issue)], &[paper], &reading.name, library, world);
            if fitted.is_same() {
                return fitted;
            }
        }
        // Attachments whose pages are elsewhere are named as such, if that says the same.
        let named = parts::named_alone(&source).and_then(|named| {
            let (weight, plain) = plainest(&named, paper, reading, library, world);
            (weight == 0).then_some((weight, plain, named))
        });
        let (weight, plain, source) = named.unwrap_or_else(|| {
            let (weight, plain) = plainest(&source, paper, reading, library, world);
            (weight, plain, source)
        });
        let mut trial =
            |manner: Manner| write(vec![(source.clone(), manner)], &[paper], &reading.name, library, world);
        let fitted = if weight == 0 { finer(plain, &source, library, &mut trial) } else { plain };
        if reading.papers.len() == 1 {
            return fitted;
        }
        chosen.extend(fitted.sources);
    }
    let papers: Vec<&Paper> = reading.papers.iter().map(|(_, paper)| paper).collect();
    write(chosen, &papers, &reading.name, library, world)
}

/// The way to write all of a paper as texts that is nearest to it, and what is wrong with it.
fn plainest(
    source: &Source,
    paper: &Paper,
    reading: &Reading,
    library: &Library,
    world: &mut dyn World,
) -> (usize, Fitted) {
    let mut best: Option<(usize, Fitted)> = None;
    for numbers in [Numbers::Chapters, Numbers::RunOn, Numbers::AsWritten, Numbers::Whole] {
        let plain = vec![(source.clone(), Manner::plain(numbers))];
        let fitted = write(plain, &[paper], &reading.name, library, world);
        let weight = weight(&fitted);
        if best.as_ref().is_none_or(|(least, _)| weight < *least) {
            best = Some((weight, fitted));
        }
        if weight == 0 {
            break;
        }
    }
    best.expect("at least one way was tried")
}

/// Writes down more finely what is then still the same, each place by itself.
fn finer(
    plain: Fitted,
    source: &Source,
    library: &Library,
    trial: &mut impl FnMut(Manner) -> Fitted,
) -> Fitted {
    let base = plain.sources[0].1.clone();
    let mut manner = base.clone();
    for target in workbook::targets(source, library) {
        let depth = Depth::ALL.into_iter().find(|depth| {
            let mut alone = base.clone();
            alone.fine.insert(target, *depth);
            let fitted = trial(alone);
            // What cannot be written down so stays as it was.
            fitted.workbook != plain.workbook && fitted.is_same()
        });
        manner.fine.extend(depth.map(|depth| (target, depth)));
    }
    if manner == base {
        return plain;
    }
    let all = trial(manner);
    if all.is_same() { all } else { plain }
}

/// What is wrong with a way: faults weigh most, then words, then their places.
fn weight(fitted: &Fitted) -> usize {
    const FAULT: usize = 1 << 40;
    const WORD: usize = 1 << 20;
    let Difference { lost, added, moved } = &fitted.difference;
    usize::from(fitted.findings.has_errors()) * FAULT + (lost.len() + added.len()) * WORD + moved.len()
}

fn write(
    sources: Vec<(Source, Manner)>,
    papers: &[&Paper],
    name: &str,
    library: &Library,
    world: &mut dyn World,
) -> Fitted {
    let workbook = workbook::write(&sources, name, library);
    let (built, findings) = build(&workbook, library, world);
    let repairs: Vec<Repair> =
        sources.iter().flat_map(|(source, _)| source.repairs.iter().cloned()).collect();
    let difference = compare::compare(papers, &repairs, &built);
    Fitted { workbook, sources, difference, findings }
}

/// The documents of a workbook as papers.
pub fn build(workbook: &str, library: &Library, world: &mut dyn World) -> (Vec<Paper>, Findings) {
    let mut overlay = Overlay::new(world);
    let path = Path::new(NAME);
    overlay.files.insert(path.to_path_buf(), workbook.as_bytes().to_vec());
    let mut sources = Sources::default();
    let made = jobs::one(path, library, &overlay, &mut sources);
    (made.documents.iter().map(|(composed, _)| own::paper(&composed.document)).collect(), made.findings)
}
