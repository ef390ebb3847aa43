//! The folder of a batch: its list and its files, for the rules of group I.

use std::path::Path;

use crate::batch::manifest::{self, Manifest};
use crate::batch::print;
use crate::check::folder::{Entry, File, Folder};
use crate::check::report;
use crate::check::run;
use crate::check::selection::Selection;
use crate::diag::diagnostic::{Diagnostic, Place};
use crate::pipeline::{self, plain};
use crate::review::{Finding, Reviewed};
use crate::world::{Kind, World};
use crate::write::docx::fingerprint;

/// Whether a folder is that of a batch.
pub fn is_one(folder: &Path, world: &dyn World) -> bool {
    world.kind(&folder.join(manifest::NAME)) == Kind::File
}

/// What is found in it as a whole; its documents are looked at one by one besides. `text` reads a document's text.
pub fn review(
    path: &Path,
    selection: &Selection,
    world: &dyn World,
    text: &dyn Fn(&[u8]) -> String,
) -> Reviewed {
    let list = path.join(manifest::NAME);
    let refused = |told: Diagnostic| Reviewed::refused(list.clone(), vec![told]);
    let manifest = match Manifest::read(world, &list) {
        Ok(Some(manifest)) => manifest,
        Ok(None) => return Reviewed { path: list, failed: false, findings: Vec::new() },
        Err(told) => return refused(told),
    };
    let files = match world.files_under(path) {
        Ok(files) => files,
        Err(fault) => return refused(pipeline::file_fault(&fault, path, pipeline::file_place(path))),
    };
    let mut folder = of(&manifest);
    for file in files {
        let name = plain(file.strip_prefix(path).unwrap_or(&file)).display().to_string().replace('\\', "/");
        let is_document = name.to_lowercase().ends_with(".docx") && !print::is_volume(&name);
        if !is_document || name.rsplit('/').next().is_some_and(|last| last.starts_with("~$")) {
            continue;
        }
        // A file that cannot be read is told of when it is looked at itself.
        let Ok(bytes) = world.read(&file) else { continue };
        folder.files.push(File { hash: fingerprint::hash(&bytes), text: text(&bytes), name });
    }
    let found = run::look_folder(&folder, selection);
    let findings = found.iter().map(|found| {
        let place = if found.file.is_empty() { list.clone() } else { path.join(&found.file) };
        let places = Whole(Place::Path(place.display().to_string()));
        Finding::told(report::diagnostic(found, &places))
    });
    Reviewed { findings: findings.collect(), failed: false, path: list.clone() }
}

/// The list of a manifest.
fn of(manifest: &Manifest) -> Folder {
    let entry = |entry: &manifest::Entry| Entry {
        unit: entry.unit.clone(),
        file: entry.file.clone(),
        number: entry.number.clone(),
        hash: entry.sha256.clone(),
    };
    Folder {
        complete: manifest.complete,
        total: manifest.total,
        entries: manifest.documents.iter().filter(|entry| entry.is_there()).map(entry).collect(),
        files: Vec::new(),
    }
}

/// One place for all.
struct Whole(Place);

impl report::Places for Whole {
    fn place(&self, _line: Option<usize>, _range: std::ops::Range<usize>) -> Place {
        self.0.clone()
    }
}
