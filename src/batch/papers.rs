//! What goes with a batch: 发文登记簿, which numbers went where and which the next run reads, and 签收表, which the units sign.
//!
//! What people wrote into either is kept: rows and columns of the register stay, and a 签收表 that somebody changed is not
//! replaced.

use std::collections::HashMap;
use std::path::Path;

use crate::batch::manifest::{self, Entry, Manifest};
use crate::batch::run::Status;
use crate::diag::diagnostic::{Diagnostic, Place};
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::pipeline::{file_fault, file_place};
use crate::source::table::{self, Options, Records};
use crate::world::{Kind, World};
use crate::write::docx::fingerprint;
use crate::xlsx::{self, Cell, Content, Look, Sheet};

/// Name of the register in the folder of a batch.
pub const REGISTER: &str = "发文登记簿.xlsx";
/// Name of the receipt.
pub const RECEIPT: &str = "签收表.xlsx";

/// The register's columns, with their widths.
const COLUMNS: [(&str, f64); 8] = [
    ("序号", 6.0),
    ("发文字号", 22.0),
    ("标题", 50.0),
    ("主送单位", 26.0),
    ("单位代码", 14.0),
    ("成文日期", 14.0),
    ("文件", 36.0),
    ("备注", 20.0),
];

/// The numbers that a register has.
pub fn registered(
    path: &Path,
    world: &dyn World,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Vec<String> {
    let Some(records) = records(path, world, sources, findings) else { return Vec::new() };
    let Some(column) = records.columns.iter().position(|column| column.name == COLUMNS[1].0) else {
        return Vec::new();
    };
    records.rows.iter().map(|row| row.cells[column].text.clone()).filter(|text| !text.is_empty()).collect()
}

fn records(
    path: &Path,
    world: &dyn World,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<Records> {
    if world.kind(path) == Kind::Missing {
        return None;
    }
    match world.read(path) {
        Ok(bytes) => table::read(&bytes, &path.display().to_string(), &Options::default(), sources, findings),
        Err(fault) => {
            findings.push(file_fault(&fault, path, file_place(path)));
            None
        }
    }
}

/// Enters the documents of a batch into the register: rows of the same number and unit are brought up to date, others
/// added behind. A register that cannot be read is left alone, and told.
fn register(
    path: &Path,
    manifest: &Manifest,
    world: &mut dyn World,
    sources: &mut Sources,
    findings: &mut Findings,
) {
    let mut faults = Findings::default();
    let known = records(path, world, sources, &mut faults);
    if faults.has_errors() || (known.is_none() && world.kind(path) != Kind::Missing) {
        findings.list.extend(faults.list);
        findings.push(
            Diagnostic::error(
                "register-unread",
                Place::Path(path.display().to_string()),
                "发文登记簿读不懂，没有往里面登记",
            )
            .hint("改好登记簿，再做一次；文件已经写好，不会重写"),
        );
        return;
    }
    let mut heads: Vec<String> =
        known.iter().flat_map(|records| records.columns.iter().map(|column| column.name.clone())).collect();
    for (name, _) in COLUMNS {
        if !heads.iter().any(|head| head == name) {
            heads.push(name.to_owned());
        }
    }
    let at = |name: &str| heads.iter().position(|head| head == name).expect("it was put there");
    let (number, unit, code) = (at(COLUMNS[1].0), at(COLUMNS[3].0), at(COLUMNS[4].0));
    let mut rows: Vec<Vec<String>> = known
        .into_iter()
        .flat_map(|records| records.rows)
        .map(|row| {
            let mut cells: Vec<String> = row.cells.into_iter().map(|cell| cell.text).collect();
            cells.resize(heads.len(), String::new());
            cells
        })
        .collect();
    let mut places: HashMap<[String; 3], usize> = rows
        .iter()
        .enumerate()
        .map(|(place, row)| ([row[number].clone(), row[unit].clone(), row[code].clone()], place))
        .collect();
    for entry in sent(manifest) {
        let key = [entry.number.clone(), entry.unit.clone(), entry.code.clone()];
        let place = *places.entry(key).or_insert_with(|| {
            let mut row = vec![String::new(); heads.len()];
            row[at(COLUMNS[0].0)] = (rows.len() + 1).to_string();
            rows.push(row);
            rows.len() - 1
        });
        let facts = [&entry.number, &entry.title, &entry.unit, &entry.code, &entry.date, &entry.file];
        for ((name, _), fact) in COLUMNS[1..7].iter().zip(facts) {
            rows[place][at(name)].clone_from(fact);
        }
    }
    let widths = heads
        .iter()
        .map(|head| COLUMNS.iter().find(|(name, _)| name == head).map_or(16.0, |(_, width)| *width));
    match sheet("发文登记簿", &heads, widths.collect(), &rows) {
        Some(bytes) => write(path, &bytes, world, findings),
        None => findings.push(too_much(path)),
    }
}

/// Where the papers of a batch go.
pub struct Papers<'a> {
    /// The folder of manifest and receipt.
    pub folder: &'a Path,
    /// The register.
    pub register: &'a Path,
    /// The manifest of the last run.
    pub before: Option<&'a Manifest>,
    /// Replace a receipt that somebody changed.
    pub force: bool,
}

impl Papers<'_> {
    /// Writes manifest, register and receipt of a batch whose documents are made. The manifest knows the numbers, so it
    /// comes first, and without it there is no register: a run that breaks off gives the same ones again.
    pub fn write(
        &self,
        manifest: &mut Manifest,
        world: &mut dyn World,
        sources: &mut Sources,
        findings: &mut Findings,
    ) {
        let path = self.folder.join(RECEIPT);
        let receipt = Receipt::new(&path, manifest, self.before, self.force, world, findings);
        manifest.receipt.clone_from(&receipt.hash);
        if !manifest.save(&self.folder.join(manifest::NAME), world, findings) {
            return;
        }
        register(self.register, manifest, world, sources, findings);
        receipt.write(&path, world, findings);
    }
}

/// The receipt of a batch.
struct Receipt {
    /// The file; `None` if the one that stands there stays.
    bytes: Option<Vec<u8>>,
    /// Its hash, for the manifest, which is written before it.
    hash: String,
}

impl Receipt {
    /// The receipt, unless somebody has written into the last one, which is told.
    fn new(
        path: &Path,
        manifest: &Manifest,
        before: Option<&Manifest>,
        force: bool,
        world: &dyn World,
        findings: &mut Findings,
    ) -> Self {
        let heads = ["序号", "单位", "发文字号", "文件标题", "份数", "签收人", "签收时间", "备注"];
        let widths = vec![6.0, 26.0, 22.0, 44.0, 6.0, 14.0, 16.0, 16.0];
        let rows = sent(manifest).enumerate().map(|(index, entry)| {
            let mut row =
                vec![(index + 1).to_string(), entry.unit.clone(), entry.number.clone(), entry.title.clone()];
            row.resize(heads.len(), String::new());
            row
        });
        let rows: Vec<Vec<String>> = rows.collect();
        let Some(bytes) = sheet("签收表", &heads.map(str::to_owned), widths, &rows) else {
            findings.push(too_much(path));
            return Self { bytes: None, hash: String::new() };
        };
        let written = before.map(|before| before.receipt.as_str()).unwrap_or_default();
        let existing = (world.kind(path) == Kind::File).then(|| world.read(path).unwrap_or_default());
        let theirs =
            existing.is_some_and(|existing| existing != bytes && fingerprint::hash(&existing) != written);
        if theirs && !force {
            findings.push(
                Diagnostic::warning(
                    "not-ours",
                    Place::Path(path.display().to_string()),
                    "签收表已经有人填过或改过，没有覆盖",
                )
                .hint("要新的，先把它改名或移走；确定不要了，加 --force"),
            );
            return Self { bytes: None, hash: written.to_owned() };
        }
        Self { hash: fingerprint::hash(&bytes), bytes: Some(bytes) }
    }

    /// Writes it.
    fn write(&self, path: &Path, world: &mut dyn World, findings: &mut Findings) {
        if let Some(bytes) = &self.bytes {
            write(path, bytes, world, findings);
        }
    }
}

/// The documents that are there to be sent.
fn sent(manifest: &Manifest) -> impl Iterator<Item = &Entry> {
    manifest.documents.iter().filter(|entry| entry.status != Status::Failed.word())
}

fn too_much(path: &Path) -> Diagnostic {
    Diagnostic::error(
        "register-unread",
        Place::Path(path.display().to_string()),
        "写不成 Excel 文件：行太多，或者有一格太长",
    )
    .hint("分几批发")
}

/// Writes a file, unless the same stands there.
fn write(path: &Path, bytes: &[u8], world: &mut dyn World, findings: &mut Findings) {
    if world.read(path).is_ok_and(|existing| existing == bytes) {
        return;
    }
    if let Err(fault) = world.write(path, bytes) {
        findings.push(file_fault(&fault, path, file_place(path)));
    }
}

fn sheet(name: &str, heads: &[String], widths: Vec<f64>, rows: &[Vec<String>]) -> Option<Vec<u8>> {
    let mut cells = Vec::with_capacity((rows.len() + 1) * heads.len());
    let mut put = |row: usize, column: usize, text: &str, look: Look| {
        let content = if text.is_empty() { Content::Blank } else { Content::Text(text.to_owned()) };
        cells.push(Cell { row: row as u32, column: column as u16, content, look, note: None });
    };
    for (column, head) in heads.iter().enumerate() {
        put(0, column, head, Look::Head);
    }
    for (index, row) in rows.iter().enumerate() {
        for (column, text) in row.iter().enumerate() {
            put(index + 1, column, text, Look::Entry);
        }
    }
    let sheet = Sheet { name: name.to_owned(), widths, frozen: (1, 0), cells, ..Sheet::default() };
    xlsx::write(&[sheet]).ok()
}
