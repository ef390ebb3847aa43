//! K01: a value far outside those of the other units.
//!
//! What is usual are the quartiles, as spreadsheets have them (`QUARTILE.INC`): the value at a quarter of the way from the least to the
//! greatest, between two of them in proportion.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::rules::k::scale;
use crate::check::sample::ledger;
use crate::check::unit_figures::{Measure, UnitFigures, Value};
use crate::diag::diagnostic::Level;
use crate::diag::sources::Sources;

pub const RULE: Rule = Rule {
    code: "K01",
    name: "有的单位的数同别的单位差得太远",
    level: Level::Warning,
    fix: Fix::None,
    clause: "惯例",
    why: "台账一个单位一行的，一列至少有8个数才比。把这列数从小到大排，去掉最小的四分之一、最大的四分之一，剩下中间一半（同 Excel 的 QUARTILE.INC）。一个数比中间一半的上限大到3倍以上，或者不到下限的三分之一，离开的距离又超过中间一半宽度的3倍，就请人看一看：也许计量单位弄错了，也许多写了一位。整数的列，不到10的数不报；一半以上的单位是同一个数的，也这样。离得最远的列在前面，一个台账列20处。报出来的不一定错。",
    wrong: &[
        ledger(
            "单位名称｜党员数（名）\n甲镇｜210\n乙镇｜185\n丙镇｜240\n丁镇｜198\n戊镇｜3050\n己镇｜176\n庚镇｜225\n辛镇｜301\n",
        ),
        ledger(
            "单位名称｜培训率\n甲镇｜95%\n乙镇｜98%\n丙镇｜100%\n丁镇｜96%\n戊镇｜9.5%\n己镇｜92%\n庚镇｜97%\n辛镇｜99%\n",
        ),
    ],
    right: &[
        ledger(
            "单位名称｜党员数（名）\n甲镇｜210\n乙镇｜185\n丙镇｜240\n丁镇｜198\n戊镇｜305\n己镇｜176\n庚镇｜225\n辛镇｜301\n",
        ),
        ledger(
            "单位名称｜责任事故（起）\n甲镇｜0\n乙镇｜0\n丙镇｜0\n丁镇｜2\n戊镇｜0\n己镇｜1\n庚镇｜0\n辛镇｜0\n",
        ),
    ],
    look: Look::Ledger(look),
};

/// Fewer values say nothing about what is usual.
const FEWEST: usize = 8;

fn look(figures: &UnitFigures, sources: &Sources, marks: &mut Marks<'_>) {
    let now = &figures.now;
    let usual: Vec<Option<Usual>> = now.measures.iter().map(Usual::of).collect();
    let mut far = Vec::new();
    for (measure, usual) in now.measures.iter().zip(&usual) {
        let Some(usual) = usual else { continue };
        for (unit, value) in now.units.iter().zip(&measure.values) {
            let Some(value) = value else { continue };
            let Some(side) = usual.side(value.number) else { continue };
            far.push((scale::apart(value.number, usual.bound(side)), measure, usual, unit, value, side));
        }
    }
    far.sort_by_key(|(apart, ..)| Reverse(*apart));
    for (_, measure, usual, unit, value, side) in far {
        let message = format!(
            "{}，比多数单位{}得多：{}",
            measure.said(unit, value, sources),
            if side == Side::Above { "大" } else { "小" },
            usual.in_words(measure)
        );
        let found = marks.cell(value.span, message);
        if let Some(scale) = usual.scale(value) {
            found.hint(scale);
        }
        found.hint(format!("请向“{}”核实；没有错就不用改", unit.shown()));
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Above,
    Below,
}

/// What is usual in a column.
struct Usual {
    low: Decimal,
    middle: Decimal,
    high: Decimal,
    /// A number below ten is too small to be told of.
    small_counts: bool,
}

impl Usual {
    /// `None` if there are too few values.
    fn of(measure: &Measure) -> Option<Self> {
        let mut sorted: Vec<Decimal> = measure.values.iter().flatten().map(|value| value.number).collect();
        if sorted.len() < FEWEST {
            return None;
        }
        sorted.sort_unstable();
        let [low, middle, high] = [1, 2, 3].map(|part| quarter(&sorted, part));
        let small_counts = low == high || sorted.iter().all(Decimal::is_integer);
        Some(Self { low, middle, high, small_counts })
    }

    /// On which side a number lies far outside.
    fn side(&self, number: Decimal) -> Option<Side> {
        let three = Decimal::from(3);
        let reach = (self.high - self.low) * three;
        let large = |number: Decimal| !self.small_counts || number >= Decimal::TEN;
        if number > self.high + reach && number >= self.high * three && large(number) {
            // Three times a negative number is no bound.
            let is_bound = self.high >= Decimal::ZERO || number >= Decimal::TEN;
            return is_bound.then_some(Side::Above);
        }
        (number < self.low - reach && number * three <= self.low && large(self.low.max(-number)))
            .then_some(Side::Below)
    }

    /// The end of the middle half on this side.
    fn bound(&self, side: Side) -> Decimal {
        if side == Side::Above { self.high } else { self.low }
    }

    fn in_words(&self, measure: &Measure) -> String {
        if self.low == self.high {
            return format!("一半以上的单位是{}", measure.shown(self.low));
        }
        format!("中间一半的单位在{}到{}之间", measure.shown(self.low), measure.shown(self.high))
    }

    fn scale(&self, value: &Value) -> Option<String> {
        let (low, high) = scale::around(self.middle);
        scale::hint(value.number, low.min(self.low), high.max(self.high), "同别的单位差不多")
    }
}

/// The value at some quarters of the way through sorted values.
fn quarter(sorted: &[Decimal], part: usize) -> Decimal {
    let way = (sorted.len() - 1) * part;
    let (at, rest) = (way / 4, way % 4);
    let next = sorted[(at + 1).min(sorted.len() - 1)];
    sorted[at] + (next - sorted[at]) * Decimal::from(rest as u64) / Decimal::from(4)
}
