//! What people do to the collected table before they use it: each figure still names the cell of the return, and what does not agree
//! with the returns is told.

use std::path::Path;

use gongwen::cli::Exit;
use gongwen::diag::findings::Findings;
use gongwen::diag::sources::Sources;
use gongwen::source::spreadsheet;
use gongwen::world::memory::Memory;
use gongwen::xlsx::{self, Cell, Content, Look, Sheet};
use serde_json::Value as Json;

use crate::program::gongwen;

const COLLECTED: &str = "汇总/填报数据.xlsx";

/// What stands in the cells of a sheet.
type Rows = Vec<Vec<String>>;

/// A round with three returns, `rows` each.
fn world(columns: &str, returns: [&str; 3]) -> Memory {
    let mut world = Memory::default();
    let asking = format!(
        "单位: {{名称: 某某县委组织部}}\n表单:\n  名称: 摸底表\n  填报方式: 多行\n  栏目: [{columns}]\n"
    );
    world.files.insert("资料.yaml".into(), asking.into());
    let telling = "单位: {名称: 某某县委组织部}
台账: [{名称: 填报, 文件: 汇总/填报数据.xlsx}]
文稿: [{文种: 自查报告, 载体: 无, 署名: 某某县委组织部, 成文日期: 2026-05-20, 标题: 摸底总结, 章节: [{标题: 情况, 正文: \"党员【合计(党员数)】名。\"}]}]
";
    world.files.insert("总结.yaml".into(), telling.into());
    world.files.insert("名册.csv".into(), "单位代码,单位名称\n001,甲镇\n002,乙镇\n003,丙镇\n".into());
    for (name, rows) in ["甲", "乙", "丙"].into_iter().zip(returns) {
        world.files.insert(format!("收回/{name} · 改.csv").into(), rows.into());
    }
    let run = gongwen("collect read 资料.yaml --roster 名册.csv 收回 -o 汇总", &mut world);
    assert!(run.err.contains("3个单位：已报3个"), "{}", run.err);
    world
}

const ONE: &str = "{名称: 党员数, 类型: 整数, 计量单位: 名}, {名称: 书记, 可以不填: 是}";
const EACH: [&str; 3] = [
    "单位名称,党员数,书记\n甲镇,86,专职\n",
    "单位名称,党员数,书记\n乙镇,14,\n",
    "单位名称,党员数,书记\n丙镇,5,兼职\n",
];

/// The cells of one sheet of the collected table.
fn cells(world: &Memory, name: &str) -> Rows {
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let bytes = &world.files[Path::new(COLLECTED)];
    let mut book = spreadsheet::open(bytes, COLLECTED, &mut sources, &mut findings).expect("it opens");
    let sheets = book.all(&|other| other == name, &mut sources, &mut findings).expect("it is read");
    let grid = sheets.into_iter().find_map(|sheet| sheet.grid).expect("it has the sheet");
    let words = |row: usize, column: usize| {
        let span = grid.cell(row, column).span;
        sources.get(grid.source).text[span.start..span.end].to_owned()
    };
    (0..grid.rows.len())
        .map(|row| (0..grid.columns.len()).map(|column| words(row, column)).collect())
        .collect()
}

/// The table with its visible sheet changed, as it is saved again.
fn changed(world: &mut Memory, change: &dyn Fn(&mut Rows)) {
    saved(world, change, false);
}

/// As [`changed`], if need be with the hidden sheet lost.
fn saved(world: &mut Memory, change: &dyn Fn(&mut Rows), lost: bool) {
    let (mut shown, hidden) = (cells(world, "填报数据"), cells(world, "出处"));
    change(&mut shown);
    let sheet = |name: &str, rows: Rows, hidden: bool| Sheet {
        name: name.to_owned(),
        cells: (0..)
            .zip(rows)
            .flat_map(|(row, cells)| (0..).zip(cells).map(move |(column, text)| (row, column, text)))
            .map(|(row, column, text)| Cell {
                row,
                column,
                content: content(&text),
                look: Look::Bare,
                note: None,
            })
            .collect(),
        hidden,
        ..Sheet::default()
    };
    let mut sheets = vec![sheet("填报数据", shown, false), sheet("出处", hidden, true)];
    if lost {
        sheets.truncate(1);
    }
    world.files.insert(COLLECTED.into(), xlsx::write(&sheets).expect("it is written"));
}

fn content(text: &str) -> Content {
    let is_number = text == "0" || !text.starts_with('0') && !text.contains('e') && text.len() < 15;
    let number = text.parse().ok().filter(|_| is_number);
    number.map_or_else(|| Content::Text(text.to_owned()), |number| Content::Number(number, String::new()))
}

/// The sum of the summary, where each of its parts stands, and what was told.
fn sum(world: &mut Memory) -> (String, Vec<String>, String) {
    let run = gongwen("figures 总结.yaml --format json", world);
    assert_ne!(run.exit, Exit::Failed, "{}", run.err);
    let listing: Json = serde_json::from_str(&run.out).expect("it is JSON");
    let figures = listing["figures"].as_array().expect("a list");
    let [figure] = figures.as_slice() else { panic!("{figures:?}") };
    let text = |value: &Json| value.as_str().expect("a text").to_owned();
    let parts = figure["sources"].as_array().expect("a list").iter();
    let parts = parts.map(|part| format!("{} {}", text(&part["file"]), text(&part["place"])));
    (text(&figure["value"]), parts.collect(), run.err)
}

#[test]
fn sorted_and_with_rows_and_columns_put_in_it_leads_where_it_led() {
    let from = |names: [&str; 3]| names.map(|name| format!("收回/{name} · 改.csv B2")).to_vec();
    let mut world = world(ONE, EACH);
    assert_eq!(sum(&mut world), ("105名".to_owned(), from(["甲", "乙", "丙"]), String::new()));
    changed(&mut world, &|rows| rows[1..].reverse());
    assert_eq!(sum(&mut world), ("105名".to_owned(), from(["丙", "乙", "甲"]), String::new()));
    // A title above, a column of one's own in between, columns in another order.
    changed(&mut world, &|rows| {
        for (number, row) in rows.iter_mut().enumerate() {
            row.reverse();
            row.insert(1, if number == 0 { "备注".to_owned() } else { format!("第{number}个报的") });
        }
        rows.insert(0, vec!["各镇党员情况".to_owned()]);
    });
    let (value, parts, told) = sum(&mut world);
    assert_eq!((value.as_str(), parts), ("105名", from(["丙", "乙", "甲"])));
    assert!(!told.contains("collected-changed"), "{told}");
}

#[test]
fn what_was_changed_by_hand_is_told_and_comes_from_nowhere_else() {
    let mut world = world(ONE, EACH);
    changed(&mut world, &|rows| {
        rows[1][2] = "68".to_owned();
        rows[2][3] = "专职".to_owned();
        rows[3] = ["004", "丁镇", "9", "专职"].map(str::to_owned).to_vec();
    });
    let (value, parts, told) = sum(&mut world);
    let own = |cell: &str| format!("{COLLECTED} 填报数据!{cell}");
    assert_eq!(
        (value.as_str(), parts),
        ("91名", vec![own("C2"), "收回/乙 · 改.csv B2".to_owned(), own("C4")]),
        "{told}"
    );
    insta::assert_snapshot!(told);
}

#[test]
fn a_hidden_sheet_of_somebody_else_says_nothing() {
    let mut world = world(ONE, EACH);
    let sheet = |name: &str, words: [&str; 6], hidden: bool| Sheet {
        name: name.to_owned(),
        cells: (0..)
            .zip(words)
            .map(|(at, text)| (at / 3, (at % 3) as u16, text))
            .map(|(row, column, text)| Cell {
                row,
                column,
                content: content(text),
                look: Look::Bare,
                note: None,
            })
            .collect(),
        hidden,
        ..Sheet::default()
    };
    let shown = sheet("党员", ["单位代码", "单位名称", "党员数", "001", "甲镇", "12"], false);
    let hidden = sheet("出处", ["单位代码", "单位名称", "党员数", "县志", "县志", "年报"], true);
    world.files.insert(COLLECTED.into(), xlsx::write(&[shown, hidden]).expect("it is written"));
    let (value, parts, told) = sum(&mut world);
    assert_eq!((value.as_str(), parts), ("12", vec![format!("{COLLECTED} 党员!C2")]), "{told}");
    assert!(!told.contains("collected-changed"), "{told}");
}

#[test]
fn what_ordinary_edits_hide_is_told() {
    let told = |change: &dyn Fn(&mut Rows)| {
        let mut world = world(
            "{名称: 党员数, 类型: 整数, 计量单位: 名}, {名称: 证号}",
            [
                "单位名称,党员数,证号\n甲镇,86,0012\n",
                "单位名称,党员数,证号\n乙镇,14,620102199001011234\n",
                "单位名称,党员数,证号\n丙镇,5,1e5\n",
            ],
        );
        changed(&mut world, change);
        let run = gongwen("figures 总结.yaml", &mut world);
        let lines = run.err.lines().filter(|line| line.contains("[collected-changed]"));
        lines.map(|line| line.trim_start_matches("警告[collected-changed]：").to_owned()).collect::<Vec<_>>()
    };
    // Without codes a unit is known by its name.
    let without_codes = |rows: &mut Rows| {
        for row in rows.iter_mut() {
            row.remove(0);
        }
        rows[1][1] = "99".to_owned();
    };
    assert_eq!(told(&without_codes), ["“甲镇”的“党员数（名）”改过：收回/甲 · 改.csv B2报的是“86”"]);
    assert_eq!(told(&|rows| rows[0][1] = "单位".to_owned()), ["没有“单位名称”这一列，各数查不到出处"]);
    assert_eq!(
        told(&|rows| rows[0][2] = "党员数".to_owned()),
        ["少了1列：“党员数（名）”；改过名称的，查不到出处"]
    );
    // What is no number to reckon with differs by a character.
    let numbers = |rows: &mut Rows| {
        rows[1][3] = "12".to_owned();
        rows[2][3] = "620102199001011235 ".to_owned();
        rows[3][3] = "100000".to_owned();
    };
    assert_eq!(told(&numbers).len(), 3);
    // A sum without a word beside it.
    let sum = |rows: &mut Rows| rows.push(["", "", "105", ""].map(str::to_owned).to_vec());
    assert_eq!(told(&sum), ["这一行没有单位名称，不是从收回来的表做出来的"]);
    // 001 that has become 1, and another order.
    assert_eq!(told(&|rows| rows[1][0] = "1".to_owned()), Vec::<String>::new());
    assert_eq!(told(&|rows| rows[1..].reverse()), Vec::<String>::new());
}

#[test]
fn a_table_without_its_origins_says_so() {
    let mut world = world(ONE, EACH);
    saved(&mut world, &|rows| rows[1][2] = "99".to_owned(), true);
    let (value, parts, told) = sum(&mut world);
    assert_eq!((value.as_str(), parts[0].as_str()), ("118名", "汇总/填报数据.xlsx 填报数据!C2"));
    assert!(told.contains("警告[collected-changed]：里面没有“出处”这张隐藏的工作表"), "{told}");
}

#[test]
fn a_row_put_in_twice_leaves_the_others_their_origins() {
    let returns = [
        "单位名称,党员数,支部\n甲镇,30,一\n甲镇,20,二\n",
        "单位名称,党员数,支部\n乙镇,7,一\n",
        "单位名称,党员数,支部\n丙镇,8,一\n",
    ];
    let mut world = world("{名称: 党员数, 类型: 整数}, {名称: 支部}", returns);
    changed(&mut world, &|rows| rows.insert(1, rows[1].clone()));
    let (_, parts, told) = sum(&mut world);
    assert_eq!(parts[0], "收回/甲 · 改.csv B2");
    assert_eq!(parts[1], format!("{COLLECTED} 填报数据!C3"));
    assert_eq!(parts[2], "收回/甲 · 改.csv B3");
    assert_eq!(told.matches("“甲镇”的这一行不是从收回来的表做出来的").count(), 1, "{told}");
    assert_eq!(told.matches("[collected-changed]").count(), 1, "{told}");
}

#[test]
fn of_several_rows_of_a_unit_each_leads_to_its_own() {
    let returns = [
        "单位名称,党员数,支部\n甲镇,30,一\n甲镇,20,二\n甲镇,20,二\n",
        "单位名称,党员数,支部\n乙镇,7,一\n",
        "单位名称,党员数,支部\n丙镇,8,一\n丙镇,8,三\n",
    ];
    let mut world = world("{名称: 党员数, 类型: 整数}, {名称: 支部}", returns);
    let (value, mut parts, _) = sum(&mut world);
    assert_eq!((value.as_str(), parts.len()), ("93", 6));
    changed(&mut world, &|rows| rows[1..].sort_by_key(|row| row[3].clone()));
    let (_, mut sorted, told) = sum(&mut world);
    assert_eq!(told, "");
    assert_eq!(sorted[0], "收回/甲 · 改.csv B2");
    assert_eq!(sorted[3], "收回/丙 · 改.csv B3");
    parts.sort();
    sorted.sort();
    assert_eq!(sorted, parts);
}
