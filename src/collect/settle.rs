//! What came back from all units → each unit's state: what it filled in, what is wrong with it, who sent nothing.
//!
//! Nothing is decided here that a person must decide: of two returns neither counts, a return of nobody is listed, a cell with
//! a fault has no value.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rust_decimal::Decimal;

use crate::batch::columns::Columns;
use crate::batch::roster::{Roster, cell_text};
use crate::collect::form::{Check, Column, EntryForm};
use crate::collect::owner::{Owners, Share};
use crate::collect::reckon::{self, Verdict};
use crate::collect::requirement::{Requirement, Side};
use crate::collect::returned::{self, Filled, Returned, Row, Said};
use crate::collect::sheet::VERSION;
use crate::collect::value::{self, Counts, Value};
use crate::diag::diagnostic::{Diagnostic, Level, Place, Span};
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::figure::formula::{Comparison, Formula};
use crate::figure::parse;
use crate::model::form::{EntryType, state};
use crate::source::grid::Mark;
use crate::source::node::trim;

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
    /// Whether no table could be read in it.
    pub unread: bool,
    /// Whether it is another's return that names this unit: it counts only where nothing else came.
    pub mentioned: bool,
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
            State::Missing => state::MISSING,
            State::Sound(_) => state::SOUND,
            State::Faulty(_) => state::FAULTY,
            State::Several(_) => state::SEVERAL,
        }
    }
}

impl File {
    /// A file that could not be opened.
    pub fn unread(name: &str, told: Diagnostic) -> Self {
        Self { findings: vec![told], unread: true, ..Self::named(name) }
    }

    fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            unit: None,
            findings: Vec::new(),
            rows: Vec::new(),
            spans: Vec::new(),
            filler: Vec::new(),
            unread: false,
            mentioned: false,
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
    owners: Owners<'a>,
}

impl<'a> Settler<'a> {
    /// For the units of a roster.
    pub fn new(form: &'a EntryForm, roster: &'a Roster, columns: &'a Columns) -> Self {
        Self { form, roster, owners: Owners::new(roster, columns) }
    }

    /// Reads a file: what it holds of each unit is a return of its own.
    pub fn files(&self, bytes: &[u8], name: &str, sources: &mut Sources) -> Vec<File> {
        let mut findings = Findings::default();
        let tables = returned::read(bytes, name, self.form, sources, &mut findings);
        if tables.is_empty() {
            return vec![File { findings: findings.list, unread: true, ..File::named(name) }];
        }
        let most = tables.iter().map(|table| table.count).max().unwrap_or(0);
        let mut files: Vec<File> = Vec::new();
        let mut read: Vec<(Vec<Option<usize>>, &Returned)> = Vec::new();
        let (whole, part): (Vec<_>, Vec<_>) = tables.iter().partition(|table| table.count == most);
        for table in whole.into_iter().chain(part) {
            let place = table.head.map_or_else(|| Place::Path(name.to_owned()), Place::Span);
            let shares = self.owners.shares(table, &place);
            let known = |share: &Share| files.iter().any(|file| file.unit == share.unit);
            if !files.is_empty() && shares.iter().any(|share| share.unit.is_none() || known(share)) {
                let of_same = |units: &[Option<usize>]| {
                    shares.iter().all(|share| share.unit.is_none() || units.contains(&share.unit))
                };
                let is_copy = read.iter().any(|(units, other)| of_same(units) && table.has_rows_of(other));
                self.second(table, &shares, is_copy, most, &mut files);
                continue;
            }
            read.push((shares.iter().map(|share| share.unit).collect(), table));
            for (number, share) in shares.iter().enumerate() {
                let mut file = self.share(table, share, &place, name);
                if number == 0 {
                    file.findings.extend(table.findings.iter().cloned());
                }
                files.push(file);
            }
        }
        if let Some(first) = files.first_mut() {
            first.findings.extend(findings.list);
        }
        files
    }

    /// A further table of units that have one already, or of nobody: as good as the first, nobody knows which counts; else it is
    /// told.
    fn second(&self, table: &Returned, shares: &[Share], is_copy: bool, most: usize, files: &mut [File]) {
        let place = table.head.map_or_else(|| Place::Path(files[0].name.clone()), Place::Span);
        let same = |file: &&mut File| shares.iter().any(|share| share.unit == file.unit);
        let told = if table.count == most && is_copy {
            let message = format!("里面又有一张“{}”，填的与前面那张一样，只算一张", self.form.name);
            Diagnostic::warning("return-table", place, message).hint("核实是不是重复的")
        } else if table.count == most {
            let message = format!("里面又有一张“{}”，填的与前面那张不同，不知道用哪一张", self.form.name);
            Diagnostic::error("return-table", place, message).hint(if self.form.many {
                "都要报的，把各行接在一张表里，一行也不少；有一张作废的，删去那一张"
            } else {
                "核实以哪一张为准，把作废的那一张删去"
            })
        } else {
            let message = format!("这里还有一张像“{}”的表，没有读", self.form.name);
            Diagnostic::warning("return-table", place, message).hint("看一看是什么；用不着的删去")
        };
        let mut any = false;
        for file in files.iter_mut().filter(same) {
            file.findings.push(told.clone());
            any = true;
        }
        if !any {
            files[0].findings.push(told);
        }
    }

    /// What a table holds of a unit.
    fn share(&self, table: &Returned, share: &Share, place: &Place, name: &str) -> File {
        let mut findings = Findings::from(share.findings.clone());
        let mut file = File { unit: share.unit, mentioned: share.mentioned, ..File::named(name) };
        self.version(table, &mut findings);
        self.missing_columns(table, place, &mut findings);
        let rows: Vec<&Row> = share.rows.iter().map(|row| &table.rows[*row]).collect();
        self.rows(&rows, table, place, &mut file, &mut findings);
        let said = |said: &Option<Said>| said.as_ref().map(|said| cell_text(&said.text).into_owned());
        let filler = table.filler.iter();
        file.filler = filler.map(|(label, text)| (label.clone(), said(text).unwrap_or_default())).collect();
        file.findings = findings.list;
        file
    }

    fn version(&self, returned: &Returned, findings: &mut Findings) {
        if let (Some(said), Some(round)) = (&returned.round, &self.form.round)
            && said.text != round.replace(char::is_whitespace, "")
        {
            let message = format!("这张表是“{}”的，现在收的是“{round}”的", said.text);
            let told = Diagnostic::error("return-version", said.span, message);
            findings.push(told.hint("用这次发下去的表重新填"));
            return;
        }
        if let Some(version) = returned.version.as_ref().filter(|version| version.text != self.form.version) {
            let by_hand = |version: &str| version.rsplit_once('-').map(|(own, _)| own.to_owned());
            let is_same = by_hand(&version.text) == by_hand(&self.form.version);
            if is_same && returned.missing.is_empty() && returned.more.is_empty() {
                // The form was mended after it went out: what stands under the same names is read as it is asked for now.
                let message = format!(
                    "表单改过，{VERSION}是“{}”，现在是“{}”；栏目一样，照读",
                    version.text, self.form.version
                );
                let told = Diagnostic::warning("return-version", version.span, message);
                findings.push(told.hint("意思变了的，资料里的“版本”换一个，旧表就不读"));
                return;
            }
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

    fn rows(
        &self,
        rows: &[&Row],
        returned: &Returned,
        place: &Place,
        file: &mut File,
        findings: &mut Findings,
    ) {
        if rows.is_empty() {
            // The rows are others'.
            if !returned.rows.is_empty() {
                return;
            }
            let told = Diagnostic::error("return-rows", place.clone(), "表是空的，一格也没有填");
            findings.push(told.hint("填好以后再报"));
            return;
        }
        if !self.form.many {
            for row in &rows[1..] {
                let told = Diagnostic::error("return-rows", row.span, "这张表只填一行，这里又多了一行");
                findings.push(told.hint("只留一行，别的删去"));
            }
        }
        for row in rows {
            let values = self.values(row, returned, findings);
            self.checks(&values, row, &returned.missing, findings);
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
            if let Some(told) = doubtful(column, cell) {
                findings.push(told);
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
                Ok(value) => {
                    if let Counts::Number(number) = value.counts
                        && number < Decimal::ZERO
                        && column.least.is_none()
                    {
                        let message = format!("“{}”写的是“{}”，比0小", column.key, cell.text);
                        let told = Diagnostic::warning("return-bounds", cell.span, message);
                        findings.push(told.hint("核实；不会有负数的，表单的这一栏写上“最小: 0”"));
                    }
                    values.push(Some(value));
                }
                Err(fault) => {
                    findings.push(Diagnostic::error(fault.code, cell.span, fault.message).hint(fault.hint));
                    values.push(None);
                }
            }
        }
        values
    }

    /// What must hold between the columns.
    fn checks(&self, values: &[Option<Value>], row: &Row, missing: &[usize], findings: &mut Findings) {
        let unit_row = reckon::row(self.form, values, row.span);
        let book = reckon::book(&unit_row, Vec::new());
        for Check { condition, when, message, doubtful } in &self.form.checks {
            if let Some(when) = when {
                match reckon::judge(when, &book) {
                    Ok((Verdict::Holds, _)) => {}
                    Ok(_) => continue,
                    Err(trouble) => {
                        let told = format!("前提“{}”算不出来：{}", when.text, trouble.fault.message);
                        findings.push(unreckoned(told, when, row.span));
                        continue;
                    }
                }
            }
            let (told, cells) = match reckon::judge(condition, &book) {
                Ok((Verdict::Fails(left, right), cells)) => {
                    let own =
                        message.as_ref().map(|own| own.trim_end_matches(['。', '；', '！', '：', '，']));
                    let own = own.map_or_else(|| format!("“{}”不成立", condition.text), str::to_owned);
                    (format!("{own}：{}", self.found(condition, &left, &right)), cells)
                }
                Ok((Verdict::Unknown, _)) => {
                    findings.list.extend(self.unjudged(condition, values, row, missing));
                    continue;
                }
                Ok((Verdict::Holds, _)) => continue,
                Err(trouble) => {
                    let told = format!("“{}”算不出来：{}", condition.text, trouble.fault.message);
                    findings.push(unreckoned(told, condition, row.span));
                    continue;
                }
            };
            let place = cells.first().copied().unwrap_or(row.span);
            let told = if *doubtful {
                Diagnostic::warning("return-check", place, told)
            } else {
                Diagnostic::error("return-check", place, told)
            };
            findings.push(told.hint(format!("核对{}，改正填错的", these(&condition.names()))));
        }
    }

    /// A condition of numbers of which some may be left blank, and are: the rest was held against nothing.
    fn unjudged(
        &self,
        condition: &Requirement,
        values: &[Option<Value>],
        row: &Row,
        missing: &[usize],
    ) -> Option<Diagnostic> {
        let columns: Vec<usize> =
            condition.names().iter().filter_map(|name| self.form.column(name)).collect();
        let (there, without): (Vec<usize>, Vec<usize>) =
            columns.iter().partition(|at| values[**at].is_some());
        let form = &self.form.columns;
        let is_left_blank = |at: &usize| {
            let cell = &row.cells[*at];
            form[*at].optional && cell.text.is_empty() && !cell.covered && !missing.contains(at)
        };
        if there.is_empty()
            || !columns.iter().all(|at| form[*at].is_number())
            || !without.iter().all(is_left_blank)
        {
            return None;
        }
        let names: Vec<&str> = without.iter().map(|at| form[*at].key.as_str()).collect();
        let message = format!("“{}”没有核对：“{}”没有填", condition.text, names.join("”“"));
        let told = Diagnostic::warning("return-check", row.cells[*without.first()?].span, message);
        Some(told.hint("没有的填0"))
    }

    /// What was filled in where a condition does not hold.
    fn found(&self, condition: &Requirement, left: &str, right: &str) -> String {
        let other = match &condition.right {
            Side::Words(_) | Side::Day(_) => return format!("填的是“{left}”"),
            Side::Formula(_) if left == right => return format!("两边都是{left}"),
            Side::Formula(other) => other,
        };
        let is_words = |name: &str| {
            let at = self.form.column(name);
            at.is_some_and(|at| {
                matches!(self.form.columns[at].what, EntryType::Words | EntryType::Choice | EntryType::YesNo)
            })
        };
        let of = |formula: &Formula, written: &str, value: &str| match formula {
            Formula::Number { .. } => None,
            Formula::Name(name) if is_words(name) => Some(format!("“{name}”填的是“{value}”")),
            _ => Some(format!("“{}”是{value}", trim(written))),
        };
        let (one, _, two) =
            parse::compared(&condition.text).unwrap_or((&condition.text, Comparison::Equal, ""));
        let sides = [of(&condition.left, one, left), of(other, two, right)];
        sides.into_iter().flatten().collect::<Vec<_>>().join("，")
    }

    /// Files that are no tables and are called after a unit of which nothing else came: they came, and cannot be read. Which
    /// of them is given back.
    pub fn called<'p>(&self, others: &'p [PathBuf], collection: &mut Collection) -> Vec<&'p Path> {
        let mut called = Vec::new();
        for path in others {
            let name = path.display().to_string();
            let Some(unit) = self.owners.called(&name) else { continue };
            let at = collection.files.len();
            if collection.units[unit] != State::Missing {
                continue;
            }
            let told =
                Diagnostic::error("return-other", Place::Path(name.clone()), "这个文件不是表格，没有读")
                    .hint("交填好的 Excel 文件");
            collection.files.push(File { unit: Some(unit), ..File::unread(&name, told) });
            collection.units[unit] = State::Faulty(at);
            called.push(path.as_path());
        }
        called
    }

    /// The state of every unit.
    pub fn collection(&self, mut files: Vec<File>) -> Collection {
        let mut of_unit: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for mentioned in [false, true] {
            let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
            for (at, file) in files.iter().enumerate().filter(|(_, file)| file.mentioned == mentioned) {
                if let Some(unit) = file.unit {
                    found.entry(unit).or_default().push(at);
                }
            }
            for (unit, found) in found {
                of_unit.entry(unit).or_insert(found);
            }
        }
        // A file that cannot be read and is called after a unit to the letter: something came of it.
        for (at, file) in files.iter_mut().enumerate().filter(|(_, file)| file.unread) {
            let unit = self.owners.called(&file.name);
            if let Some(unit) = unit.filter(|unit| !of_unit.contains_key(unit)) {
                of_unit.insert(unit, vec![at]);
                file.unit = Some(unit);
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

/// What is told of a cell with characters that are struck out, or a number with digits above the line.
fn doubtful(column: &Column, cell: &Filled) -> Option<Diagnostic> {
    let is_exact = column.is_number() || column.what == EntryType::Date;
    let what = match cell.doubt? {
        Mark::Struck => "划去的字",
        Mark::Raised if is_exact => "上标或者下标",
        Mark::Raised => return None,
    };
    let asked = if is_exact { "看不准填的是多少" } else { "看不准填的是什么" };
    let message = format!("“{}”这一格里有{what}，{asked}", column.key);
    Some(Diagnostic::error("return-cell", cell.span, message).hint("删去不要的字，只留要报的"))
}

/// `“甲”“乙”这几栏`.
fn these(names: &[&str]) -> String {
    let quoted: String = names.iter().map(|name| ["“", name, "”"].concat()).collect();
    let count = if names.len() == 1 { "一" } else { "几" };
    format!("{quoted}这{count}栏")
}

/// A condition that cannot be reckoned over what was filled in: nobody knows whether anything is wrong.
fn unreckoned(told: String, condition: &Requirement, row: Span) -> Diagnostic {
    let told = Diagnostic::warning("return-check", row, told);
    told.hint(format!("核对{}，没有填错就不用改", these(&condition.names())))
}
