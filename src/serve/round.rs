//! How far a collection is: the workbook's 表单, a list of units and a folder of returns → who has reported, what is wrong with
//! what came back, who is missing. It is read anew each time that it is asked for; nothing is written, that is for
//! `gongwen collect read`, whose command is told.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::batch::manifest;
use crate::batch::prepare;
use crate::collect::grading::{Grading, Marks};
use crate::collect::make::unit;
use crate::collect::outputs::{self, state_files};
use crate::collect::round::{Round, is_return};
use crate::collect::settle::{File, State};
use crate::collect::written;
use crate::diag::diagnostic::{Diagnostic, Level};
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::pipeline::jobs::beside;
use crate::pipeline::{file_fault, file_place};
use crate::serve::preview::{self, Told};
use crate::serve::request::Response;
use crate::world::{Fault, Kind, World};

/// Where returns are sought if nobody says otherwise, and where the command writes.
const RETURNS: &str = "收回";
const OUTPUT: &str = "汇总";

/// So many folders are offered.
const MOST_FOLDERS: usize = 200;

/// So many files a folder may hold.
const MOST_FILES: usize = 5000;

/// So many findings of a unit are shown; errors come first.
const MOST_TOLD: usize = 50;

/// The workbook whose returns are sought.
#[derive(Debug, Deserialize)]
pub struct Sought {
    path: String,
}

/// A folder that may hold returns.
#[derive(Debug, Serialize)]
struct Folder {
    path: String,
    /// How many files in it may be returns.
    files: usize,
}

/// The folders that hold tables, those beside the workbook first, and which of them is meant if nobody says otherwise.
pub fn folders(world: &dyn World, sought: &Sought) -> Response {
    let near = beside(Path::new(&sought.path));
    let paths = world.files_under(Path::new("")).unwrap_or_default();
    let is_list = |path: &&PathBuf| {
        path.file_name().is_some_and(|name| name == written::LIST || name == manifest::NAME)
    };
    // What the program has written itself was sent in by nobody.
    let own: BTreeSet<&Path> = paths.iter().filter(is_list).map(|path| beside(path)).collect();
    let mut counts: BTreeMap<PathBuf, usize> = BTreeMap::new();
    let usual = near.join(RETURNS);
    let has_usual = world.kind(&usual) == Kind::Folder;
    if has_usual {
        counts.insert(usual.clone(), 0);
    }
    for path in paths.iter().filter(|path| is_return(path)) {
        let above = || path.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
        if !above().any(|folder| own.contains(folder)) {
            above().for_each(|folder| *counts.entry(folder.to_path_buf()).or_default() += 1);
        }
    }
    let mut list: Vec<(PathBuf, usize)> = counts.into_iter().filter(|(path, _)| path != near).collect();
    list.sort_by_key(|(path, _)| (*path != usual, !path.starts_with(near), path.components().count()));
    let list: Vec<Folder> = list
        .into_iter()
        .take(MOST_FOLDERS)
        .map(|(path, files)| Folder { path: slashed(&path), files })
        .collect();
    let chosen = if has_usual { slashed(&usual) } else { String::new() };
    Response::json(&json!({ "folders": list, "chosen": chosen }))
}

/// What is asked for.
#[derive(Debug, Deserialize)]
pub struct Asked {
    /// The workbook, as it lies on the disk.
    path: String,
    /// The list of units.
    roster: String,
    /// The folder of the returns.
    folder: String,
}

/// A unit.
#[derive(Debug, Serialize)]
struct Unit {
    code: String,
    name: String,
    /// In the words of the lists that `collect read` writes.
    state: &'static str,
    /// Files within the folder.
    files: Vec<String>,
    /// How many faults its files have, and how many places to look at.
    faults: usize,
    doubts: usize,
    told: Vec<Told>,
    /// So many more are not shown.
    more: usize,
    /// Of a unit whose return counts.
    marks: Option<Mark>,
}

/// What 评分标准 gives a unit.
#[derive(Debug, Serialize)]
struct Mark {
    total: Option<String>,
    grade: Option<String>,
    remarks: String,
}

/// A file of nobody.
#[derive(Debug, Serialize)]
struct Stray {
    file: String,
    told: Vec<Told>,
    more: usize,
}

/// The state of every unit.
pub fn read(world: &dyn World, asked: &Asked) -> Response {
    let folder = Path::new(&asked.folder);
    if asked.roster.is_empty() || asked.folder.is_empty() {
        return Response::refused(422, "还没有选名册或者收回来的表在哪里", "两样都选好再看");
    }
    match held(world, folder) {
        Ok(files) if files > MOST_FILES => {
            let message = format!("“{}”里有{files}个文件，网页里最多看{MOST_FILES}个", asked.folder);
            return Response::refused(422, &message, "把不是收回来的表移走，或者用命令读");
        }
        Ok(_) => {}
        Err(fault) => return Response::fault(&file_fault(&fault, folder, file_place(folder))),
    }
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let inputs = prepare::Asked {
        data: PathBuf::from(&asked.path),
        roster: PathBuf::from(&asked.roster),
        folder: Path::new(&asked.path).with_file_name(OUTPUT),
        ledgers: prepare::Wanted::Without(&outputs::FILES),
        ..prepare::Asked::default()
    };
    let round = Round::read(&inputs, &[folder.to_path_buf()], world, &mut sources, &mut findings);
    let shown = |told: &Diagnostic| preview::finding(told, &sources, &asked.path, &mut []);
    let told: Vec<Told> = findings.list.iter().map(shown).collect();
    let view = round.map(|round| view(&round, folder, &shown));
    Response::json(&json!({ "command": command(asked), "findings": told, "round": view }))
}

/// How many files a folder holds that may be returns.
fn held(world: &dyn World, folder: &Path) -> Result<usize, Fault> {
    // A folder outside is told as such.
    let files = world.files_under(folder);
    match world.kind(folder) {
        Kind::File => Err(Fault::IsFile),
        Kind::Folder => Ok(files?.iter().filter(|path| is_return(path)).count()),
        Kind::Missing => files.and(Err(Fault::NotFound)),
    }
}

fn view(round: &Round, folder: &Path, shown: &dyn Fn(&Diagnostic) -> Told) -> serde_json::Value {
    let files = &round.collection.files;
    let name =
        |file: &File| slashed(Path::new(&file.name).strip_prefix(folder).unwrap_or(Path::new(&file.name)));
    let units: Vec<Unit> = round
        .collection
        .units
        .iter()
        .enumerate()
        .map(|(row, state)| {
            let of = unit(&round.inputs.roster, &round.inputs.columns, row);
            let own: Vec<&File> = state_files(state).into_iter().map(|at| &files[at]).collect();
            let findings: Vec<&Diagnostic> = own.iter().flat_map(|file| &file.findings).collect();
            let of_level = |level| findings.iter().filter(|told| told.level == level).count();
            let (told, more) = capped(&findings, shown);
            let marks = round.marks.as_ref().and_then(|marks| marks[row].as_ref());
            Unit {
                code: of.code.to_owned(),
                name: of.name.to_owned(),
                state: state.word(),
                files: own.iter().map(|file| name(file)).collect(),
                faults: of_level(Level::Error),
                doubts: of_level(Level::Warning),
                told,
                more,
                marks: marks.zip(round.grading.as_ref()).map(|(marks, grading)| mark(marks, grading)),
            }
        })
        .collect();
    let strays = files.iter().filter(|file| file.unit.is_none()).map(|file| {
        let (told, more) = capped(&file.findings.iter().collect::<Vec<_>>(), shown);
        Stray { file: name(file), told, more }
    });
    let strays: Vec<Stray> = strays.collect();
    let count = round.count();
    let counts = [
        (State::Sound(0), count.sound),
        (State::Faulty(0), count.faulty),
        (State::Several(Vec::new()), count.several),
        (State::Missing, count.missing),
    ];
    let counts: Vec<(&str, usize)> = counts.iter().map(|(state, count)| (state.word(), *count)).collect();
    let form = &round.form;
    json!({
        "form": form.name, "term": form.round, "deadline": form.deadline,
        "grading": round.grading.as_ref().map(|grading| &grading.name),
        "counts": counts, "units": units, "strays": strays,
    })
}

/// Findings as the page shows them, errors first, and how many are left out. What is only remarked on is no matter of returns.
fn capped(findings: &[&Diagnostic], shown: &dyn Fn(&Diagnostic) -> Told) -> (Vec<Told>, usize) {
    let of = |level| findings.iter().filter(move |told| told.level == level);
    let all: Vec<&&Diagnostic> = of(Level::Error).chain(of(Level::Warning)).collect();
    let told = all.iter().take(MOST_TOLD).map(|told| shown(told)).collect();
    (told, all.len().saturating_sub(MOST_TOLD))
}

fn mark(marks: &Marks, grading: &Grading) -> Mark {
    Mark {
        total: marks.total.map(|total| total.to_string()),
        grade: marks.grade.clone(),
        remarks: marks.remarks(grading).join("；"),
    }
}

/// The command that writes down what is shown, for the folder that was opened.
fn command(asked: &Asked) -> String {
    let output = beside(Path::new(&asked.path)).join(OUTPUT);
    let [data, roster, returns] = [&asked.path, &asked.roster, &asked.folder].map(|path| quoted(path));
    let output = slashed(&output);
    format!("gongwen collect read {data} --roster {roster} {returns} -o {}", quoted(&output))
}

/// A path as one word of a command line, in the shells of Linux and Windows as far as they agree.
fn quoted(path: &str) -> Cow<'_, str> {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+=@:,，、（）《》〔〕“”·—".contains(c);
    // What begins like an option is none.
    let path = if path.starts_with('-') { Cow::Owned(format!("./{path}")) } else { Cow::Borrowed(path) };
    if !path.is_empty() && path.chars().all(is_plain) {
        return path;
    }
    // Between double quotes these mean something to a shell; names on Windows hardly have them.
    if path.contains(['"', '$', '`', '\\', '!']) {
        return Cow::Owned(format!("'{}'", path.replace('\'', r"'\''")));
    }
    Cow::Owned(format!("\"{path}\""))
}

/// A path as the page has it.
fn slashed(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_has_each_path_as_one_word() {
        let asked = |path: &str, roster: &str, folder: &str| {
            let [path, roster, folder] = [path, roster, folder].map(str::to_owned);
            command(&Asked { path, roster, folder })
        };
        for (told, wanted) in [
            (asked("资料.yaml", "名册.csv", "收回"), "资料.yaml --roster 名册.csv 收回 -o 汇总"),
            (
                asked("甲 县/资料.yaml", "甲 县/名册（2）.csv", "甲 县/收 回"),
                "\"甲 县/资料.yaml\" --roster \"甲 县/名册（2）.csv\" \"甲 县/收 回\" -o \"甲 县/汇总\"",
            ),
            (
                asked("-资料.yaml", "名册;rm.csv", "a$b's"),
                "./-资料.yaml --roster \"名册;rm.csv\" 'a$b'\\''s' -o 汇总",
            ),
            (asked("资料.yaml", "", "it's"), "资料.yaml --roster \"\" \"it's\" -o 汇总"),
        ] {
            assert_eq!(told, format!("gongwen collect read {wanted}"));
        }
    }
}
