//! The package of a .docx: which part is the document, what its relationships name; and plain words for files that are none.

use std::collections::HashMap;

use crate::diag::diagnostic::{Diagnostic, Place};
use crate::office::archive::Archive;
use crate::office::compound::{self, Compound};
use crate::read::docx::tree::{self, Fault};

/// Largest part that is read.
const PART: u64 = 96 << 20;

const SAVE_AS: &str = "用 Word 或 WPS 打开，另存为 .docx 再检查";

/// An open package.
#[derive(Debug)]
pub struct Package<'a> {
    archive: Archive<'a>,
    /// The document.
    pub main: String,
    /// Parts that the document names: kind and name, by the relationship's id.
    pub parts: HashMap<String, (String, String)>,
}

impl<'a> Package<'a> {
    /// Opens a file; the fault tells what it is instead.
    pub fn open(bytes: &'a [u8], name: &str, room: &mut usize) -> Result<Self, Diagnostic> {
        refuse_others(bytes, name)?;
        let mut archive = Archive::open(bytes).map_err(|fault| unreadable(fault.into(), name))?;
        for (part, kind) in [
            ("xl/workbook.xml", " Excel 表格"),
            ("xl/workbook.bin", " Excel 表格"),
            ("ppt/presentation.xml", "演示文稿"),
            ("content.xml", "别的软件的文件（.odt 等）"),
        ] {
            if archive.has(part) {
                return Err(other(kind, name));
            }
        }
        let of_package = relations(&mut archive, "", "_rels/.rels", room).unwrap_or_default();
        let named = of_package.into_values().find(|(kind, _)| kind == "officeDocument").map(|(_, part)| part);
        let main = named.filter(|part| archive.has(part)).unwrap_or_else(|| "word/document.xml".to_owned());
        if !archive.has(&main) {
            return Err(other("压缩包或别的文件", name));
        }
        let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
        let list = format!("{folder}/_rels/{file}.rels");
        let parts = relations(&mut archive, folder, &list, room).map_err(|fault| unreadable(fault, name))?;
        Ok(Self { archive, main, parts })
    }

    /// A part by its name; `None` if there is none.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        if !self.archive.has(name) {
            return Ok(None);
        }
        Ok(Some(self.archive.read(name, PART)?))
    }

    /// Name of the part of a kind (`styles`, `settings`). Of several of a kind it is always the same, whatever the order of a
    /// map.
    pub fn name_of(&self, kind: &str) -> Option<&str> {
        self.parts.values().filter(|(have, _)| have == kind).map(|(_, part)| part.as_str()).min()
    }

    /// The part of a kind.
    pub fn part_of(&mut self, kind: &str) -> Result<Option<Vec<u8>>, Fault> {
        match self.name_of(kind).map(str::to_owned) {
            Some(part) => self.part(&part),
            None => Ok(None),
        }
    }
}

/// The relationships of a list: kind and part by id. What lies outside the file is left out.
fn relations(
    archive: &mut Archive<'_>,
    folder: &str,
    list: &str,
    room: &mut usize,
) -> Result<HashMap<String, (String, String)>, Fault> {
    let mut found = HashMap::new();
    if !archive.has(list) {
        return Ok(found);
    }
    let xml = archive.read(list, PART)?;
    tree::children(&xml, &["Relationships"], room, &mut |relation| {
        let (Some(id), Some(kind), Some(target)) =
            (relation.attribute("Id"), relation.attribute("Type"), relation.attribute("Target"))
        else {
            return Ok(());
        };
        if relation.attribute("TargetMode") != Some("External") {
            let kind = kind.rsplit('/').next().unwrap_or_default();
            found.insert(id.to_owned(), (kind.to_owned(), resolved(folder, target)));
        }
        Ok(())
    })?;
    Ok(found)
}

/// A target as it stands from the package's root.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "." | "" => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}

fn error(code: &'static str, name: &str, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(code, Place::Path(name.to_owned()), message)
}

fn other(kind: &str, name: &str) -> Diagnostic {
    error("not-a-word-file", name, format!("这是{kind}，不是 Word 文件"))
        .hint("请检查是否选错了文件；要检查的公文用 .docx")
}

fn old(kind: &str, name: &str) -> Diagnostic {
    error("old-word-file", name, format!("文件是{kind}，读不了")).hint(SAVE_AS)
}

/// A document that the reader gave up.
pub fn unreadable(fault: Fault, name: &str) -> Diagnostic {
    match fault {
        Fault::Damaged => error("damaged-word-file", name, "文件已损坏，读不出来")
            .hint("用 Word 或 WPS 打开试试：打得开就另存为新的 .docx，打不开就请对方重新发送"),
        Fault::TooLarge => error("word-file-too-large", name, "文件太大，超过了能读的限度")
            .hint("公文不会这样大，请检查是否选错了文件；确实有这么多内容，就分成几个文件检查"),
    }
}

/// What is no package at all.
fn refuse_others(bytes: &[u8], name: &str) -> Result<(), Diagnostic> {
    if bytes.is_empty() {
        return Err(error("damaged-word-file", name, "文件是空的，一个字节也没有")
            .hint("请检查是否选错了文件，或者没有传完"));
    }
    if bytes.starts_with(&compound::BEGINNING[..4]) {
        return Err(container(bytes, name));
    }
    let text = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    let start = String::from_utf8_lossy(&text[..text.len().min(64)]).trim_start().to_lowercase();
    if start.starts_with("{\\rtf") {
        return Err(old(" RTF 文件，只是改了名", name));
    }
    if ["<?xml", "<html", "<!doctype", "<meta", "<head", "mime-version:"].iter().any(|m| start.starts_with(m))
    {
        return Err(old("网页或 XML，不是 .docx；有些系统导出的“.doc”就是这样", name));
    }
    if bytes.starts_with(b"%PDF") {
        return Err(other(" PDF 文件", name));
    }
    if !bytes.starts_with(b"PK") {
        return Err(other("别的文件，只是扩展名像 Word", name));
    }
    Ok(())
}

/// The containers of Word before 2007, in which encrypted new files are kept too.
fn container(bytes: &[u8], name: &str) -> Diagnostic {
    let Ok(file) = Compound::open(bytes) else { return unreadable(Fault::Damaged, name) };
    if file.has("EncryptedPackage") {
        return error("locked-word-file", name, "文件加了打开密码，读不了")
            .hint("用 Word 或 WPS 打开，在“文件—信息—保护文档”里取消打开密码，再保存");
    }
    if file.has("WordDocument") {
        return old("旧版 Word 文件（.doc、.wps）", name);
    }
    other("旧版 Office 的别的文件", name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_taken_from_where_they_stand() {
        assert_eq!(resolved("word", "styles.xml"), "word/styles.xml");
        assert_eq!(resolved("word", "/word/a.xml"), "word/a.xml");
        assert_eq!(resolved("word", "../a/./b.xml"), "a/b.xml");
        assert_eq!(resolved("", "../../a.xml"), "a.xml");
    }
}
