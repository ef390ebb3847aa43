//! The real disk.
#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "this module owns the disk")]

use std::fs;
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::world::fonts::{FontSource, Installed};
use crate::world::{Draft, Fault, Kind, LARGEST, World};

/// How the names of files begin and end that are being written.
const TEMPORARY: (&str, &str) = (".gongwen-", ".tmp");

/// Whether ^C was pressed.
static STOP: AtomicBool = AtomicBool::new(false);

/// Files as they are.
#[derive(Debug, Default, Clone, Copy)]
pub struct Disk;

impl World for Disk {
    fn kind(&self, path: &Path) -> Kind {
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => Kind::Folder,
            Ok(_) => Kind::File,
            // A folder that may not be looked into is there all the same.
            Err(error) if error.kind() == ErrorKind::PermissionDenied => Kind::File,
            Err(_) => Kind::Missing,
        }
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, Fault> {
        if self.kind(path) == Kind::Folder {
            return Err(Fault::IsFolder);
        }
        let file = fs::File::open(path).map_err(|error| fault(&error))?;
        let mut bytes = Vec::new();
        file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| fault(&error))?;
        if bytes.len() as u64 > LARGEST { Err(Fault::TooLarge) } else { Ok(bytes) }
    }

    fn read_large(&self, path: &Path) -> Result<Vec<u8>, Fault> {
        fs::read(path).map_err(|error| fault(&error))
    }

    fn feed(&self, path: &Path, each: &mut dyn FnMut(&[u8])) -> Result<(), Fault> {
        let mut file = fs::File::open(path).map_err(|error| fault(&error))?;
        let mut buffer = vec![0; 256 * 1024];
        loop {
            match file.read(&mut buffer) {
                Ok(0) => return Ok(()),
                Ok(count) => each(&buffer[..count]),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(fault(&error)),
            }
        }
    }

    fn sweep(&mut self, folder: &Path) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for entry in entries.flatten() {
            let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                self.sweep(&path);
            } else if name.starts_with(TEMPORARY.0) && name.ends_with(TEMPORARY.1) {
                // What cannot be taken away does no harm.
                let _ = fs::remove_file(path);
            }
        }
    }

    fn resolved(&self, path: &Path) -> Result<PathBuf, Fault> {
        match fs::canonicalize(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let above = path.parent().filter(|above| !above.as_os_str().is_empty());
                let name = path.file_name().ok_or(Fault::BadName)?;
                // What a dead link names is not there either, but would be made where it points.
                if fs::symlink_metadata(path).is_ok() {
                    return Err(Fault::Outside);
                }
                let above = above.unwrap_or(Path::new("."));
                fs::canonicalize(above).map(|above| above.join(name)).map_err(|error| fault(&error))
            }
            other => other.map_err(|error| fault(&error)),
        }
    }

    fn secret(&self) -> Option<[u8; 16]> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).is_ok().then_some(bytes)
    }

    fn another(&self) -> Option<Box<dyn World>> {
        Some(Box::new(*self))
    }

    fn heed_stop(&mut self) {
        // Without a handler ^C ends the program at once, which leaves whole files, too.
        let _ = ctrlc::set_handler(|| {
            if STOP.swap(true, Ordering::Relaxed) {
                std::process::exit(130);
            }
        });
    }

    fn stop_asked(&self) -> bool {
        STOP.load(Ordering::Relaxed)
    }

    fn cores(&self) -> usize {
        std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
    }

    fn files_under(&self, folder: &Path) -> Result<Vec<PathBuf>, Fault> {
        let mut files = Vec::new();
        let mut folders = vec![folder.to_path_buf()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).map_err(|error| fault(&error))? {
                let entry = entry.map_err(|error| fault(&error))?;
                if entry.file_name().to_string_lossy().starts_with('.') {
                    continue;
                }
                // Links are not followed: a loop of links would never end.
                let kind = entry.file_type().map_err(|error| fault(&error))?;
                if kind.is_dir() {
                    folders.push(entry.path());
                } else if kind.is_file() {
                    files.push(entry.path());
                }
            }
        }
        files.sort();
        Ok(files)
    }

    fn files_in(&self, folder: &Path) -> Result<Vec<PathBuf>, Fault> {
        let mut files = Vec::new();
        for entry in fs::read_dir(folder).map_err(|error| fault(&error))? {
            let path = entry.map_err(|error| fault(&error))?.path();
            if path.is_file() {
                files.push(path);
            }
        }
        files.sort();
        Ok(files)
    }

    fn font_families(&self) -> Vec<String> {
        let mut fonts = fontdb::Database::new();
        fonts.load_system_fonts();
        let mut families: Vec<String> =
            fonts.faces().flat_map(|face| face.families.iter().map(|(name, _)| name.clone())).collect();
        families.sort();
        families.dedup();
        families
    }

    fn font_source(&self, folder: Option<&Path>) -> Box<dyn FontSource> {
        Box::new(Installed::new(folder))
    }

    fn make_folder(&mut self, path: &Path) -> Result<(), Fault> {
        match fs::create_dir_all(path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists || self.kind(path) == Kind::File => {
                Err(Fault::IsFile)
            }
            other => other.map_err(|error| fault(&error)),
        }
    }

    fn write(&mut self, path: &Path, bytes: &[u8]) -> Result<(), Fault> {
        let mut draft = self.begin(path)?;
        self.append(&mut draft, bytes)?;
        self.finish(draft, path)
    }

    fn begin(&mut self, path: &Path) -> Result<Draft, Fault> {
        if self.kind(path) == Kind::Folder {
            return Err(Fault::IsFolder);
        }
        // A new file put in its place would not heed that it is read-only.
        if self.kind(path) == Kind::File && !is_writable(path) {
            return Err(Fault::NoPermission);
        }
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        builder.prefix(TEMPORARY.0).suffix(TEMPORARY.1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // The umask still applies: the file is as readable as any other new one.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        builder.tempfile_in(folder).map(Draft::File).map_err(|error| fault(&error))
    }

    fn append(&mut self, draft: &mut Draft, bytes: &[u8]) -> Result<(), Fault> {
        match draft {
            Draft::File(file) => file.write_all(bytes).map_err(|error| fault(&error))?,
            Draft::Bytes(held) => held.extend_from_slice(bytes),
        }
        Ok(())
    }

    fn finish(&mut self, draft: Draft, path: &Path) -> Result<(), Fault> {
        match draft {
            Draft::File(file) => file.persist(path).map(drop).map_err(|error| match fault(&error.error) {
                // Windows says “access denied” when a file is replaced that Word holds open.
                Fault::NoPermission if cfg!(windows) && is_writable(path) => Fault::Locked,
                fault => fault,
            }),
            Draft::Bytes(bytes) => fs::write(path, bytes).map_err(|error| fault(&error)),
        }
    }
}

fn fault(error: &io::Error) -> Fault {
    match error.kind() {
        ErrorKind::NotFound => Fault::NotFound,
        ErrorKind::IsADirectory => Fault::IsFolder,
        ErrorKind::NotADirectory => Fault::IsFile,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Fault::DiskFull,
        ErrorKind::InvalidFilename => Fault::BadName,
        _ if is_sharing_violation(error) => Fault::Locked,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Fault::NoPermission,
        _ => Fault::Other(error.to_string()),
    }
}

fn is_writable(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|meta| !meta.permissions().readonly())
}

/// Windows says 32 or 33 for a file that another program holds open.
fn is_sharing_violation(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_link_out_of_the_folder_is_not_followed() {
        let folder = tempfile::tempdir().expect("a folder");
        let (inside, outside) = (folder.path().join("甲"), folder.path().join("密.yaml"));
        fs::create_dir(&inside).expect("made");
        fs::write(&outside, "1").expect("written");
        std::os::unix::fs::symlink(&outside, inside.join("链.yaml")).expect("linked");
        std::os::unix::fs::symlink(folder.path().join("无.yaml"), inside.join("空.yaml")).expect("linked");
        std::os::unix::fs::symlink(folder.path(), inside.join("上")).expect("linked");
        let mut fence = crate::world::fence::Fence::new(Box::new(Disk), &inside).expect("there");
        for path in ["链.yaml", "空.yaml", "上/密.yaml", "上/新.yaml"] {
            assert_eq!(fence.read(Path::new(path)), Err(Fault::Outside), "{path}");
            assert_eq!(fence.write(Path::new(path), b"2"), Err(Fault::Outside), "{path}");
        }
        assert_eq!(fence.write(Path::new("新.yaml"), b"2"), Ok(()));
    }

    #[test]
    fn a_file_is_written_whole_and_leaves_no_other() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("甲.txt");
        Disk.write(&path, "一".as_bytes()).expect("written");
        Disk.write(&path, "二".as_bytes()).expect("replaced");
        assert_eq!(Disk.read(&path), Ok("二".as_bytes().to_vec()));
        assert_eq!(Disk.files_under(folder.path()), Ok(vec![path.clone()]));
        assert_eq!(Disk.write(folder.path(), b""), Err(Fault::IsFolder));
        assert_eq!(Disk.read(&folder.path().join("乙.txt")), Err(Fault::NotFound));
        assert_eq!(Disk.make_folder(&path), Err(Fault::IsFile));
        let mut permissions = fs::metadata(&path).expect("it is there").permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).expect("set");
        assert_eq!(Disk.write(&path, "三".as_bytes()), Err(Fault::NoPermission));
        assert_eq!(Disk.read(&path), Ok("二".as_bytes().to_vec()));
    }
}
