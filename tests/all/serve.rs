//! `gongwen serve` without a socket: who is turned away, what an edit changes, what a preview shows and a download holds.

use std::path::Path;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use gongwen::pipeline::jobs::{self, Asked};
use gongwen::serve::desk::Desk;
use gongwen::serve::form::{self, Field, Holds};
use gongwen::serve::guard::Guard;
use gongwen::serve::route::{self, What};
use gongwen::serve::{http, request};
use gongwen::source::edit;
use gongwen::world::fence::Fence;
use gongwen::world::memory::Memory;
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::collect_papers::CIRCLE;
use crate::program::{examples, gongwen, world_of};

const PORT: u16 = 8765;

/// Who may ask.
pub fn guard() -> Guard {
    Guard::new([7; 16], PORT)
}

/// The page over a folder with these files; outside of it lies one more.
pub fn served(files: Memory) -> Router {
    let inside = files.files.into_iter().map(|(path, bytes)| (Path::new("夹").join(path), bytes));
    let mut world = Memory { files: inside.collect(), ..Memory::default() };
    world.folders.insert("夹".into());
    world.files.insert("外/密.yaml".into(), "单位: 密\n文稿: [通知]\n".into());
    let fence = Fence::new(Box::new(world), Path::new("夹")).expect("the folder is there");
    http::router(guard(), Desk::new(fence, "夹".to_owned()))
}

/// Runs what waits.
pub fn run<T>(work: impl Future<Output = T>) -> T {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().expect("it can be built");
    runtime.block_on(work)
}

/// A request as the page sends it, with these headers otherwise.
pub fn request(method: &str, path: &str, body: Vec<u8>, headers: &[(&str, &str)]) -> Request<Body> {
    let mut own =
        vec![("host", format!("127.0.0.1:{PORT}")), ("x-gongwen-token", guard().token().to_owned())];
    for (name, value) in headers {
        own.retain(|(known, _)| known != name);
        own.push((*name, (*value).to_owned()));
    }
    own.retain(|(_, value)| !value.is_empty());
    let request = Request::builder().method(method).uri(path);
    let request = own.iter().fold(request, |request, (name, value)| request.header(*name, value));
    request.body(Body::from(body)).expect("it is a request")
}

/// Status and body of the answer.
pub async fn answer(router: &Router, request: Request<Body>) -> (u16, Vec<u8>) {
    let response = router.clone().oneshot(request).await.expect("it answers");
    let status = response.status().as_u16();
    (status, response.into_body().collect().await.expect("it has a body").to_bytes().to_vec())
}

/// Status and data of the answer to a question.
pub async fn post(router: &Router, path: &str, body: &Value) -> (u16, Value) {
    let bytes = serde_json::to_vec(body).expect("it is JSON");
    let (status, body) = answer(router, request("POST", path, bytes, &[])).await;
    (status, serde_json::from_slice(&body).unwrap_or_default())
}

#[test]
fn only_the_page_itself_is_answered() {
    let router = served(world_of("data/examples/会议通知"));
    let cases: [(&[(&str, &str)], u16); 9] = [
        (&[], 200),
        (&[("x-gongwen-token", "")], 401),
        (&[("x-gongwen-token", "07070707070707070707070707070708")], 401),
        (&[("host", "")], 403),
        (&[("host", "gongwen.example:8765")], 403),
        (&[("host", "127.0.0.1:80")], 403),
        (&[("host", "localhost:8765")], 200),
        (&[("origin", "http://gongwen.example")], 403),
        (&[("origin", "http://127.0.0.1:8765")], 200),
    ];
    run(async {
        for (headers, wanted) in cases {
            let (status, _) = answer(&router, request("GET", "/api/files", Vec::new(), headers)).await;
            assert_eq!(status, wanted, "{headers:?}");
        }
        let (status, page) =
            answer(&router, request("GET", "/", Vec::new(), &[("x-gongwen-token", "")])).await;
        assert_eq!(status, 200);
        assert!(String::from_utf8_lossy(&page).contains("公文"));
        let foreign = request("GET", "/", Vec::new(), &[("host", "gongwen.example")]);
        assert_eq!(answer(&router, foreign).await.0, 403);
    });
}

#[test]
fn every_answer_forbids_what_comes_from_outside() {
    let router = served(Memory::default());
    let response = run(router.oneshot(request("GET", "/", Vec::new(), &[]))).expect("it answers");
    let policy = response.headers()["content-security-policy"].to_str().expect("it is text");
    assert!(policy.starts_with("default-src 'none'; script-src 'self';"), "{policy}");
    assert!(!policy.contains("unsafe") && !policy.contains("http"), "{policy}");
    assert_eq!(response.headers()["x-content-type-options"], "nosniff");
    for (name, text) in gongwen::embedded::web() {
        let outside = text.replace("http://www.w3.org/2000/svg", "");
        assert!(!outside.contains("http://") && !outside.contains("https://"), "{name} names an address");
        assert!(!text.contains("innerHTML") && !text.contains("eval("), "{name} makes code of data");
        assert!(name != "index.html" || !text.contains(" on") && !text.contains("style="), "{name}");
    }
}

#[test]
fn no_path_leads_out_of_the_folder() {
    let router = served(world_of("data/examples/会议通知"));
    run(async {
        for path in
            ["../外/密.yaml", "/外/密.yaml", "/etc/passwd", "子/../../外/密.yaml", "..", "C:\\密.yaml"]
        {
            let (status, told) = post(&router, "/api/open", &json!({ "path": path })).await;
            assert_eq!(status, 422, "{path}: {told}");
            let save = json!({ "path": format!("{path}/新.yaml"), "text": "单位: 甲\n", "version": null });
            let (status, told) = post(&router, "/api/save", &save).await;
            assert_eq!(status, 409, "{path}: {told}");
        }
        // What a workbook refers to is confined, too.
        let text = "引用: ../外/密.yaml\n单位: 甲局\n文稿: [通知]\n";
        let (_, seen) = post(&router, "/api/look", &json!({ "path": "新.yaml", "text": text })).await;
        assert!(seen["findings"].to_string().contains("outside-folder"), "{}", seen["findings"]);
        for path in ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "/..%2fCargo.toml"] {
            assert_eq!(answer(&router, request("GET", path, Vec::new(), &[])).await.0, 404, "{path}");
        }
    });
}

#[test]
fn a_body_that_is_too_large_is_not_read() {
    let router = served(Memory::default());
    let large = vec![b' '; request::largest("/api/look") + 1];
    run(async {
        let (status, told) = answer(&router, request("POST", "/api/look", large, &[])).await;
        assert_eq!(status, 413, "{}", String::from_utf8_lossy(&told));
        let announced = request("POST", "/api/look", Vec::new(), &[("content-length", "99999999999")]);
        assert_eq!(answer(&router, announced).await.0, 413);
        assert_eq!(post(&router, "/api/look", &json!([1])).await.0, 400);
    });
}

/// Makes the documents of an example as `build` does.
fn made(example: &str, mut see: impl FnMut(&jobs::Made)) {
    let mut world = world_of(&format!("data/examples/{example}"));
    let mut sources = gongwen::diag::sources::Sources::default();
    let paths = ["资料.yaml".into()];
    jobs::each(&paths, &Asked::default(), &mut world, &mut sources, &mut |made, _, _| see(&made));
}

#[test]
fn a_preview_has_the_pages_of_the_document_and_a_download_its_bytes() {
    for example in ["会议通知", "往来公文", "健康服务年"] {
        let files = world_of(&format!("data/examples/{example}"));
        let text = String::from_utf8(files.files[Path::new("资料.yaml")].clone()).expect("it is text");
        let router = served(files);
        made(example, |made| {
            for (at, (composed, page)) in made.documents.iter().enumerate() {
                let pages: Value =
                    serde_json::from_str(&gongwen::pipeline::pages(&composed.document, &page.profile))
                        .expect("JSON");
                let asked = json!({ "path": "资料.yaml", "text": text, "document": at });
                let (_, seen) = run(post(&router, "/api/look", &asked));
                let count = pages["pages"].as_array().expect("a list").len();
                assert_eq!(seen["pages"].as_array().map(Vec::len), Some(count), "{example} {at}");
                assert!(seen["pages"][0].as_str().is_some_and(|page| page.contains("<g data-p=")));
                let asked = json!({ "path": "资料.yaml", "text": text, "document": at, "to": "docx" });
                let body = serde_json::to_vec(&asked).expect("JSON");
                let (status, bytes) = run(answer(&router, request("POST", "/api/make", body, &[])));
                let built = gongwen::pipeline::docx(&composed.document, page).expect("it can be written");
                assert_eq!((status, bytes == built), (200, true), "{example} {at}");
            }
        });
    }
}

#[test]
fn a_document_is_downloaded_though_another_one_waits_for_its_returns() {
    let mut files = Memory::default();
    files.files.insert("资料.yaml".into(), CIRCLE.into());
    let router = served(files);
    for (at, sound) in [(0, true), (1, false)] {
        let asked = json!({ "path": "资料.yaml", "text": CIRCLE, "document": at });
        let (_, seen) = run(post(&router, "/api/look", &asked));
        assert_eq!((&seen["sound"], &seen["whole"]), (&json!(sound), &json!(false)), "{at}");
        let told = seen["findings"].to_string();
        assert!(told.contains("照“收表”里给的命令做出它") && !told.contains("gongwen "), "{told}");
        for (to, is_made) in [("docx", sound), ("zip", false)] {
            let asked = json!({ "path": "资料.yaml", "text": CIRCLE, "document": at, "to": to });
            let body = serde_json::to_vec(&asked).expect("JSON");
            let (status, bytes) = run(answer(&router, request("POST", "/api/make", body, &[])));
            assert_eq!((status == 200, bytes.starts_with(b"PK")), (is_made, is_made), "{at} {to}");
        }
    }
}

/// Every field of a form that holds a text, with what it holds.
fn texts(fields: &[Field], all: &mut Vec<(Vec<Value>, bool, String)>) {
    for field in fields {
        match &field.holds {
            Holds::Text { text, .. } => all.push((field.path.clone(), field.present, text.clone())),
            Holds::Record { fields } | Holds::Free { fields } => texts(fields, all),
            Holds::List { items, .. } => texts(items, all),
            Holds::Table { .. } | Holds::Other { .. } => {}
        }
    }
}

#[test]
fn an_edit_of_any_field_changes_its_stretch_of_the_text_alone() {
    for example in examples() {
        let files = world_of(&format!("data/examples/{example}"));
        let text = String::from_utf8(files.files[Path::new("资料.yaml")].clone()).expect("it is text");
        let text = text.replace("\r\n", "\n");
        let tree = edit::parse(&text).0.expect("an example can be read");
        let mut all = Vec::new();
        texts(&form::whole(&text, &tree), &mut all);
        let present = all.iter().filter(|(_, present, _)| *present).count();
        assert!(present > 3, "{example}");
        // Those that are not there are many and alike.
        let step = 1 + all.len() / 150;
        let chosen = all.iter().enumerate().filter(|(at, (_, present, _))| *present || at % step == 0);
        for (_, (path, present, old)) in chosen {
            let value = "新写的: 字, “甲” #1";
            let asked = route::Asked {
                text: text.clone(),
                path: path.clone(),
                what: What::Set,
                value: json!(value),
                at: 0,
            };
            let edited = match route::edited(&asked) {
                Ok(edited) => edited,
                // What is only referred to (&, *) is changed by people.
                Err(refusal) => {
                    assert_eq!(refusal, edit::Refusal::Intricate, "{example} {path:?}");
                    assert!(text.contains('*') || text.contains("<<"), "{example} {path:?}");
                    continue;
                }
            };
            let tree = edit::parse(&edited).0.expect("it can still be read");
            let mut after = Vec::new();
            texts(&form::whole(&edited, &tree), &mut after);
            let now = after.iter().find(|(other, ..)| other == path);
            assert_eq!(now.map(|(_, _, text)| text.trim()), Some(value), "{example} {path:?}");
            // Lines that are not of the field stand as they stood, the comments among them.
            let (before, behind) = around(&text, &edited);
            if *present {
                let changed = text.len() - before - behind;
                assert!(changed <= old.len() * 2 + 400, "{example} {path:?} changes {changed} bytes");
            }
            let comments =
                |text: &str| text.lines().filter(|line| line.trim_start().starts_with('#')).count();
            assert_eq!(comments(&edited), comments(&text), "{example} {path:?}");
            let others = |all: &[(Vec<Value>, bool, String)]| {
                let mut rest: Vec<_> = all.iter().filter(|(other, ..)| other != path).cloned().collect();
                rest.retain(|(_, present, _)| *present);
                rest
            };
            let short = others(&after);
            assert!(others(&all).iter().all(|one| short.contains(one)), "{example} {path:?}");
        }
    }
}

/// How many bytes two texts have in common at their beginning and at their end.
fn around(a: &str, b: &str) -> (usize, usize) {
    let before = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let rest = a.len().min(b.len()) - before;
    let behind = a.bytes().rev().zip(b.bytes().rev()).take(rest).take_while(|(a, b)| a == b).count();
    (before, behind)
}

#[test]
fn a_file_that_changed_meanwhile_is_not_replaced() {
    let mut files = Memory::default();
    let bytes = "单位: 甲局 # 注\r\n文稿: [通知]\r\n";
    files.files.insert("资料.yaml".into(), bytes.into());
    let router = served(files);
    run(async {
        let (_, file) = post(&router, "/api/open", &json!({ "path": "资料.yaml" })).await;
        assert_eq!(file["text"], "单位: 甲局 # 注\n文稿: [通知]\n");
        let save =
            |text: &str, version: &Value| json!({ "path": "资料.yaml", "text": text, "version": version });
        let (status, first) =
            post(&router, "/api/save", &save("单位: 乙局 # 注\n文稿: [通知]\n", &file["version"])).await;
        assert_eq!(status, 200, "{first}");
        let (_, again) = post(&router, "/api/open", &json!({ "path": "资料.yaml" })).await;
        assert_eq!(
            (&again["text"], &again["version"]),
            (&json!("单位: 乙局 # 注\n文稿: [通知]\n"), &first["version"])
        );
        let (status, told) = post(&router, "/api/save", &save("单位: 丙局\n", &file["version"])).await;
        assert_eq!((status, &told["code"]), (409, &json!("changed-on-disk")));
        let (status, told) = post(&router, "/api/save", &save("单位: 丙局\n", &Value::Null)).await;
        assert_eq!((status, &told["code"]), (409, &json!("already-there")));
        let other = json!({ "path": "另存.yaml", "text": "单位: 丙局\n", "version": null });
        assert_eq!(post(&router, "/api/save", &other).await.0, 200);
        let bad = json!({ "path": "另存.exe", "text": "单位: 丙局\n", "version": null });
        assert_eq!(post(&router, "/api/save", &bad).await.0, 409);
    });
}

#[test]
fn short_forms_are_edited_where_they_stand() {
    for (text, path, what, value, at, after) in [
        ("单位: 甲局\n", json!(["单位", "名称"]), What::Set, json!("乙局"), 0, "单位: 乙局\n"),
        (
            "单位: 甲局\n",
            json!(["单位", "简称"]),
            What::Set,
            json!("乙"),
            0,
            "单位:\n  名称: 甲局\n  简称: 乙\n",
        ),
        (
            "重点任务:\n  - 抓落实\n",
            json!(["重点任务", "条目", 0, "内容"]),
            What::Set,
            json!("甲。"),
            0,
            "重点任务:\n  - 名称: 抓落实\n    内容: 甲。\n",
        ),
        (
            "重点任务: [抓落实]\n",
            json!(["重点任务", "导语"]),
            What::Set,
            json!("甲。"),
            0,
            "重点任务:\n  导语: 甲。\n  条目: [抓落实]\n",
        ),
        (
            "文稿: {文种: 通知, 主送机关: 甲镇}\n",
            json!(["文稿", 0, "主送机关"]),
            What::Insert,
            json!("乙镇"),
            1,
            "文稿: {文种: 通知, 主送机关: [甲镇, 乙镇]}\n",
        ),
        (
            "单位: 甲局\n",
            json!(["附件"]),
            What::Insert,
            json!({"名称": "表"}),
            0,
            "单位: 甲局\n附件:\n  - 名称: 表\n",
        ),
        ("关键词: [甲, 乙]\n", json!(["关键词"]), What::Swap, json!(null), 0, "关键词: [乙, 甲]\n"),
        (
            "单位: {名称: 甲局, 简称: 甲}\n",
            json!(["单位", "简称"]),
            What::Set,
            json!(""),
            0,
            "单位: {名称: 甲局}\n",
        ),
        ("单位: {名称: 甲局}\n", json!(["单位", "名称"]), What::Set, json!(""), 0, "单位: {名称: ''}\n"),
        (
            "表:\n  - 名称: 甲\n    表头: [一, 二]\n",
            json!(["表", 0, "表头", 0, 1]),
            What::Set,
            json!("三"),
            0,
            "表:\n  - 名称: 甲\n    表头: [一, 三]\n",
        ),
        (
            "台账:\n  - {日期: 2026-01-02, 人数: 3}\n",
            json!(["台账"]),
            What::Insert,
            json!({"": [["日期", "2026-01-03"], ["人数", "4"]]}),
            1,
            "台账:\n  - {日期: 2026-01-02, 人数: 3}\n  - {日期: 2026-01-03, 人数: 4}\n",
        ),
    ] {
        let Value::Array(path) = path else { panic!("a path") };
        let asked = route::Asked { text: text.to_owned(), path, what, value, at };
        assert_eq!(route::edited(&asked).as_deref(), Ok(after));
    }
}

#[test]
fn what_other_programs_leave_in_a_text_does_not_keep_it_from_being_pasted() {
    for (value, after) in [
        ("甲\u{0}\u{FEFF}乙\u{7}", "单位: 甲乙\n"),
        ("甲\u{1F600}: # [乙] {丙} |>&*!%@`", "单位: '甲\u{1F600}: # [乙] {丙} |>&*!%@`'\n"),
        ("甲\u{B}乙\r\n丙\u{2028}丁", "单位: |\n  甲\n  乙\n  丙\n  丁\n"),
    ] {
        let (text, path) = ("单位: 某局\n".to_owned(), vec![json!("单位"), json!("名称")]);
        let asked = route::Asked { text, path, what: What::Set, value: json!(value), at: 0 };
        assert_eq!(route::edited(&asked).as_deref(), Ok(after));
    }
}

#[test]
fn a_finding_names_its_field_and_a_word_on_the_page_leads_to_one() {
    let router = served(Memory::default());
    let text = "单位: 某某局\n活动: {名称: 举办业务骨干培训班}\n通知事项:\n  - 名称: 培训时间\n    内容: 2026年5月12日上午报到。\n文稿:\n  - 文种: 通知\n    成文日期: 二月三十日\n";
    run(async {
        let (_, seen) = post(&router, "/api/look", &json!({ "path": "新.yaml", "text": text })).await;
        let found = seen["findings"].as_array().expect("a list");
        let date =
            found.iter().find(|one| one["path"] == json!(["文稿", 0, "成文日期"])).expect("the date is told");
        assert_eq!(date["line"], 8);
        let asked = json!({ "text": text, "paragraph": "一、培训时间。2026年5月12日上午报到。", "at": 14 });
        let (_, place) = post(&router, "/api/find", &asked).await;
        assert_eq!(place, json!({ "path": ["通知事项", "条目", 0, "内容"], "line": 5 }));
    });
}

/// The field at a path of an answer's form.
fn field<'v>(fields: &'v Value, path: &Value) -> &'v Value {
    let mut inside = fields.as_array().expect("fields are a list");
    loop {
        let steps = path.as_array().expect("a path is a list");
        let is_on_the_way = |field: &&Value| steps.starts_with(field["path"].as_array().expect("a path"));
        let found = inside.iter().find(is_on_the_way).expect("the form has it");
        if found["path"] == *path {
            return found;
        }
        inside = ["fields", "items"].iter().find_map(|key| found[*key].as_array()).expect("it holds fields");
    }
}

#[test]
fn what_is_missing_is_marked_at_its_own_field() {
    let router = served(Memory::default());
    let text = "单位: 甲局\n活动: {主题: 甲}\n文稿:\n  - 文种: 通知\n    标题: 甲局关于开会的通知\n";
    run(async {
        let (_, seen) = post(&router, "/api/look", &json!({ "path": "新.yaml", "text": text })).await;
        for path in [json!(["文稿", 0, "发文字号"]), json!(["活动", "名称"])] {
            let told = seen["findings"].as_array().expect("a list").iter().any(|one| one["path"] == path);
            assert!(told, "{path}: {}", seen["findings"]);
            assert_eq!(field(&seen["form"]["fields"], &path)["required"], json!(true), "{path}");
        }
        assert_eq!(field(&seen["form"]["fields"], &json!(["文稿", 0, "标题"]))["required"], json!(false));
    });
}

#[test]
fn what_other_places_use_is_not_offered_for_a_change() {
    let text = "单位: &局\n  名称: &名 甲局\n  简称: 甲\n联系人: {姓名: *名, 电话: '1'}\n通知事项: &事 [甲, 乙]\n有关要求: *事\n文稿:\n  - &文 {文种: 通知, 标题: 甲}\n  - <<: *文\n    标题: 乙\n";
    let router = served(Memory::default());
    run(async {
        let (_, seen) = post(&router, "/api/look", &json!({ "path": "新.yaml", "text": text })).await;
        let fields = &seen["form"]["fields"];
        for (path, is_shared) in [
            (json!(["单位", "名称"]), true),
            (json!(["单位", "简称"]), false),
            (json!(["联系人", "姓名"]), true),
            (json!(["联系人", "电话"]), false),
            (json!(["文稿", 0, "文种"]), true),
            (json!(["文稿", 1, "文种"]), true),
            (json!(["文稿", 1, "标题"]), false),
            (json!(["文稿", 1, "成文日期"]), false),
        ] {
            let field = field(fields, &path);
            assert_eq!(field["shared"].as_bool().unwrap_or_default(), is_shared, "{path}");
            let Value::Array(steps) = path else { panic!("a path") };
            let (text, value) = (text.to_owned(), json!("新"));
            let edited = route::edited(&route::Asked { text, path: steps, what: What::Set, value, at: 0 });
            assert_eq!(edited.is_err(), is_shared, "{field}: {edited:?}");
        }
        assert_eq!(field(fields, &json!(["通知事项", "条目"]))["kind"], "other");
    });
}

#[test]
fn a_long_table_shows_its_first_rows_and_keeps_the_others() {
    let rows: Vec<String> = (0..600).map(|at| format!("  - {{日期: 2026-01-02, 事项: 事{at}}}\n")).collect();
    let text = format!("单位: 甲局\n台账:\n{}文稿: [工作总结]\n", rows.concat());
    let router = served(Memory::default());
    run(async {
        let (_, seen) = post(&router, "/api/look", &json!({ "path": "新.yaml", "text": text })).await;
        let table = field(&seen["form"]["fields"], &json!(["台账"]));
        assert_eq!((table["rows"].as_array().map(Vec::len), &table["more"]), (Some(500), &json!(100)));
        let edit = json!({ "text": text, "path": ["台账", 3, "事项"], "do": "set", "value": "新事" });
        let (_, edited) = post(&router, "/api/edit", &edit).await;
        assert_eq!(edited["text"], text.replace("事项: 事3}", "事项: 新事}"));
    });
}

#[test]
fn a_text_that_is_no_list_of_keys_has_no_form() {
    let router = served(Memory::default());
    run(async {
        for (text, has_form) in
            [("- 甲\n- 乙\n", false), ("甲\n", false), ("# 注\n", true), ("", true), ("单位: 甲局\n", true)]
        {
            let (_, seen) = post(&router, "/api/look", &json!({ "path": "新.yaml", "text": text })).await;
            assert_eq!(!seen["form"].is_null(), has_form, "{text:?}");
        }
    });
}

#[test]
fn what_a_spreadsheet_program_keeps_beside_an_open_file_is_not_listed() {
    let mut files = Memory::default();
    for name in ["资料.xlsx", "~$资料.xlsx"] {
        files.files.insert(name.into(), Vec::new());
    }
    let router = served(files);
    let (_, listed) = run(answer(&router, request("GET", "/api/files", Vec::new(), &[])));
    let listed: Value = serde_json::from_slice(&listed).expect("JSON");
    assert_eq!(listed["files"], json!([{ "path": "资料.xlsx", "kind": "sheets" }]));
}

#[test]
fn a_batch_is_tried_and_gives_the_archive_of_the_command() {
    let files = world_of("data/examples/批量通知");
    let mut world = files.clone();
    let told = gongwen("batch 通知.yaml --roster 名册.csv -o 通知-批量输出 --zip", &mut world).err;
    let router = served(files.clone());
    run(async {
        let mut asked = json!({ "path": "通知.yaml", "roster": "名册.csv", "rehearsal": true });
        let (status, tried) = post(&router, "/api/units/start", &asked).await;
        assert_eq!(
            (status, &tried["end"], &tried["rehearsal"]),
            (200, &json!("done"), &json!(true)),
            "{tried}"
        );
        let rows = tried["rows"].as_array().map_or(0, Vec::len);
        assert_eq!(tried["lines"].to_string().contains(&format!("可以写{rows}份")), rows > 0, "{tried}");
        let (_, listed) = answer(&router, request("GET", "/api/files", Vec::new(), &[])).await;
        assert!(!String::from_utf8_lossy(&listed).contains("批量输出"), "nothing was written");

        asked["rehearsal"] = json!(false);
        let (_, made) = post(&router, "/api/units/start", &asked).await;
        let lines: Vec<&str> =
            made["lines"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        assert_eq!(lines.join("\n"), told.trim_end());
        assert_eq!(made["counts"], json!({ "written": rows, "kept": 0, "edited": 0, "failed": 0 }));
        let body = serde_json::to_vec(&asked).expect("JSON");
        let (status, bytes) = answer(&router, request("POST", "/api/units/archive", body, &[])).await;
        assert_eq!(status, 200);
        assert!(bytes == world.files[Path::new("通知-批量输出/公文.zip")]);

        asked["rehearsal"] = json!(true);
        let (_, again) = post(&router, "/api/units/start", &asked).await;
        assert_eq!(again["counts"], json!({ "written": 0, "kept": rows, "edited": 0, "failed": 0 }));
        let none = json!({ "path": "通知.yaml", "roster": "../外/密.yaml" });
        let (_, told) = post(&router, "/api/units/start", &none).await;
        assert_eq!(
            (&told["end"], &told["findings"][0]["code"]),
            (&json!("failed"), &json!("outside-folder")),
            "{told}"
        );
    });
}

#[test]
fn a_faulty_row_is_told_with_its_unit_before_a_file_is_written() {
    let mut files = world_of("data/examples/批量通知");
    let roster = files.files.get_mut(Path::new("名册.csv")).expect("it is there");
    let text = String::from_utf8(roster.clone()).expect("it is text");
    let mut lines: Vec<&str> = text.lines().collect();
    lines.push(lines[2]);
    *roster = lines.join("\n").into_bytes();
    let router = served(files);
    run(async {
        let asked = json!({ "path": "通知.yaml", "roster": "名册.csv", "rehearsal": true });
        let (_, tried) = post(&router, "/api/units/start", &asked).await;
        assert_eq!(tried["end"], json!("failed"), "{tried}");
        let places = tried["findings"].to_string();
        assert!(places.contains("名册.csv E32") && !places.contains("gongwen "), "{places}");
    });
}

/// A file as the page sends it.
fn dropped(name: &str, beside: &str, bytes: &[u8]) -> Vec<u8> {
    let head = json!({ "name": name, "beside": beside }).to_string();
    [head.as_bytes(), b"\n", bytes].concat()
}

#[test]
fn a_list_that_is_dropped_is_kept_beside_its_workbook_and_replaces_nothing() {
    let router = served(world_of("data/examples/批量通知"));
    run(async {
        let known = world_of("data/examples/批量通知").files[Path::new("名册.csv")].clone();
        for (name, beside, bytes, wanted) in [
            ("名册.csv", "通知.yaml", &known[..], "名册.csv"),
            ("名册.csv", "通知.yaml", "单位\n".as_bytes(), "名册（2）.csv"),
            ("名册.csv", "通知.yaml", "单位名称\n".as_bytes(), "名册（2）.csv"),
            ("名册.csv", "通知.yaml", &known[..], "名册.csv"),
            ("../../外/名册.XLSX", "通知.yaml", b"PK", "名册.xlsx"),
        ] {
            let body = dropped(name, beside, bytes);
            let (status, told) = answer(&router, request("POST", request::ROSTER, body, &[])).await;
            let told: Value = serde_json::from_slice(&told).expect("JSON");
            assert_eq!((status, told), (200, json!({ "path": wanted })), "{name}");
        }
        for (name, beside, bytes, wanted) in [
            ("名册.docx", "通知.yaml", &b"PK"[..], 422),
            ("名册.csv", "通知.yaml", b"", 422),
            ("名册.csv", "../外/密.yaml", b"x", 422),
        ] {
            let body = dropped(name, beside, bytes);
            let (status, told) = answer(&router, request("POST", request::ROSTER, body, &[])).await;
            assert_eq!(status, wanted, "{name}: {}", String::from_utf8_lossy(&told));
        }
        let (status, _) = answer(&router, request("POST", request::ROSTER, b"x\ny".to_vec(), &[])).await;
        assert_eq!(status, 400);
    });
}
