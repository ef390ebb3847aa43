//! Faults of a document as a whole: what it is to be, what it lacks, where it goes.

use super::{Code, Example};

/// The list.
pub const CODES: &[Code] = &[
    Code {
        name: "several-superiors",
        title: "请示写了几个主送机关",
        why: "请示只主送一个上级机关，几个机关同时收到，谁也不好先批。需要别的机关知道，就抄送。",
        clause: "《党政机关公文处理工作条例》第十五条",
        wrong: Example::yaml(
            "请示事项: 拟购置急救车2辆。\n联系人: {姓名: 办公室, 电话: 0938-1234567}\n文稿:\n  - 文种: 请示\n    发文字号: 某卫发〔2026〕15号\n    签发人: 某某某\n    主送机关: 县政府、县财政局\n    成文日期: 2026-04-17\n    印发: {日期: 2026-04-17}\n",
        ),
        right: Example::yaml(
            "请示事项: 拟购置急救车2辆。\n联系人: {姓名: 办公室, 电话: 0938-1234567}\n文稿:\n  - 文种: 请示\n    发文字号: 某卫发〔2026〕15号\n    签发人: 某某某\n    主送机关: 县政府\n    成文日期: 2026-04-17\n    印发: {日期: 2026-04-17}\n",
        ),
    },
    Code {
        name: "no-contact",
        title: "请示没有联系人",
        why: "请示在附注里注明联系人的姓名和电话，上级有疑问时好找人。资料里写了“联系人”，附注就由程序写出。",
        clause: "惯例",
        wrong: Example::yaml(
            "请示事项: 拟购置急救车2辆。\n文稿:\n  - 文种: 请示\n    发文字号: 某卫发〔2026〕15号\n    签发人: 某某某\n    主送机关: 县政府\n    成文日期: 2026-04-17\n    印发: {日期: 2026-04-17}\n",
        ),
        right: Example::yaml(
            "请示事项: 拟购置急救车2辆。\n联系人: {姓名: 办公室, 电话: 0938-1234567}\n文稿:\n  - 文种: 请示\n    发文字号: 某卫发〔2026〕15号\n    签发人: 某某某\n    主送机关: 县政府\n    成文日期: 2026-04-17\n    印发: {日期: 2026-04-17}\n",
        ),
    },
    Code {
        name: "unknown-rule",
        title: "没有这份制度",
        why: "“文稿”的“制度”里写的名称，资料的“制度”里没有。",
        clause: "",
        wrong: Example::yaml(
            "制度:\n  - {名称: 考勤制度, 条: [按时上下班。]}\n  - {名称: 会议制度, 条: [每两周召开一次。]}\n文稿:\n  - 文种: 制度\n    载体: 无\n    制度: 考勤制\n",
        ),
        right: Example::yaml(
            "制度:\n  - {名称: 考勤制度, 条: [按时上下班。]}\n  - {名称: 会议制度, 条: [每两周召开一次。]}\n文稿:\n  - 文种: 制度\n    载体: 无\n    制度: 考勤制度\n",
        ),
    },
    Code {
        name: "several-rules",
        title: "不知道写哪一份制度",
        why: "文种“制度”一次写一份，资料里有几份时要指明；几份放在一起用“制度汇编”。",
        clause: "",
        wrong: Example::yaml(
            "制度:\n  - {名称: 考勤制度, 条: [按时上下班。]}\n  - {名称: 会议制度, 条: [每两周召开一次。]}\n文稿:\n  - 文种: 制度\n    载体: 无\n",
        ),
        right: Example::yaml(
            "制度:\n  - {名称: 考勤制度, 条: [按时上下班。]}\n  - {名称: 会议制度, 条: [每两周召开一次。]}\n文稿:\n  - 文种: 制度\n    载体: 无\n    制度: 会议制度\n",
        ),
    },
    Code {
        name: "unknown-citation",
        title: "没有这个参考文献",
        why: "正文里的[引：名字]要与“参考文献”里的“键”一字不差，编号才算得出来。",
        clause: "",
        wrong: Example::yaml(
            "论述: [{名称: 职能, 内容: \"职能有明文规定[引：章程]。\"}]\n参考文献:\n  - {键: 党章, 文献: \"中国共产党章程.\"}\n文稿:\n  - {文种: 论文, 标题: 试论职能}\n",
        ),
        right: Example::yaml(
            "论述: [{名称: 职能, 内容: \"职能有明文规定[引：党章]。\"}]\n参考文献:\n  - {键: 党章, 文献: \"中国共产党章程.\"}\n文稿:\n  - {文种: 论文, 标题: 试论职能}\n",
        ),
    },
    Code {
        name: "uncited-reference",
        title: "参考文献没有引用",
        why: "列在文后的文献，正文里都要引用到；编号按引用的先后排，没有引用的排在最后。",
        clause: "惯例",
        wrong: Example::yaml(
            "论述: [{名称: 职能, 内容: \"职能有明文规定[引：党章]。\"}]\n参考文献:\n  - {键: 党章, 文献: \"中国共产党章程.\"}\n  - {键: 辞海, 文献: \"辞海[M].\"}\n文稿:\n  - {文种: 论文, 标题: 试论职能}\n",
        ),
        right: Example::yaml(
            "论述: [{名称: 职能, 内容: \"职能有明文规定[引：党章]。\"}]\n参考文献:\n  - {键: 党章, 文献: \"中国共产党章程.\"}\n文稿:\n  - {文种: 论文, 标题: 试论职能}\n",
        ),
    },
    Code {
        name: "unknown-kind",
        title: "没有这个文种",
        why: "用“gongwen kinds”看能做哪些文种。",
        clause: "",
        wrong: Example::yaml("文稿:\n  - 文种: 实施方按\n"),
        right: Example::yaml("文稿:\n  - 文种: 实施方案\n    载体: 无\n"),
    },
    Code {
        name: "wrong-carrier",
        title: "这个文种不能用这种载体",
        why: "实施方案、总结等不是法定文种，要么随通知下发，要么作白头件。",
        clause: "《党政机关公文处理工作条例》第八条",
        wrong: Example::yaml("文稿:\n  - 文种: 实施方案\n    载体: 意见\n"),
        right: Example::yaml("文稿:\n  - 文种: 实施方案\n    载体: 无\n"),
    },
    Code {
        name: "title-lines",
        title: "标题分行与标题不同",
        why: "自己定分行时，各行连起来要与标题一字不差，否则文件里就有两个标题。",
        clause: "",
        wrong: Example::yaml(
            "文稿:\n  - 文种: 实施方案\n    载体: 无\n    标题: 健康教育活动实施方案\n    标题分行: [健康教育, 实施方案]\n",
        ),
        right: Example::yaml(
            "文稿:\n  - 文种: 实施方案\n    载体: 无\n    标题: 健康教育活动实施方案\n    标题分行: [健康教育活动, 实施方案]\n",
        ),
    },
    Code {
        name: "no-place",
        title: "这份文件放不下",
        why: "发文字号、密级、抄送、印发等是版头和版记的要素，白头件没有地方放；载体标题和载体正文只有随通知印发时才用。写了而放不下的，一律指出来，不会悄悄丢掉。",
        clause: "",
        wrong: Example::yaml("文稿:\n  - 文种: 实施方案\n    载体: 无\n    发文字号: 某卫发〔2026〕15号\n"),
        right: Example::yaml("文稿:\n  - 文种: 实施方案\n    载体: 无\n"),
    },
    Code {
        name: "document-number",
        title: "发文字号的写法不对",
        why: "发文字号由机关代字、年份、顺序号组成；年份用四位数字和六角括号，序号不加“第”，不编虚位。",
        clause: "GB/T 9704-2012 7.2.5",
        wrong: Example::yaml(
            "文稿:\n  - 文种: 指导意见\n    发文字号: 某卫发[2026]第015号\n    成文日期: 2026-04-17\n    印发: {机关: 县卫生局办公室, 日期: 2026-04-17}\n",
        ),
        right: Example::yaml(
            "文稿:\n  - 文种: 指导意见\n    发文字号: 某卫发〔2026〕15号\n    成文日期: 2026-04-17\n    印发: {机关: 县卫生局办公室, 日期: 2026-04-17}\n",
        ),
    },
    Code {
        name: "number-year",
        title: "发文字号与成文日期不同年",
        why: "惯例按成文的年份编号。年初签发上年文件时也可能有意如此，请核对。",
        clause: "惯例",
        wrong: Example::yaml(
            "文稿:\n  - 文种: 指导意见\n    发文字号: 某卫发〔2025〕15号\n    成文日期: 2026-04-17\n    印发: {机关: 县卫生局办公室, 日期: 2026-04-17}\n",
        ),
        right: Example::yaml(
            "文稿:\n  - 文种: 指导意见\n    发文字号: 某卫发〔2026〕15号\n    成文日期: 2026-04-17\n    印发: {机关: 县卫生局办公室, 日期: 2026-04-17}\n",
        ),
    },
    Code {
        name: "copy-number",
        title: "份号不对",
        why: "份号是六位阿拉伯数字，不足的前面补零；涉密公文必须有份号。",
        clause: "GB/T 9704-2012 7.2.1",
        wrong: Example::yaml(
            "文稿:\n  - 文种: 指导意见\n    份号: 1\n    发文字号: 某卫发〔2026〕15号\n    成文日期: 2026-04-17\n    印发: {机关: 县卫生局办公室, 日期: 2026-04-17}\n",
        ),
        right: Example::yaml(
            "文稿:\n  - 文种: 指导意见\n    份号: \"000001\"\n    发文字号: 某卫发〔2026〕15号\n    成文日期: 2026-04-17\n    印发: {机关: 县卫生局办公室, 日期: 2026-04-17}\n",
        ),
    },
    Code {
        name: "secrecy",
        title: "密级的写法不对",
        why: "密级是绝密、机密、秘密之一，需要时用“★”隔开保密期限。",
        clause: "GB/T 9704-2012 7.2.2",
        wrong: Example::yaml(
            "文稿:\n  - 文种: 指导意见\n    份号: \"000001\"\n    密级: 保密\n    发文字号: 某卫发〔2026〕15号\n    成文日期: 2026-04-17\n    印发: {机关: 县卫生局办公室, 日期: 2026-04-17}\n",
        ),
        right: Example::yaml(
            "文稿:\n  - 文种: 指导意见\n    份号: \"000001\"\n    密级: 秘密★1年\n    发文字号: 某卫发〔2026〕15号\n    成文日期: 2026-04-17\n    印发: {机关: 县卫生局办公室, 日期: 2026-04-17}\n",
        ),
    },
    Code {
        name: "dates-reversed",
        title: "时间前后颠倒",
        why: "结束的时间早于开始的时间，或者印发日期早于成文日期。",
        clause: "",
        wrong: Example::yaml("活动:\n  名称: 健康教育活动\n  起: 2026年6月\n  止: 2026年3月\n"),
        right: Example::yaml("活动:\n  名称: 健康教育活动\n  起: 2026年3月\n  止: 2026年6月\n"),
    },
    Code {
        name: "missing-section",
        title: "必备的章节没有内容",
        why: "这个文种离不开这一章，资料里却没有写它的地方。",
        clause: "",
        wrong: Example::yaml("文稿:\n  - 文种: 实施方案\n    载体: 无\n    章节: [基本原则]\n"),
        right: Example::yaml(
            "基本原则: [{名称: 坚持突出重点, 内容: 抓住薄弱环节。}]\n文稿:\n  - 文种: 实施方案\n    载体: 无\n    章节: [缘由, 基本原则, 工作目标, 有关要求]\n",
        ),
    },
    Code {
        name: "too-many-levels",
        title: "层次超过了四层",
        why: "公文的结构层次依次是“一、”“（一）”“1.”“（1）”，没有第五层。",
        clause: "GB/T 9704-2012 7.3.3",
        wrong: Example::yaml(
            "文稿:\n  - 文种: 实施方案\n    载体: 无\n    章节:\n      - 标题: 附则\n        正文: |\n          一、甲\n          （一）乙\n          1.丙\n          （1）丁\n",
        ),
        right: Example::yaml(
            "文稿:\n  - 文种: 实施方案\n    载体: 无\n    章节:\n      - 缘由\n      - 工作目标\n      - 有关要求\n      - 标题: 附则\n        正文: |\n          （一）乙\n          1.丙\n          （1）丁\n",
        ),
    },
    Code {
        name: "number-code",
        title: "发文字号用的不是本单位的代字",
        why: "“单位”里写了发文代字，发文字号却用了另一个，多半是从别的文件抄来的。",
        clause: "惯例",
        wrong: Example::yaml(
            "单位: {名称: 某某县卫生局, 发文代字: 某卫发, 印发机关: 县卫生局办公室}\n文稿:\n  - 文种: 指导意见\n    发文字号: 某教发〔2026〕15号\n    成文日期: 2026-04-17\n    印发: {日期: 2026-04-17}\n",
        ),
        right: Example::yaml(
            "单位: {名称: 某某县卫生局, 发文代字: 某卫发, 印发机关: 县卫生局办公室}\n文稿:\n  - 文种: 指导意见\n    发文字号: 某卫发〔2026〕15号\n    成文日期: 2026-04-17\n    印发: {日期: 2026-04-17}\n",
        ),
    },
    Code {
        name: "empty-document",
        title: "文件没有正文",
        why: "章节都不用了，文件只剩一个标题。",
        clause: "",
        wrong: Example::yaml(
            "文稿:\n  - 文种: 实施方案\n    载体: 无\n    不用: [缘由, 工作目标, 有关要求]\n",
        ),
        right: Example::yaml("文稿:\n  - 文种: 实施方案\n    载体: 无\n    不用: [缘由, 工作目标]\n"),
    },
    Code {
        name: "joint-issue",
        title: "联合行文还做不了",
        why: "几个机关联合行文，版头和署名都有自己的排法，本程序还没有。写一个署名，其他机关在 Word 里加。",
        clause: "GB/T 9704-2012 7.2.4",
        wrong: Example::yaml(
            "文稿:\n  - 文种: 实施方案\n    载体: 无\n    成文日期: 2026-04-17\n    署名: [县卫生局, 县教育局]\n",
        ),
        right: Example::yaml(
            "文稿:\n  - 文种: 实施方案\n    载体: 无\n    成文日期: 2026-04-17\n    署名: 县卫生局\n",
        ),
    },
    Code {
        name: "title-mark",
        title: "标题末尾有标点",
        why: "公文标题末尾不用句号、逗号、分号、冒号和顿号。",
        clause: "GB/T 15834-2011 B.4",
        wrong: Example::yaml("文稿:\n  - 文种: 实施方案\n    载体: 无\n    标题: 健康教育活动实施方案。\n"),
        right: Example::yaml("文稿:\n  - 文种: 实施方案\n    载体: 无\n    标题: 健康教育活动实施方案\n"),
    },
    Code {
        name: "step-outside",
        title: "阶段超出了活动的时间",
        why: "阶段结束得比活动还晚，两处总有一处不对。",
        clause: "",
        wrong: Example::yaml(
            "活动: {名称: 健康教育活动, 止: 2026年10月}\n实施步骤: [{名称: 总结阶段, 止: 2026年12月底}]\n",
        ),
        right: Example::yaml(
            "活动: {名称: 健康教育活动, 止: 2026年12月}\n实施步骤: [{名称: 总结阶段, 止: 2026年12月底}]\n",
        ),
    },
    Code {
        name: "deadline-early",
        title: "报送时限早于成文日期",
        why: "文件发出来的时候时限已经过了，收文的单位无法办理。",
        clause: "",
        wrong: Example::yaml(
            "报送: {材料: 工作总结, 时限: 2026-03-01}\n文稿:\n  - 文种: 实施方案\n    载体: 无\n    成文日期: 2026-04-17\n",
        ),
        right: Example::yaml(
            "报送: {材料: 工作总结, 时限: 2026-05-01}\n文稿:\n  - 文种: 实施方案\n    载体: 无\n    成文日期: 2026-04-17\n",
        ),
    },
    Code {
        name: "dropped-section",
        title: "漏掉了必备的章节",
        why: "“章节”的列表代替文种的整个顺序，没有列出的章节就没有了。必备的章节要列出；确实不要，就写到“不用”里。",
        clause: "",
        wrong: Example::yaml("文稿:\n  - 文种: 实施方案\n    载体: 无\n    章节: [缘由, 工作目标]\n"),
        right: Example::yaml(
            "文稿:\n  - 文种: 实施方案\n    载体: 无\n    不用: [有关要求]\n    章节: [缘由, 工作目标]\n",
        ),
    },
    Code {
        name: "unused-data",
        title: "资料没有写进文件",
        why: "这个文种有章节用到这些资料，但是章节没有列出，或者改成了自己写的正文，资料就没有写进去。",
        clause: "",
        wrong: Example::yaml(
            "文稿:\n  - 文种: 实施方案\n    载体: 无\n    章节: [缘由, {用: 工作目标, 正文: 见有关文件。}, 有关要求]\n",
        ),
        right: Example::yaml(
            "文稿:\n  - 文种: 实施方案\n    载体: 无\n    章节: [缘由, 工作目标, 有关要求]\n",
        ),
    },
    Code {
        name: "unknown-section",
        title: "文种里没有这个章节",
        why: "“用”只能写文种里有的章节。自己加的章节不写“用”，只写“标题”和“正文”。",
        clause: "",
        wrong: Example::yaml("文稿:\n  - 文种: 实施方案\n    载体: 无\n    章节: [工作目的]\n"),
        right: Example::yaml(
            "文稿:\n  - 文种: 实施方案\n    载体: 无\n    章节: [缘由, 工作目标, 有关要求]\n",
        ),
    },
    Code {
        name: "empty-section",
        title: "这一章没有内容",
        why: "“章节”里的每一条，要么用文种里的章节，要么自己写正文。",
        clause: "",
        wrong: Example::yaml("文稿:\n  - 文种: 实施方案\n    载体: 无\n    章节: [{标题: 组织领导}]\n"),
        right: Example::yaml(
            "文稿:\n  - 文种: 实施方案\n    载体: 无\n    章节: [缘由, 工作目标, 有关要求, {标题: 组织领导, 正文: 成立领导小组。}]\n",
        ),
    },
    Code {
        name: "section-labels",
        title: "标签与章节的个数不同",
        why: "合并几个章节时，每个章节一个标签。",
        clause: "",
        wrong: Example::yaml(
            "文稿:\n  - 文种: 实施方案\n    载体: 无\n    章节: [{用: [工作目标], 标签: [总体要求, 工作目标]}]\n",
        ),
        right: Example::yaml(
            "文稿:\n  - 文种: 实施方案\n    载体: 无\n    章节: [缘由, {用: [工作目标], 标签: [工作目标]}, 有关要求]\n",
        ),
    },
    Code {
        name: "unknown-attachment",
        title: "没有这个附件",
        why: "文稿里选用的附件要先写在资料的“附件”里。",
        clause: "",
        wrong: Example::yaml("文稿:\n  - 文种: 实施方案\n    载体: 无\n    附件: [汇总表]\n"),
        right: Example::yaml(
            "附件: [{名称: 汇总表, 正文: 见各单位上报材料。}]\n文稿:\n  - 文种: 实施方案\n    载体: 无\n    附件: [汇总表]\n",
        ),
    },
    Code {
        name: "empty-attachment",
        title: "附件没有内容",
        why: "附件说明里列出的附件，后面要有相应的一页。",
        clause: "GB/T 9704-2012 7.3.7",
        wrong: Example::yaml("附件: [{名称: 汇总表}]\n"),
        right: Example::yaml("附件: [{名称: 汇总表, 正文: 见各单位上报材料。}]\n"),
    },
    Code {
        name: "repeated-name",
        title: "名称重复",
        why: "两个表用了同一个名称，引用时分不清。",
        clause: "",
        wrong: Example::yaml(
            "表:\n  - {名称: 汇总表, 表头: [序号, 单位]}\n  - {名称: 汇总表, 表头: [序号, 金额]}\n",
        ),
        right: Example::yaml(
            "表:\n  - {名称: 单位汇总表, 表头: [序号, 单位]}\n  - {名称: 金额汇总表, 表头: [序号, 金额]}\n",
        ),
    },
    Code {
        name: "table-columns",
        title: "列宽或对齐的个数不对",
        why: "“列宽”和“对齐”每列写一个，或者都不写。",
        clause: "",
        wrong: Example::yaml("表:\n  - {名称: 汇总表, 表头: [序号, 单位, 得分], 列宽: [1, 4]}\n"),
        right: Example::yaml("表:\n  - {名称: 汇总表, 表头: [序号, 单位, 得分], 列宽: [1, 4, 2]}\n"),
    },
    Code {
        name: "table-too-wide",
        title: "表的列太多",
        why: "Word 的表格最多63列，再多就打不开文件。拆成几个表，或者把行和列对调。",
        clause: "",
        wrong: Example::yaml(""),
        right: Example::yaml(""),
    },
    Code {
        name: "signature-alone",
        title: "署名和成文日期单独占一页",
        why: "横排的表自成一页，正文以它结尾，署名和成文日期就落到没有正文的一页上。在表后面加一句话，或者把表改作附件。",
        clause: "GB/T 9704-2012 7.3.5.5",
        wrong: Example::yaml(
            "表: [{名称: 进度表, 表头: [月份, 事项], 横排: 是}]\n文稿:\n  - 文种: 实施方案\n    载体: 无\n    成文日期: 2026-04-17\n    章节: [缘由, 工作目标, 有关要求, {标题: 进度安排, 正文: [按下表推进。, 见表：进度表]}]\n",
        ),
        right: Example::yaml(
            "表: [{名称: 进度表, 表头: [月份, 事项], 横排: 是}]\n文稿:\n  - 文种: 实施方案\n    载体: 无\n    成文日期: 2026-04-17\n    章节: [缘由, 工作目标, 有关要求, {标题: 进度安排, 正文: [按下表推进。, 见表：进度表, 各单位照此安排工作。]}]\n",
        ),
    },
    Code {
        name: "untold-step",
        title: "一个阶段没有写做了什么",
        why: "总结要说明每个阶段做了什么，还没有到期的除外。没有写“完成情况”的，按台账里那段时间的活动说；两样都没有，程序不能替人编。",
        clause: "",
        wrong: Example::yaml(
            "实施步骤: [{名称: 动员部署阶段, 止: 2026年1月底}]\n文稿: [{文种: 工作总结, 截止日期: 2026-06-30}]\n",
        ),
        right: Example::yaml(
            "实施步骤: [{名称: 动员部署阶段, 止: 2026年1月底, 完成情况: 召开了动员会。}]\n文稿: [{文种: 工作总结, 截止日期: 2026-06-30}]\n",
        ),
    },
    Code {
        name: "nothing-follows",
        title: "正文以“：”结束，后面没有内容",
        why: "“……如下：”后面要有内容。各章没有资料就不写，开头的话就没有了下文。",
        clause: "",
        wrong: Example::yaml("文稿:\n  - 文种: 工作总结\n    不用: [存在问题]\n"),
        right: Example::yaml("主要做法: [{名称: 抓培训强队伍, 内容: 组织轮训3期。}]\n文稿: [工作总结]\n"),
    },
    Code {
        name: "table-row-length",
        title: "这一行的格数不对",
        why: "多一格或少一格，后面的内容就会错列。空格子写两个英文引号。",
        clause: "",
        wrong: Example::yaml("表:\n  - 名称: 汇总表\n    表头: [序号, 单位, 得分]\n    行: [[1, 县医院]]\n"),
        right: Example::yaml(
            "表:\n  - 名称: 汇总表\n    表头: [序号, 单位, 得分]\n    行: [[1, 县医院, \"\"]]\n",
        ),
    },
    Code {
        name: "table-merge",
        title: "格子不能这样合并",
        why: "“↑”与上面一格合并，“←”与左边一格合并，合并的格子要拼成长方形。",
        clause: "",
        wrong: Example::yaml("表:\n  - 名称: 汇总表\n    表头: [\"↑\", 单位, 得分]\n"),
        right: Example::yaml(
            "表:\n  - 名称: 汇总表\n    表头:\n      - [序号, 单位, 得分]\n      - [\"↑\", \"↑\", \"↑\"]\n",
        ),
    },
    Code {
        name: "unknown-table",
        title: "没有这个表",
        why: "“见表：名称”和附件里的“表”，都要与“表”里的名称一字不差。",
        clause: "",
        wrong: Example::yaml(
            "附件: [{名称: 汇总表, 表: 总表}]\n表:\n  - {名称: 汇总表, 表头: [序号, 单位]}\n",
        ),
        right: Example::yaml(
            "附件: [{名称: 汇总表, 表: 汇总表}]\n表:\n  - {名称: 汇总表, 表头: [序号, 单位]}\n",
        ),
    },
    Code {
        name: "no-imprint",
        title: "没有印发机关和印发日期",
        why: "红头文件的版记里一般有印发机关和印发日期。",
        clause: "GB/T 9704-2012 7.4.3",
        wrong: Example::yaml(
            "文稿:\n  - 文种: 指导意见\n    发文字号: 某卫发〔2026〕15号\n    成文日期: 2026-04-17\n",
        ),
        right: Example::yaml(
            "文稿:\n  - 文种: 指导意见\n    发文字号: 某卫发〔2026〕15号\n    成文日期: 2026-04-17\n    印发: {机关: 县卫生局办公室, 日期: 2026-04-17}\n",
        ),
    },
    Code {
        name: "include-cycle",
        title: "引用绕成了环",
        why: "甲引用乙、乙又引用甲，就读不完了。",
        clause: "",
        wrong: Example::yaml("引用: 资料.yaml\n"),
        right: Example::yaml("引用: 单位资料.yaml\n"),
    },
    Code {
        name: "no-documents",
        title: "没有写要做什么文件",
        why: "“文稿”里写要做的文件；或者在命令里写 --kind。",
        clause: "",
        wrong: Example::yaml("文稿: []\n"),
        right: Example::yaml("文稿: [{文种: 实施方案, 载体: 无}]\n"),
    },
    Code {
        name: "cannot-write-docx",
        title: "不能写成 Word 文件",
        why: "文字或表格里有 Word 文件存不下的内容。",
        clause: "",
        wrong: Example::yaml(""),
        right: Example::yaml(""),
    },
    Code {
        name: "strict",
        title: "有警告，没有写文件",
        why: "命令里写了 --strict，有警告就不写文件。",
        clause: "",
        wrong: Example::yaml(""),
        right: Example::yaml(""),
    },
    Code {
        name: "edited-by-hand",
        title: "文件被人改过",
        why: "生成以后有人在 Word 里改过这个文件，覆盖会丢掉他的工作。另外放一个文件夹，或者确定不要了再加 --force。",
        clause: "",
        wrong: Example::yaml(""),
        right: Example::yaml(""),
    },
    Code {
        name: "not-ours",
        title: "已有同名的文件",
        why: "这个位置上有一个不是本程序生成的文件，不会覆盖。",
        clause: "",
        wrong: Example::yaml(""),
        right: Example::yaml(""),
    },
    Code {
        name: "already-there",
        title: "文件已经存在",
        why: "“new”不会动已有的文件。",
        clause: "",
        wrong: Example::yaml(""),
        right: Example::yaml(""),
    },
    Code {
        name: "unknown-code",
        title: "没有这个代码",
        why: "代码是提示里方括号中的英文词。",
        clause: "",
        wrong: Example::yaml(""),
        right: Example::yaml(""),
    },
    Code {
        name: "usage",
        title: "命令写得不对",
        why: "用“gongwen --help”看全部命令。",
        clause: "",
        wrong: Example::yaml(""),
        right: Example::yaml(""),
    },
];
