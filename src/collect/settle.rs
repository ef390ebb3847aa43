//! What came back from all units → each unit's state: what it filled in, what is wrong with it, who sent nothing.
//!
//! Nothing is decided here that a person must decide: of two returns neither counts, a return of nobody is listed, a cell with
//! a fault has no value.

use std::collections::BTreeMap;

use crate::batch::columns::Columns;
use crate::batch::lists::{NotFound, Units};
use crate::batch::roster::{Roster, cell_text};
use crate::collect::form::{Check, EntryForm};
use crate::collect::make::unit;
use crate::collect::reckon::{self, Verdict};
use crate::collect::requirement::Requirement;
use crate::collect::returned::{self, Returned, Row, Said};
use crate::collect::sheet::{CODE, UNIT, VERSION};
use crate::collect::value::{self, Value};
use crate::diag::diagnostic::{Diagnostic, Level, Place};
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;

/// What was sent in, and by whom.
#[derive(Debug, Default)]
pub struct Collection {
    /// The files in the order in which they were given.
    pub files: Vec<File>,
    /// The units in the order of the roster.
    pub units: Vec<State>,
}

/// A file.
#[derive(Debug)]
pub struct File {
    /// As the user wrote it.
    pub name: String,
    /// The row of the unit that it is of.
    pub unit: Option<usize>,
    /// What is wrong with it, and what is to be looked at.
    pub findings: Vec<Diagnostic>,
    /// Its rows: one value for each column.
    pub rows: Vec<Vec<Option<Value>>>,
    /// The places of the rows.
    pub spans: Vec<crate::diag::diagnostic::Span>,
    /// 填表栏 with what was filled in.
    pub filler: Vec<(String, String)>,
}

/// The state of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Nothing came.
    Missing,
    /// The file with this number counts.
    Sound(usize),
    /// The file with this number is to be corrected.
    Faulty(usize),
    /// Several came: which one counts is for people to say.
    Several(Vec<usize>),
}

impl State {
    /// As lists call it.
    pub fn word(&self) -> &'static str {
        match self {
            State::Missing => "未报",
            State::Sound(_) => "已报",
            State::Faulty(_) => "退回修改",
            State::Several(_) => "重复报送",
        }
    }
}

impl File {
    /// A file that could not be opened.
    pub fn unread(name: &str, told: Diagnostic) -> Self {
        Self {
            name: name.to_owned(),
            unit: None,
            findings: vec![told],
            rows: Vec::new(),
            spans: Vec::new(),
            filler: Vec::new(),
        }
    }

    /// Whether anything is wrong with it.
    pub fn is_faulty(&self) -> bool {
        self.findings.iter().any(|told| told.level == Level::Error)
    }
}

/// What returns are held against.
pub struct Settler<'a> {
    form: &'a EntryForm,
    roster: &'a Roster,
    columns: &'a Columns,
    units: Units<'a>,
}

impl<'a> Settler<'a> {
    /// For the units of a roster.
    pub fn new(form: &'a EntryForm, roster: &'a Roster, columns: &'a Columns) -> Self {
        Self { form, roster, columns, units: Units::new(roster, columns) }
    }

    /// Reads a file.
    pub fn file(&self, bytes: &[u8], name: &str, sources: &mut Sources) -> File {
        let mut findings = Findings::default();
        let returned = returned::read(bytes, name, self.form, sources, &mut findings);
        let mut file = File {
            name: name.to_owned(),
            unit: None,
            findings: Vec::new(),
            rows: Vec::new(),
            spans: Vec::new(),
            filler: Vec::new(),
        };
        if let Some(returned) = returned {
            let place = returned.head.map_or_else(|| Place::Path(name.to_owned()), Place::Span);
            file.unit = self.whose(&returned, &place, &mut findings);
            self.version(&returned, &mut findings);
            self.missing_columns(&returned, &place, &mut findings);
            self.rows(&returned, &place, &mut file, &mut findings);
            let said = |said: Option<Said>| said.map(|said| cell_text(&said.text).into_owned());
            file.filler = returned
                .filler
                .into_iter()
                .map(|(label, text)| (label, said(text).unwrap_or_default()))
                .collect();
        }
        file.findings = findings.list;
        file
    }

    /// The unit that a return is of.
    fn whose(&self, returned: &Returned, place: &Place, findings: &mut Findings) -> Option<usize> {
        let named = |said: &Said| self.units.find(&cell_text(&said.text));
        let mut tell = |place: Place, message: String, hint: String| {
            findings.push(Diagnostic::error("return-unit", place, message).hint(hint));
        };
        let by_code = returned.code.as_ref().map(|code| (code, named(code)));
        let by_name = returned.unit.as_ref().map(|name| (name, named(name)));
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
                let message = format!("名册里没有{CODE}“{}”", code.text);
                let hint = match row {
                    Some(row) => {
                        let right = unit(self.roster, self.columns, row).code;
                        format!("“{}”的代码是“{right}”，改过来", unit(self.roster, self.columns, row).name)
                    }
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
                tell(
                    name.span.into(),
                    message,
                    format!("{near}与名册的全称或简称写得一字不差，或者写上“{CODE}”"),
                );
                None
            }
            (None, None) => {
                tell(place.clone(), "没有写是哪个单位的".to_owned(), format!("在表上面写上“{UNIT}”"));
                None
            }
        }
    }

    fn version(&self, returned: &Returned, findings: &mut Findings) {
        if let Some(version) = returned.version.as_ref().filter(|version| version.text != self.form.version) {
            let message = format!("用的是旧表，{VERSION}是“{}”，现在是“{}”", version.text, self.form.version);
            let told = Diagnostic::error("return-version", version.span, message);
            findings.push(told.hint("用这次发下去的表重新填"));
        }
    }

    fn missing_columns(&self, returned: &Returned, place: &Place, findings: &mut Findings) {
        for at in &returned.missing {
            let message = format!("表里没有“{}”这一栏", self.form.columns[*at].key);
            let told = Diagnostic::error("return-column", place.clone(), message);
            findings.push(told.hint("照发下去的表补上这一栏，不要删改栏目"));
        }
        for more in &returned.more {
            let message = format!("表里多了“{}”一栏，没有读", more.text);
            let told = Diagnostic::warning("return-column", more.span, message);
            findings.push(told.hint("看一看写的是什么，要不要用"));
        }
    }

    fn rows(&self, returned: &Returned, place: &Place, file: &mut File, findings: &mut Findings) {
        if returned.rows.is_empty() {
            let told = Diagnostic::error("return-rows", place.clone(), "表是空的，一格也没有填");
            findings.push(told.hint("填好以后再报"));
            return;
        }
        if !self.form.many {
            for row in &returned.rows[1..] {
                let told = Diagnostic::error("return-rows", row.span, "这张表只填一行，这里又多了一行");
                findings.push(told.hint("只留一行，别的删去"));
            }
        }
        for row in &returned.rows {
            let values = self.values(row, returned, findings);
            self.checks(&values, row, findings);
            file.rows.push(values);
            file.spans.push(row.span);
        }
    }

    fn values(&self, row: &Row, returned: &Returned, findings: &mut Findings) -> Vec<Option<Value>> {
        let mut values = Vec::with_capacity(row.cells.len());
        for (at, (column, cell)) in self.form.columns.iter().zip(&row.cells).enumerate() {
            if cell.covered {
                let message = format!("“{}”这一格与旁边的合并了，不知道填的是什么", column.key);
                let told = Diagnostic::error("return-merged", cell.span, message);
                findings.push(told.hint("取消合并，每一格都填上"));
                values.push(None);
                continue;
            }
            if cell.text.is_empty() {
                if !column.optional && !returned.missing.contains(&at) {
                    let told =
                        Diagnostic::error("return-blank", cell.span, format!("“{}”没有填", column.key));
                    let hint = if column.is_number() { "填上数；没有就填 0" } else { "填上内容" };
                    findings.push(told.hint(hint));
                }
                values.push(None);
                continue;
            }
            match value::read(column, &cell.text, cell.kind, cell.span) {
                Ok(value) => values.push(Some(value)),
                Err(fault) => {
                    findings.push(Diagnostic::error(fault.code, cell.span, fault.message).hint(fault.hint));
                    values.push(None);
                }
            }
        }
        values
    }

    /// What must hold between the columns.
    fn checks(&self, values: &[Option<Value>], row: &Row, findings: &mut Findings) {
        let unit_row = reckon::row(self.form, values, row.span);
        let book = reckon::book(&unit_row, Vec::new());
        let applies = |when: &Requirement| matches!(reckon::judge(when, &book), Ok((Verdict::Holds, _)));
        for Check { condition, when, message, doubtful } in &self.form.checks {
            if when.as_ref().is_some_and(|when| !applies(when)) {
                continue;
            }
            let (told, cells) = match reckon::judge(condition, &book) {
                Ok((Verdict::Fails(left, right), cells)) => {
                    let own = message.clone().unwrap_or_else(|| format!("“{}”不成立", condition.text));
                    (format!("{own}：左边是{left}，右边是{right}"), cells)
                }
                Ok(_) => continue,
                Err(trouble) => {
                    (format!("“{}”算不出来：{}", condition.text, trouble.fault.message), Vec::new())
                }
            };
            let place = cells.first().copied().unwrap_or(row.span);
            let told = if *doubtful {
                Diagnostic::warning("return-check", place, told)
            } else {
                Diagnostic::error("return-check", place, told)
            };
            findings.push(told.hint(format!("核对{}这几栏，改正填错的", quoted(&condition.names()))));
        }
    }

    /// The state of every unit.
    pub fn collection(&self, files: Vec<File>) -> Collection {
        let mut of_unit: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, file) in files.iter().enumerate() {
            if let Some(unit) = file.unit {
                of_unit.entry(unit).or_default().push(at);
            }
        }
        let units = (0..self.roster.len()).map(|row| match of_unit.get(&row).map(Vec::as_slice) {
            None | Some([]) => State::Missing,
            Some([only]) if files[*only].is_faulty() => State::Faulty(*only),
            Some([only]) => State::Sound(*only),
            Some(several) => State::Several(several.to_vec()),
        });
        Collection { units: units.collect(), files }
    }
}

/// `“甲”“乙”`.
fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("“{name}”")).collect()
}
