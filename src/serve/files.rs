//! The files of the folder: listed, opened, begun, saved. A file that somebody changed meanwhile is not replaced.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::diag::diagnostic::{Diagnostic, Place};
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::embedded;
use crate::pipeline::{file_fault, file_place};
use crate::serve::desk::Desk;
use crate::serve::request::Response;
use crate::source::encoding;
use crate::template::library;
use crate::world::{Fault, Kind, World, names};
use crate::write::docx::fingerprint;

/// So many files are looked into.
const MOST_FILES: usize = 2000;

/// A file of the folder.
#[derive(Debug, Serialize)]
struct File {
    path: String,
    /// `workbook`, `part` (of other workbooks), `sheets`, `table`.
    kind: &'static str,
}

/// Workbooks and tables of the folder, and the kinds of documents that a new workbook can be of.
pub fn list(desk: &Desk) -> Response {
    let world = &desk.world;
    let here = Path::new("");
    // A folder below that may not be looked into is no reason to show nothing.
    let mut paths = world.files_under(here).or_else(|_| world.files_in(here)).unwrap_or_default();
    // Thousands of returns in a folder are not to keep a workbook from being listed.
    paths.sort_by_key(|path| path.components().count());
    let files: Vec<File> = paths.iter().take(MOST_FILES).filter_map(|path| file(world, path)).collect();
    let scaffolds = embedded::scaffolds();
    let kinds: Vec<&str> = scaffolds.iter().filter_map(|(file, _)| file.strip_suffix(".yaml")).collect();
    Response::json(&json!({ "folder": desk.folder, "files": files, "kinds": kinds }))
}

fn file(world: &dyn World, path: &Path) -> Option<File> {
    // What Excel keeps beside a file while it is open there.
    if path.file_name()?.to_str()?.starts_with("~$") {
        return None;
    }
    let kind = match ending(path).as_str() {
        "yaml" | "yml" => {
            let is_other =
                path.components().any(|part| matches!(part.as_os_str().to_str(), Some("templates" | "版式")));
            let bytes = world.read(path).ok().filter(|_| !is_other)?;
            let text = encoding::decode_text(&bytes, "", &mut Sources::default(), &mut Findings::default())?;
            if text.lines().any(|line| line.starts_with("文稿:") || line.starts_with("文稿：")) {
                "workbook"
            } else {
                "part"
            }
        }
        "xlsx" => "sheets",
        "csv" | "ods" | "xls" | "et" => "table",
        _ => return None,
    };
    let path = path.to_str()?.replace('\\', "/");
    Some(File { path, kind })
}

fn ending(path: &Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default()
}

/// A file to open.
#[derive(Debug, Deserialize)]
pub struct Named {
    path: String,
}

/// The text of a file, and the version that it is.
pub fn open(desk: &Desk, asked: &Named) -> Response {
    let path = Path::new(&asked.path);
    let bytes = match desk.world.read(path) {
        Ok(bytes) => bytes,
        Err(fault) => return Response::fault(&file_fault(&fault, path, file_place(path))),
    };
    let version = fingerprint::hash(&bytes);
    if !matches!(ending(path).as_str(), "yaml" | "yml") {
        return Response::json(&json!({ "path": asked.path, "text": null, "version": version }));
    }
    let mut findings = Findings::default();
    match encoding::decode_text(&bytes, &asked.path, &mut Sources::default(), &mut findings) {
        Some(text) => {
            let text = text.trim_start_matches('\u{FEFF}');
            Response::json(&json!({ "path": asked.path, "text": text, "version": version }))
        }
        None => findings.list.first().map_or_else(
            || Response::refused(422, "这个文件打不开", "核对是不是选错了文件"),
            Response::fault,
        ),
    }
}

/// A workbook to begin.
#[derive(Debug, Deserialize)]
pub struct Begun {
    kind: String,
    #[serde(default)]
    unit: String,
}

/// The text of a new workbook; nothing is written yet.
pub fn new(asked: &Begun) -> Response {
    let scaffolds = embedded::scaffolds();
    let named: Vec<(&str, &str)> =
        scaffolds.iter().filter_map(|(file, text)| Some((file.strip_suffix(".yaml")?, *text))).collect();
    let Some((_, text)) = named.iter().find(|(name, _)| *name == asked.kind) else {
        let names: Vec<&str> = named.iter().map(|(name, _)| *name).collect();
        return Response::fault(&library::unknown_kind(&asked.kind, Place::Nowhere, &names));
    };
    let is_safe = |c: &char| c.is_alphanumeric() || matches!(c, '（' | '）' | '·' | '-');
    let unit: String = asked.unit.chars().filter(is_safe).collect();
    let is_name = unit.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    let text = text.replace("{单位}", if is_name { &unit } else { "某某局" });
    Response::json(&json!({ "text": text }))
}

/// A text to save.
#[derive(Debug, Deserialize)]
pub struct Saved {
    path: String,
    text: String,
    /// The version that was opened; `None`: there is to be no such file.
    version: Option<String>,
}

/// Saves a text: encoding, byte order mark and line ends of the file stay as they are.
pub fn save(desk: &mut Desk, asked: &Saved) -> Response {
    match saved(desk, asked) {
        Ok(version) => Response::json(&json!({ "path": asked.path, "version": version })),
        Err(fault) => Response { status: 409, ..Response::fault(&fault) },
    }
}

fn saved(desk: &mut Desk, asked: &Saved) -> Result<String, Diagnostic> {
    let path = PathBuf::from(&asked.path);
    let named = path.file_stem().is_some_and(|stem| !stem.to_string_lossy().starts_with('.'));
    if !matches!(ending(&path).as_str(), "yaml" | "yml") || asked.path.contains([':', '\\']) || !named {
        let message = format!("“{}”不能作资料的文件名", asked.path);
        return Err(Diagnostic::error("bad-file-name", file_place(&path), message)
            .hint("文件名以 .yaml 结尾，例如“资料.yaml”"));
    }
    let fault = |fault| file_fault(&fault, &path, file_place(&path));
    let existing = match desk.world.read(&path) {
        Ok(bytes) => Some(bytes),
        Err(Fault::NotFound) => None,
        Err(other) => return Err(fault(other)),
    };
    let bytes = match (&existing, &asked.version) {
        (Some(_), None) => {
            let message = format!("“{}”已经存在，没有改动", asked.path);
            return Err(Diagnostic::error("already-there", file_place(&path), message).hint("换一个文件名"));
        }
        (Some(bytes), Some(version)) if fingerprint::hash(bytes) != *version => {
            let message = format!("“{}”打开以后被别的程序改过，没有存", asked.path);
            return Err(Diagnostic::error("changed-on-disk", file_place(&path), message)
                .hint("用“另存为”存成另一个文件，再比较两个文件"));
        }
        (Some(bytes), Some(_)) => rewritten(bytes, &asked.text),
        (None, _) => asked.text.clone().into_bytes(),
    };
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty())
        && desk.world.kind(folder) == Kind::Missing
    {
        desk.world.make_folder(folder).map_err(fault)?;
    }
    if existing.as_ref() != Some(&bytes) {
        desk.world.write(&path, &bytes).map_err(fault)?;
    }
    Ok(fingerprint::hash(&bytes))
}

/// The bytes of a file with a new text: only the stretch that differs is replaced. What its encoding cannot hold makes it UTF-8.
fn rewritten(bytes: &[u8], text: &str) -> Vec<u8> {
    let old = encoding::decode_text(bytes, "", &mut Sources::default(), &mut Findings::default());
    let Some(old) = old else { return text.as_bytes().to_vec() };
    let mark = old.len() - old.trim_start_matches('\u{FEFF}').len();
    let (head, was) = old.split_at(mark);
    let same = |(a, b): &(char, char)| a == b;
    let start: usize = was.chars().zip(text.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let rests = was[start..].chars().rev().zip(text[start..].chars().rev());
    let end: usize = rests.take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let range = head.len() + start..head.len() + was.len() - end;
    let middle = &text[start..text.len() - end];
    if range.is_empty() && middle.is_empty() {
        return bytes.to_vec();
    }
    let middle = if bytes.windows(2).any(|pair| pair == b"\r\n") {
        middle.replace('\n', "\r\n")
    } else {
        middle.to_owned()
    };
    encoding::rewrite(bytes, &[(range, &middle)]).unwrap_or_else(|| text.as_bytes().to_vec())
}

/// Endings of files that a list of units can be.
const ROSTERS: [&str; 7] = ["csv", "xlsx", "ods", "xls", "et", "yaml", "yml"];

/// Longest name of a file that is kept, in characters.
const LONGEST: usize = 80;

/// A file that was dropped on the page.
#[derive(Debug, Deserialize)]
struct Dropped {
    /// Its name.
    name: String,
    /// The workbook that it is for.
    beside: String,
}

/// Keeps a list of units beside its workbook, under its own name or one with a number. No file is replaced but one that
/// came this way and is as it came. The body is a line of JSON and the bytes of the file.
pub fn keep(desk: &mut Desk, body: &[u8]) -> Response {
    let end = body.iter().position(|byte| *byte == b'\n').unwrap_or(body.len());
    let (head, bytes) = (&body[..end], body.get(end + 1..).unwrap_or_default());
    let Ok(dropped) = serde_json::from_slice::<Dropped>(head) else {
        return Response::refused(400, "网页发来的内容看不懂", "刷新网页再试");
    };
    let name = Path::new(&dropped.name);
    let ending = ending(name);
    if !ROSTERS.contains(&ending.as_str()) {
        let message = format!("“{}”不能作名册", dropped.name);
        return Response::refused(
            422,
            &message,
            "名册是一行一个单位的表格：.xlsx .csv .ods .xls .et，或者 .yaml",
        );
    }
    if bytes.is_empty() {
        return Response::refused(422, &format!("“{}”是空的", dropped.name), "核对是不是选错了文件");
    }
    let stem = name.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = names::file_stem(&stem, LONGEST);
    let folder = Path::new(&dropped.beside).parent().unwrap_or(Path::new(""));
    let numbered = |number: usize| match number {
        1 => folder.join(format!("{stem}.{ending}")),
        _ => folder.join(format!("{stem}（{number}）.{ending}")),
    };
    for path in (1..1000).map(numbered) {
        let shown = path.display().to_string().replace('\\', "/");
        match desk.world.read(&path) {
            Ok(known) if known == bytes => return Response::json(&json!({ "path": shown })),
            Ok(known) if desk.kept.get(&path) == Some(&fingerprint::hash(&known)) => {}
            Err(Fault::NotFound) => {}
            Ok(_) | Err(Fault::IsFolder | Fault::TooLarge) => continue,
            Err(fault) => return Response::fault(&file_fault(&fault, &path, file_place(&path))),
        }
        if let Err(fault) = desk.world.write(&path, bytes) {
            return Response::fault(&file_fault(&fault, &path, file_place(&path)));
        }
        desk.kept.insert(path, fingerprint::hash(bytes));
        return Response::json(&json!({ "path": shown }));
    }
    Response::refused(409, "同名的文件太多", "给名册换一个名字")
}
