//! The folder of a batch: its list and its files, for the rules of group I.

use std::path::{Path, PathBuf};

use crate::batch::manifest::{self, Manifest};
use crate::check::folder::{Entry, File, Folder};
use crate::check::report;
use crate::check::run;
use crate::check::selection::Selection;
use crate::diag::diagnostic::Place;
use crate::paper::Paper;
use crate::pipeline::plain;
use crate::review::{Finding, Reviewed};
use crate::world::{Kind, World};
use crate::write::docx::fingerprint;

/// Whether a folder is that of a batch.
pub fn is_one(folder: &Path, world: &dyn World) -> bool {
    world.kind(&folder.join(manifest::NAME)) == Kind::File
}

/// The folder of a batch, to which its documents are shown as they are read.
pub struct Batch {
    path: PathBuf,
    /// What its list says; `None` if that is gone.
    folder: Option<Folder>,
}

impl Batch {
    /// Reads its list; what is to be told if that cannot be read.
    pub fn open(path: &Path, world: &dyn World) -> Result<Self, Reviewed> {
        let list = path.join(manifest::NAME);
        match Manifest::read(world, &list) {
            Ok(manifest) => Ok(Self { path: path.to_path_buf(), folder: manifest.as_ref().map(of) }),
            Err(told) => Err(Reviewed::refused(list, vec![told])),
        }
    }

    /// A file is there, with its text if it could be read.
    pub fn take(&mut self, file: &Path, bytes: &[u8], paper: Option<&Paper>) {
        let file = plain(file);
        let (Some(folder), Ok(below)) = (&mut self.folder, file.strip_prefix(plain(&self.path))) else {
            return;
        };
        let name = below.display().to_string().replace('\\', "/");
        if !name.to_lowercase().ends_with(".docx") {
            return;
        }
        let lines = paper.iter().flat_map(|paper| &paper.lines);
        let text = lines.flat_map(|line| [line.text.as_str(), "\n"]).collect();
        folder.files.push(File { hash: fingerprint::hash(bytes), text, name });
    }

    /// What is found in it as a whole.
    pub fn review(self, selection: &Selection) -> Reviewed {
        let list = self.path.join(manifest::NAME);
        let found = self.folder.map_or_else(Vec::new, |folder| run::look_folder(&folder, selection));
        let findings = found.iter().map(|found| {
            let place = if found.file.is_empty() { list.clone() } else { self.path.join(&found.file) };
            let places = Whole(Place::Path(place.display().to_string()));
            Finding::told(report::diagnostic(found, &places))
        });
        Reviewed { findings: findings.collect(), failed: false, path: list.clone() }
    }
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
