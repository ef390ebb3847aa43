//! The tree as JSON, for `--to ast`: what the stages before the layout understood. The form is the tree's own
//! (`src/document/tree.rs`), under a `schema_version` that grows when a field changes its meaning. A reference within a text
//! is dumped as what it reads.

use serde::Serialize;

use crate::document::text;
use crate::document::tree::Document;

/// Version of the form.
pub const SCHEMA_VERSION: u32 = 1;

/// The whole dump.
#[derive(Debug, Serialize)]
struct Dump<'a> {
    schema_version: u32,
    document: &'a Document,
}

/// The document as indented JSON, with a line end.
pub fn dump(document: &Document) -> String {
    let mut read = None;
    if !document.referred.is_empty() {
        text::join_references(read.insert(document.clone()));
    }
    let dump = Dump { schema_version: SCHEMA_VERSION, document: read.as_ref().unwrap_or(document) };
    let mut text =
        serde_json::to_string_pretty(&dump).expect("the tree holds strings, numbers and lists only");
    text.push('\n');
    text
}
