//! `gongwen build`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::cli::Exit;
use crate::cli::arguments::{BuildOptions, Format};
use crate::cli::console::Console;
use crate::cli::output::{self, Names};
use crate::diag::diagnostic::{Diagnostic, Level, Place};
use crate::diag::findings::Findings;
use crate::diag::nearest::nearest;
use crate::diag::sources::Sources;
use crate::document::dump;
use crate::document::tree::Document;
use crate::pipeline::{self, Data};
use crate::profile::gbt9704;
use crate::profile::style::Profile;
use crate::template::library::Library;
use crate::world::World;
use crate::write::docx::prepared::PreparedProfile;
use crate::write::{markdown, text};

/// One data file on its way.
struct Job {
    path: PathBuf,
    data: Option<Data>,
    findings: Findings,
}

/// Makes the documents of every data file. A faulty file does not stop the others.
pub fn run(options: &BuildOptions, world: &mut dyn World, console: &mut Console<'_>) -> Exit {
    let mut sources = Sources::default();
    let mut early = Findings::default();
    let Some(profile) = profile(&options.profile, &mut early) else {
        console.report(&early, &sources);
        return Exit::Failed;
    };
    let mut jobs: Vec<Job> = Vec::new();
    for path in world.expand(&options.data) {
        let mut findings = Findings::default();
        let data = pipeline::read(world, &path, &mut sources, &mut findings);
        jobs.push(Job { path, data, findings });
    }
    skip_included(&mut jobs, options.kind.is_some());
    let mut libraries: BTreeMap<PathBuf, Option<Library>> = BTreeMap::new();
    let mut prepared = None;
    let mut names = Names::default();
    let (mut written, mut failed, mut seen) = (0u32, false, false);
    for mut job in jobs {
        let made = make(&mut job, options, world, &mut libraries, &mut sources);
        let refused = job.findings.has_errors() || (options.strict && has_warnings(&job.findings));
        if !refused {
            let folder = options.output.clone().unwrap_or_else(|| beside(&job.path).join("输出"));
            let mut target =
                Target { folder, names: &mut names, options, profile: &profile, prepared: &mut prepared };
            for document in &made {
                if let Some(path) = target.write(document, world, &mut job.findings) {
                    console.print(&path.display().to_string());
                    written += 1;
                }
            }
        } else if options.strict && !job.findings.has_errors() {
            job.findings.push(
                Diagnostic::error(
                    "strict",
                    Place::Path(job.path.display().to_string()),
                    "有警告，按 --strict 没有写文件",
                )
                .hint("改掉上面的警告，或者去掉 --strict"),
            );
        }
        failed |= job.findings.has_errors();
        seen |= has_warnings(&job.findings);
        console.report(&job.findings, &sources);
    }
    match (written, failed) {
        (0, true) => Exit::Failed,
        (_, true) => Exit::Findings,
        _ if seen => Exit::Findings,
        _ => Exit::Done,
    }
}

/// The page profile of a name.
fn profile(name: &str, findings: &mut Findings) -> Option<Profile> {
    let profile = gbt9704::profile();
    if name == profile.name {
        return Some(profile);
    }
    let mut diagnostic =
        Diagnostic::error("unknown-profile", Place::Nowhere, format!("没有“{name}”这个版式"));
    diagnostic = diagnostic.meant(nearest(name, std::iter::once(profile.name)));
    findings.push(diagnostic.hint("用“gongwen profiles”看有哪些版式"));
    None
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
    options: &BuildOptions,
    world: &dyn World,
    libraries: &mut BTreeMap<PathBuf, Option<Library>>,
    sources: &mut Sources,
) -> Vec<Document> {
    let Some(data) = &job.data else { return Vec::new() };
    let folder = beside(&job.path).to_path_buf();
    if !libraries.contains_key(&folder) {
        let overrides = pipeline::overrides(world, &job.path, sources, &mut job.findings);
        let library = Library::load(overrides, sources, &mut job.findings);
        libraries.insert(folder.clone(), library);
    }
    let workbook = pipeline::model(data, &mut job.findings);
    let (Some(workbook), Some(Some(library))) = (workbook, libraries.get(&folder)) else { return Vec::new() };
    let orders = pipeline::orders(&workbook, options.kind.as_deref(), data, library, &mut job.findings);
    pipeline::make(&workbook, &orders, library, &mut job.findings)
}

fn has_warnings(findings: &Findings) -> bool {
    findings.list.iter().any(|finding| finding.level == Level::Warning)
}

fn beside(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}

/// Where documents go and how.
struct Target<'a> {
    folder: PathBuf,
    names: &'a mut Names,
    options: &'a BuildOptions,
    profile: &'a Profile,
    prepared: &'a mut Option<PreparedProfile>,
}

impl Target<'_> {
    /// Writes one document; a refusal or fault is a finding.
    fn write(
        &mut self,
        document: &Document,
        world: &mut dyn World,
        findings: &mut Findings,
    ) -> Option<PathBuf> {
        let bytes = match self.bytes(document) {
            Ok(bytes) => bytes,
            Err(diagnostic) => {
                findings.push(diagnostic);
                return None;
            }
        };
        if let Err(fault) = world.make_folder(&self.folder) {
            let place = pipeline::file_place(&self.folder);
            findings.push(pipeline::file_fault(&fault, &self.folder, place));
            return None;
        }
        let path = self.names.path(&self.folder, &document.properties.title, self.options.to.extension());
        match output::write(world, &path, &bytes, self.options.force) {
            Ok(()) => Some(path),
            Err(diagnostic) => {
                findings.push(diagnostic);
                None
            }
        }
    }

    fn bytes(&mut self, document: &Document) -> Result<Vec<u8>, Diagnostic> {
        Ok(match self.options.to {
            Format::Docx => {
                let prepared = self.prepared.get_or_insert_with(|| PreparedProfile::new(self.profile));
                pipeline::docx(document, self.profile, prepared)?
            }
            Format::Md => markdown::write(document).into_bytes(),
            Format::Text => text::write(document).into_bytes(),
            Format::Ast => dump::dump(document).into_bytes(),
        })
    }
}
