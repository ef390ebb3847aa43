//! The examples of `gongwen explain` do what they say.

use super::builder::xlsx;
use super::{Outcome, read};
use crate::diag::codes;
use crate::source::table::Options;

fn run(file: &str, text: &str) -> Outcome {
    let bytes = if file == "台账.csv" { text.as_bytes().to_vec() } else { xlsx(text) };
    read(&bytes, file, &Options::default())
}

#[test]
fn wrong_examples_give_their_code_and_right_ones_nothing() {
    let mut count = 0;
    for code in codes::TABLE {
        // What lies in the bytes of a file, an example can only describe.
        if code.wrong.text.starts_with('（') {
            continue;
        }
        count += 1;
        let wrong = run(code.wrong.file, code.wrong.text);
        let names: Vec<&str> = wrong.findings.list.iter().map(|finding| finding.code).collect();
        assert!(names.contains(&code.name), "{}: {names:?}\n{}", code.name, wrong.told());
        let right = run(code.right.file, code.right.text);
        assert_eq!(right.told(), "", "{}", code.name);
        assert!(right.records.is_some(), "{}", code.name);
    }
    assert!(count > 20);
}
