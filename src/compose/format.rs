//! 格式 of a document with a red head (GB/T 9704 chapters 7 and 10): which one, and what it has no place for.

use crate::compose::joint;
use crate::compose::plan::{Plan, Shape};
use crate::compose::seal;
use crate::diag::diagnostic::{Diagnostic, Span};
use crate::diag::findings::Findings;
use crate::document::tree::{Form, Stamp};
use crate::model::order::{Carrier, DocumentOrder, Format, StampOrder, Urgency};
use crate::model::text::Phrase;

/// The 格式 of an order under a carrier; one that the carrier cannot have is told by [`check`] and counts as not written.
pub fn of(order: &DocumentOrder, carrier: Carrier) -> Format {
    let written = order.format.map(|format| format.value);
    written.filter(|format| allowed(carrier).contains(format)).unwrap_or_else(|| usual(carrier))
}

/// The 格式 where the order names none.
fn usual(carrier: Carrier) -> Format {
    match carrier {
        Carrier::Letter => Format::Letter,
        Carrier::Order => Format::Order,
        Carrier::Minutes => Format::Minutes,
        _ => Format::File,
    }
}

/// Those that a carrier may have. 命令 and 纪要 have their own (10.2, 10.3); what goes up bears 签发人 (7.2.6), for whom a
/// 信函 has no place.
fn allowed(carrier: Carrier) -> &'static [Format] {
    match carrier {
        Carrier::None => &[],
        Carrier::Order => &[Format::Order],
        Carrier::Minutes => &[Format::Minutes],
        Carrier::Report | Carrier::Request => &[Format::File, Format::Telegram],
        Carrier::Resolution | Carrier::Communique | Carrier::Announcement | Carrier::Bill => &[Format::File],
        Carrier::Notice
        | Carrier::Letter
        | Carrier::Opinion
        | Carrier::Reply
        | Carrier::Circular
        | Carrier::Decision
        | Carrier::PublicNotice => &[Format::File, Format::Letter, Format::Telegram],
    }
}

/// The form of the document.
pub fn form(plan: &Plan<'_>) -> Form {
    match plan.shape() {
        Shape::WhitePaper => Form::WhitePaper,
        Shape::Bulletin => Form::Bulletin,
        Shape::Direct | Shape::Carried => match plan.format {
            Format::File => Form::File,
            Format::Letter => Form::Letter,
            Format::Order => Form::Order,
            Format::Minutes => Form::Minutes,
            Format::Telegram => Form::Telegram,
        },
    }
}

/// Who signs with a 签名章: those of the 文稿; of a 命令 without any, those of the unit.
pub fn stamps(plan: &Plan<'_>) -> Vec<Stamp> {
    let of_order = plan.order.stamps.as_slice();
    let of_unit = plan.workbook.unit.stamps.as_slice();
    let stamps = if of_order.is_empty() && form(plan) == Form::Order { of_unit } else { of_order };
    let stamp = |stamp: &StampOrder| Stamp {
        post: stamp.post.text.clone(),
        name: stamp.name.text.clone(),
        picture: stamp.picture.as_ref().map(seal::picture),
    };
    stamps.iter().map(stamp).collect()
}

/// The red words of the head where the 文稿 names none.
pub fn mark(plan: &Plan<'_>) -> String {
    let unit = &plan.workbook.unit;
    let name = unit.name.text.as_str();
    match (form(plan), &unit.mark) {
        (Form::Minutes, _) => format!("{name}会议纪要"),
        // 全称或者规范化简称, without 文件 (10.1).
        (Form::Letter, Some(mark)) => mark.text.strip_suffix("文件").unwrap_or(&mark.text).to_owned(),
        (Form::Letter, None) => name.to_owned(),
        (Form::Order, _) => format!("{name}令"),
        (Form::Telegram, _) => format!("{name}发电"),
        (_, Some(mark)) => mark.text.clone(),
        (_, None) => format!("{name}文件"),
    }
}

/// Tells what does not go together.
pub fn check(plan: &Plan<'_>, findings: &mut Findings) {
    check_format(plan, findings);
    check_urgency(plan, findings);
    check_stamps(plan, findings);
    match form(plan) {
        Form::Letter => check_letter(plan, findings),
        Form::Order => check_order(plan, findings),
        _ => {}
    }
}

fn check_format(plan: &Plan<'_>, findings: &mut Findings) {
    let Some(format) = plan.order.format else { return };
    let (carrier, allowed) = (plan.carrier, allowed(plan.carrier));
    if allowed.is_empty() || allowed.contains(&format.value) {
        return;
    }
    let message = format!("“{}”不能用“{}”格式", carrier.word(), format.value.word());
    let mut diagnostic = Diagnostic::error("wrong-format", format.span, message);
    if format.value == Format::Letter && matches!(carrier, Carrier::Report | Carrier::Request) {
        diagnostic = diagnostic.hint("上行文要标签发人，信函格式里没有它的位置");
    }
    let words: Vec<&str> = allowed.iter().map(|format| format.word()).collect();
    findings.push(diagnostic.hint(match words.as_slice() {
        [only] => format!("它用“{only}”格式，删去“格式”"),
        _ => format!("可以写：{}；删去“格式”就用“{}”", words.join("、"), usual(carrier).word()),
    }));
}

/// 特提 and 平急 are degrees of 电报 (条例 art. 9).
fn check_urgency(plan: &Plan<'_>, findings: &mut Findings) {
    let Some(urgency) = plan.order.urgency else { return };
    let of_telegrams = matches!(urgency.value, Urgency::First | Urgency::Plain);
    if of_telegrams && plan.format != Format::Telegram {
        let message = format!("紧急程度“{}”只用于电报", urgency.value.word());
        findings.push(
            Diagnostic::error("urgency", urgency.span, message)
                .hint("纸质公文写“特急”或者“加急”；要发电报就加一行：格式: 电报"),
        );
    }
}

/// A 签名章 stands in the place of 署名 and seal (7.3.5.3).
pub fn check_stamps(plan: &Plan<'_>, findings: &mut Findings) {
    if stamps(plan).is_empty() {
        return;
    }
    let order = plan.order;
    let given = [
        ("署名", order.signatories.first().map(|unit| unit.span)),
        ("用印", order.sealed.filter(|flag| flag.0).map(|_| order.kind.span)),
    ];
    for (key, span) in given.into_iter().filter_map(|(key, given)| Some((key, given?))) {
        findings.push(
            Diagnostic::error("no-place", span, format!("文末是签名章，放不下“{key}”"))
                .hint(format!("签名章代替署名和印章，删去“{key}”；要署名盖章就删去“签名章”")),
        );
    }
}

/// 信函: no 印发机关 and 印发日期, no 签发人, no 文件 behind the name (10.1).
fn check_letter(plan: &Plan<'_>, findings: &mut Findings) {
    let order = plan.order;
    if let Some(imprint) = &order.imprint {
        let printer = imprint.printer.as_ref().map(|printer| printer.span);
        let span = printer.or(imprint.date.as_ref().map(|date| date.span)).unwrap_or(order.kind.span);
        findings.push(
            Diagnostic::error("no-place", span, "信函格式的版记不写印发机关和印发日期，放不下“印发”")
                .hint("删去“印发”；要用有红色分隔线的普通格式，就加一行：格式: 文件"),
        );
    }
    // Under other carriers 签发人 has been told.
    if let (Some(signer), Carrier::Opinion) = (joint::signers(plan).next(), plan.carrier) {
        findings.push(
            Diagnostic::error("no-place", signer.span, "信函格式里没有签发人的位置，放不下“签发人”")
                .hint("上行的意见用文件格式，删去“格式”；不上行就删去“签发人”"),
        );
    }
    if let Some(mark) = order.mark.as_ref().filter(|mark| mark.text.ends_with("文件")) {
        findings.push(
            Diagnostic::error("mark-ending", mark.span, "信函格式的发文机关标志不加“文件”")
                .hint(format!("改成“{}”", mark.text.trim_end_matches("文件"))),
        );
    }
}

/// 命令: mark, 令号 and text, 签名章 and date (10.2).
fn check_order(plan: &Plan<'_>, findings: &mut Findings) {
    let order = plan.order;
    let phrase = |phrase: &Option<Phrase>| phrase.as_ref().map(|p| p.span);
    let of_title = "命令没有标题，写了的“标题”只用作文件的名称";
    let of_head = "命令的版头只有标志和令号";
    let unplaced: [(&str, Option<Span>, &str); 6] = [
        ("份号", phrase(&order.copy_number), of_head),
        ("密级", phrase(&order.secrecy), of_head),
        ("紧急程度", order.urgency.map(|urgency| urgency.span), of_head),
        ("标题分行", order.title_lines.first().map(|line| line.span), of_title),
        ("副标题", phrase(&order.subtitle), of_title),
        ("作者", phrase(&order.byline), of_title),
    ];
    for (key, span, why) in unplaced.into_iter().filter_map(|(key, given, why)| Some((key, given?, why))) {
        findings.push(
            Diagnostic::error("no-place", span, format!("命令格式里放不下“{key}”"))
                .hint(format!("{why}；删去“{key}”")),
        );
    }
    if let Some(mark) = order.mark.as_ref().filter(|mark| !mark.text.ends_with('令')) {
        findings.push(
            Diagnostic::error("mark-ending", mark.span, "命令格式的发文机关标志要以“令”或者“命令”结尾")
                .hint(format!("改成“{}令”", mark.text.trim_end_matches("文件"))),
        );
    }
    if stamps(plan).is_empty() {
        findings.push(
            Diagnostic::error("missing-field", order.kind.span, "“命令”缺少“签名章”（签发人的职务和姓名）")
                .hint(
                    "在这份文稿下面加一行，例如：签名章: {职务: 县长, 姓名: 某某某}；常用的可以写在“单位”里",
                )
                .absent("签名章"),
        );
    }
}
