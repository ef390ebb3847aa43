//! Rules: the red line under 发文字号, the double lines of a 信函, those of tables and of the 版记.

use crate::layout::laid::{Direct, ImprintRow, LaidBlock, LaidParagraph, LaidTable, Layout, VerticalMerge};
use crate::paginate::atoms::line_height;
use crate::paginate::{Pages, PlacedBox, PlacedLine};
use crate::paint::ink::{Color, Ink, Sheet};
use crate::paint::{geometry_left, shift};
use crate::profile::style::{DoubleRule, ParagraphStyle, Profile};
use crate::profile::units::EighthPt;

/// Thickness in twips: an eighth of a point is 2.5.
pub fn thickness(width: EighthPt) -> f64 {
    f64::from(width.0) * 2.5
}

/// A rule across.
fn across(x: f64, y: f64, width: f64, thick: f64, color: Color) -> Ink {
    Ink::Rule { x, y, width, height: thick, color }
}

/// The rules under a paragraph's last line.
pub fn under(paragraph: &LaidParagraph, line: &PlacedLine, dx: i32, profile: &Profile, inks: &mut Vec<Ink>) {
    let format = profile.paragraph(paragraph.style);
    let indents = paragraph.direct.indents.unwrap_or(format.indents);
    let text_width = profile.page.text_width().0;
    let x = f64::from(profile.page.left.0 + dx + format.run.length(indents.left).0);
    let width =
        f64::from(text_width - format.run.length(indents.left).0 - format.run.length(indents.right).0);
    let bottom = f64::from(line.top.0 + line.height.0);
    if let Some(rule) = format.rule {
        let y = bottom + f64::from(rule.space) * 20.0;
        inks.push(across(x, y, width, thickness(rule.width), Color::Red));
    }
    if let Some(rule) = format.double_rule {
        double(rule, x, bottom, width, inks);
    }
}

/// The double lines of a 信函, from this height down: the thin one and the gap are 0.75 pt each.
pub fn double(rule: DoubleRule, x: f64, y: f64, width: f64, inks: &mut Vec<Ink>) {
    let (thick, thin) = (thickness(rule.thick()), 15.0);
    let heights = match rule {
        DoubleRule::ThickOverThin(_) => [(y, thick), (y + thick + 15.0, thin)],
        DoubleRule::ThinOverThick(_) => [(y, thin), (y + 30.0, thick)],
    };
    inks.extend(heights.map(|(y, height)| across(x, y, width, height, Color::Red)));
}

/// The rules of all tables.
pub fn of_tables(layout: &Layout, pages: &Pages, profile: &Profile, sheets: &mut [Sheet]) {
    for (index, placed) in pages.boxes.iter().enumerate() {
        let LaidBlock::Table(table) = &layout.sections[placed.section].blocks[placed.block] else { continue };
        let of_same = |other: Option<&PlacedBox>| {
            other.is_some_and(|other| {
                (other.page, other.section, other.block) == (placed.page, placed.section, placed.block)
            })
        };
        let is_last = !of_same(pages.boxes.get(index + 1));
        let begins = index == 0 || !of_same(pages.boxes.get(index - 1));
        let geometry = if pages.pages[placed.page].landscape { &profile.landscape } else { &profile.page };
        let total: i32 = table.columns.iter().map(|column| column.0).sum();
        let left = geometry_left(pages, placed.page, profile) + (geometry.text_width().0 - total) / 2;
        row(
            table,
            placed,
            left,
            (begins, is_last),
            thickness(profile.table_rule),
            &mut sheets[placed.page].inks,
        );
    }
}

/// The rules of a row: above and left of each of its cells, right of the last, below those of the last row of the page.
fn row(
    table: &LaidTable,
    placed: &PlacedBox,
    left: i32,
    (begins, is_last): (bool, bool),
    thick: f64,
    inks: &mut Vec<Ink>,
) {
    let (top, height) = (f64::from(placed.top.0), f64::from(placed.height.0));
    let half = thick / 2.0;
    let mut x = f64::from(left);
    let mut columns = table.columns.iter();
    for cell in &table.rows[placed.row].cells {
        let width: f64 = columns.by_ref().take(cell.column_span).map(|column| f64::from(column.0)).sum();
        let mut line = |y: f64| inks.push(across(x - half, y - half, width + thick, thick, Color::Black));
        if begins || cell.vertical != VerticalMerge::Continued {
            line(top);
        }
        if is_last {
            line(top + height);
        }
        let upright = |x: f64| Ink::Rule { x: x - half, y: top, width: thick, height, color: Color::Black };
        // Neighbours have the rule between them in common.
        if x <= f64::from(left) {
            inks.push(upright(x));
        }
        x += width;
        inks.push(upright(x));
    }
}

/// How far the text of a 版记 stands lower than its place says: half a thick rule, so that the last one's middle is on the edge.
pub fn imprint_drop(profile: &Profile) -> i32 {
    (thickness(profile.imprint_thick) / 2.0) as i32
}

/// The rules of the 版记.
pub fn of_imprint(layout: &Layout, pages: &Pages, profile: &Profile, sheets: &mut [Sheet]) {
    for placed in &pages.boxes {
        let LaidBlock::Imprint(imprint) = &layout.sections[placed.section].blocks[placed.block] else {
            continue;
        };
        if !imprint.ruled || imprint.rows.is_empty() {
            continue;
        }
        let (thick, thin) = (thickness(profile.imprint_thick), thickness(profile.imprint_thin));
        let x = f64::from(profile.page.left.0 + shift(pages, placed.page, profile));
        let width = f64::from(profile.page.text_width().0);
        let inks = &mut sheets[placed.page].inks;
        // The middle of the last rule lies on the edge of 版心.
        let mut y = f64::from(placed.top.0) + thick / 2.0;
        inks.push(across(x, y, width, thick, Color::Black));
        y += thick;
        let line = f64::from(line_height(profile.paragraph(ParagraphStyle::Imprint), &Direct::default()));
        for (index, row) in imprint.rows.iter().enumerate() {
            y += match row {
                ImprintRow::Text { lines, .. } => f64::from(*lines) * line,
                ImprintRow::Pair { .. } => line,
            };
            let rule = if index + 1 == imprint.rows.len() { thick } else { thin };
            inks.push(across(x, y, width, rule, Color::Black));
            y += rule;
        }
    }
}
