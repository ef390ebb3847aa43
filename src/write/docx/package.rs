//! The ZIP file: entries in fixed order, one fixed date, no extra fields, nothing but deflated entries. Parts that
//! never change are kept as finished entries and copied.

use std::borrow::Cow;
use std::cell::RefCell;

use crate::write::docx::splice::{self, Mark};
use flate2::{Compress, Compression, FlushCompress, Status};

/// Flag bit 11: names are UTF-8.
const UTF8: u16 = 1 << 11;
/// Method 8: deflate.
const DEFLATE: u16 = 8;
/// Version 2.0 is enough to read deflated entries.
const VERSION: u16 = 20;
/// 1 January 1980, the first day that the format knows.
const DATE: u16 = 0x0021;
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
    directory: Vec<u8>,
    entries: u16,
}

impl Package {
    /// A package that begins with these entries; `[Content_Types].xml` should be the first.
    pub fn begin(entries: &[Entry]) -> Self {
        let room: usize = entries.iter().map(|entry| entry.deflated.len() + 128).sum();
        let mut package = Self {
            bytes: Vec::with_capacity(room + 16 * 1024),
            directory: Vec::with_capacity(2048),
            entries: 0,
        };
        for entry in entries {
            package.push(entry);
        }
        package
    }

    /// Deflates a part and adds it.
    pub fn add(&mut self, name: impl Into<Cow<'static, str>>, data: &[u8]) {
        let entry = COMPRESSOR.with_borrow_mut(|compressor| Entry::with(compressor, name.into(), data));
        self.push(&entry);
    }

    /// Deflates a part whose repetitions are known and adds it.
    pub fn add_spliced(&mut self, name: &'static str, data: &[u8], marks: &[Mark]) {
        let deflated = splice::deflate(data, marks);
        self.push(&Entry {
            name: name.into(),
            crc: crc32fast::hash(data),
            deflated,
            size: data.len() as u32,
        });
    }

    fn push(&mut self, entry: &Entry) {
        // A document that reached 4 GiB would not have been laid out; the fields of 32 bits hold.
        let offset = self.bytes.len() as u32;
        let mut common = Vec::with_capacity(26);
        for field in [VERSION, UTF8, DEFLATE, 0, DATE] {
            common.extend_from_slice(&field.to_le_bytes());
        }
        for field in [entry.crc, entry.deflated.len() as u32, entry.size] {
            common.extend_from_slice(&field.to_le_bytes());
        }
        for field in [entry.name.len() as u16, 0] {
            common.extend_from_slice(&field.to_le_bytes());
        }
        self.bytes.extend_from_slice(b"PK\x03\x04");
        self.bytes.extend_from_slice(&common);
        self.bytes.extend_from_slice(entry.name.as_bytes());
        self.bytes.extend_from_slice(&entry.deflated);

        self.directory.extend_from_slice(b"PK\x01\x02");
        // Made by: version 2.0, file attributes as in MS-DOS.
        self.directory.extend_from_slice(&VERSION.to_le_bytes());
        self.directory.extend_from_slice(&common);
        // Comment length, disk, internal and external attributes.
        self.directory.extend_from_slice(&[0; 10]);
        self.directory.extend_from_slice(&offset.to_le_bytes());
        self.directory.extend_from_slice(entry.name.as_bytes());
        self.entries += 1;
    }

    /// The file.
    pub fn finish(mut self) -> Vec<u8> {
        let start = self.bytes.len() as u32;
        self.bytes.extend_from_slice(&self.directory);
        self.bytes.extend_from_slice(b"PK\x05\x06");
        self.bytes.extend_from_slice(&[0; 4]);
        self.bytes.extend_from_slice(&self.entries.to_le_bytes());
        self.bytes.extend_from_slice(&self.entries.to_le_bytes());
        self.bytes.extend_from_slice(&(self.directory.len() as u32).to_le_bytes());
        self.bytes.extend_from_slice(&start.to_le_bytes());
        self.bytes.extend_from_slice(&[0; 2]);
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
        package.add("目录/乙.xml", long.as_bytes());
        let bytes = package.finish();
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).expect("a zip file");
        assert_eq!(archive.file_names().collect::<Vec<_>>(), ["a.xml", "目录/乙.xml"]);
        let mut text = String::new();
        archive.by_index(1).expect("entry").read_to_string(&mut text).expect("checksum holds");
        assert_eq!(text, long);
        assert_eq!(archive.by_index(0).expect("entry").size(), 0);
    }
}
