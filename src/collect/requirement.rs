//! `合计 = 党委 + 总支 + 支部`: what must hold between the columns of a form.

use rust_decimal::Decimal;

use crate::collect::form::Column;
use crate::diag::diagnostic::{Diagnostic, Span};
use crate::diag::findings::Findings;
use crate::diag::nearest::nearest;
use crate::figure::formula::{Argument, Comparison, Formula, Function, Operator};
use crate::figure::parse;
use crate::model::form::EntryType;
use crate::model::text::Phrase;
use crate::source::node::trim;

/// A condition.
#[derive(Debug, Clone)]
pub struct Requirement {
    /// As it is written.
    pub text: String,
    /// Where.
    pub span: Span,
    /// On the left.
    pub left: Formula,
    /// How both compare.
    pub comparison: Comparison,
    /// On the right.
    pub right: Side,
}

/// The right side of a condition.
#[derive(Debug, Clone)]
pub enum Side {
    /// A formula over columns.
    Formula(Formula),
    /// Words of a choice, or 是 and 否; several are one or the other.
    Words(Vec<String>),
}

impl Requirement {
    /// Reads a condition over columns; `None` if it cannot be read, which is told.
    pub fn new(phrase: &Phrase, columns: &[Column], findings: &mut Findings) -> Option<Self> {
        let keys: Vec<&str> = columns.iter().map(|column| column.key.as_str()).collect();
        let keys = keys.as_slice();
        let Some((left, comparison, right)) = parse::compared(&phrase.text) else {
            let message = format!("“{}”不是条件：没有 = ≥ ≤ > < 这些符号", phrase.text);
            findings.push(
                Diagnostic::error("form-check", phrase.span, message)
                    .hint("写成两边相比的式子，例如：合计 = 党委 + 总支 + 支部"),
            );
            return None;
        };
        let left = formula(left, phrase, keys, findings)?;
        let of = |formula: &Formula| match formula {
            Formula::Name(name) => columns.iter().find(|column| column.key == *name),
            _ => None,
        };
        let is_even = matches!(comparison, Comparison::Equal | Comparison::Different);
        let names = |text: &str| parse::parse(text).is_ok_and(|formula| unknown(&formula, keys).is_none());
        let right = match of(&left) {
            Some(column) if !column.is_number() && is_even && !names(right) => {
                Side::Words(words(column, right, phrase, findings)?)
            }
            _ => Side::Formula(formula(right, phrase, keys, findings)?),
        };
        if let Side::Formula(right) = &right {
            for (one, other) in [(&left, right), (right, &left)] {
                if let (Some(column), Formula::Number { value, percent: false }) = (of(one), other)
                    && column.what == EntryType::Percent
                    && *value > Decimal::ONE
                {
                    findings.push(without_percent(phrase, &column.key, *value));
                    return None;
                }
            }
        }
        let requirement = Self { text: phrase.text.clone(), span: phrase.span, left, comparison, right };
        let mut called = Vec::new();
        calls(&requirement.left, phrase.span, &mut called);
        if let Side::Formula(right) = &requirement.right {
            calls(right, phrase.span, &mut called);
        }
        if requirement.names().is_empty() && called.is_empty() {
            let message = format!("“{}”没有用到哪一栏", phrase.text);
            findings.push(
                Diagnostic::error("form-check", phrase.span, message)
                    .hint(format!("写上要看的栏，可以用的各栏：{}", keys.join("、"))),
            );
            return None;
        }
        Some(requirement)
    }

    /// The columns that it looks at, each once.
    pub fn names(&self) -> Vec<&str> {
        let mut all = Vec::new();
        names(&self.left, &mut all);
        if let Side::Formula(right) = &self.right {
            names(right, &mut all);
        }
        let mut seen = Vec::new();
        for name in all {
            if !seen.contains(&name) {
                seen.push(name);
            }
        }
        seen
    }
}

/// The words that a column of words is held against; those of a choice are its own.
fn words(column: &Column, text: &str, phrase: &Phrase, findings: &mut Findings) -> Option<Vec<String>> {
    let words: Vec<String> = text.split('、').map(|word| parse::unquoted(trim(word)).to_owned()).collect();
    let yes_no = ["是".to_owned(), "否".to_owned()];
    let own = match column.what {
        EntryType::Choice => &column.choices[..],
        EntryType::YesNo => &yes_no,
        _ => return Some(words),
    };
    if let Some(word) = words.iter().find(|word| !own.contains(word)) {
        let message = format!("“{}”没有“{word}”这一项", column.key);
        findings.push(
            Diagnostic::error("form-check", phrase.span, message)
                .meant(nearest(word, own.iter().map(String::as_str)))
                .hint(format!("可以写的：{}", own.join("、"))),
        );
        return None;
    }
    Some(words)
}

/// A plain number that is held against percent: nobody knows which is meant.
pub fn without_percent(phrase: &Phrase, key: &str, value: Decimal) -> Diagnostic {
    let message = format!("“{key}”是百分数，“{}”没有写百分号", value.normalize());
    Diagnostic::error("form-check", phrase.span, message).hint(format!("写成 {}%", value.normalize()))
}

/// Whether a formula divides: what it comes to is as good as it was rounded where it is written.
pub fn divides(formula: &Formula) -> bool {
    match formula {
        Formula::Binary { operator, left, right } => {
            *operator == Operator::Over || divides(left) || divides(right)
        }
        Formula::Call { function, .. } => {
            matches!(function, Function::Share | Function::Rate | Function::Average)
        }
        Formula::Name(_) | Formula::Number { .. } => false,
    }
}

/// How two numbers compare.
pub fn holds(left: Decimal, comparison: Comparison, right: Decimal) -> bool {
    match comparison {
        Comparison::Equal => left == right,
        Comparison::Different => left != right,
        Comparison::AtLeast => left >= right,
        Comparison::AtMost => left <= right,
        Comparison::More => left > right,
        Comparison::Less => left < right,
        Comparison::Holds => false,
    }
}

/// A formula whose names are columns.
pub fn formula(text: &str, phrase: &Phrase, keys: &[&str], findings: &mut Findings) -> Option<Formula> {
    let formula = match parse::parse(text) {
        Ok(formula) => formula,
        Err(fault) => {
            findings.push(Diagnostic::error(fault.code, phrase.span, fault.message).hint(fault.hint));
            return None;
        }
    };
    if let Some(name) = unknown(&formula, keys) {
        let message = format!("表单里没有“{name}”这一栏");
        findings.push(
            Diagnostic::error("form-check", phrase.span, message)
                .meant(nearest(&name, keys.iter().copied()))
                .hint(format!("可以用的各栏：{}", keys.join("、"))),
        );
        return None;
    }
    Some(formula)
}

/// The calls in a formula, each with the place that is told.
pub fn calls<'f>(formula: &'f Formula, place: Span, all: &mut Vec<(&'f Formula, Span)>) {
    match formula {
        Formula::Call { .. } => all.push((formula, place)),
        Formula::Binary { left, right, .. } => {
            calls(left, place, all);
            calls(right, place, all);
        }
        Formula::Name(_) | Formula::Number { .. } => {}
    }
}

/// The columns that a formula looks at.
pub fn columns(formula: &Formula) -> Vec<&str> {
    let mut all = Vec::new();
    names(formula, &mut all);
    all
}

/// A name that is no column.
fn unknown(formula: &Formula, keys: &[&str]) -> Option<String> {
    let mut all = Vec::new();
    names(formula, &mut all);
    all.into_iter().find(|name| !keys.contains(name)).map(str::to_owned)
}

/// The names of a formula; those within functions are columns of ledgers.
fn names<'f>(formula: &'f Formula, all: &mut Vec<&'f str>) {
    match formula {
        Formula::Name(name) => all.push(name),
        Formula::Binary { left, right, .. } => {
            names(left, all);
            names(right, all);
        }
        Formula::Call { arguments, .. } => {
            for argument in arguments {
                // 占比(甲，乙) is of columns, 合计(金额，类型=义诊) of a ledger.
                if let Argument::Formula(inner @ Formula::Binary { .. }) = argument {
                    names(inner, all);
                }
            }
        }
        Formula::Number { .. } => {}
    }
}
