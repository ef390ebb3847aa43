//! Whose a table is, and each of its rows: by code, else by exact full or short name, never by likeness.

use std::path::Path;

use crate::batch::columns::Columns;
use crate::batch::lists::{NotFound, Units};
use crate::batch::roster::{Roster, cell_text};
use crate::collect::make::unit;
use crate::collect::returned::{Returned, Said};
use crate::collect::sheet::{CODE, UNIT};
use crate::diag::diagnostic::{Diagnostic, Place};
use crate::diag::findings::Findings;

/// The units that may have sent something.
pub struct Owners<'a> {
    roster: &'a Roster,
    columns: &'a Columns,
    units: Units<'a>,
}

/// The rows of one unit in a table.
#[derive(Debug, Default)]
pub struct Share {
    /// Its row of the roster.
    pub unit: Option<usize>,
    /// Numbers of its rows in the table.
    pub rows: Vec<usize>,
    /// What is wrong with its name.
    pub findings: Vec<Diagnostic>,
    /// Whether the table is another's, and only these rows name this one.
    pub mentioned: bool,
}

impl<'a> Owners<'a> {
    /// The units of a roster.
    pub fn new(roster: &'a Roster, columns: &'a Columns) -> Self {
        Self { roster, columns, units: Units::new(roster, columns) }
    }

    /// The unit that a file is called after, to the letter.
    pub fn called(&self, file: &str) -> Option<usize> {
        let stem = Path::new(file).file_stem()?.to_str()?;
        self.units.find(stem).ok()
    }

    /// The shares of a table: one for each unit that it names, above it or in its rows.
    pub fn shares(&self, returned: &Returned, place: &Place) -> Vec<Share> {
        let mut told = Findings::default();
        let labelled = returned.code.is_some() || returned.unit.is_some();
        let above =
            self.of(returned.code.as_ref(), returned.unit.as_ref(), place, &mut told).filter(|_| labelled);
        let in_rows = returned.rows.iter().any(|row| row.code.is_some() || row.unit.is_some());
        let mut shares: Vec<Share> = Vec::new();
        let mut current = None;
        for (at, row) in returned.rows.iter().enumerate() {
            let (code, name) = (row.code.as_ref(), row.unit.as_ref());
            let (unit, findings) = if code.is_none() && name.is_none() {
                // Where the names of several rows are one, it stands in the first.
                (current.unwrap_or(above), Vec::new())
            } else {
                let mut told = Findings::default();
                let unit = self.of(code, name, place, &mut told);
                // A name that several bear is that of the unit above, too.
                let is_shared =
                    |said: &Said| self.units.find(&cell_text(&said.text)) == Err(NotFound::Several);
                match (above, unit, name.or(code)) {
                    (Some(above), None, Some(said)) if is_shared(said) => (Some(above), Vec::new()),
                    (Some(above), None, Some(said)) => (Some(above), vec![self.otherwise(said, above)]),
                    _ => (unit, told.list),
                }
            };
            current = Some(unit);
            let share = shares.iter().position(|share| share.unit == unit);
            let share = share.unwrap_or_else(|| {
                shares.push(Share { unit, ..Share::default() });
                shares.len() - 1
            });
            shares[share].rows.push(at);
            shares[share].findings.extend(findings);
        }
        if let Some(above) = above {
            self.mentioned(returned, above, &mut shares);
        }
        // By its code one unit's, by its name another's: it holds up the return of neither.
        let other = returned.unit.as_ref().and_then(|name| self.units.find(&cell_text(&name.text)).ok());
        if let (Some(other), Some(own)) = (other.filter(|other| Some(*other) != above), above) {
            for share in shares.iter_mut().filter(|share| share.unit == Some(own)) {
                share.mentioned = true;
            }
            if shares.iter().all(|share| share.unit != Some(other)) {
                let findings = told.list.clone();
                shares.push(Share { unit: Some(other), findings, mentioned: true, ..Share::default() });
            }
        }
        // A name above that is nobody's does not matter where every row has its own, a wrong code does.
        let matters = !in_rows || above.is_some() || returned.code.is_some();
        if shares.is_empty() {
            shares.push(Share { unit: above, ..Share::default() });
        }
        if matters {
            let own = shares.iter().position(|share| share.unit == above).unwrap_or(0);
            shares[own].findings.splice(0..0, told.list);
        }
        shares
    }

    /// Rows of others in the table of a unit.
    fn mentioned(&self, returned: &Returned, above: usize, shares: &mut Vec<Share>) {
        let mut others = Vec::new();
        for share in shares.iter_mut().filter(|share| share.unit != Some(above)) {
            share.mentioned = true;
            let said = share.rows.first().and_then(|row| {
                let row = &returned.rows[*row];
                row.unit.as_ref().or(row.code.as_ref())
            });
            let told = said.map(|said| self.otherwise(said, above));
            share.findings.extend(told.clone());
            others.extend(told);
        }
        if shares.iter().all(|share| share.unit != Some(above)) {
            shares.insert(0, Share { unit: Some(above), findings: others, ..Share::default() });
        }
    }

    fn otherwise(&self, said: &Said, above: usize) -> Diagnostic {
        let known = unit(self.roster, self.columns, above).name;
        let message = format!("这一行的单位写的是“{}”，表上面写的却是“{known}”", said.text);
        Diagnostic::error("return-unit", said.span, message)
            .hint("核实是哪个单位的；一个单位填一张表，不要填在别的单位的表里")
    }

    /// The unit of a code and a name; `None` if it cannot be told, which is told.
    fn of(
        &self,
        code: Option<&Said>,
        name: Option<&Said>,
        place: &Place,
        findings: &mut Findings,
    ) -> Option<usize> {
        let named = |said: &Said| self.units.find(&cell_text(&said.text));
        let mut tell = |place: Place, message: String, hint: String| {
            findings.push(Diagnostic::error("return-unit", place, message).hint(hint));
        };
        // Codes of another roster say nothing where this one has none.
        let by_code = code.filter(|_| self.columns.code.is_some()).map(|code| (code, named(code)));
        let by_name = name.map(|name| (name, named(name)));
        match (by_code, by_name) {
            (Some((code, Ok(row))), by_name) => {
                if let Some((name, other)) = by_name
                    && other != Ok(row)
                    && other != Err(NotFound::Several)
                {
                    let known = unit(self.roster, self.columns, row).name;
                    let message =
                        format!("{CODE}“{}”是“{known}”的，{UNIT}写的却是“{}”", code.text, name.text);
                    let hint = "核实是哪个单位的，把代码和名称改一致".to_owned();
                    tell(name.span.into(), message, hint);
                }
                Some(row)
            }
            (Some((code, Err(_))), by_name) => {
                let row = by_name.and_then(|(_, found)| found.ok());
                let right = row.map(|row| unit(self.roster, self.columns, row));
                let bare = |code: &str| code.trim_start_matches('0').to_owned();
                // Excel takes the noughts off a code that it holds for a number.
                if right.is_some_and(|right| bare(right.code) == bare(&cell_text(&code.text))) {
                    return row;
                }
                let message = format!("名册里没有{CODE}“{}”", code.text);
                let hint = match right {
                    Some(right) => format!("“{}”的代码是“{}”，改过来", right.name, right.code),
                    None => "改成发下去的表上的代码".to_owned(),
                };
                tell(code.span.into(), message, hint);
                row
            }
            (None, Some((_, Ok(row)))) => Some(row),
            (None, Some((name, Err(NotFound::Several)))) => {
                let message = format!("名册里有几个单位都叫“{}”，不知道是哪一个", name.text);
                tell(name.span.into(), message, format!("写上“{CODE}”"));
                None
            }
            (None, Some((name, Err(NotFound::Unknown)))) => {
                let near = self.units.nearest(&cell_text(&name.text));
                let near = near.map_or_else(String::new, |near| format!("是否应为“{near}”；"));
                let message = format!("名册里没有“{}”这个单位", name.text);
                let hint = format!("{near}与名册的全称或简称写得一字不差，或者写上“{CODE}”");
                tell(name.span.into(), message, hint);
                None
            }
            (None, None) => {
                tell(place.clone(), "没有写是哪个单位的".to_owned(), format!("在表上面写上“{UNIT}”"));
                None
            }
        }
    }
}
