//! An issue of a bulletin → the fields of 简报 (惯例; GB/T 9704 has no such form).

use crate::document::tree::Form;
use crate::import::workbook::{literal, map, text};
use crate::paper::Paper;
use crate::paper::end_matter::{self, packed};
use crate::paper::line::{Line, Role};
use crate::paper::number::is_blank;
use crate::source::edit::Plain;

/// An issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// Who publishes it.
    pub publisher: String,
    /// Its date, `2026-04-30`.
    pub date: String,
    /// The fields of 简报.
    pub fields: Plain,
}

/// Who publishes an issue, and when, where a line says so: `某某县卫生局办公室⇥2026年4月30日`.
pub fn publisher(line: &Line) -> Option<(String, end_matter::WrittenDate)> {
    let text = line.text.trim_matches(is_blank);
    let (unit, date) = text.rsplit_once(['\t', '\u{3000}', ' ']).filter(|_| line.role == Role::Furniture)?;
    Some((unit.trim_matches(is_blank).to_owned(), end_matter::date(date)?))
}

/// The issue that a paper is; `None` if it is none, or not of the usual form.
pub fn issue(paper: &Paper) -> Option<Issue> {
    if paper.form != Form::Bulletin {
        return None;
    }
    let (publisher, date) = paper.lines.iter().find_map(publisher)?;
    let one = |role: Role| -> String { paper.of(role).map(|(_, line)| packed(&line.text)).collect() };
    let mut entries = vec![
        ("名称", said(&one(Role::RedMark))),
        ("期号", said(&one(Role::DocumentNumber))),
        ("编印", said(&publisher)),
    ];
    let mut articles = Vec::new();
    let mut note = Vec::new();
    let titles: Vec<String> = (0..paper.parts()).map(|part| packed(&paper.title(part))).collect();
    for part in 0..paper.parts() {
        let title = paper.title(part);
        let mut lines: Vec<String> = Vec::new();
        for (_, line) in paper.part(part).filter(|(_, line)| line.is_text() || line.role == Role::Note) {
            let words = line.text.trim_matches(is_blank);
            // 要目 are the titles again; the program writes them itself.
            let bare = packed(words);
            let is_contents = bare == "本期要目"
                || bare.strip_prefix('◇').is_some_and(|name| titles.iter().any(|title| title == name));
            match words.strip_prefix("编者按：") {
                _ if is_contents => {}
                Some(words) if part == 0 => note.push(words.to_owned()),
                _ => lines.push(words.to_owned()),
            }
        }
        if title.is_empty() {
            // Text that belongs to no article.
            if !lines.is_empty() {
                return None;
            }
            continue;
        }
        let last = lines.last().and_then(|line| line.strip_prefix("（供稿：")?.strip_suffix('）'));
        let source = last.map(str::to_owned);
        if source.is_some() {
            lines.pop();
        }
        let mut article = vec![("标题", said(&title)), ("正文", said(&lines.join("\n")))];
        article.extend(source.map(|source| ("供稿", said(&source))));
        articles.push(map(article));
    }
    if !note.is_empty() {
        entries.push(("编者按", said(&note.join("\n"))));
    }
    entries.push(("稿件", Plain::List(articles)));
    for (_, line) in paper.of(Role::Printed) {
        let words = line.text.trim_matches(is_blank);
        let receivers = |label: &str| words.strip_prefix(label).map(|names| names.trim_end_matches('。'));
        if let Some(names) = receivers("报：") {
            entries.push(("报", said(names)));
        } else if let Some(names) = receivers("送：") {
            entries.push(("送", said(names)));
        } else {
            let copies = words.strip_prefix("（共印")?.strip_suffix('）')?;
            entries.push(("印数", said(copies)));
        }
    }
    let date = format!("{}-{:02}-{:02}", date.year, date.month, date.day);
    Some(Issue { publisher, date, fields: map(entries) })
}

fn said(words: &str) -> Plain {
    text(&literal(words))
}
