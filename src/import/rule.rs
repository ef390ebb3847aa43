//! 章 and 条 of a rule, or its points: text → the fields of 制度.

use crate::import::parts::{Part, Piece};
use crate::import::workbook::{list, map, text};
use crate::paper::number::{self, Shape, is_blank};
use crate::source::edit::Plain;

/// A 条 as it is gathered.
#[derive(Default)]
struct Clause {
    lines: Vec<String>,
    points: Vec<String>,
    /// What stands behind the points.
    closing: Vec<String>,
}

/// The fields of a rule in articles (`第一条　……`) or in points (`1.……`); `None` if it is of neither form. `line` writes a piece down.
pub fn articles(part: &Part, line: &mut impl FnMut(&Piece) -> String) -> Option<Vec<(&'static str, Plain)>> {
    if !part.signatures.is_empty() || !part.remark.is_empty() || !part.under_title.is_empty() {
        return None;
    }
    let lines: Vec<String> = part.text.iter().map(line).collect();
    let marks = number::marks(&lines);
    let has = |shape: Shape| marks.iter().flatten().any(|mark| mark.shape == shape);
    let (clause, point) = if has(Shape::Article) {
        (Shape::Article, Shape::HanInBrackets)
    } else if has(Shape::Arabic) && !has(Shape::Han) && !has(Shape::HanInBrackets) {
        (Shape::Arabic, Shape::ArabicInBrackets)
    } else {
        return None;
    };
    let mut lead: Vec<String> = Vec::new();
    let mut loose: Vec<Clause> = Vec::new();
    let mut chapters: Vec<(String, Vec<Clause>)> = Vec::new();
    for (line, mark) in lines.iter().zip(&marks) {
        let said = mark.as_ref().map_or(line.as_str(), |mark| &line[mark.range.end..]).trim_matches(is_blank);
        let shape = mark.as_ref().map(|mark| mark.shape);
        let clauses = match chapters.last_mut() {
            Some((_, clauses)) => clauses,
            None => &mut loose,
        };
        if shape == Some(Shape::Chapter) {
            if !loose.is_empty() {
                return None;
            }
            chapters.push((said.chars().filter(|&c| !is_blank(c)).collect(), Vec::new()));
        } else if shape == Some(clause) {
            clauses.push(Clause { lines: vec![said.to_owned()], ..Clause::default() });
        } else {
            let Some(last) = clauses.last_mut() else {
                if !chapters.is_empty() {
                    return None;
                }
                lead.push(line.clone());
                continue;
            };
            if shape == Some(point) && last.closing.is_empty() {
                last.points.push(said.trim_end_matches(['；', '。']).to_owned());
            } else if shape == Some(point) {
                return None;
            } else if last.points.is_empty() {
                last.lines.push(line.clone());
            } else {
                last.closing.push(line.clone());
            }
        }
    }
    let written = |clauses: Vec<Clause>| -> Plain {
        let one = |clause: Clause| {
            let words = text(&clause.lines.join("\n"));
            if clause.points.is_empty() {
                return words;
            }
            let mut entries = vec![("内容", words), ("项", list(&clause.points))];
            if !clause.closing.is_empty() {
                entries.push(("结语", text(&clause.closing.join("\n"))));
            }
            map(entries)
        };
        Plain::List(clauses.into_iter().map(one).collect())
    };
    let mut entries = vec![("写法", text(if clause == Shape::Article { "章条" } else { "序号" }))];
    if !lead.is_empty() {
        entries.push(("导语", text(&lead.join("\n"))));
    }
    if chapters.is_empty() {
        entries.push(("条", written(loose)));
    } else {
        let one = |(name, clauses): (String, Vec<Clause>)| {
            map(vec![("名称", text(&name)), ("条", written(clauses))])
        };
        entries.push(("章", Plain::List(chapters.into_iter().map(one).collect())));
    }
    Some(entries)
}
