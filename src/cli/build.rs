//! `gongwen build`.

use std::path::{Path, PathBuf};

use crate::cli::Exit;
use crate::cli::arguments::{BuildOptions, Format};
use crate::cli::console::Console;
use crate::cli::jobs::{self, beside};
use crate::compose::document::Composed;
use crate::diag::diagnostic::{Diagnostic, Level, Place};
use crate::diag::findings::Findings;
use crate::diag::nearest::nearest;
use crate::diag::sources::Sources;
use crate::document::dump;
use crate::document::tree::Document;
use crate::pipeline;
use crate::pipeline::output::{self, Names};
use crate::profile::gbt9704;
use crate::profile::style::Profile;
use crate::world::World;
use crate::write::docx::prepared::PreparedProfile;
use crate::write::{markdown, text};

/// Makes the documents of every data file. A faulty file does not stop the others.
pub fn run(options: &BuildOptions, world: &mut dyn World, console: &mut Console<'_>) -> Exit {
    let mut sources = Sources::default();
    let mut early = Findings::default();
    let Some(profile) = profile(&options.profile, &mut early) else {
        console.report(&early, &sources);
        return Exit::Failed;
    };
    let mut prepared = None;
    let mut names = Names::default();
    let (mut written, mut failed, mut seen) = (0u32, false, false);
    jobs::each(
        &options.data,
        options.kind.as_deref(),
        world,
        &mut sources,
        &mut |mut job, world, sources| {
            let refused = job.findings.has_errors() || (options.strict && has_warnings(&job.findings));
            if !refused {
                let folder = options.output.clone().unwrap_or_else(|| beside(&job.path).join("输出"));
                let mut target =
                    Target { folder, names: &mut names, options, profile: &profile, prepared: &mut prepared };
                for Composed { document, .. } in &job.documents {
                    if let Some(path) = target.write(document, world, &mut job.findings) {
                        console.print(&path.display().to_string());
                        written += 1;
                    }
                }
            } else if options.strict && !job.findings.has_errors() {
                job.findings.push(strict(&job.path));
            }
            failed |= job.findings.has_errors();
            seen |= has_warnings(&job.findings);
            console.report(&job.findings, sources);
        },
    );
    match (written, failed) {
        (0, true) => Exit::Failed,
        (_, true) => Exit::Findings,
        _ if seen => Exit::Findings,
        _ => Exit::Done,
    }
}

/// The page profile of a name.
pub fn profile(name: &str, findings: &mut Findings) -> Option<Profile> {
    let mut all = vec![gbt9704::profile(), crate::profile::gbt33476::profile()];
    if let Some(index) = all.iter().position(|profile| profile.name == name) {
        return Some(all.swap_remove(index));
    }
    let profile = &all[0];
    let mut diagnostic =
        Diagnostic::error("unknown-profile", Place::Nowhere, format!("没有“{name}”这个版式"));
    diagnostic = diagnostic.meant(nearest(name, std::iter::once(profile.name.as_str())));
    findings.push(diagnostic.hint("用“gongwen profiles”看有哪些版式"));
    None
}

/// Why nothing is written under --strict.
pub fn strict(path: &Path) -> Diagnostic {
    let place = Place::Path(path.display().to_string());
    Diagnostic::error("strict", place, "有警告，按 --strict 没有写文件")
        .hint("改掉上面的警告，或者去掉 --strict")
}

/// Whether a warning is among them.
pub fn has_warnings(findings: &Findings) -> bool {
    findings.list.iter().any(|finding| finding.level == Level::Warning)
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
            Ok(_) => Some(path),
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
