//! `gongwen check`: findings in data, text and documents.

use std::path::Path;

use crate::check::context::Context;
use crate::check::report::{self, Read};
use crate::check::run;
use crate::check::selection::{Selection, Unknown};
use crate::cli::Exit;
use crate::cli::arguments::{CheckOptions, Report};
use crate::cli::console::Console;
use crate::diag::diagnostic::{Diagnostic, Place};
use crate::diag::findings::Findings;
use crate::diag::json;
use crate::diag::sources::Sources;
use crate::paper::Paper;
use crate::pipeline;
use crate::read;
use crate::read::docx::Word;
use crate::source::encoding;
use crate::world::World;

/// Looks at every file.
pub fn run(options: &CheckOptions, world: &mut dyn World, console: &mut Console<'_>) -> Exit {
    let mut sources = Sources::default();
    let selection = match Selection::of(&options.select, &options.ignore) {
        Ok(selection) => selection,
        Err(unknown) => return refuse(&unknown, console),
    };
    let mut all = Findings::default();
    let mut files = 0;
    let mut failed = false;
    for path in world.expand(&options.files) {
        let mut findings = Findings::default();
        if is_word(&path) {
            if let Some(word) = word(world, &path, &mut sources, &mut findings) {
                let name = path.display().to_string();
                let places = Read { paper: &word.paper, file: &name };
                for found in run::look_file(&word, &selection, &Context::default()) {
                    findings.push(report::diagnostic(&found, &places));
                }
                files += 1;
            } else {
                failed = true;
            }
        } else if let Some(paper) = paper(world, &path, &mut sources, &mut findings) {
            let name = path.display().to_string();
            let places = Read { paper: &paper, file: &name };
            for found in run::look(&paper, &selection, &Context::default()) {
                findings.push(report::diagnostic(&found, &places));
            }
            files += 1;
        } else {
            failed = true;
        }
        for finding in findings.list {
            all.push(finding);
        }
    }
    match options.format {
        Report::Text => console.report(&all, &sources),
        Report::Json => {
            let report = json::report(&all, &sources, files);
            console.print(&serde_json::to_string_pretty(&report).unwrap_or_default());
        }
    }
    match (failed, files, all.list.is_empty()) {
        (true, 0, _) => Exit::Failed,
        (true, _, _) | (_, _, false) => Exit::Findings,
        _ => Exit::Done,
    }
}

/// Whether a file is called as Word's files are.
fn is_word(path: &Path) -> bool {
    let is = |end: &str| path.extension().is_some_and(|have| have.eq_ignore_ascii_case(end));
    ["docx", "dotx", "docm", "dotm", "doc", "wps", "dot"].into_iter().any(is)
}

/// A Word file.
fn word(world: &dyn World, path: &Path, sources: &mut Sources, findings: &mut Findings) -> Option<Word> {
    let name = path.display().to_string();
    let bytes = match world.read(path) {
        Ok(bytes) => bytes,
        Err(fault) => {
            findings.push(pipeline::file_fault(&fault, path, pipeline::file_place(path)));
            return None;
        }
    };
    read::docx::read(&bytes, &name, sources).map_err(|fault| findings.push(fault)).ok()
}

/// A file as a paper.
fn paper(world: &dyn World, path: &Path, sources: &mut Sources, findings: &mut Findings) -> Option<Paper> {
    let name = path.display().to_string();
    let bytes = match world.read(path) {
        Ok(bytes) => bytes,
        Err(fault) => {
            findings.push(pipeline::file_fault(&fault, path, pipeline::file_place(path)));
            return None;
        }
    };
    let source = encoding::read_text(&bytes, &name, sources, findings)?;
    let text = sources.get(source).text.clone();
    let is_markdown = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("md"));
    Some(if is_markdown { read::text::markdown(&text, source) } else { read::text::paper(&text, source) })
}

fn refuse(unknown: &[Unknown], console: &mut Console<'_>) -> Exit {
    let mut findings = Findings::default();
    for Unknown { word, near } in unknown {
        let told =
            Diagnostic::error("unknown-code", Place::Nowhere, format!("没有“{word}”这条规则")).meant(*near);
        findings.push(told.hint("用“gongwen rules”列出全部规则；也可以只写组的字母，例如 A"));
    }
    console.report(&findings, &Sources::default());
    Exit::Failed
}
