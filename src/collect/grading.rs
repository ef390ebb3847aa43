//! 评分标准 → the marks of each unit, with the reason and the cells of each; its grade.
//!
//! A mark is reckoned or missing, never guessed: a unit of which a value is missing has no total and no grade. Units with equal
//! totals share their place.

use rust_decimal::Decimal;

use crate::collect::form::{Column, EntryForm};
use crate::collect::operand::Reach;
use crate::collect::reckon::{self, Verdict, shown};
use crate::collect::requirement::{self, Requirement, Side};
use crate::collect::value::Value;
use crate::diag::diagnostic::{Diagnostic, Span};
use crate::diag::findings::Findings;
use crate::diag::nearest::nearest;
use crate::figure::book::Book;
use crate::figure::evaluate::{Reckoner, rounded};
use crate::figure::formula::Formula;
use crate::figure::parse::quantity;
use crate::figure::value::{Quantity, Value as Figure};
use crate::model::form::{EntryType, GradingData, ScoreItem, Scoring};
use crate::model::ledger::Ledger;
use crate::model::text::Phrase;
use crate::model::unit_row::UnitRow;

/// 评分标准.
#[derive(Debug, Clone)]
pub struct Grading {
    /// Its name.
    pub name: String,
    /// Its items.
    pub items: Vec<Item>,
    /// Grades from the highest, each with the least total.
    pub grades: Vec<(String, Decimal)>,
    /// 一票否决.
    pub vetoes: Vec<(Requirement, String, String)>,
    /// Whether marks are reckoned from ledgers of the workbook, too.
    pub from_ledgers: bool,
}

/// An item.
#[derive(Debug, Clone)]
pub struct Item {
    /// 项目.
    pub name: String,
    /// 类别.
    pub group: Option<String>,
    /// 分值.
    pub full: Decimal,
    /// 评分办法 in words.
    pub manner: String,
    by: Formula,
    by_text: String,
    by_span: Span,
    how: How,
}

/// How a value becomes marks.
#[derive(Debug, Clone)]
enum How {
    /// In proportion, all of them at so much.
    Ratio(Quantity),
    /// So much, so many marks, from the highest.
    Steps(Vec<(Quantity, Decimal)>),
    /// All or none.
    YesNo,
    /// Off for each `each` beyond `from`.
    Above { from: Quantity, each: Decimal, minus: Decimal },
    /// Off for each `each` short of `to`.
    Below { to: Quantity, each: Decimal, minus: Decimal },
}

/// A mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// So many; `None` if it cannot be reckoned.
    pub points: Option<Decimal>,
    /// Why.
    pub reason: String,
    /// The cells that it rests on.
    pub cells: Vec<Span>,
}

/// The marks of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks {
    /// One for each item.
    pub scores: Vec<Score>,
    /// Their sum; `None` if one is missing.
    pub total: Option<Decimal>,
    /// Its grade.
    pub grade: Option<String>,
    /// Why it has another grade than its total would give.
    pub veto: Option<String>,
}

impl Grading {
    /// 评分标准 of a workbook over a form and the ledgers that have a 单位列. With errors in `findings` nothing may be graded.
    pub fn new(data: &GradingData, form: &EntryForm, ledgers: &[Ledger], findings: &mut Findings) -> Self {
        let keys: Vec<&str> = form.columns.iter().map(|column| column.key.as_str()).collect();
        let items: Vec<Item> =
            data.items.iter().filter_map(|item| self::item(item, &form.columns, &keys, findings)).collect();
        let grades: Vec<(String, Decimal)> =
            data.grades.iter().map(|grade| (grade.name.text.clone(), grade.least.value)).collect();
        if data.grades.is_empty() {
            findings.push(
                Diagnostic::error("grading", data.name.span, "评分标准里没有“等级”").hint(
                    "从高到低写各个等级，例如：等级: [{名称: 先进, 不低于: 90}, {名称: 一般, 不低于: 0}]",
                ),
            );
        }
        for two in data.grades.windows(2) {
            if two[1].least.value >= two[0].least.value {
                let message = format!("“{}”的分数线不比“{}”低", two[1].name.text, two[0].name.text);
                findings
                    .push(Diagnostic::error("grading", two[1].least.span, message).hint("等级从高到低写"));
            }
        }
        if let Some(last) = data.grades.last().filter(|last| last.least.value > Decimal::ZERO) {
            let (name, least) = (&last.name.text, &last.least.written);
            let message = format!("最低的“{name}”不低于{least}分，{least}分以下的没有等级");
            findings.push(
                Diagnostic::error("grading", last.least.span, message)
                    .hint("后面再加一等；没有了，最后一等写“不低于: 0”"),
            );
        }
        let vetoes = data.vetoes.iter().filter_map(|veto| {
            let condition = Requirement::new(&veto.condition, &form.columns, Reach::Ledgers, findings)?;
            let names = grades.iter().map(|(name, _)| name.as_str());
            if !names.clone().any(|name| name == veto.grade.text) {
                findings.push(
                    Diagnostic::error(
                        "grading",
                        veto.grade.span,
                        format!("没有“{}”这个等级", veto.grade.text),
                    )
                    .meant(nearest(&veto.grade.text, names)),
                );
                return None;
            }
            let words =
                veto.note.as_ref().map_or_else(|| veto.condition.text.clone(), |note| note.text.clone());
            Some((condition, veto.grade.text.clone(), words))
        });
        let vetoes: Vec<(Requirement, String, String)> = vetoes.collect();
        let mut calls = Vec::new();
        for item in &items {
            requirement::calls(&item.by, item.by_span, &mut calls);
        }
        for (condition, ..) in &vetoes {
            requirement::calls(&condition.left, condition.span, &mut calls);
            if let Side::Formula(right) = &condition.right {
                requirement::calls(right, condition.span, &mut calls);
            }
        }
        let from_ledgers = self::from_ledgers(&calls, form, ledgers, findings);
        Self { name: data.name.text.clone(), items, grades, vetoes, from_ledgers }
    }

    /// The full marks of all items.
    pub fn full(&self) -> Decimal {
        self.items.iter().map(|item| item.full).sum()
    }

    /// The marks of a unit by its rows, and by its share of the ledgers. A form of one row is reckoned with by its columns; over
    /// several, 合计, 次数 and the like say what counts.
    pub fn marks(
        &self,
        form: &EntryForm,
        rows: &[Vec<Option<Value>>],
        spans: &[Span],
        own: &[Ledger],
    ) -> Option<Marks> {
        let place = *spans.first()?;
        let none = vec![None; form.columns.len()];
        let values = if form.many { &none } else { rows.first()? };
        let ledger = reckon::ledger(form, rows, spans);
        let row = reckon::row(form, values, place);
        let book = reckon::book(&row, std::iter::once(&ledger).chain(own).collect());
        let scores: Vec<Score> = self.items.iter().map(|item| item.score(&book)).collect();
        let total: Option<Decimal> = scores.iter().map(|score| score.points).sum();
        let mut vetoed = None;
        for (condition, grade, words) in &self.vetoes {
            match reckon::judge(condition, &book) {
                Ok((Verdict::Holds, _)) => {
                    vetoed = Some((Some(grade.clone()), words.clone()));
                    break;
                }
                Ok((Verdict::Fails(..), _)) => {}
                // Whether it holds nobody knows: then no grade is known either.
                Ok((Verdict::Unknown, _)) => {
                    let words = format!("看不出来，“{}”里有没填的", condition.text);
                    vetoed = vetoed.or(Some((None, words)));
                }
                Err(trouble) => {
                    let why = trouble.fault.message;
                    let words = format!("看不出来，“{}”算不出来（{why}）", condition.text);
                    vetoed = vetoed.or(Some((None, words)));
                }
            }
        }
        let (grade, veto) = match (vetoed, total) {
            (Some((grade, words)), _) => (grade, Some(words)),
            (None, Some(total)) => {
                let grade = self.grades.iter().find(|(_, least)| total >= *least);
                (grade.map(|(name, _)| name.clone()), None)
            }
            (None, None) => (None, None),
        };
        Some(Marks { scores, total, grade, veto })
    }
}

impl Marks {
    /// Why the grade is not the total's, or why there is none.
    pub fn remarks(&self, grading: &Grading) -> Vec<String> {
        let mut said: Vec<String> = self.veto.iter().map(|words| format!("一票否决：{words}")).collect();
        let scores = grading.items.iter().zip(&self.scores);
        let missing = scores.filter(|(_, score)| score.points.is_none()).map(|(item, _)| item.name.as_str());
        let missing: Vec<&str> = missing.collect();
        if !missing.is_empty() {
            said.push(format!("缺数据，没有评：{}", missing.join("、")));
        }
        said
    }
}

/// Places of units by their totals, from 1; equal totals share one, units without a total have none.
pub fn places(totals: &[Option<Decimal>]) -> Vec<Option<usize>> {
    let higher = |total: &Decimal| totals.iter().flatten().filter(|other| *other > total).count();
    totals.iter().map(|total| total.as_ref().map(|total| higher(total) + 1)).collect()
}

fn missing(data: &ScoreItem, key: &str, hint: &str, findings: &mut Findings) {
    let message = format!("“{}”没有写“{key}”", data.name.text);
    findings.push(Diagnostic::error("grading", data.name.span, message).hint(hint.to_owned()));
}

/// 档, from the highest.
fn steps(
    data: &ScoreItem,
    measure: &dyn Fn(&Phrase, &mut Findings) -> Option<Quantity>,
    findings: &mut Findings,
) -> Option<Vec<(Quantity, Decimal)>> {
    let mut steps = Vec::new();
    for step in &data.steps {
        let least = measure(&step.least, findings)?;
        let lower = |(last, _): &(Quantity, Decimal)| least.value < last.value;
        if !steps.last().is_none_or(lower) {
            let message = format!("“{}”不比上面一档低", step.least.text);
            findings.push(Diagnostic::error("grading", step.least.span, message).hint("各档从高到低写"));
            return None;
        }
        if step.score.value > data.full.value {
            let message = format!("这一档得{}分，比分值{}还多", step.score.written, data.full.written);
            findings.push(Diagnostic::error("grading", step.score.span, message).hint("核对得分和分值"));
            return None;
        }
        steps.push((least, step.score.value));
    }
    if steps.is_empty() {
        missing(data, "档", "例如：档: [{不低于: 90%, 得分: 10}, {不低于: 80%, 得分: 6}]", findings);
        return None;
    }
    Some(steps)
}

/// Why a column cannot be scored in the way that is asked for, and the cure.
fn unfit(data: &ScoreItem, column: Option<&Column>) -> Option<(String, &'static str)> {
    let by = &data.by.text;
    let is_yes_no = column.is_some_and(|column| column.what == EntryType::YesNo);
    if data.how == Scoring::YesNo && !is_yes_no {
        let message = format!("办法是“是否”，“{by}”却不是填是或者否的栏");
        return Some((message, "写一个“类型: 是否”的栏；别的栏用分档、比例、扣分"));
    }
    if data.how != Scoring::YesNo && is_yes_no {
        return Some((format!("“{by}”是填是或者否的，不是数"), "“办法”写成“是否”"));
    }
    let is_words = column.is_some_and(|column| !column.is_number() && !is_yes_no);
    is_words.then(|| (format!("“{by}”不是数，评不了分"), "写填数的栏，或者填是否的栏（办法：是否）"))
}

fn item(data: &ScoreItem, columns: &[Column], keys: &[&str], findings: &mut Findings) -> Option<Item> {
    let by = match requirement::formula(&data.by.text, &data.by, keys) {
        Ok(by) => by,
        Err(fault) => {
            findings.push(*fault);
            return None;
        }
    };
    let full = data.full.value;
    let column = match &by {
        Formula::Name(name) => columns.iter().find(|column| column.key == *name),
        _ => None,
    };
    let is_percent = column.is_some_and(|column| column.what == EntryType::Percent);
    if let Some((message, hint)) = unfit(data, column) {
        findings.push(Diagnostic::error("grading", data.by.span, message).hint(hint));
        return None;
    }
    let measure = |phrase: &Phrase, findings: &mut Findings| -> Option<Quantity> {
        let read = quantity(&phrase.text, None);
        if let Some((value, false)) = read
            && is_percent
            && value > Decimal::ONE
        {
            findings.push(requirement::without_percent(phrase, &data.by.text, value));
            return None;
        }
        if read.is_none() {
            let message = format!("“{}”不是数", phrase.text);
            findings
                .push(Diagnostic::error("grading", phrase.span, message).hint("写一个数，例如 90% 或者 3"));
        }
        read.map(|(value, percent)| Quantity { percent, ..Quantity::plain(value) })
    };
    let full_percent = Quantity { percent: true, ..Quantity::plain(Decimal::ONE_HUNDRED) };
    let how = match data.how {
        Scoring::Ratio => {
            let goal = match &data.goal {
                Some(goal) => measure(goal, findings)?,
                None => full_percent,
            };
            if goal.value <= Decimal::ZERO {
                missing(data, "满分线", "满分线要大于0，例如 95%", findings);
                return None;
            }
            How::Ratio(goal)
        }
        Scoring::Steps => How::Steps(self::steps(data, &measure, findings)?),
        Scoring::YesNo => How::YesNo,
        Scoring::Deduction => {
            let Some(minus) = &data.minus else {
                missing(data, "扣", "写每次扣几分，例如：扣: 2", findings);
                return None;
            };
            let each = match &data.each {
                Some(each) => measure(each, findings)?.value,
                None => Decimal::ONE,
            };
            if each <= Decimal::ZERO {
                missing(data, "每", "“每”要大于0，例如 5%", findings);
                return None;
            }
            match (&data.below, &data.from) {
                (Some(below), _) => How::Below { to: measure(below, findings)?, each, minus: minus.value },
                (None, Some(from)) => How::Above { from: measure(from, findings)?, each, minus: minus.value },
                (None, None) => How::Above { from: Quantity::plain(Decimal::ZERO), each, minus: minus.value },
            }
        }
    };
    Some(Item {
        name: data.name.text.clone(),
        group: data.group.as_ref().map(|group| group.text.clone()),
        full,
        manner: data.manner(),
        by,
        by_text: data.by.text.clone(),
        by_span: data.by.span,
        how,
    })
}

fn taken_off(lost: Decimal) -> String {
    if lost.is_zero() { "不扣分".to_owned() } else { format!("扣{lost}分") }
}

/// Whether any of these calls looks at a ledger of the workbook. One that finds its columns nowhere is told once, not for every
/// unit.
fn from_ledgers(
    calls: &[(&Formula, Span)],
    form: &EntryForm,
    ledgers: &[Ledger],
    findings: &mut Findings,
) -> bool {
    let of_form = reckon::ledger(form, &[], &[]);
    let of_units: Vec<Ledger> = ledgers
        .iter()
        .filter(|ledger| ledger.unit_column.is_some())
        .map(|ledger| ledger.choose(&[]))
        .collect();
    let unit = UnitRow::default();
    let alone = reckon::book(&unit, vec![&of_form]);
    let book = reckon::book(&unit, std::iter::once(&of_form).chain(&of_units).collect());
    let lost = |call: &Formula, book: &Book<'_>| {
        let trouble = Reckoner::new(book).formula(call).err()?;
        matches!(trouble.fault.code, "figure-column" | "figure-ledger" | "figure-syntax").then_some(trouble)
    };
    let mut any = false;
    for (call, place) in calls {
        if lost(call, &alone).is_none() {
            continue;
        }
        any = true;
        let Some(trouble) = lost(call, &book) else { continue };
        let mut told = Diagnostic::error(trouble.fault.code, *place, trouble.fault.message);
        let of_nobody = ledgers.iter().find(|ledger| ledger.unit_column.is_none());
        told = match of_nobody {
            Some(ledger) => told.related(ledger.span, "这个台账没有写“单位列”，不知道哪一行是哪个单位的"),
            None => told,
        };
        findings.push(told.hint(match trouble.fault.code {
            "figure-column" => {
                let all = std::iter::once(&of_form).chain(&of_units).flat_map(|ledger| &ledger.columns);
                let all: Vec<&str> = all.map(|column| column.name.as_str()).collect();
                format!("写表单的栏，或者写了“单位列”的台账里的列；可以用的有：{}", all.join("、"))
            }
            _ => trouble.fault.hint,
        }));
    }
    any
}

/// A step in words: of percent, points of it.
fn step(each: Decimal, percent: bool) -> String {
    if percent { format!("{each}个百分点") } else { each.to_string() }
}

impl Item {
    fn score(&self, book: &Book<'_>) -> Score {
        let is_blank =
            |name: &&str| book.unit.and_then(|unit| unit.cell(name)).is_some_and(|cell| cell.text.is_none());
        let blank: Vec<&str> = requirement::columns_of(&self.by).into_iter().filter(is_blank).collect();
        if !blank.is_empty() {
            let reason = format!("缺数据：“{}”没有填", blank.join("”“"));
            return Score { points: None, reason, cells: Vec::new() };
        }
        let evaluated = match Reckoner::new(book).formula(&self.by) {
            Ok(evaluated) => evaluated,
            Err(trouble) => {
                let reason = format!("缺数据：{}", trouble.fault.message);
                return Score { points: None, reason, cells: trouble.place.into_iter().collect() };
            }
        };
        let cells = evaluated.cells;
        if let How::YesNo = self.how {
            let Figure::Words(words) = evaluated.value else {
                let reason = format!("“{}”不是“是”或者“否”", self.by_text);
                return Score { points: None, reason, cells };
            };
            let points = if words == "是" { self.full } else { Decimal::ZERO };
            return Score { points: Some(points), reason: format!("{}：{words}", self.by_text), cells };
        }
        let Some(value) = evaluated.value.into_quantity() else {
            return Score { points: None, reason: format!("“{}”不是数", self.by_text), cells };
        };
        let (points, reason) = self.points(&value);
        Score { points: Some(rounded(points, 2).normalize()), reason, cells }
    }

    fn points(&self, value: &Quantity) -> (Decimal, String) {
        // Against percent, it is said in percent.
        let against = match &self.how {
            How::Ratio(goal) => goal.percent,
            How::Steps(steps) => steps.iter().any(|(least, _)| least.percent),
            How::Above { from, .. } => from.percent,
            How::Below { to, .. } => to.percent,
            How::YesNo => false,
        };
        let said = if against && !value.percent {
            Quantity { percent: true, value: value.value * Decimal::ONE_HUNDRED, ..value.clone() }
        } else {
            value.clone()
        };
        let said = format!("{}是{}", self.by_text, shown(&said));
        let level = |other: &Quantity| -> (Decimal, Decimal) {
            match (value.percent, other.percent) {
                (true, false) => (value.value, other.value * Decimal::ONE_HUNDRED),
                (false, true) => (value.value * Decimal::ONE_HUNDRED, other.value),
                _ => (value.value, other.value),
            }
        };
        let off = |times: Decimal, minus: Decimal| {
            let lost = (times * minus).min(self.full);
            (self.full - lost, lost)
        };
        match &self.how {
            How::Ratio(goal) => {
                let (one, all) = level(goal);
                let part = (one / all).clamp(Decimal::ZERO, Decimal::ONE);
                (self.full * part, format!("{said}，满分线是{}", shown(goal)))
            }
            How::Steps(steps) => {
                let found = steps.iter().find(|(least, _)| {
                    let (one, least) = level(least);
                    one >= least
                });
                match found {
                    Some((least, score)) => (*score, format!("{said}，在{}以上这一档", shown(least))),
                    None => (Decimal::ZERO, format!("{said}，哪一档都不到")),
                }
            }
            How::Above { from, each, minus } => {
                let (one, from) = level(from);
                let times = ((one - from).max(Decimal::ZERO) / each).floor();
                let (points, lost) = off(times, *minus);
                (points, format!("{said}，{}", taken_off(lost)))
            }
            How::Below { to, each, minus } => {
                let (one, wanted) = level(to);
                let short = wanted - one;
                if short <= Decimal::ZERO {
                    return (self.full, format!("{said}，不低于{}，不扣分", shown(to)));
                }
                let (points, lost) = off((short / each).floor(), *minus);
                let short = step(short.normalize(), to.percent);
                (points, format!("{said}，比{}低{short}，{}", shown(to), taken_off(lost)))
            }
            How::YesNo => (Decimal::ZERO, said),
        }
    }
}
