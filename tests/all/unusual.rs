//! `check` of a ledger over units, as the clerk who put it together meets it: what is far from the others, what leapt since last
//! period, what was sent again; and what is said of none of it.

use std::fmt::Write;
use std::path::Path;

use gongwen::cli::Exit;
use gongwen::world::memory::Memory;
use gongwen::xlsx::{self, Cell, Content, Look, Sheet};

use crate::collect::filled;
use crate::desk;

const LEDGER: &str = "台账: {名称: 填报, 文件: 汇总/填报数据.csv, 上期: 2025/填报数据.csv}";

/// A workbook of two documents with this ledger.
fn workbook(ledger: &str) -> Vec<u8> {
    format!(
        "单位: {{名称: 某某县水务局, 印发机关: 某某县水务局办公室}}
{ledger}
通知事项:
  - 名称: 检查时间
    内容: 3月至4月，各乡镇自行检查。
文稿:
  - 文种: 通知
    标题: 某某县水务局关于做好年度检查工作的通知
    发文字号: 某水发〔2026〕5号
    主送机关: 各乡镇人民政府
    成文日期: 2026-03-05
    印发: {{日期: 2026-03-05}}
  - 文种: 通知
    标题: 某某县水务局关于做好汛前检查工作的通知
    发文字号: 某水发〔2026〕6号
    主送机关: 各乡镇人民政府
    成文日期: 2026-03-06
    印发: {{日期: 2026-03-06}}
"
    )
    .into_bytes()
}

const HEAD: &str =
    "单位代码,单位名称,党委（个）,支部（个）,党员数（名）,党费（元）,培训率,事故（起）,联系电话\n";

/// The figures of ten units; of some of them, others.
fn table(head: &str, others: &[(usize, &str)]) -> String {
    let mut text = head.to_owned();
    for number in 1..=10 {
        let known = others.iter().find(|(at, _)| *at == number).map(|(_, cells)| (*cells).to_owned());
        let cells = known.unwrap_or_else(|| {
            format!(
                "1,{},{},{},{}%,0,0938-82000{number:02}",
                10 + number,
                200 + 7 * number,
                2400 + 90 * number,
                90 + number % 5
            )
        });
        if cells != "无" {
            let _ = writeln!(text, "{},第{number}镇,{cells}", 100 + number);
        }
    }
    text
}

fn files(now: &str, last: &str) -> Memory {
    desk::files([
        ("资料.yaml", workbook(LEDGER)),
        ("汇总/填报数据.csv", now.into()),
        ("2025/填报数据.csv", last.into()),
    ])
}

/// What is told of these ledgers.
fn told(now: &str, last: &str, arguments: &str) -> String {
    let outcome = desk::run(&format!("check 资料.yaml {arguments}"), &mut files(now, last));
    assert_eq!(outcome.err, "");
    outcome.out
}

/// Last period, in which every figure of every unit was a little smaller.
fn last() -> String {
    let mut text = HEAD.to_owned();
    for number in 1..=10 {
        let _ = writeln!(
            text,
            "{},第{number}镇,1,{},{},{},{}%,0,0938-82000{number:02}",
            100 + number,
            9 + number,
            190 + 7 * number,
            2300 + 90 * number,
            88 + number % 5
        );
    }
    text
}

const NOTHING: &str = "查了1个文件，没有发现问题\n";

#[test]
fn usual_figures_are_let_be() {
    assert_eq!(told(&table(HEAD, &[]), &last(), "--select K"), NOTHING);
    // Accidents are few, and two are no sign of anything.
    let few = [(4, "1,14,228,2760,94%,2,0938-8200004"), (7, "1,17,249,3030,92%,1,0938-8200007")];
    assert_eq!(told(&table(HEAD, &few), &last(), "--select K"), NOTHING);
}

#[test]
fn a_value_far_from_the_others_is_told() {
    let far = [
        (3, "1,13,2210,2670,93%,0,0938-8200003"),
        (5, "1,15,235,0.285,9%,0,0938-8200005"),
        (6, "1,16,242,2940,91%,12,0938-8200006"),
    ];
    insta::assert_snapshot!(told(&table(HEAD, &far), &last(), "--select K01 --all"));
}

#[test]
fn a_leap_since_last_period_is_told() {
    let leaps = [
        // Three times and more, to nothing, a rate by its points, from nothing.
        (2, "1,42,214,25800,91%,0,0938-8200002"),
        (3, "1,13,0,2670,50%,0,0938-8200003"),
        (5, "1,15,235,2850,90%,11,0938-8200005"),
    ];
    let last = last().replace("110,第10镇,1,19,260", "110,第10镇,1,3,260");
    insta::assert_snapshot!(told(&table(HEAD, &leaps), &last, "--select K02 --all"));
}

#[test]
fn a_column_with_another_unit_is_told_once_and_not_compared() {
    let head = HEAD.replace("党费（元）", "党费（万元）");
    insta::assert_snapshot!(told(&table(&head, &[]), &last(), "--select K"));
}

#[test]
fn last_period_s_return_sent_again_is_told() {
    let again = [(4, "1,13,218,2660,92%,0,0938-8200099")];
    insta::assert_snapshot!(told(&table(HEAD, &again), &last(), "--select K"));
}

#[test]
fn sums_and_units_of_last_period_are_told() {
    let last = last().replace(",第2镇,", ",第2乡,").replace("102,", "202,");
    let gone = [(8, "无"), (3, "1,13,221,30000,93%,0,1")];
    insta::assert_snapshot!(told(&table(HEAD, &gone), &last, "--select K04"));
}

#[test]
fn units_are_known_by_code_and_else_by_name() {
    // A code that is known goes before a name, and a name does where the code is another.
    let last = last().replace("103,第3镇", "103,第3乡").replace("105,", "505,");
    assert_eq!(told(&table(HEAD, &[]), &last, "--select K"), NOTHING);
    // The unit's column may have a name of its own.
    let ledger = "台账: {文件: 汇总/填报数据.csv, 上期: 2025/填报数据.csv, 单位列: 乡镇}";
    let own = |text: &str| text.replace("单位代码", "序号").replace("单位名称", "乡镇");
    let now = own(&table(HEAD, &[(3, "1,13,2210,2670,93%,0,0938-8200003")]));
    let mut world = files(&now, &own(&last));
    world.files.insert("资料.yaml".into(), workbook(ledger));
    let outcome = desk::run("check 资料.yaml --select K01,K04", &mut world);
    insta::assert_snapshot!(outcome.out);
}

#[test]
fn without_units_or_with_one_twice_nothing_is_said_but_where_it_was_asked_for() {
    let far = table(HEAD, &[(3, "1,13,221000,2670,93%,0,0938-8200003")]);
    let nameless = far.replace("单位代码,单位名称", "编号,村");
    let twice = format!("{far}103,第3镇,1,13,221,2670,93%,0,0938-8200003\n");
    let alone = "台账: {名称: 填报, 文件: 汇总/填报数据.csv}";
    for now in [&nameless, &twice] {
        let mut world = files(now, &last());
        world.files.insert("资料.yaml".into(), workbook(alone));
        assert_eq!(desk::run("check 资料.yaml --select K", &mut world).out, NOTHING);
    }
    let mut itself = files(&far, &last());
    let same = "台账: {文件: 汇总/填报数据.csv, 上期: 2025/../汇总/填报数据.csv}";
    itself.files.insert("资料.yaml".into(), workbook(same));
    insta::assert_snapshot!(desk::run("check 资料.yaml --select K02,K03,K04", &mut itself).out);
    let both = told(&nameless, &last(), "--select K") + &told(&twice, &last(), "--select K");
    insta::assert_snapshot!(both + &told(&far, "单位代码,党员数\n101,5\n101,6\n", "--select K02"));
}

#[test]
fn last_period_s_file_that_is_not_there_is_told_by_check_alone() {
    let mut world = files(&table(HEAD, &[]), "");
    world.files.remove(Path::new("2025/填报数据.csv"));
    let outcome = desk::run("check 资料.yaml --select K", &mut world);
    assert_eq!(outcome.exit, Exit::Findings);
    insta::assert_snapshot!(outcome.out);
    let built = desk::run("build 资料.yaml -o 出", &mut world);
    assert_eq!(
        (built.exit, built.err.contains("上期"), built.err.contains("2025")),
        (Exit::Done, false, false),
        "{}",
        built.err
    );
}

#[test]
fn last_period_s_file_lies_where_the_ledger_says_and_units_of_a_batch_are_looked_at_too() {
    let far = table(HEAD, &[(3, "1,13,2210,2670,93%,0,0938-8200003")]);
    // The ledger stands in a file of another folder; the workbook is made for a batch.
    let ledger = "台账: {文件: 填报数据.csv, 上期: ../2025/填报数据.csv}\n";
    let data =
        String::from_utf8(workbook("引用: 汇总/台账.yaml\n名册: {列: [报送时限]}")).expect("it is text");
    let data = data.replace("各乡镇自行", "各乡镇在【报送时限】前自行");
    let mut world = files(&far, &last());
    world.files.insert("资料.yaml".into(), data.into_bytes());
    world.files.insert("汇总/台账.yaml".into(), ledger.into());
    insta::assert_snapshot!(desk::run("check 资料.yaml --select K02", &mut world).out);
}

#[test]
fn findings_obey_selection_reasons_and_baselines() {
    let far = table(HEAD, &[(3, "1,13,2210,2670,93%,0,0938-8200003")]);
    let two = told(&far, &last(), "--select K01,K02");
    assert!(two.contains("警告[K01]") && two.contains("警告[K02]") && two.contains("共 2 个警告"), "{two}");
    let one = told(&far, &last(), "--select K01,K02 --ignore K02");
    assert!(one.contains("警告[K01]") && one.contains("共 1 个警告"), "{one}");
    let off = format!("{LEDGER}\n检查: {{不查: [{{规则: K, 理由: 已经核实}}]}}");
    let mut world = files(&far, &last());
    world.files.insert("资料.yaml".into(), workbook(&off));
    assert_eq!(desk::run("check 资料.yaml --select K01,K02", &mut world).out, NOTHING);
    let mut world = files(&far, &last());
    let noted = desk::run("check 资料.yaml --select K01,K02 --write-baseline 已知.json", &mut world);
    assert_eq!(noted.exit, Exit::Done, "{}", noted.err);
    let known = desk::run("check 资料.yaml --select K01,K02 --baseline 已知.json", &mut world);
    assert_eq!(known.out, format!("{NOTHING}已知的2处没有列出\n"));
    let json = desk::run("check 资料.yaml --select K01 --format json", &mut world);
    insta::assert_snapshot!(json.out);
}

fn sheet(name: &str, cells: Vec<Vec<String>>) -> Sheet {
    let rows = cells.into_iter().enumerate();
    let cells = rows.flat_map(|(row, cells)| {
        cells.into_iter().enumerate().map(move |(column, text)| Cell {
            row: row as u32,
            column: column as u16,
            content: text
                .parse()
                .map_or(Content::Text(text), |number| Content::Number(number, "General".to_owned())),
            look: Look::Entry,
            note: None,
        })
    });
    Sheet { name: name.to_owned(), cells: cells.collect(), ..Sheet::default() }
}

#[test]
fn returns_that_were_collected_are_named_with_their_cells() {
    let form = "单位: {名称: 某某县委组织部}
表单: {名称: 调查摸底表, 栏目: [{名称: 党员数, 类型: 整数, 计量单位: 名}]}
";
    let ledger = "台账: {名称: 填报, 文件: 汇总/填报数据.xlsx, 上期: 去年.xlsx, 工作表: 填报数据}";
    let units: Vec<String> = (1..=9).map(|at| format!("{at:02},第{at}镇\n")).collect();
    let roster = format!("单位代码,单位名称\n{}", units.concat());
    let values: Vec<String> =
        (1..=9).map(|at| if at == 4 { "1500".to_owned() } else { (140 + at).to_string() }).collect();
    let mut world = desk::files([
        ("表单.yaml", form.into()),
        ("资料.yaml", workbook(ledger)),
        ("名册.csv", roster.clone().into_bytes()),
    ]);
    for (at, bytes) in filled(form, &roster, &values).into_iter().enumerate() {
        world.files.insert(format!("收回/第{}镇.xlsx", at + 1).into(), bytes);
    }
    let read = desk::run("collect read 表单.yaml --roster 名册.csv 收回 -o 汇总", &mut world);
    assert_eq!(read.exit, Exit::Done, "{}", read.err);
    let rows = (1..=9).map(|at| vec![format!("{at:02}"), format!("第{at}镇"), (139 + at).to_string()]);
    let head = ["单位代码", "单位名称", "党员数（名）"].map(str::to_owned).to_vec();
    let sheets = [
        sheet("说明", vec![vec!["去年的数".to_owned()]]),
        sheet("填报数据", std::iter::once(head).chain(rows).collect()),
    ];
    world.files.insert("去年.xlsx".into(), xlsx::write(&sheets).expect("it is written"));
    insta::assert_snapshot!(desk::run("check 资料.yaml --select K", &mut world).out);
}
