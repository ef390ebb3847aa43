//! Everything that is read and decided before the first document of a batch is made. All faults are told at once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::batch::check;
use crate::batch::columns::{self, Columns};
use crate::batch::filter::Filter;
use crate::batch::job::{Job, OrderBase};
use crate::batch::leak;
use crate::batch::lists::{self, Units};
use crate::batch::manifest::{self, Manifest};
use crate::batch::names::{self, Names};
use crate::batch::numbers::{self, Pattern, Taken};
use crate::batch::overrides::{self, Overrides};
use crate::batch::papers;
use crate::batch::roster::{self, Roster};
use crate::batch::run::relative;
use crate::diag::diagnostic::{Diagnostic, Place};
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::model::check_plan::CheckPlan;
use crate::model::number::Number;
use crate::model::reader::{FieldValue, Reader};
use crate::model::roster::RosterPlan;
use crate::pipeline::profiles::{Choice, Page, Shelf};
use crate::pipeline::{self, Data, file_fault, file_place, plain};
use crate::source::node::Node;
use crate::source::table::Options;
use crate::source::{encoding, spreadsheet, yaml};
use crate::template::library::Library;
use crate::world::{Fault, Kind, World};
use crate::write::docx::fingerprint;

/// What the user asks for.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// The workbook.
    pub data: PathBuf,
    /// The roster.
    pub roster: PathBuf,
    /// Only documents of this kind.
    pub kind: Option<String>,
    /// `列=值`: which rows.
    pub filters: Vec<String>,
    /// `项=列`: what a column is called in the workbook, and in the roster.
    pub maps: Vec<String>,
    /// The profile of all documents, whatever the data say.
    pub profile: Option<String>,
    /// This part of so many.
    pub shard: Option<(usize, usize)>,
    /// Where the files go.
    pub folder: PathBuf,
    /// Which ledgers are read.
    pub ledgers: Wanted,
}

/// Which ledgers of a workbook are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Wanted {
    /// All.
    #[default]
    All,
    /// None: they have nothing to say.
    None,
    /// Those that are no files of these names in the folder where the files go.
    Without(&'static [&'static str]),
}

impl Asked {
    /// Whether a file with a ledger is not read.
    fn leaves_out(&self, path: &Path) -> bool {
        match self.ledgers {
            Wanted::All => false,
            Wanted::None => true,
            Wanted::Without(names) => names.iter().any(|name| {
                let file = plain(&self.folder.join(name));
                // Where one is written in full and the other is not, as far as can be seen.
                file == path
                    || (file.is_absolute() != path.is_absolute()
                        && (file.ends_with(path) || path.ends_with(&file)))
            }),
        }
    }
}

/// What was read beside the workbook.
pub struct Inputs {
    /// The templates.
    pub library: Library,
    /// The list of units.
    pub roster: Roster,
    /// What its columns are.
    pub columns: Columns,
    /// 名册 of the workbook.
    pub plan: Option<RosterPlan>,
    /// Where the workbook stands.
    beside: PathBuf,
}

/// What was decided.
pub struct Prepared<'a> {
    /// The documents of a row.
    pub job: Job<'a>,
    /// File names.
    pub names: Names,
    /// Names of the documents of a row; one blank if there is one only.
    pub parts: Vec<String>,
    /// 发文字号 of each document of a row that has one for each unit.
    pub patterns: Vec<Option<Pattern>>,
    /// The rows to make in this run.
    pub rows: Vec<usize>,
    /// How many rows the batch has, other shards included.
    pub total: usize,
    /// Hash of what the shards of a batch have in common.
    pub batch: String,
    /// The manifest of the last run into this folder.
    pub before: Option<Manifest>,
    /// Where the numbers are entered.
    pub register: PathBuf,
    /// 检查 of the workbook.
    pub check: Option<CheckPlan>,
}

impl Prepared<'_> {
    /// 发文字号 that was allocated to a document; blank if it has none of its own.
    pub fn number(&self, row: usize, part: usize) -> String {
        match (&self.patterns[part], &self.job.serials[part]) {
            (Some(pattern), Some(serials)) => pattern.with(serials[row]),
            _ => String::new(),
        }
    }
}

/// Reads workbook, templates and roster. `None` if one of them cannot be used.
pub fn read(
    asked: &Asked,
    world: &dyn World,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<(Inputs, Data)> {
    let left_out = |path: &Path| asked.leaves_out(path);
    let data = pipeline::read_without(&left_out, world, &asked.data, sources, findings);
    let overrides = pipeline::overrides(world, &asked.data, sources, findings);
    let library = Library::load(overrides, sources, findings);
    let data = data?;
    let plan = plan(&data.node, findings);
    let bytes = match world.read(&asked.roster) {
        Ok(bytes) => bytes,
        Err(fault) => {
            let mut told = file_fault(&fault, &asked.roster, file_place(&asked.roster));
            if fault == Fault::IsFolder {
                let inside = asked.roster.join("名册.xlsx");
                told.hints = vec![format!("写上里面名册文件的名字，例如 {}", inside.display())];
            }
            findings.push(told);
            return None;
        }
    };
    let header = plan.as_ref().and_then(|plan| plan.header.as_ref());
    let sheet = plan.as_ref().and_then(|plan| plan.sheet.as_ref());
    let name = asked.roster.display().to_string();
    let options = Options {
        sheet: sheet.filter(|_| spreadsheet::is_meant(&bytes, &name)).map(|sheet| sheet.text.as_str()),
        sheet_span: sheet.map(|sheet| sheet.span),
        header_row: header.and_then(Number::count).map(|row| row as usize),
        header_row_span: header.map(|header| header.span),
    };
    let roster = roster::read(bytes, &name, &options, sources, findings)?;
    let maps = maps(&asked.maps, findings);
    let columns = columns::columns(&roster, plan.as_ref(), &maps, findings)?;
    let beside = asked.data.parent().unwrap_or(Path::new("")).to_path_buf();
    Some((Inputs { library: library?, roster, columns, plan, beside }, data))
}

/// 名册 of the workbook.
fn plan(data: &Node, findings: &mut Findings) -> Option<RosterPlan> {
    RosterPlan::read(data.get("名册")?, &mut Reader { findings })
}

fn maps(written: &[String], findings: &mut Findings) -> Vec<(String, String)> {
    let mut maps = Vec::new();
    for map in written {
        match map.split_once(['=', '＝']) {
            Some((name, head)) if !name.trim().is_empty() && !head.trim().is_empty() => {
                maps.push((name.trim().to_owned(), head.trim().to_owned()));
            }
            _ => findings.push(
                Diagnostic::error("bad-option", Place::Nowhere, format!("--map “{map}”的写法不对"))
                    .hint("写成 --map 资料里的名称=名册的列名，例如 --map 报送时限=截止时间"),
            ),
        }
    }
    maps
}

impl Inputs {
    /// Looks at every row and decides names and numbers. `None` if the workbook cannot be used; with errors in
    /// `findings` nothing may be written.
    pub fn prepare(
        &self,
        data: Data,
        asked: &Asked,
        world: &dyn World,
        sources: &mut Sources,
        findings: &mut Findings,
    ) -> Option<Prepared<'_>> {
        let (roster, columns) = (&self.roster, &self.columns);
        check::check(roster, columns, findings);
        let names = names::names(
            roster,
            columns,
            self.plan.as_ref().and_then(|plan| plan.file_name.as_ref()),
            findings,
        );
        let check = data.node.get("检查").and_then(|node| CheckPlan::read(node, &mut Reader { findings }));
        let mut job = Job::new(data, asked.kind.clone(), &self.library, roster, columns, findings)?;
        let units = Units::new(roster, columns);
        job.shares = lists::shares(&job.ledgers, roster, &units, findings);
        job.overrides = self.overrides(&units, world, sources, findings);
        let bases = job.order_bases(findings);
        job.pages = self.pages(&bases, asked, world, sources, findings);
        self.tell_replaced(&bases, findings);
        let parts = parts(&bases);
        let patterns: Vec<Option<Pattern>> = bases.iter().map(|base| base.pattern.clone()).collect();
        let selected = Filter::all(&asked.filters, columns, findings).rows(roster, columns);
        if selected.is_empty() {
            findings.push(
                Diagnostic::error(
                    "no-rows",
                    Place::Nowhere,
                    format!("没有一行合乎 --where {}", asked.filters.join(" ")),
                )
                .hint("核对列的内容；写法是 --where 市=天水市，几个值用顿号隔开"),
            );
        }
        let before = match Manifest::read(world, &asked.folder.join(manifest::name(asked.shard))) {
            Ok(before) => before,
            Err(fault) => {
                findings.push(fault);
                None
            }
        };
        let key = |row: usize, part: usize| {
            let cell = |column: usize| columns.cell(roster, row, column).map_or("", |(text, _)| text);
            let file = relative(names.get(row), &parts[part]);
            manifest::key(columns.code.map_or("", cell), cell(columns.unit), &file, &parts[part])
        };
        let register = self.register(asked);
        let mut taken =
            Taken { ours: before.as_ref().map(Manifest::numbers).unwrap_or_default(), ..Taken::default() };
        // A part knows its own documents only; what was joined before knows those of all.
        if asked.shard.is_some()
            && let Ok(Some(whole)) = Manifest::read(world, &asked.folder.join(manifest::NAME))
        {
            taken.ours.extend(whole.numbers());
        }
        if patterns.iter().any(Option::is_some) {
            taken.others = papers::registered(&register, world, sources, findings).into_iter().collect();
        }
        let range = self.plan.as_ref().and_then(|plan| plan.numbers.as_ref());
        job.serials = serials(&patterns, &selected, roster.len(), range, taken, &key, findings);
        job.settle();
        let total = selected.len();
        let batch = Self::hash(&job, &names, &selected);
        let rows = match asked.shard {
            Some((part, of)) => selected
                .into_iter()
                .enumerate()
                .filter(|(at, _)| at % of == part - 1)
                .map(|(_, row)| row)
                .collect(),
            None => selected,
        };
        leak::check(roster, columns, &job, findings);
        Some(Prepared { job, names, parts, patterns, rows, total, batch, before, register, check })
    }

    /// Tells of a 主送机关 that is written for all units, and is not printed because each unit is its own.
    fn tell_replaced(&self, bases: &[OrderBase], findings: &mut Findings) {
        let (roster, columns) = (&self.roster, &self.columns);
        let own = columns
            .list
            .iter()
            .position(|column| column.field.as_ref().is_some_and(|field| field.path == ["主送机关"]));
        let has_own = |row: usize| own.is_some_and(|at| columns.cell(roster, row, at).is_some());
        if (0..roster.len()).all(has_own) {
            return;
        }
        for written in bases.iter().filter_map(|base| base.replaced.as_ref()) {
            let message = format!("主送机关“{}”没有用：每个单位的这一份，主送机关是这个单位", written.text);
            findings.push(
                Diagnostic::info("recipients-replaced", written.span, message)
                    .hint(format!(
                        "要每份都印它，在“名册”的“列”里写“{{名称: 主送机关, 默认: {}}}”",
                        written.text
                    ))
                    .hint("本来就要印各单位的，写成“主送机关: 【单位名称】”，就不再提示"),
            );
        }
    }

    /// The page of each document of a row; short of one that cannot be used, which is told.
    fn pages(
        &self,
        bases: &[OrderBase],
        asked: &Asked,
        world: &dyn World,
        sources: &mut Sources,
        findings: &mut Findings,
    ) -> Vec<Arc<Page>> {
        let mut shelf = Shelf::new(&self.beside);
        let option = asked.profile.as_deref();
        bases
            .iter()
            .filter_map(|base| {
                let choice = Choice { option, order: base.profile.as_ref(), unit: None };
                shelf.choose(&choice, world, sources, findings)
            })
            .collect()
    }

    /// Where the register is: where 名册 says, else in the folder of the batch.
    fn register(&self, asked: &Asked) -> PathBuf {
        let numbers = self.plan.as_ref().and_then(|plan| plan.numbers.as_ref());
        match numbers.and_then(|numbers| numbers.register.as_ref()) {
            Some(register) => plain(&self.beside.join(&register.text)),
            None => asked.folder.join(papers::REGISTER),
        }
    }

    /// 个别: the file or the folder that 名册 names.
    fn overrides(
        &self,
        units: &Units<'_>,
        world: &dyn World,
        sources: &mut Sources,
        findings: &mut Findings,
    ) -> Overrides {
        let Some(named) = self.plan.as_ref().and_then(|plan| plan.overrides.as_ref()) else {
            return Overrides::new();
        };
        let path = plain(&self.beside.join(&named.text));
        let is_folder = world.kind(&path) == Kind::Folder;
        let files = if is_folder { world.files_in(&path) } else { Ok(vec![path.clone()]) };
        let files = match files {
            Ok(files) => files,
            Err(fault) => {
                findings.push(file_fault(&fault, &path, Place::Span(named.span)));
                return Overrides::new();
            }
        };
        let mut nodes = Vec::new();
        for file in files {
            let ending = file.extension().and_then(|end| end.to_str()).unwrap_or_default();
            if is_folder && !matches!(ending, "yaml" | "yml") {
                continue;
            }
            let bytes = match world.read(&file) {
                Ok(bytes) => bytes,
                Err(fault) => {
                    findings.push(file_fault(&fault, &file, Place::Span(named.span)));
                    continue;
                }
            };
            let source = encoding::read_text(&bytes, &file.display().to_string(), sources, findings);
            let Some(node) = source.and_then(|source| yaml::read(source, sources, findings)) else {
                continue;
            };
            let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned());
            nodes.push((stem.filter(|_| is_folder), node));
        }
        overrides::overrides(&nodes, &self.columns, units, findings)
    }

    /// Hash of what decides which files the batch has.
    fn hash(job: &Job<'_>, names: &Names, rows: &[usize]) -> String {
        let mut text = format!("{}\n", pipeline::VERSION);
        for row in rows {
            text.push_str(names.get(*row));
            for serials in job.serials.iter().flatten() {
                text.push_str(&format!("\t{}", serials[*row]));
            }
            text.push('\n');
        }
        fingerprint::hash(text.as_bytes())[..16].to_owned()
    }
}

/// Numbers for every document of a row that has one for each unit; documents with the same pattern share them out.
fn serials(
    patterns: &[Option<Pattern>],
    rows: &[usize],
    units: usize,
    range: Option<&crate::model::roster::NumberRange>,
    mut taken: Taken,
    key: &dyn Fn(usize, usize) -> String,
    findings: &mut Findings,
) -> Vec<Option<Vec<u32>>> {
    let mut all = Vec::new();
    for (part, pattern) in patterns.iter().enumerate() {
        let Some(pattern) = pattern else {
            all.push(None);
            continue;
        };
        let keys: Vec<String> = rows.iter().map(|row| key(*row, part)).collect();
        let given = numbers::allocate(pattern, range, keys.iter().map(String::as_str), &taken, findings);
        let mut serials = vec![0; units];
        for (row, serial) in rows.iter().zip(&given) {
            serials[*row] = *serial;
            taken.others.insert(pattern.with(*serial));
        }
        all.push(Some(serials));
    }
    all
}

/// Names of the documents of a row: blank if there is one only, else its kind, numbered if there are several of it.
fn parts(bases: &[OrderBase]) -> Vec<String> {
    if bases.len() < 2 {
        return vec![String::new(); bases.len()];
    }
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    bases
        .iter()
        .map(|base| {
            let count = counts.entry(&base.kind).or_default();
            *count += 1;
            if *count == 1 { base.kind.clone() } else { format!("{}（{count}）", base.kind) }
        })
        .collect()
}
