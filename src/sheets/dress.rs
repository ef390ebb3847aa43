//! What teaches in a sheet: meanings and examples of the fields, lists to choose from, widths.

use crate::model::shape::{FieldShape, Shape};
use crate::model::text::Flag;
use crate::sheets::path::{Holds, Path};
use crate::sheets::write::Options;
use crate::xlsx::{Area, Choice};

/// What a field means, whether it is needed, and an example, in one paragraph.
pub fn meaning(path: &Path) -> String {
    let Some(field) = path.field else { return String::new() };
    let needed = if field.required { "必填。" } else { "" };
    let several = if matches!(path.holds, Holds::Texts) {
        "有几条时一条一行（Alt+Enter 换行）。"
    } else {
        ""
    };
    let example = example(field, path.holds);
    let example = if example.is_empty() { String::new() } else { format!("例：{example}") };
    format!("{needed}{}。{several}{example}", field.meaning)
}

/// The same for a note, a line each.
pub fn note(path: &Path) -> String {
    meaning(path).replace('。', "。\n").trim_end().to_owned()
}

/// An example as it is typed into a cell: the brackets of a list in YAML are none there.
fn example(field: &FieldShape, holds: Holds) -> String {
    let text = field.example;
    match (holds, text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'))) {
        (_, Some(items)) if items.starts_with('{') => String::new(),
        (Holds::Texts, Some(items)) => items.replace(", ", "（换行）"),
        _ if text.starts_with(['{', '[']) => String::new(),
        _ => text.to_owned(),
    }
}

/// The words that may stand in a field; none if any may.
pub fn words(path: &Path, options: &Options) -> Vec<String> {
    let Some(field) = path.field else { return Vec::new() };
    match (field.shape)() {
        Shape::Choice(words) => words.iter().map(|word| (*word).to_owned()).collect(),
        Shape::Flag => Flag::WORDS.iter().take(2).map(|word| (*word).to_owned()).collect(),
        _ if field.key == "文种" => options.kinds.clone(),
        _ => Vec::new(),
    }
}

/// A list to choose from, for so many cells of a column from this row on.
pub fn choice(path: &Path, options: &Options, row: u32, column: u16, count: u32) -> Option<Choice> {
    let words = words(path, options);
    let bottom = row + count.max(1) - 1;
    (!words.is_empty())
        .then_some(Choice { area: Area { top: row, left: column, bottom, right: column }, words })
}

/// How wide the column of a field is, in characters.
pub fn width(path: &Path) -> f64 {
    match path.holds {
        Holds::Prose => 60.0,
        Holds::Texts => 36.0,
        _ if path.field.is_some_and(|field| field.example.chars().count() > 12) => 30.0,
        _ => 16.0,
    }
}
