//! Packages as other programs write them, and files that are none.

use insta::assert_snapshot;

use super::builder::{book as book_of, ods, package, raw, xls, xlsx};
use super::read;
use crate::diag::sources::column_letters;
use crate::source::table::Options;

fn told(bytes: &[u8], name: &str) -> String {
    let outcome = read(bytes, name, &Options::default());
    format!("{}----\n{}", outcome.dump(), outcome.told())
}

#[test]
fn texts_are_read_without_their_guides_and_with_their_blanks() {
    let strings = "<si><r><t>姓</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\">  名</t></r><rPh><t>xm</t></rPh></si>\
                   <si>\n <t>人数</t>\n </si><si><t>张_x000D_\n三&amp;李四</t></si>";
    let sheet = "<x:worksheet xmlns:x='x'><x:sheetData>\
        <x:row><x:c t='s'><x:v>0</x:v></x:c><x:c t='s'><x:v>1</x:v></x:c><x:c t='inlineStr'><x:is><x:t>日期</x:t></x:is></x:c></x:row>\
        <x:row><x:c t='s'><x:v>2</x:v></x:c><x:c><x:v> 12 </x:v></x:c><x:c t='d'><x:v>2012-06-30T00:00:00</x:v></x:c></x:row>\
        <x:row r='5'><x:c r='B5'><x:f t='shared' si='0'/><x:v></x:v></x:c></x:row>\
        </x:sheetData></x:worksheet>";
    assert_snapshot!(told(&raw(strings, sheet), "a.xlsx"));
}

#[test]
fn files_that_are_no_workbook_have_their_own_words() {
    let container = |stream: &str| xls::container(stream, b"");
    let old = |kind: u16, version: u16| xls::record(kind, &[version, 5, 0, 0].map(u16::to_le_bytes).concat());
    let five = xls::container("Book", &old(0x0809, 0x0500));
    let good = xlsx("内容 | 人数\n讲座 | 120\n");
    let book = |sheet: &str| raw("", sheet);
    let mut all = String::new();
    for (name, bytes) in [
        ("加密.xlsx", container("EncryptedPackage")),
        ("加密.xls", xls::raw(&xls::record(0x002F, &[1, 0]), &[])),
        (
            "加密.ods",
            package(&[
                ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
                ("content.xml", b"\x17\x03"),
                (
                    "META-INF/manifest.xml",
                    b"<m:manifest xmlns:m='m'><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>",
                ),
            ]),
        ),
        ("95.xls", five),
        ("4.xls", xls::record(0x0409, &[0, 0, 0x10, 0, 0, 0])),
        ("旧.doc", container("WordDocument")),
        ("旧.ppt", container("PowerPoint Document")),
        ("怪.xls", container("别的")),
        ("空.et", container("Workbook")),
        ("断.xls", xls::write(&book_of("内容 | 人数\n讲座 | 120\n"))[..2000].to_vec()),
        ("断.ods", package(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")])),
        ("坏.ods", ods::raw("", "<table:table><table:table-row>")),
        ("稿.odt", package(&[("mimetype", b"application/vnd.oasis.opendocument.text")])),
        ("表.xlsb", package(&[("xl/workbook.bin", b"")])),
        ("稿.xlsx", package(&[("word/document.xml", b"<a/>")])),
        ("包.zip", package(&[("说明.txt", b"a")])),
        ("改名.xlsx", b"a,b\n1,2\n".to_vec()),
        ("网页.xls", b"\xEF\xBB\xBF<html><table><tr><td>1</td></tr></table></html>".to_vec()),
        ("件.pdf", b"%PDF-1.4".to_vec()),
        ("图.csv", b"\x89PNG\r\n\x1A\n\0\0\0\0\0".to_vec()),
        ("空.csv", Vec::new()),
        ("空.xlsx", Vec::new()),
        ("空行.csv", b"\n\n,,\n".to_vec()),
        ("断.xlsx", good[..good.len() / 2].to_vec()),
        ("坏.xlsx", book("<worksheet><sheetData><row><c>")),
        (
            "重.xlsx",
            book("<worksheet><row r='1'><c r='A1'><v>1</v></c><c r='A1'><v>2</v></c></row></worksheet>"),
        ),
        ("远.xlsx", book("<worksheet><row r='9999999'><c><v>1</v></c></row></worksheet>")),
        ("叠.xlsx", xlsx("a | b\nc | d\n〔合并 A1:B1〕\n〔合并 A1:A2〕\n")),
        ("空页.xlsx", xlsx("工作表 甲\n\n")),
    ] {
        all += &format!("{}\n", told(&bytes, name));
    }
    assert_snapshot!(all);
}

#[test]
fn a_bomb_is_refused() {
    let sheet = format!("<worksheet>{}</worksheet>", " ".repeat(64 << 20));
    let outcome = read(&raw("", &sheet), "a.xlsx", &Options::default());
    assert_eq!(outcome.findings.list.first().map(|finding| finding.code), Some("spreadsheet-too-large"));
}

#[test]
fn one_text_in_many_cells_is_counted_as_often() {
    let strings = format!("<si><t>{}</t></si>", "甲".repeat(10_000));
    let sheet = format!("<worksheet><row>{}</row></worksheet>", "<c t='s'><v>0</v></c>".repeat(16_000));
    let outcome = read(&raw(&strings, &sheet), "a.xlsx", &Options::default());
    assert_eq!(outcome.findings.list.first().map(|finding| finding.code), Some("spreadsheet-too-large"));
}

#[test]
fn a_sheet_with_cells_far_apart_costs_little() {
    let sheet = "<worksheet><row r='1'><c r='A1' t='str'><v>内容</v></c><c r='B1' t='str'><v>人数</v></c></row>\
                 <row r='1048576'><c r='A1048576' t='str'><v>讲座</v></c><c r='XFD1048576'><v>1</v></c></row></worksheet>";
    assert_snapshot!(told(&raw("", sheet), "a.xlsx"));
}

#[test]
fn cells_that_would_fill_the_memory_are_refused() {
    let mut cells = String::new();
    for n in 1..=3000 {
        let column = column_letters(n);
        cells += &format!("<row r='{n}'><c r='{column}{n}'><v>1</v></c></row>");
    }
    let outcome = read(&raw("", &format!("<worksheet>{cells}</worksheet>")), "a.xlsx", &Options::default());
    assert_eq!(outcome.findings.list.first().map(|finding| finding.code), Some("spreadsheet-too-large"));
}
