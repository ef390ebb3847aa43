//! `合计 = 党委 + 总支 + 支部`: what must hold between the columns of a form.

use rust_decimal::Decimal;

use crate::collect::form::Column;
use crate::collect::operand::{Known, Reach, is_of_rows};
use crate::diag::diagnostic::{Diagnostic, Span};
use crate::diag::findings::Findings;
use crate::diag::nearest::nearest;
use crate::figure::formula::{Argument, Comparison, Formula, Function, Operator};
use crate::figure::parse;
use crate::model::date::{self, Moment};
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
    /// A day.
    Day(Moment),
}

impl Requirement {
    /// Reads a condition over columns; `None` if it cannot be read, or could never be judged, which is told.
    pub fn new(phrase: &Phrase, columns: &[Column], reach: Reach, findings: &mut Findings) -> Option<Self> {
        match Self::read(phrase, columns, reach) {
            Ok(requirement) => Some(requirement),
            Err(fault) => {
                findings.push(*fault);
                None
            }
        }
    }

    fn read(phrase: &Phrase, columns: &[Column], reach: Reach) -> Result<Self, Box<Diagnostic>> {
        let (left, comparison, right) = sides(phrase)?;
        let keys: Vec<&str> = columns.iter().map(|column| column.key.as_str()).collect();
        let keys = keys.as_slice();
        if let Some(column) = columns.iter().find(|column| column.key == right)
            && column.what == EntryType::Date
            && date::parse(left, phrase.span).is_ok()
        {
            let cured = format!("写成 {right} {} {left}", turned(comparison).sign());
            return Err(fault(phrase, format!("“{}”把日期写在了左边，日期栏要写在左边", phrase.text), cured));
        }
        let left = formula(left, phrase, keys)?;
        let of = |formula: &Formula| match formula {
            Formula::Name(name) => columns.iter().find(|column| column.key == *name),
            _ => None,
        };
        let right = match of(&left) {
            Some(column) => right_of(column, comparison, right, phrase, keys)?,
            None => Side::Formula(formula(right, phrase, keys)?),
        };
        if let Side::Formula(right) = &right {
            let known = Known { columns, reach };
            let why = match (known.gives(&left), known.gives(right)) {
                (Ok(one), Ok(other)) => known.unlike((&left, one), comparison, (right, other)),
                (Err(why), _) | (_, Err(why)) => Some(why),
            };
            if let Some((message, hint)) = why {
                return Err(fault(phrase, message, hint));
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
            return Err(fault(phrase, message, format!("写上要看的栏，可以用的各栏：{}", keys.join("、"))));
        }
        Ok(requirement)
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

fn fault(phrase: &Phrase, message: String, hint: impl Into<String>) -> Box<Diagnostic> {
    Box::new(Diagnostic::error("form-check", phrase.span, message).hint(hint))
}

/// The two sides of a condition, and how they compare.
fn sides(phrase: &Phrase) -> Result<(&str, Comparison, &str), Box<Diagnostic>> {
    let text = phrase.text.as_str();
    if let Some((written, meant)) = misspelt(text) {
        let message = format!("“{text}”里的“{written}”不是比较的符号");
        let hint = format!("比较用 = ≠ ≥ ≤ > <，写成 {}", trim(&text.replacen(&written, meant, 1)));
        return Err(fault(phrase, message, hint));
    }
    let Some((left, comparison, right)) = parse::compared(text) else {
        let message = format!("“{text}”不是条件：没有 = ≥ ≤ > < 这些符号");
        return Err(fault(phrase, message, "写成两边相比的式子，例如：合计 = 党委 + 总支 + 支部"));
    };
    let (left, right) = (trim(left), trim(right));
    if let Some((middle, second, last)) = parse::compared(right) {
        if let Some((when, then)) = conditional(text) {
            let message = format!("“{text}”里有两个条件，校验一条只写一个");
            return Err(fault(phrase, message, format!("写成 {{条件: {then}, 前提: {when}}}")));
        }
        let (first, second, middle, last) = (comparison.sign(), second.sign(), trim(middle), trim(last));
        return Err(fault(
            phrase,
            format!("“{text}”里有两个比较，一条只能有一个"),
            format!("分成两条：{left} {first} {middle}，{middle} {second} {last}"),
        ));
    }
    for (side, words) in [("左边", left), ("右边", right)] {
        if words.is_empty() {
            let hint = "两边都要写，例如：合计 = 党委 + 总支 + 支部";
            return Err(fault(phrase, format!("“{text}”的{side}没有写"), hint));
        }
    }
    Ok((left, comparison, right))
}

/// A sign that no one can read, and the one that is meant: `=<` is ≤.
fn misspelt(text: &str) -> Option<(String, &'static str)> {
    const LESS: [char; 7] = ['<', '＜', '‹', '〈', '≦', '⩽', '≤'];
    const MORE: [char; 7] = ['>', '＞', '›', '〉', '≧', '⩾', '≥'];
    const EVEN: [char; 3] = ['=', '＝', '≠'];
    let is_sign = |c: char| LESS.contains(&c) || MORE.contains(&c) || EVEN.contains(&c) || "!！".contains(c);
    let start = text.find(is_sign)?;
    let rest = &text[start..];
    let end = rest.find(|c: char| !is_sign(c) && !c.is_whitespace()).unwrap_or(rest.len());
    let written = trim(&rest[..end]);
    let has = |signs: &[char]| written.contains(signs);
    let (less, more, even) = (has(&LESS), has(&MORE), has(&EVEN));
    let is_read =
        parse::compared(written).is_some_and(|(left, _, right)| left.is_empty() && right.is_empty());
    let meant = match (less, more, even) {
        _ if is_read => return None,
        (true, true, _) => "≠",
        (true, false, _) if even || has(&['≦', '⩽', '≤']) => "≤",
        (true, false, _) => "<",
        (false, true, _) if even || has(&['≧', '⩾', '≥']) => "≥",
        (false, true, _) => ">",
        (false, false, true) if has(&['≠', '!', '！']) => "≠",
        (false, false, true) => "=",
        (false, false, false) => return None,
    };
    Some((written.to_owned(), meant))
}

/// `如果甲=是则乙>0` as 前提 and 条件.
fn conditional(text: &str) -> Option<(String, String)> {
    let rest = ["如果", "若", "当", "凡"].iter().find_map(|word| text.strip_prefix(word))?;
    let (when, then) = ["则", "那么", "就", "，", ","].iter().find_map(|word| rest.split_once(word))?;
    let spaced = |part: &str| {
        let part = part.trim_matches(['，', ',', '的', '话', '时', '则', '就', ' ', '。']);
        let (left, comparison, right) = parse::compared(part)?;
        Some(format!("{} {} {}", trim(left), comparison.sign(), trim(right)))
    };
    Some((spaced(when)?, spaced(then)?))
}

/// The comparison with its sides exchanged.
fn turned(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::AtLeast => Comparison::AtMost,
        Comparison::AtMost => Comparison::AtLeast,
        Comparison::More => Comparison::Less,
        Comparison::Less => Comparison::More,
        same => same,
    }
}

/// Why a column cannot be held against a blank cell.
fn blank(column: &Column, text: &str, phrase: &Phrase) -> Option<Box<Diagnostic>> {
    let is_blank =
        |word: &str| ["空", "空白"].contains(&word) || (!word.is_empty() && parse::unquoted(word).is_empty());
    let is_own = |word: &str| column.choices.iter().any(|own| own == word);
    if !text.split('、').map(trim).any(|word| is_blank(word) && !is_own(word)) {
        return None;
    }
    let message = format!("“{}”看的是填没填，校验只看填了的格子", phrase.text);
    let hint = if column.optional {
        format!("一定要填的，“{}”不写“可以不填”，空着就退回；这一条删去", column.key)
    } else {
        format!("“{}”没有写“可以不填”，空着就退回；这一条删去", column.key)
    };
    Some(fault(phrase, message, hint))
}

/// What a column is held against.
fn right_of(
    column: &Column,
    comparison: Comparison,
    text: &str,
    phrase: &Phrase,
    keys: &[&str],
) -> Result<Side, Box<Diagnostic>> {
    if let Some(fault) = blank(column, text, phrase).filter(|_| !keys.contains(&text)) {
        return Err(fault);
    }
    if column.what == EntryType::Date
        && let Ok(moment) = date::parse(text, phrase.span)
    {
        return Ok(Side::Day(moment));
    }
    if column.is_number() || column.what == EntryType::Date {
        return Ok(Side::Formula(formula(text, phrase, keys)?));
    }
    if !matches!(comparison, Comparison::Equal | Comparison::Different) {
        let message = format!("“{}”填的不是数，分不出大小", column.key);
        return Err(fault(phrase, message, format!("用 = 或者 ≠，例如 {} = {text}", column.key)));
    }
    let words: Vec<String> = text.split('、').map(|word| parse::unquoted(trim(word)).to_owned()).collect();
    if words.iter().any(String::is_empty) {
        let message = format!("“{text}”里多了顿号");
        return Err(fault(phrase, message, "顿号的前后各写一项，例如 书记配备 = 专职、兼职"));
    }
    let yes_no = ["是".to_owned(), "否".to_owned()];
    let own = match column.what {
        EntryType::Choice => &column.choices[..],
        EntryType::YesNo => &yes_no,
        _ => &[],
    };
    // What can be chosen comes before a column that is called the same.
    if !own.is_empty() && words.iter().all(|word| own.contains(word)) {
        return Ok(Side::Words(words));
    }
    if let Ok(formula) = parse::parse(text)
        && !columns_of(&formula).is_empty()
        && unknown(&formula, keys).is_none()
    {
        return Ok(Side::Formula(formula));
    }
    if let Some(word) = words.iter().find(|word| !own.is_empty() && !own.contains(word)) {
        let message = format!("“{}”没有“{word}”这一项", column.key);
        let near = nearest(word, own.iter().map(String::as_str));
        let fault = Diagnostic::error("form-check", phrase.span, message).meant(near);
        return Err(Box::new(fault.hint(format!("可以写的：{}", own.join("、")))));
    }
    Ok(Side::Words(words))
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
pub fn formula(text: &str, phrase: &Phrase, keys: &[&str]) -> Result<Formula, Box<Diagnostic>> {
    let formula = match parse::parse(text) {
        Ok(formula) => formula,
        Err(fault) => {
            let hint =
                "写成 党委 + 总支 × 2 这样；数里不写逗号，式子不用减号开头，文字只能与选项栏、文字栏比";
            return Err(self::fault(phrase, fault.message, hint));
        }
    };
    if let Some(name) = unknown(&formula, keys) {
        if let Some(hint) = with_unit(&name, phrase, keys) {
            return Err(self::fault(phrase, format!("“{name}”里有计量单位，算不了"), hint));
        }
        let message = format!("表单里没有“{name}”这一栏");
        let fault = Diagnostic::error("form-check", phrase.span, message);
        let fault = fault.meant(nearest(&name, keys.iter().copied()));
        return Err(Box::new(fault.hint(format!("可以用的各栏：{}", keys.join("、")))));
    }
    Ok(formula)
}

/// What to do about `10名`, which is no column but a number with its unit.
fn with_unit(name: &str, phrase: &Phrase, keys: &[&str]) -> Option<String> {
    /// Longest unit.
    const LONGEST: usize = 4;
    let end = name.find(|c: char| !c.is_ascii_digit() && !('０'..='９').contains(&c) && c != '.')?;
    let (number, unit) = name.split_at(end);
    if number.is_empty() || unit.chars().count() > LONGEST || nearest(name, keys.iter().copied()).is_some() {
        return None;
    }
    Some(if unit.starts_with(['十', '百', '千', '万', '亿']) {
        "换算成这一栏的计量单位，只写数".to_owned()
    } else if unit == "个百分点" {
        format!("写成 {}", phrase.text.replacen(name, &format!("{number}%"), 1))
    } else {
        format!("不写计量单位，写成 {}", phrase.text.replacen(name, number, 1))
    })
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
pub fn columns_of(formula: &Formula) -> Vec<&str> {
    let mut all = Vec::new();
    names(formula, &mut all);
    all
}

/// A name that is no column.
fn unknown(formula: &Formula, keys: &[&str]) -> Option<String> {
    columns_of(formula).into_iter().find(|name| !keys.contains(name)).map(str::to_owned)
}

/// The names of a formula; those within functions of ledgers are columns of those.
fn names<'f>(formula: &'f Formula, all: &mut Vec<&'f str>) {
    match formula {
        Formula::Name(name) => all.push(name),
        Formula::Binary { left, right, .. } => {
            names(left, all);
            names(right, all);
        }
        Formula::Call { function, arguments } if is_of_rows(*function) => {
            for argument in arguments {
                if let Argument::Formula(inner) = argument {
                    names(inner, all);
                }
            }
        }
        Formula::Call { .. } | Formula::Number { .. } => {}
    }
}
