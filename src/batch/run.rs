//! All rows, on all cores. Each worker takes the next rows, makes their documents and writes them; what becomes of each is
//! told to one place, in whatever order it comes, and kept in the order of the roster. If they are to be printed, the next
//! rows are those of a volume, which the worker binds meanwhile.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};

use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::batch::job::{Job, Made};
use crate::batch::names::Names;
use crate::batch::print::{Binder, Bound, Plan};
use crate::compose::document::Composed;
use crate::diag::diagnostic::{Diagnostic, Level, Place};
use crate::diag::findings::Findings;
use crate::document::tree::Document;
use crate::layout::laid::Layout;
use crate::pipeline::output::{self, Written};
use crate::pipeline::profiles::Page;
use crate::pipeline::{self, file_fault, file_place};
use crate::world::{Fault, Kind, World};

/// Rows that a worker takes at a time.
const TAKEN: usize = 8;

/// What became of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Written now.
    Written,
    /// It stood there already, the same.
    Kept,
    /// A person changed the file; it was left alone.
    Edited,
    /// It was not made.
    Failed,
}

/// A document of a row after the run.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// What became of it.
    pub status: Status,
    /// SHA-256 of the file as it was made; zeros if it was not.
    pub hash: [u8; 32],
    /// Its title and date as they stand in it; `None` if it could not be made.
    pub facts: Option<Arc<Facts>>,
    /// 发文字号 as it stands in it; blank if it has none.
    pub number: Box<str>,
    /// Why it was not written.
    pub reason: Option<Box<str>>,
}

/// What registers say of a document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Facts {
    /// Its title.
    pub title: String,
    /// 成文日期, `2012-04-17`; empty if it has none.
    pub date: String,
}

/// What is to be done.
pub struct Run<'a> {
    /// The batch.
    pub job: &'a Job<'a>,
    /// The names of all rows.
    pub names: &'a Names,
    /// The rows to make, ascending.
    pub rows: &'a [usize],
    /// Names of the documents of a row, if it has several; else one blank.
    pub parts: &'a [String],
    /// The page of each document of a row.
    pub pages: &'a [Arc<Page>],
    /// Where the files go.
    pub folder: &'a Path,
    /// Replace files that people changed.
    pub force: bool,
    /// Stop at the first row that fails.
    pub fail_fast: bool,
    /// A warning, or something against the rules, is a failure.
    pub strict: bool,
    /// Looks at a document before it is written, and says what is against the rules. It is written all the same, unless
    /// `strict`.
    pub look: &'a (dyn Fn(&Document) -> Vec<Diagnostic> + Sync),
    /// Number of workers.
    pub workers: usize,
    /// The volumes that the documents are bound into, if they are.
    pub print: Option<&'a Plan>,
}

/// The end of a run.
#[derive(Debug)]
pub struct Ended {
    /// One for each row and document, in order; `None` where the run stopped before.
    pub outcomes: Vec<Option<Outcome>>,
    /// The volumes that were bound, in order.
    pub bound: Vec<Bound>,
    /// What is to be told, the same of many rows once.
    pub findings: Gathered,
    /// Whether it was stopped before the end.
    pub stopped: bool,
}

/// Findings of many rows: each told once, with the number of rows that have it.
#[derive(Debug, Default)]
pub struct Gathered {
    list: Vec<(Diagnostic, usize, BTreeSet<usize>)>,
    known: HashMap<(&'static str, String), Vec<usize>>,
}

/// Findings of many rows that are told in full; beyond that they are counted.
const MOST_TOLD: usize = 30;

impl Gathered {
    fn add(&mut self, row: usize, findings: Findings) {
        for finding in findings.list {
            let key = (finding.code, finding.message.clone());
            let same = self.known.entry(key).or_default();
            match same.iter().find(|at| self.list[**at].0.place == finding.place) {
                Some(at) => {
                    let (_, count, rows) = &mut self.list[*at];
                    *count += 1;
                    if rows.len() < 5 {
                        rows.insert(row);
                    } else if rows.last().is_some_and(|last| row < *last) {
                        rows.pop_last();
                        rows.insert(row);
                    }
                }
                None => {
                    same.push(self.list.len());
                    self.list.push((finding, 1, BTreeSet::from([row])));
                }
            }
        }
    }

    /// What is to be told, in the order of the rows; `name` names a row.
    pub fn told(mut self, name: &dyn Fn(usize) -> String) -> Vec<Diagnostic> {
        self.list.sort_by_key(|(finding, _, rows)| (finding.level, rows.first().copied()));
        let mut kinds: BTreeMap<&'static str, usize> = BTreeMap::new();
        let mut told = Vec::new();
        for (finding, count, rows) in self.list {
            let of_kind = kinds.entry(finding.code).or_default();
            *of_kind += 1;
            if *of_kind > MOST_TOLD {
                continue;
            }
            let names: Vec<String> = rows.iter().take(3).map(|row| name(*row)).collect();
            let shown = names.join("、");
            let context = if count > 3 { format!("{shown} 等{count}个单位") } else { shown };
            told.push(match finding.context.clone() {
                Some(inner) => finding.context(format!("{context}；{inner}")),
                None => finding.context(context),
            });
        }
        for (code, count) in kinds.into_iter().filter(|(_, count)| *count > MOST_TOLD) {
            let message = format!("另有{}处也是这样", count - MOST_TOLD);
            told.push(Diagnostic::info(code, Place::Nowhere, message));
        }
        told
    }
}

/// One world for all workers, or one for each.
enum Hand<'w, 'm> {
    Own(Box<dyn World>),
    Shared(&'m Mutex<&'w mut dyn World>),
}

impl Hand<'_, '_> {
    fn with<T>(&mut self, work: impl FnOnce(&mut dyn World) -> T) -> T {
        match self {
            Hand::Own(world) => work(world.as_mut()),
            Hand::Shared(world) => work(&mut **world.lock().unwrap_or_else(PoisonError::into_inner)),
        }
    }
}

/// A row that is done, on its way to the one place.
struct Done {
    /// Its number among the rows of the run.
    number: usize,
    outcomes: Vec<Outcome>,
    findings: Findings,
}

/// What a worker tells.
enum Told {
    /// These rows are done.
    Rows(Vec<Done>),
    /// A volume is bound.
    Volume(Vec<Bound>),
}

impl Run<'_> {
    /// Makes and writes everything. `tick` is called after each row with the number of rows done.
    pub fn run(&self, world: &mut dyn World, tick: &mut dyn FnMut(usize)) -> Ended {
        let next = AtomicUsize::new(0);
        let stop = AtomicBool::new(false);
        let mut ended = Ended {
            outcomes: vec![None; self.rows.len() * self.parts.len()],
            bound: Vec::new(),
            findings: Gathered::default(),
            stopped: false,
        };
        let mut facts: BTreeSet<Arc<Facts>> = BTreeSet::new();
        let hands: Vec<Option<Box<dyn World>>> = (0..self.workers).map(|_| world.another()).collect();
        let shared = Mutex::new(world);
        let (sender, receiver) = mpsc::channel::<Told>();
        // One thread of ours receives; it needs no place among the workers.
        let pool = pool(self.workers);
        pool.in_place_scope(|scope| {
            for hand in hands {
                let sender = sender.clone();
                let (shared, next, stop) = (&shared, &next, &stop);
                scope.spawn(move |_| {
                    let mut hand = hand.map_or(Hand::Shared(shared), Hand::Own);
                    self.work(&mut hand, next, stop, &sender);
                });
            }
            drop(sender);
            let mut count = 0;
            let rows = receiver.into_iter().filter_map(|told| match told {
                Told::Rows(rows) => Some(rows),
                Told::Volume(bound) => {
                    ended.bound.extend(bound);
                    None
                }
            });
            for done in rows.flatten() {
                for (part, mut outcome) in done.outcomes.into_iter().enumerate() {
                    // Titles and dates are mostly the same: each is kept once.
                    outcome.facts = outcome.facts.map(|new| match facts.get(&new) {
                        Some(known) => Arc::clone(known),
                        None => {
                            facts.insert(Arc::clone(&new));
                            new
                        }
                    });
                    ended.outcomes[done.number * self.parts.len() + part] = Some(outcome);
                }
                ended.findings.add(self.rows[done.number], done.findings);
                count += 1;
                tick(count);
            }
            ended.stopped = count < self.rows.len();
        });
        // The pieces of a volume come together and in order.
        ended.bound.sort_by_key(|bound| bound.volume);
        ended
    }

    fn work(
        &self,
        hand: &mut Hand<'_, '_>,
        next: &AtomicUsize,
        stop: &AtomicBool,
        sender: &mpsc::Sender<Told>,
    ) {
        let mut folders = BTreeSet::new();
        let share = self.print.map_or(TAKEN, |plan| plan.rows);
        loop {
            let first = next.fetch_add(share, Ordering::Relaxed);
            if first >= self.rows.len() {
                return;
            }
            let mut binder = self.print.zip(self.pages.first()).map(|(plan, page)| {
                Binder::new(plan, first / share, self.folder, page.prepared(), self.force)
            });
            let end = self.rows.len().min(first + share);
            for start in (first..end).step_by(TAKEN) {
                let mut done = Vec::with_capacity(TAKEN);
                for number in start..end.min(start + TAKEN) {
                    if stop.load(Ordering::Relaxed) || hand.with(|world| world.stop_asked()) {
                        stop.store(true, Ordering::Relaxed);
                        break;
                    }
                    let row = self.row(number, hand, &mut folders, binder.as_mut());
                    if self.is_last(&row) {
                        stop.store(true, Ordering::Relaxed);
                    }
                    done.push(row);
                }
                if sender.send(Told::Rows(done)).is_err() || stop.load(Ordering::Relaxed) {
                    return;
                }
            }
            if let Some(binder) = binder {
                let bound = hand.with(|world| binder.finish(world));
                if sender.send(Told::Volume(bound)).is_err() {
                    return;
                }
            }
        }
    }

    /// Whether nothing is to be made after this row: the user said so, or there is no room for anything.
    fn is_last(&self, row: &Done) -> bool {
        let failed = row.outcomes.iter().any(|outcome| outcome.status == Status::Failed);
        failed && (self.fail_fast || row.findings.list.iter().any(|finding| finding.code == "disk-full"))
    }

    fn row(
        &self,
        number: usize,
        hand: &mut Hand<'_, '_>,
        folders: &mut BTreeSet<PathBuf>,
        mut binder: Option<&mut Binder<'_>>,
    ) -> Done {
        let row = self.rows[number];
        let Made { documents, mut findings } = self.job.make(row);
        let checked: Vec<Diagnostic> =
            documents.iter().flat_map(|composed| (self.look)(&composed.document)).collect();
        let unsound =
            !checked.is_empty() || findings.list.iter().any(|finding| finding.level == Level::Warning);
        let refused = findings.has_errors() || (self.strict && unsound);
        let first = findings.list.first().or(checked.first());
        let reason = first.map(|finding| finding.message.as_str().into());
        let outcomes = (0..self.parts.len())
            .map(|part| match documents.get(part) {
                Some(Composed { document, .. }) if !refused => {
                    let (outcome, laid) = self.document(row, part, document, hand, folders, &mut findings);
                    if let (Some(binder), true) = (&mut binder, outcome.status != Status::Failed) {
                        hand.with(|world| binder.add(laid, world));
                    }
                    outcome
                }
                _ => Outcome {
                    status: Status::Failed,
                    hash: [0; 32],
                    facts: None,
                    number: Box::default(),
                    reason: reason.clone(),
                },
            })
            .collect();
        for found in checked {
            findings.push(found);
        }
        Done { number, outcomes, findings }
    }

    fn document(
        &self,
        row: usize,
        part: usize,
        document: &Document,
        hand: &mut Hand<'_, '_>,
        folders: &mut BTreeSet<PathBuf>,
        findings: &mut Findings,
    ) -> (Outcome, Layout) {
        let facts = Arc::new(Facts {
            title: document.properties.title.clone(),
            date: document.properties.date.clone().unwrap_or_default(),
        });
        let number: Box<str> =
            document.head.as_ref().map_or_else(Box::default, |head| head.document_number.as_str().into());
        let path = self.folder.join(relative(self.names.get(row), &self.parts[part]));
        let page = &self.pages[part];
        let laid = pipeline::lay(document, &page.profile);
        let written = pipeline::pack(&laid, page.prepared()).and_then(|bytes| {
            let hash = page.prepared().digest(&bytes);
            hand.with(|world| {
                make_folder(world, &path, folders)?;
                output::write(world, &path, &bytes, self.force)
            })
            .map(|written| (written, hash))
        });
        let outcome = match written {
            Ok((written, hash)) => {
                let status = if written == Written::New { Status::Written } else { Status::Kept };
                Outcome { status, hash, facts: Some(facts), number, reason: None }
            }
            Err(fault) => {
                let fault = hand.with(|world| of_folder(world, &path, fault));
                let edited = matches!(fault.code, "edited-by-hand" | "not-ours");
                let status = if edited { Status::Edited } else { Status::Failed };
                let reason = Some(fault.message.as_str().into());
                findings.push(fault);
                Outcome { status, hash: [0; 32], facts: Some(facts), number, reason }
            }
        };
        (outcome, laid)
    }
}

/// So many threads, or one if the machine has no more to give.
fn pool(workers: usize) -> ThreadPool {
    let build = |count: usize| ThreadPoolBuilder::new().num_threads(count).build();
    build(workers).or_else(|_| build(1)).expect("a machine that runs a program has a thread to give")
}

/// Path of a document inside the folder of the batch.
pub fn relative(name: &str, part: &str) -> String {
    if part.is_empty() { format!("{name}.docx") } else { format!("{name}/{part}.docx") }
}

/// A fault of a file; where the folder takes no new one, that of the folder, which is the same for all of them.
fn of_folder(world: &dyn World, path: &Path, fault: Diagnostic) -> Diagnostic {
    match path.parent() {
        Some(folder) if fault.code == "no-permission" && world.kind(path) == Kind::Missing => {
            file_fault(&Fault::NoPermission, folder, file_place(folder))
        }
        _ => fault,
    }
}

/// Makes the folder of a file, once.
fn make_folder(
    world: &mut dyn World,
    path: &Path,
    folders: &mut BTreeSet<PathBuf>,
) -> Result<(), Diagnostic> {
    let Some(folder) = path.parent() else { return Ok(()) };
    if folders.contains(folder) {
        return Ok(());
    }
    if world.kind(folder) != Kind::Folder {
        world.make_folder(folder).map_err(|fault: Fault| file_fault(&fault, folder, file_place(folder)))?;
    }
    folders.insert(folder.to_path_buf());
    Ok(())
}
