//! Files as clerks make them: each is read right, or refused with the cell's address.

use encoding_rs::GB18030;
use insta::assert_snapshot;

use super::builder::{self, xlsx};
use super::read;
use crate::source::table::Options;

fn told(bytes: &[u8], name: &str, options: &Options<'_>) -> String {
    let outcome = read(bytes, name, options);
    format!("{}----\n{}", outcome.dump(), outcome.told())
}

macro_rules! workbooks {
    ($($name:ident: $text:expr;)+) => { $(
        #[test]
        fn $name() {
            let text: &str = $text;
            let read = |bytes: &[u8]| told(bytes, "台账.xlsx", &Options::default());
            let told = read(&xlsx(text));
            let book = builder::book(text);
            assert_eq!(read(&builder::ods::write(&book)), told);
            // What a formula is that gave nothing, an .xls says in a language of its own.
            if !text.contains("=SUM(B9:B10)") {
                assert_eq!(read(&builder::xls::write(&book)), told);
            }
            assert_snapshot!(format!("{text}====\n{told}"));
        }
    )+ };
}

macro_rules! texts {
    ($($name:ident: $text:expr;)+) => { $(
        #[test]
        fn $name() {
            let text: &str = $text;
            assert_snapshot!(format!("{text}====\n{}", told(text.as_bytes(), "台账.csv", &Options::default())));
        }
    )+ };
}

workbooks! {
    a_plain_ledger_is_read: "\
序号 | 日期 | 活动内容 | 参加人数（人次） | 投入（元） | 完成率
1 | 41016{yyyy\"年\"m\"月\"d\"日\"} | 健康讲座 | 120 | 66275{#,##0} | 0.95{0%}
2 | 41090.375{yyyy-mm-dd hh:mm} | 义诊⏎（县医院） | 80 | 1234.5{0.00} | 0.666666666666667{0.0%}
3 | '2012年5月 | 宣传栏 | '１，２００ | 0.30000000000000004 | 1{0%}
";
    titles_notes_and_totals_are_left_out_and_said: "\
2012年健康教育活动台账
〔合并 A1:D1〕
填报单位：某某县卫生局 |  | 填报日期：2012年6月30日 |
序　号 | 内　容 | 参加⏎人数 | 备 注
1 | 健康讲座 | 120 |
2 | 义诊 | 80 | 雨天

3 |  |  |
 | 合　计 | =SUM(C4:C5)→200 |
备注：人数按签到表统计。 |  |  |
〔合并 A9:D9〕
制表人：张三 |  | 审核人：李四 |
";
    heads_of_two_rows_are_joined: "\
单位 | 参加人数（人） |  | 投入（万元） |  |
 | 党员 | 群众 | 财政 | 自筹 | 备注
县医院 | 12 | 30 | 1.5 | 0.3 |
中医院 | 8 | 22 | 0.9 | 0.1 | 无
〔合并 A1:A2〕
〔合并 B1:C1〕
〔合并 D1:E1〕
";
    heads_of_three_rows_are_joined: "\
单位 | 健康教育 |  |  | 说明
 | 讲座 |  | 义诊 |
 | 场次 | 人次 | 人次 |
县医院 | 3 | 300 | 50 | 无
〔合并 A1:A3〕
〔合并 B1:D1〕
〔合并 B2:C2〕
〔合并 E1:E3〕
";
    merged_types_and_days_are_carried_down: "\
类别 | 日期 | 内容 | 人数
讲座 | 41016{yyyy-m-d} | 控烟 | 50
 |  | 防病 | 60
义诊 | 41017{yyyy-m-d} | 入户 | 70
〔合并 A2:A3〕
〔合并 B2:B3〕
";
    merged_numbers_are_refused: "\
内容 | 人数 | 年份
讲座 | 120 | 2012
义诊 |  |
〔合并 B2:B3〕
〔合并 C2:C3〕
";
    cells_merged_across_columns_are_refused: "\
内容 | 地点 | 人数
讲座 | 县医院 | 120
因雨取消 |  | 0
〔合并 A3:B3〕
";
    labels_over_a_whole_row_are_refused: "\
单位 | 人数 | 备注
一、县直单位 |  |
县医院 | 12 |
二、乡镇卫生院 |  |
城关镇 | 5 |
〔合并 A2:C2〕
";
    errors_and_missing_results_are_placed: "\
内容 | 人数 | 人均
讲座 | #REF! | =B2/2→#DIV/0!
义诊 | =SUM(B9:B10) | =\"约\"&3→约3
宣传 |  | =IF(1,\"\")→
";
    hidden_rows_and_columns_are_read_and_told: "\
内容 | 人数 | 内部编号
讲座 | 120 | 'A01
义诊 | 80 | 'A02
体检 | 60 | 'A03
宣传 | 10 | 'A04
〔第3行隐藏〕
〔第4行隐藏〕
〔C列隐藏〕
";
    totals_that_do_not_add_up_are_told: "\
单位 | 人数 | 完成率
县医院 | 120 | 90%
中医院 | 80 | 80%
县直小计 | 200 |
城关镇 | 30 | 70%
东关镇 | 5 | 60%
乡镇小计 | 45 |
总计 | 245 | 75%
";
    groups_totalled_from_above_add_up: "\
单位 | 人数
总计 | 235
县直小计 | 200
县医院 | 120
中医院 | 80
乡镇小计 | 35
城关镇 | 35
";
    units_beside_numbers_are_taken_off_or_refused: "\
内容 | 投入（元） | 人数 | 时长
讲座 | '1,200元 | 120 | '2小时
义诊 | 800 | '80人 | '3小时
宣传 | '1.2万元 | 60 | '半天
";
    codes_keep_their_zeros_and_long_ones_are_refused: "\
姓名 | 编码 | 手机 | 证件号码 | 卡号
张三 | '0012 | 13800138000 | 3.20101199001011E17 | '6222021234567890123
李四 | 12{0000} | 1.3900139E10 | '320101199001011234 | 123456789012345
";
    days_without_format_are_told_or_refused: "\
日期 | 开展时间 | 内容
41016 | 2012.6 | 讲座
41090 | 2012.1 | 义诊
41091 | '2012.10 | 宣传
41092{m\"月\"d\"日\"} | '2012年上半年 | 体检
";
    days_of_a_mac_are_right: "\
日期 | 开始 | 内容
39628{yyyy-mm-dd} | 0.375{h:mm} | 讲座
39600 | 0.395833333333333{h:mm} | 义诊
〔1904〕
";
    digits_that_are_not_shown_are_told: "\
内容 | 投入（万元） | 比例
讲座 | 33.3333333333333{0.00} | 0.123456{0.0%}
义诊 | 123456{0!.0,\"万\"} | 0.5{0.0%}
宣传 | 12{0.00} | 0.25{0%}
";
    columns_without_name_and_twins_are_refused: "\
内容 | 人数 |  | 人数 |
讲座 | 120 | 多余 | 30 |
义诊 | 80 |  | 20 | 又一格
";
    a_name_over_two_columns_of_which_one_holds_the_data: "\
序号 | 单位 |  | 人数
1 | 县医院 |  | 120
2 | 中医院 |  | 80
〔合并 B1:C1〕
〔合并 B2:C2〕
〔合并 B3:C3〕
";
    what_lies_under_a_merged_cell_is_told: "\
类别 | 内容 | 人数
讲座 | 控烟 | 50
义诊 | 防病 | 60
〔合并 A2:A3〕
";
    the_only_visible_sheet_with_content_is_taken: "\
工作表 Sheet1

工作表 台账
内容 | 人数
讲座 | 120
隐藏的工作表 底稿
内容 | 人数
旧的 | 1
";
    several_sheets_are_listed: "\
工作表 上半年
内容 | 人数
讲座 | 120
工作表 下半年
内容 | 人数
义诊 | 80
";
    a_unit_above_the_table_is_told: "\
投入情况表 |  |
 |  | 单位：万元
项目 | 财政 | 自筹
讲座 | 1.5 | 0.3
〔合并 A1:C1〕
";
    heads_repeated_and_columns_numbered_are_left_out: "\
单位 | 场次 | 人次 | 投入（元）
甲 | 1 | 2 | 3
县医院 | 3 | 300 | 1000
单位 | 场次 | 人次 | 投入（元）
中医院 | 2 | 200 | 800
";
    a_sheet_without_head_is_refused: "\
1 | 讲座 | 120
2 | 义诊 | 80
";
    blank_rows_and_stray_titles_do_not_matter: "
附件2 |  |  | 县卫生局

内容 | 地点 | 人数 | 负责

讲座 | 县医院 | 120 | 张三

义诊 |  | 80 |
说明以上数据由各单位上报后汇总得出请核对无误 |  |  |
";
    truths_and_fractions_stay_what_they_are: "\
内容 | 已完成 | 数
讲座 | TRUE | 1E-3
义诊 | FALSE | -1234567.891{#,##0.000;(#,##0.000)}
";
}

texts! {
    a_csv_is_read: "序号,日期,内容,金额\n1,2012-04-17,健康讲座,\"1,200\"\n2,2012/4/18,\"义诊\n（县医院）\",0012\n";
    a_csv_with_tabs_is_read: "内容\t人数\n讲座\t1,200\n义诊\t80\n";
    a_csv_with_full_width_commas_is_read: "内容，人数\n讲座，120\n义诊，８０\n";
    groups_in_a_csv_are_joined: "单位,参加人数,,投入（元）\n,党员,群众,\n县医院,12,30,1200\n";
    rows_with_a_comma_too_many_are_refused: "日期,金额,备注\n2012-04-17,800,无\n2012-04-18,1,200,无\n2012-04-19,900,\n";
    quotes_without_partner_are_placed: "日期,内容\n2012-04-17,\"健康讲座\n2012-04-18,义诊\n";
    characters_that_no_document_carries_are_placed: "日期,内容\n2012-04-17,健康\u{B}讲座\n";
    long_numbers_of_a_csv_are_refused: "姓名,手机,证件号码\n张三,1.38001E+10,3.20101E+17\n";
    only_a_head_is_told: "日期,内容\n";
}

#[test]
fn encodings_of_a_csv_are_found() {
    let text = "内容,人数\n健康讲座,120\n";
    let utf16: Vec<u8> =
        "\u{FEFF}内容\t人数\n健康讲座\t120\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> =
        "\u{FEFF}内容\t人数\n健康讲座\t120\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut all = String::new();
    for bytes in [GB18030.encode(text).0.into_owned(), format!("\u{FEFF}{text}").into_bytes(), utf16, big] {
        all += &told(&bytes, "台账.csv", &Options::default());
    }
    let mut broken = GB18030.encode("内容,人数\n健康").0.into_owned();
    broken.extend(b"\xFF\xFF,120\n");
    all += &told(&broken, "台账.csv", &Options::default());
    assert_snapshot!(all);
}

#[test]
fn what_the_user_says_of_the_sheet_counts() {
    let book =
        xlsx("工作表 台账\n说明 | 见下\n内容 | 2012\n讲座 | 120\n隐藏的工作表 底稿\n内容 | 人数\n旧的 | 1\n");
    let mut all = String::new();
    for (sheet, header_row) in
        [(Some("台账"), Some(2)), (Some("底稿"), None), (Some("台帐"), None), (Some("台账"), Some(9))]
    {
        let options = Options { sheet, header_row, ..Options::default() };
        all += &told(&book, "台账.xlsx", &options);
    }
    let options = Options { sheet: Some("台账"), ..Options::default() };
    all += &told(b"a,b\n1,2\n", "a.csv", &options);
    assert_snapshot!(all);
}

#[test]
fn many_faults_of_one_kind_are_counted() {
    let rows: Vec<String> = (0..30).map(|n| format!("讲座{n} | #N/A")).collect();
    let outcome =
        read(&xlsx(&format!("内容 | 人数\n{}\n", rows.join("\n"))), "台账.xlsx", &Options::default());
    assert_eq!(outcome.findings.list.len(), 21);
    assert!(outcome.told().contains("另有 10 格也是这样：B22、B23"), "{}", outcome.told());
}
