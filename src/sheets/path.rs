//! Keys with dots (`印发.日期`) ⇄ the fields that they lead to.

use crate::diag::nearest::nearest;
use crate::model::condition;
use crate::model::shape::{FieldShape, RecordShape, Shape};
use crate::model::workbook::Workbook;

/// Most keys of a path: data of one document may hold data of its documents, and so on.
const MOST_KEYS: usize = 8;

/// What a field holds, as far as a sheet must know.
#[derive(Debug, Clone, Copy)]
pub enum Holds {
    /// One text, number, date or word.
    Text,
    /// 正文.
    Prose,
    /// A list of texts.
    Texts,
    /// Rows of cells.
    Rows,
    /// A group of keys.
    Record(&'static RecordShape),
    /// A list of groups.
    Records(&'static RecordShape),
    /// Keys of the user's own.
    Free,
    /// Rows of a ledger.
    Ledger,
}

/// What a field of a record holds.
pub fn holds(record: &RecordShape, field: &FieldShape) -> Holds {
    match (field.shape)() {
        Shape::Record(inner) => Holds::Record(inner),
        Shape::List(item) => match item() {
            Shape::Record(inner) => Holds::Records(inner),
            Shape::List(_) => Holds::Rows,
            Shape::Free => Holds::Ledger,
            _ => Holds::Texts,
        },
        // The data of one document are keys of the workbook.
        Shape::Free if record.name == "文稿" => Holds::Record(&Workbook::RECORD),
        Shape::Free => Holds::Free,
        Shape::Prose => Holds::Prose,
        _ => Holds::Text,
    }
}

/// The way from a record to a field.
#[derive(Debug, Clone)]
pub struct Path {
    /// The keys on the way.
    pub keys: Vec<String>,
    /// For each key whether a list of groups stands under it, of which the next key is one.
    pub lists: Vec<bool>,
    /// What stands at the end.
    pub holds: Holds,
    /// Whether the last key is the one that a bare text of its group fills: it begins an item.
    pub begins: bool,
    /// The field at the end; none among keys of the user's own.
    pub field: Option<&'static FieldShape>,
}

/// A key that leads nowhere.
#[derive(Debug)]
pub struct Unknown {
    /// The group that lacks it.
    pub record: &'static RecordShape,
    /// The key.
    pub key: String,
    /// The whole path with the key that was probably meant.
    pub near: Option<String>,
}

/// Follows a written key from a record.
pub fn find(start: &'static RecordShape, written: &str) -> Result<Path, Unknown> {
    let written: Vec<&str> = written.split(['.', '．']).map(str::trim).collect();
    if written.len() > MOST_KEYS {
        return Err(Unknown { record: start, key: written.join("."), near: None });
    }
    let mut path =
        Path { keys: Vec::new(), lists: Vec::new(), holds: Holds::Record(start), begins: false, field: None };
    for (index, key) in written.iter().enumerate() {
        let (Holds::Record(record) | Holds::Records(record)) = path.holds else {
            if matches!(path.holds, Holds::Free) && !key.is_empty() {
                path.keys.push((*key).to_owned());
                path.lists.push(false);
                path.field = None;
                continue;
            }
            return Err(unknown(start, &written, index));
        };
        // 如有 stands in what it keeps, never in the workbook itself.
        let below = index > 0 || start.name != Workbook::RECORD.name;
        let condition = || condition::field(key).filter(|_| below);
        let Some(field) = record.by_key(key).or_else(condition) else {
            return Err(unknown(record, &written, index));
        };
        if index > 0 {
            path.lists[index - 1] = matches!(path.holds, Holds::Records(_));
        }
        path.keys.push((*key).to_owned());
        path.lists.push(false);
        path.holds = holds(record, field);
        path.begins = record.text_goes_to == Some(field.key);
        path.field = Some(field);
    }
    Ok(path)
}

fn unknown(record: &'static RecordShape, written: &[&str], index: usize) -> Unknown {
    let key = written[index];
    // A key of a group inside this one may have been written without the group.
    let inner = record.fields.iter().find_map(|field| match holds(record, field) {
        Holds::Record(inner) => inner.by_key(key).map(|found| format!("{}.{}", field.key, found.key)),
        _ => None,
    });
    let near = nearest(key, record.fields.iter().map(|field| field.key)).map(str::to_owned).or(inner);
    let near = near.map(|near| {
        let mut whole: Vec<&str> = written.to_vec();
        whole[index] = &near;
        whole.join(".")
    });
    Unknown { record, key: key.to_owned(), near }
}
