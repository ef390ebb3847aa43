//! Every fault the program can report, by its stable name: what `gongwen explain` prints.
//!
//! One list, assembled from a file per stage. A new fault is added to its stage's file; tests see to it that names
//! are unique and that the examples do what they say.

mod batch;
mod build;
mod chart;
mod check;
mod collect;
mod diff;
mod figure;
mod markup;
mod model;
mod profile;
mod seal;
mod sheets;
mod source;
mod table;
mod template;
mod word;
mod world;

use crate::diag::nearest;

/// A fault, explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// Kebab-case; names what is wrong.
    pub name: &'static str,
    /// A few words.
    pub title: &'static str,
    /// 说明: why it is a fault and what comes of it.
    pub why: &'static str,
    /// 依据: the clause that asks for it; empty if none does.
    pub clause: &'static str,
    /// 反例.
    pub wrong: Example,
    /// 正例.
    pub right: Example,
}

/// A small file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    /// Its name; says what kind of file it is.
    pub file: &'static str,
    /// Its text.
    pub text: &'static str,
}

impl Example {
    /// A data file with this text.
    pub const fn yaml(text: &'static str) -> Self {
        Self { file: "资料.yaml", text }
    }
}

/// The lists of the stages, in the order of the flow.
const STAGES: &[&[Code]] = &[
    world::CODES,
    source::CODES,
    table::CODES,
    model::CODES,
    sheets::CODES,
    template::CODES,
    markup::CODES,
    build::CODES,
    profile::CODES,
    chart::CODES,
    figure::CODES,
    batch::CODES,
    collect::CODES,
    check::CODES,
    seal::CODES,
    word::CODES,
    diff::CODES,
];

/// Those of files as such, which reading alone can find.
#[cfg(test)]
pub const SOURCE: &[Code] = source::CODES;

/// Those of sheets and their tables.
#[cfg(test)]
pub const TABLE: &[Code] = table::CODES;

/// Those of workbooks that are sheets.
#[cfg(test)]
pub const SHEETS: &[Code] = sheets::CODES;

/// All codes, in the order of the flow.
pub fn all() -> impl Iterator<Item = &'static Code> {
    STAGES.iter().copied().flatten()
}

/// The code with this name.
pub fn find(name: &str) -> Option<&'static Code> {
    all().find(|code| code.name == name)
}

/// The name that was probably meant.
pub fn nearest(name: &str) -> Option<&'static str> {
    nearest::nearest(name, all().map(|code| code.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_stands_once_and_is_kebab_case() {
        let mut names: Vec<_> = all().map(|code| code.name).collect();
        assert!(
            names.iter().all(|n| n.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'))
        );
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }

    #[test]
    fn a_misspelt_name_is_guessed() {
        assert_eq!(nearest("full-width-colom"), Some("full-width-colon"));
        assert_eq!(nearest("something"), None);
    }
}
