//! 标点、字词和残留文字.

use super::How::{self, Behind, Change, End, Instead, Say};
use super::{Known, Need, Plant};
use gongwen::paper::line::Role::{Body, Recipients, Title};

const WHOLE: &[Need] = &[Need::Whole];
const TO_ONE: &[How] = &[Instead(Recipients, "某某县清溪镇人民政府：")];

pub const PLANTS: &[Plant] = &[
    Plant::new("G01", &[Change(Body, "，", ",")]),
    Plant::new("G01", &[Change(Body, "；", ";")]),
    Plant::new("G01", &[Say("完成投资100万元,推广使用APP, 方便群众办事。")]),
    Plant::new("G01", &[Behind(Body, "请各单位认真组织，按时报送检查情况.")]),
    Plant::new("G02", &[Say("县防汛抗旱指挥部(设在县水务局)负责调度。")]),
    Plant::new("G02", &[Change(Body, "（以下", "(以下")]),
    Plant::new("G02", &[Say("各水库（含水电站)要落实责任人。")]),
    Plant::new("G03", &[Say("深入开展\"清河行动\"，确保实效。")]),
    Plant::new("G03", &[Change(Body, "”", "")]).needs(WHOLE),
    Plant::new("G03", &[Change(Body, "《", "")]).needs(WHOLE),
    Plant::new("G03", &[Change(Body, "》", "")]).needs(WHOLE),
    Plant::new("G03", &[Say("水库含水电站）要落实责任人。")]).needs(WHOLE),
    Plant::new("G03", &[Say("深入开展”清河行动“，确保实效。")]).needs(WHOLE),
    Plant::new("G04", &[Say("清淤、护岸、绿化...各项任务全面完成。")]),
    Plant::new("G04", &[Say("清淤、护岸、绿化。。。各项任务全面完成。")]),
    Plant::new("G04", &[Say("清淤、护岸、绿化…各项任务全面完成。")]),
    Plant::new("G04", &[Behind(Body, "清淤、护岸、绿化……等任务全面完成。")]),
    Plant::new("G05", &[Say("清淤是一件大事--关系全县防汛的大事。")]),
    Plant::new("G05", &[Behind(Body, "清淤是一件大事— —关系全县防汛的大事。")]),
    Plant::new("G06", &[Change(Body, "，", "，，")]),
    Plant::new("G06", &[Change(Body, "。", "。。")]),
    Plant::new("G06", &[Change(Body, "、", "、，")]),
    Plant::new("G07", &[Say("请县财政局、县水务局、以及各乡镇人民政府配合。")]),
    Plant::new("G07", &[Say("做好清淤、护岸、等工作。")]),
    Plant::new("G07", &[Behind(Body, "请县财政局、县水务局、及其他单位配合。")]),
    Plant::new("G08", &[Say("请县水务局（（联系人：某某某））负责。")]),
    Plant::new("G08", &[Behind(Body, "请县水务局（设在县政府大楼（东楼））负责。")]),
    Plant::new("G09", &[Say("一是抓好清淤。县级河道由县水务局负责；二是抓好护岸。")]),
    Plant::new(
        "G09",
        &[Behind(Body, "要求如下：\n▶1.清淤由县水务局负责，按月调度。年底前完成；\n2.护岸由各乡镇负责。")],
    )
    .needs(&[Need::Unnumbered]),
    Plant::new("G10", &[Say("荣获《全县水利工作先进集体奖》。")]),
    Plant::new("G10", &[Behind(Body, "由县水务局核发《取水许可证》。")]),
    Plant::new("G11", &[Say("各单位要加强 领导，认真组织实施。")]).needs(&[Need::Lacks("  ")]),
    Plant::new("G11", &[Behind(Body, "各单位要加强领导 ，认真组织实施。")]),
    Plant::new("G11", &[Behind(Body, "各单位要认真 组织实施清淤工作。")]),
    Plant::new("G12", &[Behind(Body, "请各单位高度重视，认真组织实施。检查情况于月底前报送县水务局")])
        .needs(&[Need::Whole, Need::Issued]),
    Plant::new("G13", &[Say("本办法自二○二七年起执行。")]),
    Plant::new("G13", &[Say("联系人为阿依•某某。")]),
    Plant::new("G13", &[Say("全县⼈⺠积极参与。")]),
    Plant::new("G13", &[Say("各单位要认\u{200B}真组织。")]),
    Plant::new("G13", &[Behind(Body, "补助标准为每亩30〜50元。")]),
    Plant::new("G15", &[Say("各单位要建立工作台帐，按月更新。")]),
    Plant::new("G15", &[Say("截止2026年3月底，全县完成清淤30公里。")]),
    Plant::new("G15", &[Behind(Body, "各部门要相互配合，确保拔款及时。")]),
    Plant::new("G16", &[Say("请于XX月XX日前报送检查情况。")]),
    Plant::new("G16", &[Say("各单位要向××报告检查情况。")]),
    Plant::new("G16", &[Say("请{{单位}}按时报送检查情况。")]),
    Plant::new("G16", &[Behind(Body, "全县共排查隐患null处。")]),
    Plant::new("G16", &[Behind(Body, "责任单位：（待定）。")]),
    Plant::new("G16", &[Change(Title, "关于", "关于【请填写事项】")]),
    Plant::new("G17", &[Instead(Title, "{署名}关于的通知")]).needs(&[Need::OneTitle]),
    Plant::new("G17", &[Say("全县共有个乡镇完成任务。")]).needs(WHOLE),
    Plant::new("G17", &[Say("请于2027年月日前报送。")]).needs(WHOLE),
    Plant::new("G17", &[Behind(Body, "按照《》要求，各单位要认真执行。")]).needs(WHOLE),
    Plant::new("G17", &[Behind(Body, "投入资金比上年增长%。")]).needs(WHOLE),
    Plant::new("G18", &[Say("检查发现，某某县白石崖乡人民政府没有落实护河员。")])
        .given(TO_ONE)
        .known(Known::Roster),
    Plant::new("G18", &[Behind(Body, "检查发现，你局没有落实护河员。")]).given(TO_ONE),
    Plant::new("G18", &[Behind(Body, "检查发现，你校没有落实安全责任人。")]).given(TO_ONE),
    Plant::new("G15", &[End(Body, "。", "其它事项另行通知。")]),
];
