//! A YAML text with one value changed, put in, taken out or moved. Only the stretch of that value changes; all other bytes, the
//! comments among them, stay as they are.
//!
//! What it does not: no key has a meaning here. Every change is checked by reading the new text again: it must hold the old
//! values with this one change and no new fault, else the change is refused.

pub mod spelling;

use std::ops::Range;

use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::source::edit::spelling::{Spelling, after_key, inline, item};
use crate::source::node::{Key, Node, ScalarStyle, Value};
use crate::source::yaml;

/// One step of a path to a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Into a map.
    Key(String),
    /// Into a list.
    Item(usize),
}

/// A value without places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plain {
    /// One text; nothing at all is the empty text.
    Text(String),
    /// A list.
    List(Vec<Plain>),
    /// Keys and values in order.
    Map(Vec<(String, Plain)>),
}

impl Plain {
    /// Whether one of its texts has these words.
    pub fn mentions(&self, words: &str) -> bool {
        match self {
            Plain::Text(text) => text.contains(words),
            Plain::List(items) => items.iter().any(|item| item.mentions(words)),
            Plain::Map(entries) => entries.iter().any(|(_, value)| value.mentions(words)),
        }
    }
}

/// What is to be done with the value at a path.
#[derive(Debug, Clone, Copy)]
pub enum Change<'a> {
    /// It becomes this. Where there is none yet, its key is put into its map, behind those keys that `order` has before it.
    Set(&'a Plain, &'a [&'a str]),
    /// It goes, and with it what then would hold nothing.
    Remove,
    /// This is put before the item with this number, or behind the last one.
    Insert(usize, &'a Plain),
    /// The item with this number and the next one change places.
    Swap(usize),
    /// It is put under a key of its own.
    Wrap(&'a str),
    /// It becomes the only item of a list.
    Enlist,
}

/// Why a text was left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The text is no YAML that can be read.
    Unreadable,
    /// There is no such place in it.
    NoSuchPlace,
    /// The value is written elsewhere and only referred to, or in a form that only a person can change.
    Intricate,
}

/// The tree of a text, and how many faults were told.
pub fn parse(text: &str) -> (Option<Node>, usize) {
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let source = sources.add("", text);
    let node = yaml::read(source, &sources, &mut findings);
    (node, findings.list.len())
}

/// The text with a change.
pub fn change(text: &str, path: &[Step], change: Change<'_>) -> Result<String, Refusal> {
    if is_blank(text) {
        return begin(text, path, change);
    }
    let (Some(root), faults) = parse(text) else { return Err(Refusal::Unreadable) };
    let mut wanted = plain(&root);
    expect(&mut wanted, path, change)?;
    let mut last = Refusal::Intricate;
    for spelling in [Spelling::AsBefore, Spelling::Quoted] {
        let changed = match (Editor { text, spelling }).apply(&root, path, change) {
            Ok(changed) => changed,
            Err(refusal) => {
                last = refusal;
                continue;
            }
        };
        let (read, told) = parse(&changed);
        let same = match &read {
            Some(read) => alike(&plain(read), &wanted),
            None => alike(&wanted, &Plain::Map(Vec::new())),
        };
        if same && (told <= faults || read.is_none()) {
            return Ok(changed);
        }
    }
    Err(last)
}

/// The byte where a value stands that a person would look for: its key, or itself in a list. `None` if there is no such place.
pub fn place(root: &Node, path: &[Step]) -> Option<usize> {
    let mut node = root;
    let mut at = root.span.start;
    for step in path {
        match (&node.value, step) {
            (Value::Map(entries), Step::Key(key)) => {
                let (name, value) = entries.iter().find(|(name, _)| name.text == *key)?;
                (at, node) = (name.span.start, value);
            }
            (Value::List(items), Step::Item(number)) => {
                node = items.get(*number)?;
                at = node.span.start;
            }
            _ => return None,
        }
    }
    Some(at)
}

/// The text with a remark at the ends of these lines (from 0), in a comment of its own or behind the one that is there. Where no
/// comment can stand, there is none.
pub fn remark(text: &str, lines: &[usize], remark: &str) -> String {
    let (Some(root), faults) = parse(text) else { return text.to_owned() };
    let held = plain(&root);
    let mut out: Vec<String> = text.split('\n').map(str::to_owned).collect();
    for &line in lines {
        let Some(old) = out.get(line).cloned().filter(|old| !old.contains(remark)) else { continue };
        let bare = old.trim_end();
        // Behind a comment it is one, too; anywhere else the text would say something else, and it must become one.
        for new in [format!("{bare} {remark}"), format!("{bare}  # {remark}")] {
            out[line] = new;
            let (read, told) = parse(&out.join("\n"));
            if read.is_some_and(|read| plain(&read) == held) && told <= faults {
                break;
            }
            out[line].clone_from(&old);
        }
    }
    out.join("\n")
}

/// The text without the remarks that begin so, each to the end of its line.
pub fn without_remarks(text: &str, remark: &str) -> String {
    let (Some(root), faults) = parse(text) else { return text.to_owned() };
    let line = |line: &str| match line.find(remark) {
        Some(at) if line[..at].contains('#') => {
            line[..at].trim_end().trim_end_matches('#').trim_end().to_owned()
        }
        _ => line.to_owned(),
    };
    let out: Vec<String> = text.split('\n').map(line).collect();
    let out = out.join("\n");
    let (read, told) = parse(&out);
    let same = read.is_some_and(|read| plain(&read) == plain(&root)) && told <= faults;
    if same { out } else { text.to_owned() }
}

/// Whether a text has blanks and comments alone.
pub fn is_blank(text: &str) -> bool {
    text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
}

/// The first value of a text that has none.
fn begin(text: &str, path: &[Step], change: Change<'_>) -> Result<String, Refusal> {
    let (Some((Step::Key(first), rest)), Change::Set(value, _)) = (path.split_first(), change) else {
        return Err(Refusal::NoSuchPlace);
    };
    let value = nested(rest, value)?;
    let gap = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    Ok(format!("{text}{gap}{}\n", after_key(first, &value, 0)))
}

/// A value with the keys above it.
fn nested(path: &[Step], value: &Plain) -> Result<Plain, Refusal> {
    path.iter().rev().try_fold(value.clone(), |inner, step| match step {
        Step::Key(key) => Ok(Plain::Map(vec![(key.clone(), inner)])),
        Step::Item(0) => Ok(Plain::List(vec![inner])),
        Step::Item(_) => Err(Refusal::NoSuchPlace),
    })
}

/// A tree without places.
pub fn plain(node: &Node) -> Plain {
    match &node.value {
        Value::Scalar(scalar) => Plain::Text(scalar.text.clone()),
        Value::List(items) => Plain::List(items.iter().map(plain).collect()),
        Value::Map(entries) => {
            Plain::Map(entries.iter().map(|(key, value)| (key.text.clone(), plain(value))).collect())
        }
        Value::Null | Value::Table(_) | Value::Picture(_) => Plain::Text(String::new()),
    }
}

/// Equal but for the order of keys and the blanks around texts, which mean nothing.
fn alike(a: &Plain, b: &Plain) -> bool {
    match (a, b) {
        (Plain::Text(a), Plain::Text(b)) => a.trim() == b.trim(),
        (Plain::List(a), Plain::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b)),
        (Plain::Map(a), Plain::Map(b)) => {
            a.len() == b.len()
                && a.iter().all(|(key, a)| b.iter().any(|(other, b)| key == other && alike(a, b)))
        }
        _ => false,
    }
}

/// Makes the change in a tree without places.
fn expect(tree: &mut Plain, path: &[Step], change: Change<'_>) -> Result<(), Refusal> {
    let Some((step, rest)) = path.split_first() else {
        match (change, tree) {
            (Change::Set(value, _), tree) => *tree = value.clone(),
            (Change::Insert(at, value), Plain::List(items)) if at <= items.len() => {
                items.insert(at, value.clone());
            }
            (Change::Swap(at), Plain::List(items)) if at + 1 < items.len() => items.swap(at, at + 1),
            (Change::Wrap(key), tree) => {
                let value = std::mem::replace(tree, Plain::List(Vec::new()));
                *tree = Plain::Map(vec![(key.to_owned(), value)]);
            }
            (Change::Enlist, tree) => {
                let value = std::mem::replace(tree, Plain::List(Vec::new()));
                *tree = Plain::List(vec![value]);
            }
            _ => return Err(Refusal::NoSuchPlace),
        }
        return Ok(());
    };
    let is_last = rest.is_empty();
    match (tree, step) {
        (Plain::Map(entries), Step::Key(key)) => {
            let at = entries.iter().position(|(other, _)| other == key);
            match (at, change) {
                (Some(at), Change::Remove) => {
                    if is_last {
                        entries.remove(at);
                    } else {
                        expect(&mut entries[at].1, rest, change)?;
                        if is_empty(&entries[at].1) {
                            entries.remove(at);
                        }
                    }
                }
                (Some(at), _) => expect(&mut entries[at].1, rest, change)?,
                (None, Change::Set(value, _)) => entries.push((key.clone(), nested(rest, value)?)),
                (None, _) => return Err(Refusal::NoSuchPlace),
            }
        }
        (Plain::List(items), Step::Item(at)) if *at < items.len() => {
            if matches!(change, Change::Remove) && is_last {
                items.remove(*at);
                return Ok(());
            }
            expect(&mut items[*at], rest, change)?;
            if matches!(change, Change::Remove) && is_empty(&items[*at]) {
                items.remove(*at);
            }
        }
        (tree @ Plain::Text(_), step) => match (change, &*tree) {
            (Change::Set(value, _), Plain::Text(text)) if text.is_empty() => {
                *tree = nested(&[std::slice::from_ref(step), rest].concat(), value)?;
            }
            _ => return Err(Refusal::NoSuchPlace),
        },
        _ => return Err(Refusal::NoSuchPlace),
    }
    Ok(())
}

fn is_empty(tree: &Plain) -> bool {
    match tree {
        Plain::Text(_) => false,
        Plain::List(items) => items.is_empty(),
        Plain::Map(entries) => entries.is_empty(),
    }
}

/// Where a value stands.
#[derive(Clone, Copy)]
struct Spot<'n> {
    node: &'n Node,
    parent: Option<(&'n Node, usize)>,
    /// Within brackets.
    in_flow: bool,
}

struct Editor<'t> {
    text: &'t str,
    spelling: Spelling,
}

impl Editor<'_> {
    fn apply(&self, root: &Node, path: &[Step], change: Change<'_>) -> Result<String, Refusal> {
        match (self.find(root, path)?, change) {
            (Ok(spot), Change::Set(value, _)) => self.replace(spot, value),
            (Err((above, rest)), Change::Set(value, order)) => self.add(above, rest, value, order),
            (Ok(_), Change::Remove) => self.remove(root, path),
            (Ok(spot), Change::Insert(at, value)) => self.insert(spot, at, value),
            (Ok(spot), Change::Swap(at)) => self.swap(spot, at),
            (Ok(spot), Change::Wrap(key)) => self.enclose(spot, Some(key)),
            (Ok(spot), Change::Enlist) => self.enclose(spot, None),
            (Err(_), _) => Err(Refusal::NoSuchPlace),
        }
    }

    /// The value at a path, or the last one on the way to it and the steps that are missing.
    fn find<'n, 'p>(
        &self,
        root: &'n Node,
        path: &'p [Step],
    ) -> Result<Result<Spot<'n>, (Spot<'n>, &'p [Step])>, Refusal> {
        let mut spot = Spot { node: root, parent: None, in_flow: false };
        for (number, step) in path.iter().enumerate() {
            let node = spot.node;
            let (at, next) = match (&node.value, step) {
                (Value::Map(entries), Step::Key(key)) => {
                    match entries.iter().position(|(other, _)| other.text == *key) {
                        Some(at) => (at, &entries[at].1),
                        None => return Ok(Err((spot, &path[number..]))),
                    }
                }
                (Value::List(items), Step::Item(at)) => (*at, items.get(*at).ok_or(Refusal::NoSuchPlace)?),
                (Value::Null, _) => return Ok(Err((spot, &path[number..]))),
                _ => return Err(Refusal::NoSuchPlace),
            };
            // What is referred to stands elsewhere, and other places use it, too.
            let inside = |start: usize| node.span.start <= start && start <= node.span.end;
            let is_empty = next.value == Value::Null;
            if !is_empty && (!inside(next.span.start) || self.text[next.span.start..].starts_with('*')) {
                return Err(Refusal::Intricate);
            }
            let in_flow = self.is_flow(node) || spot.in_flow;
            spot = Spot { node: next, parent: Some((node, at)), in_flow };
        }
        Ok(Ok(spot))
    }

    fn is_flow(&self, node: &Node) -> bool {
        matches!(node.value, Value::Map(_) | Value::List(_))
            && self.text[node.span.start..].starts_with(['{', '['])
    }

    /// One past the last byte of a value.
    fn end(&self, spot: Spot<'_>) -> usize {
        match (&spot.node.value, spot.parent) {
            (Value::Null, Some((parent, at))) => match &parent.value {
                // The place of nothing is that of its key.
                Value::Map(entries) if spot.node.span.start <= entries[at].0.span.start => {
                    self.colon(&entries[at].0)
                }
                _ => spot.node.span.end,
            },
            _ => self.trimmed(spot.node),
        }
    }

    /// The first byte of a value; of a block, its `|`.
    fn start(&self, spot: Spot<'_>) -> usize {
        let start = spot.node.span.start;
        let is_block =
            matches!(&spot.node.value, Value::Scalar(scalar) if scalar.style == ScalarStyle::Block);
        if !is_block || self.text[start..].starts_with(['|', '>']) {
            return start;
        }
        let from = match spot.parent {
            Some((Node { value: Value::Map(entries), .. }, at)) => self.colon(&entries[at].0),
            _ => self.dash(spot.node) + 1,
        };
        self.text[from..start].find(['|', '>']).map_or(start, |at| from + at)
    }

    fn trimmed(&self, node: &Node) -> usize {
        let range = node.span.start..node.span.end;
        range.start + self.text[range].trim_end().len()
    }

    /// One past the colon of a key.
    fn colon(&self, key: &Key) -> usize {
        let at = self.text[key.span.end..].find(':').map_or(0, |at| at + 1);
        key.span.end + at
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |at| at + 1)
    }

    fn line_end(&self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |length| at + length)
    }

    /// Column of a byte, in characters: block keys have only blanks and dashes before them.
    fn column(&self, at: usize) -> usize {
        self.text[self.line_start(at)..at].chars().count()
    }

    fn with(&self, range: Range<usize>, new: &str) -> String {
        format!("{}{new}{}", &self.text[..range.start], &self.text[range.end..])
    }

    /// Column of the map or list that holds a value.
    fn indent(&self, spot: Spot<'_>) -> usize {
        match spot.parent {
            None => 0,
            Some((parent, at)) => match &parent.value {
                Value::Map(entries) => self.column(entries[at].0.span.start),
                _ => self.column(self.dash(spot.node)),
            },
        }
    }

    /// The dash of an item of a block list.
    fn dash(&self, node: &Node) -> usize {
        // A list in a list begins with a dash of its own; a `-` of a block's header has nothing before it.
        let before = &self.text[..node.span.start];
        let dashes = before.rmatch_indices('-').map(|(at, _)| at);
        let is_dash = |at: &usize| !before[..*at].ends_with(['|', '>']);
        dashes.into_iter().find(is_dash).unwrap_or(node.span.start)
    }

    fn replace(&self, spot: Spot<'_>, value: &Plain) -> Result<String, Refusal> {
        let (node, end) = (spot.node, self.end(spot));
        let indent = self.indent(spot);
        if spot.in_flow || spot.parent.is_none() {
            if spot.parent.is_none() && !self.is_flow(node) {
                return Err(Refusal::Intricate);
            }
            let start = if node.value == Value::Null { end } else { self.start(spot) };
            let gap = if node.value == Value::Null { " " } else { "" };
            let old = &self.text[start..end];
            return Ok(self.with(start..end, &format!("{gap}{}", inline(value, old, self.spelling))));
        }
        if let (Value::Scalar(_), Plain::Text(text)) = (&node.value, value) {
            let start = self.start(spot);
            let new = spelling::scalar(text, &self.text[start..end], indent, self.spelling);
            return Ok(self.with(start..end, &new));
        }
        let Some((parent, at)) = spot.parent else { return Err(Refusal::Intricate) };
        match &parent.value {
            Value::Map(entries) => {
                let colon = self.colon(&entries[at].0);
                let new = spelling::after_colon(value, indent, self.spelling);
                let key_line = self.line_end(colon);
                if end <= key_line {
                    return Ok(self.with(colon..end, &new));
                }
                // What is said beside the key stays there.
                let beside = &self.text[colon..key_line];
                let beside = if beside.trim_start().starts_with('#') { beside } else { "" };
                let new = match new.strip_prefix('\n') {
                    Some(below) => format!("{beside}\n{below}"),
                    None => format!("{new}{beside}"),
                };
                Ok(self.with(colon..end, &new))
            }
            Value::List(_) if node.value != Value::Null => {
                Ok(self.with(node.span.start..end, &item(value, indent, self.spelling)))
            }
            _ => Err(Refusal::Intricate),
        }
    }

    /// Puts a key into the map at `above`, or under a key that has nothing yet.
    fn add(&self, above: Spot<'_>, rest: &[Step], value: &Plain, order: &[&str]) -> Result<String, Refusal> {
        let (Some((Step::Key(key), below)), Value::Map(entries)) = (rest.split_first(), &above.node.value)
        else {
            return match &above.node.value {
                Value::Null => self.replace(above, &nested(rest, value)?),
                _ => Err(Refusal::NoSuchPlace),
            };
        };
        let value = &nested(below, value)?;
        let rank = |key: &str| order.iter().position(|other| *other == key).unwrap_or(usize::MAX);
        // Keys that come by `<<` stand elsewhere.
        let is_own =
            |other: &Key| above.node.span.start <= other.span.start && other.span.end <= above.node.span.end;
        let before = entries.iter().rposition(|(other, _)| is_own(other) && rank(&other.text) <= rank(key));
        let entry = |at: usize| Spot {
            node: &entries[at].1,
            parent: Some((above.node, at)),
            in_flow: above.in_flow || self.is_flow(above.node),
        };
        if above.in_flow || self.is_flow(above.node) {
            let new = format!("{}: {}", spelling::key(key), inline(value, "", self.spelling));
            let (at, new) = match before {
                Some(at) => (self.end(entry(at)), format!(", {new}")),
                None if entries.is_empty() => (above.node.span.start + 1, new),
                None => (entries[0].0.span.start, format!("{new}, ")),
            };
            return Ok(self.with(at..at, &new));
        }
        let Some((first, _)) = entries.iter().find(|(other, _)| is_own(other)) else {
            return Err(Refusal::Intricate);
        };
        let indent = self.column(first.span.start);
        let blanks = " ".repeat(indent);
        let new = after_key(key, value, indent);
        let Some(at) = before else {
            let start = first.span.start;
            return Ok(self.with(start..start, &format!("{new}\n{blanks}")));
        };
        let end = self.line_end(self.end(entry(at)));
        Ok(self.with(end..end, &format!("\n{blanks}{new}")))
    }

    fn remove(&self, root: &Node, path: &[Step]) -> Result<String, Refusal> {
        let Ok(spot) = self.find(root, path)? else { return Err(Refusal::NoSuchPlace) };
        let Some((parent, at)) = spot.parent else { return Err(Refusal::NoSuchPlace) };
        let starts: Vec<usize> = match &parent.value {
            Value::Map(entries) => entries.iter().map(|(key, _)| key.span.start).collect(),
            Value::List(items) if spot.in_flow => items.iter().map(|item| item.span.start).collect(),
            Value::List(items) => items.iter().map(|item| self.dash(item)).collect(),
            _ => return Err(Refusal::NoSuchPlace),
        };
        if starts.len() == 1 && path.len() > 1 {
            return self.remove(root, &path[..path.len() - 1]);
        }
        let (start, end) = (starts[at], self.end(spot));
        if spot.in_flow {
            if let Some(next) = starts.get(at + 1) {
                return Ok(self.with(start..*next, ""));
            }
            let before = match (at.checked_sub(1), &parent.value) {
                (Some(before), Value::Map(entries)) => {
                    self.end(Spot { node: &entries[before].1, parent: Some((parent, before)), in_flow: true })
                }
                (Some(before), Value::List(items)) => self.trimmed(&items[before]),
                _ => start,
            };
            return Ok(self.with(before..end, ""));
        }
        let line = self.line_start(start);
        if self.text[line..start].trim().is_empty() {
            let end = self.line_end(end);
            let end = if end < self.text.len() { end + 1 } else { end };
            return Ok(self.with(line..end, ""));
        }
        // It stands behind a dash, which the next one takes over.
        let next = starts.get(at + 1).ok_or(Refusal::Intricate)?;
        Ok(self.with(start..*next, ""))
    }

    fn items<'n>(&self, spot: Spot<'n>) -> Result<(&'n [Node], bool), Refusal> {
        let Value::List(items) = &spot.node.value else { return Err(Refusal::NoSuchPlace) };
        Ok((items, spot.in_flow || self.is_flow(spot.node)))
    }

    fn insert(&self, spot: Spot<'_>, at: usize, value: &Plain) -> Result<String, Refusal> {
        let (items, in_flow) = self.items(spot)?;
        let Some(last) = items.last() else {
            let inside = spot.node.span.start + 1;
            return Ok(self.with(inside..inside, &inline(value, "", self.spelling)));
        };
        if in_flow {
            let new = inline(value, "", self.spelling);
            return Ok(match items.get(at) {
                Some(item) => self.with(item.span.start..item.span.start, &format!("{new}, ")),
                None => {
                    let end = self.trimmed(last);
                    self.with(end..end, &format!(", {new}"))
                }
            });
        }
        let indent = self.column(self.dash(last));
        let blanks = " ".repeat(indent);
        let new = if self.is_flow(last) {
            inline(value, "", self.spelling)
        } else {
            item(value, indent, self.spelling)
        };
        Ok(match items.get(at) {
            Some(item) => {
                let dash = self.dash(item);
                self.with(dash..dash, &format!("- {new}\n{blanks}"))
            }
            None => {
                let end = self.line_end(self.trimmed(last));
                self.with(end..end, &format!("\n{blanks}- {new}"))
            }
        })
    }

    fn swap(&self, spot: Spot<'_>, at: usize) -> Result<String, Refusal> {
        let (items, in_flow) = self.items(spot)?;
        let range = |item: &Node| {
            if in_flow {
                item.span.start..self.trimmed(item)
            } else {
                self.dash(item)..self.line_end(self.trimmed(item))
            }
        };
        let (first, second) = (range(&items[at]), range(&items[at + 1]));
        if first.end > second.start {
            return Err(Refusal::Intricate);
        }
        let text = self.text;
        let between = &text[first.end..second.start];
        let new = format!("{}{between}{}", &text[second.clone()], &text[first.clone()]);
        Ok(self.with(first.start..second.end, &new))
    }

    /// Puts a value under a key of its own, or into a list of its own.
    fn enclose(&self, spot: Spot<'_>, key: Option<&str>) -> Result<String, Refusal> {
        let (node, start, end) = (spot.node, self.start(spot), self.end(spot));
        let old = &self.text[start..end];
        if spot.in_flow {
            let new =
                key.map_or_else(|| format!("[{old}]"), |key| format!("{{{}: {old}}}", spelling::key(key)));
            return Ok(self.with(start..end, &new));
        }
        let deeper = old.replace('\n', "\n  ");
        let lead = key.map_or_else(|| "- ".to_owned(), |key| format!("{}: ", spelling::key(key)));
        let Some((parent, at)) = spot.parent else { return Err(Refusal::Intricate) };
        let Value::Map(entries) = &parent.value else {
            // An item: its first line stands behind the dash.
            return Ok(self.with(start..end, &format!("{lead}{deeper}")));
        };
        let colon = self.colon(&entries[at].0);
        let is_block = matches!(node.value, Value::Map(_) | Value::List(_)) && !self.is_flow(node);
        if !is_block {
            let blanks = " ".repeat(self.indent(spot) + 2);
            return Ok(self.with(colon..end, &format!("\n{blanks}{lead}{deeper}")));
        }
        let column = self.column(node.span.start).max(self.indent(spot) + 2);
        let by = column - self.column(node.span.start) + 2;
        let deeper = old.replace('\n', &format!("\n{}", " ".repeat(by)));
        let line = self.line_start(node.span.start);
        let blanks = " ".repeat(column);
        let new = match key {
            Some(_) => format!("{blanks}{}\n{blanks}  {deeper}", lead.trim_end()),
            None => format!("{blanks}- {deeper}"),
        };
        Ok(self.with(line..end, &new))
    }
}

#[cfg(test)]
mod tests;
