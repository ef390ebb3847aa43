//! Which number format each cell style has, and whether it is struck out.

use std::collections::HashMap;
use std::rc::Rc;

use crate::office::xml::{Piece, Pieces};
use crate::source::shown::number_format::Format;
use crate::source::workbook::{Fault, LONGEST_FORMAT, STYLES};
use crate::source::xlsx::strings::is_on;

/// A cell style.
#[derive(Debug, Clone)]
pub struct CellStyle {
    /// How numbers are shown; styles share formats, however many there are.
    pub format: Rc<Format>,
    /// Whether its font is struck out.
    pub struck: bool,
}

/// The cell styles in order.
pub fn read(xml: &[u8]) -> Result<Vec<CellStyle>, Fault> {
    let mut pieces = Pieces::new(xml)?;
    let mut own: HashMap<u32, Rc<Format>> = HashMap::new();
    let mut styles = Vec::new();
    let mut fonts: Vec<bool> = Vec::new();
    let (mut in_cell_styles, mut in_fonts) = (false, false);
    let mut depth = 0_usize;
    while let Some(piece) = pieces.next_piece()? {
        let tag = match piece {
            Piece::Open(tag) => tag,
            Piece::Close => {
                depth -= 1;
                // The root is 1 deep, its children 2.
                in_cell_styles &= depth > 1;
                in_fonts &= depth > 1;
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
            "fonts" => in_fonts = true,
            "font" if in_fonts => fonts.push(false),
            "strike" if in_fonts => {
                let is_on = is_on(&tag)?;
                if let Some(last) = fonts.last_mut() {
                    *last = is_on;
                }
            }
            "numFmt" => {
                let code = tag.attribute("formatCode")?.unwrap_or_default();
                if let Some(id) = number("numFmtId")?.filter(|_| code.len() <= LONGEST_FORMAT) {
                    own.insert(id, Rc::new(Format::parse(&code)));
                }
            }
            "xf" if in_cell_styles => {
                let id = number("numFmtId")?.unwrap_or(0);
                let format = own.get(&id).cloned().unwrap_or_else(|| Rc::new(Format::builtin(id)));
                let font = number("fontId")?.and_then(|font| fonts.get(font as usize));
                styles.push(CellStyle { format, struck: font.copied().unwrap_or(false) });
            }
            _ => {}
        }
        if styles.len() > STYLES || own.len() > STYLES || fonts.len() > STYLES {
            return Err(Fault::TooLarge);
        }
    }
    Ok(styles)
}
