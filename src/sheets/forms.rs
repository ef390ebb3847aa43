//! Plain data → sheets as the clerk gets them.

use crate::model::shape::RecordShape;
use crate::model::workbook::Workbook;
use crate::sheets::dress::{choice, meaning, note, width};
use crate::sheets::grow::{self, Grown, Place};
use crate::sheets::path::{self, Holds, holds};
use crate::sheets::plain::Plain;
use crate::sheets::write::Options;
use crate::sheets::{
    CHART, CONTENT, DATA, FOR_PEOPLE, KEY, LEDGER, LEDGER_HEADS, ROOT, TABLE, blocks, guide,
};
use crate::xlsx::{Cell, Content, Look, Sheet};

/// Blank rows below a table that others follow.
const ROOM: u32 = 4;
/// How far below a table that nothing follows one may choose from lists.
const FAR: u32 = 200;
/// Widths of the columns of a form.
const FORM: [f64; 3] = [22.0, 60.0, 48.0];

/// A sheet in the making, and its next row.
pub struct Making {
    /// The sheet.
    pub sheet: Sheet,
    /// The row below what stands there.
    pub row: u32,
}

impl Making {
    /// A sheet of this name.
    pub fn new(name: &str) -> Self {
        Self { sheet: Sheet { name: name.to_owned(), ..Sheet::default() }, row: 0 }
    }

    /// Puts a cell into the next row.
    pub fn put(&mut self, column: usize, content: Content, look: Look) {
        self.sheet.cells.push(Cell { row: self.row, column: column as u16, content, look, note: None });
    }

    /// Puts a text into the next row.
    pub fn text(&mut self, column: usize, text: impl Into<String>, look: Look) {
        let text = text.into();
        self.put(column, if text.is_empty() { Content::Blank } else { Content::Text(text) }, look);
    }

    /// Begins a block, a row below what stands there.
    pub fn marker(&mut self, name: &str, help: &str) {
        if self.row > 0 {
            self.row += 1;
        }
        self.text(0, format!("【{name}】"), Look::Marker);
        self.text(1, help, Look::Help);
        self.row += 1;
    }

    fn widen(&mut self, column: usize, width: f64) {
        let widths = &mut self.sheet.widths;
        while widths.len() <= column {
            widths.push(0.0);
        }
        widths[column] = widths[column].max(width);
    }
}

/// The sheets of a workbook.
pub fn sheets(entries: &[(String, Plain)], options: &Options) -> Vec<Sheet> {
    let record: &'static RecordShape = &Workbook::RECORD;
    let whole = Plain::Record(entries.to_vec());
    let mut sheets = Vec::new();
    let mut others = Vec::new();
    for field in record.fields {
        let value = whole.get(field.key);
        if value.is_none() && !options.more.iter().any(|key| key == field.key) {
            continue;
        }
        let filled = value.is_some();
        let made: Vec<Sheet> = match (holds(record, field), value) {
            (Holds::Record(inner), _) => vec![form(field.key, inner, value, options).sheet],
            (Holds::Records(inner), _) => {
                let items = match value {
                    Some(Plain::Records(items)) => items.as_slice(),
                    _ => &[],
                };
                match field.key {
                    LEDGER => ledgers(items, value.is_none()),
                    TABLE => items.iter().map(|item| table(item, inner, options)).collect(),
                    CHART => items.iter().map(|item| chart(item, inner, options)).collect(),
                    _ => {
                        let table = grow::table(inner, items);
                        others.push((field.key.to_owned(), grow::others(inner, &table.columns)));
                        vec![list(field.key, &table, options)]
                    }
                }
            }
            (Holds::Free, Some(value)) => vec![own_keys(field.key, value)],
            _ => Vec::new(),
        };
        sheets.extend(made.into_iter().map(|sheet| Sheet { filled, ..sheet }));
    }
    let mut all = vec![guide::sheet(&others)];
    all.extend(root(&whole, options));
    all.extend(sheets);
    distinct(&mut all);
    all
}

/// The sheet of keys that need none of their own.
fn root(whole: &Plain, options: &Options) -> Option<Sheet> {
    let record: &'static RecordShape = &Workbook::RECORD;
    let mut making = Making::new(ROOT);
    head(&mut making);
    let single = |key: &str| {
        record
            .by_key(key)
            .is_some_and(|field| matches!(holds(record, field), Holds::Text | Holds::Prose | Holds::Texts))
    };
    for field in record.fields.iter().filter(|field| single(field.key)) {
        let value = whole.get(field.key);
        if value.is_none() && !options.more.iter().any(|key| key == field.key) {
            continue;
        }
        if let Ok(path) = path::find(record, field.key) {
            row(&mut making, &Place { written: field.key.to_owned(), path }, value, options);
        }
    }
    let files: Vec<Plain> = match whole.get(LEDGER) {
        Some(Plain::Records(items)) => items.iter().filter(|item| !has_rows(item)).cloned().collect(),
        _ => Vec::new(),
    };
    if let (false, Some(Holds::Records(inner))) =
        (files.is_empty(), record.by_key(LEDGER).map(|field| holds(record, field)))
    {
        making.marker(LEDGER, "写在别的表格文件里的台账，一行一个");
        rows(&mut making, &grow::table(inner, &files), options, ROOM);
    }
    making.sheet.filled = true;
    (making.row > 1).then_some(making.sheet)
}

fn has_rows(ledger: &Plain) -> bool {
    ledger.get("文件").is_none()
}

fn head(making: &mut Making) {
    for (column, text) in [KEY, CONTENT, FOR_PEOPLE[0]].into_iter().enumerate() {
        making.text(column, text, Look::Head);
        making.widen(column, FORM[column]);
    }
    making.sheet.frozen = (1, 0);
    making.row = 1;
}

/// A row of a form.
fn row(making: &mut Making, place: &Place, value: Option<&Plain>, options: &Options) {
    let text = match value {
        Some(Plain::Text(text)) => text.clone(),
        Some(Plain::Texts(texts)) => texts.join("\n"),
        _ => String::new(),
    };
    making.text(0, &place.written, Look::Key);
    making.text(1, text, Look::Entry);
    making.text(2, meaning(&place.path), Look::Help);
    making.sheet.choices.extend(choice(&place.path, options, making.row, 1, 1));
    making.row += 1;
}

/// A group of keys, and the lists in it.
fn form(name: &str, record: &'static RecordShape, value: Option<&Plain>, options: &Options) -> Making {
    let mut making = Making::new(name);
    head(&mut making);
    for (place, value) in grow::keys(record, value, false) {
        row(&mut making, &place, value.as_ref(), options);
    }
    for (place, items) in grow::lists(record, value, "") {
        if let Ok(path::Path { holds: Holds::Records(inner), .. }) = path::find(record, &place.written) {
            making.marker(&place.written, "下面一行是各列的名称，以后每行写一条");
            rows(&mut making, &grow::table(inner, &items), options, ROOM);
            making.row += ROOM;
        }
    }
    making.sheet.text_columns = (0..making.sheet.widths.len() as u16).collect();
    making
}

/// The head and the rows of a table, from the next row on.
fn rows(making: &mut Making, table: &Grown, options: &Options, room: u32) {
    let top = making.row;
    let reach = table.rows.len() as u32 + room;
    for (column, place) in table.columns.iter().enumerate() {
        making.text(column, &place.written, Look::Head);
        if let Some(cell) = making.sheet.cells.last_mut() {
            cell.note = Some(note(&place.path));
        }
        making.sheet.choices.extend(choice(&place.path, options, top + 1, column as u16, reach));
        making.widen(column, width(&place.path));
    }
    making.row += 1;
    let blank = vec![grow::Row::new(); ROOM as usize];
    for row in table.rows.iter().chain(&blank) {
        for column in 0..table.columns.len() {
            let text = row.iter().find(|(at, _)| *at == column).map_or("", |(_, text)| text);
            making.text(column, text, Look::Entry);
        }
        making.row += 1;
    }
    making.row = top + 1 + table.rows.len() as u32;
}

/// A list of groups.
fn list(name: &str, table: &Grown, options: &Options) -> Sheet {
    let mut making = Making::new(name);
    rows(&mut making, table, options, FAR);
    making.sheet.frozen = (1, 1);
    making.sheet.text_columns = (0..table.columns.len() as u16).collect();
    making.sheet
}

/// Keys of the user's own.
fn own_keys(name: &str, value: &Plain) -> Sheet {
    let mut making = Making::new(name);
    head(&mut making);
    for (key, value) in grow::leaves(value).unwrap_or_default() {
        let texts = match value {
            Plain::Texts(texts) => texts,
            Plain::Text(text) => vec![text],
            _ => Vec::new(),
        };
        for text in texts {
            making.text(0, &key, Look::Key);
            making.text(1, text, Look::Entry);
            making.row += 1;
        }
    }
    making.sheet
}

/// A 表: its keys, its head and its rows.
fn table(item: &Plain, record: &'static RecordShape, options: &Options) -> Sheet {
    let name = item.get("名称").and_then(Plain::text).unwrap_or_default();
    let mut making = form(&blocks::sheet_name(TABLE, name), record, Some(item), options);
    making.sheet.text_columns.clear();
    for field in record.fields.iter().filter(|field| matches!(holds(record, field), Holds::Rows)) {
        let rows = match item.get(field.key) {
            Some(Plain::Rows(rows)) => rows.as_slice(),
            _ => &[],
        };
        making.marker(field.key, "照表的样子写，要合并的格子就合并");
        blocks::cells(&mut making, rows);
    }
    making.sheet
}

/// A 图: its keys, and its numbers if it has its own.
fn chart(item: &Plain, record: &'static RecordShape, options: &Options) -> Sheet {
    let name = item.get("名称").and_then(Plain::text).unwrap_or_default();
    let sheet_name = blocks::sheet_name(CHART, name);
    let (Some(categories), Some(rest)) = (blocks::numbers(item), blocks::without_numbers(item)) else {
        return form(&sheet_name, record, Some(item), options).sheet;
    };
    let mut making = form(&sheet_name, record, Some(&rest), options);
    making.sheet.text_columns.clear();
    making.marker(DATA, "第一列是类别，以后每列一组数，列名是这组数的名称");
    blocks::cells(&mut making, &categories);
    making.sheet
}

/// Ledgers whose rows stand in the data, a sheet each.
fn ledgers(items: &[Plain], blank: bool) -> Vec<Sheet> {
    if blank {
        let mut making = Making::new(LEDGER);
        for (column, text) in LEDGER_HEADS.into_iter().enumerate() {
            making.text(column, text, Look::Head);
            making.widen(column, 20.0);
        }
        making.sheet.frozen = (1, 0);
        return vec![making.sheet];
    }
    items.iter().filter(|item| has_rows(item)).map(blocks::ledger).collect()
}

/// Gives sheets of one name different ones; the name of what stands in a sheet stands in it.
fn distinct(sheets: &mut [Sheet]) {
    for index in 1..sheets.len() {
        let taken = |name: &str, sheets: &[Sheet]| {
            sheets[..index].iter().any(|other| other.name.to_lowercase() == name.to_lowercase())
        };
        let mut number = 2;
        let name = sheets[index].name.clone();
        while taken(&sheets[index].name, sheets) {
            let short: String = name.chars().take(26).collect();
            sheets[index].name = format!("{short}{number}");
            number += 1;
        }
    }
}
