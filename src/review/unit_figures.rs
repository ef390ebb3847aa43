//! The ledgers of a workbook that have one row for each unit, and last period's beside them, as the rules of group K look at them.

use std::collections::BTreeSet;

use crate::check::report;
use crate::check::run;
use crate::check::selection::Selection;
use crate::check::unit_figures::{Figures, Measure, Unit, UnitFigures, Value, is_reckonable};
use crate::diag::diagnostic::{Diagnostic, Place, Span};
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::figure::parse::quantity;
use crate::model::ledger::{Ledger, Ledgers};
use crate::model::reader::{FieldValue, Reader};
use crate::model::text::OwnData;
use crate::model::workbook::Workbook;
use crate::pipeline::jobs::Made;
use crate::pipeline::ledgers::last_period;
use crate::review::Finding;
use crate::world::World;

/// The columns that name a unit.
const CODE: &str = "单位代码";
const NAME: &str = "单位名称";

/// The code of what says why last period's figures were not held against this period's.
const NOT_COMPARED: &str = "last-period-not-compared";

/// What is found in the ledgers of a workbook. Last period's files are read here; what cannot be read or compared is told in
/// `findings`.
pub fn review(
    made: &Made,
    selection: &Selection,
    world: &dyn World,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Vec<Finding> {
    let Some(workbook) = &made.workbook else { return Vec::new() };
    let mut all = Vec::new();
    for ledger in &ledgers(workbook) {
        let now = figures(ledger, unit_column(ledger));
        let last = ledger.last.as_ref().and_then(|named| {
            let last = last_period(named, world, sources, findings)?;
            if file(ledger, sources).is_some_and(|now| Some(now) == file(&last, sources)) {
                findings.push(
                    Diagnostic::warning(NOT_COMPARED, named.file.span, "“上期”写的就是这期的文件，没有比")
                        .hint("写上一期的文件；没有上期的就删去“上期”"),
                );
                return None;
            }
            let last = figures(&last, unit_column(ledger));
            let (which, why) = match (&now, last) {
                (Ok(_), Ok(last)) => return Some(last),
                // That has been told where the file was read.
                (Err(Why::NoRows), _) => return None,
                (Err(why), _) => ("这期的", why.clone()),
                (Ok(_), Err(why)) => ("上期的", why),
            };
            findings.push(not_compared(named.file.span, which, &why, sources));
            None
        });
        let Ok(now) = now else { continue };
        let found = run::look_ledger(&UnitFigures::new(now, last), sources, selection);
        all.extend(
            found.iter().map(|found| Finding::told(report::diagnostic(found, &Whole(ledger.span.into())))),
        );
    }
    all
}

/// The ledgers of a workbook, and those that single documents have of their own.
fn ledgers(workbook: &Workbook) -> Vec<Ledger> {
    let mut all = workbook.ledgers.iter().flat_map(|ledgers| ledgers.list.clone()).collect::<Vec<_>>();
    for order in &workbook.documents {
        let Some(OwnData(own)) = &order.own_data else { continue };
        let Some(node) = own.get("台账") else { continue };
        // Their faults have been told with the documents.
        let mut told = Findings::default();
        let own = Ledgers::read(node, &mut Reader { findings: &mut told });
        all.extend(own.into_iter().flat_map(|ledgers| ledgers.list));
    }
    let mut seen = BTreeSet::new();
    all.retain(|ledger| seen.insert((ledger.span.source, ledger.span.start, ledger.name.clone())));
    all
}

/// The file that its rows stand in.
fn file<'s>(ledger: &Ledger, sources: &'s Sources) -> Option<&'s str> {
    ledger.rows.iter().next().map(|row| sources.name(row.span.source))
}

fn unit_column(ledger: &Ledger) -> Option<&str> {
    ledger.unit_column.as_ref().map(|column| column.text.as_str())
}

/// Why a ledger has no figures of units.
#[derive(Debug, Clone)]
enum Why {
    NoColumn,
    NoUnit(Span),
    Twice(String, Span, Span),
    NoRows,
}

/// The figures of a ledger that has one row for each unit.
fn figures(ledger: &Ledger, unit_column: Option<&str>) -> Result<Figures, Why> {
    let own = unit_column.and_then(|name| ledger.column(name));
    let code = ledger.column(CODE);
    let name = ledger.column(NAME).or(own.filter(|own| Some(*own) != code));
    if code.is_none() && name.is_none() {
        return Err(Why::NoColumn);
    }
    if ledger.rows.is_empty() {
        return Err(Why::NoRows);
    }
    let mut units: Vec<Unit> = Vec::with_capacity(ledger.rows.len());
    let mut seen = std::collections::BTreeMap::new();
    for row in ledger.rows.iter() {
        let text = |column: Option<usize>| {
            column.and_then(|column| row.cell(column)).map_or("", |cell| cell.text).to_owned()
        };
        let unit = Unit { code: text(code), name: text(name) };
        if unit.key().is_empty() {
            return Err(Why::NoUnit(row.place()));
        }
        if let Some(first) = seen.insert(unit.key().to_owned(), row.place()) {
            return Err(Why::Twice(unit.shown().to_owned(), first, row.place()));
        }
        units.push(unit);
    }
    let measures = (0..ledger.columns.len())
        .filter(|column| ![code, name, own, ledger.date_column].contains(&Some(*column)))
        .filter_map(|column| measure(ledger, column))
        .collect();
    Ok(Figures { ledger: ledger.name.clone(), span: ledger.span, units, measures })
}

/// A column all of whose cells are numbers that measure something.
fn measure(ledger: &Ledger, index: usize) -> Option<Measure> {
    let column = &ledger.columns[index];
    if column.is_ordinal() || (column.unit.is_none() && names_something(&column.name)) {
        return None;
    }
    let mut values = Vec::with_capacity(ledger.rows.len());
    let (mut rates, mut filled) = (0, 0);
    for row in ledger.rows.iter() {
        let Some(cell) = row.cell(index) else {
            values.push(None);
            continue;
        };
        let (number, percent) = quantity(cell.text, column.unit.as_deref())?;
        if !is_reckonable(number) {
            return None;
        }
        rates += usize::from(percent);
        filled += 1;
        values.push(Some(Value { number, written: cell.text.to_owned(), span: cell.span }));
    }
    // 95% and 95 side by side may be the same or not.
    let is_clear = column.is_rate() || rates == 0 || rates == filled;
    (filled > 0 && is_clear).then(|| Measure {
        name: column.name.clone(),
        unit: column.unit.clone(),
        is_rate: column.is_rate() || rates > 0,
        span: column.span,
        values,
    })
}

/// Whether the numbers of a column of this name, without a unit, name something: telephones, places in a list.
fn names_something(name: &str) -> bool {
    const ENDS: [&str; 12] =
        ["代码", "编码", "编号", "序号", "号码", "电话", "手机", "传真", "邮编", "年份", "名次", "排名"];
    ENDS.iter().any(|end| name.ends_with(end))
}

fn not_compared(place: Span, which: &str, why: &Why, sources: &Sources) -> Diagnostic {
    let at = |span: &Span| format!("{} {}", sources.name(span.source), sources.place_in_words(*span));
    let why = match why {
        Why::NoColumn => "没有“单位代码”“单位名称”或者“单位列”写的那一列".to_owned(),
        Why::NoRows => "没有行".to_owned(),
        Why::NoUnit(row) => format!("有一行（{}）没有写是哪个单位", at(row)),
        Why::Twice(unit, first, second) => {
            format!("“{unit}”有两行（{}，{}）", at(first), at(second))
        }
    };
    let message = format!("写了“上期”，但是{which}台账里{why}，没有比");
    Diagnostic::warning(NOT_COMPARED, place, message)
        .hint("要比的两期台账都是一个单位一行；不比了就删去“上期”")
}

/// One place for what has none of its own.
struct Whole(Place);

impl report::Places for Whole {
    fn place(&self, _line: Option<usize>, _range: std::ops::Range<usize>) -> Place {
        self.0.clone()
    }
}
