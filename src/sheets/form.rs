//! A sheet of one group of keys: `项目 | 内容 | 说明`, a key a row, and below it tables under `【…】`; or such a table alone.

use std::ops::Range;

use crate::diag::diagnostic::{Diagnostic, Span};
use crate::diag::findings::Findings;
use crate::model::shape::RecordShape;
use crate::sheets::cells::Blocks;
use crate::sheets::page::{Held, Page};
use crate::sheets::path::{self, Holds, Path, Unknown};
use crate::sheets::value::{list, map, put, value};
use crate::sheets::{CHART, CONTENT, DATA, FOR_PEOPLE, KEY, list as table};
use crate::source::node::{Key, Node};

/// A key of the form with all that was written for it.
struct Entry<'a> {
    path: Path,
    written: &'a str,
    span: Span,
    cells: Vec<Held<'a>>,
}

/// A form that is being read.
struct Form<'a, 'f> {
    page: &'a Page<'a>,
    record: &'static RecordShape,
    under: &'static str,
    entries: Vec<(Key, Node)>,
    blocks: Blocks,
    /// The first cell of a key that must be there and is blank.
    unfilled: Option<Span>,
    findings: &'f mut Findings,
}

/// Reads a sheet as one group of keys, or as those under one key of the group; `None` if nothing is filled in.
pub fn read(
    page: &Page<'_>,
    record: &'static RecordShape,
    under: &'static str,
    findings: &mut Findings,
) -> Option<Node> {
    let blocks = Blocks::default();
    let mut form = Form { page, record, under, entries: Vec::new(), blocks, unfilled: None, findings };
    let items = record.list_goes_to.and_then(|key| path::find(record, key).ok());
    let is_head = |row: usize| {
        head(page, row).is_some()
            || items.as_ref().is_some_and(|path| match path.holds {
                Holds::Records(inner) => table::is_head(page, inner, row),
                _ => false,
            })
    };
    let mut row = page.begin(&is_head, form.findings);
    if let Some((key, content)) = head(page, row) {
        row = form.keys(row, key, content);
    } else if page.marker(row).is_none() {
        match items {
            Some(Path { keys, holds: Holds::Records(inner), .. }) => {
                let rows = row..form.next_block(row + 1);
                row = rows.end;
                form.table(&keys, inner, rows);
            }
            _ => {
                form.refuse_layout();
                return None;
            }
        }
    }
    while row < page.rows().end {
        let next = form.next_block(row + 1);
        form.block(row..next);
        row = next;
    }
    let Form { mut entries, blocks, unfilled, findings, .. } = form;
    blocks.put(page, &mut entries, findings);
    if entries.is_empty() {
        return None;
    }
    let missing = |field: &&crate::model::shape::FieldShape| {
        field.required && !entries.iter().any(|(key, _)| key.text == field.key)
    };
    let lacks = record.fields.iter().any(|field| missing(&field));
    let span = unfilled.filter(|_| lacks).unwrap_or_else(|| page.first());
    Some(map(entries, span))
}

/// The columns of keys and contents, if their heads stand in this row.
fn head(page: &Page<'_>, row: usize) -> Option<(usize, usize)> {
    let filled = page.filled(row);
    let at = |text: &str| filled.iter().copied().find(|&column| page.at(row, column).text == text);
    Some((at(KEY)?, at(CONTENT)?))
}

impl<'a> Form<'a, '_> {
    /// The next row that begins a block, or the end.
    fn next_block(&self, from: usize) -> usize {
        let is_block = |row: &usize| {
            self.page.marker(*row).is_some_and(|(name, _)| {
                self.is_data(name)
                    || path::find(self.record, name)
                        .is_ok_and(|path| !matches!(path.holds, Holds::Text | Holds::Prose))
                    || self.page.filled(*row).len() == 1
            })
        };
        (from..self.page.rows().end).find(is_block).unwrap_or(self.page.rows().end)
    }

    fn is_data(&self, name: &str) -> bool {
        name == DATA && self.record.name == CHART
    }

    /// Reads the rows of keys below their heads, down to the first block.
    fn keys(&mut self, top: usize, key: usize, content: usize) -> usize {
        let end = self.next_block(top + 1);
        for column in self.page.filled(top) {
            if column == key || column == content {
                self.page.pass_over_cell(top, column);
            } else if FOR_PEOPLE.contains(&self.page.at(top, column).text) {
                (top..end).for_each(|row| self.page.pass_over_cell(row, column));
            }
        }
        let mut columns = [key, content];
        columns.sort_unstable();
        self.page.refuse_across(&(top + 1..end), &columns, self.findings);
        let mut list: Vec<Entry<'a>> = Vec::new();
        for row in top + 1..end {
            let Some(name) = self.page.take(row, key, self.findings) else {
                // A row without a key goes on with the one above.
                if let (Some(entry), false) = (list.last_mut(), self.page.is_blank(row, content)) {
                    entry.cells.extend(self.page.take(row, content, self.findings));
                }
                continue;
            };
            let held = self.page.take(row, content, self.findings);
            let whole = [self.under, name.text].join(if self.under.is_empty() { "" } else { "." });
            match path::find(self.record, &whole) {
                Ok(path) if path.lists.contains(&true) => self.refuse_list(&path, name),
                Ok(path) => match list.iter_mut().find(|entry| entry.path.keys == path.keys) {
                    Some(entry) => entry.cells.extend(held),
                    None => {
                        let needed = path.keys.len() == 1 && path.field.is_some_and(|field| field.required);
                        if held.is_none() && needed && self.unfilled.is_none() {
                            self.unfilled = Some(self.page.at(row, content).span);
                        }
                        let cells = held.into_iter().collect();
                        list.push(Entry { path, written: name.text, span: name.span, cells });
                    }
                },
                Err(unknown) => unknown_key(&unknown, name, self.findings),
            }
        }
        for Entry { path, written, span, cells } in list {
            if let Some(node) = value(path.holds, written, &cells, self.findings) {
                put(&mut self.entries, &path.keys, span, node, self.findings);
            } else if !cells.is_empty() {
                path.keys.iter().for_each(|key| self.findings.unread(key));
            }
        }
        end
    }

    fn refuse_list(&mut self, path: &Path, name: Held<'_>) {
        let at = path.lists.iter().position(|list| *list).unwrap_or(0);
        let (group, inner) = (path.keys[..=at].join("."), path.keys[at + 1..].join("."));
        let message = format!("“{group}”有几条，不能写成“{}”这样的一行", name.text);
        self.findings.unread(&path.keys[0]);
        self.findings.push(
            Diagnostic::error("sheet-layout", name.span, message).hint(format!(
                "在下面写一行“【{group}】”，再下面一行写各列的名称（{inner}等），以后每行写一条"
            )),
        );
    }

    /// Reads a block; its first row says what it holds.
    fn block(&mut self, rows: Range<usize>) {
        let Some((name, held)) = self.page.marker(rows.start) else {
            // Rows before the first block of a sheet without heads: left to be told as strays.
            return;
        };
        self.page.pass_over(rows.start..rows.start + 1);
        let inner = rows.start + 1..rows.end;
        if self.is_data(name) {
            self.blocks.data(self.page, held.span, inner, &mut self.entries, self.findings);
            return;
        }
        match path::find(self.record, name) {
            Ok(path) if path.lists.contains(&true) => self.refuse_block(name, held, inner),
            Ok(Path { keys, holds: Holds::Records(record), .. }) => self.table(&keys, record, inner),
            Ok(Path { keys, holds: Holds::Rows, .. }) => self.blocks.add(self.page, keys, held.span, inner),
            Ok(Path { mut keys, holds: Holds::Record(record), .. }) if record.list_goes_to.is_some() => {
                match record.list_goes_to.and_then(|key| path::find(record, key).ok()) {
                    Some(Path { keys: last, holds: Holds::Records(record), .. }) => {
                        keys.extend(last);
                        self.table(&keys, record, inner);
                    }
                    _ => self.refuse_block(name, held, inner),
                }
            }
            Ok(_) => self.refuse_block(name, held, inner),
            Err(unknown) => {
                self.page.pass_over(inner);
                unknown_key(&unknown, Held { text: name, ..held }, self.findings);
            }
        }
    }

    fn refuse_block(&mut self, name: &str, held: Held<'_>, rows: Range<usize>) {
        self.page.pass_over(rows);
        self.findings.unread(name);
        self.findings.push(
            Diagnostic::error(
                "sheet-layout",
                held.span,
                format!("“{name}”不是有几条、每条有几项的内容，不能写成一张表"),
            )
            .hint(format!("写在“{KEY}”“{CONTENT}”两栏里：一栏写“{name}”，一栏写内容")),
        );
    }

    fn table(&mut self, keys: &[String], record: &'static RecordShape, rows: Range<usize>) {
        if rows.is_empty() {
            return;
        }
        let span = self.page.row_span(rows.start);
        let items = table::read(self.page, record, rows, self.findings);
        if !items.is_empty() {
            put(&mut self.entries, keys, span, list(items, span), self.findings);
        }
    }

    fn refuse_layout(&mut self) {
        self.page.pass_over(self.page.rows());
        self.findings.unread(self.page.name);
        let keys: Vec<&str> = self.record.fields.iter().take(3).map(|field| field.key).collect();
        self.findings.push(
            Diagnostic::error(
                "sheet-layout",
                self.page.first(),
                format!("工作表“{}”的第一行应为“{KEY}”“{CONTENT}”两栏", self.page.name),
            )
            .hint(format!(
                "第一行写“{KEY}”“{CONTENT}”，以后每行一项：左边写“{}”等，右边写内容",
                keys.join("”“")
            )),
        );
    }
}

/// Tells of a key that a group has not.
pub fn unknown_key(unknown: &Unknown, held: Held<'_>, findings: &mut Findings) {
    let Unknown { record, key, near } = unknown;
    let message = format!("“{}”里没有“{key}”这一项", record.name);
    let fault = Diagnostic::error("unknown-key", held.span, message).meant(near.as_deref());
    let hint = match near {
        Some(near) => {
            near.split('.').for_each(|key| findings.unread(key));
            format!("改成“{near}”；写给自己看的话放到“说明”栏")
        }
        None => {
            let keys: Vec<&str> = record.fields.iter().map(|field| field.key).collect();
            format!("可以写的有：{}；写给自己看的话放到“说明”栏", keys.join("、"))
        }
    };
    findings.push(fault.hint(hint));
}
