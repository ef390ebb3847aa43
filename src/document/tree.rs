//! Types of the tree: 版头 (head), 主体 (parts), 版记 (imprint).

use serde::Serialize;

use crate::document::chart::Chart;
use crate::document::picture::{Picture, Seal};

/// The format a document is set in (GB/T 9704 chapters 7 and 10; 白头 is 惯例).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// 文件格式: red head.
    File,
    /// 信函格式 (10.1): the unit's name between red double lines.
    Letter,
    /// 命令（令）格式 (10.2): no red line, no title; 令号, and a 签名章 at the end.
    Order,
    /// 纪要格式 (10.3): a head like that of a 文件; 出席人员, no seal.
    Minutes,
    /// 电报: set like a 文件 (惯例), with 紧急程度 of its own (条例 art. 9) and without seal.
    Telegram,
    /// 简报: a head with the bulletin's name and the number of the issue, several articles (惯例).
    Bulletin,
    /// 白头件: no red head, no 发文字号; otherwise set like a 文件.
    WhitePaper,
}

/// A whole document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Document {
    /// 格式.
    pub form: Form,
    /// What file managers and Word's 属性 show.
    pub properties: Properties,
    /// 版头; `None` for 白头件.
    pub head: Option<Head>,
    /// 目录: so many levels of headings are listed, on pages of their own before what a notice issues, or before the text of
    /// a 白头件. Only outputs with pages have it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contents: Option<u8>,
    /// 主体: the main part first, then an issued instrument, then the attachments.
    pub parts: Vec<Part>,
    /// 版记; `None` if nothing of it was asked for.
    pub imprint: Option<Imprint>,
    /// What texts refer to ([`Inline::Reference`]), each once.
    #[serde(skip)]
    pub referred: Vec<Target>,
}

impl Document {
    /// The part that 目录 stands before, if there is one: what the document issues, else the first.
    pub fn listed_from(&self) -> Option<usize> {
        let issued = self.parts.iter().position(|part| part.role == Role::Issued);
        self.contents.map(|_| issued.unwrap_or(0))
    }
}

/// What a text may refer to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Target {
    /// The 附件 or 附表 with this label.
    Attachment(String),
    /// The chart of this name.
    Chart(String),
}

/// Facts for the file's properties.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Properties {
    /// 标题 of the main part.
    pub title: String,
    /// 发文机关.
    pub unit: String,
    /// 文种 as in `kinds`.
    pub kind: String,
    /// 成文日期 as ISO (`2012-04-17`), the only date that a file may carry.
    pub date: Option<String>,
}

/// 版头: everything above and including the red line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Head {
    /// 份号, six digits.
    pub copy_number: Option<String>,
    /// 密级和保密期限 (`机密★1年`).
    pub secrecy: Option<String>,
    /// 紧急程度 (特急 / 加急; of a 电报 also 特提 and 平急).
    pub urgency: Option<String>,
    /// The units of a joint issue, whose names stand one below the other in 发文机关标志, 主办机关 first; empty where the
    /// mark is that of one unit.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<String>,
    /// 发文机关标志, complete (`天水市卫生局文件`); beside the names of several units what follows them (`文件`), or nothing.
    pub mark: String,
    /// 发文字号 (`天卫发〔2012〕15号`), or 期号 of a bulletin.
    pub document_number: String,
    /// 签发人 of an 上行文, in the order of the issuing units; empty otherwise.
    pub signers: Vec<String>,
    /// 编印单位 and date of a bulletin; `None` for other forms.
    pub publisher: Option<Publisher>,
}

/// 编印单位 and date, on the line above the red rule of a bulletin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Publisher {
    /// 编印单位.
    pub unit: String,
    /// Date in words.
    pub date: String,
}

/// What a part of the 主体 is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The document proper.
    Main,
    /// An instrument issued by the main part (印发《…》): on a new page, without the label 附件 (惯例).
    Issued,
    /// A rule or an article that follows, with a title of its own and without a label; the first after other parts
    /// begins a page, the next ones go on in it (惯例).
    Following,
    /// 附件, on a new page with its label.
    Attachment,
}

/// Which 序数 the headings of a part have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Numbering {
    /// 一、 （一） 1. （1）. GB/T 9704 7.3.3.
    Levels,
    /// The same, but what stands under the chapters is numbered from beginning to end: 1. to 15. through five chapters, as
    /// 工作要点 have it (惯例).
    RunOn,
    /// 第一章, 第一条 (running on from chapter to chapter), （一）, 1.: rules and regulations.
    Articles,
    /// As their texts have them; headings without one are counted as in `Levels`.
    AsWritten,
}

/// One part of the 主体. Numbering of headings restarts in each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// What it is.
    pub role: Role,
    /// `附件` or `附件2` of an attachment; empty otherwise.
    pub label: String,
    /// An attachment that is not bound with the document: its label begins with 发文字号 (7.3.7).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unbound: bool,
    /// 标题; its lines are fixed by the user if there are several, else broken by the layout.
    pub title: Title,
    /// What stands between title and text, each on its line: 副标题 with its dash, the author of an article in a bulletin.
    pub under_title: Vec<String>,
    /// 作者, below what stands under the title; a house style may have it in the sign-off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byline: Option<String>,
    /// 序数 of the headings.
    pub numbering: Numbering,
    /// 主送机关 without the colon, as one text; empty if there is none.
    pub recipients: String,
    /// 正文.
    pub blocks: Vec<Block>,
    /// 附件说明: names of the attachments in order.
    pub attachment_names: Vec<String>,
    /// Who was at a meeting, below the text of 纪要 (10.3).
    pub attendance: Vec<Attendance>,
    /// 署名 and 成文日期.
    pub signature: Option<Signature>,
    /// 附注 without brackets.
    pub remark: Option<String>,
}

impl Part {
    /// A part with nothing but its title and text.
    pub fn new(role: Role, title: Title, blocks: Vec<Block>) -> Self {
        Self {
            role,
            label: String::new(),
            unbound: false,
            title,
            under_title: Vec::new(),
            byline: None,
            numbering: Numbering::Levels,
            recipients: String::new(),
            blocks,
            attachment_names: Vec::new(),
            attendance: Vec::new(),
            signature: None,
            remark: None,
        }
    }
}

/// One line of who was at a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attendance {
    /// 出席, 请假, 列席, 记录.
    pub label: String,
    /// Names or units, as one text.
    pub names: String,
}

/// 标题.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Title {
    /// The whole text.
    pub text: String,
    /// Lines as the user fixed them; empty if the layout is to break it.
    pub lines: Vec<String>,
    /// Words that must not be broken at a line's end (unit names, the campaign's name).
    pub unbreakable: Vec<String>,
}

impl Title {
    /// A title that the layout breaks where it fits.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), lines: Vec::new(), unbreakable: Vec::new() }
    }
}

/// 署名 and 成文日期.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signature {
    /// 发文机关署名, one per issuing unit.
    pub units: Vec<String>,
    /// 作者 below the units, where a house style has it there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// 成文日期 in words (`2012年4月17日`).
    pub date: String,
    /// Whether a seal goes on it (§1.5 of the format notes: other distances).
    pub sealed: bool,
    /// For each unit its seal, where it is shown; empty if none is.
    pub seals: Vec<Option<Seal>>,
    /// Who signs with a 签名章 in the place of 署名 (7.3.5.3), one a line; empty for all others.
    pub stamps: Vec<Stamp>,
}

/// A 签名章 with the signer's full title; without a picture the name keeps its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stamp {
    /// 职务, in full (`县长`).
    pub post: String,
    /// 姓名.
    pub name: String,
    /// The picture of the stamp.
    pub picture: Option<Picture>,
}

/// 版记.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Imprint {
    /// Lines of a bulletin above the others, complete but for the full stop (`报：县委办公室`); empty otherwise.
    pub distribution: Vec<String>,
    /// 印数 of a bulletin (`共印60份`); empty otherwise.
    pub print_run: String,
    /// 抄送机关 without label and full stop; empty if none.
    pub copies_to: String,
    /// 印发机关.
    pub printer: String,
    /// 印发日期 in words, without 印发.
    pub print_date: String,
    /// It stands on an even page whatever the profile says.
    pub on_even_page: bool,
}

/// A block of 正文.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "block", rename_all = "lowercase")]
pub enum Block {
    /// A heading, on its own line or run-in.
    Heading(Heading),
    /// A paragraph.
    Paragraph {
        /// Its content.
        content: Vec<Inline>,
    },
    /// A table.
    Table(Table),
    /// A chart.
    Chart(Chart),
    /// 换页: what follows begins a new page.
    PageBreak,
    /// 横排: these blocks stand on landscape pages.
    Landscape {
        /// What stands there.
        blocks: Vec<Block>,
    },
    /// `见表：名称` in a 正文: replaced by the table of that name in `pass::references`.
    TableReference {
        /// The table's name.
        name: String,
    },
    /// `见图：名称`: replaced by the chart of that name in `pass::references`.
    ChartReference {
        /// The chart's name.
        name: String,
    },
}

/// 层次标题. GB/T 9704 7.3.3.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// 1–4.
    pub level: u8,
    /// 序数 with its mark (`一、` `（一）` `1.` `（1）`), set by `pass::numbering`; empty before.
    pub number: String,
    /// The heading's words. A run-in heading keeps its 。
    pub text: Vec<Inline>,
    /// The text that continues in the same paragraph; empty for a heading on its own line. A numbered paragraph
    /// without heading words has an empty `text`.
    pub run_in: Vec<Inline>,
}

/// A piece of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "inline", rename_all = "lowercase")]
pub enum Inline {
    /// Plain text.
    Text {
        /// The characters.
        text: String,
    },
    /// **加粗**.
    Strong {
        /// The characters.
        text: String,
    },
    /// The label of a 附件 or the number of a chart, in a text that names it.
    Reference {
        /// The characters (`附件2`, `图1`; `下图` of a chart without number).
        text: String,
        /// What it names.
        to: Target,
    },
    /// The number of a reference, `[1]` or `[1]52`, raised above the line (GB/T 7714).
    Citation {
        /// The characters.
        text: String,
    },
}

impl Inline {
    /// Its characters.
    pub fn text(&self) -> &str {
        match self {
            Inline::Text { text }
            | Inline::Strong { text }
            | Inline::Reference { text, .. }
            | Inline::Citation { text } => text,
        }
    }
}

/// How the text of a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Align {
    /// Decided by content: numbers right, short text centred, long text left.
    Auto,
    /// 居左.
    Left,
    /// 居中.
    Center,
    /// 居右.
    Right,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// Title above it; empty if none.
    pub title: String,
    /// 填表栏: blanks to fill in above it (`填报单位（盖章）`), without colons.
    pub filler: Vec<String>,
    /// 计量单位 line above it, right (`单位：个`); empty if none.
    pub unit_line: String,
    /// Columns, left to right.
    pub columns: Vec<Column>,
    /// Header rows, repeated on each page.
    pub head: Vec<Row>,
    /// Body rows.
    pub body: Vec<Row>,
    /// 表注 under it, one paragraph each.
    pub notes: Vec<String>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// How its text stands.
    pub align: Align,
    /// Relative width as the user fixed it; `None`: by content.
    pub width: Option<u32>,
}

/// A row of a table. The spans of its cells and of cells from above add up to the columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Cells, without those covered by a cell above or to the left.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// Paragraphs of text; one empty paragraph for a blank cell.
    pub lines: Vec<Vec<Inline>>,
    /// First column it stands in, from 0.
    pub column: usize,
    /// Columns it covers, from 1.
    pub column_span: usize,
    /// Rows it covers, from 1.
    pub row_span: usize,
}
