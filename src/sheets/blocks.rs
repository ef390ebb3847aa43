//! Cells as they look, written: the head and rows of a 表, the numbers of a 图, a ledger.

use std::collections::BTreeSet;

use crate::model::number;
use crate::sheets::forms::Making;
use crate::sheets::plain::Plain;
use crate::sheets::{BLANK, LEDGER};
use crate::xlsx::{Area, Content, Look, Sheet};

/// Longest name of a sheet.
const LONGEST: usize = 31;

/// The sheet's name of a table or chart; what no sheet may be called is changed.
pub fn sheet_name(kind: &str, name: &str) -> String {
    let name: String =
        name.chars().map(|c| if "[]:*?/\\'".contains(c) || c.is_control() { '·' } else { c }).collect();
    let mut whole = format!("{kind}-{name}");
    while whole.encode_utf16().count() > LONGEST {
        whole.pop();
    }
    whole
}

/// Writes rows of cells as a table, arrows as merged cells.
pub fn cells(making: &mut Making, rows: &[Vec<String>]) {
    let top = making.row;
    let areas = areas(rows);
    let mut covered = BTreeSet::new();
    for area in &areas {
        for row in area.top..=area.bottom {
            covered.extend((area.left..=area.right).map(|column| (row, column)));
        }
        covered.remove(&(area.top, area.left));
        making.sheet.merged.push(Area { top: top + area.top, bottom: top + area.bottom, ..*area });
    }
    for (row, cells) in (0..).zip(rows) {
        let blank = cells.iter().all(String::is_empty);
        for (column, text) in (0..).zip(cells) {
            if covered.contains(&(row, column)) {
                continue;
            }
            let text = if blank && column == 0 { BLANK } else { text };
            making.put(usize::from(column), content(text), Look::Framed);
        }
        making.row += 1;
    }
}

/// The merged cells that arrows stand for; arrows that make no rectangle stay arrows.
fn areas(rows: &[Vec<String>]) -> Vec<Area> {
    let at =
        |row: usize, column: usize| rows.get(row).and_then(|cells| cells.get(column)).map(String::as_str);
    let mut areas = Vec::new();
    for (top, cells) in rows.iter().enumerate() {
        for (left, text) in cells.iter().enumerate() {
            if text.is_empty() || matches!(text.as_str(), "↑" | "←") {
                continue;
            }
            let mut right = left;
            while at(top, right + 1) == Some("←") {
                right += 1;
            }
            let mut bottom = top;
            while at(bottom + 1, left) == Some("↑")
                && (left + 1..=right).all(|column| at(bottom + 1, column) == Some("←"))
            {
                bottom += 1;
            }
            if let (true, Ok(left), Ok(right)) =
                ((top, left) != (bottom, right), u16::try_from(left), u16::try_from(right))
            {
                areas.push(Area { top: top as u32, left, bottom: bottom as u32, right });
            }
        }
    }
    areas
}

/// A number as a number, if its form can be kept; else the text.
fn content(text: &str) -> Content {
    if text.is_empty() {
        return Content::Blank;
    }
    as_number(text)
        .map_or_else(|| Content::Text(text.to_owned()), |(value, shown)| Content::Number(value, shown))
}

fn as_number(text: &str) -> Option<(f64, String)> {
    let (value, percent) = number::parse(text)?;
    let body = text.strip_suffix(['%', '％']).unwrap_or(text);
    let (whole, fraction) = body.split_once('.').unwrap_or((body, ""));
    let digits = body.bytes().filter(u8::is_ascii_digit).count();
    let padded = whole.trim_start_matches('-').len() > 1 && whole.trim_start_matches('-').starts_with('0');
    if digits > 14 || padded || text.ends_with('％') || (value.is_zero() && body.starts_with('-')) {
        return None;
    }
    let plain = if percent { value / rust_decimal::Decimal::from(100) } else { value };
    let group = if whole.contains(',') { "#,##0" } else { "0" };
    let point = if fraction.is_empty() { "" } else { "." };
    let sign = if percent { "%" } else { "" };
    let shown = format!("{group}{point}{}{sign}", "0".repeat(fraction.len()));
    Some((plain.to_string().parse().ok()?, shown))
}

/// The numbers of a chart as rows, categories in the first column.
pub fn numbers(chart: &Plain) -> Option<Vec<Vec<String>>> {
    let (Some(Plain::Texts(categories)), Some(Plain::Records(series))) =
        (chart.get("类别"), chart.get("系列"))
    else {
        return None;
    };
    let mut rows = vec![vec!["类别".to_owned()]];
    rows.extend(categories.iter().map(|category| vec![category.clone()]));
    for one in series {
        let Some(Plain::Texts(values)) = one.get("数") else { return None };
        rows[0].push(one.get("名称").and_then(Plain::text)?.to_owned());
        for (row, value) in rows[1..].iter_mut().zip(values) {
            row.push(value.clone());
        }
    }
    Some(rows)
}

/// A chart without what stands in its numbers.
pub fn without_numbers(chart: &Plain) -> Option<Plain> {
    let Plain::Record(entries) = chart else { return None };
    let rest = entries.iter().filter(|(key, _)| key != "类别" && key != "系列");
    Some(Plain::Record(rest.cloned().collect()))
}

/// A ledger as a sheet.
pub fn ledger(ledger: &Plain) -> Sheet {
    let name = match ledger.get("名称").and_then(Plain::text) {
        None => LEDGER.to_owned(),
        Some(name) if name.starts_with(LEDGER) || name.ends_with(LEDGER) => name.to_owned(),
        Some(name) => sheet_name(LEDGER, name),
    };
    let mut making = Making::new(&name);
    let rows = match ledger.get("行") {
        Some(Plain::Records(rows)) => rows.as_slice(),
        _ => &[],
    };
    let mut columns: Vec<&str> = Vec::new();
    for row in rows {
        if let Plain::Record(entries) = row {
            for (key, _) in entries {
                if !columns.contains(&key.as_str()) {
                    columns.push(key);
                }
            }
        }
    }
    for (column, key) in columns.iter().enumerate() {
        making.text(column, *key, Look::Head);
        making.sheet.widths.push(18.0);
    }
    making.sheet.frozen = (1, 0);
    for row in rows {
        making.row += 1;
        for (column, key) in columns.iter().enumerate() {
            let text = row.get(key).and_then(Plain::text).unwrap_or_default();
            making.put(column, content(text), Look::Framed);
        }
    }
    making.sheet
}
