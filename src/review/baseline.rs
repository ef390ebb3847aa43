//! Findings that are known and let be: a file of them, so that only new ones are told.
//!
//! A finding is known again by file, code and the line that it was found in, not by the line's number: other lines may come
//! and go. It counts as often as it was there.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::review::{Finding, Reviewed};

/// The version of the file's shape.
const SCHEMA_VERSION: u32 = 1;

/// The known findings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Baseline {
    schema_version: u32,
    findings: Vec<Known>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Known {
    file: String,
    code: String,
    text: String,
    #[serde(default = "one")]
    count: usize,
}

fn one() -> usize {
    1
}

impl Baseline {
    /// The findings of a review.
    pub fn of(files: &[Reviewed]) -> Self {
        let mut counted: BTreeMap<(String, String, String), usize> = BTreeMap::new();
        for (file, finding) in all(files) {
            *counted.entry(key(&file, finding)).or_default() += 1;
        }
        let findings = counted
            .into_iter()
            .map(|((file, code, text), count)| Known { file, code, text, count })
            .collect();
        Self { schema_version: SCHEMA_VERSION, findings }
    }

    /// Reads the file.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok().filter(|known: &Self| known.schema_version == SCHEMA_VERSION)
    }

    /// The file's bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).expect("texts and numbers have a form in JSON");
        bytes.push(b'\n');
        bytes
    }

    /// Takes what is known out of a review, and says how many that were.
    pub fn take_out(&self, files: &mut [Reviewed]) -> usize {
        let mut left: BTreeMap<(String, String, String), usize> = BTreeMap::new();
        for known in &self.findings {
            *left.entry((known.file.clone(), known.code.clone(), known.text.clone())).or_default() +=
                known.count;
        }
        let mut count = 0;
        for file in files {
            let path = shown(&file.path);
            file.findings.retain(|finding| match left.get_mut(&key(&path, finding)) {
                Some(more) if *more > 0 => {
                    *more -= 1;
                    count += 1;
                    false
                }
                _ => true,
            });
        }
        count
    }
}

fn all(files: &[Reviewed]) -> impl Iterator<Item = (String, &Finding)> {
    files.iter().flat_map(|file| file.findings.iter().map(move |finding| (shown(&file.path), finding)))
}

/// A path as it is compared: with slashes, on every system.
fn shown(path: &std::path::Path) -> String {
    path.display().to_string().replace('\\', "/")
}

fn key(file: &str, finding: &Finding) -> (String, String, String) {
    let text = if finding.line.is_empty() { finding.diagnostic.message.as_str() } else { &*finding.line };
    (file.to_owned(), finding.diagnostic.code.to_owned(), text.to_owned())
}
