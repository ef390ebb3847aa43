//! A table of items: keys in the head, an item a row. What an item has several of goes on in the rows below it, which
//! leave the item's own columns blank.

use std::ops::Range;

use crate::diag::diagnostic::{Diagnostic, Span};
use crate::diag::findings::Findings;
use crate::model::shape::RecordShape;
use crate::sheets::form::unknown_key;
use crate::sheets::page::{Held, Page};
use crate::sheets::path::{self, Holds, Path};
use crate::sheets::value::{key, list, map, value};
use crate::sheets::{COUNTER, FOR_PEOPLE};
use crate::source::node::{Key, Node};

/// A column of the table, seen from the group that is being read.
#[derive(Clone, Copy)]
struct Column<'c> {
    at: usize,
    path: &'c Path,
    /// How many keys of the path lie behind.
    depth: usize,
    head: Held<'c>,
}

impl<'c> Column<'c> {
    fn first(&self) -> &'c str {
        &self.path.keys[self.depth]
    }

    fn is_leaf(&self) -> bool {
        self.depth + 1 == self.path.keys.len()
    }

    fn inner(self) -> Self {
        Self { depth: self.depth + 1, ..self }
    }

    /// Whether something in it begins an item: what an item has but one of, or its first text.
    fn begins(&self) -> bool {
        let several = matches!(self.path.holds, Holds::Texts | Holds::Rows | Holds::Records(_));
        !self.path.lists[self.depth..].contains(&true) && (!several || self.path.begins)
    }
}

/// Reads a table whose head is the first of these rows.
pub fn read(
    page: &Page<'_>,
    record: &'static RecordShape,
    rows: Range<usize>,
    findings: &mut Findings,
) -> Vec<Node> {
    let paths = head(page, record, rows.clone(), findings);
    let columns: Vec<Column<'_>> =
        paths.iter().map(|(at, path, head)| Column { at: *at, path, depth: 0, head: *head }).collect();
    if columns.is_empty() {
        page.pass_over(rows);
        return Vec::new();
    }
    let at: Vec<usize> = columns.iter().map(|column| column.at).collect();
    let rows = rows.start + 1..rows.end;
    page.refuse_across(&rows, &at, findings);
    let rows: Vec<usize> = rows.collect();
    Table { page, findings }.items(&columns, &rows)
}

/// Whether a row holds heads of such a table.
pub fn is_head(page: &Page<'_>, record: &'static RecordShape, row: usize) -> bool {
    page.filled(row).into_iter().any(|column| path::find(record, page.at(row, column).text).is_ok())
}

/// The columns whose heads are keys, with their paths.
fn head<'p>(
    page: &'p Page<'_>,
    record: &'static RecordShape,
    rows: Range<usize>,
    findings: &mut Findings,
) -> Vec<(usize, Path, Held<'p>)> {
    let mut paths: Vec<(usize, Path, Held<'p>)> = Vec::new();
    let top = rows.start;
    let pass = |column: usize| rows.clone().for_each(|row| page.pass_over_cell(row, column));
    for column in page.columns() {
        let Some(held) = page.take(top, column, findings) else {
            if let Some(row) = (top + 1..rows.end).find(|&row| !page.is_blank(row, column)) {
                pass(column);
                findings.push(
                    Diagnostic::error(
                        "column-without-name",
                        page.at(row, column).span,
                        format!("这一列没有列名：第{}行是各列的名称", page.sheet_row(top) + 1),
                    )
                    .hint("补上这一列的名称；没有用的内容请删去"),
                );
            }
            continue;
        };
        match path::find(record, held.text) {
            Ok(path) => {
                if let Some((_, _, first)) = paths.iter().find(|(_, other, _)| other.keys == path.keys) {
                    pass(column);
                    findings.push(
                        Diagnostic::error("repeated-column", held.span, format!("有两列都叫“{}”", held.text))
                            .related(first.span, "另一列在这里")
                            .hint("并成一列"),
                    );
                } else {
                    paths.push((column, path, held));
                }
            }
            Err(_) if FOR_PEOPLE.contains(&held.text) => pass(column),
            Err(_) if held.text == COUNTER => {
                let is_count = |text: &str| text.chars().all(|c| c.is_ascii_digit() || c == '.');
                rows.clone()
                    .filter(|&row| row == top || is_count(page.at(row, column).text))
                    .for_each(|row| page.pass_over_cell(row, column));
            }
            Err(unknown) => {
                pass(column);
                unknown_key(&unknown, held, findings);
            }
        }
    }
    paths
}

struct Table<'p, 'f> {
    page: &'p Page<'p>,
    findings: &'f mut Findings,
}

impl Table<'_, '_> {
    /// The items that stand in these rows.
    fn items(&mut self, columns: &[Column<'_>], rows: &[usize]) -> Vec<Node> {
        let filled = |column: &Column<'_>, row: usize| !self.page.is_blank(row, column.at);
        let beginners: Vec<&Column<'_>> = columns.iter().filter(|column| column.begins()).collect();
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for &row in rows {
            if !columns.iter().any(|column| filled(column, row)) {
                continue;
            }
            let begins = beginners.is_empty() || beginners.iter().any(|column| filled(column, row));
            match groups.last_mut() {
                Some(group) if !begins => group.push(row),
                _ => groups.push(vec![row]),
            }
        }
        let mut nodes = Vec::new();
        for rows in groups {
            let entries = self.fields(columns, &rows);
            nodes.push(map(entries, self.page.row_span(rows[0])));
        }
        nodes
    }

    /// The keys of one group that stands in these rows.
    fn fields(&mut self, columns: &[Column<'_>], rows: &[usize]) -> Vec<(Key, Node)> {
        let mut entries: Vec<(Key, Node)> = Vec::new();
        let mut seen: Vec<&str> = Vec::new();
        for column in columns {
            let name = column.first();
            if seen.contains(&name) {
                continue;
            }
            seen.push(name);
            let same = || columns.iter().copied().filter(|other| other.first() == name);
            let whole = same().find(Column::is_leaf).and_then(|leaf| self.leaf(&leaf, rows));
            let parts: Vec<Column<'_>> = same().filter(|other| !other.is_leaf()).map(Column::inner).collect();
            let parts = self.parts(column, &parts, rows);
            match (whole, parts) {
                (Some(whole), Some(parts)) => {
                    self.twice(name, whole.span, parts.span);
                    entries.push((key(name, column.head.span), whole));
                }
                (whole, parts) => {
                    entries.extend(whole.or(parts).map(|node| (key(name, column.head.span), node)));
                }
            }
        }
        entries
    }

    fn parts(&mut self, column: &Column<'_>, parts: &[Column<'_>], rows: &[usize]) -> Option<Node> {
        let first = parts.first()?;
        let span = self.page.row_span(rows[0]);
        if first.path.lists[column.depth] {
            let items = self.items(parts, rows);
            return (!items.is_empty()).then(|| list(items, span));
        }
        let entries = self.fields(parts, rows);
        (!entries.is_empty()).then(|| map(entries, span))
    }

    fn leaf(&mut self, column: &Column<'_>, rows: &[usize]) -> Option<Node> {
        let mut cells: Vec<Held<'_>> = Vec::new();
        for (index, &row) in rows.iter().enumerate() {
            cells.extend(match index {
                0 => self.page.carried(row, column.at, self.findings),
                _ => self.page.take(row, column.at, self.findings),
            });
        }
        if cells.is_empty() {
            return None;
        }
        let node = value(column.path.holds, column.head.text, &cells, self.findings);
        if node.is_none() {
            self.findings.unread(column.first());
        }
        node
    }

    fn twice(&mut self, name: &str, whole: Span, parts: Span) {
        self.findings.push(
            Diagnostic::error("duplicate-key", whole, format!("“{name}”写了两次"))
                .related(parts, "这里又分开写了")
                .hint("只留一处"),
        );
    }
}
