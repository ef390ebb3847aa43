//! What formulas reckon with: the ledgers, the figures with a name, the goals, and the stretch of time that counts.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

use rust_decimal::Decimal;

use crate::diag::diagnostic::Span;
use crate::diag::nearest::nearest;
use crate::figure::formula::{Comparison, Condition};
use crate::figure::parse::{self, Fault};
use crate::figure::value::Evaluated;
use crate::model::date::{self, Moment};
use crate::model::form::{Collected, EntryFormData, GradingData, state};
use crate::model::ledger::rows::LedgerRow;
use crate::model::ledger::{Awaited, Ledger, NamedFigure};
use crate::model::period::{Lies, Period};
use crate::model::roster::RosterColumn;
use crate::model::unit_row::UnitRow;
use crate::model::view::View;
use crate::model::workbook::{Indicator, Workbook};

/// A fault of reckoning with its place, if a cell is to blame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// What is wrong.
    pub fault: Fault,
    /// The cell, if there is one.
    pub place: Option<Span>,
}

impl Trouble {
    /// A fault without a cell.
    pub fn new(code: &'static str, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { fault: Fault { code, message: message.into(), hint: hint.into() }, place: None }
    }

    /// The same with a cell.
    pub fn at(mut self, place: Span) -> Self {
        self.place = Some(place);
        self
    }
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Self {
        Self { fault, place: None }
    }
}

/// The data of a workbook as formulas see them.
pub struct Book<'a> {
    /// 台账; of one unit's document, those of its own in the place of the workbook's.
    pub ledgers: Vec<&'a Ledger>,
    /// Ledgers whose files are not there yet.
    pub awaited: &'a [Awaited],
    /// The columns that 名册 lists.
    pub roster: &'a [RosterColumn],
    /// The unit's row of the roster.
    pub unit: Option<&'a UnitRow<'a>>,
    /// 数字.
    pub figures: &'a [NamedFigure],
    /// 指标 of 工作目标.
    pub indicators: &'a [Indicator],
    /// 基本完成线 of 工作目标, in percent.
    pub nearly: Option<Decimal>,
    /// 参加单位 of 活动.
    pub participants: Vec<&'a str>,
    /// 其他.
    pub other: Option<&'a BTreeMap<String, View>>,
    /// The stretch of time that the document counts.
    pub period: Period,
    /// What should be looked at although the figure could be reckoned.
    pub doubts: RefCell<Vec<Trouble>>,
    /// 表单, whose returns ledgers are made of.
    pub form: Option<&'a EntryFormData>,
    /// 评分标准.
    pub grading: Option<&'a GradingData>,
    /// Figures with a name that were reckoned already, by name and stretch of time.
    pub known: RefCell<HashMap<(String, Period), Result<Evaluated, Trouble>>>,
}

/// A ledger that will be made of returns, and was not yet.
fn not_yet(ledger: &Awaited) -> Trouble {
    Trouble::new(
        "ledger-awaited",
        format!("台账“{}”还没有做出来", ledger.name),
        "表收回来以后，运行 gongwen collect read 做出它，再做这份文件；用不到它的文件可以先做，命令后面加上 --kind 和文种，例如 --kind 通知",
    )
    .at(ledger.span)
}

/// The columns that a ledger has.
pub fn listed(columns: &[&str]) -> String {
    if columns.is_empty() {
        "台账里一列也没有：核对是不是空的，或者选错了工作表".to_owned()
    } else {
        format!("台账里有这些列：{}", columns.join("、"))
    }
}

/// Columns that every dated ledger has.
const TIME_COLUMNS: &[&str] = &["年", "季度", "月"];

/// Rows of a ledger that a formula counts.
pub struct Selection<'a> {
    /// The ledger.
    pub ledger: &'a Ledger,
    /// The rows.
    pub rows: Vec<LedgerRow<'a>>,
}

impl<'a> Book<'a> {
    /// The book of a workbook, for one unit if it has a row.
    pub fn new(workbook: &'a Workbook, unit: Option<&'a UnitRow<'a>>, period: Period) -> Self {
        let own = unit.map_or(&[][..], |unit| unit.ledgers.as_slice());
        let ledgers = workbook.ledgers.as_ref().map_or(&[][..], |ledgers| ledgers.list.as_slice());
        Self {
            ledgers: ledgers
                .iter()
                .map(|ledger| own.iter().find(|other| other.name == ledger.name).unwrap_or(ledger))
                .chain(own.iter().filter(|other| ledgers.iter().all(|ledger| ledger.name != other.name)))
                .collect(),
            awaited: workbook.ledgers.as_ref().map_or(&[], |ledgers| ledgers.awaited.as_slice()),
            unit,
            roster: workbook.roster.as_ref().map_or(&[], |roster| roster.columns.as_slice()),
            figures: workbook.figures.as_ref().map_or(&[], |figures| figures.0.as_slice()),
            indicators: workbook.goals.as_ref().map_or(&[], |goals| goals.indicators.as_slice()),
            nearly: workbook.goals.as_ref().and_then(|goals| goals.nearly.as_ref()).map(|line| line.value),
            participants: workbook
                .campaign
                .iter()
                .flat_map(|campaign| campaign.participants.iter().map(|name| name.text.as_str()))
                .collect(),
            other: workbook.other.as_ref().map(|other| &other.0),
            period,
            doubts: RefCell::default(),
            form: workbook.form.as_ref(),
            grading: workbook.grading.as_ref(),
            known: RefCell::default(),
        }
    }

    /// The ledger that has all of `columns`, and the names of the columns in it. `台账.列` names the ledger, too.
    pub fn ledger<'c>(&self, columns: &[&'c str]) -> Result<(&'a Ledger, Vec<&'c str>), Trouble> {
        let named = columns.iter().filter_map(|column| Some(column.split_once('.')?.0));
        let awaited = |name| self.awaited.iter().find(|ledger| ledger.name == name);
        if let Some(ledger) = named.clone().find_map(awaited) {
            return Err(not_yet(ledger));
        }
        // Nobody knows whether a ledger that is not there would do as well.
        let is_open = named.count() == 0;
        let would_do =
            |ledger: &&Awaited| is_open && columns.iter().all(|column| self.will_have(ledger, column));
        let one = self.awaited.iter().find(would_do);
        if let Some(ledger) = one.or_else(|| self.awaited.first().filter(|_| self.ledgers.is_empty())) {
            return Err(not_yet(ledger));
        }
        if self.ledgers.is_empty() {
            return Err(Trouble::new(
                "figure-ledger",
                "资料里没有“台账”，算不出来",
                "在资料里写“台账: 台账.xlsx”，或者把各行直接写在“台账”下面",
            ));
        }
        let mut wanted: Option<&Ledger> = None;
        let mut names = Vec::new();
        for column in columns {
            let split = column.split_once('.').and_then(|(ledger, name)| {
                self.ledgers.iter().find(|known| known.name == ledger).map(|known| (known, name))
            });
            match split {
                Some((ledger, name)) => {
                    if wanted.is_some_and(|other| other.name != ledger.name) {
                        return Err(Trouble::new(
                            "figure-ledger",
                            "一个算式里的列在不同的台账里",
                            "一次只算一个台账，再把两个数加起来",
                        ));
                    }
                    wanted = Some(ledger);
                    names.push(name);
                }
                None => names.push(*column),
            }
        }
        let has = |ledger: &&Ledger| names.iter().all(|name| column_of(ledger, name).is_some());
        let found: Vec<&'a Ledger> = self
            .ledgers
            .iter()
            .copied()
            .filter(|ledger| wanted.is_none_or(|other| other.name == ledger.name))
            .filter(has)
            .collect();
        match found.as_slice() {
            [ledger] => Ok((ledger, names)),
            [] => Err(self.unknown_column(wanted, &names)),
            several => {
                let known: Vec<&str> = several.iter().map(|ledger| ledger.name.as_str()).collect();
                let shown = names.first().map_or("列", |name| *name);
                Err(Trouble::new(
                    "figure-ledger",
                    format!("几个台账都能算：{}，不知道用哪一个", known.join("、")),
                    format!("写明台账，例如 {}.{shown}", known.first().unwrap_or(&"")),
                ))
            }
        }
    }

    /// Whether formulas must name the ledger.
    pub fn has_several(&self) -> bool {
        self.ledgers.len() + self.awaited.len() > 1
    }

    /// Whether a ledger that is not there yet may come to have a column of this name.
    fn will_have(&self, ledger: &Awaited, column: &str) -> bool {
        ledger.made.is_some_and(|made| {
            let asked = |form: &EntryFormData| match made {
                Collected::Returns => form.keys(),
                Collected::Register => form.filler(),
            };
            made.columns().contains(&column)
                // Without the form, nobody knows what was asked for.
                || self.form.is_none_or(|form| asked(form).iter().any(|own| own == column))
        })
    }

    /// Whether a cell in a column of what a collection makes may say so, though none does: that is no slip.
    fn may_say(&self, column: &str, word: &str) -> bool {
        match column {
            "状态" => [state::MISSING, state::SOUND, state::FAULTY, state::SEVERAL].contains(&word),
            "等级" => {
                self.grading.is_some_and(|grading| grading.grades.iter().any(|grade| grade.name.text == word))
            }
            _ => self.form.is_some_and(|form| form.may_say(column, word)),
        }
    }

    /// Where a word stands among those that a column may have: 等级 from the best, a choice as the form lists it. The same for all
    /// others.
    pub fn place(&self, column: &str, word: &str) -> usize {
        let grades = self.grading.filter(|_| column == "等级");
        let place = match grades {
            Some(grading) => grading.grades.iter().position(|grade| grade.name.text == word),
            None => self.form.and_then(|form| form.place(column, word)),
        };
        place.unwrap_or(usize::MAX)
    }

    /// The ledger of this name.
    pub fn called(&self, name: &str) -> Result<&'a Ledger, Trouble> {
        if let Some(ledger) = self.awaited.iter().find(|other| other.name == name) {
            return Err(not_yet(ledger));
        }
        self.ledgers.iter().copied().find(|ledger| ledger.name == name).ok_or_else(|| {
            let all: Vec<&str> = self.ledgers.iter().map(|ledger| ledger.name.as_str()).collect();
            let hint = match (nearest(name, all.iter().copied()), all.is_empty()) {
                (Some(near), _) => format!("是否应为“{near}”"),
                (None, true) => "先把“台账”写好".to_owned(),
                (None, false) => format!("资料里有这些台账：{}", all.join("、")),
            };
            Trouble::new("figure-ledger", format!("没有叫“{name}”的台账"), hint)
        })
    }

    fn unknown_column(&self, wanted: Option<&Ledger>, names: &[&str]) -> Trouble {
        let ledgers: Vec<&Ledger> = match wanted {
            Some(ledger) => vec![ledger],
            None => self.ledgers.clone(),
        };
        let all: Vec<&str> =
            ledgers.iter().flat_map(|ledger| ledger.columns.iter().map(|c| c.name.as_str())).collect();
        let missing = names.iter().find(|name| ledgers.iter().all(|l| column_of(l, name).is_none()));
        match missing {
            Some(name) => {
                let hint = match nearest(name, all.iter().copied()) {
                    Some(near) => format!("是否应为“{near}”"),
                    None => listed(&all),
                };
                Trouble::new("figure-column", format!("台账里没有“{name}”这一列"), hint)
            }
            None => Trouble::new(
                "figure-column",
                format!("没有一个台账同时有这些列：{}", names.join("、")),
                "条件里的列要和被算的列在同一个台账里",
            ),
        }
    }

    /// The rows that count: within the stretch of time, and as the conditions say.
    pub fn select(
        &self,
        columns: &[&str],
        conditions: &[&Condition],
        period: Period,
    ) -> Result<(Selection<'a>, Vec<String>), Trouble> {
        let named: Vec<&str> = columns
            .iter()
            .copied()
            .chain(conditions.iter().filter(|c| !is_scope(c)).map(|c| c.column.as_str()))
            .collect();
        check_scopes(conditions)?;
        let chosen = conditions.iter().find(|c| c.column == "台账").map(|c| format!("{}.", c.values[0]));
        let prefixed: Vec<String> = match &chosen {
            Some(prefix) => named.iter().map(|name| format!("{prefix}{name}")).collect(),
            None => named.iter().map(|name| (*name).to_owned()).collect(),
        };
        let asked: Vec<&str> = prefixed.iter().map(String::as_str).collect();
        let (ledger, names) = if asked.is_empty() && chosen.is_some() {
            let name = chosen.as_deref().map_or("", |prefix| prefix.trim_end_matches('.'));
            let ledger = self.called(name)?;
            (ledger, Vec::new())
        } else {
            self.ledger(&asked)?
        };
        let all_time = conditions.iter().any(|c| c.column == "期间");
        let tests: Vec<(&str, &Condition)> = names[columns.len().min(names.len())..]
            .iter()
            .copied()
            .zip(conditions.iter().copied().filter(|c| !is_scope(c)))
            .collect();
        self.check_values(ledger, &tests);
        let mut rows = Vec::new();
        for row in ledger.rows.iter() {
            if !all_time && !counts(ledger, row, period)? {
                continue;
            }
            let mut fits = true;
            for (column, condition) in &tests {
                if !holds(ledger, row, column, condition)? {
                    fits = false;
                    break;
                }
            }
            if fits {
                rows.push(row);
            }
        }
        let columns = names[..columns.len().min(names.len())].iter().map(|name| (*name).to_owned()).collect();
        Ok((Selection { ledger, rows }, columns))
    }

    /// A value that stands nowhere in its column is probably misspelt.
    fn check_values(&self, ledger: &Ledger, tests: &[(&str, &Condition)]) {
        for (column, condition) in tests {
            let Some(at) = ledger.column(column) else { continue };
            if condition.comparison != Comparison::Equal || Some(at) == ledger.date_column {
                continue;
            }
            for value in condition.values.iter().filter(|value| *value != "空") {
                let texts = || ledger.rows.iter().filter_map(|row| row.cell(at)).map(|cell| cell.text);
                let is_known = ledger.is_of_units() && self.may_say(column, value);
                if is_known || texts().any(|text| same(text, value)) {
                    continue;
                }
                let hint = match nearest(value, texts()) {
                    Some(near) => format!("是否应为“{near}”"),
                    None => "核对写法；确实没有的，算出来是 0".to_owned(),
                };
                self.doubts.borrow_mut().push(Trouble::new(
                    "figure-value",
                    format!("台账的“{column}”一列里没有“{value}”"),
                    hint,
                ));
            }
        }
    }

    /// Whether a ledger has a row in a stretch of time.
    pub fn has_rows(&self, period: Period) -> bool {
        let dates = self.ledgers.iter().flat_map(|ledger| ledger.rows.iter()).filter_map(|row| row.date);
        dates
            .into_iter()
            .any(|date| period.holds(&date) != Lies::Before && period.holds(&date) != Lies::After)
    }

    /// The indicator of this name.
    pub fn indicator(&self, name: &str) -> Result<&'a Indicator, Trouble> {
        self.indicators.iter().find(|indicator| indicator.name.text == name).ok_or_else(|| {
            let names = self.indicators.iter().map(|indicator| indicator.name.text.as_str());
            let hint = match nearest(name, names.clone()) {
                Some(near) => format!("是否应为“{near}”"),
                None if self.indicators.is_empty() => "在“工作目标”里写“指标”".to_owned(),
                None => format!("“工作目标”里有这些指标：{}", names.collect::<Vec<_>>().join("、")),
            };
            Trouble::new("figure-name", format!("“工作目标”里没有指标“{name}”"), hint)
        })
    }
}

/// Conditions that choose the ledger or the time, not rows.
fn is_scope(condition: &Condition) -> bool {
    matches!(condition.column.as_str(), "台账" | "期间")
}

/// 台账 and 期间 take one value each: they choose, they do not compare.
fn check_scopes(conditions: &[&Condition]) -> Result<(), Trouble> {
    for condition in conditions.iter().filter(|condition| is_scope(condition)) {
        let single = condition.comparison == Comparison::Equal && condition.values.len() == 1;
        let (sound, hint) = if condition.column == "期间" {
            let all = condition.values.first().is_some_and(|value| value == "全部");
            (single && all, "只能写 期间=全部；别的时间用 月、季度、年 或 日期，例如 月≤6")
        } else {
            (single, "写一个台账的名称，例如 台账=活动台账；几个台账分别算，再加起来")
        };
        if !sound {
            return Err(Trouble::new("figure-syntax", format!("条件“{condition}”的写法不对"), hint));
        }
    }
    Ok(())
}

/// Where a column stands; 年, 季度 and 月 stand in the date.
fn column_of(ledger: &Ledger, name: &str) -> Option<usize> {
    ledger.column(name).or_else(|| ledger.date_column.filter(|_| TIME_COLUMNS.contains(&name)))
}

/// Whether a row lies in the stretch of time.
fn counts(ledger: &Ledger, row: LedgerRow<'_>, period: Period) -> Result<bool, Trouble> {
    if period.is_open() || ledger.date_column.is_none() {
        return Ok(true);
    }
    let Some(date) = &row.date else {
        return Err(Trouble::new(
            "ledger-date",
            "台账的这一行没有日期，不知道算不算在内",
            "写上日期；只知道月份的写“2012年6月”",
        )
        .at(row.place()));
    };
    match period.holds(date) {
        Lies::Inside => Ok(true),
        Lies::Before | Lies::After => Ok(false),
        Lies::Across => Err(Trouble::new(
            "ledger-date",
            format!(
                "这一行的日期是“{}”，只有一部分在{}之内，不知道算不算",
                date.in_words(),
                period.in_words()
            ),
            "写明是哪一天，或者把起始日期、截止日期定在月初、月末",
        )
        .at(date.span)),
    }
}

/// Whether two texts are the same but for width and blanks, or are the same number.
pub fn same(left: &str, right: &str) -> bool {
    let numeric = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '−' | '－' | '０'..='９'))
    };
    left == right
        || (numeric(left) && numeric(right))
            && match (parse::quantity(left, None), parse::quantity(right, None)) {
                (Some(a), Some(b)) => a == b,
                _ => false,
            }
}

fn holds(ledger: &Ledger, row: LedgerRow<'_>, column: &str, condition: &Condition) -> Result<bool, Trouble> {
    let Some(at) = ledger.column(column) else { return time_part(row, column, condition) };
    let cell = row.cell(at);
    let blank_asked = condition.values.iter().any(|value| value == "空");
    let Some(cell) = cell else {
        return Ok(match condition.comparison {
            Comparison::Equal => blank_asked,
            Comparison::Different => !blank_asked,
            _ => false,
        });
    };
    if Some(at) == ledger.date_column
        && let Some(date) = &row.date
    {
        return date_holds(date, condition);
    }
    let any = |test: &dyn Fn(&str) -> bool| condition.values.iter().any(|value| test(value));
    match condition.comparison {
        Comparison::Equal => Ok(any(&|value| same(cell.text, value))),
        Comparison::Different => Ok(!any(&|value| same(cell.text, value))),
        Comparison::Holds => Ok(any(&|value| cell.text.contains(value))),
        comparison => {
            let number = |text: &str| parse::quantity(text, ledger.columns[at].unit.as_deref());
            let wanted = &condition.values[0];
            if number(wanted).is_none() && date::parse(wanted, cell.span).is_ok() {
                return match date::parse(cell.text, cell.span) {
                    Ok(date) => date_holds(&date, condition),
                    Err(_) => Err(not_a_day(cell.text, column, cell.span)),
                };
            }
            let Some((left, _)) = number(cell.text) else {
                return Err(not_a_number(cell.text, column, cell.span));
            };
            let Some((right, _)) = number(&condition.values[0]) else {
                return Err(Trouble::new(
                    "figure-syntax",
                    format!(
                        "“{column}{}”后面应是一个数，写的却是“{}”",
                        comparison.sign(),
                        condition.values[0]
                    ),
                    "写半角数字",
                ));
            };
            Ok(compares(comparison, left, right))
        }
    }
}

/// The fault of a cell that should be a day.
fn not_a_day(text: &str, column: &str, place: Span) -> Trouble {
    let message = format!("台账“{column}”一列里的“{text}”不是日期");
    Trouble::new("ledger-date", message, "写成“2026年3月5日”或者“2026-03-05”；没有的留空").at(place)
}

/// The fault of a cell that should be a number.
pub fn not_a_number(text: &str, column: &str, place: Span) -> Trouble {
    Trouble::new(
        "ledger-number",
        format!("台账“{column}”一列里的“{text}”不是一个数"),
        "只写数字，单位写在列名的括号里，例如“金额（元）”；没有的留空",
    )
    .at(place)
}

fn compares(comparison: Comparison, left: Decimal, right: Decimal) -> bool {
    match comparison {
        Comparison::AtLeast => left >= right,
        Comparison::AtMost => left <= right,
        Comparison::More => left > right,
        Comparison::Less => left < right,
        Comparison::Equal => left == right,
        Comparison::Different | Comparison::Holds => left != right,
    }
}

fn date_holds(date: &Moment, condition: &Condition) -> Result<bool, Trouble> {
    let mut matched = false;
    for value in condition.values.iter().filter(|value| *value != "空") {
        let other = date::parse(value, date.span)
            .map_err(|fault| Trouble::new("figure-syntax", fault.message, fault.hint))?;
        matched |= match condition.comparison {
            Comparison::Equal | Comparison::Different => date.first >= other.first && date.last <= other.last,
            Comparison::AtLeast => date.first >= other.first,
            Comparison::AtMost => date.last <= other.last,
            Comparison::More => date.first > other.last,
            Comparison::Less => date.last < other.first,
            Comparison::Holds => date.in_words().contains(value.as_str()),
        };
    }
    Ok(matched != (condition.comparison == Comparison::Different))
}

/// 年, 季度, 月 of a row's date.
fn time_part(row: LedgerRow<'_>, column: &str, condition: &Condition) -> Result<bool, Trouble> {
    let Some(date) = &row.date else {
        return Err(Trouble::new("ledger-date", "台账的这一行没有日期", "写上日期").at(row.place()));
    };
    let part = match column {
        "年" => Some(date.year().unsigned_abs()),
        "季度" => date.quarter(),
        _ => date.month(),
    };
    let Some(part) = part else {
        return Err(Trouble::new(
            "ledger-date",
            format!("这一行的日期是“{}”，分不出{column}", date.in_words()),
            "把日期写到月或者日",
        )
        .at(date.span));
    };
    let mut matched = false;
    for value in &condition.values {
        let bare = value.trim_start_matches('第').trim_end_matches(column).trim_end_matches(['份', '度']);
        let Some((number, _)) = parse::quantity(bare, None) else {
            return Err(Trouble::new(
                "figure-syntax",
                format!("“{column}=”后面应是一个数，写的却是“{value}”"),
                format!("例如 {column}={}", if column == "年" { "2012" } else { "2" }),
            ));
        };
        matched |= match condition.comparison {
            Comparison::Different | Comparison::Equal | Comparison::Holds => Decimal::from(part) == number,
            comparison => compares(comparison, Decimal::from(part), number),
        };
    }
    Ok(matched != (condition.comparison == Comparison::Different))
}
