//! The texts that places point into. Append-only; a [`SourceId`] stays valid for the life of the run.

/// Number of a text in [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub u32);

/// One text with the name under which it is shown.
#[derive(Debug, Clone)]
pub struct Source {
    /// Path as the user wrote it, or the template's name (`模板:实施方案/指导思想.md.tera`).
    pub name: String,
    /// The decoded text.
    pub text: String,
}

/// All texts of a run.
#[derive(Debug, Default)]
pub struct Sources {
    list: Vec<Source>,
}

/// A place for people: 1-based line, 1-based column counted in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineColumn {
    /// 1-based line.
    pub line: usize,
    /// 1-based column, in characters.
    pub column: usize,
}

impl Sources {
    /// Keeps a text and gives it a number.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        self.list.push(Source { name: name.into(), text: text.into() });
        SourceId(self.list.len() as u32 - 1)
    }

    /// The text with this number.
    pub fn get(&self, id: SourceId) -> &Source {
        &self.list[id.0 as usize]
    }

    /// Line and column of a byte in a source; a byte past the end is the end.
    pub fn line_column(&self, id: SourceId, byte: usize) -> LineColumn {
        let text = &self.get(id).text;
        let mut at = byte.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let before = &text[..at];
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        LineColumn {
            line: before.bytes().filter(|&b| b == b'\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
}
