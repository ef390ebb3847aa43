//! The text of a paragraph: blanks and line ends are elements, and blanks between words count as one.

use crate::office::xml::{Piece, Pieces, Tag};
use crate::source::grid::MOST_TEXT;
use crate::source::workbook::Fault;

/// Appends the paragraph that was just opened.
pub fn read(pieces: &mut Pieces<'_>, text: &mut String) -> Result<(), Fault> {
    let start = text.len();
    // The first of the blanks that are owed: several count as one, those that the paragraph begins with as none.
    let mut blank = None;
    let mut depth = 0_usize;
    loop {
        match pieces.next_piece()?.ok_or(Fault::Damaged)? {
            Piece::Text(piece) => {
                for c in piece.chars() {
                    if matches!(c, ' ' | '\t' | '\n' | '\r') {
                        blank = blank.or(Some(c));
                    } else {
                        pay(&mut blank, start, text);
                        text.push(c);
                    }
                }
            }
            Piece::Open(tag) => match tag.name() {
                name @ ("s" | "tab" | "line-break") => {
                    pay(&mut blank, start, text);
                    match name {
                        "s" => text.extend(std::iter::repeat_n(' ', count(&tag)?)),
                        "tab" => text.push('\t'),
                        _ => text.push('\n'),
                    }
                    pieces.skip()?;
                }
                // Comments, footnotes, the pronunciation above a text, shapes.
                "annotation" | "note" | "ruby-text" | "frame" | "custom-shape" => pieces.skip()?,
                _ => depth += 1,
            },
            Piece::Close if depth == 0 => {
                // LibreOffice writes one blank at the end as it is; a line end is the layout of the file.
                blank = blank.filter(|&c| c == ' ');
                pay(&mut blank, start, text);
                return Ok(());
            }
            Piece::Close => depth -= 1,
        }
        if text.len() > MOST_TEXT {
            return Err(Fault::TooLarge);
        }
    }
}

/// Puts a blank that is owed.
fn pay(blank: &mut Option<char>, start: usize, text: &mut String) {
    if blank.take().is_some() && text.len() > start {
        text.push(' ');
    }
}

/// How many blanks an element stands for.
fn count(tag: &Tag<'_>) -> Result<usize, Fault> {
    let count = match tag.attribute("c")? {
        Some(written) => written.trim().parse().map_err(|_| Fault::Damaged)?,
        None => 1,
    };
    if count > MOST_TEXT { Err(Fault::TooLarge) } else { Ok(count) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(inside: &str) -> Result<String, Fault> {
        let xml = format!("<p>{inside}</p>");
        let mut pieces = Pieces::new(xml.as_bytes())?;
        pieces.next_piece()?;
        let mut text = String::from("·");
        read(&mut pieces, &mut text).map(|()| text)
    }

    #[test]
    fn blanks_are_those_that_are_meant() {
        for (written, meant) in [
            ("甲 乙", "·甲 乙"),
            ("\n  甲\n  乙\n", "·甲 乙"),
            ("<s c='2'/>甲<s/><s c='3'/>乙<s/>", "·  甲    乙 "),
            ("甲 <s c='2'/>乙", "·甲   乙"),
            ("甲<tab/>乙<line-break/>丙", "·甲\t乙\n丙"),
            ("<span>甲 </span><a> 乙</a>", "·甲 乙"),
            ("<ruby><ruby-base>张</ruby-base><ruby-text>zhang</ruby-text></ruby>三", "·张三"),
            ("甲<note><p>注</p></note>乙<annotation><p>批</p></annotation>", "·甲乙"),
            ("", "·"),
            (" 甲 ", "·甲 "),
            (" ", "·"),
        ] {
            assert_eq!(text(written).as_deref(), Ok(meant), "{written}");
        }
    }

    #[test]
    fn a_text_of_blanks_without_end_is_refused() {
        assert_eq!(text("<s c='4000000000'/>"), Err(Fault::TooLarge));
        assert_eq!(text(&"<s c='60000000'/>".repeat(2)), Err(Fault::TooLarge));
        assert_eq!(text("<s c='-1'/>"), Err(Fault::Damaged));
    }
}
