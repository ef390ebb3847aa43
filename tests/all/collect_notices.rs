//! The letters of a collection: no number is given twice, no letter is lost, and none accuses itself.

use std::path::Path;

use gongwen::cli::Exit;
use gongwen::world::memory::Memory;
use serde_json::Value as Json;

use crate::program::gongwen;

const READ: &str = "collect read 资料.yaml --roster 名册.csv 收回 -o 汇总";
const DATA: &str = "单位: {名称: 某某县委组织部, 印发机关: 某某县委办公室}
名册: {编号: {从: 30}}
表单:
  名称: 摸底表
  截止日期: 2026-04-30
  栏目: [{名称: 党员数, 类型: 整数}]
  催办: {时限: 2026-05-10, 成文日期: 2026-05-06, 发文字号: 某组函〔2026〕【顺序号】号}
";

fn world() -> Memory {
    let mut world = Memory::default();
    world.files.insert("资料.yaml".into(), DATA.into());
    let roster = "单位代码,单位名称\n001,甲镇\n002,乙镇\n003,丙镇\n004,丁镇\n";
    world.files.insert("名册.csv".into(), roster.into());
    world.files.insert("收回/甲.csv".into(), "单位名称,党员数\n甲镇,\"\"\"12\"\"\"\n".into());
    world.files.insert("收回/乙.csv".into(), "单位名称,党员数\n乙镇,2026-04-31\n".into());
    world
}

/// The units of a folder's letters, each with its number.
fn numbers(world: &Memory, folder: &str) -> Vec<String> {
    let bytes = &world.files[&Path::new(folder).join("manifest.json")];
    let manifest: Json = serde_json::from_slice(bytes).expect("it is JSON");
    let documents = manifest["documents"].as_array().expect("a list").iter();
    let said = |entry: &Json, key: &str| entry[key].as_str().expect("a text").to_owned();
    documents.map(|entry| said(entry, "unit") + &said(entry, "number")).collect()
}

#[test]
fn letters_of_both_kinds_and_of_all_rounds_share_one_run_of_numbers() {
    let mut world = world();
    let run = gongwen(READ, &mut world);
    assert!(run.err.contains("已报0个，退回修改2个，重复报送0个，未报2个"), "{}", run.err);
    assert_eq!(numbers(&world, "汇总/退回修改"), ["甲镇某组函〔2026〕30号", "乙镇某组函〔2026〕31号"]);
    assert_eq!(numbers(&world, "汇总/催报"), ["丙镇某组函〔2026〕32号", "丁镇某组函〔2026〕33号"]);
    // The same again changes nothing.
    let before = world.files.clone();
    gongwen(READ, &mut world);
    let differing: Vec<_> =
        world.files.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes)).collect();
    // A manifest says of each file whether it was written or stood there.
    let differing: Vec<_> =
        differing.into_iter().map(|(path, _)| path).filter(|path| !path.ends_with("manifest.json")).collect();
    assert!(differing.is_empty() && world.files.len() == before.len(), "{differing:?}");
    // A letter of another day is another letter: the first one stays as it was sent.
    world.files.insert("资料.yaml".into(), DATA.replace("2026-05-06", "2026-05-08").into());
    world.files.insert("收回/甲.csv".into(), "单位名称,党员数\n甲镇,12\n".into());
    let run = gongwen(READ, &mut world);
    assert!(run.err.contains("已报1个，退回修改1个，重复报送0个，未报2个"), "{}", run.err);
    assert!(!run.err.contains("old-notices"), "{}", run.err);
    assert_eq!(numbers(&world, "汇总/退回修改（2026年5月8日）"), ["乙镇某组函〔2026〕34号"]);
    assert_eq!(
        numbers(&world, "汇总/催报（2026年5月8日）"),
        ["丙镇某组函〔2026〕35号", "丁镇某组函〔2026〕36号"]
    );
    for (path, bytes) in before.iter().filter(|(path, _)| path.extension().is_some_and(|end| end == "docx")) {
        assert!(world.files[path] == *bytes, "{}", path.display());
    }
    // The folder of an earlier round is no return.
    let run = gongwen("collect read 资料.yaml --roster 名册.csv 收回 汇总 -o 汇总", &mut world);
    assert!(run.err.contains("已报1个，退回修改1个，重复报送0个，未报2个"), "{}", run.err);
}

#[test]
fn a_register_that_the_workbook_names_is_used_by_all_letters() {
    let mut world = world();
    let data = DATA.replace("{从: 30}", "{从: 30, 登记簿: 本年/发文登记簿.xlsx}");
    world.files.insert("资料.yaml".into(), data.into());
    gongwen(READ, &mut world);
    assert!(world.files.contains_key(Path::new("本年/发文登记簿.xlsx")), "{:?}", world.files.keys());
    assert_eq!(numbers(&world, "汇总/催报"), ["丙镇某组函〔2026〕32号", "丁镇某组函〔2026〕33号"]);
}

#[test]
fn letters_of_all_earlier_rounds_are_told() {
    let mut world = world();
    world.files.insert(
        "资料.yaml".into(),
        DATA.replace("成文日期: 2026-05-06, 发文字号: 某组函〔2026〕【顺序号】号", "").into(),
    );
    gongwen(READ, &mut world);
    let told = |world: &mut Memory| {
        let run = gongwen(READ, world);
        let lines = run.err.lines().filter(|line| line.contains("[old-notices]"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    world.files.insert("收回/乙.csv".into(), "单位名称,党员数\n乙镇,5\n".into());
    let line = |files: &str| format!("警告[old-notices]：“汇总/退回修改”里有{files}");
    assert_eq!(told(&mut world), [line("1份以前的通知，这次不用发了：乙镇.docx")]);
    world.files.insert("收回/丙.csv".into(), "单位名称,党员数\n丙镇,约5\n".into());
    let both = ["警告[old-notices]：“汇总/催报”里有1份以前的通知，这次不用发了：丙镇.docx".to_owned()];
    assert_eq!(told(&mut world), [&[line("1份以前的通知，这次不用发了：乙镇.docx")][..], &both].concat());
    world.files.insert("收回/甲.csv".into(), "单位名称,党员数\n甲镇,5\n".into());
    assert_eq!(
        told(&mut world),
        [&[line("2份以前的通知，这次不用发了：乙镇.docx、甲镇.docx")][..], &both].concat()
    );
}

#[test]
fn letters_do_not_accuse_themselves() {
    let mut world = world();
    gongwen(READ, &mut world);
    for folder in ["退回修改", "催报"] {
        let run = gongwen(&format!("check 汇总/{folder}/通知.yaml"), &mut world);
        assert!(!run.out.contains("错误[") && !run.out.contains("警告["), "{}", run.out);
        let command =
            format!("batch 汇总/{folder}/通知.yaml --roster 汇总/{folder}/名册.xlsx -o 再做/{folder}");
        let run = gongwen(&command, &mut world);
        assert_eq!((run.exit, run.err.matches('[').count()), (Exit::Done, 0), "{}", run.err);
    }
}
