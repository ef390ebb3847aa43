//! A value in the words of a text: `66,275元`, `6.63万元`, `80余`, `同比增长12.5%`, `义诊3次、讲座5次`.
//!
//! Rounding is 四舍五入. Amounts in 元 have commas at thousands, other numbers have none. Where an amount is set in 万元
//! or with fewer decimals together with its parts, the parts are rounded so that they still add up.

use rust_decimal::Decimal;

use crate::figure::book::Trouble;
use crate::figure::evaluate::{rounded, too_large};
use crate::figure::goals;
use crate::figure::parse::{Fault, split_outside_quotes, unquoted};
use crate::figure::value::{Change, Quantity, Value};
use crate::model::date::Moment;
use crate::model::number::{grouped, in_chinese};
use crate::source::node::trim;

/// How a figure is to be written: what stands behind the colon of `【捐款总额：万元，一位小数】`.
// Each is a word of its own that may be written or not.
#[allow(clippy::struct_excessive_bools)]
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Style {
    /// 万 or 亿.
    scale: Option<Scale>,
    /// 万元, 亿元: an amount of money.
    money: bool,
    /// Decimals.
    digits: Option<u32>,
    /// 余: rounded down, `80余`.
    over: bool,
    /// 汉字: `四`.
    chinese: bool,
    /// 不带单位.
    bare: bool,
    /// 分节: commas at thousands; 不分节.
    commas: Option<bool>,
    /// 月日, 月: how much of a time is written.
    time: Time,
    /// 零写“没有”: what stands for nothing.
    zero: Option<String>,
    /// 尾差0.01: added after rounding, so that parts add up to a rounded total. Set by us, for cells of tables.
    adjustment: Option<Decimal>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scale {
    Wan,
    Yi,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Time {
    #[default]
    Full,
    MonthDay,
    Month,
    Year,
}

/// The options and what they do, for help.
pub const OPTIONS: &[(&str, &str)] = &[
    ("万元、亿元、万、亿", "换算成万、亿，默认两位小数，末尾的零不写"),
    ("取整、一位小数、两位小数、三位小数", "四舍五入到几位"),
    ("余", "80余、200余、1300余：往下取整再加“余”"),
    ("汉字", "四次、十二次"),
    ("不带单位", "只写数"),
    ("分节、不分节", "千位加不加逗号；不写时只有金额加"),
    ("月日、月、年", "日期写到哪里"),
    ("零写“……”", "没有发生时写这句话"),
];

impl Style {
    /// Reads the options.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let mut style = Style::default();
        for option in split_outside_quotes(text, &['，', ',', '、', '；', ';']) {
            let option = trim(option);
            match option {
                "万元" | "万" => (style.scale, style.money) = (Some(Scale::Wan), option == "万元"),
                "亿元" | "亿" => (style.scale, style.money) = (Some(Scale::Yi), option == "亿元"),
                "取整" | "整数" => style.digits = Some(0),
                "一位小数" | "1位小数" => style.digits = Some(1),
                "两位小数" | "二位小数" | "2位小数" => style.digits = Some(2),
                "三位小数" | "3位小数" => style.digits = Some(3),
                "余" | "多" => style.over = true,
                "汉字" => style.chinese = true,
                "不带单位" => style.bare = true,
                "分节" => style.commas = Some(true),
                "不分节" => style.commas = Some(false),
                "月日" => style.time = Time::MonthDay,
                "月" => style.time = Time::Month,
                "年" => style.time = Time::Year,
                other => match (other.strip_prefix("零写"), other.strip_prefix("尾差")) {
                    (Some(word), _) => style.zero = Some(unquoted(word).to_owned()),
                    (None, Some(difference)) if Decimal::from_str_exact(difference).is_ok() => {
                        style.adjustment = Decimal::from_str_exact(difference).ok();
                    }
                    _ => {
                        let known: Vec<&str> = OPTIONS.iter().map(|(option, _)| *option).collect();
                        return Err(Fault::syntax(
                            format!("“：”后面的“{other}”不是一种写法"),
                            format!("可以写：{}", known.join("、")),
                        ));
                    }
                },
            }
        }
        Ok(style)
    }

    /// What stands for nothing, if anything was said.
    pub fn zero(&self) -> Option<&str> {
        self.zero.as_deref()
    }
}

/// A value in words: the text, and the unit behind it, which the text around may have already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The text without the unit.
    pub text: String,
    /// The unit; empty if there is none.
    pub unit: String,
    /// What was rounded, in words; empty if nothing was.
    pub note: String,
    /// Whether the figure is 0 and nobody said what to write then.
    pub zero: bool,
}

impl Words {
    fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), unit: String::new(), note: String::new(), zero: false }
    }
}

/// A value in words.
pub fn words(value: &Value, style: &Style) -> Result<Words, Trouble> {
    match value {
        Value::Quantity(quantity) => {
            if let (true, Some(zero)) = (quantity.value.is_zero(), &style.zero) {
                return Ok(Words::plain(zero));
            }
            number(quantity, style)
        }
        Value::Written { text, quantity } => written(text, quantity, style),
        Value::Words(text) => Ok(Words::plain(text)),
        Value::List(items) => Ok(Words::plain(items.join("、"))),
        Value::Times(times) => Ok(Words::plain(dates(times, style.time))),
        Value::Parts(parts) => Ok(Words::plain(listed(parts, style)?)),
        Value::Change(change) => self::change(change, style),
    }
}

/// A number of the roster: as it was written, unless another form is asked for.
fn written(text: &str, quantity: &Quantity, style: &Style) -> Result<Words, Trouble> {
    match &style.zero {
        Some(zero) if quantity.value.is_zero() => Ok(Words::plain(zero)),
        _ if (Style { zero: None, ..style.clone() }) == Style::default() => Ok(Words::plain(text)),
        _ => number(quantity, style),
    }
}

/// A quantity as it is shown: scaled and rounded, with the unit that goes with it.
fn scaled(quantity: &Quantity, style: &Style) -> Result<(Decimal, String, Option<u32>), Trouble> {
    let (value, unit, digits) = match style.scale {
        Some(scale) if !quantity.percent => {
            let (by, word) = match scale {
                Scale::Wan => (1_0000, "万"),
                Scale::Yi => (1_0000_0000, "亿"),
            };
            // Measures that are in 万元 or 千元 already.
            let (have, base) = goals::scale_of(&quantity.unit);
            let base = match (base, style.money) {
                ("", true) => "元",
                (base, true) if base != "元" => {
                    return Err(Trouble::new(
                        "figure-type",
                        format!("单位是“{base}”，不能写成“{word}元”"),
                        format!("写“：{word}”，成文是“{word}{base}”"),
                    ));
                }
                (base, _) => base,
            };
            let value = quantity
                .value
                .checked_mul(Decimal::from(have))
                .and_then(|value| value.checked_div(Decimal::from(by)))
                .ok_or_else(too_large)?;
            (value, format!("{word}{base}"), Some(style.digits.unwrap_or(2)))
        }
        _ => (quantity.value, quantity.unit.clone(), style.digits.or(quantity.digits)),
    };
    Ok((value, unit, digits))
}

fn number(quantity: &Quantity, style: &Style) -> Result<Words, Trouble> {
    let (value, unit, digits) = scaled(quantity, style)?;
    let unit = if style.bare { String::new() } else { unit };
    let zero = value.is_zero();
    if style.over {
        if quantity.percent {
            return Err(Trouble::new("figure-type", "百分数不写“余”", "去掉“余”，或者写“：取整”"));
        }
        let (text, note) = over(value);
        return Ok(Words { text, unit, note, zero });
    }
    let (shown, note) = match digits {
        Some(digits) => {
            // What was not asked for never rounds a number away.
            let habit = style.digits.is_none() && style.adjustment.is_none() && !value.is_zero();
            let own = if habit { visible(value, digits).0 } else { rounded(value, digits) };
            let digits = if habit { digits.max(own.scale()) } else { digits };
            let exact = own == value;
            let shown = own + style.adjustment.unwrap_or_default();
            // What the user asked for keeps its zeros; what was rounded by habit loses them.
            let asked = style.digits.is_some();
            let mut shown = if asked { shown } else { shown.normalize() };
            if asked && shown.scale() < digits {
                shown.rescale(digits);
            }
            let mut note = if exact { String::new() } else { format!("四舍五入，{}", decimals(digits)) };
            if let Some(adjustment) = style.adjustment {
                note.push_str(&format!("，为与合计相符加{adjustment}"));
            }
            (shown, note)
        }
        None => (value, String::new()),
    };
    if style.chinese {
        let whole = shown.normalize();
        let number = (whole.scale() == 0).then(|| u64::try_from(whole.mantissa()).ok()).flatten();
        let number = number.filter(|n| *n < 1_0000_0000_0000).ok_or_else(|| {
            Trouble::new("figure-type", format!("“{whole}”不能写成汉字"), "只有整数可以写成汉字")
        })?;
        if quantity.percent {
            return Ok(Words { text: format!("百分之{}", in_chinese(number)), unit, note, zero });
        }
        let text = if number == 2 && !unit.is_empty() { "两".to_owned() } else { in_chinese(number) };
        return Ok(Words { text, unit, note, zero });
    }
    let plain = shown.to_string();
    let commas = style.commas.unwrap_or(unit == "元");
    let mut text = if commas { grouped(&plain) } else { plain };
    if quantity.percent {
        text.push('%');
    }
    Ok(Words { text, unit, note, zero })
}

fn decimals(digits: u32) -> String {
    if digits == 0 { "取整数".to_owned() } else { format!("保留{digits}位小数") }
}

/// 83 → 80余, 236 → 200余, 1306 → 1300余; a round number has no 余.
fn over(value: Decimal) -> (String, String) {
    let whole = value.trunc();
    let digits = whole.abs().to_string().len() as u32;
    let keep = if digits <= 3 { 1 } else { 2 };
    let step = 10_i64.checked_pow(digits.saturating_sub(keep)).map_or(Decimal::ONE, Decimal::from);
    if digits == 1 {
        return (whole.to_string(), if whole == value { String::new() } else { "去掉零头".to_owned() });
    }
    let down = (whole / step).trunc() * step;
    if down == value {
        (down.normalize().to_string(), String::new())
    } else {
        (format!("{}余", (down).trunc()), format!("实为{value}，去掉零头"))
    }
}

/// Several times; a month or year that was just said is not said again.
fn dates(times: &[Moment], style: Time) -> String {
    let mut made: Vec<String> = Vec::new();
    let mut last: Option<&Moment> = None;
    for time in times {
        let same_year = last.is_some_and(|last| last.year() == time.year());
        let same_month = same_year && last.is_some_and(|last| last.month() == time.month());
        let text = match style {
            Time::Year => format!("{}年", time.year()),
            Time::Month => match time.month() {
                Some(month) => format!("{month}月"),
                _ => time.in_words(),
            },
            Time::MonthDay | Time::Full if same_month && time.day_of_month().is_some() => {
                format!("{}日", time.day_of_month().unwrap_or_default())
            }
            Time::Full if same_year => time.without_year(),
            Time::Full => time.in_words(),
            Time::MonthDay => time.without_year(),
        };
        if made.last() != Some(&text) {
            made.push(text);
        }
        last = Some(time);
    }
    made.join("、")
}

/// How the numbers of one column are written: all with as many decimals.
pub fn column_form(form: &str) -> Result<String, Fault> {
    let style = Style::parse(form)?;
    Ok(match (style.scale, style.digits) {
        (Some(_), None) => format!("{form}，两位小数"),
        _ => form.to_owned(),
    })
}

/// The unit that a measure has after scaling: 元 in 万元.
pub fn scaled_unit(unit: &str, style: &Style) -> String {
    let word = match style.scale {
        Some(Scale::Wan) => "万",
        Some(Scale::Yi) => "亿",
        None => return unit.to_owned(),
    };
    format!("{word}{}", goals::scale_of(unit).1)
}

/// Quantities of one column in words, without units. Rounded ones add up to `total`, as it is shown, or else to their
/// own rounded sum.
pub fn column(
    quantities: &[Quantity],
    style: &Style,
    total: Option<Decimal>,
) -> Result<Vec<String>, Trouble> {
    let style = Style { bare: true, ..style.clone() };
    let parts: Vec<(String, Quantity)> =
        quantities.iter().map(|quantity| (String::new(), quantity.clone())).collect();
    each(&parts, &style, total)
}

/// What groups of a column are shown as, and how much that is off their own rounding; they add up to their rounded sum.
pub fn group_values(quantities: &[Quantity], style: &Style) -> Result<Vec<(Decimal, Decimal)>, Trouble> {
    let mut values = Vec::new();
    let mut decimals = None;
    for quantity in quantities {
        let (value, _, digits) = scaled(quantity, style)?;
        decimals = digits.or(decimals);
        values.push(value);
    }
    let Some(digits) = decimals else {
        return Ok(values.into_iter().map(|value| (value, Decimal::ZERO)).collect());
    };
    let parts = adding_up(&values, digits)?;
    Ok(parts.iter().zip(&values).map(|(part, value)| (*part, *part - rounded(*value, digits))).collect())
}

/// `义诊3次、讲座5次`.
fn listed(parts: &[(String, Quantity)], style: &Style) -> Result<String, Trouble> {
    Ok(each(parts, style, None)?.join("、"))
}

/// Each part with its label, rounded so that they add up.
fn each(parts: &[(String, Quantity)], style: &Style, total: Option<Decimal>) -> Result<Vec<String>, Trouble> {
    let mut shown = Vec::new();
    for (_, quantity) in parts {
        shown.push(scaled(quantity, style)?);
    }
    let same_unit = shown.windows(2).all(|pair| pair[0].1 == pair[1].1 && pair[0].2 == pair[1].2);
    if let (true, Some((_, _, Some(digits)))) = (same_unit, shown.first())
        && !parts.iter().any(|(_, quantity)| quantity.percent)
    {
        let digits = *digits;
        let values: Vec<Decimal> = shown.iter().map(|(value, ..)| *value).collect();
        let total = match total {
            Some(total) => total,
            None => rounded(sum(&values)?, digits),
        };
        for (slot, value) in shown.iter_mut().zip(adding_up_to(&values, digits, total)) {
            slot.0 = value;
        }
    }
    let plain = Style { scale: None, ..style.clone() };
    let mut made = Vec::new();
    for ((label, quantity), (value, unit, digits)) in parts.iter().zip(shown) {
        let quantity = Quantity { value, unit, digits, ..quantity.clone() };
        let Words { text, unit, .. } = number(&quantity, &plain)?;
        made.push(format!("{label}{text}{unit}"));
    }
    Ok(made)
}

/// Rounds parts so that they add up to their rounded sum: those that lose most by rounding down are rounded up.
pub fn adding_up(values: &[Decimal], digits: u32) -> Result<Vec<Decimal>, Trouble> {
    Ok(adding_up_to(values, digits, rounded(sum(values)?, digits)))
}

fn sum(values: &[Decimal]) -> Result<Decimal, Trouble> {
    let sum = values.iter().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(*value));
    // Half of what a Decimal holds: rounding up a part stays within it.
    sum.filter(|sum| sum.abs() < Decimal::MAX / Decimal::TWO).ok_or_else(too_large)
}

/// Rounds parts so that they add up to a total that is rounded already, and less than a part off their sum.
fn adding_up_to(values: &[Decimal], digits: u32, total: Decimal) -> Vec<Decimal> {
    let step = Decimal::new(1, digits);
    let mut parts: Vec<Decimal> = values
        .iter()
        .map(|value| value.round_dp_with_strategy(digits, rust_decimal::RoundingStrategy::ToNegativeInfinity))
        .collect();
    let mut short = total - parts.iter().sum::<Decimal>();
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| (values[*b] - parts[*b]).cmp(&(values[*a] - parts[*a])).then(a.cmp(b)));
    for index in order {
        if short < step {
            break;
        }
        parts[index] += step;
        short -= step;
    }
    parts
}

fn change(change: &Change, style: &Style) -> Result<Words, Trouble> {
    let Change { word, earlier, before, now } = change;
    let difference = now.value.checked_sub(before.value).ok_or_else(too_large)?;
    if difference.is_zero() {
        return Ok(Words::plain(format!("与{earlier}持平")));
    }
    let up = difference.is_sign_positive();
    if now.percent && before.percent {
        let (shown, note) = visible(difference.abs(), style.digits.unwrap_or(1));
        let verb = if up { "提高" } else { "降低" };
        return Ok(Words { note, ..Words::plain(format!("{word}{verb}{shown}个百分点")) });
    }
    if before.value.is_zero() {
        return Ok(Words::plain(format!("{earlier}为零")));
    }
    let rate = difference
        .abs()
        .checked_mul(Decimal::ONE_HUNDRED)
        .and_then(|d| d.checked_div(before.value.abs()))
        .ok_or_else(too_large)?;
    let (shown, note) = visible(rate, style.digits.unwrap_or(1));
    let verb = if up { "增长" } else { "下降" };
    Ok(Words { note, ..Words::plain(format!("{word}{verb}{shown}%")) })
}

/// Rounded, but never to nothing: 0.04 % stays visible.
fn visible(value: Decimal, digits: u32) -> (Decimal, String) {
    let shown =
        (digits..8).map(|digits| rounded(value, digits)).find(|shown| !shown.is_zero()).unwrap_or(value);
    let note =
        if shown == value { String::new() } else { format!("四舍五入，{}", decimals(shown.scale())) };
    (shown.normalize(), note)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quantity(value: &str, unit: &str) -> Value {
        let value = Decimal::from_str_exact(value).expect("a number");
        Value::Quantity(Quantity { unit: unit.to_owned(), ..Quantity::plain(value) })
    }

    fn shown(value: &Value, style: &str) -> String {
        let style = if style.is_empty() { Style::default() } else { Style::parse(style).expect(style) };
        let words = words(value, &style).expect("words");
        format!("{}{}", words.text, words.unit)
    }

    #[test]
    fn quantities_are_written_as_people_write_them() {
        for (value, unit, style, expected) in [
            ("66275", "元", "", "66,275元"),
            ("66275", "元", "不分节", "66275元"),
            ("66275", "元", "万元", "6.63万元"),
            ("66275", "元", "万元，一位小数", "6.6万元"),
            ("60000", "元", "万元，一位小数", "6.0万元"),
            ("60000", "元", "万元", "6万元"),
            ("11306", "人", "", "11306人"),
            ("11306", "人", "万", "1.13万人"),
            ("83", "人", "余", "80余人"),
            ("80", "人", "余", "80人"),
            ("236", "名", "余", "200余名"),
            ("1306", "人", "余", "1300余人"),
            ("4", "次", "汉字", "四次"),
            ("2", "次", "汉字", "两次"),
            ("12", "", "汉字", "十二"),
            ("6.50", "万元", "", "6.50万元"),
            ("650", "万元", "亿元", "0.07亿元"),
            ("0", "次", "零写“没有开展”", "没有开展"),
            ("3.14159", "", "两位小数", "3.14"),
            ("3", "", "一位小数", "3.0"),
            ("7500", "份", "不带单位", "7500"),
        ] {
            assert_eq!(shown(&quantity(value, unit), style), expected, "{value}{unit}：{style}");
        }
    }

    #[test]
    fn changes_are_told_in_words() {
        let change = |before: &str, now: &str, percent: bool| {
            let side = |text: &str| {
                let value = Decimal::from_str_exact(text).expect("a number");
                Quantity { percent, ..Quantity::plain(value) }
            };
            let (word, earlier) = ("同比", "上年同期");
            shown(&Value::Change(Change { word, earlier, before: side(before), now: side(now) }), "")
        };
        assert_eq!(change("80", "90", false), "同比增长12.5%");
        assert_eq!(change("90", "80", false), "同比下降11.1%");
        assert_eq!(change("80", "80", false), "与上年同期持平");
        assert_eq!(change("0", "80", false), "上年同期为零");
        assert_eq!(change("87.3", "88.5", true), "同比提高1.2个百分点");
        assert_eq!(change("88.5", "87.3", true), "同比降低1.2个百分点");
        assert_eq!(change("100000", "100003", false), "同比增长0.003%");
    }

    #[test]
    fn rounded_parts_add_up_to_the_rounded_sum() {
        let values: Vec<Decimal> = ["33333", "33333", "33334"]
            .iter()
            .map(|v| Decimal::from_str_exact(v).expect("a number"))
            .collect();
        let parts: Vec<(String, Quantity)> = ["甲", "乙", "丙"]
            .iter()
            .zip(&values)
            .map(|(name, value)| {
                ((*name).to_owned(), Quantity { unit: "元".to_owned(), ..Quantity::plain(*value) })
            })
            .collect();
        assert_eq!(shown(&Value::Parts(parts), "万元，一位小数"), "甲3.3万元、乙3.3万元、丙3.4万元");
    }

    proptest::proptest! {
        #[test]
        fn parts_always_add_up(values in proptest::collection::vec(-1_000_000i64..1_000_000, 1..12), digits in 0u32..3) {
            let values: Vec<Decimal> = values.into_iter().map(|v| Decimal::new(v, 4)).collect();
            let total: Decimal = values.iter().sum();
            let parts = adding_up(&values, digits).expect("the numbers are small");
            proptest::prop_assert_eq!(parts.iter().sum::<Decimal>(), rounded(total, digits));
            for (part, value) in parts.iter().zip(&values) {
                proptest::prop_assert!((part - value).abs() <= Decimal::new(1, digits));
            }
        }
    }
}
