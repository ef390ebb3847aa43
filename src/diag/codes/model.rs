//! Faults of the typed report: keys, types, dates, numbers.

use super::{Code, Example};

/// The list.
pub const CODES: &[Code] = &[
    Code {
        name: "unknown-key",
        title: "没有这个键",
        why: "键写错一个字，后面的内容就不知道放到哪里。程序不猜也不丢，请改成提示里的键；自己的内容放到“其他”下面。",
        clause: "",
        wrong: Example::yaml("单位:\n  名称: 某某县卫生局\n  简成: 县卫生局\n"),
        right: Example::yaml("单位:\n  名称: 某某县卫生局\n  简称: 县卫生局\n"),
    },
    Code {
        name: "wrong-type",
        title: "内容的样子不对",
        why: "有的地方要一行文字，有的地方要列表，有的地方要一组“键: 值”。按提示换一种写法。",
        clause: "",
        wrong: Example::yaml("活动:\n  名称: [甲, 乙]\n"),
        right: Example::yaml("活动:\n  名称: 健康教育活动\n"),
    },
    Code {
        name: "missing-field",
        title: "缺少必填的项",
        why: "没有这一项文件就不完整。程序不会留空，也不会替人编。",
        clause: "",
        wrong: Example::yaml("单位:\n  简称: 县卫生局\n"),
        right: Example::yaml("单位:\n  名称: 某某县卫生局\n  简称: 县卫生局\n"),
    },
    Code {
        name: "empty-value",
        title: "键后面没有内容",
        why: "空着的项可能是忘了填。确实不需要就把这一行删去。",
        clause: "",
        wrong: Example::yaml("活动:\n  名称: 健康教育活动\n  主题:\n"),
        right: Example::yaml("活动:\n  名称: 健康教育活动\n  主题: 共建健康家园\n"),
    },
    Code {
        name: "to-fill-in",
        title: "这里还没有填",
        why: "“【待填……】”标出要由人填的地方，由去年的资料做今年的资料时（gongwen new --from）就写着它。文件里要印出来的地方没有填，就不能生成；整个换成要写的内容，不留括号。",
        clause: "",
        wrong: Example::yaml("工作目标: 培训基层医务人员【待填：今年的目标值】人。\n"),
        right: Example::yaml("工作目标: 培训基层医务人员300人。\n"),
    },
    Code {
        name: "tab-in-text",
        title: "文字中间有 Tab",
        why: "从 Excel 里复制几个格子，格子之间带着 Tab，在标题、名称里排不出来。",
        clause: "",
        wrong: Example::yaml("活动:\n  名称: \"健康\\t教育活动\"\n"),
        right: Example::yaml("活动:\n  名称: 健康教育活动\n"),
    },
    Code {
        name: "wrong-choice",
        title: "不在可选的词里",
        why: "这一项只能从几个词里选。",
        clause: "",
        wrong: Example::yaml("推进措施:\n  写法: 接派\n  条目: [{名称: 分类指导, 内容: 分类提出要求。}]\n"),
        right: Example::yaml("推进措施:\n  写法: 接排\n  条目: [{名称: 分类指导, 内容: 分类提出要求。}]\n"),
    },
    Code {
        name: "bad-date",
        title: "读不懂的日期",
        why: "日期写成 2012-04-17 或 2012年4月17日；只到月份写 2012年4月，月底写 2012年4月底。",
        clause: "",
        wrong: Example::yaml("活动:\n  名称: 健康教育活动\n  起: 明年春天\n"),
        right: Example::yaml("活动:\n  名称: 健康教育活动\n  起: 2026年3月\n"),
    },
    Code {
        name: "impossible-date",
        title: "没有这一天",
        why: "日历上没有的日期，多半是打错了字。正文里的日期也查。",
        clause: "",
        wrong: Example::yaml("活动:\n  名称: 健康教育活动\n  起: 2026年2月30日\n"),
        right: Example::yaml("活动:\n  名称: 健康教育活动\n  起: 2026年2月28日\n"),
    },
    Code {
        name: "wrong-weekday",
        title: "星期与日期对不上",
        why: "日期或星期有一个写错了，收文的人会无所适从。",
        clause: "",
        wrong: Example::yaml("通知事项:\n  - 名称: 会议时间\n    内容: 2026年5月12日（星期三）上午9:00。\n"),
        right: Example::yaml("通知事项:\n  - 名称: 会议时间\n    内容: 2026年5月12日（星期二）上午9:00。\n"),
    },
    Code {
        name: "bad-number",
        title: "不是一个数",
        why: "这里要填数，用半角数字，单位写到“计量单位”里。",
        clause: "",
        wrong: Example::yaml(
            "工作目标:\n  总体: 服务质量明显提高。\n  指标: [{指标: 群众满意度, 目标值: 九成五}]\n",
        ),
        right: Example::yaml(
            "工作目标:\n  总体: 服务质量明显提高。\n  指标: [{指标: 群众满意度, 目标值: 95%}]\n",
        ),
    },
    Code {
        name: "number-form",
        title: "数的样子已经走样",
        why: "科学记数法（1.38E+10）和一长串尾数多半是表格软件或程序造成的，末尾的数字可能已经丢了。请到原来的表里查。",
        clause: "",
        wrong: Example::yaml("其他:\n  资金: 1.38E+10\n"),
        right: Example::yaml("其他:\n  资金: 13800000000\n"),
    },
];
