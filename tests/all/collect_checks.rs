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
        "四舍五入(女，9) = 40",
        "四舍五入(女，专职) = 40",
        "女 ÷ 0 ≥ 1",
        "女 ÷ (2 - 2) ≥ 1",
        "占比(女，0) ≥ 20%",
        "党员数 ≤ 30.00001",
        "党员数 ≥ 30.00001",
        // Percent, and what is none.
        "占比 ≥ 20",
        "占比(女，党员数) ≥ 20",
        "占比 - 占比(女，党员数) ≤ 10 + 10",
        "完成率(女，党员数) < 0.5",
        "四舍五入(占比(女，党员数)，1) = 133.3%",
        "女 / 党员数 ≥ 140%",
        "占比 ÷ 2 ≥ 30%",
        "占比 × 女 ≥ 30",
        "女 ≥ 20%",
        "占比 ≤ 党员数",
        "100 - 占比 ≥ 0",
        "1 - 占比 ≥ 0",
        "占比 + 5 ≤ 100%",
        "占比 + 0.05 ≤ 100%",
        "女 ÷ 党员数 + 1% ≤ 100%",
        "党员数 - 占比 ≥ 1",
        "占比(占比，党员数) ≤ 1%",
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
        "备注 = \"\"",
        "备注 = “”",
        "备注 ≠ 空",
        "备注 ≠ “空”",
        "书记 ≠ 空",
        "党员数 ≠ 空",
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
        "女 =‹ 党员数",
        "女 =< 党员数",
        "女 => 党员数",
        "女 ≦ 党员数",
        "女 >< 党员数",
        "如果有无=是则党员数>0",
        "如果 有无=是，则 党员数>0",
        "2026年1月1日 ≤ 始",
        "党员数 ≥ 10名",
        "党员数 ≥ 10万元",
        "占比 ≥ 10个百分点",
    ];
    let all: Vec<String> = conditions.into_iter().map(told).collect();
    insta::assert_snapshot!(all.join("\n"));
}

/// What is told of an item of 评分标准 before the forms go out; its marks for a unit where nothing is.
fn scored(item: &str) -> String {
    let mut world = Memory::default();
    let data = format!(
        "单位: {{名称: 某某县委组织部}}\n表单:\n  名称: 摸底表\n  栏目: [{COLUMNS}]\n评分标准:\n  名称: 评分标准\n  \
         项目: [{{项目: 甲, {item}}}]\n  等级: [{{名称: 好, 不低于: 8}}, {{名称: 差, 不低于: 0}}]\n"
    );
    world.files.insert("资料.yaml".into(), data.into());
    world.files.insert("名册.csv".into(), "单位代码,单位名称\n001,甲镇\n".into());
    world.files.insert("收/甲.csv".into(), RETURN.into());
    let run = gongwen("collect read 资料.yaml --roster 名册.csv 收 -o 汇总", &mut world);
    let make = gongwen("collect make 资料.yaml --roster 名册.csv -o 发", &mut world);
    assert_eq!(make.exit == Exit::Failed, run.exit == Exit::Failed, "{item}: {}{}", run.err, make.err);
    if run.exit == Exit::Failed {
        assert_eq!(run.err, make.err);
        let is_said = |line: &&str| line.starts_with("错误") || line.contains("怎么改");
        let lines: Vec<&str> = run.err.lines().filter(is_said).map(str::trim).collect();
        return format!("{item}\n  {}\n", lines.join("\n  "));
    }
    let rows = crate::collect_papers::rows(&world, "汇总/评分明细.xlsx");
    let line = rows.lines().find(|line| line.contains("甲镇")).unwrap_or_default();
    format!("{item}\n  {line}\n")
}

#[test]
fn an_item_is_scored_as_it_reads_or_refused() {
    let items = [
        // In the measure of the value.
        "分值: 10, 办法: 扣分, 按: 占比, 低于: 100%, 每: 5%, 扣: 1",
        "分值: 10, 办法: 扣分, 按: 占比, 低于: 100%, 扣: 0.1",
        "分值: 10, 办法: 扣分, 按: 占比, 低于: 1, 每: 5%, 扣: 1",
        "分值: 10, 办法: 扣分, 按: 占比, 低于: 1, 每: 0.05, 扣: 1",
        "分值: 10, 办法: 扣分, 按: 占比, 低于: 100%, 每: 5, 扣: 1",
        "分值: 10, 办法: 扣分, 按: '占比(专职，党员数)', 低于: 50, 每: 5, 扣: 1",
        "分值: 10, 办法: 扣分, 按: '占比(专职，党员数)', 低于: 50%, 每: 5%, 扣: 1",
        "分值: 10, 办法: 扣分, 按: 占比, 从: 10%, 每: 10%, 扣: 1",
        "分值: 10, 办法: 扣分, 按: 占比, 从: 0, 每: 10%, 扣: 1",
        "分值: 10, 办法: 扣分, 按: 专职 / 党员数, 低于: 50%, 每: 5%, 扣: 1",
        "分值: 10, 办法: 扣分, 按: 专职 / 党员数, 低于: 0.5, 每: 0.05, 扣: 1",
        "分值: 10, 办法: 扣分, 按: 专职 / 党员数, 低于: 0.5, 每: 5%, 扣: 1",
        "分值: 10, 办法: 扣分, 按: 专职 / 党员数, 每: 5%, 扣: 1",
        "分值: 10, 办法: 扣分, 按: 专职, 低于: 10, 每: 5%, 扣: 1",
        "分值: 10, 办法: 扣分, 按: 专职, 低于: 10, 每: 2, 扣: 1",
        "分值: 10, 办法: 分档, 按: '占比(专职，党员数)', 档: [{不低于: 40, 得分: 10}]",
        "分值: 10, 办法: 分档, 按: '占比(专职，党员数)', 档: [{不低于: 0.4, 得分: 10}, {不低于: 10%, 得分: 6}]",
        "分值: 10, 办法: 分档, 按: 专职 / 党员数, 档: [{不低于: 0.4, 得分: 10}, {不低于: 10%, 得分: 6}]",
        "分值: 10, 办法: 分档, 按: 专职, 档: [{不低于: 40%, 得分: 10}]",
        "分值: 10, 办法: 比例, 按: '占比(专职，党员数)', 满分线: 40",
        "分值: 10, 办法: 比例, 按: '占比(专职，党员数)', 满分线: 40%",
        "分值: 10, 办法: 比例, 按: 100% - 占比, 满分线: 0.8",
        "分值: 10, 办法: 比例, 按: 专职 / 党员数",
        "分值: 10, 办法: 比例, 按: '四舍五入(专职 / 党员数，1)'",
        "分值: 10, 办法: 比例, 按: 专职",
        "分值: 10, 办法: 比例, 按: 专职, 满分线: 10",
        "分值: 10, 办法: 比例, 按: 专职, 满分线: 90%",
        "分值: 10, 办法: 比例, 按: 占比, 满分线: 0",
        // What comes to nothing.
        "分值: 10, 办法: 比例, 按: 100 - 占比",
        "分值: 10, 办法: 比例, 按: 专职 ÷ 0",
        "分值: 10, 办法: 比例, 按: '占比(专职，0)'",
        "分值: 10, 办法: 比例, 按: '四舍五入(占比，12)'",
        "分值: 10, 办法: 比例, 按: 专职 + 备注",
        "分值: 10, 办法: 比例, 按: 列出(备注)",
        "分值: 10, 办法: 比例, 按: 备注",
        // Marks that nobody can mean.
        "分值: 0, 办法: 比例, 按: 占比",
        "分值: 10%, 办法: 比例, 按: 占比",
        "分值: 10, 办法: 扣分, 按: 专职, 扣: -2",
        "分值: 10, 办法: 扣分, 按: 专职, 每: 0, 扣: 2",
        "分值: 10, 办法: 扣分, 按: 专职",
        "分值: 10, 办法: 分档, 按: 专职, 档: [{不低于: 4, 得分: 11}]",
        "分值: 10, 办法: 分档, 按: 专职, 档: [{不低于: 4, 得分: -1}]",
        "分值: 10, 办法: 分档, 按: 专职, 档: [{不低于: 4, 得分: 3}, {不低于: 2, 得分: 6}]",
        "分值: 10, 办法: 分档, 按: 专职, 档: [{不低于: 2, 得分: 3}, {不低于: 4, 得分: 2}]",
        // Keys that say nothing.
        "分值: 10, 办法: 比例, 按: 占比, 档: [{不低于: 90%, 得分: 10}]",
        "分值: 10, 办法: 比例, 按: 占比, 扣: 2",
        "分值: 10, 办法: 是否, 按: 有无, 满分线: 1",
        "分值: 10, 办法: 扣分, 按: 专职, 从: 1, 低于: 4, 扣: 2",
        // Of ledgers, which are not read before the forms go out.
        "分值: 10, 办法: 比例, 按: 次数(党员数=30)",
    ];
    let all: Vec<String> = items.into_iter().map(scored).collect();
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn ledgers_are_looked_for_when_marks_are_given() {
    let mut world = Memory::default();
    let data = "单位: {名称: 某某县委组织部}
表单: {名称: 摸底表, 栏目: [{名称: 党员数, 类型: 整数}]}
评分标准:
  名称: 评分标准
  项目: [{项目: 培训, 分值: 10, 办法: 比例, 按: 次数(类型=集中), 满分线: 3}]
  等级: [{名称: 好, 不低于: 0}]
台账: {名称: 培训, 文件: 台账.xlsx, 单位列: 单位}
";
    world.files.insert("资料.yaml".into(), data.into());
    world.files.insert("名册.csv".into(), "单位代码,单位名称\n001,甲镇\n".into());
    let run = gongwen("collect make 资料.yaml --roster 名册.csv -o 发", &mut world);
    assert_eq!(run.exit, Exit::Done, "{}", run.err);
}

#[test]
fn of_several_vetoes_the_lowest_counts() {
    let data = "单位: {名称: 某某县委组织部}
表单:
  名称: 摸底表
  栏目: [{名称: 分, 类型: 整数, 可以不填: 是}, {名称: 事故, 类型: 整数, 可以不填: 是}, {名称: 虚报, 类型: 是否}]
评分标准:
  名称: 评分标准
  项目: [{项目: 甲, 分值: 10, 办法: 比例, 按: 分, 满分线: 10}]
  等级: [{名称: 好, 不低于: 8}, {名称: 一般, 不低于: 5}, {名称: 差, 不低于: 0}]
  一票否决:
    - {条件: 虚报 = 是, 等级: 一般, 说明: 虚报}
    - {条件: 事故 > 0, 等级: 差, 说明: 有事故}
";
    // 分, 事故, 虚报.
    let returns =
        ["10,0,否", "10,0,是", "10,1,是", "10,1,否", "0,0,是", ",0,是", ",1,是", "10,,否", "10,,是", "0,,是"];
    let mut world = Memory::default();
    world.files.insert("资料.yaml".into(), data.into());
    let units = (0..returns.len()).map(|at| format!("{at:03},第{at}镇\n"));
    world.files.insert("名册.csv".into(), format!("单位代码,单位名称\n{}", units.collect::<String>()).into());
    for (at, row) in returns.iter().enumerate() {
        let text = format!("单位名称,分,事故,虚报\n第{at}镇,{row}\n");
        world.files.insert(format!("收/{at}.csv").into(), text.into());
    }
    gongwen("collect read 资料.yaml --roster 名册.csv 收 -o 汇总", &mut world);
    let rows = crate::collect_papers::rows(&world, "汇总/分类定级.xlsx");
    let told: Vec<String> =
        returns.iter().zip(rows.lines().skip(1)).map(|(row, line)| format!("{row} → {line}")).collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn a_check_that_a_blank_leaves_unjudged_is_told() {
    let data = "单位: {名称: 某某县委组织部}
表单:
  名称: 摸底表
  栏目:
    - {名称: 总数, 类型: 整数}
    - {名称: 党委, 类型: 整数, 可以不填: 是}
    - {名称: 总支, 类型: 整数, 可以不填: 是}
    - {名称: 书记, 可以不填: 是}
    - {名称: 副书记, 可以不填: 是}
  校验:
    - 总数 = 党委 + 总支
    - {条件: 党委 ≥ 总支, 提示: 总支多了。}
    - 书记 ≠ 副书记
";
    let mut told = Vec::new();
    // 总数, 党委, 总支, 书记, 副书记.
    for row in ["3,3,,张三,", "3,,,,", "3,1,2,张三,张三", "3,一,,,", ",3,,,"] {
        let mut world = Memory::default();
        world.files.insert("资料.yaml".into(), data.into());
        world.files.insert("名册.csv".into(), "单位代码,单位名称\n001,甲镇\n".into());
        let text = format!("单位名称,总数,党委,总支,书记,副书记\n甲镇,{row}\n");
        world.files.insert("收/甲.csv".into(), text.into());
        let run = gongwen("collect read 资料.yaml --roster 名册.csv 收 -o 汇总", &mut world);
        let is_said = |line: &&str| {
            ["错误", "警告"].iter().any(|word| line.starts_with(word)) || line.contains("怎么改")
        };
        let lines: Vec<&str> = run.err.lines().filter(is_said).map(str::trim).collect();
        told.push(format!("{row}\n  {}\n", lines.join("\n  ")));
    }
    insta::assert_snapshot!(told.join("\n"));
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
