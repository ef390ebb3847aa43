//! `document.xml` → a deflate stream, quicker than any general compressor can: what repeats in it is known. It is made of
//! shapes with text between them, so a piece that occurred before is a match by its name, without search, and the rest are
//! literals. One Huffman code serves all documents; it was counted over the shipped examples. A long text is encoded by
//! itself, so that documents that share it share its bits (`words`).
//!
//! Against zlib's level 6 a file is a few hundred bytes longer and is made in a tenth of the time. The stream depends on
//! the text and its pieces alone, so that the same document gives the same bytes in any run.

mod bits;
mod code;
mod scratch;
mod words;

use crate::write::docx::splice::bits::Bits;
use crate::write::docx::splice::code::{DISTANCE_BITS, LITERAL_BITS};
use crate::write::docx::splice::scratch::Scratch;

/// A stretch of the text that may occur again: a piece of a shape, a whole run's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// First byte.
    pub start: u32,
    /// Length in bytes.
    pub length: u32,
    /// Hash of the bytes.
    pub hash: u64,
    /// What it is.
    pub kind: Kind,
}

impl Mark {
    /// The mark of a text that begins at this byte.
    pub fn words(text: &[u8], start: usize) -> Self {
        Self { start: start as u32, length: text.len() as u32, hash: hash(text), kind: Kind::Words }
    }
}

/// What a stretch is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Part of a shape.
    Piece,
    /// What people wrote.
    Words,
}

/// Hash of a piece.
pub fn hash(bytes: &[u8]) -> u64 {
    // FNV-1a over words; only speed hangs on it, what is taken for the same is compared.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64 ^ bytes.len() as u64;
    let mut words = bytes.chunks_exact(8);
    for word in &mut words {
        hash = mix(hash, u64::from_le_bytes(word.try_into().expect("eight bytes")));
    }
    for byte in words.remainder() {
        hash = mix(hash, u64::from(*byte));
    }
    hash
}

/// Hashes keys of our own making, which nobody chooses to be alike.
#[derive(Debug, Default, Clone, Copy)]
pub struct Quick(u64);

impl std::hash::Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = mix(self.0, hash(bytes));
    }

    fn write_u8(&mut self, number: u8) {
        self.0 = mix(self.0, u64::from(number));
    }

    fn write_u32(&mut self, number: u32) {
        self.0 = mix(self.0, u64::from(number));
    }

    fn write_i32(&mut self, number: i32) {
        self.0 = mix(self.0, number as u64);
    }

    fn write_isize(&mut self, number: isize) {
        self.0 = mix(self.0, number as u64);
    }

    fn write_usize(&mut self, number: usize) {
        self.0 = mix(self.0, number as u64);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

fn mix(hash: u64, word: u64) -> u64 {
    let mixed = (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}

/// Farthest that a match may reach back.
const WINDOW: usize = 32 * 1024;
/// Shortest match.
const SHORTEST: usize = 3;
/// Longest match.
const LONGEST: usize = 258;
/// Places for hashes; a piece that finds its place taken takes it over.
const PLACES: usize = 2048;
/// Places for four bytes, as a power of two.
const FRESH_BITS: u32 = 12;
const FRESH_PLACES: usize = 1 << FRESH_BITS;

/// A text from this length on is encoded by itself.
const LONG: usize = 48;

/// The bytes of a raw deflate stream.
pub fn deflate(text: &[u8], marks: &[Mark]) -> Vec<u8> {
    encode(text, marks).finish()
}

/// The same as a stretch of a longer stream: whole bytes, and others may follow. [`CLOSE`] ends the stream.
pub fn deflate_stretch(text: &[u8], marks: &[Mark]) -> Vec<u8> {
    let mut out = encode(text, marks);
    // An empty stored block, which begins at a whole byte.
    out.push(0b000, 3);
    let mut bytes = out.finish();
    bytes.extend_from_slice(&[0, 0, 0xff, 0xff]);
    // Not the last block.
    bytes[0] &= !1;
    bytes
}

/// An empty last block.
pub const CLOSE: [u8; 2] = [0b011, 0];

fn encode(text: &[u8], marks: &[Mark]) -> Bits {
    let code = Code::shared();
    let mut out = Bits::begin(&code.head, code.head_rest, text.len() / 3 + 256);
    scratch::with(|scratch, known| {
        walk(text, marks, scratch, |step| match step {
            Step::Plain(plain) => code.encode(plain, &mut out),
            Step::Words(words, hash) => known.encode(words, hash, code, &mut out),
        });
    });
    out.symbol(code.literal[END]);
    out
}

/// What the next bytes of the text are.
enum Step<'t> {
    /// In the terms of the format.
    Plain(Plain<'t>),
    /// A long text, which refers to nothing before it; and its hash.
    Words(&'t [u8], u64),
}

/// What RFC 1951 knows.
#[derive(Clone, Copy)]
enum Plain<'t> {
    /// These bytes.
    Literals(&'t [u8]),
    /// The same as some bytes before; 3 to 258 of them.
    Match { length: usize, distance: usize },
}

/// Goes through the text.
fn walk<'t>(text: &'t [u8], marks: &[Mark], scratch: &mut Scratch, mut take: impl FnMut(Step<'t>)) {
    let first = scratch.begin(text.len());
    let mut matched = Matched::default();
    let mut fresh = Fresh { text, first, places: &mut scratch.places };
    for mark in marks {
        let (start, length) = (mark.start as usize, mark.length as usize);
        if length < SHORTEST {
            continue;
        }
        let place = &mut scratch.seen[(mark.hash >> 7) as usize % PLACES];
        let (known, from) = std::mem::replace(place, (mark.hash, first + mark.start));
        let from = from.wrapping_sub(first) as usize;
        let same = known == mark.hash
            && from < start
            && start - from <= WINDOW
            && text[from..].starts_with(&text[start..start + length]);
        if same && matched.length > 0 && matched.end() == start && matched.distance == start - from {
            matched.length += length;
            continue;
        }
        let long = mark.kind == Kind::Words && length >= LONG;
        if !same && !long {
            continue;
        }
        matched.tell(&mut |plain| take(Step::Plain(plain)));
        fresh.walk(matched.end(), start, &mut |plain| take(Step::Plain(plain)));
        if same {
            matched = Matched { start, length, distance: start - from };
        } else {
            take(Step::Words(&text[start..start + length], mark.hash));
            matched = Matched { start: start + length, length: 0, distance: 0 };
        }
    }
    matched.tell(&mut |plain| take(Step::Plain(plain)));
    fresh.walk(matched.end(), text.len(), &mut |plain| take(Step::Plain(plain)));
}

/// What is no repetition of a piece. Whatever of it occurred in such a stretch before is found by its first four bytes, the
/// last occurrence only.
struct Fresh<'t, 'p> {
    text: &'t [u8],
    /// What is added to a position, so that `places` need not be cleared for each text.
    first: u32,
    places: &'p mut [u32; FRESH_PLACES],
}

impl<'t> Fresh<'t, '_> {
    fn walk(&mut self, from: usize, to: usize, take: &mut impl FnMut(Plain<'t>)) {
        let text = &self.text[..to];
        let (mut told, mut at) = (from, from);
        while let Some(four) = four(text, at) {
            // Matches begin with a sign or a character, not within a word of the markup or a character.
            if INNER[usize::from(text[at])] {
                at += 1;
                continue;
            }
            let place = &mut self.places[(four.wrapping_mul(0x9e37_79b1) >> (32 - FRESH_BITS)) as usize];
            let before = std::mem::replace(place, self.first + at as u32).wrapping_sub(self.first) as usize;
            if before >= at || at - before > WINDOW || self::four(text, before) != Some(four) {
                at += 1;
                continue;
            }
            let most = (to - at).min(LONGEST);
            let length = 4 + common(&text[before + 4..], &text[at + 4..at + most]);
            if told < at {
                take(Plain::Literals(&text[told..at]));
            }
            take(Plain::Match { length, distance: at - before });
            at += length;
            told = at;
        }
        if told < to {
            take(Plain::Literals(&text[told..to]));
        }
    }
}

/// Bytes at which no match begins: lower-case letters, and those within a character.
static INNER: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = matches!(byte as u8, b'a'..=b'z' | 0x80..=0xbf);
        byte += 1;
    }
    table
};

/// Four bytes as a number; `None` at the end of the text.
#[inline]
fn four(text: &[u8], at: usize) -> Option<u32> {
    let bytes = text.get(at..at + 4)?;
    Some(u32::from_le_bytes(bytes.try_into().expect("four bytes")))
}

/// How many bytes of `other`, from the first, `one` begins with.
fn common(one: &[u8], other: &[u8]) -> usize {
    let word = |bytes: &[u8]| u64::from_le_bytes(bytes.try_into().expect("eight bytes"));
    let mut length = 0;
    for (a, b) in one.chunks_exact(8).zip(other.chunks_exact(8)) {
        let differ = word(a) ^ word(b);
        if differ != 0 {
            return length + differ.trailing_zeros() as usize / 8;
        }
        length += 8;
    }
    length + one[length..].iter().zip(&other[length..]).take_while(|(a, b)| a == b).count()
}

/// The last match, which may go on.
#[derive(Default)]
struct Matched {
    start: usize,
    length: usize,
    distance: usize,
}

impl Matched {
    fn end(&self) -> usize {
        self.start + self.length
    }

    fn tell<'t>(&self, take: &mut impl FnMut(Plain<'t>)) {
        let mut rest = self.length;
        while rest > 0 {
            let mut length = rest.min(LONGEST);
            if (1..SHORTEST).contains(&(rest - length)) {
                length -= SHORTEST;
            }
            rest -= length;
            take(Plain::Match { length, distance: self.distance });
        }
    }
}

/// The symbol that ends a block.
const END: usize = 256;
/// RFC 1951 3.2.5: the shortest length of each symbol from 257 on, and its extra bits.
const LENGTHS: [(u16, u8); 29] = [
    (3, 0),
    (4, 0),
    (5, 0),
    (6, 0),
    (7, 0),
    (8, 0),
    (9, 0),
    (10, 0),
    (11, 1),
    (13, 1),
    (15, 1),
    (17, 1),
    (19, 2),
    (23, 2),
    (27, 2),
    (31, 2),
    (35, 3),
    (43, 3),
    (51, 3),
    (59, 3),
    (67, 4),
    (83, 4),
    (99, 4),
    (115, 4),
    (131, 5),
    (163, 5),
    (195, 5),
    (227, 5),
    (258, 0),
];
/// The shortest distance of each symbol, and its extra bits.
const DISTANCES: [(u16, u8); 30] = [
    (1, 0),
    (2, 0),
    (3, 0),
    (4, 0),
    (5, 1),
    (7, 1),
    (9, 2),
    (13, 2),
    (17, 3),
    (25, 3),
    (33, 4),
    (49, 4),
    (65, 5),
    (97, 5),
    (129, 6),
    (193, 6),
    (257, 7),
    (385, 7),
    (513, 8),
    (769, 8),
    (1025, 9),
    (1537, 9),
    (2049, 10),
    (3073, 10),
    (4097, 11),
    (6145, 11),
    (8193, 12),
    (12289, 12),
    (16385, 13),
    (24577, 13),
];

/// For each length its symbol, counted from 257.
static LENGTH_SYMBOLS: [u8; LONGEST + 1] = {
    let mut symbols = [0; LONGEST + 1];
    let (mut length, mut symbol) = (SHORTEST, 0);
    while length <= LONGEST {
        if symbol + 1 < LENGTHS.len() && length >= LENGTHS[symbol + 1].0 as usize {
            symbol += 1;
        }
        symbols[length] = symbol as u8;
        length += 1;
    }
    symbols
};

fn length_symbol(length: usize) -> (usize, u32, u32) {
    let at = usize::from(LENGTH_SYMBOLS[length]);
    (257 + at, (length - usize::from(LENGTHS[at].0)) as u32, u32::from(LENGTHS[at].1))
}

fn distance_symbol(distance: usize) -> (usize, u32, u32) {
    let less = distance as u32 - 1;
    // From the third on, two symbols share each power of two.
    let at = if less < 2 {
        less as usize
    } else {
        let power = less.ilog2();
        (2 * power + (less >> (power - 1) & 1)) as usize
    };
    (at, (distance - usize::from(DISTANCES[at].0)) as u32, u32::from(DISTANCES[at].1))
}

/// The code of all documents: for each symbol its bits, ready to be written, and their number.
struct Code {
    literal: [(u16, u8); 286],
    distance: [(u16, u8); 30],
    /// The head of the block, whole bytes.
    head: Vec<u8>,
    /// What is left of it.
    head_rest: (u64, u32),
}

impl Code {
    fn shared() -> &'static Self {
        static CODE: std::sync::LazyLock<Code> = std::sync::LazyLock::new(Code::new);
        &CODE
    }

    fn new() -> Self {
        let mut code =
            Self { literal: [(0, 0); 286], distance: [(0, 0); 30], head: Vec::new(), head_rest: (0, 0) };
        assign(&LITERAL_BITS, &mut code.literal);
        assign(&DISTANCE_BITS, &mut code.distance);
        let mut head = Bits::default();
        // The last block, with a code of its own, of all symbols.
        head.push(0b101, 3);
        head.push(286 - 257, 5);
        head.push(30 - 1, 5);
        // The numbers of bits themselves: 0 to 15 in four bits, no runs, but runs of zeros (17, 18) in five.
        let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
        let mut counts = [(0u16, 0u8); 19];
        let bits = |symbol: usize| -> u8 {
            match symbol {
                1..=14 => 4,
                0 | 15 | 17 | 18 => 5,
                _ => 0,
            }
        };
        let lengths: Vec<u8> = (0..19).map(bits).collect();
        assign(&lengths, &mut counts);
        head.push(19 - 4, 4);
        for symbol in order {
            head.push(u32::from(lengths[symbol]), 3);
        }
        let all: Vec<u8> = LITERAL_BITS.iter().chain(&DISTANCE_BITS).copied().collect();
        let mut at = 0;
        while at < all.len() {
            let zeros = all[at..].iter().take_while(|bits| **bits == 0).count().min(138);
            if zeros >= 11 {
                head.symbol(counts[18]);
                head.push(zeros as u32 - 11, 7);
                at += zeros;
            } else if zeros >= 3 {
                head.symbol(counts[17]);
                head.push(zeros as u32 - 3, 3);
                at += zeros;
            } else {
                head.symbol(counts[usize::from(all[at])]);
                at += 1;
            }
        }
        (code.head, code.head_rest) = head.parts();
        code
    }

    fn encode(&self, plain: Plain<'_>, out: &mut Bits) {
        match plain {
            Plain::Literals(literals) => {
                let mut pairs = literals.chunks_exact(2);
                for pair in &mut pairs {
                    out.two(self.literal[usize::from(pair[0])], self.literal[usize::from(pair[1])]);
                }
                for byte in pairs.remainder() {
                    out.symbol(self.literal[usize::from(*byte)]);
                }
            }
            Plain::Match { length, distance } => {
                let (symbol, extra, bits) = length_symbol(length);
                out.symbol(self.literal[symbol]);
                out.push(extra, bits);
                let (symbol, extra, bits) = distance_symbol(distance);
                out.symbol(self.distance[symbol]);
                out.push(extra, bits);
            }
        }
    }
}

/// RFC 1951 3.2.2: symbols of equal length have codes that follow each other; written from the highest bit.
fn assign(lengths: &[u8], codes: &mut [(u16, u8)]) {
    let mut next = 0u32;
    for bits in 1..=15u8 {
        for (symbol, _) in lengths.iter().enumerate().filter(|(_, length)| **length == bits) {
            codes[symbol] = ((next as u16).reverse_bits() >> (16 - bits), bits);
            next += 1;
        }
        next <<= 1;
    }
}

#[cfg(test)]
mod tests;
