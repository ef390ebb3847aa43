//! What is told of the work done: figures that can be asked where they come from, and sentences that hold with little
//! data and with much.

use gongwen::cli::Exit;
use gongwen::world::memory::Memory;
use rust_decimal::Decimal;
use serde_json::Value;

use crate::program::{gongwen, only_file, text_of, world_of};

/// All words of a block but for the numbers of headings and the names of tables.
fn words(block: &Value, into: &mut String) {
    match block {
        Value::Object(fields) => {
            for (key, value) in fields {
                match value {
                    Value::String(text) if key == "text" || key == "title" => into.push_str(text),
                    Value::String(_) => {}
                    other => words(other, into),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| words(item, into)),
        _ => {}
    }
}

fn has_digit(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit())
}

/// Of a 自查报告 no number is typed, neither in its text nor in a template: each comes from cells.
#[test]
fn every_number_of_the_self_check_comes_from_cells() {
    let mut world = world_of("data/examples/自查报告");
    let listed = gongwen("figures 资料.yaml --format json", &mut world);
    assert_eq!((listed.exit, listed.err.as_str()), (Exit::Done, ""));
    let listed: Value = serde_json::from_str(&listed.out).expect("it is JSON");
    assert_eq!(gongwen("build 资料.yaml --to ast", &mut world).exit, Exit::Done);
    let (path, _) = only_file(&world, ".json");
    let tree: Value = serde_json::from_str(&text_of(&world, &path)).expect("it is JSON");
    let mut text = tree["document"]["parts"][0]["title"]["text"].as_str().expect("a title").to_owned();
    for block in tree["document"]["parts"][0]["blocks"].as_array().expect("a list") {
        // In the order of the page: a heading's words before what goes on in its line.
        for part in ["text", "run_in", "content", "head", "body"] {
            words(&block[part], &mut text);
        }
        text.push('\n');
    }
    let mut rest = text.as_str();
    let mut numbers = 0;
    for figure in listed["figures"].as_array().expect("a list") {
        let value = figure["value"].as_str().expect("a text");
        let at = rest.find(value).unwrap_or_else(|| panic!("“{value}” is not in: {rest}"));
        assert!(!has_digit(&rest[..at]), "typed, not reckoned: {}", &rest[..at]);
        assert!(!figure["sources"].as_array().expect("a list").is_empty(), "{figure}");
        numbers += usize::from(has_digit(value));
        rest = &rest[at + value.len()..];
    }
    assert!(!has_digit(rest), "typed, not reckoned: {rest}");
    assert!(numbers >= 30, "{numbers}");
}

/// What a workbook builds to, all its documents one after the other, with what is told.
fn told(data: &str) -> String {
    let campaign = if data.starts_with("活动:") { "" } else { "活动: {名称: 下乡义诊活动}\n" };
    let data = format!("单位: {{名称: 某某县卫生局, 简称: 县卫生局}}\n{campaign}{data}");
    let mut world = Memory::default();
    world.files.insert("资料.yaml".into(), data.into_bytes());
    let run = gongwen("build 资料.yaml --to text", &mut world);
    run.out.lines().map(|path| text_of(&world, path) + "\n").chain([run.err]).collect()
}

/// Each case under its name.
fn all_told(cases: &[(&str, String)]) -> String {
    let told: Vec<String> =
        cases.iter().map(|(name, data)| format!("######## {name}\n\n{}", told(data))).collect();
    told.join("\n")
}

const REPORTS: &str = "文稿:
  - {文种: 工作总结, 截止日期: 2012-06-30}
  - {文种: 自查报告, 截止日期: 2012-06-30}
  - {文种: 进度表, 截止日期: 2012-06-30}
";

fn row(month: usize, kind: &str, measures: usize) -> String {
    let numbers: Vec<String> = (0..measures).map(|n| format!("列{n}（人）: {}", month + n)).collect();
    format!("  - {{日期: 2012-0{month}-10, 类型: {kind}, 名称: 活动{month}, {}}}\n", numbers.join(", "))
}

/// No sentence says more than the data do.
#[test]
fn little_and_much_data_read_like_this() {
    let cases = [
        ("没有台账", "主要做法: [{名称: 抓培训, 内容: 组织轮训。}, {名称: 抓宣传, 内容: 办好专栏。}]\n文稿: [工作总结]\n".to_owned()),
        ("没有台账，也没有别的", "文稿: [工作总结]\n".to_owned()),
        ("只有一种活动", format!("台账:\n{}{}{REPORTS}", row(3, "义诊", 1), row(4, "义诊", 1))),
        (
            "台账没有日期",
            "台账: [{类型: 义诊, 人数（人）: 20}, {类型: 讲座, 人数（人）: 30}]\n主要做法: 共服务【合计(人数)】。\n文稿: [工作总结]\n"
                .to_owned(),
        ),
        (
            "这段时间里没有",
            format!(
                "工作目标: {{指标: [{{指标: 义诊, 目标值: 3, 计量单位: 次, 完成值: 次数(类型=义诊)}}]}}\n实施步骤: [{{名称: 准备阶段, 止: \
                 2012年5月底}}, {{名称: 实施阶段, 止: 2012年11月底}}]\n台账:\n{}{REPORTS}",
                row(8, "义诊", 1)
            ),
        ),
        (
            "许多类、许多数",
            format!(
                "台账:\n{}{REPORTS}",
                (1..=8).map(|n| row(n, &format!("第{n}类"), 20)).collect::<String>().replace("2012-07", "2012-06").replace("2012-08", "2012-05")
            ),
        ),
        (
            "按阶段",
            format!(
                "活动: {{名称: 加强基层党建, 主题: 强组织}}\n工作目标: {{指标: [{{指标: 培训率, 目标值: 100%, 完成值: \
                 占比(合计(列0)，120)}}]}}\n实施步骤: [{{名称: 准备阶段, 止: 2012年3月底}}, {{名称: 实施阶段, 起: 2012年4月, 止: \
                 2012年11月底}}, {{名称: 总结阶段, 起: 2012年12月}}]\n台账:\n{}{}{}{REPORTS}",
                row(3, "会议", 0),
                row(4, "培训", 1),
                row(5, "培训", 2)
            ),
        ),
    ];
    insta::assert_snapshot!(all_told(&cases));
}

#[test]
fn figures_fit_the_words_around_them() {
    let text = told(
        "台账: [{项目: 体检, 体检率（%）: 88, 次: 甲}, {项目: 讲座, 次: 乙}]\n主要做法: \
         体检率【取(体检率，项目=体检)】，【次数()：汉字】次，第【次数()：汉字】次，【次数()：汉字】、\n文稿: [{文种: 工作总结, 章节: [主要做法], 不用: [概况]}]\n",
    );
    assert!(text.contains("体检率88%，两次，第二次，二、"), "{text}");
}

#[test]
fn points_run_on_through_the_chapters() {
    let tasks = "重点任务: [{名称: 甲, 事项: [子, 丑]}, {名称: 乙, 事项: [寅, 卯]}]\n";
    let numbers = |order: &str| -> Vec<String> {
        let text = told(&format!("{tasks}缘由: 做好以下工作。\n文稿: [{{{order}}}]\n"));
        let numbered = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit()));
        numbered.map(str::to_owned).collect()
    };
    assert_eq!(numbers("文种: 工作要点"), ["1.子；", "2.丑。", "3.寅；", "4.卯。"]);
    assert_eq!(numbers("文种: 工作要点, 连续编号: 否"), ["1.子；", "2.丑。", "1.寅；", "2.卯。"]);
    let plan = "文种: 年度工作计划, 不用: [工作目标], 章节: [缘由, {用: 重点任务, 标题: 无}]";
    assert_eq!(numbers(plan), ["1.子；", "2.丑。", "1.寅；", "2.卯。"]);
    assert_eq!(numbers(&format!("{plan}, 连续编号: 是")), ["1.子；", "2.丑。", "3.寅；", "4.卯。"]);
}

/// Of what is not in the data nothing is said.
#[test]
fn plans_with_little_data_read_like_this() {
    let tasks = "重点任务: [{名称: 抓培训, 事项: [办班]}, {名称: 抓服务, 内容: 下乡义诊。}]\n";
    let goals = "工作目标: {指标: [{指标: 甲, 目标值: 10, 计量单位: 次, 完成值: 12}, {指标: 投诉, 目标值: 3, 计量单位: 起, 要求: 不超过, 完成值: \
                 5}, {指标: 丙, 目标值: 5%, 基数: 较上年, 要求: 增长不少于, 完成值: 4.8%}, {指标: 丁, 目标值: 10, 计量单位: 次, 完成值: 0}]}\n";
    let cases = [
        ("要点，只有任务", format!("{tasks}文稿: [工作要点]\n")),
        ("要点，指导思想整段自己写", format!("指导思想: 要以人民健康为中心。\n{tasks}文稿: [工作要点]\n")),
        ("要点，指导思想只有一项", format!("指导思想: {{围绕: 中心工作}}\n{tasks}文稿: [工作要点]\n")),
        ("计划，任务在下步打算里", format!("{goals}下步打算: [抓培训, 抓服务]\n文稿: [年度工作计划]\n")),
        ("总结，只有目标", format!("{goals}文稿: [工作总结]\n")),
        ("自查，只有目标", format!("{goals}文稿: [自查报告]\n")),
    ];
    insta::assert_snapshot!(all_told(&cases));
}

/// The report of the money of a year: both ways of parting it add up to the same totals.
#[test]
fn the_parts_of_the_report_of_funds_add_up() {
    let mut world = world_of("data/examples/执行情况报告");
    let sums: Vec<[Decimal; 2]> = ["分类型.csv", "分地区.csv"]
        .iter()
        .map(|file| {
            let mut sums = [Decimal::ZERO; 2];
            for line in text_of(&world, file).lines().skip(1) {
                for (sum, cell) in sums.iter_mut().zip(line.split(',').skip(1)) {
                    *sum += Decimal::from_str_exact(cell).expect("a number");
                }
            }
            sums
        })
        .collect();
    assert_eq!(sums[0], sums[1]);
    let [received, spent] = sums[0];
    gongwen("build 资料.yaml --to text", &mut world);
    let (path, _) = only_file(&world, ".txt");
    let text = text_of(&world, &path);
    let total = format!("已把{received}万元全部下达到用款单位，实际支出{spent}万元，进度为99.4%，");
    assert!(text.contains(&total), "{text}");
}
