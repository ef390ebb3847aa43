//! `progress`: what was done, as templates read it. Decisions are taken here with the numbers in hand (what is finished, what
//! is not, which measures there are); the numbers themselves are left as `【…】` for the tree.

use std::collections::BTreeMap;

use crate::compose::ledger_table;
use crate::figure::book::Book;
use crate::figure::evaluate::Reckoner;
use crate::figure::formula::{Argument, Comparison, Condition, Formula, Function};
use crate::figure::functions::groups;
use crate::figure::goals::{Verdict, is_limit, target, verdict};
use crate::figure::value::Value;
use crate::figure::wording::{Style, words};
use crate::model::date::{Date, Moment, in_words};
use crate::model::ledger::Ledger;
use crate::model::period::{Lies, Period};
use crate::model::reader::FieldValue;
use crate::model::view::View;
use crate::model::workbook::{Goals, Indicator, Step, Workbook};

type Fields = BTreeMap<String, View>;

/// The view of `progress`; `None` if there is nothing to tell. `as_of` is the day from which steps are looked at.
pub fn view(workbook: &Workbook, book: &Book<'_>, as_of: Option<Date>) -> Option<View> {
    let mut view = Fields::new();
    let mut day = |key: &str, day: Option<_>| {
        if let Some(day) = day {
            view.insert(key.to_owned(), View::Text(in_words(day)));
        }
    };
    day("from", book.period.start);
    day("until", book.period.end);
    if let Some(goals) = &workbook.goals {
        let end = workbook.campaign.as_ref().and_then(|campaign| campaign.end);
        // Before the work is to end, a target that is not reached is not missed.
        let pending = matches!((end, book.period.end), (Some(end), Some(until)) if until < end.last);
        indicators(goals, book, pending, &mut view);
    }
    if let Some(steps) = &workbook.steps {
        self::steps(&steps.items, book, as_of, &mut view);
    }
    if let Some(ledger) = main_ledger(book) {
        if book.has_several() {
            view.insert("ledger".to_owned(), View::Text(ledger.name.clone()));
        }
        group_fields(ledger, &[], book, &mut view);
        for (key, column) in [("types", "类型"), ("months", "月"), ("units", "单位")] {
            insert_list(&mut view, key, parts(ledger, column, &[], book));
        }
    }
    // What was doubtful here is told where it is printed.
    book.doubts.take();
    (!view.is_empty()).then_some(View::Map(view))
}

/// The ledger of activities: the first with dates, or else the first. One of units counts no activities.
fn main_ledger<'a>(book: &Book<'a>) -> Option<&'a Ledger> {
    let mut ledgers = book.ledgers.iter().filter(|ledger| !ledger.is_of_units());
    let first = ledgers.clone().next();
    ledgers.find(|ledger| ledger.date_column.is_some()).or(first).copied()
}

fn bracketed(formula: &Formula) -> View {
    View::Text(format!("【{formula}】"))
}

fn call(function: Function, arguments: Vec<Argument>) -> Formula {
    Formula::Call { function, arguments }
}

fn named(name: &str) -> Argument {
    Argument::Formula(Formula::Name(name.to_owned()))
}

fn equal(column: &str, value: &str) -> Condition {
    Condition { column: column.to_owned(), comparison: Comparison::Equal, values: vec![value.to_owned()] }
}

fn insert_list(view: &mut Fields, key: &str, list: Vec<View>) {
    if !list.is_empty() {
        view.insert(key.to_owned(), View::List(list));
    }
}

/// Conditions, with the ledger's name if there are several.
fn scoped(ledger: &Ledger, conditions: &[Condition], book: &Book<'_>) -> Vec<Argument> {
    let of_ledger = book.has_several().then(|| equal("台账", &ledger.name));
    conditions.iter().cloned().chain(of_ledger).map(Argument::Condition).collect()
}

fn count(ledger: &Ledger, conditions: &[Condition], book: &Book<'_>) -> Option<Formula> {
    let formula = call(Function::Count, scoped(ledger, conditions, book));
    // What cannot be reckoned is told where it is printed.
    let is_zero = Reckoner::new(book).quantity(&formula).is_ok_and(|(quantity, _)| quantity.value.is_zero());
    (!is_zero).then_some(formula)
}

/// `count` and `measures` of the rows that conditions leave.
fn group_fields(ledger: &Ledger, conditions: &[Condition], book: &Book<'_>, fields: &mut Fields) {
    if let Some(formula) = count(ledger, conditions, book) {
        fields.insert("count".to_owned(), bracketed(&formula));
    }
    let mut list = Vec::new();
    for column in measures(ledger) {
        let mut arguments = vec![named(column)];
        arguments.extend(scoped(ledger, conditions, book));
        let formula = call(Function::Sum, arguments);
        let Ok((quantity, _)) = Reckoner::new(book).quantity(&formula) else { continue };
        if quantity.value.is_zero() {
            continue;
        }
        let mut measure = Fields::new();
        measure.insert("name".to_owned(), View::Text(column.to_owned()));
        measure.insert("total".to_owned(), bracketed(&formula));
        if !quantity.unit.is_empty() {
            measure.insert("unit".to_owned(), View::Text(quantity.unit));
        }
        list.push(View::Map(measure));
    }
    insert_list(fields, "measures", list);
}

/// The columns that can be added up.
fn measures(ledger: &Ledger) -> Vec<&str> {
    let adds_up = (0..ledger.columns.len()).filter(|at| ledger_table::adds_up(ledger, *at));
    adds_up.map(|at| ledger.columns[at].name.as_str()).collect()
}

/// Groups of rows by a column, or by 月.
fn parts(ledger: &Ledger, column: &str, conditions: &[Condition], book: &Book<'_>) -> Vec<View> {
    let has = ledger.column(column).is_some() || (column == "月" && ledger.date_column.is_some());
    let formula = call(Function::Count, scoped(ledger, conditions, book));
    if !has {
        return Vec::new();
    }
    let group = |label: String, more: &[Condition]| {
        let narrowed: Vec<Condition> = conditions.iter().chain(more).cloned().collect();
        let mut fields = Fields::new();
        fields.insert("name".to_owned(), View::Text(label));
        group_fields(ledger, &narrowed, book, &mut fields);
        View::Map(fields)
    };
    match groups(&Reckoner::new(book), &formula, column) {
        Ok(found) => found.into_iter().map(|(label, more)| group(label, &more)).collect(),
        // What cannot be reckoned is told where it is printed.
        Err(_) => vec![group(column.to_owned(), &[])],
    }
}

/// Steps that have begun, with what the ledger says of their time; and those that have not.
fn steps(items: &[Step], book: &Book<'_>, as_of: Option<Date>, view: &mut Fields) {
    let (mut begun, mut coming) = (Vec::new(), Vec::new());
    let mut last_end = None;
    for step in items {
        let mut fields = match step.view() {
            Some(View::Map(fields)) => fields,
            _ => Fields::new(),
        };
        for unused in ["points", "owner"] {
            fields.remove(unused);
        }
        let start = step.start.map(|start| start.first).or(last_end);
        let end = step.end.map(|end| end.last);
        last_end = step.end.and_then(|end| end.last.succ_opt()).or(last_end);
        let after = |day: Option<_>| matches!((day, as_of), (Some(day), Some(as_of)) if day > as_of.day);
        let state = if after(start) {
            "尚未开始"
        } else if after(end) {
            "正在进行"
        } else {
            "已完成"
        };
        fields.insert("state".to_owned(), View::Text(state.to_owned()));
        if state == "尚未开始" {
            coming.push(View::Map(fields));
            continue;
        }
        if let (Some(ledger), true) = (main_ledger(book), step.start.is_some() || step.end.is_some()) {
            within_step(ledger, Period { start, end }, book, &mut fields);
        }
        begun.push(View::Map(fields));
    }
    insert_list(view, "steps", begun);
    insert_list(view, "coming", coming);
}

/// Steps that are over, of which neither the data nor the ledger say what was done; `view` is that of `progress`.
pub fn untold<'a>(workbook: &'a Workbook, view: Option<&View>) -> Vec<&'a Step> {
    let Some(View::Map(fields)) = view else { return Vec::new() };
    let Some(View::List(steps)) = fields.get("steps") else { return Vec::new() };
    let silent = |step: &&Step| {
        steps.iter().any(|told| match told {
            View::Map(told) => {
                told.get("name") == Some(&View::Text(step.name.text.clone()))
                    && told.get("state") == Some(&View::Text("已完成".to_owned()))
                    && !told.contains_key("result")
                    && !told.contains_key("count")
            }
            _ => false,
        })
    };
    workbook.steps.iter().flat_map(|steps| &steps.items).filter(silent).collect()
}

/// What the ledger says of the time of a step.
fn within_step(ledger: &Ledger, period: Period, book: &Book<'_>, fields: &mut Fields) {
    let Some(date) = ledger.date_column.map(|at| ledger.columns[at].name.clone()) else { return };
    let mut conditions = Vec::new();
    let mut bound = |comparison, day: Option<_>| {
        if let Some(day) = day {
            let values = vec![in_words(day)];
            conditions.push(Condition { column: date.clone(), comparison, values });
        }
    };
    bound(Comparison::AtLeast, period.start);
    bound(Comparison::AtMost, period.end);
    group_fields(ledger, &conditions, book, fields);
    fields.remove("measures");
    insert_list(fields, "types", parts(ledger, "类型", &conditions, book));
    let Some(name) = ledger.column("名称") else { return };
    let inside =
        |moment: &Moment| period.holds(moment) == Lies::Inside && book.period.holds(moment) == Lies::Inside;
    let mut names: Vec<&str> = Vec::new();
    for row in ledger.rows.iter().filter(|row| row.date.as_ref().is_some_and(inside)) {
        if let Some(cell) = row.cell(name).filter(|cell| !names.contains(&cell.text)) {
            names.push(cell.text);
        }
    }
    insert_list(fields, "names", names.into_iter().map(|name| View::Text(name.to_owned())).collect());
}

/// Indicators with their 完成值, as a whole and by verdict.
fn indicators(goals: &Goals, book: &Book<'_>, pending: bool, view: &mut Fields) {
    let mut lists: BTreeMap<&str, Vec<View>> = BTreeMap::new();
    for indicator in goals.indicators.iter().filter(|indicator| indicator.done.is_some()) {
        let (fields, verdict) = self::indicator(indicator, pending, book);
        lists.entry("indicators").or_default().push(View::Map(fields.clone()));
        let key = match verdict {
            Some(Verdict::Reached) => "reached",
            Some(Verdict::Nearly) => "nearly",
            Some(Verdict::Unreached) => "unreached",
            None => continue,
        };
        lists.entry(key).or_default().push(View::Map(fields.clone()));
        if key != "reached" && !pending && goals.carried_over.is_none_or(|flag| flag.0) {
            lists.entry("carried").or_default().push(View::Map(fields));
        }
    }
    if pending {
        view.insert("pending".to_owned(), View::Flag(true));
    }
    for (key, list) in lists {
        insert_list(view, key, list);
    }
}

/// 完成值. That nothing was done yet is said by the verdict, so it is no doubt.
fn done(indicator: &Indicator, book: &Book<'_>) -> View {
    let formula = call(Function::Done, vec![named(&indicator.name.text)]);
    let nothing = Reckoner::new(book).quantity(&formula).ok().filter(|(done, _)| done.value.is_zero());
    let words = nothing.and_then(|(done, _)| words(&Value::Quantity(done), &Style::default()).ok());
    match words {
        Some(words) => View::Text(format!("【{formula}：零写“{}{}”】", words.text, words.unit)),
        None => bracketed(&formula),
    }
}

fn indicator(indicator: &Indicator, pending: bool, book: &Book<'_>) -> (Fields, Option<Verdict>) {
    let ask = |function| bracketed(&call(function, vec![named(&indicator.name.text)]));
    let mut fields = Fields::new();
    let mut text = |key: &str, text: &str| fields.insert(key.to_owned(), View::Text(text.to_owned()));
    text("name", &indicator.name.text);
    if let Some(base) = &indicator.base {
        text("base", &base.text);
    }
    if let Some(relation) = indicator.relation {
        text("relation", relation.word());
    }
    fields.insert("limit".to_owned(), View::Flag(is_limit(indicator)));
    fields.insert("percent".to_owned(), View::Flag(indicator.target.percent));
    fields.insert("target".to_owned(), ask(Function::Target));
    fields.insert("done".to_owned(), self::done(indicator, book));
    // A 完成值 that cannot be reckoned is told where it is printed.
    let Ok(verdict) = verdict(&mut Reckoner::new(book), indicator) else { return (fields, None) };
    let wanted = target(indicator);
    if !is_limit(indicator) && !wanted.percent && !wanted.value.is_zero() {
        fields.insert("rate".to_owned(), ask(Function::Rate));
    }
    if verdict != Verdict::Reached {
        fields.insert("gap".to_owned(), ask(Function::Gap));
    }
    let word = match (verdict, is_limit(indicator), pending) {
        (Verdict::Reached, true, _) => "未超出",
        (_, true, _) => "超出",
        (Verdict::Reached, false, true) => "已完成",
        (_, false, true) => "正在推进",
        (verdict, false, false) => verdict.word(),
    };
    fields.insert("verdict".to_owned(), View::Text(word.to_owned()));
    (fields, Some(verdict))
}
