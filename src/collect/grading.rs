//! 评分标准 → the marks of each unit, with the reason and the cells of each; its grade.
//!
//! A mark is reckoned or missing, never guessed: a unit of which a value is missing has no total and no grade. Units with equal
//! totals share their place.

use rust_decimal::Decimal;

use crate::collect::form::{Column, EntryForm};
use crate::collect::operand::{Kind, Known, Reach, without_percent};
use crate::collect::reckon::{self, Verdict, shown};
use crate::collect::requirement::{self, Requirement, Side};
use crate::collect::value::Value;
use crate::diag::diagnostic::{Diagnostic, Span};
use crate::diag::findings::Findings;
use crate::diag::nearest::nearest;
use crate::figure::book::Book;
use crate::figure::evaluate::{Reckoner, rounded};
use crate::figure::formula::{Argument, Formula, Function, Operator};
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
    pub vetoes: Vec<Veto>,
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

/// What lowers a grade whatever the total.
#[derive(Debug, Clone)]
pub struct Veto {
    /// If this holds.
    pub condition: Requirement,
    /// The best grade that is left, by its place among them.
    pub grade: usize,
    /// How it is said.
    pub words: String,
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
    /// 一票否决 that hold, and those of which nobody knows.
    pub vetoes: Vec<String>,
}

impl Grading {
    /// 评分标准 of a workbook over a form and the ledgers that have a 单位列. With errors in `findings` nothing may be graded.
    pub fn new(data: &GradingData, form: &EntryForm, ledgers: &[Ledger], findings: &mut Findings) -> Self {
        let keys: Vec<&str> = form.columns.iter().map(|column| column.key.as_str()).collect();
        let items: Vec<Item> =
            data.items.iter().filter_map(|item| self::item(item, form, &keys, findings)).collect();
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
            let mut names = grades.iter().map(|(name, _)| name.as_str());
            let Some(grade) = names.clone().position(|name| name == veto.grade.text) else {
                let message = format!("没有“{}”这个等级", veto.grade.text);
                let told = Diagnostic::error("grading", veto.grade.span, message);
                findings.push(told.meant(nearest(&veto.grade.text, &mut names)));
                return None;
            };
            let words =
                veto.note.as_ref().map_or_else(|| veto.condition.text.clone(), |note| note.text.clone());
            Some(Veto { condition, grade, words })
        });
        let vetoes: Vec<Veto> = vetoes.collect();
        let mut calls = Vec::new();
        for item in &items {
            requirement::calls(&item.by, item.by_span, &mut calls);
        }
        for Veto { condition, .. } in &vetoes {
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
        let (grade, vetoes) = self.grade(total, &book);
        Some(Marks { scores, total, grade, vetoes })
    }

    /// The grade of a unit, the lowest of those that its total and 一票否决 give, and which of them hold. Where a lower one may
    /// be due, nobody knows.
    fn grade(&self, total: Option<Decimal>, book: &Book<'_>) -> (Option<String>, Vec<String>) {
        let (mut held, mut open) = (None, None);
        let mut said = Vec::new();
        for Veto { condition, grade, words } in &self.vetoes {
            let why = match reckon::judge(condition, book) {
                Ok((Verdict::Fails(..), _)) => continue,
                Ok((Verdict::Holds, _)) => {
                    held = held.max(Some(*grade));
                    said.push(words.clone());
                    continue;
                }
                Ok((Verdict::Unknown, _)) => format!("看不出来，“{}”里有没填的", condition.text),
                Err(trouble) => {
                    format!("看不出来，“{}”算不出来（{}）", condition.text, trouble.fault.message)
                }
            };
            open = open.max(Some(*grade));
            said.push(why);
        }
        let of_total = total.and_then(|total| self.grades.iter().position(|(_, least)| total >= *least));
        let known = match (of_total, held) {
            (Some(_), _) => of_total.max(held),
            (None, Some(held)) if held + 1 == self.grades.len() => Some(held),
            (None, _) => None,
        };
        let known = known.filter(|known| open.is_none_or(|open| open <= *known));
        (known.map(|known| self.grades[known].0.clone()), said)
    }
}

impl Marks {
    /// Why the grade is not the total's, or why there is none.
    pub fn remarks(&self, grading: &Grading) -> Vec<String> {
        let mut said: Vec<String> = self.vetoes.iter().map(|words| format!("一票否决：{words}")).collect();
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

fn fault(span: Span, message: impl Into<String>, hint: impl Into<String>) -> Diagnostic {
    Diagnostic::error("grading", span, message).hint(hint)
}

fn missing(data: &ScoreItem, key: &str, hint: &str) -> Diagnostic {
    fault(data.name.span, format!("“{}”没有写“{key}”", data.name.text), hint)
}

/// What a value is held against is read in its measure.
struct Measure<'d> {
    /// 按.
    by: &'d str,
    /// What it comes to.
    kind: Kind,
    /// Whether it counts whole things.
    is_count: bool,
}

impl Measure<'_> {
    /// So many, or so many per cent; of percent, a fraction is as good.
    fn read(&self, phrase: &Phrase) -> Result<Quantity, Diagnostic> {
        let (value, percent) = self.number(phrase)?;
        if percent || self.kind != Kind::Percent {
            return Ok(Quantity { percent, ..Quantity::plain(value) });
        }
        if value.abs() > Decimal::ONE {
            let (message, hint) = without_percent(self.by, value);
            return Err(fault(phrase.span, message, hint));
        }
        Ok(Quantity { percent: true, ..Quantity::plain((value * Decimal::ONE_HUNDRED).normalize()) })
    }

    fn number(&self, phrase: &Phrase) -> Result<(Decimal, bool), Diagnostic> {
        let Some((value, percent)) = quantity(&phrase.text, None) else {
            let message = format!("“{}”不是数", phrase.text);
            return Err(fault(phrase.span, message, "写一个数，例如 90% 或者 3"));
        };
        if percent && self.is_count {
            let message = format!("“{}”不是百分数，“{}”写了百分号", self.by, phrase.text);
            return Err(fault(phrase.span, message, format!("写成 {}", value.normalize())));
        }
        Ok((value, percent))
    }

    /// 每 in the measure of what it starts from.
    fn each(&self, phrase: &Phrase, from: Option<bool>) -> Result<(Decimal, bool), Diagnostic> {
        let (value, percent) = self.number(phrase)?;
        if value <= Decimal::ZERO {
            return Err(fault(phrase.span, "“每”要大于0", "写多少算一次，例如 5%"));
        }
        if self.kind == Kind::Percent && !percent {
            let meant = if value < Decimal::ONE { value * Decimal::ONE_HUNDRED } else { value };
            let message = format!("“{}”是百分数，“每”的“{}”没有写百分号", self.by, phrase.text);
            return Err(fault(phrase.span, message, format!("写成 {}%", meant.normalize())));
        }
        if from.is_some_and(|from| from != percent) {
            let message = format!("“每”的“{}”与从哪里算起，一个写了百分号，一个没有", phrase.text);
            return Err(fault(phrase.span, message, "都写百分号，或者都不写"));
        }
        Ok((value, percent))
    }
}

/// 档, from the highest.
fn steps(data: &ScoreItem, measure: &Measure<'_>) -> Result<How, Diagnostic> {
    let level = |one: &Quantity| if one.percent { one.value / Decimal::ONE_HUNDRED } else { one.value };
    let mut steps: Vec<(Quantity, Decimal)> = Vec::new();
    for step in &data.steps {
        let (least, score) = (measure.read(&step.least)?, step.score.value);
        if score < Decimal::ZERO || score > data.full.value || step.score.percent {
            let message = format!("这一档得{}分，要在0和分值{}之间", step.score.written, data.full.written);
            return Err(fault(step.score.span, message, "核对得分和分值"));
        }
        if let Some((last, more)) = steps.last() {
            if level(&least) >= level(last) {
                let message = format!("“{}”不比上面一档低", step.least.text);
                return Err(fault(step.least.span, message, "各档从高到低写"));
            }
            if score > *more {
                let message = format!("到“{}”得{score}分，比上面一档还多", step.least.text);
                return Err(fault(step.score.span, message, "核对各档的得分，低的一档不能多得"));
            }
        }
        steps.push((least, score));
    }
    if steps.is_empty() {
        return Err(missing(data, "档", "例如：档: [{不低于: 90%, 得分: 10}, {不低于: 80%, 得分: 6}]"));
    }
    Ok(How::Steps(steps))
}

/// 扣分.
fn deduction(data: &ScoreItem, measure: &Measure<'_>) -> Result<How, Diagnostic> {
    let Some(minus) = &data.minus else {
        return Err(missing(data, "扣", "写每次扣几分，例如：扣: 2"));
    };
    if minus.value <= Decimal::ZERO || minus.percent {
        return Err(fault(
            minus.span,
            format!("“扣”写的是{}，要大于0", minus.written),
            "写每次扣几分，例如：扣: 2",
        ));
    }
    if let (Some(_), Some(from)) = (&data.below, &data.from) {
        let hint = "低了扣分的留“低于”，多了扣分的留“从”";
        return Err(fault(from.span, "“从”和“低于”只能写一个", hint));
    }
    let start = data.below.as_ref().or(data.from.as_ref()).map(|phrase| measure.read(phrase)).transpose()?;
    // Nothing is nothing in every measure.
    let percent = start.as_ref().filter(|start| data.below.is_some() || !start.value.is_zero());
    let percent = percent.map(|start| start.percent);
    let (each, of_each) = match &data.each {
        Some(each) => measure.each(each, percent)?,
        None => (Decimal::ONE, percent.unwrap_or(measure.kind == Kind::Percent)),
    };
    let start = start.unwrap_or_else(|| Quantity::plain(Decimal::ZERO));
    let start = Quantity { percent: percent.unwrap_or(of_each), ..start };
    let minus = minus.value;
    Ok(if data.below.is_some() {
        How::Below { to: start, each, minus }
    } else {
        How::Above { from: start, each, minus }
    })
}

/// How an item is scored.
fn how(data: &ScoreItem, by: &Formula, measure: &Measure<'_>) -> Result<How, Diagnostic> {
    match data.how {
        Scoring::Ratio => {
            let Some(goal) = &data.goal else {
                if measure.kind == Kind::Number && !is_ratio(by) {
                    return Err(missing(
                        data,
                        "满分线",
                        "按的不是百分数，写做到多少得满分，例如：满分线: 10",
                    ));
                }
                return Ok(How::Ratio(Quantity { percent: true, ..Quantity::plain(Decimal::ONE_HUNDRED) }));
            };
            let read = measure.read(goal)?;
            if read.value <= Decimal::ZERO {
                return Err(fault(goal.span, "“满分线”要大于0", "写做到多少得满分，例如 95%"));
            }
            Ok(How::Ratio(read))
        }
        Scoring::Steps => steps(data, measure),
        Scoring::YesNo => Ok(How::YesNo),
        Scoring::Deduction => deduction(data, measure),
    }
}

/// Whether a number may be a fraction of a whole.
fn is_ratio(formula: &Formula) -> bool {
    match formula {
        Formula::Number { percent, .. } => *percent,
        Formula::Binary { operator, left, right } => {
            *operator == Operator::Over || is_ratio(left) || is_ratio(right)
        }
        Formula::Call { function: Function::Share | Function::Rate, .. } => true,
        Formula::Call { function: Function::Round, arguments } => {
            matches!(arguments.first(), Some(Argument::Formula(inner)) if is_ratio(inner))
        }
        Formula::Name(_) | Formula::Call { .. } => false,
    }
}

/// Why a column cannot be scored in the way that is asked for, and the cure.
fn unfit(data: &ScoreItem, column: Option<&Column>) -> Option<Diagnostic> {
    let by = &data.by.text;
    let is_yes_no = column.is_some_and(|column| column.what == EntryType::YesNo);
    let (message, hint) = if data.how == Scoring::YesNo && !is_yes_no {
        let message = format!("办法是“是否”，“{by}”却不是填是或者否的栏");
        (message, "写一个“类型: 是否”的栏；别的栏用分档、比例、扣分")
    } else if data.how != Scoring::YesNo && is_yes_no {
        (format!("“{by}”是填是或者否的，不是数"), "“办法”写成“是否”")
    } else if column.is_some_and(|column| !column.is_number() && !is_yes_no) {
        (format!("“{by}”不是数，评不了分"), "写填数的栏，或者填是否的栏（办法：是否）")
    } else {
        return None;
    };
    Some(fault(data.by.span, message, hint))
}

/// A key that says nothing with this 办法.
fn unused(data: &ScoreItem) -> Option<Diagnostic> {
    let of = |phrase: &Option<Phrase>| phrase.as_ref().map(|phrase| phrase.span);
    let keys = [
        ("满分线", of(&data.goal), Scoring::Ratio),
        ("档", data.steps.first().map(|step| step.least.span), Scoring::Steps),
        ("从", of(&data.from), Scoring::Deduction),
        ("低于", of(&data.below), Scoring::Deduction),
        ("每", of(&data.each), Scoring::Deduction),
        ("扣", data.minus.as_ref().map(|minus| minus.span), Scoring::Deduction),
    ];
    keys.into_iter().find_map(|(key, span, how)| {
        let message = format!("“{}”的办法是“{}”，用不上“{key}”", data.name.text, data.how.word());
        let span = span.filter(|_| data.how != how)?;
        Some(fault(span, message, format!("删去“{key}”，或者“办法”写成“{}”", how.word())))
    })
}

fn item(data: &ScoreItem, form: &EntryForm, keys: &[&str], findings: &mut Findings) -> Option<Item> {
    match read(data, &form.columns, keys) {
        Ok(item) => Some(item),
        Err(told) => {
            findings.push(*told);
            None
        }
    }
}

fn read(data: &ScoreItem, columns: &[Column], keys: &[&str]) -> Result<Item, Box<Diagnostic>> {
    let by = requirement::formula(&data.by.text, &data.by, keys)?;
    let column = match &by {
        Formula::Name(name) => columns.iter().find(|column| column.key == *name),
        _ => None,
    };
    if data.full.value <= Decimal::ZERO || data.full.percent {
        let message = format!("“{}”的分值写的是{}，要大于0", data.name.text, data.full.written);
        return Err(Box::new(fault(data.full.span, message, "写满分多少，例如：分值: 10")));
    }
    if let Some(told) = unfit(data, column).or_else(|| unused(data)) {
        return Err(Box::new(told));
    }
    let known = Known { columns, reach: Reach::Ledgers };
    let kind = known.gives(&by).map_err(|(message, hint)| fault(data.by.span, message, hint))?;
    let measure = Measure { by: &data.by.text, kind, is_count: known.is_count(&by) };
    Ok(Item {
        name: data.name.text.clone(),
        group: data.group.as_ref().map(|group| group.text.clone()),
        full: data.full.value,
        manner: data.manner(),
        how: how(data, &by, &measure)?,
        by,
        by_text: data.by.text.clone(),
        by_span: data.by.span,
    })
}

fn taken_off(lost: Decimal) -> String {
    if lost.is_zero() { "不扣分".to_owned() } else { format!("扣{}分", lost.normalize()) }
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
                let short = step(rounded(short, 4).normalize(), to.percent);
                (points, format!("{said}，比{}低{short}，{}", shown(to), taken_off(lost)))
            }
            How::YesNo => (Decimal::ZERO, said),
        }
    }
}
