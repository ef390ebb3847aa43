//! `gongwen batch`.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::batch::bundle::{self, Bundle};
use crate::batch::extras::{Ending, Wanted};
use crate::batch::manifest::{self, Entry, Manifest};
use crate::batch::merge;
use crate::batch::papers::{self, Papers};
use crate::batch::prepare::{self, Asked, Inputs, Prepared};
use crate::batch::print::{self, Plan};
use crate::batch::run::{Ended, Outcome, Run, Status, relative};
use crate::cli::Exit;
use crate::cli::arguments::BatchOptions;
use crate::cli::build;
use crate::cli::console::Console;
use crate::diag::diagnostic::{Diagnostic, Place};
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::pipeline::{file_fault, file_place};
use crate::review::{Checker, plan};
use crate::world::{Kind, World};
use crate::write::docx::fingerprint::hexadecimal;

/// Said when a fault was found before the first document.
const NOTHING: &str = "一份也没有写。改好以后再做一次。";

/// Makes the documents of every row, or joins the parts of a batch.
pub fn run(options: &BatchOptions, world: &mut dyn World, console: &mut Console<'_>) -> Exit {
    match (&options.data, &options.roster, &options.output) {
        (Some(data), Some(roster), Some(output)) => {
            let asked = Asked {
                data: data.clone(),
                roster: roster.clone(),
                kind: options.kind.clone(),
                filters: options.filters.clone(),
                maps: options.maps.clone(),
                profile: options.profile.clone(),
                shard: None,
                folder: output.clone(),
            };
            make(options, asked, world, console)
        }
        _ => merge(options, world, console),
    }
}

fn make(options: &BatchOptions, mut asked: Asked, world: &mut dyn World, console: &mut Console<'_>) -> Exit {
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    asked.shard = shard(options.shard.as_deref(), &mut findings);
    let (inputs, data) = prepare::read(&asked, world, &mut sources, &mut findings).unzip();
    let prepared = inputs
        .as_ref()
        .zip(data)
        .and_then(|(inputs, data)| inputs.prepare(data, &asked, world, &mut sources, &mut findings));
    let (Some(inputs), Some(mut prepared)) = (&inputs, prepared) else {
        console.report(&findings, &sources);
        console.tell(NOTHING);
        return Exit::Failed;
    };
    // The first row shows what is wrong with the workbook itself, before a file is written.
    if let (false, Some(first)) = (findings.has_errors(), prepared.rows.first()) {
        let made = prepared.job.make(*first);
        if made.findings.has_errors() {
            for finding in made.findings.list {
                findings.push(finding);
            }
        }
    }
    let plan = Plan::new(asked.shard, prepared.rows.len(), prepared.parts.len());
    if options.print {
        findings.list.extend(plan.clash(inputs.roster.len(), &prepared.names, &prepared.parts));
        findings.list.extend(print::unbindable(&prepared.job.pages));
    }
    let warned = build::has_warnings(&findings);
    if options.strict && warned && !findings.has_errors() {
        findings.push(build::strict(&asked.data));
    }
    console.report(&findings, &sources);
    if findings.has_errors() {
        console.tell(NOTHING);
        return Exit::Failed;
    }
    if let Err(fault) = folder(&asked.folder, world) {
        let mut findings = Findings::default();
        findings.push(fault);
        console.report(&findings, &sources);
        return Exit::Failed;
    }
    let overriding = inputs.columns.overriding(&inputs.roster);
    if !options.quiet && !overriding.is_empty() {
        let list = overriding.join("、");
        console.tell(&format!("按名册逐个单位代替资料里的：{list}（不代替的列，在“名册”里写“代替: 否”）"));
    }
    if let (false, Some(before)) = (options.resume, &mut prepared.before) {
        before.lighten();
    }
    let mut told = Vec::new();
    prepared.job.pages.iter().for_each(|page| build::tell_departures(page, &mut told, console));
    let mut noted = Findings::default();
    let off = prepared.check.as_ref().map(|check| plan::off(check, &mut noted)).unwrap_or_default();
    console.report(&noted, &sources);
    let checker = Checker::new(&off, &sources, &asked.data);
    let run = Run {
        job: &prepared.job,
        names: &prepared.names,
        rows: &prepared.rows,
        parts: &prepared.parts,
        pages: &prepared.job.pages,
        folder: &asked.folder,
        force: options.force,
        fail_fast: options.fail_fast,
        strict: options.strict,
        look: &|document| checker.look(document),
        workers: workers(options, world),
        print: options.print.then_some(&plan),
    };
    world.heed_stop();
    // Other parts may be writing into the same folder; what they leave is swept when they are joined.
    if options.resume && asked.shard.is_none() {
        world.sweep(&asked.folder);
    }
    let ended = progress(&run, options.quiet, world, console);
    let mut documents = entries(inputs, &prepared, &ended);
    if options.resume {
        continued(&mut documents, prepared.before.as_ref());
    }
    let left = prepared.rows.len() * prepared.parts.len() - documents.len();
    let total = prepared.total * prepared.parts.len();
    let shard = options.shard.clone().unwrap_or_default();
    let manifest = Manifest::new(prepared.batch, total, !ended.stopped, shard, documents);
    let Prepared { job, names, before, register, .. } = prepared;
    // Lists of 100,000 units take much room, and so do the papers that are made now.
    drop((job, names));
    let finish = Finish { options, asked: &asked, inputs, before, register, plan: &plan, left, warned };
    finish.finish(ended, manifest, world, &mut sources, console)
}

/// Joins the manifests of the parts, and makes register and receipt of the whole.
fn merge(options: &BatchOptions, world: &mut dyn World, console: &mut Console<'_>) -> Exit {
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let target = options.output.clone().or_else(|| options.merge.first().cloned()).unwrap_or_default();
    let merged = merge::merge(&options.merge, &target, world, &mut findings);
    let Some(mut manifest) = merged else {
        console.report(&findings, &sources);
        return Exit::Failed;
    };
    if let Err(fault) = folder(&target, world) {
        findings.push(fault);
        console.report(&findings, &sources);
        return Exit::Failed;
    }
    options.merge.iter().for_each(|folder| world.sweep(folder));
    let before = Manifest::read(world, &target.join(manifest::NAME)).unwrap_or_default();
    let register = if manifest.register.is_empty() {
        target.join(papers::REGISTER)
    } else {
        PathBuf::from(&manifest.register)
    };
    if let Some(before) = &before {
        manifest.keep(before);
    }
    let (before, force) = (before.as_ref(), options.force);
    let workers = workers(options, world);
    let papers = Papers { folder: &target, register: &register, before, force, workers };
    papers.write(&mut manifest, world, &mut sources, &mut findings);
    console.report(&findings, &sources);
    let tally = Tally::of(&manifest);
    console.print(&target.join(manifest::NAME).display().to_string());
    console.tell(&format!("{}：{}", target.display(), tally.in_words()));
    if findings.has_errors() || tally.failed + tally.edited > 0 { Exit::Findings } else { Exit::Done }
}

/// Runs, and shows how far it is.
fn progress(run: &Run<'_>, quiet: bool, world: &mut dyn World, console: &mut Console<'_>) -> Ended {
    let total = run.rows.len();
    if console.live && !quiet {
        let style = "{bar:30} {pos}/{len}　每秒{per_sec}　还要{eta}";
        let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::stderr())
            .with_style(ProgressStyle::with_template(style).expect("the template is right"));
        let ended = run.run(world, &mut |count| bar.set_position(count as u64));
        bar.finish_and_clear();
        return ended;
    }
    let mut told = 0;
    run.run(world, &mut |count| {
        // A line for every tenth of a long run.
        let tenths = count * 10 / total;
        if !quiet && total >= 1000 && tenths > told && tenths < 10 {
            told = tenths;
            console.tell(&format!("已做 {count}/{total}"));
        }
    })
}

/// How many documents became what.
struct Tally {
    written: usize,
    kept: usize,
    edited: usize,
    failed: usize,
}

impl Tally {
    fn of(manifest: &Manifest) -> Self {
        let count =
            |status: Status| manifest.documents.iter().filter(|entry| entry.status == status.word()).count();
        Self {
            written: count(Status::Written),
            kept: count(Status::Kept),
            edited: count(Status::Edited),
            failed: count(Status::Failed),
        }
    }

    fn in_words(&self) -> String {
        let mut parts = vec![format!("写成{}份", self.written)];
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
    options: &'a BatchOptions,
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
        console: &mut Console<'_>,
    ) -> Exit {
        let Self { options, asked, inputs, register, left, .. } = self;
        let (before, left) = (self.before.as_ref(), *left);
        if let Some(before) = before {
            manifest.keep(before);
        }
        if *register != asked.folder.join(papers::REGISTER) {
            manifest.register = register.display().to_string();
        }
        let columns = &inputs.columns;
        let unit = |row: usize| {
            let cell = columns.cell(&inputs.roster, row, columns.unit);
            cell.map_or_else(String::new, |(text, _)| text.to_owned())
        };
        let mut findings = Findings::default();
        let stopped = ended.stopped;
        let fresh = ended.outcomes.iter().flatten().any(|outcome| outcome.status == Status::Written);
        for finding in ended.findings.told(&unit) {
            findings.push(finding);
        }
        let listed = asked.folder.join(manifest::name(asked.shard));
        if !stopped && asked.shard.is_none() {
            let (folder, force, workers) = (asked.folder.as_path(), options.force, workers(options, world));
            let papers = Papers { folder, register, before, force, workers };
            papers.write(&mut manifest, world, sources, &mut findings);
        } else {
            manifest.receipt = before.map(|before| before.receipt.clone()).unwrap_or_default();
            manifest.save(&listed, world, &mut findings);
        }
        let tally = Tally::of(&manifest);
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
            force: options.force,
        };
        let wanted = Wanted { plan: self.plan, print: options.print, bundle: &bundle, zip: options.zip };
        let extras = wanted.finish(ended.bound, manifest, Ending { stopped, fresh }, world, &mut findings);
        console.report(&findings, sources);
        let left_in_words = if left > 0 { format!("，还没有做的{left}份") } else { String::new() };
        console.print(&listed.display().to_string());
        extras.paths.iter().for_each(|path| console.print(&path.display().to_string()));
        console.tell(&format!("{}：{}{left_in_words}", asked.folder.display(), tally.in_words()));
        extras.told.iter().for_each(|line| console.tell(line));
        if stopped {
            console.tell("中途停下了。接着做：同样的命令再运行一次，加上 --resume");
        }
        let bad = findings.has_errors() || tally.edited + tally.failed + left > 0;
        match (tally.written + tally.kept, bad) {
            (0, true) => Exit::Failed,
            (_, true) => Exit::Findings,
            _ if self.warned || build::has_warnings(&findings) => Exit::Findings,
            _ => Exit::Done,
        }
    }
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
fn workers(options: &BatchOptions, world: &dyn World) -> usize {
    options.jobs.unwrap_or_else(|| world.cores()).clamp(1, 256)
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
