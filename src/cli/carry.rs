//! `gongwen new --from`: last year's workbook becomes this year's.

use std::path::Path;

use crate::carry::folder::{self, Carried};
use crate::carry::report;
use crate::cli::Exit;
use crate::cli::arguments::NewOptions;
use crate::cli::console::Console;
use crate::diag::diagnostic::Diagnostic;
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::pipeline::{file_fault, file_place, plain};
use crate::review::inputs;
use crate::world::{Kind, World};

/// Carries the workbook over and says what moved, what is to be filled in and what stayed.
pub fn run(
    options: &NewOptions,
    last: &Path,
    year: i32,
    world: &mut dyn World,
    console: &mut Console<'_>,
) -> Exit {
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let carried = carry(options, last, year, world, &mut sources, &mut findings);
    console.report(&findings, &sources);
    let Some(carried) = carried else { return Exit::Failed };
    for (path, _) in &carried.files {
        console.print(&path.display().to_string());
    }
    for line in report::lines(&carried) {
        console.tell(&line);
    }
    Exit::Done
}

fn carry(
    options: &NewOptions,
    last: &Path,
    year: i32,
    world: &mut dyn World,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<Carried> {
    refuse(last, findings)?;
    let carried = folder::carry(last, &options.folder, year, world, sources, findings)?;
    // Nothing is written unless all of it can be.
    for (path, _) in &carried.files {
        let shown = path.display().to_string();
        if sources.ids().any(|id| plain(Path::new(sources.name(id))) == *path) {
            let told = Diagnostic::error(
                "last-year-kept",
                file_place(path),
                format!("“{shown}”就是去年的资料，没有改动"),
            );
            findings.push(told.hint("换一个文件夹名，今年的资料另放一处"));
            return None;
        }
        if world.kind(path) != Kind::Missing && !options.force {
            let told =
                Diagnostic::error("already-there", file_place(path), format!("“{shown}”已经存在，没有改动"));
            findings.push(told.hint("换一个文件夹名；确定不要原来的了，加 --force"));
            return None;
        }
    }
    for (path, bytes) in &carried.files {
        let folder = path.parent().unwrap_or(Path::new(""));
        let written = world.make_folder(folder).and_then(|()| world.write(path, bytes));
        written.map_err(|fault| findings.push(file_fault(&fault, path, file_place(path)))).ok()?;
    }
    Some(carried)
}

/// Refuses what is no workbook in YAML; `None` if it was.
fn refuse(last: &Path, findings: &mut Findings) -> Option<()> {
    let end = last.extension().map(|end| end.to_string_lossy().to_lowercase()).unwrap_or_default();
    if matches!(end.as_str(), "yaml" | "yml") {
        return Some(());
    }
    let shown = last.display();
    findings.push(if inputs::kind(last) == inputs::Kind::Workbook {
        Diagnostic::error("not-a-yaml-workbook", file_place(last), format!("“{shown}”是 Excel 资料，--from 只认 .yaml 的资料"))
            .hint("把这份 Excel 资料另存一份，自己改成今年的；或者用“gongwen import”把去年的文件（.docx）变成 .yaml 的资料，再用 --from")
    } else {
        Diagnostic::error("not-a-yaml-workbook", file_place(last), format!("“{shown}”是写好的文件，不是资料"))
            .hint(format!("先变成资料：gongwen import {shown} -o 去年"))
            .hint("再由资料做今年的：gongwen new 今年 --from 去年/文稿.yaml --year 今年的年份")
    });
    None
}
