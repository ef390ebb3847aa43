//! Long texts, encoded by themselves. What stands in every document of a batch is encoded once and its bits are copied; since
//! it refers to nothing before it, the bits are the same wherever they were made.

use crate::write::docx::splice::bits::Bits;
use crate::write::docx::splice::scratch::Scratch;
use crate::write::docx::splice::{self, Code, Fresh, LONG};

/// Texts that a worker remembers, at most; one that finds its place taken takes it over.
const PLACES: usize = 1024;
/// Longest text that is remembered, in bytes.
const LONGEST: usize = 8 * 1024;

/// Texts as they were encoded.
pub struct Known {
    texts: Vec<Remembered>,
    scratch: Scratch,
}

impl Default for Known {
    fn default() -> Self {
        let texts = (0..PLACES).map(|_| Remembered::default()).collect();
        Self { texts, scratch: Scratch::default() }
    }
}

/// A text that was met; its bits are kept from the second time on.
#[derive(Default)]
struct Remembered {
    hash: u64,
    text: Box<[u8]>,
    bytes: Box<[u8]>,
    rest: (u64, u32),
}

impl Known {
    /// Appends the bits of a text.
    pub(super) fn encode(&mut self, text: &[u8], hash: u64, code: &Code, out: &mut Bits) {
        let whole = |known: &mut Self, out: &mut Bits| {
            // In a paragraph that names a figure all other clauses are those of every document.
            for clause in clauses(text) {
                known.kept(clause, splice::hash(clause), out, |known, out| known.alone(clause, code, out));
            }
        };
        self.kept(text, hash, out, whole);
    }

    /// Appends the bits of a text, encoded or as they are kept.
    fn kept(&mut self, text: &[u8], hash: u64, out: &mut Bits, encode: impl FnOnce(&mut Self, &mut Bits)) {
        let place = (hash >> 7) as usize % PLACES;
        let known = &self.texts[place];
        if known.hash != hash || text.len() > LONGEST {
            self.texts[place] = Remembered { hash, ..Remembered::default() };
            encode(self, out);
        } else if *known.text == *text {
            out.append(&known.bytes, known.rest);
        } else {
            let mut own = Bits::default();
            encode(self, &mut own);
            let (bytes, rest) = own.parts();
            out.append(&bytes, rest);
            self.texts[place] = Remembered { hash, text: text.into(), bytes: bytes.into(), rest };
        }
    }

    /// Encodes a text; what it refers to stands in itself.
    fn alone(&mut self, text: &[u8], code: &Code, out: &mut Bits) {
        let first = self.scratch.begin(text.len());
        let mut fresh = Fresh { text, first, places: &mut self.scratch.places };
        fresh.walk(0, text.len(), &mut |plain| code.encode(plain, out));
    }
}

/// The clauses of a text, none so short that it is not worth to be kept.
fn clauses(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let most = rest.len().saturating_sub(LONG);
        let end = (LONG..most).find(|at| ends_clause(rest, *at)).unwrap_or(rest.len());
        start += end;
        Some(&rest[..end])
    })
}

/// Whether a clause ends before this byte: behind ，。；.
fn ends_clause(text: &[u8], at: usize) -> bool {
    matches!(text[at - 3..at], [0xef, 0xbc, 0x8c | 0x9b] | [0xe3, 0x80, 0x82])
}
