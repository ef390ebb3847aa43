//! A formula as a tree: `合计(金额，类型=捐款) / 次数(类型=捐款)`.

use rust_decimal::Decimal;

use crate::figure::parse::ends_name;

/// A formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formula {
    /// A number as written.
    Number {
        /// Its value; of `5%`, 5.
        value: Decimal,
        /// Whether a percent sign follows.
        percent: bool,
    },
    /// A name: of a 数字, of a key under 其他, or (as an argument) of a column.
    Name(String),
    /// A function with its arguments.
    Call {
        /// Which.
        function: Function,
        /// Its arguments in order.
        arguments: Vec<Argument>,
    },
    /// Two formulas and what joins them.
    Binary {
        /// What joins them.
        operator: Operator,
        /// On its left.
        left: Box<Formula>,
        /// On its right.
        right: Box<Formula>,
    },
}

/// 加减乘除.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*` or `×`
    Times,
    /// `/` or `÷`
    Over,
}

/// An argument of a function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    /// A formula, or the name of a column.
    Formula(Formula),
    /// Which rows count.
    Condition(Condition),
}

/// `类型=捐款`: which rows count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The column, or 年, 季度, 月.
    pub column: String,
    /// How it compares.
    pub comparison: Comparison,
    /// What with; several for `=` and `≠` (`类型=捐款、义诊`).
    pub values: Vec<String>,
}

/// How a condition compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `=`: one of the values.
    Equal,
    /// `≠`, `<>`, `!=`: none of the values.
    Different,
    /// `≥`, `>=`
    AtLeast,
    /// `≤`, `<=`
    AtMost,
    /// `>`
    More,
    /// `<`
    Less,
    /// `含`: the cell holds this text.
    Holds,
}

/// Declares the functions: name in code, names in formulas, what it is.
macro_rules! functions {
    ($($variant:ident = $first:literal $(| $other:literal)*, $usage:literal, $meaning:literal;)*) => {
        /// A function of formulas.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Function { $(#[doc = concat!($usage, ": ", $meaning)] $variant,)* }

        impl Function {
            /// Every name that a function can be written with.
            pub const NAMES: &'static [(&'static str, Function)] =
                &[$(($first, Function::$variant), $(($other, Function::$variant),)*)*];

            /// How each is written and what it gives.
            pub const USAGE: &'static [(&'static str, &'static str)] = &[$(($usage, $meaning),)*];

            /// Its first name.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $first,)* }
            }

            /// How it is written.
            pub fn usage(self) -> &'static str {
                match self { $(Self::$variant => $usage,)* }
            }
        }
    };
}

functions! {
    Sum = "合计" | "求和", "合计(列，条件…)", "这一列各数的和";
    Count = "次数" | "计数" | "条数", "次数(条件…)", "有多少行";
    Distinct = "个数", "个数(列，条件…)", "这一列有多少个不同的内容";
    Average = "平均" | "平均数", "平均(列，条件…)", "这一列的平均数";
    Most = "最大", "最大(列，条件…)", "这一列最大的数";
    Least = "最小", "最小(列，条件…)", "这一列最小的数";
    Pick = "取" | "查", "取(列，条件…)", "符合条件的那一行的内容，只能有一行";
    Names = "列出", "列出(列，条件…)", "这一列的各项内容，用顿号连起来，重复的只写一次";
    Parts = "分项", "分项(算式，列)", "按这一列分开算，写成“义诊3次、讲座5次”；列也可以是月、季度、年";
    Top = "排前", "排前(算式，列，几名)", "按这一列分开算，数大的在前，写出前几名";
    Rank = "名次", "名次(算式，列，内容)", "按这一列分开算，这一项排第几";
    Missing = "缺少", "缺少(列，名单)", "名单里有、台账里没有的；名单是“其他”里的一个键，或者“参加单位”";
    All = "全部", "全部(算式)", "在“按”“分组”“分项”里也算全部，例如 占比(合计(经费)，全部(合计(经费)))";
    Share = "占比", "占比(算式，算式)", "前一个数占后一个数的百分之几";
    Rate = "完成率", "完成率(指标) 或 完成率(算式，算式)", "完成值占目标值的百分之几";
    Done = "完成值", "完成值(指标)", "“工作目标”里这个指标的完成值";
    Target = "目标值", "目标值(指标)", "“工作目标”里这个指标的目标值";
    Gap = "差距", "差距(指标)", "离目标值还差多少";
    Goals = "指标数", "指标数() 或 指标数(完成)", "写了完成值的指标有几项，或者其中完成、基本完成、未完成的有几项";
    YearOnYear = "同比", "同比(算式)", "同上年同期比，写成“同比增长12.5%”";
    PeriodOnPeriod = "环比", "环比(算式)", "同上一期比，写成“环比下降3.1%”";
    LastYear = "上年同期", "上年同期(算式)", "上年同期的数";
    LastPeriod = "上期", "上期(算式)", "上一期（同样长的前一段时间）的数";
    Round = "四舍五入", "四舍五入(算式，位数)", "保留几位小数";
}

impl Operator {
    /// Its sign.
    pub fn sign(self) -> char {
        match self {
            Operator::Plus => '+',
            Operator::Minus => '-',
            Operator::Times => '×',
            Operator::Over => '÷',
        }
    }
}

impl Comparison {
    /// Its sign.
    pub fn sign(self) -> &'static str {
        match self {
            Comparison::Equal => "=",
            Comparison::Different => "≠",
            Comparison::AtLeast => "≥",
            Comparison::AtMost => "≤",
            Comparison::More => ">",
            Comparison::Less => "<",
            Comparison::Holds => "含",
        }
    }
}

/// A name as it can be read again.
fn shown_name(name: &str) -> String {
    let number = name.chars().all(|c| c.is_ascii_digit() || matches!(c, '０'..='９' | '.' | '．'));
    if name.contains(ends_name)
        || name.contains(['、', '：', ':'])
        || name.starts_with(['-', '－', '−'])
        || number
    {
        format!("「{name}」")
    } else {
        name.to_owned()
    }
}

/// A value of a condition as it can be read again.
fn shown_value(value: &str) -> String {
    let plain = !value.contains(ends_name) && !value.contains(['、', '；', '：', ';', ':']);
    if plain { value.to_owned() } else { quoted(value) }
}

fn quoted(value: &str) -> String {
    if value.contains(['“', '”']) { format!("「{value}」") } else { format!("“{value}”") }
}

impl std::fmt::Display for Condition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let values: Vec<String> = self
            .values
            .iter()
            .map(
                |value| if self.comparison == Comparison::Holds { quoted(value) } else { shown_value(value) },
            )
            .collect();
        write!(f, "{}{}{}", shown_name(&self.column), self.comparison.sign(), values.join("、"))
    }
}

impl std::fmt::Display for Formula {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Formula::Number { value, percent } => {
                write!(f, "{value}{}", if *percent { "%" } else { "" })
            }
            Formula::Name(name) => write!(f, "{}", shown_name(name)),
            Formula::Call { function, arguments } => {
                let shown: Vec<String> = arguments
                    .iter()
                    .map(|argument| match argument {
                        Argument::Formula(formula) => formula.to_string(),
                        Argument::Condition(condition) => condition.to_string(),
                    })
                    .collect();
                write!(f, "{}({})", function.name(), shown.join("，"))
            }
            Formula::Binary { operator, left, right } => {
                let side = |formula: &Formula| match formula {
                    Formula::Binary { .. } => format!("({formula})"),
                    _ => formula.to_string(),
                };
                write!(f, "{} {} {}", side(left), operator.sign(), side(right))
            }
        }
    }
}
