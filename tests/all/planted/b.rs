//! 标题.

use super::How::{Change, End, Instead, Say};
use super::{Need, Plant, Told};
use gongwen::paper::line::Role::Title;

const ONE_LINE: &[Need] = &[Need::OneTitle, Need::Kind(&["通知"]), Need::Whole];
const ISSUED: &[Need] = &[Need::Issued];

pub const PLANTS: &[Plant] = &[
    Plant::new("B01", &[Change(Title, "工作的通知", "工作")]),
    Plant::new("B01", &[Change(Title, "人员的通知", "人员")]),
    Plant::new("B01", &[Change(Title, "的决定", "")]),
    Plant::new("B01", &[Change(Title, "的指导意见", "")]),
    Plant::new("B01", &[Change(Title, "的若干意见", "")]),
    Plant::new("B01", &[Change(Title, "的复函", "")]),
    Plant::new("B01", &[Change(Title, "任免的通知", "任免")]),
    Plant::new("B02", &[Change(Title, "{署名}关于", "关于")]).needs(ISSUED),
    Plant::new("B02", &[Change(Title, "关于", "")])
        .told(Told::At(Title))
        .needs(&[Need::Issued, Need::Kind(&["通知", "意见", "决定", "批复"])]),
    Plant::new("B03", &[Change(Title, "的通知", "的通知。")]),
    Plant::new("B03", &[Change(Title, "的通知", "的通知；")]),
    Plant::new("B03", &[Change(Title, "的决定", "的决定，")]),
    Plant::new("B03", &[End(Title, "意见", "：")]),
    Plant::new("B04", &[Change(Title, "的通知", "的通知的通知")]),
    Plant::new("B04", &[Change(Title, "的通知", "的请示报告")]),
    Plant::new("B04", &[Change(Title, "的批复", "的批复的批复")]),
    Plant::new("B05", &[Change(Title, "关于", "关于转发某某市水务局关于")]),
    Plant::new("B05", &[Change(Title, "关于", "转发某某市水务局转发某某省水利厅关于")]),
    Plant::new("B06", &[Change(Title, "的通知", "的实施方案")]).needs(ISSUED),
    Plant::new("B06", &[Change(Title, "的决定", "的工作要点")]).needs(ISSUED),
    Plant::new("B06", &[Change(Title, "的指导意见", "的工作总结")]).needs(ISSUED),
    Plant::new("B07", &[Change(Title, "的通知", "\n▶的通知")]).needs(&[Need::Whole]).also(&["B02", "B07"]),
    Plant::new("B07", &[Change(Title, "通知", "通\n▶知")]).needs(&[Need::Whole]).also(&["B02", "B07"]),
    Plant::new("B07", &[Change(Title, "{年}年", "{年}\n▶年")]).needs(&[Need::Whole]),
    Plant::new("B08", &[Instead(Title, "{署名}关于认真做好全县\n▶小型水库年度\n安全运行管理检查工作的通知")])
        .needs(ONE_LINE)
        .also(&["B07"]),
    Plant::new("B09", &[Change(Title, "关于", "关于学习贯彻中华人民共和国水法")]),
    Plant::new("B09", &[Change(Title, "的通知", "贯彻执行某某省河道管理条例的通知")]),
    Plant::new(
        "B10",
        &[Say("按照《某某县水务局关于印发《河道管理办法》的通知》要求，认真做好河道管理工作。")],
    ),
    Plant::new("B10", &[Say("按照《某某县水务局关于印发<河道管理办法>的通知》要求，认真做好河道管理工作。")]),
    Plant::new(
        "B10",
        &[Say("按照《某某县水务局关于印发＜河道管理办法＞的通知》要求，认真做好河道管理工作。")],
    ),
    Plant::new("B11", &[Change(Title, "关于", "关于 ")]),
    Plant::new("B11", &[Change(Title, "{署名}关于", "{署名}　关于")]),
    Plant::new("B11", &[Change(Title, "的通知", "的 通知")]),
];
