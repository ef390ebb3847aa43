//! Returns as offices send them: several units in one sheet, other people's rows, totals and remarks of their own, copies, files that
//! are no tables. Nothing is lost, and nothing is given to another.

use std::path::Path;

use gongwen::cli::Exit;
use gongwen::collect::outputs::entry;
use gongwen::world::memory::Memory;
use gongwen::xlsx::{self, Sheet};

use crate::program::gongwen;

const ROSTER: &str = "单位代码,单位名称\n001,甲镇\n002,乙镇\n003,丙镇\n";
const ONE: &str = "单位: {名称: 某某县委组织部}
表单:
  名称: 摸底表
  期次: 2026年二季度
  栏目:
    - {名称: 党员数, 类型: 整数, 计量单位: 名}
    - {名称: 支部数, 类型: 整数, 计量单位: 个}
    - {名称: 问题, 可以不填: 是}
";
const MANY: &str = "单位: {名称: 某某县委组织部}
表单:
  名称: 项目表
  填报方式: 多行
  栏目:
    - {名称: 项目}
    - {名称: 投资, 类型: 数, 计量单位: 万元}
";
const READ: &str = "collect read 资料.yaml --roster 名册.csv 收回 -o 汇总";

fn world(data: &str, returns: &[(&str, &str)]) -> Memory {
    let mut world = Memory::default();
    world.files.insert("资料.yaml".into(), data.into());
    world.files.insert("名册.csv".into(), ROSTER.into());
    for (name, text) in returns {
        world.files.insert(Path::new("收回").join(name), (*text).into());
    }
    world
}

/// Sheets of a file, each cell as somebody typed it.
fn sheets(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let made: Vec<Sheet> = sheets
        .iter()
        .map(|(name, rows)| {
            let mut sheet = Sheet { name: (*name).to_owned(), ..Sheet::default() };
            for (row, words) in rows.iter().enumerate() {
                for (column, word) in words.iter().enumerate().filter(|(_, word)| !word.is_empty()) {
                    sheet.cells.push(entry(row as u32, column as u16, word));
                }
            }
            sheet
        })
        .collect();
    xlsx::write(&made).expect("it is written")
}

/// What a round says, and the sums that it comes to.
fn told(world: &mut Memory) -> String {
    let run = gongwen(READ, world);
    let data = "单位: {名称: 某某县委组织部}
台账: {名称: 填报, 文件: 汇总/填报数据.xlsx}
文稿: [{文种: 其他公文, 载体: 无, 标题: 数, 附件: 无, 章节: [{标题: 无, 正文: 【分项(合计(数)，单位名称)】。}]}]
";
    let column = if run.err.contains("项目表")
        || world.files[Path::new("资料.yaml")].starts_with(MANY.as_bytes())
    {
        "投资"
    } else {
        "党员数"
    };
    let own = world.files[Path::new("资料.yaml")].clone();
    world.files.insert("数.yaml".into(), data.replace("合计(数)", &format!("合计({column})")).into());
    let sums = gongwen("build 数.yaml -o 数 --to text", world);
    let text = world.files.iter().find(|(path, _)| path.starts_with("数") && path.extension().is_some());
    let text = text
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
        .filter(|_| sums.exit == Exit::Done);
    world.files.retain(|path, _| !path.starts_with("数"));
    world.files.insert("资料.yaml".into(), own);
    format!("{:?}\n{}\n{}", run.exit, run.err, text.unwrap_or_else(|| "没有数\n".to_owned()))
}

#[test]
fn units_that_share_a_sheet_each_have_their_rows() {
    let mut all = Vec::new();
    let stacked = "单位名称,党员数,支部数,问题\n甲镇,10,1,\n乙镇,20,2,人少\n丙镇,约30,3,\n";
    all.push(told(&mut world(ONE, &[("全县.csv", stacked)])));
    // A sheet that belongs to one unit and names others.
    let own = "单位名称,甲镇,,\n单位代码,001,,\n单位名称,党员数,支部数,问题\n甲镇,10,1,\n乙镇,20,2,\n";
    all.push(told(&mut world(ONE, &[("甲镇.csv", own)])));
    let other = "单位名称,甲镇,,\n单位代码,001,,\n单位名称,党员数,支部数,问题\n乙镇,20,2,\n";
    all.push(told(&mut world(ONE, &[("甲镇.csv", other)])));
    // By its code one's, by its name another's.
    let torn = "单位名称,乙镇,,\n单位代码,001,,\n单位名称,党员数,支部数,问题\n,20,2,\n";
    all.push(told(&mut world(ONE, &[("表.csv", torn)])));
    let own = "单位名称,党员数,支部数,问题\n甲镇,11,1,\n";
    all.push(told(&mut world(ONE, &[("表.csv", torn), ("甲镇.csv", own)])));
    // Who has a return of its own is not held up by what another one says.
    let fine = "单位名称,党员数,支部数,问题\n乙镇,21,2,\n";
    all.push(told(&mut world(ONE, &[("甲镇.csv", other), ("乙镇.csv", fine)])));
    let rows = "序号,单位名称,项目,投资（万元）\n1,甲镇,路,10\n2,,桥,5\n3,乙镇,渠,7.5\n4,不知,坝,1\n";
    all.push(told(&mut world(MANY, &[("全县.csv", rows)])));
    insta::assert_snapshot!(all.join("\n--------\n"));
}

#[test]
fn a_second_table_in_a_file_is_another_unit_s_or_told() {
    let head: &[&str] = &["单位名称", "党员数", "支部数", "问题"];
    let mut all = Vec::new();
    for (second, row) in [
        (head, &["乙镇", "20", "2", ""][..]),
        (&["单位名称", "党员数", "支部数量", "问题"], &["乙镇", "20", "2", ""]),
        (head, &["甲镇", "11", "1", ""]),
        (&["单位名称", "党员数", "支部数量", "问题"], &["甲镇", "20", "2", ""]),
    ] {
        let mut world = world(ONE, &[]);
        let bytes = sheets(&[("一", &[head, &["甲镇", "10", "1", ""]]), ("二", &[second, row])]);
        world.files.insert("收回/表.xlsx".into(), bytes);
        all.push(told(&mut world));
    }
    insta::assert_snapshot!(all.join("\n--------\n"));
}

#[test]
fn totals_remarks_and_signatures_are_no_rows() {
    let many = "序号,项目,投资（万元）\n1,路,10\n2,桥,5\n,小计,15\n3,渠,7\n,合计,22\n\n说明：桥的投资是概算。,,\n审核人：,,负责人：\n";
    let many = format!("单位名称,甲镇,\n{many}");
    let one = "单位名称,甲镇,,\n单位名称,党员数,支部数,问题\n甲镇,10,1,\n审核人：,,单位负责人：,\n含临时党支部的党员3名。,,,\n";
    let all = [told(&mut world(MANY, &[("甲.csv", &many)])), told(&mut world(ONE, &[("甲.csv", one)]))];
    insta::assert_snapshot!(all.join("\n--------\n"));
}

#[test]
fn copies_scans_and_files_that_cannot_be_opened_are_told() {
    let fine = "单位名称,党员数,支部数,问题\n甲镇,10,1,\n";
    let mut world =
        world(ONE, &[("甲镇.csv", fine), ("甲镇(1).csv", fine), ("乙镇.xlsx", "坏"), ("扫描.pdf", "%PDF")]);
    world.files.insert("收回/丙.zip".into(), b"PK".to_vec());
    world.files.insert("收回/~$甲镇.xlsx".into(), b"x".to_vec());
    insta::assert_snapshot!(told(&mut world));
}

#[test]
fn what_a_round_wrote_is_no_return() {
    let one = |unit: &str, count: &str| format!("单位名称,党员数,支部数,问题\n{unit},{count},1,\n");
    let mut all = Vec::new();
    for output in ["收回", "收回/汇总", "汇总"] {
        let mut world = world(ONE, &[("甲.csv", &one("甲镇", "约10")), ("乙.csv", &one("乙镇", "20"))]);
        let command = format!("collect read 资料.yaml --roster 名册.csv 收回 -o {output}");
        let count = |world: &mut Memory| {
            let run = gongwen(&command, world);
            run.err
                .lines()
                .filter(|line| line.contains("个单位：") || line.contains("有人改过"))
                .collect::<Vec<_>>()
                .join("\n")
        };
        all.push(count(&mut world));
        all.push(count(&mut world));
        // Corrected, then another one has to correct: nobody has touched what was written.
        world.files.insert("收回/甲.csv".into(), one("甲镇", "10").into());
        all.push(count(&mut world));
        world.files.insert("收回/乙.csv".into(), one("乙镇", "多").into());
        all.push(count(&mut world));
        let notice = Path::new(output).join("退回修改").join("乙镇.docx");
        assert!(world.files.contains_key(&notice), "{output}");
    }
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn a_form_of_another_round_is_told_and_one_that_was_mended_is_read() {
    let mut all = Vec::new();
    let table = |title: &str, version: &str| {
        format!(
            "{title},,,\n单位名称,甲镇,,\n表单版本,{version},,\n单位名称,党员数,支部数,问题\n甲镇,10,1,\n"
        )
    };
    for (title, version) in [
        ("摸底表（2026年一季度）", "1-zzzz"),
        ("摸底表（2026年二季度）", "1-zzzz"),
        ("摸底表（2026年二季度）", "0-zzzz"),
    ] {
        all.push(told(&mut world(ONE, &[("甲.csv", &table(title, version))])));
    }
    insta::assert_snapshot!(all.join("\n--------\n"));
}

#[test]
fn a_code_that_excel_has_cut_is_known_by_its_unit() {
    let table = |code: &str, name: &str| {
        format!("单位代码,{code},,\n单位名称,{name},,\n单位名称,党员数,支部数,问题\n{name},10,1,\n")
    };
    let run = gongwen(READ, &mut world(ONE, &[("甲.csv", &table("1", "甲镇"))]));
    assert!(run.err.contains("已报1个"), "{}", run.err);
    let run = gongwen(READ, &mut world(ONE, &[("甲.csv", &table("2", "甲镇"))]));
    assert!(run.err.contains("名册里没有单位代码“2”"), "{}", run.err);
    // A roster without codes knows units by name.
    let mut world = world(ONE, &[("甲.csv", &table("7", "甲镇"))]);
    world.files.insert("名册.csv".into(), "单位名称\n甲镇\n乙镇\n".into());
    let run = gongwen(READ, &mut world);
    assert!(run.err.contains("已报1个"), "{}", run.err);
}

#[test]
fn what_a_form_cannot_mean_is_told_before_it_goes_out() {
    let data = "单位: {名称: 某某县委组织部}
表单:
  名称: 摸底表
  栏目:
    - {名称: 收入（万元）, 类型: 数}
    - {名称: 单位名称}
    - {名称: 联系电话}
    - {名称: 合计人数, 类型: 整数, 计量单位: 名}
    - {名称: 在编, 组: 人员（在册）, 类型: 整数, 计量单位: 名}
    - {名称: 培训率, 类型: 百分数}
    - {名称: 书记, 选项: [专职, 兼职]}
  校验: [合计人数 = 在编 + 编外, 培训率 ≥ 90, 书记 = 空缺]
";
    let run = gongwen("collect make 资料.yaml --roster 名册.csv -o 表", &mut world(data, &[]));
    assert_eq!(run.exit, Exit::Failed);
    let graded = "单位: {名称: 某某县委组织部}
表单:
  名称: 摸底表
  栏目:
    - {名称: 培训率, 类型: 百分数}
    - {名称: 书记, 选项: [专职, 兼职]}
    - {名称: 场所, 类型: 是否}
评分标准:
  名称: 评分标准
  项目:
    - {项目: 一, 分值: 10, 办法: 分档, 按: 培训率, 档: [{不低于: 80%, 得分: 5}, {不低于: 90%, 得分: 8}]}
    - {项目: 二, 分值: 10, 办法: 分档, 按: 培训率, 档: [{不低于: 80%, 得分: 50}]}
    - {项目: 三, 分值: 10, 办法: 是否, 按: 书记}
    - {项目: 四, 分值: 10, 办法: 比例, 按: 培训率, 满分线: 95}
    - {项目: 五, 分值: 10, 办法: 扣分, 按: 场所, 扣: 1}
    - {项目: 六, 分值: 10, 办法: 扣分, 按: 书记, 扣: 1}
  等级: [{名称: 好, 不低于: 80}, {名称: 中, 不低于: 60}]
";
    let read = gongwen(READ, &mut world(graded, &[("甲.csv", "单位名称\n甲镇\n")]));
    assert_eq!(read.exit, Exit::Failed);
    insta::assert_snapshot!(format!("{}\n--------\n{}", run.err, read.err));
}

#[test]
fn a_veto_that_cannot_be_judged_leaves_no_grade() {
    let data = "单位: {名称: 某某县委组织部}
表单:
  名称: 摸底表
  栏目:
    - {名称: 党员数, 类型: 整数, 计量单位: 名}
    - {名称: 事故, 类型: 整数, 计量单位: 起, 可以不填: 是}
  校验: [{条件: 党员数 > 0, 前提: 事故 / 党员数 > 1}]
评分标准:
  名称: 评分标准
  项目: [{项目: 一, 分值: 10, 办法: 扣分, 按: 党员数, 低于: 5, 扣: 1}]
  等级: [{名称: 好, 不低于: 1}, {名称: 差, 不低于: 0}]
  一票否决: [{条件: 事故 > 0, 等级: 差}]
";
    let mut world = world(
        data,
        &[("甲.csv", "单位名称,党员数,事故\n甲镇,10,\n"), ("乙.csv", "单位名称,党员数,事故\n乙镇,0,1\n")],
    );
    let run = gongwen(READ, &mut world);
    let rows = crate::collect_papers::rows(&world, "汇总/分类定级.xlsx");
    insta::assert_snapshot!(format!("{}\n{rows}", run.err));
}

#[test]
fn a_row_is_a_row_whatever_marks_it_has() {
    let data = "单位: {名称: 某某县委组织部}
表单:
  名称: 项目表
  填报方式: 多行
  栏目:
    - {名称: 项目}
    - {名称: 时间}
    - {名称: 投资, 类型: 数, 计量单位: 万元, 可以不填: 是}
    - {名称: 其他, 可以不填: 是}
";
    let rows = "单位名称,甲镇,,,\n序号,项目,时间,投资（万元）,其他\n1,路,9:30,10,\n2,桥,14:00,,\n3,渠,10:00,,备：无\n序号,项目,时间,投资（万元）,其他\n4,说明：见下,下午,7,无\n5,塔,14:00—15:00,未统计,\n6,,,,\n审核人：,张三,负责人：,,\n3户没有报。,,,,\n审核人：,,负责人：,,\n注：没有。,,,,\n";
    let mut world = world(data, &[("甲.csv", rows)]);
    let run = gongwen(READ, &mut world);
    world.files.insert("收回/甲.csv".into(), rows.replace("未统计", "8").into());
    let again = gongwen(READ, &mut world);
    let rows = crate::collect_papers::rows(&world, "汇总/填报数据.xlsx");
    insta::assert_snapshot!(format!("{:?}\n{}\n{:?}\n{rows}", run.exit, run.err, again.exit));
}

#[test]
fn a_form_below_a_form_gives_nothing_to_the_first() {
    let data = MANY.replace("计量单位: 万元", "计量单位: 万元, 可以不填: 是");
    let rows = "单位名称,甲镇,\n序号,项目,投资（万元）\n1,路,10\n项目表,,\n单位名称,乙镇,\n序号,项目,投资（万元）\n1,桥,5\n";
    insta::assert_snapshot!(told(&mut world(&data, &[("甲.csv", rows)])));
}

#[test]
fn what_stands_beside_the_table_is_quoted() {
    let one = "单位名称,党员数,支部数,问题\n甲镇,10,1,,另有3名流动党员未计\n";
    insta::assert_snapshot!(told(&mut world(ONE, &[("甲.csv", one)])));
}

#[test]
fn files_that_are_no_tables_are_told_and_not_reminded_of() {
    let fine = "单位名称,党员数,支部数,问题\n甲镇,10,1,\n";
    let text = "单位名称\t乙镇\n党员数\t支部数\n5\t1\n";
    let files =
        [("甲.csv", fine), ("甲镇.pdf", "%PDF"), ("乙镇.txt", text), ("记录.log", "x"), ("通知.yaml", "x")];
    let mut world =
        world(ONE, &[&files[..], &[("丙镇.PDF", "%PDF"), ("说明.md", "x"), ("收表.json", "{}")]].concat());
    let first = gongwen(READ, &mut world).err;
    world.files.insert("收回/乙.csv".into(), fine.replace("甲镇", "乙镇").into());
    insta::assert_snapshot!([first, gongwen(READ, &mut world).err].join("\n--------\n"));
}

#[test]
fn a_round_is_known_behind_the_name_of_the_form() {
    let of = |title: &str| {
        let table = format!("{title},,,\n单位名称,甲镇,,\n单位名称,党员数,支部数,问题\n甲镇,10,1,\n");
        let run = gongwen(READ, &mut world(ONE, &[("甲.csv", &table)]));
        let told = run.err.lines().find(|line| line.contains("[return-version]")).unwrap_or("照读");
        format!("{title}：{told}")
    };
    let titles = [
        "摸底表（2026年二季度）",
        "甲镇摸底表（2026年 二季度）",
        "摸底表 2026年二季度",
        "摸底表",
        "摸底表　2026年4月1日",
        "甲镇摸底表（盖章）",
        "请于7月前报摸底表，一季度的不用报。",
        "甲镇摸底表（2025年四季度）",
        "《摸底表》（2025年四季度）",
        "摸底表 2025年四季度",
        "附件1　甲镇摸底表填报情况(2026年1月)",
        "摸底表（样表）",
    ];
    insta::assert_snapshot!(titles.map(of).join("\n"));
}

#[test]
fn what_a_workbook_holds_beside_the_form_is_told() {
    let head: &[&str] = &["序号", "项目", "投资（万元）"];
    let form: &[&[&str]] = &[&["单位名称", "甲镇"], head, &["1", "路", "10"]];
    let mut all = Vec::new();
    for (name, rows) in [
        ("续表", &[&["2", "桥", "5"][..], &["3", "渠", "7"]][..]),
        ("说明", &[&["桥还没有开工，投资是概算，以后再报；渠的投资没有算进去，由乙镇报。"]]),
        ("签字", &[&["审核人：", "负责人："]]),
        ("签字", &[&["审核人：", "张三"]]),
        ("选项", &[&["甲", "乙"]]),
        ("又", form),
        ("又", &[&["单位名称", "甲镇"], head, &["2", "桥", "5"]]),
    ] {
        let mut world = world(MANY, &[]);
        world.files.insert("收回/甲镇.xlsx".into(), sheets(&[("填报", form), (name, rows)]));
        all.push(gongwen(READ, &mut world).err);
    }
    insta::assert_snapshot!(all.join("\n--------\n"));
}

/// A Word file of paragraphs and tables.
fn word(parts: &[Result<&str, &[&[&str]]>]) -> Vec<u8> {
    use docx_rs::{Docx, Paragraph, Run, Table, TableCell, TableRow};
    let paragraph = |text: &str| Paragraph::new().add_run(Run::new().add_text(text));
    let mut made = Docx::new();
    for part in parts {
        made = match part {
            Ok(text) => made.add_paragraph(paragraph(text)),
            Err(rows) => {
                let row = |words: &&[&str]| {
                    let cells = words.iter().map(|word| TableCell::new().add_paragraph(paragraph(word)));
                    TableRow::new(cells.collect())
                };
                made.add_table(Table::new(rows.iter().map(row).collect())).add_paragraph(Paragraph::new())
            }
        };
    }
    let mut bytes = std::io::Cursor::new(Vec::new());
    made.build().pack(&mut bytes).expect("it is written");
    bytes.into_inner()
}

#[test]
fn a_table_that_was_cut_in_a_word_file_is_read_or_told() {
    let head: &[&str] = &["序号", "项目", "投资（万元）"];
    let (first, unit) = (Err(&[head, &["1", "路", "10"][..]][..]), Ok("单位名称：甲镇"));
    let rest: &[&[&str]] = &[&["2", "桥", "5"], &["3", "渠", "7"]];
    let mut all = Vec::new();
    for parts in [
        // It goes on.
        vec![unit, first, Err(rest)],
        // Something stands between.
        vec![unit, first, Ok("续表"), Err(rest)],
        // No number says that it goes on.
        vec![unit, first, Err(&[&["姓名", "单位", "电话"][..], &["张三", "甲镇", "无"]][..])],
        // It has other columns.
        vec![unit, first, Err(&[&["2", "桥"][..]][..])],
        vec![unit, first, Err(&[head, &["2", "桥", "5"][..]][..])],
        vec![
            Err(&[&["填表要求", "如实填写"][..]][..]),
            unit,
            first,
            Ok("负责人："),
            Ok("桥的投资没有算进去。"),
        ],
    ] {
        let mut world = world(MANY, &[]);
        world.files.insert("收回/甲镇.docx".into(), word(&parts));
        all.push(told(&mut world));
    }
    insta::assert_snapshot!(all.join("\n--------\n"));
}

#[test]
fn what_is_struck_out_in_a_word_file_is_no_part_of_a_number() {
    use docx_rs::{Docx, Paragraph, Run, Table, TableCell, TableRow, VertAlignType};
    let cell = |runs: Vec<Run>| {
        let paragraph = runs.into_iter().fold(Paragraph::new(), Paragraph::add_run);
        TableCell::new().add_paragraph(paragraph)
    };
    let run = |text: &str| Run::new().add_text(text);
    let mut raised = run("2");
    raised.run_property = raised.run_property.vert_align(VertAlignType::SuperScript);
    let rows = vec![
        TableRow::new(["单位名称", "党员数", "支部数", "问题"].map(|text| cell(vec![run(text)])).to_vec()),
        TableRow::new(vec![
            cell(vec![run("甲镇")]),
            cell(vec![run("10").strike(), run("12")]),
            cell(vec![run("1"), raised.clone()]),
            cell(vec![run("缺100m"), raised]),
        ]),
    ];
    let mut bytes = std::io::Cursor::new(Vec::new());
    Docx::new().add_table(Table::new(rows)).build().pack(&mut bytes).expect("it is written");
    let mut world = world(ONE, &[]);
    world.files.insert("收回/甲镇.docx".into(), bytes.into_inner());
    insta::assert_snapshot!(told(&mut world));
}
