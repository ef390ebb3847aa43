//! Writing results: names of files, and what is never overwritten.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::diag::diagnostic::Diagnostic;
use crate::pipeline::{file_fault, file_place, plain};
use crate::world::names::file_stem;
use crate::world::{Fault, Kind, World};
use crate::write::docx::fingerprint::{Origin, edited_by_hand};

/// Longest file name in bytes, its end included; file systems allow 255.
const LONGEST_NAME: usize = 200;

/// Names already given in this run, so that two documents of one title get two files.
#[derive(Debug, Default)]
pub struct Names {
    /// As a file system that knows no upper and lower case sees them.
    taken: BTreeSet<String>,
}

impl Names {
    /// A path in `folder` for a title; `（2）` and so on if the name is taken in this run.
    pub fn path(&mut self, folder: &Path, title: &str, extension: &str) -> PathBuf {
        let stem = file_stem(title, LONGEST_NAME - extension.len() - 1);
        for n in 1u32.. {
            let name =
                if n == 1 { format!("{stem}.{extension}") } else { format!("{stem}（{n}）.{extension}") };
            let path = folder.join(name);
            if self.taken.insert(plain(&path).to_string_lossy().to_lowercase()) {
                return path;
            }
        }
        unreachable!("some number is free")
    }
}

/// What became of a file that could be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// It is there now.
    New,
    /// It stood there already, byte for byte.
    Same,
}

/// Writes a file unless a person's work would be lost.
pub fn write(world: &mut dyn World, path: &Path, bytes: &[u8], force: bool) -> Result<Written, Diagnostic> {
    let fault = |fault: Fault| file_fault(&fault, path, file_place(path));
    match world.kind(path) {
        Kind::Missing => {}
        Kind::Folder => return Err(is_folder(path)),
        Kind::File => {
            let existing = world.read(path).map_err(fault)?;
            if existing == bytes {
                return Ok(Written::Same);
            }
            if let Some(refusal) = (!force).then(|| refusal(path, &existing)).flatten() {
                return Err(refusal);
            }
        }
    }
    world.write(path, bytes).map_err(fault)?;
    Ok(Written::New)
}

/// Why a file that stands there may not be replaced.
fn refusal(path: &Path, existing: &[u8]) -> Option<Diagnostic> {
    if path.extension().is_some_and(|extension| extension == "docx") {
        return refusal_of(path, edited_by_hand(existing));
    }
    // It cannot say who wrote it.
    let message = format!("“{}”已经存在，内容不同，没有覆盖：也许有人改过", path.display());
    Some(refused(path, "not-ours", message))
}

/// Why a file that comes from there may not be replaced.
pub fn refusal_of(path: &Path, origin: Origin) -> Option<Diagnostic> {
    let shown = path.display();
    let (code, message) = match origin {
        Origin::Ours => return None,
        Origin::Edited => ("edited-by-hand", format!("“{shown}”生成以后被人改过，没有覆盖")),
        Origin::Foreign => ("not-ours", format!("“{shown}”已经存在，不是本程序生成的，没有覆盖")),
    };
    Some(refused(path, code, message))
}

fn refused(path: &Path, code: &'static str, message: String) -> Diagnostic {
    Diagnostic::error(code, file_place(path), message)
        .hint("要保留原来的，用“-o 文件夹”放到别处；确定不要了，加 --force")
}

/// The name is taken by a folder.
pub fn is_folder(path: &Path) -> Diagnostic {
    let message = format!("“{}”是文件夹，占了要写的文件的名字", path.display());
    Diagnostic::error("is-folder", file_place(path), message)
        .hint("把这个文件夹改名或移走，或者用“-o 文件夹”放到别处")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_file_under_two_paths_is_one_name() {
        let mut names = Names::default();
        names.path(Path::new("甲/输出"), "A方案", "docx");
        let other = names.path(Path::new("./乙/../甲/输出"), "a方案", "docx");
        assert!(other.ends_with("a方案（2）.docx"), "{}", other.display());
    }

    #[test]
    fn a_taken_name_gets_a_number() {
        let mut names = Names::default();
        let folder = Path::new("输出");
        assert_eq!(names.path(folder, "甲", "docx"), folder.join("甲.docx"));
        assert_eq!(names.path(folder, "甲", "docx"), folder.join("甲（2）.docx"));
    }
}
