//! 数字、日期和单位名称.

use super::How::{Behind, Say};
use super::{Known, Need, Plant};
use gongwen::paper::line::Role::Body;

const DATED: &[Need] = &[Need::Kind(&["通知", "报告"])];

pub const PLANTS: &[Plant] = &[
    Plant::new("F01", &[Say("全县共排查隐患１２处，投入资金3万元。")]),
    Plant::new("F01", &[Behind(Body, "各单位要在１０日前完成检查，投入３．５万元。")]),
    Plant::new("F02", &[Say("25年度共清淤河道30公里，河道面貌改善。")]),
    Plant::new("F02", &[Behind(Body, "按照2024—25年度计划完成清淤。")]),
    Plant::new("F03", &[Say("补助比例为15～30%。")]),
    Plant::new("F03", &[Behind(Body, "全县受益面积比上年提高5—8.5%。")]),
    Plant::new("F04", &[Say("每个村补助3～5万元。")]),
    Plant::new("F04", &[Behind(Body, "工程总投资9—16亿元，分三年安排。")]),
    Plant::new("F05", &[Say("按照《某某县河道治理规划（2024-2026年）》执行。")]),
    Plant::new("F05", &[Behind(Body, "检查时间为每天9:00-11:30。")]),
    Plant::new("F05", &[Say("补助标准为每亩80~100元。")]),
    Plant::new("F05", &[Say("每村配备3-5名护河员。")]),
    Plant::new("F06", &[Say("每户补助.5万元。")]),
    Plant::new("F06", &[Behind(Body, "合格率比上年提高．8个百分点。")]),
    Plant::new("F07", &[Say("共发放宣传单4千份。")]),
    Plant::new("F07", &[Behind(Body, "清淤工程覆盖3百余户群众。")]),
    Plant::new("F08", &[Say("每个村选派二、三名技术人员驻村指导。")]),
    Plant::new("F08", &[Behind(Body, "各单位每周巡查三、五次，发现问题及时处置。")]),
    Plant::new("F09", &[Say("共清理垃圾约30吨左右。")]),
    Plant::new("F09", &[Say("清淤工程覆盖群众近500余户。")]),
    Plant::new("F09", &[Behind(Body, "各水库合格率超过95%以上。")]),
    Plant::new("F10", &[Say("全县险情比上年下降了2倍。")]),
    Plant::new("F10", &[Behind(Body, "取水许可办理时间减少一倍。")]),
    Plant::new("F11", &[Say("已完成水闸12座、泵站16座，共计29座。")]),
    Plant::new("F11", &[Say("投入资金由120万元增加到150万元，增长35%。")]),
    Plant::new("F11", &[Behind(Body, "计划投资200万元，完成投资150万元，投资完成率85%。")]),
    Plant::new("F11", &[Behind(Body, "全县共有小水库28座，其中一类水库12座、二类水库17座。")]),
    Plant::new("F11", &[Say("甲、乙、丙三镇分别占40%、35%、27%。")]),
    Plant::new(
        "F12",
        &[Behind(
            Body,
            "全县清淤河道总长度为30公里，任务全部完成。\n▶抓好清淤管护。全县清淤河道总长度为32公里，惠及12个村。",
        )],
    ),
    Plant::new(
        "F12",
        &[Say("全县小型水库护坡总面积为300平方米。全县小型水库护坡总面积为320平方米，任务艰巨。")],
    ),
    Plant::new("F13", &[Say("新建管理房120平米。")]),
    Plant::new("F13", &[Say("渠道衬砌厚度为10公分。")]),
    Plant::new("F13", &[Behind(Body, "完成土方3000立方，用电5000度电。")]),
    Plant::new("F14", &[Behind(Body, "去年全县完成清淤30公里。")]).needs(DATED),
    Plant::new("F14", &[Behind(Body, "前不久，县防汛指挥部召开会议。")]).needs(DATED),
    Plant::new("F15", &[Say("请于2027年3月20号前报送检查情况。")]),
    Plant::new("F15", &[Behind(Body, "检查从10月5号开始，分组进行。")]),
    Plant::new("F16", &[Say("会议定于每月5日下午15:00召开。")]),
    Plant::new("F16", &[Behind(Body, "各单位要在每天下午17时前报送情况。")]),
    Plant::new("F17", &[Behind(Body, "全县共有农户12,300户，其中山区农户45600户。")]),
    Plant::new(
        "F17",
        &[Say(
            "全县共有水库1,2300立方米以下的山塘45,600座，灌溉面积300000亩，受益人口200000人，修建水渠100000米。",
        )],
    ),
    Plant::new("F18", &[Say("某某县清淤工作领导小组（以下简称领导小组办）负责调度。")]),
    Plant::new(
        "F18",
        &[Behind(
            Body,
            "▶各乡镇要认真执行护河办法。\n按照《某某县护河员管理办法》（以下简称《护河办法》）执行，《护河办法》由县水务局解释。",
        )],
    ),
    Plant::new(
        "F18",
        &[Behind(
            Body,
            "按照《某某县护河员管理办法》（以下简称《护河办法》）执行，“护河办法”由县水务局解释。",
        )],
    ),
    Plant::new("F19", &[Say("请某某县清溪镇人政民府按时报送检查情况。")]).known(Known::Roster),
    Plant::new("F19", &[Behind(Body, "清淤工作由某某县白石崖乡人人民政府牵头实施。")]).known(Known::Roster),
    Plant::new("F11", &[Say("全年投入资金1200万元，比上年1000万元增长25%。")]),
    Plant::new("F11", &[Say("群众满意60%，基本满意30%，不满意20%。")]),
    Plant::new("F11", &[Say("局属单位共有职工30人：局机关10人、水管站15人。")]),
    Plant::new(
        "F20",
        &[Behind(Body, "全县到位检查资金1260万元。\n▶乡镇到位检查资金1260元，下剩的年底前到位。")],
    ),
    Plant::new("F21", &[Say("全县清淤工程投资1250.5万元。")]).known(Known::Roster),
];
