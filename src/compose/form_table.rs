//! 表单 as the table that is annexed to the notice which asks for it: the same columns, with blanks to fill in.

use rust_decimal::Decimal;

use crate::diag::diagnostic::Span;
use crate::model::form::{EntryFormData, EntryType, FormColumn, FormRows, GradingData};
use crate::model::number::Number;
use crate::model::table::{CellText, Rows, TableData};
use crate::model::text::{Flag, Phrase};

/// Blank rows of a form of one row, and of one of several.
const BLANK: [u32; 2] = [1, 8];
/// From so many columns on it lies across.
const WIDE: usize = 8;

/// The head of a form's columns with others before and behind them, in one row or in two.
pub fn heads(columns: &[&FormColumn], before: &[String], behind: &[String], span: Span) -> Rows {
    let is_deep = columns.iter().any(|column| column.group.is_some());
    let cell = |text: String| CellText { text, span };
    let alone = |top: &mut Vec<CellText>, bottom: &mut Vec<CellText>, titles: &[String]| {
        for title in titles {
            top.push(cell(title.clone()));
            bottom.push(cell("↑".to_owned()));
        }
    };
    let (mut top, mut bottom) = (Vec::new(), Vec::new());
    alone(&mut top, &mut bottom, before);
    for run in columns.chunk_by(|one, other| group(one).is_some() && group(one) == group(other)) {
        let Some(group) = run.first().and_then(|column| group(column)) else {
            alone(&mut top, &mut bottom, &run.iter().map(|column| head(column)).collect::<Vec<_>>());
            continue;
        };
        // What all of a group have in common stands once, above them.
        let common = unit(run[0]).filter(|_| run.iter().all(|column| unit(column) == unit(run[0])));
        let common = common.filter(|_| run.len() > 1);
        for (at, column) in run.iter().enumerate() {
            let above = common.map_or_else(|| group.to_owned(), |unit| format!("{group}（{unit}）"));
            top.push(cell(if at > 0 { "←".to_owned() } else { above }));
            bottom.push(cell(if common.is_some() { column.name.text.clone() } else { head(column) }));
        }
    }
    alone(&mut top, &mut bottom, behind);
    Rows { rows: if is_deep { vec![top, bottom] } else { vec![top] }, span }
}

/// Whether a table with so many columns of a form lies across.
pub fn is_wide(columns: usize) -> bool {
    columns >= WIDE
}

/// The table of a form.
pub fn table(form: &EntryFormData) -> TableData {
    let span = form.name.span;
    let many = form.rows == Some(FormRows::Many);
    let first = if many { "序号" } else { "单位名称" };
    let unit = if many { vec!["填报单位（盖章）".to_owned()] } else { Vec::new() };
    TableData {
        name: form.name.clone(),
        title: None,
        unit_line: None,
        filler: unit.into_iter().chain(form.filler()).map(|text| phrase(text, span)).collect(),
        head: Some(heads(&form.columns.iter().collect::<Vec<_>>(), &[first.to_owned()], &[], span)),
        rows: None,
        source: None,
        blank_rows: Some(number(BLANK[usize::from(many)], span)),
        aligns: Vec::new(),
        widths: std::iter::once(number(if many { 2 } else { 7 }, span))
            .chain(form.columns.iter().map(|column| number(width(column), span)))
            .collect(),
        notes: form.notes.clone(),
        landscape: is_wide(form.columns.len()).then_some(Flag(true)),
    }
}

/// The table of 评分标准, with a column for the marks.
pub fn grading(grading: &GradingData) -> TableData {
    let span = grading.name.span;
    let cell = |text: String| CellText { text, span };
    let head = ["类别", "项目", "分值", "评分办法", "得分"].map(|word| cell(word.to_owned())).to_vec();
    let mut rows = Vec::new();
    let mut before: Option<&str> = None;
    for item in &grading.items {
        let group = item.group.as_ref().map(|group| group.text.as_str());
        let first = match group {
            Some(group) if before == Some(group) => "↑".to_owned(),
            Some(group) => group.to_owned(),
            None => "—".to_owned(),
        };
        before = group;
        let cells = [first, item.name.text.clone(), item.full.written.clone(), item.manner(), String::new()];
        rows.push(cells.map(cell).to_vec());
    }
    let full: Decimal = grading.items.iter().map(|item| item.full.value).sum();
    let total =
        ["合计".to_owned(), "←".to_owned(), full.normalize().to_string(), String::new(), String::new()];
    rows.push(total.map(cell).to_vec());
    let lines = grading.grades.windows(2).map(|two| {
        let below = format!("不满{}分为{}", two[0].least.written, two[1].name.text);
        let least = &two[1].least;
        if least.value.is_zero() { below } else { format!("{}分以上{below}", least.written) }
    });
    let first =
        grading.grades.first().map(|grade| format!("{}分以上为{}", grade.least.written, grade.name.text));
    let lines: Vec<String> = first.into_iter().chain(lines).collect();
    let mut notes = Vec::new();
    if !lines.is_empty() {
        notes.push(phrase(format!("{}。", lines.join("，")), span));
    }
    for veto in &grading.vetoes {
        let words = veto.note.as_ref().map_or(&veto.condition.text, |note| &note.text);
        let is_last = grading.grades.last().is_some_and(|last| last.name.text == veto.grade.text);
        let most = if is_last { "定为" } else { "最多定为" };
        notes.push(phrase(format!("{words}的，{most}{}。", veto.grade.text), span));
    }
    TableData {
        name: grading.name.clone(),
        title: None,
        unit_line: None,
        filler: Vec::new(),
        head: Some(Rows { rows: vec![head], span }),
        rows: Some(Rows { rows, span }),
        source: None,
        blank_rows: None,
        aligns: Vec::new(),
        widths: [6, 7, 4, 22, 4].map(|width| number(width, span)).to_vec(),
        notes,
        landscape: None,
    }
}

/// The relative width of a column: what words are written in needs most.
fn width(column: &FormColumn) -> u32 {
    let asked = column.width.as_ref().and_then(Number::count);
    asked.unwrap_or(match column.what {
        Some(EntryType::Words) => 9,
        None if column.choices.is_empty() => 9,
        Some(EntryType::Date) => 6,
        _ => 4,
    })
}

fn group(column: &FormColumn) -> Option<&str> {
    column.group.as_ref().map(|group| group.text.as_str())
}

fn unit(column: &FormColumn) -> Option<&str> {
    match (&column.unit, column.what) {
        (Some(unit), _) => Some(&unit.text),
        (None, Some(EntryType::Percent)) => Some("%"),
        (None, _) => None,
    }
}

fn head(column: &FormColumn) -> String {
    match unit(column) {
        Some(unit) => format!("{}（{unit}）", column.name.text),
        None => column.name.text.clone(),
    }
}

fn phrase(text: String, span: Span) -> Phrase {
    Phrase { text, span }
}

fn number(count: u32, span: Span) -> Number {
    Number { written: count.to_string(), value: count.into(), percent: false, span }
}
