//! 图 of the workbook → charts of the tree. Where the numbers come from is settled first ([`Contents`]); what a chart
//! must be to be read is asked in one place ([`chart`]), whatever they come from.

use std::collections::BTreeMap;

use crate::compose::{chart_table, table};
use crate::diag::diagnostic::{Diagnostic, Span};
use crate::diag::findings::Findings;
use crate::document::chart::{Chart, ChartKind, ChartValue, Series};
use crate::model::chart::{ChartData, ChartType, ITEM};
use crate::model::number;
use crate::model::table::{CellText, TableData};

/// Lines that a chart may be told to take up.
const LINES: std::ops::RangeInclusive<u32> = 5..=20;

/// Most series that shades, patterns and marks tell apart in black and white.
const MOST_SERIES: usize = 6;

/// What a chart shows, resolved: written in 图, taken from a table, or computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// The categories.
    pub categories: Vec<CellText>,
    /// The series.
    pub series: Vec<Points>,
    /// Name of the table that they come from.
    pub table: Option<String>,
}

/// A series of [`Contents`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Points {
    /// Its name, with the place that faults of the whole series are told at.
    pub name: CellText,
    /// A text for each category; blank or a dash where there is no value.
    pub values: Vec<CellText>,
}

/// The charts by name. Faults in one leave the others.
pub fn charts(data: &[ChartData], tables: &[TableData], findings: &mut Findings) -> BTreeMap<String, Chart> {
    let mut charts = BTreeMap::new();
    for entry in data {
        let contents = contents(entry, tables, findings);
        let Some(chart) = contents.and_then(|contents| chart(entry, &contents, findings)) else {
            findings.unread("图");
            continue;
        };
        if charts.insert(entry.name.text.clone(), chart).is_some() {
            let message = format!("有两个图都叫“{}”", entry.name.text);
            findings.push(
                Diagnostic::error("repeated-name", entry.name.span, message).hint("给其中一个换个名称"),
            );
        }
    }
    charts
}

/// What a 图 shows, from where it says.
fn contents(data: &ChartData, tables: &[TableData], findings: &mut Findings) -> Option<Contents> {
    let own = data.categories.is_some() || !data.series.is_empty();
    match (&data.table, &data.categories) {
        (Some(table), _) if own => {
            let message = format!("图“{}”写了“表”，又写了“类别”或“系列”", data.name.text);
            findings.push(
                Diagnostic::error("chart-data", table.name.span, message)
                    .hint("数从表里取，就删去“类别”和“系列”；自己写数，就删去“表”"),
            );
            None
        }
        (Some(table), _) => chart_table::contents(table, tables, findings),
        (None, Some(categories)) if !data.series.is_empty() => Some(Contents {
            categories: categories.cells.clone(),
            series: data
                .series
                .iter()
                .map(|series| Points {
                    name: CellText { text: series.name.text.clone(), span: series.name.span },
                    values: series.values.cells.clone(),
                })
                .collect(),
            table: None,
        }),
        (None, categories) => {
            let (missing, keys, example): (_, &[&str], _) = match (categories, data.series.is_empty()) {
                (None, true) => ("数", &["表", "类别", "系列"], "表: 表的名称；或者写上“类别”和“系列”"),
                (None, false) => ("类别", &["类别"], "类别: [6月, 7月, 8月]"),
                (Some(_), _) => ("系列", &["系列"], "系列: [{名称: 人次, 数: [120, 98, 131]}]"),
            };
            let message = format!("图“{}”没有{missing}", data.name.text);
            let diagnostic = Diagnostic::error("chart-data", data.name.span, message);
            let diagnostic = diagnostic.hint(format!("加一行，例如：{example}"));
            findings.push(keys.iter().fold(diagnostic, |diagnostic, key| diagnostic.absent(*key)));
            None
        }
    }
}

/// Makes the chart that `data` asks for of these contents; all faults are told.
pub fn chart(data: &ChartData, contents: &Contents, findings: &mut Findings) -> Option<Chart> {
    let kind = match data.kind {
        ChartType::Column => ChartKind::Column,
        ChartType::Bar => ChartKind::Bar,
        ChartType::Line => ChartKind::Line,
        ChartType::Pie => ChartKind::Pie,
    };
    let mut sound = true;
    let mut tell = |diagnostic: Diagnostic| {
        sound = false;
        findings.push(diagnostic);
    };
    check_shape(data, contents, &mut tell);
    let series: Vec<Series> = contents
        .series
        .iter()
        .map(|points| Series {
            name: one_line(&points.name.text),
            values: points.values.iter().map(|cell| value(cell, &mut tell)).collect(),
        })
        .collect();
    check_values(data, contents, &series, &mut tell);
    if kind == ChartKind::Pie {
        check_pie(data, contents, &series, &mut tell);
    }
    let lines = data.lines.as_ref().and_then(|lines| {
        let count = lines.count().filter(|count| LINES.contains(count));
        if count.is_none() {
            let message = format!("图的高“{}”不合适", lines.written);
            tell(Diagnostic::error("bad-number", lines.span, message).hint("写 5 到 20 的整数，就是占几行"));
        }
        count
    });
    if !sound {
        return None;
    }
    warn_of_crowd(kind, data, contents, findings);
    let text = |phrase: &Option<_>| phrase.as_ref().map(|p: &crate::model::text::Phrase| p.text.clone());
    let mut chart = Chart {
        name: data.name.text.clone(),
        kind,
        number: String::new(),
        title: text(&data.title).unwrap_or_else(|| data.name.text.clone()),
        unit: text(&data.unit).unwrap_or_default(),
        categories: contents.categories.iter().map(|cell| one_line(&cell.text)).collect(),
        series,
        description: String::new(),
        lines,
        table: contents.table.clone(),
        figures: Vec::new(),
    };
    chart.description = text(&data.description).unwrap_or_else(|| chart.in_words());
    Some(chart)
}

/// Whether there are categories and series, all named, each series once and as long as the categories.
fn check_shape(data: &ChartData, contents: &Contents, tell: &mut impl FnMut(Diagnostic)) {
    let name = &data.name.text;
    let fault = |code, span: Span, message: String| Diagnostic::error(code, span, message);
    if contents.categories.is_empty() {
        let message = format!("图“{name}”一个类别也没有");
        tell(fault("chart-data", data.name.span, message).hint("写上各个类别，例如：类别: [6月, 7月, 8月]"));
        return;
    }
    for cell in contents.categories.iter().filter(|cell| cell.text.is_empty()) {
        let message = format!("图“{name}”有一个类别没有名称");
        tell(fault("chart-data", cell.span, message).hint("写上它的名称，例如：6月").absent(ITEM));
    }
    let count = contents.categories.len();
    for (index, points) in contents.series.iter().enumerate() {
        let series = &points.name.text;
        if series.is_empty() {
            let message = format!("图“{name}”有一个系列没有名称");
            tell(
                fault("chart-data", points.name.span, message).hint("写上它的名称；从表里取数时，在表里写上"),
            );
        } else if contents.series[..index].iter().any(|other| other.name.text == *series) {
            let message = format!("图“{name}”有两个系列都叫“{series}”");
            tell(fault("repeated-name", points.name.span, message).hint("给其中一个换个名称"));
        }
        let found = points.values.len();
        if found == count {
            continue;
        }
        let message = format!("“{series}”有{found}个数，类别有{count}个");
        let diagnostic = fault("chart-values", points.name.span, message);
        tell(match table::split_number(&points.values) {
            Some(number) => diagnostic.hint(format!(
                "括号里的逗号会把数分成两个：{number} 这样的数写成 \"{number}\"（加英文引号）或者去掉逗号"
            )),
            None => diagnostic.hint("每个类别写一个数，没有数的写 \"\"（两个英文引号）"),
        });
    }
}

/// The value of a text; a blank and a dash are none.
fn value(cell: &CellText, tell: &mut impl FnMut(Diagnostic)) -> Option<ChartValue> {
    if is_absent(&cell.text) {
        return None;
    }
    let Some((value, _)) = number::parse(&cell.text) else {
        tell(
            Diagnostic::error("bad-number", cell.span, format!("“{}”不是一个数，画不到图里", cell.text))
                .hint("只写半角数字，例如 66275、6.63、95%；单位写到“计量单位”里；没有数就写 \"\"（两个英文引号）"),
        );
        return None;
    };
    Some(ChartValue { written: cell.text.clone(), value })
}

/// A name on one line: a cell of a table may have several.
fn one_line(text: &str) -> String {
    text.split(['\n', '\t']).map(str::trim).collect()
}

/// Whether a cell says that there is no value.
pub fn is_absent(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '-' | '—' | '－' | '–' | '/' | '／'))
}

/// Whether there are values at all, and all or none of them percentages.
fn check_values(data: &ChartData, contents: &Contents, series: &[Series], tell: &mut impl FnMut(Diagnostic)) {
    let mut values = contents.series.iter().zip(series).flat_map(|(points, series)| {
        points.values.iter().zip(&series.values).filter_map(|(cell, value)| Some((cell, value.as_ref()?)))
    });
    let Some((_, first)) = values.next() else {
        let mut cells = contents.series.iter().flat_map(|points| &points.values).peekable();
        if cells.peek().is_some() && cells.all(|cell| is_absent(&cell.text)) {
            let message = format!("图“{}”一个数也没有", data.name.text);
            tell(
                Diagnostic::error("chart-data", data.name.span, message)
                    .hint("写上数，或者删去这个图和“见图”")
                    .absent(ITEM),
            );
        }
        return;
    };
    if let Some((cell, _)) = values.find(|(_, value)| value.is_percent() != first.is_percent()) {
        let message = format!("图“{}”里有的数带“%”，有的不带", data.name.text);
        tell(
            Diagnostic::error("chart-percent", cell.span, message)
                .label(format!("前面有“{}”", first.written))
                .hint("一个图里的数要用同一个单位；从表里取数时，用“系列”写明画哪几列"),
        );
    }
}

/// 饼图 shows the shares of one whole.
fn check_pie(data: &ChartData, contents: &Contents, series: &[Series], tell: &mut impl FnMut(Diagnostic)) {
    let fault = |span: Span, message: String| Diagnostic::error("pie-chart", span, message);
    if let [_, second, ..] = contents.series.as_slice() {
        let message = format!("饼图“{}”有{}个系列，只能画一个", data.name.text, contents.series.len());
        tell(fault(second.name.span, message).hint("删去多余的系列，或者“类型”改成柱形图"));
    }
    let cells = contents.series.iter().flat_map(|points| &points.values);
    let values: Vec<_> = cells.zip(series.iter().flat_map(|series| &series.values)).collect();
    for (cell, value) in &values {
        if value.as_ref().is_some_and(|value| value.value.is_sign_negative() && !value.value.is_zero()) {
            let message = format!("饼图“{}”里有负数“{}”", data.name.text, cell.text);
            tell(fault(cell.span, message).hint("负数没有占比；“类型”改成柱形图"));
        }
    }
    let present = || values.iter().filter_map(|(_, value)| value.as_ref());
    if present().next().is_some() && present().all(|value| value.value.is_zero()) {
        let message = format!("饼图“{}”的数加起来是零", data.name.text);
        tell(fault(data.name.span, message).hint("没有占比可画；核对数，或者删去这个图"));
    }
}

/// Warns of more than a reader can tell apart on a sheet of paper.
fn warn_of_crowd(kind: ChartKind, data: &ChartData, contents: &Contents, findings: &mut Findings) {
    let (categories, series) = (contents.categories.len(), contents.series.len());
    let name = &data.name.text;
    let mut warn = |message: String, hint: &str| {
        findings.push(Diagnostic::warning("crowded-chart", data.name.span, message).hint(hint));
    };
    if series > MOST_SERIES {
        let message = format!("图“{name}”有{series}个系列，黑白打印最多分得清{MOST_SERIES}个");
        warn(message, "少画几个系列，或者分成两个图，或者用表");
    }
    let (most, hint) = match kind {
        ChartKind::Pie => (8, "把小的几块并成“其他”，或者“类型”改成条形图"),
        ChartKind::Line => (31, "隔几个取一个，或者分成两个图，或者用表"),
        ChartKind::Column => (24 / series.clamp(1, 2), "“类型”改成条形图，或者分成两个图，或者用表"),
        ChartKind::Bar => (30 / series.clamp(1, 3), "分成两个图，或者用表"),
    };
    if categories > most {
        let message = format!("图“{name}”有{categories}个类别，{}最多看得清{most}个", kind.word());
        warn(message, hint);
    }
}
