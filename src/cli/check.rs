//! `gongwen check`: findings in data, text and documents.

use std::collections::BTreeMap;
use std::path::Path;

use crate::check::selection::{Selection, Unknown};
use crate::cli::Exit;
use crate::cli::arguments::{CheckOptions, Report};
use crate::cli::console::Console;
use crate::diag::diagnostic::{Diagnostic, Place};
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::diag::{json, rendering};
use crate::pipeline;
use crate::pipeline::output;
use crate::review::baseline::Baseline;
use crate::review::fixing::{self, Fixed};
use crate::review::{Finding, Review, Reviewed, annotate, review};
use crate::world::World;

/// Findings of one rule in one file that are shown in full; the others are listed by their places.
const IN_FULL: usize = 3;
/// Places that are listed.
const LISTED: usize = 12;

/// Looks at every file.
pub fn run(options: &CheckOptions, world: &mut dyn World, console: &mut Console<'_>) -> Exit {
    let selection = match Selection::of(&options.select, &options.ignore) {
        Ok(selection) => selection,
        Err(unknown) => return refuse(&unknown, console),
    };
    if let Some(copy) = &options.annotate
        && let Some(told) = annotate::refusal(&options.files, copy, world)
    {
        return fail(told, console);
    }
    let known = match options.baseline.as_deref().map(|path| baseline(path, world)).transpose() {
        Ok(known) => known,
        Err(told) => return fail(told, console),
    };
    let mut reviewed = if options.fix {
        match put_right(options, &selection, world, console) {
            Ok(reviewed) => reviewed,
            Err(exit) => return exit,
        }
    } else {
        review(&options.files, &selection, world)
    };
    if let Some(path) = &options.write_baseline {
        return write_baseline(path, &reviewed, options.force, world, console);
    }
    let let_be = known.map_or(0, |known| known.take_out(&mut reviewed.files));
    match options.format {
        Report::Text if options.diff => {}
        Report::Text => tell(&reviewed, options, let_be, console),
        Report::Json => print_json(&reviewed, console),
    }
    if let Some(copy) = &options.annotate
        && let Err(told) = write_annotated(copy, &reviewed, options.force, world, console)
    {
        return fail(told, console);
    }
    let is_clean = reviewed.files.iter().all(|file| file.findings.is_empty());
    if !reviewed.files.is_empty() && reviewed.files.iter().all(|file| file.failed) {
        Exit::Failed
    } else if is_clean {
        Exit::Done
    } else {
        Exit::Findings
    }
}

/// Puts right what has one right form: writes the files, or shows the changes.
fn put_right(
    options: &CheckOptions,
    selection: &Selection,
    world: &mut dyn World,
    console: &mut Console<'_>,
) -> Result<Review, Exit> {
    let Fixed { files, count, findings, review } = fixing::put_right(&options.files, selection, world);
    console.report(&findings, &Sources::default());
    let mut failed = Findings::default();
    for (path, bytes) in &files {
        if options.diff {
            let before = world.read(path).unwrap_or_default();
            console.print_raw(fixing::diff(path, &before, bytes).as_bytes());
        } else if let Err(fault) = world.write(path, bytes) {
            failed.push(pipeline::file_fault(&fault, path, pipeline::file_place(path)));
        }
    }
    if failed.has_errors() {
        console.report(&failed, &Sources::default());
        return Err(Exit::Failed);
    }
    match (count, options.diff) {
        (0, _) => console.tell("没有可以自动改的"),
        (_, true) => console.tell(&format!("可以自动改{count}处，文件没有动；去掉 --diff 就改")),
        (_, false) => console.tell(&format!("自动改了{count}处")),
    }
    Ok(review)
}

/// The findings for people, file by file.
fn tell(review: &Review, options: &CheckOptions, let_be: usize, console: &mut Console<'_>) {
    for file in review.files.iter().filter(|file| !file.findings.is_empty()) {
        tell_file(file, review, options.all, console);
    }
    let all: Vec<&Finding> = review.files.iter().flat_map(|file| &file.findings).collect();
    let counted = Findings::from(all.iter().map(|finding| finding.diagnostic.clone()).collect::<Vec<_>>());
    let files = review.files.len();
    match rendering::summary(&counted) {
        Some(summary) => {
            let fixable = all.iter().filter(|finding| !finding.changes.is_empty()).count();
            let cure = if fixable > 0 && !options.fix {
                format!("；可以自动改的{fixable}处，加 --fix")
            } else {
                String::new()
            };
            console.print(&format!("查了{files}个文件，{summary}{cure}"));
        }
        None => console.print(&format!("查了{files}个文件，没有发现问题")),
    }
    if let_be > 0 {
        console.print(&format!("已知的{let_be}处没有列出"));
    }
}

/// The findings of a file: of each rule the first in full, of the others the places.
fn tell_file(file: &Reviewed, review: &Review, all: bool, console: &mut Console<'_>) {
    let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
    let mut more: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut findings = Vec::new();
    for Finding { diagnostic, .. } in &file.findings {
        let count = shown.entry(diagnostic.code).or_default();
        *count += 1;
        match &diagnostic.place {
            Place::Span(span) if *count > IN_FULL && !all => {
                more.entry(diagnostic.code).or_default().push(review.sources.place_in_words(*span));
            }
            _ => findings.push(diagnostic),
        }
    }
    for diagnostic in findings {
        let shown = rendering::render(diagnostic, &review.sources, console.style);
        console.print(&shown);
    }
    for (code, places) in more {
        let count = places.len();
        let listed: Vec<String> = places.into_iter().take(LISTED).collect();
        let rest = if count > LISTED { "等" } else { "" };
        console.print(&format!(
            "[{code}] 在“{}”里另有{count}处：{}{rest}\n",
            file.path.display(),
            listed.join("、")
        ));
    }
}

fn print_json(review: &Review, console: &mut Console<'_>) {
    let all = review.files.iter().flat_map(|file| &file.findings);
    let findings = Findings::from(all.map(|finding| finding.diagnostic.clone()).collect::<Vec<_>>());
    let report = json::report(&findings, &review.sources, review.files.len());
    console.print(&serde_json::to_string_pretty(&report).expect("texts and numbers have a form in JSON"));
}

/// Reads a file of known findings.
fn baseline(path: &Path, world: &dyn World) -> Result<Baseline, Diagnostic> {
    let place = || pipeline::file_place(path);
    let bytes = world.read(path).map_err(|fault| pipeline::file_fault(&fault, path, place()))?;
    Baseline::read(&bytes).ok_or_else(|| {
        let message = format!("“{}”不是已知问题的清单", path.display());
        Diagnostic::error("not-a-baseline", place(), message).hint("用 --write-baseline 重新写一份")
    })
}

/// Writes all findings as known.
fn write_baseline(
    path: &Path,
    review: &Review,
    force: bool,
    world: &mut dyn World,
    console: &mut Console<'_>,
) -> Exit {
    let count: usize = review.files.iter().map(|file| file.findings.len()).sum();
    match output::write(world, path, &Baseline::of(&review.files).write(), force) {
        Ok(_) => {
            console.tell(&format!("记下{count}处，以后加上 --baseline {} 就不再列出", path.display()));
            Exit::Done
        }
        Err(told) => fail(told, console),
    }
}

/// Writes the copy with comments of the only file; nothing if it could not be read.
fn write_annotated(
    copy: &Path,
    review: &Review,
    force: bool,
    world: &mut dyn World,
    console: &mut Console<'_>,
) -> Result<(), Diagnostic> {
    let Some(reviewed) = review.files.first().filter(|file| !file.failed) else { return Ok(()) };
    let made = annotate::annotate(reviewed, &review.sources, world)?;
    if made.count > 0
        && let Some(told) = annotate::is_input(&reviewed.path, copy, force, world)
    {
        return Err(told);
    }
    output::write(world, copy, &made.bytes, force).map_err(|told| Diagnostic {
        hints: vec!["换一个名字；确定不要原来的了，加 --force".to_owned()],
        ..told
    })?;
    console.tell(&format!("批注写进了 {}：{}处", copy.display(), made.count));
    Ok(())
}

fn fail(told: Diagnostic, console: &mut Console<'_>) -> Exit {
    let mut findings = Findings::default();
    findings.push(told);
    console.report(&findings, &Sources::default());
    Exit::Failed
}

fn refuse(unknown: &[Unknown], console: &mut Console<'_>) -> Exit {
    let mut findings = Findings::default();
    for Unknown { word, near } in unknown {
        let told =
            Diagnostic::error("unknown-check", Place::Nowhere, format!("没有“{word}”这条规则")).meant(*near);
        findings.push(told.hint("用“gongwen rules”列出全部规则；也可以只写组的字母，例如 A"));
    }
    console.report(&findings, &Sources::default());
    Exit::Failed
}
