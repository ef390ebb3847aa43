//! Whether a unit's document would name another unit: cells that were filled into the wrong row. What a document says
//! beside its row stands in the workbook for all to see; so the row's own cells, its lists and its overrides are looked at.

use std::collections::{HashMap, HashSet};

use crate::batch::check::Capped;
use crate::batch::columns::Columns;
use crate::batch::job::Job;
use crate::batch::roster::Roster;
use crate::diag::diagnostic::{Diagnostic, Span};
use crate::diag::findings::Findings;
use crate::model::roster::ColumnType;

/// Shortest name that is looked for, in characters: shorter ones are ordinary words.
const SHORTEST: usize = 3;
/// Characters of the basic plane.
const FIRSTS: usize = 1 << 16;

/// The names of all units, to be found in texts.
struct UnitNames<'a> {
    names: HashSet<&'a str>,
    /// One bit for each character that may begin a name; most characters of a text begin none.
    firsts: Vec<u64>,
    /// Lengths of names in characters by their first two.
    lengths: HashMap<[char; 2], Vec<usize>>,
}

impl<'a> UnitNames<'a> {
    fn new(names: impl Iterator<Item = &'a str>) -> Self {
        let names: HashSet<&str> = names.filter(|name| name.chars().count() >= SHORTEST).collect();
        let mut lengths: HashMap<[char; 2], Vec<usize>> = HashMap::new();
        for name in &names {
            let mut chars = name.chars();
            if let (Some(first), Some(second)) = (chars.next(), chars.next()) {
                let known = lengths.entry([first, second]).or_default();
                let length = name.chars().count();
                if !known.contains(&length) {
                    known.push(length);
                }
            }
        }
        for lengths in lengths.values_mut() {
            lengths.sort_unstable_by(|a, b| b.cmp(a));
        }
        let mut firsts = vec![0; FIRSTS / 64];
        for [first, _] in lengths.keys() {
            let (word, bit) = Self::bit(*first);
            firsts[word] |= bit;
        }
        Self { names, firsts, lengths }
    }

    /// Where the bit of a first character stands; characters of other planes share theirs with one of the first.
    fn bit(first: char) -> (usize, u64) {
        let code = first as usize % FIRSTS;
        (code / 64, 1 << (code % 64))
    }

    fn may_begin(&self, first: char) -> bool {
        let (word, bit) = Self::bit(first);
        self.firsts[word] & bit != 0
    }

    /// Names in a text, the longest where several begin, from left to right without overlap.
    fn found(&self, text: &str) -> Vec<&'a str> {
        if !text.chars().any(|c| self.may_begin(c)) {
            return Vec::new();
        }
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let chars: Vec<char> = text.chars().collect();
        let mut found = Vec::new();
        let mut at = 0;
        while at + 1 < chars.len() {
            let pair = Some([chars[at], chars[at + 1]]).filter(|_| self.may_begin(chars[at]));
            let lengths = pair.and_then(|pair| self.lengths.get(&pair));
            let name = lengths.into_iter().flatten().find_map(|length| {
                let end = ends.get(at + length)?;
                self.names.get(&text[ends[at]..*end]).map(|name| (*name, *length))
            });
            match name {
                Some((name, length)) => {
                    found.push(name);
                    at += length;
                }
                None => at += 1,
            }
        }
        found
    }
}

/// Tells of cells that name another unit.
pub fn check(roster: &Roster, columns: &Columns, job: &Job<'_>, findings: &mut Findings) {
    let name = |row: usize| columns.cell(roster, row, columns.unit).map_or("", |(text, _)| text);
    let names = UnitNames::new((0..roster.len()).map(name));
    let mut faults = Capped::new(findings);
    let identity: Vec<usize> = columns
        .parents
        .iter()
        .copied()
        .chain([columns.unit])
        .chain(columns.short)
        .chain(columns.code)
        .collect();
    for row in 0..roster.len() {
        let own = name(row);
        let above: Vec<&str> =
            identity.iter().filter_map(|at| columns.cell(roster, row, *at)).map(|(text, _)| text).collect();
        let mut look = |column: &str, text: &str, span: Span| {
            for other in names.found(text) {
                if other != own && !own.contains(other) && !above.iter().any(|above| above.contains(other)) {
                    let message = format!("“{own}”的“{column}”里写着别的单位：“{other}”");
                    let told = Diagnostic::warning("other-unit", span, message)
                        .hint("核对是不是填错了行；没有错的不用管");
                    faults.push(column, span, told);
                }
            }
        };
        for (at, column) in columns.list.iter().enumerate() {
            // A default is the same for all.
            let Some(place) = column.at.filter(|_| !identity.contains(&at)) else { continue };
            if column.what == ColumnType::Words {
                look(&column.name, roster.text(row, place), roster.span(row, place));
            }
        }
        for shares in &job.shares {
            let ledger = &job.ledgers[shares.ledger];
            let key = ledger.unit_column.as_ref().and_then(|name| ledger.column(&name.text));
            for line in shares.of(row) {
                let line = ledger.rows.get(*line as usize);
                let cells = line.cells().enumerate();
                for (at, cell) in cells.filter(|(at, _)| Some(*at) != key) {
                    if let Some(cell) = cell {
                        look(&ledger.columns[at].name, cell.text, cell.span);
                    }
                }
            }
        }
        for (at, text, span) in job.overrides.get(&row).iter().flat_map(|own| &own.cells) {
            look(&columns.list[*at].name, text, *span);
        }
    }
    faults.finish();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_is_found() {
        let names = UnitNames::new(["城关镇", "城关镇中心小学", "和平乡", "县"].into_iter());
        assert_eq!(names.found("送城关镇中心小学、城关镇和和平乡"), ["城关镇中心小学", "城关镇", "和平乡"]);
        assert!(names.found("城关和平县").is_empty());
        assert!(names.found("").is_empty());
    }
}
