//! Data files → documents: what `build`, `check` and `figures` have in common.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::compose::document::Composed;
use crate::diag::diagnostic::Diagnostic;
use crate::diag::findings::Findings;
use crate::diag::sources::{SourceId, Sources};
use crate::model::workbook::Workbook;
use crate::pipeline::profiles::{Choice, Page, Shelf};
use crate::pipeline::{self, Data};
use crate::template::library::Library;
use crate::world::World;

/// One data file on its way.
struct Job {
    path: PathBuf,
    data: Option<Data>,
    texts: Range<SourceId>,
    findings: Findings,
}

/// What the command line asks for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    /// Only documents of this kind.
    pub kind: Option<&'a str>,
    /// The profile of all documents, whatever the data say.
    pub profile: Option<&'a str>,
}

/// What became of one data file.
pub struct Made {
    /// The file.
    pub path: PathBuf,
    /// The texts that it was read from: itself and what it 引用s.
    pub texts: Range<SourceId>,
    /// What it says, if it could be read.
    pub workbook: Option<Workbook>,
    /// Its documents, each with the page that it is set on.
    pub documents: Vec<(Composed, Arc<Page>)>,
    /// What is to be told.
    pub findings: Findings,
}

/// Makes the documents of every data file, handing over one file after the other. A faulty file does not stop the
/// others.
pub fn each(
    paths: &[PathBuf],
    asked: &Asked<'_>,
    world: &mut dyn World,
    sources: &mut Sources,
    take: &mut dyn FnMut(Made, &mut dyn World, &Sources),
) {
    let mut jobs: Vec<Job> = Vec::new();
    for path in world.expand(paths) {
        let mut findings = Findings::default();
        let first = sources.next();
        let data = pipeline::read(world, &path, sources, &mut findings);
        jobs.push(Job { path, data, texts: first..sources.next(), findings });
    }
    skip_included(&mut jobs, asked.kind.is_some());
    let mut folders = BTreeMap::new();
    for mut job in jobs {
        let (workbook, documents) = make(&mut job, asked, world, &mut folders, sources);
        let made = Made { path: job.path, texts: job.texts, workbook, documents, findings: job.findings };
        take(made, world, sources);
    }
}

/// Makes the documents of one data file with templates that were loaded before.
pub fn one(path: &Path, library: &Library, world: &dyn World, sources: &mut Sources) -> Made {
    asked_of(path, &Asked::default(), library, world, sources)
}

/// As [`one`], of what is asked for.
pub fn asked_of(
    path: &Path,
    asked: &Asked<'_>,
    library: &Library,
    world: &dyn World,
    sources: &mut Sources,
) -> Made {
    let mut findings = Findings::default();
    let first = sources.next();
    let data = pipeline::read(world, path, sources, &mut findings);
    let mut job = Job { path: path.to_path_buf(), data, texts: first..sources.next(), findings };
    let mut shelf = Shelf::new(beside(path));
    let (workbook, documents) = made_of(&mut job, asked, world, Some(library), &mut shelf, sources);
    Made { path: job.path, texts: job.texts, workbook, documents, findings: job.findings }
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

/// What data files of one folder have in common.
struct Folder {
    library: Option<Library>,
    shelf: Shelf,
}

fn make(
    job: &mut Job,
    asked: &Asked<'_>,
    world: &dyn World,
    folders: &mut BTreeMap<PathBuf, Folder>,
    sources: &mut Sources,
) -> (Option<Workbook>, Vec<(Composed, Arc<Page>)>) {
    if job.data.is_none() {
        return (None, Vec::new());
    }
    let folder = beside(&job.path).to_path_buf();
    let Folder { library, shelf } = folders.entry(folder.clone()).or_insert_with(|| {
        let overrides = pipeline::overrides(world, &job.path, sources, &mut job.findings);
        Folder { library: Library::load(overrides, sources, &mut job.findings), shelf: Shelf::new(&folder) }
    });
    made_of(job, asked, world, library.as_ref(), shelf, sources)
}

fn made_of(
    job: &mut Job,
    asked: &Asked<'_>,
    world: &dyn World,
    library: Option<&Library>,
    shelf: &mut Shelf,
    sources: &mut Sources,
) -> (Option<Workbook>, Vec<(Composed, Arc<Page>)>) {
    let Some(data) = &mut job.data else { return (None, Vec::new()) };
    pipeline::conditions::settle(&mut data.node, &mut job.findings);
    let data = &*data;
    let workbook = pipeline::model(data, &mut job.findings);
    let (Some(workbook), Some(library)) = (workbook, library) else { return (None, Vec::new()) };
    let orders = pipeline::orders(&workbook, asked.kind, data, library, &mut job.findings);
    let mut documents = Vec::new();
    for ordered in &orders {
        let choice =
            Choice::of(asked.profile, &ordered.order, ordered.workbook.as_ref().unwrap_or(&workbook));
        let page = shelf.choose(&choice, world, sources, &mut job.findings);
        let one = std::slice::from_ref(ordered);
        let made = pipeline::make(&workbook, one, None, library, &mut job.findings);
        if let Some(page) = page {
            documents.extend(made.into_iter().map(|mut composed| {
                pipeline::dress(&mut composed.document, &page.profile);
                (composed, Arc::clone(&page))
            }));
        }
    }
    tell_roster(&job.path, &mut job.findings);
    (Some(workbook), documents)
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
