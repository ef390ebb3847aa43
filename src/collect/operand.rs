//! What the two sides of a condition come to, told from the columns before anything is filled in: a condition that could never be
//! judged does not go out.

use crate::collect::form::Column;
use crate::figure::formula::{Argument, Comparison, Formula, Function};
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
    /// A number, or percent.
    Number,
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
            Self::Day => "日期",
            Self::Words => "文字",
        }
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
    /// What a formula comes to; what is wrong if it can come to nothing.
    pub fn gives(&self, formula: &Formula) -> Result<Kind, Why> {
        match formula {
            Formula::Number { .. } => Ok(Kind::Number),
            Formula::Name(name) => {
                let column = self.columns.iter().find(|column| column.key == *name);
                Ok(match column.map(|column| column.what) {
                    Some(EntryType::Number | EntryType::Whole | EntryType::Percent) => Kind::Number,
                    Some(EntryType::Date) => Kind::Day,
                    Some(EntryType::Words | EntryType::Choice | EntryType::YesNo) => Kind::Words,
                    None => Kind::Open,
                })
            }
            Formula::Binary { left, right, .. } => {
                self.counts(left)?;
                self.counts(right)?;
                Ok(Kind::Number)
            }
            Formula::Call { function, arguments } if is_of_rows(*function) => {
                let [Argument::Formula(one), Argument::Formula(other)] = arguments.as_slice() else {
                    let message = format!("“{formula}”算不了：括号里要写两项，用逗号隔开");
                    return Err((message, format!("写成 {}", function.usage())));
                };
                self.counts(one)?;
                self.counts(other)?;
                Ok(Kind::Number)
            }
            Formula::Call { .. } if self.reach == Reach::Ledgers => Ok(Kind::Open),
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

    /// That a formula comes to a number.
    fn counts(&self, formula: &Formula) -> Result<(), Why> {
        match self.gives(formula)? {
            Kind::Number | Kind::Open => Ok(()),
            kind => {
                let message = format!("“{formula}”填的是{}，不能加减乘除", kind.in_words());
                Err((message, "用填数的栏算".to_owned()))
            }
        }
    }
}

/// Why two sides cannot be compared; `None` if they can.
pub fn unlike(
    (left, one): (&Formula, Kind),
    comparison: Comparison,
    (right, other): (&Formula, Kind),
) -> Option<Why> {
    if one == Kind::Open || other == Kind::Open {
        return None;
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

/// Whether a function reckons with the columns of a row, and needs no ledger.
pub fn is_of_rows(function: Function) -> bool {
    matches!(function, Function::Share | Function::Rate | Function::Round)
}
