//! Ways to damage a Word file: in its bytes, in the records of its archive, in the XML of its parts; and files made to exhaust
//! whoever reads them.

use std::fmt::Write as _;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

use flate2::{Compress, Compression, FlushCompress};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Numbers from a seed.
pub struct Chance(pub u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Below `end`, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// One of a list.
    pub fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// The part that holds what people see, in documents and in sheets.
const MAIN: [&str; 3] = ["word/document.xml", "xl/worksheets/sheet1.xml", "content.xml"];

/// Parts of a package.
type Parts = Vec<(String, Vec<u8>)>;

/// A damaged copy of one of the files, and what was done to it.
pub fn copy(files: &[(String, Vec<u8>)], seed: u64) -> (String, Vec<u8>) {
    let mut chance = Chance(seed);
    let (name, bytes) = chance.one(files).clone();
    let (what, bytes) = match seed % 10 {
        0 => in_bytes(bytes, &mut chance),
        1 => records(bytes, &mut chance),
        2 => parts(&bytes, &mut chance),
        3 if seed % 50 == 3 => bomb(&bytes, &mut chance),
        _ => in_xml(&bytes, &mut chance),
    };
    (format!("{what} of {name}"), bytes)
}

/// The bytes of a file damaged that is no archive.
pub fn bytes(file: &[u8], seed: u64) -> (String, Vec<u8>) {
    in_bytes(file.to_vec(), &mut Chance(seed))
}

/// Bytes flipped, cut off, blanked.
fn in_bytes(mut bytes: Vec<u8>, chance: &mut Chance) -> (String, Vec<u8>) {
    let length = bytes.len();
    let what = match chance.below(4) {
        0 => {
            for _ in 0..=chance.below(20) {
                let at = chance.below(length);
                bytes[at] ^= 1 << chance.below(8);
            }
            "bits flipped"
        }
        1 => {
            bytes.truncate(chance.below(length));
            "cut off"
        }
        2 => {
            let start = chance.below(length);
            let end = (start + 1 + chance.below(4000)).min(length);
            bytes[start..end].fill(0);
            "a stretch blanked"
        }
        _ => {
            let start = chance.below(length);
            let stretch: Vec<u8> = bytes[start..(start + 500).min(length)].to_vec();
            let at = chance.below(length);
            bytes.splice(at..at, stretch);
            "a stretch twice"
        }
    };
    (what.to_owned(), bytes)
}

/// Records of the archive forged.
fn records(mut bytes: Vec<u8>, chance: &mut Chance) -> (String, Vec<u8>) {
    const SIGNS: [&[u8]; 3] = [b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"];
    let sign = *chance.one(&SIGNS);
    let places: Vec<usize> =
        bytes.windows(4).enumerate().filter(|(_, w)| *w == sign).map(|(at, _)| at).collect();
    for _ in 0..=chance.below(3) {
        let at = *chance.one(&places);
        // Method, checksum, sizes, lengths of names, offsets lie within these bytes of each record.
        let field = at + 4 + chance.below(if sign == SIGNS[2] { 16 } else { 26 });
        let value = *chance.one(&[0_u32, 1, 7, 0x7FFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFE, 1 << 30]);
        for (index, byte) in value.to_le_bytes().into_iter().enumerate() {
            if let Some(own) = bytes.get_mut(field + index) {
                *own = byte;
            }
        }
    }
    ("a record forged".to_owned(), bytes)
}

fn unpacked(bytes: &[u8]) -> Parts {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("the file is sound");
    (0..archive.len())
        .map(|at| {
            let mut entry = archive.by_index(at).expect("it is there");
            let mut content = Vec::new();
            entry.read_to_end(&mut content).expect("it can be read");
            (entry.name().to_owned(), content)
        })
        .collect()
}

fn packed(parts: &Parts) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_level(Some(1));
    for (name, content) in parts {
        writer.start_file(name.as_str(), options).expect("memory");
        writer.write_all(content).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

/// Parts that have other names, or are not there, or twice.
fn parts(bytes: &[u8], chance: &mut Chance) -> (String, Vec<u8>) {
    let mut parts = unpacked(bytes);
    let at = chance.below(parts.len());
    let what = match chance.below(6) {
        0 => {
            let other = chance.below(parts.len());
            let (a, b) = (parts[at].1.clone(), parts[other].1.clone());
            (parts[at].1, parts[other].1) = (b, a);
            "two parts in each other's place"
        }
        1 => {
            parts.remove(at);
            "a part lost"
        }
        2 => {
            let names =
                ["../../x", "/", "", "word", "WORD\\DOCUMENT.XML ", "word/document.xml/", "a\u{202e}b"];
            (*chance.one(&names)).clone_into(&mut parts[at].0);
            "a part renamed"
        }
        3 => {
            // Two of one name: the library writes none, so it is renamed in the bytes.
            let name = parts[at].0.clone();
            let twin = format!("{}~", &name[..name.len() - 1]);
            let content = parts[chance.below(parts.len())].1.clone();
            parts.push((twin.clone(), content));
            let mut bytes = packed(&parts);
            while let Some(found) = bytes.windows(twin.len()).position(|w| w == twin.as_bytes()) {
                bytes[found..found + twin.len()].copy_from_slice(name.as_bytes());
            }
            return ("a part twice".to_owned(), bytes);
        }
        4 => {
            parts[at].1.clear();
            "an empty part"
        }
        _ => {
            // Everything is the document.
            for (name, content) in &mut parts {
                if is_of(name, "rels") {
                    let text = String::from_utf8_lossy(content)
                        .replace("Target=\"footer1.xml\"", "Target=\"document.xml\"");
                    *content = text.replace("Target=\"styles.xml\"", "Target=\"document.xml\"").into_bytes();
                }
            }
            "a part that is another"
        }
    };
    (what.to_owned(), packed(&parts))
}

fn is_of(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|own| own == ending)
}

/// Numbers that nobody means.
const NUMBERS: [&str; 14] = [
    "",
    "0",
    "-1",
    "1e400",
    "NaN",
    "2147483647",
    "-2147483648",
    "99999999999999999999",
    "65536",
    "1000000",
    "0x7f",
    "甲",
    "4294967295",
    "9223372036854775807",
];

/// The XML of a part damaged, the archive sound.
fn in_xml(bytes: &[u8], chance: &mut Chance) -> (String, Vec<u8>) {
    let mut parts = unpacked(bytes);
    let wanted: Vec<usize> =
        (0..parts.len()).filter(|at| is_of(&parts[*at].0, "xml") || is_of(&parts[*at].0, "rels")).collect();
    let main = parts.iter().position(|(name, _)| MAIN.contains(&name.as_str())).expect("it has content");
    // The document is what most is read of.
    let at = if chance.below(2) == 0 { main } else { *chance.one(&wanted) };
    let text = String::from_utf8_lossy(&parts[at].1).into_owned();
    let (what, at, text) = match chance.below(3) {
        0 => (slip(chance), at, text),
        1 => (excess(chance), main, String::from_utf8_lossy(&parts[main].1).into_owned()),
        _ => (number(chance), at, text),
    };
    let (what, change) = what;
    parts[at].1 = change(text, chance);
    (what.to_owned(), packed(&parts))
}

type Change = fn(String, &mut Chance) -> Vec<u8>;

/// Tags lost, doubled, in the wrong place; characters that XML has not.
fn slip(chance: &mut Chance) -> (&'static str, Change) {
    let list: [(&'static str, Change); 9] = [
        ("tags lost", |text, chance| {
            let mut text = text;
            for _ in 0..=chance.below(5) {
                let tags: Vec<(usize, usize)> = tags(&text);
                let (start, end) = *chance.one(&tags);
                text.replace_range(start..end, "");
            }
            text.into_bytes()
        }),
        ("an element lost", |text, chance| {
            let tags = tags(&text);
            let from = chance.one(&tags).0;
            let to = chance.one(&tags).0;
            [&text[..from.min(to)], &text[from.max(to)..]].concat().into_bytes()
        }),
        ("tags in each other's place", |text, chance| {
            let tags = tags(&text);
            let (a, b) = (*chance.one(&tags), *chance.one(&tags));
            let ((a, a_end), (b, b_end)) = if a < b { (a, b) } else { (b, a) };
            if a_end > b {
                return text.into_bytes();
            }
            [&text[..a], &text[b..b_end], &text[a_end..b], &text[a..a_end], &text[b_end..]]
                .concat()
                .into_bytes()
        }),
        ("bytes that are no text", |text, chance| {
            let mut bytes = text.into_bytes();
            let at = chance.below(bytes.len());
            bytes.splice(at..at, [0xFF, 0xFE, 0x00, 0xC0]);
            bytes
        }),
        ("sixteen bits a character", |text, _| text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("a document type", |text, chance| {
            let types = [
                "<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>",
                "<!DOCTYPE a SYSTEM \"file:///etc/passwd\">",
                "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>",
            ];
            let at = text.find("?>").map_or(0, |at| at + 2);
            format!("{}{}{}", &text[..at], chance.one(&types), &text[at..]).into_bytes()
        }),
        ("entities", |text, chance| {
            let entities =
                ["&lol;", "&#0;", "&#x110000;", "&#xD800;", "&", "&#99999999999;", "&amp;amp;", "&#1;"];
            let tags = tags(&text);
            let at = chance.one(&tags).1;
            format!("{}{}{}", &text[..at], chance.one(&entities).repeat(50), &text[at..]).into_bytes()
        }),
        ("a piece twice", |text, chance| {
            let tags = tags(&text);
            let (from, to) = (chance.one(&tags).0, chance.one(&tags).0);
            let piece = text[from.min(to)..from.max(to)].to_owned();
            text.replacen(&piece, &piece.repeat(2), 1).into_bytes()
        }),
        ("the end lost", |text, chance| {
            let tags = tags(&text);
            text.as_bytes()[..chance.one(&tags).0].to_vec()
        }),
    ];
    list[chance.below(list.len())]
}

/// Numbers and names in attributes that nobody means.
fn number(chance: &mut Chance) -> (&'static str, Change) {
    let list: [(&'static str, Change); 3] = [
        ("attributes of another value", |text, chance| {
            let mut text = text;
            for _ in 0..=chance.below(30) {
                let values = values(&text);
                if values.is_empty() {
                    break;
                }
                let (start, end) = *chance.one(&values);
                let number = *chance.one(&NUMBERS);
                text.replace_range(start..end, number);
            }
            text.into_bytes()
        }),
        ("all numbers another", |text, chance| {
            let number = *chance.one(&NUMBERS);
            let mut new = String::new();
            let mut done = 0;
            for (start, end) in values(&text) {
                let is_number = text[start..end].bytes().all(|byte| byte.is_ascii_digit());
                new.push_str(&text[done..start]);
                new.push_str(if is_number { number } else { &text[start..end] });
                done = end;
            }
            new.push_str(&text[done..]);
            new.into_bytes()
        }),
        ("all names another", |text, chance| {
            let values = values(&text);
            if values.is_empty() {
                return text.into_bytes();
            }
            let (start, end) = *chance.one(&values);
            let name = text[start..end].to_owned();
            text.replace(&format!("\"{name}\""), &format!("\"{}\"", "甲".repeat(1 + chance.below(2000))))
                .into_bytes()
        }),
    ];
    list[chance.below(list.len())]
}

/// Much of one thing in the document.
#[expect(clippy::too_many_lines, reason = "it is a list")]
fn excess(chance: &mut Chance) -> (&'static str, Change) {
    fn within(text: &str, piece: &str) -> Vec<u8> {
        let at = text.find("<w:body>").map_or(0, |at| at + "<w:body>".len());
        format!("{}{piece}{}", &text[..at], &text[at..]).into_bytes()
    }
    fn paragraph(text: &str) -> String {
        format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
    }
    let list: [(&'static str, Change); 12] = [
        ("100,000 deep", |text, chance| {
            let tag = *chance.one(&[
                "w:tbl><w:tr><w:tc",
                "w:sdt><w:sdtContent",
                "w:p",
                "w:ins",
                "mc:AlternateContent",
            ]);
            let tags: Vec<&str> = tag.split("><").collect();
            let opened: String = tags.iter().fold(String::new(), |mut all, tag| {
                let _ = write!(all, "<{tag}>");
                all
            });
            within(&text, &opened.repeat(100_000))
        }),
        ("60 deep", |text, _| {
            let (open, close) = ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>");
            within(&text, &format!("{}{}{}", open.repeat(20), paragraph("甲"), close.repeat(20)))
        }),
        ("wide cells", |text, chance| {
            let number = *chance.one(&NUMBERS);
            let cell = format!(
                "<w:tc><w:tcPr><w:gridSpan w:val=\"{number}\"/><w:vMerge/></w:tcPr>{}</w:tc>",
                paragraph("乙")
            );
            let row = format!(
                "<w:tr><w:trPr><w:gridBefore w:val=\"{number}\"/><w:tblHeader/></w:trPr>{}</w:tr>",
                cell.repeat(1 + chance.below(70))
            );
            within(&text, &format!("<w:tbl>{}</w:tbl>", row.repeat(1 + chance.below(300))))
        }),
        ("1,000 wide cells in a row", |text, _| {
            let cell =
                format!("<w:tc><w:tcPr><w:gridSpan w:val=\"1000\"/></w:tcPr>{}</w:tc>", paragraph("丙"));
            within(&text, &format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cell.repeat(1000)))
        }),
        ("many rows of nothing", |text, _| {
            within(&text, &format!("<w:tbl>{}</w:tbl>", "<w:tr/>".repeat(20_000)))
        }),
        ("automatic numbers", |text, chance| {
            let (list, level) = (*chance.one(&NUMBERS), *chance.one(&NUMBERS));
            let one = format!(
                "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>"
            );
            within(&text, &one.repeat(3000))
        }),
        ("quotes in quotes", |text, chance| {
            let mark = *chance.one(&["“", "《", "（", "‘", "〔", "【", "”", "）"]);
            within(&text, &paragraph(&mark.repeat(20_000)))
        }),
        ("a long paragraph", |text, chance| {
            let piece = *chance.one(&[
                "一、",
                "（一）甲",
                "1.",
                "2026年",
                "附件1",
                "1,",
                "66,275元",
                "第一条",
                "甲局、",
                "1.",
            ]);
            within(&text, &paragraph(&piece.repeat(20_000)))
        }),
        ("many paragraphs", |text, chance| {
            let piece = *chance.one(&[
                "一、甲",
                "（一）甲。",
                "附件1",
                "附件：1.甲",
                "某某局",
                "2026年3月5日",
                "抄送：甲局。",
                "甲局：",
                "第一章　甲",
                "关于甲的通知",
                "1.甲；",
                "",
                "（此件公开发布）",
                "【甲】",
            ]);
            within(&text, &paragraph(piece).repeat(5000))
        }),
        ("many runs", |text, _| {
            let runs: String = (0..5000).fold(String::new(), |mut all, at| {
                let _ = write!(all, "<w:r><w:rPr><w:sz w:val=\"{}\"/></w:rPr><w:t>甲</w:t></w:r>", at % 3000);
                all
            });
            within(&text, &format!("<w:p>{runs}</w:p>"))
        }),
        ("fields without end", |text, _| {
            let field = "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>TOC PAGE </w:instrText></w:r>";
            within(&text, &format!("<w:p>{}</w:p>", field.repeat(5000)))
        }),
        ("many sections", |text, _| {
            let section = "<w:p><w:pPr><w:sectPr><w:footerReference w:type=\"default\" r:id=\"rIdOdd\"/></w:sectPr></w:pPr></w:p>";
            within(&text, &section.repeat(5000))
        }),
    ];
    list[chance.below(list.len())]
}

/// Files that unpack to far more than they are.
fn bomb(bytes: &[u8], chance: &mut Chance) -> (String, Vec<u8>) {
    let mut parts = unpacked(bytes);
    match chance.below(3) {
        0 => {
            let name = *chance.one(&[
                "word/document.xml",
                "word/styles.xml",
                "docProps/custom.xml",
                "[Content_Types].xml",
            ]);
            ("a gigabyte of nothing".to_owned(), with_gigabyte(parts, name))
        }
        1 => {
            let count = *chance.one(&[9_000, 12_000]);
            parts.extend((0..count).map(|at| (format!("word/x{at}.xml"), Vec::new())));
            ("many parts".to_owned(), packed(&parts))
        }
        _ => {
            // As much of one thing as deflating tells from a bomb.
            let piece = *chance.one(&["<w:p/>", "<w:p><w:r><w:t>甲</w:t></w:r></w:p>", "<w:tbl/>", "<x/>"]);
            for (name, content) in &mut parts {
                if name == "word/document.xml" {
                    let text = String::from_utf8_lossy(content);
                    *content = text
                        .replacen("<w:body>", &format!("<w:body>{}", piece.repeat(1_000_000)), 1)
                        .into_bytes();
                }
            }
            ("a million of one thing".to_owned(), packed(&parts))
        }
    }
}

/// A package with a part of 1 GB of zeros, deflated to a megabyte.
fn with_gigabyte(mut parts: Parts, name: &str) -> Vec<u8> {
    parts.retain(|(own, _)| own != name);
    // A block of a megabyte that ends on a byte, a thousand times, and the end of the stream.
    let mut deflate = Compress::new(Compression::best(), false);
    let mut block = Vec::with_capacity(100_000);
    let zeros = vec![0; 1 << 20];
    deflate.compress_vec(&zeros, &mut block, FlushCompress::Full).expect("memory");
    let mut stream = block.repeat(1024);
    stream.extend([0x03, 0x00]);
    // The stream is put in as it is, and its record is told that it is deflated.
    let mark = "@@@".repeat(3);
    parts.push((mark.clone(), Vec::new()));
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (own, content) in &parts {
        let options = SimpleFileOptions::default();
        let stored = options.compression_method(zip::CompressionMethod::Stored);
        let is_bomb = *own == mark;
        writer
            .start_file(if is_bomb { name } else { own }, if is_bomb { stored } else { options })
            .expect("memory");
        writer.write_all(if is_bomb { &stream } else { content }).expect("memory");
    }
    let mut bytes = writer.finish().expect("memory").into_inner();
    for (sign, method, size, at_name) in [(b"PK\x03\x04", 8, 22, 30), (b"PK\x01\x02", 10, 24, 46)] {
        let all: Vec<usize> =
            bytes.windows(4).enumerate().filter(|(_, w)| w == sign).map(|(at, _)| at).collect();
        for at in all {
            if bytes[at + at_name..].starts_with(name.as_bytes()) {
                bytes[at + method] = 8;
                bytes[at + size..at + size + 4].copy_from_slice(&(1_u32 << 30).to_le_bytes());
            }
        }
    }
    bytes
}

/// Where tags stand; there is one at least.
fn tags(text: &str) -> Vec<(usize, usize)> {
    let mut list = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find('<').map(|at| from + at)
        && let Some(end) = text[start..].find('>').map(|at| start + at + 1)
    {
        list.push((start, end));
        from = end;
    }
    if list.is_empty() {
        list.push((0, 0));
    }
    list
}

/// Where the values of attributes stand, without their quotes.
fn values(text: &str) -> Vec<(usize, usize)> {
    let mut list = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find("=\"").map(|at| from + at + 2)
        && let Some(end) = text[start..].find('"').map(|at| start + at)
    {
        list.push((start, end));
        from = end + 1;
    }
    list
}
