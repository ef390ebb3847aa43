//! Plain data → which key stands in which sheet, row and column.

use crate::model::condition;
use crate::model::shape::RecordShape;
use crate::sheets::path::{self, Holds, Path, holds};
use crate::sheets::plain::Plain;

/// Items with at most so many keys get a column for each of them, filled in or not.
const SMALL: usize = 9;

/// A key of a form or a column of a table.
#[derive(Debug, Clone)]
pub struct Place {
    /// The key as it is written: `印发.日期`.
    pub written: String,
    /// Where it leads.
    pub path: Path,
}

/// A column and the text that stands in it, for one row.
pub type Row = Vec<(usize, String)>;

/// A table of items.
#[derive(Debug, Clone)]
pub struct Grown {
    /// Its columns.
    pub columns: Vec<Place>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// Which keys get a place.
#[derive(Debug, Clone, Copy)]
struct Extent {
    /// Groups with at most so many keys get a place for each of them, filled in or not.
    whole: usize,
    /// Whether lists of groups are gone into.
    lists: bool,
}

/// The keys that hold one thing or texts, with what they hold; those of the group itself all, or only those in use.
pub fn keys(
    record: &'static RecordShape,
    value: Option<&Plain>,
    used_only: bool,
) -> Vec<(Place, Option<Plain>)> {
    let mut list = Vec::new();
    let extent = Extent { whole: if used_only { 0 } else { usize::MAX }, lists: false };
    gather(record, &value.into_iter().collect::<Vec<_>>(), "", extent, &mut list);
    list.into_iter()
        .map(|place| {
            let place = from_top(record, place);
            let found =
                value.and_then(|value| place.path.keys.iter().try_fold(value, |value, key| value.get(key)));
            let found = found.cloned();
            (place, found)
        })
        .collect()
}

/// The keys that a table of such items may have besides these columns.
pub fn others(record: &'static RecordShape, columns: &[Place]) -> Vec<Place> {
    let plain = |holds: Holds| matches!(holds, Holds::Text | Holds::Prose | Holds::Texts);
    let mut written = Vec::new();
    for field in record.fields {
        match holds(record, field) {
            // Data of one document may be any of the workbook: the sheets show them.
            Holds::Record(inner) | Holds::Records(inner)
                if !inner.fields.iter().any(|inner| inner.key == record.name) =>
            {
                let keys = inner.fields.iter().filter(|key| plain(holds(inner, key)));
                written.extend(keys.map(|key| format!("{}.{}", field.key, key.key)));
            }
            other if plain(other) => written.push(field.key.to_owned()),
            _ => {}
        }
    }
    written
        .into_iter()
        .filter(|key| !columns.iter().any(|column| column.written == *key))
        .filter_map(|written| path::find(record, &written).ok().map(|path| Place { written, path }))
        .collect()
}

/// A place with its path from the record that the sheet is of.
fn from_top(record: &'static RecordShape, place: Place) -> Place {
    match path::find(record, &place.written) {
        Ok(path) => Place { path, ..place },
        Err(_) => place,
    }
}

/// The lists of groups in a group, by their written keys.
pub fn lists(record: &'static RecordShape, value: Option<&Plain>, before: &str) -> Vec<(Place, Vec<Plain>)> {
    let mut found = Vec::new();
    for field in record.fields {
        let written = format!("{before}{}", field.key);
        let inner = value.and_then(|value| value.get(field.key));
        match holds(record, field) {
            Holds::Records(_) => {
                let items = match inner {
                    Some(Plain::Records(items)) => items.clone(),
                    _ => Vec::new(),
                };
                if let Ok(path) = path::find(record, field.key) {
                    found.push((Place { written, path }, items));
                }
            }
            Holds::Record(group) if inner.is_some() => {
                found.extend(lists(group, inner, &format!("{written}.")));
            }
            _ => {}
        }
    }
    found
}

/// The table of these items.
pub fn table(record: &'static RecordShape, items: &[Plain]) -> Grown {
    let mut columns = Vec::new();
    let extent = Extent { whole: SMALL, lists: true };
    gather(record, &items.iter().collect::<Vec<_>>(), "", extent, &mut columns);
    let columns: Vec<Place> = columns.into_iter().map(|place| from_top(record, place)).collect();
    let mut rows: Vec<Row> = Vec::new();
    for item in items {
        let top = rows.len();
        grow(item, "", top, &columns, &mut rows);
    }
    Grown { columns, rows }
}

/// Adds the keys that these values use, in the order of the fields.
fn gather(
    record: &'static RecordShape,
    values: &[&Plain],
    before: &str,
    extent: Extent,
    list: &mut Vec<Place>,
) {
    let whole = record.fields.len() <= if before.is_empty() { extent.whole } else { SMALL.min(extent.whole) };
    let conditions =
        condition::FIELDS.iter().filter(|field| values.iter().any(|value| value.get(field.key).is_some()));
    for field in record.fields.iter().chain(conditions) {
        let written = format!("{before}{}", field.key);
        let used: Vec<&Plain> = values.iter().filter_map(|value| value.get(field.key)).collect();
        let deeper = format!("{written}.");
        match holds(record, field) {
            Holds::Record(group) if !used.is_empty() => gather(group, &used, &deeper, extent, list),
            Holds::Records(group) if extent.lists && !used.is_empty() => {
                let items: Vec<&Plain> = used
                    .iter()
                    .flat_map(|value| match value {
                        Plain::Records(items) => items.iter().collect(),
                        _ => Vec::new(),
                    })
                    .collect();
                gather(group, &items, &deeper, extent, list);
            }
            Holds::Text | Holds::Prose | Holds::Texts if !used.is_empty() || whole || field.required => {
                if let Ok(path) = path::find(record, field.key) {
                    list.push(Place { written, path });
                }
            }
            Holds::Free => {
                for (key, _) in used.iter().filter_map(|value| leaves(value)).flatten() {
                    let written = format!("{deeper}{key}");
                    if let (Ok(path), false) = (
                        path::find(record, &format!("{}.{key}", field.key)),
                        list.iter().any(|place| place.written == written),
                    ) {
                        list.push(Place { written, path });
                    }
                }
            }
            _ => {}
        }
    }
}

/// The dotted keys of the user's own with what they hold.
pub fn leaves(value: &Plain) -> Option<Vec<(String, Plain)>> {
    let Plain::Record(entries) = value else { return None };
    Some(
        entries
            .iter()
            .flat_map(|(key, inner)| match leaves(inner) {
                Some(list) => {
                    list.into_iter().map(|(rest, value)| (format!("{key}.{rest}"), value)).collect()
                }
                None => vec![(key.clone(), inner.clone())],
            })
            .collect(),
    )
}

/// Writes one group from a row on; gives the row below it.
fn grow(value: &Plain, before: &str, top: usize, columns: &[Place], rows: &mut Vec<Row>) -> usize {
    let Plain::Record(entries) = value else { return top };
    let mut bottom = top + 1;
    while rows.len() < bottom {
        rows.push(Vec::new());
    }
    for (key, inner) in entries {
        let written = format!("{before}{key}");
        let column = columns.iter().position(|place| place.written == written);
        match (inner, column) {
            (Plain::Text(text), Some(column)) => rows[top].push((column, text.clone())),
            (Plain::Texts(texts), Some(column)) => rows[top].push((column, texts.join("\n"))),
            (Plain::Record(_), _) => {
                bottom = bottom.max(grow(inner, &format!("{written}."), top, columns, rows));
            }
            (Plain::Records(items), _) => {
                let mut next = top;
                for item in items {
                    next = grow(item, &format!("{written}."), next, columns, rows);
                }
                bottom = bottom.max(next);
            }
            // What has no column is found missing when the sheet is read back.
            _ => {}
        }
    }
    bottom
}
