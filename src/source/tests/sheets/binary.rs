//! What .xls says in its own way: records as other programs write them, and what no program writes.

use insta::assert_snapshot;

use super::builder::xls::{beginning, container, end, raw, record};
use super::builder::{book, xls};
use super::cells;

fn numbers(list: &[u16]) -> Vec<u8> {
    list.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// A record of a cell: row, column, no style, and what follows.
fn cell(kind: u16, row: u16, column: u16, data: &[u8]) -> Vec<u8> {
    record(kind, &[&numbers(&[row, column, 0])[..], data].concat())
}

fn formula(column: u16, result: [u8; 8], flags: u16) -> Vec<u8> {
    cell(0x0006, 0, column, &[&result[..], &flags.to_le_bytes(), &[0; 6]].concat())
}

const TEXT_FOLLOWS: [u8; 8] = [0, 0, 0, 0, 0, 0, 0xFF, 0xFF];
const NOTHING: [u8; 8] = [3, 0, 0, 0, 0, 0, 0xFF, 0xFF];

#[test]
fn cells_are_written_in_many_ways() {
    let all = [
        // A text of its own, cut in the middle; one with runs of fonts.
        cell(0x0204, 0, 0, b"\x03\0\x01\x32\x75\x59\x4E"),
        record(0x003C, b"\x01\x19\x4E"),
        cell(0x00D6, 0, 1, b"\x02\0\0a\r\x01\0\0\0"),
        cell(0x0201, 0, 2, &[]),
        record(0x00BE, &numbers(&[0, 3, 0, 0, 4])),
        cell(0x0203, 0, 5, &f64::to_le_bytes(0.1 + 0.2)),
        cell(0x0203, 0, 6, &f64::NAN.to_le_bytes()),
        cell(0x0203, 0, 7, &f64::to_le_bytes(320_101_199_001_011_234.0)),
        cell(0x027E, 0, 8, &0x3FF0_0001_u32.to_le_bytes()),
        cell(0x0205, 0, 9, &[0x2A, 1]),
        cell(0x0205, 0, 10, &[1, 0]),
        formula(11, 1.5_f64.to_le_bytes(), 0),
        formula(12, TEXT_FOLLOWS, 0),
        record(0x0221, &[0; 8]),
        record(0x0207, b"\x02\0\0ab"),
        formula(13, [1, 0, 1, 0, 0, 0, 0xFF, 0xFF], 0),
        formula(14, [2, 0, 0x17, 0, 0, 0, 0xFF, 0xFF], 0),
        formula(15, NOTHING, 0),
        // Never reckoned: nothing with the wish to be reckoned, and a text that does not come.
        formula(16, [0; 8], 2),
        formula(17, TEXT_FOLLOWS, 0),
        cell(0x0203, 1, 0, &f64::to_le_bytes(1.0)),
    ];
    assert_snapshot!(cells(&container("Workbook", &raw(&[], &all.concat())), "表.xls"));
}

/// Libraries write how Excel 97 began before it was finished, and no results.
#[test]
fn formulas_of_libraries_have_no_result() {
    let stream = raw(&[], &[formula(0, NOTHING, 0), formula(1, 2.0_f64.to_le_bytes(), 0)].concat());
    let library = [&stream[..10], &1996_u16.to_le_bytes(), &stream[12..]].concat();
    let reckoned = raw(&record(0x01C1, &[0; 8]), &[formula(0, NOTHING, 0), formula(1, [0; 8], 0)].concat());
    let reckoned = [&reckoned[..10], &1996_u16.to_le_bytes(), &reckoned[12..]].concat();
    assert_snapshot!(format!("{}----\n{}", cells(&library, "表.xls"), cells(&reckoned, "表.xls")));
}

#[test]
fn what_has_no_height_or_width_is_hidden() {
    let row = |number, height, flags| record(0x0208, &numbers(&[number, 0, 1, height, 0, 0, flags, 0]));
    let column = |number, width, flags| record(0x007D, &numbers(&[number, number, width, 0, flags, 0]));
    let all = [
        column(0, 2000, 0),
        column(1, 0, 0),
        column(2, 2000, 1),
        row(0, 300, 0),
        row(1, 0, 0),
        row(2, 300, 0x20),
        row(3, 0x8000, 0),
    ];
    let cells: Vec<u8> = (0..4).flat_map(|n| cell(0x027E, n, n, &6_u32.to_le_bytes())).collect();
    assert_snapshot!(super::cells(&raw(&[], &[all.concat(), cells].concat()), "表.xls"));
}

#[test]
fn formats_that_excel_knows_need_not_be_written() {
    let style = |format: u16| record(0x00E0, &[numbers(&[0, format]), vec![0; 16]].concat());
    let day = |style: u16| {
        record(0x0203, &[&numbers(&[0, style, style])[..], &41090.375_f64.to_le_bytes()].concat())
    };
    let common = [style(14), style(22), style(4), style(10), style(9999), style(0)].concat();
    let all: Vec<u8> = (0..8).flat_map(day).collect();
    assert_snapshot!(cells(&raw(&common, &all), "表.xls"));
}

/// Sheets may stand in any order; charts and macros are none.
#[test]
fn only_sheets_of_cells_are_listed() {
    let part = |kind: u16, number: u32| {
        [beginning(kind), cell(0x027E, 0, 0, &(number << 2 | 2).to_le_bytes()), end()].concat()
    };
    let parts = [part(0x10, 1), part(0x20, 2), part(0x10, 3), part(0x40, 4)];
    let listed = |place: usize, hidden: u8, name: &str| {
        let head = [&(place as u32).to_le_bytes()[..], &[hidden, 0, name.len() as u8, 0]].concat();
        record(0x0085, &[&head, name.as_bytes()].concat())
    };
    let length = parts[0].len();
    let first = beginning(5).len() + end().len() + 5 * listed(0, 0, "a").len();
    let places: Vec<usize> = (0..4).map(|number| first + number * length).collect();
    let list = [
        listed(places[2], 0, "c"),
        listed(places[1], 0, "b"),
        listed(places[0], 2, "a"),
        listed(places[3], 1, "d"),
    ];
    let module = record(0x0085, &[0xFF, 0xFF, 0xFF, 0xFF, 0, 6, 1, 0, b'm']);
    let stream = [beginning(5), list.concat(), module.clone(), end(), parts.concat()].concat();
    let twice = [
        listed(places[0], 0, "a"),
        listed(places[0], 0, "b"),
        listed(places[0], 0, "c"),
        listed(places[0], 0, "d"),
    ];
    let twice = [beginning(5), twice.concat(), module, end(), parts.concat()].concat();
    assert_snapshot!(format!("{}----\n{}", cells(&stream, "表.xls"), cells(&twice, "表.xls")));
}

#[test]
fn what_is_cut_or_refers_to_nothing_is_damaged() {
    let good = xls::stream(&book("内容 | 人数\n讲座 | 120\n"), 8000);
    let streams = [
        good[..good.len() - 2].to_vec(),
        good[..good.len() - 4].to_vec(),
        raw(&[], &cell(0x00FD, 0, 0, &[0; 4])),
        raw(&[], &cell(0x0203, 0, 0, &[0; 7])),
        raw(&[], &cell(0x0203, 0, 20_000, &[0; 8])),
        raw(&[], &record(0x00E5, &numbers(&[1, 5, 4, 0, 0]))),
        raw(&[], &record(0x00E5, &numbers(&[2, 0, 1, 0, 0]))),
    ];
    for stream in streams {
        let told = cells(&stream, "表.xls");
        assert!(told.starts_with("错误[damaged-spreadsheet]：文件已损坏，读不出来\n --> 表.xls\n"), "{told}");
    }
}

#[test]
fn one_text_in_many_cells_is_counted_as_often() {
    let long = [&[1, 0, 0, 0, 1, 0, 0, 0][..], &8000_u16.to_le_bytes(), &[0], &[b'a'; 8000]].concat();
    let all: Vec<u8> = (0..10_000).flat_map(|row| cell(0x00FD, row, 0, &[0; 4])).collect();
    let told = cells(&raw(&record(0x00FC, &long), &all), "表.xls");
    assert!(told.starts_with("错误[spreadsheet-too-large]"), "{told}");
}
