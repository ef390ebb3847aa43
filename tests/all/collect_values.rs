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
