//! The value that begins on a line: how far it reaches, and what is wrong with it.
//!
//! Consumes the lines that belong to the inside of a value, so that nobody else looks at them.

use std::ops::Range;

use crate::source::yaml::fault::{Fault, Weight};
use crate::source::yaml::lines::{Reader, ValueKind, indentation, is_keylike};

/// Reads the value at `at` (up to `end`, the end of its line) whose key or dash stands in column `parent`.
pub fn read(reader: &mut Reader, at: usize, end: usize, parent: isize) -> ValueKind {
    let text = reader.text;
    let at = skip_blanks(text, at, end);
    let rest = &text[at..end];
    let Some(first) = rest.chars().next() else { return ValueKind::Empty };
    match first {
        '#' => ValueKind::Empty,
        '*' => ValueKind::Closed,
        '&' | '!' if rest.len() > 1 && !rest[1..].starts_with([' ', '\t']) && is_property(rest) => {
            let name = rest.find([' ', '\t']).map_or(end, |i| at + i);
            read(reader, name, end, parent)
        }
        '"' | '\'' => quoted(reader, at, end, parent),
        '[' | '{' => brackets(reader, at, end, parent),
        '|' | '>' if is_block_header(rest) => {
            block(reader, rest, parent);
            ValueKind::Closed
        }
        '&' | '!' | '@' | '`' | '%' | ',' | ']' | '}' | '|' | '>' => {
            reader.faults.push(special(at, first));
            ValueKind::Plain
        }
        _ => {
            let cut = comment_start(text, at, end);
            colons_inside(reader, at, cut);
            if let Some(fault) = tight_hash(text, cut, end) {
                reader.faults.push(fault);
            }
            ValueKind::Plain
        }
    }
}

/// Whether `&…` or `!…` is what YAML means by it: an anchor, or one of its own tags.
fn is_property(rest: &str) -> bool {
    rest.starts_with('&') || rest.starts_with("!!")
}

/// Where the comment of a plain line begins, or its end.
pub fn comment_start(text: &str, at: usize, end: usize) -> usize {
    let rest = &text[at..end];
    rest.match_indices('#')
        .find(|(i, _)| rest[..*i].ends_with([' ', '\t']))
        .map_or(end, |(i, _)| at + rest[..i].trim_end_matches([' ', '\t']).len())
}

/// `内容: 加强 #重点# 监测`: YAML takes what follows the `#` for a remark. Without a blank after it, it may well have been
/// meant as text.
fn tight_hash(text: &str, cut: usize, end: usize) -> Option<Fault> {
    let remark = text[cut..end].trim();
    let after = remark.strip_prefix('#')?.chars().next()?;
    if after.is_whitespace() || after == '#' {
        return None;
    }
    let start = end - text[cut..end].trim_start().len();
    let message = format!("“{remark}”被当作说明，没有写进文件");
    Some(
        Fault::new("hash-in-value", Weight::Swallowed, start..start + remark.len(), message)
            .warning()
            .hint("是内容，就给整段话两边加上英文单引号 ''")
            .hint("是说明，就在“#”后面空一格"),
    )
}

/// One past the quote that closes the one at `open`, if it stands before `end`.
pub fn closing_quote(text: &str, open: usize, end: usize) -> Option<usize> {
    let quote = text.as_bytes()[open];
    closing_quote_from(text, open + 1, end, quote)
}

fn closing_quote_from(text: &str, from: usize, end: usize, quote: u8) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < end {
        match bytes[at] {
            b'\\' if quote == b'"' => at += 1,
            b if b == quote && quote == b'\'' && at + 1 < end && bytes[at + 1] == quote => at += 1,
            b if b == quote => return Some(at + 1),
            _ => {}
        }
        at += 1;
    }
    None
}

fn skip_blanks(text: &str, at: usize, end: usize) -> usize {
    end - text[at..end].trim_start_matches([' ', '\t']).len()
}

fn special(at: usize, first: char) -> Fault {
    let why = match first {
        '|' | '>' => format!("{first} 后面只能换行再写正文"),
        _ => format!("{first} 在 YAML 里有特殊含义，不能放在值的开头"),
    };
    Fault::new("special-character", Weight::Forbidden, at..at + 1, why)
        .hint("如果这是文字，请给整个值加上英文引号，例如 键: \"…\"")
        .edit(at..at + 1, "x")
}

/// A colon and a blank inside plain text: YAML takes the text before it for another key.
fn colons_inside(reader: &mut Reader, at: usize, end: usize) {
    let text = reader.text;
    let mut fault: Option<Fault> = None;
    for (i, _) in text[at..end].match_indices(':') {
        let colon = at + i..at + i + 1;
        if !matches!(text[colon.end..end].chars().next(), None | Some(' ' | '\t')) {
            continue;
        }
        let known = fault.take().unwrap_or_else(|| {
            Fault::new("colon-in-value", Weight::Forbidden, colon.clone(), "值里面又出现了半角冒号")
                .label("从这里起读不懂")
                .hint("正文里的冒号请改成全角“：”；一定要用半角的，请给整个值加上英文引号")
        });
        fault = Some(known.edit(colon, "x"));
    }
    reader.faults.extend(fault);
}

fn quoted(reader: &mut Reader, open: usize, end: usize, parent: isize) -> ValueKind {
    let text = reader.text;
    let quote = text.as_bytes()[open];
    let mut close = closing_quote(text, open, end);
    let mut last = end;
    let before = reader.at;
    while close.is_none() {
        match reader.peek_line() {
            Some(line) if belongs(text, &line, parent) => {
                reader.next_line();
                close = closing_quote_from(text, line.start, line.end, quote);
                last = line.end;
            }
            _ => {
                // The lines below may well be keys of their own: read them again.
                reader.at = before;
                let mark = char::from(quote);
                let last = text_below(reader, end, parent);
                reader.faults.push(
                    Fault::new(
                        "unclosed-quote",
                        Weight::Forbidden,
                        open..open + 1,
                        "这个引号没有配对的另一半",
                    )
                    .label("从这里开始的引号")
                    .hint(format!("请在值的末尾补上 {mark}；如果引号不需要，两头都删去"))
                    .misleading()
                    .edit(text[..last].trim_end().len()..last, mark),
                );
                return ValueKind::Closed;
            }
        }
    }
    trailing(reader, close.unwrap_or(last), last, "引号");
    ValueKind::Closed
}

/// Consumes the lines of text that can only continue an unclosed value; gives the end of the last one.
fn text_below(reader: &mut Reader, end: usize, parent: isize) -> usize {
    let mut last = end;
    while let Some(line) = reader.peek_line() {
        let (content, ..) = indentation(reader.text, &line);
        let rest = &reader.text[content..line.end];
        let key = rest.find([':', '：']).is_some_and(|i| is_keylike(&rest[..i]));
        if rest.is_empty() || key || rest.starts_with("- ") || !belongs(reader.text, &line, parent) {
            break;
        }
        last = line.end;
        reader.next_line();
    }
    last
}

/// Whether a line can still be inside a quoted or bracketed value.
fn belongs(text: &str, line: &Range<usize>, parent: isize) -> bool {
    let (content, column, _) = indentation(text, line);
    let is_mark = text[line.clone()].starts_with("---") || text[line.clone()].starts_with("...");
    content == line.end || (column > parent && !is_mark)
}

fn trailing(reader: &mut Reader, close: usize, end: usize, what: &str) {
    let text = reader.text;
    let at = skip_blanks(text, close, end);
    let rest = &text[at..end];
    if rest.is_empty() || (rest.starts_with('#') && at > close) {
        return;
    }
    let stop = comment_start(text, at, end);
    reader.faults.push(
        Fault::new("text-after-quote", Weight::Forbidden, at..stop, format!("{what}已经结束，后面还有文字"))
            .label("这些文字放不进值里")
            .hint("文字里要用引号时请用中文引号“ ”；或者在整个值的外面再加一对英文单引号 '…'")
            .edit(close..at, " #"),
    );
}

fn brackets(reader: &mut Reader, open: usize, end: usize, parent: isize) -> ValueKind {
    let text = reader.text;
    let mut stack: Vec<(u8, usize)> = Vec::new();
    let mut at = open;
    let mut end = end;
    let first_end = end;
    loop {
        while at < end {
            match text.as_bytes()[at] {
                b @ (b'[' | b'{') => stack.push((b, at)),
                b']' | b'}' => {
                    stack.pop();
                    if stack.is_empty() {
                        after_brackets(reader, open, at + 1, end, first_end == end);
                        return ValueKind::Closed;
                    }
                }
                b'#' if text[..at].ends_with([' ', '\t', '\n']) => break,
                b'"' | b'\'' if starts_item(&text[open..at]) => {
                    // A quote that runs over the line is left to the parser.
                    at = closing_quote(text, at, end).map_or(end, |close| close - 1);
                }
                _ => {}
            }
            at += 1;
        }
        match reader.peek_line() {
            Some(line) if !ends_brackets(text, &line, parent) => {
                reader.next_line();
                at = line.start;
                end = line.end;
            }
            _ => break,
        }
    }
    let close: String = stack.iter().rev().map(|&(b, _)| if b == b'[' { ']' } else { '}' }).collect();
    let (innermost, at) = stack.last().copied().unwrap_or((b'[', open));
    let (mark, closing) = if innermost == b'[' { ('[', ']') } else { ('{', '}') };
    let last = comment_start(text, open, end).max(at + 1);
    reader.faults.push(
        Fault::new(
            "unclosed-bracket",
            Weight::Forbidden,
            at..at + 1,
            format!("括号 {mark} 没有配对的 {closing}"),
        )
        .label("从这里开始的括号")
        .hint(format!("请补上 {closing}；如果这不是列表而是文字，请给整个值加上英文引号"))
        .misleading()
        .edit(text[..last].trim_end().len()..last, close),
    );
    ValueKind::Closed
}

/// A quote opens a quoted text only at the start of an item.
fn starts_item(before: &str) -> bool {
    before.trim_end().ends_with(['[', '{', ',', ':'])
}

/// Whether a line shows that the brackets above were never closed: it is not further right than their key, and
/// a key itself.
fn ends_brackets(text: &str, line: &Range<usize>, parent: isize) -> bool {
    let (content, column, _) = indentation(text, line);
    let rest = &text[content..line.end];
    let key = rest.find([':', '：']).is_some_and(|i| is_keylike(&rest[..i]));
    column <= parent && key
}

fn after_brackets(reader: &mut Reader, open: usize, close: usize, end: usize, one_line: bool) {
    let text = reader.text;
    let at = skip_blanks(text, close, end);
    let rest = &text[at..end];
    if rest.is_empty() || rest.starts_with(':') || (rest.starts_with('#') && at > close) {
        return;
    }
    let (mark, taken) =
        if text[open..].starts_with('[') { ('[', "列表") } else { ('{', "一组“键: 值”") };
    let fault = Fault::new(
        "special-character",
        Weight::Forbidden,
        open..close,
        format!("以 {mark} 开头的值会被当作{taken}，后面却还有文字"),
    )
    .label(format!("被当作{taken}"))
    .hint("如果这是文字，请给整个值加上英文引号");
    let fault = if mark == '[' {
        fault.hint("如果是发文字号，年份请用六角括号〔 〕")
    } else {
        fault
    };
    reader.faults.push(if one_line { fault.edit(open..open + 1, "x") } else { fault.misleading() });
}

fn is_block_header(rest: &str) -> bool {
    let marks = rest[1..].trim_start_matches(|c: char| matches!(c, '+' | '-' | '1'..='9'));
    let taken = rest.len() - 1 - marks.len();
    let end = marks.trim_start_matches([' ', '\t']);
    taken <= 2 && (end.is_empty() || (end.starts_with('#') && end.len() < marks.len()))
}

/// Consumes the lines of a block; lines indented with blanks that YAML does not count still belong to it.
fn block(reader: &mut Reader, header: &str, parent: isize) {
    let text = reader.text;
    let fixed = header[1..].contains(|c: char| c.is_ascii_digit());
    let mut inner: Option<usize> = None;
    while let Some(line) = reader.peek_line() {
        let spaces = text[line.clone()].len() - text[line.clone()].trim_start_matches(' ').len();
        let (content, column, odd) = indentation(text, &line);
        let blank = content == line.end;
        let deep = spaces as isize > parent;
        if !blank && !deep {
            let rest = &text[content..line.end];
            let key = rest.find([':', '：']).is_some_and(|i| is_keylike(&rest[..i]));
            let Some((at, c)) = odd.filter(|_| column > parent && !key && !rest.starts_with("- ")) else {
                return;
            };
            let want = inner.unwrap_or((parent + 2) as usize);
            reader.faults.push(
                odd_indent(at, c, content, Weight::Forbidden)
                    .edit(line.start..at + c.len_utf8(), " ".repeat(want)),
            );
        } else if !blank {
            match inner {
                None => inner = Some(spaces),
                Some(want) if spaces < want && !fixed => reader.faults.push(
                    Fault::new(
                        "bad-indent",
                        Weight::Forbidden,
                        line.start..content,
                        "这一行比上面的正文缩进得少",
                    )
                    .label("缩进不一致")
                    .hint(format!("请在行首用 {want} 个空格，与上面各行对齐"))
                    .edit(line.start..line.start + spaces, " ".repeat(want)),
                ),
                Some(_) => {}
            }
        }
        reader.next_line();
    }
}

/// The fault of a blank in the indentation that YAML does not count.
pub fn odd_indent(at: usize, c: char, content: usize, weight: Weight) -> Fault {
    let (code, what) = match c {
        '\t' => ("tab-indent", "制表符（Tab）"),
        '\u{3000}' => ("full-width-space", "全角空格"),
        '\u{A0}' | '\u{2002}' | '\u{2003}' => ("full-width-space", "不间断空格等特殊空格"),
        _ => ("full-width-space", "看不见的空格"),
    };
    Fault::new(code, weight, at..content, format!("这一行用{what}缩进，缩进只能用半角空格"))
        .label(format!("这里是{what}"))
        .hint("请改成半角空格；每一层缩进两个空格")
        .misleading()
}
