//! The folder of a batch: what its list says, and what is there.

/// A folder with the documents of a batch.
#[derive(Debug, Clone, Default)]
pub struct Folder {
    /// Whether every unit had its turn.
    pub complete: bool,
    /// How many documents the whole batch has; 0 if that is not known.
    pub total: usize,
    /// The documents of the list, without those that could not be made.
    pub entries: Vec<Entry>,
    /// The documents that are there.
    pub files: Vec<File>,
}

/// A document of the list.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    /// The unit.
    pub unit: String,
    /// Path of its file in the folder, with `/`.
    pub file: String,
    /// 发文字号; empty if it has none.
    pub number: String,
    /// Hash of the file as it was made.
    pub hash: String,
}

/// A document that is there.
#[derive(Debug, Clone, Default)]
pub struct File {
    /// Its path in the folder, with `/`.
    pub name: String,
    /// Its hash.
    pub hash: String,
    /// Its text; empty if it could not be read.
    pub text: String,
}
