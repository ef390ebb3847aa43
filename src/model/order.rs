//! 文稿: which documents to make of the workbook, and what stands on each of them alone.

use crate::choice;
use crate::model::date::Date;
use crate::model::text::{Flag, Phrase, Placed, Prose};
use crate::record;

choice! {
    /// 载体: what a document is issued under. 条例 art. 8: plans and summaries are no 文种 of their own.
    pub enum Carrier {
        None = "无",
        Notice = "通知",
        Opinion = "意见",
    }
}

choice! {
    /// 紧急程度. GB/T 9704 7.2.3.
    pub enum Urgency {
        Extra = "特急",
        Urgent = "加急",
    }
}

record! {
    /// 文稿: one document to make.
    pub struct DocumentOrder = "文稿", text => "文种" {
        required kind: Phrase = "文种", "做哪种文件，用“gongwen kinds”查看", "实施方案";
        optional carrier: Placed<Carrier> = "载体", "无：白头件；通知：随印发通知下发；意见：直接红头发文", "通知";
        optional title: Phrase = "标题", "文件的标题", "全县卫生系统基层组织建设年活动实施方案";
        many title_lines: Phrase = "标题分行", "自己定标题怎样分行，连起来要与标题相同", "[全县卫生系统, 活动实施方案]";
        optional carrier_title: Phrase = "通知标题", "印发通知的标题，不写就由程序拟定", "关于印发《活动实施方案》的通知";
        optional carrier_text: Prose = "通知正文", "印发通知的正文，不写就由程序拟定", "现将《活动实施方案》印发给你们，请认真贯彻落实。";
        optional number: Phrase = "发文字号", "机关代字〔年份〕顺序号号", "某卫发〔2012〕15号";
        many recipients: Phrase = "主送机关", "主送机关；同类的写成一条，各类之间用逗号隔开", "[各乡镇卫生院、县直各医疗卫生单位]";
        many copies_to: Phrase = "抄送机关", "只这份文件抄送的机关", "[市卫生局, 县委组织部]";
        many signatories: Phrase = "署名", "发文机关署名，不写就是单位名称", "某某县卫生局";
        optional date: Date = "成文日期", "签发的日期", "2012-04-17";
        optional imprint: ImprintOrder = "印发", "印发机关和印发日期", "{机关: 县卫生局办公室, 日期: 2012-04-18}";
        optional copy_number: Phrase = "份号", "涉密文件的六位份号", "000001";
        optional secrecy: Phrase = "密级", "密级和保密期限", "机密★1年";
        optional urgency: Urgency = "紧急程度", "特急或加急", "特急";
        optional remark: Phrase = "附注", "附注，不带括号", "此件公开发布";
        optional sealed: Flag = "用印", "署名处是否盖章，不写就按单位的", "是";
        many attachments: Phrase = "附件", "用哪些附件（“附件”里的名称）；不写就全用，写“无”就都不用", "[调查摸底表]";
        many without: Phrase = "不用", "不要哪些章节", "[推进措施]";
        many sections: SectionOrder = "章节", "调整章节：顺序、标题、合并、增减、自己写", "[{用: 指导思想}, {用: 有关要求, 标题: 工作要求}]";
    }
}

record! {
    /// 印发: the last line of the 版记.
    pub struct ImprintOrder = "印发", text => "机关" {
        optional printer: Phrase = "机关", "印发机关，不写就按单位的", "县卫生局办公室";
        optional date: Date = "日期", "印发日期，不早于成文日期", "2012-04-18";
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
