//! What the two sides of a condition come to, told from the columns before anything is filled in: a condition that could never be
//! judged does not go out.

use rust_decimal::Decimal;

use crate::collect::form::Column;
use crate::figure::formula::{Argument, Comparison, Formula, Function, Operator};
use crate::model::form::EntryType;

/// What a condition may look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// The columns of a row.
    Row,
    /// Rows of ledgers, too.
    Ledgers,
}

/// What a formula comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A number.
    Number,
    /// Percent.
    Percent,
    /// A day.
    Day,
    /// Words.
    Words,
    /// What a ledger gives.
    Open,
}

impl Kind {
    fn in_words(self) -> &'static str {
        match self {
            Self::Number | Self::Open => "数",
            Self::Percent => "百分数",
            Self::Day => "日期",
            Self::Words => "文字",
        }
    }

    /// Whether it may be reckoned with.
    pub fn counts(self) -> bool {
        matches!(self, Self::Number | Self::Percent | Self::Open)
    }
}

/// What is wrong, and what to do.
pub type Why = (String, String);

/// What formulas know.
pub struct Known<'c> {
    /// The columns.
    pub columns: &'c [Column],
    /// What they may look at.
    pub reach: Reach,
}

impl Known<'_> {
    fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.key == name)
    }

    /// What a formula comes to; what is wrong if it can come to nothing.
    pub fn gives(&self, formula: &Formula) -> Result<Kind, Why> {
        match formula {
            Formula::Number { percent: true, .. } => Ok(Kind::Percent),
            Formula::Number { .. } => Ok(Kind::Number),
            Formula::Name(name) => Ok(match self.column(name).map(|column| column.what) {
                Some(EntryType::Number | EntryType::Whole) => Kind::Number,
                Some(EntryType::Percent) => Kind::Percent,
                Some(EntryType::Date) => Kind::Day,
                Some(EntryType::Words | EntryType::Choice | EntryType::YesNo) => Kind::Words,
                None => Kind::Open,
            }),
            Formula::Binary { operator, left, right } => {
                let (one, other) = (self.counts(left)?, self.counts(right)?);
                match operator {
                    Operator::Plus | Operator::Minus => match (one, other) {
                        (Kind::Open, kind) | (kind, Kind::Open) => Ok(kind),
                        _ if one == other => Ok(one),
                        _ => Err(mixed(formula, *operator, (left, one), right)),
                    },
                    Operator::Times => Ok(Kind::Number),
                    Operator::Over => {
                        not_zero(formula, right)?;
                        Ok(match (one, other) {
                            (Kind::Number, _) | (_, Kind::Percent) => Kind::Number,
                            (Kind::Percent, Kind::Number) => Kind::Percent,
                            _ => Kind::Open,
                        })
                    }
                }
            }
            Formula::Call { function, arguments } if is_of_rows(*function) => {
                self.of_row(formula, *function, arguments)
            }
            Formula::Call { function, arguments } if self.reach == Reach::Ledgers => {
                self.of_ledger(formula, *function, arguments)
            }
            Formula::Call { function, .. } => {
                let name = function.name();
                Err((
                    format!("“{formula}”算不了：校验只看一行里的各栏，没有台账可以用“{name}”算"),
                    "各栏之间用 + - × ÷ 算，例如 合计 = 党委 + 总支 + 支部；要算几行的，写在评分标准或者总结里"
                        .to_owned(),
                ))
            }
        }
    }

    /// 占比, 完成率 and 四舍五入.
    fn of_row(&self, formula: &Formula, function: Function, arguments: &[Argument]) -> Result<Kind, Why> {
        let [Argument::Formula(one), Argument::Formula(other)] = arguments else {
            let message = format!("“{formula}”算不了：括号里要写两项，用逗号隔开");
            return Err((message, format!("写成 {}", function.usage())));
        };
        let kind = self.counts(one)?;
        if function == Function::Round {
            return match other {
                Formula::Number { value, percent: false } if is_place(*value) => Ok(kind),
                _ => Err((
                    format!("“{formula}”算不了：“{other}”不是位数"),
                    format!("位数写0到{MOST_PLACES}的整数，例如 四舍五入({one}，1)"),
                )),
            };
        }
        let whole = self.counts(other)?;
        not_zero(formula, other)?;
        if kind != whole && kind != Kind::Open && whole != Kind::Open {
            let (kind, whole) = (kind.in_words(), whole.in_words());
            let message = format!("“{formula}”算不了：“{one}”是{kind}，“{other}”是{whole}");
            return Err((message, "两项写同一类的，例如 占比(女党员数，党员数)".to_owned()));
        }
        Ok(Kind::Percent)
    }

    /// What reckons over rows.
    fn of_ledger(&self, formula: &Formula, function: Function, arguments: &[Argument]) -> Result<Kind, Why> {
        match function {
            Function::Count | Function::Distinct => Ok(Kind::Number),
            Function::Names
            | Function::Parts
            | Function::Top
            | Function::Missing
            | Function::YearOnYear
            | Function::PeriodOnPeriod => {
                Err((format!("“{formula}”算出来的不是一个数"), "用 合计、次数、平均 等算出数来".to_owned()))
            }
            _ => match arguments.first() {
                Some(Argument::Formula(inner @ Formula::Name(_))) => {
                    let kind = self.gives(inner)?;
                    Ok(if kind.counts() { kind } else { Kind::Open })
                }
                _ => Ok(Kind::Open),
            },
        }
    }

    /// That a formula comes to a number, and to which.
    fn counts(&self, formula: &Formula) -> Result<Kind, Why> {
        let kind = self.gives(formula)?;
        if kind.counts() {
            return Ok(kind);
        }
        let message = format!("“{formula}”填的是{}，不能加减乘除", kind.in_words());
        Err((message, "用填数的栏算".to_owned()))
    }

    /// Why two sides cannot be compared; `None` if they can.
    pub fn unlike(
        &self,
        (left, one): (&Formula, Kind),
        comparison: Comparison,
        (right, other): (&Formula, Kind),
    ) -> Option<Why> {
        match (one, other) {
            (Kind::Open, _) | (_, Kind::Open) => return None,
            (Kind::Percent, Kind::Number) => return self.no_percent(left, right),
            (Kind::Number, Kind::Percent) => return self.no_percent(right, left),
            _ => {}
        }
        if one != other {
            let message = format!("“{left}”是{}，“{right}”是{}，比不了", one.in_words(), other.in_words());
            let hint = match (one, other) {
                (Kind::Day, _) | (_, Kind::Day) => {
                    "日期栏写在左边，右边写日期或者另一个日期栏，例如 换届日期 ≥ 2021年1月1日"
                }
                _ => "两边写同一类的；选项和是否写在右边，例如 书记配备 = 专职",
            };
            return Some((message, hint.to_owned()));
        }
        let is_even = matches!(comparison, Comparison::Equal | Comparison::Different);
        (one == Kind::Words && !is_even).then(|| {
            let message = format!("“{left}”和“{right}”填的不是数，分不出大小");
            (message, format!("用 = 或者 ≠，例如 {left} = {right}"))
        })
    }

    /// Why percent cannot be held against a number; one that may be a fraction can.
    fn no_percent(&self, percent: &Formula, number: &Formula) -> Option<Why> {
        if let Some(value) = constant(number) {
            return (value.abs() > Decimal::ONE).then(|| without_percent(&percent.to_string(), value));
        }
        self.is_count(number).then(|| {
            let message = format!("“{percent}”是百分数，“{number}”不是，比不了");
            (message, "先算成百分数再比，例如 占比(女党员数，党员数) ≥ 20%".to_owned())
        })
    }

    /// Whether a formula counts whole things, and is never a fraction.
    pub fn is_count(&self, formula: &Formula) -> bool {
        match formula {
            Formula::Name(name) => self.column(name).is_some_and(|column| column.what == EntryType::Whole),
            Formula::Binary { operator: Operator::Plus | Operator::Minus, left, right } => {
                self.is_count(left) || self.is_count(right)
            }
            Formula::Call { function: Function::Count | Function::Distinct, .. } => true,
            Formula::Call { function: Function::Sum, arguments } => {
                matches!(arguments.first(), Some(Argument::Formula(inner)) if self.is_count(inner))
            }
            _ => false,
        }
    }
}

/// A plain number where percent is meant: nobody knows which.
pub fn without_percent(key: &str, value: Decimal) -> Why {
    let value = value.normalize();
    (format!("“{key}”是百分数，“{value}”没有写百分号"), format!("写成 {value}%"))
}

/// Most places that 四舍五入 keeps.
const MOST_PLACES: u32 = 8;

fn is_place(value: Decimal) -> bool {
    value.scale() == 0 && value >= Decimal::ZERO && value <= Decimal::from(MOST_PLACES)
}

/// That a formula does not divide by a zero that is written in it.
fn not_zero(formula: &Formula, by: &Formula) -> Result<(), Why> {
    match constant(by) {
        Some(value) if value.is_zero() => {
            Err((format!("“{formula}”算不了：除数是零"), "除以总数的栏，例如 女党员数 ÷ 党员数".to_owned()))
        }
        _ => Ok(()),
    }
}

/// The value of a formula in which no name stands, of 5% 0.05.
fn constant(formula: &Formula) -> Option<Decimal> {
    match formula {
        Formula::Number { value, percent: true } => Some(*value / Decimal::ONE_HUNDRED),
        Formula::Number { value, .. } => Some(*value),
        Formula::Binary { operator, left, right } => {
            let (left, right) = (constant(left)?, constant(right)?);
            match operator {
                Operator::Plus => left.checked_add(right),
                Operator::Minus => left.checked_sub(right),
                Operator::Times => left.checked_mul(right),
                Operator::Over => left.checked_div(right),
            }
        }
        Formula::Name(_) | Formula::Call { .. } => None,
    }
}

/// Why a number and percent cannot be added.
fn mixed(whole: &Formula, operator: Operator, (left, one): (&Formula, Kind), right: &Formula) -> Why {
    let is_left = one == Kind::Number;
    let (number, percent) = if is_left { (left, right) } else { (right, left) };
    let message = format!("“{whole}”算不了：“{number}”不是百分数，“{percent}”是，不能相加减");
    let cured = match number {
        Formula::Number { value, .. } => {
            let is_fraction = value.abs() < Decimal::ONE
                || (*value == Decimal::ONE && is_left && operator == Operator::Minus);
            let value = if is_fraction { (*value * Decimal::ONE_HUNDRED).normalize() } else { *value };
            Formula::Number { value, percent: true }
        }
        Formula::Binary { operator: Operator::Over, left, right } => {
            let arguments = [left, right].map(|side| Argument::Formula((**side).clone())).to_vec();
            Formula::Call { function: Function::Share, arguments }
        }
        _ => return (message, "写同一类的；个数先算成百分数，例如 占比(女党员数，党员数)".to_owned()),
    };
    let sides = if is_left { [&cured, right] } else { [left, &cured] };
    let [left, right] = sides.map(|side| Box::new(side.clone()));
    (message, format!("写成 {}", Formula::Binary { operator, left, right }))
}

/// Whether a function reckons with the columns of a row, and needs no ledger.
pub fn is_of_rows(function: Function) -> bool {
    matches!(function, Function::Share | Function::Rate | Function::Round)
}
