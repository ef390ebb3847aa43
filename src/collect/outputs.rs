//! What a collection comes to, as tables for people: 填报数据 (one row for each row that counts), 报送台账 (who, when, in which
//! state), 问题清单 (each fault with file, cell and cure).

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::batch::columns::Columns;
use crate::batch::roster::Roster;

use crate::collect::form::EntryForm;
use crate::collect::grading::{Grading, Marks, places};
use crate::collect::make::unit;
use crate::collect::settle::{Collection, State};
use crate::collect::sheet::{CODE, Heading, LINE, UNIT, named, wide_enough};
use crate::collect::value::Counts;
use crate::diag::diagnostic::{Diagnostic, Level, Place, Span};
use crate::diag::sources::Sources;
use crate::model::form::{Collected, EntryType};
use crate::source::origins;
use crate::xlsx::{Area, Cell, Content, Look, Print, Sheet, breadth};

/// The sheet of a ledger with what units filled in.
pub const DATA: &str = "填报数据";

/// The files, in the order in which they are written; the last two only with 评分标准.
pub const FILES: [&str; 6] = [
    Collected::Returns.file(),
    "汇总表.xlsx",
    Collected::Register.file(),
    "问题清单.xlsx",
    "评分明细.xlsx",
    "分类定级.xlsx",
];

/// The file with every mark and its reason.
pub const DETAILS: &str = "评分明细";

/// What tables are made of.
pub struct Tables<'a> {
    /// The form.
    pub form: &'a EntryForm,
    /// The units.
    pub roster: &'a Roster,
    /// What their columns are.
    pub columns: &'a Columns,
    /// What came back.
    pub collection: &'a Collection,
    /// The texts that places point into.
    pub sources: &'a Sources,
    /// 评分标准, and the marks of each unit whose return counts.
    pub grading: Option<(&'a Grading, &'a [Option<Marks>])>,
}

impl Tables<'_> {
    /// 填报数据: the rows of all units whose return counts, and beside it a sheet of the same shape with file and cell of each.
    pub fn data(&self) -> Vec<Sheet> {
        let mut head = vec![CODE.to_owned(), UNIT.to_owned()];
        head.extend(self.form.columns.iter().map(|column| match &column.unit {
            // A ledger takes the last brackets for the unit: the key before them stays as the form has it.
            Some(unit) => format!("{}（{unit}）", column.key),
            None => column.key.clone(),
        }));
        // Marks are of a unit: repeated on each of its rows, they would count as many times.
        let grading = self.grading.filter(|_| !self.form.many);
        if grading.is_some() {
            head.extend(["得分（分）", "等级"].map(str::to_owned));
        }
        let (mut data, mut hidden) = (sheet(DATA, &head), sheet(origins::SHEET, &head));
        let details = self.details();
        let mut row = 1;
        for (number, state) in self.collection.units.iter().enumerate() {
            let State::Sound(file) = state else { continue };
            let of = unit(self.roster, self.columns, number);
            let file = &self.collection.files[*file];
            for (values, span) in file.rows.iter().zip(&file.spans) {
                let place = self.sources.place_in_words(*span);
                for (column, words) in (0..).zip([of.code, of.name]) {
                    data.cells.push(entry(row, column, words));
                    hidden.cells.push(entry(row, column, &origins::written(&file.name, &place, words)));
                }
                for (column, value) in (2..).zip(values) {
                    let Some(value) = value else {
                        data.cells.push(entry(row, column, ""));
                        continue;
                    };
                    data.cells.push(number_or_words(row, column, &value.text, value.counts));
                    let place = self.sources.place_in_words(value.span);
                    let taken = origins::written(&file.name, &place, &value.text);
                    hidden.cells.push(entry(row, column, &taken));
                }
                if let Some((_, marks)) = grading {
                    let column = self.form.columns.len() as u16 + 2;
                    let (total, grade) = marks[number]
                        .as_ref()
                        .map_or((None, None), |marks| (marks.total, marks.grade.clone()));
                    let total = total.map(|total| total.to_string()).unwrap_or_default();
                    data.cells.push(number_or_words(row, column, &total, Counts::Number(Decimal::ZERO)));
                    let grade = grade.unwrap_or_default();
                    data.cells.push(entry(row, column + 1, &grade));
                    if let Some((first, last)) = details[number] {
                        let (file, place) =
                            (format!("{DETAILS}.xlsx"), format!("{DETAILS}!A{first}:H{last}"));
                        for (column, value) in (column..).zip([total, grade]) {
                            hidden.cells.push(entry(row, column, &origins::written(&file, &place, &value)));
                        }
                    }
                }
                row += 1;
            }
        }
        hidden.hidden = true;
        vec![sized(data), sized(hidden)]
    }

    /// First and last row of each unit in 评分明细, from 1, its head included; `None` where a unit has no marks.
    fn details(&self) -> Vec<Option<(usize, usize)>> {
        let Some((grading, marks)) = self.grading else { return vec![None; self.collection.units.len()] };
        let mut last = 1;
        let of = |marks: &Option<Marks>| {
            marks.as_ref().map(|_| {
                let first = last + 1;
                last += grading.items.len();
                (first, last)
            })
        };
        marks.iter().map(of).collect()
    }

    /// 汇总表: what stands in 填报数据 for people, with the sum of each column of numbers, and of each choice how many chose it.
    pub fn summary(&self) -> Vec<Sheet> {
        let form = self.form;
        let mut head = vec!["序号".to_owned()];
        head.extend(self.columns.code.map(|_| CODE.to_owned()));
        head.push(UNIT.to_owned());
        let before = head.len() as u16;
        let mut lines: f64 = 2.0;
        head.extend(form.columns.iter().map(|column| {
            let group = column.group.as_ref().map(|group| format!("{group}：")).unwrap_or_default();
            let heading = Heading::within(&format!("{group}{}", named(column)), 9.0, None);
            lines = lines.max(heading.lines);
            heading.text
        }));
        let mut sheet = sheet("汇总表", &head);
        sheet.heights.push((0, 8.0 + LINE * lines));
        let mut row = 1;
        let mut sums = vec![Decimal::ZERO; form.columns.len()];
        let mut counts: Vec<BTreeMap<&str, usize>> = vec![BTreeMap::new(); form.columns.len()];
        for (number, state) in self.collection.units.iter().enumerate() {
            let State::Sound(file) = state else { continue };
            let of = unit(self.roster, self.columns, number);
            for values in &self.collection.files[*file].rows {
                let number = row.to_string();
                let first = std::iter::once(number.as_str()).chain(self.columns.code.map(|_| of.code));
                for (column, words) in (0..).zip(first.chain([of.name])) {
                    sheet.cells.push(entry(row, column, words));
                }
                for (at, value) in values.iter().enumerate() {
                    let column = at as u16 + before;
                    let Some(value) = value else {
                        sheet.cells.push(entry(row, column, ""));
                        continue;
                    };
                    sheet.cells.push(number_or_words(row, column, &value.text, value.counts));
                    match value.counts {
                        Counts::Number(number) => sums[at] += number,
                        _ => *counts[at].entry(&value.text).or_default() += 1,
                    }
                }
                row += 1;
            }
        }
        for column in 0..before {
            sheet.cells.push(entry(row, column, if column + 1 == before { "合计" } else { "" }));
        }
        for (at, column) in form.columns.iter().enumerate() {
            let cell = at as u16 + before;
            match column.what {
                EntryType::Number | EntryType::Whole => {
                    let text = sums[at].to_string();
                    sheet.cells.push(number_or_words(row, cell, &text, Counts::Number(sums[at])));
                }
                EntryType::Choice | EntryType::YesNo => {
                    // In the order of the form.
                    let own = if column.what == EntryType::YesNo {
                        vec!["是".to_owned(), "否".to_owned()]
                    } else {
                        column.choices.clone()
                    };
                    let parts = own.iter().filter_map(|choice| {
                        let count = counts[at].get(choice.as_str())?;
                        Some(format!("{choice}{count}"))
                    });
                    sheet.cells.push(entry(row, cell, &parts.collect::<Vec<_>>().join("，")));
                }
                // Rates and days have no sum.
                EntryType::Percent | EntryType::Date | EntryType::Words => {
                    sheet.cells.push(entry(row, cell, "—"));
                }
            }
        }
        vec![sized(sheet)]
    }

    /// 报送台账: every unit with its state, and what came from nobody.
    pub fn register(&self) -> Vec<Sheet> {
        let mut head: Vec<String> =
            ["序号", CODE, UNIT, "状态", "问题数"].iter().map(|&word| word.to_owned()).collect();
        head.extend(self.form.filler.iter().cloned());
        head.push("文件".to_owned());
        let mut sheet = sheet("报送台账", &head);
        for (number, state) in self.collection.units.iter().enumerate() {
            let row = number as u32 + 1;
            let of = unit(self.roster, self.columns, number);
            let files: Vec<_> = state_files(state).iter().map(|at| &self.collection.files[*at]).collect();
            let faults: usize = files.iter().map(|file| errors(&file.findings).count()).sum();
            let mut cells =
                vec![row.to_string(), of.code.to_owned(), of.name.to_owned(), state.word().to_owned()];
            cells.push(if files.is_empty() { String::new() } else { faults.to_string() });
            for at in 0..self.form.filler.len() {
                cells.push(match &files[..] {
                    [file] => file.filler.get(at).map_or_else(String::new, |(_, said)| said.clone()),
                    _ => String::new(),
                });
            }
            cells.push(files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>().join("；"));
            put_row(&mut sheet, row, &cells);
        }
        vec![sized(sheet)]
    }

    /// 问题清单: each fault, and what is to be looked at.
    pub fn faults(&self) -> Vec<Sheet> {
        let head: Vec<String> = [CODE, UNIT, "文件", "位置", "问题", "怎样改", "性质"]
            .iter()
            .map(|&word| word.to_owned())
            .collect();
        let mut sheet = sheet("问题清单", &head);
        let mut row = 1;
        for (at, file) in self.collection.files.iter().enumerate() {
            let of = file.unit.map(|number| unit(self.roster, self.columns, number));
            let (code, name) = of.map_or(("", "（不知道是哪个单位的）"), |of| (of.code, of.name));
            let mut put = |place: String, message: &str, cure: String, level: Level| {
                let kind = if level == Level::Error { "要改" } else { "请核实" };
                let cells = [code, name, &file.name, &place, message, &cure, kind].map(str::to_owned);
                put_row(&mut sheet, row, &cells);
                row += 1;
            };
            for told in &file.findings {
                put(self.place(told), &told.message, told.hints.join("；"), told.level);
            }
            let twice = file.unit.and_then(|unit| match &self.collection.units[unit] {
                State::Several(files) => Some(files),
                _ => None,
            });
            if let Some(files) = twice {
                let others: Vec<&str> = files
                    .iter()
                    .filter(|other| **other != at)
                    .map(|other| self.collection.files[*other].name.as_str())
                    .collect();
                let message = format!("这个单位报了{}份，还有：{}", files.len(), others.join("、"));
                put(
                    String::new(),
                    &message,
                    "问清楚以哪一份为准，把别的拿走，再读一次".to_owned(),
                    Level::Error,
                );
            }
        }
        vec![sized(sheet)]
    }

    /// 评分明细: every mark of every unit with its reason and cells; and 分类定级: the units with their totals, grades and places.
    pub fn graded(&self) -> Option<(Vec<Sheet>, Vec<Sheet>)> {
        let (grading, marks) = self.grading?;
        let words = |list: &[&str]| -> Vec<String> { list.iter().map(|&word| word.to_owned()).collect() };
        let mut details =
            sheet(DETAILS, &words(&[CODE, UNIT, "类别", "项目", "分值（分）", "得分（分）", "理由", "依据"]));
        let mut head = words(&["名次", CODE, UNIT]);
        head.extend(grading.items.iter().map(|item| format!("{}（{}分）", item.name, item.full)));
        head.extend(words(&["总分", "等级", "说明"]));
        let mut grades = sheet("分类定级", &head);
        let totals: Vec<Option<Decimal>> =
            marks.iter().map(|marks| marks.as_ref().and_then(|marks| marks.total)).collect();
        let places = places(&totals);
        let (mut row, mut line) = (1, 1);
        for (number, marks) in marks.iter().enumerate() {
            let of = unit(self.roster, self.columns, number);
            let Some(marks) = marks else { continue };
            for (item, score) in grading.items.iter().zip(&marks.scores) {
                let points = score.points.map_or_else(String::new, |points| points.to_string());
                let group = item.group.clone().unwrap_or_default();
                let cells: Vec<String> = score.cells.iter().map(|cell| self.origin(*cell)).collect();
                for (column, text) in [of.code, of.name, &group, &item.name].into_iter().enumerate() {
                    details.cells.push(entry(row, column as u16, text));
                }
                let zero = Counts::Number(Decimal::ZERO);
                details.cells.push(number_or_words(row, 4, &item.full.to_string(), zero));
                details.cells.push(number_or_words(row, 5, &points, zero));
                details.cells.push(entry(row, 6, &score.reason));
                details.cells.push(entry(row, 7, &cells.join("；")));
                row += 1;
            }
            let tied = places[number]
                .is_some_and(|place| places.iter().filter(|other| **other == Some(place)).count() > 1);
            let place = places[number]
                .map_or_else(String::new, |place| format!("{place}{}", if tied { "（并列）" } else { "" }));
            let zero = Counts::Number(Decimal::ZERO);
            for (column, text) in [place.as_str(), of.code, of.name].into_iter().enumerate() {
                grades.cells.push(entry(line, column as u16, text));
            }
            let mut column = 3;
            for score in &marks.scores {
                let points = score.points.map_or_else(String::new, |points| points.to_string());
                grades.cells.push(number_or_words(line, column, &points, zero));
                column += 1;
            }
            let total = marks.total.map_or_else(String::new, |total| total.to_string());
            grades.cells.push(number_or_words(line, column, &total, zero));
            grades.cells.push(entry(line, column + 1, marks.grade.as_deref().unwrap_or_default()));
            grades.cells.push(entry(line, column + 2, &marks.remarks(grading).join("；")));
            line += 1;
        }
        Some((vec![sized(details)], vec![sized(grades)]))
    }

    /// File and place of a cell.
    fn origin(&self, span: Span) -> String {
        format!("{} · {}", self.sources.name(span.source), self.sources.place_in_words(span))
    }

    /// The place of a finding within its file.
    pub fn place(&self, told: &Diagnostic) -> String {
        match &told.place {
            Place::Span(span) => self.sources.place_in_words(*span),
            _ => String::new(),
        }
    }
}

/// The files of a unit.
pub fn state_files(state: &State) -> Vec<usize> {
    match state {
        State::Missing => Vec::new(),
        State::Sound(file) | State::Faulty(file) => vec![*file],
        State::Several(files) => files.clone(),
    }
}

/// What is wrong, without what is only to be looked at.
pub fn errors(findings: &[Diagnostic]) -> impl Iterator<Item = &Diagnostic> {
    findings.iter().filter(|told| told.level == Level::Error)
}

/// A table with its head, which stands on each page that it is printed on.
pub fn sheet(name: &str, head: &[String]) -> Sheet {
    let mut sheet = Sheet { name: name.to_owned(), frozen: (1, 0), ..Sheet::default() };
    for (column, words) in (0..).zip(head) {
        sheet.widths.push(width(words));
        sheet.cells.push(Cell {
            row: 0,
            column,
            content: Content::Text(words.clone()),
            look: Look::Column,
            note: None,
        });
    }
    let named = head.iter().position(|word| word == UNIT).map_or(0, |at| at as u16 + 1);
    sheet.print = Some(Print { landscape: is_wide(&sheet.widths), rows: Some((0, 0)), columns: named });
    sheet
}

/// Whether columns of these widths stand on a page that lies across.
fn is_wide(widths: &[f64]) -> bool {
    widths.len() > 8 || widths.iter().sum::<f64>() > 110.0
}

/// The width of a column under this head.
fn width(head: &str) -> f64 {
    match head {
        "序号" | "名次" => 7.0,
        CODE => 14.0,
        UNIT => 24.0,
        "问题" | "怎样改" | "理由" | "依据" | "说明" | "文件" => 36.0,
        _ if head.contains('\n') => Heading::within(&head.replace('\n', ""), 9.0, None).width,
        _ => wide_enough(Some(breadth(head)).filter(|long| *long <= 16).unwrap_or(breadth(head) / 2 + 4))
            .max(9.0),
    }
}

/// A table whose columns are as wide as what stands in them, up to a bound beyond which it takes several lines.
fn sized(mut sheet: Sheet) -> Sheet {
    const MOST: f64 = 36.0;
    for cell in sheet.cells.iter().filter(|cell| cell.row > 0) {
        let Some(width) = sheet.widths.get_mut(usize::from(cell.column)) else { continue };
        let needed = match &cell.content {
            Content::Text(text) => text.lines().map(breadth).max().unwrap_or(0),
            Content::Number(value, _) => value.to_string().len(),
            Content::Blank | Content::Formula(..) => 0,
        };
        *width = width.max((needed as f64 * 1.1 + 2.0).min(MOST));
    }
    if let Some(print) = &mut sheet.print {
        print.landscape = is_wide(&sheet.widths);
    }
    sheet
}

/// A row of words.
pub fn put_row(sheet: &mut Sheet, row: u32, cells: &[String]) {
    for (column, words) in (0..).zip(cells) {
        sheet.cells.push(entry(row, column, words));
    }
}

/// A cell of words.
pub fn entry(row: u32, column: u16, words: &str) -> Cell {
    /// Most characters of a cell.
    const MOST: usize = 32_000;
    let content =
        if words.is_empty() { Content::Blank } else { Content::Text(words.chars().take(MOST).collect()) };
    Cell { row, column, content, look: Look::Entry, note: None }
}

/// A number that a spreadsheet keeps exactly is one there, so that clerks can go on reckoning; others stay as written.
fn number_or_words(row: u32, column: u16, text: &str, counts: Counts) -> Cell {
    /// Digits that a spreadsheet keeps.
    const EXACT: usize = 15;
    let Counts::Number(_) = counts else { return entry(row, column, text) };
    if text.is_empty() {
        return entry(row, column, text);
    }
    let (digits, percent) = text.strip_suffix('%').map_or((text, false), |digits| (digits, true));
    let decimals = digits.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let count = digits.chars().filter(char::is_ascii_digit).count();
    let Some(value) = digits.parse::<f64>().ok().filter(|_| count <= EXACT && !percent) else {
        return entry(row, column, text);
    };
    let format = if decimals == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(decimals)) };
    Cell { row, column, content: Content::Number(value, format), look: Look::Framed, note: None }
}

/// Merges cells of a table.
pub fn merge(sheet: &mut Sheet, area: Area) {
    sheet.merged.push(area);
}
