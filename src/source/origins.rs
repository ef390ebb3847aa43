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

    /// Whether a cell still says what was taken: a number is the same however many zeros stand behind its point.
    fn is_same(&self, text: &str) -> bool {
        /// Digits that a spreadsheet keeps of a number.
        const EXACT: usize = 15;
        let number = |text: &str| {
            let digits = text.chars().filter(char::is_ascii_digit).count();
            let plain = text.trim_start_matches('-');
            let is_number = digits <= EXACT
                && !plain.contains(['e', 'E'])
                && (!plain.starts_with('0') || plain == "0" || plain.starts_with("0."));
            text.parse::<f64>().ok().filter(|_| is_number)
        };
        let value = trim(&self.value);
        value == text || number(value).is_some_and(|value| number(text) == Some(value))
    }
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
    /// `None` if no row has the name of the unit among its heads.
    fn new(grid: &'a Grid, text: &'a str, collected: &'a BTreeSet<String>) -> Option<Self> {
        let mut shown = Self { grid, text, head: 0, columns: BTreeMap::new(), collected };
        shown.head = (0..grid.rows.len()).find(|&row| {
            let filled = grid.filled(row);
            shown.columns = filled.map(|column| (shown.said(row, column), column)).collect();
            shown.columns.contains_key(UNIT[1])
        })?;
        Some(shown)
    }

    fn said(&self, row: usize, column: usize) -> &'a str {
        let span = self.grid.cell(row, column).span;
        trim(&self.text[span.start..span.end])
    }

    fn unit(&self, row: usize) -> [&'a str; 2] {
        UNIT.map(|head| self.columns.get(head).map_or("", |column| self.said(row, *column)))
    }

    /// What was taken of a unit: by name alone where the codes were taken out.
    fn key(&self, unit: [&'a str; 2]) -> [&'a str; 2] {
        let code = if self.columns.contains_key(UNIT[0]) { unit[0].trim_start_matches('0') } else { "" };
        [code, unit[1]]
    }

    /// Whether a row holds anything that was collected.
    fn is_blank(&self, row: usize) -> bool {
        let mut columns = self.columns.iter().filter(|(head, _)| self.collected.contains(**head));
        columns.all(|(_, column)| self.said(row, *column).is_empty())
    }

    /// How many cells of a row still say what was taken.
    fn agreeing(&self, row: usize, taken: &Row) -> usize {
        let is_same = |head: &str, taken: &Taken| {
            self.columns.get(head).is_some_and(|column| taken.is_same(self.said(row, *column)))
        };
        let others = taken.iter().filter(|(head, _)| !UNIT.contains(&head.as_str()));
        others.filter(|(head, taken)| is_same(head, taken)).count()
    }

    /// Which row was made of which that was taken: those that agree altogether first, of the others the likeliest.
    fn pairs(&self, taken: &[Row]) -> BTreeMap<usize, usize> {
        let mut of_unit: HashMap<[&str; 2], Vec<usize>> = HashMap::new();
        for (number, row) in taken.iter().enumerate() {
            let unit = UNIT.map(|head| row.get(head).map_or("", |taken| trim(&taken.value)));
            let code = if self.columns.contains_key(UNIT[0]) { unit[0].trim_start_matches('0') } else { "" };
            of_unit.entry([code, unit[1]]).or_default().push(number);
        }
        let mut pairs = BTreeMap::new();
        let mut left: BTreeSet<usize> = (0..taken.len()).collect();
        for whole in [true, false] {
            for row in self.head + 1..self.grid.rows.len() {
                if pairs.contains_key(&row) {
                    continue;
                }
                let known = of_unit.get(&self.key(self.unit(row))).into_iter().flatten().copied();
                let free = known.filter(|number| left.contains(number));
                let agreeing = free.map(|number| (self.agreeing(row, &taken[number]), Reverse(number)));
                // Of equals the first.
                let Some((agreeing, Reverse(number))) = agreeing.max() else { continue };
                if !whole || agreeing == self.asked(&taken[number]) {
                    left.remove(&number);
                    pairs.insert(row, number);
                }
            }
        }
        pairs
    }

    /// How many cells of a row that was taken have a column.
    fn asked(&self, taken: &Row) -> usize {
        let others = taken.keys().filter(|head| !UNIT.contains(&head.as_str()));
        others.filter(|head| self.columns.contains_key(head.as_str())).count()
    }

    /// Where the cells of a row come from; what does not agree goes to the changes.
    fn compare(&self, row: usize, taken: &Row, origins: &mut Origins, changes: &mut Vec<Diagnostic>) {
        let name = self.unit(row)[1];
        let collected = self.columns.iter().filter(|(head, _)| self.collected.contains(**head));
        for (head, column) in collected {
            let said = self.said(row, *column);
            let message = match taken.get(*head) {
                // A unit's own cells are why the row is its own.
                Some(taken) if UNIT.contains(head) || taken.is_same(said) => {
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
    let mut origins = Origins::new();
    let Some((heads, taken)) = rows(hidden) else { return origins };
    let source = sources.get(grid.source);
    let file = || Place::Path(source.name.clone());
    let change = |place: Place, message: String| Diagnostic::warning("collected-changed", place, message);
    let Some(shown) = Shown::new(grid, &source.text, &heads) else {
        let message = format!("没有“{}”这一列，各数查不到出处", UNIT[1]);
        findings.push(change(file(), message).hint("把这一列的名称改回来；列可以挪，不要改名称"));
        return origins;
    };
    let mut changes = Vec::new();
    let gone = heads.iter().filter(|head| !shown.columns.contains_key(head.as_str()) && *head != UNIT[0]);
    let gone: Vec<String> = gone.map(|head| format!("“{head}”")).collect();
    if !gone.is_empty() {
        changes
            .push(change(file(), format!("少了{}列：{}；改过名称的，查不到出处", gone.len(), gone.concat())));
    }
    let pairs = shown.pairs(&taken);
    for row in shown.head + 1..grid.rows.len() {
        let name = shown.unit(row)[1];
        match pairs.get(&row) {
            Some(number) => shown.compare(row, &taken[*number], &mut origins, &mut changes),
            None if shown.is_blank(row) => {}
            None if name.is_empty() => {
                let message = "这一行没有单位名称，不是从收回来的表做出来的".to_owned();
                changes.push(change(grid.row_span(row).into(), message));
            }
            None => {
                let message = format!("“{name}”的这一行不是从收回来的表做出来的");
                changes.push(change(grid.row_span(row).into(), message));
            }
        }
    }
    let used: BTreeSet<usize> = pairs.into_values().collect();
    let left: Vec<usize> = (0..taken.len()).filter(|number| !used.contains(number)).collect();
    if !left.is_empty() {
        let names = left.iter().filter_map(|number| taken[*number].get(UNIT[1]));
        let names: Vec<&str> = names.map(|taken| taken.value.as_str()).take(MOST).collect();
        let more = if left.len() > MOST { "等" } else { "" };
        let message = format!("少了{}行：{}{more}", left.len(), names.join("、"));
        changes.insert(0, change(file(), message));
    }
    let untold = changes.len().saturating_sub(MOST);
    changes.truncate(MOST);
    if untold > 0 {
        changes.push(change(file(), format!("另有{untold}处也改过")));
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
