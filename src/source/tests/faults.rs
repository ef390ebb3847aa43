//! Wrong files and the whole messages they give.

use insta::assert_snapshot;

use super::read;

fn told(text: &str) -> String {
    format!("{text}\n----\n{}", read(text).told())
}

macro_rules! told {
    ($($name:ident: $($text:expr),+;)+) => { $(
        #[test]
        fn $name() {
            let all: Vec<String> = [$($text),+].into_iter().map(told).collect();
            assert_snapshot!(all.join("\n====\n"));
        }
    )+ };
}

told! {
    full_width_colons_are_found_everywhere_at_once:
        "单位：\n  名称: 甲局\n  简称：乙\n活动：健康教育\n标题: 通知\n",
        "名称：市卫生局\n标题: x\n",
        "单位:\n  名称: 甲局\n  简称：乙\n",
        "单位:\n  名称：甲局\n  简称：乙\n",
        "步骤:\n- 名称: 摸底\n  时间：4月\n- 名称：实施\n  时间: 5月\n",
        "步骤:\n- 名称: 摸底\n- 名称：实施\n",
        "单位: 甲局\n  简称：乙\n",
        "\"名称\"：甲\n标题: 乙\n",
        "单位: {名称：甲, 简称: 乙}\n",
        "正文：|\n  第一段：甲\n  第二段: 乙: 丙\n标题: 甲\n";
    colons_without_space_are_found:
        "名称:市卫生局\n简称:市卫\n",
        "单位:\n  名称: 甲\n  网址: http://a.cn\n  简称:市卫\n";
    tabs_are_found_at_once:
        "单位:\n\t名称: 甲\n\t简称: 乙\n\t联系人:\n\t\t姓名: 丙\n标题: 通知\n",
        "正文: |\n\t第一段\n\t第二段\n标题: 通知\n";
    full_width_spaces_are_found:
        "单位:\n　　名称: 甲\n　　简称: 乙\n",
        "名称　: 甲\n简称:　乙\n　标题: 丙\n",
        "正文: |\n　　第一段\n　　第二段\n标题: 通知\n",
        "列表:\n  -　甲\n  -　乙\n",
        "单位:\n\u{A0}\u{A0}名称: 甲\n";
    lists_without_space_are_found:
        "主送机关:\n  -甲\n  -乙\n",
        "-甲\n-乙\n",
        "列表:\n- 甲\n-乙\n";
    quotes_without_partner_point_to_where_they_open:
        "名称: \"市卫生局\n简称: 乙\n标题：丙\n",
        "列表:\n- \"甲\n- '乙\n",
        "名称: \"甲\n  乙\n";
    text_behind_quotes_is_found:
        "主题: \"健康\"宣传周\n标题: 'it's'\n文号: [2012]15号\n机关: {单位}办公室\n";
    brackets_without_partner_point_to_where_they_open:
        "主送: [甲, 乙\n标题: 通知\n名称：甲\n",
        "甲: {乙: 1, 丙: [2\n丁: 3\n",
        "甲: [乙, 丙}\n";
    special_characters_are_found_at_once:
        "甲: @全体\n乙: %5\n丙: `码`\n丁: *星号\n戊: &和号\n己: |竖线\n庚: >50%\n辛: !重要\n壬: }\n癸: ,\n",
        "甲: **加粗**\n乙: & 丙\n";
    colons_in_values_are_found:
        "标题: 关于: 某事: 的通知\n名称: 甲:\n列表:\n- 甲: 乙: 丙\n";
    indentation_that_fits_nothing_is_found:
        "a: 1\n   b: 2\nc: 3\n",
        "a:\n    b: 1\n  c: 2\nd: 3\n",
        " a: 1\nb: 2\n",
        "甲: 1\n  - 乙\n  - 丙\n",
        "甲:\n  - a\n - b\n乙: 1\n",
        "正文: |\n  第一段\n 第二段\n标题: 1\n",
        "甲: 1\n- 乙\n",
        "- 甲\n乙: 1\n";
    lines_without_colon_are_found:
        "正文: 第一段\n第二段\n标题: 通知\n",
        "名称\n标题: 通知\n";
    repeated_keys_are_found:
        "名称: 甲\n单位:\n  名称: 乙\n  名称: 丙\n名称: 丁\n";
    other_faults_have_their_own_words:
        "甲: - 乙\n",
        "甲: 1\n---\n乙: 2\n",
        "[甲]: 乙\n: 丙\n",
        "甲: \"C:\\名称\"\n",
        "甲: [a b: c: d]\n",
        "甲:\n  <<: 乙\n",
        "只有一段文字。\n还有一段。\n",
        "a: &a [*a]\n";
}

#[test]
fn a_long_line_is_cut_around_the_caret() {
    let text = format!("正文: {}: {}\n", "前面的文字".repeat(60), "后面的文字".repeat(60));
    assert_snapshot!(read(&text).told());
}

#[test]
fn a_repaired_file_still_gives_its_tree() {
    let outcome =
        read("单位：\n  名称: 甲局\n  简称:市卫\n标题: 关于: 某事\n列表:\n  -甲\n名称: \"乙\n电话: @1\n");
    assert_snapshot!(outcome.tree());
}

#[test]
fn many_faults_are_counted() {
    let lines: Vec<String> = (0..80).map(|i| format!("键{i}：值")).collect();
    let outcome = read(&lines.join("\n"));
    assert_eq!(outcome.findings.list.len(), 51);
}
