//! Files → findings: which files, which rules, where what they find stands in what the user wrote, and what can be put right.
//!
//! `check` is its user. A workbook is made into its documents, whose lines are looked up in the data again; texts and Word files
//! are read as they are.

pub mod inputs;

pub mod locate;

pub mod plan;

pub mod last_year;

pub mod unit_figures;

pub mod house;

pub mod fixing;

pub mod baseline;

pub mod annotate;

pub mod opened;

pub mod batch_folder;

pub mod drafts;

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::check::context::Context;
use crate::check::fix::{self, Change};
use crate::check::marks::Found;
use crate::check::report::{self, Places, Read};
use crate::check::run::{self, Reviewer};
use crate::check::selection::Selection;
use crate::collect::round;
use crate::compose::document::Composed;
use crate::diag::diagnostic::{Diagnostic, Level, Place};
use crate::diag::findings::Findings;
use crate::diag::sources::{MadeOf, SourceId, Sources};
use crate::document::tree::Document;
use crate::paper::{Paper, own};
use crate::pipeline;
use crate::pipeline::jobs::{self, Asked, Made};
use crate::review::batch_folder::Batch;
use crate::review::house::Houses;
use crate::review::inputs::{Input, Kind};
use crate::review::locate::Locator;
use crate::review::opened::{Opened, open};
use crate::review::plan::Plan;
use crate::world::World;

/// What came of a review.
#[derive(Debug, Default)]
pub struct Review {
    /// The texts that places point into.
    pub sources: Sources,
    /// Findings of each file, in the order of the files.
    pub files: Vec<Reviewed>,
}

/// What was found in a file.
#[derive(Debug)]
pub struct Reviewed {
    /// The file as the user wrote it.
    pub path: PathBuf,
    /// It could not be read.
    pub failed: bool,
    /// What is to be told.
    pub findings: Vec<Finding>,
}

/// A finding with what would put it right.
#[derive(Debug, Clone)]
pub struct Finding {
    /// For people.
    pub diagnostic: Diagnostic,
    /// Changes of sources, all of them together; empty if it takes a person.
    pub changes: Vec<Change>,
    /// The line that it was found in, as it is compared with a baseline.
    pub line: Arc<str>,
    /// Where a rule found it in the paper of the document; `None` for what is no rule's.
    pub spot: Option<Spot>,
}

/// A stretch of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// Number of the line; `None` for the document as a whole.
    pub line: Option<usize>,
    /// Bytes of the line's text.
    pub range: Range<usize>,
}

/// Looks at files and folders.
pub fn review(paths: &[PathBuf], selection: &Selection, world: &mut dyn World) -> Review {
    let mut review = Review::default();
    let mut reviewers = Reviewers::new(selection);
    let mut batches: Vec<(usize, Batch)> = Vec::new();
    for input in inputs::inputs(paths, world) {
        match input {
            Ok(Input { path, kind: Kind::Workbook }) => workbook(&path, selection, world, &mut review),
            Ok(Input { path, kind: Kind::Batch }) => match Batch::open(&path, world) {
                Ok(batch) => batches.push((review.files.len(), batch)),
                Err(refused) => review.files.push(refused),
            },
            Ok(Input { path, kind }) => {
                let batches = batches.iter_mut().map(|(_, batch)| batch);
                let reviewed = one(&path, kind, &mut reviewers, batches, world, &mut review.sources);
                review.files.push(reviewed);
            }
            Err((path, diagnostic)) => review.files.push(Reviewed::refused(path, vec![diagnostic])),
        }
    }
    // What a batch is as a whole is known when its documents were read; it is told before them.
    for (at, batch) in batches.into_iter().rev() {
        review.files.insert(at, batch.review(selection));
    }
    review
}

impl Reviewed {
    fn refused(path: PathBuf, diagnostics: Vec<Diagnostic>) -> Self {
        Self { path, failed: true, findings: diagnostics.into_iter().map(Finding::told).collect() }
    }
}

impl Finding {
    /// One of another stage: it has a code of its own and no fix.
    fn told(diagnostic: Diagnostic) -> Self {
        Self { diagnostic, changes: Vec::new(), line: "".into(), spot: None }
    }
}

/// A text or a Word file; a document of a batch is shown to it.
fn one<'b>(
    path: &Path,
    kind: Kind,
    reviewers: &mut Reviewers<'_>,
    batches: impl Iterator<Item = &'b mut Batch>,
    world: &dyn World,
    sources: &mut Sources,
) -> Reviewed {
    let name = path.display().to_string();
    let mut findings = Findings::default();
    let bytes = match world.read(path) {
        Ok(bytes) => bytes,
        Err(fault) => {
            return Reviewed::refused(
                path.to_path_buf(),
                vec![pipeline::file_fault(&fault, path, pipeline::file_place(path))],
            );
        }
    };
    let opened = open(&bytes, &name, kind, sources, &mut findings);
    batches.for_each(|batch| batch.take(path, &bytes, opened.as_ref().map(Opened::paper)));
    let Some(opened) = opened else {
        return Reviewed::refused(path.to_path_buf(), findings.list);
    };
    let Reviewing { plan, reviewer, houses } = reviewers.of(path, world, sources, &mut findings);
    let found = match &opened {
        Opened::Text(paper) => reviewer.look(paper, &plan.context),
        Opened::Word(word) => {
            let (measure, unknown) = houses.measure(path, &bytes, word, world);
            findings.list.extend(unknown.filter(|_| reviewer.measures()));
            reviewer.look_file(word, &plan.context, measure)
        }
    };
    let mut told: Vec<Finding> = findings.list.into_iter().map(Finding::told).collect();
    let paper = opened.paper();
    told.extend(findings_of(&found, paper, &Read { paper, file: &name }, sources));
    Reviewed { path: path.to_path_buf(), failed: false, findings: told }
}

/// What holds for many files is read and looked at once: the plan of a folder, and for each list of rules that are off a
/// reviewer who remembers.
struct Reviewers<'a> {
    selection: &'a Selection,
    plans: BTreeMap<PathBuf, Plan>,
    known: BTreeMap<Vec<String>, Reviewer>,
    houses: Houses,
}

/// What a file is looked at with.
struct Reviewing<'a> {
    plan: &'a Plan,
    reviewer: &'a Reviewer,
    houses: &'a mut Houses,
}

impl<'a> Reviewers<'a> {
    fn new(selection: &'a Selection) -> Self {
        Self { selection, plans: BTreeMap::new(), known: BTreeMap::new(), houses: Houses::default() }
    }

    /// Those of a file. Faults of the plan are told with the first file of its folder.
    fn of(
        &mut self,
        path: &Path,
        world: &dyn World,
        sources: &mut Sources,
        findings: &mut Findings,
    ) -> Reviewing<'_> {
        let folder = jobs::beside(path).to_path_buf();
        let read = |folder: &PathBuf| plan::of_folder(folder, world, sources, findings);
        let plan = self.plans.entry(folder).or_insert_with_key(read);
        let new = || Reviewer::new(self.selection.clone().without(plan.off.iter().cloned()));
        let reviewer = self.known.entry(plan.off.clone()).or_insert_with(new);
        Reviewing { plan, reviewer, houses: &mut self.houses }
    }
}

/// A workbook: its own faults, and what is found in its documents.
fn workbook(path: &Path, selection: &Selection, world: &mut dyn World, review: &mut Review) {
    let paths = [path.to_path_buf()];
    let mut made: Vec<Made> = Vec::new();
    jobs::each(&paths, &Asked::default(), world, &mut review.sources, &mut |one, _, _| made.push(one));
    for mut made in made {
        let mut findings = std::mem::take(&mut made.findings);
        if let Some(workbook) = &made.workbook {
            round::tell(workbook, &mut findings);
        }
        let mut plan = plan::of_workbook(&made, &mut findings);
        plan.read_roster(&made, world, &mut review.sources, &mut findings);
        plan.read_last_year(&made, world, &mut review.sources, &mut findings);
        for told in findings.list.iter_mut().filter(|told| told.code == "needs-roster") {
            // The documents are looked at where they are made, or in the folder of the batch.
            told.level = Level::Info;
            "这份资料是批量生成用的，要有名册才成文，这里没有查".clone_into(&mut told.message);
            told.hints = vec!["用“gongwen batch”生成时会查；也可以检查生成的文件夹".to_owned()];
            told.label.clear();
            told.related.clear();
        }
        let failed = made.documents.is_empty() && findings.has_errors();
        let own = selection.clone().without(plan.off.iter().cloned());
        let of_units = unit_figures::review(&made, &own, world, &mut review.sources, &mut findings);
        let mut told: Vec<Finding> = findings.list.into_iter().map(Finding::told).collect();
        let errors: Vec<Place> = told
            .iter()
            .filter(|told| told.diagnostic.level == Level::Error)
            .map(|told| told.diagnostic.place.clone())
            .collect();
        let needs_roster = told.iter().any(|told| told.diagnostic.code == "needs-roster");
        let found =
            if needs_roster { Vec::new() } else { of_documents(&made, selection, &plan, &review.sources) };
        // What the data's own faults say already is not said again.
        let is_new = |found: &Finding| !errors.iter().any(|place| overlap(place, &found.diagnostic.place));
        told.extend(found.into_iter().chain(of_units).filter(is_new));
        review.files.push(Reviewed { path: made.path, failed, findings: told });
    }
}

/// What is found in the documents of a workbook, with its places in the data. What several documents have in common is told
/// once.
pub fn of_documents(made: &Made, selection: &Selection, plan: &Plan, sources: &Sources) -> Vec<Finding> {
    let selection = selection.clone().without(plan.off.iter().cloned());
    let locator = Locator::new(sources, made.texts.clone(), &made.path);
    let mut told = Vec::new();
    let mut context = plan.context.clone();
    for (Composed { document, figures }, _) in &made.documents {
        let paper = own::paper(document);
        // A figure with a name is printed with its formula behind.
        let named = figures
            .printed
            .iter()
            .filter_map(|figure| Some((figure.formula.split_once('＝')?.0, &figure.value)));
        context.figures = named.map(|(name, value)| (name.to_owned(), value.clone())).collect();
        let mut found = run::look(&paper, &selection, &context);
        found.retain(|found| !is_unsettled(found, &paper, &figures.unsettled));
        let places = locator.of(&paper, &document.properties.title);
        told.extend(findings_of(&found, &paper, &places, sources));
    }
    once(&mut told);
    told
}

/// Whether something was found in the formula of a figure that could not be reckoned: it will not be printed.
fn is_unsettled(found: &Found, paper: &Paper, unsettled: &[String]) -> bool {
    let Some(line) = found.line else { return false };
    let text = &paper.lines[line].text;
    let within = |at: usize, written: &str| at <= found.range.start && found.range.end <= at + written.len();
    unsettled.iter().any(|formula| {
        let written = format!("【{formula}】");
        text.match_indices(&written).any(|(at, written)| within(at, written))
    })
}

/// The rules of level E for the documents of a batch, most of whose paragraphs are the same.
pub struct Checker<'a> {
    reviewer: Reviewer,
    locator: Locator<'a>,
    context: Context,
}

impl<'a> Checker<'a> {
    /// With these rules off, for documents made of the workbook `path` and of the roster, which are all of `sources`.
    pub fn new(off: &[String], sources: &'a Sources, path: &Path) -> Self {
        let reviewer = Reviewer::new(Selection::errors().without(off.iter().cloned()));
        let first = SourceId(0);
        let locator = Locator::new(sources, first..sources.next(), path);
        Self { reviewer, locator, context: Context::default() }
    }

    /// What is against the rules in a document.
    pub fn look(&self, document: &Document) -> Vec<Diagnostic> {
        let paper = own::paper(document);
        let found = self.reviewer.look(&paper, &self.context);
        let places = self.locator.of(&paper, &document.properties.kind);
        found.iter().map(|found| report::diagnostic(found, &places)).collect()
    }
}

/// Whether two places have something in common.
fn overlap(a: &Place, b: &Place) -> bool {
    match (a, b) {
        (Place::Span(a), Place::Span(b)) => a.source == b.source && a.start < b.end && b.start < a.end,
        _ => false,
    }
}

/// What several documents of a workbook have in common is told once.
fn once(findings: &mut Vec<Finding>) {
    let mut seen: Vec<(&'static str, Place, String)> = Vec::new();
    findings.retain(|finding| {
        let told = &finding.diagnostic;
        let key = (told.code, told.place.clone(), told.message.clone());
        let is_new = !matches!(told.place, Place::Span(_)) || !seen.contains(&key);
        seen.push(key);
        is_new
    });
}

/// Diagnostics of what rules found, with the changes that put it right.
fn findings_of(found: &[Found], paper: &Paper, places: &dyn Places, sources: &Sources) -> Vec<Finding> {
    // A long line may have thousands of findings: its text is kept once.
    let mut lines: BTreeMap<usize, Arc<str>> = BTreeMap::new();
    let mut text =
        |line: usize| lines.entry(line).or_insert_with(|| paper.lines[line].text.as_str().into()).clone();
    found
        .iter()
        .map(|found| Finding {
            diagnostic: report::diagnostic(found, places),
            changes: changes(found, paper, places, sources).unwrap_or_default(),
            line: found.line.map_or_else(|| "".into(), &mut text),
            spot: Some(Spot { line: found.line, range: found.range.clone() }),
        })
        .collect()
}

/// The changes of sources that a safe fix asks for; `None` where one of them does not stand in the source as it is.
fn changes(found: &Found, paper: &Paper, places: &dyn Places, sources: &Sources) -> Option<Vec<Change>> {
    fix::wanted(found, |edit| {
        let Place::Span(span) = places.place(Some(edit.line), edit.range.clone()) else { return None };
        let source = sources.get(span.source);
        let written = source.text.get(span.start..span.end)?;
        let is_same = written == &paper.lines[edit.line].text[edit.range.clone()];
        (source.made_of == MadeOf::Lines && is_same).then_some(span)
    })
}
