//! 文稿: which documents to make of the workbook, and what stands on each of them alone.

use crate::choice;
use crate::diag::diagnostic::{Diagnostic, Span};
use crate::model::date::Date;
use crate::model::matters::Received;
use crate::model::picture::{PictureFile, SealOrder};
use crate::model::reader::{FieldValue, Reader};
use crate::model::shape::Shape;
use crate::model::text::{Flag, OwnData, Phrase, Placed, Prose};
use crate::model::view::View;
use crate::record;
use crate::source::node::Node;

choice! {
    /// 载体: what a document is issued under. 条例 art. 8: plans and summaries are no 文种 of their own.
    pub enum Carrier {
        None = "无",
        Notice = "通知",
        Report = "报告",
        Letter = "函",
        Opinion = "意见",
        Request = "请示",
        Reply = "批复",
        Minutes = "纪要",
        Circular = "通报",
        Order = "命令",
        Decision = "决定",
        Resolution = "决议",
        Communique = "公报",
        Announcement = "公告",
        PublicNotice = "通告",
        Bill = "议案",
    }
}

choice! {
    /// 格式: how a document with a red head is set. GB/T 9704 chapters 7 and 10; 电报 is 惯例.
    pub enum Format {
        File = "文件",
        Letter = "信函",
        Order = "命令",
        Minutes = "纪要",
        Telegram = "电报",
    }
}

choice! {
    /// 紧急程度. GB/T 9704 7.2.3; 特提 and 平急 stand on 电报 only (条例 art. 9).
    pub enum Urgency {
        First = "特提",
        Extra = "特急",
        Urgent = "加急",
        Plain = "平急",
    }
}

/// 目录: how many levels of headings are listed; written 是 (two levels), 否, or the number of levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContentsLevels {
    /// Levels from 1 to 3; 0: none is wanted.
    pub depth: u8,
    /// Where it is written.
    pub span: Span,
}

impl ContentsLevels {
    /// What it may be written with.
    const WORDS: &'static [&'static str] = &["是", "否", "1", "2", "3"];

    /// The levels, if 目录 is wanted.
    pub fn levels(self) -> Option<u8> {
        (self.depth > 0).then_some(self.depth)
    }
}

impl FieldValue for ContentsLevels {
    fn shape() -> Shape {
        Shape::Choice(Self::WORDS)
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let scalar = reader.scalar(node, "“是”“否”或者列几级标题")?;
        let depth = match scalar.text.trim() {
            "否" | "false" | "False" | "无" | "不" => 0,
            "1" | "一级" => 1,
            "是" | "true" | "True" | "有" | "2" | "两级" | "二级" => 2,
            "3" | "三级" => 3,
            other => {
                let message = format!("“目录”不能写“{other}”");
                reader.report(
                    Diagnostic::error("wrong-choice", node.span, message)
                        .hint("写“是”列两级标题；或者写 1、2、3，列几级就写几"),
                );
                return None;
            }
        };
        Some(Self { depth, span: node.span })
    }

    fn view(&self) -> Option<View> {
        Some(View::Text(if self.depth == 0 { "否".to_owned() } else { self.depth.to_string() }))
    }
}

record! {
    /// 文稿: one document to make.
    pub struct DocumentOrder = "文稿", text => "文种" {
        required kind: Phrase = "文种", "做哪种文件，用“gongwen kinds”查看", "实施方案";
        optional profile: Phrase = "版式", "用哪个版式，用“gongwen profiles”查看；不写就按单位的", "白头文稿";
        optional carrier: Placed<Carrier> = "载体", "无：白头件；通知、报告、函：随它发出，本身就是这个文种的直接发文；意见、请示、批复、纪要、通报、命令、决定、决议、公报、公告、通告、议案：直接发文", "通知";
        optional format: Placed<Format> = "格式", "公文的格式；不写时函用信函格式，命令、纪要用自己的格式，其他用文件格式；通知、意见、批复、通报也可以用信函格式", "信函";
        optional title: Phrase = "标题", "文件的标题", "全县卫生系统基层组织建设年活动实施方案";
        many title_lines: Phrase = "标题分行", "自己定标题怎样分行，连起来要与标题相同", "[全县卫生系统, 活动实施方案]";
        optional subtitle: Phrase = "副标题", "标题下面的副标题，不写破折号", "某某县卫生局创先争优活动经验材料";
        optional byline: Phrase = "作者", "写在标题下面的作者或单位", "某某县卫生局办公室";
        optional carrier_title: Phrase = "载体标题", "印发通知、报送的报告或函的标题，不写就由程序拟定", "关于印发《活动实施方案》的通知";
        optional carrier_text: Prose = "载体正文", "印发通知、报送的报告或函的正文，不写就由程序拟定", "现将《活动实施方案》印发给你们，请认真贯彻落实。";
        optional closing: Phrase = "结语", "文末的一句话，不写就按文种", "特此函达。";
        optional number: Phrase = "发文字号", "机关代字〔年份〕顺序号号；命令写令号“第5号”", "某卫发〔2012〕15号";
        many signers: Phrase = "签发人", "上行文的签发人姓名，几个机关联合上报就写几个", "某某某";
        optional mark: Phrase = "发文机关标志", "这份文件版头的红字，不写就按单位的", "某某县卫生局局长办公会议纪要";
        optional received: Received = "来文", "批复、复函所答复的来文", "{名称: 关于新建急救分站的请示, 文号: 某院发〔2026〕5号}";
        many recipients: Phrase = "主送机关", "主送机关；同类的写成一条，各类之间用逗号隔开；批量生成时就是各个单位，不用写", "[各乡镇卫生院、县直各医疗卫生单位]";
        many copies_to: Phrase = "抄送机关", "只这份文件抄送的机关", "[市卫生局, 县委组织部]";
        many joint: JointUnit = "联合发文", "联合发文的其他机关，按顺序写；本单位是主办机关，排在最前，不用写", "[某某县教育局, 某某县民政局]";
        many signatories: Phrase = "署名", "发文机关署名，不写就是单位名称", "某某县卫生局";
        many stamps: StampOrder = "签名章", "用签名章代替署名和印章的签发人，每行一个；命令必有，议案等也可以用", "{职务: 县长, 姓名: 某某某}";
        optional date: Date = "成文日期", "签发的日期", "2012-04-17";
        optional from: Date = "起始日期", "台账从哪一天算起", "2012-01-01";
        optional until: Date = "截止日期", "台账算到哪一天", "2012-06-30";
        optional imprint: ImprintOrder = "印发", "印发机关和印发日期", "{机关: 县卫生局办公室, 日期: 2012-04-18}";
        optional contents: ContentsLevels = "目录", "要不要目录：是（列两级标题）、否，或者列几级就写 1、2、3；目录单独成页，排在正文或者所印发的文件前面", "是";
        optional copy_number: Phrase = "份号", "涉密文件的六位份号", "000001";
        optional secrecy: Phrase = "密级", "密级和保密期限", "机密★1年";
        optional urgency: Placed<Urgency> = "紧急程度", "特急或加急；电报用特提、特急、加急、平急", "特急";
        optional remark: Phrase = "附注", "附注，不带括号", "此件公开发布";
        optional sealed: Flag = "用印", "署名处是否盖章，不写就按单位的", "是";
        optional seal_place: Flag = "用印位置", "纸上盖章的，用虚线圆标出盖在哪里，校样用", "是";
        optional label: Phrase = "附件标识", "附件单独做成一个文件时，排在左上角的标识；有版头的文件没有", "附件2";
        many attachments: Phrase = "附件", "用哪些附件（“附件”里的名称）；不写就全用，写“无”就都不用", "[调查摸底表]";
        optional own_data: OwnData = "资料", "只有这份文件不同的资料项，写在这里的代替外面的", "{活动: {名称: 2013年卫生工作}}";
        many rules: Phrase = "制度", "用哪些制度（“制度”里的名称）；要排在后面就写在这里，写“全部”就都用", "[信息报送制度]";
        optional run_on: Flag = "连续编号", "章下面的（一）或者 1. 从头到尾连着编，不在每章重新开始；不写就按文种", "是";
        optional as_written: Flag = "照写序数", "正文里自己写的序数照印，不重新编；不写就重新编", "是";
        many without: Phrase = "不用", "不要哪些章节", "[推进措施]";
        many sections: SectionOrder = "章节", "调整章节：顺序、标题、合并、增减、自己写", "[{用: 指导思想}, {用: 有关要求, 标题: 工作要求}]";
    }
}

record! {
    /// 联合发文: a unit that issues together with ours (条例 art. 17).
    pub struct JointUnit = "联合发文", text => "名称" {
        required name: Phrase = "名称", "联合发文机关的全称或规范化简称，用作署名", "某某县教育局";
        optional short_name: Phrase = "简称", "版头红字里用的规范化简称，不写就用名称", "县教育局";
        optional signer: Phrase = "签发人", "联合上报时这个机关的签发人；主办机关的写在文稿的“签发人”里", "某某某";
        optional seal: SealOrder = "印章", "这个机关印章的图片和大小", "{直径: 42}";
    }
}

record! {
    /// 签名章: who signs with a stamp of his signature.
    pub struct StampOrder = "签名章", alone => true {
        required post: Phrase = "职务", "签发人的职务，写全称", "县长";
        required name: Phrase = "姓名", "签发人的姓名，没有图片时排在签名章的位置上", "某某某";
        optional picture: PictureFile = "图片", "签名章的图片文件，背景透明的 PNG", "签名章.png";
    }
}

record! {
    /// 印发: the last line of the 版记.
    pub struct ImprintOrder = "印发", text => "机关" {
        optional printer: Phrase = "机关", "印发机关，不写就按单位的", "县卫生局办公室";
        optional date: Date = "日期", "印发日期，不早于成文日期", "2012-04-18";
        optional on_even_page: Flag = "双数页", "版记是否一定排在双数页上，需要时前面空一页；不写就按版式", "是";
    }
}

record! {
    /// 章节: one section of a document.
    pub struct SectionOrder = "章节", text => "用" {
        many uses: Phrase = "用", "用文种里的哪个章节；写几个就合并成一章", "指导思想";
        optional title: Phrase = "标题", "这一章的标题，不带序号；写“无”就不要标题", "总体要求";
        many labels: Phrase = "标签", "合并时每个章节前面的标签", "[总体要求, 工作目标]";
        optional text: Prose = "正文", "这一章自己写的正文", "（一）……";
    }
}
