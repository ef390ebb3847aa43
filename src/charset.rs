//! Character sets: which encoding bytes are in, which characters GB/T 2312 holds, and which nobody can see. Nothing else
//! names the crate that holds the tables.

use std::borrow::Cow;
use std::sync::atomic::{AtomicU8, Ordering};

use encoding_rs::{DecoderResult, Encoding, GB18030, GBK, UTF_16BE, UTF_16LE};

/// What bytes turned out to be.
pub enum Decoded<'a> {
    /// A text; `encoding` is `None` for UTF-8.
    Text {
        /// The text; of UTF-8, the bytes themselves.
        text: Cow<'a, str>,
        /// Name of the encoding for people.
        encoding: Option<&'static str>,
    },
    /// Not a text file; what it seems to be.
    Binary(&'static str),
    /// Text up to a byte that fits no encoding.
    Damaged {
        /// What could be read before it.
        before: String,
        /// The byte.
        byte: u8,
    },
}

/// Decodes the bytes of a text file: byte order mark, then strict UTF-8, then GB18030, which contains GBK. Nothing is
/// replaced or dropped.
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some((encoding, bom)) = Encoding::for_bom(bytes) {
        let rest = &bytes[bom..];
        let name = if encoding == UTF_16LE || encoding == UTF_16BE { Some("UTF-16") } else { None };
        return match decode_all(encoding, rest) {
            Ok(text) => Decoded::Text { text: Cow::Owned(text), encoding: name },
            Err((before, byte)) => Decoded::Damaged { before, byte },
        };
    }
    if let Some(kind) = binary_kind(bytes) {
        return Decoded::Binary(kind);
    }
    let utf8 = match std::str::from_utf8(bytes) {
        Ok(text) => return Decoded::Text { text: Cow::Borrowed(text), encoding: None },
        Err(error) => error.valid_up_to(),
    };
    match decode_all(GB18030, bytes) {
        Ok(text) => Decoded::Text { text: Cow::Owned(text), encoding: Some("GBK") },
        // The encoding that understood more of the file is the one its author meant.
        Err((before, byte)) => match std::str::from_utf8(&bytes[..utf8]) {
            Ok(text) if utf8 > 0 && text.chars().count() * 2 >= before.chars().count() => {
                Decoded::Damaged { before: text.to_owned(), byte: bytes[utf8] }
            }
            _ => Decoded::Damaged { before, byte },
        },
    }
}

/// Decodes without replacing anything; the fault is the text before the first bad byte, and that byte.
fn decode_all(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, (String, u8)> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(bytes.len());
    let mut text = String::with_capacity(room);
    match decoder.decode_to_string_without_replacement(bytes, &mut text, true) {
        (DecoderResult::Malformed(length, after), read) => {
            let at = read.saturating_sub(usize::from(length) + usize::from(after));
            Err((text, bytes.get(at).copied().unwrap_or_default()))
        }
        _ => Ok(text),
    }
}

/// A text in the encoding that [`decode`] found in bytes, with their byte order mark; `None` if the encoding does not give
/// those bytes back for the text that was read of them, so that nothing is changed but what is meant to be.
pub fn encode_like(bytes: &[u8], text: &str) -> Option<Vec<u8>> {
    let Decoded::Text { text: before, encoding } = decode(bytes) else { return None };
    let encode = |text: &str| -> Option<Vec<u8>> {
        match encoding {
            None => {
                let mark = if bytes.starts_with(b"\xEF\xBB\xBF") { &bytes[..3] } else { &[] };
                Some([mark, text.as_bytes()].concat())
            }
            Some("UTF-16") => {
                let big = bytes.starts_with(&[0xFE, 0xFF]);
                let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
                Some(
                    units
                        .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
                        .collect(),
                )
            }
            Some(_) => {
                let (encoded, _, lost) = GB18030.encode(text);
                (!lost).then(|| encoded.into_owned())
            }
        }
    };
    (encode(&before)? == bytes).then(|| encode(text)).flatten()
}

fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [b'P', b'K', 3, 4, ..] => Some("像是 Excel、Word 文件或压缩包"),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Some("像是旧版 Excel 或 Word 文件"),
        [b'%', b'P', b'D', b'F', ..] => Some("像是 PDF 文件"),
        _ if bytes.iter().take(4096).filter(|&&b| b == 0).count() > 1 => Some("里面有二进制内容"),
        _ => None,
    }
}

/// Which fonts hold a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Repertoire {
    /// GB/T 2312, so that the `_GB2312` fonts do too. ASCII counts as held.
    #[default]
    Gb2312,
    /// The fonts that are complete by GB 18030-2000, as 仿宋, 楷体, 黑体 and 宋体 of Windows are: the Chinese characters of
    /// Unicode 3.0 with Extension A. Marks and letters of other scripts count as held.
    Complete,
    /// Only fonts for rare characters: CJK Extension B and later, and what was added to the basic plane after Unicode 3.0.
    Rare,
}

/// Which fonts hold a character.
#[inline]
pub fn repertoire(c: char) -> Repertoire {
    let code = c as usize;
    if code < 0x80 {
        return Repertoire::Gb2312;
    }
    // Every text asks for every character: what was found out of one is kept.
    match KNOWN.get(code).map(|known| known.load(Ordering::Relaxed)) {
        Some(HELD) => Repertoire::Gb2312,
        Some(COMPLETE) => Repertoire::Complete,
        Some(RARE) => Repertoire::Rare,
        _ => find_out(c),
    }
}

#[cold]
fn find_out(c: char) -> Repertoire {
    let found = match c {
        '\u{4DB6}'..='\u{4DBF}' | '\u{9FA6}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}' => Repertoire::Rare,
        _ if lacks(c) => Repertoire::Complete,
        _ => Repertoire::Gb2312,
    };
    if let Some(known) = KNOWN.get(c as usize) {
        let code = match found {
            Repertoire::Gb2312 => HELD,
            Repertoire::Complete => COMPLETE,
            Repertoire::Rare => RARE,
        };
        known.store(code, Ordering::Relaxed);
    }
    found
}

/// What was found out of the characters of the basic plane; 0 where nobody asked.
static KNOWN: [AtomicU8; 1 << 16] = [const { AtomicU8::new(0) }; 1 << 16];
const HELD: u8 = 1;
const COMPLETE: u8 = 2;
const RARE: u8 = 3;

/// Whether GB/T 2312 lacks a character.
fn lacks(c: char) -> bool {
    if is_common_mark(c) {
        return false;
    }
    let mut text = [0; 4];
    let (bytes, _, unmappable) = GBK.encode(c.encode_utf8(&mut text));
    if unmappable {
        return true;
    }
    !matches!(*bytes, [lead, trail]
    if trail >= 0xa1 && match lead {
        0xa1 | 0xa3 | 0xb0..=0xd6 | 0xd8..=0xf7 => true,
        0xa2 => (0xb1..=0xe2).contains(&trail) || (0xe5..=0xee).contains(&trail) || (0xf1..=0xfc).contains(&trail),
        0xa4 => trail <= 0xf3,
        0xa5 => trail <= 0xf6,
        0xa6 => trail <= 0xb8 || (0xc1..=0xd8).contains(&trail),
        0xa7 => trail <= 0xc1 || (0xd1..=0xf1).contains(&trail),
        0xa8 => trail <= 0xba || (0xc5..=0xe9).contains(&trail),
        0xa9 => (0xa4..=0xef).contains(&trail),
        0xd7 => trail <= 0xf9,
        _ => false,
    })
}

/// Marks that GBK maps elsewhere but every Chinese font holds in the place of a GB/T 2312 one.
fn is_common_mark(c: char) -> bool {
    matches!(c, '—' | '·' | '～' | '‘' | '’' | '“' | '”' | '…' | '×' | '〔' | '〕')
}

/// Selectors of variants and combining marks: they belong to the character before them, whatever font that is set in.
pub fn is_attached(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Characters of private use: only the machine on which somebody drew them, or a font of signs, knows how they look.
pub fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

/// Format characters that change nothing a reader can see or turn the order of letters round, and separators that
/// editors show as line ends. Selectors of variants are not among them: they choose the shape of a character in a name.
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}'
            | '\u{034F}'
            | '\u{061C}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E00FF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_and_last_characters_of_each_level_are_held() {
        for c in ['啊', '座', '亍', '齄', '○', '、', '〓', 'Ａ', 'ぁ', 'я', '淼', 'é', '1'] {
            assert_eq!(repertoire(c), Repertoire::Gb2312, "{c}");
        }
    }

    #[test]
    fn rare_characters_are_told_from_those_that_complete_fonts_hold() {
        // 㳇 is of Extension A, 龥 the last character of Unicode 3.0.
        for c in ['镕', '堃', '漷', '㳇', '龥', '㎡', '𝄞'] {
            assert_eq!(repertoire(c), Repertoire::Complete, "{c}");
        }
        for c in ['𬭎', '𫚭', '𠮷', '\u{9FD4}', '\u{4DB6}', '\u{31350}'] {
            assert_eq!(repertoire(c), Repertoire::Rare, "{c}");
            assert_eq!(repertoire(c), Repertoire::Rare, "{c} asked again");
        }
    }
}
