//! What may stand under 校验: a condition that could never be judged does not go out, and one that can is judged as it reads.

use gongwen::cli::Exit;
use gongwen::world::memory::Memory;
use gongwen::xlsx;

use crate::program::gongwen;

const COLUMNS: &str = "{名称: 党员数, 类型: 整数}, {名称: 女, 类型: 整数}, {名称: 占比, 类型: 百分数}, \
     {名称: 书记, 选项: [专职, 兼职]}, {名称: 专职, 类型: 整数}, {名称: 档, 选项: [1, 2, 3]}, \
     {名称: 有无, 类型: 是否}, {名称: 备注}, {名称: 原职}, {名称: 始, 类型: 日期}, {名称: 止, 类型: 日期}";
const RETURN: &str = "单位名称,党员数,女,占比,书记,专职,档,有无,备注,原职,始,止\n\
     甲镇,30,40,50%,兼职,5,2,是,1,甲,2026-05-01,2026-03-01\n";

/// What a round with one return says of a condition.
fn told(condition: &str) -> String {
    let mut world = Memory::default();
    let data = format!(
        "单位: {{名称: 某某县委组织部}}\n表单:\n  名称: 摸底表\n  栏目: [{COLUMNS}]\n  校验: [{{条件: '{condition}'}}]\n"
    );
    world.files.insert("资料.yaml".into(), data.into());
    world.files.insert("名册.csv".into(), "单位代码,单位名称\n001,甲镇\n".into());
    world.files.insert("收/甲.csv".into(), RETURN.into());
    let run = gongwen("collect read 资料.yaml --roster 名册.csv 收 -o 汇总", &mut world);
    let make = gongwen("collect make 资料.yaml --roster 名册.csv -o 发", &mut world);
    // What is told when the returns are there is told before the forms go out.
    let early = run.err.contains("[form-check]");
    assert_eq!(make.exit == Exit::Failed, early, "{}", make.err);
    let is_said =
        |line: &&str| ["错误", "警告"].iter().any(|word| line.starts_with(word)) || line.contains("怎么改");
    let mut lines: Vec<&str> = run.err.lines().filter(is_said).map(str::trim).collect();
    if lines.is_empty() {
        assert!(run.err.contains("已报1个"), "{}", run.err);
        lines.push("成立");
    }
    format!("{condition}\n  {}\n", lines.join("\n  "))
}

#[test]
fn a_condition_is_judged_as_it_reads_or_refused() {
    let conditions = [
        // Numbers.
        "女 ≤ 党员数",
        "女 ≤ 党员数*0.5+0.00001",
        "女 ≥ -1",
        "占比 = 占比(女，党员数)",
        "占比(女，党员数) ≤ 50%",
        "占比(女，党员) ≤ 50%",
        "四舍五入(女 / 党员数，1) = 1.3",
        "女 / (党员数 - 30) ≥ 1",
        "党员数 ≤ 30.00001",
        "党员数 ≥ 30.00001",
        // What a row does not have.
        "次数(类型=培训) = 党员数",
        "合计(党员数) ≥ 1",
        "完成率(女) ≥ 1",
        // Words; what can be chosen comes before a column of that name.
        "档 = 1",
        "档 = 2",
        "档 = 4",
        "有无 = 1",
        "有无 = 是",
        "备注 = 1",
        "备注 = 2",
        "备注 = 原职",
        "备注 ≠ 备注",
        "书记 = 专职",
        "书记 = 专职、兼职",
        "书记 = 专职、兼",
        "书记 = 专职、",
        "书记 > 专职",
        "书记 ≠ 兼职",
        // Days.
        "始 ≥ 止",
        "止 ≥ 始",
        "始 ≤ 2026年4月1日",
        "始 ≥ 2026-04",
        "始 = 2026年",
        "止 - 始 ≥ 1",
        // Unlike ones.
        "备注 = 党员数",
        "党员数 = 备注",
        "2026-04-01 ≥ 始",
        "始 = 书记",
        "女 = “40”",
        // Slips.
        "党员数 =",
        "= 党员数",
        "1 ≤ 女 ≤ 党员数",
        "女 ≤ 1,000",
        "- 女 ≤ 1",
        "书记 含 专",
    ];
    let all: Vec<String> = conditions.into_iter().map(told).collect();
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn lengths_are_those_of_spreadsheets() {
    assert_eq!((xlsx::length("甲镇"), xlsx::length("𠮷镇")), (2, 3));
    let words = |word: &str, count: usize| vec![word.to_owned(); count];
    assert!(xlsx::is_short_list(&words("甲乙丙丁", 51)));
    assert!(!xlsx::is_short_list(&words("甲乙丙丁", 52)));
    assert!(!xlsx::is_short_list(&words("甲乙丙𠮷", 51)));
    assert!(!xlsx::is_short_list(&words("甲\"乙", 2)));
}

#[test]
fn what_is_asked_for_above_the_table_has_names_of_its_own() {
    let mut world = Memory::default();
    let data = "单位: {名称: 某某县委组织部}
表单:
  名称: 摸底表
  栏目: [{名称: 党员数, 类型: 整数}]
  填表栏: [填报人, 单位名称, 状态, 核对, 填报人：, 联系电话（手机）]
";
    world.files.insert("资料.yaml".into(), data.into());
    world.files.insert("名册.csv".into(), "单位代码,单位名称\n001,甲镇\n".into());
    let run = gongwen("collect make 资料.yaml --roster 名册.csv -o 发", &mut world);
    assert_eq!(run.exit, Exit::Failed);
    let told: Vec<&str> = run.err.lines().filter(|line| line.starts_with("错误")).collect();
    assert_eq!(
        told,
        [
            "错误[form-column]：填表栏不能叫“单位名称”：表上或者报送台账里另有一栏叫这个名称",
            "错误[form-column]：填表栏不能叫“状态”：表上或者报送台账里另有一栏叫这个名称",
            "错误[form-column]：填表栏不能叫“核对”：表上或者报送台账里另有一栏叫这个名称",
            "错误[form-column]：填表栏里“填报人”写了两次",
        ]
    );
}
