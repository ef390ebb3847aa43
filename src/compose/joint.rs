//! 联合行文: who issues together, what stands in 发文机关标志, in 署名 and at 签发人 (GB/T 9704 7.2.4, 7.2.6, 7.3.5; 条例 art. 9,
//! 17). Our own unit is 主办机关: the standard has it first in the mark and in 署名, and one order for both.

use std::collections::BTreeMap;

use crate::compose::format;
use crate::compose::plan::Plan;
use crate::diag::diagnostic::Diagnostic;
use crate::diag::findings::Findings;
use crate::document::tree::Form;
use crate::model::order::{Carrier, DocumentOrder, JointUnit};
use crate::model::text::Phrase;
use crate::model::view::View;
use crate::model::workbook::Workbook;

/// Most units that are all named in a title; of more the first is, with their number (惯例).
const NAMED_IN_TITLE: usize = 3;

/// The units that issue together with ours, in order.
pub fn others<'a>(plan: &Plan<'a>) -> impl Iterator<Item = &'a JointUnit> {
    beside(plan.workbook, plan.order)
}

fn beside<'a>(workbook: &'a Workbook, order: &'a DocumentOrder) -> impl Iterator<Item = &'a JointUnit> {
    let own = workbook.unit.name.text.as_str();
    order.joint.iter().filter(move |unit| unit.name.text != own)
}

/// What titles that the program words call the issuing unit: all of them, divided by blanks. `None` if it is ours alone.
pub fn in_title(workbook: &Workbook, order: &DocumentOrder) -> Option<String> {
    let own = std::iter::once(&workbook.unit.name);
    let names: Vec<&str> =
        own.chain(beside(workbook, order).map(|unit| &unit.name)).map(|name| name.text.as_str()).collect();
    match names.len() {
        1 => None,
        2..=NAMED_IN_TITLE => Some(names.join(" ")),
        more => Some(format!("{}等{more}个单位", names[0])),
    }
}

/// The view of a workbook for titles.
pub fn titled(
    view: &BTreeMap<String, View>,
    workbook: &Workbook,
    order: &DocumentOrder,
) -> BTreeMap<String, View> {
    let mut view = view.clone();
    if let (Some(names), Some(View::Map(unit))) = (in_title(workbook, order), view.get_mut("unit")) {
        unit.insert("name".to_owned(), View::Text(names));
    }
    view
}

/// 署名: 主办机关 and the others.
pub fn signatories(plan: &Plan<'_>) -> Vec<String> {
    let own = plan.order.signatories.first().unwrap_or(&plan.workbook.unit.name);
    let others = others(plan).map(|unit| &unit.name);
    std::iter::once(own).chain(others).map(|name| name.text.clone()).collect()
}

/// 签发人: those of the 文稿, and of the other units in their order.
pub fn signers<'a>(plan: &Plan<'a>) -> impl Iterator<Item = &'a Phrase> {
    plan.order.signers.iter().chain(plan.order.joint.iter().filter_map(|unit| unit.signer.as_ref()))
}

/// The names in 发文机关标志 and what stands beside them. `None` where the mark is that of 主办机关 alone: there is no other,
/// a 信函 asks for it (10.1), or the 文稿 writes it (7.2.4 leaves the choice).
pub fn mark(plan: &Plan<'_>) -> Option<(Vec<String>, String)> {
    let (unit, order) = (&plan.workbook.unit, plan.order);
    let beside = match format::form(plan) {
        Form::File => "文件",
        Form::Telegram => "发电",
        _ => return None,
    };
    if order.mark.is_some() || others(plan).next().is_none() {
        return None;
    }
    let short = |unit: &JointUnit| unit.short_name.as_ref().unwrap_or(&unit.name).text.clone();
    let listed = order.joint.iter().find(|joint| joint.name.text == unit.name.text);
    let (own, beside) = match (listed, &unit.mark) {
        (Some(JointUnit { short_name: Some(name), .. }), _) => (name.text.clone(), beside),
        (_, Some(mark)) => match mark.text.strip_suffix("文件") {
            Some(name) => (name.to_owned(), beside),
            None => (mark.text.clone(), ""),
        },
        (_, None) => (unit.name.text.clone(), beside),
    };
    Some((std::iter::once(own).chain(others(plan).map(short)).collect(), beside.to_owned()))
}

/// Tells what does not go together.
pub fn check(plan: &Plan<'_>, findings: &mut Findings) {
    let joint = plan.order.joint.as_slice();
    let Some(first) = joint.first() else { return };
    let unplaced = match format::form(plan) {
        Form::Order => Some(("命令", "命令由一个机关发布")),
        Form::Minutes => Some(("纪要", "纪要由一个机关印发")),
        Form::Bulletin => Some(("简报", "简报的编印单位写在“简报”里")),
        _ => None,
    };
    if let Some((form, why)) = unplaced {
        let message = format!("{form}里放不下“联合发文”");
        findings.push(
            Diagnostic::error("no-place", first.name.span, message)
                .hint(format!("{why}，删去“联合发文”；几个机关联合发文可以用通知、意见、报告等文种")),
        );
        return;
    }
    let own = &plan.workbook.unit.name;
    for (index, unit) in joint.iter().enumerate() {
        let name = unit.name.text.as_str();
        if let Some(earlier) = joint[..index].iter().find(|earlier| earlier.name.text == name) {
            let message = format!("“联合发文”里“{name}”写了两次");
            findings.push(
                Diagnostic::error("joint-twice", unit.name.span, message)
                    .related(earlier.name.span, "第一次写在这里")
                    .hint("一个机关只写一次，删去其中一个"),
            );
        } else if index > 0 && name == own.text {
            let message = format!("主办机关“{name}”在“联合发文”里排在第{}", index + 1);
            findings.push(
                Diagnostic::error("joint-order", unit.name.span, message)
                    .related(own.span, "发文的单位写在这里，就是主办机关")
                    .hint("主办机关在版头和署名里都排在最前面；把它移到第一个，或者删去")
                    .hint("主办机关是另一个机关，就改“单位”"),
            );
        }
    }
    if others(plan).next().is_none() {
        findings.push(
            Diagnostic::error("joint-issue", first.name.span, "“联合发文”里只有本单位，没有其他机关")
                .hint("写上联合发文的其他机关；不是联合发文就删去“联合发文”"),
        );
    }
    check_signers(plan, findings);
}

/// Each unit has a 签发人 (7.2.6).
fn check_signers(plan: &Plan<'_>, findings: &mut Findings) {
    let (signers, units) = (signers(plan).count(), signatories(plan).len());
    let Some(last) = self::signers(plan).last() else { return };
    let upward = matches!(plan.carrier, Carrier::Report | Carrier::Request | Carrier::Opinion);
    if signers != units && upward {
        let message = format!("联合发文有{units}个机关，签发人有{signers}个");
        findings.push(
            Diagnostic::warning("joint-signers", last.span, message).hint(
                "每个机关写一个签发人，次序同各机关一样；写在“签发人”里，或者写在“联合发文”的各机关下面",
            ),
        );
    }
}
