//! The examples of `gongwen explain` do what they say.

use encoding_rs::GB18030;

use super::read_bytes;
use crate::diag::codes;

fn bytes(name: &str, text: &str, is_wrong: bool) -> Vec<u8> {
    match name {
        // These two are about bytes, which an example can only describe.
        "not-utf8" if is_wrong => GB18030.encode(text).0.into_owned(),
        "bad-encoding" if is_wrong => b"\xB1\xEA\xCC\xE2: \xFF\xFF\n".to_vec(),
        _ => text.as_bytes().to_vec(),
    }
}

#[test]
fn a_wrong_example_gives_its_code_and_only_that() {
    for code in codes::all().filter(|code| is_of_this_stage(code.name)) {
        let outcome = read_bytes(&bytes(code.name, code.wrong.text, true));
        let mut codes = outcome.codes();
        codes.dedup();
        assert_eq!(codes, [code.name], "{}\n{}", code.wrong.text, outcome.told());
    }
}

#[test]
fn a_right_example_gives_no_finding() {
    for code in codes::all().filter(|code| is_of_this_stage(code.name)) {
        let outcome = read_bytes(&bytes(code.name, code.right.text, false));
        assert_eq!(outcome.told(), "", "{}", code.right.text);
    }
}

/// Faults of later stages have examples that this stage finds nothing wrong with.
fn is_of_this_stage(name: &str) -> bool {
    codes::SOURCE.iter().any(|code| code.name == name)
}
