//! 取自: the rows of a table from the ledger. Detail rows are the ledger's own cells; groups, 小计 and 合计 are left as `【…】`, so
//! that every number that was reckoned can be asked where it comes from.

use rust_decimal::Decimal;

use crate::compose::form_table;
use crate::diag::diagnostic::{Diagnostic, Span};
use crate::diag::findings::Findings;
use crate::diag::nearest::nearest;
use crate::figure::book::{Book, Trouble, listed};
use crate::figure::evaluate::Reckoner;
use crate::figure::formula::{Argument, Comparison, Condition, Formula, Function};
use crate::figure::functions::{Group, groups, within};
use crate::figure::parse;
use crate::figure::value::{Quantity, Value};
use crate::figure::wording::{self, Style};
use crate::model::form::{EntryFormData, EntryType, FormColumn};
use crate::model::ledger::Ledger;
use crate::model::ledger::rows::LedgerRow;
use crate::model::table::{CellText, Rows, TableColumn, TableData, TableSource};
use crate::model::text::{Flag, Phrase};

/// A table with its rows from the ledger, if it has any. `None` if a fault was reported.
pub fn filled(
    data: &TableData,
    form: Option<&EntryFormData>,
    book: &Book<'_>,
    findings: &mut Findings,
) -> Option<TableData> {
    let Some(source) = &data.source else { return Some(data.clone()) };
    let of_form = source.form.is_some_and(|flag| flag.0);
    let source = if of_form { shaped(data, source, form) } else { Ok(source.clone()) };
    let taken = match source {
        Ok(source) => rows(data, &source, book, findings),
        Err(told) => {
            findings.push(told);
            None
        }
    };
    let Some(Taken { head, body }) = taken else {
        findings.unread("表");
        return None;
    };
    let mut data = data.clone();
    let head = match form.filter(|_| of_form) {
        Some(form) => by_form(&mut data, form, &head),
        None => head,
    };
    let mut rows = data.rows.clone().map_or(Vec::new(), |rows| rows.rows);
    rows.extend(body.rows);
    let rows = (!rows.is_empty()).then_some(Rows { rows, span: body.span });
    Some(TableData { head: data.head.clone().or(Some(head)), rows, ..data })
}

/// 照表单: 序号, the unit, the columns of the form, and those that are asked for besides.
fn shaped(
    data: &TableData,
    source: &TableSource,
    form: Option<&EntryFormData>,
) -> Result<TableSource, Diagnostic> {
    let span = data.name.span;
    let Some(form) = form else {
        let told = Diagnostic::error("no-form", span, "写了“照表单”，资料里却没有“表单”");
        return Err(told.hint("“引用”有表单的那份资料；或者删去“照表单”，写明“列”"));
    };
    if let Some(by) = &source.by {
        let told = Diagnostic::error("table-columns", by.span, "“照表单”是一条一行，不能再“按”一列汇总");
        return Err(told.hint("删去“按”；要汇总就删去“照表单”，写明“列”"));
    }
    let column = |text: String| TableColumn {
        column: Some(Phrase { text, span }),
        formula: None,
        title: None,
        form: None,
    };
    let keys = form.keys();
    if let Some(name) = source.left_out.iter().find(|name| !keys.contains(&name.text)) {
        let told = Diagnostic::error("table-columns", name.span, format!("表单里没有“{}”这一栏", name.text));
        return Err(told
            .meant(nearest(&name.text, keys.iter().map(String::as_str)))
            .hint(format!("表单里有这些栏：{}", keys.join("、"))));
    }
    let kept = keys.into_iter().filter(|key| source.left_out.iter().all(|name| name.text != *key));
    let columns = BEFORE.into_iter().map(str::to_owned).chain(kept).map(column);
    Ok(TableSource { columns: columns.chain(source.columns.iter().cloned()).collect(), ..source.clone() })
}

/// The head of 照表单, and how such a table lies unless it says otherwise.
fn by_form(data: &mut TableData, form: &EntryFormData, head: &Rows) -> Rows {
    let left_out = data.source.as_ref().map_or(&[][..], |source| &source.left_out);
    let columns = form.columns.iter().zip(form.keys());
    let columns = columns.filter(|(_, key)| left_out.iter().all(|name| name.text != *key));
    // What came back says % in each of its cells.
    let bare = |column: &FormColumn| match column.what {
        Some(EntryType::Percent) => FormColumn { what: None, ..column.clone() },
        _ => column.clone(),
    };
    let columns: Vec<FormColumn> = columns.map(|(column, _)| bare(column)).collect();
    let columns: Vec<&FormColumn> = columns.iter().collect();
    let titles = head.rows.first().into_iter().flatten().skip(BEFORE.len() + columns.len());
    let behind: Vec<String> = titles.map(|cell| cell.text.clone()).collect();
    data.landscape = data.landscape.or(form_table::is_wide(columns.len()).then_some(Flag(true)));
    form_table::heads(&columns, &BEFORE.map(str::to_owned), &behind, data.name.span)
}

/// Head and body of a table from the ledger.
struct Taken {
    /// One row of heads.
    head: Rows,
    /// The rows.
    body: Rows,
}

/// What stands before the columns of a form.
const BEFORE: [&str; 2] = [NUMBER, "单位名称"];

/// The number of the row, set by us.
const NUMBER: &str = "序号";

/// A column made ready.
struct Column<'a> {
    data: &'a TableColumn,
    place: Span,
    /// Its head.
    title: String,
    what: What,
    style: Style,
    /// How its figures are written, as it stands behind the colon.
    form: String,
}

enum What {
    /// 序号.
    Number,
    /// A column of the ledger; whether its cells can be added up.
    Cell(usize, bool),
    /// A formula.
    Formula(Formula),
}

/// The rows of a table. `None` if a fault was reported.
fn rows(data: &TableData, source: &TableSource, book: &Book<'_>, findings: &mut Findings) -> Option<Taken> {
    let result = Taking::new(data, source, book).and_then(|taking| taking.rows());
    for doubt in book.doubts.take() {
        findings.push(
            Diagnostic::warning(doubt.fault.code, data.name.span, doubt.fault.message)
                .hint(doubt.fault.hint)
                .context(format!("正在从台账取表“{}”", data.name.text)),
        );
    }
    match result {
        Ok(taken) => Some(taken),
        Err(Fault { place, trouble }) => {
            let at = trouble.place.unwrap_or(place);
            let mut diagnostic = Diagnostic::error(trouble.fault.code, at, trouble.fault.message.clone());
            if at != place {
                diagnostic = diagnostic.related(place, "这里用到它");
            }
            // Of a ledger that could not be read, that has been told.
            if trouble.fault.wants_ledger() {
                diagnostic = diagnostic.absent("台账");
            }
            findings.push(
                diagnostic
                    .hint(trouble.fault.hint.clone())
                    .context(format!("正在从台账取表“{}”", data.name.text)),
            );
            None
        }
    }
}

struct Fault {
    place: Span,
    trouble: Trouble,
}

fn at<T>(place: Span, result: Result<T, Trouble>) -> Result<T, Fault> {
    result.map_err(|trouble| Fault { place, trouble })
}

struct Taking<'a> {
    data: &'a TableData,
    source: &'a TableSource,
    book: &'a Book<'a>,
    ledger: &'a Ledger,
    conditions: Vec<Condition>,
    columns: Vec<Column<'a>>,
}

impl<'a> Taking<'a> {
    fn new(data: &'a TableData, source: &'a TableSource, book: &'a Book<'_>) -> Result<Self, Fault> {
        let place = data.name.span;
        let mut conditions = Vec::new();
        for condition in &source.conditions {
            conditions.extend(at(condition.span, conditions_of(condition))?);
        }
        if let Some(name) = &source.ledger {
            let values = vec![name.text.clone()];
            conditions.push(Condition { column: "台账".to_owned(), comparison: Comparison::Equal, values });
        }
        let strange = source.columns.iter().filter_map(|column| column.column.as_ref()).find(|column| {
            column.text != NUMBER
                && book.ledgers.iter().all(|l| l.column(without_style(&column.text)).is_none())
        });
        let ledger = at(strange.map_or(place, |column| column.span), ledger(source, &conditions, book))?;
        if source.columns.is_empty() {
            let trouble = Trouble::new(
                "table-columns",
                format!("表“{}”的“取自”没有写“列”", data.name.text),
                "写明要哪些列，例如 列: [序号, 日期, 名称, 服务人数]",
            );
            return Err(Fault { place, trouble });
        }
        let mut columns = Vec::new();
        for column in &source.columns {
            let mut column = ready(column, source, ledger, place)?;
            if let What::Formula(formula) = &mut column.what {
                *formula = within(formula, &conditions, book);
            }
            if let (Some(by), What::Cell(_, false)) = (&source.by, &column.what)
                && !column.is(&by.text)
            {
                let name = column.name();
                let trouble = Trouble::new(
                    "table-columns",
                    format!("“{name}”一列不能合计，汇总表里不知道写什么"),
                    format!(
                        "写上算式，例如 {{表头: {name}, 算式: 列出({name})}}、平均({name})；或者删去这一列"
                    ),
                );
                return Err(Fault { place: column.place, trouble });
            }
            columns.push(column);
        }
        Ok(Self { data, source, book, ledger, conditions, columns })
    }

    fn rows(&self) -> Result<Taken, Fault> {
        let head = vec![self.columns.iter().map(|column| column.title.clone()).collect()];
        let body = if self.source.by.is_some() { self.summary()? } else { self.details()? };
        Ok(Taken { head: self.cells(head), body: self.cells(body) })
    }

    fn cells(&self, rows: Vec<Vec<String>>) -> Rows {
        let span = self.data.name.span;
        let rows = rows
            .into_iter()
            .map(|row| row.into_iter().map(|text| CellText { text, span }).collect())
            .collect();
        Rows { rows, span }
    }

    fn reckoner(&self) -> Reckoner<'a, 'a> {
        Reckoner::new(self.book)
    }

    /// One row for each group.
    fn summary(&self) -> Result<Vec<Vec<String>>, Fault> {
        let Some(by) = &self.source.by else { return Ok(Vec::new()) };
        let count = self.call(Function::Count, None, &[]);
        let mut found = at(by.span, groups(&self.reckoner(), &count, &by.text))?;
        if let Some(order) = &self.source.order {
            self.sort_groups(&mut found, by, order)?;
        }
        let conditions: Vec<&[Condition]> =
            found.iter().map(|(_, conditions)| conditions.as_slice()).collect();
        let parts = self.group_parts(&conditions)?;
        let mut rows = Vec::new();
        for (index, ((label, _), condition)) in found.iter().zip(&conditions).enumerate() {
            let mut row = Vec::new();
            for (column, parts) in self.columns.iter().zip(&parts) {
                row.push(match &column.what {
                    What::Number => format!("{}", index + 1),
                    What::Cell(..) if column.is(&by.text) => label.clone(),
                    What::Cell(..) => {
                        let off = parts.get(index).map_or(Decimal::ZERO, |(_, off)| *off);
                        self.sum(column, condition, off)
                    }
                    What::Formula(formula) => {
                        column.bracketed(&within(formula, condition, self.book), Decimal::ZERO)
                    }
                });
            }
            rows.push(row);
        }
        if self.source.total.is_none_or(|flag| flag.0) && found.len() > 1 {
            let row = self.columns.iter().map(|column| match &column.what {
                What::Number => String::new(),
                What::Cell(..) if column.is(&by.text) => String::new(),
                What::Cell(..) => self.sum(column, &[], Decimal::ZERO),
                What::Formula(formula) => column.bracketed(formula, Decimal::ZERO),
            });
            rows.push(labelled(row.collect(), "合计"));
        }
        Ok(rows)
    }

    fn sort_groups(&self, found: &mut [Group], by: &Phrase, order: &Phrase) -> Result<(), Fault> {
        let (name, falling) = direction(&order.text);
        let Some(column) = self.columns.iter().find(|column| column.title == name || column.is(name)) else {
            return Err(self.no_order(order, name));
        };
        let formula = match &column.what {
            What::Formula(formula) => formula.clone(),
            What::Cell(..) if column.is(&by.text) => {
                if falling {
                    found.reverse();
                }
                return Ok(());
            }
            What::Cell(..) => self.call(Function::Sum, Some(&column.name()), &[]),
            What::Number => return Err(self.no_order(order, name)),
        };
        let mut keyed = Vec::new();
        for (index, (_, conditions)) in found.iter().enumerate() {
            let quantity = self.reckoner().quantity(&within(&formula, conditions, self.book));
            keyed.push((at(order.span, quantity)?.0.value, index));
        }
        keyed.sort_by(|a, b| if falling { b.0.cmp(&a.0) } else { a.0.cmp(&b.0) }.then(a.1.cmp(&b.1)));
        let sorted: Vec<Group> = keyed.iter().map(|(_, index)| found[*index].clone()).collect();
        found.clone_from_slice(&sorted);
        Ok(())
    }

    fn no_order(&self, order: &Phrase, name: &str) -> Fault {
        let titles: Vec<&str> = self.columns.iter().map(|column| column.title.as_str()).collect();
        let trouble = Trouble::new(
            "figure-column",
            format!("不能按“{name}”排序"),
            format!("写表里的一列：{}；从大到小写“{name}，降”", titles.join("、")),
        );
        Fault { place: order.span, trouble }
    }

    /// One row for each row of the ledger.
    fn details(&self) -> Result<Vec<Vec<String>>, Fault> {
        let place = self.data.name.span;
        let scope = equal("台账", &self.ledger.name);
        let conditions: Vec<&Condition> =
            self.conditions.iter().chain(self.scope().then_some(&scope)).collect();
        let mut kept = at(place, self.book.select(&[], &conditions, self.book.period))?.0.rows;
        if let Some(order) = &self.source.order {
            self.sort_rows(&mut kept, order)?;
        }
        let mut rows = Vec::new();
        match &self.source.groups {
            None => rows.extend(self.texts(&kept, &[])?),
            Some(group) => rows.extend(self.grouped(group, &kept)?),
        }
        self.number(&mut rows);
        self.merge_equal(&mut rows)?;
        if self.source.total.is_none_or(|flag| flag.0) && kept.len() > 1 {
            rows.extend(self.total("合计", &[], &[]));
        }
        Ok(rows)
    }

    /// The rows of each group under its name, with 小计. What is scaled adds up, rows to 小计 and 小计 to 合计.
    fn grouped(&self, group: &Phrase, kept: &[LedgerRow<'_>]) -> Result<Vec<Vec<String>>, Fault> {
        let column = self.ledger_column(group)?;
        let mut labels: Vec<Option<&str>> = Vec::new();
        for row in kept {
            let own = row.cell(column).map(|cell| cell.text);
            if !labels.contains(&own) {
                labels.push(own);
            }
        }
        labels.sort_by_key(|label| label.map_or(usize::MAX, |label| self.book.place(&group.text, label)));
        let conditions: Vec<Condition> =
            labels.iter().map(|label| equal(&group.text, label.unwrap_or("空"))).collect();
        let each: Vec<&[Condition]> = conditions.iter().map(std::slice::from_ref).collect();
        let parts = self.group_parts(&each)?;
        let mut rows = Vec::new();
        for (index, (name, condition)) in labels.iter().zip(&conditions).enumerate() {
            let mut heading = vec![name.unwrap_or("未分类").to_owned()];
            heading.resize(self.columns.len(), "←".to_owned());
            rows.push(heading);
            let own: Vec<LedgerRow<'_>> =
                kept.iter().copied().filter(|row| row.cell(column).map(|cell| cell.text) == *name).collect();
            let part = |parts: &Vec<(Decimal, Decimal)>| parts.get(index).copied();
            let totals: Vec<Option<Decimal>> =
                parts.iter().map(|parts| part(parts).map(|(value, _)| value)).collect();
            rows.extend(self.texts(&own, &totals)?);
            if self.source.subtotal.is_none_or(|flag| flag.0) {
                let off: Vec<Decimal> =
                    parts.iter().map(|parts| part(parts).map_or(Decimal::ZERO, |(_, off)| off)).collect();
                rows.extend(self.total("小计", std::slice::from_ref(condition), &off));
            }
        }
        Ok(rows)
    }

    /// For each column that is scaled: what it shows for each group, and how much that is off its own rounding.
    fn group_parts(&self, groups: &[&[Condition]]) -> Result<Vec<Vec<(Decimal, Decimal)>>, Fault> {
        self.columns
            .iter()
            .map(|column| {
                if column.form.is_empty() || !matches!(column.what, What::Cell(_, true)) {
                    return Ok(Vec::new());
                }
                let sum = |group: &&[Condition]| {
                    let formula = self.call(Function::Sum, Some(&column.name()), group);
                    self.reckoner().quantity(&formula).map(|(quantity, _)| quantity)
                };
                let sums: Result<Vec<Quantity>, Trouble> = groups.iter().map(sum).collect();
                let sums = at(column.place, sums)?;
                at(column.place, wording::group_values(&sums, &column.style))
            })
            .collect()
    }

    /// Sets 序号 in the order in which the rows stand.
    fn number(&self, rows: &mut [Vec<String>]) {
        for at in (0..self.columns.len()).filter(|at| matches!(self.columns[*at].what, What::Number)) {
            let mut number = 0;
            for row in rows.iter_mut().filter(|row| row[at] == NUMBER) {
                number += 1;
                row[at] = format!("{number}");
            }
        }
    }

    fn ledger_column(&self, name: &Phrase) -> Result<usize, Fault> {
        self.ledger
            .column(&name.text)
            .ok_or_else(|| Fault { place: name.span, trouble: no_column(self.ledger, &name.text) })
    }

    fn sort_rows(&self, rows: &mut [LedgerRow<'_>], order: &Phrase) -> Result<(), Fault> {
        let (name, falling) = direction(&order.text);
        let Some(column) = self.ledger.column(name) else {
            return Err(Fault { place: order.span, trouble: no_column(self.ledger, name) });
        };
        let unit = self.ledger.columns[column].unit.as_deref();
        rows.sort_by(|a, b| {
            let ordering = if Some(column) == self.ledger.date_column {
                a.date.map(|date| date.first).cmp(&b.date.map(|date| date.first))
            } else {
                let a = a.cell(column).map(|cell| cell.text);
                let b = b.cell(column).map(|cell| cell.text);
                let number = |text: Option<&str>| parse::quantity(text?, unit);
                match (number(a), number(b)) {
                    (Some(a), Some(b)) => a.0.cmp(&b.0),
                    _ => a.cmp(&b),
                }
            };
            if falling { ordering.reverse() } else { ordering }
        });
        Ok(())
    }

    /// The cells of rows in words. Scaled columns are rounded so that they add up.
    fn texts(&self, rows: &[LedgerRow<'_>], totals: &[Option<Decimal>]) -> Result<Vec<Vec<String>>, Fault> {
        let mut texts: Vec<Vec<String>> = vec![Vec::new(); rows.len()];
        for (at, column) in self.columns.iter().enumerate() {
            match &column.what {
                What::Number => texts.iter_mut().for_each(|row| row.push(NUMBER.to_owned())),
                What::Cell(index, adds_up) => {
                    let total = totals.get(at).copied().flatten();
                    let cells = self.column_texts(column, *index, *adds_up, rows, total)?;
                    texts.iter_mut().zip(cells).for_each(|(row, cell)| row.push(cell));
                }
                What::Formula(_) => {
                    let trouble = Trouble::new(
                        "table-columns",
                        "一条台账一行的表里不能写“算式”",
                        "写“按”，按一列汇总；或者这一列写台账的列名",
                    );
                    return Err(Fault { place: column.place, trouble });
                }
            }
        }
        Ok(texts)
    }

    fn column_texts(
        &self,
        column: &Column<'_>,
        index: usize,
        adds_up: bool,
        rows: &[LedgerRow<'_>],
        total: Option<Decimal>,
    ) -> Result<Vec<String>, Fault> {
        let data = &self.ledger.columns[index];
        let numbers: Option<Vec<(usize, Quantity)>> = (adds_up && !column.form.is_empty())
            .then(|| {
                rows.iter()
                    .enumerate()
                    .filter_map(|(at, row)| Some((at, row.cell(index)?)))
                    .map(|(at, cell)| {
                        let (value, percent) = parse::quantity(cell.text, data.unit.as_deref())?;
                        let unit = data.unit.clone().unwrap_or_default();
                        Some((at, Quantity { unit, percent, ..Quantity::plain(value) }))
                    })
                    .collect()
            })
            .flatten();
        if let Some(numbers) = numbers {
            let quantities: Vec<Quantity> = numbers.iter().map(|(_, quantity)| quantity.clone()).collect();
            let words = at(column.place, wording::column(&quantities, &column.style, total))?;
            let mut cells = vec![String::new(); rows.len()];
            for ((at, _), text) in numbers.iter().zip(words) {
                cells[*at] = text;
            }
            return Ok(cells);
        }
        rows.iter()
            .map(|row| {
                let Some(cell) = row.cell(index) else { return Ok(String::new()) };
                match row.date.filter(|_| Some(index) == self.ledger.date_column) {
                    Some(date) => {
                        let words = wording::words(&Value::Times(vec![date]), &column.style);
                        Ok(at(column.place, words)?.text)
                    }
                    None => Ok(literal(cell.text)),
                }
            })
            .collect()
    }

    /// Equal cells one above the other become one.
    fn merge_equal(&self, rows: &mut [Vec<String>]) -> Result<(), Fault> {
        for name in &self.source.merged {
            let Some(at) =
                self.columns.iter().position(|column| column.title == name.text || column.is(&name.text))
            else {
                return Err(Fault { place: name.span, trouble: no_column(self.ledger, &name.text) });
            };
            for index in (1..rows.len()).rev() {
                let same = !rows[index][at].is_empty() && rows[index][at] == rows[index - 1][at];
                let heading = rows[index].get(1).is_some_and(|cell| cell == "←");
                if same && !heading {
                    "↑".clone_into(&mut rows[index][at]);
                }
            }
        }
        Ok(())
    }

    /// 小计 or 合计; `None` if no column adds up.
    fn total(&self, word: &str, conditions: &[Condition], off: &[Decimal]) -> Option<Vec<String>> {
        let adds_up = |column: &&Column<'_>| matches!(column.what, What::Cell(_, true));
        self.columns.iter().any(|column| adds_up(&column)).then(|| {
            let row = self.columns.iter().enumerate().map(|(at, column)| match column.what {
                What::Cell(_, true) => self.sum(column, conditions, off.get(at).copied().unwrap_or_default()),
                _ => String::new(),
            });
            labelled(row.collect(), word)
        })
    }

    fn sum(&self, column: &Column<'_>, conditions: &[Condition], off: Decimal) -> String {
        column.bracketed(&self.call(Function::Sum, Some(&column.name()), conditions), off)
    }

    /// Whether formulas must name the ledger.
    fn scope(&self) -> bool {
        self.book.has_several() && !self.conditions.iter().any(|condition| condition.column == "台账")
    }

    fn call(&self, function: Function, column: Option<&str>, conditions: &[Condition]) -> Formula {
        let mut arguments: Vec<Argument> =
            column.map(|name| Argument::Formula(Formula::Name(name.to_owned()))).into_iter().collect();
        arguments.extend(self.conditions.iter().chain(conditions).cloned().map(Argument::Condition));
        if self.scope() {
            arguments.push(Argument::Condition(equal("台账", &self.ledger.name)));
        }
        Formula::Call { function, arguments }
    }
}

impl Column<'_> {
    fn is(&self, name: &str) -> bool {
        self.data.column.as_ref().is_some_and(|column| column.text == name)
    }

    fn name(&self) -> String {
        self.data.column.as_ref().map(|column| column.text.clone()).unwrap_or_default()
    }

    /// `off` is added to the rounded value, so that parts add up.
    fn bracketed(&self, formula: &Formula, off: Decimal) -> String {
        let mut form = if self.form.is_empty() { String::new() } else { format!("{}，", self.form) };
        if !off.is_zero() {
            form.push_str(&format!("尾差{off}，"));
        }
        let zero = if self.style.zero().is_none() { "，零写“0”" } else { "" };
        format!("【{formula}：{form}不带单位{zero}】")
    }
}

fn equal(column: &str, value: &str) -> Condition {
    Condition { column: column.to_owned(), comparison: Comparison::Equal, values: vec![value.to_owned()] }
}

/// `服务人数，降` → the column, and whether from large to small.
fn direction(text: &str) -> (&str, bool) {
    match text.rsplit_once(['，', ',']) {
        Some((name, "降" | "降序")) => (name.trim(), true),
        Some((name, "升" | "升序")) => (name.trim(), false),
        _ => (text, false),
    }
}

fn no_column(ledger: &Ledger, name: &str) -> Trouble {
    let names: Vec<&str> = ledger.columns.iter().map(|column| column.name.as_str()).collect();
    Trouble::new("figure-column", format!("台账里没有“{name}”这一列"), listed(&names))
}

/// Conditions as they stand in a formula.
fn conditions_of(written: &Phrase) -> Result<Vec<Condition>, Trouble> {
    let formula = parse::parse(&format!("次数({})", written.text))?;
    let Formula::Call { arguments, .. } = formula else { return Ok(Vec::new()) };
    arguments
        .into_iter()
        .map(|argument| match argument {
            Argument::Condition(condition) => Ok(condition),
            Argument::Formula(formula) => Err(Trouble::new(
                "figure-syntax",
                format!("“{formula}”不是条件"),
                "写成 列=内容，例如 类型=义诊",
            )),
        })
        .collect()
}

/// The ledger that has the columns of a table.
fn ledger<'a>(
    source: &TableSource,
    conditions: &[Condition],
    book: &'a Book<'_>,
) -> Result<&'a Ledger, Trouble> {
    if let Some(name) = &source.ledger {
        return book
            .called(&name.text)
            .map_err(|trouble| if trouble.place.is_some() { trouble } else { trouble.at(name.span) });
    }
    let named = source.columns.iter().filter_map(|column| column.column.as_ref());
    let mut wanted: Vec<&str> =
        named.map(|column| column.text.as_str()).filter(|name| *name != NUMBER).collect();
    wanted.extend(source.by.iter().chain(&source.groups).map(|name| name.text.as_str()));
    let conditions = conditions.iter().filter(|condition| condition.column != "期间");
    wanted.extend(conditions.map(|condition| condition.column.as_str()));
    let wanted: Vec<&str> = wanted.into_iter().map(without_style).collect();
    Ok(book.ledger(&wanted)?.0)
}

/// `日期：月日` → 日期.
fn without_style(text: &str) -> &str {
    text.split(['：', ':']).next().unwrap_or(text)
}

fn ready<'a>(
    data: &'a TableColumn,
    source: &TableSource,
    ledger: &Ledger,
    place: Span,
) -> Result<Column<'a>, Fault> {
    let place = data.column.as_ref().or(data.formula.as_ref()).map_or(place, |phrase| phrase.span);
    let form = match &data.form {
        Some(form) => at(form.span, wording::column_form(&form.text).map_err(Trouble::from))?,
        None => String::new(),
    };
    let style = if form.is_empty() {
        Style::default()
    } else {
        at(place, Style::parse(&form).map_err(Trouble::from))?
    };
    let own = data.title.as_ref().map(|title| title.text.clone());
    let (what, title) = match (&data.column, &data.formula) {
        (_, Some(formula)) => {
            let parsed = at(formula.span, parse::parse(&formula.text).map_err(Trouble::from))?;
            (What::Formula(parsed), formula.text.clone())
        }
        (Some(column), None) if column.text == NUMBER => (What::Number, NUMBER.to_owned()),
        (Some(column), None) => {
            let by_time = source
                .by
                .as_ref()
                .is_some_and(|by| by.text == column.text && ledger.column(&by.text).is_none());
            let Some(index) = ledger.column(&column.text).or(ledger.date_column.filter(|_| by_time)) else {
                return Err(Fault { place, trouble: no_column(ledger, &column.text) });
            };
            let unit = ledger.columns[index].unit.as_deref().filter(|_| !by_time);
            let title = match unit {
                Some(unit) => format!("{}（{}）", column.text, wording::scaled_unit(unit, &style)),
                None if by_time && column.text == "月" => "月份".to_owned(),
                None => column.text.clone(),
            };
            (What::Cell(index, !by_time && adds_up(ledger, index)), title)
        }
        (None, None) => {
            let trouble = Trouble::new("table-columns", "这一列没有写“列”或“算式”", "写台账的列名，或者算式");
            return Err(Fault { place, trouble });
        }
    };
    Ok(Column { data, place, title: own.unwrap_or(title), what, style, form })
}

/// A cell of the ledger, in which brackets are only brackets.
fn literal(text: &str) -> String {
    text.replace('【', "【【").replace('】', "】】")
}

/// Whether the cells of a column can be added up: all are numbers, none a percentage, a number of order or a code.
pub fn adds_up(ledger: &Ledger, index: usize) -> bool {
    let column = &ledger.columns[index];
    // The marks of several units are compared, not added.
    if ledger.is_of_units() && column.name == "得分" {
        return false;
    }
    let mut cells = ledger.rows.iter().filter_map(|row| row.cell(index)).peekable();
    let number = |text: &str| -> Option<Decimal> {
        parse::quantity(text, column.unit.as_deref()).filter(|(_, percent)| !percent).map(|(value, _)| value)
    };
    Some(index) != ledger.date_column
        && !column.is_ordinal()
        && !column.is_rate()
        && cells.peek().is_some()
        && cells.all(|cell| number(cell.text).is_some())
}

/// Puts 合计 or 小计 into the first cell, over the cells beside it that say nothing.
fn labelled(mut row: Vec<String>, word: &str) -> Vec<String> {
    let blank = row.iter().take_while(|cell| cell.is_empty()).count();
    if blank == 0 {
        // A table that begins with numbers: the first cell that says nothing takes the word.
        if let Some(cell) = row.iter_mut().find(|cell| cell.is_empty()) {
            word.clone_into(cell);
        }
        return row;
    }
    word.clone_into(&mut row[0]);
    for cell in &mut row[1..blank] {
        "←".clone_into(cell);
    }
    row
}
