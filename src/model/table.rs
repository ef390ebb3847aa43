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
        required head: Rows = "表头", "一行或几行表头；↑ 与上格合并，← 与左格合并", "[序号, 单位, 得分]";
        optional rows: Rows = "行", "各行；空格子写 \"\"", "[[1, 县医院, 95]]";
        optional blank_rows: Number = "空行", "后面加几行空行供填写", "5";
        many aligns: ColumnAlign = "对齐", "各列的对齐：自动、左、中、右", "[中, 左, 右]";
        many widths: Number = "列宽", "各列的相对宽度，不写就按内容定", "[1, 4, 2]";
        many notes: Phrase = "表注", "表下面的注", "[本表一式两份。]";
        optional landscape: Flag = "横排", "是否排成横页", "否";
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
