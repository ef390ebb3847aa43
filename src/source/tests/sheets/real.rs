//! Workbooks from elsewhere, where they are at hand: each is read, or refused in words.
#![expect(clippy::disallowed_methods, reason = "the files lie beside the repository")]

use std::path::Path;

use super::read;
use crate::source::table::Options;

#[test]
fn workbooks_from_elsewhere_are_read_or_refused_in_words() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/real/xlsx");
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<_> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "xlsx" || end == "xls"));
    paths.sort();
    for path in &paths {
        let bytes = std::fs::read(path).expect("a file");
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let outcome = read(&bytes, &name, &Options::default());
        assert!(
            outcome.records.is_some() || outcome.findings.has_errors(),
            "{name} is neither read nor refused"
        );
        // Showing what was read must not fail either.
        let _ = (outcome.dump(), outcome.told());
    }
}
