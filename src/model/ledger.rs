//! 台账: what was done, row by row, with any number of measures; and 数字: figures with a name and a formula.
//!
//! A ledger in a spreadsheet has become rows before it comes here, each cell with its place.

pub mod rows;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use crate::diag::diagnostic::{Diagnostic, Span};
use crate::diag::nearest::nearest;
use crate::model::date;
use crate::model::form::Collected;
use crate::model::ledger::rows::LedgerRows;
use crate::model::number::{self, Number};
use crate::model::reader::{FieldValue, Reader};
use crate::model::shape::{FieldShape, RecordShape, Shape};
use crate::model::text::Phrase;
use crate::model::view::View;
use crate::record;
use crate::source::node::{Key, Node, ScalarStyle, Value, trim};
use crate::source::table::Records;
use crate::source::table::record::Rows;

/// All ledgers of a workbook.
#[derive(Debug, Clone, Default)]
pub struct Ledgers {
    /// Those that can be counted.
    pub list: Vec<Ledger>,
    /// Those whose files are not there yet.
    pub awaited: Vec<Awaited>,
}

/// A ledger that will be made of returns, and was not yet.
#[derive(Debug, Clone)]
pub struct Awaited {
    /// Its name, else that of its file.
    pub name: String,
    /// Where its file is named.
    pub span: Span,
    /// What it will be; `None` if it is no such file, but one that could not be read, which has been told.
    pub made: Option<Collected>,
}

/// One ledger.
#[derive(Debug, Clone)]
pub struct Ledger {
    /// Its name; empty if it is the only one and has none.
    pub name: String,
    /// Its columns in order.
    pub columns: Vec<LedgerColumn>,
    /// Its rows in order.
    pub rows: LedgerRows,
    /// Which column holds the date.
    pub date_column: Option<usize>,
    /// The column that says which unit a row is of; in a batch each unit sees its own rows only.
    pub unit_column: Option<Phrase>,
    /// Last period's file of the same ledger; it is not read yet.
    pub last: Option<Box<LastPeriod>>,
    /// Where it stands.
    pub span: Span,
}

/// 上期: where last period's rows stand.
#[derive(Debug, Clone)]
pub struct LastPeriod {
    /// The file, relative to the workbook.
    pub file: Phrase,
    /// 工作表, which holds for both.
    pub sheet: Option<Phrase>,
    /// 表头行, which holds for both.
    pub header: Option<Number>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerColumn {
    /// Its name, without the unit.
    pub name: String,
    /// Its unit: of `金额（元）`, 元.
    pub unit: Option<String>,
    /// Where its name first stands.
    pub span: Span,
}

impl LedgerColumn {
    /// Whether the numbers of a column of this name number or date things and measure nothing.
    pub fn is_ordinal(&self) -> bool {
        const ORDINAL: &[&str] =
            &["序号", "编号", "年", "年度", "年份", "月", "月份", "季度", "电话", "代码", "编码"];
        ORDINAL.contains(&self.name.as_str())
    }

    /// Whether its unit is that of rates.
    pub fn is_rate(&self) -> bool {
        self.unit.as_deref().is_some_and(|unit| unit.contains(['%', '％']))
    }
}

/// 台账 as it is listed for `fields` and the schema; rows have columns of the user's own.
static LEDGER: RecordShape = RecordShape {
    name: "台账",
    fields: &[
        FieldShape {
            key: "名称",
            variable: "name",
            shape: || Shape::Phrase,
            required: false,
            meaning: "台账的名称；有几个台账时要写",
            example: "活动台账",
        },
        FieldShape {
            key: "文件",
            variable: "file",
            shape: || Shape::Phrase,
            required: false,
            meaning: "台账所在的表格文件（.xlsx、.xls、.et、.ods 或 .csv），相对于资料所在的文件夹",
            example: "台账.xlsx",
        },
        FieldShape {
            key: "工作表",
            variable: "sheet",
            shape: || Shape::Phrase,
            required: false,
            meaning: "文件里有几个工作表时，用哪一个",
            example: "活动",
        },
        FieldShape {
            key: "表头行",
            variable: "header",
            shape: || Shape::Number,
            required: false,
            meaning: "表头在第几行，不写就由程序找",
            example: "2",
        },
        FieldShape {
            key: "单位列",
            variable: "unit_column",
            shape: || Shape::Phrase,
            required: false,
            meaning: "批量生成时，哪一列说明这一行是哪个单位的（代码、全称或简称）；每个单位只用自己的各行",
            example: "代码",
        },
        FieldShape {
            key: "上期",
            variable: "last",
            shape: || Shape::Phrase,
            required: false,
            meaning: "上一期的同一个台账（表格文件），相对于资料所在的文件夹；写了，检查时把各单位这期的数同上期的比",
            example: "../2025/汇总/填报数据.xlsx",
        },
        FieldShape {
            key: "行",
            variable: "rows",
            shape: || Shape::List(|| Shape::Free),
            required: false,
            meaning: "直接写在资料里的各行，列由自己定；“日期”“类型”“名称”“单位”最常用",
            example: "[{日期: 2012-06-30, 类型: 义诊, 名称: 下乡义诊, 服务人数: 200}]",
        },
    ],
    text_goes_to: Some("文件"),
    list_goes_to: Some("行"),
    stands_alone: false,
};

impl Ledger {
    /// The number of the column of this name.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// Whether it lists units, one row or more for each, and not what was done: it begins with the codes and names of units, as what
    /// a collection writes.
    pub fn is_of_units(&self) -> bool {
        let first = &self.columns[..self.columns.len().min(3)];
        ["单位代码", "单位名称"].iter().all(|name| first.iter().any(|column| column.name == *name))
    }

    /// Whether each of its rows is a unit: to count rows is to count units.
    pub fn counts_units(&self) -> bool {
        let at = |name: &str| self.column(name).filter(|_| self.is_of_units());
        let (Some(code), Some(name)) = (at("单位代码"), at("单位名称")) else { return false };
        let mut seen = BTreeSet::new();
        self.rows.iter().all(|row| {
            let [code, name] = [code, name].map(|at| row.cell(at).map(|cell| cell.text.to_owned()));
            seen.insert((code, name))
        })
    }

    /// The same ledger with these rows only, by their numbers.
    pub fn choose(&self, rows: &[u32]) -> Self {
        Self {
            name: self.name.clone(),
            columns: self.columns.clone(),
            rows: self.rows.choose(rows),
            date_column: self.date_column,
            unit_column: self.unit_column.clone(),
            last: None,
            span: self.span,
        }
    }
}

/// Whether a list of maps lists ledgers, not rows.
pub fn lists_ledgers(items: &[Node]) -> bool {
    items.iter().any(|item| item.get("行").is_some() || item.get("文件").is_some())
}

impl FieldValue for Ledgers {
    fn shape() -> Shape {
        Shape::List(|| Shape::Record(&LEDGER))
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let items = items(node);
        let awaited = items.iter().filter_map(awaited).collect();
        let ledgers: Vec<Ledger> = items.iter().filter_map(|item| ledger(item, reader)).collect();
        for (index, ledger) in ledgers.iter().enumerate() {
            let taken = ledgers[..index].iter().any(|other| other.name == ledger.name);
            if taken || (ledgers.len() > 1 && ledger.name.is_empty()) {
                let message = if taken && !ledger.name.is_empty() {
                    format!("有两个台账都叫“{}”", ledger.name)
                } else {
                    "有几个台账时，每个都要有名称".to_owned()
                };
                reader.report(
                    Diagnostic::error("repeated-name", ledger.span, message)
                        .hint("给每个台账写一个不同的“名称”"),
                );
            }
        }
        Some(Self { list: ledgers, awaited })
    }

    fn view(&self) -> Option<View> {
        rows_view(self.list.iter())
    }
}

/// The ledgers under 台账, which may be one.
pub fn items(node: &Node) -> &[Node] {
    match &node.value {
        Value::List(items) if lists_ledgers(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    }
}

/// A ledger in a file that was not there.
pub fn awaited(node: &Node) -> Option<Awaited> {
    let text = |key: &str| match node.get(key).map(|node| (&node.value, node.span)) {
        Some((Value::Scalar(scalar), span)) => Some((trim(&scalar.text).to_owned(), span)),
        _ => None,
    };
    let (file, span) = text("文件").filter(|_| node.get("行").is_none())?;
    let made = Collected::of(Path::new(&file));
    Some(Awaited { name: text("名称").map_or(file, |(name, _)| name), span, made })
}

/// Rows of ledgers, as templates walk over them; `None` if there are none.
pub fn rows_view<'a>(ledgers: impl Iterator<Item = &'a Ledger>) -> Option<View> {
    let rows = ledgers.flat_map(|ledger| {
        ledger.rows.iter().map(|row| {
            let cells =
                ledger.columns.iter().zip(row.cells()).filter_map(|(column, cell)| {
                    Some((column.name.clone(), View::Text(cell?.text.to_owned())))
                });
            View::Map(cells.collect())
        })
    });
    let rows: Vec<View> = rows.collect();
    (!rows.is_empty()).then_some(View::List(rows))
}

fn ledger(node: &Node, reader: &mut Reader<'_>) -> Option<Ledger> {
    let entries = reader.entries(node, &LEDGER)?;
    let name: Option<Phrase> = reader.optional(&entries, "名称")?;
    let file: Option<Phrase> = reader.optional(&entries, "文件")?;
    // Used when the file was read; their faults are told here.
    let sheet: Option<Phrase> = reader.optional(&entries, "工作表")?;
    let header: Option<Number> = reader.optional(&entries, "表头行")?;
    let unit_column: Option<Phrase> = reader.optional(&entries, "单位列")?;
    let last: Option<Phrase> = reader.optional(&entries, "上期")?;
    if let Some(header) = header.as_ref().filter(|header| header.count().is_none_or(|row| row == 0)) {
        reader.report(
            Diagnostic::error("bad-number", header.span, format!("表头行“{}”不合适", header.written))
                .hint("写表头所在的行号，例如 2；不写就由程序找"),
        );
    }
    let mut ledger = Ledger {
        name: name.map(|name| name.text).unwrap_or_default(),
        columns: Vec::new(),
        rows: LedgerRows::default(),
        date_column: None,
        unit_column,
        last: last.map(|file| Box::new(LastPeriod { file, sheet, header })),
        span: node.span,
    };
    let cells = match entries.find("行") {
        Some((_, rows)) => match &rows.value {
            Value::List(items) => read_rows(items, &mut ledger, reader),
            Value::Table(table) => read_table(table, &mut ledger, reader),
            _ => {
                reader.wrong_type(
                    rows,
                    "列表",
                    "每一行写成“- {日期: 2012-06-30, 类型: 义诊, 服务人数: 200}”",
                );
                return None;
            }
        },
        // A file that could not be read has been told.
        None if file.is_some() => return None,
        None => {
            reader.report(
                Diagnostic::error("missing-field", node.span, "“台账”里既没有“文件”也没有“行”")
                    .hint("写“文件: 台账.xlsx”，或者在“行”下面写各行")
                    .absent("文件")
                    .absent("行"),
            );
            return None;
        }
    };
    ledger.rows = dated(cells, &mut ledger, reader);
    if let Some(column) = ledger.unit_column.as_ref().filter(|column| ledger.column(&column.text).is_none()) {
        let names = ledger.columns.iter().map(|known| known.name.as_str());
        let all = names.clone().collect::<Vec<_>>().join("、");
        reader.report(
            Diagnostic::error("figure-column", column.span, format!("台账里没有“{}”这一列", column.text))
                .meant(nearest(&column.text, names))
                .hint(format!("“单位列”写台账的一列，台账里有：{all}")),
        );
    }
    Some(ledger)
}

/// A cell's text and place; `None` if it is blank.
type Written<'n> = Option<(&'n str, Span)>;

fn read_rows(items: &[Node], ledger: &mut Ledger, reader: &mut Reader<'_>) -> Arc<Rows> {
    let mut read: Vec<(Vec<Written<'_>>, Span)> = Vec::with_capacity(items.len());
    for item in items {
        let Value::Map(entries) = &item.value else {
            reader.wrong_type(
                item,
                "一组“键: 值”（台账的一行）",
                "写成“- {日期: 2012-06-30, 类型: 义诊, 服务人数: 200}”",
            );
            continue;
        };
        let mut cells = vec![None; ledger.columns.len()];
        for (key, value) in entries {
            let column = column_of(key, ledger, reader);
            if cells.len() <= column {
                cells.resize(column + 1, None);
            }
            if cells[column].is_some() {
                repeated_column(key.span, &ledger.columns[column].name, reader);
            }
            cells[column] = cell(value, reader);
        }
        read.push((cells, item.span));
    }
    let mut rows = Rows::new(ledger.columns.len(), Arc::default());
    for (cells, span) in read {
        for column in 0..ledger.columns.len() {
            let (text, place) = cells.get(column).copied().flatten().unwrap_or(("", span));
            rows.push(text, place);
        }
        rows.end_row(span);
    }
    Arc::new(rows)
}

/// The rows of a table; its cells are taken as they are.
fn read_table(table: &Records, ledger: &mut Ledger, reader: &mut Reader<'_>) -> Arc<Rows> {
    for column in &table.columns {
        let text = match &column.unit {
            Some(unit) => format!("{}（{unit}）", column.name),
            None => column.name.clone(),
        };
        let known = ledger.columns.len();
        let at = column_of(&Key { text, span: column.span }, ledger, reader);
        if at < known {
            let own =
                LedgerColumn { name: column.name.clone(), unit: column.unit.clone(), span: column.span };
            repeated_column(column.span, &ledger.columns[at].name, reader);
            ledger.columns.push(own);
        }
    }
    Arc::clone(&table.rows)
}

fn repeated_column(place: Span, name: &str, reader: &mut Reader<'_>) {
    reader.report(
        Diagnostic::error("duplicate-key", place, format!("这一行里“{name}”写了两次"))
            .hint("单位写在括号里的是同一列；删去一个"),
    );
}

/// The column of a key, a new one if it was not met before.
fn column_of(key: &Key, ledger: &mut Ledger, reader: &mut Reader<'_>) -> usize {
    let (name, unit) = name_and_unit(&key.text);
    if let Some(at) = ledger.column(name) {
        match (&ledger.columns[at].unit, unit) {
            (None, Some(unit)) => ledger.columns[at].unit = Some(unit.to_owned()),
            (Some(known), Some(unit)) if known != unit => reader.report(
                Diagnostic::error(
                    "ledger-unit",
                    key.span,
                    format!("“{name}”这一列，前面的单位是“{known}”，这里是“{unit}”"),
                )
                .hint("同一列用同一个单位；单位不同的分成两列"),
            ),
            _ => {}
        }
        return at;
    }
    ledger.columns.push(LedgerColumn {
        name: name.to_owned(),
        unit: unit.map(str::to_owned),
        span: key.span,
    });
    ledger.columns.len() - 1
}

/// `金额（元）` → 金额 and 元. Only a short unit counts: `培训（含会议）` is a name.
pub fn name_and_unit(written: &str) -> (&str, Option<&str>) {
    let written = trim(written);
    let split = written.strip_suffix(['）', ')']).and_then(|rest| {
        let at = rest.rfind(['（', '('])?;
        let unit = &rest[at + rest[at..].chars().next()?.len_utf8()..];
        Some((trim(&rest[..at]), trim(unit)))
    });
    match split {
        Some((name, unit)) if !name.is_empty() && is_unit(unit) => (name, Some(unit)),
        _ => (written, None),
    }
}

const UNITS: &[&str] = &[
    "元",
    "万元",
    "亿元",
    "千元",
    "百万元",
    "人",
    "人次",
    "名",
    "位",
    "个",
    "次",
    "场",
    "场次",
    "期",
    "户",
    "家",
    "份",
    "件",
    "条",
    "项",
    "篇",
    "本",
    "册",
    "张",
    "台",
    "套",
    "辆",
    "间",
    "所",
    "处",
    "例",
    "针",
    "剂",
    "剂次",
    "支",
    "瓶",
    "盒",
    "箱",
    "吨",
    "公斤",
    "千克",
    "克",
    "斤",
    "亩",
    "公顷",
    "平方米",
    "平方公里",
    "立方米",
    "米",
    "公里",
    "千米",
    "天",
    "日",
    "小时",
    "学时",
    "课时",
    "分",
    "分钟",
    "%",
    "％",
    "‰",
    "班",
    "班次",
    "批",
    "批次",
    "村",
    "头",
    "只",
    "株",
    "棵",
    "度",
    "千瓦时",
    "卷",
    "部",
    "床",
    "张床",
    "人日",
    "岁",
    "年",
    "月",
    "届",
    "宗",
    "起",
    "笔",
    "票",
    "户次",
    "车次",
    "人天",
    "座",
    "块",
    "面",
    "幅",
    "幢",
    "栋",
    "组",
    "支队",
];

fn is_unit(text: &str) -> bool {
    UNITS.contains(&text)
}

/// Whether a text goes on with a unit of counting, so that a two before it is 两. `月` and `日` are dates.
pub fn goes_on_with_unit(text: &str) -> bool {
    !text.starts_with(['月', '日', '%', '％', '‰']) && UNITS.iter().any(|unit| text.starts_with(unit))
}

fn cell<'n>(node: &'n Node, reader: &mut Reader<'_>) -> Written<'n> {
    match &node.value {
        Value::Scalar(scalar) => {
            let text = trim(&scalar.text);
            if text.is_empty() {
                return None;
            }
            if scalar.style == ScalarStyle::Plain {
                number::refuse_lost_form(text, node.span, reader)?;
            }
            Some((text, node.span))
        }
        Value::Null => {
            reader.report(
                Diagnostic::error("empty-value", node.span, "台账里有一格没有内容")
                    .hint("写上内容；没有就把这个键删去，没有发生的数写 0"),
            );
            None
        }
        Value::List(_) | Value::Map(_) | Value::Table(_) | Value::Picture(_) => {
            reader.wrong_type(node, "一格文字或一个数", "一格里只写一项；几个数就分成几列");
            None
        }
    }
}

/// Finds the column of dates and reads them.
fn dated(cells: Arc<Rows>, ledger: &mut Ledger, reader: &mut Reader<'_>) -> LedgerRows {
    let named = |wanted: &dyn Fn(&str) -> bool| ledger.columns.iter().position(|c| wanted(&c.name));
    let found = named(&|name| name == "日期").or_else(|| named(&|name| name == "时间")).or_else(|| {
        let dated: Vec<usize> = (0..ledger.columns.len())
            .filter(|at| {
                ledger.columns[*at].name.ends_with("日期") || ledger.columns[*at].name.ends_with("时间")
            })
            .collect();
        match dated.as_slice() {
            // 建院日期 is no day on which something was done.
            [only] if !ledger.is_of_units() => Some(*only),
            _ => None,
        }
    });
    ledger.date_column = found;
    let Some(column) = found else { return LedgerRows::new(cells, Vec::new()) };
    let date = |row: usize| {
        let cell = cells.cell(row, column);
        if cell.text.is_empty() {
            return None;
        }
        date::parse(cell.text, cell.span)
            .map_err(|fault| {
                reader.report(Diagnostic::error(fault.code, cell.span, fault.message).hint(fault.hint));
            })
            .ok()
    };
    let dates = (0..cells.len()).map(date).collect();
    LedgerRows::new(cells, dates)
}

record! {
    /// 数字: a figure with a name.
    pub struct NamedFigure = "数字" {
        required name: Phrase = "名称", "在文字里写“【名称】”引用", "捐款总额";
        required formula: Phrase = "算式", "怎样算出来；也可以只写一个数", "合计(金额，类型=捐款)";
        optional unit: Phrase = "计量单位", "数的单位；不写就用台账那一列的单位", "元";
        optional form: Phrase = "写法", "怎样写出来，与“【名称：写法】”相同", "万元，一位小数";
        optional note: Phrase = "说明", "写给自己看的话，不进文件", "财务科提供";
    }
}

/// All 数字 of a workbook: a list, or `名称: 算式` line by line.
#[derive(Debug, Clone, Default)]
pub struct FigureList(pub Vec<NamedFigure>);

impl FieldValue for FigureList {
    fn shape() -> Shape {
        Shape::List(|| Shape::Record(&NamedFigure::RECORD))
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let mut list: Vec<NamedFigure> = Vec::new();
        match &node.value {
            Value::List(items) => {
                list.extend(items.iter().filter_map(|item| NamedFigure::read(item, reader)));
            }
            Value::Map(entries) => {
                for (key, value) in entries {
                    let entry = named(key, value);
                    list.extend(NamedFigure::read(&entry, reader));
                }
            }
            _ => {
                reader.wrong_type(
                    node,
                    "一组“名称: 算式”",
                    "换行写，每行一个，例如：\n  捐款总额: 合计(金额，类型=捐款)",
                );
                return None;
            }
        }
        for (index, figure) in list.iter().enumerate() {
            if list[..index].iter().any(|other| other.name.text == figure.name.text) {
                reader.report(
                    Diagnostic::error(
                        "repeated-name",
                        figure.name.span,
                        format!("有两个数字都叫“{}”", figure.name.text),
                    )
                    .hint("给其中一个换个名称"),
                );
            }
        }
        Some(Self(list))
    }

    /// Templates write `【名称】` like everybody else.
    fn view(&self) -> Option<View> {
        None
    }

    fn phrases(&self, see: &mut dyn FnMut(&Phrase)) {
        for figure in &self.0 {
            figure.formula.phrases(see);
        }
    }
}

/// `名称: 算式` and `名称: {算式: …}` as the record that they stand for.
fn named(key: &Key, value: &Node) -> Node {
    let name = Node {
        value: Value::Scalar(crate::source::node::Scalar {
            text: key.text.clone(),
            style: ScalarStyle::Quoted,
        }),
        span: key.span,
        line_starts: Vec::new(),
    };
    let entry = |text: &str| Key { text: text.to_owned(), span: key.span };
    let mut entries = vec![(entry("名称"), name)];
    match &value.value {
        Value::Map(fields) => entries.extend(fields.iter().cloned()),
        _ => entries.push((entry("算式"), value.clone())),
    }
    Node { value: Value::Map(entries), span: key.span, line_starts: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_in_brackets_is_no_part_of_the_name() {
        assert_eq!(name_and_unit("金额（元）"), ("金额", Some("元")));
        assert_eq!(name_and_unit("参加人数 (人次)"), ("参加人数", Some("人次")));
        assert_eq!(name_and_unit("培训（含会议）"), ("培训（含会议）", None));
        assert_eq!(name_and_unit("（元）"), ("（元）", None));
    }
}
