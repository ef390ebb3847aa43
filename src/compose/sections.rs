//! 章节: the kind's sections, or those that the 文稿 lists, with their headings.

use std::collections::BTreeSet;

use crate::compose::plan::Plan;
use crate::compose::progress;
use crate::diag::diagnostic::{Diagnostic, Place};
use crate::diag::findings::Findings;
use crate::diag::nearest::nearest;
use crate::document::text;
use crate::document::tree::{Block, Heading, Inline};
use crate::markup::prose;
use crate::model::order::SectionOrder;
use crate::model::text::Phrase;
use crate::model::workbook::Workbook;
use crate::template::library::Library;
use crate::template::manifest::Section;
use crate::template::progress::comes_from;

/// Data that a document uses outside its sections, too.
const EVERYWHERE: &[&str] = &["单位", "活动", "联系人", "台账"];

/// 正文 of a document: all sections in order.
pub fn blocks(plan: &Plan<'_>, library: &Library, findings: &mut Findings) -> Vec<Block> {
    let mut blocks = Vec::new();
    if plan.order.sections.is_empty() {
        for section in plan.kind.sections.iter().filter(|section| !is_dropped(plan, section)) {
            if !section.has_content(&plan.view) {
                if section.mandatory {
                    let place = Place::Span(plan.order.kind.span);
                    findings.push(missing_section(plan, section, place));
                }
                continue;
            }
            let title = section.title.as_deref();
            let Some(body) = library.render_section(plan.kind, &section.name, title, &plan.scope, findings)
            else {
                continue;
            };
            if body.is_empty() && title.is_some() {
                findings.push(
                    Diagnostic::warning(
                        "empty-section",
                        plan.order.kind.span,
                        format!("章节“{}”的模板没有写出内容，只有标题", section.name),
                    )
                    .hint("检查这一章的模板；不要这一章就在 template.yaml 的“章节”里去掉它"),
                );
            }
            push_section(&mut blocks, title, body);
        }
    } else {
        for entry in &plan.order.sections {
            ordered(plan, entry, library, findings, &mut blocks);
        }
    }
    let misspelt: Vec<Diagnostic> = plan
        .order
        .sections
        .iter()
        .flat_map(|entry| &entry.uses)
        .chain(&plan.order.without)
        .filter(|name| plan.kind.section(&name.text).is_none())
        .map(|name| unknown_section(plan, name))
        .collect();
    if misspelt.is_empty() {
        check_dropped(plan, findings);
        tell_unused(plan, findings);
        tell_untold_steps(plan, findings);
    } else {
        for fault in misspelt {
            findings.push(fault);
        }
    }
    blocks
}

/// Mandatory sections that a list of 章节 leaves out must be dropped on purpose. A list that uses no section of the kind
/// is a document of the user's own.
fn check_dropped(plan: &Plan<'_>, findings: &mut Findings) {
    let entries = &plan.order.sections;
    // No list at all, or none that uses a section of the kind.
    if entries.iter().all(|entry| entry.uses.is_empty()) {
        return;
    }
    for section in plan.kind.sections.iter().filter(|section| section.mandatory && !is_dropped(plan, section))
    {
        let covered = entries.iter().any(|entry| {
            let titled = entry.title.as_ref().is_some_and(|title| heading_words(&title.text) == section.name);
            titled || entry.uses.iter().any(|name| name.text == section.name)
        });
        if !covered {
            findings.push(
                Diagnostic::error(
                    "dropped-section",
                    plan.order.kind.span,
                    format!("“章节”里没有列出“{}”必备的“{}”", plan.kind.name, section.name),
                )
                .hint(format!(
                    "在“章节”里加上“- {}”；确实不要，就在这份文稿下面写“不用: [{0}]”",
                    section.name
                )),
            );
        }
    }
}

fn is_dropped(plan: &Plan<'_>, section: &Section) -> bool {
    plan.order.without.iter().any(|name| name.text == section.name)
}

/// Whether the kind's own text of this section is asked for.
fn is_listed(plan: &Plan<'_>, section: &Section) -> bool {
    let orders = &plan.order.sections;
    orders.is_empty()
        || orders
            .iter()
            .any(|entry| entry.text.is_none() && entry.uses.iter().any(|name| name.text == section.name))
}

/// A step that is over needs words on what was done, where the document tells of the steps.
fn tell_untold_steps(plan: &Plan<'_>, findings: &mut Findings) {
    let of_steps = |section: &&Section| section.needs.iter().any(|path| path == &["progress", "steps"]);
    let mut sections = plan.kind.sections.iter().filter(of_steps);
    if !sections.any(|section| is_listed(plan, section) && !is_dropped(plan, section)) {
        return;
    }
    for step in progress::untold(plan.workbook, plan.view.get("progress")) {
        findings.push(
            Diagnostic::error(
                "untold-step",
                step.name.span,
                format!("“{}”没有写“完成情况”，台账里也没有这段时间的活动", step.name.text),
            )
            .hint("在这个阶段里加一行“完成情况: ……”，或者把这段时间的活动记进台账"),
        );
    }
}

/// Tells which data no section of this document uses, although the kind has sections for it: they were not listed, or
/// written by hand. What 不用 names was left out on purpose.
fn tell_unused(plan: &Plan<'_>, findings: &mut Findings) {
    let written = |section: &&Section| is_listed(plan, section) || is_dropped(plan, section);
    let used: BTreeSet<&str> =
        plan.kind.sections.iter().filter(written).flat_map(|s| &s.uses).map(String::as_str).collect();
    let known: BTreeSet<&str> = plan.kind.sections.iter().flat_map(|s| &s.uses).map(String::as_str).collect();
    for key in known.difference(&used).filter(|key| !EVERYWHERE.contains(key)) {
        let given = Workbook::RECORD.by_key(key).is_some_and(|field| plan.view.contains_key(field.variable));
        if given {
            findings.push(
                Diagnostic::info(
                    "unused-data",
                    plan.order.kind.span,
                    format!("资料里的“{key}”没有写进《{}》", plan.title),
                )
                .hint("用到它的章节没有列出，或者改成了自己写的正文；需要的内容请写进正文"),
            );
        }
    }
}

fn missing_section(plan: &Plan<'_>, section: &Section, place: Place) -> Diagnostic {
    let words: Vec<&str> =
        section.needs_in_words.iter().map(|path| comes_from(path).unwrap_or(path.as_str())).collect();
    let diagnostic = Diagnostic::error(
        "missing-section",
        place,
        format!("“{}”的章节“{}”没有内容可写", plan.kind.name, section.name),
    )
    .hint(format!("在资料里写上：{}；或者在“章节”里给它写“正文”", words.join("，或者 ")));
    section
        .needs_in_words
        .iter()
        .filter(|path| comes_from(path).is_none())
        .fold(diagnostic, Diagnostic::absent)
}

/// One entry of 章节.
fn ordered(
    plan: &Plan<'_>,
    entry: &SectionOrder,
    library: &Library,
    findings: &mut Findings,
    blocks: &mut Vec<Block>,
) {
    let used: Vec<(&Phrase, &Section)> =
        entry.uses.iter().filter_map(|name| Some((name, plan.kind.section(&name.text)?))).collect();
    let heading = match (&entry.title, used.first()) {
        (Some(title), _) => Some(title.text.as_str()).filter(|title| *title != "无"),
        (None, Some((_, section))) => section.title.as_deref(),
        (None, None) => None,
    };
    if let (Some(_), Some(label)) = (&entry.text, entry.labels.first()) {
        findings.push(
            Diagnostic::error("section-labels", label.span, "这一章自己写了“正文”，用不上“标签”")
                .hint("删去“标签”，要的话写到正文里"),
        );
    }
    if let Some(text) = &entry.text {
        let own = prose::blocks(&text.paragraphs);
        push_section(blocks, heading, own);
        tell_too_deep(plan, blocks, findings);
        return;
    }
    if entry.uses.is_empty() {
        let place = entry.title.as_ref().map_or(plan.order.kind.span, |title| title.span);
        findings.push(
            Diagnostic::error("empty-section", place, "这一章既没有“用”也没有“正文”")
                .hint("写“用: 章节名”采用文种里的章节，或者写“正文: ……”"),
        );
        return;
    }
    if !entry.labels.is_empty() && entry.labels.len() != entry.uses.len() {
        findings.push(
            Diagnostic::error(
                "section-labels",
                entry.labels[0].span,
                format!("“标签”写了{}个，“用”写了{}个", entry.labels.len(), entry.uses.len()),
            )
            .hint("每个章节写一个标签"),
        );
    }
    let mut bodies: Vec<(String, Vec<Block>)> = Vec::new();
    for (index, (name, section)) in used.into_iter().enumerate() {
        if !section.has_content(&plan.view) {
            findings.push(missing_section(plan, section, Place::Span(name.span)));
            continue;
        }
        let Some(body) = library.render_section(plan.kind, &section.name, heading, &plan.scope, findings)
        else {
            continue;
        };
        let words = entry.labels.get(index).map(|label| label.text.clone());
        bodies.push((words.unwrap_or_else(|| section.title.clone().unwrap_or_default()), body));
    }
    let body = merged(bodies, !entry.labels.is_empty());
    push_section(blocks, heading, body);
    tell_too_deep(plan, blocks, findings);
}

/// Sections under one heading. If the numbering of one would run on in the next, or if labels and headings meet, each
/// becomes a step of the merged section with its words as heading; paragraphs alone get their labels put before them.
fn merged(bodies: Vec<(String, Vec<Block>)>, labelled: bool) -> Vec<Block> {
    let headed =
        bodies.iter().filter(|(_, body)| body.iter().any(|block| matches!(block, Block::Heading(_)))).count();
    if headed > 1 || (bodies.len() > 1 && headed > 0 && labelled) {
        return bodies.into_iter().flat_map(|(words, body)| step(&words, body)).collect();
    }
    bodies
        .into_iter()
        .flat_map(|(words, mut body)| {
            if labelled {
                put_label(&mut body, &words);
            }
            body
        })
        .collect()
}

/// A section as a heading of the second level with what it holds one level lower.
fn step(words: &str, mut body: Vec<Block>) -> Vec<Block> {
    if words.is_empty() {
        return body;
    }
    lower(&mut body);
    let words = heading_words(words);
    let run_in = match body.first_mut() {
        Some(Block::Paragraph { content }) => {
            let content = std::mem::take(content);
            body.remove(0);
            content
        }
        _ => Vec::new(),
    };
    let text = if run_in.is_empty() { words.to_owned() } else { format!("{words}。") };
    let heading = Heading { level: 2, number: String::new(), text: vec![Inline::Text { text }], run_in };
    std::iter::once(Block::Heading(heading)).chain(body).collect()
}

/// Headings that were lowered out of the four levels (GB/T 9704 7.3.3) are told and set on the last.
fn tell_too_deep(plan: &Plan<'_>, blocks: &mut [Block], findings: &mut Findings) {
    for block in blocks {
        match block {
            Block::Heading(heading) if heading.level > 4 => {
                let words = text::heading(heading);
                heading.level = 4;
                findings.push(
                    Diagnostic::error(
                        "too-many-levels",
                        plan.order.kind.span,
                        format!("“{}”是第五层，层次标题只有四层", words.chars().take(20).collect::<String>()),
                    )
                    .hint("章节的标题是第一层“一、”，里面从“（一）”写起，最多写到“（1）”"),
                );
            }
            Block::Landscape { blocks } => tell_too_deep(plan, blocks, findings),
            _ => {}
        }
    }
}

/// Headings one level lower.
fn lower(blocks: &mut [Block]) {
    for block in blocks {
        match block {
            Block::Heading(heading) => heading.level += 1,
            Block::Landscape { blocks } => lower(blocks),
            _ => {}
        }
    }
}

/// A section with its heading. Headings of the first level inside it would be sections of their own, so all are
/// lowered then.
pub fn push_section(blocks: &mut Vec<Block>, heading: Option<&str>, mut body: Vec<Block>) {
    let breaks_out = |block: &Block| matches!(block, Block::Heading(heading) if heading.level == 1);
    if heading.is_some() && body.iter().any(breaks_out) {
        lower(&mut body);
    }
    push_heading(blocks, heading);
    blocks.extend(body);
}

/// A heading's words without a number, which is set by us, and without a mark at the end.
fn heading_words(words: &str) -> &str {
    let mark = prose::number_mark(words).map_or(0, |mark| mark.length);
    words[mark..].trim_end_matches(['：', ':', '；', '，', '。', '、'])
}

fn unknown_section(plan: &Plan<'_>, name: &Phrase) -> Diagnostic {
    let names: Vec<&str> = plan.kind.sections.iter().map(|s| s.name.as_str()).collect();
    let mut diagnostic = Diagnostic::error(
        "unknown-section",
        name.span,
        format!("“{}”里没有章节“{}”", plan.kind.name, name.text),
    );
    diagnostic = diagnostic.meant(nearest(&name.text, names.iter().copied()));
    diagnostic.hint(format!("可用的章节有：{}；自己加的章节只写“标题”和“正文”", names.join("、")))
}

/// A heading of the first level, if the section has one.
fn push_heading(blocks: &mut Vec<Block>, heading: Option<&str>) {
    if let Some(heading) = heading {
        blocks.push(Block::Heading(Heading {
            level: 1,
            number: String::new(),
            text: vec![Inline::Text { text: heading_words(heading).to_owned() }],
            run_in: Vec::new(),
        }));
    }
}

/// Puts `标签：` before the first paragraph; if the section begins with something else, the label stands alone.
fn put_label(body: &mut Vec<Block>, label: &str) {
    let text = format!("{}：", label.trim_end_matches(['：', ':']));
    match body.first_mut() {
        Some(Block::Paragraph { content }) => content.insert(0, Inline::Text { text }),
        _ => body.insert(0, Block::Paragraph { content: vec![Inline::Text { text }] }),
    }
}
