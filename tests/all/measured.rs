//! `check` measures a .docx by the house style that it names: what the program makes is as it should be, and what a person made of
//! it otherwise is told.

use std::io::{Cursor, Read, Write};
use std::path::Path;

use gongwen::cli::Exit;
use gongwen::world::memory::Memory;

use crate::desk;
use crate::program::world_of;

/// A red head, headings, 附件说明, 版记: all that a house style may change.
const NOTICE: &str = "\
单位: {名称: 某某县水务局, 印发机关: 某某县水务局办公室}
附件: [{名称: 检查日程安排, 正文: 检查分两组进行。}]
文稿:
  - 文种: 通知
    标题: 某某县水务局关于开展水库汛前检查的通知
    发文字号: 某水发〔2026〕5号
    版式: 某某局
    主送机关: 各乡镇人民政府
    抄送机关: [县应急管理局]
    成文日期: 2026-03-05
    印发: {日期: 2026-03-06}
    章节:
      - 正文: 为了确保水库安全度汛，现就做好汛前检查工作通知如下：
      - 标题: 检查内容
        正文: |
          一、工程设施。检查大坝、溢洪道和放水设施是否完好，逐库登记。
          二、值守准备。检查值班安排、物资储备和通信设备，缺什么补什么。
      - 标题: 有关要求
        正文: 各乡镇要在3月20日前完成检查，检查结果报县水务局，发现的问题列出清单，限期整改。
";

/// A house style that leaves the standard wherever it may.
const STYLE: &str = "\
页边距: {上: 30, 下: 30, 左: 25, 右: 25}
行距: 26
每行字数: 30
字体: {小标宋: 华文中宋, 仿宋: 汉仪仿宋简}
西文字体: Arial
样式:
  公文标题: {字号: 小二, 对齐: 左, 加粗: 是, 段后: 12}
  正文: {字号: 四号, 首行缩进: 0}
  一级标题: {字体: 宋体, 加粗: 是, 段前: 12}
  二级标题: {字体: 仿宋, 加粗: 是}
  主送机关: {加粗: 是, 段前: 12}
  附件说明: {段前: 13}
  署名: {字体: 楷体, 对齐: 左, 段前: 20}
  发文机关标志: {字体: 黑体, 字号: 小初, 对齐: 左}
  发文字号: {字体: 楷体, 段前: 10}
  版记: {字号: 五号, 字体: 宋体}
页码: {位置: 右, 样式: 第1页 共9页, 字体: 黑体, 字号: 五号}
序数: [第一，, 一、, （一）, 1、]
红线粗细: 3
双面: 是
";

const FILE: &str = "输出/某某县水务局关于开展水库汛前检查的通知.docx";

/// The notice, made in a house style that stands beside its data.
fn made() -> Memory {
    let mut desk = desk::files([("资料.yaml", NOTICE.into()), ("版式/某某局.yaml", STYLE.into())]);
    let outcome = desk::run("build 资料.yaml -o 输出", &mut desk);
    assert_eq!(outcome.exit, Exit::Done, "{}", outcome.err);
    desk
}

/// The same file, as if a person had saved it with another text in a part.
fn save(desk: &mut Memory, part: &str, find: &str, with: &str) {
    let bytes = desk.files[Path::new(FILE)].clone();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a .docx is a zip");
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).expect("it is there");
        let mut text = String::new();
        entry.read_to_string(&mut text).expect("a part is UTF-8");
        if entry.name() == part {
            assert!(text.contains(find), "no {find} in {part}: {text}");
            text = text.replace(find, with);
        } else if entry.name() == "word/document.xml" {
            // Word writes the document anew whatever was changed.
            text.push('\n');
        }
        writer.start_file(entry.name(), zip::write::SimpleFileOptions::default()).expect("memory");
        writer.write_all(text.as_bytes()).expect("memory");
    }
    desk.files.insert(FILE.into(), writer.finish().expect("memory").into_inner());
}

#[test]
fn nothing_is_said_of_what_the_house_style_of_a_file_has_otherwise() {
    let nothing = |desk: &mut Memory| {
        let outcome = desk::run("check 输出 --select H", desk);
        assert_eq!(outcome.exit, Exit::Done, "{}", outcome.out);
    };
    nothing(&mut made());
    for specimen in ["白头论文", "西文字体"] {
        let mut desk = world_of("data/specimens");
        let built = desk::run(&format!("build {specimen}.yaml -o 输出"), &mut desk);
        assert_eq!(built.exit, Exit::Done, "{}", built.err);
        nothing(&mut desk);
    }
}

/// What a newcomer builds first is as `check` wants it.
#[test]
fn of_a_new_workbook_of_any_kind_and_of_its_files_nothing_is_to_be_mended() {
    for kind in gongwen::embedded::scaffolds().iter().filter_map(|(file, _)| file.strip_suffix(".yaml")) {
        let mut desk = Memory::default();
        assert_eq!(desk::run(&format!("new 某某局 --kind {kind}"), &mut desk).exit, Exit::Done);
        let built = desk::run("build 某某局/资料.yaml", &mut desk);
        assert_eq!(built.exit, Exit::Done, "{kind}: {}", built.err);
        let outcome = desk::run("check 某某局", &mut desk);
        let is_found = outcome.out.contains("错误[") || outcome.out.contains("警告[");
        // The workbook and what was built of it.
        assert!(!is_found && !outcome.out.contains("查了1个文件"), "{kind}: {}", outcome.out);
    }
}

#[test]
fn what_a_file_has_otherwise_than_its_house_style_is_told_though_the_standard_has_it() {
    let mut desk = made();
    // The text in 三号, the margins of the standard, page numbers with dashes.
    save(&mut desk, "word/styles.xml", "<w:sz w:val=\"28\"/>", "<w:sz w:val=\"32\"/>");
    save(&mut desk, "word/document.xml", "w:top=\"1701\"", "w:top=\"2098\"");
    save(&mut desk, "word/footer1.xml", "第", "—");
    let outcome = desk::run("check 输出 --select H02,H03,H14", &mut desk);
    insta::assert_snapshot!(outcome.out);
}

#[test]
fn a_house_style_that_is_not_there_is_told_and_passes_nothing_that_a_person_changed() {
    let mut desk = made();
    desk.files.remove(Path::new("版式/某某局.yaml"));
    let untouched = desk::run("check 输出 --select H", &mut desk);
    save(&mut desk, "word/document.xml", "限期整改", "按期整改");
    let saved = desk::run("check 输出 --select H01,H02,H03", &mut desk);
    let other_rules = desk::run("check 输出 --select A", &mut desk);
    insta::assert_snapshot!(format!("{}\n{}\n{}", untouched.out, saved.out, other_rules.out));
}

#[test]
fn a_name_in_a_file_leads_to_no_file_but_a_house_style() {
    let mut desk = made();
    desk.files.insert("别处.yaml".into(), STYLE.into());
    save(&mut desk, "docProps/custom.xml", ">某某局<", ">../别处.yaml<");
    let outcome = desk::run("check 输出 --select H02", &mut desk);
    assert!(
        outcome.out.contains("这里找不到这个版式") && outcome.out.contains("错误[H02]"),
        "{}",
        outcome.out
    );
    // A property of that name in a file of another program is nothing to us.
    save(&mut desk, "docProps/custom.xml", "工具版本", "版本");
    let outcome = desk::run("check 输出 --select H02", &mut desk);
    assert!(!outcome.out.contains("版式") && outcome.out.contains("错误[H02]"), "{}", outcome.out);
}
