//! 发文字号、日期和版头各项.

use super::How::{Before, Behind, Change, Instead, Last, Say, Without};
use super::{How, Known, Need, Plant, Told};
use gongwen::paper::line::Role::{self, DocumentNumber};

/// 版记 of a document that has none.
pub const IMPRINT: &[How] =
    &[Last("抄送：县政府办公室，县财政局。\n某某县水务局办公室　{年}年{月}月{日}日印发")];
/// 发文机关标志 of a document that has none.
const MARK: &[How] = &[Before(Role::Title, "{署名}文件")];
const SECRET: &[How] = &[Before(Role::Title, "000001\n机密★1年\n{署名}文件")];
const COPY: &[How] = &[Before(Role::Title, "000001\n{署名}文件")];
const URGENT: &[How] = &[Before(Role::Title, "特急\n{署名}文件")];
/// A 报告 with 签发人.
const UPWARD: &[How] = &[
    Change(Role::Title, "的通知", "的报告"),
    Without(DocumentNumber),
    Before(Role::Title, "{署名}文件\n{文号}　　签发人：张某某"),
];
/// A 请示 with 签发人.
const REQUEST: &[How] = &[
    Change(Role::Title, "的通知", "的请示"),
    Without(DocumentNumber),
    Before(Role::Title, "{署名}文件\n{文号}　　签发人：张某某"),
];
const NO_IMPRINT: &[Need] = &[Need::No(Role::Copies), Need::No(Role::Printed), Need::Modern];
const DATED: &[Need] = &[Need::Dated];

pub const PLANTS: &[Plant] = &[
    Plant::new("A01", &[Change(DocumentNumber, "〕", "年〕")]),
    Plant::new("A01", &[Instead(DocumentNumber, "〔{年}〕5号")]),
    Plant::new("A01", &[Instead(DocumentNumber, "某政发〔{年}〕五号")]),
    Plant::new("A01", &[Instead(DocumentNumber, "某政发〔{年}〕×号")]),
    Plant::new("A02", &[Change(DocumentNumber, "〔", "[")]),
    Plant::new("A02", &[Instead(DocumentNumber, "某政发（{年}）5号")]),
    Plant::new(
        "A02",
        &[Say("按照《某某市水务局关于开展检查的通知》（某水发[2024]12号）要求，各单位要认真检查。")],
    ),
    Plant::new("A03", &[Change(DocumentNumber, "〕", "〕第")]),
    Plant::new(
        "A03",
        &[Say("按照《某某市水务局关于开展检查的通知》（某水发〔2024〕第12号）要求，各单位要认真检查。")],
    ),
    Plant::new("A04", &[Change(DocumentNumber, "〕", "〕0")]),
    Plant::new(
        "A04",
        &[Say("按照《某某市水务局关于开展检查的通知》（某水发〔2024〕012号）要求，各单位要认真检查。")],
    ),
    Plant::new("A05", &[Instead(DocumentNumber, "某政发〔26〕5号")]),
    Plant::new(
        "A05",
        &[Say("按照《某某市水务局关于开展检查的通知》（某水发〔24〕12号）要求，各单位要认真检查。")],
    ),
    Plant::new("A06", &[Change(DocumentNumber, "号", "")]),
    Plant::new("A06", &[Change(DocumentNumber, "〕", "〕 ")]),
    Plant::new(
        "A06",
        &[Say("按照《某某市水务局关于开展检查的通知》（某水发〔2024〕12）要求，各单位要认真检查。")],
    ),
    Plant::new("A07", &[Instead(DocumentNumber, "某政发〔2003〕5号")]).needs(DATED),
    Plant::new("A07", &[Change(DocumentNumber, "〔{年}", "〔2001")]),
    Plant::new("A08", &[Behind(DocumentNumber, "某财发〔{年}〕8号")]),
    Plant::new("A08", &[Change(DocumentNumber, "号", "号　某财发〔{年}〕8号")]),
    Plant::new("A09", &[Change(DocumentNumber, "〔", "法〔")]).known(Known::Own),
    Plant::new("A09", &[Instead(DocumentNumber, "某政发〔{年}〕5号")]).known(Known::Own),
    Plant::new("A10", &[Instead(Role::Date, "{年}年03月05日")]).also(&["A13", "E06"]),
    Plant::new("A10", &[Instead(Role::Date, "{年}.9.5")]).also(&["A13", "E06"]),
    Plant::new("A10", &[Instead(Role::Date, "{年}年9月5号")]).also(&["A13", "E06"]),
    Plant::new("A10", &[Instead(Role::Date, "二〇二七年三月五日")]).also(&["A07", "A13", "E06"]),
    Plant::new("A11", &[Say("各乡镇要在2026年2月29日前完成清淤。")]),
    Plant::new("A11", &[Say("第一阶段从4月10日开始，到4月31日结束。")]),
    Plant::new("A11", &[Behind(Role::Body, "第一批项目2026-06-31前开工。")]),
    Plant::new("A11", &[Instead(Role::Date, "{年}年2月30日")]).also(&["A13", "E06"]),
    Plant::new("A12", &[Say("会议定于2026年3月12日（星期五）上午9:30召开。")]),
    Plant::new("A12", &[Behind(Role::Body, "会议定于3月12日（周五）召开，请准时参加。")]).needs(DATED),
    Plant::new("A13", &[Say("请各乡镇于1995年2月20日前报送检查情况。")]).needs(DATED),
    Plant::new("A13", &[Change(Role::Printed, "{年}年", "1995年")]).given(IMPRINT).needs(NO_IMPRINT),
    Plant::new("A13", &[Change(Role::Printed, "{年}年", "1995年")]),
    Plant::new("A14", &[Change(Role::Printed, "印发", "印")]).given(IMPRINT).needs(NO_IMPRINT),
    Plant::new("A14", &[Change(Role::Printed, "印发", "")]).given(IMPRINT).needs(NO_IMPRINT),
    Plant::new("A14", &[Change(Role::Printed, "{年}年{月}月{日}日", "{年}.{月}.{日}")])
        .given(IMPRINT)
        .needs(NO_IMPRINT),
    Plant::new("A14", &[Change(Role::Printed, "印发", "")]),
    Plant::new("A15", &[Instead(Role::CopyNumber, "00001")]).given(SECRET),
    Plant::new("A15", &[Instead(Role::CopyNumber, "份号：12")]).given(SECRET),
    Plant::new("A16", &[Before(Role::Urgency, "机密★1年")]).given(URGENT),
    Plant::new("A16", &[Without(Role::CopyNumber)]).given(SECRET).told(Told::At(Role::Secrecy)),
    Plant::new("A17", &[Instead(Role::Secrecy, "机密☆1年")]).given(SECRET),
    Plant::new("A17", &[Instead(Role::Secrecy, "秘密★一年")]).given(SECRET),
    Plant::new("A17", &[Behind(Role::CopyNumber, "秘密")]).given(COPY),
    Plant::new("A18", &[Before(Role::RedMark, "急件")]).given(MARK),
    Plant::new("A18", &[Instead(Role::Urgency, "特提")]).given(URGENT),
    Plant::new("A19", &[Before(Role::CopyNumber, "特急")]).given(SECRET),
    Plant::new("A19", &[Before(Role::CopyNumber, "机密★1年")]).given(COPY),
    Plant::new("A20", &[Change(Role::Title, "的通知", "的紧急通知")]),
    Plant::new("A20", &[Change(Role::Title, "情况报告", "情况的紧急报告")]),
    Plant::new("A21", &[Change(DocumentNumber, "　　签发人：张某某", "")]).given(UPWARD),
    Plant::new("A21", &[Change(DocumentNumber, "　　签发人：张某某", "")]).given(REQUEST),
    Plant::new("A21", &[Without(DocumentNumber), Before(Role::Title, "{文号}　　签发人：张某某")])
        .needs(&[Need::Kind(&["通知", "决定", "函", "批复"])]),
    Plant::new("A22", &[Change(DocumentNumber, "：张某某", "：张某某、李某某")]).given(UPWARD),
    Plant::new("A22", &[Change(DocumentNumber, "签发人：", "签发人:")]).given(UPWARD),
    Plant::new("A22", &[Change(DocumentNumber, "签发人：", "签发人　")]).given(REQUEST),
    Plant::new("A23", &[Instead(Role::RedMark, "某某县水利局文件")])
        .given(MARK)
        .told(Told::At(Role::Signature)),
    Plant::new("A23", &[Instead(Role::Signature, "某某县水利局")]).given(MARK),
    Plant::new("A24", &[Before(Role::Copies, "主题词：水利　检查　通知")]).given(IMPRINT).needs(NO_IMPRINT),
    Plant::new("A24", &[Last("主题词：水利　检查　通知")]).needs(&[Need::Modern]),
    Plant::new("A25", &[Say("根据某府办发〔2024〕12号文件要求，各单位要认真检查。")]),
    Plant::new("A25", &[Say("按照某府办发〔2024〕12号《某某县人民政府办公室关于开展检查的通知》，各单位要认真检查。")]),
    Plant::new(
        "A26",
        &[Behind(Role::Body, "实施步骤如下：\n1.动员部署阶段（2031年3月1日至3月20日）。召开会议。\n2.组织实施阶段（2031年5月1日至6月30日）。全面检查。\n▶3.检查验收阶段（2031年4月1日至4月10日）。逐个验收。")],
    )
    .needs(&[Need::Unnumbered]),
];
