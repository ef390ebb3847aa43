//! Which number format each cell style has.

use std::collections::HashMap;
use std::rc::Rc;

use crate::office::xml::{Piece, Pieces};
use crate::source::shown::number_format::Format;
use crate::source::workbook::{Fault, LONGEST_FORMAT, STYLES};

/// The formats of the cell styles, in order; styles share them, however many there are.
pub fn read(xml: &[u8]) -> Result<Vec<Rc<Format>>, Fault> {
    let mut pieces = Pieces::new(xml)?;
    let mut own: HashMap<u32, Rc<Format>> = HashMap::new();
    let mut formats = Vec::new();
    let mut in_cell_styles = false;
    let mut depth = 0_usize;
    while let Some(piece) = pieces.next_piece()? {
        let tag = match piece {
            Piece::Open(tag) => tag,
            Piece::Close => {
                depth -= 1;
                // The root is 1 deep, its children 2.
                in_cell_styles &= depth > 1;
                continue;
            }
            Piece::Text(_) => continue,
        };
        depth += 1;
        let number = |name: &str| -> Result<Option<u32>, Fault> {
            Ok(tag.attribute(name)?.and_then(|value| value.trim().parse().ok()))
        };
        match tag.name() {
            "cellXfs" => in_cell_styles = true,
            "numFmt" => {
                let code = tag.attribute("formatCode")?.unwrap_or_default();
                if let Some(id) = number("numFmtId")?.filter(|_| code.len() <= LONGEST_FORMAT) {
                    own.insert(id, Rc::new(Format::parse(&code)));
                }
            }
            "xf" if in_cell_styles => {
                let id = number("numFmtId")?.unwrap_or(0);
                formats.push(own.get(&id).cloned().unwrap_or_else(|| Rc::new(Format::builtin(id))));
            }
            _ => {}
        }
        if formats.len() > STYLES || own.len() > STYLES {
            return Err(Fault::TooLarge);
        }
    }
    Ok(formats)
}
