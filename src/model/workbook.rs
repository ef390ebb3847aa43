//! The workbook: everything that a unit writes down about itself and one piece of work. Plan, notice and opinion
//! are views of it.

use crate::choice;
use crate::model::chart::ChartData;
use crate::model::check_plan::CheckPlan;
use crate::model::date::Moment;
use crate::model::form::{EntryFormData, GradingData};
use crate::model::ledger::{FigureList, Ledgers};
use crate::model::matters::{Bulletin, Meeting, Reference, Rule};
use crate::model::number::Number;
use crate::model::order::{DocumentOrder, StampOrder};
use crate::model::picture::SealOrder;
use crate::model::roster::RosterPlan;
use crate::model::table::TableData;
use crate::model::text::{Flag, Free, Phrase, Prose};
use crate::record;

record! {
    /// 资料: one workbook.
    pub struct Workbook = "资料" {
        many includes: Phrase = "引用", "先读入的其他资料文件，本文件里同名的键优先", "单位资料.yaml";
        required unit: Unit = "单位", "发文的单位", "{名称: 某某县卫生局}";
        optional contact: Contact = "联系人", "工作的联系人", "{姓名: 办公室, 电话: 0938-1234567}";
        optional campaign: Campaign = "活动", "这项工作或活动", "{名称: 基层组织建设年活动}";
        optional guiding: Guiding = "指导思想", "指导思想的各项要素，或整段正文", "{围绕: 中心工作, 着力: [解决突出问题]}";
        optional principles: ItemSection = "基本原则", "各条原则", "[{名称: 坚持突出重点, 内容: 抓住薄弱环节。}]";
        optional goals: Goals = "工作目标", "总体目标、分项目标和指标", "{总体: 党组织战斗力进一步提升}";
        optional tasks: ItemSection = "重点任务", "各项任务及其要点", "[{名称: 加强行业指导, 事项: [完善考核办法]}]";
        optional steps: StepSection = "实施步骤", "各个阶段及其起止时间", "[{名称: 调查摸底阶段, 止: 2012年4月底}]";
        optional measures: ItemSection = "推进措施", "各项措施", "[{名称: 标准化分类指导, 内容: 分类定级。}]";
        optional requirements: ItemSection = "有关要求", "各项要求", "[{名称: 加强领导, 内容: 明确责任。}]";
        optional background: Prose = "缘由", "为什么办这件事，写在请示、函、报告的开头", "近年来，全县急救任务逐年加重。";
        optional situation: ItemSection = "基本情况", "基本情况的各个方面", "全县共有卫生院24所。";
        optional mobilization: ItemSection = "动员部署", "怎样动员和部署，自查报告里用", "6月30日召开动员大会。";
        optional leadership: ItemSection = "组织领导", "怎样加强领导，自查报告里用", "成立了领导小组。";
        optional activities: ItemSection = "主题活动", "开展的各项主题活动，自查报告里用", "[{名称: 义诊宣传活动, 内容: 共义诊【次数(类型=义诊)】次。}]";
        optional integration: ItemSection = "工作结合", "与各项工作怎样结合，自查报告里用", "[{名称: 与本职工作相结合, 内容: 健康体检【合计(体检人数)】。}]";
        optional practices: ItemSection = "主要做法", "各项做法", "[{名称: 抓培训强队伍, 内容: 组织轮训3期。}]";
        optional results: ItemSection = "主要成效", "各项成效", "[{名称: 急救反应更快, 内容: 平均缩短5分钟。}]";
        optional problems: ItemSection = "存在问题", "各个问题", "[{名称: 工作进展不平衡, 内容: 个别单位行动迟缓。}]";
        optional causes: ItemSection = "原因分析", "问题的各个原因", "[{名称: 投入不足, 内容: 设备更新慢。}]";
        optional suggestions: ItemSection = "对策建议", "各条建议", "[{名称: 加大投入, 内容: 列入财政预算。}]";
        optional insights: ItemSection = "体会", "各条体会", "[{名称: 领导重视是前提, 内容: 主要领导亲自抓。}]";
        optional next_plans: ItemSection = "下步打算", "下一步要做的各项工作", "[{名称: 健全长效机制, 内容: 把行之有效的做法固定下来。}]";
        optional petition: ItemSection = "请示事项", "请示的各个事项和理由", "[{名称: 核定建设规模, 内容: 建筑面积600平方米。}]";
        optional approval: ItemSection = "批复事项", "批复的各个事项", "[{名称: 同意新建急救分站, 内容: 规模为600平方米。}]";
        optional inquiry: ItemSection = "函商事项", "商洽、询问或答复的各个事项", "[{名称: 安排专项经费, 内容: 经费30万元。}]";
        optional resolutions: ItemSection = "议定事项", "会议议定的各个事项", "[{名称: 落实建设用地, 责任单位: 办公室, 时限: 2026年5月底}]";
        optional meeting: Meeting = "会议", "会议的时间、地点、人员和讲话要点", "{名称: 局长办公会议, 时间: 2026年4月15日}";
        optional bulletin: Bulletin = "简报", "一期简报和它的稿件", "{名称: 卫生工作简报, 期号: 第12期}";
        optional summary: Prose = "摘要", "文章的内容摘要", "本文分析了……。";
        many keywords: Phrase = "关键词", "文章的关键词", "[基层党组织, 执行力]";
        optional discourse: ItemSection = "论述", "文章的各部分，导语是引言，结语是结论", "[{名称: 主要职能, 内容: ……}]";
        many references: Reference = "参考文献", "文章引用的文献，编号由程序按引用的先后算出", "[{键: 党章, 文献: 中国共产党章程.}]";
        optional decree: ItemSection = "命令事项", "命令的各个事项", "[{名称: 停止野外用火, 内容: 森林防火区内禁止一切野外用火。}]";
        many rules: Rule = "制度", "一份或几份制度", "[{名称: 信息报送制度, 条: [每月报送一次信息。]}]";
        optional matters: ItemSection = "通知事项", "通知的各个事项", "[{名称: 会议时间, 内容: 上午9:00。}]";
        optional submission: Submission = "报送", "要求下级报送的材料和时限", "{材料: 工作方案, 时限: 2012-05-10}";
        optional ledgers: Ledgers = "台账", "做过的事，一行一件；直接写，或者写表格文件的名称", "台账.xlsx";
        optional figures: FigureList = "数字", "从台账算出来的数，写“名称: 算式”，文字里用“【名称】”引用", "{捐款总额: 合计(金额，类型=捐款)}";
        many attachments: Attachment = "附件", "附件，只从这里来", "[{名称: 调查摸底表, 表: 调查摸底表}]";
        many tables: TableData = "表", "表格，用“见表：名称”或附件引用", "[{名称: 汇总表, 表头: [序号, 单位]}]";
        many charts: ChartData = "图", "图（柱形图、条形图、折线图、饼图），用“见图：名称”或附件引用", "[{名称: 各月义诊人次图, 类型: 柱形图, 表: 各月义诊情况表}]";
        optional other: Free = "其他", "自己添加的键和值，模板里写 other[\"键\"]", "{参训人数: 120}";
        optional roster: RosterPlan = "名册", "批量生成时，名册里各列的用法", "{编码列: 代码, 列: [{名称: 报送时限, 类型: 日期, 必填: 是}]}";
        optional form: EntryFormData = "表单", "请下级单位填写的表，用“gongwen collect”发出、收回", "{名称: 调查摸底表, 栏目: [{名称: 党员数, 类型: 整数}]}";
        optional grading: GradingData = "评分标准", "由交回的表单怎样评分、定级", "{名称: 分类定级评分标准, 等级: [{名称: 先进, 不低于: 90}]}";
        optional check: CheckPlan = "检查", "检查这份资料的文件时，哪些规则不查", "{不查: [{规则: F13, 理由: 面积按习惯用亩}]}";
        many documents: DocumentOrder = "文稿", "要生成的文件", "[{文种: 实施方案, 标题: 活动实施方案}]";
    }
}

record! {
    /// 单位: who issues.
    pub struct Unit = "单位", text => "名称" {
        required name: Phrase = "名称", "发文机关全称或规范化简称，用作署名", "某某县卫生局";
        optional short_name: Phrase = "简称", "正文里的自称", "县卫生局";
        optional mark: Phrase = "发文机关标志", "版头的红字，不写就是名称加“文件”", "某某县卫生局文件";
        optional number_code: Phrase = "发文代字", "发文字号里的机关代字", "某卫发";
        optional printer: Phrase = "印发机关", "版记里的印发机关", "某某县卫生局办公室";
        many copies_to: Phrase = "抄送机关", "每份文件都抄送的机关", "[县委组织部, 市卫生局]";
        optional seal: SealOrder = "印章", "印章的图片和大小；写了图片，红头文件就盖上它", "{直径: 42}";
        optional sealed: Flag = "用印", "署名处是否盖章（不写就是盖章）", "是";
        many stamps: StampOrder = "签名章", "签发命令的人，文稿里没有写“签名章”时用", "{职务: 县长, 姓名: 某某某}";
        optional profile: Phrase = "版式", "文件用哪个版式，用“gongwen profiles”查看；不写就是国标", "国标";
    }
}

record! {
    /// 联系人.
    pub struct Contact = "联系人", text => "姓名" {
        required name: Phrase = "姓名", "联系人或联系科室", "办公室";
        optional phone: Phrase = "电话", "联系电话", "0938-1234567";
        optional fax: Phrase = "传真", "传真", "0938-1234568";
        optional email: Phrase = "邮箱", "电子邮箱", "wsj@example.cn";
    }
}

record! {
    /// 活动: the work that the family of documents is about.
    pub struct Campaign = "活动", text => "名称" {
        required name: Phrase = "名称", "活动或工作的名称；可以是“加强……”一类的话", "基层组织建设年活动";
        optional scope: Phrase = "范围", "在什么范围开展", "全县卫生系统";
        optional theme: Phrase = "主题", "活动主题，不带引号", "强组织、增活力、促发展";
        many purposes: Phrase = "目的", "为什么开展，不用写“为”字", "[进一步加强基层组织建设]";
        many basis: Basis = "依据", "依据的文件、会议或法规", "[{名称: 关于开展基层组织建设年的意见}]";
        optional start: Moment = "起", "开始的时间", "2012年3月";
        optional end: Moment = "止", "结束的时间", "2012年12月";
        many participants: Phrase = "参加单位", "开展活动的单位，写上“各”字；不写或者很长，句子里就说“各单位”", "[各县区卫生局, 市直各医疗卫生单位]";
        optional leader: Phrase = "牵头单位", "负责组织的机构", "局党委办公室";
    }
}

record! {
    /// 依据: a document that the work rests on.
    pub struct Basis = "依据", text => "名称" {
        required name: Phrase = "名称", "文件的标题，不带书名号；会议、讲话直接写名称", "关于开展基层组织建设年的实施意见";
        optional issuer: Phrase = "机关", "发文机关", "省卫生厅党组";
        optional number: Phrase = "文号", "发文字号", "甘卫党发〔2012〕5号";
        optional suffix: Phrase = "后缀", "书名号后面的话；以“要求”“规定”“精神”等结尾时不再加“精神”", "的通知";
    }
}

record! {
    /// 指导思想.
    pub struct Guiding = "指导思想", text => "正文", list => "正文" {
        many doctrines: Phrase = "遵循", "以什么为指导", "[科学发展观]";
        many spirit: Phrase = "贯彻", "贯彻落实什么精神", "[党的十七大精神]";
        optional center: Phrase = "围绕", "围绕的中心", "深化医改的中心任务";
        optional thread: Phrase = "主线", "以什么为主线", "迎接党的十八大";
        optional watchword: Phrase = "要求", "按照的总体要求，不带引号", "强组织、增活力、创先争优迎十八大";
        many focus: Phrase = "突出", "突出哪些方面", "[基本队伍, 基本阵地]";
        many efforts: Phrase = "着力", "着力做什么，每条接在“着力”后面", "[解决突出问题, 增强创造力]";
        optional purpose: Phrase = "目的", "最后的目的，接在“为”字后面", "推进卫生事业科学发展提供组织保证";
        optional text: Prose = "正文", "整段自己写，代替模板里的话", "坚持以……为指导，……";
    }
}

choice! {
    /// 写法 of the items of a section.
    pub enum ItemManner {
        RunIn = "接排",
        OwnLine = "分行",
        Ordinal = "一是",
        Plain = "不编号",
    }
}

choice! {
    /// 写法 of an item's points.
    pub enum PointManner {
        Separate = "分条",
        OrdinalParagraphs = "一是",
        OneSentence = "连写",
    }
}

record! {
    /// A section of items: 基本原则, 重点任务, 推进措施, 有关要求, 存在问题, 下步打算, 通知事项.
    pub struct ItemSection = "章节内容", text => "正文", list => "条目" {
        optional lead: Prose = "导语", "各条前面的话", "各级党组织要做到以下几点。";
        many items: Item = "条目", "各条", "[{名称: 加强领导, 内容: 明确责任。}]";
        optional closing: Prose = "结语", "各条后面的话", "各单位要抓好落实。";
        optional manner: ItemManner = "写法", "各条的写法：接排、分行、一是、不编号", "接排";
        optional point_manner: PointManner = "事项写法", "要点的写法：分条、一是、连写", "分条";
        optional text: Prose = "正文", "整章自己写，代替模板里的话", "（一）加强领导。……";
    }
}

record! {
    /// An item of a section.
    pub struct Item = "条目", text => "名称" {
        required name: Phrase = "名称", "这一条的标题，不带序号", "加强领导";
        optional text: Prose = "内容", "这一条的内容", "各单位要明确责任。";
        many points: Phrase = "事项", "要点，每条一句", "[完善考核办法, 加大督促检查力度]";
        optional owner: Phrase = "责任单位", "牵头或负责的单位", "局党委办公室";
        many partners: Phrase = "配合单位", "配合的单位", "[局人事科]";
        optional deadline: Moment = "时限", "什么时候完成", "2012年6月底";
        optional result: Prose = "完成情况", "做到了什么程度，总结和自查报告里用", "已制定考核办法，按季度考核。";
    }
}

choice! {
    /// What a target asks for.
    pub enum Relation {
        AtLeast = "不低于",
        NoFewer = "不少于",
        AtMost = "不超过",
        Reach = "达到",
        Complete = "完成",
        Grow = "增长",
        GrowAtLeast = "增长不少于",
        Fewer = "减少",
        FewerAtLeast = "减少不少于",
        Cut = "下降",
        CutAtLeast = "下降不少于",
    }
}

record! {
    /// 指标 with its 目标值.
    pub struct Indicator = "指标" {
        required name: Phrase = "指标", "指标的名称", "基层党员培训率";
        required target: Number = "目标值", "要达到的数", "100%";
        optional unit: Phrase = "计量单位", "数的单位", "名";
        optional base: Phrase = "基数", "同什么相比，写在“增长”“减少”“下降”前面", "较上年";
        optional done: Phrase = "完成值", "做到的数，或者怎样从台账算出来；总结里用", "合计(培训人数)";
        optional relation: Relation = "要求", "率用不低于、下降，个数用不少于、减少；还有不超过、达到、完成、增长；“增长不少于”写成“增长……以上”", "达到";
    }
}

record! {
    /// 工作目标.
    pub struct Goals = "工作目标", text => "正文", list => "条目" {
        optional overall: Prose = "总体", "总体目标", "基层党组织战斗力进一步提升。";
        optional lead: Prose = "导语", "分项目标前面的话；写“无”就不要", "具体目标是：";
        many items: Item = "条目", "分项目标", "[{名称: 党建工作规范, 内容: 做到全覆盖。}]";
        many indicators: Indicator = "指标", "可以衡量的目标", "[{指标: 党员培训率, 目标值: 100%}]";
        optional nearly: Number = "基本完成线", "完成率到多少算基本完成，不写就是90%", "90%";
        optional carried_over: Flag = "未完成转入", "未完成的指标是否写进存在问题和下步打算，不写就是写", "否";
        optional manner: ItemManner = "写法", "各条的写法：接排、分行、一是、不编号", "接排";
        optional point_manner: PointManner = "事项写法", "要点的写法：分条、一是、连写", "分条";
        optional text: Prose = "正文", "整章自己写，代替模板里的话", "通过一年努力，……";
    }
}

record! {
    /// 实施步骤.
    pub struct StepSection = "实施步骤", text => "正文", list => "阶段" {
        optional lead: Prose = "导语", "各阶段前面的话；不写就由程序说分几个阶段，写“无”就不要", "活动分五个阶段进行。";
        many items: Step = "阶段", "各个阶段", "[{名称: 调查摸底阶段, 止: 2012年4月底}]";
        optional closing: Prose = "结语", "各阶段后面的话", "各单位要按期完成。";
        optional text: Prose = "正文", "整章自己写，代替模板里的话", "（一）调查摸底阶段。……";
    }
}

record! {
    /// A step.
    pub struct Step = "阶段", text => "名称" {
        required name: Phrase = "名称", "阶段的名称，不带序号", "调查摸底阶段";
        optional start: Moment = "起", "开始的时间", "2012年6月";
        optional end: Moment = "止", "结束的时间", "2012年11月底";
        optional focus: Phrase = "重点", "这一阶段的重点，接在“重点是”后面", "建章立制，表彰先进";
        optional text: Prose = "内容", "这一阶段的内容", "各单位要切实摸清底数。";
        many points: Phrase = "事项", "这一阶段的各件事", "[开展调查, 建立台账]";
        optional owner: Phrase = "责任单位", "牵头或负责的单位", "局党委办公室";
        optional result: Prose = "完成情况", "这一阶段做了什么，总结里用；不写就按台账说", "各单位完成了调查摸底。";
    }
}

record! {
    /// 报送: what subordinate units are to send in.
    pub struct Submission = "报送" {
        required material: Phrase = "材料", "报送什么", "实施方案和工作总结";
        optional deadline: Moment = "时限", "什么时候以前报送，不写“前”字也行", "2012年5月10日";
        optional receiver: Phrase = "报送给", "报送给谁，不写就说“我局”“我委”等", "局党委办公室";
        optional manner: Phrase = "方式", "怎样报送", "书面材料和电子版";
    }
}

choice! {
    /// What an attachment is called.
    pub enum AttachmentLabel {
        Attachment = "附件",
        Table = "附表",
    }
}

record! {
    /// 附件.
    pub struct Attachment = "附件" {
        required name: Phrase = "名称", "附件的名称，附件说明和附件页用同一个", "基层党组织调查摸底表";
        many tables: Phrase = "表", "放哪些表（“表”里的名称）", "调查摸底表";
        many charts: Phrase = "图", "放哪些图（“图”里的名称），排在表的后面", "各月义诊人次图";
        optional text: Prose = "正文", "附件的文字", "一、填表说明……";
        optional label: AttachmentLabel = "称呼", "附件还是附表，各编各的号；附表不列入附件说明。文字里写“【附件：名称】”“【附表：名称】”引用", "附表";
        optional landscape: Flag = "横排", "是否排成横页", "否";
        optional elsewhere: Flag = "另附", "内容不在这里（随文另发的表格、图纸等）：只列入附件说明，不生成附件页", "否";
        optional unbound: Flag = "不装订", "不和正文装订在一起：另成一个文件，首行标发文字号和附件序号；批量生成时仍排在正文后面", "否";
    }
}
