//! A ZIP package → its parts, under limits: a few kilobytes can say that they unpack to gigabytes. And the same package with
//! some parts replaced.

use std::collections::{BTreeMap, HashMap};
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

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

/// The package with these parts in the place of those of their names, new ones at its end; all others as they lie in the file,
/// packed as they are. The same parts give the same bytes.
pub fn with_parts(bytes: &[u8], parts: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, Fault> {
    let Archive { mut zip, entries, .. } = Archive::open(bytes)?;
    // The first day that the format knows, so that the clock has no say.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut replaced: HashMap<usize, &Vec<u8>> = HashMap::new();
    let mut new = Vec::new();
    for (name, part) in parts {
        match entries.get(&key(name)) {
            Some(&at) => drop(replaced.insert(at, part)),
            None => new.push((name, part)),
        }
    }
    let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
    for at in 0..zip.len() {
        let entry = zip.by_index_raw(at).map_err(|_| Fault::Damaged)?;
        match replaced.get(&at) {
            Some(part) => {
                let name = entry.name().to_owned();
                drop(entry);
                writer.start_file(name, options).map_err(|_| Fault::Damaged)?;
                writer.write_all(part).map_err(|_| Fault::Damaged)?;
            }
            None => writer.raw_copy_file(entry).map_err(|_| Fault::Damaged)?,
        }
    }
    for (name, part) in new {
        writer.start_file(name.as_str(), options).map_err(|_| Fault::Damaged)?;
        writer.write_all(part).map_err(|_| Fault::Damaged)?;
    }
    Ok(writer.finish().map_err(|_| Fault::Damaged)?.into_inner())
}

/// A package of these parts alone. The same parts give the same bytes.
pub fn of_parts(parts: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        let begun = writer.start_file(name.as_str(), options);
        begun.and_then(|()| Ok(writer.write_all(part)?)).expect("memory takes any bytes");
    }
    writer.finish().expect("memory takes any bytes").into_inner()
}

/// A part's name as it is compared.
fn key(name: &str) -> String {
    name.trim_start_matches(['/', '\\']).replace('\\', "/").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
    fn parts_are_replaced_in_their_place_and_others_stay_packed_as_they_are() {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, method) in [("甲\\a", CompressionMethod::Stored), ("b", CompressionMethod::Deflated)] {
            let options = SimpleFileOptions::default().compression_method(method);
            writer.start_file(name, options).expect("memory");
            writer.write_all(b"before before before").expect("memory");
        }
        let bytes = writer.finish().expect("memory").into_inner();
        let parts = [("/B".to_owned(), b"after".to_vec()), ("c".to_owned(), b"new".to_vec())].into();
        let written = with_parts(&bytes, &parts).expect("a package");
        assert_eq!(with_parts(&bytes, &parts), Ok(written.clone()));
        let mut zip = ZipArchive::new(Cursor::new(written.as_slice())).expect("a package");
        let names: Vec<String> = zip.file_names().map(str::to_owned).collect();
        assert_eq!(names, ["甲\\a", "b", "c"]);
        assert_eq!(zip.by_index(0).expect("it is there").compression(), CompressionMethod::Stored);
        let mut archive = Archive::open(&written).expect("a package");
        let mut read = |name| archive.read(name, 100).expect("it is there");
        assert_eq!(
            [read("甲/a"), read("b"), read("c")],
            [b"before before before".to_vec(), b"after".to_vec(), b"new".to_vec()]
        );
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
