//! A table of the workbook → what a chart shows of it, so that chart and table cannot disagree.

use crate::compose::chart::{Contents, Points, is_absent};
use crate::diag::diagnostic::{Diagnostic, Place};
use crate::diag::findings::Findings;
use crate::diag::nearest::nearest;
use crate::model::chart::ChartTable;
use crate::model::ledger::name_and_unit;
use crate::model::number;
use crate::model::table::{CellText, TableData};
use crate::model::text::Phrase;
use crate::pass::references::unknown_table;

/// Columns that count rows.
const SERIALS: [&str; 3] = ["序号", "编号", "名次"];

/// Rows and columns that sum up the others; they would dwarf them.
const SUMS: [&str; 6] = ["合计", "总计", "共计", "小计", "平均", "平均数"];

/// What a chart takes from a table; `None` after a fault.
pub fn contents(wanted: &ChartTable, tables: &[TableData], findings: &mut Findings) -> Option<Contents> {
    let name = &wanted.name;
    let Some(table) = tables.iter().find(|table| table.name.text == name.text) else {
        let names = tables.iter().map(|table| table.name.text.as_str());
        findings.push(unknown_table(&name.text, names, Place::Span(name.span)));
        return None;
    };
    let heads = Heads::new(table);
    let body = table.rows.as_ref().map_or(Vec::new(), |rows| resolved(&rows.rows));
    if body.iter().any(|row| row.len() != heads.names.len()) {
        // The table itself has told it.
        return None;
    }
    let category = match &wanted.categories {
        Some(column) => heads.find(column, table, findings)?,
        None => match heads.names.iter().position(|name| !SERIALS.contains(&name.last())) {
            Some(column) => column,
            None => {
                let message = format!("表“{}”没有可以作类别的列", table.name.text);
                findings.push(
                    Diagnostic::error("chart-data", name.span, message)
                        .hint("表里要有一列名称，例如月份、单位"),
                );
                return None;
            }
        },
    };
    let rows = rows(wanted, table, &body, category, findings)?;
    let columns = columns(wanted, table, &heads, &rows, category, findings)?;
    let categories: Vec<CellText> = rows.iter().map(|row| row[category].clone()).collect();
    let head = |column: usize| CellText { text: heads.names[column].shown(&heads), span: name.span };
    let (categories, series) = if wanted.turned.is_some_and(|flag| flag.0) {
        let series = rows.iter().zip(categories).map(|(row, name)| Points {
            name,
            values: columns.iter().map(|&column| row[column].clone()).collect(),
        });
        let series = series.collect();
        (columns.iter().map(|&column| head(column)).collect(), series)
    } else {
        let series = columns.iter().map(|&column| Points {
            name: head(column),
            values: rows.iter().map(|row| row[column].clone()).collect(),
        });
        let series = series.collect();
        (categories, series)
    };
    Some(Contents { categories, series, table: Some(name.text.clone()) })
}

/// The rows to draw: those that are named, or all that are neither blank nor sums.
fn rows(
    wanted: &ChartTable,
    table: &TableData,
    body: &[Vec<CellText>],
    category: usize,
    findings: &mut Findings,
) -> Option<Vec<Vec<CellText>>> {
    let mut rows = Vec::new();
    let mut sound = true;
    for name in &wanted.rows {
        match body.iter().find(|row| plain(&row[category].text) == plain(&name.text)) {
            Some(row) => rows.push(row.clone()),
            None => {
                sound = false;
                let all = body.iter().map(|row| row[category].text.as_str());
                findings.push(unknown("行", name, table, all));
            }
        }
    }
    if wanted.rows.is_empty() {
        let drawn = body.iter().filter(|row| {
            let name = plain(&row[category].text);
            !SUMS.contains(&name.as_str()) && row.iter().any(|cell| !cell.text.is_empty())
        });
        rows = drawn.cloned().collect();
        if rows.is_empty() {
            sound = false;
            let message = format!("表“{}”没有可以画的行", table.name.text);
            findings.push(
                Diagnostic::error("chart-data", wanted.name.span, message)
                    .hint("在表里填上数，或者在图里写“类别”和“系列”"),
            );
        }
    }
    sound.then_some(rows)
}

/// The columns to draw: those that are named, or all others that hold nothing but numbers.
fn columns(
    wanted: &ChartTable,
    table: &TableData,
    heads: &Heads,
    rows: &[Vec<CellText>],
    category: usize,
    findings: &mut Findings,
) -> Option<Vec<usize>> {
    if !wanted.series.is_empty() {
        let found: Vec<_> = wanted.series.iter().map(|name| heads.find(name, table, findings)).collect();
        return found.into_iter().collect();
    }
    let numeric = |column: &usize| {
        let mut present =
            rows.iter().map(|row| &row[*column].text).filter(|text| !is_absent(text)).peekable();
        present.peek().is_some() && present.all(|text| number::parse(text).is_some())
    };
    let name = |column: usize| heads.names[column].last();
    let columns: Vec<usize> = (0..heads.names.len())
        .filter(|&column| column != category && !SERIALS.contains(&name(column)))
        .filter(|&column| !SUMS.contains(&name(column)))
        .filter(numeric)
        .collect();
    if columns.is_empty() {
        let message = format!("表“{}”里没有一列全是数", table.name.text);
        findings.push(
            Diagnostic::error("chart-data", wanted.name.span, message).hint(
                "格子里只写半角数字，没有数的写 \"\"；或者用“系列”写明画哪几列，程序会指出哪一格不是数",
            ),
        );
        return None;
    }
    Some(columns)
}

/// The head of a table: for each column what stands above it, from top to bottom.
struct Heads {
    names: Vec<Head>,
}

/// The head of a column; one that a merged cell gives several rows says it once.
struct Head(Vec<String>);

impl Head {
    /// The lowest cell.
    fn last(&self) -> &str {
        self.0.last().map_or("", String::as_str)
    }

    /// All cells.
    fn whole(&self) -> String {
        self.0.join("／")
    }

    /// The lowest cell, if no other column has the same; all cells otherwise.
    fn shown(&self, heads: &Heads) -> String {
        let same = heads.names.iter().filter(|other| other.last() == self.last()).count();
        if same > 1 { self.whole() } else { self.last().to_owned() }
    }
}

impl Heads {
    fn new(table: &TableData) -> Self {
        let rows = table.head.as_ref().map_or(Vec::new(), |head| resolved(&head.rows));
        let columns = rows.iter().map(Vec::len).min().unwrap_or(0);
        let names = (0..columns).map(|column| {
            let mut cells: Vec<String> = rows.iter().map(|row| plain(&row[column].text)).collect();
            cells.dedup();
            Head(cells)
        });
        Self { names: names.collect() }
    }

    /// The column of this name; told if there is none or more than one.
    fn find(&self, name: &Phrase, table: &TableData, findings: &mut Findings) -> Option<usize> {
        let asked = plain(&name.text);
        if let Some(whole) = self.names.iter().position(|head| head.whole() == asked) {
            return Some(whole);
        }
        let columns = || 0..self.names.len();
        let mut found: Vec<usize> = columns().filter(|&at| self.names[at].last() == asked).collect();
        if found.is_empty() {
            // The name without its unit, as the ledger has it.
            found = columns().filter(|&at| name_and_unit(self.names[at].last()).0 == asked).collect();
        }
        match found.as_slice() {
            [only] => Some(*only),
            [] => {
                let shown: Vec<String> = self.names.iter().map(|head| head.shown(self)).collect();
                findings.push(unknown("列", name, table, shown.iter().map(String::as_str)));
                None
            }
            several => {
                let all: Vec<String> =
                    several.iter().map(|&column| format!("“{}”", self.names[column].whole())).collect();
                let message = format!("表“{}”有{}列都叫“{}”", table.name.text, several.len(), name.text);
                findings.push(
                    Diagnostic::error("chart-column", name.span, message)
                        .hint(format!("写上它上面的表头：{}", all.join("或"))),
                );
                None
            }
        }
    }
}

/// The fault of a row or column that the table does not have.
fn unknown<'a>(
    what: &str,
    name: &Phrase,
    table: &TableData,
    all: impl Iterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let message = format!("表“{}”没有叫“{}”的{what}", table.name.text, name.text);
    let listed: Vec<&str> = all.clone().filter(|name| !name.is_empty()).collect();
    let mut diagnostic = Diagnostic::error("chart-column", name.span, message);
    if what == "列" {
        // Rows are often alike (4月, 6月): the list below is a better help than a guess.
        diagnostic = diagnostic.meant(nearest(&name.text, all));
    }
    if listed.is_empty() {
        diagnostic.hint(format!("表里没有{what}，先把表填好"))
    } else {
        diagnostic.hint(format!("表里有这些{what}：{}", listed.join("、")))
    }
}

/// Cells with `↑` and `←` replaced by what they continue.
fn resolved(rows: &[Vec<CellText>]) -> Vec<Vec<CellText>> {
    let mut resolved: Vec<Vec<CellText>> = Vec::with_capacity(rows.len());
    for row in rows {
        let mut cells: Vec<CellText> = Vec::with_capacity(row.len());
        for (column, cell) in row.iter().enumerate() {
            let source = match cell.text.as_str() {
                "↑" => resolved.last().and_then(|above| above.get(column)),
                "←" => cells.last(),
                _ => None,
            };
            let text = source.map_or_else(|| cell.text.clone(), |source| source.text.clone());
            cells.push(CellText { text, span: cell.span });
        }
        resolved.push(cells);
    }
    resolved
}

/// A text without blanks and line ends, for comparing names.
fn plain(text: &str) -> String {
    text.split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::sources::Sources;
    use crate::model::reader::{FieldValue, Reader};
    use crate::source::yaml;

    const TABLES: &str = "
表:
- 名称: 义诊表
  表头:
    - [序号, 月份, 县级, ←, 合计, 备注]
    - [↑, ↑, 场次, 人次, ↑, ↑]
  行:
    - [1, 6月, 2, \"1,204\", 1206, \"\"]
    - [2, 7月, —, 98, 98, 下乡]
    - [合计, ←, 2, 1302, 1304, \"\"]
";

    /// The categories, then each series with its values; or the faults.
    fn taken(wanted: &str) -> String {
        let mut sources = Sources::default();
        let mut findings = Findings::default();
        let mut node = |text: &str| {
            let source = sources.add("资料.yaml", text);
            yaml::read(source, &sources, &mut findings).expect("it is YAML")
        };
        let tables = node(TABLES);
        let wanted = node(&format!("表: {wanted}\n"));
        let wanted = wanted.get("表").expect("it has the key");
        let mut reader = Reader { findings: &mut findings };
        let tables = tables.get("表").expect("it has the key");
        let crate::source::node::Value::List(items) = &tables.value else { panic!("a list") };
        let tables: Vec<TableData> =
            items.iter().filter_map(|item| TableData::read(item, &mut reader)).collect();
        let wanted = ChartTable::read(wanted, &mut reader).expect("it is read");
        let Some(contents) = contents(&wanted, &tables, &mut findings) else {
            return findings
                .list
                .iter()
                .map(|finding| finding.message.clone())
                .collect::<Vec<_>>()
                .join("\n");
        };
        let texts = |cells: &[CellText]| cells.iter().map(|c| c.text.as_str()).collect::<Vec<_>>().join(" ");
        let series = contents.series.iter().map(|s| format!("{}: {}", s.name.text, texts(&s.values)));
        std::iter::once(texts(&contents.categories)).chain(series).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn without_a_choice_every_column_of_numbers_is_a_series_and_sums_are_left_out() {
        assert_eq!(taken("义诊表"), "6月 7月\n场次: 2 —\n人次: 1,204 98");
    }

    #[test]
    fn what_is_named_is_drawn_sums_too() {
        assert_eq!(
            taken("{名称: 义诊表, 类别: 月份, 系列: [县级／人次, 合计], 行: [7月, 合计]}"),
            "7月 合计\n人次: 98 1302\n合计: 98 1304"
        );
    }

    #[test]
    fn rows_may_be_series() {
        assert_eq!(taken("{名称: 义诊表, 对调: 是}"), "场次 人次\n6月: 2 1,204\n7月: — 98");
    }

    #[test]
    fn a_column_that_is_not_there_is_told() {
        assert_eq!(
            taken("{名称: 义诊表, 系列: [场数, 地点]}"),
            "表“义诊表”没有叫“场数”的列\n表“义诊表”没有叫“地点”的列"
        );
    }
}
