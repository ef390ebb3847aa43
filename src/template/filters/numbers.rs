//! Numbers in words and in figures. Arithmetic is decimal.

use rust_decimal::{Decimal, RoundingStrategy};
use tera::Value;

use crate::model::number::{self, grouped, in_chinese};
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
        name: "cn_count",
        arguments: &[],
        takes: Takes::Count,
        gives: Gives::Text,
        // Two of something are 两.
        apply: |value, arguments| {
            let number = whole(value, arguments)?;
            Ok(Value::from(if number == 2 { "两".to_owned() } else { in_chinese(number) }))
        },
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
