//! 发文登记簿: the numbers that are used, as an .xlsx that the next run reads.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::batch::prepare::Asked;
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::model::roster::RosterPlan;
use crate::pipeline::{file_fault, file_place, plain};
use crate::source::table::{self, Options, Records};
use crate::world::{Kind, World};

/// Its name in the folder of the batch.
pub const NAME: &str = "发文登记簿.xlsx";
/// The column of the numbers.
const NUMBER: &str = "发文字号";

/// Where the register is: where 名册 says, else in the folder of the batch.
pub fn path(asked: &Asked, plan: Option<&RosterPlan>, beside: &Path) -> PathBuf {
    match plan.and_then(|plan| plan.numbers.as_ref()).and_then(|numbers| numbers.register.as_ref()) {
        Some(register) => plain(&beside.join(&register.text)),
        None => asked.folder.join(NAME),
    }
}

/// What an earlier run registered; `None` if there is no register yet.
pub fn records(
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

/// The numbers in a register.
pub fn numbers(
    path: &Path,
    world: &dyn World,
    sources: &mut Sources,
    findings: &mut Findings,
) -> BTreeSet<String> {
    let Some(records) = records(path, world, sources, findings) else { return BTreeSet::new() };
    let Some(column) = records.columns.iter().position(|column| column.name == NUMBER) else {
        return BTreeSet::new();
    };
    records.rows.iter().map(|row| row.cells[column].text.clone()).filter(|text| !text.is_empty()).collect()
}
