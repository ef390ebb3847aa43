//! A ledger in a file of its own, without its rows: the head stays.

use crate::xlsx::{self, Cell, Content, Look, Sheet};

/// The bytes of a .csv file down to its `rows`th line of cells: what stands above the first row of data. Line ends within quotes
/// part no rows. `None` if the bytes are in an encoding in which they cannot be counted.
pub fn head_of_csv(bytes: &[u8], rows: usize) -> Option<Vec<u8>> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return None;
    }
    let (mut quoted, mut row) = (false, 0);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => {
                row += 1;
                if row == rows {
                    return Some(bytes[..=at].to_vec());
                }
            }
            _ => {}
        }
    }
    Some(bytes.to_vec())
}

/// A sheet of an .xlsx with a head alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Name of the sheet.
    pub sheet: String,
    /// The row that the head stands in, from 0.
    pub row: u32,
    /// Names of the columns, with their units.
    pub columns: Vec<String>,
}

/// An .xlsx with these heads; `None` if the names are none that a sheet may have.
pub fn heads_as_xlsx(heads: &[Head]) -> Option<Vec<u8>> {
    let sheets: Vec<Sheet> = heads
        .iter()
        .map(|head| {
            let cell = |(column, name): (usize, &String)| Cell {
                row: head.row,
                column: column as u16,
                content: Content::Text(name.clone()),
                look: Look::Head,
                note: None,
            };
            Sheet {
                name: head.sheet.clone(),
                widths: vec![14.0; head.columns.len()],
                frozen: (head.row + 1, 0),
                cells: head.columns.iter().enumerate().map(cell).collect(),
                ..Sheet::default()
            }
        })
        .collect();
    xlsx::write(&sheets).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_above_the_rows_stays() {
        let csv = "﻿活动台账\n日期,\"名称\n（全称）\"\n2026-03-04,义诊\n".as_bytes();
        let head = head_of_csv(csv, 2).expect("it is UTF-8");
        assert_eq!(head, "﻿活动台账\n日期,\"名称\n（全称）\"\n".as_bytes());
        assert_eq!(head_of_csv(b"a,b\n", 1).as_deref(), Some(&b"a,b\n"[..]));
        assert_eq!(head_of_csv(&[0xFF, 0xFE, 0x41, 0], 1), None);
    }
}
