//! One round of a collection: the workbook, the roster and what came back, read and settled. The command line writes it down, the
//! page in a browser shows it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::batch::lists::{self, Units};
use crate::batch::prepare::{self, Asked, Inputs};
use crate::collect::form::EntryForm;
use crate::collect::grading::{Grading, Marks};
use crate::collect::make;
use crate::collect::outputs::Tables;
use crate::collect::settle::{Collection, File, Settler, State};
use crate::collect::written;
use crate::diag::diagnostic::Diagnostic;
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::model::form::{EntryFormData, GradingData};
use crate::model::ledger::{Ledger, Ledgers};
use crate::model::reader::{FieldValue, Reader};
use crate::model::workbook::Workbook;
use crate::pipeline::{Data, file_fault, file_place};
use crate::source::node::Value;
use crate::world::{Fault, Kind, World};
use crate::write::docx::fingerprint;

/// A round.
pub struct Round {
    /// Roster and templates.
    pub inputs: Inputs,
    /// The form.
    pub form: EntryForm,
    /// 评分标准.
    pub grading: Option<Grading>,
    /// Who asks; `None` if the workbook does not say.
    pub unit: Option<String>,
    /// What came back.
    pub collection: Collection,
    /// The marks of each unit whose return counts.
    pub marks: Option<Vec<Option<Marks>>>,
}

/// How many units are in which state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// 已报.
    pub sound: usize,
    /// 退回修改.
    pub faulty: usize,
    /// 重复报送.
    pub several: usize,
    /// 未报.
    pub missing: usize,
    /// Files of nobody.
    pub strays: usize,
}

impl Count {
    /// Whether everybody has reported, and nothing is left to do.
    pub fn is_complete(self) -> bool {
        self.faulty + self.several + self.missing + self.strays == 0
    }
}

impl Round {
    /// Reads everything; `None` if something cannot be used, which is told. What is wrong with a return is told with it. Where
    /// nothing came back, everybody is missing.
    pub fn read(
        asked: &Asked,
        returns: &[PathBuf],
        world: &dyn World,
        sources: &mut Sources,
        findings: &mut Findings,
    ) -> Option<Self> {
        let (inputs, data) = prepare::read(asked, world, sources, findings)?;
        let form = form(&data, asked, findings)?;
        let grading = data.node.get("评分标准");
        let grading = grading.and_then(|node| GradingData::read(node, &mut Reader { findings }));
        let ledgers = data.node.get("台账").filter(|_| grading.is_some());
        let ledgers = ledgers.and_then(|node| Ledgers::read(node, &mut Reader { findings }));
        let ledgers = ledgers.map(|ledgers| ledgers.list).unwrap_or_default();
        let grading = grading.map(|data| Grading::new(&data, &form, &ledgers, findings));
        let looked_at =
            if grading.as_ref().is_some_and(|grading| grading.from_ledgers) { &*ledgers } else { &[] };
        let units = Units::new(&inputs.roster, &inputs.columns);
        let shares = lists::shares(looked_at, &inputs.roster, &units, findings);
        let name = data.node.get("单位").map(|node| node.get("名称").unwrap_or(node).value.clone());
        let unit = match name {
            Some(Value::Scalar(scalar)) => Some(scalar.text.trim().to_owned()),
            _ => None,
        };
        make::check(&inputs, findings);
        let at = findings.list.len();
        let (files, others) = files(returns, &asked.folder, world, findings);
        if findings.has_errors() {
            return None;
        }
        let settler = Settler::new(&form, &inputs.roster, &inputs.columns);
        let mut read = Vec::with_capacity(files.len());
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        for path in &files {
            let name = path.display().to_string();
            match world.read(path) {
                Ok(bytes) if !bytes.is_empty() && seen.contains_key(&fingerprint::hash(&bytes)) => {
                    let first: &String = &seen[&fingerprint::hash(&bytes)];
                    let message = format!("与“{first}”一模一样，只算一份");
                    findings.push(Diagnostic::info("return-several", file_place(path), message));
                }
                Ok(bytes) => {
                    seen.insert(fingerprint::hash(&bytes), name.clone());
                    read.extend(settler.files(&bytes, &name, sources));
                }
                Err(fault) => read.push(File::unread(&name, file_fault(&fault, path, file_place(path)))),
            }
        }
        let mut collection = settler.collection(read);
        let told = others.iter().filter_map(|(folder, others)| {
            let called = settler.called(others, &mut collection);
            unread(folder, others, &called)
        });
        // Before what is told of the returns.
        findings.list.splice(at..at, told);
        let marks = grading.as_ref().map(|grading| {
            let of = |(unit, state): (usize, &State)| {
                let State::Sound(file) = state else { return None };
                let file = &collection.files[*file];
                let own: Vec<Ledger> =
                    shares.iter().map(|shares| ledgers[shares.ledger].choose(shares.of(unit))).collect();
                grading.marks(&form, &file.rows, &file.spans, &own)
            };
            collection.units.iter().enumerate().map(of).collect()
        });
        Some(Self { inputs, form, grading, unit, collection, marks })
    }

    /// What is written of it.
    pub fn tables<'a>(&'a self, sources: &'a Sources) -> Tables<'a> {
        Tables {
            form: &self.form,
            roster: &self.inputs.roster,
            columns: &self.inputs.columns,
            collection: &self.collection,
            sources,
            grading: self.grading.as_ref().zip(self.marks.as_deref()),
        }
    }

    /// How many units are in which state.
    pub fn count(&self) -> Count {
        let of = |wanted: &dyn Fn(&State) -> bool| {
            self.collection.units.iter().filter(|state| wanted(state)).count()
        };
        Count {
            sound: of(&|state| matches!(state, State::Sound(_))),
            faulty: of(&|state| matches!(state, State::Faulty(_))),
            several: of(&|state| matches!(state, State::Several(_))),
            missing: of(&|state| *state == State::Missing),
            strays: self.collection.files.iter().filter(|file| file.unit.is_none()).count(),
        }
    }
}

/// The form of a workbook; `None` if it cannot be used, which is told.
pub fn form(data: &Data, asked: &Asked, findings: &mut Findings) -> Option<EntryForm> {
    let Some(node) = data.node.get("表单") else {
        let told = Diagnostic::error("no-form", file_place(&asked.data), "资料里没有“表单”");
        findings.push(told.hint("写上要填的各栏，例如：\n表单:\n  名称: 调查摸底表\n  栏目:\n    - {名称: 党员数, 类型: 整数, 计量单位: 名}"));
        return None;
    };
    let form = EntryFormData::read(node, &mut Reader { findings })?;
    let form = EntryForm::new(&form, findings);
    (!findings.has_errors()).then_some(form)
}

/// What is wrong with 评分标准 before anything came back. Which ledgers there are is seen when they are read.
pub fn look_at_grading(data: &Data, form: &EntryForm, findings: &mut Findings) {
    let mut told = Findings::default();
    let grading = data.node.get("评分标准");
    if let Some(grading) =
        grading.and_then(|node| GradingData::read(node, &mut Reader { findings: &mut told }))
    {
        Grading::new(&grading, form, &[], &mut told);
    }
    let of_ledgers = |told: &Diagnostic| ["figure-column", "figure-ledger"].contains(&told.code);
    findings.list.extend(told.list.into_iter().filter(|told| !of_ledgers(told)));
}

/// What is wrong with 表单 and 评分标准 of a workbook, told where its documents are made, too: later, they are sent.
pub fn tell(workbook: &Workbook, findings: &mut Findings) {
    let Some(form) = &workbook.form else { return };
    let form = EntryForm::new(form, findings);
    if let Some(grading) = &workbook.grading {
        let ledgers = workbook.ledgers.as_ref().map_or(&[][..], |ledgers| &ledgers.list);
        Grading::new(grading, &form, ledgers, findings);
    }
}

/// Whether a file in a folder of returns is one of them by its name.
pub fn is_return(file: &Path) -> bool {
    const ENDS: [&str; 10] = ["xlsx", "xlsm", "xls", "et", "ods", "csv", "docx", "docm", "doc", "wps"];
    let end = file.extension().map(|end| end.to_string_lossy().to_lowercase()).unwrap_or_default();
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    // What an open file leaves beside itself.
    ENDS.contains(&end.as_str()) && !name.starts_with("~$") && !name.starts_with(".~")
}

/// Folders with files that are no returns by their names.
type Others = Vec<(PathBuf, Vec<PathBuf>)>;

/// Files of returns in the order of their names, and what lies beside them and cannot be read; what an earlier run wrote is neither.
fn files(
    paths: &[PathBuf],
    output: &Path,
    world: &dyn World,
    findings: &mut Findings,
) -> (Vec<PathBuf>, Others) {
    let (mut files, mut unread) = (Vec::new(), Vec::new());
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
            Ok(inside) => {
                let lists = inside.iter().filter(|file| file.ends_with(written::LIST));
                let mut written: Vec<&Path> = lists.filter_map(|list| list.parent()).collect();
                written.push(output);
                let ours = |file: &Path| written.iter().any(|folder| written::is_ours(file, folder));
                let (returns, others): (Vec<PathBuf>, Vec<PathBuf>) =
                    inside.iter().filter(|file| !ours(file)).cloned().partition(|file| is_return(file));
                files.extend(returns);
                let others = others.into_iter().filter(|file| is_meant(file)).collect();
                unread.push((path, others));
            }
            Err(fault) => findings.push(file_fault(&fault, &path, file_place(&path))),
        }
    }
    files.sort();
    files.dedup();
    (files, unread)
}

/// Whether a file may hold somebody's return and cannot be read, by its name.
fn is_meant(file: &Path) -> bool {
    let Some(name) = file.file_name().and_then(|name| name.to_str()) else { return true };
    let is_data = [".json", ".yaml", ".yml", ".tmp"].iter().any(|end| name.to_lowercase().ends_with(end));
    !is_data && !name.starts_with(['~', '.']) && !["Thumbs.db", "desktop.ini"].contains(&name)
}

/// Tells of files in a folder that may hold somebody's return and cannot be read, but of those that are told as returns.
fn unread(folder: &Path, others: &[PathBuf], called: &[&Path]) -> Option<Diagnostic> {
    /// How many are named.
    const MOST: usize = 10;
    let names = others.iter().filter(|file| !called.contains(&file.as_path()));
    let names: Vec<String> =
        names.map(|file| file.file_name().unwrap_or_default().to_string_lossy().into_owned()).collect();
    let shown = names.iter().take(MOST).map(String::as_str).collect::<Vec<_>>().join("、");
    let more = if names.len() > MOST { " 等" } else { "" };
    let message = format!("这{}个文件不是表格，没有读：{shown}{more}", names.len());
    (!names.is_empty()).then(|| {
        Diagnostic::warning("return-other", file_place(folder), message)
            .hint("有单位这样报的，请它交 Excel 文件；压缩包解开以后放进来")
    })
}
