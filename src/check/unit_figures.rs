//! The figures of a ledger that has one row for each unit, and last period's beside them: what the rules of group K look at.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::diag::diagnostic::Span;
use crate::diag::sources::Sources;

/// A ledger of this period, and that of last period if the workbook names it.
#[derive(Debug, Clone)]
pub struct UnitFigures {
    /// This period's.
    pub now: Figures,
    /// Last period's.
    pub last: Option<Last>,
}

/// Last period's figures beside this period's.
#[derive(Debug, Clone)]
pub struct Last {
    /// The figures.
    pub figures: Figures,
    /// For each unit of this period its number in last period; `None` if it was not there.
    pub matched: Vec<Option<usize>>,
}

/// The figures of one period.
#[derive(Debug, Clone)]
pub struct Figures {
    /// Name of the ledger; empty if it is the only one.
    pub ledger: String,
    /// Where the ledger stands.
    pub span: Span,
    /// Its units, row by row, none twice.
    pub units: Vec<Unit>,
    /// Its columns of numbers.
    pub measures: Vec<Measure>,
}

/// A unit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unit {
    /// 单位代码; empty if there is none.
    pub code: String,
    /// 单位名称; empty if there is none.
    pub name: String,
}

/// A column of numbers.
#[derive(Debug, Clone)]
pub struct Measure {
    /// Its name, without the unit.
    pub name: String,
    /// Its unit.
    pub unit: Option<String>,
    /// Whether its numbers are rates in percent; 95 stands for 95%.
    pub is_rate: bool,
    /// Where its name stands.
    pub span: Span,
    /// The value of each unit; `None` where the cell is blank.
    pub values: Vec<Option<Value>>,
}

/// A cell with a number.
#[derive(Debug, Clone)]
pub struct Value {
    /// The number; of 95%, 95.
    pub number: Decimal,
    /// As it is written.
    pub written: String,
    /// Where it stands.
    pub span: Span,
}

/// A column of this period beside that of the same name.
#[derive(Debug, Clone, Copy)]
pub enum Beside<'a> {
    /// They can be compared.
    Same(&'a Measure),
    /// Their units differ.
    OtherUnit(&'a Measure),
}

impl Unit {
    /// How people call it.
    pub fn shown(&self) -> &str {
        if self.name.is_empty() { &self.code } else { &self.name }
    }

    /// What no other unit of the ledger may have, too.
    pub fn key(&self) -> &str {
        if self.code.is_empty() { &self.name } else { &self.code }
    }
}

impl UnitFigures {
    /// Both periods' figures; units are matched by their codes, else by their exact names.
    pub fn new(now: Figures, last: Option<Figures>) -> Self {
        let last = last.map(|figures| Last { matched: matched(&now.units, &figures.units), figures });
        Self { now, last }
    }
}

fn matched(now: &[Unit], last: &[Unit]) -> Vec<Option<usize>> {
    let mut codes = BTreeMap::new();
    let mut names: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, unit) in last.iter().enumerate() {
        if !unit.code.is_empty() {
            codes.insert(unit.code.as_str(), number);
        }
        if !unit.name.is_empty() {
            names.entry(&unit.name).or_default().push(number);
        }
    }
    let mut found: Vec<Option<usize>> =
        now.iter().map(|unit| codes.get(unit.code.as_str()).copied()).collect();
    let mut taken: BTreeSet<usize> = found.iter().flatten().copied().collect();
    for (unit, found) in now.iter().zip(&mut found) {
        // A name that two units have says nothing.
        if let (None, Some([only])) = (&found, names.get(unit.name.as_str()).map(Vec::as_slice))
            && taken.insert(*only)
        {
            *found = Some(*only);
        }
    }
    found
}

impl Figures {
    /// The ledger's name in a sentence.
    pub fn ledger(&self) -> String {
        if self.ledger.is_empty() { "台账".to_owned() } else { format!("台账“{}”", self.ledger) }
    }
}

impl Last {
    /// Last period's column of the same name; `None` if there is none.
    pub fn beside(&self, measure: &Measure) -> Option<Beside<'_>> {
        let last = self.figures.measures.iter().find(|last| last.name == measure.name)?;
        let is_same = last.is_rate == measure.is_rate && (last.is_rate || last.unit == measure.unit);
        Some(if is_same { Beside::Same(last) } else { Beside::OtherUnit(last) })
    }

    /// The columns that can be compared, this period's first.
    pub fn comparable<'a>(&'a self, now: &'a Figures) -> impl Iterator<Item = (&'a Measure, &'a Measure)> {
        now.measures.iter().filter_map(|measure| match self.beside(measure)? {
            Beside::Same(last) => Some((measure, last)),
            Beside::OtherUnit(_) => None,
        })
    }

    /// Value of a unit of this period in a column of last period.
    pub fn value<'a>(&self, measure: &'a Measure, unit: usize) -> Option<&'a Value> {
        measure.values.get(self.matched[unit]?)?.as_ref()
    }
}

impl Measure {
    /// Its name with its unit, as in the head.
    pub fn head(&self) -> String {
        match &self.unit {
            Some(unit) => format!("{}（{unit}）", self.name),
            None => self.name.clone(),
        }
    }

    /// A number of this column for people.
    pub fn shown(&self, number: Decimal) -> String {
        let sign = if self.is_rate && self.unit.is_none() { "%" } else { "" };
        format!("{}{sign}", number.normalize())
    }

    /// `“甲镇”的“党员数（名）”填了“3000”（来自 收回/甲镇.xlsx 填报!C5）`.
    pub fn said(&self, unit: &Unit, value: &Value, sources: &Sources) -> String {
        let origin = came_from(value.span, sources);
        format!("“{}”的“{}”填了“{}”{origin}", unit.shown(), self.head(), value.written)
    }
}

/// `（来自 收回/甲镇.xlsx 填报!C5）`; empty if the cell was not put together from others.
pub fn came_from(span: Span, sources: &Sources) -> String {
    sources.taken_from(span).map_or_else(String::new, |(file, place)| format!("（来自 {file} {place}）"))
}

/// File and place of a cell, in words.
pub fn place(span: Span, sources: &Sources) -> String {
    format!("{} {}", sources.name(span.source), sources.place_in_words(span))
}

/// Whether a number can be reckoned with. Larger ones, and those with more decimals, measure nothing that units report.
pub fn is_reckonable(number: Decimal) -> bool {
    /// Most decimals.
    const DECIMALS: u32 = 9;
    number.abs() <= Decimal::from(1_000_000_000_000_000_i64) && number.normalize().scale() <= DECIMALS
}
