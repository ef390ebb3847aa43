//! `gongwen batch`.

use std::path::Path;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::batch::manifest::{self, Entry, Manifest};
use crate::batch::prepare::{self, Asked, Inputs, Prepared};
use crate::batch::run::{Ended, Outcome, Run, Status, relative};
use crate::cli::Exit;
use crate::cli::arguments::BatchOptions;
use crate::cli::build;
use crate::cli::console::Console;
use crate::diag::diagnostic::{Diagnostic, Place};
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::pipeline::{file_fault, file_place};
use crate::world::{Kind, World};
use crate::write::docx::fingerprint::hexadecimal;
use crate::write::docx::prepared::PreparedProfile;

/// Makes the documents of every row.
pub fn run(options: &BatchOptions, world: &mut dyn World, console: &mut Console<'_>) -> Exit {
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let profile = build::profile(&options.profile, &mut findings);
    let asked = Asked {
        data: options.data.clone(),
        roster: options.roster.clone(),
        kind: options.kind.clone(),
        filters: options.filters.clone(),
        maps: options.maps.clone(),
        shard: shard(options.shard.as_deref(), &mut findings),
        folder: options.output.clone(),
    };
    let inputs = prepare::read(&asked, world, &mut sources, &mut findings);
    let prepared =
        inputs.as_ref().and_then(|inputs| inputs.prepare(&asked, world, &mut sources, &mut findings));
    let (Some(profile), Some(inputs), Some(prepared)) = (profile, &inputs, prepared) else {
        console.report(&findings, &sources);
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
    let warned = !findings.list.is_empty();
    console.report(&findings, &sources);
    if findings.has_errors() {
        console.tell("一份也没有写。改好以后再做一次。");
        return Exit::Failed;
    }
    if let Err(fault) = folder(&asked.folder, world) {
        let mut findings = Findings::default();
        findings.push(fault);
        console.report(&findings, &sources);
        return Exit::Failed;
    }
    let page = PreparedProfile::new(&profile);
    let run = Run {
        job: &prepared.job,
        names: &prepared.names,
        rows: &prepared.rows,
        parts: &prepared.parts,
        profile: &profile,
        prepared: &page,
        folder: &asked.folder,
        force: options.force,
        fail_fast: options.fail_fast,
        strict: options.strict,
        workers: options.jobs.unwrap_or_else(|| world.cores()).clamp(1, 256),
    };
    world.heed_stop();
    let ended = progress(&run, options.quiet, world, console);
    finish(options, inputs, &prepared, ended, warned, world, &sources, console)
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

#[expect(clippy::too_many_arguments, reason = "the end of a run looks at everything")]
fn finish(
    options: &BatchOptions,
    inputs: &Inputs,
    prepared: &Prepared<'_>,
    ended: Ended,
    warned: bool,
    world: &mut dyn World,
    sources: &Sources,
    console: &mut Console<'_>,
) -> Exit {
    let documents = entries(inputs, prepared, &ended);
    let count = |status: Status| documents.iter().filter(|entry| entry.status == status.word()).count();
    let (written, kept, edited, failed) =
        (count(Status::Written), count(Status::Kept), count(Status::Edited), count(Status::Failed));
    let shard = options.shard.clone().unwrap_or_default();
    let total = prepared.total * prepared.parts.len();
    let manifest = Manifest::new(prepared.batch.clone(), total, !ended.stopped, shard, documents);
    let mut findings = Findings::default();
    let unit = |row: usize| {
        let columns = &inputs.columns;
        columns.cell(&inputs.roster, row, columns.unit).map_or_else(String::new, |(text, _)| text.to_owned())
    };
    let stopped = ended.stopped;
    for finding in ended.findings.told(&unit) {
        findings.push(finding);
    }
    let path = options.output.join(manifest::NAME);
    if let Err(fault) = world.write(&path, manifest.to_json().as_bytes()) {
        findings.push(file_fault(&fault, &path, file_place(&path)));
    }
    console.report(&findings, sources);
    let mut parts = vec![format!("写成{written}份")];
    for (count, words) in [(kept, "没有变化"), (edited, "被人改过、没有覆盖"), (failed, "没有做成")]
    {
        if count > 0 {
            parts.push(format!("{words}{count}份"));
        }
    }
    let made = manifest.documents.len();
    let left = prepared.rows.len() * prepared.parts.len() - made;
    if left > 0 {
        parts.push(format!("还有{left}份没有做"));
    }
    console.print(&format!("{}：{}", options.output.display(), parts.join("，")));
    if stopped {
        console.tell("中途停下了；接着做，再运行一次并加上 --resume");
    }
    let bad = findings.has_errors() || edited + failed + left > 0;
    match (written + kept, bad) {
        (0, true) => Exit::Failed,
        (_, true) => Exit::Findings,
        _ if warned || !findings.list.is_empty() => Exit::Findings,
        _ => Exit::Done,
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
            number: prepared.number(row, part),
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
    if world.kind(folder) == Kind::Folder {
        return Ok(());
    }
    world.make_folder(folder).map_err(|fault| file_fault(&fault, folder, file_place(folder)))
}
