//! A world in memory, for tests and for trying things out without a disk.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use crate::world::fonts::{FontFile, FontSource, Held};
use crate::world::{Draft, Fault, Kind, World};

/// Files by path.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Memory {
    /// The files.
    pub files: BTreeMap<PathBuf, Vec<u8>>,
    /// Folders made on purpose.
    pub folders: BTreeSet<PathBuf>,
    /// Font families that the machine is to have.
    pub fonts: Vec<String>,
    /// Font files by their families.
    pub font_files: HashMap<String, FontFile>,
}

impl World for Memory {
    fn kind(&self, path: &Path) -> Kind {
        if self.files.contains_key(path) {
            Kind::File
        } else if self.folders.contains(path) || self.files.keys().any(|file| file.starts_with(path)) {
            Kind::Folder
        } else {
            Kind::Missing
        }
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, Fault> {
        match self.kind(path) {
            Kind::File => Ok(self.files[path].clone()),
            Kind::Folder => Err(Fault::IsFolder),
            Kind::Missing => Err(Fault::NotFound),
        }
    }

    fn files_under(&self, folder: &Path) -> Result<Vec<PathBuf>, Fault> {
        if self.kind(folder) == Kind::Missing {
            return Err(Fault::NotFound);
        }
        Ok(self.files.keys().filter(|file| file.starts_with(folder)).cloned().collect())
    }

    fn files_in(&self, folder: &Path) -> Result<Vec<PathBuf>, Fault> {
        Ok(self.files_under(folder)?.into_iter().filter(|file| file.parent() == Some(folder)).collect())
    }

    fn font_families(&self) -> Vec<String> {
        self.fonts.clone()
    }

    fn font_source(&self, _folder: Option<&Path>) -> Box<dyn FontSource> {
        Box::new(Held(self.font_files.clone()))
    }

    fn make_folder(&mut self, path: &Path) -> Result<(), Fault> {
        if self.kind(path) == Kind::File {
            return Err(Fault::IsFile);
        }
        self.folders.insert(path.to_path_buf());
        Ok(())
    }

    fn write(&mut self, path: &Path, bytes: &[u8]) -> Result<(), Fault> {
        if self.kind(path) == Kind::Folder {
            return Err(Fault::IsFolder);
        }
        self.files.insert(path.to_path_buf(), bytes.to_vec());
        Ok(())
    }

    fn begin(&mut self, path: &Path) -> Result<Draft, Fault> {
        if self.kind(path) == Kind::Folder { Err(Fault::IsFolder) } else { Ok(Draft::Bytes(Vec::new())) }
    }
}
