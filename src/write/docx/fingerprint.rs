//! Whether a .docx is ours and unchanged, so that a person's work is never overwritten.
//!
//! Each file that we write carries the SHA-256 of its `word/document.xml`. Word, WPS and `LibreOffice` keep the
//! property and rewrite that part whenever they save, even if only a style or a footer was changed, so a hash that
//! still fits means that nobody saved the file. Reading is bounded and never panics: whatever cannot be read was
//! not written by us.

use std::fmt::Write as _;

use crate::office::archive::Archive;
use crate::office::element::Element;
use crate::office::parse::parse;
use crate::write::docx::properties::{BODY_HASH, TOOL_VERSION};
use sha2::{Digest, Sha256};

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

/// SHA-256.
pub fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
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
fn stamped(bytes: &[u8]) -> Option<(Archive<'_>, String)> {
    let mut archive = Archive::open(bytes).ok()?;
    let root = parse(&archive.read("docProps/custom.xml", CUSTOM_LIMIT).ok()?)?;
    let value = |name: &str| {
        root.elements().find(|property| property.attribute("name") == Some(name)).map(Element::text)
    };
    value(TOOL_VERSION)?;
    let expected = value(BODY_HASH)?;
    Some((archive, expected))
}

/// Hash of the body as it stands; `None` if it cannot be read or is beyond the limit.
fn body_hash(archive: &mut Archive<'_>) -> Option<String> {
    let mut digest = Sha256::new();
    archive.feed("word/document.xml", BODY_LIMIT, |piece| digest.update(piece)).ok()?;
    Some(hexadecimal(&digest.finalize()))
}

/// Bytes in lower-case hexadecimal.
pub fn hexadecimal(digest: &[u8]) -> String {
    digest.iter().fold(String::with_capacity(digest.len() * 2), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a string cannot fail");
        text
    })
}
