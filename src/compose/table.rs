//! 表 of the workbook → tables of the tree.

use std::collections::BTreeMap;

use crate::diag::diagnostic::Diagnostic;
use crate::diag::findings::Findings;
use crate::document::grid;
use crate::document::tree::{Align, Column, Row, Table};
use crate::model::number::Number;
use crate::model::table::{CellText, ColumnAlign, Rows, TableData};
use crate::pass::references::NamedTable;

/// Most columns of a table in Word.
const MOST_COLUMNS: usize = 63;

/// Most rows that 空行 may add.
const MOST_BLANK_ROWS: u32 = 500;

/// The tables by name. Faults in one leave the others.
pub fn tables(data: &[TableData], findings: &mut Findings) -> BTreeMap<String, NamedTable> {
    let mut tables = BTreeMap::new();
    for entry in data {
        let Some(table) = table(entry, findings) else {
            findings.unread("表");
            continue;
        };
        let landscape = entry.landscape.is_some_and(|flag| flag.0);
        if tables.insert(entry.name.text.clone(), NamedTable { table, landscape }).is_some() {
            findings.push(
                Diagnostic::error(
                    "repeated-name",
                    entry.name.span,
                    format!("有两个表都叫“{}”", entry.name.text),
                )
                .hint("给其中一个换个名称"),
            );
        }
    }
    tables
}

fn table(data: &TableData, findings: &mut Findings) -> Option<Table> {
    let Some(head) = &data.head else {
        let message = format!("表“{}”没有“表头”", data.name.text);
        findings.push(
            Diagnostic::error("missing-field", data.name.span, message)
                .hint("加一行，例如：表头: [序号, 单位, 得分]；从台账取就写“取自”")
                .absent("表头"),
        );
        return None;
    };
    let columns = head.rows.first().map_or(0, Vec::len);
    if let (Some([cell]), Some(rows)) = (head.rows.first().map(Vec::as_slice), &data.rows)
        && cell.text.contains('，')
        && rows.rows.iter().any(|row| row.len() > 1)
    {
        findings.push(
            Diagnostic::error("table-row-length", cell.span, format!("表头只有一格：“{}”", cell.text))
                .hint("逗号写成了全角，分格要用半角逗号“,”"),
        );
        return None;
    }
    if columns > MOST_COLUMNS {
        let message = format!("表“{}”有{columns}列，Word 的表格最多{MOST_COLUMNS}列", data.name.text);
        findings.push(
            Diagnostic::error("table-too-wide", data.name.span, message)
                .hint("把这个表拆成几个表，或者把行和列对调"),
        );
        return None;
    }
    let head = merged(head, columns, findings);
    let mut body = match &data.rows {
        Some(rows) => merged(rows, columns, findings),
        None => Some(Vec::new()),
    };
    if let (Some(body), Some(number)) = (&mut body, &data.blank_rows) {
        match number.count().filter(|n| *n <= MOST_BLANK_ROWS) {
            Some(count) => body.extend((0..count).map(|_| blank_row(columns))),
            None => findings.push(
                Diagnostic::error("bad-number", number.span, format!("空行数“{}”不合适", number.written))
                    .hint(format!("写 0 到 {MOST_BLANK_ROWS} 的整数")),
            ),
        }
    }
    for width in
        data.widths.iter().filter(|width| !width.hundredths().is_some_and(|w| (1..1_000_000).contains(&w)))
    {
        findings.push(
            Diagnostic::error("bad-number", width.span, format!("列宽“{}”不合适", width.written))
                .hint("写几份宽，例如 [1, 4, 2]；不写就由程序按内容定"),
        );
    }
    let widths = per_column(data, "列宽", data.widths.len(), columns, findings);
    let aligns = per_column(data, "对齐", data.aligns.len(), columns, findings);
    let column = |index: usize| Column {
        align: match data.aligns.get(index) {
            Some(ColumnAlign::Left) => Align::Left,
            Some(ColumnAlign::Center) => Align::Center,
            Some(ColumnAlign::Right) => Align::Right,
            Some(ColumnAlign::Auto) | None => Align::Auto,
        },
        width: data.widths.get(index).and_then(Number::hundredths),
    };
    if !(widths && aligns) {
        return None;
    }
    Some(Table {
        title: data.title.as_ref().map(|t| t.text.clone()).unwrap_or_default(),
        filler: data.filler.iter().map(|t| t.text.trim_end_matches(['：', ':']).to_owned()).collect(),
        unit_line: data.unit_line.as_ref().map(|t| t.text.clone()).unwrap_or_default(),
        columns: (0..columns).map(column).collect(),
        head: head?,
        body: body?,
        notes: data.notes.iter().map(|t| t.text.clone()).collect(),
    })
}

/// Whether a list that goes column by column has none or all of them.
fn per_column(data: &TableData, key: &str, found: usize, columns: usize, findings: &mut Findings) -> bool {
    if found == 0 || found == columns {
        return true;
    }
    findings.push(
        Diagnostic::error(
            "table-columns",
            data.name.span,
            format!("表“{}”的“{key}”写了{found}个，表头有{columns}列", data.name.text),
        )
        .hint(format!("“{key}”每列写一个，或者整行删去由程序决定")),
    );
    false
}

fn merged(rows: &Rows, columns: usize, findings: &mut Findings) -> Option<Vec<Row>> {
    let cells = rows.rows.iter().map(|row| row.iter().map(|cell| grid::cell(&cell.text)).collect()).collect();
    match grid::merge(cells, columns) {
        Ok(merged) => Some(merged),
        Err(faults) => {
            for fault in faults {
                let row = &rows.rows[fault.row()];
                let place = fault
                    .column()
                    .and_then(|column| row.get(column))
                    .or(row.first())
                    .map_or(rows.span, |cell| cell.span);
                let (message, hint) = fault.in_words();
                let code = if fault.column().is_some() { "table-merge" } else { "table-row-length" };
                let diagnostic = Diagnostic::error(code, place, message).hint(hint);
                let length = code == "table-row-length";
                let comma = row.iter().find(|cell| cell.text.contains('，')).filter(|_| row.len() < columns);
                findings.push(match (split_number(row).filter(|_| length), comma.filter(|_| length)) {
                    (Some(number), _) => diagnostic.hint(format!(
                        "括号里的逗号会把数分成两格：{number} 这样的数写成 \"{number}\"（加英文引号）"
                    )),
                    (None, Some(cell)) => {
                        diagnostic.hint(format!("“{}”里的逗号写成了全角，分格要用半角逗号“,”", cell.text))
                    }
                    (None, None) => diagnostic,
                });
            }
            None
        }
    }
}

/// `66,275` that became two cells, as it was meant.
pub fn split_number(row: &[CellText]) -> Option<String> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    row.windows(2).find_map(|pair| {
        let (head, tail) = (pair[0].text.as_str(), pair[1].text.as_str());
        let adjacent = pair[1].span.start == pair[0].span.end + 1;
        (adjacent && digits(head) && digits(tail) && head.len() <= 3 && tail.len() == 3)
            .then(|| format!("{head},{tail}"))
    })
}

fn blank_row(columns: usize) -> Row {
    let cells = (0..columns)
        .map(|column| crate::document::tree::Cell {
            lines: grid::cell_lines(""),
            column,
            column_span: 1,
            row_span: 1,
        })
        .collect();
    Row { cells }
}
