//! Entries of lines → faults of structure: colons, dashes and indentation.
//!
//! Whether `键：值` is a fault cannot be seen from the line: in a list of sentences (`- 总体要求：……`) it is good
//! prose. It is one where a key is expected, which its neighbours tell: see [`meant_as_keys`].

use std::collections::HashMap;
use std::ops::Range;

use crate::source::yaml::fault::{Fault, Weight};
use crate::source::yaml::lines::{Entry, Shape, ValueKind, Why, is_keylike, is_odd_blank};
use crate::source::yaml::values::odd_indent;

/// Finds the faults of structure.
pub fn faults(text: &str, entries: &[Entry], faults: &mut Vec<Fault>) {
    let keys = meant_as_keys(entries);
    let mut levels = Levels { text, stack: Vec::new(), faults };
    for (i, entry) in entries.iter().enumerate() {
        levels.entry(entry, keys[i], entries.get(i + 1));
    }
}

/// For each entry, whether it is a key or was meant as one.
///
/// An almost-key is meant as a key if it is not indented; if a line in the same block is a key, or another
/// almost-key (two such lines without a dash are one run-on text for YAML, which nobody means); if it continues
/// plain text of the line above; if its items' neighbours in the list begin with keys; or if what follows is
/// indented below it although it ends in a colon.
fn meant_as_keys(entries: &[Entry]) -> Vec<bool> {
    let homes = homes(entries);
    let mut keys: HashMap<usize, usize> = HashMap::new();
    let mut almost: HashMap<usize, usize> = HashMap::new();
    let mut items_with_keys: HashMap<(usize, usize), usize> = HashMap::new();
    for (entry, home) in entries.iter().zip(&homes) {
        match entry.shape {
            Shape::Key { .. } => {
                *keys.entry(home.block).or_default() += 1;
                if let Some(list) = home.list {
                    *items_with_keys.entry(list).or_default() += 1;
                }
            }
            Shape::Almost { .. } => *almost.entry(home.block).or_default() += 1,
            _ => {}
        }
    }
    let mut before: Option<&Entry> = None;
    let mut meant = Vec::with_capacity(entries.len());
    for (i, (entry, home)) in entries.iter().zip(&homes).enumerate() {
        meant.push(match entry.shape {
            Shape::Key { .. } => true,
            Shape::Almost { .. } => {
                let first = entry.dashes.is_empty();
                (first && entry.column == 0)
                    || keys.contains_key(&home.block)
                    || almost.get(&home.block).is_some_and(|&n| n > 1)
                    || home.list.is_some_and(|list| items_with_keys.contains_key(&list))
                    || (first
                        && before
                            .is_some_and(|b| b.value == ValueKind::Plain && b.parent_column() < entry.column))
                    || (entry.value == ValueKind::Empty
                        && entries.get(i + 1).is_some_and(|next| next.first_column() > entry.column))
                    || entry.value == ValueKind::Closed
            }
            _ => false,
        });
        before = Some(entry);
    }
    meant
}

/// Where an entry is at home.
struct Home {
    /// The lines in one column under one parent.
    block: usize,
    /// Of an entry behind a dash: the block of its dash and the list's number in it.
    list: Option<(usize, usize)>,
}

fn homes(entries: &[Entry]) -> Vec<Home> {
    // Column, number of the block, number of lists begun in it.
    let mut stack: Vec<(isize, usize, usize)> = Vec::new();
    let mut next = 0;
    let mut enter = |stack: &mut Vec<(isize, usize, usize)>, column: isize| {
        while stack.last().is_some_and(|&(c, ..)| c > column) {
            stack.pop();
        }
        if stack.last().is_none_or(|&(c, ..)| c < column) {
            stack.push((column, next, 0));
            next += 1;
        }
        stack.len() - 1
    };
    let mut homes = Vec::with_capacity(entries.len());
    for entry in entries {
        let mut list = None;
        for &dash in &entry.dashes {
            let at = enter(&mut stack, dash);
            list = Some((stack[at].1, stack[at].2));
        }
        let at = enter(&mut stack, entry.column);
        if list.is_none() {
            stack[at].2 += 1;
        }
        homes.push(Home { block: stack[at].1, list });
    }
    homes
}

impl Entry {
    /// The column of its first character that is not blank.
    fn first_column(&self) -> isize {
        self.dashes.first().copied().unwrap_or(self.column)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LevelKind {
    Map,
    List,
}

/// An open map or list.
struct Level {
    column: isize,
    kind: LevelKind,
    /// What its last value is.
    value: ValueKind,
    /// The last key or dash.
    last: Range<usize>,
}

struct Levels<'a> {
    text: &'a str,
    stack: Vec<Level>,
    faults: &'a mut Vec<Fault>,
}

impl Levels<'_> {
    fn entry(&mut self, entry: &Entry, is_key: bool, next: Option<&Entry>) {
        let odd = self.odd_blank(entry, is_key);
        for (i, &dash) in entry.dashes.iter().enumerate() {
            self.open(entry, dash, LevelKind::List, i == 0, odd);
            if let Some(level) = self.stack.last_mut() {
                level.value = ValueKind::Empty;
                level.last = entry.indent.end..entry.indent.end + 1;
            }
        }
        match &entry.shape {
            _ if is_key => {
                self.open(entry, entry.column, LevelKind::Map, entry.dashes.is_empty(), odd);
                let key = match &entry.shape {
                    Shape::Key { key } => key.clone(),
                    Shape::Almost { key, colon, why } => {
                        self.colon(key.clone(), colon.clone(), *why, entry.column);
                        key.clone()
                    }
                    _ => entry.content..entry.content,
                };
                self.blank_behind_key(&key, &entry.shape);
                if let Some(level) = self.stack.last_mut() {
                    level.value = entry.value;
                    level.last = key;
                }
            }
            Shape::TightDash if self.is_list_expected(entry, next) => {
                self.open(entry, entry.column, LevelKind::List, entry.dashes.is_empty(), odd);
                self.tight_dash(entry);
                if let Some(level) = self.stack.last_mut() {
                    level.value = ValueKind::Plain;
                    level.last = entry.content..entry.content + 1;
                }
                self.key_behind_dash(entry);
            }
            Shape::Bare => {}
            _ => self.words(entry),
        }
    }

    /// Reports an unusual blank in the indentation; tells whether it did.
    fn odd_blank(&mut self, entry: &Entry, is_key: bool) -> bool {
        let Some((at, c)) = entry.odd_blank else { return false };
        let begins = is_key || !entry.dashes.is_empty();
        let width = entry.first_column() as usize;
        let weight = if begins && c != '\t' { Weight::Swallowed } else { Weight::Forbidden };
        self.faults
            .push(odd_indent(at, c, entry.indent.end, weight).edit(entry.indent.clone(), " ".repeat(width)));
        true
    }

    /// Goes to the level of a key or dash in a column, reporting an indentation that fits none.
    fn open(&mut self, entry: &Entry, column: isize, kind: LevelKind, is_first: bool, told: bool) {
        if !is_first {
            // What follows a dash on its line opens a level of its own.
            self.stack.push(Level {
                column,
                kind,
                value: ValueKind::Empty,
                last: entry.indent.end..entry.indent.end,
            });
            return;
        }
        let mut popped = None;
        while let Some(top) = self.stack.last() {
            let is_list_beside_key =
                top.column == column && top.kind == LevelKind::List && kind == LevelKind::Map;
            if top.column <= column && !is_list_beside_key {
                break;
            }
            if !is_list_beside_key {
                popped = Some((top.column, top.kind));
            }
            self.stack.pop();
        }
        let new = Level { column, kind, value: ValueKind::Empty, last: entry.indent.end..entry.indent.end };
        let Some(top) = self.stack.last() else {
            if let Some((to, _)) = popped {
                self.bad_indent(entry, column, to, None, Weight::Forbidden, told);
            }
            self.stack.push(Level { column: popped.map_or(column, |(to, _)| to), ..new });
            return;
        };
        if top.column == column && top.kind == kind {
            return;
        }
        if top.column == column && top.value != ValueKind::Empty {
            self.list_among_keys(entry);
            self.stack.push(new);
            return;
        }
        if top.column < 0 && kind == LevelKind::Map && top.value != ValueKind::Empty {
            // Text at the top of the file, and keys below it.
            let text = top.last.clone();
            self.stack.clear();
            self.stack.push(new);
            self.stray(text);
            return;
        }
        if top.column < column
            && let Some((to, was)) = popped
        {
            self.bad_indent(entry, column, to, None, Weight::Forbidden, told);
            if let Some(fault) = self.faults.last_mut()
                && (was, kind) == (LevelKind::Map, LevelKind::List)
            {
                fault.hints.insert(
                    0,
                    "如果上面几行也是一条，给它的第一行前面补上“- ”，与这一行的“- ”对齐".to_owned(),
                );
            }
            self.stack.push(Level { column: to, ..new });
        } else if top.value == ValueKind::Empty {
            self.stack.push(new);
        } else {
            // A dash behind plain text is swallowed by it without a word; a key there stops the parser.
            let weight = match kind {
                LevelKind::List if top.value == ValueKind::Plain => Weight::Swallowed,
                _ => Weight::Forbidden,
            };
            let (to, last) = (top.column, top.last.clone());
            self.bad_indent(entry, column, to, Some(last), weight, told);
            if kind == LevelKind::List {
                self.stack.push(new);
            }
        }
    }

    fn list_among_keys(&mut self, entry: &Entry) {
        let dash = entry.indent.end..entry.indent.end + 1;
        self.faults.push(
            Fault::new("bad-indent", Weight::Forbidden, dash, "这里是列表项，而同一级的上一行是“键: 值”")
                .label("列表项")
                .hint("如果是上一项的内容，那一项的冒号后面要空着；如果是另一项，请先写它的键")
                .misleading(),
        );
    }

    fn bad_indent(
        &mut self,
        entry: &Entry,
        from: isize,
        to: isize,
        under: Option<Range<usize>>,
        weight: Weight,
        told: bool,
    ) {
        let spaces = " ".repeat(to.max(0) as usize);
        if told {
            // The blank is reported already; only its repair is put right.
            if let Some(fault) = self.faults.last_mut() {
                fault.edits.clear();
                *fault = std::mem::replace(fault, Fault::new("", weight, 0..0, ""))
                    .edit(entry.indent.clone(), spaces);
            }
            return;
        }
        let place = entry.indent.start..entry.indent.end.max(entry.indent.start + 1).min(entry.line.end);
        let fault = Fault::new("bad-indent", weight, place, "这一行的缩进与上面各行对不上")
            .label(if from > 0 {
                format!("这里缩进了 {from} 个空格")
            } else {
                "这里没有缩进".to_owned()
            })
            .misleading();
        let under_item =
            entry.dashes.is_empty() && self.stack.last().is_some_and(|level| level.kind == LevelKind::List);
        let fault = match under {
            Some(text) if under_item => fault.related(text, "上面这一条写成了一句话").hint(
                "如果是上面这一条的内容，上一行也要写成“键: 值”，例如“- 名称: ……”；如果是另一条，前面加“- ”，与上面的“- ”对齐",
            ),
            Some(key) => fault.related(key, "上面这一项的值已经写完").hint(format!(
                "如果与它同级，请{}；如果属于它的正文，请在它的冒号后写 | 并换行",
                indent_in_words(to)
            )),
            None => fault.hint(format!("同一级的各行缩进要相同，这里应{}", indent_in_words(to))),
        };
        self.faults.push(fault.edit(entry.indent.clone(), spaces));
    }

    fn colon(&mut self, key: Range<usize>, colon: Range<usize>, why: Why, column: isize) {
        let name = self.text[key].trim_matches(['"', '\'', '\u{3000}', '\u{A0}', ' ', '\t']);
        let (code, message, label) = match why {
            Why::FullWidthColon => {
                ("full-width-colon", format!("“{name}”后面写的是全角冒号，读不出这一项"), "全角冒号")
            }
            Why::NoSpace => ("no-space-after-colon", format!("“{name}”的冒号后面缺一个空格"), "冒号后缺空格"),
            Why::OddBlank => {
                ("full-width-space", format!("“{name}”的冒号后面是全角空格，要用半角空格"), "全角空格")
            }
        };
        let length =
            self.text[colon.clone()].chars().find(|c| matches!(c, ':' | '：')).map_or(1, char::len_utf8);
        let start = colon.start;
        let place = if why == Why::OddBlank { start + length..colon.end } else { start..start + length };
        let fault = Fault::new(code, Weight::Swallowed, place, message)
            .label(label)
            .hint(format!("请写成“{name}: ”，即半角冒号加一个空格"));
        // Only a line under another one can be prose of that one.
        let fault = if column > 0 && why != Why::OddBlank {
            fault.hint("如果这一行是正文，请在它上一级的冒号后写 | 再换行")
        } else {
            fault
        };
        self.faults.push(fault.edit(colon, ": "));
    }

    /// `名称　: 甲`: a full-width blank that would become part of the key.
    fn blank_behind_key(&mut self, key: &Range<usize>, shape: &Shape) {
        let words = &self.text[key.clone()];
        let kept = words.trim_end_matches(['\u{3000}', '\u{A0}']).len();
        if matches!(shape, Shape::Key { .. }) && kept < words.len() {
            let place = key.start + kept..key.end;
            let name = &words[..kept];
            self.faults.push(
                Fault::new(
                    "full-width-space",
                    Weight::Swallowed,
                    place.clone(),
                    format!("“{name}”与冒号之间有全角空格"),
                )
                .label("全角空格")
                .hint("请删去这个空格")
                .edit(place, ""),
            );
        }
    }

    /// Whether `-甲` was meant as an item: under an empty key, or beside a dash.
    fn is_list_expected(&self, entry: &Entry, next: Option<&Entry>) -> bool {
        let like = next.is_some_and(|n| {
            n.first_column() == entry.column && (n.shape == Shape::TightDash || !n.dashes.is_empty())
        });
        let level = self.stack.iter().rev().find(|level| level.column <= entry.column);
        entry.dashes.is_empty()
            && match level {
                None => true,
                Some(level) if level.kind == LevelKind::List => level.column == entry.column,
                Some(level) => level.value == ValueKind::Empty || like,
            }
    }

    fn tight_dash(&mut self, entry: &Entry) {
        let dash = entry.content..entry.content + 1;
        let blanks: usize = self.text[dash.end..entry.line.end]
            .chars()
            .take_while(|&c| c == '\u{3000}' || c == '\u{A0}')
            .map(char::len_utf8)
            .sum();
        let message = if blanks > 0 {
            "横线后面是全角空格，要用半角空格"
        } else {
            "列表的横线后面缺一个空格"
        };
        let code = if blanks > 0 { "full-width-space" } else { "no-space-after-dash" };
        self.faults.push(
            Fault::new(code, Weight::Swallowed, dash.clone(), message)
                .label("列表的横线")
                .hint("请写成“- ”，即横线加一个半角空格")
                .edit(dash.end..dash.end + blanks, " "),
        );
    }

    /// `-　名称: 甲`: once the dash has its space, the key opens a level of its own.
    fn key_behind_dash(&mut self, entry: &Entry) {
        let rest = &self.text[entry.content + 1..entry.line.end];
        let start = entry.line.end - rest.trim_start_matches(is_odd_blank).len();
        let rest = &self.text[start..entry.line.end];
        let Some(colon) = rest.find(": ").or(rest.strip_suffix(':').map(str::len)) else { return };
        if is_keylike(&rest[..colon]) {
            let value = if rest[colon + 1..].trim().is_empty() { ValueKind::Empty } else { ValueKind::Plain };
            let last = start..start + colon;
            self.stack.push(Level { column: entry.column + 2, kind: LevelKind::Map, value, last });
        }
    }

    /// A line of text: a value, the continuation of one, or a stray.
    fn words(&mut self, entry: &Entry) {
        if !entry.dashes.is_empty() {
            if let Some(level) = self.stack.last_mut() {
                level.value = entry.value;
            }
            return;
        }
        let home = self.stack.iter_mut().rev().find(|level| level.column < entry.column);
        let fits = match home {
            Some(level) if level.value == ValueKind::Closed => false,
            Some(level) => {
                level.value = entry.value;
                true
            }
            None => self.stack.is_empty(),
        };
        // Text left of the innermost level ends that level, which only a key or a dash may do.
        let ends_level = self.stack.last().is_some_and(|level| level.column >= entry.column);
        let range = entry.content..entry.line.end;
        if self.stack.is_empty() {
            self.stack.push(Level { column: -1, kind: LevelKind::Map, value: entry.value, last: range });
        } else if !fits || ends_level {
            self.stray(range);
        }
    }

    fn stray(&mut self, range: Range<usize>) {
        self.faults.push(
            Fault::new("missing-colon", Weight::Forbidden, range.clone(), "这一行没有冒号，读不出是哪一项")
                .label("不是“键: 值”，也不是“- ”开头的列表项")
                .hint("如果是一项，请写成“键: 值”，冒号用半角，后面空一格")
                .hint("如果是上面那一项的正文，请在它的冒号后写 | 换行，正文各行缩进两个空格")
                .misleading()
                .edit(range, ""),
        );
    }
}

fn indent_in_words(column: isize) -> String {
    if column > 0 { format!("缩进 {column} 个空格") } else { "顶格写".to_owned() }
}
