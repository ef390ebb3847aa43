//! What holds for every input.

use proptest::prelude::*;

use super::{read, read_bytes};
use crate::source::node::{Node, Value};

/// Text made of what confuses YAML readers.
fn yamlish() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "名称", "简称", ":", ": ", "：", "\n", "\n  ", "\n    ", "- ", "-", "\t", "\u{3000}", "\"", "'", "[",
        "]", "{", "}", ",", "#", " # ", "|", "|\n", ">", "&a ", "*a", "<<: *a", "---\n", "...", "!", "%",
        "@", "?", "? ", "\\", "甲", "1.50", "\u{FDD0}", "\0", "\u{A0}", "\r\n", "~", "\\x", "\u{FEFF}",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.map(|line| line + "\n").collect()
}

fn check_places(node: &Node, text: &str) {
    let inside = |at: usize| at <= text.len() && text.is_char_boundary(at);
    assert!(inside(node.span.start) && inside(node.span.end) && node.span.start <= node.span.end);
    assert!(node.line_starts.iter().all(|&at| inside(at)));
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| check_places(item, text)),
        Value::Map(entries) => {
            for (key, value) in entries {
                assert!(inside(key.span.start) && inside(key.span.end));
                check_places(value, text);
            }
        }
        _ => {}
    }
}

fn never_panics(bytes: &[u8]) {
    let outcome = read_bytes(bytes);
    let _ = outcome.told();
    if let Some(node) = &outcome.node {
        check_places(node, &outcome.sources.get(node.span.source).text);
    } else {
        assert!(outcome.findings.has_errors(), "no tree and no reason: {bytes:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn reading_never_panics(text in yamlish()) {
        never_panics(text.as_bytes());
    }

    #[test]
    fn reading_never_panics_on_any_text(text in ".*") {
        never_panics(text.as_bytes());
    }

    #[test]
    fn reading_never_panics_on_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        never_panics(&bytes);
    }

    #[test]
    fn texts_of_simple_maps_come_back(values in prop::collection::vec("[一-龥a-z0-9：，。“”.（]{1,12}", 1..8)) {
        let text = lines(values.iter().enumerate().map(|(i, value)| format!("键{i}: {value}")));
        let outcome = read(&text);
        prop_assert_eq!(outcome.told(), "");
        let node = outcome.node.as_ref().ok_or_else(|| TestCaseError::fail("no tree"))?;
        for (i, value) in values.iter().enumerate() {
            let found = node.get(&format!("键{i}")).map(|n| n.value.clone());
            let text = match found {
                Some(Value::Scalar(scalar)) => scalar.text,
                Some(Value::Null) => "null".to_owned(),
                other => return Err(TestCaseError::fail(format!("{other:?}"))),
            };
            prop_assert_eq!(&text, value);
        }
    }

    #[test]
    fn texts_of_quoted_maps_come_back(values in prop::collection::vec("[^\u{0}-\u{1F}\u{7F}-\u{9F}\\p{Cf}\\p{Cn}\\p{Co}\\p{Z}\u{34F}\u{115F}\u{1160}\u{17B4}\u{17B5}\u{3164}\u{FFA0}\u{FFFD}]{0,20}", 1..5)) {
        let quoted = |value: &str| value.replace('\'', "''");
        let text = lines(values.iter().enumerate().map(|(i, value)| format!("键{i}: '{}'", quoted(value))));
        let outcome = read(&text);
        prop_assert_eq!(outcome.told(), "");
        for (i, value) in values.iter().enumerate() {
            let found = outcome.node.as_ref().and_then(|n| n.get(&format!("键{i}"))).map(|n| &n.value);
            prop_assert!(matches!(found, Some(Value::Scalar(scalar)) if scalar.text == *value), "{:?}", found);
        }
    }

    #[test]
    fn lines_of_a_block_have_their_places(lines in prop::collection::vec("[一-龥：:\\-\"\\[ ]{0,8}[一-龥]", 2..6)) {
        let text = format!("正文: |2\n{}", super::laws::lines(lines.iter().map(|line| format!("   {line}"))));
        let outcome = read(&text);
        prop_assert_eq!(outcome.told(), "");
        let node = outcome.node.as_ref().and_then(|n| n.get("正文"));
        let starts = node.map(|n| n.line_starts.clone()).unwrap_or_default();
        prop_assert_eq!(starts.len(), lines.len());
        for (start, line) in starts.into_iter().zip(lines) {
            let expected = format!(" {line}\n");
            prop_assert!(text[start..].starts_with(&expected), "{:?} {:?}", &text[start..], expected);
        }
    }
}

#[test]
fn bombs_end_in_an_error() {
    let mut aliases = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for i in 1..12 {
        let refs = vec![format!("*a{}", i - 1); 10].join(", ");
        aliases += &lines(std::iter::once(format!("a{i}: &a{i} [{refs}]")));
    }
    let long = format!("a: &a {}\nb: [{}]\n", "长".repeat(1_000_000), "*a, ".repeat(100_000));
    let deep = "- ".repeat(5_000);
    let steps = lines((0..3_000).map(|i| format!("{}键:", " ".repeat(i))));
    for text in [aliases, long, deep, steps, "[".repeat(200_000), "{a: ".repeat(100_000)] {
        let outcome = read(&text);
        assert!(outcome.node.is_none());
        // Of brackets that never close, that is the fault to tell.
        assert!(
            matches!(outcome.codes()[..], ["yaml-too-large" | "unclosed-bracket"]),
            "{:?}",
            outcome.codes()
        );
    }
}
