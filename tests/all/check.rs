//! `check` as a clerk meets it: files in, findings and mended files out.

use std::path::{Path, PathBuf};

use gongwen::cli::Exit;
use gongwen::world::World;
use gongwen::world::memory::Memory;

use crate::desk;

const NOTICE: &str = "某水发[2026]5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作,按时报送材料。\n某某县水务局\n2026年3月5日\n";

const WORKBOOK: &str = "单位: {名称: 某某县水务局, 印发机关: 某某县水务局办公室}
通知事项:
  - 名称: 检查时间
    内容: |
      3月至4月,各乡镇自行检查。
      根据《某某市水务局关于开展检查的通知》（某水发[2026]12号）执行。
文稿:
  - 文种: 通知
    标题: 某某县水务局关于做好年度检查工作的通知
    发文字号: 某水发〔2026〕5号
    主送机关: 各乡镇人民政府
    成文日期: 2026-03-05
    印发: {日期: 2026-03-05}
";

fn text(world: &Memory, path: &str) -> String {
    String::from_utf8(world.read(Path::new(path)).expect("the file is there")).expect("UTF-8")
}

#[test]
fn findings_of_a_text_are_told_with_place_and_cure() {
    let mut desk = desk::files([("通知.txt", NOTICE.into())]);
    let outcome = desk::run("check 通知.txt --select A02,G01", &mut desk);
    assert_eq!((outcome.exit, outcome.err.as_str()), (Exit::Findings, ""));
    insta::assert_snapshot!(outcome.out);
    let outcome = desk::run("check 通知.txt --select D01", &mut desk);
    assert_eq!((outcome.exit, outcome.out.as_str()), (Exit::Done, "查了1个文件，没有发现问题\n"));
}

#[test]
fn findings_of_a_workbook_point_into_its_data() {
    let mut desk = desk::files([("资料.yaml", WORKBOOK.into())]);
    let outcome = desk::run("check 资料.yaml --select A02,G01 --format json", &mut desk);
    assert_eq!(outcome.exit, Exit::Findings);
    insta::assert_snapshot!(outcome.out);
}

#[test]
fn what_is_put_right_is_put_right_in_the_data_and_nothing_else() {
    let mut desk = desk::files([("资料.yaml", WORKBOOK.into())]);
    let shown = desk::run("check 资料.yaml --select A02,G01 --fix --diff", &mut desk);
    assert_eq!(text(&desk, "资料.yaml"), WORKBOOK);
    insta::assert_snapshot!(shown.out);
    let outcome = desk::run("check 资料.yaml --select A02,G01 --fix", &mut desk);
    assert_eq!((outcome.exit, outcome.err.as_str()), (Exit::Done, "自动改了2处\n"));
    let wanted =
        WORKBOOK.replace("3月至4月,", "3月至4月，").replace("某水发[2026]12号", "某水发〔2026〕12号");
    assert_eq!(text(&desk, "资料.yaml"), wanted);
    let again = desk::run("check 资料.yaml --select A02,G01 --fix", &mut desk);
    assert_eq!(again.err, "没有可以自动改的\n");
    assert_eq!(text(&desk, "资料.yaml"), wanted);
}

#[test]
fn a_text_in_gbk_with_windows_line_ends_stays_one() {
    let (encoded, lost) = gbk(&NOTICE.replace('\n', "\r\n"));
    assert!(!lost);
    let mut desk = desk::files([("通知.txt", encoded)]);
    desk::run("check 通知.txt --select A02,G01 --fix", &mut desk);
    let mended = NOTICE.replace("[2026]", "〔2026〕").replace("工作,", "工作，").replace('\n', "\r\n");
    assert_eq!(desk.read(Path::new("通知.txt")).expect("there"), gbk(&mended).0);
}

fn gbk(text: &str) -> (Vec<u8>, bool) {
    let (bytes, _, lost) = encoding_rs::GBK.encode(text);
    (bytes.into_owned(), lost)
}

#[test]
fn a_rule_is_switched_off_with_its_reason() {
    let off = "检查:\n  不查:\n    - {规则: G01, 理由: 来文照录}\n    - {规则: G99, 理由: 没有这条}\n";
    let mut desk = desk::files([("资料.yaml", format!("{WORKBOOK}{off}").into())]);
    let outcome = desk::run("check 资料.yaml --select A02,G01", &mut desk);
    insta::assert_snapshot!(outcome.out);
    let beside = "不查:\n  - {规则: G01, 理由: 来文照录}\n";
    let mut desk = desk::files([("文/通知.txt", NOTICE.into()), ("文/检查.yaml", beside.into())]);
    let outcome = desk::run("check 文 --select A02,G01", &mut desk);
    assert!(outcome.out.contains("[A02]") && !outcome.out.contains("[G01]"), "{}", outcome.out);
}

#[test]
fn known_findings_are_let_be_and_new_ones_told() {
    let mut desk = desk::files([("通知.txt", NOTICE.into())]);
    let outcome = desk::run("check 通知.txt --select A02,G01 --write-baseline 已知.json", &mut desk);
    assert_eq!(outcome.err, "记下2处，以后加上 --baseline 已知.json 就不再列出\n");
    let quiet = desk::run("check 通知.txt --select A02,G01 --baseline 已知.json", &mut desk);
    assert_eq!(
        (quiet.exit, quiet.out.as_str()),
        (Exit::Done, "查了1个文件，没有发现问题\n已知的2处没有列出\n")
    );
    let more = NOTICE.replace("请认真", "各单位注意,请认真");
    desk.files.insert(PathBuf::from("通知.txt"), more.into());
    let told = desk::run("check 通知.txt --select A02,G01 --baseline 已知.json", &mut desk);
    assert_eq!(told.exit, Exit::Findings);
    assert!(!told.out.contains("[A02]") && told.out.contains("[G01]"), "{}", told.out);
    desk.files.insert(PathBuf::from("已知.json"), b"{}".to_vec());
    let bad = desk::run("check 通知.txt --baseline 已知.json", &mut desk);
    assert_eq!(bad.exit, Exit::Failed);
    assert!(bad.err.contains("错误[not-a-baseline]"), "{}", bad.err);
}

#[test]
fn a_folder_is_looked_through_and_what_is_no_document_is_passed_over() {
    let mut desk = desk::files([
        ("文/资料.yaml", WORKBOOK.into()),
        ("文/单位资料.yaml", b"\xe5\x8d\x95\xe4\xbd\x8d: {}\n".to_vec()),
        ("文/名册.csv", "单位名称\n甲镇\n".into()),
        ("文/稿/通知.txt", NOTICE.into()),
        ("空/图.png", vec![1, 2, 3]),
    ]);
    let outcome = desk::run("check 文 --select A02", &mut desk);
    assert!(
        outcome.out.ends_with("查了2个文件，共 2 个错误；可以自动改的2处，加 --fix\n"),
        "{}",
        outcome.out
    );
    let nothing = desk::run("check 空", &mut desk);
    assert_eq!(nothing.exit, Exit::Failed);
    assert!(nothing.out.contains("[nothing-to-check]"), "{}", nothing.out);
    let missing = desk::run("check 没有.txt", &mut desk);
    assert_eq!(missing.exit, Exit::Failed);
    let thrice = desk::run("check 文/稿/通知.txt ./文/稿/通知.txt 文/稿/通知.txt --select A02", &mut desk);
    assert!(thrice.out.contains("查了1个文件"), "{}", thrice.out);
    let twice = desk::run("check 文/稿/通知.txt 文 --select A02", &mut desk);
    assert!(twice.out.contains("查了2个文件"), "{}", twice.out);
    desk.files.insert(PathBuf::from("空白.txt"), b" \n".to_vec());
    let blank = desk::run("check 空白.txt", &mut desk);
    assert_eq!(blank.exit, Exit::Failed);
    assert!(blank.out.contains("[empty-file]"), "{}", blank.out);
    desk.files.insert(PathBuf::from("旧.doc"), vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    let old = desk::run("check 旧.doc", &mut desk);
    assert!(old.out.contains("-word-file]"), "{}", old.out);
}

#[test]
fn build_tells_what_is_against_the_rules_and_strict_does_not_write_it() {
    let mut desk = desk::files([("资料.yaml", WORKBOOK.into())]);
    let refused = desk::run("build 资料.yaml --strict", &mut desk);
    assert_eq!((refused.exit, refused.out.as_str()), (Exit::Failed, ""));
    assert!(refused.err.contains("错误[A02]") && refused.err.contains("错误[strict]"), "{}", refused.err);
    let built = desk::run("build 资料.yaml", &mut desk);
    assert_eq!(built.exit, Exit::Findings);
    assert!(built.err.contains("错误[A02]") && !built.err.contains("G01"), "{}", built.err);
    assert!(built.out.contains(".docx"));
}

#[test]
fn a_batch_tells_what_is_against_the_rules_once_for_all_units() {
    let workbook =
        WORKBOOK.replace("    主送机关: 各乡镇人民政府\n", "").replace("〔2026〕5号", "〔2026〕【顺序号】号");
    let roster = "单位名称\n甲镇人民政府\n乙镇人民政府\n丙镇人民政府\n丁镇人民政府\n";
    let mut desk = desk::files([("资料.yaml", workbook.into()), ("名册.csv", roster.into())]);
    let strict = desk::run("batch 资料.yaml --roster 名册.csv -o 严 --strict", &mut desk);
    assert_ne!(strict.exit, Exit::Done);
    assert!(!desk.files.keys().any(|path| path.extension().is_some_and(|end| end == "docx")));
    let made = desk::run("batch 资料.yaml --roster 名册.csv -o 输出", &mut desk);
    assert_eq!(made.exit, Exit::Findings);
    assert_eq!(made.err.matches("错误[A02]").count(), 1, "{}", made.err);
    assert!(made.err.contains("等4个单位"), "{}", made.err);
    assert_eq!(desk.files.keys().filter(|path| path.extension().is_some_and(|end| end == "docx")).count(), 4);
}

#[test]
fn the_folder_of_a_batch_is_looked_at_as_a_whole() {
    let workbook = WORKBOOK
        .replace("    主送机关: 各乡镇人民政府\n", "")
        .replace("〔2026〕5号", "〔2026〕【顺序号】号")
        .replace("[2026]", "〔2026〕")
        .replace("3月至4月,", "3月至4月，");
    let roster = "单位名称\n甲镇人民政府\n乙镇人民政府\n丙镇人民政府\n";
    let mut desk = desk::files([("资料.yaml", workbook.into()), ("名册.csv", roster.into())]);
    assert_eq!(desk::run("batch 资料.yaml --roster 名册.csv -o 输出 --print", &mut desk).exit, Exit::Done);
    let sound = desk::run("check 输出 --select I", &mut desk);
    assert!(!sound.out.contains("[I0"), "{}", sound.out);
    let first = desk.files.remove(Path::new("输出/甲镇人民政府.docx")).expect("it was made");
    desk.files.insert(PathBuf::from("输出/甲镇人民政府 - 副本.docx"), first);
    desk.files.entry(PathBuf::from("输出/乙镇人民政府.docx")).or_default().push(0);
    let told = desk::run("check 输出 --select I", &mut desk);
    assert_eq!(told.exit, Exit::Findings);
    insta::assert_snapshot!(told.out);
}

#[test]
fn one_fault_is_told_once_under_the_name_that_cures_it() {
    let told = |notice: String| {
        let mut desk = desk::files([("通知.txt", notice.into_bytes())]);
        let out = desk::run("check 通知.txt --format json --select A,C,D,E --ignore D03", &mut desk).out;
        let report: serde_json::Value = serde_json::from_str(&out).expect("JSON");
        let findings = report["findings"].as_array().expect("a list").clone();
        findings
            .iter()
            .map(|finding| format!("{} {}", finding["code"], finding["message"]).replace('"', ""))
            .collect::<Vec<_>>()
    };
    let notice = NOTICE.replace("[2026]", "〔2026〕");
    assert_eq!(told(notice.clone()), [""; 0]);
    // What stands in the place of 成文日期 is not told as missing.
    for date in ["2026年3月", "26年3月5日", "3月5日", "2026年　月　日", "二〇二六年三月"] {
        let found = told(notice.replace("2026年3月5日", date));
        assert!(found.contains(&"A10 成文日期没有写全".to_owned()), "{date}: {found:?}");
        assert!(!found.iter().any(|found| found.starts_with("E09")), "{date}: {found:?}");
    }
    for mark in ["。", "；", ""] {
        let found = told(notice.replace("政府：", &format!("政府{mark}")));
        assert!(found.len() == 1 && found[0].starts_with("C01"), "{mark}: {found:?}");
    }
    // （一） below 1. is one fault of levels, and none of numbers that begin anew.
    let body = "1.加强领导。认真组织。\n（一）明确分工。落实到人。\n（二）定期调度。每月一次。\n2.按时报送。月底报送。\n（一）明确时间。月底报送。\n（二）明确方式。书面报送。\n";
    let found = told(notice.replace("请认真做好检查工作,按时报送材料。\n", body));
    assert_eq!(found, ["D02 “（一）”用在了“1.”的下面，层次颠倒"]);
}
