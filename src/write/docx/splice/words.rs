//! Long texts, encoded by themselves. What stands in every document of a batch is encoded once and its bits are copied; since
//! it refers to nothing before it, the bits are the same wherever they were made.

use crate::write::docx::splice::bits::Bits;
use crate::write::docx::splice::scratch::Scratch;
use crate::write::docx::splice::{Code, Fresh};

/// Texts that a worker remembers, at most; one that finds its place taken takes it over.
const PLACES: usize = 512;
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
        let place = (hash >> 7) as usize % PLACES;
        let known = &self.texts[place];
        if known.hash != hash || text.len() > LONGEST {
            self.texts[place] = Remembered { hash, ..Remembered::default() };
            self.alone(text, code, out);
        } else if *known.text == *text {
            out.append(&known.bytes, known.rest);
        } else {
            let mut own = Bits::default();
            self.alone(text, code, &mut own);
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
