//! Texts and Word files, read.

use crate::diag::diagnostic::{Diagnostic, Place};
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::paper::Paper;
use crate::read;
use crate::read::docx::{self, Word};
use crate::review::inputs::Kind;
use crate::source::encoding;

/// A file that was read.
pub enum Opened {
    /// A text, Markdown or not.
    Text(Paper),
    /// A Word file.
    Word(Box<Word>),
}

impl Opened {
    /// What it says.
    pub fn paper(&self) -> &Paper {
        match self {
            Opened::Text(paper) => paper,
            Opened::Word(word) => &word.paper,
        }
    }
}

/// A file without a word in it.
pub fn empty(name: &str) -> Diagnostic {
    Diagnostic::error("empty-file", Place::Path(name.to_owned()), "文件里没有内容")
        .hint("核对是不是选错了文件，或者忘了保存")
}

/// Reads the bytes of a text or a Word file. `None` if it cannot be read; why is in `findings`.
pub fn open(
    bytes: &[u8],
    name: &str,
    kind: Kind,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<Opened> {
    if kind == Kind::Word {
        return match docx::read(bytes, name, sources) {
            Ok(word) => Some(Opened::Word(Box::new(word))),
            Err(told) => {
                findings.push(told);
                None
            }
        };
    }
    let source = encoding::read_text(bytes, name, sources, findings)?;
    let text = sources.get(source).text.clone();
    if text.trim().is_empty() {
        findings.push(empty(name));
        return None;
    }
    Some(Opened::Text(match kind {
        Kind::Markdown => read::text::markdown(&text, source),
        _ => read::text::paper(&text, source),
    }))
}
