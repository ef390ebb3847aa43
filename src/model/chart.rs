//! 图: charts written as data, with numbers of their own or from a table of the workbook.

use crate::choice;
use crate::diag::diagnostic::{Diagnostic, Span};
use crate::model::number::{Number, refuse_lost_form};
use crate::model::reader::{FieldValue, Reader};
use crate::model::shape::Shape;
use crate::model::table::CellText;
use crate::model::text::{Flag, Phrase};
use crate::model::view::View;
use crate::record;
use crate::source::node::{Node, ScalarStyle, Value, trim};

choice! {
    /// 类型.
    pub enum ChartType {
        Column = "柱形图",
        Bar = "条形图",
        Line = "折线图",
        Pie = "饼图",
    }
}

record! {
    /// 图: a chart as data.
    pub struct ChartData = "图" {
        required name: Phrase = "名称", "图的名称，引用时用", "各月义诊人次图";
        required kind: ChartType = "类型", "柱形图比多少，条形图也是、适合名称长的，折线图看变化，饼图看占比", "柱形图";
        optional title: Phrase = "标题", "图下面的标题，不写就用名称", "2012年各月义诊人次";
        optional unit: Phrase = "计量单位", "数的单位", "人次";
        optional categories: Cells = "类别", "横轴上的各项（饼图的各块）", "[6月, 7月, 8月]";
        many series: SeriesData = "系列", "一组或几组数", "[{名称: 义诊人次, 数: [120, 98, 131]}]";
        optional table: ChartTable = "表", "从资料的哪个表取数，代替“类别”和“系列”", "各月义诊情况表";
        optional description: Phrase = "说明", "念给看不见图的人听的一段话，不写就由程序照数据写", "各月义诊人次逐月上升。";
        optional lines: Number = "高", "图占几行的高度（5到20），不写就由程序定", "9";
    }
}

record! {
    /// A series of a chart.
    pub struct SeriesData = "系列" {
        required name: Phrase = "名称", "这组数的名称", "义诊人次";
        required values: Cells = "数", "与类别一一对应的数；没有的写 \"\"", "[120, 98, \"\"]";
    }
}

record! {
    /// What a chart takes from a table.
    pub struct ChartTable = "图取数的表", text => "名称" {
        required name: Phrase = "名称", "“表”里的名称", "各月义诊情况表";
        optional categories: Phrase = "类别", "哪一列是类别；不写就取第一列（序号不算）", "月份";
        many series: Phrase = "系列", "画哪几列；不写就取所有是数的列", "[义诊人次, 发放资料]";
        many rows: Phrase = "行", "画哪几行，写各行的类别；不写就都画，合计、小计、平均除外", "[6月, 7月]";
        optional turned: Flag = "对调", "是否行列对调，把每一行画成一组", "否";
    }
}

/// What is noted as unread where an item of a list is: faults that it entails are not told as well.
pub const ITEM: &str = "类别和数";

/// A list of short texts or numbers; one may be blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cells {
    /// The texts.
    pub cells: Vec<CellText>,
    /// Where the list stands.
    pub span: Span,
}

impl FieldValue for Cells {
    fn shape() -> Shape {
        Shape::List(|| Shape::Phrase)
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let Value::List(items) = &node.value else {
            reader.wrong_type(node, "列表", "写在方括号里，用半角逗号隔开，例如：[120, 98, 131]");
            return None;
        };
        let cells = items.iter().map(|item| cell(item, reader)).collect();
        Some(Self { cells, span: node.span })
    }

    fn view(&self) -> Option<View> {
        Some(View::List(self.cells.iter().map(|cell| View::Text(cell.text.clone())).collect()))
    }
}

/// An item; a faulty one is told and stands as a blank, so that the list keeps its length.
fn cell(node: &Node, reader: &mut Reader<'_>) -> CellText {
    let text = cell_text(node, reader).unwrap_or_else(|| {
        reader.findings.unread(ITEM);
        String::new()
    });
    CellText { text, span: node.span }
}

fn cell_text(node: &Node, reader: &mut Reader<'_>) -> Option<String> {
    if matches!(node.value, Value::Null) {
        reader.report(
            Diagnostic::error("empty-value", node.span, "列表里有一项没有内容")
                .hint("没有数的一项写成 \"\"（两个英文引号）"),
        );
        return None;
    }
    let scalar = reader.scalar(node, "一个数或一行文字")?;
    if scalar.style == ScalarStyle::Plain {
        refuse_lost_form(trim(&scalar.text), node.span, reader)?;
    }
    Some(trim(&scalar.text).to_owned())
}
