//! `template.yaml`: what a kind of document is and which sections it has.

use crate::diag::diagnostic::Diagnostic;
use crate::diag::findings::Findings;
use crate::diag::nearest::nearest;
use crate::model::order::Carrier;
use crate::model::reader::{FieldValue, Reader};
use crate::model::shape::{RecordShape, Shape};
use crate::model::text::{Flag, Phrase, Placed};
use crate::model::view::View;
use crate::record;
use crate::source::node::Node;
use crate::template::progress::PROGRESS;
use crate::template::variables;

record! {
    /// 文种: a kind of document, as its `template.yaml` has it.
    pub struct Manifest = "文种" {
        required name: Phrase = "名称", "文种的名称，与文件夹同名", "实施方案";
        required purpose: Phrase = "用途", "什么时候用", "部署一项活动的目标、步骤和要求";
        many carriers: Placed<Carrier> = "载体", "怎样发出，第一个是默认的", "[通知, 意见]";
        many statutory: Placed<Carrier> = "法定文种", "本身就是哪个法定文种（条例第八条），用同名的载体时直接发文；可以写几个", "意见";
        optional bulletin: Flag = "简报头", "是不是简报：报头有名称、期号、编印单位和日期，下面是各篇稿件", "是";
        optional articles: Flag = "章条", "是不是一份制度：标题编第一章、第一条", "是";
        optional rules_follow: Flag = "后附制度", "资料里的制度是不是都排在后面", "是";
        optional run_on: Flag = "连续编号", "章下面的（一）或者 1. 是不是从头到尾连着编", "是";
        required title: Phrase = "标题", "默认的标题，可以用变量", "{{ campaign.scope }}{{ campaign.name }}实施方案";
        many sections: SectionManifest = "章节", "各章节，按顺序", "[{名称: 指导思想, 需要: [指导思想]}]";
        optional issuance: Issuance = "印发", "作为载体印发别的文件时的标题和正文", "{标题: 关于印发《{{ instrument.title }}》的通知, 章节: 印发正文}";
    }
}

record! {
    /// 章节 of a kind; its text is `<名称>.md.tera`.
    pub struct SectionManifest = "章节", text => "名称" {
        required name: Phrase = "名称", "章节的名称，模板文件与它同名", "指导思想";
        optional title: Phrase = "标题", "章节的标题，不写就是名称，写“无”就没有标题", "无";
        optional mandatory: Flag = "必备", "缺了它这种文件就不成立", "是";
        many uses: Phrase = "用到", "用到资料里的哪些键", "[指导思想, 活动]";
        many needs: Phrase = "需要", "这些都没有时，不写这一章", "[指导思想, 活动.主题]";
    }
}

record! {
    /// 印发 of a kind that carries other documents.
    pub struct Issuance = "印发" {
        required title: Phrase = "标题", "印发时的标题，可以用变量", "关于印发《{{ instrument.title }}》的通知";
        required section: Phrase = "章节", "印发时的正文，模板文件与它同名", "印发正文";
    }
}

/// A section of a kind.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its name.
    pub name: String,
    /// Its heading; `None`: it has none.
    pub title: Option<String>,
    /// Whether the document is incomplete without it.
    pub mandatory: bool,
    /// Top-level keys of the workbook that it uses.
    pub uses: Vec<String>,
    /// Paths of variables; with none of them in the workbook the section is left out. Empty: never left out.
    pub needs: Vec<Vec<&'static str>>,
    /// The same paths in Chinese keys.
    pub needs_in_words: Vec<String>,
}

impl Section {
    /// Whether the workbook has what the section needs.
    pub fn has_content(&self, view: &std::collections::BTreeMap<String, View>) -> bool {
        self.needs.is_empty() || self.needs.iter().any(|path| present(view, path))
    }
}

fn present(view: &std::collections::BTreeMap<String, View>, path: &[&str]) -> bool {
    let Some((first, rest)) = path.split_first() else { return false };
    match (view.get(*first), rest) {
        (Some(_), []) => true,
        (Some(View::Map(map)), rest) => present(map, rest),
        (Some(View::List(items)), rest) => {
            items.iter().any(|item| matches!(item, View::Map(map) if present(map, rest)))
        }
        _ => false,
    }
}

/// Reads a manifest; faults are reported, paths resolved.
pub fn read(node: &Node, findings: &mut Findings) -> Option<Manifest> {
    let mut reader = Reader { findings };
    Manifest::read(node, &mut reader)
}

/// The sections of a manifest.
pub fn sections(manifest: &Manifest, findings: &mut Findings) -> Vec<Section> {
    manifest
        .sections
        .iter()
        .map(|section| {
            let needs = section.needs.iter().filter_map(|path| resolve(path, findings)).collect();
            for key in &section.uses {
                if variables::workbook().by_key(&key.text).is_none() {
                    unknown(key, &key.text, variables::workbook(), findings);
                }
            }
            Section {
                name: section.name.text.clone(),
                title: match &section.title {
                    None => Some(section.name.text.clone()),
                    Some(title) => (title.text != "无").then(|| title.text.clone()),
                },
                mandatory: section.mandatory.is_some_and(|flag| flag.0),
                uses: section.uses.iter().map(|key| key.text.clone()).collect(),
                needs,
                needs_in_words: section.needs.iter().map(|path| path.text.clone()).collect(),
            }
        })
        .collect()
}

/// `活动.主题` → `["campaign", "theme"]`.
fn resolve(path: &Phrase, findings: &mut Findings) -> Option<Vec<&'static str>> {
    let mut record = Some(variables::workbook());
    let mut variables = Vec::new();
    let mut keys = path.text.split('.').peekable();
    // 进展 is no key of the workbook: it is reckoned.
    if keys.next_if_eq(&PROGRESS.name).is_some() {
        variables.push("progress");
        record = Some(&PROGRESS);
    }
    for key in keys {
        let found = record.and_then(|record| record.by_key(key));
        let Some(field) = found else {
            unknown(path, key, record.unwrap_or(variables::workbook()), findings);
            return None;
        };
        variables.push(field.variable);
        record = record_of((field.shape)());
    }
    Some(variables)
}

fn record_of(shape: Shape) -> Option<&'static RecordShape> {
    match shape {
        Shape::Record(record) => Some(record),
        Shape::List(item) => record_of(item()),
        _ => None,
    }
}

fn unknown(path: &Phrase, key: &str, record: &'static RecordShape, findings: &mut Findings) {
    let message = format!("“{}”里没有“{key}”这个键", record.name);
    let mut diagnostic = Diagnostic::error("unknown-field-path", path.span, message);
    diagnostic = diagnostic.meant(nearest(key, record.fields.iter().map(|field| field.key)));
    findings.push(diagnostic.hint("这里写资料里的键，下一层用英文句点隔开，例如：活动.主题"));
}
