//! What holds for all sheets and all workbooks.

use proptest::prelude::*;

use super::{read_sheets, sheets, with_unit};
use crate::diag::diagnostic::{Place, Span};
use crate::embedded;
use crate::source::node::{Node, Value};
use crate::source::tests::sheets::builder::xlsx;

#[test]
fn every_scaffold_can_be_sheets() {
    for (name, text) in embedded::scaffolds() {
        let made = sheets(&text.replace("{单位}", "某某局"));
        assert!(made.is_ok(), "{name}: {}", made.err().unwrap_or_default());
    }
}

/// A cell of what stands in such sheets.
fn cell() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "",
        "",
        "",
        "项目",
        "内容",
        "说明",
        "名称",
        "事项",
        "印发.日期",
        "印发",
        "章节.用",
        "【条目】",
        "【依据】",
        "【指标】",
        "【表头】",
        "【行】",
        "【数据】",
        "类别",
        "单位",
        "1",
        "0.95{0%}",
        "41090{yyyy-mm-dd}",
        "'0012",
        "甲",
        "乙⏎丙",
        "一、加强领导。⏎要做到。",
        "=A1→3",
        "=A1",
        "#REF!",
        "TRUE",
        "序号",
        "备注",
        "表头",
        "依据",
        "系列.数",
        "资料.活动.名称",
        "↑",
        "←",
        "12345678901234567890",
        ".",
        "..",
        "【】",
    ])
}

fn sheet() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec![
        "单位",
        "活动",
        "工作目标",
        "重点任务",
        "实施步骤",
        "文稿",
        "附件",
        "制度",
        "表-甲",
        "图-乙",
        "台账",
        "资料",
        "其他",
        "简报",
        "表",
        "图",
        "甲",
        "缘由",
        "数字",
        "台账-丙",
        "表-",
        "引用",
    ]);
    let merged = prop::option::of((0..3u8, 1..7u8, 0..3u8, 0..3u8));
    let rows = prop::collection::vec(prop::collection::vec(cell(), 0..5), 0..7);
    (name, rows, merged).prop_map(|(name, rows, merged)| {
        let rows: Vec<String> = rows.into_iter().map(|cells| cells.join(" | ") + "\n").collect();
        let merged = merged.map_or(String::new(), |(left, top, wide, high)| {
            let letter = |at: u8| char::from(b'A' + at);
            format!("〔合并 {}{top}:{}{}〕\n", letter(left), letter(left + wide), top + high)
        });
        format!("工作表 {name}\n{}{merged}", rows.concat())
    })
}

/// Every place that a tree has.
fn places(node: &Node, list: &mut Vec<Span>) {
    match &node.value {
        Value::Map(entries) => {
            for (key, value) in entries {
                list.push(key.span);
                places(value, list);
            }
        }
        Value::List(items) => items.iter().for_each(|item| places(item, list)),
        Value::Scalar(_) => list.push(node.span),
        Value::Null | Value::Table(_) | Value::Picture(_) => {}
    }
}

/// What is no key and belongs to no form: content, wherever it stands.
const CONTENTS: [&str; 9] =
    ["甲", "乙\n丙", "一、加强领导。\n要做到。", "0012", "3", "95%", "2012-06-30", "TRUE", "1"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn sheets_never_panic_and_nothing_is_dropped_unsaid(list in prop::collection::vec(sheet(), 1..3)) {
        let text = list.concat();
        let outcome = with_unit(&text);
        let told = outcome.told();
        if outcome.findings.has_errors() {
            // Then nothing is made, and the next run tells the rest.
            return Ok(());
        }
        let mut read = Vec::new();
        if let Some(node) = &outcome.node {
            places(node, &mut read);
        }
        for finding in &outcome.findings.list {
            if let Place::Span(span) = finding.place {
                read.push(span);
            }
        }
        for source in outcome.sources.ids() {
            let page = outcome.sources.get(source);
            let crate::diag::sources::MadeOf::Cells(cells) = &page.made_of else { continue };
            if cells.sheet.as_deref().is_some_and(|name| name.contains("台账")) {
                continue;
            }
            let whole = page.text.len();
            let columns = cells.columns.len();
            for (index, &start) in cells.starts.iter().enumerate() {
                let start = start as usize;
                let end = cells.starts.get(index + 1).map_or(whole, |end| *end as usize);
                let written = page.text[start..end].trim();
                let for_people = (0..cells.rows.len()).any(|row| {
                    let head = row * columns + index % columns;
                    let from = cells.starts[head] as usize;
                    let to = cells.starts.get(head + 1).map_or(whole, |end| *end as usize);
                    row * columns <= index && matches!(page.text[from..to].trim(), "说明" | "备注" | "序号")
                });
                let marked = (0..columns).any(|column| {
                    let from = cells.starts[index / columns * columns + column] as usize;
                    page.text[from..].starts_with('【')
                });
                let is_read = read.iter().any(|span| span.source == source && span.start < end && span.end > start);
                prop_assert!(
                    !CONTENTS.contains(&written) || is_read || for_people || marked,
                    "{written:?} is lost\n{text}\n{told}\n{}", outcome.dump()
                );
            }
        }
    }

    #[test]
    fn any_bytes_of_a_package_are_read_or_refused(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = xlsx("工作表 单位\n项目 | 内容\n名称 | 某某局\n");
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let outcome = read_sheets(&bytes);
        prop_assert!(outcome.node.is_some() || outcome.findings.has_errors());
    }

    #[test]
    fn texts_of_items_come_back(texts in prop::collection::vec("[一-龥0-9a-z、；，.=+@'-]{1,12}", 1..6)) {
        let quoted: Vec<String> = texts.iter().map(|text| format!("'{}'", text.replace('\'', "''"))).collect();
        let text = format!("单位: 某某局\n重点任务:\n  - {{名称: 甲, 事项: [{}], 内容: {}}}\n", quoted.join(", "), quoted[0]);
        let bytes = sheets(&text).map_err(TestCaseError::fail)?;
        let outcome = read_sheets(&bytes);
        let dump = outcome.dump();
        for (number, text) in (1..).zip(&texts) {
            let line = format!("事项[{number}]: {text}　");
            prop_assert!(dump.contains(&line), "{line}\n{dump}");
        }
    }
}
