//! The outside: files and folders. The only module that touches the disk; the core is given a [`World`].

pub mod disk;

pub mod memory;

pub mod overlay;

pub mod fence;

pub mod rehearsal;

pub mod names;

pub mod fonts;

use std::path::{Path, PathBuf};

use crate::world::fonts::{FontSource, Held};

/// What stands under a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Nothing.
    Missing,
    /// A file.
    File,
    /// A folder.
    Folder,
}

/// Why a file could not be read or written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nothing stands there.
    NotFound,
    /// A folder stands where a file was meant.
    IsFolder,
    /// A file stands where a folder was meant.
    IsFile,
    /// No permission.
    NoPermission,
    /// The disk is full.
    DiskFull,
    /// The file is open in another program.
    Locked,
    /// The name is too long or not allowed there.
    BadName,
    /// The file is larger than is read.
    TooLarge,
    /// It lies outside the folder that was opened.
    Outside,
    /// Anything else, in the system's own words.
    Other(String),
}

/// Largest file that is read: a workbook is text.
pub const LARGEST: u64 = 64 * 1024 * 1024;

/// A large file in the making: its bytes come piece by piece, and it is there when all of them have come.
#[derive(Debug)]
pub enum Draft {
    /// Under a temporary name beside its target; taken away if it is dropped.
    File(tempfile::NamedTempFile),
    /// In memory.
    Bytes(Vec<u8>),
}

/// Files and folders.
pub trait World: Send {
    /// What stands under a path.
    fn kind(&self, path: &Path) -> Kind;

    /// The bytes of a file of at most [`LARGEST`] bytes.
    fn read(&self, path: &Path) -> Result<Vec<u8>, Fault>;

    /// The bytes of a file of our own making, however large.
    fn read_large(&self, path: &Path) -> Result<Vec<u8>, Fault> {
        self.read(path)
    }

    /// Gives a file of our own making to `each`, piece by piece, however large.
    fn feed(&self, path: &Path, each: &mut dyn FnMut(&[u8])) -> Result<(), Fault> {
        self.read_large(path).map(|bytes| each(&bytes))
    }

    /// Files under a folder and its subfolders, sorted; paths begin with `folder`. Hidden ones are left out.
    fn files_under(&self, folder: &Path) -> Result<Vec<PathBuf>, Fault>;

    /// Files directly in a folder, sorted.
    fn files_in(&self, folder: &Path) -> Result<Vec<PathBuf>, Fault>;

    /// Names of the font families that the machine has.
    fn font_families(&self) -> Vec<String>;

    /// The machine's font files; of those in `folder` first. None, unless a world says otherwise.
    fn font_source(&self, _folder: Option<&Path>) -> Box<dyn FontSource> {
        Box::new(Held::default())
    }

    /// Paths with `*` and `?` in their last part, replaced by the files that fit; the shell of Windows leaves that to
    /// the program. A path that fits nothing stays as it is.
    fn expand(&self, paths: &[PathBuf]) -> Vec<PathBuf> {
        let mut expanded = Vec::new();
        for path in paths {
            let pattern =
                path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let wild = pattern.contains(['*', '?']) && self.kind(path) == Kind::Missing;
            let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
            let files = if wild {
                self.files_in(folder.unwrap_or(Path::new("."))).unwrap_or_default()
            } else {
                Vec::new()
            };
            let fitting: Vec<PathBuf> = files
                .into_iter()
                .filter_map(|file| {
                    let name = file.file_name()?.to_string_lossy().into_owned();
                    fits(&pattern, &name)
                        .then(|| folder.map_or(PathBuf::from(&name), |folder| folder.join(&name)))
                })
                .collect();
            if fitting.is_empty() { expanded.push(path.clone()) } else { expanded.extend(fitting) }
        }
        expanded
    }

    /// Where a path leads when links are followed; of what is not there yet, where it would be.
    fn resolved(&self, path: &Path) -> Result<PathBuf, Fault> {
        Ok(path.to_path_buf())
    }

    /// Bytes that nobody can guess; `None` in a world that has none.
    fn secret(&self) -> Option<[u8; 16]> {
        None
    }

    /// Another hand on the same files, for a thread of its own; `None` if all threads must share this one.
    fn another(&self) -> Option<Box<dyn World>> {
        None
    }

    /// Lets ^C be asked for with [`World::stop_asked`] instead of ending the program; a second one ends it.
    fn heed_stop(&mut self) {}

    /// Whether the user asked to stop.
    fn stop_asked(&self) -> bool {
        false
    }

    /// How many threads can work at a time.
    fn cores(&self) -> usize {
        1
    }

    /// Takes away what a run that was killed left half written under a folder: our own temporary files, nothing else.
    fn sweep(&mut self, _folder: &Path) {}

    /// Makes a folder and those above it.
    fn make_folder(&mut self, path: &Path) -> Result<(), Fault>;

    /// Writes a file whole or not at all: under a temporary name beside its target, then renamed.
    fn write(&mut self, path: &Path, bytes: &[u8]) -> Result<(), Fault>;

    /// Begins a file that is too large to be held whole.
    fn begin(&mut self, path: &Path) -> Result<Draft, Fault>;

    /// Adds to it; a world without files of its own holds it in memory.
    fn append(&mut self, draft: &mut Draft, bytes: &[u8]) -> Result<(), Fault> {
        match draft {
            Draft::Bytes(held) => held.extend_from_slice(bytes),
            Draft::File(_) => return Err(Fault::NotFound),
        }
        Ok(())
    }

    /// Puts it in its place.
    fn finish(&mut self, draft: Draft, path: &Path) -> Result<(), Fault> {
        match draft {
            Draft::Bytes(bytes) => self.write(path, &bytes),
            Draft::File(_) => Err(Fault::NotFound),
        }
    }
}

impl Fault {
    /// What happened and what to do, for people.
    pub fn in_words(&self, path: &str) -> (String, String) {
        let (message, hint) = self.words(path);
        let hint = match self {
            Fault::IsFolder => format!("{hint}，例如 {}/资料.yaml", path.trim_end_matches(['/', '\\'])),
            _ => hint.to_owned(),
        };
        (message, hint)
    }

    fn words(&self, path: &str) -> (String, &'static str) {
        match self {
            Fault::NotFound => (format!("没有找到“{path}”"), "核对文件名和所在的文件夹"),
            Fault::IsFolder => (format!("“{path}”是文件夹，不是文件"), "写上里面资料文件的名字"),
            Fault::IsFile => (format!("“{path}”是文件，不是文件夹"), "换一个文件夹名"),
            Fault::NoPermission => (format!("没有权限使用“{path}”"), "请有权限的人操作，或者换一个文件夹"),
            Fault::DiskFull => {
                (format!("磁盘满了，“{path}”没有写成"), "清出空间后再做一次；没有留下半个文件")
            }
            Fault::Locked => {
                (format!("“{path}”正被别的程序打开着"), "在 Word 或 WPS 里关掉这个文件，再做一次")
            }
            Fault::BadName => (format!("“{path}”这个名字太长，或者含有不允许的字符"), "换一个短一些的名字"),
            Fault::TooLarge => {
                (format!("“{path}”太大，不像是资料文件"), "资料文件是文本，通常只有几十KB；核对文件")
            }
            Fault::Outside => (format!("“{path}”不在打开的文件夹里，没有读写"), "把文件放进打开的文件夹再用"),
            Fault::Other(words) => (format!("使用“{path}”时出错：{words}"), "核对磁盘和文件夹，再做一次"),
        }
    }

    /// Stable code of the fault.
    pub fn code(&self) -> &'static str {
        match self {
            Fault::NotFound => "file-not-found",
            Fault::IsFolder => "is-folder",
            Fault::IsFile => "is-file",
            Fault::NoPermission => "no-permission",
            Fault::DiskFull => "disk-full",
            Fault::Locked => "file-locked",
            Fault::BadName => "bad-file-name",
            Fault::TooLarge => "file-too-large",
            Fault::Outside => "outside-folder",
            Fault::Other(_) => "file-fault",
        }
    }
}

/// Whether a name fits a pattern of `*` and `?`.
fn fits(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) = (pattern.chars().collect(), name.chars().collect());
    // Where matching goes on after the last `*`: its place in the pattern and how much of the name it has taken.
    let (mut p, mut n, mut star) = (0, 0, None);
    while n < name.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, n));
                p += 1;
            }
            Some(c) if *c == '?' || *c == name[n] => {
                p += 1;
                n += 1;
            }
            _ => match star {
                Some((at, taken)) => {
                    star = Some((at, taken + 1));
                    p = at + 1;
                    n = taken + 1;
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_fit_like_in_a_shell() {
        for (pattern, name, fitting) in [
            ("*.yaml", "资料.yaml", true),
            ("*.yaml", "资料.yml", false),
            ("资料?.yaml", "资料一.yaml", true),
            ("*资*料*", "甲资乙料", true),
            ("*", "", true),
        ] {
            assert_eq!(fits(pattern, name), fitting, "{pattern} {name}");
        }
    }
}
