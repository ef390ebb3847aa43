//! Facts of a 文稿 that have a form of their own: 发文字号, 份号, 密级, dates against each other.

use crate::diag::diagnostic::{Diagnostic, Span};
use crate::diag::findings::Findings;
use crate::document::tree::Document;
use crate::figure::expand::references;
use crate::model::date::{Moment, in_words};
use crate::model::order::DocumentOrder;
use crate::model::workbook::Workbook;
use crate::template::library::Library;

/// Checks all of them.
pub fn check(workbook: &Workbook, order: &DocumentOrder, library: &Library, findings: &mut Findings) {
    if let Some(number) = order.number.as_ref().filter(|number| references(&number.text).is_empty()) {
        check_number(&number.text, number.span, order, findings);
    }
    if let Some(copy_number) = &order.copy_number
        && !(copy_number.text.len() == 6 && copy_number.text.bytes().all(|b| b.is_ascii_digit()))
    {
        findings.push(
            Diagnostic::error(
                "copy-number",
                copy_number.span,
                format!("份号“{}”不是六位数字", copy_number.text),
            )
            .hint("写成六位阿拉伯数字，前面补零，例如 000001"),
        );
    }
    if let Some(secrecy) = &order.secrecy {
        check_secrecy(&secrecy.text, secrecy.span, findings);
        if order.copy_number.is_none() {
            findings.push(
                Diagnostic::error("copy-number", secrecy.span, "涉密公文缺少份号")
                    .hint("加一行，例如：份号: 000001")
                    .absent("份号"),
            );
        }
    }
    if let [_, second, ..] = order.signatories.as_slice() {
        let names: Vec<&str> = order.signatories[1..].iter().map(|name| name.text.as_str()).collect();
        findings.push(
            Diagnostic::error("joint-issue", second.span, "“署名”写了几个机关")
                .hint(format!("几个机关联合发文，写成：联合发文: [{}]", names.join(", ")))
                .hint("版头和署名就都由程序排好；“署名”只写主办机关的，不写就是单位名称"),
        );
    }
    for title in [&order.title, &order.carrier_title].into_iter().flatten() {
        if let Some(mark) = title.text.chars().next_back().filter(|c| "。，；：、,.;:".contains(*c)) {
            findings.push(
                Diagnostic::error("title-mark", title.span, format!("标题末尾不用“{mark}”"))
                    .hint(format!("去掉标题末尾的“{mark}”")),
            );
        }
    }
    check_dates(workbook, order, findings);
    // 报送 of what it 引用s says nothing in a document that does not ask for anything.
    if library.kind(&order.kind.text).is_none_or(|kind| kind.keys().contains("报送")) {
        check_deadline(workbook, order, findings);
    }
    let indicators = workbook.goals.as_ref().map_or(&[][..], |goals| goals.indicators.as_slice());
    for (index, indicator) in indicators.iter().enumerate() {
        if let Some(first) = indicators[..index].iter().find(|other| other.name.text == indicator.name.text) {
            let message = format!("有两个指标都叫“{}”", indicator.name.text);
            findings.push(
                Diagnostic::error("repeated-name", indicator.name.span, message)
                    .related(first.name.span, "第一个在这里")
                    .hint("给其中一个换个名称"),
            );
        }
    }
}

/// 发文字号 as it is printed, with its figures.
pub fn check_printed_number(document: &Document, order: &DocumentOrder, findings: &mut Findings) {
    let (Some(number), Some(head)) = (&order.number, &document.head) else { return };
    let printed = &head.document_number;
    // One without figures has been looked at, and a figure that could not be reckoned has been told.
    if !references(&number.text).is_empty() && references(printed).is_empty() {
        check_number(printed, number.span, order, findings);
    }
}

fn check_number(text: &str, span: Span, order: &DocumentOrder, findings: &mut Findings) {
    let kind = order.kind.text.as_str();
    if kind.ends_with('令') {
        check_number_of_order(text, span, findings);
    } else if !(kind.ends_with("纪要") && is_number_of_minutes(text)) {
        check_document_number(text, span, findings);
    }
}

/// `机关代字〔年份〕顺序号号` (GB/T 9704 7.2.5).
fn check_document_number(text: &str, span: Span, findings: &mut Findings) {
    if is_document_number(text) {
        return;
    }
    let mended = mend_document_number(text);
    let mut diagnostic = Diagnostic::error("document-number", span, format!("发文字号“{text}”的写法不对"));
    if is_document_number(&mended) {
        diagnostic = diagnostic.label(format!("是否应为“{mended}”")).hint(format!("改成“{mended}”"));
    } else {
        diagnostic = diagnostic.hint("写成“机关代字〔年份〕顺序号号”，例如：某卫发〔2012〕15号");
    }
    findings.push(diagnostic.hint("年份用四位数字和六角括号，序号不加“第”，不编虚位"));
}

/// `〔2026〕3号`, `第3期`, `第3号`: 纪要 are numbered without 机关代字 (惯例).
fn is_number_of_minutes(text: &str) -> bool {
    let serial = text.strip_prefix('第').and_then(|rest| rest.strip_suffix(['期', '号']));
    serial.is_some_and(|serial| !serial.is_empty() && serial.bytes().all(|b| b.is_ascii_digit()))
        || is_document_number(&format!("某{text}"))
}

/// 令号: `第5号` (GB/T 9704 10.2).
fn check_number_of_order(text: &str, span: Span, findings: &mut Findings) {
    let serial = text.strip_prefix('第').and_then(|rest| rest.strip_suffix('号'));
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit()) && !s.starts_with('0');
    if !serial.is_some_and(|serial| !serial.is_empty() && digits(serial)) {
        findings.push(
            Diagnostic::error("document-number", span, format!("令号“{text}”的写法不对"))
                .hint("写成“第×号”，例如：第5号；不写机关代字和年份"),
        );
    }
}

fn is_document_number(text: &str) -> bool {
    let Some((code, rest)) = text.split_once('〔') else { return false };
    let Some((year, rest)) = rest.split_once('〕') else { return false };
    let Some(serial) = rest.strip_suffix('号') else { return false };
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    !code.is_empty()
        && !code.chars().any(|c| c.is_whitespace() || c.is_ascii_digit() || c.is_ascii_punctuation())
        && digits(year)
        && year.len() == 4
        && (year.starts_with("19") || year.starts_with("20"))
        && digits(serial)
        && !serial.starts_with('0')
}

/// The same with other brackets, 第, blanks, leading zeros and full-width digits put right.
fn mend_document_number(text: &str) -> String {
    let compact: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '(' | '（' | '[' | '［' | '【' | '〈' | '<' => '〔',
            ')' | '）' | ']' | '］' | '】' | '〉' | '>' => '〕',
            '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
            other => other,
        })
        .collect();
    let Some((head, serial)) = compact.split_once('〕') else { return compact };
    let serial = serial.strip_prefix('第').unwrap_or(serial).trim_start_matches('0');
    let serial = serial.strip_suffix('号').unwrap_or(serial);
    format!("{head}〕{serial}号")
}

/// `机密★1年` (GB/T 9704 7.2.2).
fn check_secrecy(text: &str, span: Span, findings: &mut Findings) {
    let (grade, term) = text.split_once('★').map_or((text, None), |(g, t)| (g, Some(t)));
    let sound = matches!(grade, "绝密" | "机密" | "秘密")
        && term.is_none_or(|term| {
            let number = term.trim_end_matches(['年', '月', '个', '天', '日']);
            term == "长期"
                || (!number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) && number != term)
        });
    if !sound {
        findings.push(
            Diagnostic::error("secrecy", span, format!("密级“{text}”的写法不对"))
                .hint("写成 绝密、机密 或 秘密，需要时加保密期限，例如：机密★1年"),
        );
    }
}

fn check_dates(workbook: &Workbook, order: &DocumentOrder, findings: &mut Findings) {
    if let (Some(from), Some(until)) = (&order.from, &order.until)
        && until.day < from.day
    {
        let message = format!("截止日期{}早于起始日期{}", in_words(until.day), in_words(from.day));
        findings.push(
            Diagnostic::error("dates-reversed", until.span, message)
                .related(from.span, "起始日期写在这里")
                .hint("核对这两个日期；台账只算两个日期之间的行"),
        );
    }
    if let (Some(date), Some(printed)) = (&order.date, order.imprint.as_ref().and_then(|i| i.date.as_ref()))
        && printed.day < date.day
    {
        let message = format!("印发日期{}早于成文日期{}", in_words(printed.day), in_words(date.day));
        findings.push(
            Diagnostic::error("dates-reversed", printed.span, message)
                .related(date.span, "成文日期写在这里")
                .hint("印发日期是送印的日期，不早于成文日期"),
        );
    }
    let campaign = workbook.campaign.as_ref();
    if let Some(campaign) = campaign {
        check_period(campaign.start.as_ref(), campaign.end.as_ref(), findings);
    }
    for step in workbook.steps.iter().flat_map(|steps| &steps.items) {
        check_period(step.start.as_ref(), step.end.as_ref(), findings);
        if let (Some(end), Some(limit)) = (&step.end, campaign.and_then(|c| c.end.as_ref()))
            && end.first > limit.last
        {
            let message = format!(
                "阶段“{}”到{}才结束，活动到{}就结束了",
                step.name.text,
                end.in_words(),
                limit.in_words()
            );
            findings.push(
                Diagnostic::warning("step-outside", end.span, message)
                    .related(limit.span, "活动结束的时间写在这里")
                    .hint("核对阶段和活动的“止”"),
            );
        }
    }
}

fn check_deadline(workbook: &Workbook, order: &DocumentOrder, findings: &mut Findings) {
    if let (Some(deadline), Some(date)) =
        (workbook.submission.as_ref().and_then(|s| s.deadline.as_ref()), &order.date)
        && deadline.last < date.day
    {
        let message = format!("报送时限{}早于成文日期{}", deadline.in_words(), in_words(date.day));
        findings.push(
            Diagnostic::warning("deadline-early", deadline.span, message)
                .related(date.span, "成文日期写在这里")
                .hint("收文的时候已经过了时限，请核对"),
        );
    }
}

fn check_period(start: Option<&Moment>, end: Option<&Moment>, findings: &mut Findings) {
    if let (Some(start), Some(end)) = (start, end)
        && end.last < start.first
    {
        let message = format!("结束的时间{}早于开始的时间{}", end.in_words(), start.in_words());
        findings.push(
            Diagnostic::error("dates-reversed", end.span, message)
                .related(start.span, "开始的时间写在这里")
                .hint("核对“起”和“止”"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn document_numbers_of_the_right_form_are_accepted() {
        for sound in ["国办发〔2012〕15号", "某卫党发〔2026〕1号"] {
            assert!(is_document_number(sound), "{sound}");
        }
    }

    #[test]
    fn the_usual_faults_of_a_document_number_are_mended() {
        for (faulty, mended) in [
            ("某卫发[2012]15号", "某卫发〔2012〕15号"),
            ("某卫发（2012）第015号", "某卫发〔2012〕15号"),
            ("某卫发〔2012〕 15 号", "某卫发〔2012〕15号"),
            ("某卫发【２０１２】15", "某卫发〔2012〕15号"),
        ] {
            assert!(!is_document_number(faulty), "{faulty}");
            assert_eq!(mend_document_number(faulty), mended);
        }
    }
}
