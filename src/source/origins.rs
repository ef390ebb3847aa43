//! A sheet that was put together from other files, and the hidden one beside it that says where each value was taken from → which
//! cell of the visible sheet still is what was taken, and where it came from.
//!
//! People sort, insert and correct: a value is known by its unit, by the head of its column and by itself, never by its place. What
//! does not agree comes from nowhere but the sheet itself, and is told.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::diag::diagnostic::{Diagnostic, Place};
use crate::diag::findings::Findings;
use crate::diag::sources::{Origins, Sources};
use crate::source::grid::{Grid, Sheet};
use crate::source::node::trim;

/// The hidden sheet: under the same heads, file, place and value in each cell, a line each.
pub const SHEET: &str = "出处";
/// What parts file, place and value: neither of the first two can hold it.
const APART: &str = "\n";
/// Whose a row is.
const UNIT: [&str; 2] = ["单位代码", "单位名称"];
/// How many changes are told.
const MOST: usize = 20;

/// What stands in a cell of the hidden sheet.
pub fn written(file: &str, place: &str, value: &str) -> String {
    [file, place, value].join(APART)
}

/// Where a value was taken from.
#[derive(Debug, Clone)]
struct Taken {
    file: String,
    place: String,
    value: String,
}

impl Taken {
    fn read(text: &str) -> Option<Self> {
        let (file, rest) = text.split_once(APART)?;
        let (place, value) = rest.split_once(APART)?;
        Some(Self { file: file.to_owned(), place: place.to_owned(), value: value.to_owned() })
    }

    /// Whether a cell still says what was taken: a number is the same however it is shown.
    fn is_same(&self, text: &str) -> bool {
        let number = |text: &str| text.parse::<f64>().ok();
        trim(&self.value) == text
            || number(trim(&self.value)).is_some_and(|value| number(text) == Some(value))
    }
}

/// A unit however its code is shown: spreadsheet programs make 1 of 001.
fn key(unit: [&str; 2]) -> [&str; 2] {
    [unit[0].trim_start_matches('0'), unit[1]]
}

/// A row that was taken: by the heads of its columns.
type Row = BTreeMap<String, Taken>;

/// The visible sheet under its head.
struct Shown<'a> {
    grid: &'a Grid,
    text: &'a str,
    /// Row of the head.
    head: usize,
    /// The columns by their heads.
    columns: BTreeMap<&'a str, usize>,
    /// The heads of what was taken; others are the user's own.
    collected: &'a BTreeSet<String>,
}

impl<'a> Shown<'a> {
    /// `None` if no row has the heads of a unit.
    fn new(grid: &'a Grid, text: &'a str, collected: &'a BTreeSet<String>) -> Option<Self> {
        let mut shown = Self { grid, text, head: 0, columns: BTreeMap::new(), collected };
        shown.head = (0..grid.rows.len()).find(|&row| {
            let filled = grid.filled(row);
            shown.columns = filled.map(|column| (shown.said(row, column), column)).collect();
            UNIT.iter().all(|head| shown.columns.contains_key(head))
        })?;
        Some(shown)
    }

    fn said(&self, row: usize, column: usize) -> &'a str {
        let span = self.grid.cell(row, column).span;
        trim(&self.text[span.start..span.end])
    }

    fn unit(&self, row: usize) -> [&'a str; 2] {
        UNIT.map(|head| self.said(row, self.columns[head]))
    }

    /// How many cells of a row still say what was taken.
    fn agreeing(&self, row: usize, taken: &Row) -> usize {
        let is_same = |head: &str, taken: &Taken| {
            self.columns.get(head).is_some_and(|column| taken.is_same(self.said(row, *column)))
        };
        taken.iter().filter(|(head, taken)| is_same(head, taken)).count()
    }

    /// Where the cells of a row come from; what does not agree goes to the changes.
    fn compare(&self, row: usize, taken: &Row, origins: &mut Origins, changes: &mut Vec<Diagnostic>) {
        let name = self.unit(row)[1];
        for (head, column) in self.columns.iter().filter(|(head, _)| self.collected.contains(**head)) {
            let said = self.said(row, *column);
            let message = match taken.get(*head) {
                Some(taken) if taken.is_same(said) => {
                    let at = (self.grid.rows[row], self.grid.columns[*column]);
                    origins.insert(at, (taken.file.clone(), taken.place.clone()));
                    continue;
                }
                Some(Taken { file, place, value }) => {
                    format!("“{name}”的“{head}”改过：{file} {place}报的是“{value}”")
                }
                None if said.is_empty() => continue,
                None => format!("“{name}”的“{head}”是后来写的，收回来的表里没有"),
            };
            let span = self.grid.cell(row, *column).span;
            changes.push(Diagnostic::warning("collected-changed", span, message));
        }
    }
}

/// The cells of a sheet that still are what was taken from others; what was changed is told.
pub fn matched(hidden: &Sheet, grid: &Grid, sources: &Sources, findings: &mut Findings) -> Origins {
    let Some((heads, taken)) = rows(hidden) else { return Origins::new() };
    let mut of_unit: HashMap<[&str; 2], Vec<usize>> = HashMap::new();
    for (number, row) in taken.iter().enumerate() {
        let unit = UNIT.map(|head| row.get(head).map_or("", |taken| trim(&taken.value)));
        of_unit.entry(key(unit)).or_default().push(number);
    }
    let mut origins = Origins::new();
    let source = sources.get(grid.source);
    let Some(shown) = Shown::new(grid, &source.text, &heads) else { return origins };
    let mut left: BTreeSet<usize> = (0..taken.len()).collect();
    let mut changes = Vec::new();
    for row in shown.head + 1..grid.rows.len() {
        let unit = shown.unit(row);
        if unit.iter().all(|words| words.is_empty()) {
            continue;
        }
        // Of equals the first.
        let rank = |number: &usize| (shown.agreeing(row, &taken[*number]), Reverse(*number));
        let candidates = of_unit.get(&key(unit)).into_iter().flatten().copied();
        if let Some(number) = candidates.filter(|number| left.contains(number)).max_by_key(rank) {
            left.remove(&number);
            shown.compare(row, &taken[number], &mut origins, &mut changes);
        } else {
            let message = format!("“{}”的这一行不是从收回来的表做出来的", unit[1]);
            changes.push(Diagnostic::warning("collected-changed", grid.row_span(row), message));
        }
    }
    let file = || Place::Path(source.name.clone());
    if !left.is_empty() {
        let names = left.iter().filter_map(|number| taken[*number].get(UNIT[1]));
        let names: Vec<&str> = names.map(|taken| taken.value.as_str()).take(MOST).collect();
        let more = if left.len() > MOST { "等" } else { "" };
        let message = format!("少了{}行：{}{more}", left.len(), names.join("、"));
        changes.insert(0, Diagnostic::warning("collected-changed", file(), message));
    }
    let untold = changes.len().saturating_sub(MOST);
    changes.truncate(MOST);
    if untold > 0 {
        let message = format!("另有{untold}处也改过");
        changes.push(Diagnostic::warning("collected-changed", file(), message));
    }
    let hint = "要改数，改收回来的表，再运行 gongwen collect read；这样每个数都查得到出处";
    for change in changes {
        findings.push(change.hint(hint));
    }
    origins
}

/// The heads and the rows of the hidden sheet; `None` if it is somebody else's that is called the same.
fn rows(hidden: &Sheet) -> Option<(BTreeSet<String>, Vec<Row>)> {
    let mut heads: HashMap<u32, String> = HashMap::new();
    let mut rows: BTreeMap<u32, Row> = BTreeMap::new();
    let first = hidden.cells.iter().map(|cell| cell.row).min();
    for cell in hidden.cells.iter() {
        if Some(cell.row) == first {
            heads.insert(cell.column, trim(cell.text).to_owned());
        } else {
            let (head, taken) = (heads.get(&cell.column)?.clone(), Taken::read(cell.text)?);
            rows.entry(cell.row).or_default().insert(head, taken);
        }
    }
    Some((heads.into_values().collect(), rows.into_values().collect()))
}
