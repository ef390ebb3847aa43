//! `gongwen collect`: forms out to the units, returns in.

use std::path::{Path, PathBuf};

use crate::batch::manifest::Entry;
use crate::batch::prepare::{self, Asked, Inputs};
use crate::carry::paths;
use crate::cli::Exit;
use crate::cli::arguments::{CollectCommand, CollectMakeOptions, CollectReadOptions};
use crate::cli::console::Console;
use crate::collect::form::EntryForm;
use crate::collect::grading::{Grading, Marks};
use crate::collect::make;
use crate::collect::notices::{self, Notice};
use crate::collect::outputs::Tables;
use crate::collect::settle::{Settler, State};
use crate::diag::diagnostic::{Diagnostic, Level, Place};
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::dispatch::{self, End, Listener, Orders};
use crate::model::form::{EntryFormData, GradingData};
use crate::model::reader::{FieldValue, Reader};
use crate::pipeline::{Data, file_fault, file_place, output};
use crate::source::node::Value;
use crate::world::{Fault, Kind, World};
use crate::xlsx::{self, Sheet};

/// Sends forms out, or reads what came back.
pub fn run(command: &CollectCommand, world: &mut dyn World, console: &mut Console<'_>) -> Exit {
    match command {
        CollectCommand::Make(options) => make_forms(options, world, console),
        CollectCommand::Read(options) => read(options, world, console),
    }
}

fn asked(data: &Path, roster: &Path, folder: &Path) -> Asked {
    Asked {
        data: data.to_path_buf(),
        roster: roster.to_path_buf(),
        folder: folder.to_path_buf(),
        ..Asked::default()
    }
}

/// The form of a workbook; `None` if it cannot be used, which is told.
fn form(data: &Data, path: &Path, findings: &mut Findings) -> Option<EntryForm> {
    let Some(node) = data.node.get("表单") else {
        let told = Diagnostic::error("no-form", file_place(path), "资料里没有“表单”");
        findings.push(told.hint("写上要填的各栏，例如：\n表单:\n  名称: 调查摸底表\n  栏目:\n    - {名称: 党员数, 类型: 整数, 计量单位: 名}"));
        return None;
    };
    let form = EntryFormData::read(node, &mut Reader { findings })?;
    let form = EntryForm::new(&form, findings);
    (!findings.has_errors()).then_some(form)
}

fn make_forms(options: &CollectMakeOptions, world: &mut dyn World, console: &mut Console<'_>) -> Exit {
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let asked = asked(&options.data, &options.roster, &options.output);
    let read = prepare::read(&asked, world, &mut sources, &mut findings);
    let Some((inputs, form)) =
        read.and_then(|(inputs, data)| Some((inputs, form(&data, &options.data, &mut findings)?)))
    else {
        console.report(&findings, &sources);
        return Exit::Failed;
    };
    let count =
        make::make(&form, &inputs, &options.output, options.force, world, &mut findings, &mut |_, _| {});
    console.report(&findings, &sources);
    if findings.has_errors() {
        return Exit::Failed;
    }
    console.print(&options.output.display().to_string());
    let make::Count { written, kept, filled } = count;
    let kept = if kept > 0 { format!("，{kept}张已经有了") } else { String::new() };
    console.tell(&format!("“{}”（表单版本{}）：写了{written}张{kept}", form.name, form.version));
    if filled > 0 {
        console.tell(&format!("有{filled}张与要发的不同，没有动：也许已经填过；确定不要了，加 --force"));
    }
    if filled > 0 || findings.has_warnings() { Exit::Findings } else { Exit::Done }
}

/// Files of returns in the order of their names.
fn files(paths: &[PathBuf], world: &dyn World, findings: &mut Findings) -> Vec<PathBuf> {
    const ENDS: [&str; 10] = ["xlsx", "xlsm", "xls", "et", "ods", "csv", "docx", "docm", "doc", "wps"];
    let mut files = Vec::new();
    for path in world.expand(paths) {
        match world.kind(&path) {
            Kind::Folder => {}
            Kind::File => {
                files.push(path);
                continue;
            }
            // A path that was mistyped must not become a reminder to everybody.
            Kind::Missing => {
                findings.push(file_fault(&Fault::NotFound, &path, file_place(&path)));
                continue;
            }
        }
        match world.files_under(&path) {
            Ok(inside) => files.extend(inside.into_iter().filter(|file| {
                let end =
                    file.extension().map(|end| end.to_string_lossy().to_lowercase()).unwrap_or_default();
                let name =
                    file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                // What an open file leaves beside itself.
                ENDS.contains(&end.as_str()) && !name.starts_with("~$") && !name.starts_with(".~")
            })),
            Err(fault) => findings.push(file_fault(&fault, &path, file_place(&path))),
        }
    }
    files.sort();
    files.dedup();
    files
}

fn read(options: &CollectReadOptions, world: &mut dyn World, console: &mut Console<'_>) -> Exit {
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let asked = asked(&options.data, &options.roster, &options.output);
    let read = prepare::read(&asked, world, &mut sources, &mut findings);
    let Some((inputs, form, grading, unit)) = read.and_then(|(inputs, data)| {
        let form = form(&data, &options.data, &mut findings)?;
        let grading = data.node.get("评分标准");
        let grading =
            grading.and_then(|node| GradingData::read(node, &mut Reader { findings: &mut findings }));
        let name = data.node.get("单位").map(|node| node.get("名称").unwrap_or(node).value.clone());
        let unit = match name {
            Some(Value::Scalar(scalar)) => scalar.text.trim().to_owned(),
            _ => "某某单位".to_owned(),
        };
        Some((inputs, form, grading, unit))
    }) else {
        console.report(&findings, &sources);
        return Exit::Failed;
    };
    make::check(&inputs, &mut findings);
    let grading = grading.map(|data| Grading::new(&data, &form, &mut findings));
    let files = files(&options.returns, world, &mut findings);
    if files.is_empty() && !findings.has_errors() {
        let told = Diagnostic::error("no-returns", Place::Nowhere, "没有找到交回来的表");
        findings.push(told.hint("写上交回来的表，或者放着它们的文件夹"));
    }
    if findings.has_errors() {
        console.report(&findings, &sources);
        return Exit::Failed;
    }
    let mut failed = false;
    let Inputs { roster, columns, .. } = &inputs;
    let settler = Settler::new(&form, roster, columns);
    let mut read = Vec::with_capacity(files.len());
    for path in &files {
        let name = path.display().to_string();
        match world.read(path) {
            Ok(bytes) => read.push(settler.file(&bytes, &name, &mut sources)),
            Err(fault) => read.push(crate::collect::settle::File::unread(
                &name,
                file_fault(&fault, path, file_place(path)),
            )),
        }
    }
    let collection = settler.collection(read);
    let marks: Option<Vec<Option<Marks>>> = grading.as_ref().map(|grading| {
        let of = |state: &State| {
            let State::Sound(file) = state else { return None };
            let file = &collection.files[*file];
            Some(grading.marks(&form, file.rows.first()?, *file.spans.first()?))
        };
        collection.units.iter().map(of).collect()
    });
    let grading = grading.as_ref().zip(marks.as_deref());
    let tables = Tables { form: &form, roster, columns, collection: &collection, sources: &sources, grading };
    let mut outputs = vec![
        ("填报数据.xlsx", tables.data()),
        ("汇总表.xlsx", tables.summary()),
        ("报送台账.xlsx", tables.register()),
        ("问题清单.xlsx", tables.faults()),
    ];
    if let Some((details, grades)) = tables.graded() {
        outputs.extend([("评分明细.xlsx", details), ("分类定级.xlsx", grades)]);
    }
    for (name, sheets) in outputs {
        if let Err(told) = write(&options.output.join(name), &sheets, options.force, world) {
            findings.push(told);
        }
    }
    let mut made = Vec::new();
    for notice in [Notice::Return, Notice::Remind] {
        let folder = options.output.join(notice.folder());
        let way = paths::way(&folder, &options.data);
        let Some(files) = notices::files(notice, &tables, way.as_deref(), &unit) else { continue };
        for (name, file) in files {
            let path = folder.join(name);
            let written = match file {
                notices::File::Sheets(sheets) => write(&path, &sheets, true, world),
                notices::File::Text(text) => {
                    keep(&path, text.as_bytes(), options.force, world, &mut findings)
                }
            };
            if let Err(told) = written {
                findings.push(told);
            }
        }
        made.push((notice, folder));
    }
    for file in &collection.files {
        findings.list.extend(file.findings.iter().filter(|told| told.level != Level::Info).cloned());
    }
    console.report(&findings, &sources);
    console.print(&options.output.display().to_string());
    let count =
        |wanted: &dyn Fn(&State) -> bool| collection.units.iter().filter(|state| wanted(state)).count();
    let sound = count(&|state| matches!(state, State::Sound(_)));
    let faulty = count(&|state| matches!(state, State::Faulty(_)));
    let several = count(&|state| matches!(state, State::Several(_)));
    let missing = count(&|state| *state == State::Missing);
    let strays = collection.files.iter().filter(|file| file.unit.is_none()).count();
    if !findings.list.iter().any(|told| told.code == "disk-full") {
        for (notice, folder) in &made {
            console.tell(&format!("{}的通知：", notice.folder()));
            let orders = Orders {
                asked: self::asked(&folder.join(notices::WORKBOOK), &folder.join(notices::ROSTER), folder),
                force: options.force,
                ..Orders::default()
            };
            failed |= dispatch::make(&orders, world, &mut Told { console }) == End::Failed;
        }
    }
    console.tell(&format!(
        "{}个单位：已报{sound}个，退回修改{faulty}个，重复报送{several}个，未报{missing}个；不知道是哪个单位的表{strays}份",
        collection.units.len()
    ));
    if failed {
        Exit::Failed
    } else if faulty + several + missing + strays > 0 || findings.has_warnings() {
        Exit::Findings
    } else {
        Exit::Done
    }
}

/// A notice's workbook: one that somebody has changed is used as it is.
fn keep(
    path: &Path,
    bytes: &[u8],
    force: bool,
    world: &mut dyn World,
    findings: &mut Findings,
) -> Result<(), Diagnostic> {
    let fault = |fault, path: &Path| file_fault(&fault, path, file_place(path));
    if world.kind(path) == Kind::File && !force {
        if world.read(path).map_err(|told| fault(told, path))? != bytes {
            let message = format!("“{}”改过，照改过的做", path.display());
            findings.push(
                Diagnostic::info("already-there", file_place(path), message).hint("要重新写，加 --force"),
            );
        }
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        world.make_folder(folder).map_err(|told| fault(told, folder))?;
    }
    world.write(path, bytes).map_err(|told| fault(told, path))
}

/// What a batch of notices says.
struct Told<'c, 'o> {
    console: &'c mut Console<'o>,
}

impl Listener for Told<'_, '_> {
    fn report(&mut self, findings: &Findings, sources: &Sources) {
        self.console.report(findings, sources);
    }

    fn tell(&mut self, line: &str) {
        self.console.tell(line);
    }

    fn remark(&mut self, _line: &str) {}

    fn product(&mut self, path: &Path) {
        self.console.print(&path.display().to_string());
    }

    fn progress(&mut self, _done: usize, _total: usize) {}

    fn documents(&mut self, _entries: &[Entry]) {}
}

fn write(path: &Path, sheets: &[Sheet], force: bool, world: &mut dyn World) -> Result<(), Diagnostic> {
    let bytes = xlsx::write(sheets).map_err(|fault| {
        Diagnostic::error("form-unwritable", file_place(path), format!("这张表写不成：{fault}"))
    })?;
    if let Some(folder) = path.parent() {
        world.make_folder(folder).map_err(|fault| file_fault(&fault, folder, file_place(folder)))?;
    }
    output::write(world, path, &bytes, force || true).map(drop)
}
