//! A batch from the roster to the receipts, for whoever asks: the command line, the page in a browser. What is to be said of it
//! goes to a [`Listener`].

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::batch::bundle::{self, Bundle};
use crate::batch::extras::{Ending, Wanted};
use crate::batch::manifest::{self, Entry, Manifest};
use crate::batch::merge;
use crate::batch::papers::{self, Papers};
use crate::batch::prepare::{self, Asked, Inputs, Prepared};
use crate::batch::print::{self, Plan};
use crate::batch::run::{Ended, Outcome, Run, Status, relative};
use crate::diag::diagnostic::{Diagnostic, Place};
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::pipeline::{self, file_fault, file_place};
use crate::review::{Checker, plan};
use crate::world::rehearsal::Rehearsal;
use crate::world::{Kind, World};
use crate::write::docx::fingerprint::hexadecimal;

/// How a batch is made.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of the command line")]
pub struct Orders {
    /// Workbook, roster, rows, folder.
    pub asked: Asked,
    /// `2/4`: the second of four parts, as it was written.
    pub shard: Option<String>,
    /// Number of workers; all cores if it is not said.
    pub workers: Option<usize>,
    /// Go on where the last run stopped.
    pub resume: bool,
    /// Stop at the first row that fails.
    pub fail_fast: bool,
    /// Bind volumes for the printer.
    pub print: bool,
    /// Pack an archive.
    pub zip: bool,
    /// Write nothing that has a warning.
    pub strict: bool,
    /// Replace files that people changed.
    pub force: bool,
    /// Make every document and look at the files that are there, but write nothing.
    pub rehearsal: bool,
}

/// How a batch ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// All is well.
    Done,
    /// Files were written, and something was found.
    Findings,
    /// Nothing was written.
    Failed,
}

/// Who follows a batch.
pub trait Listener {
    /// Faults and what else is to be told of a place.
    fn report(&mut self, findings: &Findings, sources: &Sources);
    /// A line on how it goes.
    fn tell(&mut self, line: &str);
    /// A line for those who want to know more.
    fn remark(&mut self, line: &str);
    /// The path of a list that was written, or of an archive, a volume.
    fn product(&mut self, path: &Path);
    /// So many of so many rows are done.
    fn progress(&mut self, done: usize, total: usize);
    /// What became of each document.
    fn documents(&mut self, entries: &[Entry]);
}

/// Said when a fault was found before the first document.
const NOTHING: &str = "一份也没有写。改好以后再做一次。";

/// Makes the documents of every row.
pub fn make(orders: &Orders, world: &mut dyn World, listener: &mut dyn Listener) -> End {
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let asked = Asked { shard: shard(orders.shard.as_deref(), &mut findings), ..orders.asked.clone() };
    let (inputs, data) = prepare::read(&asked, world, &mut sources, &mut findings).unzip();
    let prepared = inputs
        .as_ref()
        .zip(data)
        .and_then(|(inputs, data)| inputs.prepare(data, &asked, world, &mut sources, &mut findings));
    let (Some(inputs), Some(mut prepared)) = (&inputs, prepared) else {
        listener.report(&findings, &sources);
        listener.tell(NOTHING);
        return End::Failed;
    };
    first_row(&prepared, &mut findings);
    let plan = Plan::new(asked.shard, prepared.rows.len(), prepared.parts.len());
    if orders.print {
        findings.list.extend(plan.clash(inputs.roster.len(), &prepared.names, &prepared.parts));
        findings.list.extend(print::unbindable(&prepared.job.pages));
    }
    let warned = findings.has_warnings();
    if orders.strict && warned && !findings.has_errors() {
        findings.push(pipeline::strict(&asked.data));
    }
    listener.report(&findings, &sources);
    if findings.has_errors() {
        listener.tell(NOTHING);
        return End::Failed;
    }
    let mut rehearsal;
    let world = if orders.rehearsal {
        rehearsal = Rehearsal { below: world };
        &mut rehearsal as &mut dyn World
    } else {
        world
    };
    if let Err(fault) = folder(&asked.folder, world) {
        let mut findings = Findings::default();
        findings.push(fault);
        listener.report(&findings, &sources);
        return End::Failed;
    }
    let overriding = inputs.columns.overriding(&inputs.roster);
    if !overriding.is_empty() {
        let list = overriding.join("、");
        listener.remark(&format!("按名册逐个单位代替资料里的：{list}（不代替的列，在“名册”里写“代替: 否”）"));
    }
    if let (false, Some(before)) = (orders.resume, &mut prepared.before) {
        before.lighten();
    }
    let mut told = Vec::new();
    prepared
        .job
        .pages
        .iter()
        .filter_map(|page| page.departures_in_words(&mut told))
        .for_each(|line| listener.tell(&line));
    let mut noted = Findings::default();
    let off = prepared.check.as_ref().map(|check| plan::off(check, &mut noted)).unwrap_or_default();
    listener.report(&noted, &sources);
    let checker = Checker::new(&off, &sources, &asked.data);
    let run = Run {
        job: &prepared.job,
        names: &prepared.names,
        rows: &prepared.rows,
        parts: &prepared.parts,
        pages: &prepared.job.pages,
        folder: &asked.folder,
        force: orders.force,
        fail_fast: orders.fail_fast,
        strict: orders.strict,
        look: &|document| checker.look(document),
        workers: workers(orders.workers, world),
        print: orders.print.then_some(&plan),
    };
    world.heed_stop();
    // Other parts may be writing into the same folder; what they leave is swept when they are joined.
    if orders.resume && asked.shard.is_none() {
        world.sweep(&asked.folder);
    }
    let count = run.rows.len();
    let ended = run.run(world, &mut |done| listener.progress(done, count));
    let mut documents = entries(inputs, &prepared, &ended);
    if orders.resume {
        continued(&mut documents, prepared.before.as_ref());
    }
    listener.documents(&documents);
    if orders.rehearsal {
        let end = rehearsed(inputs, ended, &documents, &sources, listener);
        return if warned && end == End::Done { End::Findings } else { end };
    }
    let left = prepared.rows.len() * prepared.parts.len() - documents.len();
    let total = prepared.total * prepared.parts.len();
    let shard = orders.shard.clone().unwrap_or_default();
    let manifest = Manifest::new(prepared.batch, total, !ended.stopped, shard, documents);
    let Prepared { job, names, before, register, .. } = prepared;
    // Lists of 100,000 units take much room, and so do the papers that are made now.
    drop((job, names));
    let finish = Finish { orders, asked: &asked, inputs, before, register, plan: &plan, left, warned };
    finish.finish(ended, manifest, world, &mut sources, listener)
}

/// The first row shows what is wrong with the workbook itself, before a file is written.
fn first_row(prepared: &Prepared<'_>, findings: &mut Findings) {
    let (false, Some(first)) = (findings.has_errors(), prepared.rows.first()) else { return };
    let made = prepared.job.make(*first);
    if made.findings.has_errors() {
        made.findings.list.into_iter().for_each(|finding| findings.push(finding));
    }
}

/// What a run would do that was only tried.
fn rehearsed(
    inputs: &Inputs,
    ended: Ended,
    documents: &[Entry],
    sources: &Sources,
    listener: &mut dyn Listener,
) -> End {
    let stopped = ended.stopped;
    let findings = Findings::from(ended.findings.told(&|row| unit(inputs, row)));
    listener.report(&findings, sources);
    let tally = Tally::of(documents);
    listener.tell(&format!("试做了{}份，没有写文件：{}", documents.len(), tally.foreseen()));
    match (tally.written + tally.kept, findings.has_errors() || stopped) {
        (0, _) => End::Failed,
        (_, true) => End::Findings,
        _ if findings.has_warnings() || tally.edited + tally.failed > 0 => End::Findings,
        _ => End::Done,
    }
}

/// Joins the manifests of the parts, and makes register and receipt of the whole.
pub fn merge(
    parts: &[PathBuf],
    target: &Path,
    force: bool,
    world: &mut dyn World,
    listener: &mut dyn Listener,
) -> End {
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let merged = merge::merge(parts, target, world, &mut findings);
    let Some(mut manifest) = merged else {
        listener.report(&findings, &sources);
        return End::Failed;
    };
    if let Err(fault) = folder(target, world) {
        findings.push(fault);
        listener.report(&findings, &sources);
        return End::Failed;
    }
    for folder in parts {
        world.sweep(folder);
    }
    let before = Manifest::read(world, &target.join(manifest::NAME)).unwrap_or_default();
    let register = if manifest.register.is_empty() {
        target.join(papers::REGISTER)
    } else {
        PathBuf::from(&manifest.register)
    };
    if let Some(before) = &before {
        manifest.keep(before);
    }
    let before = before.as_ref();
    let papers = Papers { folder: target, register: &register, before, force, workers: workers(None, world) };
    papers.write(&mut manifest, world, &mut sources, &mut findings);
    listener.report(&findings, &sources);
    let tally = Tally::of(&manifest.documents);
    listener.product(&target.join(manifest::NAME));
    listener.tell(&format!("{}：{}", target.display(), tally.in_words()));
    if findings.has_errors() || tally.failed + tally.edited > 0 { End::Findings } else { End::Done }
}

/// How many documents became what.
struct Tally {
    written: usize,
    kept: usize,
    edited: usize,
    failed: usize,
}

impl Tally {
    fn of(documents: &[Entry]) -> Self {
        let count = |status: Status| documents.iter().filter(|entry| entry.status == status.word()).count();
        Self {
            written: count(Status::Written),
            kept: count(Status::Kept),
            edited: count(Status::Edited),
            failed: count(Status::Failed),
        }
    }

    fn in_words(&self) -> String {
        self.with(format!("写成{}份", self.written))
    }

    /// Of a run that was only tried.
    fn foreseen(&self) -> String {
        self.with(format!("可以写{}份", self.written))
    }

    fn with(&self, first: String) -> String {
        let mut parts = vec![first];
        for (count, words) in
            [(self.kept, "没有变化的"), (self.edited, "被人改过、没有覆盖的"), (self.failed, "没有做成的")]
        {
            if count > 0 {
                parts.push(format!("{words}{count}份"));
            }
        }
        parts.join("，")
    }
}

/// The end of a run.
struct Finish<'a> {
    orders: &'a Orders,
    asked: &'a Asked,
    inputs: &'a Inputs,
    /// The manifest of the last run.
    before: Option<Manifest>,
    /// Where the numbers are entered.
    register: PathBuf,
    /// How many documents had no turn.
    left: usize,
    /// The volumes.
    plan: &'a Plan,
    /// Whether something was told before the first document.
    warned: bool,
}

impl Finish<'_> {
    fn finish(
        &self,
        ended: Ended,
        mut manifest: Manifest,
        world: &mut dyn World,
        sources: &mut Sources,
        listener: &mut dyn Listener,
    ) -> End {
        let Self { orders, asked, inputs, register, left, .. } = self;
        let (before, left) = (self.before.as_ref(), *left);
        if let Some(before) = before {
            manifest.keep(before);
        }
        if *register != asked.folder.join(papers::REGISTER) {
            manifest.register = register.display().to_string();
        }
        let mut findings = Findings::default();
        let stopped = ended.stopped;
        let fresh = ended.outcomes.iter().flatten().any(|outcome| outcome.status == Status::Written);
        for finding in ended.findings.told(&|row| unit(inputs, row)) {
            findings.push(finding);
        }
        let listed = asked.folder.join(manifest::name(asked.shard));
        if !stopped && asked.shard.is_none() {
            let (folder, force, workers) =
                (asked.folder.as_path(), orders.force, workers(orders.workers, world));
            let papers = Papers { folder, register, before, force, workers };
            papers.write(&mut manifest, world, sources, &mut findings);
        } else {
            manifest.receipt = before.map(|before| before.receipt.clone()).unwrap_or_default();
            manifest.save(&listed, world, &mut findings);
        }
        let tally = Tally::of(&manifest.documents);
        // A part has no papers yet, and a register elsewhere has other batches, too.
        let mut papers = vec![papers::REGISTER, papers::RECEIPT];
        papers.retain(|name| {
            let path = asked.folder.join(name);
            let own = *name == papers::RECEIPT || path == *register;
            own && asked.shard.is_none() && world.kind(&path) == Kind::File
        });
        let bundle = Bundle {
            folder: &asked.folder,
            name: &bundle::name(asked.shard),
            papers: &papers,
            listed: &manifest::name(asked.shard),
            force: orders.force,
        };
        let wanted = Wanted { plan: self.plan, print: orders.print, bundle: &bundle, zip: orders.zip };
        let extras = wanted.finish(ended.bound, manifest, Ending { stopped, fresh }, world, &mut findings);
        listener.report(&findings, sources);
        let left_in_words = if left > 0 { format!("，还没有做的{left}份") } else { String::new() };
        listener.product(&listed);
        extras.paths.iter().for_each(|path| listener.product(path));
        listener.tell(&format!("{}：{}{left_in_words}", asked.folder.display(), tally.in_words()));
        extras.told.iter().for_each(|line| listener.tell(line));
        if stopped {
            listener.tell("中途停下了。接着做：同样的命令再运行一次，加上 --resume");
        }
        let bad = findings.has_errors() || tally.edited + tally.failed + left > 0;
        match (tally.written + tally.kept, bad) {
            (0, true) => End::Failed,
            (_, true) => End::Findings,
            _ if self.warned || findings.has_warnings() => End::Findings,
            _ => End::Done,
        }
    }
}

/// What the unit of a row is called.
fn unit(inputs: &Inputs, row: usize) -> String {
    let cell = inputs.columns.cell(&inputs.roster, row, inputs.columns.unit);
    cell.map_or_else(String::new, |(text, _)| text.to_owned())
}

/// A run that goes on tells of its files as the one that was broken off would have told: what stands there was written by
/// it, unless its own manifest says otherwise.
fn continued(documents: &mut [Entry], before: Option<&Manifest>) {
    let told: HashMap<(&str, &str), &str> = before
        .iter()
        .flat_map(|before| &before.documents)
        .map(|entry| ((entry.file.as_str(), entry.sha256.as_str()), entry.status.as_str()))
        .collect();
    for entry in documents.iter_mut().filter(|entry| entry.status == Status::Kept.word()) {
        let status = told.get(&(entry.file.as_str(), entry.sha256.as_str()));
        status.copied().unwrap_or(Status::Written.word()).clone_into(&mut entry.status);
    }
}

/// The documents that had their turn, in the order of the roster.
fn entries(inputs: &Inputs, prepared: &Prepared<'_>, ended: &Ended) -> Vec<Entry> {
    let (roster, columns) = (&inputs.roster, &inputs.columns);
    let mut entries = Vec::new();
    for (number, outcome) in ended.outcomes.iter().enumerate() {
        let Some(outcome) = outcome else { continue };
        let row = prepared.rows[number / prepared.parts.len()];
        let part = number % prepared.parts.len();
        let cell = |column: usize| {
            columns.cell(roster, row, column).map_or_else(String::new, |(text, _)| text.to_owned())
        };
        entries.push(Entry {
            row: row + 1,
            unit: cell(columns.unit),
            code: columns.code.map(cell).unwrap_or_default(),
            document: prepared.parts[part].clone(),
            file: relative(prepared.names.get(row), &prepared.parts[part]),
            sha256: hash(outcome),
            number: match outcome.facts {
                Some(_) => outcome.number.to_string(),
                // Not made, but the number is kept for it.
                None => prepared.number(row, part),
            },
            title: outcome.facts.as_ref().map(|facts| facts.title.clone()).unwrap_or_default(),
            date: outcome.facts.as_ref().map(|facts| facts.date.clone()).unwrap_or_default(),
            status: outcome.status.word().to_owned(),
            reason: outcome.reason.as_deref().unwrap_or_default().to_owned(),
        });
    }
    entries
}

fn hash(outcome: &Outcome) -> String {
    match outcome.status {
        Status::Written | Status::Kept => hexadecimal(&outcome.hash),
        Status::Edited | Status::Failed => String::new(),
    }
}

/// How many workers there are to be.
fn workers(asked: Option<usize>, world: &dyn World) -> usize {
    asked.unwrap_or_else(|| world.cores()).clamp(1, 256)
}

/// `2/4`: the second of four parts.
fn shard(written: Option<&str>, findings: &mut Findings) -> Option<(usize, usize)> {
    let written = written?;
    let parsed = written.split_once('/').and_then(|(part, of)| Some((part.parse().ok()?, of.parse().ok()?)));
    let sound = parsed.filter(|(part, of)| (1..=*of).contains(part));
    if sound.is_none() {
        findings.push(
            Diagnostic::error("bad-option", Place::Nowhere, format!("--shard “{written}”的写法不对"))
                .hint("写成 --shard 2/4：分成四份，做第二份"),
        );
    }
    sound
}

fn folder(folder: &Path, world: &mut dyn World) -> Result<(), Diagnostic> {
    world.make_folder(folder).map_err(|fault| file_fault(&fault, folder, file_place(folder)))
}
