//! The containers in which Office kept its files before 2007 → their streams, under limits.
//!
//! A container is a small file system of sectors and chains; the crate `cfb` follows them. The streams are read whole,
//! so that readers of formats work on bytes.

use std::io::{Cursor, Read};

use cfb::CompoundFile;

use crate::office::archive::Fault;

/// What every container begins with.
pub const BEGINNING: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// A container that is being read.
pub struct Compound<'a> {
    file: CompoundFile<Cursor<&'a [u8]>>,
}

impl<'a> Compound<'a> {
    /// Reads the list of streams.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        let file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
        Ok(Self { file })
    }

    /// Whether its root holds a stream of this name; case is not told apart.
    pub fn has(&self, name: &str) -> bool {
        self.file.is_stream(name)
    }

    /// A stream of the root, at most `most` bytes.
    pub fn read(&mut self, name: &str, most: u64) -> Result<Vec<u8>, Fault> {
        if !self.has(name) {
            return Err(Fault::Missing);
        }
        let stream = self.file.open_stream(name).map_err(|_| Fault::Damaged)?;
        let length = stream.len();
        if length > most {
            return Err(Fault::TooLarge);
        }
        let mut bytes = Vec::new();
        stream.take(length).read_to_end(&mut bytes).map_err(|_| Fault::Damaged)?;
        if bytes.len() as u64 == length { Ok(bytes) } else { Err(Fault::Damaged) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::Write;

    fn made(streams: &[(&str, &[u8])]) -> Vec<u8> {
        let mut file = CompoundFile::create(Cursor::new(Vec::new())).expect("memory");
        for (name, data) in streams {
            file.create_stream(name).expect("memory").write_all(data).expect("memory");
        }
        file.into_inner().into_inner()
    }

    #[test]
    fn streams_come_back_whole() {
        let large: Vec<u8> = (0..20_000_u32).map(|n| n as u8).collect();
        let bytes = made(&[("Workbook", b"small"), ("甲", &large)]);
        assert!(bytes.starts_with(BEGINNING));
        let mut container = Compound::open(&bytes).expect("a container");
        assert!(container.has("workbook") && !container.has("Book"));
        assert_eq!(container.read("Workbook", 10).as_deref(), Ok(&b"small"[..]));
        assert_eq!(container.read("甲", 20_000), Ok(large));
        assert_eq!(container.read("甲", 19_999), Err(Fault::TooLarge));
        assert_eq!(container.read("乙", 10), Err(Fault::Missing));
    }

    #[test]
    fn half_a_container_is_refused() {
        let bytes = made(&[("Workbook", &[7; 9000])]);
        let cut = &bytes[..bytes.len() / 2];
        assert_eq!(
            Compound::open(cut).and_then(|mut file| file.read("Workbook", 10_000)),
            Err(Fault::Damaged)
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..1000)) {
            let mut all = BEGINNING.to_vec();
            all.extend(bytes);
            let _ = Compound::open(&all).and_then(|mut file| file.read("Workbook", 1000));
        }

        /// Chains and lists of entries that lead nowhere, into each other or in circles.
        #[test]
        fn a_damaged_container_is_read_or_refused(
            changes in prop::collection::vec((any::<prop::sample::Index>(), prop_oneof![Just(0), Just(0xFF), 0_u8..9, any::<u8>()]), 1..12),
            cut in prop::option::of(any::<prop::sample::Index>()),
        ) {
            let mut bytes = made(&[("Workbook", &[7; 9000]), ("a", b"small"), ("b", &[1; 300])]);
            // What is not zero is what steers.
            let places: Vec<usize> = (0..bytes.len()).filter(|&at| !matches!(bytes[at], 0 | 7)).collect();
            for (at, byte) in changes {
                bytes[places[at.index(places.len())]] = byte;
            }
            if let Some(cut) = cut {
                bytes.truncate(cut.index(bytes.len()));
            }
            if let Ok(mut file) = Compound::open(&bytes) {
                for name in ["Workbook", "a", "b"] {
                    let _ = file.read(name, 100_000);
                }
            }
        }
    }
}
