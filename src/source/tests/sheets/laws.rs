//! What holds for every sheet and every file.

use proptest::prelude::*;

use super::builder::xlsx;
use super::read;
use crate::diag::diagnostic::{Place, Span};
use crate::diag::findings::Findings;
use crate::diag::sources::{Sources, address};
use crate::source::grid::packed::SheetCell;
use crate::source::grid::{Area, Grid, Kind, Sheet};
use crate::source::table::{Column, Options, Records, read_grid};

/// A cell of what confuses readers of tables.
fn cell() -> impl Strategy<Value = (Kind, &'static str)> {
    let text = prop::sample::select(vec![
        "序号",
        "内容",
        "参加人数（人）",
        "日期",
        "党员",
        "群众",
        "合计",
        "小计",
        "备注：见附表",
        "制表人：张三",
        "一、县直单位",
        "讲座",
        "县医院",
        "'0012",
        "1,200元",
        "80人",
        "１２",
        "3.2E+17",
        "单位：万元",
        "甲",
        "丙",
        "2012.1",
        "41090",
        "一段很长很长很长很长的说明文字",
    ]);
    prop_oneof![
        6 => text.prop_map(|text| (Kind::Text, text)),
        5 => prop::sample::select(vec!["1", "2", "3", "120", "41090", "2012", "2012.1", "0.5"])
            .prop_map(|text| (Kind::Number, text)),
        1 => Just((Kind::Moment, "2012-06-30")),
        1 => Just((Kind::Error, "#REF!")),
        1 => Just((Kind::NoResult, "=A1")),
        6 => Just((Kind::Blank, "")),
    ]
}

fn sheet() -> impl Strategy<Value = Sheet> {
    let area = (0_u32..7, 0_u32..5, 0_u32..3, 0_u32..3);
    let rows = prop::collection::vec(prop::collection::vec(cell(), 1..6), 1..9);
    (rows, prop::collection::vec(area, 0..3), any::<bool>(), prop::collection::vec(0_u32..8, 0..2)).prop_map(
        |(rows, areas, is_csv, hidden_rows)| {
            let mut sheet = Sheet { name: (!is_csv).then(|| "台账".to_owned()), ..Sheet::default() };
            for (row, cells) in rows.iter().enumerate() {
                for (column, &(kind, text)) in cells.iter().enumerate() {
                    let (row, column) = (row as u32, column as u32);
                    sheet.cells.push(SheetCell { row, column, kind, text, seen: None });
                }
            }
            if is_csv {
                sheet.lengths = rows.iter().map(Vec::len).collect();
            } else {
                sheet.hidden_rows = hidden_rows;
                sheet.merged = areas
                    .into_iter()
                    .map(|(top, left, down, right)| Area {
                        top,
                        left,
                        bottom: top + down,
                        right: left + right,
                    })
                    .collect();
            }
            sheet
        },
    )
}

/// Whether a message names a row: `第3、5至7行`.
fn names_row(message: &str, row: usize) -> bool {
    message.split('第').skip(1).filter_map(|rest| rest.split_once('行')).any(|(numbers, _)| {
        numbers.split('、').any(|run| {
            let (first, last) = run.split_once('至').unwrap_or((run, run));
            let (first, last) = (first.parse().unwrap_or(0), last.parse().unwrap_or(0));
            (first..=last).contains(&row)
        })
    })
}

struct Read {
    records: Option<Records>,
    findings: Findings,
    sources: Sources,
}

impl Read {
    /// Whether a finding names the cell: by its place, its row, its address or its column.
    fn is_told(&self, span: Span, row: usize, address: &str) -> bool {
        let covers = |place: &Place| {
            matches!(place, Place::Span(told) if told.source == span.source
                && told.start <= span.start && span.end <= told.end)
        };
        self.findings.list.iter().any(|told| {
            covers(&told.place)
                || told.related.iter().any(|related| covers(&related.place))
                || names_row(&told.message, row)
                || told.message.contains(address)
                || told.message.starts_with(&format!(
                    "{}列没有列名",
                    address.trim_end_matches(|c: char| c.is_ascii_digit())
                ))
        })
    }

    fn count(&self, span: Span) -> usize {
        let Some(records) = &self.records else { return 0 };
        let rows = 0..records.rows.len();
        let cells = rows.flat_map(|row| records.rows.row(row)).filter(|cell| cell.span == span).count();
        let heads = records.columns.iter().filter(|column| column.span == span).count();
        cells + heads
    }

    /// Whether the text stands in a column's name: of a head of several rows, only the lowest has its place kept.
    fn is_in_name(&self, text: &str) -> bool {
        let stem = text.split('（').next().unwrap_or(text);
        let names = |c: &Column| c.name.contains(stem) || c.groups.iter().any(|group| group.contains(stem));
        self.records.as_ref().is_some_and(|records| records.columns.iter().any(names))
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn no_cell_is_lost_or_shifted(sheet in sheet()) {
        let cells = sheet.cells.clone();
        let given: Vec<SheetCell<'_>> = cells.iter().filter(|cell| !cell.text.is_empty()).collect();
        let merged = !sheet.merged.is_empty();
        let mut sources = Sources::default();
        let Ok(grid) = Grid::place(sheet, "台账.xlsx", &mut sources) else { return Ok(()) };
        if grid.rows.is_empty() {
            return Ok(());
        }
        let mut findings = Findings::default();
        let records = read_grid(&grid, &Options::default(), &sources, &mut findings);
        let read = Read { records, findings, sources };
        if read.records.is_none() {
            prop_assert!(read.findings.has_errors());
            return Ok(());
        }
        for cell in &given {
            let row = grid.rows.binary_search(&cell.row).expect("it holds something");
            let column = grid.columns.binary_search(&cell.column).expect("it holds something");
            let span = grid.cell(row, column).span;
            let count = read.count(span);
            let told = read.is_told(span, cell.row as usize + 1, &address(cell.row, cell.column));
            prop_assert!(
                count > 0 || told || read.is_in_name(cell.text),
                "{} is lost: {:?}\n{:?}", address(cell.row, cell.column), cell.text, read.records
            );
            if grid.merged_at(row, column).is_none() {
                prop_assert!(count <= 1, "{} stands in {count} places", address(cell.row, cell.column));
            }
        }
        let records = read.records.expect("seen above");
        for (slot, _) in records.columns.iter().enumerate() {
            let cells = (0..records.rows.len()).map(|row| records.rows.cell(row, slot));
            let places = cells.filter(|cell| !cell.text.is_empty()).map(|cell| {
                read.sources.line_column(grid.source, cell.span.start).column
            });
            let mut places: Vec<usize> = places.collect();
            places.dedup();
            prop_assert!(merged || places.len() <= 1, "a column is shifted: {places:?}");
        }
        for row in 0..records.rows.len() {
            prop_assert_eq!(records.rows.row(row).count(), records.columns.len());
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300), name in "(a.csv|a.xlsx|a)") {
        let outcome = read(&bytes, &name, &Options::default());
        prop_assert!(outcome.records.is_some() || outcome.findings.has_errors());
        let _ = outcome.told();
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[\"', \t\n：:，;内容人数合计12.0%E+]{0,60}") {
        let outcome = read(text.as_bytes(), "a.csv", &Options::default());
        prop_assert!(outcome.records.is_some() || outcome.findings.has_errors());
        let _ = outcome.told();
    }

    #[test]
    fn a_damaged_workbook_is_read_or_refused(at in 0_usize..4000, byte in any::<u8>(), cut in prop::option::of(0_usize..4000)) {
        let mut bytes = xlsx("标题\n〔合并 A1:C1〕\n日期 | 内容 | 人数\n41090{yyyy-m-d} | 讲座 | =1+1→2\n合计 | | 2\n");
        let length = bytes.len();
        bytes[at % length] = byte;
        bytes.truncate(cut.map_or(length, |cut| cut % length));
        let outcome = read(&bytes, "a.xlsx", &Options::default());
        prop_assert!(outcome.records.is_some() || outcome.findings.has_errors());
    }

    #[test]
    fn damaged_parts_are_read_or_refused(at in any::<prop::sample::Index>(), put in "[<>/&;\"'=a1 ]{0,3}", which in 0_usize..2) {
        let strings = "<si><t>内容</t></si><si><r><t>人</t></r><rPh><t>r</t></rPh></si>";
        let sheet = "<worksheet><cols><col min=\"1\" max=\"2\" hidden=\"1\"/></cols><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\">\
            <v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row><row r=\"2\" hidden=\"1\"><c r=\"A2\"><f>A1</f><v>1.5E3</v></c>\
            <c t=\"e\"><v>#REF!</v></c></row></sheetData><mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells></worksheet>";
        let mut parts = [strings.to_owned(), sheet.to_owned()];
        let mut place = at.index(parts[which].len());
        while !parts[which].is_char_boundary(place) {
            place -= 1;
        }
        parts[which].insert_str(place, &put);
        let outcome = read(&super::builder::raw(&parts[0], &parts[1]), "a.xlsx", &Options::default());
        prop_assert!(outcome.records.is_some() || outcome.findings.has_errors());
    }
}
