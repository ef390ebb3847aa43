//! `gongwen build`.

use std::path::PathBuf;

use crate::check::selection::Selection;
use crate::cli::Exit;
use crate::cli::arguments::{BuildOptions, Format};
use crate::cli::console::Console;
use crate::collect::round;
use crate::compose::document::Composed;
use crate::diag::diagnostic::Diagnostic;
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::document::dump;
use crate::document::tree::Document;
use crate::layout::breaking::Viewer;
use crate::pipeline;
use crate::pipeline::jobs::{self, Asked, Made, beside};
use crate::pipeline::output::{self, Names};
use crate::pipeline::profiles::Page;
use crate::review;
use crate::review::plan::{self, Plan};
use crate::world::World;
use crate::write::pdf::fonts::Shelf;
use crate::write::{markdown, text};

/// Makes the documents of every data file. A faulty file does not stop the others.
pub fn run(options: &BuildOptions, world: &mut dyn World, console: &mut Console<'_>) -> Exit {
    let mut sources = Sources::default();
    let asked = Asked { kind: options.kind.as_deref(), profile: options.profile.as_deref() };
    let mut told = Vec::new();
    let mut names = Names::default();
    let (mut written, mut failed, mut seen) = (0u32, false, false);
    let mut fonts = (options.to == Format::Pdf).then(|| world.font_source(options.fonts.as_deref()));
    let mut font = |family: &str| {
        let file = fonts.as_mut()?.font(family)?;
        Some((file.bytes, file.index))
    };
    let mut shelf = Shelf::new(&mut font);
    jobs::each(&options.data, &asked, world, &mut sources, &mut |mut job, world, sources| {
        let mut noted = Findings::default();
        if let Some(workbook) = &job.workbook {
            round::tell(workbook, &mut noted);
        }
        let plan = plan::of_workbook(&job, &mut noted);
        job.findings.list.extend(noted.list);
        let checked = findings_in(&job, &plan, sources);
        let unsound = job.findings.has_warnings() || !checked.list.is_empty();
        let refused = job.findings.has_errors() || (options.strict && unsound);
        if !refused {
            let folder = options.output.clone().unwrap_or_else(|| beside(&job.path).join("输出"));
            let mut target = Target { folder, names: &mut names, options, shelf: &mut shelf };
            for (Composed { document, .. }, page) in &job.documents {
                let paths = target.write(document, page, world, &mut job.findings);
                for path in &paths {
                    console.print(&path.display().to_string());
                    written += 1;
                }
                if !paths.is_empty() {
                    page.departures_in_words(&mut told).into_iter().for_each(|line| console.tell(&line));
                }
            }
        } else if options.strict && !job.findings.has_errors() {
            job.findings.push(pipeline::strict(&job.path));
        }
        failed |= job.findings.has_errors();
        seen |= unsound;
        job.findings.list.extend(checked.list);
        console.report(&job.findings, sources);
    });
    for (wanted, taken) in shelf.instead() {
        console.tell(&format!("这台电脑没有字体“{wanted}”，PDF 里用了“{taken}”"));
    }
    match (written, failed) {
        (0, true) => Exit::Failed,
        (_, true) => Exit::Findings,
        _ if seen => Exit::Findings,
        _ => Exit::Done,
    }
}

/// What the rules of level E find in the documents of a workbook.
fn findings_in(made: &Made, plan: &Plan, sources: &Sources) -> Findings {
    if made.findings.has_errors() {
        // What is wrong with the data is mended first; much of it would be told twice.
        return Findings::default();
    }
    let found = review::of_documents(made, &Selection::errors(), plan, sources);
    Findings::from(found.into_iter().map(|finding| finding.diagnostic).collect::<Vec<_>>())
}

/// Where documents go and how.
struct Target<'a, 'f> {
    folder: PathBuf,
    names: &'a mut Names,
    options: &'a BuildOptions,
    shelf: &'a mut Shelf<'f>,
}

impl Target<'_, '_> {
    /// Writes one document, of pictures a file for each page; a refusal or fault is a finding.
    fn write(
        &mut self,
        document: &Document,
        page: &Page,
        world: &mut dyn World,
        findings: &mut Findings,
    ) -> Vec<PathBuf> {
        let files = match self.files(document, page) {
            Ok(files) => files,
            Err(diagnostic) => {
                findings.push(diagnostic);
                return Vec::new();
            }
        };
        if let Err(fault) = world.make_folder(&self.folder) {
            let place = pipeline::file_place(&self.folder);
            findings.push(pipeline::file_fault(&fault, &self.folder, place));
            return Vec::new();
        }
        let mut paths = Vec::new();
        for (number, bytes) in (1..).zip(&files) {
            let title = match files.len() {
                1 => document.properties.title.clone(),
                _ => format!("{}-第{number}页", document.properties.title),
            };
            let path = self.names.path(&self.folder, &title, self.options.to.extension());
            match output::write(world, &path, bytes, self.options.force) {
                Ok(_) => paths.push(path),
                Err(diagnostic) => findings.push(diagnostic),
            }
        }
        paths
    }

    fn files(&mut self, document: &Document, page: &Page) -> Result<Vec<Vec<u8>>, Diagnostic> {
        let one = match self.options.to {
            Format::Docx => pipeline::docx(document, page)?,
            Format::Pdf => {
                let libre = self.options.like_libreoffice;
                let viewer = if libre { Viewer::LibreOffice } else { Viewer::Word };
                pipeline::pdf(document, &page.profile, viewer, self.shelf)?
            }
            Format::Svg => {
                let pictures = pipeline::svg(document, &page.profile)?;
                return Ok(pictures.into_iter().map(String::into_bytes).collect());
            }
            Format::Md => markdown::write(document).into_bytes(),
            Format::Text => text::write(document).into_bytes(),
            Format::Ast => dump::dump(document).into_bytes(),
            Format::Pages => pipeline::pages(document, &page.profile).into_bytes(),
        };
        Ok(vec![one])
    }
}
