//! 表: tables written as data. `↑` merges a cell with the one above, `←` with the one to its left.

use crate::choice;
use crate::diag::diagnostic::{Diagnostic, Span};
use crate::model::number::Number;
use crate::model::reader::{FieldValue, Reader};
use crate::model::shape::Shape;
use crate::model::text::{Flag, Phrase};
use crate::model::view::View;
use crate::record;
use crate::source::node::{Node, Value, trim};

choice! {
    /// How a column's text stands.
    pub enum ColumnAlign {
        Auto = "自动",
        Left = "左",
        Center = "中",
        Right = "右",
    }
}

record! {
    /// 表: a table as data.
    pub struct TableData = "表" {
        required name: Phrase = "名称", "表的名称，引用时用", "分类定级汇总表";
        optional title: Phrase = "标题", "表上面的标题；作附件时用附件的标题", "分类定级汇总表";
        optional unit_line: Phrase = "计量单位", "表右上角的单位", "个";
        many filler: Phrase = "填表栏", "表上面填写的栏目（填报单位、填报日期等）", "[填报单位（盖章）, 填报日期]";
        optional head: Rows = "表头", "一行或几行表头；↑ 与上格合并，← 与左格合并；从台账取的表可以不写", "[序号, 单位, 得分]";
        optional rows: Rows = "行", "各行；空格子写 \"\"", "[[1, 县医院, 95]]";
        optional source: TableSource = "取自", "从台账取各行，小计、合计由程序算", "{按: 类型, 列: [类型, {表头: 次数, 算式: 次数()}]}";
        optional blank_rows: Number = "空行", "后面加几行空行供填写", "5";
        many aligns: ColumnAlign = "对齐", "各列的对齐：自动、左、中、右", "[中, 左, 右]";
        many widths: Number = "列宽", "各列的相对宽度，不写就按内容定", "[1, 4, 2]";
        many notes: Phrase = "表注", "表下面的注", "[本表一式两份。]";
        optional landscape: Flag = "横排", "是否排成横页", "否";
    }
}

record! {
    /// 取自: rows from the ledger, one for each row of it or one for each group.
    pub struct TableSource = "取自", list => "列" {
        optional ledger: Phrase = "台账", "用哪个台账；只有一个就不用写", "活动台账";
        many conditions: Phrase = "条件", "哪些行算在内，写法与算式里的条件一样", "[类型=义诊]";
        optional form: Flag = "照表单", "用表单的各栏作表头和列，前面加上序号、单位名称；“列”里写的排在后面", "是";
        many left_out: Phrase = "不列", "照表单时，哪些栏不要", "[存在的主要问题]";
        many columns: TableColumn = "列", "表的各列：台账的列，或者算式；“序号”由程序编", "[序号, 日期, 名称, 服务人数]";
        optional by: Phrase = "按", "按哪一列汇总，一组一行；也可以是月、季度、年；不写就一条台账一行", "类型";
        optional groups: Phrase = "分组", "按哪一列分组：每组前面一行组名，后面一行小计", "类型";
        many merged: Phrase = "合并", "哪些列里上下相同的格子合并成一格", "[单位]";
        optional order: Phrase = "排序", "按哪一列排；写“……，降”就从大到小", "服务人数，降";
        optional subtotal: Flag = "小计", "分组时每组后面要不要小计，不写就要", "是";
        optional total: Flag = "合计", "最后要不要合计，不写就要", "是";
    }
}

record! {
    /// A column of a table from the ledger.
    pub struct TableColumn = "列", text => "列" {
        optional column: Phrase = "列", "台账的列，或者“序号”", "服务人数";
        optional formula: Phrase = "算式", "每组怎样算（汇总时用）", "合计(服务人数)";
        optional title: Phrase = "表头", "这一列的表头，不写就用列名", "服务群众";
        optional form: Phrase = "写法", "怎样写出来：万元、一位小数、月日等", "万元";
    }
}

/// Rows of cells; a list of texts is one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows {
    /// The rows, at least one.
    pub rows: Vec<Vec<CellText>>,
    /// Where they stand.
    pub span: Span,
}

/// A cell's text with its place; may be blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellText {
    /// The text, lines separated by `\n`.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

impl FieldValue for Rows {
    fn shape() -> Shape {
        Shape::List(|| Shape::List(|| Shape::Phrase))
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let Value::List(items) = &node.value else {
            reader.wrong_type(node, "列表", "写成 [序号, 单位, 得分]；几行就每行一个“- [...]”");
            return None;
        };
        if items.is_empty() {
            reader.report(
                Diagnostic::error("empty-value", node.span, "这里一个格子也没有")
                    .hint("写成 [序号, 单位, 得分]"),
            );
            return None;
        }
        let nested = items.iter().any(|item| matches!(item.value, Value::List(_)));
        let rows = if nested {
            let mut rows = Vec::new();
            for item in items {
                match &item.value {
                    Value::List(cells) => rows.push(cells.iter().map(|c| cell(c, reader)).collect()),
                    _ => reader.wrong_type(item, "一行格子", "每一行写成“- [甲, 乙, 丙]”"),
                }
            }
            rows
        } else {
            vec![items.iter().map(|c| cell(c, reader)).collect()]
        };
        Some(Self { rows, span: node.span })
    }

    fn view(&self) -> Option<View> {
        let row =
            |cells: &Vec<CellText>| View::List(cells.iter().map(|c| View::Text(c.text.clone())).collect());
        Some(View::List(self.rows.iter().map(row).collect()))
    }

    fn phrases(&self, see: &mut dyn FnMut(&Phrase)) {
        for cell in self.rows.iter().flatten() {
            see(&Phrase { text: cell.text.clone(), span: cell.span });
        }
    }
}

/// A cell; a faulty one is told and stands as a blank, so that its row keeps its length.
fn cell(node: &Node, reader: &mut Reader<'_>) -> CellText {
    let text = cell_text(node, reader).unwrap_or_default();
    CellText { text, span: node.span }
}

fn cell_text(node: &Node, reader: &mut Reader<'_>) -> Option<String> {
    if matches!(node.value, Value::Null) {
        reader.report(
            Diagnostic::error("empty-value", node.span, "表里有一格没有内容")
                .hint("空格子写成 \"\"（两个英文引号）"),
        );
        return None;
    }
    let scalar = reader.scalar(node, "一格文字")?;
    if scalar.style == crate::source::node::ScalarStyle::Plain {
        crate::model::number::refuse_lost_form(trim(&scalar.text), node.span, reader)?;
    }
    Some(trim(&scalar.text).to_owned())
}
