//! `gongwen batch` as a whole: the files of every row, what a second run does, numbers, parts, and what is never lost.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use gongwen::cli::Exit;
use gongwen::diag::findings::Findings;
use gongwen::diag::sources::Sources;
use gongwen::source::table::{self, Options};
use gongwen::world::memory::Memory;

use crate::program::{Run, gongwen, world_of};

const BATCH: &str = "batch 通知.yaml --roster 名册.csv -o 输出";

fn example() -> Memory {
    world_of("data/examples/批量通知")
}

/// Runs a batch that must be clean.
fn done(arguments: &str, world: &mut Memory) -> Run {
    let run = gongwen(arguments, world);
    assert_eq!(run.exit, Exit::Done, "{arguments}: {}", run.err);
    run
}

/// Files of a folder by name.
fn files(world: &Memory, folder: &str) -> BTreeMap<String, Vec<u8>> {
    world
        .files
        .iter()
        .filter_map(|(path, bytes)| {
            Some((path.strip_prefix(folder).ok()?.display().to_string(), bytes.clone()))
        })
        .collect()
}

/// The characters of a .docx.
fn text(docx: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).expect("a .docx is a zip");
    let mut xml = String::new();
    archive.by_name("word/document.xml").expect("it has a body").read_to_string(&mut xml).expect("UTF-8");
    let pieces = xml.split("<w:t xml:space=\"preserve\">").skip(1);
    pieces.filter_map(|piece| piece.split("</w:t>").next()).collect()
}

fn roster() -> Vec<Vec<String>> {
    let bytes = example().files.remove(Path::new("名册.csv")).expect("the example has a roster");
    let table = String::from_utf8(bytes).expect("UTF-8");
    table.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

/// A sheet as the program itself reads it: head and first rows, cells between bars.
fn sheet(bytes: &[u8], rows: usize) -> Vec<String> {
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let records = table::read(bytes, "表.xlsx", &Options::default(), &mut sources, &mut findings);
    let records = records.expect("a table");
    let heads = records.columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>().join("|");
    let row = |row| records.rows.row(row).map(|cell| cell.text).collect::<Vec<_>>().join("|");
    std::iter::once(heads).chain((0..rows).map(row)).collect()
}

#[test]
fn a_run_that_is_only_tried_says_what_would_be_done_and_writes_nothing() {
    let mut world = example();
    let tried = done(&format!("{BATCH} --dry-run"), &mut world);
    assert_eq!(tried.err.lines().last(), Some("试做了30份，没有写文件：可以写30份"));
    assert_eq!(world, example());

    done(BATCH, &mut world);
    let path = world.files.keys().find(|path| path.ends_with("雁南街道.docx")).cloned().expect("it was made");
    let other =
        world.files.keys().find(|path| path.ends_with("张掖路街道.docx")).cloned().expect("it was made");
    world.files.remove(&other);
    world.files.insert(path, b"nobody knows who wrote this".to_vec());
    let before = world.clone();
    let tried = gongwen(&format!("{BATCH} --dry-run"), &mut world);
    assert_eq!(tried.exit, Exit::Findings);
    assert_eq!(
        tried.err.lines().last(),
        Some("试做了30份，没有写文件：可以写1份，没有变化的28份，被人改过、没有覆盖的1份")
    );
    assert!(tried.err.contains("雁南街道"), "{}", tried.err);
    assert_eq!(world, before);
}

#[test]
fn register_and_receipt_say_what_went_to_whom() {
    let mut world = example();
    done(BATCH, &mut world);
    let made = files(&world, "输出");
    insta::assert_snapshot!(
        [sheet(&made["发文登记簿.xlsx"], 2), sheet(&made["签收表.xlsx"], 2)].concat().join("\n")
    );
    // What was entered by others stays, in its place; the same documents are not entered twice.
    let mut other = example();
    done(&format!("{BATCH} --where 单位名称=酒泉路街道"), &mut other);
    done(BATCH, &mut other);
    assert_eq!(sheet(&files(&other, "输出")["发文登记簿.xlsx"], 2)[1], sheet(&made["发文登记簿.xlsx"], 2)[1]);
    // Many workers write the same papers as one.
    let mut one = example();
    done(&format!("{BATCH} --jobs 1"), &mut one);
    let mut several = example();
    done(&format!("{BATCH} --jobs 3"), &mut several);
    assert_eq!(files(&one, "输出"), files(&several, "输出"));
}

#[test]
fn every_unit_gets_its_own_words_and_nobody_else_s() {
    let mut world = example();
    done(BATCH, &mut world);
    let made = files(&world, "输出");
    let rows = roster();
    let manifest: serde_json::Value = serde_json::from_slice(&made["manifest.json"]).expect("JSON");
    let documents = manifest["documents"].as_array().expect("a list");
    assert_eq!((documents.len(), manifest["complete"].as_bool()), (rows.len() - 1, Some(true)));
    let names: BTreeSet<&str> = rows[1..].iter().map(|row| row[4].as_str()).collect();
    let mut hashes = BTreeSet::new();
    for (number, (row, entry)) in rows[1..].iter().zip(documents).enumerate() {
        let (code, unit, phone) = (&row[0], &row[4], &row[7]);
        assert_eq!(
            (entry["code"].as_str(), entry["unit"].as_str()),
            (Some(code.as_str()), Some(unit.as_str()))
        );
        assert_eq!(entry["number"].as_str(), Some(format!("某健乡办发〔2026〕{}号", 101 + number).as_str()));
        let bytes = &made[entry["file"].as_str().expect("a name")];
        let words = text(bytes);
        for wanted in [unit, phone, &format!("〔2026〕{}号", 101 + number), &format!("村卫生室{}所", row[8])]
        {
            assert!(words.contains(wanted.as_str()), "{unit} lacks {wanted}");
        }
        // 城关镇 lies in many counties: what is part of the unit's own name is its own.
        let foreign: Vec<&&str> = names
            .iter()
            .filter(|name| **name != unit && !unit.contains(**name) && words.contains(**name))
            .collect();
        assert!(foreign.is_empty(), "{unit} names {foreign:?}");
        assert!(
            hashes.insert(entry["sha256"].as_str().expect("a hash").to_owned()),
            "{unit} has another's file"
        );
    }
    assert!(made.contains_key("榆中县城关镇.docx") && made.contains_key("酒泉路街道.docx"));
}

#[test]
fn what_is_the_same_for_all_is_the_same_as_built_alone() {
    // The columns written into the workbook by hand, and built: the same document.
    let mut world = example();
    done(BATCH, &mut world);
    let made = files(&world, "输出");
    let rows = roster();
    let workbook = String::from_utf8(world.files[Path::new("通知.yaml")].clone()).expect("UTF-8");
    let lists = String::from_utf8(world.files[Path::new("问题清单.csv")].clone()).expect("UTF-8");
    for at in [1, 7, 30] {
        let row = &rows[at];
        let mut alone =
            workbook.lines().filter(|line| !line.contains("【如无")).collect::<Vec<_>>().join("\n");
        let day: Vec<&str> = row[5].split('-').collect();
        let deadline =
            format!("{}年{}月{}日", day[0], day[1].trim_start_matches('0'), day[2].trim_start_matches('0'));
        for (head, value) in rows[0].iter().zip(row) {
            let value = if head == "报送时限" { &deadline } else { value };
            alone = alone.replace(&format!("【{head}】"), value);
        }
        let alone = alone.replace("【顺序号】", &(100 + at).to_string()).replace("    单位列: 代码\n", "");
        let alone = alone.replace("未整改问题数], 名称", "问题清单], 名称").replace("、未整改问题数】", "】");
        let alone =
            alone.replace("【如有：村卫生室数、常住人口】", "").replace("【如有：联系科室、联系电话】", "");
        let alone = alone.replace("成文日期:", &format!("主送机关: {}\n    成文日期:", row[4]));
        let own: Vec<&str> =
            lists.lines().filter(|line| line.starts_with(&row[0]) || line.starts_with("代码")).collect();
        let mut single = Memory::default();
        single.files.insert("通知.yaml".into(), alone.into_bytes());
        single.files.insert("问题清单.csv".into(), (own.join("\n") + "\n").into_bytes());
        let run = done("build 通知.yaml", &mut single);
        let built = &single.files[Path::new(run.out.trim_end())];
        let name = if at == 30 { format!("{}{}.docx", row[3], row[4]) } else { format!("{}.docx", row[4]) };
        assert!(*built == made[&name], "{}", text(built));
    }
}

#[test]
fn a_second_run_writes_what_has_changed_and_nothing_else() {
    let mut world = example();
    done(BATCH, &mut world);
    let first = files(&world, "输出");
    let run = done(BATCH, &mut world);
    assert_eq!(run.err, "输出：写成0份，没有变化的30份\n");
    let kept = |before: &BTreeMap<String, Vec<u8>>, after: &BTreeMap<String, Vec<u8>>| -> Vec<String> {
        let changed = before.iter().filter(|(name, bytes)| after.get(*name) != Some(*bytes));
        changed.map(|(name, _)| name.clone()).collect()
    };
    // The manifest tells what became of each, and that is another thing now.
    assert_eq!(kept(&first, &files(&world, "输出")), ["manifest.json"]);
    let csv = String::from_utf8(world.files[Path::new("名册.csv")].clone()).expect("UTF-8");
    let phone = &roster()[2][7];
    world.files.insert("名册.csv".into(), csv.replace(phone.as_str(), "0931-8000000").into_bytes());
    let run = done(BATCH, &mut world);
    assert_eq!(run.err, "输出：写成1份，没有变化的29份\n");
    assert_eq!(kept(&first, &files(&world, "输出")), ["manifest.json", "张掖路街道.docx"]);
    // One that somebody has lost comes back as it was.
    world.files.insert("名册.csv".into(), csv.into_bytes());
    world.files.remove(Path::new("输出/酒泉路街道.docx"));
    let run = done(BATCH, &mut world);
    assert_eq!(run.err, "输出：写成2份，没有变化的28份\n");
    assert_eq!(kept(&first, &files(&world, "输出")), ["manifest.json"]);
}

#[test]
fn what_was_broken_off_goes_on_to_the_same_end() {
    let mut whole = example();
    done(BATCH, &mut whole);
    let mut broken = example();
    // Killed: some files are there, and neither manifest nor register.
    let made = files(&whole, "输出").into_iter().filter(|(name, _)| name.contains(".docx")).step_by(3);
    for (name, bytes) in made {
        broken.files.insert(PathBuf::from("输出").join(name), bytes);
    }
    done(&format!("{BATCH} --resume"), &mut broken);
    assert_eq!(files(&broken, "输出"), files(&whole, "输出"));
}

#[test]
fn what_a_person_changed_stays() {
    let mut world = example();
    done(BATCH, &mut world);
    let theirs = b"nobody knows who wrote this".to_vec();
    world.files.insert("输出/酒泉路街道.docx".into(), theirs.clone());
    world.files.insert("输出/签收表.xlsx".into(), theirs.clone());
    let run = gongwen(BATCH, &mut world);
    assert_eq!(run.exit, Exit::Findings);
    assert!(run.err.contains("“输出/酒泉路街道.docx”已经存在，不是本程序生成的，没有覆盖"), "{}", run.err);
    assert!(run.err.contains("签收表已经有人填过或改过，没有覆盖"), "{}", run.err);
    assert!(run.err.ends_with("输出：写成0份，没有变化的29份，被人改过、没有覆盖的1份\n"), "{}", run.err);
    let made = files(&world, "输出");
    assert!(made["酒泉路街道.docx"] == theirs && made["签收表.xlsx"] == theirs);
    let manifest: serde_json::Value = serde_json::from_slice(&made["manifest.json"]).expect("JSON");
    assert_eq!(manifest["documents"][0]["status"], "edited");
    done(&format!("{BATCH} --force"), &mut world);
    assert!(files(&world, "输出")["酒泉路街道.docx"] != theirs);
}

#[test]
fn parts_join_to_what_one_run_makes() {
    let mut whole = example();
    done(BATCH, &mut whole);
    let mut parts = example();
    for part in 1..=3 {
        done(&format!("{BATCH} --shard {part}/3"), &mut parts);
    }
    done("batch --merge 输出", &mut parts);
    let mut made = files(&parts, "输出");
    made.retain(|name, _| !name.starts_with("manifest-"));
    assert_eq!(made, files(&whole, "输出"));
    // A part of its own folder, one missing, one of another batch.
    let mut apart = example();
    done("batch 通知.yaml --roster 名册.csv -o 一 --shard 1/2", &mut apart);
    let run = gongwen("batch --merge 一 -o 总", &mut apart);
    assert_eq!(run.exit, Exit::Failed);
    assert!(run.err.contains("缺少第2份（共2份）"), "{}", run.err);
    done("batch 通知.yaml --roster 名册.csv -o 二 --shard 2/2", &mut apart);
    done("batch --merge 一 二 -o 总", &mut apart);
    let manifest: serde_json::Value =
        serde_json::from_slice(&apart.files[Path::new("总/manifest.json")]).expect("JSON");
    assert_eq!(manifest["documents"][1]["file"], "../二/张掖路街道.docx");
    done("batch 通知.yaml --roster 名册.csv -o 二 --shard 2/2 --where 县=榆中县", &mut apart);
    let run = gongwen("batch --merge 一 二 -o 总", &mut apart);
    assert!(run.err.contains("这一份与别的份不是同一批"), "{}", run.err);
}

#[test]
fn numbers_go_on_where_the_register_ends() {
    let mut world = example();
    done(&format!("{BATCH} --where 县=榆中县"), &mut world);
    let numbers = |world: &Memory, folder: &str| -> Vec<String> {
        let bytes = &world.files[&PathBuf::from(folder).join("manifest.json")];
        let manifest: serde_json::Value = serde_json::from_slice(bytes).expect("JSON");
        let list = manifest["documents"].as_array().expect("a list");
        list.iter().map(|entry| entry["number"].as_str().expect("a number").to_owned()).collect()
    };
    let first = numbers(&world, "输出");
    assert_eq!(first[0], "某健乡办发〔2026〕101号");
    // The rest of the roster into the same folder: those that have a number keep it.
    done(BATCH, &mut world);
    let all = numbers(&world, "输出");
    assert!(first.iter().all(|number| all.contains(number)));
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 30);
    assert_eq!(
        (all[0].as_str(), all.len()),
        (format!("某健乡办发〔2026〕{}号", 101 + first.len()).as_str(), 30)
    );
    // Another job with the same register takes none of them.
    let workbook = String::from_utf8(world.files[Path::new("通知.yaml")].clone()).expect("UTF-8");
    let next = workbook.replace("编号: {从: 101}", "编号: {从: 101, 登记簿: 输出/发文登记簿.xlsx}");
    world.files.insert("第二次.yaml".into(), next.into_bytes());
    done("batch 第二次.yaml --roster 名册.csv -o 第二次", &mut world);
    let second = numbers(&world, "第二次");
    assert!(second.iter().all(|number| !all.contains(number)));
    assert_eq!(second[0], "某健乡办发〔2026〕131号");
}

#[test]
fn a_faulty_row_does_not_stop_the_rest_and_a_faulty_roster_stops_all() {
    let mut world = example();
    let csv = String::from_utf8(world.files[Path::new("名册.csv")].clone()).expect("UTF-8");
    let row = &roster()[2];
    // Two of three names that one line needs: the line is asked for, and lacks a word.
    let workbook = String::from_utf8(world.files[Path::new("通知.yaml")].clone()).expect("UTF-8");
    world.files.insert("通知.yaml".into(), workbook.replace("【如有：联系科室、联系电话】", "").into_bytes());
    world.files.insert("名册.csv".into(), csv.replace(row[7].as_str(), "").into_bytes());
    let run = gongwen(BATCH, &mut world);
    assert_eq!(run.exit, Exit::Findings);
    assert!(run.err.contains("名册里这个单位没有“联系电话”，文字里却用到了它"), "{}", run.err);
    assert!(run.err.ends_with("输出：写成29份，没有做成的1份\n"), "{}", run.err);
    let made = files(&world, "输出");
    assert!(!made.contains_key("张掖路街道.docx") && made.contains_key("酒泉路街道.docx"));
    // A day that does not exist is seen before anything is written.
    let mut world = example();
    world.files.insert("名册.csv".into(), csv.replace(row[5].as_str(), "2026-02-30").into_bytes());
    let run = gongwen(BATCH, &mut world);
    assert_eq!((run.exit, run.out.as_str()), (Exit::Failed, ""));
    assert!(run.err.contains("没有“2026-02-30”这一天"), "{}", run.err);
    assert!(run.err.ends_with("一份也没有写。改好以后再做一次。\n"), "{}", run.err);
    assert!(files(&world, "输出").is_empty());
}

#[test]
fn a_roster_with_names_alone_is_enough() {
    let mut world = example();
    world.files.insert("名册.csv".into(), "单位名称\n东川镇\n西岭乡\n".into());
    let run = gongwen(BATCH, &mut world);
    // The lists are of other units, and that is told.
    assert_eq!(run.exit, Exit::Findings, "{}", run.err);
    assert!(run.err.contains("台账“问题清单”里没有一行是这份名册里的单位的"), "{}", run.err);
    let made = files(&world, "输出");
    let words = text(&made["东川镇.docx"]);
    assert!(words.contains("请于2026年12月20日前将本单位活动开展情况书面报送我办。"), "{words}");
    assert!(!words.contains('【') && !words.contains("联系科室") && !words.contains("附件"), "{words}");
}

#[test]
fn a_ledger_of_all_counts_as_there_for_every_unit() {
    let mut world = Memory::default();
    let workbook = "单位: {名称: 某某局, 印发机关: 某某局办公室}\n\
        台账: [{名称: 活动台账, 行: [{日期: 2026-05-01, 类型: 义诊}]}]\n\
        通知事项: |\n  【如有：活动台账】全年义诊【次数(类型=义诊)】次。\n  【如无：活动台账】全年没有活动。\n\
        文稿: [{文种: 通知, 标题: 关于通报情况的通知, 不用: 缘由, 发文字号: 某发〔2026〕【号】号, 成文日期: 2026-11-20, 印发: {日期: 2026-11-20}}]\n";
    world.files.insert("通知.yaml".into(), workbook.into());
    world.files.insert("名册.csv".into(), "单位名称,号\n甲镇,7\n乙镇,9\n".into());
    done(BATCH, &mut world);
    let made = files(&world, "输出");
    let words = text(&made["乙镇.docx"]);
    assert!(words.contains("全年义诊1次。") && !words.contains("没有活动"), "{words}");
    // The number is the one that the document bears, wherever it came from.
    let manifest: serde_json::Value = serde_json::from_slice(&made["manifest.json"]).expect("JSON");
    assert_eq!(manifest["documents"][1]["number"], "某发〔2026〕9号");
}

#[test]
fn a_workbook_for_a_batch_says_so_when_it_is_built_alone() {
    let mut world = example();
    let run = gongwen("build 通知.yaml", &mut world);
    assert_eq!(run.exit, Exit::Failed);
    insta::assert_snapshot!(run.err);
    // What has nothing of the roster in it is built.
    let mut world = Memory::default();
    let text = "单位: {名称: 某某局, 印发机关: 某某局办公室}\n通知事项: 请各单位报送。\n名册: {列: [报送时限]}\n\
        文稿: [{文种: 通知, 标题: 关于报送的通知, 不用: 缘由, 发文字号: 某发〔2026〕1号, 主送机关: 各单位, 成文日期: 2026-11-20, 印发: {日期: 2026-11-20}}]\n";
    world.files.insert("资料.yaml".into(), text.into());
    done("build 资料.yaml", &mut world);
}
