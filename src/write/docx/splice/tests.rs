//! Streams are read by another implementation; and the tool that counts the code.

use std::io::Read;

use proptest::prelude::*;

use super::*;

fn inflated(stream: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    flate2::read::DeflateDecoder::new(stream).read_to_end(&mut text).expect("a deflate stream");
    text
}

#[test]
fn the_codes_are_complete() {
    for lengths in [&LITERAL_BITS[..], &DISTANCE_BITS[..]] {
        let sum: u32 =
            lengths.iter().filter(|bits| **bits > 0).map(|bits| 1 << (15 - u32::from(*bits))).sum();
        assert_eq!(sum, 1 << 15);
    }
}

#[test]
fn another_implementation_reads_the_stream() {
    let piece = "<w:p><w:pPr><w:pStyle w:val=\"Body\"/></w:pPr>".repeat(9);
    let mut text = String::new();
    let mut marks = Vec::new();
    for index in 0..300 {
        for part in [piece.as_str(), "公文", "\u{0}\u{ff}", &index.to_string(), "</w:p>"] {
            let (start, hash) = (text.len() as u32, hash(part.as_bytes()));
            marks.push(Mark { start, length: part.len() as u32, hash, kind: Kind::Piece });
            text.push_str(part);
        }
    }
    let stream = deflate(text.as_bytes(), &marks);
    assert_eq!(inflated(&stream), text.as_bytes());
    assert!(stream.len() * 20 < text.len(), "{} of {}", stream.len(), text.len());
    assert_eq!(inflated(&deflate(b"", &[])), b"");
}

proptest! {
    #[test]
    fn any_text_in_any_pieces_comes_back(pieces in prop::collection::vec((any::<prop::sample::Index>(), any::<Option<bool>>()), 0..200),
                                         words in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..700), 1..9)) {
        let mut text = Vec::new();
        let mut marks = Vec::new();
        for (word, marked) in pieces {
            let word = word.get(&words);
            if let Some(words) = marked {
                let kind = if words { Kind::Words } else { Kind::Piece };
                marks.push(Mark { start: text.len() as u32, length: word.len() as u32, hash: hash(word), kind });
            }
            text.extend_from_slice(word);
        }
        let stream = deflate(&text, &marks);
        prop_assert_eq!(inflated(&stream), text.as_slice());
        // The second time a text's bits are kept, the third time they are copied.
        prop_assert_eq!(&deflate(&text, &marks), &stream);
        prop_assert_eq!(&deflate(&text, &marks), &stream);
    }
}

/// Counts the symbols of the texts of sample documents and prints the codes: `cargo test splice::tests::count -- --ignored
/// --nocapture`, with the folder of .docx files in the environment. The texts' pieces are told apart by their tags.
#[test]
#[ignore = "a tool: it makes splice/code.rs"]
#[expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a tool that reads files and prints")]
fn count() {
    let folder = std::env::var("SAMPLES").expect("SAMPLES names a folder of .docx files");
    let (mut literals, mut distances) = ([1u64; 286], [1u64; 30]);
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let bytes = std::fs::read(entry.expect("an entry").path()).expect("a file");
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a .docx");
        let mut text = Vec::new();
        archive.by_name("word/document.xml").expect("a body").read_to_end(&mut text).expect("it inflates");
        literals[END] += 1;
        let (mut scratch, mut own) = (Scratch::default(), Scratch::default());
        let mut counted = |plain: Plain<'_>| match plain {
            Plain::Literals(bytes) => bytes.iter().for_each(|byte| literals[usize::from(*byte)] += 1),
            Plain::Match { length, distance } => {
                literals[length_symbol(length).0] += 1;
                distances[distance_symbol(distance).0] += 1;
            }
        };
        walk(&text, &tags(&text), &mut scratch, |step| match step {
            Step::Plain(plain) => counted(plain),
            Step::Words(words, _) => {
                let first = own.begin(words.len());
                let mut fresh = Fresh { text: words, first, places: &mut own.places };
                fresh.walk(0, words.len(), &mut counted);
            }
        });
    }
    println!(
        "/// How many bits each literal and length has.\npub const LITERAL_BITS: [u8; 286] = {:?};\n",
        lengths(&literals)
    );
    println!(
        "/// How many bits each distance has.\npub const DISTANCE_BITS: [u8; 30] = {:?};",
        lengths(&distances)
    );
}

/// Stretches of markup between texts, and the texts.
fn tags(text: &[u8]) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut start = 0;
    let mut add = |end: usize| {
        if end > start {
            let (hash, words) = (hash(&text[start..end]), text[start] != b'<');
            let kind = if words { Kind::Words } else { Kind::Piece };
            marks.push(Mark { start: start as u32, length: (end - start) as u32, hash, kind });
        }
        start = end;
    };
    for at in 1..text.len() {
        let before = &text[..at];
        if before.ends_with(b"preserve\">")
            || text[at..].starts_with(b"</w:t>")
            || text[at..].starts_with(b"<w:p>")
            || text[at..].starts_with(b"<w:tc>")
        {
            add(at);
        }
    }
    add(text.len());
    marks
}

/// Bits of each symbol by how often it occurs, 15 at most.
fn lengths(counts: &[u64]) -> Vec<u8> {
    for least in 0.. {
        let floor = |count: u64| count.max((1 << least) - 1);
        let mut heap: Vec<(u64, Vec<usize>)> =
            counts.iter().enumerate().map(|(symbol, count)| (floor(*count), vec![symbol])).collect();
        let mut lengths = vec![0u8; counts.len()];
        while heap.len() > 1 {
            heap.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
            let (one, other) = (heap.pop().expect("two are left"), heap.pop().expect("one is left"));
            one.1.iter().chain(&other.1).for_each(|symbol| lengths[*symbol] += 1);
            heap.push((one.0 + other.0, [one.1, other.1].concat()));
        }
        if lengths.iter().all(|length| *length <= 15) {
            return lengths;
        }
    }
    unreachable!("equal weights have short codes")
}
