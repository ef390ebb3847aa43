//! Numbers in words and in figures. Arithmetic is decimal.

use rust_decimal::{Decimal, RoundingStrategy};
use tera::Value;

use crate::model::number;
use crate::template::filters::{Arguments, Filter, Gives, Refusal, Takes, text, wrong_type};

/// The filters of this file.
pub static FILTERS: &[Filter] = &[
    Filter {
        name: "ordinal_cn",
        arguments: &[],
        takes: Takes::Count,
        gives: Gives::Text,
        apply: |value, arguments| Ok(Value::from(format!("{}是", in_chinese(whole(value, arguments)?)))),
    },
    Filter {
        name: "cn_number",
        arguments: &[],
        takes: Takes::Count,
        gives: Gives::Text,
        apply: |value, arguments| Ok(Value::from(in_chinese(whole(value, arguments)?))),
    },
    Filter {
        name: "amount",
        arguments: &["unit", "digits"],
        takes: Takes::Text,
        gives: Gives::Text,
        apply: amount,
    },
    Filter {
        name: "percent",
        arguments: &["of", "digits"],
        takes: Takes::Text,
        gives: Gives::Text,
        apply: percent,
    },
];

/// A whole number, not negative; `loop.index` is one.
fn whole(value: &Value, arguments: &Arguments<'_>) -> Result<u64, Refusal> {
    if value.is_undefined() {
        return Err(Refusal::missing());
    }
    let number = match value.as_str() {
        Some(_) => {
            let plain = text(value, arguments.name)?.text.replace(',', "");
            plain.bytes().all(|b| b.is_ascii_digit()).then(|| plain.parse().ok()).flatten()
        }
        None => value.as_u64(),
    };
    number.filter(|n| *n < 1_0000_0000_0000).ok_or_else(|| wrong_type(value, arguments.name, "一个整数"))
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

fn figure(value: &Value, arguments: &Arguments<'_>) -> Result<(Decimal, bool, String), Refusal> {
    let written = text(value, arguments.name)?.text;
    match number::parse(written.trim()) {
        Some((number, percent)) => Ok((number, percent, written.trim().to_owned())),
        None => Err(wrong_type(value, arguments.name, "一个数")),
    }
}

/// An amount in 元 → `66,275元`, `6.63万元`. 元 keeps the decimals that were written; 万元 and 亿元 are rounded half up
/// and lose zeros at the end.
fn amount(value: &Value, arguments: &Arguments<'_>) -> Result<Value, Refusal> {
    let (number, percent, _) = figure(value, arguments)?;
    if percent {
        return Err(wrong_type(value, arguments.name, "一个金额"));
    }
    let unit = arguments.choice("unit", &["元", "万元", "亿元"])?;
    let digits = arguments.digits()?;
    let scaled = match unit {
        "元" => digits.map_or(number, |digits| rounded(number, digits)),
        "万元" => rounded(number / Decimal::from(1_0000), digits.unwrap_or(2)).normalize(),
        _ => rounded(number / Decimal::from(1_0000_0000), digits.unwrap_or(2)).normalize(),
    };
    Ok(Value::from(format!("{}{unit}", grouped(&scaled.to_string()))))
}

/// `95` and `95%` → `95%`; with `of`, the share of the whole.
fn percent(value: &Value, arguments: &Arguments<'_>) -> Result<Value, Refusal> {
    let (number, _, _) = figure(value, arguments)?;
    let share = match arguments.value("of") {
        None => number,
        Some(whole) => {
            let (whole_number, _, _) = figure(&whole, arguments)?;
            let share = number.checked_div(whole_number).and_then(|s| s.checked_mul(Decimal::from(100)));
            share.ok_or_else(|| wrong_type(&whole, arguments.name, "不是零的数"))?
        }
    };
    let digits = arguments.digits()?.unwrap_or(1);
    Ok(Value::from(format!("{}%", rounded(share, digits).normalize())))
}

fn rounded(number: Decimal, digits: u32) -> Decimal {
    number.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero)
}

/// Commas at thousands.
fn grouped(number: &str) -> String {
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
