//! Number formats: which cells are days or percentages, how many digits a person sees.
//!
//! A number keeps its exact value; the format adds what the person sees beside it: zeros in front and behind, commas,
//! a percent sign, a unit in quotes. Where it shows less than the value, both forms are given back: a number's text is its value,
//! a percentage's what the person sees.

use crate::source::shown::dates::{Parts, Piece};
use crate::source::shown::decimal::Decimal;

/// How a cell's number is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Format {
    /// As it is.
    General,
    /// As a day or time.
    Moment(Parts),
    /// As digits, by the number's sign: above zero, below, zero.
    Digits(Box<[Section; 3]>),
}

/// The part of a format for numbers of one sign.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    whole_digits: usize,
    fixed_decimals: usize,
    most_decimals: usize,
    by_thousands: bool,
    percent: bool,
    /// Commas behind the last digit: each shows a thousandth.
    thousandths: usize,
    before: String,
    after: String,
    form: Form,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Form {
    /// Digits in their places.
    #[default]
    Plain,
    /// Nothing is shown.
    Nothing,
    /// A fraction, a power of ten or digits around a text; shown otherwise than we write it.
    Other,
}

/// A number as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownNumber {
    /// Its text.
    pub text: String,
    /// What the person sees, if that is less or other than the text says; of a percentage, whose text is what the person sees,
    /// what is stored.
    pub seen: Option<String>,
}

impl Format {
    /// The format with this number that every spreadsheet program knows; of those of East Asian programs, the Chinese.
    pub fn builtin(id: u32) -> Self {
        let code = match id {
            1 => "0",
            2 => "0.00",
            3 | 37 | 38 | 41 | 42 => "#,##0",
            4 | 39 | 40 | 43 | 44 => "#,##0.00",
            9 => "0%",
            10 => "0.00%",
            14 | 30 => "yyyy/m/d",
            15 => "d-mmm-yy",
            16 | 28 | 29 | 51 | 53 | 54 | 58 => "m/d",
            17 | 27 | 36 | 50 | 52 | 57 => "yyyy/m",
            31 => "yyyy/m/d",
            18..=21 | 32..=35 | 45 | 47 | 55 | 56 => "h:mm:ss",
            22 => "yyyy/m/d h:mm",
            46 => "[h]:mm:ss",
            _ => return Self::General,
        };
        Self::parse(code)
    }

    /// Reads a format of the workbook's own.
    pub fn parse(code: &str) -> Self {
        let tokens = tokens(code);
        if let Some(parts) = moment(&tokens) {
            return Self::Moment(parts);
        }
        let is_text =
            tokens.split(|token| *token == Token::Next).next().is_some_and(|t| t.contains(&Token::Text));
        if is_text || tokens.iter().any(|token| matches!(token, Token::General | Token::Condition)) {
            return Self::General;
        }
        let sections: Vec<Section> =
            tokens.split(|token| *token == Token::Next).take(3).map(section).collect();
        let first = sections.first().cloned().unwrap_or_default();
        let below = sections.get(1).map_or_else(|| first.clone(), without_sign);
        let zero = sections.get(2).cloned().unwrap_or_else(|| first.clone());
        Self::Digits(Box::new([first, below, zero]))
    }

    /// A number as text.
    pub fn show(&self, number: &Decimal) -> ShownNumber {
        let slot = if number.is_zero() { 2 } else { usize::from(number.negative) };
        match self {
            Self::Digits(sections) => sections[slot].show(number),
            _ => ShownNumber { text: signed(number, &number.plain(1, 0, false)), seen: None },
        }
    }
}

impl Section {
    fn show(&self, number: &Decimal) -> ShownNumber {
        let exact = || signed(number, &number.plain(1, 0, false));
        match self.form {
            Form::Plain => {}
            Form::Nothing => return ShownNumber { text: exact(), seen: Some("空白".to_owned()) },
            Form::Other => {
                let seen = (self.thousandths > 0).then(|| "缩小后的数".to_owned());
                return ShownNumber { text: exact(), seen };
            }
        }
        if self.thousandths > 0 {
            let scaled = number.clone().shifted(-3 * self.thousandths as i32);
            return ShownNumber {
                text: exact(),
                seen: Some(self.around(&scaled.rounded(self.most_decimals))),
            };
        }
        if self.percent {
            // A rate is not added up, so it is what the person sees.
            let hundredfold = number.clone().shifted(2);
            let rounded = hundredfold.rounded(self.most_decimals);
            let stored = (rounded != hundredfold).then(|| self.around(&hundredfold));
            return ShownNumber { text: self.around(&rounded), seen: stored };
        }
        let rounded = number.rounded(self.most_decimals);
        let seen = (rounded != *number).then(|| self.around(&rounded));
        ShownNumber { text: self.around(number), seen }
    }

    /// The digits with what stands before and behind them.
    fn around(&self, number: &Decimal) -> String {
        let digits = number.plain(self.whole_digits, self.fixed_decimals, self.by_thousands);
        let percent = if self.percent { "%" } else { "" };
        signed(number, &format!("{}{digits}{percent}{}", self.before, self.after))
    }
}

/// Formats for numbers below zero bring their own sign or brackets.
fn without_sign(section: &Section) -> Section {
    let is_sign = |c: char| matches!(c, '-' | '(' | ')' | '（' | '）');
    Section {
        before: section.before.trim_matches(is_sign).to_owned(),
        after: section.after.trim_matches(is_sign).to_owned(),
        ..section.clone()
    }
}

fn signed(number: &Decimal, text: &str) -> String {
    if number.negative { format!("-{text}") } else { text.to_owned() }
}

/// A piece of a format.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    /// `0`, `#`, `?`, `.`, `,`, `%`, `/`.
    Sign(char),
    /// So many of one letter of a moment; behind `[`, an elapsed one.
    Letters(char, bool),
    /// A text.
    Literal(String),
    /// `General`.
    General,
    /// `[>100]`.
    Condition,
    /// `E+`.
    Power,
    /// `@`.
    Text,
    /// `;`.
    Next,
}

fn tokens(code: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = code;
    while let Some(c) = rest.chars().next() {
        let lower = rest.get(..7).map(str::to_ascii_lowercase);
        if lower.as_deref() == Some("general") {
            tokens.push(Token::General);
            rest = &rest[7..];
            continue;
        }
        if rest.starts_with("G/通用格式") {
            tokens.push(Token::General);
            rest = &rest["G/通用格式".len()..];
            continue;
        }
        if let Some(mark) =
            ["AM/PM", "am/pm", "A/P", "a/p", "上午/下午"].iter().find(|m| rest.starts_with(**m))
        {
            tokens.push(Token::Letters('h', false));
            rest = &rest[mark.len()..];
            continue;
        }
        let after = &rest[c.len_utf8()..];
        rest = match c {
            '"' => {
                let (literal, after) = after.split_once('"').unwrap_or((after, ""));
                tokens.push(Token::Literal(literal.to_owned()));
                after
            }
            '\\' | '!' | '_' | '*' => {
                let next = after.chars().next();
                if let Some(next) = next.filter(|_| matches!(c, '\\' | '!')) {
                    tokens.push(Token::Literal(next.to_string()));
                }
                &after[next.map_or(0, char::len_utf8)..]
            }
            '[' => {
                let (inside, after) = after.split_once(']').unwrap_or((after, ""));
                tokens.extend(bracket(inside));
                after
            }
            'E' | 'e' if after.starts_with(['+', '-']) => {
                tokens.push(Token::Power);
                &after[1..]
            }
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'e' | 'a' | 'A' | 'b' | 'g' => {
                let end = after.find(|next| next != c).unwrap_or(after.len());
                tokens.push(Token::Letters(c.to_ascii_lowercase(), false));
                &after[end..]
            }
            '0'..='9' | '#' | '?' | '.' | ',' | '%' | '/' => {
                tokens.push(Token::Sign(c));
                after
            }
            '@' => {
                tokens.push(Token::Text);
                after
            }
            ';' => {
                tokens.push(Token::Next);
                after
            }
            _ => {
                tokens.push(Token::Literal(c.to_string()));
                after
            }
        };
    }
    tokens
}

/// `[h]`, `[$¥-804]`, `[>100]`; colours and numerals say nothing of the value.
fn bracket(inside: &str) -> Option<Token> {
    if let Some(money) = inside.strip_prefix('$') {
        let sign = money.split('-').next().unwrap_or_default();
        return (!sign.is_empty()).then(|| Token::Literal(sign.to_owned()));
    }
    let first = inside.chars().next()?.to_ascii_lowercase();
    if matches!(first, 'h' | 'm' | 's') && inside.chars().all(|c| c.eq_ignore_ascii_case(&first)) {
        return Some(Token::Letters(first, true));
    }
    matches!(first, '<' | '>' | '=').then_some(Token::Condition)
}

/// What the format shows of a moment; `None` if it shows none.
fn moment(tokens: &[Token]) -> Option<Parts> {
    let letters: Vec<(char, bool)> = tokens
        .iter()
        .take_while(|token| **token != Token::Next)
        .filter_map(|token| match token {
            Token::Letters(letter, elapsed) => Some((*letter, *elapsed)),
            _ => None,
        })
        .collect();
    if letters.iter().any(|&(_, elapsed)| elapsed) {
        return Some(Parts::Elapsed);
    }
    // `m` beside hours or seconds is a minute.
    let is_minute = |at: usize| {
        at.checked_sub(1).is_some_and(|before| letters[before].0 == 'h')
            || letters.get(at + 1).is_some_and(|after| after.0 == 's')
    };
    let piece = |at: usize| match letters[at].0 {
        'h' | 's' => Piece::Clock,
        'm' if is_minute(at) => Piece::Clock,
        'm' => Piece::Month,
        'd' | 'a' => Piece::Day,
        _ => Piece::Year,
    };
    Parts::of(&(0..letters.len()).map(piece).collect::<Vec<_>>())
}

fn section(tokens: &[Token]) -> Section {
    let mut section = Section::default();
    let is_place = |token: &Token| matches!(token, Token::Sign('0'..='9' | '#' | '?'));
    let (Some(first), Some(last)) = (tokens.iter().position(is_place), tokens.iter().rposition(is_place))
    else {
        let shown =
            tokens.iter().any(|token| matches!(token, Token::Literal(text) if !text.trim().is_empty()));
        section.form = if shown { Form::Other } else { Form::Nothing };
        return section;
    };
    let mut behind_point = false;
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Sign('%') => section.percent = true,
            Token::Sign('.') => behind_point = true,
            Token::Sign(',') if at > last => section.thousandths += 1,
            Token::Sign(',') => section.by_thousands = true,
            Token::Sign('/') | Token::Power => section.form = Form::Other,
            Token::Sign(place) if behind_point => {
                section.most_decimals += 1;
                if place.is_ascii_digit() {
                    section.fixed_decimals = section.most_decimals;
                }
            }
            Token::Sign(place) => section.whole_digits += usize::from(place.is_ascii_digit()),
            Token::Literal(text) if at < first => section.before.push_str(text),
            Token::Literal(text) if at > last => section.after.push_str(text),
            Token::Literal(_) => section.form = Form::Other,
            _ => {}
        }
    }
    // A sign of money or a dash beside a number says nothing that its column does not say.
    for text in [&mut section.before, &mut section.after] {
        *text = text.trim_matches(|c: char| !c.is_alphanumeric() && !is_unit(c)).to_owned();
    }
    section
}

fn is_unit(c: char) -> bool {
    matches!(c, '℃' | '‰' | '㎡' | '°')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, number: &str) -> (String, Option<String>) {
        let number = Decimal::parse(number).expect("a number").significant();
        let shown = Format::parse(code).show(&number);
        (shown.text, shown.seen)
    }

    #[test]
    fn a_number_is_written_as_it_is_seen() {
        for (code, number, text, seen) in [
            ("General", "1234.5", "1234.5", None),
            ("G/通用格式", "1234.5", "1234.5", None),
            ("0%", "0.95", "95%", None),
            ("0.0%", "0.95", "95.0%", None),
            ("0%", "0.66666666666666663", "67%", Some("66.6666666666667%")),
            ("0.00", "1234.5", "1234.50", None),
            ("0.00_ ", "1234.5", "1234.50", None),
            ("#,##0", "66275", "66,275", None),
            ("#,##0.00;[Red]-#,##0.00", "-66275", "-66,275.00", None),
            ("0_);[Red]\\(0\\)", "-5", "-5", None),
            ("¥#,##0.00", "1200", "1,200.00", None),
            ("_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "1200", "1,200.00", None),
            ("0000", "12", "0012", None),
            ("0\"人\"", "12", "12人", None),
            ("0.0", "33.333333333333336", "33.3333333333333", Some("33.3")),
            ("0.##", "3.5", "3.5", None),
            ("0,", "123456", "123456", Some("123")),
            ("0!.0,\"万\"", "123456", "123456", Some("缩小后的数")),
            (";;;", "5", "5", Some("空白")),
            ("0.00E+00", "12345", "12345", None),
            ("# ?/?", "0.5", "0.5", None),
            ("[>100]0.0;0", "5.25", "5.25", None),
        ] {
            let expected = (text.to_owned(), seen.map(str::to_owned));
            assert_eq!(shown(code, number), expected, "{code} {number}");
        }
    }

    #[test]
    fn moments_are_told_from_numbers() {
        for (code, expected) in [
            ("yyyy\"年\"m\"月\"d\"日\"", Some(Parts::Date)),
            ("[$-F800]dddd, mmmm dd, yyyy", Some(Parts::Date)),
            ("yyyy/m", Some(Parts::Month)),
            ("m\"月\"d\"日\"", Some(Parts::Date)),
            ("h:mm", Some(Parts::Clock)),
            ("mm:ss", Some(Parts::Clock)),
            ("[h]:mm", Some(Parts::Elapsed)),
            ("yyyy-mm-dd hh:mm", Some(Parts::DateAndClock)),
            ("上午/下午h\"时\"mm\"分\"", Some(Parts::Clock)),
            ("0\"年\"", None),
            ("[Red]0.00", None),
            ("[DBNum1]0", None),
            ("@", None),
        ] {
            let read = match Format::parse(code) {
                Format::Moment(parts) => Some(parts),
                _ => None,
            };
            assert_eq!(read, expected, "{code}");
        }
    }
}
