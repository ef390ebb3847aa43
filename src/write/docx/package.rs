//! The package: entries in fixed order, nothing but deflated ones. Parts that never change are kept as finished entries
//! and copied.

use std::borrow::Cow;
use std::cell::RefCell;

use crate::write::archive::{Directory, Item, Method};
use crate::write::docx::splice::{self, Mark};
use flate2::{Compress, Compression, FlushCompress, Status};

/// For each document: level 6 writes 4 % less and takes 50 % longer.
const LEVEL: u32 = 4;
/// For what is deflated once.
const BEST: u32 = 9;

/// An entry with its data already deflated.
#[derive(Debug, Clone)]
pub struct Entry {
    name: Cow<'static, str>,
    crc: u32,
    deflated: Vec<u8>,
    size: u32,
}

impl Entry {
    /// Deflates a part as well as it goes, to be kept.
    pub fn new(name: impl Into<Cow<'static, str>>, data: &[u8]) -> Self {
        Self::with(&mut Compress::new(Compression::new(BEST), false), name.into(), data)
    }

    /// Deflates a part of one document.
    pub fn of_document(name: impl Into<Cow<'static, str>>, data: &[u8]) -> Self {
        COMPRESSOR.with_borrow_mut(|compressor| Self::with(compressor, name.into(), data))
    }

    /// A part that was deflated elsewhere.
    pub fn deflated(name: &'static str, crc: u32, deflated: Vec<u8>, size: u32) -> Self {
        Self { name: name.into(), crc, deflated, size }
    }

    /// As an archive lists it.
    pub fn item(&self) -> Item<'_> {
        Item {
            name: &self.name,
            method: Method::Deflated,
            crc: self.crc,
            packed: self.deflated.len(),
            size: self.size as usize,
        }
    }

    /// Its data, deflated.
    pub fn data(&self) -> &[u8] {
        &self.deflated
    }

    /// Name of the part.
    pub fn name(&self) -> &str {
        &self.name
    }

    fn with(compressor: &mut Compress, name: Cow<'static, str>, data: &[u8]) -> Self {
        Self {
            name,
            crc: crc32fast::hash(data),
            deflated: deflate(compressor, data),
            size: data.len() as u32,
        }
    }
}

/// A package that is being put together.
#[derive(Debug)]
pub struct Package {
    bytes: Vec<u8>,
    directory: Directory,
}

impl Package {
    /// A package that begins with these entries; `[Content_Types].xml` should be the first.
    pub fn begin(entries: &[Entry]) -> Self {
        let room: usize = entries.iter().map(|entry| entry.deflated.len() + 128).sum();
        let mut package =
            Self { bytes: Vec::with_capacity(room + 16 * 1024), directory: Directory::default() };
        for entry in entries {
            package.push(entry);
        }
        package
    }

    /// A package that goes on from where this one is.
    pub fn branch(&self) -> Self {
        let mut bytes = Vec::with_capacity(self.bytes.len() + 16 * 1024);
        bytes.extend_from_slice(&self.bytes);
        Self { bytes, directory: self.directory.clone() }
    }

    /// The bytes so far.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Deflates a part whose repetitions are known and adds it.
    pub fn add_spliced(&mut self, name: &'static str, data: &[u8], marks: &[Mark]) {
        let deflated = splice::deflate(data, marks);
        // A document that reached 4 GiB would not have been laid out.
        self.push(&Entry::deflated(name, crc32fast::hash(data), deflated, data.len() as u32));
    }

    /// Adds an entry.
    pub fn push(&mut self, entry: &Entry) {
        self.directory.enter(&entry.item(), &mut self.bytes);
        self.bytes.extend_from_slice(&entry.deflated);
    }

    /// The file.
    pub fn finish(mut self) -> Vec<u8> {
        self.directory.finish(0, &mut self.bytes);
        self.bytes
    }
}

thread_local! {
    /// A compressor takes 300 KB; each worker keeps one.
    static COMPRESSOR: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(LEVEL), false));
}

/// `data` as a raw deflate stream.
fn deflate(compressor: &mut Compress, data: &[u8]) -> Vec<u8> {
    compressor.reset();
    let mut out = Vec::with_capacity(data.len() / 4 + 256);
    loop {
        let read = compressor.total_in() as usize;
        let status = compressor
            .compress_vec(&data[read..], &mut out, FlushCompress::Finish)
            .expect("deflating from memory to memory cannot fail");
        if status == Status::StreamEnd {
            return out;
        }
        out.reserve(out.capacity().max(4096));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn another_implementation_reads_what_is_packed() {
        let long = "公文".repeat(50_000);
        let first = Entry::new("a.xml", b"");
        let mut package = Package::begin(&[first]);
        package.push(&Entry::of_document("目录/乙.xml", long.as_bytes()));
        let bytes = package.finish();
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).expect("a zip file");
        assert_eq!(archive.file_names().collect::<Vec<_>>(), ["a.xml", "目录/乙.xml"]);
        let mut text = String::new();
        archive.by_index(1).expect("entry").read_to_string(&mut text).expect("checksum holds");
        assert_eq!(text, long);
        assert_eq!(archive.by_index(0).expect("entry").size(), 0);
    }
}
