//! 结构层次和结尾用语.

use super::How::{self, Before, Behind, Change, End, Instead, Say};
use super::{Need, Plant};
use gongwen::paper::line::Role::{self, Body, Heading};

const FREE: &[Need] = &[Need::Unnumbered];
const NOTICE: &[Need] = &[Need::Kind(&["通知"])];
const REPORT: &[How] = &[Change(Role::Title, "的通知", "的报告")];
const REQUEST: &[How] = &[Change(Role::Title, "的通知", "的请示"), Behind(Body, "妥否，请批示。")];
/// A 请示 for money.
const MONEY: &[How] = &[
    Instead(Role::Title, "{署名}关于拨付河道清淤资金的请示"),
    Behind(Body, "为做好河道清淤工作，恳请县政府拨付清淤资金200万元。\n妥否，请批示。"),
];

pub const PLANTS: &[Plant] = &[
    Plant::new("D01", &[Change(Heading, "^二、", "三、")]),
    Plant::new("D01", &[Change(Heading, "^二、", "一、")]),
    Plant::new("D01", &[Change(Body, "^（四）", "（六）")]),
    Plant::new("D01", &[Change(Body, "^2.", "3.")]),
    Plant::new("D01", &[Behind(Body, "要求如下：\n一、加强领导。各单位要认真组织。\n▶三、按时报送。各单位要在月底前报送。")])
        .needs(FREE),
    Plant::new("D01", &[Behind(Body, "要求如下：\n1.加强领导。各单位要认真组织。\n2.明确责任。各单位要落实到人。\n▶2.按时报送。各单位要在月底前报送。\n3.加强督查。县水务局将适时督查。")])
        .needs(FREE),
    Plant::new("D02", &[Behind(Body, "要求如下：\n1.加强领导。各单位要认真组织。\n▶（一）明确分工。落实到人。\n（二）定期调度。每月一次。\n2.按时报送。各单位要在月底前报送。")])
        .needs(FREE),
    Plant::new("D02", &[Behind(Body, "要求如下：\n一、检查内容\n（1）水库检查。全面检查。\n▶1.大坝检查。逐座检查。\n2.溢洪道检查。逐处检查。\n（2）河道检查。全面检查。\n二、检查时间\n检查在月底前完成。")])
        .needs(FREE).also(&["D03"]),
    Plant::new("D03", &[Behind(Body, "要求如下：\n一、重点工作\n（一）清淤。清理河道。\n（二）除险。加固水库。\n二、有关要求\n▶1.加强领导。认真组织。\n2.按时报送。月底前报送。")])
        .needs(FREE),
    Plant::new("D03", &[Behind(Body, "要求如下：\n一、重点工作\n▶（1）清淤。清理河道。\n（2）除险。加固水库。\n二、有关要求\n各单位要认真组织。")])
        .needs(FREE),
    Plant::new("D04", &[Change(Body, "^（三）", "（三）、")]),
    Plant::new("D04", &[Behind(Body, "要求如下：\n▶（1）.加强领导。各单位要认真组织。\n（2）按时报送。各单位要在月底前报送。")])
        .needs(FREE),
    Plant::new("D05", &[Change(Heading, "^二、", "二.")]),
    Plant::new("D05", &[Change(Heading, "^二、", "二，")]),
    Plant::new("D05", &[Change(Body, "^二、", "二．")]),
    Plant::new("D06", &[Change(Body, "^2.", "2、")]),
    Plant::new("D06", &[Change(Body, "^3.", "3，")]),
    Plant::new("D07", &[Change(Body, "^（三）", "(三)")]),
    Plant::new("D07", &[Change(Body, "^（四）", "（四)")]),
    Plant::new("D07", &[Behind(Body, "要求如下：\n▶(1)加强领导。各单位要认真组织。\n（2）按时报送。各单位要在月底前报送。")])
        .needs(FREE),
    Plant::new("D08", &[Behind(Body, "要求如下：\n一、加强领导\n▶①明确分工。落实到人。\n②定期调度。每月一次。\n二、按时报送\n各单位要在月底前报送。")])
        .needs(FREE),
    Plant::new("D08", &[Behind(Body, "要求如下：\n▶a.加强领导。各单位要认真组织。\nb.按时报送。各单位要在月底前报送。")])
        .needs(FREE),
    Plant::new("D08", &[Behind(Body, "要求如下：\n▶⑴加强领导。各单位要认真组织。\n⑵按时报送。各单位要在月底前报送。")])
        .needs(FREE).also(&["D08"]),
    Plant::new("D09", &[Behind(Body, "要求如下：\n▶一、加强领导\n各单位要认真组织，按时报送检查情况。")]).needs(FREE),
    Plant::new("D09", &[Behind(Body, "要求如下：\n一、加强领导\n▶（一）明确分工。落实到人。\n二、按时报送\n（一）时间。月底前。\n（二）方式。书面。")])
        .needs(FREE),
    Plant::new("D10", &[Say("要抓好重点工作。加强组织领导，明确责任；二是加强督查，按时报送。")]),
    Plant::new("D10", &[Say("要抓好重点工作。一是加强领导；三是加强督查。")]),
    Plant::new("D10", &[Behind(Body, "要抓好重点工作。加强组织领导，明确责任。第二，加强督查，按时报送。")]).needs(&[Need::Unnumbered, Need::Whole]),
    Plant::new("D11", &[Say("要抓好以下工作：一是加强领导，落实责任；二、加强督查，按时报送。")]),
    Plant::new("D11", &[Behind(Body, "要抓好以下工作：\n一是加强领导，落实责任。\n▶二、加强督查，按时报送。")]).needs(FREE),
    Plant::new("D12", &[Say("要抓好以下工作。首先、加强领导。其次、加强督查。")]),
    Plant::new("D12", &[Say("要抓好以下工作。第一、加强领导。第二、加强督查。")]),
    Plant::new("D12", &[Behind(Body, "未按时报送的原因有两个。其一、重视不够。其二、督查不够。")]),
    Plant::new("D13", &[End(Heading, "一、", "。")]),
    Plant::new("D13", &[Behind(Body, "要求如下：\n一、加强领导\n各单位要认真组织。\n▶二、按时报送。\n各单位要在月底前报送。")])
        .needs(FREE),
    Plant::new("D14", &[Behind(Body, "要求如下：\n一、加强领导\n各单位要认真组织。\n▶二、明确责任\n三、按时报送\n各单位要在月底前报送。")])
        .needs(FREE),
    Plant::new("D14", &[Before(Heading, "一、有关情况")]).needs(&[Need::Sections, Need::Issued]).also(&["D01"]),
    Plant::new("D15", &[Say("为此提出三点要求：一是加强领导；二是落实责任；三是严格督查；四是按时报送。")]),
    Plant::new("D15", &[Behind(Body, "▶今年要抓好以下三个方面的工作：\n一、排查\n逐条河道排查。\n二、清淤\n按月清淤。")])
        .needs(FREE),
    Plant::new("D15", &[Behind(Body, "▶整治工作分三个阶段进行。\n（一）排查阶段。要全面排查。\n（二）清淤阶段。要按月调度。")])
        .needs(FREE),
    Plant::new("D15", &[Behind(Body, "现将有关事项明确如下：")]).needs(&[Need::Whole]),
    Plant::new("D16", &[Say("具体要求见第九部分。")]).needs(&[Need::Sections]),
    Plant::new("D16", &[Behind(Body, "▶各乡镇进度见表3。\n表1 清淤进度表\n表2 除险进度表\n请按月报送。")]).needs(FREE),
    Plant::new("D16", &[Say("按照本办法第九十条的规定，要从严管理。")]).needs(&[Need::Has("第一条")]),
    Plant::new("D17", &[Behind(Body, "请按时报送检查情况。特此通知。\n请抓好落实。\n▶特此通知。")]).needs(NOTICE).also(&["D17"]),
    Plant::new("D17", &[Behind(Body, "现将有关事项通知如下：各单位要认真检查，按时报送检查情况。\n▶特此通知。")]).needs(NOTICE),
    Plant::new("D18", &[Behind(Body, "特此函告。")]).needs(&[Need::Kind(&["通知", "批复"])]),
    Plant::new("D18", &[Change(Body, "妥否，请批示。", "特此报告。")]).given(REQUEST),
    Plant::new("D18", &[Behind(Body, "以上报告妥否，请批示。")]).given(REPORT),
    Plant::new("D18", &[Behind(Body, "特此通知。")]).needs(&[Need::Kind(&["批复", "函"])]),
    Plant::new("D19", &[Say("尚缺资金200万元，请予拨付。")]).given(REPORT),
    Plant::new("D19", &[Behind(Body, "恳请批准实施方案。")]).given(REPORT),
    Plant::new("D20", &[Change(Body, "万元。", "万元。\n▶另外，我局人手不足，恳请县政府增加编制5名。")])
        .given(MONEY).needs(&[Need::OneTitle, Need::Kind(&["通知"])]),
    Plant::new("D20", &[Change(Body, "妥否，请批示。", "▶我局车辆老旧，特申请更新巡查车辆2台。\n妥否，请批示。")])
        .given(MONEY).needs(&[Need::OneTitle, Need::Kind(&["通知"])]),
];
