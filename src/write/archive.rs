//! The records of a ZIP file, entry by entry: one fixed date, no extra fields but those that a file beyond 4 GiB or 65,535
//! entries needs (zip64), so that the same entries give the same bytes. It holds the list of entries, not their data.

/// Flag bit 11: names are UTF-8.
const UTF8: u16 = 1 << 11;
/// Version 2.0 is enough to read deflated entries.
const VERSION: u16 = 20;
/// Version 4.5 reads zip64.
const VERSION_64: u16 = 45;
/// 1 January 1980, the first day that the format knows.
const DATE: u16 = 0x0021;
/// Tag of the extra field that holds numbers of 64 bits.
const EXTRA_64: u16 = 1;
/// Stands where the number itself is in the zip64 records.
const ELSEWHERE_16: u16 = u16::MAX;
/// The same for 32 bits.
const ELSEWHERE_32: u32 = u32::MAX;

/// How the data of an entry lie in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// As they are.
    Stored = 0,
    /// Deflated.
    Deflated = 8,
}

/// An entry as the list has it.
#[derive(Debug, Clone, Copy)]
pub struct Item<'a> {
    /// Path with `/`.
    pub name: &'a str,
    /// How the data lie in the file.
    pub method: Method,
    /// CRC-32 of the data.
    pub crc: u32,
    /// Bytes that the data take in the file.
    pub packed: usize,
    /// Bytes of the data.
    pub size: usize,
}

impl Item<'_> {
    /// Whether its sizes need 64 bits.
    fn is_large(&self) -> bool {
        self.packed.max(self.size) as u64 >= u64::from(ELSEWHERE_32)
    }
}

/// The list of entries, growing with the file.
#[derive(Debug, Clone, Default)]
pub struct Directory {
    records: Vec<u8>,
    entries: u64,
    /// Length of the file so far.
    offset: u64,
}

impl Directory {
    /// Enters an entry and appends what stands before its data; the data must follow.
    pub fn enter(&mut self, item: &Item<'_>, out: &mut Vec<u8>) {
        let before = out.len();
        let (packed, size) = (item.packed as u64, item.size as u64);
        let large = item.is_large();
        let sizes: &[u64] = if large { &[size, packed] } else { &[] };
        out.extend_from_slice(b"PK\x03\x04");
        put_16(out, &[if large { VERSION_64 } else { VERSION }]);
        common(out, item, sizes.len() * 8);
        out.extend_from_slice(item.name.as_bytes());
        extra(out, sizes);

        let far = self.offset >= u64::from(ELSEWHERE_32);
        let mut numbers = sizes.to_vec();
        numbers.extend(far.then_some(self.offset));
        let version = if large || far { VERSION_64 } else { VERSION };
        self.records.extend_from_slice(b"PK\x01\x02");
        // Made by: file attributes as in MS-DOS.
        put_16(&mut self.records, &[version, version]);
        common(&mut self.records, item, numbers.len() * 8);
        // Comment length, disk, internal and external attributes.
        self.records.extend_from_slice(&[0; 10]);
        put_32(&mut self.records, &[narrow(self.offset)]);
        self.records.extend_from_slice(item.name.as_bytes());
        extra(&mut self.records, &numbers);
        self.entries += 1;
        self.offset += (out.len() - before) as u64 + packed;
    }

    /// Appends the end of the file, but for its comment, which must follow and is so long.
    pub fn finish(self, comment: usize, out: &mut Vec<u8>) {
        let Self { records, entries, offset } = self;
        let length = records.len() as u64;
        out.extend_from_slice(&records);
        let far = offset.max(length) >= u64::from(ELSEWHERE_32) || entries >= u64::from(ELSEWHERE_16);
        if far {
            out.extend_from_slice(b"PK\x06\x06");
            put_64(out, &[44]);
            put_16(out, &[VERSION_64, VERSION_64]);
            put_32(out, &[0, 0]);
            put_64(out, &[entries, entries, length, offset]);
            out.extend_from_slice(b"PK\x06\x07");
            put_32(out, &[0]);
            put_64(out, &[offset + length]);
            put_32(out, &[1]);
        }
        out.extend_from_slice(b"PK\x05\x06");
        put_32(out, &[0]);
        let count = u16::try_from(entries).unwrap_or(ELSEWHERE_16);
        put_16(out, &[count, count]);
        put_32(out, &[narrow(length), narrow(offset)]);
        put_16(out, &[comment as u16]);
    }
}

/// What both records of an entry have in common, from the flags to the length of the extra field.
fn common(out: &mut Vec<u8>, item: &Item<'_>, numbers: usize) {
    put_16(out, &[UTF8, item.method as u16, 0, DATE]);
    let elsewhere = |number: usize| if item.is_large() { ELSEWHERE_32 } else { number as u32 };
    put_32(out, &[item.crc, elsewhere(item.packed), elsewhere(item.size)]);
    let extra = if numbers == 0 { 0 } else { numbers + 4 };
    put_16(out, &[item.name.len() as u16, extra as u16]);
}

fn extra(out: &mut Vec<u8>, numbers: &[u64]) {
    if !numbers.is_empty() {
        put_16(out, &[EXTRA_64, numbers.len() as u16 * 8]);
        put_64(out, numbers);
    }
}

/// The number, or the mark that it stands elsewhere.
fn narrow(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(ELSEWHERE_32)
}

fn put_16(out: &mut Vec<u8>, numbers: &[u16]) {
    out.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
}

fn put_32(out: &mut Vec<u8>, numbers: &[u32]) {
    out.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
}

fn put_64(out: &mut Vec<u8>, numbers: &[u64]) {
    out.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Read, Seek, SeekFrom};

    #[test]
    fn more_entries_than_sixteen_bits_count_are_read_by_another_implementation() {
        let (mut directory, mut bytes) = (Directory::default(), Vec::new());
        for number in 0..70_000 {
            let name = format!("县/{number}.docx");
            let item = Item { name: &name, method: Method::Stored, crc: 0, packed: 0, size: 0 };
            directory.enter(&item, &mut bytes);
        }
        directory.finish(0, &mut bytes);
        let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).expect("a zip file");
        assert_eq!(archive.len(), 70_000);
        assert_eq!(archive.by_index(69_999).expect("the last").name(), "县/69999.docx");
    }

    /// A file whose first entry is five GiB of zeros that nobody holds.
    struct Sparse {
        head: Vec<u8>,
        tail: Vec<u8>,
        at: u64,
    }

    const GAP: u64 = 5 << 30;

    impl Read for Sparse {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let head = self.head.len() as u64;
            let count = if self.at < head {
                (&self.head[self.at as usize..]).read(buffer)?
            } else if self.at < head + GAP {
                let count = buffer.len().min((head + GAP - self.at) as usize);
                buffer[..count].fill(0);
                count
            } else {
                (&self.tail[(self.at - head - GAP) as usize..]).read(buffer)?
            };
            self.at += count as u64;
            Ok(count)
        }
    }

    impl Seek for Sparse {
        fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
            let length = self.head.len() as u64 + GAP + self.tail.len() as u64;
            self.at = match to {
                SeekFrom::Start(at) => at,
                SeekFrom::End(by) => length.saturating_add_signed(by),
                SeekFrom::Current(by) => self.at.saturating_add_signed(by),
            };
            Ok(self.at)
        }
    }

    #[test]
    fn what_lies_beyond_four_gibibytes_is_found_by_another_implementation() {
        let (mut directory, mut head, mut tail) = (Directory::default(), Vec::new(), Vec::new());
        let gap = GAP as usize;
        let first = Item { name: "甲.docx", method: Method::Stored, crc: 0, packed: gap, size: gap };
        directory.enter(&first, &mut head);
        let text = "公文".as_bytes();
        let (crc, size) = (crc32fast::hash(text), text.len());
        let second = Item { name: "乙.docx", method: Method::Stored, crc, packed: size, size };
        directory.enter(&second, &mut tail);
        tail.extend_from_slice(text);
        directory.finish(0, &mut tail);
        let mut archive = zip::ZipArchive::new(Sparse { head, tail, at: 0 }).expect("a zip file");
        assert_eq!(archive.by_index(0).expect("the first").size(), GAP);
        let mut found = Vec::new();
        archive.by_index(1).expect("the second").read_to_end(&mut found).expect("checksum holds");
        assert_eq!(found, text);
    }
}
