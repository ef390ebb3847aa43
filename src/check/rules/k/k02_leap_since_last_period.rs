//! K02: a unit's value is three times last period's, or a third of it.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::rules::k::scale;
use crate::check::sample::ledger;
use crate::check::unit_figures::{Beside, Measure, UnitFigures, place};
use crate::diag::diagnostic::Level;
use crate::diag::sources::Sources;

pub const RULE: Rule = Rule {
    code: "K02",
    name: "同上期比变化太大",
    level: Level::Warning,
    fix: Fix::None,
    clause: "惯例",
    why: "台账里写了“上期”才查。同一个单位（先按代码认，再按全称认）、同一列、同一个计量单位，这期的数是上期的3倍以上或者不到三分之一，又差10以上；上期是0，这期到了10。百分数只看差多少，差30个百分点以上才报。计量单位换了的列说一次，不比。变化最大的列在前面，一个台账列20处。报出来的不一定错。",
    wrong: &[
        ledger(
            "单位名称｜党员数（名）\n甲镇｜2100\n乙镇｜185\n上期\n单位名称｜党员数（名）\n甲镇｜208\n乙镇｜180\n",
        ),
        ledger("单位名称｜培训率\n甲镇｜62%\n乙镇｜95%\n上期\n单位名称｜培训率\n甲镇｜96%\n乙镇｜90%\n"),
        ledger("单位名称｜党费（万元）\n甲镇｜2.1\n上期\n单位名称｜党费（元）\n甲镇｜20800\n"),
    ],
    right: &[
        ledger(
            "单位名称｜党员数（名）\n甲镇｜210\n乙镇｜185\n上期\n单位名称｜党员数（名）\n甲镇｜108\n乙镇｜180\n",
        ),
        ledger("单位名称｜支部（个）\n甲镇｜6\n乙镇｜1\n上期\n单位名称｜支部（个）\n甲镇｜2\n乙镇｜4\n"),
    ],
    look: Look::Ledger(look),
};

fn look(figures: &UnitFigures, sources: &Sources, marks: &mut Marks<'_>) {
    let (now, Some(last)) = (&figures.now, &figures.last) else { return };
    let mut leaps = Vec::new();
    for measure in &now.measures {
        let before = match last.beside(measure) {
            Some(Beside::Same(before)) => before,
            Some(Beside::OtherUnit(before)) => {
                other_unit(measure, before, sources, marks);
                continue;
            }
            None => continue,
        };
        for (number, (unit, value)) in now.units.iter().zip(&measure.values).enumerate() {
            let (Some(value), Some(was)) = (value, last.value(before, number)) else { continue };
            let Some(change) = change(value.number, was.number, measure.is_rate) else { continue };
            leaps.push((scale::apart(value.number, was.number), measure, unit, value, was, change));
        }
    }
    leaps.sort_by_key(|(apart, ..)| Reverse(*apart));
    for (_, measure, unit, value, was, change) in leaps {
        let message = format!(
            "{}，上期是“{}”（{}），{change}",
            measure.said(unit, value, sources),
            was.written,
            place(was.span, sources)
        );
        let found = marks.cell(value.span, message);
        let (low, high) = scale::around(was.number);
        let slip = scale::hint(value.number, low, high, "同上期差不多");
        if let Some(slip) = slip.filter(|_| !measure.is_rate) {
            found.hint(slip);
        }
        found.hint(format!("请向“{}”核实；没有错就不用改", unit.shown()));
    }
}

fn other_unit(now: &Measure, before: &Measure, sources: &Sources, marks: &mut Marks<'_>) {
    let unit = |measure: &Measure| match (&measure.unit, measure.is_rate) {
        (Some(unit), _) => format!("是“{unit}”"),
        (None, true) => "是“%”".to_owned(),
        (None, false) => "没有写".to_owned(),
    };
    let message = format!(
        "“{}”的计量单位，这期{}，上期{}（{}），这一列没有同上期比",
        now.name,
        unit(now),
        unit(before),
        place(before.span, sources)
    );
    marks.cell(now.span, message).hint("两期用同一个计量单位才能比；就是要换的，不用改");
}

/// What changed, in words; `None` if it is nothing to speak of.
fn change(now: Decimal, last: Decimal, is_rate: bool) -> Option<String> {
    let difference = (now - last).abs();
    let up = now > last;
    if is_rate {
        let points = difference.normalize();
        let word = if up { "高" } else { "低" };
        return (difference >= Decimal::from(30)).then(|| format!("比上期{word}了{points}个百分点"));
    }
    if difference < Decimal::TEN {
        return None;
    }
    let three = Decimal::from(3);
    let (large, small) = (now.abs(), last.abs());
    let other_sign = (now < Decimal::ZERO) != (last < Decimal::ZERO);
    if now.is_zero() {
        return Some("这期一下没有了".to_owned());
    }
    if last.is_zero() || other_sign {
        return Some(format!("{}了{}", if up { "多" } else { "少" }, difference.normalize()));
    }
    if large >= small * three {
        return Some(format!("是上期的{}倍", (now / last).round_dp(1).normalize()));
    }
    (large * three <= small).then(|| {
        let hundreds = (now * Decimal::ONE_HUNDRED / last).round_dp(1).normalize();
        format!("只有上期的{hundreds}%")
    })
}
