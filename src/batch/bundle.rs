//! `--zip`: the documents of a run as one archive, to be handed on.
//!
//! Its entries are the files of the folder, byte for byte, in the order of the roster, those included that a person changed;
//! then the papers. Each is read when its turn comes, so that the room it takes does not grow with the roster. Only the
//! manifest has something of its own: there it is of no interest whether a file was written in this run or stood there
//! before, so that the same documents give the same archive.

use std::path::Path;

use crate::batch::manifest::Manifest;
use crate::batch::run::Status;
use crate::diag::diagnostic::Diagnostic;
use crate::pipeline::output::{self, Written};
use crate::pipeline::{file_fault, file_place};
use crate::world::{Kind, World};
use crate::write::docx::fingerprint::Origin;
use crate::write::sealed::{Inspection, Sealed};

/// How the names of all archives begin.
const STEM: &str = "公文";

/// Its name: `公文.zip`, of a part of several `公文-2-of-4.zip`.
pub fn name(shard: Option<(usize, usize)>) -> String {
    shard.map_or_else(|| format!("{STEM}.zip"), |(part, of)| format!("{STEM}-{part}-of-{of}.zip"))
}

/// An archive to be made.
pub struct Bundle<'a> {
    /// The folder of the files, and its own.
    pub folder: &'a Path,
    /// Its name.
    pub name: &'a str,
    /// Names of the papers that go with the documents.
    pub papers: &'a [&'a str],
    /// Name of the manifest.
    pub listed: &'a str,
    /// Replace an archive that a person changed.
    pub force: bool,
}

impl Bundle<'_> {
    /// Writes it, unless the same stands there. `None` if the user asked to stop; then what stood there stands.
    pub fn write(
        &self,
        manifest: &mut Manifest,
        world: &mut dyn World,
    ) -> Result<Option<Written>, Diagnostic> {
        let path = self.folder.join(self.name);
        let fault = |fault| file_fault(&fault, &path, file_place(&path));
        let existing = match world.kind(&path) {
            Kind::Missing => None,
            Kind::Folder => return Err(output::is_folder(&path)),
            Kind::File => {
                let mut inspection = Inspection::default();
                world.feed(&path, &mut |piece| inspection.feed(piece)).map_err(fault)?;
                let (origin, seal) = inspection.finish();
                if let Some(refusal) = (!self.force).then(|| output::refusal_of(&path, origin)).flatten() {
                    return Err(refusal);
                }
                (origin == Origin::Ours).then_some(seal)
            }
        };
        let mut sealed = Sealed::default();
        let mut draft = world.begin(&path).map_err(fault)?;
        let there = manifest.documents.iter().filter(|entry| entry.is_there());
        let files = there.map(|entry| entry.file.as_str());
        for file in files.chain(self.papers.iter().copied()) {
            if world.stop_asked() {
                return Ok(None);
            }
            let single = self.folder.join(file);
            let bytes = world
                .read_large(&single)
                .map_err(|fault| file_fault(&fault, &single, file_place(&single)))?;
            world.append(&mut draft, &sealed.stored(file, &bytes)).map_err(fault)?;
        }
        for entry in manifest.documents.iter_mut().filter(|entry| entry.status == Status::Kept.word()) {
            Status::Written.word().clone_into(&mut entry.status);
        }
        let listed = sealed.deflated(self.listed, manifest.to_json().as_bytes());
        world.append(&mut draft, &listed).map_err(fault)?;
        let (end, seal) = sealed.finish();
        if existing.is_some_and(|existing| existing == seal) {
            return Ok(Some(Written::Same));
        }
        world.append(&mut draft, &end).map_err(fault)?;
        world.finish(draft, &path).map_err(fault)?;
        Ok(Some(Written::New))
    }
}
