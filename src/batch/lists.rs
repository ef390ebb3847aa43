//! Ledgers with a 单位列: which of their rows are whose.

use std::collections::HashMap;

use crate::batch::check::Capped;
use crate::batch::columns::Columns;
use crate::batch::roster::Roster;
use crate::diag::diagnostic::Diagnostic;
use crate::diag::findings::Findings;
use crate::diag::nearest::nearest;
use crate::model::ledger::Ledger;

/// Units by what they may be called.
#[derive(Debug)]
pub struct Units<'a> {
    codes: HashMap<&'a str, u32>,
    names: HashMap<&'a str, u32>,
    shorts: HashMap<&'a str, u32>,
}

/// Stands for a name that several units bear.
const SEVERAL: u32 = u32::MAX;

/// Why a unit was not found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotFound {
    /// No unit is called that.
    Unknown,
    /// Several are.
    Several,
}

impl<'a> Units<'a> {
    /// The units of a roster.
    pub fn new(roster: &'a Roster, columns: &'a Columns) -> Self {
        let index = |column: Option<usize>| {
            let mut map: HashMap<&'a str, u32> = HashMap::new();
            let Some(column) = column else { return map };
            for row in 0..roster.len() {
                if let Some((text, _)) = columns.cell(roster, row, column) {
                    map.entry(text).and_modify(|at| *at = SEVERAL).or_insert(row as u32);
                }
            }
            map
        };
        Self { codes: index(columns.code), names: index(Some(columns.unit)), shorts: index(columns.short) }
    }

    /// The row of a unit by its code, its full or its short name; never by likeness.
    pub fn find(&self, called: &str) -> Result<usize, NotFound> {
        for map in [&self.codes, &self.names, &self.shorts] {
            match map.get(called) {
                Some(&SEVERAL) => return Err(NotFound::Several),
                Some(row) => return Ok(*row as usize),
                None => {}
            }
        }
        Err(NotFound::Unknown)
    }

    /// The name that was probably meant.
    pub fn nearest(&self, called: &str) -> Option<&'a str> {
        // Of many units the likest would be looked for too long.
        if self.names.len() >= 5000 {
            return None;
        }
        let all = self.names.iter().chain(&self.shorts).chain(&self.codes);
        let mut all: Vec<(u32, &'a str)> = all.map(|(name, row)| (*row, *name)).collect();
        // In the order of the roster: of two that are as near the same one is named each time.
        all.sort_unstable();
        nearest(called, all.into_iter().map(|(_, name)| name))
    }
}

/// The rows of one ledger, unit by unit.
#[derive(Debug)]
pub struct Shares {
    /// Number of the ledger in the workbook.
    pub ledger: usize,
    /// Where the rows of each unit begin in `rows`; one more than there are units.
    starts: Vec<u32>,
    rows: Vec<u32>,
}

impl Shares {
    /// The rows of a unit, in the ledger's order.
    pub fn of(&self, unit: usize) -> &[u32] {
        &self.rows[self.starts[unit] as usize..self.starts[unit + 1] as usize]
    }
}

/// Finds out whose each row is. Rows of nobody are told.
pub fn shares(
    ledgers: &[Ledger],
    roster: &Roster,
    units: &Units<'_>,
    findings: &mut Findings,
) -> Vec<Shares> {
    let mut faults = Capped::new(findings);
    let (mut all, mut nobody) = (Vec::new(), Vec::new());
    for (number, ledger) in ledgers.iter().enumerate() {
        let Some(name) = &ledger.unit_column else { continue };
        let Some(column) = ledger.column(&name.text) else { continue };
        let mut unknown = Vec::new();
        let mut owners: Vec<(u32, u32)> = Vec::with_capacity(ledger.rows.len());
        for (at, row) in ledger.rows.iter().enumerate() {
            let Some(cell) = row.cell(column) else {
                let place = row.place();
                let told = Diagnostic::error(
                    "list-unit",
                    place,
                    format!("这一行没有“{}”，不知道是哪个单位的", name.text),
                )
                .hint("写上单位的代码或者名称");
                faults.push(&name.text, place, told);
                continue;
            };
            match units.find(cell.text) {
                Ok(unit) => owners.push((unit as u32, at as u32)),
                Err(NotFound::Unknown) => {
                    let message = format!("名册里没有“{}”这个单位，这一行哪个单位也不用", cell.text);
                    let told = Diagnostic::warning("list-unknown", cell.span, message)
                        .meant(units.nearest(cell.text))
                        .hint("与名册的代码、全称或简称写得一字不差；用不着的行删去");
                    unknown.push((cell.span, told));
                }
                Err(NotFound::Several) => {
                    let message = format!("名册里有几个单位都叫“{}”，不知道是哪一个", cell.text);
                    let told = Diagnostic::error("list-unit", cell.span, message)
                        .hint("名册和这张表都加上“代码”一列，“单位列”写“代码”");
                    faults.push(&name.text, cell.span, told);
                }
            }
        }
        if owners.is_empty() && !ledger.rows.is_empty() {
            // Another roster: each row would say the same.
            let message = format!("台账“{}”里没有一行是这份名册里的单位的，每个单位都没有清单", ledger.name);
            nobody.push(
                Diagnostic::warning("list-unknown", name.span, message)
                    .hint("核对是不是用错了名册；“单位列”要与名册的代码、全称或简称写得一字不差"),
            );
        } else {
            for (place, told) in unknown {
                faults.push(&name.text, place, told);
            }
        }
        owners.sort_by_key(|(unit, _)| *unit);
        let mut starts = vec![0u32; roster.len() + 1];
        for (unit, _) in &owners {
            starts[*unit as usize + 1] += 1;
        }
        for unit in 0..roster.len() {
            starts[unit + 1] += starts[unit];
        }
        all.push(Shares { ledger: number, starts, rows: owners.into_iter().map(|(_, row)| row).collect() });
    }
    faults.finish();
    for told in nobody {
        findings.push(told);
    }
    all
}
