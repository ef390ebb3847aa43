//! What the kinds of correspondence ask for beside a head: 签发人 of 上行文, one superior and a contact for a 请示, 来文 for
//! a 批复 (条例 art. 9, 15, 16; GB/T 9704 7.2.6).

use crate::compose::joint;
use crate::compose::plan::{Plan, Shape};
use crate::diag::diagnostic::Diagnostic;
use crate::diag::findings::Findings;
use crate::model::order::Carrier;

/// Checks them.
pub fn check(plan: &Plan<'_>, findings: &mut Findings) {
    check_signers(plan, findings);
    if plan.carrier == Carrier::Request {
        check_superior(plan, findings);
        check_contact(plan, findings);
    }
    let answers = plan.shape() == Shape::Direct && matches!(plan.carrier, Carrier::Letter | Carrier::Reply);
    if let (Some(received), false) = (&plan.order.received, answers) {
        let message = format!("“{}”不是批复或函，放不下“来文”", plan.kind.name);
        findings.push(
            Diagnostic::error("no-place", received.name.span, message)
                .hint("“来文”只有批复和复函才写；这里删去它，或者写进正文"),
        );
    }
    if plan.carrier == Carrier::Reply && plan.order.received.is_none() {
        findings.push(
            Diagnostic::error("missing-field", plan.order.kind.span, "批复缺少“来文”（批的是哪份请示）")
                .hint("在这份文稿下面加一行，例如：来文: {名称: 关于新建急救分站的请示, 文号: 某院发〔2026〕5号}")
                .absent("来文"),
        );
    }
}

/// 签发人 stands on what goes up, and on nothing else. An 意见 may go up or down.
fn check_signers(plan: &Plan<'_>, findings: &mut Findings) {
    let upward = matches!(plan.carrier, Carrier::Report | Carrier::Request);
    match joint::signers(plan).next() {
        None if upward => {
            let message = format!("上行文“{}”缺少“签发人”", plan.kind.name);
            findings.push(
                Diagnostic::error("missing-field", plan.order.kind.span, message)
                    .hint("在这份文稿下面加一行，写签发这份文件的负责人姓名，例如：签发人: 某某某")
                    .absent("签发人"),
            );
        }
        Some(first) if !upward && plan.carrier != Carrier::Opinion => {
            let message = format!("“{}”不是上行文，放不下“签发人”", plan.carrier.word());
            findings.push(
                Diagnostic::error("no-place", first.span, message)
                    .hint("签发人只标在报告、请示和上行的意见上，这里删去“签发人”"),
            );
        }
        _ => {}
    }
}

/// 请示 goes to one superior (条例 art. 15): others get a copy.
fn check_superior(plan: &Plan<'_>, findings: &mut Findings) {
    let recipients = &plan.order.recipients;
    let joined = |text: &str| text.trim_end_matches(['：', ':']).contains(['、', '，', ',', '；']);
    let second = recipients.get(1).or_else(|| recipients.first().filter(|only| joined(&only.text)));
    if let Some(second) = second {
        findings.push(
            Diagnostic::error("several-superiors", second.span, "请示写了几个主送机关，只能主送一个上级机关")
                .hint("留下负责审批的一个；其他的写到“抄送机关”里"),
        );
    }
}

/// 请示 names a contact in 附注.
fn check_contact(plan: &Plan<'_>, findings: &mut Findings) {
    let told = match (&plan.order.remark, &plan.workbook.contact) {
        (Some(remark), _) => {
            remark.text.contains("联系") && remark.text.contains(|c: char| c.is_ascii_digit())
        }
        (None, Some(contact)) => contact.phone.is_some(),
        (None, None) => false,
    };
    if !told {
        findings.push(
            Diagnostic::warning("no-contact", plan.order.kind.span, "请示的附注里没有联系人和电话")
                .hint("在资料里写：联系人: {姓名: 办公室, 电话: 0938-1234567}，附注就由程序写出；或者自己写“附注: 联系人：……，电话：……”")
                .absent("联系人")
                .absent("附注"),
        );
    }
}

/// 附注 of a 请示 that has none of its own: `联系人：办公室，电话：0938-1234567`.
pub fn contact_remark(plan: &Plan<'_>) -> Option<String> {
    let contact = plan.workbook.contact.as_ref().filter(|_| plan.carrier == Carrier::Request)?;
    let phone = contact.phone.as_ref().map(|phone| format!("，电话：{}", phone.text)).unwrap_or_default();
    Some(format!("联系人：{}{phone}", contact.name.text))
}
