//! Blocks of cells as they look: the head and rows of a 表, the numbers of a 图.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diag::diagnostic::{Diagnostic, Span};
use crate::diag::findings::Findings;
use crate::sheets::BLANK;
use crate::sheets::page::Page;
use crate::sheets::value::{key, list, map, put, scalar};
use crate::source::grid::Area;
use crate::source::node::{Key, Node};

/// More cells than a table of a document ever has.
const MOST_PLACES: u64 = 200_000;
/// The head of a chart's column of categories.
const CATEGORIES: &str = "类别";

/// A block of cells whose columns are counted with those of the others of its sheet.
struct Block {
    keys: Vec<String>,
    span: Span,
    rows: Range<usize>,
}

/// The blocks of a sheet.
#[derive(Default)]
pub struct Blocks {
    list: Vec<Block>,
}

impl Blocks {
    /// Keeps a block for later: how wide it is, all blocks together say.
    pub fn add(&mut self, page: &Page<'_>, keys: Vec<String>, span: Span, rows: Range<usize>) {
        if rows.clone().any(|row| !page.filled(row).is_empty()) {
            self.list.push(Block { keys, span, rows });
        }
    }

    /// Puts the cells of the blocks under their keys. All begin in the same column; the first is the least width.
    pub fn put(self, page: &Page<'_>, entries: &mut Vec<(Key, Node)>, findings: &mut Findings) {
        let mut frames = Vec::new();
        for block in self.list {
            frames.extend(Frame::of(page, &block.rows, findings).map(|frame| (block, frame)));
        }
        let Some(left) = frames.iter().map(|(_, frame)| frame.area.left).min() else { return };
        let least = frames.first().map_or(left, |(_, frame)| frame.area.right);
        for (block, frame) in frames {
            let Area { top, bottom, right, .. } = frame.area;
            let rows = (top..=bottom).map(|row| {
                let cells: Vec<Node> = (left..=right.max(least))
                    .map(|column| frame.cell(row, column, block.span, findings))
                    .collect();
                list(cells, block.span)
            });
            let node = list(rows.collect(), block.span);
            put(entries, &block.keys, block.span, node, findings);
        }
    }

    /// The numbers of a chart: categories in the first column, a series in each of the others.
    pub fn data(
        &mut self,
        page: &Page<'_>,
        span: Span,
        rows: Range<usize>,
        entries: &mut Vec<(Key, Node)>,
        findings: &mut Findings,
    ) {
        if rows.is_empty() {
            return;
        }
        let Some(frame) = Frame::of(page, &rows, findings) else { return };
        let Area { top, left, bottom, right } = frame.area;
        let merged = frame.merged.values().next();
        let corner = page.by_sheet(top, left).map(|(row, column)| page.at(row, column));
        let fault = match (merged, corner) {
            (Some(area), _) => Some((
                page.by_sheet(area.top, area.left).map_or(span, |(row, column)| page.at(row, column).span),
                "图的数里有合并的格子，不知道算哪一项的".to_owned(),
                "取消合并，给每一项写上各自的数".to_owned(),
            )),
            (None, Some(corner)) if corner.text == CATEGORIES => None,
            (None, corner) => Some((
                corner.map_or(span, |corner| corner.span),
                format!("图的数，第一格应为“{CATEGORIES}”"),
                format!("第一行写“{CATEGORIES}”和各组数的名称，下面每行写一个类别和它的数"),
            )),
        };
        if let Some((place, message, hint)) = fault {
            page.pass_over(rows);
            findings.unread("系列");
            findings.push(Diagnostic::error("sheet-layout", place, message).hint(hint));
            return;
        }
        if let Some((row, column)) = page.by_sheet(top, left) {
            page.pass_over_cell(row, column);
        }
        let mut down = |column: u32| -> Node {
            list((top + 1..=bottom).map(|row| frame.cell(row, column, span, findings)).collect(), span)
        };
        let categories = down(left);
        let values: Vec<Node> = (left + 1..=right).map(&mut down).collect();
        let series = (left + 1..=right).zip(values).map(|(column, values)| {
            let name = frame.cell(top, column, span, findings);
            let place = name.span;
            map(vec![(key("名称", place), name), (key("数", place), values)], place)
        });
        let series = series.collect();
        put(entries, &[CATEGORIES.to_owned()], span, categories, findings);
        put(entries, &["系列".to_owned()], span, list(series, span), findings);
    }
}

/// The rectangle of the sheet that some rows use, and what is merged in it.
struct Frame<'p> {
    page: &'p Page<'p>,
    area: Area,
    /// The merged area that a cell lies in.
    merged: BTreeMap<(u32, u32), Area>,
}

impl<'p> Frame<'p> {
    /// The frame of these rows; `None`, which is told, if it is larger than any table.
    fn of(page: &'p Page<'p>, rows: &Range<usize>, findings: &mut Findings) -> Option<Self> {
        let (mut left, mut right) = (u32::MAX, 0);
        let mut last = None;
        for row in rows.clone() {
            for column in page.filled(row) {
                let number = page.sheet_column(column);
                if number >= right {
                    last = Some((row, column));
                }
                left = left.min(number);
                right = right.max(number);
            }
        }
        let (top, bottom) = (page.sheet_row(rows.start), page.sheet_row(rows.end - 1));
        let areas: Vec<Area> = page.areas().filter(|area| area.top <= bottom && area.bottom >= top).collect();
        for area in &areas {
            if area.left >= left {
                right = right.max(area.right);
            }
        }
        let area = Area { top, left: left.min(right), bottom, right };
        if places(area) > MOST_PLACES {
            let (row, column) = last.unwrap_or((rows.start, 0));
            page.pass_over(rows.clone());
            findings.push(
                Diagnostic::error(
                    "sheet-layout",
                    page.at(row, column).span,
                    "表格太大，或者有的格子离得太远",
                )
                .hint("删去表格外面的格子；公文里的表不能有这么多行、这么多列"),
            );
            return None;
        }
        let mut frame = Self { page, area, merged: BTreeMap::new() };
        for area in areas {
            frame.merge(area);
        }
        Some(frame)
    }

    fn merge(&mut self, area: Area) {
        // Areas do not overlap, so they cannot cover more places than there are.
        if self.merged.len() as u64 > places(self.area) {
            return;
        }
        for row in area.top.max(self.area.top)..=area.bottom.min(self.area.bottom) {
            for column in area.left.max(self.area.left)..=area.right.min(self.area.right) {
                self.merged.insert((row, column), area);
            }
        }
    }

    /// A cell as the data write it: merged with the one on its left `←`, with the one above `↑`.
    fn cell(&self, row: u32, column: u32, block: Span, findings: &mut Findings) -> Node {
        let there = self.page.by_sheet(row, column);
        let held = there.and_then(|(row, column)| self.page.take(row, column, findings));
        if let Some(held) = held {
            return scalar(if held.text == BLANK { "" } else { held.text }, held.span);
        }
        let span = there.map_or(block, |(row, column)| self.page.at(row, column).span);
        let text = match self.merged.get(&(row, column)) {
            Some(area) if (area.top, area.left) == (row, column) => "",
            Some(area) if area.left == column => "↑",
            Some(_) => "←",
            None => "",
        };
        scalar(text, span)
    }
}

/// How many cells an area has.
fn places(area: Area) -> u64 {
    u64::from(area.bottom - area.top + 1) * u64::from(area.right - area.left + 1)
}
