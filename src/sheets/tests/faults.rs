//! What a clerk may do wrong in a sheet: the whole message, with sheet and cell.

use super::{read_sheets, with_unit};
use crate::diag::codes;
use crate::source::tests::sheets::builder::xlsx;
use crate::xlsx::{Cell, Content, Look, Sheet, write};

/// Sheets with one thing wrong.
const CASES: &[(&str, &str)] = &[
    ("wrong_name_of_a_sheet", "工作表 重点任物\n名称 | 内容\n义诊 | 下乡。\n工作表 Sheet1\n随手记的话\n"),
    (
        "wrong_head",
        "工作表 重点任务\n名称 | 责任单\n义诊 | 医政科\n工作表 文稿\n文种 | 日期 | 印发.时间\n通知 | 2012年 | 明天\n",
    ),
    ("wrong_key", "工作表 活动\n项目 | 内容\n名称 | 健康教育活动\n主提 | 强组织\n"),
    (
        "missing_required",
        "工作表 活动\n项目 | 内容\n名称 |\n主题 | 强组织\n工作表 附件\n名称 | 表\n | 汇总表\n",
    ),
    ("wrong_date", "工作表 文稿\n文种 | 成文日期\n通知 | 2012年2月30日\n通知 | 昨天\n通知 | 41090\n"),
    (
        "wrong_choice_and_several_lines",
        "工作表 文稿\n文种 | 载体 | 用印 | 标题\n通知 | 通之 | TRUE | 甲⏎乙\n",
    ),
    ("merged_across", "工作表 重点任务\n名称 | 内容\n义诊和宣传\n〔合并 A2:B2〕\n"),
    ("covered", "工作表 重点任务\n名称 | 内容\n义诊 | 甲\n宣传 | 乙\n〔合并 A2:A3〕\n"),
    ("hidden_sheet", "隐藏的工作表 活动\n项目 | 内容\n名称 | 健康教育活动\n隐藏的工作表 草稿\n甲 | 乙\n"),
    (
        "hidden_row_and_column",
        "工作表 重点任务\n名称 | 内容\n义诊 | 甲\n宣传 | 乙\n〔第3行隐藏〕\n〔B列隐藏〕\n",
    ),
    (
        "formulas_and_errors",
        "工作表 指导思想\n项目 | 内容\n围绕 | =A1\n主线 | =A1→#REF!\n要求 | =A1→强组织\n目的 | 12345678901234567890\n",
    ),
    (
        "two_sheets_of_a_kind",
        "工作表 活动\n项目 | 内容\n名称 | 甲活动\n工作表 活动 \n项目 | 内容\n名称 | 乙活动\n工作表 资料\n项目 | 内容\n单位.名称 | 某某局\n缘由 | 甲\n",
    ),
    ("a_key_twice", "工作表 活动\n项目 | 内容\n名称 | 甲活动\n主题 | 强\n名称 | 乙活动\n"),
    (
        "a_text_where_a_table_is_meant",
        "工作表 活动\n项目 | 内容\n名称 | 甲活动\n依据 | 关于开展活动的意见\n工作表 工作目标\n项目 | 内容\n指标 | 党员培训率\n指标.目标值 | 95%\n工作表 文稿\n文种 | 来文 | 印发\n批复 | 关于建站的请示 | 办公室\n",
    ),
    ("no_heads", "工作表 活动\n名称 | 健康教育活动\n主题 | 强组织\n工作表 重点任务\n义诊 | 下乡。\n"),
    (
        "strays",
        "工作表 活动\n项目 | 内容\n名称 | 甲活动 | 请核对\n\n\n顺便说一句\n工作表 重点任务\n名称 | 内容\n义诊 | 甲 | | 没有列名\n",
    ),
    (
        "an_unknown_block",
        "工作表 工作目标\n项目 | 内容\n总体 | 提高。\n【指标值】\n指标 | 目标值\n培训率 | 95%\n【总体】\n甲 | 乙\n",
    ),
    ("a_key_without_sheet", "工作表 缘由\n近年来，任务加重。\n"),
    ("numbers_of_a_chart", "工作表 图-甲图\n项目 | 内容\n类型 | 柱形图\n【数据】\n月份 | 人次\n6月 | 120\n"),
    ("heads_twice_and_none", "工作表 重点任务\n名称 | 内容 | 内容\n义诊 | 甲 | 乙 | 丙\n"),
    (
        "rows_of_a_ledger",
        "工作表 台账\n日期 | 名称 | 人数\n2012-06-30 | 义诊 | 200人\n2012年2月30日 | 讲座 | 80\n",
    ),
    (
        "titles_above",
        "工作表 活动\n活动的基本情况\n项目 | 内容\n名称 | 甲活动\n工作表 重点任务\n2012年重点任务\n名称 | 内容\n义诊 | 甲\n工作表 文稿\n要做的文件\n文种\n通知\n〔合并 A1:B1〕\n",
    ),
    (
        "two_ledgers",
        "工作表 台账\n日期 | 名称\n2012-06-30 | 义诊\n工作表 培训台账\n日期 | 名称\n2012-06-30 | 轮训\n",
    ),
];

#[test]
fn every_fault_names_sheet_and_cell() {
    for (name, text) in CASES {
        let outcome = with_unit(text);
        insta::assert_snapshot!(*name, outcome.told());
    }
}

#[test]
fn a_workbook_of_blank_sheets_is_empty() {
    let outcome = read_sheets(&xlsx("工作表 活动\n\n工作表 说明\n甲\n"));
    insta::assert_snapshot!(outcome.told());
}

#[test]
fn examples_of_the_codes_do_what_they_say() {
    for code in codes::SHEETS.iter().filter(|code| !code.wrong.text.starts_with('（')) {
        let wrong = read_sheets(&xlsx(code.wrong.text));
        assert!(wrong.codes().contains(&code.name), "{}: {}", code.name, wrong.told());
        let right = read_sheets(&xlsx(code.right.text));
        let others: Vec<_> = right.codes().into_iter().filter(|name| *name != "missing-field").collect();
        assert!(others.is_empty(), "{}: {}", code.name, right.told());
    }
}

#[test]
fn a_cell_at_the_far_end_of_a_sheet_is_told() {
    let cell = |row, column, text: &str| Cell {
        row,
        column,
        content: Content::Text(text.to_owned()),
        look: Look::Bare,
        note: None,
    };
    let cells = vec![
        cell(0, 0, "项目"),
        cell(0, 1, "内容"),
        cell(1, 0, "【行】"),
        cell(2, 0, "县医院"),
        cell(1_048_575, 16_383, "甲"),
    ];
    let sheet = Sheet { name: "表-汇总表".to_owned(), cells, ..Sheet::default() };
    let bytes = write(&[sheet]).expect("it can be written");
    insta::assert_snapshot!(read_sheets(&bytes).told());
}
