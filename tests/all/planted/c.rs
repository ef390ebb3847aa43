//! 主送机关和抄送机关.

use super::How::{self, Behind, Change, Instead, Last, Without};
use super::a::IMPRINT;
use super::{Known, Need, Plant, Told};
use gongwen::paper::line::Role::{self, Copies, Recipients};

/// A 请示 to one unit.
const REQUEST: &[How] = &[
    Change(Role::Title, "的通知", "的请示"),
    Instead(Recipients, "某某县人民政府："),
    Behind(Role::Body, "妥否，请批示。"),
];
/// The same with 版记.
const COPIED: &[How] = &[
    Change(Role::Title, "的通知", "的请示"),
    Instead(Recipients, "某某县人民政府："),
    Behind(Role::Body, "妥否，请批示。"),
    Last("抄送：某某市财政局，县政府办公室。\n某某县水务局办公室　{年}年{月}月{日}日印发"),
];
const TWICE: &[How] = &[
    Change(Recipients, "：", "，某某县财政局："),
    Last("抄送：县政府办公室。\n某某县水务局办公室　{年}年{月}月{日}日印发"),
];
const NO_IMPRINT: &[Need] = &[Need::No(Copies), Need::No(Role::Printed)];
const TO_SOMEBODY: &[Need] = &[Need::Issued, Need::Kind(&["通知", "函", "批复"])];

pub const PLANTS: &[Plant] = &[
    Plant::new("C01", &[Change(Recipients, "：", ":")]),
    Plant::new("C01", &[Change(Recipients, "：", "")]),
    Plant::new("C01", &[Change(Recipients, "：", "。")]),
    Plant::new("C01", &[Instead(Recipients, "各乡镇人民政府，县直有关单位")]),
    Plant::new("C02", &[Change(Recipients, "", "　　")]),
    Plant::new("C02", &[Change(Recipients, "", "  ")]),
    Plant::new("C03", &[Change(Recipients, "，", "；")]),
    Plant::new("C03", &[Change(Recipients, "，", "/")]),
    Plant::new("C03", &[Instead(Recipients, "各乡镇人民政府　县直有关单位：")]),
    Plant::new("C04", &[Change(Recipients, "：", "、某某市水务局：")]).given(REQUEST),
    Plant::new("C04", &[Instead(Recipients, "某某县财政局，某某县审计局：")]).given(REQUEST),
    Plant::new("C05", &[Change(Copies, "。", "，局属各单位。")]).given(COPIED).needs(NO_IMPRINT),
    Plant::new("C05", &[Change(Copies, "县政府办公室", "清溪镇人民政府")]).given(COPIED).needs(NO_IMPRINT),
    Plant::new("C06", &[Instead(Recipients, "某某某县长：")]).given(REQUEST),
    Plant::new("C06", &[Change(Recipients, "：", "，某某某同志：")]).needs(&[Need::Kind(&["通知", "意见"])]),
    Plant::new("C07", &[Change(Recipients, "：", "，某某县财政局，某某县审计局，某某县财政局：")]),
    Plant::new("C07", &[Change(Copies, "。", "，某某县财政局。")]).given(TWICE).needs(NO_IMPRINT),
    Plant::new("C08", &[Change(Copies, "。", "")]).given(IMPRINT).needs(NO_IMPRINT),
    Plant::new("C08", &[Change(Copies, "。", "；")]).given(IMPRINT).needs(NO_IMPRINT),
    Plant::new("C08", &[Change(Copies, "。", "")]).needs(&[Need::Whole]).given(IMPRINT),
    Plant::new("C09", &[Change(Copies, "抄送：", "抄报：")]).given(IMPRINT).needs(NO_IMPRINT),
    Plant::new("C09", &[Change(Copies, "抄送：", "抄送:")]).given(IMPRINT).needs(NO_IMPRINT),
    Plant::new("C09", &[Change(Copies, "抄送：", "报送：")]).given(IMPRINT).needs(NO_IMPRINT),
    Plant::new("C10", &[Without(Recipients)]).told(Told::At(Role::Title)).needs(TO_SOMEBODY),
    Plant::new("C11", &[Change(Recipients, "：", "，某某县卫生局：")]).known(Known::Roster),
    Plant::new("C11", &[Instead(Recipients, "某某县卫生健健康局：")]).known(Known::Roster),
    Plant::new("C11", &[Change(Copies, "。", "，某某县卫健局。")])
        .given(IMPRINT)
        .needs(NO_IMPRINT)
        .known(Known::Roster),
];
