//! A ZIP file of whole files that goes out piece by piece, and knows at its end whether anybody changed it.
//!
//! Its comment is the SHA-256 of all that stands before. A program that adds, takes away or replaces an entry writes another
//! list, so the hash no longer fits. Files that are packed already are stored as they are.

use sha2::{Digest, Sha256};

use crate::write::archive::{Directory, Item, Method};
use crate::write::docx::fingerprint::{Origin, hexadecimal};
use crate::write::docx::package::Entry;

/// How the comment begins; the hash follows.
const MARK: &[u8] = b"gongwen ";
/// Length of the comment.
const COMMENT: usize = MARK.len() + 64;

/// A file on its way.
#[derive(Debug, Default)]
pub struct Sealed {
    directory: Directory,
    hash: Sha256,
}

impl Sealed {
    /// The bytes of an entry with these data, stored.
    pub fn stored(&mut self, name: &str, data: &[u8]) -> Vec<u8> {
        let (crc, size) = (crc32fast::hash(data), data.len());
        self.entry(&Item { name, method: Method::Stored, crc, packed: size, size }, data)
    }

    /// The bytes of an entry with these data, deflated.
    pub fn deflated(&mut self, name: &str, data: &[u8]) -> Vec<u8> {
        let entry = Entry::of_document(name.to_owned(), data);
        self.entry(&entry.item(), entry.data())
    }

    fn entry(&mut self, item: &Item<'_>, packed: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(packed.len() + 128);
        self.directory.enter(item, &mut out);
        out.extend_from_slice(packed);
        self.hash.update(&out);
        out
    }

    /// The bytes of the end, and the seal.
    pub fn finish(self) -> (Vec<u8>, String) {
        let Self { directory, mut hash } = self;
        let mut out = Vec::new();
        directory.finish(COMMENT, &mut out);
        hash.update(&out);
        let seal = hexadecimal(&hash.finalize());
        out.extend_from_slice(MARK);
        out.extend_from_slice(seal.as_bytes());
        (out, seal)
    }
}

/// Looks at a file piece by piece.
#[derive(Debug, Default)]
pub struct Inspection {
    hash: Sha256,
    /// What may be the comment.
    tail: Vec<u8>,
}

impl Inspection {
    /// Takes the next piece.
    pub fn feed(&mut self, piece: &[u8]) {
        self.tail.extend_from_slice(piece);
        let sure = self.tail.len().saturating_sub(COMMENT);
        self.hash.update(&self.tail[..sure]);
        self.tail.drain(..sure);
    }

    /// Where the file comes from, and its seal if it is ours.
    pub fn finish(self) -> (Origin, String) {
        let seal = hexadecimal(&self.hash.finalize());
        match self.tail.strip_prefix(MARK) {
            Some(written) if written == seal.as_bytes() => (Origin::Ours, seal),
            Some(_) => (Origin::Edited, String::new()),
            None => (Origin::Foreign, String::new()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Read};

    fn made() -> Vec<u8> {
        let mut sealed = Sealed::default();
        let mut bytes = sealed.stored("县/甲镇.docx", b"PK");
        bytes.extend(sealed.deflated("manifest.json", &[b' '; 5000]));
        bytes.extend(sealed.finish().0);
        bytes
    }

    fn origin(bytes: &[u8], piece: usize) -> Origin {
        let mut inspection = Inspection::default();
        bytes.chunks(piece).for_each(|piece| inspection.feed(piece));
        inspection.finish().0
    }

    #[test]
    fn another_implementation_reads_it_and_a_change_is_seen() {
        let bytes = made();
        let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).expect("a zip file");
        let mut text = Vec::new();
        archive.by_name("县/甲镇.docx").expect("it is there").read_to_end(&mut text).expect("sound");
        assert_eq!(text, b"PK");
        text.clear();
        archive.by_name("manifest.json").expect("it is there").read_to_end(&mut text).expect("sound");
        assert_eq!(text, [b' '; 5000]);
        for piece in [1, 7, 100, 10_000] {
            assert_eq!(origin(&bytes, piece), Origin::Ours);
        }
        for at in 0..bytes.len() - COMMENT {
            let mut other = bytes.clone();
            other[at] ^= 1;
            assert_eq!(origin(&other, 64), Origin::Edited);
        }
        assert_eq!(origin(&bytes[..bytes.len() - COMMENT], 64), Origin::Foreign);
        assert_eq!(origin(b"", 64), Origin::Foreign);
    }
}
