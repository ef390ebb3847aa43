//! The house style that a Word file of our own making names: found by its name as `build` finds it, in `版式/` beside the file or
//! a folder or two above it, or brought by the program.
//!
//! A house style that is not there cannot be measured by. A file that nobody has saved since it was made has its layout from that
//! house style, so nothing is said of it; one that was changed is measured by the standard, like any other.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::check::measure::Measure;
use crate::diag::diagnostic::{Diagnostic, Place};
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::pipeline;
use crate::pipeline::profiles::Shelf;
use crate::read::docx::Word;
use crate::world::World;
use crate::write::docx::fingerprint::{self, Origin};

/// Folders in which 版式/ is looked for: that of the file, and those above it; what is made goes into a folder beside the data.
const FOLDERS: usize = 3;

/// House styles that were looked for, each once for a folder; `None` where it cannot be found.
#[derive(Debug, Default)]
pub struct Houses {
    known: BTreeMap<(PathBuf, String), Option<Measure>>,
}

impl Houses {
    /// What the file's layout is measured by, `None` where nothing is to be said of it; and what people are told about that.
    pub fn measure(
        &mut self,
        path: &Path,
        bytes: &[u8],
        word: &Word,
        world: &dyn World,
    ) -> (Option<&Measure>, Option<Diagnostic>) {
        let name = &word.properties.house_style;
        if name.is_empty() {
            return (Some(Measure::standard()), None);
        }
        let folder = path.parent().unwrap_or(Path::new("")).to_path_buf();
        let found = self
            .known
            .entry((folder, name.clone()))
            .or_insert_with_key(|(folder, name)| find(folder, name, world));
        if found.is_some() {
            return (found.as_ref(), None);
        }
        let is_ours = fingerprint::edited_by_hand(bytes) == Origin::Ours;
        let (measure, what) = if is_ours {
            (None, "字体、字号、页边距这些没有查")
        } else {
            (Some(Measure::standard()), "文件又改过，字体、字号、页边距这些照国标查")
        };
        let message = format!("文件用的是版式“{name}”，这里找不到这个版式，{what}");
        let told = Diagnostic::info("unknown-house-style", Place::Path(path.display().to_string()), message)
            .hint(format!("把“{name}.yaml”放在文件旁边的“{}”文件夹里，就照它查", pipeline::profiles::FOLDER));
        (measure, Some(told))
    }
}

/// A house style by its name. One that has faults is as good as none here: `build` tells them.
fn find(folder: &Path, name: &str, world: &dyn World) -> Option<Measure> {
    // A name from a file is never taken for a path.
    let is_path = name.contains(['/', '\\'])
        || Path::new(name)
            .extension()
            .is_some_and(|end| end.eq_ignore_ascii_case("yaml") || end.eq_ignore_ascii_case("yml"));
    if is_path {
        return None;
    }
    folder.ancestors().take(FOLDERS).find_map(|folder| {
        let (mut sources, mut findings) = (Sources::default(), Findings::default());
        let page =
            Shelf::new(folder).named(name, &Place::Nowhere, folder, world, &mut sources, &mut findings)?;
        Some(Measure::house(&page.profile))
    })
}
