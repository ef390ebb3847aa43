//! 附件: which ones a document has, and what stands in each.

use crate::compose::plan::Plan;
use crate::diag::diagnostic::Diagnostic;
use crate::diag::findings::Findings;
use crate::diag::nearest::nearest;
use crate::document::tree::{Block, Document, Form, Part, Properties, Role, Title};
use crate::markup::prose;
use crate::model::workbook::{Attachment, AttachmentLabel};
use crate::pass::references::{Named, unknown_chart, unknown_table};

/// What stands in the attachments of a document.
pub fn parts(plan: &Plan<'_>, chosen: Vec<&Attachment>, named: &Named, findings: &mut Findings) -> Vec<Part> {
    for (index, attachment) in chosen.iter().enumerate() {
        if chosen[..index].iter().any(|other| other.name.text == attachment.name.text) {
            let message = format!("有两个附件都叫“{}”", attachment.name.text);
            findings.push(
                Diagnostic::error("repeated-name", attachment.name.span, message)
                    .hint("给其中一个换个名称，或者删去重复的"),
            );
        }
    }
    for attachment in chosen.iter().filter(|attachment| is_unbound(attachment)) {
        if plan.order.number.is_none() {
            let message = format!("没有发文字号，附件“{}”放不下“不装订”", attachment.name.text);
            findings.push(
                Diagnostic::error("no-place", attachment.name.span, message)
                    .hint("不装订的附件在首行标发文字号和附件序号；加上“发文字号”，或者删去“不装订”"),
            );
        }
    }
    let called = |attachment: &Attachment| attachment.label.map_or("附件", AttachmentLabel::word);
    let words: Vec<&str> = chosen.iter().map(|attachment| called(attachment)).collect();
    chosen
        .into_iter()
        .enumerate()
        .map(|(index, attachment)| Part {
            label: numbered(&words, index),
            unbound: is_unbound(attachment),
            ..Part::new(
                Role::Attachment,
                Title::new(&attachment.name.text),
                blocks(attachment, named, findings),
            )
        })
        .collect()
}

/// Whether its contents are not the workbook's: it is named in 附件说明, and has no page.
fn is_elsewhere(attachment: &Attachment) -> bool {
    attachment.elsewhere.is_some_and(|flag| flag.0)
}

fn is_unbound(attachment: &Attachment) -> bool {
    attachment.unbound.is_some_and(|flag| flag.0)
}

/// Puts 发文字号 before the labels of attachments that are not bound with the document (GB/T 9704 7.3.7).
pub fn label_unbound(document: &mut Document) {
    let Some(head) = &document.head else { return };
    for part in document.parts.iter_mut().filter(|part| part.unbound) {
        part.label.insert_str(0, &head.document_number);
    }
}

/// Takes the attachments that are not bound with a document out of it: each is a document of its own, without head and
/// 版记, named as it is.
pub fn take_unbound(document: &mut Document) -> Vec<Document> {
    let (unbound, bound) = std::mem::take(&mut document.parts).into_iter().partition(|part| part.unbound);
    document.parts = bound;
    let own = |part: Part| Document {
        form: Form::WhitePaper,
        properties: Properties { title: part.title.text.clone(), ..document.properties.clone() },
        head: None,
        contents: None,
        parts: vec![part],
        imprint: None,
        referred: Vec::new(),
    };
    Vec::into_iter(unbound).map(own).collect()
}

/// `附件`, or `附件2` where there are several; 附表 have numbers of their own.
fn numbered(words: &[&str], index: usize) -> String {
    let word = words[index];
    let same = |words: &[&str]| words.iter().filter(|other| **other == word).count();
    if same(words) > 1 { format!("{word}{}", same(&words[..=index])) } else { word.to_owned() }
}

/// The attachments of a document, in the order of its list or else of the workbook.
pub fn chosen<'a>(plan: &Plan<'a>, findings: &mut Findings) -> Vec<&'a Attachment> {
    let all = &plan.workbook.attachments;
    let wanted = &plan.order.attachments;
    match wanted.as_slice() {
        [] => return all.iter().collect(),
        [none] if none.text == "无" => return Vec::new(),
        _ => {}
    }
    let mut chosen = Vec::new();
    for name in wanted {
        match all.iter().find(|attachment| attachment.name.text == name.text) {
            Some(attachment) => chosen.push(attachment),
            None => {
                let message = format!("没有叫“{}”的附件", name.text);
                let mut diagnostic = Diagnostic::error("unknown-attachment", name.span, message);
                diagnostic = diagnostic.meant(nearest(&name.text, all.iter().map(|a| a.name.text.as_str())));
                findings.push(diagnostic.hint("在资料的“附件”里加上它，或者改成已有的名称").absent("附件"));
            }
        }
    }
    chosen
}

fn blocks(attachment: &Attachment, named: &Named, findings: &mut Findings) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(text) = &attachment.text {
        blocks.extend(prose::blocks(&text.paragraphs));
    }
    let mut landscape = attachment.landscape.is_some_and(|flag| flag.0);
    for name in &attachment.tables {
        match named.tables.get(&name.text) {
            Some(found) => {
                landscape |= found.landscape;
                let mut table = found.table.clone();
                // The attachment's title stands above; the table needs none of its own that says the same.
                if table.title == attachment.name.text {
                    table.title.clear();
                }
                blocks.push(Block::Table(table));
            }
            None => {
                let names = named.tables.keys().map(String::as_str);
                findings.push(unknown_table(&name.text, names, name.span.into()));
            }
        }
    }
    for name in &attachment.charts {
        match named.charts.get(&name.text) {
            Some(chart) => {
                let mut chart = chart.clone();
                if chart.title == attachment.name.text {
                    chart.title.clear();
                }
                blocks.push(Block::Chart(chart));
            }
            None => findings.push(unknown_chart(&name.text, named, name.span.into())),
        }
    }
    let is_empty = attachment.text.is_none() && attachment.tables.is_empty() && attachment.charts.is_empty();
    if is_elsewhere(attachment) {
        if !is_empty {
            let message = format!("附件“{}”写了“另附”，又写了内容", attachment.name.text);
            let told = Diagnostic::error("no-place", attachment.name.span, message);
            findings.push(told.hint("另附的附件不生成附件页；要排在后面，就删去“另附”"));
        }
        return Vec::new();
    }
    if is_empty {
        findings.push(
            Diagnostic::error(
                "empty-attachment",
                attachment.name.span,
                format!("附件“{}”没有内容", attachment.name.text),
            )
            .hint("加上“表: 表的名称”“图: 图的名称”或者“正文: ……”；内容另外发的，写“另附: 是”")
            .absent("表")
            .absent("图")
            .absent("正文"),
        );
    }
    if landscape { vec![Block::Landscape { blocks }] } else { blocks }
}
