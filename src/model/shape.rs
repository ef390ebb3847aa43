//! What a field may hold, as data: for the field table, the JSON Schema and the check of template variables.

/// The shape of a value.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// 短语: one line, literal.
    Phrase,
    /// 正文: paragraphs of the user's own prose.
    Prose,
    /// 日期: a full date.
    Date,
    /// 时间: a day, a month, 月底, 年底 …
    Moment,
    /// 数: decimal, in the form it was written.
    Number,
    /// 是 / 否.
    Flag,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A list of such values.
    List(fn() -> Shape),
    /// A record.
    Record(&'static RecordShape),
    /// Keys of the user's own.
    Free,
}

/// A record's fields.
#[derive(Debug)]
pub struct RecordShape {
    /// Its Chinese name.
    pub name: &'static str,
    /// Fields in the order in which they are shown.
    pub fields: &'static [FieldShape],
    /// Key of the field that a bare text fills (`指导思想: 坚持……` is `指导思想: {正文: 坚持……}`).
    pub text_goes_to: Option<&'static str>,
    /// Key of the field that a bare list fills.
    pub list_goes_to: Option<&'static str>,
    /// Where a list of these is asked for, one may stand without a list (`签名章: {职务: 县长, 姓名: 某某某}`).
    pub stands_alone: bool,
}

/// One field.
#[derive(Debug)]
pub struct FieldShape {
    /// 中文键.
    pub key: &'static str,
    /// Name in templates.
    pub variable: &'static str,
    /// What it may hold.
    pub shape: fn() -> Shape,
    /// Whether the record is faulty without it.
    pub required: bool,
    /// One sentence for the field table.
    pub meaning: &'static str,
    /// An example value.
    pub example: &'static str,
}

impl RecordShape {
    /// The field under a Chinese key.
    pub fn by_key(&self, key: &str) -> Option<&'static FieldShape> {
        self.fields.iter().find(|f| f.key == key)
    }

    /// The field under a template variable.
    pub fn by_variable(&self, variable: &str) -> Option<&'static FieldShape> {
        self.fields.iter().find(|f| f.variable == variable)
    }
}

impl Shape {
    /// The type in the user's words.
    pub fn in_words(&self) -> String {
        match self {
            Shape::Phrase => "短语".to_owned(),
            Shape::Prose => "正文".to_owned(),
            Shape::Date => "日期".to_owned(),
            Shape::Moment => "时间".to_owned(),
            Shape::Number => "数".to_owned(),
            Shape::Flag => "是或否".to_owned(),
            Shape::Choice(words) => words.join("、"),
            Shape::List(item) => format!("列表（每条：{}）", item().in_words()),
            Shape::Record(record) => format!("一组（{}）", record.name),
            Shape::Free => "自定的键和值".to_owned(),
        }
    }
}
