//! What templates may name: the type of every variable, from the list of fields.

use crate::model::order::DocumentOrder;
use crate::model::reader::FieldValue;
use crate::model::shape::{FieldShape, RecordShape, Shape};
use crate::model::workbook::Workbook;
use crate::template::progress;

/// A variable's name and shape.
pub type Global = (&'static str, fn() -> Shape);

/// The variables that every template sees, beside the fields of the workbook: all of them with their shapes.
pub static GLOBALS: &[Global] = &[
    ("unit", || field("unit")),
    ("contact", || field("contact")),
    ("campaign", || field("campaign")),
    ("guiding", || field("guiding")),
    ("principles", || field("principles")),
    ("goals", || field("goals")),
    ("tasks", || field("tasks")),
    ("steps", || field("steps")),
    ("measures", || field("measures")),
    ("requirements", || field("requirements")),
    ("background", || field("background")),
    ("situation", || field("situation")),
    ("mobilization", || field("mobilization")),
    ("leadership", || field("leadership")),
    ("activities", || field("activities")),
    ("integration", || field("integration")),
    ("practices", || field("practices")),
    ("results", || field("results")),
    ("problems", || field("problems")),
    ("causes", || field("causes")),
    ("suggestions", || field("suggestions")),
    ("insights", || field("insights")),
    ("next_plans", || field("next_plans")),
    ("petition", || field("petition")),
    ("approval", || field("approval")),
    ("inquiry", || field("inquiry")),
    ("resolutions", || field("resolutions")),
    ("meeting", || field("meeting")),
    ("bulletin", || field("bulletin")),
    ("summary", || field("summary")),
    ("keywords", || field("keywords")),
    ("discourse", || field("discourse")),
    ("references", || field("references")),
    ("decree", || field("decree")),
    ("rules", || field("rules")),
    ("matters", || field("matters")),
    ("submission", || field("submission")),
    ("ledgers", || field("ledgers")),
    ("attachments", || field("attachments")),
    ("tables", || field("tables")),
    ("charts", || field("charts")),
    ("other", || field("other")),
    ("row", || Shape::Free),
    ("progress", || Shape::Record(&progress::PROGRESS)),
    ("doc", DocumentOrder::shape),
    ("section", || Shape::Record(&SECTION)),
];

/// The variable that only the template of an issuing notice sees.
pub static INSTRUMENT: Global = ("instrument", || Shape::Record(&INSTRUMENT_RECORD));

static SECTION: RecordShape = RecordShape {
    name: "章节",
    fields: &[
        FieldShape {
            key: "标题",
            variable: "title",
            shape: || Shape::Phrase,
            required: false,
            meaning: "这一章的标题；没有标题的章节里没有它",
            example: "指导思想",
        },
        FieldShape {
            key: "名称",
            variable: "name",
            shape: || Shape::Phrase,
            required: true,
            meaning: "这一章在文种里的名称",
            example: "指导思想",
        },
    ],
    text_goes_to: None,
    list_goes_to: None,
    stands_alone: false,
};

static INSTRUMENT_RECORD: RecordShape = RecordShape {
    name: "印发的文件",
    fields: &[FieldShape {
        key: "标题",
        variable: "title",
        shape: || Shape::Phrase,
        required: true,
        meaning: "印发的文件的标题",
        example: "基层组织建设年活动实施方案",
    }],
    text_goes_to: None,
    list_goes_to: None,
    stands_alone: false,
};

fn field(variable: &str) -> Shape {
    let Shape::Record(workbook) = Workbook::shape() else { return Shape::Free };
    workbook.by_variable(variable).map_or(Shape::Free, |field| (field.shape)())
}

/// The workbook's fields.
pub fn workbook() -> &'static RecordShape {
    match Workbook::shape() {
        Shape::Record(record) => record,
        _ => unreachable!("the workbook is a record"),
    }
}

/// A value's type as far as the check knows it.
#[derive(Debug, Clone, Copy)]
pub enum Type {
    /// A field's shape.
    Shape(Shape),
    /// A text made by a filter or written in the template.
    Text,
    /// A list of texts made by a filter.
    Texts,
    /// `loop.index` and the like.
    LoopNumber,
    /// A number written in the template.
    Number,
    /// True or false.
    Flag,
    /// Not known: the user's own keys, arguments of components.
    Open,
}

/// Where a path leads: its type and its name in the user's words (`重点任务.条目.内容`).
#[derive(Debug, Clone)]
pub struct Named {
    /// Its type.
    pub kind: Type,
    /// Chinese keys, joined by dots; empty if it is no field of the workbook.
    pub path: String,
}

/// The Chinese key of a variable that every template sees.
pub fn key_of_global(variable: &str) -> String {
    match variable {
        "doc" => "文稿".to_owned(),
        "progress" => "进展".to_owned(),
        "row" => "名册".to_owned(),
        "section" => "章节".to_owned(),
        "instrument" => "印发的文件".to_owned(),
        _ => workbook().by_variable(variable).map_or(variable, |field| field.key).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_the_workbook_is_a_variable() {
        for field in workbook().fields {
            let listed = GLOBALS.iter().any(|(name, _)| *name == field.variable);
            let private = matches!(
                field.variable,
                "includes" | "documents" | "figures" | "roster" | "check" | "form" | "grading"
            );
            assert!(listed != private, "{}", field.variable);
        }
    }
}
