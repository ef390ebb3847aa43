//! Widths of a table's columns: as the user fixed them, else so that the rows are as low as they can be.

use crate::document::text;
use crate::document::tree::{Row, Table};
use crate::layout::advance::{is_full_width, width};
use crate::layout::breaking::{self, Item, Room, Viewer};
use crate::profile::style::{ParagraphStyle, Profile};
use crate::profile::units::Twip;

/// Rows that are looked at; a long table is as its beginning is.
const SAMPLE: usize = 60;
/// Characters of a cell that is better not broken.
const SHORT_CELL: i32 = 6;
/// Weight of a row's highest cell against the lines of all its cells.
const HIGHEST_CELL: i64 = 8;
/// Characters by which a column is widened at most in one step of the search.
const LONGEST_STEP: i32 = 4;

/// Widths that add up to `total`.
pub fn widths(table: &Table, total: Twip, profile: &Profile) -> Vec<Twip> {
    let asked: Vec<Option<u32>> = table.columns.iter().map(|column| column.width).collect();
    if asked.iter().all(Option::is_some) && !asked.is_empty() {
        let weights: Vec<i64> = asked.iter().map(|width| i64::from(width.unwrap_or(1).max(1))).collect();
        return share(total, &weights);
    }
    let margin = 2 * profile.table_cell_margin.0 + 20;
    let needs = needs(table, total, margin, profile);
    let sum = |of: fn(&Need) -> i32| needs.iter().map(of).sum::<i32>();
    if sum(|n| n.whole) <= total.0 {
        return share(total, &needs.iter().map(|n| i64::from(n.whole)).collect::<Vec<_>>());
    }
    let low = |rows: &[Row], have: fn(&Need) -> i32| lowest(rows, total, margin, &needs, have, profile);
    if sum(|n| n.easy) <= total.0 {
        return low(&table.body, |n| n.easy);
    }
    if sum(|n| n.good) <= total.0 {
        return low(&table.body, |n| n.good);
    }
    // The words of the head are broken in any case: what lowers all rows, those of the head too, comes first.
    let is_list = table.body.len() > table.head.len();
    let rows = || table.head.iter().chain(&table.body).cloned().collect::<Vec<Row>>();
    if is_list && sum(|n| n.unit) <= total.0 {
        low(&rows(), |n| n.unit)
    } else if is_list && sum(|n| n.least) <= total.0 {
        low(&rows(), |n| n.least)
    } else if sum(|n| n.least) <= total.0 {
        fill(total, &needs)
    } else {
        share(total, &needs.iter().map(|n| i64::from(n.least)).collect::<Vec<_>>())
    }
}

/// What a column asks for, cell margins included.
#[derive(Debug, Clone, Copy)]
struct Need {
    /// Narrower, words would be cut.
    least: i32,
    /// The same, with units in brackets whole.
    unit: i32,
    /// Wide enough for header words of four characters.
    good: i32,
    /// Wide enough for header words of seven characters and for short cells.
    easy: i32,
    /// Wide enough for every line whole.
    whole: i32,
}

fn needs(table: &Table, total: Twip, margin: i32, profile: &Profile) -> Vec<Need> {
    let mut needs = vec![
        Need { least: margin, unit: margin, good: margin, easy: margin, whole: margin };
        table.columns.len()
    ];
    for (rows, style) in [(&table.head, ParagraphStyle::TableHead), (&table.body, ParagraphStyle::TableText)]
    {
        let format = profile.paragraph(style).run;
        let character = format.size.twips().0 + format.spacing.0;
        for cell in rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.column_span == 1) {
            let need = &mut needs[cell.column];
            for line in &cell.lines {
                let words = text::plain(line);
                let whole = width(&words, format.size, format.spacing).0 + character / 2;
                let piece = longest_piece(&words) * (format.size.twips().0 / 2 + format.spacing.0);
                // Two characters side by side at least; header words of up to four on one line where there is room.
                let least = piece.max(whole.min(2 * character));
                let unit = if has_unit(&words) { least.max(whole.min(3 * character)) } else { least };
                let is_head = style == ParagraphStyle::TableHead;
                let good = if is_head { least.max(whole.min(4 * character)) } else { least };
                let easy =
                    if is_head || whole <= SHORT_CELL * character { whole.min(7 * character) } else { good };
                need.easy = need.easy.max(easy.max(good) + margin);
                need.least = need.least.max(least + margin);
                need.unit = need.unit.max(unit + margin);
                need.good = need.good.max(good + margin);
                need.whole = need.whole.max(whole.min(total.0) + margin);
            }
        }
    }
    needs
}

/// Gives what is left, step by step, to the column whose widening lowers the table most; when no step lowers it any
/// more, the rest goes to those that hold more than they show on a line.
fn lowest(
    rows: &[Row],
    total: Twip,
    margin: i32,
    needs: &[Need],
    have: fn(&Need) -> i32,
    profile: &Profile,
) -> Vec<Twip> {
    let run = profile.paragraph(ParagraphStyle::TableText).run;
    let step = run.size.twips().0 + run.spacing.0;
    let mut widths: Vec<i32> = needs.iter().map(have).collect();
    let mut left = total.0 - widths.iter().sum::<i32>();
    let mut height = height(rows, &widths, margin, profile);
    loop {
        let mut best: Option<(i64, usize, i32)> = None;
        for column in 0..widths.len() {
            for steps in 1..=LONGEST_STEP {
                let more = steps * step;
                if more > left || widths[column] + more > needs[column].whole + step {
                    break;
                }
                widths[column] += more;
                let gain = (height - self::height(rows, &widths, margin, profile)) * 12 / i64::from(steps);
                widths[column] -= more;
                if gain > 0 && best.is_none_or(|(most, ..)| gain > most) {
                    best = Some((gain, column, more));
                }
            }
        }
        let Some((_, column, more)) = best else { break };
        widths[column] += more;
        left -= more;
        height = self::height(rows, &widths, margin, profile);
    }
    let wants: Vec<i64> =
        widths.iter().zip(needs).map(|(width, need)| i64::from((need.whole - width).max(0))).collect();
    let rest = share(Twip(left), &wants);
    widths.iter().zip(rest).map(|(width, more)| Twip(width + more.0)).collect()
}

/// How high the body is: each row by its highest cell, and a little by the lines of all its cells, since a row is
/// lowered only when each of its high cells is. In sixtieths of a line, so that a cell over several rows counts with
/// its share.
fn height(rows: &[Row], widths: &[i32], margin: i32, profile: &Profile) -> i64 {
    let run = profile.paragraph(ParagraphStyle::TableText).run;
    let (whole, half) = (run.size.twips().0 + run.spacing.0, run.size.twips().0 / 2 + run.spacing.0);
    let row_height = |row: &Row| {
        let (mut highest, mut all) = (0, 0);
        for cell in &row.cells {
            let covered: i32 = widths[cell.column..cell.column + cell.column_span].iter().sum();
            // Half a character in reserve: LibreOffice sets blanks between Chinese and digits whatever the file says.
            let room = Twip((covered - margin - half).max(whole));
            let room = Room { first: room, rest: room };
            let lines = |words: &str| {
                let item = Item::Text {
                    text: words,
                    size: run.size.twips(),
                    spacing: run.spacing,
                    scale: 100,
                    western: false,
                };
                breaking::lines([item], room, Viewer::Word).len()
            };
            let count: usize = cell.lines.iter().map(|line| lines(&text::plain(line))).sum();
            let share = 60 * count as i64 / cell.row_span as i64;
            highest = highest.max(share);
            all += share;
        }
        HIGHEST_CELL * highest + all
    };
    rows.iter().take(SAMPLE).map(row_height).sum()
}

/// Gives each column the least and shares the rest by the root of what is still wanted: one long column does not
/// starve the others.
fn fill(total: Twip, needs: &[Need]) -> Vec<Twip> {
    let roots: Vec<i64> = needs.iter().map(|n| f64::from(n.good - n.least).sqrt().round() as i64).collect();
    let given: i32 = needs.iter().map(|n| n.least).sum();
    let shared = share(Twip(total.0 - given), &roots);
    needs.iter().zip(shared).map(|(need, more)| Twip(need.least + more.0)).collect()
}

/// Half 字 of the longest piece without a break: a number or a Latin word.
fn longest_piece(text: &str) -> i32 {
    text.split(|c: char| is_full_width(c) || c == ' ').map(|piece| piece.len() as i32).max().unwrap_or(0)
}

/// Whether a unit of one character stands in brackets, `（个）`: a bracket that closes begins no line.
fn has_unit(words: &str) -> bool {
    words.split('（').skip(1).any(|rest| rest.chars().nth(1) == Some('）'))
}

/// Shares a length by weights; the last gets what rounding leaves.
fn share(total: Twip, weights: &[i64]) -> Vec<Twip> {
    let sum: i64 = weights.iter().sum::<i64>().max(1);
    let mut left = total.0;
    let mut shares: Vec<Twip> = weights
        .iter()
        .map(|weight| {
            let share = (i64::from(total.0) * weight / sum) as i32;
            left -= share;
            Twip(share)
        })
        .collect();
    if let Some(last) = shares.last_mut() {
        last.0 += left;
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::grid;
    use crate::document::tree::{Align, Column};
    use crate::profile::gbt9704;

    fn table(head: &[&str], body: &[&[&str]]) -> Table {
        let rows = |rows: &[&[&str]]| {
            let cells = rows.iter().map(|row| row.iter().map(|text| grid::cell(text)).collect()).collect();
            grid::merge(cells, head.len()).expect("sound")
        };
        Table {
            title: String::new(),
            filler: Vec::new(),
            unit_line: String::new(),
            columns: head.iter().map(|_| Column { align: Align::Auto, width: None }).collect(),
            head: rows(&[head]),
            body: rows(body),
            notes: Vec::new(),
        }
    }

    fn widths_of(table: &Table) -> Vec<i32> {
        widths(table, Twip(8845), &gbt9704::profile()).into_iter().map(|w| w.0).collect()
    }

    #[test]
    fn columns_fill_the_line_exactly() {
        let small = table(&["序号", "单位"], &[&["1", "县医院"]]);
        let large =
            table(&["序号", "单位", "评分办法"], &[&["1", "县医院", &"没有建立台账的扣分；".repeat(8)]]);
        assert_eq!(
            (widths_of(&small).iter().sum::<i32>(), widths_of(&large).iter().sum::<i32>()),
            (8845, 8845)
        );
    }

    #[test]
    fn the_column_that_makes_the_rows_high_gets_the_room() {
        let long = "每季度检查一次，没有建立台账的扣五分，台账不完整的扣二分";
        let widths = widths_of(&table(
            &["序号", "考评内容", "评分办法"],
            &[&["1", "台账", long], &["2", "制度", long]],
        ));
        assert!(widths[2] > 2 * widths[1] && widths[1] > 4 * 240, "{widths:?}");
    }

    #[test]
    fn header_words_stay_on_one_line_in_a_crowded_table() {
        let head: Vec<&str> = std::iter::repeat_n("党总支", 9).collect();
        let widths = widths_of(&table(&head, &[]));
        assert!(widths.iter().all(|w| *w >= 3 * 240), "{widths:?}");
    }
}
