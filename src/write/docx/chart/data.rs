//! The numbers of a chart as a workbook, for Word's 编辑数据: categories in column A, a series in each column from B,
//! its name in row 1. The chart's references point into it.

use rust_decimal::prelude::ToPrimitive;

use crate::document::chart::{Chart, ChartValue, Series};
use crate::write::docx::WriteError;
use crate::xlsx::{self, Cell, Content, Look, Sheet};

/// The sheet's name, as Word gives it.
const SHEET: &str = "Sheet1";

/// The workbook's bytes.
pub fn workbook(chart: &Chart) -> Result<Vec<u8>, WriteError> {
    let mut cells = Vec::new();
    let mut put = |row: u32, column: usize, content: Content| {
        // What Excel cannot hold: more series than columns.
        let column = u16::try_from(column).map_err(|_| WriteError::Chart)?;
        cells.push(Cell { row, column, content, look: Look::Bare, note: None });
        Ok::<(), WriteError>(())
    };
    for (row, category) in (1..).zip(&chart.categories) {
        put(row, 0, Content::Text(category.clone()))?;
    }
    for (column, series) in (1..).zip(&chart.series) {
        let format = number_format(series);
        put(0, column, Content::Text(series.name.clone()))?;
        for (row, value) in (1..).zip(&series.values) {
            if let Some(number) = value.as_ref().and_then(|value| value.value.to_f64()) {
                put(row, column, Content::Number(number, format.clone()))?;
            }
        }
    }
    // Nor a name of more than 32,767 characters.
    xlsx::write(&[Sheet { name: SHEET.to_owned(), cells, ..Sheet::default() }]).map_err(|_| WriteError::Chart)
}

/// Where the categories stand.
pub fn categories(chart: &Chart) -> String {
    format!("{SHEET}!$A$2:$A${}", chart.categories.len() + 1)
}

/// Where the name of the series of this index stands.
pub fn name(index: usize) -> String {
    format!("{SHEET}!${}$1", column(index))
}

/// Where its values stand.
pub fn values(chart: &Chart, index: usize) -> String {
    let column = column(index);
    format!("{SHEET}!${column}$2:${column}${}", chart.categories.len() + 1)
}

fn column(index: usize) -> String {
    // More columns than a sheet has are refused when the workbook is written.
    xlsx::column_letters(u16::try_from(index + 1).unwrap_or(u16::MAX))
}

/// The format in which a series' numbers show as they are written: thousands parted if any of them is, as many decimals
/// as the longest has, a percent sign that does not multiply.
pub fn number_format(series: &Series) -> String {
    let values = || series.values.iter().flatten();
    let whole = if values().any(|value| value.written.contains(',')) { "#,##0" } else { "0" };
    let decimals = values().map(|value| value.value.scale()).max().unwrap_or(0) as usize;
    let point = if decimals > 0 { "." } else { "" };
    let percent = if values().any(ChartValue::is_percent) { "\"%\"" } else { "" };
    format!("{whole}{point}{}{percent}", "0".repeat(decimals))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::Decimal;

    fn series(written: &[&str]) -> Series {
        let value = |text: &&str| {
            let plain = text.replace([',', '%'], "");
            let value = Decimal::from_str_exact(&plain).expect("a number");
            Some(ChartValue { written: (*text).to_owned(), value })
        };
        Series { name: "甲".to_owned(), values: written.iter().map(value).collect() }
    }

    #[test]
    fn numbers_show_as_they_are_written() {
        for (written, format) in [
            (&["120", "98"][..], "0"),
            (&["1.50", "2"], "0.00"),
            (&["66,275", "8"], "#,##0"),
            (&["95%", "87.5%"], "0.0\"%\""),
        ] {
            assert_eq!(number_format(&series(written)), format);
        }
    }

    #[test]
    fn references_point_to_the_cells_that_are_written() {
        assert_eq!((name(0), name(25)), ("Sheet1!$B$1".to_owned(), "Sheet1!$AA$1".to_owned()));
    }
}
