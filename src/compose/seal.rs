//! Seals (GB/T 9704 7.3.5.1) and pictures of 签名章 (7.3.5.3): what goes on the document, how large, and why not.

use crate::compose::joint;
use crate::compose::plan::{Plan, Shape};
use crate::diag::diagnostic::Diagnostic;
use crate::diag::findings::Findings;
use crate::document::picture::{Picture, Seal};
use crate::model::picture::{PictureFile, SealOrder, SealRank};

/// Diameters that a seal may have, in hundredths of a millimetre (惯例).
const DIAMETERS: std::ops::RangeInclusive<i32> = 3000..=6000;
/// The place that is marked where nobody says how large the seal is (惯例).
const USUAL: i32 = 4200;

/// The picture as documents hold it.
pub fn picture(file: &PictureFile) -> Picture {
    let (picture, ink) = (&file.picture, &file.picture.ink);
    Picture {
        bytes: std::sync::Arc::clone(&picture.bytes),
        pixels: [picture.width, picture.height],
        ink: [ink.left, ink.top, ink.right, ink.bottom],
    }
}

/// For each unit that signs a sealed document the seal that is to be seen, ours first; empty if there is none.
pub fn of_units(plan: &Plan<'_>, findings: &mut Findings) -> Vec<Option<Seal>> {
    let own = plan.workbook.unit.seal.as_ref();
    let orders = std::iter::once(own).chain(joint::others(plan).map(|unit| unit.seal.as_ref()));
    let seals: Vec<Option<Seal>> = orders.map(|order| of_unit(plan, order, findings)).collect();
    if seals.iter().all(Option::is_none) { Vec::new() } else { seals }
}

fn of_unit(plan: &Plan<'_>, order: Option<&SealOrder>, findings: &mut Findings) -> Option<Seal> {
    let marked = plan.order.seal_place.is_some_and(|flag| flag.0);
    let Some(file) = order.and_then(|order| order.picture.as_ref()).filter(|_| !marked) else {
        let diameter = order.and_then(|order| diameter(order, findings));
        return marked.then(|| Seal { picture: None, diameter: diameter.unwrap_or(USUAL) });
    };
    let red_head = matches!(plan.shape(), Shape::Direct | Shape::Carried);
    if !red_head || plan.order.number.is_none() {
        let what = if red_head { "还没有发文字号" } else { "没有红头和发文字号" };
        let message = format!("“{}”{what}，不能盖上印章图片", plan.kind.name);
        findings.push(
            Diagnostic::error("blank-seal", plan.order.kind.span, message)
                .related(file.span, "印章图片写在这里")
                .hint("写上“发文字号”；不盖章就在这份文稿里写“用印: 否”，只留盖章的位置就写“用印位置: 是”")
                .absent("发文字号"),
        );
        return None;
    }
    let order = order?;
    let Some(diameter) = diameter(order, findings) else {
        if order.diameter.is_none() && order.rank.is_none() {
            findings.push(
                Diagnostic::error("missing-field", file.span, "印章有图片，却没有写多大")
                    .hint("写上级别或者直径，例如：印章: {图片: 印章.png, 级别: 县级}，或者 {图片: 印章.png, 直径: 42}")
                    .absent("印章.直径")
                    .absent("印章.级别"),
            );
        }
        return None;
    };
    Some(Seal { picture: Some(picture(file)), diameter })
}

/// How large a seal is, in hundredths of a millimetre.
fn diameter(order: &SealOrder, findings: &mut Findings) -> Option<i32> {
    let Some(number) = &order.diameter else { return order.rank.map(SealRank::diameter) };
    let hundredths = number.hundredths().and_then(|hundredths| i32::try_from(hundredths).ok());
    let sound = hundredths.filter(|hundredths| DIAMETERS.contains(hundredths));
    if sound.is_none() {
        let message = format!("印章的直径不会是{}毫米", number.written);
        findings.push(
            Diagnostic::error("seal-size", number.span, message)
                .hint("写毫米数，30到60之间，例如：直径: 42；或者写“级别: 县级”"),
        );
    }
    sound
}
