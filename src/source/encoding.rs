//! Bytes of a text file → text that the rest of the program can trust.
//!
//! What it does: has the bytes decoded ([`crate::charset`]) and says if they were not UTF-8, makes every line end a
//! single LF, and names every character that a .docx cannot carry or that nobody can see. What it does not: it never
//! replaces or drops a character of the user's.
//!
//! Invariant: a text that passes without an error holds only characters legal in XML 1.0, no noncharacter (U+FDD0
//! and U+FDD1 mark value slots in templates), and no CR.

use std::borrow::Cow;
use std::ops::Range;

use crate::charset::{Decoded, decode, encode_like, is_invisible, is_private};
use crate::diag::diagnostic::{Diagnostic, Place, Span};
use crate::diag::findings::Findings;
use crate::diag::sources::{SourceId, Sources};

/// So many characters of one kind of fault are told one by one; the others are only counted.
const SHOWN: usize = 20;

/// Decodes a file, keeps its text in `sources` and reports what is wrong with its characters.
///
/// `None` means that the bytes are no text at all; the reason is then among the findings as an error. With `Some`
/// there may still be errors (`illegal-character`), told at their places.
pub fn read_text(
    bytes: &[u8],
    name: &str,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<SourceId> {
    let text = decode_text(bytes, name, sources, findings)?.into_owned();
    let id = sources.add(name, text);
    report_characters(id, &sources.get(id).text, findings);
    Some(id)
}

/// Decodes a file, without a look at its characters.
pub fn decode_text<'a>(
    bytes: &'a [u8],
    name: &str,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<Cow<'a, str>> {
    match decode(bytes) {
        Decoded::Text { text, encoding } => {
            if let Some(encoding) = encoding {
                findings.push(other_encoding(encoding, name));
            }
            Some(with_plain_line_ends(text))
        }
        Decoded::Binary(kind) => {
            findings.push(binary(kind, name));
            None
        }
        Decoded::Damaged { before, byte } => {
            findings.push(damaged(before, byte, name, sources));
            None
        }
    }
}

/// Whether a character may stand in a value: legal in XML 1.0, no noncharacter, no control character but tab and
/// line ends.
pub fn is_legal(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => true,
        '\u{FDD0}'..='\u{FDEF}' => false,
        _ if c.is_control() => false,
        _ => u32::from(c) & 0xFFFE != 0xFFFE,
    }
}

fn with_plain_line_ends(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")) } else { text }
}

/// A file's bytes with stretches of the text that [`read_text`] gave replaced; encoding, byte order mark and line ends stay as
/// they are. The stretches stand in order and do not touch each other. `None` if that cannot be done without changing more.
pub fn rewrite(bytes: &[u8], changes: &[(Range<usize>, &str)]) -> Option<Vec<u8>> {
    let Decoded::Text { text, .. } = decode(bytes) else { return None };
    let mut out = String::with_capacity(text.len());
    let mut changes = changes.iter().peekable();
    // Where we are in the text with plain line ends; and from where on it is to be copied.
    let (mut plain, mut skip_to) = (0, 0);
    // Whether the character before was a CR, and whether it was copied.
    let (mut after_cr, mut kept) = (false, false);
    for c in text.chars() {
        let dropped = c == '\n' && after_cr;
        after_cr = c == '\r';
        while let Some((range, with)) = changes.peek().filter(|(range, _)| !dropped && range.start == plain) {
            out.push_str(with);
            skip_to = skip_to.max(range.end);
            changes.next();
        }
        // The LF behind a CR goes or stays with it.
        kept = if dropped { kept } else { plain >= skip_to };
        if kept {
            out.push(c);
        }
        plain += if dropped { 0 } else { c.len_utf8() };
    }
    for (range, with) in changes {
        if range.start != plain {
            return None;
        }
        out.push_str(with);
    }
    encode_like(bytes, &out)
}

fn other_encoding(encoding: &str, name: &str) -> Diagnostic {
    let place = Place::Path(name.to_owned());
    Diagnostic::info("not-utf8", place, format!("文件是 {encoding} 编码，已按 {encoding} 读入"))
        .hint("可以不改；要改，用记事本打开，“另存为”，编码选“UTF-8”")
}

fn binary(kind: &str, name: &str) -> Diagnostic {
    Diagnostic::error("bad-encoding", Place::Path(name.to_owned()), format!("这不是文本文件，{kind}"))
        .hint("请检查是否选错了文件；文本文件的扩展名一般是 .yaml、.csv、.txt、.md")
}

fn damaged(before: String, byte: u8, name: &str, sources: &mut Sources) -> Diagnostic {
    // The text so far is kept under the file's name, so that the place can be shown.
    let mut text = with_plain_line_ends(Cow::Owned(before)).into_owned();
    let start = text.len();
    text.push(char::REPLACEMENT_CHARACTER);
    let span = Span { source: sources.add(name, text), start, end: start + '\u{FFFD}'.len_utf8() };
    Diagnostic::error("bad-encoding", span, "文件从这里起无法识别：既不是 UTF-8 编码，也不是 GBK 编码")
        .label(format!("字节 0x{byte:02X}"))
        .hint("文件可能已损坏，或混用了两种编码；请用原来的软件打开，另存为 UTF-8 编码")
}

/// What the characters of one code have in common.
struct Kind {
    code: &'static str,
    rest: &'static str,
    hint: &'static str,
}

const ILLEGAL: Kind = Kind {
    code: "illegal-character",
    rest: "不能写进公文的字符",
    hint: "请删去这个字符；它多半是从别的软件复制时带来的",
};
const INVISIBLE: Kind = Kind {
    code: "invisible-character",
    rest: "看不见的字符",
    hint: "如果不是有意写的，请删去；它会原样进入公文",
};
const LOST: Kind =
    Kind {
        code: "lost-character", rest: "乱码", hint: "这里原来的字已经丢失，请对照原稿补上"
    };

const PRIVATE: Kind = Kind {
    code: "private-character",
    rest: "自造字",
    hint: "改成通用的字：生僻字用支持 GB 18030-2022 的输入法重新输入；从 Word 复制来的项目符号直接删去",
};

/// Reports every character of a text that a .docx cannot carry, or that not every reader sees.
pub fn report_characters(source: SourceId, text: &str, findings: &mut Findings) {
    let mut counts = [0; 4];
    for (start, c) in text.char_indices() {
        let (slot, kind) = if !is_legal(c) {
            (0, &ILLEGAL)
        } else if is_invisible(c) {
            (1, &INVISIBLE)
        } else if c == char::REPLACEMENT_CHARACTER {
            (2, &LOST)
        } else if is_private(c) {
            (3, &PRIVATE)
        } else {
            continue;
        };
        counts[slot] += 1;
        if counts[slot] > SHOWN {
            continue;
        }
        let span = Span { source, start, end: start + c.len_utf8() };
        let point = u32::from(c);
        findings.push(
            match slot {
                0 => Diagnostic::error(kind.code, span, format!("这里有不能写进公文的字符 U+{point:04X}")),
                1 => Diagnostic::warning(kind.code, span, format!("这里有看不见的字符 U+{point:04X}")),
                2 => Diagnostic::warning(kind.code, span, "这里是乱码（U+FFFD），原来的字已经丢失"),
                _ => Diagnostic::warning(
                    kind.code,
                    span,
                    format!("这里是自造字（U+{point:04X}），别的电脑上显示不出来"),
                ),
            }
            .hint(kind.hint),
        );
    }
    for (count, kind) in counts.into_iter().zip([&ILLEGAL, &INVISIBLE, &LOST, &PRIVATE]) {
        if count > SHOWN {
            let place = Span { source, start: text.len(), end: text.len() };
            let message = format!("另有 {} 处{}，没有逐一列出", count - SHOWN, kind.rest);
            findings.push(if kind.code == ILLEGAL.code {
                Diagnostic::error(kind.code, place, message)
            } else {
                Diagnostic::warning(kind.code, place, message)
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_rewritten_in_its_own_encoding_and_with_its_own_line_ends() {
        let text = "甲,乙\r\n丙。\r\n";
        let plain = "甲,乙\n丙。\n";
        let comma = plain.find(',').map_or(0..0, |at| at..at + 1);
        let second = plain.find("丙。\n").map_or(0..0, |at| at..plain.len());
        let bom = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
        let wanted = [b"\xEF\xBB\xBF", "甲，乙\r\n".as_bytes()].concat();
        assert_eq!(rewrite(&bom, &[(comma.clone(), "，"), (second, "")]), Some(wanted));
        let gbk: Vec<u8> = vec![0xBC, 0xD7, b',', 0xD2, 0xD2, b'\n'];
        assert_eq!(rewrite(&gbk, &[(comma, "，")]), Some(vec![0xBC, 0xD7, 0xA3, 0xAC, 0xD2, 0xD2, b'\n']));
        assert_eq!(rewrite("甲".as_bytes(), &[(3..3, "。")]), Some("甲。".as_bytes().to_vec()));
        assert_eq!(rewrite("甲".as_bytes(), &[(1..3, "。")]), None);
    }
}
