//! 发文机关标志 of a joint issue (GB/T 9704-2012 7.2.4), in a text box fixed to the page: see
//! [`crate::write::docx::text_box`].
//!
//! What the reader sees: the units' names one below the other, spread to the same width, and 文件 to the right, level with
//! their middle. Inside the box stands a table of two columns without rules; a cell's text is centred from top to bottom.
//! Word's way of 双行合一 holds two names only, and spaces between characters would have to be set anew for each change of
//! a name; `w:jc` `distribute` spreads whatever stands there.

use std::fmt::Write as _;

use crate::layout::laid::{LaidMark, LaidParagraph, VerticalMerge};
use crate::profile::units::Twip;
use crate::write::docx::WriteError;
use crate::write::docx::body::{self, Body};
use crate::write::docx::shapes::Key;

/// Appends the paragraph above the mark, with the box.
pub fn mark(body: &mut Body, mark: &LaidMark) -> Result<(), WriteError> {
    let LaidParagraph { style, direct, .. } = mark.anchor;
    let place = body.shapes.get(&Key::JointMark { style, direct, frame: mark.frame });
    let id = body.next_id();
    body.piece(place.piece(0));
    write!(body.out, "{id}").expect("writing to a string cannot fail");
    body.piece(place.piece(1));

    let mut columns = vec![mark.names_width];
    columns.extend(mark.suffix.as_ref().map(|_| Twip(mark.frame.width.0 - mark.names_width.0)));
    let table = body.shapes.get(&Key::Table { columns: columns.clone(), ruled: false });
    let row = body.shapes.get(&Key::Row { min_height: Twip(0), head: false });
    body.piece(table.piece(0));
    body.out.push_str("发文机关标志");
    body.piece(table.piece(1));
    body.piece(row.piece(0));
    cell(body, columns[0], &mark.names)?;
    if let Some(suffix) = &mark.suffix {
        cell(body, columns[1], std::slice::from_ref(suffix))?;
    }
    body.piece(row.piece(1));
    body.piece(table.piece(2));

    body.piece(place.piece(2));
    for run in &mark.anchor.runs {
        body::run(body, style, run)?;
    }
    body.piece(place.piece(3));
    Ok(())
}

fn cell(body: &mut Body, width: Twip, paragraphs: &[LaidParagraph]) -> Result<(), WriteError> {
    let key = Key::Cell { width, span: 1, vertical: VerticalMerge::Single, rules: None };
    let shape = body.shapes.get(&key);
    body.piece(shape.piece(0));
    for paragraph in paragraphs {
        body::paragraph(body, paragraph, None)?;
    }
    body.piece(shape.piece(1));
    Ok(())
}
