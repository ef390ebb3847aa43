//! K04: the sum of a column is another than last period's, and units that came or went.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::ledger;
use crate::check::unit_figures::{Figures, Last, Measure, Unit, UnitFigures, place};
use crate::diag::diagnostic::Level;
use crate::diag::sources::Sources;

pub const RULE: Rule = Rule {
    code: "K04",
    name: "合计同上期差得太多，或者单位同上期不一样",
    level: Level::Warning,
    fix: Fix::None,
    clause: "惯例",
    why: "台账里写了“上期”才查。两期都有的单位，一列合计同上期比增减了一半以上（差不到10的不算，百分数没有合计，不比），多半是口径变了，或者有单位填错。上期有、这期没有的单位和这期新有的单位列成一条：各列的合计因此不能直接比。",
    wrong: &[
        ledger(
            "单位名称｜党费（元）\n甲镇｜9000\n乙镇｜9900\n上期\n单位名称｜党费（元）\n甲镇｜5000\n乙镇｜6000\n",
        ),
        ledger(
            "单位名称｜党费（元）\n甲镇｜5100\n丙镇｜6100\n上期\n单位名称｜党费（元）\n甲镇｜5000\n乙镇｜6000\n",
        ),
    ],
    right: &[ledger(
        "单位名称｜党费（元）｜事故\n甲镇｜7000｜2\n乙镇｜6100｜1\n上期\n单位名称｜党费（元）｜事故\n甲镇｜5000｜0\n乙镇｜6000｜1\n",
    )],
    look: Look::Ledger(look),
};

/// Names that are listed.
const LISTED: usize = 10;

fn look(figures: &UnitFigures, sources: &Sources, marks: &mut Marks<'_>) {
    let (now, Some(last)) = (&figures.now, &figures.last) else { return };
    units(now, last, marks);
    let both = last.matched.iter().flatten().count();
    for (measure, before) in last.comparable(now).filter(|(measure, _)| !measure.is_rate) {
        let (sum, was) = sums(measure, before, last);
        let difference = (sum - was).abs();
        if difference < Decimal::TEN || difference * Decimal::TWO <= was.abs() {
            continue;
        }
        let part = (difference * Decimal::ONE_HUNDRED).checked_div(was.abs());
        let change = part.map_or_else(String::new, |part| {
            let word = if sum > was { "增加" } else { "减少" };
            format!("，{word}了{}%", part.round_dp(0).normalize())
        });
        let message = format!(
            "“{}”两期都有的{both}个单位合计，上期是{}（{}），这期是{}{change}",
            measure.head(),
            was.normalize(),
            place(before.span, sources),
            sum.normalize()
        );
        let hint = "请核实这一列的口径、计量单位变了没有，有没有单位填错；没有错就不用改";
        marks.cell(measure.span, message).hint(hint);
    }
}

/// The sums over the units of both periods, this period's first.
fn sums(measure: &Measure, before: &Measure, last: &Last) -> (Decimal, Decimal) {
    let matched = || last.matched.iter().enumerate().filter(|(_, was)| was.is_some());
    let sum = matched().filter_map(|(number, _)| Some(measure.values[number].as_ref()?.number)).sum();
    let was = matched().filter_map(|(number, _)| Some(last.value(before, number)?.number)).sum();
    (sum, was)
}

/// Units that are in one period only.
fn units(now: &Figures, last: &Last, marks: &mut Marks<'_>) {
    let known: BTreeSet<usize> = last.matched.iter().flatten().copied().collect();
    let gone = last.figures.units.iter().enumerate().filter(|(number, _)| !known.contains(number));
    let gone: Vec<&Unit> = gone.map(|(_, unit)| unit).collect();
    let new = now.units.iter().zip(&last.matched).filter(|(_, was)| was.is_none());
    let new: Vec<&Unit> = new.map(|(unit, _)| unit).collect();
    let said = |which: &str, units: &[&Unit]| {
        let names: Vec<&str> = units.iter().take(LISTED).map(|unit| unit.shown()).collect();
        let rest = if units.len() > LISTED { "等" } else { "" };
        (!units.is_empty()).then(|| format!("{which}{}个单位（{}{rest}）", units.len(), names.join("、")))
    };
    let parts = [said("上期有、这期没有的", &gone), said("这期新有的", &new)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        return;
    }
    let message =
        format!("{}同上期的单位不一样：{}；各列合计不能直接同上期比", now.ledger(), parts.join("，"));
    marks.cell(now.span, message).hint("请核实有没有漏报，代码、名称改了没有；单位确有增减就不用改");
}
