//! K03: all figures of a unit are last period's.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::ledger;
use crate::check::unit_figures::{UnitFigures, came_from, place};
use crate::diag::diagnostic::Level;
use crate::diag::sources::Sources;

pub const RULE: Rule = Rule {
    code: "K03",
    name: "各项数同上期全都一样",
    level: Level::Warning,
    fix: Fix::None,
    clause: "惯例",
    why: "台账里写了“上期”才查。一个单位的数有5项以上，项项同上期一样，又不全是0，多半是把上期的表又报了一次。真的没有变化，不用改。",
    wrong: &[ledger(
        "单位名称｜党委｜总支｜支部｜党员数｜党费（元）\n甲镇｜1｜3｜20｜612｜7344\n乙镇｜1｜2｜16｜480｜5900\n上期\n单位名称｜党委｜总支｜支部｜党员数｜党费（元）\n甲镇｜1｜3｜20｜612｜7344\n乙镇｜1｜2｜15｜471｜5652\n",
    )],
    right: &[ledger(
        "单位名称｜党委｜总支｜支部｜党员数｜党费（元）\n甲镇｜1｜3｜20｜613｜7344\n乙镇｜0｜0｜0｜0｜0\n上期\n单位名称｜党委｜总支｜支部｜党员数｜党费（元）\n甲镇｜1｜3｜20｜612｜7344\n乙镇｜0｜0｜0｜0｜0\n",
    )],
    look: Look::Ledger(look),
};

/// Fewer figures may well be the same again.
const FEWEST: usize = 5;

fn look(figures: &UnitFigures, sources: &Sources, marks: &mut Marks<'_>) {
    let (now, Some(last)) = (&figures.now, &figures.last) else { return };
    // A column that cannot be compared might have changed.
    let columns: Vec<_> = last.comparable(now).collect();
    if columns.len() < FEWEST || columns.len() < now.measures.len() {
        return;
    }
    for (number, unit) in now.units.iter().enumerate() {
        let pairs: Vec<_> = columns
            .iter()
            .map(|(measure, before)| (measure.values[number].as_ref(), last.value(before, number)))
            .collect();
        let is_same =
            pairs.iter().all(|(value, was)| value.map(|value| value.number) == was.map(|was| was.number));
        let filled: Vec<_> = pairs.iter().filter_map(|(value, was)| Some(((*value)?, (*was)?))).collect();
        let Some((first, was)) = filled.first() else { continue };
        let all_zero = filled.iter().all(|(value, _)| value.number.is_zero());
        if !is_same || all_zero || filled.len() < FEWEST {
            continue;
        }
        let message = format!(
            "“{}”报的{}项数{}同上期的（{}起）全都一样，可能是把上期的表又报了一次",
            unit.shown(),
            filled.len(),
            came_from(first.span, sources),
            place(was.span, sources)
        );
        let hint = format!("请向“{}”核实交的是不是这一期的表；确实没有变化就不用改", unit.shown());
        marks.cell(first.span, message).hint(hint);
    }
}
