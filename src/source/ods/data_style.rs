//! How .ods says that numbers are shown: elements where .xlsx has a code. They are written as that code, and read by
//! the same reader.
//!
//! A code has parts for numbers of each sign; here each part is a style of its own, named with its condition. Days and
//! times are told by their elements, since the code has one letter for months and minutes.

use crate::office::xml::{self, Malformed, Pieces, Tag};
use crate::source::shown::dates::{Parts, Piece};
use crate::source::shown::number_format::Format;
use crate::source::workbook::LONGEST_FORMAT;

/// More digits than any program shows.
const MOST_DIGITS: usize = 100;
/// Parts that a code has for numbers.
const MOST_PARTS: usize = 3;

/// A style of numbers, days or texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DataStyle {
    /// What it shows as a code.
    code: String,
    /// What it shows of a moment.
    pieces: Vec<Piece>,
    /// Hours go on beyond a day.
    is_elapsed: bool,
    /// It is for texts.
    is_text: bool,
    /// Styles to take instead under a condition.
    others: Vec<Other>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Other {
    condition: String,
    style: String,
}

/// Whether an element is a style of data.
pub fn is_one(name: &str) -> bool {
    matches!(
        name,
        "number-style"
            | "currency-style"
            | "percentage-style"
            | "date-style"
            | "time-style"
            | "text-style"
            | "boolean-style"
    )
}

/// Reads the style that was just opened.
pub fn read(tag: &Tag<'_>, pieces: &mut Pieces<'_>) -> Result<DataStyle, Malformed> {
    let is_percentage = tag.name() == "percentage-style";
    let mut style = DataStyle { is_text: tag.name() == "text-style", ..DataStyle::default() };
    style.is_elapsed = tag.attribute("truncate-on-overflow")?.as_deref() == Some("false");
    loop {
        match pieces.next_piece()?.ok_or(Malformed)? {
            xml::Piece::Close => break,
            xml::Piece::Text(_) => {}
            xml::Piece::Open(child) => style.take(&child, is_percentage, pieces)?,
        }
    }
    if is_percentage && !style.code.contains('%') {
        style.code.push('%');
    }
    if style.code.len() > LONGEST_FORMAT {
        style.code = String::from("General");
    }
    Ok(style)
}

impl DataStyle {
    fn take(
        &mut self,
        child: &Tag<'_>,
        is_percentage: bool,
        pieces: &mut Pieces<'_>,
    ) -> Result<(), Malformed> {
        match child.name() {
            "number" => return self.take_number(child, pieces),
            "text" | "currency-symbol" => {
                let text = pieces.text()?;
                for c in text.chars() {
                    if is_percentage && c == '%' {
                        self.code.push('%');
                    } else {
                        self.code.extend(['\\', c]);
                    }
                }
                return Ok(());
            }
            "scientific-number" => self.code += "0E+0",
            "fraction" => self.code += "?/?",
            "boolean" => self.code += "General",
            "text-content" => self.code.push('@'),
            "year" | "era" => self.shows(Piece::Year),
            "month" | "quarter" => self.shows(Piece::Month),
            "day" | "day-of-week" | "week-of-year" => self.shows(Piece::Day),
            "hours" | "minutes" | "seconds" => self.shows(Piece::Clock),
            "map" => {
                if let (Some(condition), Some(style)) =
                    (child.attribute("condition")?, child.attribute("apply-style-name")?)
                    && self.others.len() <= MOST_PARTS
                {
                    self.others.push(Other { condition, style });
                }
            }
            _ => {}
        }
        pieces.skip()
    }

    fn shows(&mut self, piece: Piece) {
        if !self.pieces.contains(&piece) {
            self.pieces.push(piece);
        }
    }

    fn parts(&self) -> Option<Parts> {
        if self.is_elapsed && self.pieces.contains(&Piece::Clock) {
            return Some(Parts::Elapsed);
        }
        Parts::of(&self.pieces)
    }

    /// Digits in their places. Without a number of decimals they are shown as they come.
    fn take_number(&mut self, tag: &Tag<'_>, pieces: &mut Pieces<'_>) -> Result<(), Malformed> {
        let count = |name: &str| -> Result<Option<usize>, Malformed> {
            let written = tag.attribute(name)?.and_then(|written| written.trim().parse::<usize>().ok());
            Ok(written.map(|count| count.min(MOST_DIGITS)))
        };
        let (whole, most) = (count("min-integer-digits")?.unwrap_or(0), count("decimal-places")?);
        let may_be_less = tag.attribute("decimal-replacement")?.is_some();
        let fixed = count("min-decimal-places")?.or(most.filter(|_| !may_be_less)).unwrap_or(0);
        let by_thousands = tag.attribute("grouping")?.as_deref() == Some("true");
        let factor = tag.attribute("display-factor")?.unwrap_or_default();
        // Text between the digits.
        let is_broken = holds(pieces, "embedded-text")?;
        let Some(most) = most else {
            self.code += "General";
            return Ok(());
        };
        self.code += if by_thousands { "#,##" } else { "#" };
        if is_broken {
            self.code += "0\\-";
        }
        self.code += &"0".repeat(whole);
        if most > 0 {
            self.code.push('.');
            self.code += &"0".repeat(fixed.min(most));
            self.code += &"#".repeat(most.saturating_sub(fixed));
        }
        let zeros = factor.trim().strip_prefix('1').filter(|rest| rest.bytes().all(|byte| byte == b'0'));
        self.code += &",".repeat(zeros.map_or(0, |zeros| zeros.len().min(MOST_DIGITS) / 3));
        Ok(())
    }

    /// The format that it is, with the styles that it takes instead.
    pub fn format<'a>(&'a self, named: &dyn Fn(&str) -> Option<&'a DataStyle>) -> Format {
        let styles: Vec<Option<&DataStyle>> = self.others.iter().map(|other| named(&other.style)).collect();
        let first = styles.first().copied().flatten().unwrap_or(self);
        if let Some(parts) = first.parts() {
            return Format::Moment(parts);
        }
        let conditions: Vec<String> = self.others.iter().map(|other| plain(&other.condition)).collect();
        let conditions: Vec<&str> = conditions.iter().map(String::as_str).collect();
        let is_by_sign = match conditions[..] {
            [] => true,
            // The last: any number, where texts are shown otherwise.
            [one] => one == ">=0" || one.starts_with("<=1.79769"),
            [first, second] => (first, second) == (">0", "<0"),
            [first, second, third] => (first, second, third) == (">0", "<0", "=0"),
            _ => false,
        };
        if !is_by_sign {
            return Format::General;
        }
        let mut codes = Vec::new();
        for style in styles {
            let Some(style) = style else { return Format::General };
            codes.push(style.code.as_str());
        }
        if codes.is_empty() || !self.is_text && codes.len() < MOST_PARTS {
            codes.push(&self.code);
        }
        Format::parse(&codes.join(";"))
    }
}

/// `value() >= 0` → `>=0`.
fn plain(condition: &str) -> String {
    condition.replace("value()", "").replace(' ', "")
}

/// Passes over the element that was just opened; whether it has a child of this name.
fn holds(pieces: &mut Pieces<'_>, name: &str) -> Result<bool, Malformed> {
    let mut found = false;
    loop {
        match pieces.next_piece()?.ok_or(Malformed)? {
            xml::Piece::Open(child) => {
                found |= child.name() == name;
                pieces.skip()?;
            }
            xml::Piece::Close => return Ok(found),
            xml::Piece::Text(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    /// The format of the last of some styles.
    fn format(xml: &str) -> Format {
        let mut pieces = Pieces::new(xml.as_bytes()).expect("UTF-8");
        let (mut styles, mut last) = (HashMap::new(), String::new());
        while let Some(xml::Piece::Open(tag)) = pieces.next_piece().expect("well-formed") {
            last = tag.attribute("name").expect("well-formed").expect("a name");
            styles.insert(last.clone(), read(&tag, &mut pieces).expect("well-formed"));
        }
        styles[&last].format(&|name| styles.get(name))
    }

    #[test]
    fn styles_are_the_codes_that_they_were() {
        let digits = |most: &str| format!("<number decimal-places='{most}' min-integer-digits='1'/>");
        let money =
            "<number decimal-places='2' min-decimal-places='2' min-integer-digits='1' grouping='true'/>";
        for (xml, code) in [
            ("<number-style name='N'><number min-integer-digits='1'/></number-style>".to_owned(), "General"),
            (format!("<number-style name='N'>{}<text>人</text></number-style>", digits("0")), "0\"人\""),
            (format!("<percentage-style name='N'>{}<text>%</text></percentage-style>", digits("1")), "0.0%"),
            (format!("<percentage-style name='N'>{}</percentage-style>", digits("0")), "0%"),
            (
                format!("<currency-style name='N'><currency-symbol>CNY</currency-symbol>{money}</currency-style>"),
                "\"CNY\"#,##0.00",
            ),
            (
                "<number-style name='N'><number decimal-places='2' decimal-replacement='' min-integer-digits='1'/></number-style>".to_owned(),
                "0.##",
            ),
            (
                "<number-style name='N'><number decimal-places='0' min-integer-digits='4' display-factor='1000'/></number-style>".to_owned(),
                "0000,",
            ),
            ("<number-style name='N'><fraction/></number-style>".to_owned(), "# ?/?"),
            ("<number-style name='N'><scientific-number/></number-style>".to_owned(), "0E+0"),
            ("<boolean-style name='N'><boolean/></boolean-style>".to_owned(), "General"),
            ("<text-style name='N'><text-content/></text-style>".to_owned(), "@"),
            (
                format!("<number-style name='P'>{money}</number-style><number-style name='N'><text>(</text>{money}<text>)</text>\
                         <map condition='value()>=0' apply-style-name='P'/></number-style>"),
                "#,##0.00;(#,##0.00)",
            ),
            (
                "<date-style name='P'><year/><text>/</text><month/></date-style><text-style name='N'><text-content/>\
                         <map condition='value()<=1.7976931348623157E+308' apply-style-name='P'/></text-style>".to_owned(),
                "yyyy/m;@",
            ),
            (
                format!("<number-style name='P'>{money}</number-style><number-style name='N'>{money}\
                         <map condition='value()>100' apply-style-name='P'/></number-style>"),
                "[>100]0.00;0",
            ),
            (
                format!("<number-style name='N'>{money}<map condition='value()>=0' apply-style-name='没有'/></number-style>"),
                "General",
            ),
            ("<time-style name='N' truncate-on-overflow='false'><hours/><minutes/></time-style>".to_owned(), "[h]:mm"),
            ("<time-style name='N'><minutes/><seconds/></time-style>".to_owned(), "mm:ss"),
            (
                format!("<number-style name='N'><text>{}</text>{money}</number-style>", "长".repeat(2000)),
                "General",
            ),
        ] {
            // Texts come letter by letter; what they show is the same.
            let xml = xml.replace("value()<", "value()&lt;");
            assert_eq!(format(&xml), Format::parse(code), "{xml}");
        }
    }
}
