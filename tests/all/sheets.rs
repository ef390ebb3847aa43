//! A workbook as sheets is the same workbook: what the program makes of it is the same, byte for byte.

use std::path::{Path, PathBuf};

use gongwen::cli::Exit;
use gongwen::pipeline;
use gongwen::world::memory::Memory;

use crate::program::{examples, gongwen, only_file, text_of, world_of};

const YAML: &str = "资料.yaml";
const SHEETS: &str = "资料.xlsx";

/// The same world with its workbook as sheets.
fn as_sheets(world: &Memory) -> Memory {
    let mut world = world.clone();
    let text = text_of(&world, YAML);
    let bytes = pipeline::as_sheets(&text, Vec::new(), Vec::new())
        .unwrap_or_else(|fault| panic!("{fault:?}\n{text}"));
    world.files.remove(Path::new(YAML));
    world.files.insert(PathBuf::from(SHEETS), bytes);
    world
}

/// What `build` makes and `figures` says of both forms is the same.
fn compare(name: &str, mut yaml: Memory, mut sheets: Memory) {
    let one = gongwen(&format!("build {YAML}"), &mut yaml);
    let other = gongwen(&format!("build {SHEETS}"), &mut sheets);
    assert_ne!(one.exit, Exit::Failed, "{name}: {}", one.err);
    assert_eq!(one.exit, other.exit, "{name}: {}{}", one.err, other.err);
    assert_eq!(one.out, other.out, "{name}");
    for path in one.out.lines().map(Path::new) {
        assert!(yaml.files[path] == sheets.files[path], "{name}: {} differs", path.display());
    }
    let values = |file: &str, world: &mut Memory| {
        let run = gongwen(&format!("figures {file} --format json"), world);
        let json: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
        let list = json["figures"].as_array().cloned().unwrap_or_default();
        list.iter().map(|figure| (figure["value"].clone(), figure["formula"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(values(YAML, &mut yaml), values(SHEETS, &mut sheets), "{name}");
}

#[test]
fn the_examples_as_sheets_give_the_same_documents() {
    for name in examples() {
        let yaml = world_of(&format!("data/examples/{name}"));
        let sheets = as_sheets(&yaml);
        compare(&name, yaml, sheets);
    }
}

#[test]
fn the_specimens_as_sheets_give_the_same_documents() {
    let specimens = world_of("data/specimens");
    for (path, bytes) in &specimens.files {
        if path.extension().is_some_and(|extension| extension == "yaml") {
            // With the pictures that it names.
            let mut yaml = specimens.clone();
            yaml.files.insert(PathBuf::from(YAML), bytes.clone());
            let sheets = as_sheets(&yaml);
            compare(&path.display().to_string(), yaml, sheets);
        }
    }
}

#[test]
fn the_scaffolds_as_sheets_give_the_same_documents() {
    for (file, text) in gongwen::embedded::scaffolds() {
        let text = text.replace("{单位}", "某某局");
        let kind = file.strip_suffix(".yaml").expect("a workbook");
        let mut yaml = Memory::default();
        yaml.files.insert(PathBuf::from(YAML), text.into_bytes());
        let mut made = Memory::default();
        let run = gongwen(&format!("new 某某局 --kind {kind} --xlsx"), &mut made);
        assert_eq!((run.exit, run.out.as_str()), (Exit::Done, "某某局/资料.xlsx\n"), "{kind}: {}", run.err);
        let (_, bytes) = only_file(&made, ".xlsx");
        let mut sheets = Memory::default();
        sheets.files.insert(PathBuf::from(SHEETS), bytes.clone());
        compare(kind, yaml, sheets);
        let mut again = Memory::default();
        gongwen(&format!("new 某某局 --kind {kind} --xlsx"), &mut again);
        assert!(only_file(&again, ".xlsx").1 == bytes, "{kind}: other bytes the second time");
    }
}

/// Everything that a workbook may hold and the examples do not: ledgers, figures, charts, tables from the ledger, merged
/// cells both ways, keys of the user's own, data of one document.
const WHOLE: &str = include_str!("sheets/全.yaml");

#[test]
fn whatever_a_workbook_may_hold_can_be_sheets() {
    let mut yaml = Memory::default();
    yaml.files.insert(PathBuf::from(YAML), WHOLE.as_bytes().to_vec());
    let sheets = as_sheets(&yaml);
    compare("全", yaml, sheets);
}

/// What is there for some units only stands in sheets as in YAML.
#[test]
fn a_batch_from_sheets_is_the_same_batch() {
    let mut yaml = world_of("data/examples/批量通知");
    let text = text_of(&yaml, "通知.yaml");
    assert!(text.contains("{如有: [问题清单, 未整改问题数], 名称"));
    let mut sheets = yaml.clone();
    let bytes = pipeline::as_sheets(&text, Vec::new(), Vec::new()).expect("it can be sheets");
    sheets.files.insert("通知.xlsx".into(), bytes);
    let one = gongwen("batch 通知.yaml --roster 名册.csv -o 输出", &mut yaml);
    let other = gongwen("batch 通知.xlsx --roster 名册.csv -o 输出", &mut sheets);
    assert_eq!((one.exit, &one.err), (Exit::Done, &other.err));
    sheets.files.remove(Path::new("通知.xlsx"));
    assert!(yaml == sheets);
    // Written where it rules nothing, it is told.
    let mut world = Memory::default();
    world.files.insert(YAML.into(), format!("如有: 清单\n{text}").into());
    let told = gongwen(&format!("build {YAML}"), &mut world).err;
    assert!(told.contains("错误[bad-condition]：“如有”写在最外面，管不着任何一条"), "{told}");
}

/// Every key that the program reads is one that an editor knows.
#[test]
fn the_schema_knows_conditions_wherever_they_may_stand() {
    let run = gongwen("schema", &mut Memory::default());
    let schema: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    let keys = |path: &str| schema.pointer(path).and_then(|node| node["如有"]["anyOf"].as_array()).is_some();
    assert!(keys("/properties/单位/anyOf/0/properties") && keys("/properties/附件/items/properties"));
    assert!(!keys("/properties") && !keys("/properties/名册/properties"));
    assert!(!keys("/properties/名册/properties/列/anyOf/0/items/anyOf/0/properties"));
}

/// A ledger that is offered and not begun is none.
#[test]
fn a_blank_ledger_is_none() {
    let text = "单位: 某某局\n活动: {名称: 健康教育活动, 目的: 提高素养}\n工作目标: 明显提高。\n文稿: [{文种: 实施方案, 载体: 无}]\n";
    let made = pipeline::as_sheets(
        text,
        Vec::new(),
        vec!["台账".to_owned(), "缘由".to_owned(), "有关要求".to_owned()],
    );
    let mut world = Memory::default();
    world.files.insert(SHEETS.into(), made.expect("it can be sheets"));
    let run = gongwen(&format!("build {SHEETS}"), &mut world);
    assert_eq!((run.exit, run.err.as_str()), (Exit::Done, ""));
}

/// A text workbook and one of sheets, each with the name of the other, and what else may be called so.
#[test]
fn the_bytes_say_what_a_workbook_is() {
    let mut made = Memory::default();
    gongwen("new 某某局 --xlsx", &mut made);
    let (_, bytes) = only_file(&made, ".xlsx");
    let mut world = Memory::default();
    world.files.insert(PathBuf::from(YAML), bytes);
    assert_eq!(gongwen(&format!("build {YAML}"), &mut world).exit, Exit::Done);
    let mut told = String::new();
    // How a file of Excel 95 begins.
    let old = b"\x09\x08\x08\0\0\x05\x05\0\0\0\0\0";
    for (name, bytes) in [(SHEETS, &b"\xE5\x8D\x95"[..]), ("资料.xls", old), (SHEETS, b"PK"), (SHEETS, b"")]
    {
        let mut world = Memory::default();
        world.files.insert(PathBuf::from(name), bytes.to_vec());
        let run = gongwen(&format!("build {name}"), &mut world);
        assert_eq!(run.exit, Exit::Failed);
        told += &run.err;
    }
    insta::assert_snapshot!(told);
}

/// 引用 goes both ways, and a fault in the file that is taken in names its cell.
#[test]
fn sheets_and_yaml_take_each_other_in() {
    let unit = pipeline::as_sheets("单位: {名称: 某某局, 印发机关: 某某局办公室}\n", Vec::new(), Vec::new());
    let rest = "引用: 单位资料.xlsx\n活动: {名称: 健康教育活动, 目的: 提高素养}\n工作目标: 明显提高。\n文稿: [{文种: 实施方案, 载体: 无}]\n";
    let sheets = pipeline::as_sheets(&rest.replace(".xlsx", ".yaml"), Vec::new(), Vec::new());
    let mut world = Memory::default();
    world.files.insert("单位资料.xlsx".into(), unit.expect("it can be sheets"));
    world.files.insert("单位资料.yaml".into(), "单位: {名称: 某某局, 印发机关: 某某局办公室}\n".into());
    world.files.insert("甲/资料.yaml".into(), rest.replace("单位资料", "../单位资料").into());
    world.files.insert(YAML.into(), rest.into());
    world.files.insert(SHEETS.into(), sheets.expect("it can be sheets"));
    let one = gongwen(&format!("build {YAML} -o 一"), &mut world);
    let other = gongwen(&format!("build {SHEETS} -o 二"), &mut world);
    let path = one.out.trim().to_owned();
    assert_eq!(
        (one.exit, path.replace('一', "二")),
        (Exit::Done, other.out.trim().to_owned()),
        "{}{}",
        one.err,
        other.err
    );
    assert_eq!(world.files[Path::new(&path)], world.files[Path::new(other.out.trim())]);
    let wrong = pipeline::as_sheets("单位: {名称: 某某局, 用印: 也许}\n", Vec::new(), Vec::new());
    world.files.insert("单位资料.xlsx".into(), wrong.expect("it can be sheets"));
    insta::assert_snapshot!(gongwen(&format!("build {YAML} -o 三"), &mut world).err);
}
