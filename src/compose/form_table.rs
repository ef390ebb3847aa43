//! 表单 as the table that is annexed to the notice which asks for it: the same columns, with blanks to fill in.

use crate::diag::diagnostic::Span;
use crate::model::form::{EntryFormData, EntryType, FormColumn, FormRows};
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
        widths: Vec::new(),
        notes: form.notes.clone(),
        landscape: (form.columns.len() >= WIDE).then_some(Flag(true)),
    }
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
