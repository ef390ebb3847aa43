//! `gongwen collect`: forms out to the units, returns in.

use std::path::{Path, PathBuf};

use crate::batch::manifest::Entry;
use crate::batch::papers;
use crate::batch::prepare::{self, Asked, Wanted};
use crate::carry::paths;
use crate::cli::Exit;
use crate::cli::arguments::{CollectCommand, CollectMakeOptions, CollectReadOptions};
use crate::cli::console::Console;
use crate::collect::make;
use crate::collect::notices::{self, Notice};
use crate::collect::outputs;
use crate::collect::round::{self, Round};
use crate::collect::settle::State;
use crate::collect::written::Written;
use crate::diag::diagnostic::{Diagnostic, Level, Place};
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::dispatch::{self, End, Listener, Orders};
use crate::pipeline::file_place;
use crate::world::World;

/// How many units are named on the screen.
const MOST_NAMED: usize = 12;

/// Sends forms out, or reads what came back.
pub fn run(command: &CollectCommand, world: &mut dyn World, console: &mut Console<'_>) -> Exit {
    match command {
        CollectCommand::Make(options) => make_forms(options, world, console),
        CollectCommand::Read(options) => read(options, world, console),
    }
}

fn asked(data: &Path, roster: &Path, folder: &Path, ledgers: Wanted) -> Asked {
    Asked {
        data: data.to_path_buf(),
        roster: roster.to_path_buf(),
        folder: folder.to_path_buf(),
        ledgers,
        ..Asked::default()
    }
}

fn make_forms(options: &CollectMakeOptions, world: &mut dyn World, console: &mut Console<'_>) -> Exit {
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let asked = asked(&options.data, &options.roster, &options.output, Wanted::None);
    let read = prepare::read(&asked, world, &mut sources, &mut findings);
    let usable = read.and_then(|(inputs, data)| {
        let form = round::form(&data, &asked, &mut findings)?;
        round::look_at_grading(&data, &form, &mut findings);
        (!findings.has_errors()).then_some((inputs, form))
    });
    let Some((inputs, form)) = usable else {
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
    if !filled.is_empty() {
        let names = filled.iter().filter_map(|path| path.file_stem()).map(|name| name.to_string_lossy());
        let shown = names.take(MOST_NAMED).collect::<Vec<_>>().join("、");
        let more = if filled.len() > MOST_NAMED { "等" } else { "" };
        let count = filled.len();
        console.tell(&format!(
            "有{count}张与要发的不同，没有动：也许已经填过；确定不要了，加 --force\n没有动的：{shown}{more}"
        ));
    }
    if !filled.is_empty() || findings.has_warnings() { Exit::Findings } else { Exit::Done }
}

fn read(options: &CollectReadOptions, world: &mut dyn World, console: &mut Console<'_>) -> Exit {
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let asked = asked(&options.data, &options.roster, &options.output, Wanted::Without(&outputs::FILES));
    let Some(round) = Round::read(&asked, &options.returns, world, &mut sources, &mut findings) else {
        console.report(&findings, &sources);
        return Exit::Failed;
    };
    // A folder that was meant to be another must not become a reminder to everybody.
    if round.collection.files.is_empty() {
        let told = Diagnostic::error("no-returns", Place::Nowhere, "没有找到交回来的表");
        findings.push(told.hint("写上交回来的表，或者放着它们的文件夹"));
        console.report(&findings, &sources);
        return Exit::Failed;
    }
    let folders = write(&round, options, &sources, world, &mut findings);
    let unwritten = findings.has_errors();
    for file in &round.collection.files {
        for told in file.findings.iter().filter(|told| told.level != Level::Info) {
            // What is wrong with a table of several units is told once.
            if !findings.list.contains(told) {
                findings.list.push(told.clone());
            }
        }
    }
    findings.list.extend(several(&round));
    console.report(&findings, &sources);
    console.print(&options.output.display().to_string());
    let mut failed = unwritten;
    for (notice, folder) in folders {
        console.tell(&format!("{}的通知：", notice.folder()));
        let orders = Orders {
            asked: self::asked(
                &folder.join(notices::WORKBOOK),
                &folder.join(notices::ROSTER),
                &folder,
                Wanted::All,
            ),
            force: options.force,
            ..Orders::default()
        };
        failed |= dispatch::make(&orders, world, &mut Told { console }) == End::Failed;
    }
    let count = round.count();
    let round::Count { sound, faulty, several, missing, strays } = count;
    console.tell(&format!(
        "{}个单位：已报{sound}个，退回修改{faulty}个，重复报送{several}个，未报{missing}个；不知道是哪个单位的表{strays}份",
        round.collection.units.len()
    ));
    if let Some(line) = unsent(&round) {
        console.tell(&line);
    }
    if failed {
        Exit::Failed
    } else if !count.is_complete() || findings.has_warnings() {
        Exit::Findings
    } else {
        Exit::Done
    }
}

/// Units of which several returns came.
fn several(round: &Round) -> impl Iterator<Item = Diagnostic> {
    round.collection.units.iter().enumerate().filter_map(|(unit, state)| {
        let State::Several(files) = state else { return None };
        let names: Vec<&str> = files.iter().map(|at| round.collection.files[*at].name.as_str()).collect();
        let name = make::unit(&round.inputs.roster, &round.inputs.columns, unit).name;
        let message = format!("“{name}”报了{}份，不知道用哪一份：{}", names.len(), names.join("、"));
        let told = Diagnostic::warning("return-several", file_place(Path::new(names[0])), message);
        Some(told.hint("问清楚以哪一份为准，别的移走，再做一遍"))
    })
}

/// Who has sent nothing, where they are few.
fn unsent(round: &Round) -> Option<String> {
    let units = round.collection.units.iter().enumerate();
    let missing = units.filter(|(_, state)| **state == State::Missing);
    let names: Vec<&str> =
        missing.map(|(unit, _)| make::unit(&round.inputs.roster, &round.inputs.columns, unit).name).collect();
    let shown = names.iter().take(MOST_NAMED).copied().collect::<Vec<_>>().join("、");
    match names.len() {
        0 => None,
        count if count > MOST_NAMED => Some(format!("未报：{shown} 等，全部见报送台账.xlsx")),
        _ => Some(format!("未报：{shown}")),
    }
}

/// Writes the tables, and the workbooks of the notices; the notices that are to be made.
fn write(
    round: &Round,
    options: &CollectReadOptions,
    sources: &Sources,
    world: &mut dyn World,
    findings: &mut Findings,
) -> Vec<(Notice, PathBuf)> {
    let tables = round.tables(sources);
    let mut written = Written::new(world, &options.output, options.force);
    let day = round.form.reminder.as_ref().and_then(|reminder| reminder.date);
    let places =
        [Notice::Return, Notice::Remind].map(|notice| (notice, notices::folder(notice, day, &written)));
    for (notice, name) in &places {
        let folder = options.output.join(name);
        let left = notices::leftovers(*notice, &tables, &folder, written.world());
        if !left.is_empty() {
            let message = format!(
                "“{}”里有{}份以前的通知，这次不用发了：{}",
                folder.display(),
                left.len(),
                left.join("、")
            );
            let told = Diagnostic::warning("old-notices", file_place(&folder), message);
            findings.push(told.hint("已经发出去的移到别处存档，没有发的删去；以这次列出的单位为准"));
        }
    }
    let mut sheets = vec![tables.data(), tables.summary(), tables.register(), tables.faults()];
    if let Some((details, grades)) = tables.graded() {
        sheets.extend([details, grades]);
    }
    for (name, sheets) in outputs::FILES.into_iter().zip(sheets) {
        if let Err(told) = written.sheets(name, &sheets) {
            findings.push(told);
        }
    }
    let mut made = Vec::new();
    let to = Destination::new(options, round, written.world());
    for (notice, place) in places {
        let folder = options.output.join(&place);
        let way = to.way(&place, &options.data);
        let register = to.register(&place);
        let unit = round.unit.as_deref().unwrap_or("");
        let Some(files) = notices::files(notice, &tables, (way.as_deref(), &register), unit) else {
            continue;
        };
        if round.unit.is_none() {
            findings.push(without_unit(&options.data));
            continue;
        }
        let mut whole = true;
        for (name, file) in files {
            let name = format!("{place}/{name}");
            let result = match file {
                notices::File::Sheets(sheets) => written.sheets(&name, &sheets),
                // A workbook that somebody has changed is used as it is.
                notices::File::Text(_) if written.is_changed(&name) && !options.force => {
                    let path = options.output.join(&name);
                    let message = format!("“{}”有人改过，照改过的做", path.display());
                    let told = Diagnostic::info("already-there", file_place(&path), message);
                    findings.push(told.hint("要重新写，加 --force"));
                    written.leave(&name);
                    Ok(())
                }
                notices::File::Text(text) => written.put(&name, text.as_bytes()),
            };
            if let Err(told) = result {
                findings.push(told);
                whole = false;
            }
        }
        // Without its roster a notice would go to others.
        if whole {
            made.push((notice, folder));
        }
    }
    if let Err(told) = written.finish() {
        findings.push(told);
    }
    made
}

/// Where the tables go, as the notices see it.
struct Destination<'o> {
    output: &'o Path,
    /// The same and the workbook in full, for where one is not below the other.
    resolved: Option<(PathBuf, PathBuf)>,
    /// The register that the workbook names, as it is found from here.
    register: Option<PathBuf>,
}

impl<'o> Destination<'o> {
    fn new(options: &'o CollectReadOptions, round: &Round, world: &dyn World) -> Self {
        let whole = |path: &Path| world.resolved(path).ok();
        let numbers = round.inputs.plan.as_ref().and_then(|plan| plan.numbers.as_ref());
        let register = numbers.and_then(|numbers| numbers.register.as_ref());
        let beside = options.data.parent().unwrap_or(Path::new(""));
        Self {
            output: &options.output,
            resolved: whole(&options.output).zip(whole(&options.data)),
            register: register.map(|register| beside.join(&register.text)),
        }
    }

    /// The way from a folder in it to a file that is found from where the workbook is.
    fn way(&self, place: &str, file: &Path) -> Option<String> {
        let resolved = || {
            let (output, data) = self.resolved.as_ref()?;
            let name = data.file_name()?;
            (file.file_name() == Some(name)).then(|| paths::way(&output.join(place), data))?
        };
        paths::way(&self.output.join(place), file).or_else(resolved)
    }

    /// The register of all notices, from a folder in it: no number is given twice.
    fn register(&self, place: &str) -> String {
        let own = self.register.as_ref().and_then(|register| self.way(place, register));
        own.unwrap_or_else(|| format!("../{}", papers::REGISTER))
    }
}

/// Nobody knows who writes the notices.
fn without_unit(data: &Path) -> Diagnostic {
    let message = "“资料”缺少“单位”，退回修改和催报的通知做不了；各张表照做";
    let told = Diagnostic::error("missing-field", file_place(data), message);
    told.hint("加一行，例如：单位: {名称: 某某县卫生局}")
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
