//! Chapters whose headings say what they are → the fields of a workbook: 指导思想, 工作目标, 实施步骤 with their times, 有关要求.
//!
//! A chapter may be written down more or less finely. Which of the ways gives the same text is found out by building; here they
//! are only made.

use crate::import::workbook::{list, map, text};
use crate::paper::number::{self, Mark, Shape, is_blank};
use crate::source::edit::Plain;
use crate::template::library::Kind;

/// How finely a chapter is written down; what is finer tells more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// The whole as one text of the field.
    Text,
    /// 条目 or 阶段 with their names and texts.
    Items,
    /// The same, 阶段 with their times.
    Times,
    /// The same, with 事项 or 重点.
    Points,
}

impl Depth {
    /// From the finest on.
    pub const ALL: [Self; 4] = [Self::Points, Self::Times, Self::Items, Self::Text];
}

/// A field, and what headings call it.
const HEADINGS: [(&str, &[&str]); 17] = [
    ("指导思想", &["指导思想", "总体思路"]),
    ("工作目标", &["工作目标", "目标任务", "总体目标", "主要目标", "活动目标", "目标要求", "任务目标"]),
    ("基本原则", &["基本原则", "工作原则"]),
    (
        "重点任务",
        &[
            "重点任务",
            "主要任务",
            "工作任务",
            "重点工作",
            "主要内容",
            "工作内容",
            "工作重点",
            "整治内容",
            "整治重点",
            "重点内容",
        ],
    ),
    (
        "实施步骤",
        &[
            "实施步骤",
            "工作步骤",
            "方法步骤",
            "步骤安排",
            "时间安排",
            "进度安排",
            "活动步骤",
            "实施阶段",
            "时间步骤",
            "工作安排",
        ],
    ),
    ("推进措施", &["推进措施", "工作措施", "主要措施", "保障措施", "具体措施"]),
    (
        "有关要求",
        &[
            "有关要求",
            "工作要求",
            "组织领导",
            "组织实施",
            "几点要求",
            "具体要求",
            "相关要求",
            "组织保障",
            "组织领导和工作要求",
        ],
    ),
    ("基本情况", &["基本情况", "总体情况"]),
    ("动员部署", &["动员部署"]),
    ("组织领导", &["组织领导"]),
    ("主要做法", &["主要做法", "工作开展情况", "主要工作", "工作情况"]),
    ("主要成效", &["主要成效", "工作成效", "取得的成效"]),
    ("体会", &["体会", "主要体会", "几点体会"]),
    ("存在问题", &["存在问题", "存在的问题", "存在的主要问题", "主要问题", "问题和不足", "存在的不足"]),
    ("原因分析", &["原因分析", "主要原因"]),
    ("对策建议", &["对策建议", "对策与建议", "几点建议", "工作建议"]),
    (
        "下步打算",
        &[
            "下步打算",
            "下一步打算",
            "下一步工作打算",
            "下步工作打算",
            "下一步工作",
            "下一步工作计划",
            "今后工作打算",
            "下一步工作安排",
        ],
    ),
];

/// The field that a chapter of a document of this kind is, and the section of the kind that prints it.
pub fn field(kind: &Kind, heading: &str) -> Option<(&'static str, String)> {
    let heading = heading.trim_matches(|c| is_blank(c) || matches!(c, '。' | '：' | '，'));
    HEADINGS.iter().filter(|(_, words)| words.contains(&heading)).find_map(|(key, _)| {
        // A section that also reckons, of which the text would be another, is not the one that is meant.
        let section = kind
            .sections
            .iter()
            .find(|section| section.uses.iter().any(|used| used == key) && section.name == *key)?;
        Some((*key, section.name.clone()))
    })
}

/// The value of a field, made of the lines under its heading; `None` where they are not of that form.
pub fn value(key: &str, lines: &[String], depth: Depth) -> Option<Plain> {
    if lines.is_empty() {
        return None;
    }
    match (depth, key) {
        (Depth::Text, _) => Some(map(vec![("正文", text(&lines.join("\n")))])),
        (_, "指导思想") => None,
        (Depth::Times, key) if key != "实施步骤" => None,
        (_, "实施步骤") => steps(lines, depth),
        (_, "工作目标") => items(lines, depth, "总体"),
        _ => items(lines, depth, "导语"),
    }
}

/// What stands under a number `（一）`.
struct Item {
    name: String,
    /// Behind the name, on its line.
    run_in: String,
    /// On lines of their own.
    rest: Vec<String>,
}

/// The lines before the first `（一）`, and what stands under each.
fn divided(lines: &[String]) -> Option<(Vec<String>, Vec<Item>)> {
    let marks = number::marks(lines);
    let at = |mark: &Option<Mark>| {
        mark.as_ref().filter(|mark| mark.shape == Shape::HanInBrackets).map(|mark| mark.range.end)
    };
    let mut lead = Vec::new();
    let mut items: Vec<Item> = Vec::new();
    for (line, mark) in lines.iter().zip(&marks) {
        match (at(mark), items.last_mut()) {
            (Some(end), _) => {
                let words = line[end..].trim_matches(is_blank);
                let (name, run_in) = words.split_once('。').unwrap_or((words, ""));
                items.push(Item {
                    name: name.to_owned(),
                    run_in: run_in.trim_matches(is_blank).to_owned(),
                    rest: Vec::new(),
                });
            }
            (None, Some(item)) => item.rest.push(line.clone()),
            (None, None) => lead.push(line.clone()),
        }
    }
    (!items.is_empty() && items.iter().all(|item| !item.name.is_empty())).then_some((lead, items))
}

/// 导语 and 条目.
fn items(lines: &[String], depth: Depth, lead_key: &'static str) -> Option<Plain> {
    let (lead, items) = divided(lines)?;
    let is_apart = items.iter().all(|item| item.run_in.is_empty());
    if !is_apart && items.iter().any(|item| item.run_in.is_empty() && !item.rest.is_empty()) {
        return None;
    }
    let one = |item: Item| -> Option<Plain> {
        let mut entries = vec![("名称", text(&item.name))];
        let points = if depth == Depth::Points { points(&item.rest) } else { None };
        let mut words: Vec<String> = (!item.run_in.is_empty()).then_some(item.run_in).into_iter().collect();
        match points {
            Some((before, points)) => {
                words.extend(before);
                if !words.is_empty() {
                    entries.push(("内容", text(&words.join("\n"))));
                }
                entries.push(("事项", list(&points)));
            }
            None => {
                words.extend(item.rest);
                if !words.is_empty() {
                    entries.push(("内容", text(&words.join("\n"))));
                }
            }
        }
        Some(map(entries))
    };
    let items: Vec<Plain> = items.into_iter().map(one).collect::<Option<_>>()?;
    let mut entries = Vec::new();
    if !lead.is_empty() {
        entries.push((lead_key, text(&lead.join("\n"))));
    }
    if lead_key == "总体" {
        entries.push(("导语", text("无")));
    }
    entries.push(("写法", text(if is_apart { "分行" } else { "接排" })));
    entries.push(("条目", Plain::List(items)));
    Some(map(entries))
}

/// The lines before the first `1.`, and what each `1.` says, without the mark at its end; `None` where there are fewer than two.
fn points(lines: &[String]) -> Option<(Vec<String>, Vec<String>)> {
    let marks = number::marks(lines);
    let first = marks.iter().position(Option::is_some)?;
    let said = lines[first..].iter().zip(&marks[first..]).map(|(line, mark)| {
        let mark = mark.as_ref().filter(|mark| mark.shape == Shape::Arabic)?;
        Some(line[mark.range.end..].trim_matches(|c| is_blank(c) || matches!(c, '；' | '。')).to_owned())
    });
    let said: Vec<String> = said.collect::<Option<_>>()?;
    (said.len() > 1).then(|| (lines[..first].to_vec(), said))
}

/// 导语 and 阶段.
fn steps(lines: &[String], depth: Depth) -> Option<Plain> {
    let (lead, items) = divided(lines)?;
    let one = |item: Item| -> Plain {
        let mut entries = Vec::new();
        let period = if depth >= Depth::Times { period(&item.name) } else { None };
        match period {
            Some((name, start, end)) => {
                entries.push(("名称", text(name)));
                entries.extend(start.map(|start| ("起", text(&start))));
                entries.extend(end.map(|end| ("止", text(&end))));
            }
            None => entries.push(("名称", text(&item.name))),
        }
        let mut words: Vec<String> = (!item.run_in.is_empty()).then_some(item.run_in).into_iter().collect();
        words.extend(item.rest);
        if depth == Depth::Points
            && let Some(first) = words.first_mut()
            && let Some((focus, rest)) = focus(first)
        {
            entries.push(("重点", text(&focus)));
            *first = rest;
            if first.is_empty() {
                words.remove(0);
            }
        }
        if !words.is_empty() {
            entries.push(("内容", text(&words.join("\n"))));
        }
        map(entries)
    };
    let lead = if lead.is_empty() { "无".to_owned() } else { lead.join("\n") };
    Some(map(vec![("导语", text(&lead)), ("阶段", Plain::List(items.into_iter().map(one).collect()))]))
}

/// `重点是……。……` → what is in front, and the rest.
fn focus(words: &str) -> Option<(String, String)> {
    let (focus, rest) = words.strip_prefix("重点是")?.split_once('。')?;
    Some((focus.to_owned(), rest.to_owned()))
}

/// `调查摸底阶段（2012年4月底前）` → name, 起, 止.
fn period(name: &str) -> Option<(&str, Option<String>, Option<String>)> {
    let (name, inner) = name.strip_suffix('）')?.rsplit_once('（')?;
    if !inner.contains(['年', '月', '日']) || !inner.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let range = inner.split_once('至').or_else(|| inner.split_once('—')).or_else(|| inner.split_once('－'));
    let Some((start, end)) = range else {
        let end = inner.strip_suffix('前')?;
        return Some((name, None, Some(end.to_owned())));
    };
    // What the end leaves out is that of the start.
    let has = |part: char| end.contains(part);
    let year = start.split_once('年').map(|(year, _)| format!("{year}年")).filter(|_| !has('年'));
    let month = start
        .split_once('月')
        .filter(|_| !has('月'))
        .map(|(before, _)| format!("{}月", before.rsplit_once('年').map_or(before, |(_, month)| month)));
    let end = format!("{}{}{end}", year.unwrap_or_default(), month.unwrap_or_default());
    Some((name, Some(start.to_owned()), Some(end)))
}
