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
/// 填表栏 where a form names none.
const FILLER: [&str; 3] = ["填报人", "联系电话", "填报日期"];

/// The table of a form.
pub fn table(form: &EntryFormData) -> TableData {
    let span = form.name.span;
    let many = form.rows == Some(FormRows::Many);
    let first = if many { "序号" } else { "单位名称" };
    let is_deep = form.columns.iter().any(|column| column.group.is_some());
    let cell = |text: String| CellText { text, span };
    let mut top = vec![cell(first.to_owned())];
    let mut bottom = vec![cell("↑".to_owned())];
    let mut before: Option<&str> = None;
    for column in &form.columns {
        let group = column.group.as_ref().map(|group| group.text.as_str());
        match group {
            Some(group) => {
                let goes_on = before == Some(group);
                top.push(cell(if goes_on { "←".to_owned() } else { group.to_owned() }));
                bottom.push(cell(head(column)));
            }
            None => {
                top.push(cell(head(column)));
                bottom.push(cell("↑".to_owned()));
            }
        }
        before = group;
    }
    let rows = if is_deep { vec![top, bottom] } else { vec![top] };
    let unit = if many { vec!["填报单位（盖章）".to_owned()] } else { Vec::new() };
    let own: Vec<String> = form.filler.iter().map(|label| label.text.clone()).collect();
    let own = if own.is_empty() { FILLER.map(str::to_owned).to_vec() } else { own };
    TableData {
        name: form.name.clone(),
        title: None,
        unit_line: None,
        filler: unit.into_iter().chain(own).map(|text| phrase(text, span)).collect(),
        head: Some(Rows { rows, span }),
        rows: None,
        source: None,
        blank_rows: Some(number(BLANK[usize::from(many)], span)),
        aligns: Vec::new(),
        widths: std::iter::once(if many { 2 } else { 7 })
            .chain(form.columns.iter().map(width))
            .map(|width| number(width, span))
            .collect(),
        notes: form.notes.clone(),
        landscape: (form.columns.len() >= WIDE).then_some(Flag(true)),
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
        notes.push(phrase(format!("{words}的，定为{}。", veto.grade.text), span));
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

fn head(column: &FormColumn) -> String {
    match (&column.unit, column.what) {
        (Some(unit), _) => format!("{}（{}）", column.name.text, unit.text),
        (None, Some(EntryType::Percent)) => format!("{}（%）", column.name.text),
        (None, _) => column.name.text.clone(),
    }
}

fn phrase(text: String, span: Span) -> Phrase {
    Phrase { text, span }
}

fn number(count: u32, span: Span) -> Number {
    Number { written: count.to_string(), value: count.into(), percent: false, span }
}
