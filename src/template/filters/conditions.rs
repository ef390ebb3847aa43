//! Tests after `is`: the only way in which templates compare numbers.

use rust_decimal::Decimal;
use tera::Value;

use crate::model::number;
use crate::template::filters::{Arguments, Refusal, Test, text, wrong_type};

/// The tests of this file.
pub static TESTS: &[Test] = &[
    Test { name: "at_least", arguments: &["value"], apply: |value, a| Ok(figure(value, a)? >= bound(a)?) },
    Test { name: "at_most", arguments: &["value"], apply: |value, a| Ok(figure(value, a)? <= bound(a)?) },
    Test { name: "zero", arguments: &[], apply: |value, a| Ok(figure(value, a)?.is_zero()) },
    Test { name: "many", arguments: &[], apply: |value, a| Ok(length(value, a)? > 1) },
    Test {
        name: "unwanted",
        arguments: &[],
        apply: |value, a| Ok(!value.is_undefined() && text(value, a.name)?.text.trim() == "无"),
    },
    Test { name: "single", arguments: &[], apply: |value, a| Ok(length(value, a)? == 1) },
];

fn figure(value: &Value, arguments: &Arguments<'_>) -> Result<Decimal, Refusal> {
    if let Some(whole) = value.as_u64() {
        return Ok(Decimal::from(whole));
    }
    let written = text(value, arguments.name)?.text;
    match number::parse(written.trim()) {
        Some((number, _)) => Ok(number),
        None => Err(wrong_type(value, arguments.name, "一个数")),
    }
}

fn bound(arguments: &Arguments<'_>) -> Result<Decimal, Refusal> {
    match arguments.value("value") {
        Some(value) => figure(&value, arguments),
        None => Err(Refusal {
            code: "filter-argument",
            message: format!("“{}”缺少参数value", arguments.name),
            hint: format!("写成 is {}(value=\"80\")", arguments.name),
        }),
    }
}

/// An absent list has no items.
fn length(value: &Value, arguments: &Arguments<'_>) -> Result<usize, Refusal> {
    if value.is_undefined() {
        return Ok(0);
    }
    value.as_array().map(<[Value]>::len).ok_or_else(|| wrong_type(value, arguments.name, "列表"))
}
