//! The state of a collection on the page of `gongwen serve`: who has reported, what is wrong with what came back, who is missing.

use std::path::{Path, PathBuf};

use gongwen::collect::make::unit;
use gongwen::collect::sheet;
use gongwen::serve::desk::Desk;
use gongwen::serve::http;
use gongwen::world::disk::Disk;
use gongwen::world::fence::Fence;
use gongwen::world::memory::Memory;
use gongwen::xlsx::{self, Content};
use serde_json::{Value, json};

use crate::collect::{DATA, entry_row, inputs, label, put, roster};
use crate::program::{gongwen, world_of};
use crate::serve::{answer, guard, post, request, run, served};

const SOUND: [&str; 11] = ["1", "2", "12", "300", "120", "1500.50", "95", "有", "专职", "2024-05-01", ""];

/// What a unit sends: the values of [`SOUND`] but for some columns, and what it writes at other places of the form.
fn form(row: usize, cells: &[(usize, &str)], others: &[(&str, &str)]) -> Vec<u8> {
    let (form, inputs) = inputs(&roster(6));
    let mut sheets = sheet::sheets(&form, unit(&inputs.roster, &inputs.columns, row));
    let page = &mut sheets[0];
    let line = entry_row(page);
    for (column, value) in SOUND.iter().enumerate() {
        let value = cells.iter().find(|(at, _)| *at == column).map_or(*value, |(_, value)| value);
        let content = if value.is_empty() { Content::Blank } else { Content::Text(value.to_owned()) };
        put(page, line, column as u16 + 1, content);
    }
    for (name, value) in others {
        let row = label(page, name);
        put(page, row, 1, Content::Text((*value).to_owned()));
    }
    xlsx::write(&sheets).expect("it is written")
}

/// Six units: two are sound, one has faults, one has sent two files, two have sent nothing; two files are nobody's.
fn collected() -> Memory {
    let mut world = Memory::default();
    let mut add = |path: &str, bytes: Vec<u8>| drop(world.files.insert(path.into(), bytes));
    add("项目/资料.yaml", DATA.into());
    add("项目/名册.csv", roster(6).into());
    add("项目/收回/1.xlsx", form(0, &[], &[]));
    add("项目/收回/2.xlsx", form(1, &[(8, "空缺"), (10, "缺两名支委")], &[]));
    add("项目/收回/三 镇/报 表.xlsx", form(2, &[(3, "约300"), (1, ""), (9, "2024年5月")], &[]));
    add("项目/收回/4.xlsx", form(3, &[], &[]));
    add("项目/收回/4改.xlsx", form(3, &[(3, "301")], &[]));
    add("项目/收回/别处.xlsx", form(4, &[], &[(sheet::CODE, "999999999"), (sheet::UNIT, "第5鎮")]));
    add("项目/收回/说明.csv", "说明,没有表\n".into());
    add("项目/收回/~$1.xlsx", Vec::new());
    world
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).expect("it is JSON")
}

fn asked(folder: &str) -> Value {
    json!({ "path": "项目/资料.yaml", "roster": "项目/名册.csv", "folder": folder })
}

#[test]
fn every_unit_is_shown_with_its_state_its_faults_and_its_marks() {
    let router = served(collected());
    let (status, state) = run(post(&router, "/api/collect", &asked("项目/收回")));
    assert_eq!(status, 200, "{state}");
    insta::assert_snapshot!(pretty(&state));
}

#[test]
fn the_command_that_is_shown_comes_to_the_same_counts() {
    let mut world = collected();
    let (_, state) = run(post(&served(world.clone()), "/api/collect", &asked("项目/收回")));
    let command = state["command"].as_str().and_then(|command| command.strip_prefix("gongwen "));
    let told = gongwen(command.expect("it is a command"), &mut world).err;
    let counts = &state["round"]["counts"];
    let count = |at: usize| counts[at][1].as_u64().expect("a number");
    let line = format!(
        "6个单位：已报{}个，退回修改{}个，重复报送{}个，未报{}个；不知道是哪个单位的表{}份",
        count(0),
        count(1),
        count(2),
        count(3),
        state["round"]["strays"].as_array().map_or(0, Vec::len)
    );
    assert!(told.contains(&line), "{line}\n{told}");
    assert!(world.files.contains_key(Path::new("项目/汇总/汇总表.xlsx")));
}

#[test]
fn of_many_faults_the_first_are_shown_and_the_others_are_counted() {
    let mut world = Memory::default();
    let columns: Vec<String> = (1..=60).map(|at| format!("    - {{名称: 数{at}, 类型: 整数}}\n")).collect();
    let data = format!("单位: 甲局\n表单:\n  名称: 表\n  栏目:\n{}", columns.concat());
    world.files.insert("资料.yaml".into(), data.into());
    world.files.insert("名册.csv".into(), "单位名称\n甲镇\n".into());
    let heads: Vec<String> = (1..=60).map(|at| format!("数{at}")).collect();
    let table = format!("单位名称,{}\n甲镇,1{}\n", heads.join(","), ",约2".repeat(59));
    world.files.insert("收回/甲.csv".into(), table.into());
    let asked = json!({ "path": "资料.yaml", "roster": "名册.csv", "folder": "收回" });
    let (_, state) = run(post(&served(world), "/api/collect", &asked));
    let unit = &state["round"]["units"][0];
    assert_eq!(
        (&unit["faults"], unit["told"].as_array().map(Vec::len), &unit["more"]),
        (&json!(59), Some(50), &json!(9)),
        "{state}"
    );
}

#[test]
fn where_nothing_came_back_everybody_is_missing() {
    let mut files = collected();
    files.files.retain(|path, _| !path.starts_with("项目/收回"));
    let mut command = files.clone();
    files.files.insert("项目/收回/读我.txt".into(), "表放在这里".into());
    command.folders.insert("项目/收回".into());
    let (status, state) = run(post(&served(files), "/api/collect", &asked("项目/收回")));
    assert_eq!(status, 200);
    let counts = json!([["已报", 0], ["退回修改", 0], ["重复报送", 0], ["未报", 6]]);
    assert_eq!((&state["round"]["counts"], &state["round"]["strays"]), (&counts, &json!([])), "{state}");
    assert_eq!(state["findings"][0]["message"], json!("这1个文件不是表格，没有读：读我.txt"), "{state}");
    let units = state["round"]["units"].as_array().expect("a list");
    assert!(units.iter().all(|unit| unit["state"] == "未报" && unit["files"] == json!([])), "{units:?}");
    // The command would remind everybody: there it is a fault still.
    let run = gongwen("collect read 项目/资料.yaml --roster 项目/名册.csv 项目/收回 -o 汇总", &mut command);
    assert!(run.err.contains("错误[no-returns]：没有找到交回来的表"), "{}", run.err);
    assert!(!command.files.keys().any(|path| path.starts_with("汇总")));
}

#[test]
fn what_cannot_be_read_is_told_in_words() {
    let mut files = collected();
    files.files.insert("项目/没有表单.yaml".into(), "单位: 甲局\n文稿: [通知]\n".into());
    files.files.insert("项目/坏名册.csv".into(), "代码,单位名称\n1,甲镇\n1,乙镇\n".into());
    let router = served(files);
    let with = |key: &str, value: &str| {
        let mut asked = asked("项目/收回");
        asked[key] = json!(value);
        asked
    };
    let mut told = Vec::new();
    run(async {
        for asked in [
            asked("项目/没有"),
            asked("../外"),
            asked("/外"),
            asked("项目/../../外"),
            asked("项目/名册.csv"),
            asked("项目/收?"),
            asked(""),
            with("path", "项目/没有表单.yaml"),
            with("path", "../外/密.yaml"),
            with("roster", "../外/密.yaml"),
            with("roster", ""),
            with("roster", "项目/坏名册.csv"),
        ] {
            let (status, answer) = post(&router, "/api/collect", &asked).await;
            assert!(answer["round"].is_null());
            told.push(format!("{asked}\n  {status} {}", pretty(&answer)));
        }
        assert_eq!(post(&router, "/api/collect", &json!({ "path": "项目/资料.yaml" })).await.0, 400);
    });
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn a_folder_of_more_files_than_a_page_can_show_is_not_read() {
    let mut files = collected();
    for number in 0..5001 {
        files.files.insert(format!("许多/{number}.xlsx").into(), Vec::new());
    }
    let (status, told) = run(post(&served(files), "/api/collect", &asked("许多")));
    assert_eq!((status, &told["message"]), (422, &json!("“许多”里有5001个文件，网页里最多看5000个")));
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_the_folder() {
    let (inside, outside) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    for (path, bytes) in collected().files {
        let path = inside.path().join(path);
        std::fs::create_dir_all(path.parent().expect("it has one")).expect("it is made");
        std::fs::write(path, bytes).expect("it is written");
    }
    let secret = outside.path().join("密.xlsx");
    std::fs::write(&secret, form(5, &[], &[])).expect("it is written");
    std::os::unix::fs::symlink(&secret, inside.path().join("项目/收回/密.xlsx")).expect("a link");
    std::os::unix::fs::symlink(outside.path(), inside.path().join("项目/收回/外")).expect("a link");
    std::os::unix::fs::symlink(outside.path(), inside.path().join("项目/外")).expect("a link");
    let fence = Fence::new(Box::new(Disk), inside.path()).expect("the folder is there");
    let router = http::router(guard(), Desk::new(fence, "夹".to_owned()));
    run(async {
        let (_, state) = post(&router, "/api/collect", &asked("项目/收回")).await;
        assert_eq!(state["round"]["counts"][3], json!(["未报", 1]), "{state}");
        for folder in ["项目/外", "项目/收回/外"] {
            let (status, told) = post(&router, "/api/collect", &asked(folder)).await;
            assert_eq!((status, &told["code"]), (422, &json!("outside-folder")), "{told}");
        }
        let sought = json!({ "path": "项目/资料.yaml" });
        let (_, listed) = post(&router, "/api/collect/folders", &sought).await;
        assert!(!listed.to_string().contains('外'), "{listed}");
    });
}

#[test]
fn only_the_page_itself_may_ask_how_far_a_collection_is() {
    let router = served(collected());
    run(async {
        for (path, body) in [
            ("/api/collect", asked("项目/收回")),
            ("/api/collect/folders", json!({ "path": "项目/资料.yaml" })),
        ] {
            let bytes = serde_json::to_vec(&body).expect("it is JSON");
            let foreign = request("POST", path, bytes.clone(), &[("x-gongwen-token", "")]);
            assert_eq!(answer(&router, foreign).await.0, 401, "{path}");
            let foreign = request("POST", path, bytes, &[("origin", "http://gongwen.example")]);
            assert_eq!(answer(&router, foreign).await.0, 403, "{path}");
        }
    });
}

#[test]
fn folders_with_tables_are_offered_but_for_those_that_the_program_has_written() {
    let mut files = collected();
    let run_of =
        gongwen("collect read 项目/资料.yaml --roster 项目/名册.csv 项目/收回 -o 项目/汇总", &mut files);
    assert!(files.files.contains_key(Path::new("项目/汇总/催报/通知.yaml")), "{}", run_of.err);
    for path in ["另一项/表/甲.xlsx", "另一项/图片/甲.png", "又收.DOCX", "邮件/甲.DOCX"] {
        files.files.insert(PathBuf::from(path), Vec::new());
    }
    let router = served(files);
    run(async {
        let (_, listed) = post(&router, "/api/collect/folders", &json!({ "path": "项目/资料.yaml" })).await;
        let folder = |path: &str, files: usize| json!({ "path": path, "files": files });
        let wanted = [
            folder("项目/收回", 7),
            folder("项目/收回/三 镇", 1),
            folder("另一项", 1),
            folder("邮件", 1),
            folder("另一项/表", 1),
        ];
        assert_eq!(listed, json!({ "folders": wanted, "chosen": "项目/收回" }));
        // Beside another workbook nothing came back yet.
        let (_, listed) = post(&router, "/api/collect/folders", &json!({ "path": "资料.yaml" })).await;
        assert_eq!(listed["chosen"], "");
    });
}

#[test]
fn the_page_knows_whether_a_workbook_collects() {
    let router = served(world_of("data/examples/调查摸底"));
    let with = |text: &str| json!({ "path": "新.yaml", "text": text });
    run(async {
        let whole = json!({ "path": "资料.yaml", "text": null });
        for (asked, wanted) in [
            (whole, json!(true)),
            (with(DATA), json!(true)),
            (with("单位: 甲局\n文稿: [通知]\n"), json!(false)),
            // While a text cannot be read nobody knows.
            (with("- 甲\n"), Value::Null),
        ] {
            let (_, seen) = post(&router, "/api/look", &asked).await;
            assert_eq!(seen["collects"], wanted, "{asked}");
        }
    });
}

#[test]
fn thousands_of_returns_do_not_keep_a_workbook_from_being_listed() {
    let mut files = Memory::default();
    for number in 0..2100 {
        files.files.insert(format!("收回/{number}.xlsx").into(), Vec::new());
    }
    files.files.insert("资料.yaml".into(), DATA.into());
    let (_, listed) = run(answer(&served(files), request("GET", "/api/files", Vec::new(), &[])));
    let listed: Value = serde_json::from_slice(&listed).expect("JSON");
    assert_eq!(listed["files"][0]["path"], "资料.yaml");
}
