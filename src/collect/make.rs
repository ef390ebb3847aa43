//! A form for each unit of a roster.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::batch::check::Capped;
use crate::batch::columns::Columns;
use crate::batch::names;
use crate::batch::prepare::Inputs;
use crate::batch::roster::Roster;
use crate::collect::form::EntryForm;
use crate::collect::sheet::{self, Unit};
use crate::diag::diagnostic::Diagnostic;
use crate::diag::findings::Findings;
use crate::pipeline::{file_fault, file_place};
use crate::world::{Kind, World};
use crate::xlsx;

/// What was made.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Count {
    /// Files that are new.
    pub written: usize,
    /// Files that stood there as they are to be.
    pub kept: usize,
    /// Files that stood there and say something else: somebody has filled them in.
    pub filled: Vec<PathBuf>,
}

/// The unit of a row.
pub fn unit<'a>(roster: &'a Roster, columns: &'a Columns, row: usize) -> Unit<'a> {
    let cell = |column: usize| columns.cell(roster, row, column).map_or("", |(text, _)| text);
    Unit { name: cell(columns.unit), code: columns.code.map_or("", cell) }
}

/// Tells of units that returns could not be told apart by: without a name, or two of the same without codes.
pub fn check(inputs: &Inputs, findings: &mut Findings) {
    let (roster, columns) = (&inputs.roster, &inputs.columns);
    let mut faults = Capped::new(findings);
    let (mut codes, mut names): (HashMap<&str, usize>, HashMap<&str, usize>) = Default::default();
    for row in 0..roster.len() {
        let Unit { name, code } = unit(roster, columns, row);
        let span = roster.row_span(row);
        if name.is_empty() {
            let told = Diagnostic::error("roster-unit", span, "这一行没有单位名称");
            faults.push("单位名称", span, told.hint("写上单位名称；不是单位的行删去"));
        }
        if !code.is_empty() && codes.insert(code, row).is_some() {
            let told = Diagnostic::error("roster-unit", span, format!("有两个单位的代码都是“{code}”"));
            faults.push("代码", span, told.hint("改成各单位自己的代码"));
        }
        if code.is_empty() && !name.is_empty() && names.insert(name, row).is_some() {
            let told = Diagnostic::error("roster-unit", span, format!("有两个单位都叫“{name}”，又没有代码"));
            faults.push(
                "单位名称",
                span,
                told.hint("在名册里加一列“代码”，各单位不同；交回来的表就靠它分清"),
            );
        }
    }
    faults.finish();
}

/// Writes the form of each unit into a folder. Files that people have filled in stay, unless `force`.
pub fn make(
    form: &EntryForm,
    inputs: &Inputs,
    folder: &Path,
    force: bool,
    world: &mut dyn World,
    findings: &mut Findings,
    progress: &mut dyn FnMut(usize, usize),
) -> Count {
    let (roster, columns) = (&inputs.roster, &inputs.columns);
    let pattern = inputs.plan.as_ref().and_then(|plan| plan.file_name.as_ref());
    let names = names::names(roster, columns, pattern, findings);
    check(inputs, findings);
    let mut count = Count::default();
    if findings.has_errors() {
        return count;
    }
    let mut folders: Vec<PathBuf> = Vec::new();
    for row in 0..roster.len() {
        let path = folder.join(format!("{}.xlsx", names.get(row)));
        let bytes = match xlsx::write(&sheet::sheets(form, unit(roster, columns, row))) {
            Ok(bytes) => bytes,
            Err(fault) => {
                let message = format!("这个单位的表写不成：{fault}");
                findings.push(
                    Diagnostic::error("form-unwritable", roster.row_span(row), message)
                        .hint("核对单位名称是不是太长"),
                );
                continue;
            }
        };
        let written = match put(&path, &bytes, force, &mut folders, world) {
            Ok(written) => written,
            Err(told) => {
                // A full disk is full for all of them.
                findings.push(told);
                return count;
            }
        };
        match written {
            Put::New => count.written += 1,
            Put::Same => count.kept += 1,
            Put::Other => count.filled.push(path),
        }
        progress(row + 1, roster.len());
    }
    count
}

/// What became of a file.
enum Put {
    New,
    Same,
    /// Another stands there.
    Other,
}

fn put(
    path: &Path,
    bytes: &[u8],
    force: bool,
    folders: &mut Vec<PathBuf>,
    world: &mut dyn World,
) -> Result<Put, Diagnostic> {
    let fault = |fault, path: &Path| file_fault(&fault, path, file_place(path));
    let parent = path.parent().unwrap_or(Path::new(""));
    if !folders.iter().any(|known| known == parent) {
        world.make_folder(parent).map_err(|told| fault(told, parent))?;
        folders.push(parent.to_path_buf());
    }
    if world.kind(path) == Kind::File {
        let known = world.read(path).map_err(|told| fault(told, path))?;
        if known == bytes {
            return Ok(Put::Same);
        }
        if !force {
            return Ok(Put::Other);
        }
    }
    world.write(path, bytes).map_err(|told| fault(told, path))?;
    Ok(Put::New)
}
