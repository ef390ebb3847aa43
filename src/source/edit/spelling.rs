//! Values → YAML: which form a text needs so that it is read as the same text.

use crate::source::edit::Plain;

/// How a text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// As the text before it, if that form holds the new one; else as plainly as it can be.
    AsBefore,
    /// In quotes.
    Quoted,
}

/// `键: 值` in a map at this column, without the blanks before the key.
pub fn after_key(name: &str, value: &Plain, indent: usize) -> String {
    format!("{}:{}", key(name), after_colon(value, indent, Spelling::AsBefore))
}

/// A key.
pub fn key(name: &str) -> String {
    if is_plain(name, true) { name.to_owned() } else { quoted(name) }
}

/// What stands behind the colon of a key at this column.
pub fn after_colon(value: &Plain, indent: usize, spelling: Spelling) -> String {
    let blanks = " ".repeat(indent + 2);
    match value {
        Plain::Text(text) => format!(" {}", scalar(text, "", indent, spelling)),
        Plain::List(items) if items.is_empty() => " []".to_owned(),
        Plain::Map(entries) if entries.is_empty() => " {}".to_owned(),
        Plain::List(items) => {
            let lines: Vec<String> =
                items.iter().map(|one| format!("\n{blanks}- {}", item(one, indent + 2, spelling))).collect();
            lines.concat()
        }
        Plain::Map(entries) => {
            let line = |(name, value): &(String, Plain)| {
                format!("\n{blanks}{}:{}", key(name), after_colon(value, indent + 2, spelling))
            };
            entries.iter().map(line).collect::<Vec<_>>().concat()
        }
    }
}

/// An item behind its dash, which stands at this column. A list in a list is written in brackets: a row of a table.
pub fn item(value: &Plain, indent: usize, spelling: Spelling) -> String {
    match value {
        Plain::Text(text) => scalar(text, "", indent, spelling),
        Plain::Map(entries) if !entries.is_empty() => {
            let written = entries
                .iter()
                .map(|(name, value)| format!("{}:{}", key(name), after_colon(value, indent + 2, spelling)));
            written.collect::<Vec<_>>().join(&format!("\n{}", " ".repeat(indent + 2)))
        }
        _ => inline(value, "", spelling),
    }
}

/// A value within brackets; `old` is what stood there.
pub fn inline(value: &Plain, old: &str, spelling: Spelling) -> String {
    match value {
        Plain::Text(text) => one_line(text, old, true, spelling),
        Plain::List(items) => {
            let items: Vec<String> = items.iter().map(|item| inline(item, "", spelling)).collect();
            format!("[{}]", items.join(", "))
        }
        Plain::Map(entries) => {
            let entries: Vec<String> = entries
                .iter()
                .map(|(name, value)| format!("{}: {}", key(name), inline(value, "", spelling)))
                .collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

/// A text outside brackets, whose key or dash stands at this column; `old` is what stood there.
pub fn scalar(text: &str, old: &str, indent: usize, spelling: Spelling) -> String {
    let was_block = old.starts_with(['|', '>']) && old.contains('\n');
    let is_long = text.trim_end().contains('\n') || was_block && !text.trim().is_empty();
    if is_long && spelling == Spelling::AsBefore && may_be_block(text) {
        return block(text, old, indent);
    }
    one_line(text, old, false, spelling)
}

/// `|` and a line each.
fn block(text: &str, old: &str, indent: usize) -> String {
    let (header, below) = old.split_once('\n').unwrap_or(("|", ""));
    // Folded lines and counted blanks cannot be kept when the lines change.
    let header = if header.starts_with('|') && !header.contains(|c: char| c.is_ascii_digit()) {
        header.trim_end()
    } else {
        "|"
    };
    let first = below.lines().find(|line| !line.trim().is_empty());
    let blanks = first.map_or(indent + 2, |line| line.len() - line.trim_start_matches(' ').len());
    let blanks = " ".repeat(blanks.max(indent + 1));
    let mut out = header.to_owned();
    for line in text.trim_end().lines() {
        out.push('\n');
        if !line.trim().is_empty() {
            out.push_str(&blanks);
            out.push_str(line.trim_end());
        }
    }
    out
}

/// Whether the lines of a text can stand below a `|`.
fn may_be_block(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    let is_sound = |c: char| c == '\n' || !c.is_control();
    !first.trim().is_empty() && !first.starts_with([' ', '\t']) && text.chars().all(is_sound)
}

fn one_line(text: &str, old: &str, in_flow: bool, spelling: Spelling) -> String {
    let text = text.trim_end_matches('\n');
    let simple = !text.chars().any(char::is_control);
    // Quotes around nothing are no wish for quotes.
    let old = if matches!(old, "''" | "\"\"") { "" } else { old };
    match old.chars().next() {
        _ if !simple => quoted(text),
        Some('\'') => single(text),
        Some('"') => quoted(text),
        _ if spelling == Spelling::AsBefore && is_plain(text, in_flow) => text.to_owned(),
        _ if spelling == Spelling::AsBefore => single(text),
        _ => quoted(text),
    }
}

fn single(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\x{:02x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Whether a text looks like a number whose digits a program may have spoilt: `1e3`, `0.30000000000000004`.
fn is_long_number(text: &str) -> bool {
    let is_number = text.chars().all(|c| c.is_ascii_digit() || ".+-eE".contains(c));
    is_number && (text.contains(['e', 'E']) || text.len() > 12)
}

/// Whether a text without quotes is read as itself.
fn is_plain(text: &str, in_flow: bool) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let blank = |c: char| c.is_whitespace() || c == '\u{3000}';
    let special = "-?:,[]{}#&*!|>'\"%@`=~<";
    !special.contains(first)
        && !blank(first)
        && !text.ends_with(blank)
        && !text.ends_with(':')
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.contains('\t')
        && !(in_flow && text.contains([',', '[', ']', '{', '}', ':', '#']))
        && !matches!(text, "null" | "Null" | "NULL")
        && !is_long_number(text)
}
