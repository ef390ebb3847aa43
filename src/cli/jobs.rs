//! Data files → documents: what `build` and `figures` have in common.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::compose::document::Composed;
use crate::diag::diagnostic::Diagnostic;
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::pipeline::{self, Data};
use crate::template::library::Library;
use crate::world::World;

/// One data file on its way.
struct Job {
    path: PathBuf,
    data: Option<Data>,
    findings: Findings,
}

/// What became of one data file.
pub struct Made {
    /// The file.
    pub path: PathBuf,
    /// Its documents.
    pub documents: Vec<Composed>,
    /// What is to be told.
    pub findings: Findings,
}

/// Makes the documents of every data file, handing over one file after the other. A faulty file does not stop the
/// others.
pub fn each(
    paths: &[PathBuf],
    kind: Option<&str>,
    world: &mut dyn World,
    sources: &mut Sources,
    take: &mut dyn FnMut(Made, &mut dyn World, &Sources),
) {
    let mut jobs: Vec<Job> = Vec::new();
    for path in world.expand(paths) {
        let mut findings = Findings::default();
        let data = pipeline::read(world, &path, sources, &mut findings);
        jobs.push(Job { path, data, findings });
    }
    skip_included(&mut jobs, kind.is_some());
    let mut libraries: BTreeMap<PathBuf, Option<Library>> = BTreeMap::new();
    for mut job in jobs {
        let documents = make(&mut job, kind, world, &mut libraries, sources);
        take(Made { path: job.path, documents, findings: job.findings }, world, sources);
    }
}

/// Takes out files without 文稿 that another given file 引用s: they are parts, not workbooks.
fn skip_included(jobs: &mut Vec<Job>, kind_named: bool) {
    let included: Vec<PathBuf> = jobs
        .iter()
        .filter_map(|job| job.data.as_ref())
        .flat_map(|data| data.included.iter().cloned())
        .collect();
    jobs.retain(|job| {
        let is_part = included.iter().any(|path| *path == pipeline::plain(&job.path));
        let orders = job.data.as_ref().is_some_and(|data| data.node.get("文稿").is_some());
        !is_part || orders || kind_named
    });
}

fn make(
    job: &mut Job,
    kind: Option<&str>,
    world: &dyn World,
    libraries: &mut BTreeMap<PathBuf, Option<Library>>,
    sources: &mut Sources,
) -> Vec<Composed> {
    let Some(data) = &mut job.data else { return Vec::new() };
    pipeline::conditions::settle(&mut data.node, &mut job.findings);
    let data = &*data;
    let folder = beside(&job.path).to_path_buf();
    if !libraries.contains_key(&folder) {
        let overrides = pipeline::overrides(world, &job.path, sources, &mut job.findings);
        let library = Library::load(overrides, sources, &mut job.findings);
        libraries.insert(folder.clone(), library);
    }
    let workbook = pipeline::model(data, &mut job.findings);
    let (Some(workbook), Some(Some(library))) = (workbook, libraries.get(&folder)) else { return Vec::new() };
    let orders = pipeline::orders(&workbook, kind, data, library, &mut job.findings);
    let documents = pipeline::make(&workbook, &orders, None, library, &mut job.findings);
    tell_roster(&job.path, &mut job.findings);
    documents
}

/// Tells once of a workbook that is made for a batch, however many columns of the roster it uses.
fn tell_roster(path: &Path, findings: &mut Findings) {
    const CODE: &str = "needs-roster";
    let of_roster: Vec<Diagnostic> = findings.list.extract_if(.., |finding| finding.code == CODE).collect();
    let Some(first) = of_roster.first() else { return };
    let message = "这份资料是批量生成用的：有的内容一个单位一个样，要从名册里来";
    let told = Diagnostic::error(CODE, first.place.clone(), message).label(&first.message);
    let told = of_roster
        .iter()
        .take(6)
        .skip(1)
        .fold(told, |told, one| told.related(one.place.clone(), &one.message));
    let command = format!("gongwen batch {} --roster 名册.csv -o 输出", path.display());
    findings.push(told.hint(format!("用名册生成：{command}")).hint("只做一份的，把这些地方改成要写的内容"));
}

/// The folder that a file stands in.
pub fn beside(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}
