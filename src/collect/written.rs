//! The files of a round, and which of them a person has changed since: a list of hashes lies beside them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::batch::papers;
use crate::collect::notices::Notice;
use crate::collect::outputs::FILES;
use crate::diag::diagnostic::Diagnostic;
use crate::pipeline::{file_fault, file_place};
use crate::world::{Kind, World};
use crate::write::docx::fingerprint;
use crate::xlsx::{self, Sheet};

/// The files of the last run with their hashes: what nobody has changed since may be replaced.
pub const LIST: &str = "收表.json";

/// Whether a round wrote a file into its folder, by its name: a table, a list, or what belongs to its notices.
pub fn is_ours(file: &Path, folder: &Path) -> bool {
    let Ok(way) = file.strip_prefix(folder) else { return false };
    let notices = [Notice::Return, Notice::Remind].map(Notice::folder);
    let is_table = FILES.iter().chain(&[LIST, papers::REGISTER]).any(|name| way == Path::new(name));
    let first = way.components().next().map(|part| part.as_os_str().to_string_lossy().into_owned());
    // A later one has its day behind.
    let is_notice = |name: &str| {
        let rest = first.as_deref().and_then(|first| first.strip_prefix(name));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('（'))
    };
    is_table || notices.into_iter().any(is_notice)
}

/// What was written into a folder.
pub struct Written<'w> {
    world: &'w mut dyn World,
    folder: PathBuf,
    force: bool,
    before: BTreeMap<String, String>,
    now: BTreeMap<String, String>,
}

impl<'w> Written<'w> {
    /// Into this folder; what the last run wrote there is known by its hash.
    pub fn new(world: &'w mut dyn World, folder: &Path, force: bool) -> Self {
        let before = world.read(&folder.join(LIST)).ok();
        let before = before.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        Self { world, folder: folder.to_path_buf(), force, before, now: BTreeMap::new() }
    }

    /// Writes a file. One that somebody has changed stays, unless `force`.
    pub fn put(&mut self, name: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        let path = self.folder.join(name);
        let fault = |fault, path: &Path| file_fault(&fault, path, file_place(path));
        let hash = fingerprint::hash(bytes);
        if self.world.kind(&path) == Kind::File && !self.force {
            let there = fingerprint::hash(&self.world.read(&path).map_err(|told| fault(told, &path))?);
            let own = self.before.get(name);
            if there != hash && own != Some(&there) {
                self.now.extend(own.map(|own| (name.to_owned(), own.clone())));
                let message = format!("“{}”有人改过，没有覆盖", path.display());
                return Err(Diagnostic::error("already-there", file_place(&path), message)
                    .hint("要留着就换一个文件夹；确定不要了，加 --force"));
            }
        }
        let parent = path.parent().unwrap_or(Path::new(""));
        self.world.make_folder(parent).map_err(|told| fault(told, parent))?;
        self.world.write(&path, bytes).map_err(|told| fault(told, &path))?;
        self.now.insert(name.to_owned(), hash);
        Ok(())
    }

    /// Whether somebody has changed a file since it was written.
    pub fn is_changed(&self, name: &str) -> bool {
        let there = self.world.read(&self.folder.join(name)).ok().map(|bytes| fingerprint::hash(&bytes));
        there.is_some_and(|there| self.before.get(name) != Some(&there))
    }

    /// Where it writes to.
    pub fn world(&self) -> &dyn World {
        self.world
    }

    /// A text that is as an earlier round wrote it; `None` if there is none, or somebody has changed it.
    pub fn own_text(&self, name: &str) -> Option<String> {
        let bytes = self.world.read(&self.folder.join(name)).ok().filter(|_| !self.is_changed(name))?;
        String::from_utf8(bytes).ok()
    }

    /// Leaves a file as somebody has changed it.
    pub fn leave(&mut self, name: &str) {
        self.now.extend(self.before.get(name).map(|own| (name.to_owned(), own.clone())));
    }

    /// Writes a spreadsheet.
    pub fn sheets(&mut self, name: &str, sheets: &[Sheet]) -> Result<(), Diagnostic> {
        let bytes = xlsx::write(sheets).map_err(|fault| {
            let path = self.folder.join(name);
            Diagnostic::error("form-unwritable", file_place(&path), format!("这张表写不成：{fault}"))
        })?;
        self.put(name, &bytes)
    }

    /// Writes the list. What this round did not write is as it was.
    pub fn finish(mut self) -> Result<(), Diagnostic> {
        let path = self.folder.join(LIST);
        for (name, hash) in self.before {
            self.now.entry(name).or_insert(hash);
        }
        let text = serde_json::to_string_pretty(&self.now).expect("it holds strings only");
        self.world.write(&path, text.as_bytes()).map_err(|told| file_fault(&told, &path, file_place(&path)))
    }
}
