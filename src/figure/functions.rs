//! The functions of formulas: 合计, 次数, 占比, 同比 and the others.

use rust_decimal::Decimal;

use crate::diag::diagnostic::Span;
use crate::figure::book::{Book, Selection, Trouble, not_a_number, same};
use crate::figure::evaluate::{Reckoner, merge, rounded, too_large};
use crate::figure::formula::{Argument, Comparison, Condition, Formula, Function};
use crate::figure::goals::{Verdict, done, target, verdict};
use crate::figure::parse;
use crate::figure::value::{Change, Evaluated, Quantity, Value};
use crate::model::ledger::rows::LedgerRow;
use crate::model::number;
use crate::model::period::Period;
use crate::model::view::View;
use crate::source::table::record::Cell;

/// The value of a call.
pub fn call(
    reckoner: &mut Reckoner<'_, '_>,
    function: Function,
    arguments: &[Argument],
) -> Result<Evaluated, Trouble> {
    let mut call = Call { function, arguments };
    match function {
        Function::Sum | Function::Average | Function::Most | Function::Least => call.measure(reckoner),
        Function::Count => call.count(reckoner),
        Function::Distinct | Function::Names => call.names(reckoner),
        Function::Pick => call.pick(reckoner),
        Function::Parts => {
            let parts = call.parts(reckoner)?;
            Ok(Evaluated::new(Value::Parts(parts.list), parts.cells))
        }
        Function::Top => call.top(reckoner),
        Function::Rank => call.rank(reckoner),
        Function::Missing => call.missing(reckoner),
        Function::All => {
            let [formula] = call.formulas()?;
            reckoner.formula(formula)
        }
        Function::Share => call.share(reckoner),
        Function::Rate if arguments.len() == 2 => call.share(reckoner),
        Function::Rate | Function::Done | Function::Target | Function::Gap => call.goal(reckoner),
        Function::Goals => call.goals(reckoner),
        Function::YearOnYear | Function::PeriodOnPeriod => call.change(reckoner),
        Function::LastYear | Function::LastPeriod => {
            let [formula] = call.formulas()?;
            let earlier = call.earlier(reckoner.period)?;
            at(reckoner, earlier, |reckoner| reckoner.formula(formula))
        }
        Function::Round => call.round(reckoner),
    }
}

/// The rows that count. Of a ledger without days nobody can tell those of another stretch of time.
fn select<'a>(
    reckoner: &Reckoner<'_, 'a>,
    columns: &[&str],
    conditions: &[&Condition],
) -> Result<(Selection<'a>, Vec<String>), Trouble> {
    let selected = reckoner.book.select(columns, conditions, reckoner.period)?;
    let is_other = reckoner.period != reckoner.book.period;
    if is_other && selected.0.ledger.date_column.is_none() {
        let name = &selected.0.ledger.name;
        return Err(Trouble::new(
            "figure-period",
            format!("台账“{name}”没有日期，分不出哪些是上年、上期的"),
            "两期各是一张表的，把上一期的表也写进“台账”，起名“上年”，文字里写明台账再相减：合计(今年.金额) - 合计(上年.金额)",
        ));
    }
    Ok(selected)
}

/// Reckons over another stretch of time.
fn at<'b, 'a, T>(
    reckoner: &mut Reckoner<'b, 'a>,
    period: Period,
    work: impl FnOnce(&mut Reckoner<'b, 'a>) -> T,
) -> T {
    let own = std::mem::replace(&mut reckoner.period, period);
    let result = work(reckoner);
    reckoner.period = own;
    result
}

/// Quantities by name, with the cells behind all of them.
struct Parts {
    list: Vec<(String, Quantity)>,
    cells: Vec<Span>,
}

struct Call<'f> {
    function: Function,
    arguments: &'f [Argument],
}

impl<'f> Call<'f> {
    fn wrong_arguments(&self) -> Trouble {
        Trouble::new(
            "figure-syntax",
            format!("“{}”后面括号里的内容不对", self.function.name()),
            format!("写成 {}", self.function.usage()),
        )
    }

    /// Arguments that are formulas, exactly `N`, and nothing else.
    fn formulas<const N: usize>(&self) -> Result<[&'f Formula; N], Trouble> {
        let formulas: Vec<&Formula> = self
            .arguments
            .iter()
            .filter_map(|argument| match argument {
                Argument::Formula(formula) => Some(formula),
                Argument::Condition(_) => None,
            })
            .collect();
        if formulas.len() != self.arguments.len() {
            return Err(self.wrong_arguments());
        }
        formulas.try_into().map_err(|_| self.wrong_arguments())
    }

    /// A formula that is only a name.
    fn bare<'n>(&self, formula: &'n Formula) -> Result<&'n str, Trouble> {
        match formula {
            Formula::Name(name) => Ok(name),
            _ => Err(self.wrong_arguments()),
        }
    }

    /// The first argument as a column's name, and the conditions after it.
    fn column(&self) -> Result<(&'f str, Vec<&'f Condition>), Trouble> {
        let Some((Argument::Formula(Formula::Name(column)), rest)) = self.arguments.split_first() else {
            return Err(self.wrong_arguments());
        };
        Ok((column, self.conditions(rest)?))
    }

    fn conditions(&self, arguments: &'f [Argument]) -> Result<Vec<&'f Condition>, Trouble> {
        arguments
            .iter()
            .map(|argument| match argument {
                Argument::Condition(condition) => Ok(condition),
                Argument::Formula(_) => Err(self.wrong_arguments()),
            })
            .collect()
    }

    fn measure(&mut self, reckoner: &mut Reckoner<'_, '_>) -> Result<Evaluated, Trouble> {
        let (column, conditions) = self.column()?;
        let (Selection { ledger, rows }, names) = select(reckoner, &[column], &conditions)?;
        let name = names.first().map_or(column, String::as_str);
        let at = ledger.column(name).ok_or_else(|| self.wrong_arguments())?;
        let unit = ledger.columns[at].unit.clone();
        let mut cells = Vec::new();
        let mut numbers = Vec::new();
        let mut percent = None;
        for cell in rows.iter().filter_map(|row| row.cell(at)) {
            let Some((value, is_percent)) = parse::quantity(cell.text, unit.as_deref()) else {
                return Err(not_a_number(cell.text, name, cell.span));
            };
            if percent.replace(is_percent).is_some_and(|other| other != is_percent) {
                return Err(Trouble::new(
                    "ledger-number",
                    format!("“{name}”一列里有的数带百分号，有的不带"),
                    "同一列都写成百分数，或者都不写",
                )
                .at(cell.span));
            }
            cells.push(cell.span);
            numbers.push(value);
        }
        let percent = percent.unwrap_or(false) || unit.as_deref().is_some_and(|u| u == "%" || u == "％");
        let unit = unit.filter(|u| u != "%" && u != "％").unwrap_or_default();
        let sum = || {
            numbers
                .iter()
                .try_fold(Decimal::ZERO, |sum, number| sum.checked_add(*number))
                .ok_or_else(too_large)
        };
        if percent && self.function == Function::Sum && numbers.len() > 1 {
            return Err(Trouble::new(
                "figure-type",
                format!("“{name}”是百分数，不能相加"),
                format!("要平均数就写 平均({name})"),
            ));
        }
        let none = || {
            Trouble::new(
                "figure-zero",
                format!("“{name}”在这段时间里一个数也没有，算不出“{}”", self.function.name()),
                "核对台账；这段时间还没有发生的，在后面写上零写的话，例如“：零写“暂无数据””",
            )
        };
        let (value, digits) = match self.function {
            Function::Sum => (sum()?, None),
            Function::Most => (numbers.iter().max().copied().ok_or_else(none)?, None),
            Function::Least => (numbers.iter().min().copied().ok_or_else(none)?, None),
            _ if numbers.is_empty() => return Err(none()),
            _ => {
                let count = Decimal::from(numbers.len());
                let total = sum()?;
                let average = total.checked_div(count).ok_or_else(too_large)?;
                let exact = average.checked_mul(count) == Some(total);
                (average.normalize(), if exact && average.normalize().scale() <= 2 { None } else { Some(2) })
            }
        };
        let quantity = Quantity { value, unit, percent, digits, counts: false };
        Ok(Evaluated::new(Value::Quantity(quantity), cells))
    }

    fn count(&mut self, reckoner: &mut Reckoner<'_, '_>) -> Result<Evaluated, Trouble> {
        let conditions = self.conditions(self.arguments)?;
        let (selection, _) = select(reckoner, &[], &conditions)?;
        let cells = selection.rows.iter().map(super::super::model::ledger::rows::LedgerRow::place).collect();
        let value = Decimal::from(selection.rows.len());
        let quantity = Quantity { counts: true, ..Quantity::plain(value) };
        Ok(Evaluated::new(Value::Quantity(quantity), cells))
    }

    fn cells_of<'a>(
        &self,
        reckoner: &Reckoner<'_, 'a>,
    ) -> Result<(Vec<Cell<'a>>, bool, Option<&'a str>), Trouble> {
        let (column, conditions) = self.column()?;
        let (Selection { ledger, rows }, names) = select(reckoner, &[column], &conditions)?;
        let at = names.first().and_then(|name| ledger.column(name)).ok_or_else(|| self.wrong_arguments())?;
        let cells = rows.iter().filter_map(|row| row.cell(at)).collect();
        Ok((cells, Some(at) == ledger.date_column, ledger.columns[at].unit.as_deref()))
    }

    /// 个数 and 列出.
    fn names(&mut self, reckoner: &mut Reckoner<'_, '_>) -> Result<Evaluated, Trouble> {
        let (cells, dates, _) = self.cells_of(reckoner)?;
        let mut distinct: Vec<Cell<'_>> = Vec::new();
        for cell in &cells {
            if !distinct.iter().any(|other| other.text == cell.text) {
                distinct.push(*cell);
            }
        }
        let places = cells.iter().map(|cell| cell.span).collect();
        if self.function == Function::Distinct {
            let value = Value::Quantity(Quantity::plain(Decimal::from(distinct.len())));
            return Ok(Evaluated::new(value, places));
        }
        if distinct.is_empty() {
            return Err(Trouble::new(
                "figure-zero",
                "这段时间里没有符合条件的行，列不出来",
                "核对台账；这段时间还没有发生的，在后面写上零写的话，例如“：零写“暂无””",
            ));
        }
        let value = if dates {
            let mut times: Vec<_> = distinct.iter().filter_map(|cell| time(*cell)).collect();
            times.sort_by_key(|time| time.first);
            Value::Times(times)
        } else {
            Value::List(distinct.iter().map(|cell| cell.text.to_owned()).collect())
        };
        Ok(Evaluated::new(value, places))
    }

    fn pick(&mut self, reckoner: &mut Reckoner<'_, '_>) -> Result<Evaluated, Trouble> {
        let (cells, dates, unit) = self.cells_of(reckoner)?;
        match cells.as_slice() {
            [cell] => {
                let code = cell.text.len() > 1 && cell.text.starts_with('0') && !cell.text.starts_with("0.");
                let value = match (dates, parse::quantity(cell.text, unit)) {
                    (true, _) => {
                        time(*cell).map_or(Value::Words(cell.text.to_owned()), |t| Value::Times(vec![t]))
                    }
                    (false, Some((value, percent))) if !code => {
                        let rate = unit.is_some_and(|unit| unit == "%" || unit == "％");
                        let unit = unit.filter(|_| !rate).unwrap_or_default().to_owned();
                        Value::Quantity(Quantity {
                            value,
                            unit,
                            percent: percent || rate,
                            digits: None,
                            counts: false,
                        })
                    }
                    _ => Value::Words(cell.text.to_owned()),
                };
                Ok(Evaluated::new(value, vec![cell.span]))
            }
            [] => Err(Trouble::new(
                "figure-zero",
                "这段时间里没有符合条件的行，取不到内容",
                "核对条件和台账；这段时间还没有发生的，在后面写上零写的话，例如“：零写“暂无””",
            )),
            [_, second, ..] => Err(Trouble::new(
                "figure-type",
                format!("符合条件的有{}行，不知道取哪一行", cells.len()),
                "再加条件，使它只有一行；要几行的和就用“合计”",
            )
            .at(second.span)),
        }
    }

    fn parts(&mut self, reckoner: &mut Reckoner<'_, '_>) -> Result<Parts, Trouble> {
        let [formula, column, ..] = self.arguments else { return Err(self.wrong_arguments()) };
        let (Argument::Formula(formula), Argument::Formula(Formula::Name(column))) = (formula, column) else {
            return Err(self.wrong_arguments());
        };
        let mut parts = Parts { list: Vec::new(), cells: Vec::new() };
        let mut counted_in = None;
        for (label, conditions) in groups(reckoner, formula, column)? {
            let (mut quantity, cells) = reckoner.quantity(&within(formula, &conditions, reckoner.book))?;
            if quantity.counts && quantity.unit.is_empty() {
                let unit: &str = match counted_in {
                    Some(unit) => unit,
                    None => counted_in.insert(measure(reckoner, formula, column)?),
                };
                unit.clone_into(&mut quantity.unit);
            }
            if quantity.value.is_zero() {
                continue;
            }
            parts.list.push((label, quantity));
            merge(&mut parts.cells, cells);
        }
        if parts.list.is_empty() {
            return Err(Trouble::new(
                "figure-zero",
                "这段时间里没有符合条件的行，分不出各项",
                "核对台账；这段时间还没有发生的，在后面写上零写的话，例如“：零写“暂无””",
            ));
        }
        Ok(parts)
    }

    fn top(&mut self, reckoner: &mut Reckoner<'_, '_>) -> Result<Evaluated, Trouble> {
        let [_, _, Argument::Formula(Formula::Number { value: wanted, .. })] = self.arguments else {
            return Err(self.wrong_arguments());
        };
        let wanted = usize::try_from(wanted.mantissa()).ok().filter(|_| wanted.scale() == 0);
        let wanted = wanted.filter(|n| *n > 0).ok_or_else(|| self.wrong_arguments())?;
        let mut parts = self.parts(reckoner)?;
        parts.list.sort_by_key(|(_, quantity)| std::cmp::Reverse(quantity.value));
        // Those that are equal to the last one shown are shown, too.
        let last = parts.list.get(wanted - 1).map(|(_, quantity)| quantity.value);
        if let Some(last) = last {
            parts.list.retain(|(_, quantity)| quantity.value >= last);
        }
        Ok(Evaluated::new(Value::Parts(parts.list), parts.cells))
    }

    fn rank(&mut self, reckoner: &mut Reckoner<'_, '_>) -> Result<Evaluated, Trouble> {
        let [_, _, Argument::Formula(Formula::Name(name))] = self.arguments else {
            return Err(self.wrong_arguments());
        };
        let parts = self.parts(reckoner)?;
        let Some((_, own)) = parts.list.iter().find(|(label, _)| label == name) else {
            return Err(Trouble::new(
                "figure-name",
                format!("没有“{name}”这一项，排不出名次"),
                "核对写法和台账",
            ));
        };
        let ahead = parts.list.iter().filter(|(_, quantity)| quantity.value > own.value).count();
        let value = Value::Quantity(Quantity::plain(Decimal::from(ahead + 1)));
        Ok(Evaluated::new(value, parts.cells))
    }

    fn missing(&mut self, reckoner: &mut Reckoner<'_, '_>) -> Result<Evaluated, Trouble> {
        let [Argument::Formula(Formula::Name(column)), Argument::Formula(Formula::Name(list)), rest @ ..] =
            self.arguments
        else {
            return Err(self.wrong_arguments());
        };
        let conditions = self.conditions(rest)?;
        let wanted: Vec<String> = if list == "参加单位" {
            reckoner.book.participants.iter().map(|name| (*name).to_owned()).collect()
        } else {
            match reckoner.book.other.and_then(|other| other.get(list.as_str())) {
                Some(View::List(items)) => items
                    .iter()
                    .filter_map(|item| match item {
                        View::Text(text) => Some(text.clone()),
                        _ => None,
                    })
                    .collect(),
                _ => Vec::new(),
            }
        };
        if wanted.is_empty() {
            return Err(Trouble::new(
                "figure-name",
                format!("没有叫“{list}”的名单"),
                format!("在资料的“其他”里写“{list}: [甲, 乙]”，或者用“活动”里的“参加单位”"),
            ));
        }
        let (Selection { ledger, rows }, names) = select(reckoner, &[column], &conditions)?;
        let at = names.first().and_then(|name| ledger.column(name)).ok_or_else(|| self.wrong_arguments())?;
        let there: Vec<Cell<'_>> = rows.iter().filter_map(|row| row.cell(at)).collect();
        let missing: Vec<String> =
            wanted.into_iter().filter(|name| !there.iter().any(|cell| cell.text == *name)).collect();
        let cells = there.iter().map(|cell| cell.span).collect();
        if missing.is_empty() {
            return Err(Trouble::new(
                "figure-zero",
                "名单里的都有了，一个也不缺",
                "在后面写上零写的话，例如“：零写“无””",
            ));
        }
        Ok(Evaluated::new(Value::List(missing), cells))
    }

    /// 占比, and 完成率 of two formulas.
    fn share(&mut self, reckoner: &mut Reckoner<'_, '_>) -> Result<Evaluated, Trouble> {
        let [part, whole] = self.formulas()?;
        let (part, mut cells) = reckoner.quantity(part)?;
        let (whole, more) = reckoner.quantity(whole)?;
        merge(&mut cells, more);
        Ok(Evaluated::new(Value::Quantity(ratio(&part, &whole)?), cells))
    }

    /// 完成率, 完成值, 目标值, 差距 of an indicator.
    fn goal(&mut self, reckoner: &mut Reckoner<'_, '_>) -> Result<Evaluated, Trouble> {
        let [name] = self.formulas()?;
        let name = self.bare(name)?;
        let indicator = reckoner.book.indicator(name)?;
        let target = target(indicator);
        let place = vec![indicator.target.span];
        if self.function == Function::Target {
            return Ok(Evaluated::new(Value::Quantity(target), place));
        }
        let (mut done, mut cells) = done(reckoner, indicator)?;
        // 99.96% against 100% does not print as 100%.
        while let Some(digits) = done.digits
            && digits < 6
            && rounded(done.value, digits) == target.value
            && done.value != target.value
        {
            done.digits = Some(digits + 1);
        }
        let quantity = match self.function {
            Function::Done => done,
            Function::Rate => {
                merge(&mut cells, place);
                ratio(&Quantity { unit: String::new(), ..done }, &Quantity { unit: String::new(), ..target })?
            }
            _ => {
                merge(&mut cells, place);
                // Of what is shown, so that 完成值 and 差距 add up to 目标值 on paper, too.
                let shown = done.digits.map_or(done.value, |digits| rounded(done.value, digits));
                let gap = target.value.checked_sub(shown).ok_or_else(too_large)?.abs();
                // A difference of percentages is one of 百分点.
                let unit = if done.percent { "个百分点".to_owned() } else { done.unit };
                Quantity { value: gap, unit, percent: false, counts: false, digits: done.digits }
            }
        };
        Ok(Evaluated::new(Value::Quantity(quantity), cells))
    }

    /// How many indicators with 完成值, or those of one verdict.
    fn goals(&mut self, reckoner: &mut Reckoner<'_, '_>) -> Result<Evaluated, Trouble> {
        let wanted = match self.arguments {
            [] => None,
            [Argument::Formula(Formula::Name(word))] => {
                let known = Verdict::ALL.into_iter().find(|verdict| verdict.word() == word);
                Some(known.ok_or_else(|| self.wrong_arguments())?)
            }
            _ => return Err(self.wrong_arguments()),
        };
        let mut cells = Vec::new();
        let mut count = 0;
        for indicator in reckoner.book.indicators.iter().filter(|indicator| indicator.done.is_some()) {
            let found = verdict(reckoner, indicator)?;
            if wanted.is_none_or(|wanted| wanted == found) {
                count += 1;
                let mut behind = vec![indicator.name.span];
                if wanted.is_some() {
                    merge(&mut behind, done(reckoner, indicator)?.1);
                }
                merge(&mut cells, behind);
            }
        }
        let value = Quantity::plain(Decimal::from(count));
        Ok(Evaluated::new(Value::Quantity(value), cells))
    }

    /// The stretch of time to compare with.
    fn earlier(&self, period: Period) -> Result<Period, Trouble> {
        let found = match self.function {
            Function::YearOnYear | Function::LastYear => {
                period.year_before().filter(|p| p.start.is_some() && p.end.is_some())
            }
            _ => period.before(),
        };
        found.ok_or_else(|| {
            Trouble::new(
                "figure-period",
                format!("算“{}”要知道算的是哪一段时间", self.function.name()),
                "在这份文稿下面写“起始日期”和“截止日期”，例如：\n起始日期: 2012-01-01\n截止日期: 2012-06-30",
            )
        })
    }

    fn change(&mut self, reckoner: &mut Reckoner<'_, '_>) -> Result<Evaluated, Trouble> {
        let [formula] = self.formulas()?;
        let earlier = self.earlier(reckoner.period)?;
        let (now, mut cells) = reckoner.quantity(formula)?;
        let (before, more) = at(reckoner, earlier, |reckoner| reckoner.quantity(formula))?;
        merge(&mut cells, more);
        let period = earlier;
        let (word, earlier) = match self.function {
            Function::YearOnYear => ("同比", "上年同期"),
            _ => ("环比", "上期"),
        };
        if before.value.is_zero() && !reckoner.book.has_rows(period) {
            return Err(Trouble::new(
                "figure-zero",
                format!("台账里没有{}的行，不知道{earlier}是多少", period.in_words()),
                "把那段时间的行补进台账；没有资料可比的，去掉这个“【……】”，或者写“：零写“……””",
            ));
        }
        Ok(Evaluated::new(Value::Change(Change { word, earlier, before, now }), cells))
    }

    fn round(&mut self, reckoner: &mut Reckoner<'_, '_>) -> Result<Evaluated, Trouble> {
        let [formula, digits] = self.formulas()?;
        let Formula::Number { value: digits, .. } = digits else { return Err(self.wrong_arguments()) };
        let digits = u32::try_from(digits.mantissa()).ok().filter(|n| digits.scale() == 0 && *n <= 8);
        let digits = digits.ok_or_else(|| self.wrong_arguments())?;
        let (mut quantity, cells) = reckoner.quantity(formula)?;
        quantity.value = rounded(quantity.value, digits);
        quantity.digits = None;
        Ok(Evaluated::new(Value::Quantity(quantity), cells))
    }
}

fn time(cell: Cell<'_>) -> Option<crate::model::date::Moment> {
    crate::model::date::parse(cell.text, cell.span).ok()
}

/// The share of a part in a whole.
fn ratio(part: &Quantity, whole: &Quantity) -> Result<Quantity, Trouble> {
    if whole.value.is_zero() {
        return Err(Trouble::new(
            "figure-zero",
            "总数是零，算不出百分比",
            "核对台账；这段时间还没有发生的，在后面写上零写的话，例如“：零写“暂无数据””",
        ));
    }
    let share = part.value.checked_div(whole.value).and_then(|s| s.checked_mul(Decimal::ONE_HUNDRED));
    Ok(Quantity::percentage(share.ok_or_else(too_large)?))
}

/// The same formula with more conditions on every function that counts rows, those behind the name of a 数字 too. 全部(…)
/// stays as it is.
pub fn within(formula: &Formula, conditions: &[Condition], book: &Book<'_>) -> Formula {
    narrowed(formula, conditions, book, 0)
}

/// Deepest chain of names that is followed; a circle is told when it is reckoned.
const DEEPEST_NAME: usize = 16;

fn narrowed(formula: &Formula, conditions: &[Condition], book: &Book<'_>, depth: usize) -> Formula {
    match formula {
        Formula::Call { function: Function::All, .. } => formula.clone(),
        Formula::Call { function, arguments } => {
            let counts_rows = matches!(
                function,
                Function::Sum
                    | Function::Count
                    | Function::Distinct
                    | Function::Average
                    | Function::Most
                    | Function::Least
                    | Function::Pick
                    | Function::Names
            );
            let mut arguments: Vec<Argument> = arguments
                .iter()
                .map(|argument| match argument {
                    Argument::Formula(inner) if !counts_rows => {
                        Argument::Formula(narrowed(inner, conditions, book, depth))
                    }
                    other => other.clone(),
                })
                .collect();
            if counts_rows {
                arguments.extend(conditions.iter().cloned().map(Argument::Condition));
            }
            Formula::Call { function: *function, arguments }
        }
        Formula::Binary { operator, left, right } => Formula::Binary {
            operator: *operator,
            left: Box::new(narrowed(left, conditions, book, depth)),
            right: Box::new(narrowed(right, conditions, book, depth)),
        },
        Formula::Name(name) if depth < DEEPEST_NAME => {
            let figure = book.figures.iter().find(|figure| figure.name.text == *name);
            let own = figure.filter(|figure| number::parse(&figure.formula.text).is_none());
            match own.and_then(|figure| parse::parse(&figure.formula.text).ok()) {
                Some(own) => narrowed(&own, conditions, book, depth + 1),
                None => formula.clone(),
            }
        }
        other => other.clone(),
    }
}

/// The months of a stretch of time within a year, or from the first to the last that occurs: one without a row is one, too.
fn all_months(found: &[u32], period: Period) -> Vec<u32> {
    let (Some(first), Some(last)) = (found.first(), found.last()) else { return Vec::new() };
    match period.months() {
        Some((from, to)) => (from.min(*first)..=to.max(*last)).collect(),
        None => (*first..=*last).collect(),
    }
}

/// What rows that a formula counts are counted in: 个 for units, 次 for what was done.
fn measure(reckoner: &Reckoner<'_, '_>, formula: &Formula, column: &str) -> Result<&'static str, Trouble> {
    let Some((own, conditions)) = counted(formula) else { return Ok("次") };
    let columns: Vec<&str> = own.into_iter().chain([column]).collect();
    let (selection, _) = select(reckoner, &columns, &conditions)?;
    Ok(if selection.ledger.counts_units() { "个" } else { "次" })
}

/// Columns of the first function that counts rows, and its conditions.
fn counted(formula: &Formula) -> Option<(Option<&str>, Vec<&Condition>)> {
    match formula {
        Formula::Call { arguments, .. } => {
            let conditions: Vec<&Condition> = arguments
                .iter()
                .filter_map(|argument| match argument {
                    Argument::Condition(condition) => Some(condition),
                    Argument::Formula(_) => None,
                })
                .collect();
            match arguments.first() {
                Some(Argument::Formula(Formula::Name(column))) => Some((Some(column), conditions)),
                Some(Argument::Formula(inner)) => counted(inner),
                _ => Some((None, conditions)),
            }
        }
        Formula::Binary { left, right, .. } => counted(left).or_else(|| counted(right)),
        _ => None,
    }
}

/// The contents of a column among the rows that a formula counts: label and value of a condition, texts in the order
/// of the ledger, times ascending.
pub fn groups(reckoner: &Reckoner<'_, '_>, formula: &Formula, column: &str) -> Result<Vec<Group>, Trouble> {
    let (own, conditions) = counted(formula).ok_or_else(|| {
        Trouble::new("figure-syntax", "要分开算的应是 合计(…)、次数(…) 这样的算式", "写成 分项(次数()，类型)")
    })?;
    let mut columns: Vec<&str> = own.into_iter().collect();
    columns.push(column);
    let (Selection { ledger, rows }, names) = select(reckoner, &columns, &conditions)?;
    let name = names.last().map_or(column, String::as_str);
    let equal = |column: &str, value: String| Condition {
        column: column.to_owned(),
        comparison: Comparison::Equal,
        values: vec![value],
    };
    let Some(at) = ledger.column(name) else { return times(&rows, name, reckoner.period, &equal) };
    let mut found: Vec<&str> = Vec::new();
    let mut blank = false;
    for row in &rows {
        match row.cell(at) {
            Some(cell)
                if cell.text.contains(['【', '】'])
                    || cell.text.contains('「') && cell.text.contains('“') =>
            {
                return Err(Trouble::new(
                    "ledger-name",
                    format!("“{name}”一列里的“{}”带着括号或引号，不能用来分类", cell.text),
                    "去掉方头括号；直角引号和双引号不要一起用",
                )
                .at(cell.span));
            }
            Some(cell) if !found.iter().any(|other| same(other, cell.text)) => found.push(cell.text),
            Some(_) => {}
            None => blank = true,
        }
    }
    found.sort_by_key(|text| reckoner.book.place(name, text));
    let mut groups: Vec<Group> =
        found.into_iter().map(|text| (text.to_owned(), vec![equal(column, text.to_owned())])).collect();
    // Rows without a name are rows, too: the groups add up to the whole.
    if blank && !groups.is_empty() {
        groups.push(("未分类".to_owned(), vec![equal(column, "空".to_owned())]));
    }
    Ok(groups)
}

/// A group of rows: its name, and the conditions that choose them.
pub type Group = (String, Vec<Condition>);

/// 年, 季度 or 月 of rows, ascending. Where the rows are of several years, each is one of its year.
fn times(
    rows: &[LedgerRow<'_>],
    name: &str,
    period: Period,
    equal: &dyn Fn(&str, String) -> Condition,
) -> Result<Vec<Group>, Trouble> {
    let mut parts: Vec<(i32, u32)> = Vec::new();
    for date in rows.iter().filter_map(|row| row.date) {
        let part = match name {
            "年" => Some(0),
            "季度" => date.quarter(),
            _ => date.month(),
        };
        let Some(part) = part else {
            return Err(Trouble::new(
                "ledger-date",
                format!("这一行的日期是“{}”，分不出{name}", date.in_words()),
                "把日期写到月或者日",
            )
            .at(date.span));
        };
        if !parts.contains(&(date.year(), part)) {
            parts.push((date.year(), part));
        }
    }
    parts.sort_unstable();
    let several = parts.windows(2).any(|pair| pair[0].0 != pair[1].0);
    if let (false, "月", Some((year, _))) = (several, name, parts.first().copied()) {
        let found: Vec<u32> = parts.iter().map(|(_, month)| *month).collect();
        parts = all_months(&found, period).into_iter().map(|month| (year, month)).collect();
    }
    Ok(parts
        .into_iter()
        .map(|(year, part)| {
            let own = match name {
                "年" => String::new(),
                "季度" => format!("第{}季度", ["", "一", "二", "三", "四"][part as usize % 5]),
                unit => format!("{part}{unit}"),
            };
            let label = if several || name == "年" { format!("{year}年{own}") } else { own };
            let mut conditions = Vec::new();
            if several || name == "年" {
                conditions.push(equal("年", year.to_string()));
            }
            if name != "年" {
                conditions.push(equal(name, part.to_string()));
            }
            (label, conditions)
        })
        .collect())
}
