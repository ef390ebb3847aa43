//! 附件、署名、成文日期和附注.

use super::How::{self, Before, Behind, Change, ChangeAny, End, Instead, Last, Say, Without};
use super::{Known, Need, Plant, Told};
use gongwen::paper::line::Role::{self, AttachmentNote, Body, Date, Label, Remark, Signature};

/// 附件说明 with two names.
const NOTES: &[How] = &[Before(Signature, "附件：1.清淤进度表\n2.联系人名单")];
/// The same, and the text refers to both.
const CITED: &[How] = &[
    Behind(Body, "请按附件1填报进度，按附件2报送名单。"),
    Before(Signature, "附件：1.清淤进度表\n2.联系人名单"),
];
/// The same, and the attachments.
const PAGES: &[How] = &[
    Before(Signature, "附件：1.清淤进度表\n2.联系人名单"),
    Last("附件1\n清淤进度表\n清淤进度请按月填报，月底前报送。\n附件2\n联系人名单\n联系人名单请认真填写。"),
];
const REQUEST: &[How] = &[
    Change(Role::Title, "的通知", "的请示"),
    Behind(Body, "妥否，请批示。"),
    Instead(Remark, "（联系人：某某某，联系电话：0938-8200000）"),
];
const ISSUING: &[How] = &[Instead(Role::Title, "{署名}关于印发《河道清淤工作方案》的通知")];
const NO_NOTES: &[Need] = &[Need::No(AttachmentNote), Need::Lacks("附件")];
const SIGNED: &[Need] = &[Need::Issued, Need::Dated, Need::Whole];

pub const PLANTS: &[Plant] = &[
    Plant::new("E01", &[Change(AttachmentNote, "附件：", "附件")]).given(NOTES).needs(NO_NOTES),
    Plant::new("E01", &[Change(AttachmentNote, "附件：", "附件:")]),
    Plant::new("E01", &[Change(AttachmentNote, "附件：", "附：")]),
    Plant::new("E01", &[Change(AttachmentNote, "2.", "附件：2.")]).given(NOTES).needs(NO_NOTES),
    Plant::new("E02", &[End(AttachmentNote, "", "。")]),
    Plant::new("E02", &[Change(AttachmentNote, "进度表", "进度表；")]).given(NOTES).needs(NO_NOTES),
    Plant::new("E02", &[End(AttachmentNote, "2.", "。")]).given(NOTES).needs(NO_NOTES),
    Plant::new("E03", &[Change(AttachmentNote, "附件：", "附件：1.")]),
    Plant::new("E03", &[Change(AttachmentNote, "1.", "1、")]).given(NOTES).needs(NO_NOTES),
    Plant::new("E03", &[Change(AttachmentNote, "2.", "3.")]).given(NOTES).needs(NO_NOTES),
    Plant::new("E03", &[Change(AttachmentNote, "附件：1.", "附件1：")]).given(NOTES).needs(NO_NOTES),
    Plant::new("E04", &[ChangeAny(Role::Title, "清淤进度表", "河道清淤情况统计表")])
        .given(PAGES)
        .needs(NO_NOTES),
    Plant::new("E04", &[ChangeAny(Label, "附件2", "附件3")]).given(PAGES).needs(NO_NOTES).also(&["E04"]),
    Plant::new("E04", &[Change(AttachmentNote, "联系人名单", "专家名单")])
        .given(PAGES)
        .needs(NO_NOTES)
        .told(Told::At(Role::Title)),
    Plant::new("E05", &[Say("填报进度（见附件1）和名单（见附件3）。")]).given(NOTES).needs(NO_NOTES),
    Plant::new("E05", &[Change(Body, "，按附件2报送名单", "")])
        .given(CITED)
        .needs(NO_NOTES)
        .told(Told::At(AttachmentNote)),
    Plant::new("E06", &[ChangeAny(Label, "附件1", "附件1：")]).given(PAGES).needs(&[
        Need::No(AttachmentNote),
        Need::Lacks("附件"),
        Need::Modern,
    ]),
    Plant::new("E06", &[ChangeAny(Label, "附件2", "附件2.")]).given(PAGES).needs(&[
        Need::No(AttachmentNote),
        Need::Lacks("附件"),
        Need::Modern,
    ]),
    Plant::new("E06", &[End(Label, "", "：")]).needs(&[Need::Modern]),
    Plant::new("E07", &[Before(Label, "抄送：县政府办公室。\n某某县水务局办公室　{年}年{月}月{日}日印发")])
        .given(PAGES)
        .needs(NO_NOTES)
        .told(Told::At(Label)),
    Plant::new("E07", &[Before(Label, "抄送：县政府办公室。\n某某县水务局办公室　{年}年{月}月{日}日印发")])
        .told(Told::At(Label))
        .needs(&[Need::Whole]),
    Plant::new("E08", &[Behind(Date, "▶附件：1.清淤进度表\n2.联系人名单")]).needs(NO_NOTES),
    Plant::new("E08", &[Behind(Date, "附件：清淤进度表")]).needs(NO_NOTES),
    Plant::new("E09", &[Without(Signature)]).needs(SIGNED).also(&["E06"]).told(Told::Whole),
    Plant::new("E09", &[Without(Date)]).needs(SIGNED).also(&["E06"]).told(Told::Whole),
    Plant::new("E09", &[Without(Signature), Without(Date)]).needs(SIGNED).also(&["E06"]).told(Told::Whole),
    Plant::new("E10", &[Behind(Date, "{署名}"), Without(Signature)]).told(Told::At(Date)),
    Plant::new("E10", &[End(Signature, "", "　{年}年9月5日"), Without(Date)]).also(&["E06"]),
    Plant::new("E11", &[Change(Signature, "办公厅", "办公室")]),
    Plant::new("E11", &[Change(Signature, "人民政府", "人名政府")]),
    Plant::new("E11", &[Change(Signature, "利局", "务局")]).known(Known::Own),
    Plant::new("E12", &[Before(Signature, "（此页无正文）")]),
    Plant::new("E12", &[Before(Signature, "（本页以下无正文）")]),
    Plant::new("E13", &[Instead(Remark, "此件公开发布")]),
    Plant::new("E13", &[Without(Remark), Before(Signature, "此件公开发布")]),
    Plant::new("E13", &[Instead(Remark, "联系人：某某某，联系电话：0938-8200000")]),
    Plant::new("E14", &[Without(Remark)]).given(REQUEST).told(Told::At(Date)).needs(&[Need::Lacks("电话")]),
    Plant::new("E15", &[Instead(Remark, "（联系人：某某某）")]),
    Plant::new("E15", &[Instead(Remark, "（联系电话：0938-8200000）")]),
    Plant::new("E15", &[Behind(Body, "联系人：某某某，联系电话：1390938000。")]),
    Plant::new("E15", &[Say("有关情况及时报县水务局办公室（电话：0938-82000）。")]),
    Plant::new("E16", &[Before(Signature, "附件：河道清淤工作方案")]).given(ISSUING).needs(&[
        Need::OneTitle,
        Need::Kind(&["通知"]),
        Need::No(AttachmentNote),
    ]),
    Plant::new("E17", &[Say("清溪镇联系人：张某某，联系电话：0938-8200009。")]).known(Known::Roster),
];
