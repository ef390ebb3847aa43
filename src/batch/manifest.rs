//! `manifest.json`: which row became which file. Written after a run, read by the next one and by `--merge`.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::batch::run::Status;
use crate::diag::diagnostic::{Diagnostic, Place};
use crate::diag::findings::Findings;
use crate::pipeline::{file_fault, file_place};
use crate::world::{Fault, World};

/// Its name.
pub const NAME: &str = "manifest.json";

/// The shape of the file.
const VERSION: u32 = 1;

/// The name of the manifest of one part of several: `manifest-2-of-4.json`.
pub fn name(shard: Option<(usize, usize)>) -> String {
    shard.map_or_else(|| NAME.to_owned(), |(part, of)| format!("manifest-{part}-of-{of}.json"))
}

/// All documents of a batch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The shape of the file.
    pub schema_version: u32,
    /// Whether every row had its turn.
    pub complete: bool,
    /// Which part of how many, `2/4`; empty if it is the whole.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub shard: String,
    /// Hash of what the parts of one batch have in common: workbook, roster, names, numbers.
    pub batch: String,
    /// How many documents the whole batch has.
    pub total: usize,
    /// The register that the numbers are entered in, if it is not the one in the manifest's folder.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub register: String,
    /// Hash of 签收表 as it was made; empty if it was not.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub receipt: String,
    /// 发文字号 of documents that an earlier run made and this one did not, by what names them: nobody else gets them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub earlier: BTreeMap<String, String>,
    /// The documents, in the order of the roster.
    pub documents: Vec<Entry>,
}

/// A document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Number of its row in the roster, from 1, without the head.
    pub row: usize,
    /// The unit.
    pub unit: String,
    /// Its code; empty if the roster has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// 文种, if a unit has several documents.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub document: String,
    /// Path of the file from the manifest's folder, with `/`.
    pub file: String,
    /// Hash of the file as it was made; empty if it was not.
    pub sha256: String,
    /// 发文字号; empty if it has none.
    pub number: String,
    /// Title.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// 成文日期, `2012-04-17`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub date: String,
    /// What became of it: `written`, `kept`, `edited` or `failed`.
    pub status: String,
    /// Why it was not written; empty if it was.
    pub reason: String,
}

impl Entry {
    /// Whether its file is there to be sent.
    pub fn is_there(&self) -> bool {
        self.status != Status::Failed.word()
    }

    /// What names the document in the next run.
    pub fn key(&self) -> String {
        key(&self.code, &self.unit, &self.file, &self.document)
    }
}

/// What names a document from run to run: its unit's code, else its file; and its 文种.
pub fn key(code: &str, unit: &str, file: &str, document: &str) -> String {
    if code.is_empty() { format!("{unit}\n{file}") } else { format!("{code}\n{document}") }
}

impl Status {
    /// As scripts read it.
    pub fn word(self) -> &'static str {
        match self {
            Status::Written => "written",
            Status::Kept => "kept",
            Status::Edited => "edited",
            Status::Failed => "failed",
        }
    }
}

impl Manifest {
    /// A manifest of these documents.
    pub fn new(batch: String, total: usize, complete: bool, shard: String, documents: Vec<Entry>) -> Self {
        let (register, receipt) = (String::new(), String::new());
        let earlier = BTreeMap::new();
        Self { schema_version: VERSION, complete, shard, batch, total, register, receipt, earlier, documents }
    }

    /// Takes over the numbers of the last run's documents that are not among these.
    pub fn keep(&mut self, before: &Manifest) {
        let own: HashSet<String> = self.documents.iter().map(Entry::key).collect();
        let others = before.numbered().filter(|(key, _)| !own.contains(key.as_ref()));
        self.earlier.extend(others.map(|(key, number)| (key.into_owned(), number.to_owned())));
    }

    /// Keeps of the documents their numbers only.
    pub fn lighten(&mut self) {
        self.earlier = self.numbers().into_iter().collect();
        self.documents = Vec::new();
    }

    /// The file: a line for each document, so that people can look through it and programs can compare it.
    pub fn to_json(&self) -> String {
        let text = |value: &str| serde_json::to_string(value).expect("a text is always JSON");
        let mut json =
            format!("{{\"schema_version\":{},\"complete\":{},", self.schema_version, self.complete);
        if !self.shard.is_empty() {
            json.push_str(&format!("\"shard\":{},", text(&self.shard)));
        }
        json.push_str(&format!("\"batch\":{},\"total\":{},", text(&self.batch), self.total));
        for (key, value) in [("register", &self.register), ("receipt", &self.receipt)] {
            if !value.is_empty() {
                json.push_str(&format!("\"{key}\":{},", text(value)));
            }
        }
        if !self.earlier.is_empty() {
            let earlier = serde_json::to_string(&self.earlier).expect("it holds texts only");
            json.push_str(&format!("\"earlier\":{earlier},"));
        }
        json.push_str("\"documents\":[");
        for (index, entry) in self.documents.iter().enumerate() {
            json.push_str(if index == 0 { "\n" } else { ",\n" });
            json.push_str(&serde_json::to_string(entry).expect("it holds texts and numbers only"));
        }
        json.push_str("\n]}\n");
        json
    }

    /// Reads a manifest; `None` if there is none.
    pub fn read(world: &dyn World, path: &Path) -> Result<Option<Self>, Diagnostic> {
        let place = || Place::Path(path.display().to_string());
        let bytes = match world.read_large(path) {
            Ok(bytes) => bytes,
            Err(Fault::NotFound) => return Ok(None),
            Err(Fault::IsFolder) => {
                let message = format!("“{}”是文件夹，占了清单的名字", path.display());
                return Err(Diagnostic::error("is-folder", place(), message).hint("把这个文件夹改名或移走"));
            }
            Err(fault) => return Err(file_fault(&fault, path, place())),
        };
        let broken = |why: String| {
            Diagnostic::error("bad-manifest", place(), format!("这个清单读不懂：{why}"))
                .hint("它由批量生成写出，不要改动；不要了就删去，或者换一个输出文件夹")
        };
        let manifest: Self = serde_json::from_slice(&bytes).map_err(|fault| broken(fault.to_string()))?;
        if manifest.schema_version != VERSION {
            return Err(broken(format!("版本是{}，本程序认识的是{VERSION}", manifest.schema_version)));
        }
        Ok(Some(manifest))
    }

    /// Writes it, unless the same stands there; says whether it is there now.
    pub fn save(&self, path: &Path, world: &mut dyn World, findings: &mut Findings) -> bool {
        let json = self.to_json();
        if world.read_large(path).is_ok_and(|existing| existing == json.as_bytes()) {
            return true;
        }
        match world.write(path, json.as_bytes()) {
            Ok(()) => true,
            Err(fault) => {
                findings.push(file_fault(&fault, path, file_place(path)));
                false
            }
        }
    }

    /// 发文字号 by document, of those that were made now or earlier.
    pub fn numbers(&self) -> HashMap<String, String> {
        self.numbered().map(|(key, number)| (key.into_owned(), number.to_owned())).collect()
    }

    fn numbered(&self) -> impl Iterator<Item = (Cow<'_, str>, &str)> {
        let made = self.documents.iter().filter(|entry| !entry.number.is_empty());
        let earlier = self.earlier.iter().map(|(key, number)| (Cow::Borrowed(key.as_str()), number.as_str()));
        earlier.chain(made.map(|entry| (Cow::Owned(entry.key()), entry.number.as_str())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::memory::Memory;

    #[test]
    fn what_is_written_is_read() {
        let entry = Entry {
            row: 1,
            unit: "甲“镇”".to_owned(),
            code: String::new(),
            document: String::new(),
            file: "甲“镇”.docx".to_owned(),
            sha256: "00".to_owned(),
            number: String::new(),
            title: "通知".to_owned(),
            date: "2026-11-20".to_owned(),
            status: Status::Written.word().to_owned(),
            reason: String::new(),
        };
        let mut manifest = Manifest::new("ab".to_owned(), 1, true, "1/2".to_owned(), vec![entry]);
        let json = manifest.to_json();
        assert_eq!(
            json,
            "{\"schema_version\":1,\"complete\":true,\"shard\":\"1/2\",\"batch\":\"ab\",\"total\":1,\"documents\":[\n\
             {\"row\":1,\"unit\":\"甲“镇”\",\"file\":\"甲“镇”.docx\",\"sha256\":\"00\",\"number\":\"\",\"title\":\"通知\",\
             \"date\":\"2026-11-20\",\"status\":\"written\",\"reason\":\"\"}\n]}\n"
        );
        manifest.earlier.insert("0012\n".to_owned(), "某发〔2026〕3号".to_owned());
        let mut world = Memory::default();
        world.files.insert(NAME.into(), manifest.to_json().into_bytes());
        assert_eq!(Manifest::read(&world, Path::new(NAME)), Ok(Some(manifest)));
        assert_eq!(Manifest::read(&world, Path::new("无")), Ok(None));
        world.files.insert(NAME.into(), b"{}".to_vec());
        assert!(Manifest::read(&world, Path::new(NAME)).is_err());
    }
}
