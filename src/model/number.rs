//! Numbers in the form in which they were written (`1.50`, `0012`, `66,275`, `5%`); arithmetic is decimal.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::diag::diagnostic::{Diagnostic, Span};
use crate::model::blank;
use crate::model::reader::{FieldValue, Reader};
use crate::model::shape::Shape;
use crate::model::view::View;
use crate::source::node::{Node, trim};

/// A number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// As written, with its grouping and percent sign.
    pub written: String,
    /// Its value; of `5%`, 5.
    pub value: Decimal,
    /// Whether a percent sign follows.
    pub percent: bool,
    /// Where it stands.
    pub span: Span,
}

impl Number {
    /// A whole number of things; `None` if it is negative, broken, a percentage or too large.
    pub fn count(&self) -> Option<u32> {
        (!self.percent && self.value.is_integer()).then(|| self.value.to_u32()).flatten()
    }

    /// Its value in hundredths, cut; `None` if it is negative or too large.
    pub fn hundredths(&self) -> Option<u32> {
        self.value.checked_mul(Decimal::from(100))?.to_u32()
    }
}

/// Reads a number; `None` if the text is none.
pub fn parse(text: &str) -> Option<(Decimal, bool)> {
    let (digits, percent) = match text.strip_suffix(['%', '％']) {
        Some(digits) => (digits, true),
        None => (text, false),
    };
    let plain = ungroup(digits)?;
    Some((Decimal::from_str_exact(&plain).ok()?, percent))
}

/// Takes the commas out of `66,275`; they must stand at thousands.
fn ungroup(text: &str) -> Option<String> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').map_or((unsigned, None), |(w, f)| (w, Some(f)));
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if fraction.is_some_and(|f| !digits(f)) {
        return None;
    }
    if whole.contains(',') {
        let groups: Vec<&str> = whole.split(',').collect();
        let sound = digits(groups[0])
            && groups[0].len() <= 3
            && groups[1..].iter().all(|g| digits(g) && g.len() == 3);
        if !sound {
            return None;
        }
    } else if !digits(whole) {
        return None;
    }
    Some(text.replace(',', ""))
}

/// Refuses forms in which a spreadsheet or a program has lost or added something: `1.38E+10`, `0.30000000000000004`.
pub fn refuse_lost_form(text: &str, span: Span, reader: &mut Reader<'_>) -> Option<()> {
    let Some((message, hint)) = lost_form(text) else { return Some(()) };
    reader.report(Diagnostic::error("number-form", span, message).hint(hint));
    None
}

fn lost_form(text: &str) -> Option<(String, String)> {
    let body = text.strip_prefix(['-', '+']).unwrap_or(text);
    if let Some((mantissa, exponent)) = body.split_once(['e', 'E']) {
        let numeric = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        if numeric(mantissa) && exponent.bytes().all(|b| b.is_ascii_digit()) && !exponent.is_empty() {
            return Some((
                format!("“{text}”是科学记数法，末尾的数字可能已经丢了"),
                "到原来的表里查出完整的数，照原样写；号码两边加引号".to_owned(),
            ));
        }
    }
    let fraction = body.split_once('.').map(|(_, f)| f)?;
    let tail = fraction.len() > 12 && fraction.bytes().all(|b| b.is_ascii_digit());
    let repeated = ["00000000", "99999999"].iter().any(|run| fraction.contains(run));
    (tail && repeated).then(|| {
        (
            format!("“{text}”带着计算机运算留下的尾数"),
            "按需要的位数写，例如两位小数；要照原样保留就加引号".to_owned(),
        )
    })
}

/// 12 → 十二, 2012 → 二千零一十二. Below a million million.
pub fn in_chinese(number: u64) -> String {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    if number == 0 {
        return "零".to_owned();
    }
    let mut words = String::new();
    let mut zero = false;
    for (section_unit, section) in
        [("亿", number / 1_0000_0000), ("万", number / 1_0000 % 1_0000), ("", number % 1_0000)]
    {
        let before = words.len();
        for (unit, digit) in [
            ("千", section / 1000),
            ("百", section / 100 % 10),
            ("十", section / 10 % 10),
            ("", section % 10),
        ] {
            if digit == 0 {
                zero = !words.is_empty();
                continue;
            }
            if std::mem::take(&mut zero) {
                words.push('零');
            }
            words.push(DIGITS[digit as usize]);
            words.push_str(unit);
        }
        if words.len() > before {
            words.push_str(section_unit);
        }
    }
    match words.strip_prefix("一十") {
        Some(rest) => format!("十{rest}"),
        None => words,
    }
}

/// Commas at thousands.
pub fn grouped(number: &str) -> String {
    let (sign, unsigned) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
    let (whole, fraction) = unsigned.split_at(unsigned.find('.').unwrap_or(unsigned.len()));
    let mut out = sign.to_owned();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out + fraction
}

impl FieldValue for Number {
    fn shape() -> Shape {
        Shape::Number
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let text = trim(&reader.scalar(node, "一个数")?.text);
        if let Some(blank) = blank::fault(text, node.span) {
            reader.report(blank);
            return None;
        }
        refuse_lost_form(text, node.span, reader)?;
        if let Some((value, percent)) = parse(text) {
            return Some(Self { written: text.to_owned(), value, percent, span: node.span });
        }
        reader.report(
            Diagnostic::error("bad-number", node.span, format!("“{text}”不是一个数"))
                .hint("只写半角数字，例如 66275、66,275、6.63、95%；单位写到“计量单位”里"),
        );
        None
    }

    fn view(&self) -> Option<View> {
        Some(View::Text(self.written.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_form_and_have_an_exact_value() {
        for (text, value, percent) in
            [("1.50", "1.50", false), ("66,275", "66275", false), ("5%", "5", true), ("-3.2", "-3.2", false)]
        {
            let (read, p) = parse(text).expect(text);
            assert_eq!((read.to_string(), p), (value.to_owned(), percent));
        }
        for text in ["", "1,23", "12,3456", "1.", ".5", "五", "1_000", "0x1F", "inf", "１２"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_that_no_page_can_hold_is_no_width() {
        let number = |text: &str| {
            let (value, percent) = parse(text).expect(text);
            let span = Span { source: crate::diag::sources::SourceId(0), start: 0, end: 0 };
            Number { written: text.to_owned(), value, percent, span }
        };
        assert_eq!(number("79228162514264337593543950335").hundredths(), None);
        assert_eq!(number("-5").hundredths(), None);
        assert_eq!(number("2.5").hundredths(), Some(250));
    }

    #[test]
    fn lost_forms_are_named() {
        assert!(lost_form("1.38E+10").is_some());
        assert!(lost_form("66.300000000000011").is_some());
        assert!(lost_form("66.3").is_none());
        assert!(lost_form("E1").is_none());
    }
}
