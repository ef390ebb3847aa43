//! Texts of cells: those that cells share, and what a text hides.

use crate::office::xml::{Piece, Pieces, Tag};
use crate::source::grid::Mark;
use crate::source::shown;
use crate::source::workbook::{Fault, STRINGS};

/// A text of a cell.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// Its characters.
    pub text: String,
    /// What marks some of them.
    pub mark: Option<Mark>,
}

/// The shared texts in order, without phonetic guides.
pub fn read(xml: &[u8]) -> Result<Vec<Text>, Fault> {
    let mut pieces = Pieces::new(xml)?;
    let mut strings = Vec::new();
    while let Some(piece) = pieces.next_piece()? {
        if let Piece::Open(tag) = piece
            && tag.name() == "si"
        {
            strings.push(inside(&mut pieces)?);
            if strings.len() > STRINGS {
                return Err(Fault::TooLarge);
            }
        }
    }
    Ok(strings)
}

/// The text of the `si` or `is` that was just opened.
pub fn inside(pieces: &mut Pieces<'_>) -> Result<Text, Fault> {
    let mut all = Text::default();
    // The run in hand: how it is marked. How deep in the element, and where a text or a guide began.
    let mut run = None;
    let (mut depth, mut taken, mut guide) = (0_usize, None, None);
    loop {
        match pieces.next_piece()?.ok_or(Fault::Damaged)? {
            Piece::Open(tag) => {
                depth += 1;
                match tag.name() {
                    "r" => run = None,
                    "strike" if is_on(&tag)? => run = Some(Mark::Struck),
                    "vertAlign" if tag.attribute("val")?.is_some_and(|to| to.ends_with("script")) => {
                        run = run.or(Some(Mark::Raised));
                    }
                    "t" => taken = taken.or(Some(depth)),
                    "rPh" => guide = guide.or(Some(depth)),
                    _ => {}
                }
            }
            Piece::Close if depth == 0 => break,
            Piece::Close => {
                taken = taken.filter(|&began| began != depth);
                guide = guide.filter(|&began| began != depth);
                depth -= 1;
            }
            Piece::Text(piece) if taken.is_some() && guide.is_none() => {
                if !piece.trim().is_empty() {
                    all.mark = all.mark.or(run);
                }
                all.text.push_str(&piece);
            }
            Piece::Text(_) => {}
        }
    }
    all.text = unescaped(&all.text);
    Ok(all)
}

/// Whether a switch of a font is on, as it is unless it says otherwise.
pub fn is_on(tag: &Tag<'_>) -> Result<bool, Fault> {
    Ok(!matches!(tag.attribute("val")?.as_deref(), Some("0" | "false" | "off")))
}

/// A text with `_x000D_` as the character it stands for, and every line end a single LF.
pub fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|code| code.bytes().all(|b| b.is_ascii_hexdigit()));
        let character = code
            .filter(|_| rest[at + 6..].starts_with('_'))
            .and_then(|code| u32::from_str_radix(code, 16).ok())
            .and_then(char::from_u32);
        match character {
            Some(character) => {
                out.push_str(&rest[..at]);
                out.push(character);
                rest = &rest[at + 7..];
            }
            None => {
                out.push_str(&rest[..at + 2]);
                rest = &rest[at + 2..];
            }
        }
    }
    out.push_str(rest);
    shown::with_line_ends(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_undone() {
        for (written, meant) in [
            ("甲_x000D_\n乙", "甲\n乙"),
            ("_x005F_x000D_", "_x000D_"),
            ("a_xyz_", "a_xyz_"),
            ("_x00", "_x00"),
            ("_x000啊_", "_x000啊_"),
            ("_xD800_", "_xD800_"),
        ] {
            assert_eq!(unescaped(written), meant, "{written}");
        }
    }
}
