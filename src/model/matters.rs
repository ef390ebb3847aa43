//! What correspondence, minutes, bulletins, papers and rules need beside the records of a campaign: 来文, 会议, 简报,
//! 参考文献, 制度. Each is used by several kinds of documents; the chapters of these kinds are [`ItemSection`]s.
//!
//! [`ItemSection`]: crate::model::workbook::ItemSection

use crate::choice;
use crate::model::text::{Phrase, Prose};
use crate::record;

record! {
    /// 来文: the document that is answered.
    pub struct Received = "来文", text => "名称" {
        required name: Phrase = "名称", "来文的标题，不带书名号", "关于新建急救分站的请示";
        optional number: Phrase = "文号", "来文的发文字号", "某卫发〔2026〕5号";
    }
}

record! {
    /// 会议: a meeting and what was said there.
    pub struct Meeting = "会议", text => "名称" {
        required name: Phrase = "名称", "会议的名称", "局长办公会议";
        optional time: Phrase = "时间", "什么时候开的", "2026年4月15日上午";
        optional place: Phrase = "地点", "在哪里开的", "局机关三楼会议室";
        optional chair: Phrase = "主持", "谁主持", "局长某某某";
        many topics: Phrase = "议题", "研究了什么，每条接在“研究”后面", "[急救分站建设工作]";
        many attendees: Phrase = "出席", "出席的人员", "[某某某, 某某某]";
        many observers: Phrase = "列席", "列席的人员或单位", "[办公室, 财务科]";
        many absent: Phrase = "缺席", "请假、缺席的人员", "[某某某（出差）]";
        optional recorder: Phrase = "记录", "谁记录", "办公室";
        optional noted: Prose = "指出", "“会议指出，”后面的话", "急救分站建设进展总体顺利。";
        optional stressed: Prose = "强调", "“会议强调，”后面的话", "要守住安全底线。";
        optional asked: Prose = "要求", "“会议要求，”后面的话", "各科室要按期完成任务。";
    }
}

record! {
    /// 简报: one issue of a bulletin.
    pub struct Bulletin = "简报" {
        required name: Phrase = "名称", "简报的名称，用作报头的红字", "卫生工作简报";
        required number: Phrase = "期号", "第几期", "第12期";
        optional publisher: Phrase = "编印", "编印单位，不写就是单位名称", "某某县卫生局办公室";
        optional note: Prose = "编者按", "编者的话", "现将几个单位的做法刊发，供学习借鉴。";
        many articles: Article = "稿件", "这一期的稿件", "[{标题: 急救分站开工建设, 正文: 近日，……}]";
        many reports_to: Phrase = "报", "报给哪些上级", "[县委办公室, 县政府办公室]";
        many sends_to: Phrase = "送", "送给哪些平级单位和下级", "[县直有关部门, 各乡镇卫生院]";
        optional copies: Phrase = "印数", "印了多少份", "60份";
    }
}

record! {
    /// 稿件 of a bulletin.
    pub struct Article = "稿件" {
        required title: Phrase = "标题", "稿件的标题", "急救分站开工建设";
        required text: Prose = "正文", "稿件的正文", "近日，……";
        optional source: Phrase = "供稿", "谁供的稿", "县医院";
    }
}

record! {
    /// 参考文献.
    pub struct Reference = "参考文献" {
        required key: Phrase = "键", "正文里引用时用的名字，正文里写[引：名字]", "党章";
        required text: Phrase = "文献", "著录的内容，不写编号", "某某.某书[M].北京:某出版社,2005.";
    }
}

choice! {
    /// 写法 of a rule's clauses.
    pub enum RuleManner {
        Articles = "章条",
        Points = "序号",
    }
}

record! {
    /// 制度: a rule of clauses.
    pub struct Rule = "制度" {
        required name: Phrase = "名称", "制度的名称，用作标题", "信息报送制度";
        optional manner: RuleManner = "写法", "章条：第一条……，有章的写第一章；序号：1.……", "序号";
        optional lead: Prose = "导语", "各条前面的话", "为规范信息报送工作，制定本制度。";
        many chapters: Chapter = "章", "分章写的各章", "[{名称: 总则, 条: [为规范……，制定本制度。]}]";
        many clauses: Clause = "条", "不分章的各条", "[每月报送一次信息。]";
        optional owner: Phrase = "解释", "由谁负责解释", "局办公室";
        optional effective: Phrase = "施行", "从什么时候起施行", "印发之日";
        optional text: Prose = "正文", "整份自己写，代替各条", "1.每月报送一次信息。";
    }
}

record! {
    /// 章 of a rule.
    pub struct Chapter = "章", list => "条" {
        required name: Phrase = "名称", "这一章的名称，不带序号", "总则";
        many clauses: Clause = "条", "这一章的各条", "[本制度适用于全局各科室。]";
    }
}

record! {
    /// 条 of a rule.
    pub struct Clause = "条", text => "内容" {
        optional name: Phrase = "名称", "这一条的标题，不带序号", "督查内容";
        required text: Prose = "内容", "这一条的内容", "每月报送一次信息。";
        many points: Phrase = "项", "这一条下面的各项", "[工作动态, 经验做法]";
        optional closing: Prose = "结语", "各项后面的话", "前款所列信息由办公室汇总。";
    }
}
