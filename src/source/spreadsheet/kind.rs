//! What kind of file bytes are, and plain words for those that hold no sheet we read.

use std::borrow::Cow;

use crate::diag::diagnostic::{Diagnostic, Place};
use crate::office::archive::{self, Archive};
use crate::office::compound::{self, Compound};
use crate::source::grid::MOST_CELLS;
use crate::source::workbook::{Fault, PART};
use crate::source::xls;

/// What can be read.
#[derive(Debug)]
pub enum Content<'a> {
    /// A package that may be an .xlsx.
    Xlsx(Box<Archive<'a>>),
    /// A package that may be an .ods.
    Ods(Box<Archive<'a>>),
    /// The stream of an .xls or .et.
    Xls(Cow<'a, [u8]>),
    /// A text: .csv.
    Text,
}

const SAVE_AS: &str = "用 Excel 或 WPS 打开，另存为 .xlsx";

/// The streams in which programs keep workbooks: from Excel 97 on, and before.
const STREAMS: [&str; 2] = ["Workbook", "Book"];

/// Whether a package or container holds a workbook.
pub fn is_sheets(bytes: &[u8]) -> bool {
    if bytes.starts_with(compound::BEGINNING) {
        return Compound::open(bytes).is_ok_and(|file| STREAMS.iter().any(|stream| file.has(stream)));
    }
    bytes.starts_with(b"PK")
        && Archive::open(bytes).is_ok_and(|mut archive| {
            ["xl/workbook.xml", "xl/workbook.bin"].iter().any(|part| archive.has(part))
                || archive.read("mimetype", 1000).is_ok_and(|kind| is_open_document(&kind))
        })
}

/// Whether a package says of itself that it is an .ods, or a template of one.
fn is_open_document(kind: &[u8]) -> bool {
    String::from_utf8_lossy(kind).contains("opendocument.spreadsheet")
}

/// Whether a file is called as spreadsheets are.
pub fn is_called_sheets(name: &str) -> bool {
    matches!(extension(name).as_str(), "xlsx" | "xlsm" | "xls" | "et" | "ods")
}

fn extension(name: &str) -> String {
    name.rsplit_once('.').map(|(_, end)| end.to_lowercase()).unwrap_or_default()
}

/// The kind of a file; the fault tells what it is instead.
pub fn of<'a>(bytes: &'a [u8], name: &str) -> Result<Content<'a>, Diagnostic> {
    let extension = extension(name);
    if bytes.is_empty() {
        return Err(error("empty-sheet", name, "文件是空的，一个字节也没有")
            .hint("请检查是否选错了文件，或者没有传完"));
    }
    if bytes.starts_with(b"PK") {
        return package(bytes, name);
    }
    if bytes.starts_with(&compound::BEGINNING[..4]) {
        return container(bytes, name);
    }
    if xls::is_stream(bytes) {
        return Ok(Content::Xls(Cow::Borrowed(bytes)));
    }
    if bytes.starts_with(b"%PDF") {
        return Err(other(" PDF 文件", name));
    }
    if is_markup(bytes) {
        return Err(error(
            "old-spreadsheet",
            name,
            "文件其实是网页或 XML，不是 .xlsx；有些系统导出的“.xls”就是这样",
        )
        .hint(SAVE_AS));
    }
    if is_called_sheets(name) {
        return Err(error("not-a-spreadsheet", name, format!("扩展名是 .{extension}，里面却不是表格文件"))
            .hint("如果它是 .csv 改了名，把扩展名改回 .csv；否则请检查是否选错了文件"));
    }
    Ok(Content::Text)
}

fn error(code: &'static str, name: &str, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(code, Place::Path(name.to_owned()), message)
}

fn other(kind: &str, name: &str) -> Diagnostic {
    error("not-a-spreadsheet", name, format!("这是{kind}，不是表格"))
        .hint("请检查是否选错了文件；表格用 .xlsx、.xls、.et、.ods 或 .csv")
}

fn old(kind: &str, name: &str) -> Diagnostic {
    error("old-spreadsheet", name, format!("文件是{kind}，读不了")).hint(SAVE_AS)
}

/// A damaged workbook.
pub fn damaged(name: &str, message: &str) -> Diagnostic {
    error("damaged-spreadsheet", name, message)
        .hint("用 Excel 或 WPS 打开试试：打得开就另存为新的 .xlsx，打不开就请对方重新发送")
}

/// A workbook with a password.
fn locked(name: &str) -> Diagnostic {
    error("locked-spreadsheet", name, "文件加了打开密码，读不了")
        .hint("用 Excel 或 WPS 打开，在“文件—信息—保护工作簿”里取消打开密码，再保存")
}

/// A workbook beyond the limits.
pub fn too_large(name: &str) -> Diagnostic {
    error(
        "spreadsheet-too-large",
        name,
        format!("表格太大，超过了能读的限度（{} 万格）", MOST_CELLS / 10_000),
    )
    .hint("删去用不着的工作表、行和列后另存；确实有这么多，就分成几个文件")
}

/// A package that the reader of workbooks refused.
pub fn unreadable(fault: Fault, name: &str) -> Diagnostic {
    match fault {
        Fault::Damaged => damaged(name, "文件已损坏，读不出来"),
        Fault::TooLarge => too_large(name),
        Fault::NotAWorkbook => other("压缩包或别的文件", name),
        Fault::Locked => locked(name),
        Fault::TooOld => old(" Excel 95 或更早的 .xls", name),
    }
}

fn package<'a>(bytes: &'a [u8], name: &str) -> Result<Content<'a>, Diagnostic> {
    let mut archive = match Archive::open(bytes) {
        Ok(archive) => archive,
        Err(archive::Fault::TooLarge) => return Err(too_large(name)),
        Err(_) => return Err(damaged(name, "文件已损坏，可能没有传完")),
    };
    if let Ok(kind) = archive.read("mimetype", 1000) {
        let is_sheet = is_open_document(&kind);
        return if is_sheet {
            Ok(Content::Ods(Box::new(archive)))
        } else {
            Err(other("别的软件的文件", name))
        };
    }
    if archive.has("content.xml") && archive.has("META-INF/manifest.xml") {
        return Ok(Content::Ods(Box::new(archive)));
    }
    if archive.has("xl/workbook.bin") {
        return Err(old("二进制的 .xlsb 格式", name));
    }
    for (part, kind) in [("word/document.xml", " Word 文件"), ("ppt/presentation.xml", "演示文稿")] {
        if archive.has(part) {
            return Err(other(kind, name));
        }
    }
    Ok(Content::Xlsx(Box::new(archive)))
}

/// The containers of Office before 2007, in which encrypted new files are kept too.
fn container<'a>(bytes: &'a [u8], name: &str) -> Result<Content<'a>, Diagnostic> {
    let unreadable = || damaged(name, "文件像是旧版 Office 文件，但是读不出来");
    let mut file = Compound::open(bytes).map_err(|_| unreadable())?;
    if file.has("EncryptedPackage") {
        return Err(locked(name));
    }
    for (stream, kind) in [("WordDocument", "旧版 Word 文件"), ("PowerPoint Document", "旧版演示文稿")]
    {
        if file.has(stream) {
            return Err(other(kind, name));
        }
    }
    let stream = STREAMS.into_iter().find(|stream| file.has(stream)).ok_or_else(unreadable)?;
    match file.read(stream, PART) {
        Ok(stream) => Ok(Content::Xls(Cow::Owned(stream))),
        Err(fault) => Err(self::unreadable(fault.into(), name)),
    }
}

fn is_markup(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    let start = String::from_utf8_lossy(&start[..start.len().min(64)]).trim_start().to_lowercase();
    ["<?xml", "<html", "<table", "<!doctype", "<meta", "<head", "mime-version:"]
        .iter()
        .any(|m| start.starts_with(m))
}
