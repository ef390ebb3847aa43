//! The names of all files, decided for the whole roster before the first is written: legal everywhere, inside the folder, no
//! two alike. A unit that shares its name with another gets what is above it in front, or its code behind.
//!
//! They depend on the roster alone, not on a filter or a shard, so that every run finds the files of the last.

use std::collections::{HashMap, HashSet};

use crate::batch::check::Capped;
use crate::batch::columns::Columns;
use crate::batch::roster::Roster;
use crate::diag::diagnostic::{Diagnostic, Span};
use crate::diag::findings::Findings;
use crate::diag::nearest::nearest;
use crate::figure::expand::references;
use crate::model::text::Phrase;
use crate::world::names::{file_stem, folded};

/// Longest part of a path in bytes, without `.docx` and the like.
const LONGEST: usize = 220;

/// The paths of all rows, without their end; parts are separated by `/`.
#[derive(Debug, Default)]
pub struct Names {
    text: String,
    ends: Vec<u32>,
}

impl Names {
    /// The path of a row.
    pub fn get(&self, row: usize) -> &str {
        let start = row.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..self.ends[row] as usize]
    }
}

/// Decides the names. `pattern` is what the workbook asks for: `【县】/【单位名称】`.
pub fn names(roster: &Roster, columns: &Columns, pattern: Option<&Phrase>, findings: &mut Findings) -> Names {
    let stems = match pattern {
        Some(pattern) => patterned(roster, columns, pattern, findings),
        None => by_unit(roster, columns, findings),
    };
    let mut names = Names::default();
    for stem in stems {
        names.text.push_str(&stem);
        names.ends.push(names.text.len() as u32);
    }
    names
}

fn unit_name<'a>(roster: &'a Roster, columns: &'a Columns, row: usize) -> &'a str {
    columns.cell(roster, row, columns.unit).map_or("", |(text, _)| text)
}

/// What may stand with the name of a unit that is not the only one of its name.
fn distinctions(columns: &Columns) -> Vec<Distinction<'_>> {
    let mut list: Vec<Distinction<'_>> =
        (1..=columns.parents.len()).map(|count| Distinction::Above(&columns.parents[..count])).collect();
    list.extend(columns.code.map(Distinction::Code));
    list.push(Distinction::Ends);
    list
}

enum Distinction<'a> {
    /// So many units above, the nearest first.
    Above(&'a [usize]),
    /// The code.
    Code(usize),
    /// Of names that are too long, the beginning and the end.
    Ends,
}

impl Distinction<'_> {
    fn name(&self, roster: &Roster, columns: &Columns, row: usize) -> String {
        let name = unit_name(roster, columns, row);
        let cell = |at: usize| columns.cell(roster, row, at).map_or("", |(text, _)| text);
        match self {
            Distinction::Above(above) => {
                let above: String = above.iter().rev().map(|at| cell(*at)).collect();
                file_stem(&format!("{above}{name}"), LONGEST)
            }
            Distinction::Code(code) => {
                let code = file_stem(cell(*code), 60);
                format!("{}（{code}）", file_stem(name, LONGEST - code.len() - 6))
            }
            Distinction::Ends => ends(&file_stem(name, usize::MAX)),
        }
    }
}

/// A name of at most [`LONGEST`] bytes: `某某省……管理委员会…第二分园`.
fn ends(name: &str) -> String {
    if name.len() <= LONGEST {
        return name.to_owned();
    }
    let half = (LONGEST - '…'.len_utf8()) / 2;
    let begin = name.floor_char_boundary(half);
    let end = name.ceil_char_boundary(name.len() - half);
    format!("{}…{}", &name[..begin], &name[end..])
}

fn by_unit(roster: &Roster, columns: &Columns, findings: &mut Findings) -> Vec<String> {
    let mut stems: Vec<String> =
        (0..roster.len()).map(|row| file_stem(unit_name(roster, columns, row), LONGEST)).collect();
    let mut groups: HashMap<String, Vec<usize>> = HashMap::new();
    for (row, stem) in stems.iter().enumerate() {
        groups.entry(folded(stem)).or_default().push(row);
    }
    let mut taken: HashSet<String> = groups.keys().cloned().collect();
    let mut alike: Vec<Vec<usize>> = groups.into_values().filter(|rows| rows.len() > 1).collect();
    alike.sort_unstable();
    let mut faults = Capped::new(findings);
    for rows in alike {
        let chosen = distinctions(columns).iter().find_map(|distinction| {
            let names: Vec<String> = rows.iter().map(|row| distinction.name(roster, columns, *row)).collect();
            let mut seen = HashSet::new();
            let distinct = names.iter().all(|name| {
                let name = folded(name);
                !taken.contains(&name) && seen.insert(name)
            });
            distinct.then_some(names)
        });
        if let Some(names) = chosen {
            for (row, name) in rows.iter().zip(names) {
                taken.insert(folded(&name));
                stems[*row] = name;
            }
        } else {
            let (place, told) = same_unit(roster, columns, &rows);
            faults.push(&columns.list[columns.unit].name, place, told);
        }
    }
    faults.finish();
    stems
}

/// The fault of rows that cannot be told apart, and the place of the second.
fn same_unit(roster: &Roster, columns: &Columns, rows: &[usize]) -> (Span, Diagnostic) {
    let place = |row: usize| -> Span {
        columns.cell(roster, row, columns.unit).map_or(roster.row_span(row), |(_, span)| span)
    };
    let name = unit_name(roster, columns, rows[0]);
    let told = match rows.iter().find(|row| unit_name(roster, columns, **row) != name) {
        None => {
            let message = format!("名册里有{}行都是“{name}”，分不清是不是同一个单位", rows.len());
            Diagnostic::error("repeated-unit", place(rows[1]), message)
                .hint("重复的删去；确实是几个单位，加一列“代码”，或者“县”“上级单位”等，写上能区分的内容")
        }
        Some(other) => {
            let message = format!("有{}个单位名称不同，写成文件名却是一样的", rows.len());
            Diagnostic::error("repeated-unit", place(*other), message)
                .hint("文件名不分大小写，太长的只留前后两段，看不见的字符不要；重复的删去")
                .hint("确实是几个单位，加一列“代码”，或者在资料的“名册”里写“文件名”，用能区分的列")
        }
    };
    (place(rows[1]), told.related(place(rows[0]), "第一行在这里"))
}

/// `【县】/【单位名称】` for each row.
fn patterned(roster: &Roster, columns: &Columns, pattern: &Phrase, findings: &mut Findings) -> Vec<String> {
    let mut used = Vec::new();
    for name in references(&pattern.text) {
        match columns.find(name) {
            Some(at) => used.push((format!("【{name}】"), at)),
            None => {
                let names = columns.list.iter().map(|column| column.name.as_str());
                findings.push(
                    Diagnostic::error(
                        "no-such-column",
                        pattern.span,
                        format!("文件名里的“{name}”不是名册的一列"),
                    )
                    .meant(nearest(name, names.clone()))
                    .hint(format!("名册的列有：{}", names.collect::<Vec<_>>().join("、"))),
                );
            }
        }
    }
    let mut stems = Vec::with_capacity(roster.len());
    let mut rows_by_name: HashMap<String, usize> = HashMap::new();
    let mut faults = Capped::new(findings);
    for row in 0..roster.len() {
        let mut parts = Vec::new();
        for part in pattern.text.split('/') {
            let mut text = part.to_owned();
            for (mark, at) in used.iter().filter(|(mark, _)| part.contains(mark.as_str())) {
                let cell = columns.cell(roster, row, *at);
                if cell.is_none() {
                    let column = &columns.list[*at];
                    let place = column.at.map_or(roster.row_span(row), |at| roster.span(row, at));
                    let message = format!("文件名要用“{}”，这一行没有填", column.name);
                    let told =
                        Diagnostic::error("blank-cell", place, message).hint("在名册里填上，或者改“文件名”");
                    faults.push(&column.name, place, told);
                }
                text = text.replace(mark.as_str(), cell.map_or("", |(text, _)| text));
            }
            parts.push(file_stem(&text, LONGEST));
        }
        let stem = parts.join("/");
        match rows_by_name.get(&folded(&stem)) {
            Some(first) => {
                let place = roster.row_span(row);
                let told = Diagnostic::error("repeated-unit", place, format!("有两行的文件都叫“{stem}”"))
                    .related(roster.row_span(*first), "另一行在这里")
                    .hint("在“文件名”里再加一列能区分的，例如“【单位名称】（【代码】）”");
                faults.push("文件名", place, told);
            }
            None => {
                rows_by_name.insert(folded(&stem), row);
            }
        }
        stems.push(stem);
    }
    faults.finish();
    stems
}
