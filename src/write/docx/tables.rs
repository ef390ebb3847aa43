//! Tables: fixed widths, header rows repeated on each page, rows whole, text centred between the rules.

use crate::layout::laid::{LaidRow, LaidTable};
use crate::profile::units::Twip;
use crate::write::docx::WriteError;
use crate::write::docx::body::{self, Body};
use crate::write::docx::shapes::Key;

/// Appends a table.
pub fn table(body: &mut Body, table: &LaidTable) -> Result<(), WriteError> {
    if table.columns.is_empty() || table.rows.is_empty() {
        return Err(WriteError::Table);
    }
    let shape = body.shapes.get(&Key::Table { columns: table.columns.clone(), ruled: true });
    body.piece(shape.piece(0));
    body.text(&table.caption)?;
    body.piece(shape.piece(1));
    for (index, laid) in table.rows.iter().enumerate() {
        row(body, laid, &table.columns, index < table.head_rows)?;
    }
    body.piece(shape.piece(2));
    Ok(())
}

fn row(body: &mut Body, row: &LaidRow, columns: &[Twip], head: bool) -> Result<(), WriteError> {
    let shape = body.shapes.get(&Key::Row { min_height: row.min_height, head });
    body.piece(shape.piece(0));
    let mut rest = columns;
    for cell in &row.cells {
        if cell.column_span == 0 || cell.column_span > rest.len() || cell.paragraphs.is_empty() {
            return Err(WriteError::Table);
        }
        let (covered, right) = rest.split_at(cell.column_span);
        rest = right;
        let shape = body.shapes.get(&Key::Cell {
            width: Twip(covered.iter().map(|column| column.0).sum()),
            span: cell.column_span,
            vertical: cell.vertical,
            rules: None,
        });
        body.piece(shape.piece(0));
        for laid in &cell.paragraphs {
            body::paragraph(body, &laid.paragraph, Some(laid.alignment))?;
        }
        body.piece(shape.piece(1));
    }
    body.piece(shape.piece(1));
    if rest.is_empty() { Ok(()) } else { Err(WriteError::Table) }
}
