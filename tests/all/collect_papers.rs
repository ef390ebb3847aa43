//! What a collection comes to in the papers: the summary with its tables, built from the returns; marks from ledgers; what is told.

use std::path::{Path, PathBuf};

use gongwen::cli::Exit;
use gongwen::diag::findings::Findings;
use gongwen::diag::sources::Sources;
use gongwen::source::spreadsheet;
use gongwen::world::memory::Memory;
use serde_json::Value as Json;

use crate::program::{gongwen, only_file, text_of, world_of};

const EXAMPLE: &str = "data/examples/调查摸底";
const READ: &str = "collect read 资料.yaml --roster 名册.csv 收回 -o 汇总";

#[test]
fn the_shipped_tables_are_what_the_shipped_returns_come_to() {
    let mut world = world_of(EXAMPLE);
    let shipped = ["汇总/填报数据.xlsx", "汇总/报送台账.xlsx"].map(PathBuf::from);
    let shipped = shipped.map(|path| (path.clone(), world.files[&path].clone()));
    world.files.retain(|path, _| !path.starts_with("汇总"));
    let run = gongwen(READ, &mut world);
    assert_eq!(run.exit, Exit::Findings, "{}", run.err);
    insta::assert_snapshot!("the_example_read", run.err);
    for (path, bytes) in shipped {
        assert!(world.files[&path] == bytes, "{} is not what the returns come to", path.display());
    }
}

#[test]
fn a_summary_is_built_from_the_returns_and_every_figure_has_its_cells() {
    let mut world = world_of(EXAMPLE);
    let run = gongwen("build 总结.yaml -o 输出 --to text", &mut world);
    assert_eq!((run.exit, run.err.as_str()), (Exit::Done, ""));
    let (path, _) = only_file(&world, ".txt");
    insta::assert_snapshot!("the_summary", text_of(&world, &path));
    let run = gongwen("check 总结.yaml", &mut world);
    assert_eq!(run.exit, Exit::Done, "{}", run.out);
    let run = gongwen("figures 总结.yaml --format json", &mut world);
    let listing: Json = serde_json::from_str(&run.out).expect("it is JSON");
    let figures = listing["figures"].as_array().expect("a list");
    assert!(figures.len() > 150, "{}", figures.len());
    let mut sums = 0;
    for figure in figures {
        let (value, formula) = (text(&figure["value"]), text(&figure["formula"]));
        let sources = figure["sources"].as_array().expect("a list");
        // What did not happen has no cells.
        assert!(!sources.is_empty() || value == "0" || value.is_empty(), "{formula} {value}");
        let sum = formula.starts_with("合计(") && formula.ends_with(')') && formula.matches('(').count() == 1;
        if !sum || formula.contains("得分") || formula.contains("等级") {
            continue;
        }
        // What stands in the cells that are named, added up by hand, is the figure.
        let total: i64 = sources
            .iter()
            .map(|source| {
                let (file, place) = (text(&source["file"]), text(&source["place"]));
                assert!(file.starts_with("收回/"), "{formula}: {file}");
                whole(&cell(&world, file, place))
            })
            .sum();
        assert_eq!(total, whole(value), "{formula}");
        sums += 1;
    }
    assert!(sums > 15, "{sums}");
}

fn text(value: &Json) -> &str {
    value.as_str().expect("a text")
}

/// The number in a text, as the people of the example write it.
fn whole(text: &str) -> i64 {
    let digits: String = text
        .chars()
        .map(|c| {
            if ('０'..='９').contains(&c) { char::from(b'0' + (c as u32 - '０' as u32) as u8) } else { c }
        })
        .filter(char::is_ascii_digit)
        .collect();
    digits.parse().unwrap_or_else(|_| panic!("“{text}” is a number"))
}

/// What stands at `填报!B11` of a file.
fn cell(world: &Memory, file: &str, place: &str) -> String {
    let bytes = &world.files[Path::new(file)];
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let (_, address) = place.split_once('!').expect("a sheet");
    let mut book = spreadsheet::open(bytes, file, &mut sources, &mut findings).expect("it opens");
    let sheets = book.all(&|name| name == "填报", &mut sources, &mut findings).expect("it is read");
    let grid = sheets.into_iter().find_map(|sheet| sheet.grid).expect("it has the sheet");
    for row in 0..grid.rows.len() {
        for column in 0..grid.columns.len() {
            if grid.address(row, column) == address {
                let span = grid.cell(row, column).span;
                return sources.get(grid.source).text[span.start..span.end].to_owned();
            }
        }
    }
    panic!("{file} has no cell {address}")
}

const ROSTER: &str = "代码,单位名称\n1,甲镇\n2,乙镇\n";
const FORM: &str = "单位: {名称: 某某县委组织部}
表单:
  名称: 摸底表
  栏目:
    - {名称: 党员数, 组: 党员, 类型: 整数, 计量单位: 名}
    - {名称: 流动, 组: 党员, 类型: 整数, 计量单位: 名}
    - {名称: 支部数, 类型: 整数, 计量单位: 个}
    - {名称: 问题, 可以不填: 是}
";

/// A world with a workbook and the returns of both units, as somebody may type them.
fn world(data: &str) -> Memory {
    let mut world = Memory::default();
    world.files.insert("资料.yaml".into(), data.into());
    world.files.insert("名册.csv".into(), ROSTER.into());
    for (name, row) in [("甲镇", "120,10,6,没有场所"), ("乙镇", "80,4,3,")] {
        let table = format!("单位名称,党员数,流动,支部数,问题\n{name},{row}\n");
        world.files.insert(format!("收回/{name}.csv").into(), table.into());
    }
    world
}

fn grading(by: &str, ledger: &str) -> String {
    format!(
        "{FORM}评分标准:
  名称: 评分标准
  项目:
    - {{项目: 培训, 分值: 60, 办法: 扣分, 按: {by}, 低于: 3, 扣: 20}}
    - {{项目: 支部, 分值: 40, 办法: 扣分, 按: 支部数, 低于: 5, 扣: 10}}
  等级: [{{名称: 好, 不低于: 80}}, {{名称: 差, 不低于: 0}}]
{ledger}"
    )
}

const LEDGER: &str = "台账:
  - 名称: 培训台账
    单位列: 单位
    行:
      - {日期: 2026-03-01, 单位: 甲镇, 类型: 培训}
      - {日期: 2026-03-09, 单位: 甲镇, 类型: 培训}
      - {日期: 2026-03-11, 单位: 乙镇, 类型: 会议}
";

#[test]
fn marks_may_come_from_the_share_of_a_ledger_that_a_unit_has() {
    let mut world = world(&grading("次数(类型=培训)", LEDGER));
    let run = gongwen(READ, &mut world);
    assert_eq!(run.exit, Exit::Done, "{}", run.err);
    let rows = rows(&world, "汇总/评分明细.xlsx");
    insta::assert_snapshot!(rows);
}

/// The rows of the first sheet of a file.
pub fn rows(world: &Memory, file: &str) -> String {
    rows_of(world, file, "")
}

/// The rows of the sheet of a file that has this name, or of the first.
pub fn rows_of(world: &Memory, file: &str, name: &str) -> String {
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let mut book = spreadsheet::open(&world.files[Path::new(file)], file, &mut sources, &mut findings)
        .expect("it opens");
    let wanted = |other: &str| name.is_empty() || other == name;
    let sheets = book.all(&wanted, &mut sources, &mut findings).expect("it is read");
    let grid = sheets.into_iter().find_map(|sheet| sheet.grid).expect("it has a sheet");
    let words = |row: usize, column: usize| {
        let span = grid.cell(row, column).span;
        sources.get(grid.source).text[span.start..span.end].to_owned()
    };
    let line = |row: usize| (0..grid.columns.len()).map(|column| words(row, column)).collect::<Vec<_>>();
    (0..grid.rows.len()).map(|row| line(row).join(" | ")).collect::<Vec<_>>().join("\n")
}

#[test]
fn marks_from_a_ledger_that_cannot_be_had_are_told_once() {
    let mut told = Vec::new();
    for (by, ledger) in [
        ("次数(类型=培训)", LEDGER.replace("    单位列: 单位\n", "")),
        ("次数(内容=培训)", LEDGER.to_owned()),
        ("次数(类型=培训)", String::new()),
        ("次数(类型=培训)", LEDGER.replace("乙镇", "丙镇")),
    ] {
        let run = gongwen(READ, &mut world(&grading(by, &ledger)));
        told.push(format!("{:?}\n{}", run.exit, run.err));
    }
    insta::assert_snapshot!(told.join("\n----\n"));
}

#[test]
fn what_a_round_writes_it_does_not_read() {
    // One workbook for all: the form, and a ledger that is written when the returns are read.
    let ledger = "台账: {名称: 填报, 文件: 汇总/填报数据.xlsx}\n";
    let mut world = world(&format!("{FORM}{ledger}"));
    let run = gongwen("collect make 资料.yaml --roster 名册.csv -o 表", &mut world);
    assert_eq!(run.exit, Exit::Done, "{}", run.err);
    let run = gongwen(READ, &mut world);
    assert_eq!(run.exit, Exit::Done, "{}", run.err);
    // Another ledger that is not there is a fault as ever, once it matters.
    let mut world = self::world(&format!("{FORM}台账: {{名称: 别的, 文件: 台账.xlsx}}\n"));
    let run = gongwen(READ, &mut world);
    assert_eq!(run.exit, Exit::Failed);
    assert!(run.err.contains("台账.xlsx"), "{}", run.err);
}

fn papers(source: &str) -> String {
    format!(
        "{FORM}台账: {{名称: 填报, 文件: 汇总/填报数据.xlsx}}
表: [{{名称: 汇总, 取自: {source}}}]
文稿:
  - {{文种: 其他公文, 载体: 无, 标题: 摸底汇总, 附件: 无, 章节: [{{标题: 无, 正文: \"见表：汇总\"}}]}}
"
    )
}

#[test]
fn a_table_may_have_the_columns_of_the_form() {
    let mut texts = Vec::new();
    for source in ["{照表单: 是}", "{照表单: 是, 不列: [问题, 流动], 排序: 党员数}"] {
        let mut world = world(&papers(source));
        assert_eq!(gongwen(READ, &mut world).exit, Exit::Done);
        let run = gongwen("build 资料.yaml -o 输出 --to text", &mut world);
        assert_eq!((run.exit, run.err.as_str()), (Exit::Done, ""));
        texts.push(text_of(&world, &only_file(&world, ".txt").0));
    }
    insta::assert_snapshot!(texts.join("\n----\n"));
}

#[test]
fn a_table_by_the_form_that_cannot_be_made_is_told() {
    let mut told = Vec::new();
    for data in [
        papers("{照表单: 是, 按: 单位名称}"),
        papers("{照表单: 是, 不列: [流动人口]}"),
        papers("{照表单: 是}")
            .replace("表单:\n", "表单 :\n")
            .replacen("表单 :", "其他:", 1)
            .replace("  名称: 摸底表\n", ""),
    ] {
        let mut world = world(&papers("{照表单: 是}"));
        assert_eq!(gongwen(READ, &mut world).exit, Exit::Done);
        world.files.insert("资料.yaml".into(), data.into());
        let run = gongwen("build 资料.yaml -o 输出", &mut world);
        assert_eq!(run.exit, Exit::Failed);
        told.push(run.err);
    }
    insta::assert_snapshot!(told.join("\n----\n"));
}

#[test]
fn what_is_wrong_with_a_form_is_told_where_its_notice_is_made() {
    let data = "单位: {名称: 某某县委组织部}
表单:
  名称: 摸底表
  栏目:
    - {名称: 党员数, 类型: 整数, 最小: 9, 最大: 1}
    - {名称: 书记, 类型: 选项}
  校验: [党员 ≥ 1]
评分标准:
  名称: 评分标准
  项目: [{项目: 书记, 分值: 10, 办法: 是否, 按: 书记配备}]
附件: [{名称: 摸底表, 表: 摸底表}]
文稿:
  - {文种: 其他公文, 载体: 无, 标题: 摸底, 章节: [{标题: 无, 正文: 填报摸底表。}]}
";
    let mut world = Memory::default();
    world.files.insert("资料.yaml".into(), data.into());
    let run = gongwen("build 资料.yaml -o 输出", &mut world);
    assert_eq!(run.exit, Exit::Failed);
    insta::assert_snapshot!(run.err);
    let checked = gongwen("check 资料.yaml", &mut world);
    assert_eq!(checked.exit, Exit::Findings);
    for line in run.err.lines().filter(|line| line.starts_with("错误")) {
        assert!(checked.out.contains(line), "{line}");
    }
}

#[test]
fn what_is_hidden_or_merged_in_a_return_is_told() {
    let (cells, told) = (["单位名称", "党员数", "流动", "支部数", "问题"], &mut Vec::new());
    let mut sheet = gongwen::xlsx::Sheet { name: "填报".to_owned(), ..gongwen::xlsx::Sheet::default() };
    for (row, words) in [cells, ["甲镇", "120", "10", "6", ""]].iter().enumerate() {
        for (column, word) in words.iter().enumerate() {
            sheet.cells.push(gongwen::collect::outputs::entry(row as u32, column as u16, word));
        }
    }
    let mut merged = sheet.clone();
    merged.merged.push(gongwen::xlsx::Area { top: 1, left: 1, bottom: 1, right: 2 });
    let second = gongwen::xlsx::Sheet { name: "旧".to_owned(), hidden: true, ..sheet.clone() };
    let hidden = gongwen::xlsx::Sheet { hidden: true, ..sheet.clone() };
    let cover = gongwen::xlsx::Sheet { name: "封面".to_owned(), ..gongwen::xlsx::Sheet::default() };
    for sheets in [vec![merged], vec![sheet.clone(), second], vec![cover, hidden]] {
        let mut world = world(FORM);
        let bytes = gongwen::xlsx::write(&sheets).expect("it is written");
        world.files.remove(Path::new("收回/甲镇.csv"));
        world.files.insert("收回/甲镇.xlsx".into(), bytes);
        told.push(gongwen(READ, &mut world).err);
    }
    insta::assert_snapshot!(told.join("\n----\n"));
}

#[test]
fn a_ledger_of_units_is_none_of_activities() {
    let data = format!(
        "{}台账: {{名称: 填报, 文件: 汇总/填报数据.xlsx}}
活动: 党建工作
存在问题: 有的支部没有场所。
主要成效: 现有党员【合计(党员数)】。
文稿:
  - {{文种: 工作总结, 标题: 党建工作总结, 署名: 某某县委组织部, 成文日期: 2026-06-30, 起始日期: 2026-01-01, 截止日期: 2026-06-30}}
",
        FORM.replace("    - {名称: 问题", "    - {名称: 建站日期, 类型: 日期, 可以不填: 是}\n    - {名称: 问题")
    );
    let mut world = world(&data);
    let table = "单位名称,党员数,流动,支部数,建站日期,问题\n甲镇,120,10,6,1998-07-01,\n";
    world.files.insert("收回/甲镇.csv".into(), table.into());
    assert_eq!(gongwen(READ, &mut world).exit, Exit::Findings);
    let run = gongwen("build 资料.yaml -o 输出 --to text", &mut world);
    assert_eq!((run.exit, run.err.as_str()), (Exit::Done, ""));
    let text = text_of(&world, &only_file(&world, ".txt").0);
    assert!(text.contains("现有党员120名"), "{text}");
    // Units are not counted as activities, and the day on which a place was opened is no day of this half-year.
    assert!(!text.contains("开展活动"), "{text}");
}

#[test]
fn the_keys_of_one_part_can_be_listed_by_themselves() {
    let run = gongwen("fields 评分标准", &mut Memory::default());
    assert_eq!(run.exit, Exit::Done);
    let keys: Vec<&str> = run.out.lines().skip(1).filter_map(|line| line.split('\t').next()).collect();
    assert!(keys.iter().all(|key| key.starts_with("评分标准")), "{keys:?}");
    assert!(keys.contains(&"评分标准.一票否决[].条件"), "{keys:?}");
    // 制度 is a kind as well: what it uses is listed, as ever.
    let run = gongwen("fields 制度", &mut Memory::default());
    assert!(run.out.contains("单位.名称\t"), "{}", run.out);
    assert_eq!(gongwen("fields 表丹", &mut Memory::default()).exit, Exit::Failed);
}

/// The notice that asks and the report that tells, in one workbook.
pub const CIRCLE: &str = "单位: {名称: 某某县委组织部, 印发机关: 某某县委办公室}
活动: {名称: 开展摸底, 目的: 摸清底数}
表单:
  名称: 摸底表
  截止日期: 2026-04-30
  栏目: [{名称: 党员数, 类型: 整数, 计量单位: 名}, {名称: 书记, 选项: [专职, 兼职]}]
台账:
  - {名称: 填报, 文件: 汇总/填报数据.xlsx}
  - {名称: 报送, 文件: 汇总/报送台账.xlsx}
数字: {党员总数: 合计(党员数)}
表:
  - {名称: 汇总表, 取自: {台账: 填报, 照表单: 是}}
附件: [{名称: 摸底表, 表: 摸底表}, {名称: 汇总表, 表: 汇总表}]
通知事项: [{名称: 填报, 内容: 照表填。}]
文稿:
  - {文种: 通知, 标题: 关于开展摸底的通知, 发文字号: 某组发〔2026〕8号, 主送机关: 各镇, 成文日期: 2026-04-10, 印发: {日期: 2026-04-10}, 附件: [摸底表]}
  - {文种: 自查报告, 载体: 无, 署名: 某某县委组织部, 成文日期: 2026-05-20, 标题: 摸底总结, 附件: [汇总表], 章节: [{标题: 情况, 正文: \"共有党员【党员总数】名，未报【次数(状态=未报，台账=报送)】个。\"}]}
";

#[test]
fn one_workbook_asks_and_tells() {
    let mut world = Memory::default();
    world.files.insert("资料.yaml".into(), CIRCLE.into());
    world.files.insert("名册.csv".into(), "单位名称,单位代码\n甲镇,001\n乙镇,002\n".into());
    // Before anything came back: what needs no returns is made, and what is not there yet is told.
    let run = gongwen("build 资料.yaml --kind 通知 -o 输出", &mut world);
    assert_eq!((run.exit, run.out.as_str()), (Exit::Done, "输出/关于开展摸底的通知.docx\n"), "{}", run.err);
    let awaited = |text: &str| text.matches("提示[ledger-awaited]").count();
    assert_eq!(awaited(&run.err), 2, "{}", run.err);
    assert!(run.err.contains("提示[ledger-awaited]：还没有“汇总/填报数据.xlsx”，用到它的文件现在做不了"));
    // What needs them is not made of nothing.
    let before = world.files.len();
    let run = gongwen("build 资料.yaml --kind 自查报告 -o 输出", &mut world);
    assert_eq!((run.exit, world.files.len()), (Exit::Failed, before), "{}", run.err);
    assert_eq!(run.err.matches("错误[ledger-awaited]：台账“填报”还没有做出来").count(), 1, "{}", run.err);
    assert_eq!(run.err.matches("错误[ledger-awaited]：台账“报送”还没有做出来").count(), 1, "{}", run.err);
    // Another ledger with a column of that name does not stand in for it.
    let others = "台账:\n  - {名称: 党费, 行: [{单位: 甲镇, 党员数: 3}]}\n  - {名称: 填报, ";
    world.files.insert("两个.yaml".into(), CIRCLE.replace("台账:\n  - {名称: 填报, ", others).into());
    let run = gongwen("build 两个.yaml --kind 自查报告 -o 输出", &mut world);
    let told = run.err.matches("台账“填报”还没有做出来").count();
    assert_eq!((run.exit, told), (Exit::Failed, 1), "{}", run.err);
    // So is it in the workbook of the papers alone; one of another name is simply missing.
    let (own, _) = CIRCLE.split_once("表单:").expect("it has a form");
    let rest = CIRCLE.split_once("台账:").expect("it has ledgers").1;
    world.files.insert("别的.yaml".into(), format!("{own}台账:{rest}").into());
    let run = gongwen("build 别的.yaml --kind 自查报告 -o 输出", &mut world);
    assert_eq!(run.err.matches("错误[ledger-awaited]").count(), 2, "{}", run.err);
    let elsewhere = format!("{own}台账:{rest}").replace("填报数据", "数据").replace("报送台账", "台账");
    world.files.insert("别的.yaml".into(), elsewhere.into());
    let run = gongwen("build 别的.yaml --kind 自查报告 -o 输出", &mut world);
    assert_eq!(run.err.matches("错误[file-not-found]").count(), 2, "{}", run.err);
    assert!(!run.err.contains("figure-ledger") && !run.err.contains("ledger-awaited"), "{}", run.err);
    // The circle closes.
    world.files.insert("收回/甲.csv".into(), "单位名称,党员数,书记\n甲镇,86,专职\n".into());
    let run = gongwen("collect read 资料.yaml --roster 名册.csv 收回 -o 汇总", &mut world);
    assert!(run.err.contains("2个单位：已报1个，退回修改0个，重复报送0个，未报1个"), "{}", run.err);
    let run = gongwen("build 资料.yaml --to text -o 文字", &mut world);
    assert_eq!((run.exit, awaited(&run.err)), (Exit::Done, 0), "{}", run.err);
    let text = String::from_utf8_lossy(&world.files[Path::new("文字/摸底总结.txt")]).into_owned();
    assert!(text.contains("共有党员86名，未报1个。"), "{text}");
    // Units are counted in 个; a state that nobody is in is no slip.
    world.files.insert("收回/乙.csv".into(), "单位名称,党员数,书记\n乙镇,14,专职\n".into());
    let run = gongwen("collect read 资料.yaml --roster 名册.csv 收回 -o 汇总", &mut world);
    assert!(run.err.contains("2个单位：已报2个"), "{}", run.err);
    let asked =
        "【分项(次数(台账=填报)，书记)】，兼职【次数(书记=兼职)：零写“没有”】，【分项(合计(党员数)，书记)】";
    let text = CIRCLE.replace(
        "未报【次数(状态=未报，台账=报送)】个",
        &format!("未报【次数(状态=未报，台账=报送)：零写“没有”】，{asked}"),
    );
    world.files.insert("资料.yaml".into(), text.into());
    let run = gongwen("build 资料.yaml --to text -o 文字 --kind 自查报告 --force", &mut world);
    assert_eq!((run.exit, run.err.as_str()), (Exit::Done, ""));
    let text = String::from_utf8_lossy(&world.files[Path::new("文字/摸底总结.txt")]).into_owned();
    assert!(text.contains("共有党员100名，未报没有，专职2个，兼职没有，专职100名。"), "{text}");
    // A word that none of them may have is one.
    let text = CIRCLE.replace("状态=未报", "状态=未交");
    world.files.insert("资料.yaml".into(), text.into());
    let run = gongwen("build 资料.yaml --to text -o 文字 --kind 自查报告 --force", &mut world);
    assert!(run.err.contains("台账的“状态”一列里没有“未交”"), "{}", run.err);
}

#[test]
fn what_waits_for_the_returns_is_neither_checked_nor_decided() {
    let mut world = Memory::default();
    world.files.insert("资料.yaml".into(), CIRCLE.into());
    // The formula is not printed: nothing is said of its brackets.
    let run = gongwen("check 资料.yaml", &mut world);
    assert!(!run.out.contains("[G0"), "{}", run.out);
    let run = gongwen("figures 资料.yaml", &mut world);
    let listed = "《摸底总结》\n    算不出来\t党员总数\n    算不出来\t次数(状态=未报，台账=报送)\n";
    assert!(run.out.contains(listed), "{}", run.out);
    // What hangs on it says so.
    let text = CIRCLE.replace("\"共有党员", "\"【如有：填报】共有党员");
    world.files.insert("资料.yaml".into(), text.into());
    let run = gongwen("build 资料.yaml --kind 通知 -o 输出", &mut world);
    assert_eq!(run.exit, Exit::Findings, "{}", run.err);
    assert!(run.err.contains("警告[ledger-awaited]：台账“填报”还没有做出来，这里当作没有"), "{}", run.err);
}

#[test]
fn what_last_year_collected_is_not_carried_over() {
    let mut world = Memory::default();
    let reminder = "  催办: {成文日期: 2026-05-06, 发文字号: 某组函〔2026〕【顺序号】号}\n  栏目:";
    let data = CIRCLE.replacen("  栏目:", reminder, 1);
    for (path, text) in [
        ("去年/资料.yaml", data.as_str()),
        ("去年/名册.csv", "单位名称,单位代码\n甲镇,001\n"),
        ("去年/收回/甲.csv", "单位名称,党员数,书记\n甲镇,86,专职\n"),
    ] {
        world.files.insert(path.into(), text.into());
    }
    gongwen("collect read 去年/资料.yaml --roster 去年/名册.csv 去年/收回 -o 去年/汇总", &mut world);
    assert!(world.files.contains_key(Path::new("去年/汇总/填报数据.xlsx")));
    let run = gongwen("new 今年 --from 去年/资料.yaml --year 2027", &mut world);
    assert_eq!(run.exit, Exit::Done, "{}", run.err);
    let text = String::from_utf8_lossy(&world.files[Path::new("今年/资料.yaml")]).into_owned();
    assert!(text.contains("发文字号: 某组函〔2027〕【顺序号】号"), "{text}");
    let carried: Vec<_> = world.files.keys().filter(|path| path.starts_with("今年")).collect();
    assert_eq!(carried, [Path::new("今年/资料.yaml")], "{}", run.err);
    for file in ["填报数据.xlsx", "报送台账.xlsx"] {
        let told = format!("{file}是收表做出来的，没有带过来");
        assert!(run.err.contains(&told), "{}", run.err);
    }
}

#[test]
fn where_nothing_was_sound_or_nobody_asks_it_is_said() {
    let mut world = Memory::default();
    world.files.insert("资料.yaml".into(), CIRCLE.into());
    world.files.insert("名册.csv".into(), "单位名称,单位代码\n甲镇,001\n".into());
    world.files.insert("收回/甲.csv".into(), "单位名称,党员数,书记\n甲镇,约86,专职\n".into());
    gongwen(READ, &mut world);
    let run = gongwen("build 资料.yaml --to text -o 文字 --kind 自查报告", &mut world);
    assert!(run.err.contains("警告[table-without-rows]：还没有一个单位报来的表能用"), "{}", run.err);
    assert!(run.err.contains("怎么改：看“问题清单.xlsx”，退回去改正了"), "{}", run.err);
    // Without 单位 the tables are made, and no notices.
    let (_, rest) = CIRCLE.split_once('\n').expect("it has lines");
    world.files.insert("资料.yaml".into(), rest.into());
    world.files.retain(|path, _| !path.starts_with("汇总"));
    let run = gongwen(READ, &mut world);
    assert_eq!((run.exit, run.err.matches("错误[missing-field]").count()), (Exit::Failed, 1), "{}", run.err);
    assert!(run.err.contains("“资料”缺少“单位”，退回修改和催报的通知做不了；各张表照做\n --> 资料.yaml\n"));
    assert!(world.files.contains_key(Path::new("汇总/问题清单.xlsx")));
    assert!(!world.files.keys().any(|path| path.starts_with("汇总/退回修改")), "{:?}", world.files.keys());
}

#[test]
fn grades_and_choices_stand_in_their_order_and_marks_are_not_added() {
    let data = "单位: {名称: 某某县委组织部}
表单:
  名称: 摸底表
  栏目: [{名称: 培训率, 类型: 百分数}, {名称: 书记, 选项: [专职, 兼职, 空缺]}, {名称: 到任, 类型: 日期}]
评分标准:
  名称: 标准
  项目: [{项目: 培训, 分值: 100, 办法: 比例, 按: 培训率, 满分线: 100%}]
  等级: [{名称: 示范, 不低于: 90}, {名称: 达标, 不低于: 60}, {名称: 整改, 不低于: 0}]
台账: {名称: 填报, 文件: 汇总/填报数据.xlsx}
表:
  - {名称: 明细, 取自: {台账: 填报, 照表单: 是, 列: [得分, 等级]}}
  - {名称: 各等, 取自: {台账: 填报, 分组: 等级, 小计: 否, 列: [序号, 单位名称, 得分]}}
附件: [{名称: 明细, 表: 明细}, {名称: 各等, 表: 各等}]
文稿:
  - {文种: 自查报告, 载体: 无, 署名: 某某县委组织部, 成文日期: 2026-05-20, 标题: 总结, 附件: [明细, 各等], 章节: [{标题: 情况, 正文: \"【分项(次数()，等级)】；【分项(次数()，书记)】。7月10日以后填的【次数(到任>2026年7月10日)】个，早于这天的【次数(到任<2026-07-10)】个。\"}]}
";
    let mut world = Memory::default();
    world.files.insert("资料.yaml".into(), data.into());
    world.files.insert("名册.csv".into(), "单位名称,单位代码\n甲镇,001\n乙镇,002\n丙镇,003\n".into());
    let returns = "单位名称,培训率,书记,到任\n甲镇,50%,空缺,2026-07-11\n乙镇,95%,兼职,2026-08-01\n丙镇,70%,专职,2026-07-09\n";
    world.files.insert("收回/全.csv".into(), returns.into());
    let run = gongwen(READ, &mut world);
    assert!(run.err.contains("已报3个"), "{}", run.err);
    let run = gongwen("build 资料.yaml --to text -o 文字", &mut world);
    assert_eq!(run.exit, Exit::Done, "{}", run.err);
    let text = String::from_utf8_lossy(&world.files[Path::new("文字/总结.txt")]).into_owned();
    assert!(text.contains("示范1个、达标1个、整改1个；专职1个、兼职1个、空缺1个。"), "{text}");
    assert!(text.contains("序号\t单位名称\t培训率\t书记\t到任\t得分（分）\t等级"), "{text}");
    let at = |word: &str| text.rfind(word).expect(word);
    // Days of a form are days.
    assert!(text.contains("7月10日以后填的2个，早于这天的1个。"), "{text}");
    assert!(at("示范") < at("达标") && at("达标") < at("整改"), "{text}");
    assert!(!text.contains("合计") && !text.contains("215"), "{text}");
}
