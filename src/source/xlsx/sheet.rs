//! One sheet: its cells, and what is merged and hidden.

use crate::office::xml::{Piece, Pieces, Tag};
use crate::source::grid::packed::SheetCell;
use crate::source::grid::{Area, Kind, Mark, Sheet};
use crate::source::shown::dates::Epoch;
use crate::source::shown::number_format::Format;
use crate::source::shown::{self, Content, dates};
use crate::source::workbook::{COLUMNS, Fault, MERGED, ROWS, Room};
use crate::source::xlsx::strings::{self, Text};
use crate::source::xlsx::styles::CellStyle;

/// What the sheets of a workbook have in common.
pub struct Shared<'a> {
    /// Texts that cells refer to.
    pub strings: &'a [Text],
    /// What cells look like, by the number of their style.
    pub styles: &'a [CellStyle],
    /// From when days are counted.
    pub epoch: Epoch,
}

/// Where the reader stands: the row and column that come next unless the file says otherwise.
#[derive(Default)]
struct At {
    next_row: u32,
    row: u32,
    next_column: u32,
}

/// Reads a sheet as far as there is room for its cells.
pub fn read(xml: &[u8], shared: &Shared<'_>, room: &mut Room) -> Result<Sheet, Fault> {
    let mut pieces = Pieces::new(xml)?;
    let mut sheet = Sheet::default();
    let mut at = At::default();
    while let Some(piece) = pieces.next_piece()? {
        let Piece::Open(tag) = piece else { continue };
        match tag.name() {
            "row" => {
                at.row = match tag.attribute("r")? {
                    Some(number) => number
                        .trim()
                        .parse::<u32>()
                        .ok()
                        .and_then(|n| n.checked_sub(1))
                        .ok_or(Fault::Damaged)?,
                    None => at.next_row,
                };
                if at.row >= ROWS {
                    return Err(Fault::Damaged);
                }
                at.next_row = at.row + 1;
                at.next_column = 0;
                if is_true(&tag, "hidden")? || is_zero(&tag, "ht")? {
                    sheet.hidden_rows.push(at.row);
                }
            }
            "c" => {
                if let Some((column, (kind, text, seen), mark)) = cell(&tag, &mut pieces, &mut at, shared)?
                    && !text.is_empty()
                {
                    sheet.marked.extend(mark.map(|mark| ((at.row, column), mark)));
                    let (row, text, seen) = (at.row, text.as_str(), seen.as_deref());
                    let cell = SheetCell { row, column, kind, text, seen };
                    room.take(&cell)?;
                    sheet.cells.push(cell);
                }
            }
            "col" if is_true(&tag, "hidden")? || is_zero(&tag, "width")? => {
                let number = |name: &str| -> Result<u32, Fault> {
                    let value = tag.attribute(name)?.and_then(|value| value.trim().parse::<u32>().ok());
                    value.and_then(|n| n.checked_sub(1)).ok_or(Fault::Damaged)
                };
                sheet.hidden_columns.push((number("min")?, number("max")?));
                if sheet.hidden_columns.len() > COLUMNS as usize {
                    return Err(Fault::Damaged);
                }
            }
            "mergeCell" => {
                let area = tag.attribute("ref")?.and_then(|text| area(&text)).ok_or(Fault::Damaged)?;
                sheet.merged.push(area);
                if sheet.merged.len() > MERGED {
                    return Err(Fault::TooLarge);
                }
            }
            _ => {}
        }
    }
    sheet.hidden_rows.sort_unstable();
    Ok(sheet)
}

fn is_true(tag: &Tag<'_>, name: &str) -> Result<bool, Fault> {
    Ok(matches!(tag.attribute(name)?.as_deref(), Some("1" | "true" | "on")))
}

fn is_zero(tag: &Tag<'_>, name: &str) -> Result<bool, Fault> {
    Ok(tag.attribute(name)?.is_some_and(|value| value.trim().parse() == Ok(0.0_f64)))
}

/// Reads the `c` that was just opened: its column and what it holds.
fn cell(
    tag: &Tag<'_>,
    pieces: &mut Pieces<'_>,
    at: &mut At,
    shared: &Shared<'_>,
) -> Result<Option<(u32, Content, Option<Mark>)>, Fault> {
    let (row, column) = match tag.attribute("r")? {
        Some(reference) => position(&reference).ok_or(Fault::Damaged)?,
        None => (at.row, at.next_column),
    };
    if row != at.row || column >= COLUMNS {
        return Err(Fault::Damaged);
    }
    at.next_column = column + 1;
    let kind = tag.attribute("t")?.unwrap_or_default();
    let style = tag.attribute("s")?.and_then(|style| style.trim().parse::<usize>().ok());
    let style = style.and_then(|style| shared.styles.get(style));
    let format = style.map_or(&Format::General, |style| style.format.as_ref());
    let (mut value, mut inline, mut formula) = (None, None, None);
    loop {
        match pieces.next_piece()?.ok_or(Fault::Damaged)? {
            Piece::Open(child) => match child.name() {
                "v" => value = Some(pieces.text()?),
                "is" => inline = Some(strings::inside(pieces)?),
                "f" => formula = Some(pieces.text()?),
                _ => pieces.skip()?,
            },
            Piece::Close => break,
            Piece::Text(_) => {}
        }
    }
    let words = match (&inline, kind.as_str(), &value) {
        (Some(text), ..) => Some(text),
        (None, "s", Some(at)) => at.trim().parse().ok().and_then(|at: usize| shared.strings.get(at)),
        _ => None,
    };
    let struck = style.is_some_and(|style| style.struck).then_some(Mark::Struck);
    let mark = words.and_then(|words| words.mark).or(struck);
    let inline = inline.map(|inline| inline.text);
    let content = content(&kind, value, inline, formula.as_deref(), format, shared)?;
    Ok(content.map(|content| (column, content, mark)))
}

fn content(
    kind: &str,
    value: Option<String>,
    inline: Option<String>,
    formula: Option<&str>,
    format: &Format,
    shared: &Shared<'_>,
) -> Result<Option<Content>, Fault> {
    if let Some(text) = inline {
        return Ok(Some((Kind::Text, text, None)));
    }
    let value = match (value, formula) {
        (Some(value), None) if value.trim().is_empty() && kind != "str" => return Ok(None),
        (Some(value), _) if !value.trim().is_empty() || kind == "str" => value,
        (_, Some(formula)) => {
            return Ok(Some(shown::without_result(formula)));
        }
        _ => return Ok(None),
    };
    let trimmed = value.trim();
    Ok(Some(match kind {
        "s" => {
            let text = trimmed.parse().ok().and_then(|at: usize| shared.strings.get(at));
            (Kind::Text, text.ok_or(Fault::Damaged)?.text.clone(), None)
        }
        "str" => (Kind::Text, strings::unescaped(&value), None),
        "b" => shown::boolean(trimmed == "1" || trimmed == "true"),
        "e" => (Kind::Error, trimmed.to_owned(), None),
        "d" => (Kind::Moment, dates::shown_iso(trimmed, None).unwrap_or_else(|| trimmed.to_owned()), None),
        _ => shown::number(trimmed, format, shared.epoch),
    }))
}

/// `C5` → row and column, 0-based.
fn position(reference: &str) -> Option<(u32, u32)> {
    let reference = reference.trim();
    let end = reference.find(|c: char| !c.is_ascii_alphabetic())?;
    let (letters, digits) = reference.split_at(end);
    if letters.is_empty() || letters.len() > 3 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let column = letters
        .bytes()
        .fold(0, |number: u32, letter| number * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    let row: u32 = digits.parse().ok()?;
    ((1..=ROWS).contains(&row) && column <= COLUMNS).then(|| (row - 1, column - 1))
}

/// `A1:C3`.
fn area(text: &str) -> Option<Area> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let ((top, left), (bottom, right)) = (position(first)?, position(last)?);
    (top <= bottom && left <= right).then_some(Area { top, left, bottom, right })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read() {
        assert_eq!(position("C5"), Some((4, 2)));
        assert_eq!(position("XFD1048576"), Some((1_048_575, 16_383)));
        for text in ["", "C", "5", "C0", "XFE1", "A1048577", "ZZZZ1", "甲1", "$C$5", "A-1"] {
            assert_eq!(position(text), None, "{text}");
        }
    }
}
