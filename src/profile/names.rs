//! The names of the styles, as Word's list shows them and house styles are written with.

use crate::profile::style::{CharacterStyle, Face, ParagraphStyle};

impl ParagraphStyle {
    /// The name in Word's list.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Normal => "Normal",
            Self::Body => "公文正文",
            Self::Blank => "空行",
            Self::CopyNumber => "份号",
            Self::Secrecy => "密级和紧急程度",
            Self::Mark => "发文机关标志",
            Self::MarkName => "联合标志",
            Self::DocumentNumber => "发文字号",
            Self::SignerLine => "签发人",
            Self::IssueNumber => "期号",
            Self::Title => "公文标题",
            Self::InstrumentTitle => "文件标题",
            Self::Subtitle => "副标题和作者",
            Self::Recipients => "主送机关",
            Self::Chapter => "章名",
            Self::Heading1 => "一级标题",
            Self::Heading2 => "二级标题",
            Self::Heading3 => "三级标题",
            Self::Heading4 => "四级标题",
            Self::RunIn1 => "一级标题接排",
            Self::RunIn2 => "二级标题接排",
            Self::RunIn3 => "三级标题接排",
            Self::RunIn4 => "四级标题接排",
            Self::AttachmentNote => "附件说明",
            Self::AttachmentNoteNext => "附件说明续行",
            Self::Attendance => "出席人员",
            Self::Signatory => "署名",
            Self::IssueDate => "成文日期",
            Self::Remark => "附注",
            Self::AttachmentLabel => "附件标记",
            Self::AttachmentTitle => "附件标题",
            Self::TableTitle => "表题",
            Self::TableUnit => "表格单位",
            Self::TableHead => "表头",
            Self::TableText => "表格文字",
            Self::TableNote => "表注",
            Self::Chart => "图",
            Self::ChartTitle => "图题",
            Self::Imprint => "版记",
            Self::ImprintAnchor => "版记定位",
            Self::SectionEnd => "分节",
            Self::PageNumberOdd => "单页页码",
            Self::PageNumberEven => "双页页码",
            Self::ContentsTitle => "目录标题",
            Self::Contents1 => "toc 1",
            Self::Contents2 => "toc 2",
            Self::Contents3 => "toc 3",
            Self::LetterRule => "信函红线",
            Self::LetterNumber => "信函发文字号",
            Self::LetterFoot => "信函页脚红线",
            Self::OrderNumber => "令号",
        }
    }
}

impl CharacterStyle {
    /// The name in Word's list.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Heading1 => "一级标题字符",
            Self::Heading2 => "二级标题字符",
            Self::Heading3 => "三级标题字符",
            Self::Heading4 => "四级标题字符",
            Self::Strong => "加粗",
            Self::Citation => "文献编号",
            Self::Signer => "签发人姓名",
        }
    }
}

impl Face {
    /// The faces of the standard.
    pub const STANDARD: [Self; 5] = [Self::FangSong, Self::Kai, Self::Hei, Self::XiaoBiaoSong, Self::Song];

    /// What people call it; one of a house style's own is known by its font.
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::FangSong => Some("仿宋"),
            Self::Kai => Some("楷体"),
            Self::Hei => Some("黑体"),
            Self::XiaoBiaoSong => Some("小标宋"),
            Self::Song => Some("宋体"),
            Self::Own(_) => None,
        }
    }
}
