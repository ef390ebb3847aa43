//! Total rows and total columns of tables.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::marks::Marks;
use crate::check::text::numbers;
use crate::paper::end_matter::packed;
use crate::paper::{Grid, Paper, number};

/// What stands in one place of a table.
#[derive(Debug, Clone)]
enum Value {
    /// Nothing, or a dash for nothing.
    Blank,
    /// A number and nothing else but its unit.
    Number(Box<Written>),
    /// Anything else.
    Words(String),
}

/// A number in a cell.
#[derive(Debug, Clone)]
struct Written {
    value: Decimal,
    decimals: u32,
    percent: bool,
    line: usize,
    range: Range<usize>,
}

/// What a row of the body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Data,
    Sub,
    Total,
}

/// Words in a column's head whose numbers do not add up.
const NOT_ADDED: &[&str] = &[
    "率", "比", "%", "％", "‰", "均", "价", "序号", "编号", "排名", "名次", "位次", "得分", "评分", "分数",
    "年份", "日期", "时间", "电话", "指数", "倍", "增长", "增幅", "同比", "标准", "度", "年龄", "备注",
    "层数", "占", "号", "学年", "代码",
];

pub fn look(paper: &Paper, grid: &Grid, marks: &mut Marks<'_>) {
    let head = grid.head.max(1);
    if grid.rows.len() < head + 3 {
        return;
    }
    let columns = grid.rows.iter().flatten().map(|cell| cell.column + cell.column_span).max().unwrap_or(0);
    let heads: Vec<String> = (0..columns).map(|column| head_of(paper, grid, head, column)).collect();
    let body: Vec<Vec<Value>> = grid.rows[head..].iter().map(|row| values(paper, row, columns)).collect();
    // A first row with numbers is none of a head: the table was cut.
    let first = grid.rows[0].iter().filter(|cell| cell.column > 0);
    if grid.head == 0 && first.map(|cell| value(paper, cell)).any(|value| matches!(value, Value::Number(_))) {
        return;
    }
    // Merged cells with numbers stand for several rows.
    let merged = grid.rows[head..].iter().flatten().any(|cell| {
        (cell.row_span > 1 || cell.column_span > 1) && !matches!(value(paper, cell), Value::Words(_))
    });
    if merged {
        return;
    }
    let scaled = |head: &str| grid.unit_line.contains(['万', '亿']) || head.contains(['万', '亿']);
    if let Some(kinds) = kinds(&body) {
        for (column, head) in heads.iter().enumerate() {
            total_row(&body, &kinds, head, column, scaled(head), marks);
        }
    }
    if head == 1 {
        total_column(&body, &heads, heads.iter().any(|head| scaled(head)), marks);
    }
}

/// The words above a column.
fn head_of(paper: &Paper, grid: &Grid, head: usize, column: usize) -> String {
    grid.rows[..head]
        .iter()
        .flatten()
        .filter(|cell| (cell.column..cell.column + cell.column_span).contains(&column))
        .map(|cell| packed(&paper.cell(cell)))
        .collect()
}

fn values(paper: &Paper, row: &[crate::paper::GridCell], columns: usize) -> Vec<Value> {
    let mut values = vec![Value::Blank; columns];
    for cell in row {
        if let Some(place) = values.get_mut(cell.column) {
            *place = value(paper, cell);
        }
    }
    values
}

fn value(paper: &Paper, cell: &crate::paper::GridCell) -> Value {
    let words = packed(&paper.cell(cell));
    if words.is_empty() || ["-", "—", "——", "/", "－", "0", "无"].contains(&words.as_str()) {
        return Value::Blank;
    }
    if cell.lines.len() != 1 {
        return Value::Words(words);
    }
    let line = cell.lines.start;
    let text = &paper.lines[line].text;
    let all = numbers::all(text);
    let [number] = all.as_slice() else { return Value::Words(words) };
    let before = text[..number.range.start].trim();
    let behind = text[number.unit.range.end.max(number.range.end)..].trim();
    let is_date = matches!(number.unit.name.as_str(), "年" | "月" | "日" | "号");
    if !before.is_empty() || !behind.is_empty() || is_date || number.unit.scale > 1 {
        return Value::Words(words);
    }
    Value::Number(Box::new(Written {
        value: number.value,
        decimals: number.decimals,
        percent: matches!(number.unit.name.as_str(), "%" | "％"),
        line,
        range: number.range.clone(),
    }))
}

/// What the rows are; `None` if one cannot be sure that they add up: rows within others, two totals, words for parts.
fn kinds(body: &[Vec<Value>]) -> Option<Vec<Kind>> {
    let mut kinds = Vec::with_capacity(body.len());
    let mut shapes = Vec::new();
    for row in body {
        let words: Vec<&String> = row
            .iter()
            .filter_map(|value| if let Value::Words(words) = value { Some(words) } else { None })
            .collect();
        let label = |word: &str| word.trim_end_matches(['：', ':']).to_owned();
        let kind = if words.iter().any(|word| label(word) == "小计") {
            Kind::Sub
        } else if words
            .iter()
            .any(|word| ["合计", "总计", "共计"].iter().any(|end| label(word).ends_with(end)))
        {
            Kind::Total
        } else if words.iter().any(|word| {
            ["其中", "小计", "合计", "累计", "平均", "总数", "全县", "全市", "全省", "注"]
                .iter()
                .any(|odd| word.contains(odd))
        }) {
            return None;
        } else {
            shapes.push(
                words.first().and_then(|word| number::marks(&[word])[0].as_ref().map(|mark| mark.shape)),
            );
            Kind::Data
        };
        kinds.push(kind);
    }
    shapes.dedup();
    let totals = kinds.iter().filter(|kind| **kind == Kind::Total).count();
    let at_edge = kinds.first() == Some(&Kind::Total) || kinds.last() == Some(&Kind::Total);
    (shapes.len() <= 1 && totals == 1 && at_edge).then_some(kinds)
}

/// Checks one column of a table with a total row.
fn total_row(
    body: &[Vec<Value>],
    kinds: &[Kind],
    head: &str,
    column: usize,
    scaled: bool,
    marks: &mut Marks<'_>,
) {
    let is_share = ["占比", "比重", "构成"].iter().any(|word| head.contains(word));
    if !is_share && NOT_ADDED.iter().any(|word| head.contains(word)) {
        return;
    }
    let mut parts = Vec::new();
    let mut total = None;
    let mut subs: Vec<(&Written, Vec<&Written>)> = Vec::new();
    let mut block: Vec<&Written> = Vec::new();
    for (row, kind) in body.iter().zip(kinds) {
        let written = match &row[column] {
            Value::Words(_) => return,
            Value::Blank => None,
            Value::Number(written) => Some(written.as_ref()),
        };
        match (kind, written) {
            (Kind::Data, Some(written)) => {
                parts.push(written);
                block.push(written);
            }
            (Kind::Sub, Some(written)) => subs.push((written, std::mem::take(&mut block))),
            (Kind::Total, written) => total = written,
            _ => {}
        }
    }
    let Some(total) = total else { return };
    let percent = parts.iter().chain([&total]).any(|written| written.percent);
    if parts.len() < 2 || (percent && !is_share) || (is_share && total.value != Decimal::ONE_HUNDRED) {
        return;
    }
    let scaled = scaled || is_share;
    if has_levels(&parts) {
        return;
    }
    compare(total, &parts, head, "各行", scaled, marks);
    // 小计 below its rows; where the rows of one are not certain, nothing is said.
    let leads = kinds.iter().find(|kind| **kind != Kind::Total) == Some(&Kind::Sub);
    if !leads && block.is_empty() {
        for (sub, parts) in subs.iter().filter(|(_, parts)| !parts.is_empty()) {
            compare(sub, parts, head, "各行", scaled, marks);
        }
    }
}

/// Whether a row is the sum of those below or above it: then the table has totals that are not called so.
fn has_levels(parts: &[&Written]) -> bool {
    let sums = |at: usize, others: &mut dyn Iterator<Item = &&Written>| {
        let mut sum = Decimal::ZERO;
        let mut count = 0;
        for other in others {
            sum += other.value;
            count += 1;
            if count >= 2 && sum == parts[at].value {
                return true;
            }
        }
        false
    };
    (0..parts.len())
        .any(|at| sums(at, &mut parts[at + 1..].iter()) || sums(at, &mut parts[..at].iter().rev()))
}

/// Checks the rows of a table with one total column, if most of them agree with it.
fn total_column(body: &[Vec<Value>], heads: &[String], scaled: bool, marks: &mut Marks<'_>) {
    let totals: Vec<usize> = (0..heads.len())
        .filter(|&at| ["合计", "总计", "小计", "共计"].contains(&heads[at].as_str()))
        .collect();
    let [total] = totals[..] else { return };
    let mut rows: Vec<(&Written, Vec<&Written>)> = Vec::new();
    for row in body {
        let Value::Number(sum) = &row[total] else { continue };
        let parts: Vec<&Written> = row
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != total && !NOT_ADDED.iter().any(|word| heads[*at].contains(word)))
            .filter_map(
                |(_, value)| if let Value::Number(written) = value { Some(written.as_ref()) } else { None },
            )
            .collect();
        if parts.len() >= 2 && parts.iter().all(|part| !part.percent) {
            rows.push((sum, parts));
        }
    }
    let right = rows.iter().filter(|(sum, parts)| difference(sum, parts, scaled).is_none()).count();
    if right >= 2 && right * 2 > rows.len() {
        for (sum, parts) in &rows {
            compare(sum, parts, &heads[total], "本行各栏", scaled, marks);
        }
    }
}

/// The sum, if it differs by more than rounding.
fn difference(total: &Written, parts: &[&Written], scaled: bool) -> Option<Decimal> {
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.value))?;
    let rounding = |written: &Written| {
        let exact = written.decimals == 0 && !scaled;
        if exact { Decimal::ZERO } else { Decimal::new(5, written.decimals + 1) }
    };
    let tolerance: Decimal = parts.iter().map(|part| rounding(part)).sum::<Decimal>() + rounding(total);
    ((sum - total.value).abs() > tolerance).then_some(sum)
}

fn compare(total: &Written, parts: &[&Written], head: &str, what: &str, scaled: bool, marks: &mut Marks<'_>) {
    if let Some(sum) = difference(total, parts, scaled) {
        let column = if head.is_empty() { String::new() } else { format!("“{head}”") };
        marks
            .at(
                total.line,
                total.range.clone(),
                format!("{column}合计写的是{}，{what}相加是{}", total.value.normalize(), sum.normalize()),
            )
            .hint("核对各项和合计");
    }
}
