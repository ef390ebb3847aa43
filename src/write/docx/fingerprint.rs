//! Whether a .docx is ours and unchanged, so that a person's work is never overwritten.
//!
//! Each file that we write carries the SHA-256 of its `word/document.xml`. Word, WPS and `LibreOffice` keep the
//! property and rewrite that part whenever they save, even if only a style or a footer was changed, so a hash that
//! still fits means that nobody saved the file. Reading is bounded and never panics: whatever cannot be read was
//! not written by us.

use std::fmt::Write as _;
use std::io::{Cursor, Read};

use sha2::{Digest, Sha256};
use zip::ZipArchive;

use crate::write::docx::ooxml::element::Element;
use crate::write::docx::ooxml::parse::parse;
use crate::write::docx::properties::{BODY_HASH, TOOL_VERSION};

/// Largest `docProps/custom.xml` that is read.
const CUSTOM_LIMIT: u64 = 1 << 20;
/// Largest `word/document.xml` that is hashed; ours are far smaller, so a larger one is not as we wrote it.
const BODY_LIMIT: u64 = 256 << 20;

/// Where a file comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// We wrote it and nobody changed it.
    Ours,
    /// We wrote it, and somebody saved it since.
    Edited,
    /// Not ours, or not readable.
    Foreign,
}

/// SHA-256 in lower-case hexadecimal.
pub fn hash(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// Where the file with these bytes comes from.
pub fn edited_by_hand(bytes: &[u8]) -> Origin {
    let Some((mut archive, expected)) = stamped(bytes) else { return Origin::Foreign };
    match body_hash(&mut archive) {
        Some(found) if found == expected => Origin::Ours,
        _ => Origin::Edited,
    }
}

/// The archive and the hash that it carries, if it carries our stamp.
fn stamped(bytes: &[u8]) -> Option<(ZipArchive<Cursor<&[u8]>>, String)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut xml = Vec::new();
    archive.by_name("docProps/custom.xml").ok()?.take(CUSTOM_LIMIT).read_to_end(&mut xml).ok()?;
    let root = parse(&xml)?;
    let value = |name: &str| {
        root.elements().find(|property| property.attribute("name") == Some(name)).map(Element::text)
    };
    value(TOOL_VERSION)?;
    let expected = value(BODY_HASH)?;
    Some((archive, expected))
}

/// Hash of the body as it stands; `None` if it cannot be read or is beyond the limit.
fn body_hash(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Option<String> {
    let mut body = archive.by_name("word/document.xml").ok()?.take(BODY_LIMIT + 1);
    let mut digest = Sha256::new();
    let mut buffer = [0; 16 * 1024];
    let mut total = 0;
    loop {
        let count = body.read(&mut buffer).ok()?;
        if count == 0 {
            return Some(hexadecimal(&digest.finalize()));
        }
        total += count as u64;
        if total > BODY_LIMIT {
            return None;
        }
        digest.update(&buffer[..count]);
    }
}

fn hexadecimal(digest: &[u8]) -> String {
    digest.iter().fold(String::with_capacity(digest.len() * 2), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a string cannot fail");
        text
    })
}
