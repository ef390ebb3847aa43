//! What was recognised of a document, what was put right, and what is not the same: lines for people.

use crate::diag::diagnostic::Level;
use crate::import::clean::{Cleaning, Mended};
use crate::import::fields::Depth;
use crate::import::fit::Fitted;
use crate::import::parts::{self, Document, Part, Piece, Repair};
use crate::import::reading::Reading;
use crate::import::workbook::{self, Manner, Numbers, Target};
use crate::paper::Paper;
use crate::paper::end_matter::{self, packed};
use crate::paper::line::Role;
use crate::paper::recognise;

/// Most lines of a kind that are shown.
const SHOWN: usize = 10;

/// The report.
pub fn lines(reading: &Reading, fitted: &Fitted) -> Vec<String> {
    let mut lines = Vec::new();
    let documents = || fitted.sources.iter().flat_map(|(source, _)| &source.documents);
    for ((source, manner), (_, paper)) in fitted.sources.iter().zip(&reading.papers) {
        for (at, document) in source.documents.iter().enumerate() {
            // Where things stand is told of the document that the paper is; others stand behind it.
            of_document(document, Some(paper).filter(|_| at == 0), &mut lines);
            let fields = fields(at, document, manner);
            if !manner.fine.contains_key(&Target::Issue) {
                let (kind, carrier) = workbook::kind(document);
                let how = match carrier {
                    "无" => "没有版头".to_owned(),
                    carrier if carrier == kind => "直接发文".to_owned(),
                    carrier => format!("载体是{carrier}"),
                };
                lines.push(format!("  文种（按标题和版头定的）：{kind}，{how}"));
                lines.extend(why(document, kind));
            }
            if !fields.is_empty() {
                lines.push(format!("  写成项目的章：{}；其余照原文写", fields.join("、")));
            }
        }
    }
    if reading.papers.iter().any(|(_, paper)| paper.broken) {
        lines.push("原文的段落是断开的（每行到一定宽度就换行），已经接成整段，请看一看接得对不对".to_owned());
    }
    let boxes = reading.papers.iter().flat_map(|(_, paper)| &paper.tables).filter(|grid| parts::is_box(grid));
    match boxes.count() {
        0 => {}
        count => lines.push(format!("原文有{count}个方框（只有一列的表），里面的字照正文写")),
    }
    lines.extend(reading.cleanings.iter().flat_map(cleaned));
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
    let all = all.filter(|line| line.role != Role::Furniture);
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
        let told = !reading.cleanings.is_empty() || !reading.left_out.is_empty();
        let put_right = told || !fitted.repairs().is_empty();
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

/// What was put right: in a line, or each place on its own.
fn cleaned(cleaning: &Cleaning) -> Vec<String> {
    let Cleaning { what, count, places } = cleaning;
    let place = |line: usize| if line > 0 { format!("第{line}段，") } else { String::new() };
    let one = |mended: &Mended| {
        let old = shortened(&mended.old);
        if mended.new.is_empty() {
            format!("“{old}”")
        } else {
            format!("{}“{old}”改成“{}”", place(mended.line), shortened(&mended.new))
        }
    };
    let verb =
        if places.first().is_some_and(|mended| mended.new.is_empty()) { "去掉了" } else { "改了" };
    match &places[..] {
        [only] if *count == 1 => vec![format!("{what}{verb}1处：{}", one(only))],
        [first] => vec![format!("{what}{verb}{count}处，第一处{}", one(first))],
        several => {
            let mut lines = vec![format!("{what}{verb}{count}处：")];
            lines.extend(several.iter().map(|mended| format!("  {}", one(mended))));
            if *count > several.len() {
                lines.push(format!("  另有{}处", count - several.len()));
            }
            lines
        }
    }
}

/// Why a document whose title says otherwise is 其他公文.
fn why(document: &Document, kind: &str) -> Option<String> {
    let word = recognise::kind_of(&document.body().title)?;
    if kind != "其他公文" || document.issued.is_some() || !recognise::STATUTORY.contains(&word) {
        return None;
    }
    let mut missing = Vec::new();
    if document.head.number.is_empty() {
        missing.push("发文字号");
    }
    if end_matter::date(&document.main.date).is_none() {
        missing.push("成文日期");
    }
    if document.main.recipients.is_empty() {
        missing.push("主送机关");
    }
    if missing.is_empty() {
        return None;
    }
    let missing = missing.join("、");
    Some(format!(
        "    标题是“{word}”，但原文里没有认出{missing}，所以照没有版头的文件写；要生成红头的{word}，把“文种”“载体”改成{word}，补上{missing}"
    ))
}

/// The chapters of a document that are fields now.
fn fields(at: usize, document: &Document, manner: &Manner) -> Vec<String> {
    let headings: Vec<&str> = headings(document.body()).collect();
    let of = |(target, depth): (&Target, &Depth)| {
        let Target::Chapter(which, number) = target else { return None };
        let heading = headings.get(number.checked_sub(1)?).filter(|_| *which == at)?;
        let how = match depth {
            Depth::Text => "整段",
            Depth::Items => "分条",
            Depth::Times => "分条，有起止",
            Depth::Points => "分条，有事项",
        };
        Some(if *depth == Depth::Text { (*heading).to_owned() } else { format!("{heading}（{how}）") })
    };
    manner.fine.iter().filter_map(of).collect()
}

fn of_document(document: &Document, paper: Option<&Paper>, lines: &mut Vec<String>) {
    let body = document.body();
    let place = |role: Role| {
        let at = paper.and_then(|paper| paper.first(role)).map(|(at, _)| at + 1);
        at.map_or_else(String::new, |at| format!("（第{at}段）"))
    };
    let title = if document.main.title.is_empty() { &document.head.mark } else { &document.main.title };
    lines.push(format!("《{title}》"));
    let mut put = |what: &str, value: &str, place: String| {
        if !value.is_empty() {
            lines.push(format!("  {what}{place}：{}", shortened(value)));
        }
    };
    let nowhere = String::new;
    let (_, carrier) = workbook::kind(document);
    // What a paper without head has no key for stands in its text.
    let of_head = |role: Role| place(role) + if carrier == "无" { "（写在正文里）" } else { "" };
    let ends_well = carrier != "无" || workbook::ends_well(document);
    let of_end = |role: Role| place(role) + if ends_well { "" } else { "（写在正文里）" };
    put("发文字号", &document.head.number, of_head(Role::DocumentNumber));
    put("主送机关", &document.main.recipients, place(Role::Recipients));
    if document.issued.is_some() {
        put("印发的文件", &body.title, nowhere());
    }
    put("章节", &headings(body).collect::<Vec<_>>().join("、"), nowhere());
    let named = |part: &Part| {
        if part.elsewhere {
            format!("{}（只有名称，作为另附）", part.title)
        } else {
            part.title.clone()
        }
    };
    let attachments: Vec<String> = document.attachments.iter().map(named).collect();
    put("附件", &attachments.join("；"), nowhere());
    let parts = std::iter::once(body).chain(&document.attachments);
    let tables = parts.flat_map(|part| &part.text).filter(|piece| matches!(piece, Piece::Table(_))).count();
    put("表", &if tables > 0 { format!("{tables}张") } else { String::new() }, nowhere());
    let charts = std::iter::once(body).chain(&document.attachments).flat_map(|part| &part.text);
    let charts = charts.filter(|piece| matches!(piece, Piece::Chart(..))).count();
    put("图", &if charts > 0 { format!("{charts}张") } else { String::new() }, nowhere());
    put("署名", &document.main.signatures.join("、").replace('\t', "　"), of_end(Role::Signature));
    put("成文日期", &document.main.date, of_end(Role::Date));
    put("附注", &document.main.remark, of_end(Role::Remark));
    put("抄送机关", &document.copies_to, of_head(Role::Copies));
    put("印发机关", &document.printer, of_head(Role::Printed));
}

/// The headings of the first level.
fn headings(part: &Part) -> impl Iterator<Item = &str> {
    part.text.iter().filter_map(|piece| match piece {
        Piece::Chapter(words, _) => Some(words.as_str()),
        _ => None,
    })
}

fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    let mut chars = text.chars();
    let start: String = chars.by_ref().take(MOST).collect();
    if chars.next().is_some() { format!("{start}……") } else { start }
}
