//! `--print`: the documents of a run, bound into volumes that are printed in one go on both sides of the paper.
//!
//! A volume holds the rows of one stretch of the run, whatever becomes of them: a row that is mended later changes its own
//! volume only. Each is bound by one worker, which makes its rows one after the other; so they stand in the order of the
//! roster, and a worker holds one volume at a time, deflated.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::batch::names::Names;
use crate::batch::run::relative;
use crate::diag::diagnostic::{Diagnostic, Place};
use crate::document::tree::Properties;
use crate::layout::laid::Layout;
use crate::pipeline::output::{self, Written};
use crate::pipeline::profiles::Page;
use crate::pipeline::{self, VERSION};
use crate::profile::numbers::NumberPiece;
use crate::world::World;
use crate::world::names::folded;
use crate::write::docx::prepared::PreparedProfile;
use crate::write::docx::volume::Volume;

/// How the names of all volumes begin.
const STEM: &str = "打印稿";

/// Whether a file of a batch's folder is a volume, of the whole or of a part.
pub fn is_volume(name: &str) -> bool {
    let rest = name.strip_prefix(STEM).and_then(|rest| rest.strip_suffix(".docx"));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '（']))
}

/// Documents of a volume. A hundred notices of four pages are 200 sheets, which a tray holds, and open in `LibreOffice` in
/// 10 s; 400 take 75 s.
pub const DOCUMENTS: usize = 100;

/// Which row stands in which volume, and what the volumes are called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    stem: String,
    /// Rows of a volume.
    pub rows: usize,
    volumes: usize,
}

/// A file of a volume.
#[derive(Debug)]
pub struct Bound {
    /// Number of the volume, from 0.
    pub volume: usize,
    /// Its path.
    pub path: PathBuf,
    /// How many documents it holds.
    pub documents: usize,
    /// What became of it.
    pub written: Result<Written, Diagnostic>,
}

impl Plan {
    /// The volumes of so many rows with so many documents each.
    pub fn new(shard: Option<(usize, usize)>, rows: usize, documents: usize) -> Self {
        let stem = shard.map_or_else(|| STEM.to_owned(), |(part, of)| format!("{STEM}-{part}-of-{of}"));
        // The documents of a row stay together.
        let rows_each = (DOCUMENTS / documents.max(1)).max(1);
        Self { stem, rows: rows_each, volumes: rows.div_ceil(rows_each) }
    }

    /// The name of a volume; of one that was too large for one file, the name of the piece, counted from 0.
    pub fn name(&self, volume: usize, piece: usize) -> String {
        let digits = self.volumes.to_string().len().max(3);
        let number = if self.volumes > 1 { format!("-{:0digits$}", volume + 1) } else { String::new() };
        let piece = if piece > 0 { format!("（{}）", piece + 1) } else { String::new() };
        format!("{}{number}{piece}.docx", self.stem)
    }

    /// What the first volume of any run is called: the only one, or one of many.
    pub fn first_names(&self) -> [String; 2] {
        [format!("{}.docx", self.stem), format!("{}-001.docx", self.stem)]
    }

    /// Whether a file of this name is a volume of this or of another run.
    pub fn is_volume(&self, name: &str) -> bool {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let Some(rest) = name.strip_prefix(&self.stem).and_then(|rest| rest.strip_suffix(".docx")) else {
            return false;
        };
        let (number, piece) = match rest.strip_suffix('）').and_then(|rest| rest.split_once('（')) {
            Some((number, piece)) => (number, Some(piece)),
            None => (rest, None),
        };
        (number.is_empty() || number.strip_prefix('-').is_some_and(digits)) && piece.is_none_or(digits)
    }

    /// A unit whose own file would have the name of a volume, if there is one.
    pub fn clash(&self, rows: usize, names: &Names, parts: &[String]) -> Option<Diagnostic> {
        let own = |row: usize| relative(names.get(row), parts.first().map_or("", String::as_str));
        let file = (0..rows).map(own).find(|file| self.is_volume(&folded(file)))?;
        let message = format!("名册里一个单位的文件叫“{file}”，打印稿也叫这个名字");
        Some(
            Diagnostic::error("reserved-name", Place::Nowhere, message)
                .hint("在资料的“名册”里写上“文件名”，例如：文件名: 【单位名称】通知；或者不加 --print"),
        )
    }
}

/// Why documents on these pages cannot be bound: a volume has one set of styles, and its pages are counted as a whole.
pub fn unbindable(pages: &[Arc<Page>]) -> Option<Diagnostic> {
    let first = pages.first()?;
    let message = if pages.iter().any(|page| page.profile != first.profile) {
        "各份文件的版式不同，打印稿装不到一起"
    } else if first.profile.page_number.contains(&NumberPiece::Total) {
        "这个版式的页码里有总页数，装到一起以后就是整册的页数"
    } else {
        return None;
    };
    Some(
        Diagnostic::error("bad-option", Place::Nowhere, message)
            .hint("去掉 --print，或者用 --profile 指定一个版式"),
    )
}

/// A volume in the hands of a worker.
pub struct Binder<'a> {
    plan: &'a Plan,
    folder: &'a Path,
    prepared: &'a PreparedProfile,
    force: bool,
    volume: usize,
    sheets: Volume<'a>,
    /// Of the first document in it.
    first: Option<Properties>,
    bound: Vec<Bound>,
}

impl<'a> Binder<'a> {
    /// Begins the volume of this number.
    pub fn new(
        plan: &'a Plan,
        volume: usize,
        folder: &'a Path,
        prepared: &'a PreparedProfile,
        force: bool,
    ) -> Self {
        let sheets = Volume::new(prepared);
        Self { plan, folder, prepared, force, volume, sheets, first: None, bound: Vec::new() }
    }

    /// Adds a document.
    pub fn add(&mut self, document: Layout, world: &mut dyn World) {
        if self.sheets.is_full() {
            self.close(world);
        }
        self.first.get_or_insert_with(|| document.properties.clone());
        let title = document.properties.title.clone();
        if let Err(fault) = self.sheets.add(document) {
            // Alone it could be written, and bound it is the same.
            let (volume, path) = (self.volume, self.path());
            let written = Err(pipeline::cannot_write(&title, fault));
            self.bound.push(Bound { volume, path, documents: 0, written });
        }
    }

    /// Writes what has come in.
    pub fn finish(mut self, world: &mut dyn World) -> Vec<Bound> {
        self.close(world);
        self.bound
    }

    fn path(&self) -> PathBuf {
        self.folder.join(self.plan.name(self.volume, self.bound.len()))
    }

    fn close(&mut self, world: &mut dyn World) {
        let sheets = std::mem::replace(&mut self.sheets, Volume::new(self.prepared));
        let Some(first) = self.first.take() else { return };
        let path = self.path();
        let title = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let own = Properties { kind: STEM.to_owned(), title, ..first };
        let documents = sheets.documents();
        let written = match sheets.finish(&own, VERSION) {
            Ok(Some(bytes)) => output::write(world, &path, &bytes, self.force),
            Ok(None) => return,
            Err(fault) => Err(pipeline::cannot_write(&own.title, fault)),
        };
        self.bound.push(Bound { volume: self.volume, path, documents, written });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_volume_is_known_by_its_name() {
        let whole = Plan::new(None, 250, 1);
        assert_eq!((whole.rows, whole.name(0, 0).as_str()), (100, "打印稿-001.docx"));
        assert_eq!(whole.name(2, 1), "打印稿-003（2）.docx");
        assert_eq!(Plan::new(None, 100, 1).name(0, 0), "打印稿.docx");
        assert_eq!(Plan::new(None, 100_001, 1).name(0, 0), "打印稿-0001.docx");
        let part = Plan::new(Some((2, 4)), 250, 3);
        assert_eq!((part.rows, part.name(0, 0).as_str()), (33, "打印稿-2-of-4-001.docx"));
        for (name, of_whole, of_part) in [
            ("打印稿.docx", true, false),
            ("打印稿-001.docx", true, false),
            ("打印稿（2）.docx", true, false),
            ("打印稿-2-of-4.docx", false, true),
            ("打印稿-2-of-4-012（3）.docx", false, true),
            ("打印稿-旧.docx", false, false),
            ("打印稿（.docx", false, false),
            ("甲镇.docx", false, false),
        ] {
            assert_eq!((whole.is_volume(name), part.is_volume(name)), (of_whole, of_part), "{name}");
        }
    }
}
