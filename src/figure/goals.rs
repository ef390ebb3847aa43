//! 工作目标 against what was done: 目标值, 完成值 and whether a target was reached.

use rust_decimal::Decimal;

use crate::diag::diagnostic::Span;
use crate::figure::book::Trouble;
use crate::figure::evaluate::{Reckoner, too_large};
use crate::figure::value::Quantity;
use crate::model::number;
use crate::model::text::Phrase;
use crate::model::workbook::{Indicator, Relation};

/// 完成率 from which a target counts as 基本完成, unless 工作目标 says otherwise (惯例).
const NEARLY: i64 = 90;

/// Whether a target was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// 完成.
    Reached,
    /// 基本完成.
    Nearly,
    /// 未完成.
    Unreached,
}

impl Verdict {
    /// All of them.
    pub const ALL: [Verdict; 3] = [Verdict::Reached, Verdict::Nearly, Verdict::Unreached];

    /// The word.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Reached => "完成",
            Verdict::Nearly => "基本完成",
            Verdict::Unreached => "未完成",
        }
    }
}

/// Whether more is worse.
pub fn is_limit(indicator: &Indicator) -> bool {
    indicator.relation == Some(Relation::AtMost)
}

/// Whether 完成值 reaches 目标值; of a limit, whether it stays below.
pub fn verdict(reckoner: &mut Reckoner<'_, '_>, indicator: &Indicator) -> Result<Verdict, Trouble> {
    let wanted = target(indicator).value;
    let (Quantity { value: done, .. }, _) = done(reckoner, indicator)?;
    if is_limit(indicator) {
        return Ok(if done <= wanted { Verdict::Reached } else { Verdict::Unreached });
    }
    if done >= wanted {
        return Ok(Verdict::Reached);
    }
    let line = reckoner.book.nearly.unwrap_or(Decimal::from(NEARLY));
    let rate = done.checked_mul(Decimal::ONE_HUNDRED).and_then(|value| value.checked_div(wanted));
    Ok(if rate.is_some_and(|rate| rate >= line) { Verdict::Nearly } else { Verdict::Unreached })
}

/// What a target asks for, with its unit.
pub fn target(indicator: &Indicator) -> Quantity {
    Quantity {
        value: indicator.target.value,
        unit: indicator.unit.as_ref().map(|unit| unit.text.clone()).unwrap_or_default(),
        percent: indicator.target.percent,
        digits: None,
        counts: false,
    }
}

/// A quantity in another unit: 元, 万元 and 亿元 are converted; one without a unit takes it; others are refused.
pub fn converted(quantity: &mut Quantity, unit: &str) -> Result<(), Trouble> {
    if quantity.percent || quantity.unit == unit {
        return Ok(());
    }
    if !quantity.unit.is_empty() {
        let (by, over) = conversion(&quantity.unit, unit).ok_or_else(|| {
            Trouble::new(
                "figure-type",
                format!("算出来的单位是“{}”，计量单位写的是“{unit}”", quantity.unit),
                "改成同一个单位；单位不同、数不能相比的，换一个算式",
            )
        })?;
        let value = quantity.value.checked_mul(by).and_then(|value| value.checked_div(over));
        quantity.value = value.ok_or_else(too_large)?.normalize();
        if quantity.value.scale() > 2 {
            quantity.digits.get_or_insert(2);
        }
    }
    unit.clone_into(&mut quantity.unit);
    Ok(())
}

/// What a number in one unit is multiplied with and divided by to be in another: 元, 万元 and 亿元. `None` if they measure
/// different things.
fn conversion(from: &str, to: &str) -> Option<(Decimal, Decimal)> {
    let split = |unit: &str| -> (i64, String) {
        let (scale, base) = scale_of(unit);
        (scale, base.to_owned())
    };
    let ((have, from), (want, to)) = (split(from), split(to));
    (from == to).then(|| (Decimal::from(have), Decimal::from(want)))
}

/// `万元` → 10,000 and 元.
pub fn scale_of(unit: &str) -> (i64, &str) {
    const SCALES: &[(&str, i64)] = &[
        ("百万", 100_0000),
        ("千万", 1000_0000),
        ("十万", 10_0000),
        ("万", 1_0000),
        ("亿", 1_0000_0000),
        ("千", 1000),
    ];
    let found = SCALES.iter().find_map(|(word, scale)| Some((*scale, unit.strip_prefix(word)?)));
    found
        .filter(|(_, base)| matches!(*base, "元" | "人" | "人次" | "户" | "份" | "亩" | "吨"))
        .unwrap_or((1, unit))
}

/// 完成值 of an indicator with the cells behind it.
pub fn done(
    reckoner: &mut Reckoner<'_, '_>,
    indicator: &Indicator,
) -> Result<(Quantity, Vec<Span>), Trouble> {
    let Some(Phrase { text, span }) = &indicator.done else {
        return Err(Trouble::new(
            "figure-done",
            format!("指标“{}”没有写“完成值”", indicator.name.text),
            "在这个指标下面写“完成值”，写数或者算式",
        )
        .at(indicator.name.span));
    };
    let place = |mut trouble: Trouble| {
        trouble.place.get_or_insert(*span);
        trouble
    };
    let name = &indicator.name.text;
    let evaluated = reckoner.deeper(name, *span, |reckoner| reckoner.written(text)).map_err(place)?;
    let Some(mut quantity) = evaluated.value.into_quantity() else {
        return Err(place(Trouble::new("figure-type", format!("“{text}”算出来的不是一个数"), "换一个算式")));
    };
    let wanted = target(indicator);
    if wanted.percent && !quantity.percent {
        return Err(place(Trouble::new(
            "figure-type",
            format!("指标“{}”的目标值是百分数，完成值不是", indicator.name.text),
            "完成值写成百分数，例如 95%，或者 占比(……，……)",
        )));
    }
    if quantity.percent && !wanted.percent {
        return Err(place(Trouble::new(
            "figure-type",
            format!("指标“{}”的完成值是百分数，目标值不是", indicator.name.text),
            "两个值写成同一种数",
        )));
    }
    if !wanted.unit.is_empty() {
        converted(&mut quantity, &wanted.unit).map_err(|mut trouble| {
            trouble.fault.message = format!("指标“{}”：{}", indicator.name.text, trouble.fault.message);
            place(trouble)
        })?;
    }
    let mut cells = evaluated.cells;
    if number::parse(text).is_some() {
        cells.push(*span);
    }
    Ok((quantity, cells))
}
