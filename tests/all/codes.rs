//! Every fault that the source can report is explained, and every explanation belongs to a fault.

use std::collections::BTreeSet;
use std::path::Path;

use gongwen::batch::prepare::{self, Asked};
use gongwen::diag::codes::{self, Example};
use gongwen::diag::diagnostic::Place;
use gongwen::diag::findings::Findings;
use gongwen::diag::sources::Sources;
use gongwen::model::include;
use gongwen::pipeline;
use gongwen::pipeline::profiles::{Choice, Shelf};
use gongwen::review::plan;
use gongwen::source::node::Value;
use gongwen::template::library::Library;

use crate::{desk, rust_source};

/// Told by the command line itself, before there is anything to point at.
const WITHOUT_PLACE: &str = "usage";

/// Lie in the bytes of a file, which an example cannot show; the tests of the source plant them.
const IN_BYTES: [&str; 2] = ["bad-encoding", "not-utf8"];

fn listed() -> BTreeSet<&'static str> {
    codes::all().map(|code| code.name).collect()
}

/// Rules of `check` have their own pages, and are run there.
fn is_stage(path: &str) -> bool {
    !path.starts_with("diag/codes") && !path.starts_with("check/rules")
}

#[test]
fn every_code_in_the_source_is_explained() {
    let listed = listed();
    let mut missing = BTreeSet::new();
    for file in rust_source::all().iter().filter(|file| is_stage(&file.path)) {
        for (at, text) in file.literals() {
            let before = file.code[..at].trim_end();
            let reported = [
                "Diagnostic::error(",
                "Diagnostic::warning(",
                "Diagnostic::info(",
                ".fault(",
                ".unknown(",
                "Trouble::new(",
                "code:",
            ]
            .iter()
            .any(|call| before.ends_with(call));
            if reported && !listed.contains(text) {
                missing.insert(format!("{text} (src/{}:{})", file.path, file.line(at)));
            }
        }
    }
    assert!(missing.is_empty(), "not in diag::codes: {missing:#?}");
}

#[test]
fn every_explained_code_is_in_the_source() {
    let mut found = BTreeSet::new();
    for file in rust_source::all().iter().filter(|file| is_stage(&file.path)) {
        found.extend(file.literals().map(|(_, text)| text.to_owned()));
    }
    let unused: Vec<&str> =
        listed().into_iter().filter(|name| !found.contains(*name) && *name != WITHOUT_PLACE).collect();
    assert!(unused.is_empty(), "explained, but nothing reports them: {unused:?}");
}

/// What an example of data lacks to be a whole workbook.
const BASE: &str = "\
单位: {名称: 某某县卫生局, 印发机关: 县卫生局办公室}
活动: {名称: 健康教育活动, 范围: 全县, 目的: 提高居民健康素养}
工作目标: 居民健康素养明显提高。
文稿: [{文种: 实施方案, 载体: 无}]
";

/// What an example of a template lacks to be a kind.
const MANIFEST: &str =
    "名称: 示例\n用途: 试验\n载体: [无]\n标题: 健康教育活动方案\n章节: [{名称: 章节, 标题: 无}]\n";

/// Facts for the templates of the examples.
const FACTS: &str = "\
单位: {名称: 某某县卫生局, 简称: 县卫生局}
活动: {名称: 健康教育活动, 目的: [提高素养, 改善服务], 起: 2026年3月, 止: 2026年12月}
工作目标: {总体: 明显提高。, 指标: [{指标: 覆盖率, 目标值: 95%}]}
重点任务:
  导语: |
    第一段。
    第二段。
  条目: [{名称: 甲, 内容: 乙。}, 丙, 丁, 戊]
文稿: [{文种: 示例}]
";

fn read(path: &str) -> Vec<u8> {
    std::fs::read(rust_source::root().join(path)).expect("it is there")
}

/// The codes that a whole run reports for a workbook and templates of the user's own.
fn told(workbook: &str, templates: Vec<(String, String)>) -> BTreeSet<&'static str> {
    let mut files = vec![("单位资料.yaml", "联系人: 办公室\n".into()), ("资料.yaml", workbook.into())];
    files.push(("补充.yaml", BASE.into()));
    // A seal, and a scan of one on paper.
    files.push(("印章.png", read("data/specimens/样章.png")));
    files.push(("扫描件.png", read("data/specimens/notice.png")));
    let world = desk::files(files);
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let library = Library::load(templates, &mut sources, &mut findings);
    let data = pipeline::read(&world, Path::new("资料.yaml"), &mut sources, &mut findings);
    if let Some(mut data) = data {
        let rest = pipeline::read(&world, Path::new("补充.yaml"), &mut sources, &mut Findings::default());
        let mut rest = rest.expect("the base is sound").node;
        if let Value::Map(entries) = &mut rest.value {
            // An example stands for the whole of a key that it has.
            entries.retain(|(key, _)| data.node.get(&key.text).is_none());
        }
        include::merge(&mut data.node, rest);
        pipeline::conditions::settle(&mut data.node, &mut findings);
        let workbook = pipeline::model(&data, &mut findings);
        if let Some(check) = workbook.as_ref().and_then(|workbook| workbook.check.as_ref()) {
            plan::off(check, &mut findings);
        }
        if let (Some(library), Some(workbook)) = (library, workbook) {
            let orders = pipeline::orders(&workbook, None, &data, &library, &mut findings);
            let mut shelf = Shelf::new(Path::new(""));
            for ordered in &orders {
                let choice = Choice::of(None, &ordered.order, &workbook);
                shelf.choose(&choice, &world, &mut sources, &mut findings);
            }
            pipeline::make(&workbook, &orders, None, &library, &mut findings);
        }
    }
    findings.list.iter().map(|finding| finding.code).collect()
}

/// A workbook for the rosters of the examples.
const NOTICE: &str = "\
单位: {名称: 某某县卫生局, 印发机关: 县卫生局办公室}
名册: {编号: {从: 1, 到: 3}, 列: [{名称: 报送时限, 类型: 日期, 必填: 是}]}
台账: {名称: 清单, 单位列: 单位, 行: [{单位: 甲镇, 问题: 没有上墙}]}
通知事项: \"请于【报送时限】前报送，你单位电话【联系电话】。\"
文稿: [{文种: 通知, 标题: 关于报送材料的通知, 不用: 缘由, 发文字号: 某卫发〔2026〕【顺序号】号, 成文日期: 2026-11-20, 印发: {日期: 2026-11-20}}]
";

/// The codes that a batch reports for a roster.
fn told_of_roster(roster: &str) -> BTreeSet<&'static str> {
    let world = desk::files([("资料.yaml", NOTICE.into()), ("名册.csv", roster.into())]);
    let asked = Asked {
        data: "资料.yaml".into(),
        roster: "名册.csv".into(),
        folder: "输出".into(),
        ..Asked::default()
    };
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let read = prepare::read(&asked, &world, &mut sources, &mut findings);
    if let Some((inputs, data)) = read
        && let Some(prepared) = inputs.prepare(data, &asked, &world, &mut sources, &mut findings)
        && !findings.has_errors()
    {
        for row in &prepared.rows {
            findings.list.extend(prepared.job.make(*row).findings.list);
        }
    }
    findings.list.iter().map(|finding| finding.code).collect()
}

/// The codes that a house style beside the data reports.
fn told_of_style(example: &Example) -> BTreeSet<&'static str> {
    let world = desk::files([(example.file, example.text.into())]);
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let name = Path::new(example.file).file_stem().expect("a name").to_string_lossy();
    let mut shelf = Shelf::new(Path::new(""));
    let page = shelf.named(&name, &Place::Nowhere, Path::new(""), &world, &mut sources, &mut findings);
    assert_eq!(page.is_some(), !findings.has_errors(), "{}", example.text);
    findings.list.iter().map(|finding| finding.code).collect()
}

fn run(example: &Example) -> BTreeSet<&'static str> {
    if example.file == "名册.csv" {
        return told_of_roster(example.text);
    }
    if example.file.starts_with("版式/") {
        return told_of_style(example);
    }
    match example.file.split_once('/') {
        None => told(example.text, Vec::new()),
        Some((_, file)) => {
            let mut templates = vec![
                ("示例/template.yaml".to_owned(), MANIFEST.to_owned()),
                ("示例/章节.md.tera".to_owned(), "一段。\n".to_owned()),
            ];
            let slot = usize::from(file != "template.yaml");
            templates[slot].1 = match slot {
                0 => completed(example.text),
                _ => example.text.to_owned(),
            };
            // Enough items for a loop in a loop in a loop to run away.
            let items: Vec<String> = (0..120).map(|n| format!("任务{n}")).collect();
            told(&FACTS.replace("戊", &items.join(", ")), templates)
        }
    }
}

/// An example of a manifest with the keys that it lacks.
fn completed(text: &str) -> String {
    let key = text.split(':').next().unwrap_or_default();
    // What a section needs and uses stands in the section.
    if matches!(key, "需要" | "用到") {
        let line = text.trim_end();
        return MANIFEST.replace("标题: 无}", &format!("标题: 无, {line}}}"));
    }
    let rest: Vec<&str> = MANIFEST.lines().filter(|line| !line.starts_with(key)).collect();
    format!("{text}{}\n", rest.join("\n"))
}

#[test]
fn every_example_does_what_it_says() {
    let mut faults = Vec::new();
    for code in codes::all() {
        let (wrong, right) = (&code.wrong, &code.right);
        if IN_BYTES.contains(&code.name)
            || wrong.text.is_empty()
            || !(matches!(wrong.file, "资料.yaml" | "名册.csv")
                || wrong.file.starts_with("示例/")
                || wrong.file.starts_with("版式/"))
        {
            continue;
        }
        let reported = run(wrong);
        if !reported.contains(code.name) {
            faults.push(format!("{}: the wrong example gives {reported:?}", code.name));
        }
        // Examples of writing as such use any key.
        // A template's example may be all condition and write nothing.
        let reported = run(right);
        let beside =
            |name: &str| name == "unknown-key" || (name == "empty-document" && right.file != "资料.yaml");
        if reported.iter().any(|&name| name == code.name || !beside(name)) {
            faults.push(format!("{}: the right example gives {reported:?}", code.name));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn a_table_wider_than_word_allows_is_told() {
    let table = |columns: usize| {
        let head = vec!["列"; columns].join(", ");
        told(&format!("表: [{{名称: 汇总表, 表头: [{head}]}}]\n"), Vec::new())
    };
    assert!(table(64).contains("table-too-wide"));
    assert!(!table(63).contains("table-too-wide"));
}
