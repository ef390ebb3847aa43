//! How sheets are read: each form with the tree that it gives and the places in it.

use super::{UNIT, read_sheets, sheets, with_unit};
use crate::source::tests::sheets::builder::{book, ods, xls, xlsx};

/// The tree of these sheets, without the unit's name; it is the same as .ods and as .xls.
fn dump(text: &str) -> String {
    let outcome = with_unit(text);
    assert_eq!(outcome.told(), "", "{text}");
    let book = book(&format!("{UNIT}{text}"));
    for bytes in [ods::write(&book), xls::write(&book)] {
        let other = read_sheets(&bytes);
        assert_eq!((other.told().as_str(), other.dump()), ("", outcome.dump()), "{text}");
    }
    outcome.dump().split_once('\n').map_or(String::new(), |(_, rest)| rest.to_owned())
}

#[test]
fn a_group_of_keys() {
    let text = "工作表 活动\n项目 | 内容 | 说明\n名称 | 健康教育活动 | 必填\n范围 |  | 可以不写\n目的 | 提高素养、改善服务⏎减轻负担；方便群众\n | 第三条\n\n【依据】 | 每行一条\n名称 | 机关\n关于开展活动的意见 | 县政府\n";
    insta::assert_snapshot!(dump(text));
}

#[test]
fn a_list_of_groups_with_texts_below_each_other_and_merged_cells() {
    let text = "工作表 重点任务\n序号 | 名称 | 事项 | 责任单位\n1 | 义诊 | 下乡 | 医政科\n |  | 进社区⏎进学校\n2 | 宣传 | 发放资料\n〔合并 B2:B3〕\n〔合并 D2:D4〕\n";
    insta::assert_snapshot!(dump(text));
}

#[test]
fn groups_in_groups_go_on_below() {
    let text = "工作表 文稿\n文种 | 印发.机关 | 印发.日期 | 章节.用 | 章节.标题\n实施方案 | 办公室 | 41090{yyyy-mm-dd} | 缘由 |\n |  |  | 指导思想⏎工作目标 | 总体要求\n |  |  |  | 经费保障\n通知\n";
    insta::assert_snapshot!(dump(text));
}

#[test]
fn tables_and_charts_as_they_look() {
    let text = "工作表 表-党员情况表\n项目 | 内容\n空行 | '5\n\n【表头】\n单位 | 党员数 |  | 备注\n | 在职 | 离退 |\n〔合并 A5:A6〕\n〔合并 B5:C5〕\n〔合并 D5:D6〕\n\n【行】\n县医院 | 120 | 0.95{0%} |\n工作表 图-知晓率图\n项目 | 内容\n类型 | 折线图\n【数据】\n类别 | 知晓率\n2011年 | 0.715{0.0%}\n2012年 |\n";
    insta::assert_snapshot!(dump(text));
}

#[test]
fn ledgers_and_keys_of_one_s_own() {
    let text = "工作表 活动台账\n某某局活动台账\n日期 | 名称 | 金额（元）\n41090{yyyy-mm-dd} | 义诊 | 1200.5{#,##0.00}\n41091{yyyy-mm-dd} | 讲座 | 800{#,##0.00}\n合计 | | 2000.5{#,##0.00}\n工作表 其他\n项目 | 内容\n参训人数 | 120\n场地.地点 | 三楼会议室\n科室 | 医政科\n科室 | 财务科\n工作表 资料\n项目 | 内容\n缘由 | 第一段。⏎第二段。\n联系人.电话 | '0938-1234567\n联系人.姓名 | 办公室\n";
    let outcome = with_unit(text);
    insta::assert_snapshot!(outcome.dump());
    insta::assert_snapshot!(outcome.told());
}

#[test]
fn sheets_for_people_and_blank_ones_are_left() {
    let outcome =
        read_sheets(&xlsx("工作表 说明\n随便写\n工作表 Sheet1\n\n工作表 单位\n项目 | 内容\n名称 | 某某局\n"));
    assert_eq!((outcome.told().as_str(), outcome.dump().as_str()), ("", "单位.名称: 某某局　单位!B2\n"));
}

#[test]
fn what_sheets_cannot_hold_is_told() {
    let made =
        sheets("单位: 某某局\n其他:\n  分组: [[甲, 乙], [丙]]\n  一个: [甲]\n").err().unwrap_or_default();
    insta::assert_snapshot!(made);
}
