//! Text → formula. Full-width signs are as good as half-width ones; a fault says what was expected and where.

use rust_decimal::Decimal;

use crate::diag::nearest::nearest;
use crate::figure::formula::{Argument, Comparison, Condition, Formula, Function, Operator};
use crate::model::number;
use crate::source::node::trim;

/// A fault of a formula in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Its code.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

impl Fault {
    /// A fault of writing.
    pub fn syntax(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { code: "figure-syntax", message: message.into(), hint: hint.into() }
    }

    /// Whether a ledger is wanting. Of one that could not be read, that has been told.
    pub fn wants_ledger(&self) -> bool {
        ["figure-ledger", "ledger-awaited"].contains(&self.code)
    }
}

/// Deepest nesting of brackets.
const DEEPEST: usize = 32;

/// Most numbers, names and functions in a formula.
const MOST_TERMS: usize = 200;

/// Reads a formula.
pub fn parse(text: &str) -> Result<Formula, Fault> {
    let mut parser = Parser { text, rest: text, depth: 0, terms: 0 };
    let formula = parser.sum()?;
    parser.blanks();
    if parser.rest.is_empty() { Ok(formula) } else { Err(parser.unexpected()) }
}

/// A text cut at its comparison: `合计 = 党委 + 总支` → `合计 `, `=`, ` 党委 + 总支`. `None` if none stands outside quotes and
/// brackets.
pub fn compared(text: &str) -> Option<(&str, Comparison, &str)> {
    let mut depth = 0usize;
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        match (quoted, c) {
            (_, '「' | '“') => quoted = true,
            (_, '」' | '”') => quoted = false,
            (true, _) => {}
            (false, _) if sign(c) == '(' => depth += 1,
            (false, _) if sign(c) == ')' => depth = depth.saturating_sub(1),
            (false, _) if depth == 0 => {
                let start: String = text[at..].chars().take(2).map(sign).collect();
                if let Some((written, comparison)) =
                    SIGNS.iter().find(|(written, _)| start.starts_with(written))
                {
                    let length: usize =
                        text[at..].chars().take(written.chars().count()).map(char::len_utf8).sum();
                    return Some((&text[..at], *comparison, &text[at + length..]));
                }
            }
            _ => {}
        }
    }
    None
}

/// A character as the half-width sign that it stands for.
fn sign(c: char) -> char {
    match c {
        '（' => '(',
        '）' => ')',
        '，' | '；' | ';' => ',',
        '＝' => '=',
        '＞' => '>',
        '＜' => '<',
        '＋' => '+',
        '－' | '−' => '-',
        '×' | '＊' => '*',
        '÷' | '／' => '/',
        '！' => '!',
        '％' => '%',
        other => other,
    }
}

/// Whether a character ends a name that is not quoted.
pub fn ends_name(c: char) -> bool {
    matches!(sign(c), '(' | ')' | ',' | '=' | '>' | '<' | '+' | '*' | '/' | '!' | '%' | ':' | '：')
        || matches!(c, '≥' | '≤' | '≠' | '【' | '】' | '“' | '”' | '"' | '「' | '」')
        || c.is_whitespace()
}

/// Signs of comparison, the longer first.
const SIGNS: &[(&str, Comparison)] = &[
    (">=", Comparison::AtLeast),
    ("<=", Comparison::AtMost),
    ("<>", Comparison::Different),
    ("!=", Comparison::Different),
    ("==", Comparison::Equal),
    ("≥", Comparison::AtLeast),
    ("≤", Comparison::AtMost),
    ("≠", Comparison::Different),
    ("=", Comparison::Equal),
    (">", Comparison::More),
    ("<", Comparison::Less),
];

struct Parser<'t> {
    text: &'t str,
    rest: &'t str,
    depth: usize,
    terms: usize,
}

impl<'t> Parser<'t> {
    fn blanks(&mut self) {
        self.rest = self.rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{3000}');
    }

    fn peek(&mut self) -> Option<char> {
        self.blanks();
        self.rest.chars().next().map(sign)
    }

    fn takes(&mut self, wanted: char) -> bool {
        if self.peek() != Some(wanted) {
            return false;
        }
        let length = self.rest.chars().next().map_or(0, char::len_utf8);
        self.rest = &self.rest[length..];
        true
    }

    fn unexpected(&self) -> Fault {
        let shown: String = self.rest.chars().take(10).collect();
        if shown.starts_with(['：', ':']) {
            return misplaced_style(self.text);
        }
        let message = if shown.is_empty() {
            format!("算式“{}”没有写完", self.text)
        } else {
            format!("算式“{}”从“{shown}”起看不懂", self.text)
        };
        Fault::syntax(
            message,
            "写成 合计(列，条件…)、次数(类型=义诊) 这样；可用的写法见“gongwen figures --help”",
        )
    }

    fn sum(&mut self) -> Result<Formula, Fault> {
        let mut left = self.product()?;
        loop {
            let operator = match self.peek() {
                Some('+') => Operator::Plus,
                Some('-') => Operator::Minus,
                _ => return Ok(left),
            };
            self.takes(if operator == Operator::Plus { '+' } else { '-' });
            let right = self.product()?;
            left = Formula::Binary { operator, left: Box::new(left), right: Box::new(right) };
        }
    }

    fn product(&mut self) -> Result<Formula, Fault> {
        let mut left = self.atom()?;
        loop {
            let operator = match self.peek() {
                Some('*') => Operator::Times,
                Some('/') => Operator::Over,
                _ => return Ok(left),
            };
            self.takes(if operator == Operator::Times { '*' } else { '/' });
            let right = self.atom()?;
            left = Formula::Binary { operator, left: Box::new(left), right: Box::new(right) };
        }
    }

    fn atom(&mut self) -> Result<Formula, Fault> {
        self.depth += 1;
        self.terms += 1;
        if self.terms > MOST_TERMS {
            return Err(Fault::syntax("算式太长", "拆成几个“数字”，一个用另一个的名称"));
        }
        if self.depth > DEEPEST {
            return Err(Fault::syntax("算式的括号套得太深", "拆成几个“数字”，一个用另一个的名称"));
        }
        let atom = self.atom_inside();
        self.depth -= 1;
        atom
    }

    fn atom_inside(&mut self) -> Result<Formula, Fault> {
        if self.takes('(') {
            let inner = self.sum()?;
            return if self.takes(')') { Ok(inner) } else { Err(self.unclosed()) };
        }
        match self.peek() {
            Some(c) if c.is_ascii_digit() || matches!(c, '０'..='９') || c == '-' => self.number_or_name(),
            _ => {
                let name = self.name()?;
                if self.peek() == Some('(') { self.call(name) } else { Ok(Formula::Name(name.to_owned())) }
            }
        }
    }

    fn unclosed(&self) -> Fault {
        Fault::syntax(format!("算式“{}”的括号没有配对", self.text), "在后面补上“)”")
    }

    /// `66,275` within a formula parts arguments; numbers are written without commas.
    fn number_or_name(&mut self) -> Result<Formula, Fault> {
        let digit = |c: char| c.is_ascii_digit() || matches!(c, '０'..='９');
        let end = self
            .rest
            .char_indices()
            .find(|(at, c)| !(digit(*c) || *c == '.' || *c == '．' || (*at == 0 && sign(*c) == '-')))
            .map_or(self.rest.len(), |(at, _)| at);
        let (written, after) = self.rest.split_at(end);
        let percent = after.starts_with(['%', '％']);
        // A name may begin with digits: 2010年捐款.
        if !percent && after.chars().next().is_some_and(|c| !ends_name(c) && sign(c) != '-') {
            let name = self.name()?;
            return if self.peek() == Some('(') {
                self.call(name)
            } else {
                Ok(Formula::Name(name.to_owned()))
            };
        }
        let plain: String = written
            .chars()
            .map(|c| match c {
                '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
                '．' => '.',
                '－' | '−' => '-',
                c => c,
            })
            .collect();
        let value = Decimal::from_str_exact(&plain).map_err(|_| self.unexpected())?;
        let length = after.chars().next().filter(|_| percent).map_or(0, char::len_utf8);
        self.rest = &after[length..];
        Ok(Formula::Number { value, percent })
    }

    /// A name: up to a sign; a minus inside it belongs to it unless blanks stand around.
    /// `「……」` quotes a name that holds signs.
    fn name(&mut self) -> Result<&'t str, Fault> {
        self.blanks();
        if let Some(quoted) = self.rest.strip_prefix('「') {
            let Some((name, after)) = quoted.split_once('」') else {
                return Err(Fault::syntax(format!("算式“{}”的「没有配对", self.text), "在后面补上“」”"));
            };
            if name.is_empty() {
                return Err(self.unexpected());
            }
            self.rest = after;
            return Ok(name);
        }
        let end = self.rest.find(ends_name).unwrap_or(self.rest.len());
        let (name, after) = self.rest.split_at(end);
        if name.is_empty() {
            return Err(self.unexpected());
        }
        self.rest = after;
        Ok(name)
    }

    fn call(&mut self, name: &str) -> Result<Formula, Fault> {
        let Some((_, function)) = Function::NAMES.iter().find(|(known, _)| *known == name) else {
            let names = Function::NAMES.iter().map(|(known, _)| *known);
            let near = nearest(name, names.clone());
            let hint = match near {
                Some(near) => format!("是否应为“{near}”"),
                None => format!("可以用：{}", names.collect::<Vec<_>>().join("、")),
            };
            return Err(Fault::syntax(format!("没有“{name}(…)”这种算法"), hint));
        };
        self.takes('(');
        let mut arguments = Vec::new();
        if self.takes(')') {
            return Ok(Formula::Call { function: *function, arguments });
        }
        loop {
            arguments.push(self.argument()?);
            if self.takes(')') {
                return Ok(Formula::Call { function: *function, arguments });
            }
            if !self.takes(',') {
                return Err(if self.rest.is_empty() { self.unclosed() } else { self.unexpected() });
            }
        }
    }

    fn argument(&mut self) -> Result<Argument, Fault> {
        let before = self.rest;
        if let Ok(column) = self.name()
            && let Some(comparison) = self.comparison()
        {
            let column = column.to_owned();
            return self.condition(column, comparison).map(Argument::Condition);
        }
        self.rest = before;
        // `内容含“疫苗”`
        if let Some(condition) = self.holds() {
            return Ok(Argument::Condition(condition));
        }
        self.rest = before;
        self.sum().map(Argument::Formula)
    }

    fn comparison(&mut self) -> Option<Comparison> {
        self.blanks();
        let start: String = self.rest.chars().take(2).map(sign).collect();
        let (written, comparison) = SIGNS.iter().find(|(written, _)| start.starts_with(written))?;
        let length: usize = self.rest.chars().take(written.chars().count()).map(char::len_utf8).sum();
        self.rest = &self.rest[length..];
        Some(*comparison)
    }

    fn condition(&mut self, column: String, comparison: Comparison) -> Result<Condition, Fault> {
        let end = self.value_end();
        let (written, after) = self.rest.split_at(end);
        if trim(written).contains(['：', ':']) && !trim(written).starts_with(['“', '"', '「']) {
            return Err(misplaced_style(self.text));
        }
        self.rest = after;
        let values: Vec<String> = if matches!(comparison, Comparison::Equal | Comparison::Different) {
            split_outside_quotes(written, &['、'])
                .into_iter()
                .map(|value| unquoted(value).to_owned())
                .collect()
        } else {
            vec![unquoted(written).to_owned()]
        };
        if values.iter().any(String::is_empty) {
            return Err(Fault::syntax(
                format!("算式“{}”里，“{column}{}”后面没有内容", self.text, comparison.sign()),
                "写上要找的内容；要找空格子就写“=空”",
            ));
        }
        Ok(Condition { column, comparison, values })
    }

    /// Where the value of a condition ends: at the next comma or closing bracket that is not within quotes or brackets.
    fn value_end(&self) -> usize {
        let mut quote = None;
        let mut depth = 0usize;
        for (at, c) in self.rest.char_indices() {
            match (quote, c) {
                (Some(close), _) if c == close => quote = None,
                (Some(_), _) => {}
                (None, '“') => quote = Some('”'),
                (None, '"') => quote = Some('"'),
                (None, '「') => quote = Some('」'),
                (None, _) => match sign(c) {
                    '(' => depth += 1,
                    ')' if depth > 0 => depth -= 1,
                    ')' | ',' => return at,
                    _ => {}
                },
            }
        }
        self.rest.len()
    }

    /// `内容含“疫苗”`: the quotes tell it from a name with 含 in it.
    fn holds(&mut self) -> Option<Condition> {
        self.blanks();
        let (column, after) = match self.rest.strip_prefix('「') {
            Some(quoted) => {
                let (column, after) = quoted.split_once('」')?;
                (column, after.strip_prefix('含')?)
            }
            None => {
                let quote = self.rest.find(['“', '"', '「'])?;
                let column = self.rest[..quote].strip_suffix('含')?;
                if column.contains(ends_name) {
                    return None;
                }
                (column, &self.rest[quote..])
            }
        };
        if column.is_empty() {
            return None;
        }
        let column = column.to_owned();
        let close = match after.chars().next()? {
            '“' => '”',
            '「' => '」',
            '"' => '"',
            _ => return None,
        };
        let open = after.chars().next().map_or(0, char::len_utf8);
        let end = after[open..].find(close)?;
        let value = after[open..open + end].to_owned();
        self.rest = &after[open + end + close.len_utf8()..];
        (!value.is_empty()).then_some(Condition {
            column,
            comparison: Comparison::Holds,
            values: vec![value],
        })
    }
}

fn misplaced_style(text: &str) -> Fault {
    Fault::syntax(
        format!("算式“{text}”的括号里有冒号"),
        "写法写在括号外面，例如 合计(金额，类型=捐款)：万元；内容里本来有冒号的，加引号：名称=“甲：乙”",
    )
}

/// A text without the quotes around it.
pub fn unquoted(text: &str) -> &str {
    let text = trim(text);
    let inside = |open: char, close: char| text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
    inside('「', '」').or_else(|| inside('“', '”')).or_else(|| inside('"', '"')).unwrap_or(text)
}

/// Cuts at separators outside quotes.
pub fn split_outside_quotes<'t>(text: &'t str, separators: &[char]) -> Vec<&'t str> {
    let mut parts = Vec::new();
    let (mut start, mut quoted) = (0, false);
    for (at, c) in text.char_indices() {
        match c {
            '“' | '「' => quoted = true,
            '”' | '」' => quoted = false,
            '"' => quoted = !quoted,
            c if !quoted && separators.contains(&c) => {
                parts.push(&text[start..at]);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

/// A number in a cell or a field: full-width digits, a unit that the column already has, and blanks are no fault.
/// `None` if it is no number.
pub fn quantity(text: &str, unit: Option<&str>) -> Option<(Decimal, bool)> {
    let plain: String = text
        .chars()
        .map(|c| match c {
            '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
            '．' => '.',
            '，' => ',',
            '－' | '−' => '-',
            '％' => '%',
            c => c,
        })
        .collect();
    let plain = trim(&plain);
    let bare = unit.and_then(|unit| plain.strip_suffix(unit)).map_or(plain, trim);
    number::parse(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_read_as_written_in_either_width() {
        for (written, shown) in [
            ("合计(金额, 类型=捐款)", "合计(金额，类型=捐款)"),
            ("求和（金额，类型＝捐款、义诊）", "合计(金额，类型=捐款、义诊)"),
            ("次数()", "次数()"),
            ("合计(金额)/次数()", "合计(金额) ÷ 次数()"),
            ("(甲 + 乙) × 2", "(甲 + 乙) × 2"),
            ("次数(日期>=2012-06-01，内容含“疫苗、接种”)", "次数(日期≥2012-06-01，内容含“疫苗、接种”)"),
            ("取(金额，名称=义诊（第一次）)", "取(金额，名称=“义诊（第一次）”)"),
            ("完成值(「达到“五好”标准的比例」)", "完成值(「达到“五好”标准的比例」)"),
            ("2010年捐款 - 5%", "2010年捐款 - 5%"),
            ("合计(参加人数-党员)", "合计(参加人数-党员)"),
            ("分项(次数()，类型)", "分项(次数()，类型)"),
            ("-3.5", "-3.5"),
            ("个数(单位，单位≠“甲、乙”)", "个数(单位，单位≠“甲、乙”)"),
        ] {
            assert_eq!(parse(written).map(|f| f.to_string()), Ok(shown.to_owned()), "{written}");
        }
    }

    #[test]
    fn faults_say_where_reading_stopped() {
        let messages: Vec<String> =
            ["", "合计(金额", "合记(金额)", "合计(金额) 元", "合计(金额，类型=)", "甲 +"]
                .into_iter()
                .map(|text| match parse(text) {
                    Ok(formula) => format!("{text}：读成了 {formula}"),
                    Err(fault) => format!("{text}：{}。{}", fault.message, fault.hint),
                })
                .collect();
        insta::assert_snapshot!(messages.join("\n"));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "(合计|次数|占比|含|[(),，=≥>“”「、甲乙0-9.% +*/」-]){0,20}") {
            if let Ok(formula) = parse(&text) {
                // What is shown is read again as the same.
                proptest::prop_assert_eq!(parse(&formula.to_string()), Ok(formula));
            }
        }
    }
}
