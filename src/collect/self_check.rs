//! What must hold in a row of a form → a formula of its sheet, which says it before the form is sent: what is not filled in yet,
//! what does not agree.
//!
//! It says less than `collect/settle.rs` rather than anything else: a check that a spreadsheet would reckon otherwise than we do
//! (percent, days, functions, division) is not in it, and then it does not say that all agrees; nor does it where a cell is blank
//! that a check looks at.

use std::collections::BTreeSet;

use crate::collect::form::{Check, Column, EntryForm};
use crate::collect::requirement::{Requirement, Side};
use crate::figure::formula::{Comparison, Formula, Operator};
use crate::model::form::EntryType;
use crate::xlsx;

/// What stands beside the answer, or above it.
pub const LABEL: &str = "核对";
/// What the answer begins with where nothing is wrong.
pub const COMPLETE: &str = "已填齐";
/// Most characters of a formula; a spreadsheet takes 8,192.
const LONGEST: usize = 8000;

/// The formula of the row with this number, counted from 1, whose columns of the form begin with the second; `None` if it would
/// be too long for a spreadsheet.
pub fn formula(form: &EntryForm, row: u32) -> Option<String> {
    let cells = Cells { form, row };
    let numbers = |column: &Column| column.is_number() || column.what == EntryType::Date;
    let words = |column: &Column| !numbers(column);
    let all = cells.runs(|_| true);
    let mut missing: Vec<String> = Vec::new();
    let required = cells.runs(|column| numbers(column) && !column.optional);
    if !required.is_empty() {
        let count = form.columns.iter().filter(|column| numbers(column) && !column.optional).count();
        missing.push(format!("{count}-COUNT({})", required.join(",")));
    }
    let others = cells.runs(|column| numbers(column) && column.optional);
    if !others.is_empty() {
        missing.push(format!("COUNTA({0})-COUNT({0})", others.join(",")));
    }
    missing.extend(
        cells.runs(|column| words(column) && !column.optional).iter().map(|run| format!("COUNTBLANK({run})")),
    );
    let names = form.columns.iter().enumerate().map(|(at, column)| {
        let cell = cells.at(at);
        let name = literal(&format!("“{}”", column.key));
        match (numbers(column), column.optional) {
            (true, true) => format!("IF(COUNTA({cell})=COUNT({cell}),\"\",{name})"),
            (true, false) => format!("IF(COUNT({cell})=1,\"\",{name})"),
            (false, false) => format!("IF({cell}=\"\",{name},\"\")"),
            (false, true) => String::new(),
        }
    });
    let names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
    let missing = if missing.is_empty() { "0".to_owned() } else { missing.join("+") };
    let listed = if names.is_empty() {
        literal("")
    } else {
        format!("IF({missing}=0,\"\",{}&\"没有填好。\")", names.join("&"))
    };
    let mut known: Vec<(String, String)> =
        form.checks.iter().filter_map(|check| Some((cells.holds(check)?, told(check)))).collect();
    let is_each_known = known.len() == form.checks.len();
    let mut seen = BTreeSet::new();
    known.retain(|check| seen.insert(check.clone()));
    // What does not fit is left out from the end, the names last.
    let unnamed = format!("IF({missing}=0,\"\",\"有的栏没有填好。\")");
    let counts = (0..=known.len()).rev();
    let ways = counts.clone().map(|count| (&listed, count)).chain(counts.map(|count| (&unnamed, count)));
    ways.into_iter().find_map(|(listed, count)| {
        let is_whole = is_each_known && count == known.len();
        let agrees = if is_whole && count > 0 { agrees(&cells) } else { literal(COMPLETE) };
        let written = answer(form, &all, &missing, listed, &known[..count], &agrees);
        (xlsx::length(&written) <= LONGEST).then_some(written)
    })
}

/// What the formula gives as long as nothing is filled in; of several rows most stay blank.
pub fn blank(form: &EntryForm) -> &'static str {
    if form.many { " " } else { "还没有填" }
}

/// That all is filled in and agrees: every check was judged if what it looks at is there.
fn agrees(cells: &Cells<'_>) -> String {
    let (complete, whole) = (literal(COMPLETE), literal(&format!("{COMPLETE}，各栏相符")));
    let checks = cells.form.checks.iter();
    let names = checks.flat_map(|check| {
        let when = check.when.iter().flat_map(Requirement::names);
        check.condition.names().into_iter().chain(when)
    });
    let names: BTreeSet<usize> = names.filter_map(|name| cells.form.column(name)).collect();
    let blank = names.into_iter().filter(|at| cells.form.columns[*at].optional);
    let there: Vec<String> = blank.map(|at| cells.there(at)).collect();
    if there.is_empty() { whole } else { format!("IF(AND({}),{whole},{complete})", there.join(",")) }
}

/// The whole formula.
fn answer(
    form: &EntryForm,
    all: &[String],
    missing: &str,
    listed: &str,
    checks: &[(String, String)],
    agrees: &str,
) -> String {
    let blank = literal(blank(form));
    let (mut hold, mut told) = (String::new(), String::new());
    for (holds, words) in checks {
        hold.push_str(&format!(",{holds}"));
        told.push_str(&format!("&IF({holds},\"\",{})", literal(&format!("{words}。"))));
    }
    format!(
        "=IF(COUNTA({})=0,{blank},IFERROR(IF(AND({missing}=0{hold}),{agrees},{listed}{told}),\"填的有不是数的，算不了\"))",
        all.join(",")
    )
}

/// What is said where a check does not hold.
fn told(check: &Check) -> String {
    let own = check.message.as_ref().map(|message| message.trim_end_matches(['。', '；', '！']).to_owned());
    let words = own.unwrap_or_else(|| format!("“{}”不成立", check.condition.text));
    if check.doubtful { format!("请核实：{words}") } else { words }
}

/// The cells of a row.
struct Cells<'f> {
    form: &'f EntryForm,
    row: u32,
}

impl Cells<'_> {
    /// The cell of a column of the form.
    fn at(&self, column: usize) -> String {
        format!("{}{}", xlsx::column_letters(column as u16 + 1), self.row)
    }

    /// The cells of such columns, those side by side as one range.
    fn runs(&self, wanted: impl Fn(&Column) -> bool) -> Vec<String> {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for (at, column) in self.form.columns.iter().enumerate() {
            match runs.last_mut() {
                _ if !wanted(column) => {}
                Some((_, last)) if *last + 1 == at => *last = at,
                _ => runs.push((at, at)),
            }
        }
        let range = |(first, last): (usize, usize)| {
            if first == last { self.at(first) } else { format!("{}:{}", self.at(first), self.at(last)) }
        };
        runs.into_iter().map(range).collect()
    }

    /// Whether a check holds, or cannot be judged yet; `None` if a spreadsheet would reckon it otherwise than we do.
    fn holds(&self, check: &Check) -> Option<String> {
        let condition = self.condition(&check.condition)?;
        let own = check.condition.names();
        let mut names = own.clone();
        let condition = match &check.when {
            None => condition,
            Some(when) => {
                names.extend(when.names().into_iter().filter(|name| !own.contains(name)));
                format!("IF({},{condition},TRUE)", self.condition(when)?)
            }
        };
        let there = names.into_iter().map(|name| Some(self.there(self.form.column(name)?)));
        let there: Vec<String> = there.collect::<Option<_>>()?;
        if there.is_empty() {
            return None;
        }
        Some(format!("IF(AND({}),{condition},TRUE)", there.join(",")))
    }

    /// Whether a cell is filled in.
    fn there(&self, at: usize) -> String {
        let cell = self.at(at);
        if self.form.columns[at].is_number() { format!("COUNT({cell})=1") } else { format!("{cell}<>\"\"") }
    }

    fn condition(&self, requirement: &Requirement) -> Option<String> {
        let sign = match requirement.comparison {
            Comparison::Equal => "=",
            Comparison::Different => "<>",
            Comparison::AtLeast => ">=",
            Comparison::AtMost => "<=",
            Comparison::More => ">",
            Comparison::Less => "<",
            Comparison::Holds => return None,
        };
        let same = |parts: Vec<String>| match requirement.comparison {
            Comparison::Equal => Some(format!("OR({})", parts.join(","))),
            Comparison::Different => Some(format!("NOT(OR({}))", parts.join(","))),
            _ => None,
        };
        let words = |formula: &Formula| match formula {
            Formula::Name(name) => {
                let (at, column) = self.column(name)?;
                let is_words = matches!(column.what, EntryType::Words | EntryType::Choice | EntryType::YesNo);
                is_words.then(|| self.at(at))
            }
            _ => None,
        };
        let right = match (&requirement.right, words(&requirement.left)) {
            (Side::Words(wanted), Some(cell)) => {
                return same(
                    wanted.iter().map(|word| format!("EXACT(TRIM({cell}),{})", literal(word))).collect(),
                );
            }
            (Side::Words(_), None) | (Side::Day(_), _) => return None,
            (Side::Formula(right), cell) => match (cell, words(right)) {
                (Some(one), Some(other)) => return same(vec![format!("EXACT(TRIM({one}),TRIM({other}))")]),
                (None, None) => right,
                _ => return None,
            },
        };
        // What a sum of fractions has too much in its last place is no difference.
        Some(format!("ROUND({}-({}),6){sign}0", self.number(&requirement.left)?, self.number(right)?))
    }

    /// A formula of numbers.
    fn number(&self, formula: &Formula) -> Option<String> {
        match formula {
            Formula::Number { value, percent: false } => Some(value.normalize().to_string()),
            Formula::Name(name) => {
                let (at, column) = self.column(name)?;
                matches!(column.what, EntryType::Number | EntryType::Whole).then(|| self.at(at))
            }
            Formula::Binary { operator, left, right } => {
                let sign = match operator {
                    Operator::Plus => '+',
                    Operator::Minus => '-',
                    Operator::Times => '*',
                    Operator::Over => return None,
                };
                Some(format!("({}{sign}{})", self.number(left)?, self.number(right)?))
            }
            Formula::Number { .. } | Formula::Call { .. } => None,
        }
    }

    fn column(&self, key: &str) -> Option<(usize, &Column)> {
        let at = self.form.column(key)?;
        Some((at, &self.form.columns[at]))
    }
}

/// A text as a formula has it; of more than 255 characters it takes several.
fn literal(text: &str) -> String {
    const MOST: usize = 250;
    let (mut parts, mut length) = (vec![String::new()], 0);
    for c in text.chars() {
        let written = match c {
            '"' => "\"\"".to_owned(),
            '\n' => " ".to_owned(),
            c => c.to_string(),
        };
        length += xlsx::length(&written);
        if length > MOST {
            parts.push(String::new());
            length = xlsx::length(&written);
        }
        if let Some(part) = parts.last_mut() {
            part.push_str(&written);
        }
    }
    let parts: Vec<String> = parts.iter().map(|part| format!("\"{part}\"")).collect();
    parts.join("&")
}
