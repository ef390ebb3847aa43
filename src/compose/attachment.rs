//! 附件: which ones a document has, and what stands in each.

use std::collections::BTreeMap;

use crate::compose::plan::Plan;
use crate::diag::diagnostic::Diagnostic;
use crate::diag::findings::Findings;
use crate::diag::nearest::nearest;
use crate::document::tree::{Block, Part, Role, Title};
use crate::markup::prose;
use crate::model::workbook::Attachment;
use crate::pass::references::{NamedTable, unknown_table};

/// The attachments of a document, in the order of its list or else of the workbook.
pub fn parts(plan: &Plan<'_>, tables: &BTreeMap<String, NamedTable>, findings: &mut Findings) -> Vec<Part> {
    let chosen = choose(plan, findings);
    for (index, attachment) in chosen.iter().enumerate() {
        if chosen[..index].iter().any(|other| other.name.text == attachment.name.text) {
            let message = format!("有两个附件都叫“{}”", attachment.name.text);
            findings.push(
                Diagnostic::error("repeated-name", attachment.name.span, message)
                    .hint("给其中一个换个名称，或者删去重复的"),
            );
        }
    }
    let several = chosen.len() > 1;
    chosen
        .into_iter()
        .enumerate()
        .map(|(index, attachment)| Part {
            role: Role::Attachment,
            label: if several { format!("附件{}", index + 1) } else { "附件".to_owned() },
            title: Title { text: attachment.name.text.clone(), lines: Vec::new(), unbreakable: Vec::new() },
            recipients: String::new(),
            blocks: blocks(attachment, tables, findings),
            attachment_names: Vec::new(),
            signature: None,
            remark: None,
        })
        .collect()
}

fn choose<'a>(plan: &Plan<'a>, findings: &mut Findings) -> Vec<&'a Attachment> {
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

fn blocks(
    attachment: &Attachment,
    tables: &BTreeMap<String, NamedTable>,
    findings: &mut Findings,
) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(text) = &attachment.text {
        blocks.extend(prose::blocks(&text.paragraphs));
    }
    let mut landscape = attachment.landscape.is_some_and(|flag| flag.0);
    for name in &attachment.tables {
        match tables.get(&name.text) {
            Some(named) => {
                landscape |= named.landscape;
                let mut table = named.table.clone();
                // The attachment's title stands above; the table needs none of its own that says the same.
                if table.title == attachment.name.text {
                    table.title.clear();
                }
                blocks.push(Block::Table(table));
            }
            None => {
                findings.push(unknown_table(&name.text, tables.keys().map(String::as_str), name.span.into()));
            }
        }
    }
    if attachment.text.is_none() && attachment.tables.is_empty() {
        findings.push(
            Diagnostic::error(
                "empty-attachment",
                attachment.name.span,
                format!("附件“{}”没有内容", attachment.name.text),
            )
            .hint("加上“表: 表的名称”或者“正文: ……”")
            .absent("表")
            .absent("正文"),
        );
    }
    if landscape { vec![Block::Landscape { blocks }] } else { blocks }
}
