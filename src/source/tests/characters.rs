//! Encodings and characters.

use encoding_rs::GB18030;
use insta::assert_snapshot;

use super::{Outcome, read, read_bytes};
use crate::source::node::Value;

const TEXT: &str = "标题: 关于开展活动的通知\n";

fn title(outcome: &Outcome) -> Option<&str> {
    match &outcome.node.as_ref()?.get("标题")?.value {
        Value::Scalar(scalar) => Some(&scalar.text),
        _ => None,
    }
}

#[test]
fn every_usual_encoding_is_read() {
    let utf16 = |big: bool| -> Vec<u8> {
        let bom = std::iter::once(0xFEFF_u16);
        bom.chain(TEXT.encode_utf16())
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect()
    };
    let with_bom = format!("\u{FEFF}{TEXT}");
    for (bytes, codes) in [
        (TEXT.as_bytes().to_vec(), vec![]),
        (with_bom.into_bytes(), vec![]),
        (TEXT.replace('\n', "\r\n").into_bytes(), vec![]),
        (GB18030.encode(TEXT).0.into_owned(), vec!["not-utf8"]),
        (utf16(true), vec!["not-utf8"]),
        (utf16(false), vec!["not-utf8"]),
    ] {
        let outcome = read_bytes(&bytes);
        assert_eq!(title(&outcome), Some("关于开展活动的通知"), "{bytes:?}");
        assert_eq!(outcome.codes(), codes, "{bytes:?}");
    }
}

#[test]
fn gbk_is_said() {
    assert_snapshot!(read_bytes(&GB18030.encode(TEXT).0).told());
}

#[test]
fn damaged_bytes_are_placed() {
    let mut gbk = GB18030.encode("单位: 市卫生局\n标题: 关于").0.into_owned();
    gbk.extend(b"\xFF\n");
    let mut utf8 = "单位: 市卫生局\n标题: 关于".as_bytes().to_vec();
    utf8.extend(b"\xFF\xFF\n");
    assert_snapshot!(format!("{}{}", read_bytes(&gbk).told(), read_bytes(&utf8).told()));
}

#[test]
fn other_files_are_no_text() {
    assert_snapshot!(read_bytes(b"PK\x03\x04\x14\x00\x06\x00").told());
}

#[test]
fn illegal_and_invisible_characters_are_named() {
    let text = "标题: 关于\u{B}开展\u{200B}活动\u{FFFD}的\u{FDD0}通知\n正文: \"a\\0b\"\n";
    assert_snapshot!(read(text).told());
}

#[test]
fn many_illegal_characters_are_counted() {
    let outcome = read(&format!("标题: {}", "\u{1}".repeat(30)));
    assert_eq!(outcome.findings.list.len(), 21);
    assert!(outcome.told().contains("另有 10 处"), "{}", outcome.told());
}

#[test]
fn a_file_without_content_is_said() {
    for text in ["", "\n\n", "# 说明\n  # 说明", "\u{FEFF}"] {
        assert_eq!(read(text).codes(), ["empty-file"], "{text:?}");
    }
    assert_snapshot!(read("").told());
}
