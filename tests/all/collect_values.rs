//! What units write into the cells of a form, and what comes of it in the tables: read exactly, or refused with its reason; and how
//! form and tables look on paper.

use std::path::Path;

use gongwen::cli::Exit;
use gongwen::world::memory::Memory;
use gongwen::xlsx::{self, Cell, Content, Look, Sheet};

use crate::program::gongwen;

const ROSTER: &str = "代码,单位名称\n1,甲镇\n2,乙镇\n";
const READ: &str = "collect read 资料.yaml --roster 名册.csv 收回 -o 汇总";

/// A world with a workbook and a roster.
fn world(data: &str) -> Memory {
    let mut world = Memory::default();
    world.files.insert("资料.yaml".into(), data.into());
    world.files.insert("名册.csv".into(), ROSTER.into());
    world
}

/// A spreadsheet as a unit may make it: a head and a row.
fn returned(head: &[&str], row: &[Content]) -> Vec<u8> {
    let mut sheet = Sheet { name: "填报".to_owned(), ..Sheet::default() };
    let heads = head.iter().map(|word| Content::Text((*word).to_owned()));
    for (line, cells) in [heads.collect::<Vec<_>>(), row.to_vec()].into_iter().enumerate() {
        for (column, content) in (0..).zip(cells) {
            sheet.cells.push(Cell { row: line as u32, column, content, look: Look::Framed, note: None });
        }
    }
    xlsx::write(&[sheet]).expect("it is written")
}

fn text(words: &str) -> Content {
    Content::Text(words.to_owned())
}

#[test]
fn a_percentage_is_read_as_it_is_stored_and_told_where_less_is_shown() {
    let data = "单位: {名称: 某某县委组织部}
表单:
  名称: 摸底表
  栏目:
    - {名称: 培训率, 类型: 百分数}
    - {名称: 经费, 类型: 数, 计量单位: 元}
";
    let mut world = world(data);
    let head = ["单位名称", "培训率（%）", "经费（元）"];
    let number = |value: f64, format: &str| Content::Number(value, format.to_owned());
    let less = [text("甲镇"), number(0.954_321, "0%"), number(12.34, "0")];
    let all = [text("乙镇"), number(0.954_321, "0.0000%"), number(12.34, "0.00")];
    world.files.insert("收回/甲镇.xlsx".into(), returned(&head, &less));
    world.files.insert("收回/乙镇.xlsx".into(), returned(&head, &all));
    let run = gongwen(READ, &mut world);
    assert_eq!(run.exit, Exit::Findings, "{}", run.err);
    insta::assert_snapshot!(
        "stored_and_shown",
        format!("{}\n----\n{}", run.err, rows(&world, "汇总/填报数据.xlsx"))
    );
}

/// The rows of the first sheet of a file.
fn rows(world: &Memory, file: &str) -> String {
    crate::collect_papers::rows(world, file)
}

#[test]
fn nothing_is_guessed_of_a_number() {
    let data = "单位: {名称: 某某县委组织部}
表单:
  名称: 摸底表
  栏目:
    - {名称: 党员数, 类型: 整数, 计量单位: 名}
    - {名称: 里程, 类型: 数}
    - {名称: 培训率, 类型: 百分数}
    - {名称: 有无场所, 类型: 是否}
    - {名称: 换届日期, 类型: 日期}
    - {名称: 问题, 类型: 文字}
";
    let mut world = world(data);
    let head = "单位名称,党员数,里程,培训率,有无场所,换届日期,问题\n";
    let right = "甲镇,1 200,12.5,95,✔,20260405,\"第一；\n第二\"\n";
    let wrong = "乙镇,12 13,12公里,95‰,也许,20260431,\"第一\n第二\"\n";
    world.files.insert("收回/甲镇.csv".into(), format!("{head}{right}").into());
    world.files.insert("收回/乙镇.csv".into(), format!("{head}{wrong}").into());
    let run = gongwen(READ, &mut world);
    assert_eq!(run.exit, Exit::Findings, "{}", run.err);
    insta::assert_snapshot!(
        "read_and_refused",
        format!("{}\n----\n{}", run.err, rows(&world, "汇总/填报数据.xlsx"))
    );
    assert!(world.files.contains_key(Path::new("汇总/问题清单.xlsx")));
}

const GRADED: &str = "评分标准:
  名称: 评分标准
  项目:
    - {项目: 培训, 分值: 60, 办法: 扣分, 按: 合计(培训), 低于: 3, 扣: 20}
    - {项目: 支部, 分值: 40, 办法: 扣分, 按: 合计(支部), 低于: 5, 扣: 10}
  等级: [{名称: 好, 不低于: 80}, {名称: 差, 不低于: 0}]
";
const COLUMNS: &str = "  栏目:
    - {名称: 培训, 组: 工作, 类型: 整数, 计量单位: 次}
    - {名称: 支部, 组: 组织, 类型: 整数, 计量单位: 个}
    - {名称: 男, 组: 组织, 类型: 整数, 计量单位: 人}
    - {名称: 占比, 类型: 百分数}
";

/// The returns of three units: the second sent nothing, the third is the first in 评分明细 after it.
fn graded(many: bool) -> Memory {
    let manner = if many { "  填报方式: 多行\n" } else { "" };
    let form = format!("单位: {{名称: 某某县委组织部}}\n表单:\n  名称: 摸底表\n{manner}{COLUMNS}{GRADED}");
    let mut world = world(&form);
    world.files.insert("名册.csv".into(), "代码,单位名称\n1,甲镇\n2,乙镇\n3,丙镇\n".into());
    let head = "单位名称,培训,支部,男,占比\n";
    for (name, rows) in [("甲镇", &["3,5,2,50"][..]), ("丙镇", &["1,2,2,60", "1,1,4,70"])] {
        let rows: Vec<String> =
            rows.iter().take(if many { 9 } else { 1 }).map(|row| format!("{name},{row}\n")).collect();
        world.files.insert(format!("收回/{name}.csv").into(), format!("{head}{}", rows.concat()).into());
    }
    let run = gongwen(READ, &mut world);
    assert_eq!(run.exit, Exit::Findings, "{}", run.err);
    world
}

#[test]
fn marks_stand_at_units_and_not_at_rows() {
    let mut told = Vec::new();
    for many in [false, true] {
        let world = graded(many);
        for file in ["填报数据", "汇总表", "评分明细", "分类定级"] {
            told.push(format!("{file}\n{}", rows(&world, &format!("汇总/{file}.xlsx"))));
        }
        told.push(format!("出处\n{}", crate::collect_papers::rows_of(&world, "汇总/填报数据.xlsx", "出处")));
    }
    insta::assert_snapshot!("marks_at_units", told.join("\n----\n"));
}

#[test]
fn the_table_of_grades_is_a_ledger() {
    let mut told = Vec::new();
    for many in [false, true] {
        let mut world = graded(many);
        let data = "单位: {名称: 某某县委组织部}
台账:
  - {名称: 填报, 文件: 汇总/填报数据.xlsx}
  - {名称: 定级, 文件: 汇总/分类定级.xlsx}
文稿:
  - {文种: 其他公文, 载体: 无, 标题: 定级, 附件: 无, 章节: [{标题: 无, 正文: 好的【次数(台账=定级，等级=好)】个，差的【次数(台账=定级，等级=差)】个，平均【平均(总分)】分。}]}
";
        world.files.insert("总结.yaml".into(), data.into());
        let run = gongwen("build 总结.yaml -o 输出 --to text", &mut world);
        assert_eq!(run.exit, Exit::Done, "{}", run.err);
        let table = "引用: 资料.yaml
台账: {名称: 填报, 文件: 汇总/填报数据.xlsx}
表: [{名称: 汇总, 取自: {台账: 填报, 照表单: 是, 不列: [占比]}}]
文稿:
  - {文种: 其他公文, 载体: 无, 标题: 汇总, 附件: 无, 章节: [{标题: 无, 正文: \"见表：汇总\"}]}
";
        world.files.insert("表.yaml".into(), table.into());
        let run = gongwen("build 表.yaml -o 表 --to text", &mut world);
        assert_eq!(run.exit, Exit::Done, "{}", run.err);
        let figures = gongwen("figures 总结.yaml", &mut world);
        let texts = world.files.iter().filter(|(path, _)| path.extension().is_some_and(|end| end == "txt"));
        told.extend(texts.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()));
        told.push(figures.out);
    }
    insta::assert_snapshot!("grades_counted", told.join("\n----\n"));
}

/// How the first sheet of a file is printed: its page, and what stands on each.
fn printed(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("it is a package");
    let mut part = |name: &str| {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_name(name).expect("it has the part"), &mut text)
            .expect("it is text");
        text
    };
    let (sheet, book) = (part("xl/worksheets/sheet1.xml"), part("xl/workbook.xml"));
    let within = |text: &str, from: &str, to: &str| {
        text.split_once(from)
            .and_then(|(_, rest)| rest.split_once(to))
            .map_or("—", |(inner, _)| inner)
            .to_owned()
    };
    format!(
        "{} | {} | {}",
        within(&sheet, "<pageSetup ", "/>"),
        within(&sheet, "<oddFooter>", "</oddFooter>"),
        within(&book, "<definedNames>", "</definedNames>")
    )
}

#[test]
fn tables_and_forms_have_their_heads_on_each_page_and_can_be_read_there() {
    let mut told = Vec::new();
    let world = graded(true);
    for file in ["汇总表", "分类定级", "评分明细", "报送台账", "问题清单"] {
        told.push(format!("{file}：{}", printed(&world.files[Path::new(&format!("汇总/{file}.xlsx"))])));
    }
    for (count, manner) in [(4, "一行"), (20, "一行"), (60, "多行")] {
        let columns: Vec<String> = (1..=count)
            .map(|number| format!("    - {{名称: 应建未建{number}, 类型: 整数, 计量单位: 个}}\n"))
            .collect();
        let data = format!(
            "单位: {{名称: 某某县委组织部}}\n表单:\n  名称: 摸底表\n  填报方式: {manner}\n  填表说明: [没有的填 0。]\n  栏目:\n{}",
            columns.concat()
        );
        let mut world = self::world(&data);
        let run = gongwen("collect make 资料.yaml --roster 名册.csv -o 表", &mut world);
        assert_eq!(run.exit, Exit::Done, "{}", run.err);
        told.push(format!("{count}栏：{}", printed(&world.files[Path::new("表/甲镇.xlsx")])));
    }
    insta::assert_snapshot!("printed", told.join("\n"));
}

#[test]
fn a_unit_in_brackets_is_never_broken() {
    let (form, inputs) = crate::collect::inputs("代码,单位名称\n1,甲镇\n");
    let sheets = gongwen::collect::sheet::sheets(
        &form,
        gongwen::collect::make::unit(&inputs.roster, &inputs.columns, 0),
    );
    let sheet = &sheets[0];
    let heads: Vec<String> = sheet
        .cells
        .iter()
        .filter(|cell| cell.look == Look::Column)
        .map(|cell| {
            let Content::Text(words) = &cell.content else { panic!("a head says something") };
            format!("{}：{}", sheet.widths[usize::from(cell.column)], words.replace('\n', "⏎"))
        })
        .collect();
    // A Chinese character takes a little more than two digits' widths.
    for (cell, width) in sheet
        .cells
        .iter()
        .filter(|cell| cell.look == Look::Column)
        .map(|cell| (cell, sheet.widths[usize::from(cell.column)]))
    {
        let Content::Text(words) = &cell.content else { continue };
        let last = words.lines().last().unwrap_or_default();
        let is_whole = !last.contains('（') || gongwen::xlsx::breadth(last) as f64 * 1.05 + 0.8 <= width;
        assert!(is_whole, "{last} in {width}");
    }
    let heights: Vec<String> =
        sheet.heights.iter().map(|(row, height)| format!("第{}行：{height}", row + 1)).collect();
    insta::assert_snapshot!("heads", format!("{}\n----\n{}", heads.join("\n"), heights.join("\n")));
}

/// A spreadsheet with parts of it written otherwise.
fn rewritten(bytes: &[u8], changes: &[(&str, &str)]) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("it is a package");
    let mut new = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut part = old.by_index(at).expect("it has the part");
        let mut text = String::new();
        std::io::Read::read_to_string(&mut part, &mut text).expect("it is text");
        for (from, to) in changes {
            text = text.replace(from, to);
        }
        let options = zip::write::SimpleFileOptions::default();
        new.start_file(part.name(), options).expect("it takes parts");
        std::io::Write::write_all(&mut new, text.as_bytes()).expect("it is written");
    }
    new.finish().expect("it is closed").into_inner()
}

#[test]
fn struck_out_and_raised_characters_are_told_and_not_read_as_a_number() {
    let data = "单位: {名称: 某某县委组织部}
表单:
  名称: 摸底表
  栏目: [{名称: 党员数, 类型: 整数}, {名称: 面积, 类型: 数}, {名称: 说明, 可以不填: 是}]
";
    let mut world = world(data);
    let head = ["单位名称", "党员数", "面积", "说明"];
    let bytes = returned(&head, &[text("甲镇"), text("1012"), text("122"), text("约12m2")]);
    let run = |font: &str, words: &str| format!("<r><rPr>{font}</rPr><t>{words}</t></r>");
    let struck = run("<strike/>", "10") + &run("<strike val=\"0\"/>", "12");
    let raised = run("", "12") + &run("<vertAlign val=\"superscript\"/>", "2");
    let metres = run("", "约12m") + &run("<vertAlign val=\"superscript\"/>", "2");
    let changed =
        rewritten(&bytes, &[("<t>1012</t>", &struck), ("<t>122</t>", &raised), ("<t>约12m2</t>", &metres)]);
    assert_ne!(changed, bytes);
    world.files.insert("收回/甲镇.xlsx".into(), changed);
    // All of a cell, by its font.
    let bytes = returned(&head, &[text("乙镇"), text("7"), text("8"), text("无")]);
    let bytes = rewritten(&bytes, &[("<font><sz", "<font><strike/><sz")]);
    world.files.insert("收回/乙镇.xlsx".into(), bytes);
    let run = gongwen(READ, &mut world);
    let told: Vec<&str> =
        run.err.lines().filter(|line| line.starts_with("错误") || line.contains("-->")).collect();
    let both = |column: &str, cell: &str| {
        let fault = format!("错误[return-cell]：“{column}”这一格里有划去的字，看不准填的是");
        (fault, format!("乙镇.xlsx 填报!{cell}"))
    };
    assert_eq!(
        &told[6..],
        [
            "错误[return-cell]：“党员数”这一格里有划去的字，看不准填的是多少",
            " --> 收回/甲镇.xlsx 填报!B2",
            "错误[return-cell]：“面积”这一格里有上标或者下标，看不准填的是多少",
            " --> 收回/甲镇.xlsx 填报!C2",
        ],
        "{}",
        run.err
    );
    for (at, (fault, place)) in
        [both("党员数", "B2"), both("面积", "C2"), both("说明", "D2")].iter().enumerate()
    {
        assert!(told[2 * at].starts_with(fault) && told[2 * at + 1].ends_with(place), "{}", run.err);
    }
    assert_eq!(told.len(), 10, "{}", run.err);
}
