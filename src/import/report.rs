//! What was recognised of a document, what was put right, and what is not the same: lines for people.

use crate::diag::diagnostic::Level;
use crate::import::clean::Cleaning;
use crate::import::fit::Fitted;
use crate::import::parts::{Document, Part, Piece, Repair};
use crate::import::reading::Reading;
use crate::import::workbook::{Numbers, Target};
use crate::paper::end_matter::packed;

/// Most lines of a kind that are shown.
const SHOWN: usize = 10;

/// The report.
pub fn lines(reading: &Reading, fitted: &Fitted) -> Vec<String> {
    let mut lines = Vec::new();
    let documents = || fitted.sources.iter().flat_map(|(source, _)| &source.documents);
    for document in documents() {
        of_document(document, &mut lines);
    }
    lines.extend(reading.cleanings.iter().map(cleaned));
    lines.extend(reading.left_out.iter().cloned());
    if let Some(first) = reading.damaged.first() {
        let count = reading.damaged.len();
        lines.push(format!("有{count}行里有认不出的字，照原样留着，请对照原文改过来：{}", shortened(first)));
    }
    if documents().all(|document| document.unit.is_empty()) {
        lines.push("没有认出发文机关，资料里写成“某某单位”，请改过来".to_owned());
    }
    for Repair { what, old, new } in &fitted.repairs() {
        lines.push(if old.is_empty() {
            format!("原文没有{what}，资料里写成“{new}”，请改过来")
        } else {
            format!("{what}“{old}”改成“{new}”")
        });
    }
    let errors = fitted.findings.list.iter().filter(|told| told.level == Level::Error).count();
    if errors > 0 {
        lines.push(format!("资料里有{errors}处要补写或者改过才能生成，用“gongwen build”看是哪几处"));
    }
    let all = reading.papers.iter().flat_map(|(_, paper)| &paper.lines);
    let count: usize = all.map(|line| packed(&line.text).chars().count()).sum();
    let difference = &fitted.difference;
    let as_written = fitted.sources.iter().filter(|(_, manner)| {
        matches!(manner.numbers, Numbers::AsWritten | Numbers::Whole)
            && !manner.fine.contains_key(&Target::Issue)
    });
    for (source, _) in as_written {
        let title = &source.documents[0].main.title;
        lines.push(format!(
            "“{}”的序号不连续或者层次不合，照原文写；用“gongwen check”看是哪几处",
            shortened(title)
        ));
    }
    if difference.is_none() {
        let put_right = !reading.cleanings.is_empty() || !fitted.repairs().is_empty();
        let but = if put_right { "除了上面说的以外，" } else { "" };
        lines.push(format!("核对：{but}由资料生成的文件与原文{count}字（不算空格）逐字相同"));
    } else {
        lines.push(format!("核对：原文{count}字（不算空格），由资料生成的文件与原文有不同："));
        for (what, list) in
            [("少了", &difference.lost), ("多了", &difference.added), ("换了位置", &difference.moved)]
        {
            let shown = list.iter().take(SHOWN).map(|line| format!("  {what}：{}", shortened(line)));
            lines.extend(shown);
            if list.len() > SHOWN {
                lines.push(format!("  {what}的另有{}处", list.len() - SHOWN));
            }
        }
    }
    lines
}

/// What was put right, in a line.
fn cleaned(cleaning: &Cleaning) -> String {
    let Cleaning { what, count, old, new } = cleaning;
    if new.is_empty() {
        format!("{what}去掉了{count}处，第一处是“{}”", shortened(old))
    } else {
        format!("{what}改了{count}处，第一处“{}”改成“{}”", shortened(old), shortened(new))
    }
}

fn of_document(document: &Document, lines: &mut Vec<String>) {
    let body = document.body();
    lines.push(format!("《{}》", document.main.title));
    let mut put = |what: &str, value: &str| {
        if !value.is_empty() {
            lines.push(format!("  {what}：{}", shortened(value)));
        }
    };
    put("发文字号", &document.head.number);
    put("主送机关", &document.main.recipients);
    if document.issued.is_some() {
        put("印发的文件", &body.title);
    }
    put("章节", &chapters(body));
    let named = |part: &Part| {
        if part.elsewhere {
            format!("{}（只有名称，作为另附）", part.title)
        } else {
            part.title.clone()
        }
    };
    let attachments: Vec<String> = document.attachments.iter().map(named).collect();
    put("附件", &attachments.join("；"));
    let parts = std::iter::once(body).chain(&document.attachments);
    let tables = parts.flat_map(|part| &part.text).filter(|piece| matches!(piece, Piece::Table(_))).count();
    put("表", &if tables > 0 { format!("{tables}张") } else { String::new() });
    let charts = std::iter::once(body).chain(&document.attachments).flat_map(|part| &part.text);
    let charts = charts.filter(|piece| matches!(piece, Piece::Chart(..))).count();
    put("图", &if charts > 0 { format!("{charts}张") } else { String::new() });
    put("署名", &document.main.signatures.join("、"));
    put("成文日期", &document.main.date);
    put("附注", &document.main.remark);
    put("抄送机关", &document.copies_to);
    put("印发机关", &document.printer);
}

/// The first words of the chapters.
fn chapters(part: &Part) -> String {
    let names: Vec<&str> = part
        .text
        .iter()
        .filter_map(|piece| match piece {
            Piece::Chapter(words, _) => Some(words.as_str()),
            _ => None,
        })
        .collect();
    names.join("、")
}

fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    let mut chars = text.chars();
    let start: String = chars.by_ref().take(MOST).collect();
    if chars.next().is_some() { format!("{start}……") } else { start }
}
