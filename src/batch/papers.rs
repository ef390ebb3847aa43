//! What goes with a batch: 发文登记簿, which numbers went where and which the next run reads, and 签收表, which the units sign.
//!
//! What people wrote into either is kept: rows and columns of the register stay, and a 签收表 that somebody changed is not
//! replaced.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::Path;

use crate::batch::manifest::{self, Entry, Manifest};
use crate::diag::diagnostic::{Diagnostic, Place};
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::pipeline::{file_fault, file_place};
use crate::source::table::{self, Options, Records};
use crate::world::{Kind, World};
use crate::write::docx::fingerprint;
use crate::xlsx::{self, Unwritable};

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

/// The columns of the receipt, with their widths.
const SIGNED: [(&str, f64); 8] = [
    ("序号", 6.0),
    ("单位", 26.0),
    ("发文字号", 22.0),
    ("文件标题", 44.0),
    ("份数", 6.0),
    ("签收人", 14.0),
    ("签收时间", 16.0),
    ("备注", 16.0),
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
    let numbers = (0..records.rows.len()).map(|row| records.rows.cell(row, column).text);
    numbers.filter(|text| !text.is_empty()).map(str::to_owned).collect()
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
    let name = path.display().to_string();
    match world.read(path) {
        Ok(bytes) => {
            // Only where something is to be told its text is needed for longer.
            let (mut own, mut told) = (Sources::default(), Findings::default());
            let records = table::read(&bytes, &name, &Options::default(), &mut own, &mut told);
            if told.list.is_empty() {
                return records;
            }
            table::read(&bytes, &name, &Options::default(), sources, findings)
        }
        Err(fault) => {
            findings.push(file_fault(&fault, path, file_place(path)));
            None
        }
    }
}

/// The register as it is; a faulty one is told and left alone (`Err`).
fn read_register(
    path: &Path,
    world: &dyn World,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Result<Option<Records>, ()> {
    let mut faults = Findings::default();
    let known = records(path, world, sources, &mut faults);
    if !faults.has_errors() && (known.is_some() || world.kind(path) == Kind::Missing) {
        return Ok(known);
    }
    findings.list.extend(faults.list);
    findings.push(
        Diagnostic::error(
            "register-unread",
            Place::Path(path.display().to_string()),
            "发文登记簿读不懂，没有往里面登记",
        )
        .hint("改好登记簿，再做一次；文件已经写好，不会重写"),
    );
    Err(())
}

/// The register with the documents of a batch: rows of the same number and unit are brought up to date, others added behind.
fn register(known: Option<&Records>, manifest: &Manifest) -> Result<Vec<u8>, Unwritable> {
    let mut columns: Vec<(&str, f64)> = Vec::new();
    for column in known.into_iter().flat_map(|records| &records.columns) {
        let width = COLUMNS.iter().find(|(name, _)| *name == column.name).map_or(16.0, |(_, width)| *width);
        columns.push((&column.name, width));
    }
    for column in COLUMNS {
        if !columns.iter().any(|(name, _)| *name == column.0) {
            columns.push(column);
        }
    }
    let at = COLUMNS
        .map(|(name, _)| columns.iter().position(|(head, _)| *head == name).expect("it was put there"));
    let known = known.map(|records| &records.rows);
    let before = known.map_or(0, |rows| rows.len());
    let cell = |row: usize, column: usize| {
        known.and_then(|rows| rows.row(row).nth(column)).map_or("", |cell| cell.text)
    };
    let mut places: HashMap<[&str; 3], usize> =
        (0..before).map(|row| ([at[1], at[3], at[4]].map(|column| cell(row, column)), row)).collect();
    // What is entered in each row; the rows behind those that were there are new.
    let mut entered: Vec<Option<&Entry>> = vec![None; before];
    for entry in sent(manifest) {
        let place = *places.entry([&entry.number, &entry.unit, &entry.code]).or_insert(entered.len());
        entered.resize(entered.len().max(place + 1), None);
        entered[place] = Some(entry);
    }
    let rows = entered.iter().enumerate().map(|(row, entry)| {
        let mut cells: Vec<Cow<'_, str>> = if row < before {
            (0..columns.len()).map(|column| Cow::Borrowed(cell(row, column))).collect()
        } else {
            let mut cells = vec![Cow::Borrowed(""); columns.len()];
            cells[at[0]] = Cow::Owned((row + 1).to_string());
            cells
        };
        if let Some(entry) = entry {
            let facts = [&entry.number, &entry.title, &entry.unit, &entry.code, &entry.date, &entry.file];
            for (column, fact) in at[1..7].iter().zip(facts) {
                cells[*column] = Cow::Borrowed(fact);
            }
        }
        cells
    });
    xlsx::table("发文登记簿", &columns, entered.len(), rows)
}

/// The receipt of a batch.
fn receipt(manifest: &Manifest) -> Result<Vec<u8>, Unwritable> {
    let rows = sent(manifest).enumerate().map(|(index, entry)| {
        let facts = [&entry.unit, &entry.number, &entry.title];
        let mut row = vec![Cow::Owned((index + 1).to_string())];
        row.extend(facts.map(|fact| Cow::Borrowed(fact.as_str())));
        row.resize(SIGNED.len(), Cow::Borrowed(""));
        row
    });
    xlsx::table("签收表", &SIGNED, sent(manifest).count(), rows)
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
    /// Number of workers.
    pub workers: usize,
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
        let known = read_register(self.register, world, sources, findings);
        let register = || known.as_ref().ok().map(|known| register(known.as_ref(), manifest));
        // Side by side, unless both are so large that they would fill the memory.
        let (register, receipt) = if self.workers > 1 && manifest.documents.len() < xlsx::MANY {
            rayon::join(register, || receipt(manifest))
        } else {
            (register(), receipt(manifest))
        };
        let receipt = match receipt {
            Ok(bytes) => self.receipt(&path, bytes, world, findings),
            Err(_) => {
                findings.push(too_much(&path));
                Receipt { bytes: None, hash: String::new() }
            }
        };
        manifest.receipt.clone_from(&receipt.hash);
        if !manifest.save(&self.folder.join(manifest::NAME), world, findings) {
            return;
        }
        match register {
            Some(Ok(bytes)) => write(self.register, &bytes, world, findings),
            Some(Err(_)) => findings.push(too_much(self.register)),
            None => {}
        }
        if let Some(bytes) = &receipt.bytes {
            write(&path, bytes, world, findings);
        }
    }

    /// The receipt, unless somebody has written into the last one, which is told.
    fn receipt(&self, path: &Path, bytes: Vec<u8>, world: &dyn World, findings: &mut Findings) -> Receipt {
        let written = self.before.map(|before| before.receipt.as_str()).unwrap_or_default();
        let existing = (world.kind(path) == Kind::File).then(|| world.read(path).unwrap_or_default());
        let theirs =
            existing.is_some_and(|existing| existing != bytes && fingerprint::hash(&existing) != written);
        if theirs && !self.force {
            findings.push(
                Diagnostic::warning(
                    "not-ours",
                    Place::Path(path.display().to_string()),
                    "签收表已经有人填过或改过，没有覆盖",
                )
                .hint("要新的，先把它改名或移走；确定不要了，加 --force"),
            );
            return Receipt { bytes: None, hash: written.to_owned() };
        }
        Receipt { hash: fingerprint::hash(&bytes), bytes: Some(bytes) }
    }
}

/// The receipt of a batch, and what the manifest says of it.
struct Receipt {
    /// The file; `None` if the one that stands there stays.
    bytes: Option<Vec<u8>>,
    /// Its hash, for the manifest, which is written before it.
    hash: String,
}

/// The documents that are there to be sent.
fn sent(manifest: &Manifest) -> impl Iterator<Item = &Entry> {
    manifest.documents.iter().filter(|entry| entry.is_there())
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
