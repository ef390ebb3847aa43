//! A plan → the document tree, passes included.

use std::collections::BTreeMap;

use crate::compose::plan::{Plan, Shape};
use crate::compose::{attachment, sections};
use crate::diag::diagnostic::{Diagnostic, Place, Span};
use crate::diag::findings::Findings;
use crate::document::tree::{Block, Document, Form, Head, Imprint, Part, Properties, Role, Signature, Title};
use crate::markup::prose;
use crate::model::date::in_words;
use crate::model::order::Urgency;
use crate::model::reader::FieldValue;
use crate::pass;
use crate::pass::references::NamedTable;
use crate::template::library::Library;

/// Makes the document. `None` only if nothing of it can be made; faults are in `findings`.
/// `tables` are those of the workbook.
pub fn compose(
    plan: &Plan<'_>,
    tables: &BTreeMap<String, NamedTable>,
    library: &Library,
    findings: &mut Findings,
) -> Option<Document> {
    let blocks = sections::blocks(plan, library, findings);
    let attachments = attachment::parts(plan, tables, findings);
    let names: Vec<String> = attachments.iter().map(|part| part.title.text.clone()).collect();
    let (main, issued) = match plan.shape() {
        Shape::WhitePaper | Shape::Direct => {
            let mut part = part(Role::Main, title(plan, &plan.title, true), blocks);
            part.attachment_names = names;
            part.recipients = recipients(plan);
            end(plan, &mut part);
            (part, None)
        }
        Shape::Carried => {
            let (carrier_title, carrier_blocks) = carrier(plan, library, findings)?;
            let mut notice = part(Role::Main, title(plan, &carrier_title, false), carrier_blocks);
            notice.recipients = recipients(plan);
            end(plan, &mut notice);
            let mut instrument = part(Role::Issued, title(plan, &plan.title, true), blocks);
            instrument.attachment_names = names;
            (notice, Some(instrument))
        }
    };
    let red = plan.shape() != Shape::WhitePaper;
    let mut document = Document {
        form: if red { Form::File } else { Form::WhitePaper },
        properties: Properties {
            title: main.title.text.clone(),
            unit: plan.workbook.unit.name.text.clone(),
            kind: plan.kind.name.clone(),
            date: plan.order.date.map(|date| date.day.to_string()),
        },
        head: red.then(|| head(plan)),
        parts: std::iter::once(main).chain(issued).chain(attachments).collect(),
        imprint: if red { imprint(plan, findings) } else { None },
    };
    // After another fault an empty part is only what follows from it.
    let sound = !findings.has_errors();
    for part in document.parts.iter().filter(|part| sound && part.blocks.is_empty()) {
        findings.push(
            Diagnostic::error(
                "empty-document",
                plan.order.kind.span,
                format!("《{}》没有正文", part.title.text),
            )
            .hint("在资料里写上内容，或者在“章节”里写“正文”"),
        );
    }
    let place = |name: &str| Place::Span(reference(plan, name).unwrap_or(plan.order.kind.span));
    let last = document.parts.first().and_then(last_block).cloned();
    pass::references::resolve(&mut document, tables, &place, findings);
    let end = match &last {
        Some(Block::TableReference { name }) => place(name),
        _ => Place::Span(plan.order.kind.span),
    };
    warn_of_lone_signature(&document, end, findings);
    pass::typography::settle(&mut document);
    pass::numbering::number(&mut document);
    Some(document)
}

/// What the text of a part ends in.
fn last_block(part: &Part) -> Option<&Block> {
    part.blocks.iter().rfind(|block| !matches!(block, Block::PageBreak))
}

/// 署名 and 成文日期 stand on a page with text; after a landscape table they begin a page of their own. A part that is
/// landscape as a whole has them on the table's page.
fn warn_of_lone_signature(document: &Document, place: Place, findings: &mut Findings) {
    let is_landscape = |block: &Block| matches!(block, Block::Landscape { .. });
    let Some(part) = document.parts.first().filter(|part| part.signature.is_some()) else { return };
    if last_block(part).is_some_and(is_landscape) && !part.blocks.iter().all(is_landscape) {
        findings.push(
            Diagnostic::warning("signature-alone", place, "正文末尾是横排的表，署名和成文日期会单独占一页")
                .hint("在这个表后面加一句话，或者把表改作附件"),
        );
    }
}

/// Where the data refer to a table of this name; `None` if only a template does.
fn reference(plan: &Plan<'_>, name: &str) -> Option<Span> {
    let mut place = None;
    plan.workbook.paragraphs(&mut |paragraph| {
        if place.is_none() && prose::table_reference(&paragraph.text) == Some(name) {
            place = Some(paragraph.span);
        }
    });
    place
}

/// Title and text of the notice that carries an instrument.
fn carrier(plan: &Plan<'_>, library: &Library, findings: &mut Findings) -> Option<(String, Vec<Block>)> {
    let notice = library.kinds().iter().find(|kind| kind.issuance.is_some())?;
    let title = match &plan.order.carrier_title {
        Some(title) => Some(title.text.clone()),
        None => library.render_issuing_title(notice, &plan.title, &plan.scope, findings),
    };
    let blocks = match &plan.order.carrier_text {
        Some(text) => Some(prose::blocks(&text.paragraphs)),
        None => library.render_issuing_text(notice, &plan.title, &plan.scope, findings),
    };
    Some((title?, blocks?))
}

fn part(role: Role, title: Title, blocks: Vec<Block>) -> Part {
    Part {
        role,
        label: String::new(),
        title,
        recipients: String::new(),
        blocks,
        attachment_names: Vec::new(),
        signature: None,
        remark: None,
    }
}

/// The title with the names that must stay whole; `own` is the title that 标题分行 cuts.
fn title(plan: &Plan<'_>, text: &str, own: bool) -> Title {
    let unit = &plan.workbook.unit;
    let mut unbreakable = vec![unit.name.text.clone()];
    unbreakable.extend(unit.short_name.iter().map(|name| name.text.clone()));
    unbreakable
        .extend(plan.workbook.campaign.iter().filter_map(|c| c.scope.as_ref()).map(|s| s.text.clone()));
    Title {
        text: text.to_owned(),
        lines: if own {
            plan.order.title_lines.iter().map(|line| line.text.clone()).collect()
        } else {
            Vec::new()
        },
        unbreakable,
    }
}

fn recipients(plan: &Plan<'_>) -> String {
    let texts: Vec<&str> =
        plan.order.recipients.iter().map(|r| r.text.trim_end_matches(['：', ':', '，', '。'])).collect();
    texts.join("，")
}

/// 署名, 成文日期 and 附注. A 白头件 without a date has none of them: many plans are unsigned.
fn end(plan: &Plan<'_>, part: &mut Part) {
    if let Some(date) = &plan.order.date {
        let white = plan.shape() == Shape::WhitePaper;
        let sealed = match (plan.order.sealed, plan.workbook.unit.sealed) {
            (Some(flag), _) => flag.0,
            (None, _) if white => false,
            (None, flag) => flag.is_none_or(|flag| flag.0),
        };
        part.signature = Some(Signature { units: plan.signatories(), date: in_words(date.day), sealed });
    }
    part.remark = plan.order.remark.as_ref().map(|remark| without_brackets(&remark.text).to_owned());
}

/// Takes off one pair of brackets that encloses the whole text.
fn without_brackets(text: &str) -> &str {
    let inner = text.strip_prefix(['（', '(']).and_then(|rest| rest.strip_suffix(['）', ')']));
    let Some(inner) = inner else { return text };
    let mut depth = 0i32;
    for c in inner.chars() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return text;
        }
    }
    inner
}

fn head(plan: &Plan<'_>) -> Head {
    let unit = &plan.workbook.unit;
    Head {
        copy_number: plan.order.copy_number.as_ref().map(|n| n.text.clone()),
        secrecy: plan.order.secrecy.as_ref().map(|s| s.text.clone()),
        urgency: plan.order.urgency.map(|urgency: Urgency| urgency.word().to_owned()),
        mark: unit.mark.as_ref().map_or_else(|| format!("{}文件", unit.name.text), |mark| mark.text.clone()),
        document_number: plan.order.number.as_ref().map(|n| n.text.clone()).unwrap_or_default(),
    }
}

/// 版记: 抄送 of the unit and of this document, 印发机关 and 印发日期. A red-head document without any is told.
fn imprint(plan: &Plan<'_>, findings: &mut Findings) -> Option<Imprint> {
    let unit = &plan.workbook.unit;
    let copies: Vec<&str> = unit
        .copies_to
        .iter()
        .chain(&plan.order.copies_to)
        .map(|c| c.text.trim_end_matches(['。', '，', '；']))
        .collect();
    let order = plan.order.imprint.as_ref();
    let printer = order.and_then(|o| o.printer.as_ref()).or(unit.printer.as_ref());
    let date = order.and_then(|o| o.date.as_ref());
    let (printer, print_date) = match (printer, date) {
        (Some(printer), Some(date)) => (printer.text.clone(), in_words(date.day)),
        (Some(_), None) if order.is_some() => {
            findings.push(
                Diagnostic::error("missing-field", plan.order.kind.span, "“印发”缺少“日期”（送印的日期）")
                    .hint("加一行，例如：印发: {日期: 2026-04-18}")
                    .absent("印发.日期"),
            );
            return None;
        }
        (None, Some(date)) => {
            findings.push(
                Diagnostic::error("missing-field", date.span, "“印发”缺少“机关”（印发机关）")
                    .hint("写成：印发: {机关: 某某县卫生局办公室, 日期: ……}，或者在“单位”里写“印发机关”")
                    .absent("机关")
                    .absent("印发机关"),
            );
            return None;
        }
        (_, None) => {
            findings.push(
                Diagnostic::warning(
                    "no-imprint",
                    plan.order.kind.span,
                    "红头文件没有写“印发”，版记里就没有印发机关和印发日期",
                )
                .hint("在这份文稿下面加：印发: {机关: 某某县卫生局办公室, 日期: 2026-04-18}")
                .absent("印发.日期"),
            );
            (String::new(), String::new())
        }
    };
    let imprint = Imprint { copies_to: copies.join("，"), printer, print_date };
    (!imprint.copies_to.is_empty() || !imprint.printer.is_empty()).then_some(imprint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_brackets_around_the_whole_remark_are_taken_off() {
        for (written, kept) in [
            ("（此件公开发布）", "此件公开发布"),
            ("此件公开发布", "此件公开发布"),
            ("联系人：张三（办公室）", "联系人：张三（办公室）"),
            ("（甲）和（乙）", "（甲）和（乙）"),
        ] {
            assert_eq!(without_brackets(written), kept);
        }
    }
}
