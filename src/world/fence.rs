//! A world that ends at a folder: paths in it are those below the folder, and nothing outside can be read or written, neither
//! by `..` nor by a whole path nor by a link that leads out.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::world::fonts::FontSource;
use crate::world::{Draft, Fault, Kind, World};

/// The files of one folder of another world.
pub struct Fence {
    below: Box<dyn World>,
    folder: PathBuf,
    /// Where the folder really is.
    real: PathBuf,
    /// Whether those who work here are to stop.
    stop: Arc<AtomicBool>,
}

impl Fence {
    /// The files of `folder`, which must be there.
    pub fn new(below: Box<dyn World>, folder: &Path) -> Result<Self, Fault> {
        match below.kind(folder) {
            Kind::Folder => {}
            Kind::File => return Err(Fault::IsFile),
            Kind::Missing => return Err(Fault::NotFound),
        }
        let real = below.resolved(folder)?;
        Ok(Self { below, folder: folder.to_path_buf(), real, stop: Arc::default() })
    }

    /// The same folder for a thread of its own, which stops when `stop` says so; `None` if there is one hand only.
    pub fn for_thread(&self, stop: Arc<AtomicBool>) -> Option<Self> {
        let below = self.below.another()?;
        Some(Self { below, folder: self.folder.clone(), real: self.real.clone(), stop })
    }

    /// The path in the world below, if it stays within the folder.
    fn within(&self, path: &Path) -> Result<PathBuf, Fault> {
        if !stays_inside(path) {
            return Err(Fault::Outside);
        }
        let joined = if path.as_os_str().is_empty() { self.folder.clone() } else { self.folder.join(path) };
        match self.below.resolved(&joined) {
            Ok(real) if real.starts_with(&self.real) => Ok(joined),
            Ok(_) => Err(Fault::Outside),
            Err(fault) => Err(fault),
        }
    }

    fn own(&self, files: Vec<PathBuf>) -> Vec<PathBuf> {
        let own = |path: PathBuf| path.strip_prefix(&self.folder).map(Path::to_path_buf).ok();
        files.into_iter().filter_map(own).collect()
    }
}

/// Whether a path never climbs above where it begins.
fn stays_inside(path: &Path) -> bool {
    let mut depth = 0i32;
    path.components().all(|part| {
        match part {
            Component::CurDir => {}
            Component::Normal(_) => depth += 1,
            Component::ParentDir => depth -= 1,
            Component::RootDir | Component::Prefix(_) => return false,
        }
        depth >= 0
    })
}

impl World for Fence {
    fn kind(&self, path: &Path) -> Kind {
        self.within(path).map_or(Kind::Missing, |path| self.below.kind(&path))
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, Fault> {
        self.below.read(&self.within(path)?)
    }

    fn read_large(&self, path: &Path) -> Result<Vec<u8>, Fault> {
        self.below.read_large(&self.within(path)?)
    }

    fn feed(&self, path: &Path, each: &mut dyn FnMut(&[u8])) -> Result<(), Fault> {
        self.below.feed(&self.within(path)?, each)
    }

    fn another(&self) -> Option<Box<dyn World>> {
        Some(Box::new(self.for_thread(Arc::clone(&self.stop))?))
    }

    fn files_under(&self, folder: &Path) -> Result<Vec<PathBuf>, Fault> {
        let files = self.below.files_under(&self.within(folder)?)?;
        Ok(self.own(files))
    }

    fn files_in(&self, folder: &Path) -> Result<Vec<PathBuf>, Fault> {
        let files = self.below.files_in(&self.within(folder)?)?;
        Ok(self.own(files))
    }

    fn font_families(&self) -> Vec<String> {
        self.below.font_families()
    }

    fn font_source(&self, _folder: Option<&Path>) -> Box<dyn FontSource> {
        self.below.font_source(None)
    }

    fn stop_asked(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    fn cores(&self) -> usize {
        self.below.cores()
    }

    fn make_folder(&mut self, path: &Path) -> Result<(), Fault> {
        let path = self.within(path)?;
        self.below.make_folder(&path)
    }

    fn write(&mut self, path: &Path, bytes: &[u8]) -> Result<(), Fault> {
        let path = self.within(path)?;
        self.below.write(&path, bytes)
    }

    fn begin(&mut self, path: &Path) -> Result<Draft, Fault> {
        let path = self.within(path)?;
        self.below.begin(&path)
    }

    fn append(&mut self, draft: &mut Draft, bytes: &[u8]) -> Result<(), Fault> {
        self.below.append(draft, bytes)
    }

    fn finish(&mut self, draft: Draft, path: &Path) -> Result<(), Fault> {
        let path = self.within(path)?;
        self.below.finish(draft, &path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::memory::Memory;

    #[test]
    fn nothing_outside_the_folder_is_read_or_written() {
        let mut memory = Memory::default();
        memory.files.insert("甲/资料.yaml".into(), b"1".to_vec());
        memory.files.insert("乙/密.yaml".into(), b"2".to_vec());
        let mut fence = Fence::new(Box::new(memory), Path::new("甲")).expect("the folder is there");
        assert_eq!(fence.read(Path::new("资料.yaml")), Ok(b"1".to_vec()));
        assert_eq!(fence.read(Path::new("子/../资料.yaml")), Err(Fault::NotFound));
        for path in ["../乙/密.yaml", "/乙/密.yaml", "子/../../乙/密.yaml", ".."] {
            assert_eq!(fence.read(Path::new(path)), Err(Fault::Outside), "{path}");
            assert_eq!(fence.write(Path::new(path), b"3"), Err(Fault::Outside), "{path}");
            assert_eq!(fence.kind(Path::new(path)), Kind::Missing, "{path}");
        }
        assert_eq!(fence.files_under(Path::new("")), Ok(vec!["资料.yaml".into()]));
    }
}
