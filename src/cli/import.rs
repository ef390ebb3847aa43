//! `gongwen import`: a document that others wrote becomes a workbook.

use std::path::Path;

use crate::cli::Exit;
use crate::cli::arguments::ImportOptions;
use crate::cli::console::Console;
use crate::diag::diagnostic::Diagnostic;
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::import::reading::{self, Reading};
use crate::import::{fit, report};
use crate::paper::Origin;
use crate::paper::number::is_blank;
use crate::pipeline::{file_fault, file_place};
use crate::review::inputs::{self, Kind};
use crate::review::opened::{self, Opened};
use crate::template::library::Library;
use crate::world::{Kind as OnDisk, World};

/// Most documents and attachments that one file may hold.
const MOST_PARTS: usize = 500;

/// Reads the document, writes the workbook, and says what was recognised.
pub fn run(options: &ImportOptions, world: &mut dyn World, console: &mut Console<'_>) -> Exit {
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let done = import(options, world, &mut sources, &mut findings);
    console.report(&findings, &sources);
    let Some((path, lines, same)) = done else { return Exit::Failed };
    console.print(&path);
    for line in &lines {
        console.tell(line);
    }
    if same { Exit::Done } else { Exit::Findings }
}

/// The path of the workbook, the report, and whether what it builds is the same as the document.
fn import(
    options: &ImportOptions,
    world: &mut dyn World,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<(String, Vec<String>, bool)> {
    let file = &options.file;
    let kind = inputs::kind(file);
    if kind == Kind::Workbook {
        let told = Diagnostic::error("not-a-document", file_place(file), "这是资料，不用导入");
        findings.push(told.hint("导入的是写好的文件：.docx、.txt、.md"));
        return None;
    }
    if let Some(told) = refused(file).or_else(|| no_folder(options)) {
        findings.push(told);
        return None;
    }
    let target = options.output.join(fit::NAME);
    if world.kind(&target) != OnDisk::Missing && !options.force {
        let message = format!("“{}”已经存在，没有改动", target.display());
        let told = Diagnostic::error("already-there", file_place(&target), message);
        findings.push(told.hint("换一个文件夹；确定不要原来的了，加 --force"));
        return None;
    }
    if world.kind(file) == OnDisk::Folder {
        let message = format!("“{}”是文件夹，一次导入一个文件", file.display());
        let inside = file.join("通知.docx");
        let hint = format!("写上里面那个文件的名字，例如 {}", inside.display());
        findings.push(Diagnostic::error("is-folder", file_place(file), message).hint(hint));
        return None;
    }
    let mut tell = |fault, path: &Path| findings.push(file_fault(&fault, path, file_place(path)));
    let bytes = world.read(file).map_err(|fault| tell(fault, file)).ok()?;
    let name = file.display().to_string();
    let opened = opened::open(&bytes, &name, kind, sources, findings)?;
    if opened.paper().lines.iter().all(|line| line.text.trim_matches(is_blank).is_empty()) {
        findings.push(opened::empty(&name));
        return None;
    }
    let parts = opened.paper().parts();
    if parts > MOST_PARTS {
        let message = format!("文件里有{parts}份文件和附件，超过{MOST_PARTS}份，不能一次导入");
        let told = Diagnostic::error("too-many-parts", file_place(file), message);
        findings.push(told.hint("把文件分成几个，分别导入"));
        return None;
    }
    let library = Library::load(Vec::new(), &mut Sources::default(), findings)?;
    let shown = file.file_name().map_or(name.clone(), |name| name.to_string_lossy().into_owned());
    let reading = reading(opened, kind, &shown, sources);
    let fitted = fit::fit(&reading, &library, world);
    let mut tell = |fault, path: &Path| findings.push(file_fault(&fault, path, file_place(path)));
    world.make_folder(&options.output).map_err(|fault| tell(fault, &options.output)).ok()?;
    world.write(&target, fitted.workbook.as_bytes()).map_err(|fault| tell(fault, &target)).ok()?;
    let lines = report::lines(&reading, &fitted);
    Some((target.display().to_string(), lines, fitted.is_same()))
}

/// A name of a file in the place of the folder.
fn no_folder(options: &ImportOptions) -> Option<Diagnostic> {
    let end = options.output.extension()?.to_string_lossy().to_lowercase();
    let is_file = ["yaml", "yml", "docx", "txt", "md"].contains(&end.as_str());
    let message = format!("-o 后面要写文件夹的名字，“{}”像文件名", options.output.display());
    let folder = options.output.with_extension("");
    is_file.then(|| {
        Diagnostic::error("bad-option", file_place(&options.output), message).hint(format!(
            "例如 -o {}，资料写在里面的“{}”",
            folder.display(),
            fit::NAME
        ))
    })
}

/// A file that is no written document by its name, with the way out.
fn refused(file: &Path) -> Option<Diagnostic> {
    let end = file.extension().map(|end| end.to_string_lossy().to_lowercase()).unwrap_or_default();
    let hint = match end.as_str() {
        "csv" | "tsv" => "表格的各行写进资料的“台账”，或者用作名册；写法见“gongwen fields 通知”",
        "html" | "htm" | "rtf" | "odt" | "pdf" | "ofd" => "用 Word 或 WPS 打开，另存为 .docx 再导入",
        _ => return None,
    };
    let message = format!("“{}”不是能导入的文件", file.display());
    Some(Diagnostic::error("not-a-document", file_place(file), message).hint(hint))
}

fn reading(opened: Opened, kind: Kind, name: &str, sources: &Sources) -> Reading {
    match opened {
        Opened::Word(word) => reading::word(*word, name),
        Opened::Text(paper) => {
            let Origin::Source(source) = paper.origin else { unreachable!("a text is read from a source") };
            let text = &sources.get(source).text;
            if kind == Kind::Markdown { reading::markdown(text, name) } else { reading::text(text, name) }
        }
    }
}
