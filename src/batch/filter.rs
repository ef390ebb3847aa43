//! `--where 市=天水市`: which rows of the roster are made.

use crate::batch::columns::Columns;
use crate::batch::roster::Roster;
use crate::diag::diagnostic::{Diagnostic, Place};
use crate::diag::findings::Findings;
use crate::diag::nearest::nearest;

/// Conditions that all must hold.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Filter {
    conditions: Vec<Condition>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Condition {
    column: usize,
    values: Vec<String>,
    equal: bool,
}

impl Filter {
    /// Reads the conditions: `列=值`, `列=值、值`, `列≠值`; `空` is a blank cell.
    pub fn all(written: &[String], columns: &Columns, findings: &mut Findings) -> Self {
        let mut filter = Self::default();
        for text in written {
            match condition(text, columns) {
                Ok(condition) => filter.conditions.push(condition),
                Err(fault) => findings.push(*fault),
            }
        }
        filter
    }

    /// The rows for which all hold.
    pub fn rows(&self, roster: &Roster, columns: &Columns) -> Vec<usize> {
        let holds = |row: usize, condition: &Condition| {
            let text = columns.cell(roster, row, condition.column).map_or("", |(text, _)| text);
            let any =
                condition.values.iter().any(|value| value == text || (value == "空" && text.is_empty()));
            any == condition.equal
        };
        (0..roster.len())
            .filter(|row| self.conditions.iter().all(|condition| holds(*row, condition)))
            .collect()
    }
}

fn condition(text: &str, columns: &Columns) -> Result<Condition, Box<Diagnostic>> {
    let signs = [("!=", false), ("<>", false), ("≠", false), ("=", true), ("＝", true)];
    let found = signs
        .iter()
        .filter_map(|(sign, equal)| Some((text.find(sign)?, *sign, *equal)))
        .min_by_key(|(at, ..)| *at);
    let Some((at, sign, equal)) = found.filter(|(at, ..)| *at > 0) else {
        return Err(Box::new(
            Diagnostic::error("bad-option", Place::Nowhere, format!("--where “{text}”的写法不对"))
                .hint("写成 --where 列=值，例如 --where 市=天水市；几个值用顿号隔开；不等于写 ≠"),
        ));
    };
    let name = text[..at].trim();
    let Some(column) = columns.find(name) else {
        let there = columns.list.iter().filter(|column| column.at.is_some() || column.default.is_some());
        let names = there.map(|column| column.name.as_str());
        return Err(Box::new(
            Diagnostic::error(
                "no-such-column",
                Place::Nowhere,
                format!("--where 里的“{name}”不是名册的一列"),
            )
            .meant(nearest(name, names.clone()))
            .hint(format!("名册的列有：{}", names.collect::<Vec<_>>().join("、"))),
        ));
    };
    let values = text[at + sign.len()..].split('、').map(|value| value.trim().to_owned()).collect();
    Ok(Condition { column, values, equal })
}
