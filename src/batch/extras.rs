//! What goes with the single files if it is asked for, volumes to print and an archive, and what is to be told of both: what
//! they lack, what they have otherwise, what is left of an earlier run.

use std::path::{Path, PathBuf};

use crate::batch::bundle::Bundle;
use crate::batch::manifest::{Entry, Manifest};
use crate::batch::print::{Bound, Plan};
use crate::batch::run::Status;
use crate::diag::diagnostic::{Diagnostic, Place};
use crate::diag::findings::Findings;
use crate::pipeline::file_place;
use crate::world::{Kind, World};

/// What is asked for.
pub struct Wanted<'a> {
    /// How the volumes are called.
    pub plan: &'a Plan,
    /// Volumes are wanted.
    pub print: bool,
    /// The archive, as it is made.
    pub bundle: &'a Bundle<'a>,
    /// It is wanted.
    pub zip: bool,
}

/// How the run ended.
#[derive(Debug, Clone, Copy)]
pub struct Ending {
    /// Before its end.
    pub stopped: bool,
    /// With a single file written that was not there before.
    pub fresh: bool,
}

/// What was made.
#[derive(Debug, Default)]
pub struct Extras {
    /// The files.
    pub paths: Vec<PathBuf>,
    /// A line of each kind, for people.
    pub told: Vec<String>,
}

impl Wanted<'_> {
    /// Makes what the workers have not made yet; what is to be told is in `findings`.
    pub fn finish(
        &self,
        bound: Vec<Bound>,
        mut manifest: Manifest,
        ending: Ending,
        world: &mut dyn World,
        findings: &mut Findings,
    ) -> Extras {
        let mut extras = Extras::default();
        let zip = self.zip && !ending.stopped;
        let name = self.bundle.name;
        let outputs = match (self.print, zip) {
            (true, true) => format!("打印稿和{name}"),
            (true, false) => "打印稿".to_owned(),
            (false, _) => name.to_owned(),
        };
        if self.print || zip {
            findings.list.extend(left_out(&manifest.documents, &outputs));
        }
        let mut current: Vec<PathBuf> = bound.iter().map(|bound| bound.path.clone()).collect();
        if self.print {
            findings.list.extend(differing(&manifest.documents));
            extras.printed(bound, findings);
        }
        if zip {
            let path = self.bundle.folder.join(name);
            let documents = manifest.documents.iter().filter(|entry| entry.is_there()).count();
            match self.bundle.write(&mut manifest, world) {
                Ok(Some(_)) => {
                    extras.told.push(format!("{name}：{documents}份"));
                    extras.paths.push(path.clone());
                }
                Ok(None) => findings.push(stopped(&path)),
                Err(fault) => findings.push(fault),
            }
            current.push(path);
        }
        findings.list.extend(self.outdated(&current, &manifest, ending, world));
        extras
    }

    /// What is to be told of files of an earlier run that this one has not brought up to date.
    fn outdated(
        &self,
        current: &[PathBuf],
        manifest: &Manifest,
        ending: Ending,
        world: &dyn World,
    ) -> Option<Diagnostic> {
        let folder = self.bundle.folder;
        let mut candidates = Vec::new();
        if self.print {
            // The folder may be large: it is only listed for one who waits for volumes anyway.
            let is_volume = |path: &PathBuf| {
                path.file_name().is_some_and(|name| self.plan.is_volume(&name.to_string_lossy()))
            };
            candidates = world.files_in(folder).unwrap_or_default();
            candidates.retain(is_volume);
        } else if ending.fresh {
            candidates = self.plan.first_names().map(|name| folder.join(name)).to_vec();
        }
        if ending.fresh || self.zip {
            candidates.push(folder.join(self.bundle.name));
        }
        candidates.retain(|path| !current.contains(path) && world.kind(path) == Kind::File);
        // A unit may be called so, if nothing is printed.
        let is_single =
            |path: &PathBuf| manifest.documents.iter().any(|entry| *path == folder.join(&entry.file));
        candidates.retain(|path| !is_single(path));
        let first = candidates.first()?;
        let others =
            if candidates.len() > 1 { format!("等{}个文件", candidates.len()) } else { String::new() };
        let message = format!("“{}”{others}是以前做的，这次没有更新", first.display());
        Some(
            Diagnostic::warning("outdated-output", file_place(first), message)
                .hint("不要用来打印、分发。不要了就删去；要新的，加上 --print 或者 --zip 把这一批做完"),
        )
    }
}

impl Extras {
    fn printed(&mut self, bound: Vec<Bound>, findings: &mut Findings) {
        let mut documents = 0;
        for Bound { path, documents: count, written, .. } in bound {
            match written {
                Ok(_) => {
                    documents += count;
                    self.paths.push(path);
                }
                Err(fault) => findings.push(fault),
            }
        }
        let volumes = self.paths.len();
        if volumes > 0 {
            self.told.push(format!("打印稿：{documents}份，{volumes}册，双面打印，每份从新的一张纸开始"));
        }
    }
}

/// What is to be told of documents that the outputs lack.
fn left_out(documents: &[Entry], outputs: &str) -> Option<Diagnostic> {
    let names = shown(documents.iter().filter(|entry| !entry.is_there()))?;
    let message = format!("{outputs}里没有{names}：没有做成");
    Some(
        Diagnostic::warning("left-out", Place::Nowhere, message)
            .hint("照提示改好，用同样的命令再做一次，就补上了；先发的，记着缺这些"),
    )
}

/// What is to be told of documents whose single file a person changed: the print has them as the data give them.
fn differing(documents: &[Entry]) -> Option<Diagnostic> {
    let names = shown(documents.iter().filter(|entry| entry.status == Status::Edited.word()))?;
    let message = format!("打印稿里的{names}是按资料做的，与文件夹里被人改过的不同");
    Some(
        Diagnostic::warning("print-differs", Place::Nowhere, message)
            .hint("要用改过的：单独打印那个文件，换下打印稿里的这一份")
            .hint("要一直这样改：把改动写进资料、名册或者“个别”，再做一次"),
    )
}

fn stopped(path: &Path) -> Diagnostic {
    let message = format!("“{}”没有做好就停下了，原来有的没有动", path.display());
    Diagnostic::warning("outdated-output", file_place(path), message).hint("用同样的命令再做一次")
}

/// The first of these documents by their files, and how many there are.
fn shown<'a>(documents: impl Iterator<Item = &'a Entry>) -> Option<String> {
    const MOST: usize = 5;
    let files: Vec<&str> = documents.map(|entry| entry.file.trim_end_matches(".docx")).collect();
    let names = format!("“{}”", files[..files.len().min(MOST)].join("”“"));
    match files.len() {
        0 => None,
        1 => Some(names),
        count if count > MOST => Some(format!("{names}等{count}份")),
        count => Some(format!("{names}{count}份")),
    }
}
