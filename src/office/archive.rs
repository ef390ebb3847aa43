//! A ZIP package → its parts, under limits: a few kilobytes can say that they unpack to gigabytes.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

/// Most entries of a package.
const ENTRIES: usize = 10_000;
/// Largest sum of all parts that are read, unpacked.
const TOTAL: u64 = 512 << 20;
/// What is larger than this, and this many times larger than it was packed, is a bomb.
const SUSPICIOUS: (u64, u64) = (8 << 20, 400);

/// Why a package or part cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is damaged or no package.
    Damaged,
    /// It is larger than the limit.
    TooLarge,
    /// There is no such part.
    Missing,
}

/// A package that is being read.
#[derive(Debug)]
pub struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Numbers of entries by [`key`].
    entries: HashMap<String, usize>,
    /// What may still be unpacked.
    room: u64,
}

impl<'a> Archive<'a> {
    /// Reads the list of entries.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
        if zip.len() > ENTRIES {
            return Err(Fault::TooLarge);
        }
        let entries =
            (0..zip.len()).filter_map(|i| zip.name_for_index(i).map(|name| (key(name), i))).collect();
        Ok(Self { zip, entries, room: TOTAL })
    }

    /// Whether there is a part of this name; case, leading `/` and the kind of slash are not told apart, since not all
    /// programs that write packages agree on them.
    pub fn has(&self, name: &str) -> bool {
        self.entries.contains_key(&key(name))
    }

    /// A part, at most `most` bytes.
    pub fn read(&mut self, name: &str, most: u64) -> Result<Vec<u8>, Fault> {
        let mut bytes = Vec::new();
        self.feed(name, most, |piece| bytes.extend_from_slice(piece))?;
        Ok(bytes)
    }

    /// Gives a part to `each`, piece by piece, at most `most` bytes. The checksum has been compared when it returns well.
    pub fn feed(&mut self, name: &str, most: u64, mut each: impl FnMut(&[u8])) -> Result<(), Fault> {
        let index = *self.entries.get(&key(name)).ok_or(Fault::Missing)?;
        let mut entry = self.zip.by_index(index).map_err(|_| Fault::Damaged)?;
        let packed = entry.compressed_size().max(1);
        let mut buffer = vec![0; 16 * 1024];
        let mut total = 0;
        loop {
            let count = entry.read(&mut buffer).map_err(|_| Fault::Damaged)?;
            if count == 0 {
                break;
            }
            total += count as u64;
            if total > most.min(self.room) || (total > SUSPICIOUS.0 && total / packed > SUSPICIOUS.1) {
                return Err(Fault::TooLarge);
            }
            each(&buffer[..count]);
        }
        drop(entry);
        self.room -= total;
        Ok(())
    }
}

/// A part's name as it is compared.
fn key(name: &str) -> String {
    name.trim_start_matches(['/', '\\']).replace('\\', "/").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn packed(name: &str, data: &[u8]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file(name, SimpleFileOptions::default()).expect("memory");
        writer.write_all(data).expect("memory");
        writer.finish().expect("memory").into_inner()
    }

    #[test]
    fn names_are_compared_loosely() {
        let bytes = packed("XL\\Workbook.xml", b"<a/>");
        let mut archive = Archive::open(&bytes).expect("a package");
        assert_eq!(archive.read("/xl/workbook.xml", 10).as_deref(), Ok(&b"<a/>"[..]));
        assert_eq!(archive.read("xl/styles.xml", 10), Err(Fault::Missing));
        assert_eq!(archive.read("xl/workbook.xml", 3), Err(Fault::TooLarge));
    }

    #[test]
    fn a_bomb_is_refused_long_before_it_is_unpacked() {
        let bytes = packed("a", &vec![0; 40 << 20]);
        assert!(bytes.len() < 100_000);
        let mut largest = 0;
        let result = Archive::open(&bytes).expect("a package").feed("a", u64::MAX, |b| largest += b.len());
        assert_eq!(result, Err(Fault::TooLarge));
        assert!(largest < 20 << 20);
    }

    proptest! {
        #[test]
        fn a_damaged_package_is_read_or_refused(at in 0_usize..120, byte in any::<u8>(), cut in 0_usize..120) {
            let mut bytes = packed("a", b"some text, some text");
            let length = bytes.len();
            bytes[at % length] = byte;
            bytes.truncate(length - cut.min(length));
            if let Ok(mut archive) = Archive::open(&bytes) {
                let _ = archive.read("a", 1000);
            }
        }
    }
}
