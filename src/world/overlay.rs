//! A world over another one: what is written stays in memory, so that it can be looked at before anything is changed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::world::fonts::FontSource;
use crate::world::{Draft, Fault, Kind, World};

/// Files over those of another world.
pub struct Overlay<'a> {
    below: &'a mut dyn World,
    /// What was written, by path.
    pub files: BTreeMap<PathBuf, Vec<u8>>,
}

impl<'a> Overlay<'a> {
    /// Nothing over `below`.
    pub fn new(below: &'a mut dyn World) -> Self {
        Self { below, files: BTreeMap::new() }
    }
}

impl World for Overlay<'_> {
    fn kind(&self, path: &Path) -> Kind {
        if self.files.contains_key(path) { Kind::File } else { self.below.kind(path) }
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, Fault> {
        self.files.get(path).map_or_else(|| self.below.read(path), |bytes| Ok(bytes.clone()))
    }

    fn files_under(&self, folder: &Path) -> Result<Vec<PathBuf>, Fault> {
        self.below.files_under(folder)
    }

    fn files_in(&self, folder: &Path) -> Result<Vec<PathBuf>, Fault> {
        self.below.files_in(folder)
    }

    fn font_families(&self) -> Vec<String> {
        self.below.font_families()
    }

    fn font_source(&self, folder: Option<&Path>) -> Box<dyn FontSource> {
        self.below.font_source(folder)
    }

    fn make_folder(&mut self, _path: &Path) -> Result<(), Fault> {
        Ok(())
    }

    fn write(&mut self, path: &Path, bytes: &[u8]) -> Result<(), Fault> {
        self.files.insert(path.to_path_buf(), bytes.to_vec());
        Ok(())
    }

    fn begin(&mut self, _path: &Path) -> Result<Draft, Fault> {
        Ok(Draft::Bytes(Vec::new()))
    }
}
