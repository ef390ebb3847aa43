//! Formula → value, in decimal, with the cells behind it.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::diag::diagnostic::Span;
use crate::diag::nearest::nearest;
use crate::figure::book::{Book, Trouble};
use crate::figure::formula::{Formula, Operator};
use crate::figure::functions;
use crate::figure::goals;
use crate::figure::parse;
use crate::figure::value::{Evaluated, Quantity, Value};
use crate::model::ledger::NamedFigure;
use crate::model::number;
use crate::model::period::Period;
use crate::model::unit_row::{UnitCell, UnitValue};
use crate::model::view::View;

/// One reckoning: the book, the stretch of time, and the names on the way, which find circles.
pub struct Reckoner<'b, 'a> {
    /// The data.
    pub book: &'b Book<'a>,
    /// The stretch of time.
    pub period: Period,
    pub(super) chain: Vec<String>,
}

/// The number that each unit's document has in 发文字号, as texts name it.
pub const SERIAL: &str = "顺序号";
/// What texts call the unit's name, whatever the roster calls it.
pub const UNIT: &str = "单位名称";

/// Longest chain of names that use one another.
const LONGEST_CHAIN: usize = 40;

/// A figure with the unit that it was given, and its place if it is only written down.
fn with_unit(mut evaluated: Evaluated, figure: &NamedFigure) -> Result<Evaluated, Trouble> {
    if let Some(unit) = &figure.unit {
        // What the roster has is printed as it stands there, unless it is said in what.
        if let Value::Written { quantity, .. } = evaluated.value {
            evaluated.value = Value::Quantity(quantity);
        }
        let mut quantities: Vec<&mut Quantity> = match &mut evaluated.value {
            Value::Quantity(quantity) | Value::Written { quantity, .. } => vec![quantity],
            Value::Parts(parts) => parts.iter_mut().map(|(_, quantity)| quantity).collect(),
            Value::Change(change) => vec![&mut change.before, &mut change.now],
            Value::Words(_) | Value::List(_) | Value::Times(_) => {
                let message = format!("“{}”算出来的不是数，没有计量单位", figure.name.text);
                return Err(Trouble::new("figure-type", message, "删去这里的“计量单位”").at(unit.span));
            }
        };
        for quantity in &mut quantities {
            // 次 and 个 are what rows are counted in as long as nobody says otherwise.
            if quantity.counts {
                quantity.unit.clear();
            }
            goals::converted(quantity, &unit.text).map_err(|trouble| trouble.at(unit.span))?;
            quantity.counts = false;
        }
    }
    if evaluated.cells.is_empty() {
        evaluated.cells.push(figure.formula.span);
    }
    Ok(evaluated)
}

/// Rounds half away from zero: 四舍五入.
pub fn rounded(value: Decimal, digits: u32) -> Decimal {
    value.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero)
}

impl<'b, 'a> Reckoner<'b, 'a> {
    /// A reckoner over the book's own stretch of time.
    pub fn new(book: &'b Book<'a>) -> Self {
        Self { book, period: book.period, chain: Vec::new() }
    }

    /// The value of a written formula.
    pub fn written(&mut self, text: &str) -> Result<Evaluated, Trouble> {
        // Brackets are for texts; around a formula in a field of its own they do no harm.
        let bare = text.strip_prefix('【').and_then(|rest| rest.strip_suffix('】'));
        let text = bare.filter(|inner| !inner.contains(['【', '】'])).unwrap_or(text);
        if let Some((value, percent)) = number::parse(text) {
            return Ok(Evaluated::new(Value::Quantity(literal(value, percent)), Vec::new()));
        }
        // A column of the roster: most of what a batch reckons.
        let named = self.book.figures.iter().any(|figure| figure.name.text == text);
        if let Some(cell) = self.book.unit.and_then(|unit| unit.cell(text)).filter(|_| !named) {
            return of_unit(cell);
        }
        self.formula(&parse::parse(text)?)
    }

    /// The value of a formula.
    pub fn formula(&mut self, formula: &Formula) -> Result<Evaluated, Trouble> {
        match formula {
            Formula::Number { value, percent } => {
                Ok(Evaluated::new(Value::Quantity(literal(*value, *percent)), Vec::new()))
            }
            Formula::Name(name) => self.name(name),
            Formula::Call { function, arguments } => functions::call(self, *function, arguments),
            Formula::Binary { operator, left, right } => {
                let left = self.quantity(left)?;
                let right = self.quantity(right)?;
                let mut cells = left.1;
                merge(&mut cells, right.1);
                Ok(Evaluated::new(Value::Quantity(joined(*operator, left.0, right.0)?), cells))
            }
        }
    }

    /// The quantity of a formula with its cells.
    pub fn quantity(&mut self, formula: &Formula) -> Result<(Quantity, Vec<Span>), Trouble> {
        let evaluated = self.formula(formula)?;
        match evaluated.value.into_quantity() {
            Some(quantity) => Ok((quantity, evaluated.cells)),
            None => Err(Trouble::new(
                "figure-type",
                format!("“{formula}”算出来的不是一个数，不能再算"),
                "用 合计、次数、平均 等算出数来",
            )),
        }
    }

    fn name(&mut self, name: &str) -> Result<Evaluated, Trouble> {
        if let Some(figure) = self.book.figures.iter().find(|figure| figure.name.text == name) {
            let key = (name.to_owned(), self.period);
            if let Some(known) = self.book.known.borrow().get(&key) {
                return known.clone();
            }
            let result = self.deeper(name, figure.formula.span, |reckoner| {
                reckoner.written(&figure.formula.text).map_err(|mut trouble| {
                    trouble.place.get_or_insert(figure.formula.span);
                    trouble
                })
            });
            let result = result.and_then(|evaluated| with_unit(evaluated, figure));
            self.book.known.borrow_mut().insert(key, result.clone());
            return result;
        }
        if let Some(cell) = self.book.unit.and_then(|unit| unit.cell(name)) {
            return of_unit(cell);
        }
        self.other(name)
    }

    /// Does work that belongs to a name; a circle of names and a chain that is too long are told.
    pub fn deeper<T>(
        &mut self,
        name: &str,
        place: Span,
        work: impl FnOnce(&mut Self) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        if self.chain.iter().any(|other| other == name) {
            let path = self.chain.join("→");
            return Err(Trouble::new(
                "figure-circle",
                format!("“{name}”的算式绕成了一圈：{path}→{name}"),
                "改其中一个算式，不要再用到自己",
            )
            .at(place));
        }
        if self.chain.len() >= LONGEST_CHAIN {
            return Err(Trouble::new(
                "figure-circle",
                format!("“{name}”要一个接一个用到{LONGEST_CHAIN}个以上的数"),
                "少套几层，直接从台账算",
            )
            .at(place));
        }
        self.chain.push(name.to_owned());
        let result = work(self);
        self.chain.pop();
        result
    }

    /// A key under 其他.
    fn other(&mut self, name: &str) -> Result<Evaluated, Trouble> {
        match self.book.other.and_then(|other| other.get(name)) {
            Some(View::Text(text)) => {
                let value = match number::parse(text) {
                    Some((value, percent)) => Value::Quantity(literal(value, percent)),
                    None => Value::Words(text.clone()),
                };
                Ok(Evaluated::new(value, Vec::new()))
            }
            Some(View::List(items)) => {
                let words = items.iter().filter_map(|item| match item {
                    View::Text(text) => Some(text.clone()),
                    _ => None,
                });
                Ok(Evaluated::new(Value::List(words.collect()), Vec::new()))
            }
            _ => Err(self.unknown(name)),
        }
    }

    fn unknown(&self, name: &str) -> Trouble {
        let of_roster =
            matches!(name, SERIAL | UNIT) || self.book.roster.iter().any(|column| column.name.text == name);
        if self.book.unit.is_none() && of_roster {
            return Trouble::new(
                "needs-roster",
                format!("“{name}”是名册的列，一个单位一个样，只有批量生成时才有"),
                "用“gongwen batch 资料 --roster 名册 -o 文件夹”给每个单位生成",
            );
        }
        if self.book.unit.is_some() && of_roster {
            return Trouble::new(
                "roster-blank",
                format!("名册里没有“{name}”这一列，文字里却用到了它"),
                blank_hint(name, "在名册里加上这一列，或者在资料的“名册”里写“默认”"),
            );
        }
        let is_column = self.book.ledgers.iter().any(|ledger| ledger.column(name).is_some());
        if is_column {
            return Trouble::new(
                "figure-name",
                format!("“{name}”是台账的一列，要说明怎样算"),
                format!("写成 合计({name})、次数({name}=……) 等"),
            );
        }
        let names = self
            .book
            .figures
            .iter()
            .map(|figure| figure.name.text.as_str())
            .chain(self.book.other.iter().flat_map(|other| other.keys().map(String::as_str)))
            .chain(self.book.unit.iter().flat_map(|unit| unit.cells.iter().map(|cell| cell.name)));
        let hint = match nearest(name, names.clone()) {
            Some(near) => format!("是否应为“{near}”"),
            None => {
                let all: Vec<&str> = names.collect();
                if all.is_empty() {
                    "在资料里加上“数字”，每行写“名称: 算式”；方头括号本来就要印出来的，写成“【【……】】”"
                        .to_owned()
                } else {
                    format!(
                        "资料里有这些数字：{}；方头括号本来就要印出来的，写成“【【……】】”",
                        all.join("、")
                    )
                }
            }
        };
        Trouble::new("figure-name", format!("没有叫“{name}”的数字"), hint)
    }
}

/// What to do where a unit has nothing: every unit has a name, and every document with numbers of its own a number.
fn blank_hint(name: &str, fill: &str) -> String {
    match name {
        UNIT | SERIAL => fill.to_owned(),
        _ => format!("{fill}；没有的单位不印这一段，就在这一段开头写“【如有：{name}】”"),
    }
}

/// What a unit has in a column of the roster.
fn of_unit(cell: &UnitCell<'_>) -> Result<Evaluated, Trouble> {
    let Some(text) = &cell.text else {
        return Err(Trouble::new(
            "roster-blank",
            format!("名册里这个单位没有“{}”，文字里却用到了它", cell.name),
            blank_hint(cell.name, "在名册里填上"),
        )
        .at(cell.span));
    };
    let value = match &cell.value {
        UnitValue::Words => Value::Words(text.to_string()),
        UnitValue::Number(value) => {
            Value::Written { text: text.to_string(), quantity: literal(*value, text.ends_with(['%', '％'])) }
        }
        UnitValue::Time(moment) => Value::Times(vec![*moment]),
    };
    Ok(Evaluated::new(value, vec![cell.span]))
}

fn literal(value: Decimal, percent: bool) -> Quantity {
    Quantity { value, unit: String::new(), percent, digits: None, counts: false }
}

/// Adds cells that are not there yet.
pub fn merge(cells: &mut Vec<Span>, more: Vec<Span>) {
    if cells.is_empty() {
        *cells = more;
        return;
    }
    let known: std::collections::HashSet<Span> = cells.iter().copied().collect();
    cells.extend(more.into_iter().filter(|cell| !known.contains(cell)));
}

/// The fault of a number that is too large to be one.
pub fn too_large() -> Trouble {
    Trouble::new("figure-type", "数太大，算不出来", "核对台账里的数")
}

fn joined(operator: Operator, left: Quantity, right: Quantity) -> Result<Quantity, Trouble> {
    let counts = left.counts && right.counts;
    match operator {
        Operator::Plus | Operator::Minus => {
            let units = [&left.unit, &right.unit];
            if left.percent != right.percent
                || (units.iter().all(|u| !u.is_empty()) && left.unit != right.unit)
            {
                let unit = |q: &Quantity| if q.percent { "%".to_owned() } else { q.unit.clone() };
                return Err(Trouble::new(
                    "figure-type",
                    format!("单位不同的数不能相加减：“{}”和“{}”", unit(&left), unit(&right)),
                    "先换算成同一个单位",
                ));
            }
            let value = match operator {
                Operator::Plus => left.value.checked_add(right.value),
                _ => left.value.checked_sub(right.value),
            };
            let unit = if left.unit.is_empty() { right.unit } else { left.unit };
            let digits = left.digits.max(right.digits);
            Ok(Quantity { value: value.ok_or_else(too_large)?, unit, percent: left.percent, digits, counts })
        }
        Operator::Times => {
            let factor = |q: &Quantity| if q.percent { q.value / Decimal::ONE_HUNDRED } else { q.value };
            let value = factor(&left).checked_mul(factor(&right)).ok_or_else(too_large)?.normalize();
            let unit = if left.unit.is_empty() { right.unit } else { left.unit };
            Ok(Quantity { value, unit, percent: false, digits: left.digits.max(right.digits), counts: false })
        }
        Operator::Over => {
            if right.value.is_zero() {
                return Err(Trouble::new(
                    "figure-zero",
                    "除数是零，算不出来",
                    "核对台账；这段时间还没有发生的，在后面写上零写的话，例如“：零写“暂无数据””",
                ));
            }
            // 100 ÷ 50% is 200; 50% ÷ 2 is 25%.
            let by =
                if right.percent && !left.percent { right.value / Decimal::ONE_HUNDRED } else { right.value };
            let value = left.value.checked_div(by).ok_or_else(too_large)?;
            let exact = value.checked_mul(by) == Some(left.value);
            let unit = if left.unit == right.unit { String::new() } else { left.unit };
            let digits = if exact && value.scale() <= 2 { None } else { Some(2) };
            let percent = left.percent && !right.percent;
            Ok(Quantity { value: value.normalize(), unit, percent, digits, counts: false })
        }
    }
}
