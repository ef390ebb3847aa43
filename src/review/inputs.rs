//! Which files are looked at: those named, and in a folder those that are documents, texts or workbooks.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::batch::print;
use crate::diag::diagnostic::Diagnostic;
use crate::pipeline;
use crate::review::batch_folder;
use crate::world::{self, World};

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Its path.
    pub path: PathBuf,
    /// What it is.
    pub kind: Kind,
}

/// What a file is, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// .yaml, .yml, .xlsx, .ods, .xls, .et.
    Workbook,
    /// .md.
    Markdown,
    /// .docx, .dotx, .docm.
    Word,
    /// The folder of a batch, as a whole.
    Batch,
    /// .txt, and whatever else was named.
    Text,
}

/// What a file is.
pub fn kind(path: &Path) -> Kind {
    let end = path.extension().map(|end| end.to_string_lossy().to_lowercase()).unwrap_or_default();
    match end.as_str() {
        "yaml" | "yml" | "xlsx" | "ods" | "xls" | "et" => Kind::Workbook,
        "md" | "markdown" => Kind::Markdown,
        "docx" | "dotx" | "docm" => Kind::Word,
        // Refused there, in plain words.
        "doc" | "dot" | "wps" => Kind::Word,
        _ => Kind::Text,
    }
}

/// The files of paths; of a folder, everything below it that is a document, a text or a workbook with 文稿.
pub fn inputs(paths: &[PathBuf], world: &dyn World) -> Vec<Result<Input, (PathBuf, Diagnostic)>> {
    let mut inputs = Vec::new();
    let mut seen = BTreeSet::new();
    for path in world.expand(paths).into_iter().filter(|path| seen.insert(pipeline::plain(path))) {
        if world.kind(&path) != world::Kind::Folder {
            let kind = kind(&path);
            inputs.push(Ok(Input { path, kind }));
            continue;
        }
        match world.files_under(&path) {
            Ok(files) => {
                let before = inputs.len();
                if batch_folder::is_one(&path, world) {
                    inputs.push(Ok(Input { path: path.clone(), kind: Kind::Batch }));
                }
                inputs.extend(files.into_iter().filter_map(|file| found_in_folder(file, world)).map(Ok));
                if inputs.len() == before {
                    let message = format!("文件夹“{}”里没有可以检查的文件", path.display());
                    let told = Diagnostic::warning("nothing-to-check", pipeline::file_place(&path), message)
                        .hint("可以检查的有：有“文稿”的资料（.yaml .xlsx）、文字稿（.txt .md）和 Word 文件（.docx）");
                    inputs.push(Err((path, told)));
                }
            }
            Err(fault) => {
                let told = pipeline::file_fault(&fault, &path, pipeline::file_place(&path));
                inputs.push(Err((path, told)));
            }
        }
    }
    // What is named and stands in a named folder too is taken once, there.
    let mut seen = BTreeSet::new();
    inputs.reverse();
    inputs.retain(|input| input.as_ref().map_or(true, |input| seen.insert(pipeline::plain(&input.path))));
    inputs.reverse();
    inputs
}

/// A file in a folder, if it is one to be looked at: there stand lists, pictures and templates, too.
fn found_in_folder(path: PathBuf, world: &dyn World) -> Option<Input> {
    let name = path.file_name()?.to_string_lossy().into_owned();
    // What Word and Excel keep beside a file that is open; volumes hold what stands in files of its own.
    if name.starts_with("~$") || name == "README.md" || print::is_volume(&name) {
        return None;
    }
    let kind = kind(&path);
    let end = path.extension()?.to_string_lossy().to_lowercase();
    let is_one = match kind {
        Kind::Workbook => matches!(end.as_str(), "yaml" | "yml") && names_documents(&path, world),
        Kind::Markdown | Kind::Word => true,
        Kind::Text => end == "txt",
        Kind::Batch => false,
    };
    is_one.then_some(Input { path, kind })
}

/// Whether a file of data has 文稿.
fn names_documents(path: &Path, world: &dyn World) -> bool {
    let is_key = |line: &str| line.trim_start_matches('\u{FEFF}').starts_with("文稿");
    world.read(path).is_ok_and(|bytes| String::from_utf8_lossy(&bytes).lines().any(is_key))
}
