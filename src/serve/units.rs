//! A workbook and a list of units of the folder → a document for every unit, and the archive of them all. What does it is given by
//! the program's command `batch`, so that both do the same.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::json;

use crate::pipeline::{file_fault, file_place};
use crate::serve::desk::Desk;
use crate::serve::request::Response;
use crate::world::World;

/// Name of the archive.
const ARCHIVE: &str = "公文.zip";

/// A batch.
#[derive(Debug, Clone)]
pub struct Batch {
    /// The workbook.
    pub data: PathBuf,
    /// The list of units.
    pub roster: PathBuf,
    /// Where the files go.
    pub output: PathBuf,
}

/// What came of it.
#[derive(Debug, Clone)]
pub struct Report {
    /// What is told, as on the command line.
    pub told: String,
    /// Whether files were written.
    pub done: bool,
}

/// What makes a batch.
pub type Batcher = Box<dyn FnMut(&Batch, &mut dyn World) -> Report + Send>;

/// Which batch.
#[derive(Debug, Deserialize)]
pub struct Asked {
    /// The workbook, as it lies on the disk.
    path: String,
    /// The list of units.
    roster: String,
}

/// Makes it.
pub fn make(desk: &mut Desk, asked: &Asked) -> Response {
    let batch = Batch {
        data: PathBuf::from(&asked.path),
        roster: PathBuf::from(&asked.roster),
        output: output(Path::new(&asked.path)),
    };
    let Some(batcher) = &mut desk.batcher else {
        return Response::refused(422, "这里不能批量生成", "用“gongwen batch”");
    };
    let report = batcher(&batch, &mut desk.world);
    let folder = batch.output.display().to_string();
    Response::json(&json!({ "told": report.told, "done": report.done, "folder": folder }))
}

/// The archive of the files of a workbook.
pub fn archive(desk: &Desk, asked: &Asked) -> Response {
    let path = output(Path::new(&asked.path)).join(ARCHIVE);
    match desk.world.read_large(&path) {
        Ok(bytes) => Response::file("application/zip", ARCHIVE, bytes),
        Err(fault) => Response::fault(&file_fault(&fault, &path, file_place(&path))),
    }
}

/// The folder for the files of a workbook: beside it, under its name.
fn output(data: &Path) -> PathBuf {
    let stem = data.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    data.with_file_name(format!("{stem}-批量输出"))
}
