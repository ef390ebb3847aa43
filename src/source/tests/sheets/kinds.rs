//! The same sheet as .xlsx, .ods and .xls gives the same cells, and damage to any is told.

use proptest::prelude::*;

use super::builder::{Book, Made, Written, book, ods, package, xls, xlsx};
use super::{cells, read};
use crate::source::grid::Area;
use crate::source::table::Options;

/// A number that keeps all its digits however it is stored.
fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        (-1000_i64..1000).prop_map(|n| n.to_string()),
        (-99_999_999_i64..99_999_999).prop_map(|n| format!("{}.{:02}", n / 100, n.abs() % 100)),
        (-999_999_999_999_999_i64..999_999_999_999_999, -30..30)
            .prop_map(|(digits, power)| format!("{digits}E{power}")),
        Just("0".to_owned()),
    ]
}

/// A day and a minute, as a count.
fn moment() -> impl Strategy<Value = String> {
    (100_i64..60_000, prop_oneof![Just(0_i64), 0_i64..1440])
        .prop_map(|(day, minute)| format!("{}", day as f64 + minute as f64 / 1440.0))
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[甲乙丙（）、。 ]{1,12}",
        2 => "[a-zA-Z0-9&<>\"' \t\néß-]{1,40}",
        1 => "[甲a😀𠮷 \n]{1,300}",
        1 => prop::sample::select(vec!["0012", "1,200元", "TRUE", "2012-06-30", "_x000D_", "%"]).prop_map(str::to_owned),
    ]
    // Blanks at an end of a line that is not the cell's say nothing, and each kind has its own way with them.
    .prop_map(|text| text.lines().map(str::trim).collect::<Vec<_>>().join("\n"))
    // An .xlsx writes a line end, if it must, in letters.
    .prop_map(|text| text.replace("_x000D_", "_x_"))
}

fn formatted(
    number: impl Strategy<Value = String>,
    codes: &'static [&'static str],
) -> impl Strategy<Value = Written> {
    (number, prop::sample::select(codes))
        .prop_map(|(number, code)| Written::Number(number, Some(code.to_owned())))
}

fn error() -> impl Strategy<Value = Written> {
    prop::sample::select(vec!["#REF!", "#DIV/0!", "#N/A", "#VALUE!"])
        .prop_map(|error| Written::Error(error.to_owned()))
}

/// Formats of numbers.
const DIGITS: [&str; 10] =
    ["0", "0.00", "#,##0", "#,##0.00", "0%", "0.0%", "0.##", "0000", "0\"人\"", "#,##0.00;-#,##0.00"];

fn cell() -> impl Strategy<Value = Written> {
    let result = prop_oneof![
        number().prop_map(|number| Written::Number(number, None)),
        text().prop_map(Written::Text),
        Just(Written::Text(String::new())),
        any::<bool>().prop_map(Written::Truth),
        error(),
    ];
    prop_oneof![
        4 => Just(Written::Blank),
        5 => number().prop_map(|number| Written::Number(number, None)),
        4 => formatted(number(), &DIGITS),
        2 => formatted(moment(), &["yyyy-m-d", "yyyy\"年\"m\"月\"d\"日\"", "yyyy/m", "m\"月\"d\"日\"", "yyyy-mm-dd hh:mm"]),
        1 => formatted((0..1440).prop_map(|n| format!("{}", f64::from(n) / 1440.0)), &["h:mm", "[h]:mm", "h:mm:ss"]),
        5 => text().prop_map(Written::Text),
        1 => any::<bool>().prop_map(Written::Truth),
        1 => error(),
        2 => ("[A-Z]{1,2}[1-9]", result).prop_map(|(formula, result)| Written::Formula(formula, Some(Box::new(result)))),
    ]
}

fn made() -> impl Strategy<Value = Made> {
    let rows = prop::collection::vec(prop::collection::vec(cell(), 0..7), 0..9);
    let area = (0_u32..7, 0_u32..5, 0_u32..3, 0_u32..3);
    let numbers = || prop::collection::btree_set(1_usize..9, 0..3);
    // Rows that are alike side by side.
    let doubled = prop::option::of(0_usize..8);
    ("[甲乙a-c <&]{1,8}", any::<bool>(), rows, doubled, prop::option::of(area), numbers(), numbers())
        .prop_map(|(name, hidden, mut rows, doubled, area, hidden_rows, hidden_columns)| {
            if let Some(row) = doubled.and_then(|at| rows.get(at).cloned()) {
                rows.extend(vec![row; 3]);
            }
            let merged = area.map(|(top, left, down, right)| Area {
                top,
                left,
                bottom: top + down,
                right: left + right,
            });
            Made {
                name,
                hidden,
                rows,
                hidden_rows: hidden_rows.into_iter().collect(),
                hidden_columns: hidden_columns.into_iter().collect(),
                merged: merged.into_iter().collect(),
            }
        })
}

fn any_book() -> impl Strategy<Value = Book> {
    (any::<bool>(), prop::collection::vec(made(), 1..4)).prop_map(|(is_mac, sheets)| Book { is_mac, sheets })
}

const TABLE: &str = "标题\n〔合并 A1:C1〕\n日期 | 内容 | 人数\n41090{yyyy-m-d} | 讲座 | =1+1→2\n义诊 | =A1→长甲 | 0.5{0%}\n合计 | #N/A | 2\n\
                     〔第3行隐藏〕\n〔C列隐藏〕\n隐藏的工作表 二\nTRUE | 1.5E100 | =A1\n";

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn a_sheet_gives_the_same_cells_whatever_it_is_saved_as(book in any_book(), limit in 20_usize..9000) {
        let given = cells(&xlsx::write(&book), "表");
        prop_assert_eq!(&cells(&ods::write(&book), "表"), &given);
        prop_assert_eq!(&cells(&xls::write(&book), "表"), &given);
        prop_assert_eq!(&cells(&xls::write_in_pieces(&book, limit), "表"), &given);
    }

    #[test]
    fn any_bytes_are_read_or_refused(
        beginning in prop::sample::select(vec![&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], b"\x09\x08\x10\0\0\x06\x05\0", b"PK\x03\x04"]),
        bytes in prop::collection::vec(any::<u8>(), 0..600),
    ) {
        let outcome = read(&[beginning, &bytes].concat(), "a.xls", &Options::default());
        prop_assert!(outcome.records.is_some() || outcome.findings.has_errors());
        let _ = outcome.told();
    }

    #[test]
    fn a_damaged_stream_is_read_or_refused(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..5),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let book = book(TABLE);
        let mut stream = xls::stream(&book, 40);
        for (at, byte) in changes {
            let at = at.index(stream.len());
            stream[at] = byte;
        }
        if let Some(cut) = cut {
            stream.truncate(cut.index(stream.len()));
        }
        let _ = cells(&xls::container("Workbook", &stream), "a.xls");
        let _ = cells(&stream, "a.xls");
    }

    #[test]
    fn random_records_are_read_or_refused(
        records in prop::collection::vec((prop::sample::select(RECORDS.to_vec()), prop::collection::vec(any::<u8>(), 0..24)), 0..12),
        common in prop::collection::vec((prop::sample::select(RECORDS.to_vec()), prop::collection::vec(any::<u8>(), 0..24)), 0..4),
    ) {
        let all = |list: &[(u16, Vec<u8>)]| list.iter().flat_map(|(kind, data)| xls::record(*kind, data)).collect::<Vec<u8>>();
        let _ = cells(&xls::raw(&all(&common), &all(&records)), "a.xls");
    }

    #[test]
    fn damaged_parts_are_read_or_refused(at in any::<prop::sample::Index>(), put in "[<>/&;\"'=a09\\-: ]{0,3}", cut in 0_usize..4) {
        let book = book(TABLE);
        let mut content = ods::content(&book);
        let mut place = at.index(content.len());
        while !content.is_char_boundary(place) {
            place -= 1;
        }
        let end = content[place..].char_indices().nth(cut).map_or(content.len(), |(at, _)| place + at);
        content.replace_range(place..end, &put);
        let bytes = package(&[("mimetype", ods::KIND), ("content.xml", content.as_bytes())]);
        let _ = cells(&bytes, "a.ods");
        let outcome = read(&bytes, "a.ods", &Options::default());
        prop_assert!(outcome.records.is_some() || outcome.findings.has_errors());
    }
}

/// The records that are read.
const RECORDS: [u16; 23] = [
    0x0006, 0x000A, 0x0022, 0x002F, 0x003C, 0x007D, 0x0085, 0x00BD, 0x00D6, 0x00E0, 0x00E5, 0x00FC, 0x00FD,
    0x01C1, 0x0201, 0x0203, 0x0204, 0x0205, 0x0207, 0x0208, 0x027E, 0x041E, 0x0809,
];

/// What LibreOffice 7.4 made the two files from.
const LEDGER: &str = "\
2012年健康教育活动台账
〔合并 A1:G1〕
序号 | 日期 | 内　容 | 人数（人次） | 投入（元） | 完成率 | 备注
1 | 41016{yyyy\"年\"m\"月\"d\"日\";@} | 健康讲座 | 120 | 66275{#,##0.00} | 0.95{0%} | 无
2 | 41090.375{yyyy-mm-dd hh:mm} | 义诊⏎（县医院） | 80 | 1234.5{#,##0.00_ } | 0.666666666666667{0.0%} | '0012
3 | 41091{m\"月\"d\"日\"} | 宣传栏 é & <b> | 30 | -0.3{0.00;[Red](0.00)} | 1{0.0%} | 😀
4 | 41091{yyyy/m} | 体检 | 12 | 1E-3 | 0.5{0.0##} | 13800138000
合计 |  |  | =SUM(D3:D6)→242 | =1/0→#DIV/0! | =\"约\"&3→约3 | =IF(1,\"\")→
〔合并 A7:C7〕
〔第5行隐藏〕
〔F列隐藏〕
隐藏的工作表 底稿
甲 | 0.375{h:mm} | 1.5{[h]:mm}
";

/// Files as a program makes them, not as the tests do.
#[test]
fn files_of_libre_office_give_the_cells_that_they_were_made_from() {
    let given = cells(&xlsx(LEDGER), "表");
    assert_eq!(cells(include_bytes!("files/ledger.ods"), "表"), given);
    assert_eq!(cells(include_bytes!("files/ledger.xls"), "表"), given);
}

/// The parts of a file that say how many there are do not decide how much is held.
#[test]
fn numbers_that_are_too_large_cost_nothing() {
    let million = "<table:table table:name=\"甲\"><table:table-column table:number-columns-repeated=\"99999999999\"/>\
        <table:table-row table:number-rows-repeated=\"1048576\" table:visibility=\"collapse\">\
        <table:table-cell table:number-columns-repeated=\"4000000000\" table:number-rows-spanned=\"9\"/></table:table-row></table:table>";
    assert_eq!(cells(&ods::raw("", &million.repeat(900)), "a.ods"), "工作表 甲\n空\n".repeat(900));
    let full = "<table:table table:name=\"甲\"><table:table-row table:number-rows-repeated=\"1048576\">\
        <table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"3\"><text:p>甲</text:p></table:table-cell></table:table-row></table:table>";
    let told = cells(&ods::raw("", full), "a.ods");
    assert!(told.starts_with("错误[spreadsheet-too-large]"), "{told}");
    let many = [&1_u32.to_le_bytes()[..], &u32::MAX.to_le_bytes()].concat();
    let told = cells(&xls::raw(&xls::record(0x00FC, &many), &[]), "a.xls");
    assert!(told.starts_with("错误[spreadsheet-too-large]"), "{told}");
}
