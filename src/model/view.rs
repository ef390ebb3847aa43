//! What templates may see of a record: texts, lists, maps and booleans. Absent fields are left out, so that nothing
//! is ever printed as blank.

use std::collections::BTreeMap;

/// A value for templates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum View {
    /// One line of text.
    Text(String),
    /// 正文: paragraphs, not yet read for headings.
    Prose(Vec<String>),
    /// 是 / 否.
    Flag(bool),
    /// A list.
    List(Vec<View>),
    /// A map under ASCII names; the user's own keys stay Chinese.
    Map(BTreeMap<String, View>),
}
