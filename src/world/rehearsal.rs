//! A world in which nothing is written: what would be done can be tried against the files that are there.

use std::ops::DerefMut;
use std::path::{Path, PathBuf};

use crate::world::fonts::FontSource;
use crate::world::{Draft, Fault, Kind, World};

/// The files of another world, to be read only; what is written goes nowhere.
pub struct Rehearsal<W> {
    /// The other world.
    pub below: W,
}

impl<'w, W: DerefMut<Target = dyn World + 'w> + Send> World for Rehearsal<W> {
    fn kind(&self, path: &Path) -> Kind {
        self.below.kind(path)
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, Fault> {
        self.below.read(path)
    }

    fn read_large(&self, path: &Path) -> Result<Vec<u8>, Fault> {
        self.below.read_large(path)
    }

    fn feed(&self, path: &Path, each: &mut dyn FnMut(&[u8])) -> Result<(), Fault> {
        self.below.feed(path, each)
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

    fn another(&self) -> Option<Box<dyn World>> {
        Some(Box::new(Rehearsal { below: self.below.another()? }))
    }

    fn heed_stop(&mut self) {
        self.below.heed_stop();
    }

    fn stop_asked(&self) -> bool {
        self.below.stop_asked()
    }

    fn cores(&self) -> usize {
        self.below.cores()
    }

    fn make_folder(&mut self, _path: &Path) -> Result<(), Fault> {
        Ok(())
    }

    fn write(&mut self, _path: &Path, _bytes: &[u8]) -> Result<(), Fault> {
        Ok(())
    }

    fn begin(&mut self, _path: &Path) -> Result<Draft, Fault> {
        Ok(Draft::Bytes(Vec::new()))
    }

    fn append(&mut self, _draft: &mut Draft, _bytes: &[u8]) -> Result<(), Fault> {
        Ok(())
    }
}
