//! One sheet: its rows and columns, those that are hidden, and where cells are merged.
//!
//! A row, a column and a cell may each stand for up to a million; only those that hold something are made.

use crate::office::xml::{Piece, Pieces, Tag};
use crate::source::grid::packed::{SheetCell, SheetCells};
use crate::source::grid::{Area, Sheet};
use crate::source::ods::cell::{self, Cell};
use crate::source::ods::styles::Styles;
use crate::source::shown::dates::Epoch;
use crate::source::workbook::{COLUMNS, Fault, MERGED, ROWS, Room};

/// What the sheets of a workbook have in common.
pub struct Shared<'a> {
    /// Its styles.
    pub styles: &'a Styles,
    /// From when days are counted.
    pub epoch: Epoch,
    /// Formulas without result gave an empty text: the program that wrote the workbook reckons.
    pub is_reckoned: bool,
}

/// A sheet that is being read.
struct Reader<'a> {
    shared: &'a Shared<'a>,
    room: &'a mut Room,
    sheet: Sheet,
    /// Styles of the cells of columns, for cells without: from, to, name; ascending.
    columns: Vec<(u32, u32, String)>,
    next_column: u32,
    next_row: u32,
}

/// A row while its cells are read.
struct Row {
    number: u32,
    /// How many rows are alike.
    repeated: u32,
    /// The style of its cells without.
    style: Option<String>,
    next_column: u32,
    cells: SheetCells,
    merged: Vec<Area>,
}

/// Reads what stands in a sheet's element, as far as there is room for its cells.
pub fn read(xml: &[u8], shared: &Shared<'_>, room: &mut Room) -> Result<Sheet, Fault> {
    let mut reader =
        Reader { shared, room, sheet: Sheet::default(), columns: Vec::new(), next_column: 0, next_row: 0 };
    let mut pieces = Pieces::new(xml)?;
    // Groups that are open, and whether each, or one around it, is folded away.
    let mut groups = vec![false];
    while let Some(piece) = pieces.next_piece()? {
        let is_hidden = groups.last() == Some(&true);
        match piece {
            Piece::Open(tag) => match tag.name() {
                "table-row" => reader.take_row(&tag, is_hidden, &mut pieces)?,
                "table-column" => {
                    reader.take_columns(&tag, is_hidden)?;
                    pieces.skip()?;
                }
                "table-row-group" | "table-column-group" => {
                    groups.push(is_hidden || tag.attribute("display")?.as_deref() == Some("false"));
                }
                "table-rows" | "table-header-rows" | "table-columns" | "table-header-columns" => {
                    groups.push(is_hidden);
                }
                _ => pieces.skip()?,
            },
            Piece::Close => {
                groups.pop();
            }
            Piece::Text(_) => {}
        }
    }
    Ok(reader.sheet)
}

impl Reader<'_> {
    fn take_columns(&mut self, tag: &Tag<'_>, in_hidden: bool) -> Result<(), Fault> {
        let repeated = repeated(tag, "number-columns-repeated", COLUMNS)?;
        let first = self.next_column;
        self.next_column = (first + repeated).min(COLUMNS);
        if first == self.next_column {
            return Ok(());
        }
        let last = self.next_column - 1;
        let style = tag.attribute("style-name")?;
        if in_hidden || is_hidden(tag)? || style.is_some_and(|style| self.shared.styles.hides_column(&style))
        {
            self.sheet.hidden_columns.push((first, last));
        }
        if let Some(style) = tag.attribute("default-cell-style-name")? {
            self.columns.push((first, last, style));
        }
        Ok(())
    }

    fn take_row(&mut self, tag: &Tag<'_>, in_hidden: bool, pieces: &mut Pieces<'_>) -> Result<(), Fault> {
        let repeated = repeated(tag, "number-rows-repeated", ROWS)?;
        let style = tag.attribute("style-name")?;
        let is_hidden =
            in_hidden || is_hidden(tag)? || style.is_some_and(|style| self.shared.styles.hides_row(&style));
        let mut row = Row {
            number: self.next_row,
            repeated,
            style: tag.attribute("default-cell-style-name")?,
            next_column: 0,
            cells: SheetCells::default(),
            merged: Vec::new(),
        };
        self.next_row = (row.number + repeated).min(ROWS);
        loop {
            match pieces.next_piece()?.ok_or(Fault::Damaged)? {
                Piece::Open(tag) if matches!(tag.name(), "table-cell" | "covered-table-cell") => {
                    let cell = Cell::read(&tag, pieces)?;
                    self.take_cell(&cell, &mut row)?;
                }
                Piece::Open(_) => pieces.skip()?,
                Piece::Close => break,
                Piece::Text(_) => {}
            }
        }
        self.keep(&row, is_hidden)
    }

    /// Puts a cell into its row, as often as it stands there.
    fn take_cell(&mut self, cell: &Cell, row: &mut Row) -> Result<(), Fault> {
        let first = row.next_column;
        row.next_column = (first + cell.repeated).min(COLUMNS);
        if cell.is_blank() {
            return Ok(());
        }
        if row.number >= ROWS || first + cell.repeated > COLUMNS {
            return Err(Fault::Damaged);
        }
        let columns = first..row.next_column;
        for column in columns {
            let style = cell.style.as_deref().or(row.style.as_deref()).or_else(|| self.style_of(column));
            let format = style.and_then(|style| self.shared.styles.format(style));
            let Some((kind, text, seen)) = cell.content(format, self.shared) else { break };
            let (text, seen) = (text.as_str(), seen.as_deref());
            let made = SheetCell { row: row.number, column, kind, text, seen };
            self.room.take(&made)?;
            row.cells.push(made);
            // Without anything in its first cell a merged area is blank.
            if cell.spanned != (1, 1) {
                row.merged.push(Area {
                    top: row.number,
                    left: column,
                    bottom: (row.number + cell.spanned.0 - 1).min(ROWS - 1),
                    right: (column + cell.spanned.1 - 1).min(COLUMNS - 1),
                });
            }
        }
        Ok(())
    }

    /// Puts a row into the sheet, as often as it stands there.
    fn keep(&mut self, row: &Row, is_hidden: bool) -> Result<(), Fault> {
        if row.cells.is_empty() {
            return Ok(());
        }
        if row.number + row.repeated > ROWS {
            return Err(Fault::Damaged);
        }
        for down in 0..row.repeated {
            if is_hidden {
                self.sheet.hidden_rows.push(row.number + down);
            }
            let areas = row.merged.iter().map(|area| Area {
                top: area.top + down,
                bottom: (area.bottom + down).min(ROWS - 1),
                ..*area
            });
            self.sheet.merged.extend(areas);
            if self.sheet.merged.len() > MERGED {
                return Err(Fault::TooLarge);
            }
            for cell in row.cells.iter() {
                // The first has taken its place already.
                if down > 0 {
                    self.room.take(&cell)?;
                }
                self.sheet.cells.push(SheetCell { row: row.number + down, ..cell });
            }
        }
        Ok(())
    }

    /// The style that the cells of a column have where neither they nor their row says otherwise.
    fn style_of(&self, column: u32) -> Option<&str> {
        let at = self.columns.partition_point(|&(_, last, _)| last < column);
        self.columns.get(at).filter(|&&(first, ..)| first <= column).map(|(.., style)| style.as_str())
    }
}

fn repeated(tag: &Tag<'_>, name: &str, most: u32) -> Result<u32, Fault> {
    tag.attribute(name)?.map_or(Ok(1), |written| cell::count(&written, most))
}

/// Whether a row or column is hidden, by hand or by a filter.
fn is_hidden(tag: &Tag<'_>) -> Result<bool, Fault> {
    Ok(matches!(tag.attribute("visibility")?.as_deref(), Some("collapse" | "filter")))
}
