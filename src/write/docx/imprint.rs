//! 版记 (GB/T 9704-2012 7.4), in a text box at the foot of the page: see [`crate::write::docx::text_box`].
//!
//! Inside stands a table of two columns, 印发机关 left and 印发日期 right; 抄送 covers both. The rules are the cells'
//! own: 0.35 mm above the first row and below the last, 0.25 mm between.

use std::fmt::Write as _;

use crate::layout::laid::{ImprintRow, LaidImprint, LaidParagraph, VerticalMerge};
use crate::profile::style::{Alignment, LineHeight, ParagraphStyle};
use crate::profile::units::{EighthPt, Twip};
use crate::write::docx::WriteError;
use crate::write::docx::body::{self, Body};
use crate::write::docx::sections::SectionKind;
use crate::write::docx::shapes::Key;

/// Appends the paragraph that holds the 版记; if it ends a section, with the section's properties.
pub fn imprint(body: &mut Body, imprint: &LaidImprint, ends: Option<SectionKind>) -> Result<(), WriteError> {
    if imprint.rows.is_empty() {
        return Ok(());
    }
    let shapes = body.shapes;
    let profile = shapes.profile();
    let text_width = profile.page.text_width();
    let columns = [Twip(text_width.0 - imprint.date_width.0), imprint.date_width];
    // The box also holds the tiny paragraph behind the table. It reaches below the 版心 by that and by half of the
    // last rule, so that the rule's middle lies on the edge (7.4.1).
    let end = profile.paragraph(ParagraphStyle::ImprintAnchor).line;
    let (LineHeight::Exact(end) | LineHeight::AtLeast(end)) = end;
    let height = imprint.height.0 + end.0;
    let last_rule = if imprint.ruled { half(profile.imprint_thick) } else { 0 };
    let below = end.0 + last_rule - profile.imprint_rise.0;
    let distance = profile.page.text_height().0 - height + below;
    let (distance, height) = (Twip(distance).emu().0, Twip(height).emu().0);
    let id = i64::from(body.next_id());
    let new_page = imprint.new_page;
    let special = (new_page || ends.is_some()).then(|| shapes.get(&Key::Imprint { new_page, ends }));
    let place = special.as_deref().unwrap_or(&shapes.imprint);
    for (hole, number) in [distance, height, id, height].into_iter().enumerate() {
        body.piece(place.piece(hole));
        write!(body.out, "{number}").expect("writing to a string cannot fail");
    }
    body.piece(place.piece(4));

    let table = shapes.get(&Key::Table { columns: columns.to_vec(), ruled: false });
    body.piece(table.piece(0));
    body.out.push_str("版记");
    body.piece(table.piece(1));
    let row = shapes.get(&Key::Row { min_height: Twip(0), head: false });
    let last = imprint.rows.len() - 1;
    for (index, laid) in imprint.rows.iter().enumerate() {
        let above = if index == 0 { profile.imprint_thick } else { profile.imprint_thin };
        let below = if index == last { profile.imprint_thick } else { profile.imprint_thin };
        let rules = imprint.ruled.then_some((above, below));
        body.piece(row.piece(0));
        match laid {
            ImprintRow::Text { paragraphs, .. } => cell(body, text_width, 2, rules, paragraphs, None)?,
            ImprintRow::Pair { left, right } => {
                cell(body, columns[0], 1, rules, std::slice::from_ref(left), None)?;
                cell(body, columns[1], 1, rules, std::slice::from_ref(right), Some(Alignment::Right))?;
            }
        }
        body.piece(row.piece(1));
    }
    body.piece(table.piece(2));
    body.piece(place.piece(5));
    Ok(())
}

/// Half a rule in twips: an eighth of a point is 2.5.
fn half(rule: EighthPt) -> i32 {
    (rule.0 * 5 / 4) as i32
}

fn cell(
    body: &mut Body,
    width: Twip,
    span: usize,
    rules: Option<(EighthPt, EighthPt)>,
    paragraphs: &[LaidParagraph],
    alignment: Option<Alignment>,
) -> Result<(), WriteError> {
    let shape = body.shapes.get(&Key::Cell { width, span, vertical: VerticalMerge::Single, rules });
    body.piece(shape.piece(0));
    for paragraph in paragraphs {
        body::paragraph(body, paragraph, alignment)?;
    }
    body.piece(shape.piece(1));
    Ok(())
}
