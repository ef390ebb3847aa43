//! Rosters as people really make them, each through the command line: which files come of it, or why none does.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::path::Path;

use encoding_rs::{GB18030, GBK};
use gongwen::cli::Exit;
use gongwen::world::memory::Memory;
use rust_xlsxwriter::{Format, Workbook};
use zip::ZipArchive;

use crate::desk;

/// A notice that uses two columns and is content without them.
const NOTICE: &str = "\
单位: {名称: 某某县卫生局, 印发机关: 县卫生局办公室}
通知事项: |
  请【单位名称】按时报送材料。
  【如有：代码】登记代码【代码】。
  【如有：报送时限】时限为【报送时限】。
  【如有：电话】电话【电话】。
  【如有：备注】另告：【备注】。
文稿:
  - {文种: 通知, 标题: 关于报送材料的通知, 不用: 缘由, 发文字号: 某卫发〔2026〕15号, 成文日期: 2026-11-20, 印发: {日期: 2026-11-20}}
名册:
  列:
    - 单位名称
    - {名称: 代码, 又名: [编号]}
    - {名称: 报送时限, 又名: [截止时间]}
    - 电话
    - 备注
";

const PLAN: &str = "名册:\n  列:\n    - 单位名称\n";

/// The notice with other columns declared.
fn notice(columns: &str) -> String {
    let (before, _) = NOTICE.split_once("名册:").expect("the notice has a plan");
    format!("{before}{columns}")
}

/// What a run of `gongwen batch` left.
struct Batch {
    outcome: desk::Outcome,
    world: Memory,
}

impl Batch {
    /// Runs it in a desk of these files; the roster is the second.
    fn run(files: &[(&str, Vec<u8>)], arguments: &str) -> Self {
        let mut world = desk::files(files.iter().cloned());
        let roster = files[1].0;
        let command = format!("batch 资料.yaml --roster {roster} -o 输出 {arguments}");
        let outcome = desk::run(&command, &mut world);
        Self { outcome, world }
    }

    /// The documents made, without the folder and the end.
    fn made(&self) -> Vec<String> {
        let names = self.world.files.keys().filter_map(|path| path.to_str());
        let made = names.filter_map(|path| path.strip_prefix("输出/")?.strip_suffix(".docx"));
        made.map(str::to_owned).collect()
    }

    /// The words of a document.
    fn words(&self, name: &str) -> String {
        let path = format!("输出/{name}.docx");
        let bytes = self.world.files.get(Path::new(&path)).unwrap_or_else(|| panic!("no {path}"));
        let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a .docx is a zip");
        let mut xml = String::new();
        let mut part = archive.by_name("word/document.xml").expect("a .docx has a document");
        part.read_to_string(&mut xml).expect("the document is UTF-8");
        let mut words = String::new();
        for piece in xml.split('<').skip(1) {
            let (tag, text) = piece.split_once('>').expect("tags are closed");
            if tag == "w:t" || tag.starts_with("w:t ") {
                words.push_str(text);
            }
        }
        words
    }

    /// These are the documents, and one of them says this.
    fn assert(&self, made: &[&str], name: &str, says: &str) {
        let mut sorted: Vec<&str> = made.to_vec();
        sorted.sort_unstable();
        let mut all = self.made();
        all.sort_unstable();
        assert_eq!(all, sorted, "{}", self.outcome.err);
        let words = self.words(name);
        assert!(words.contains(says), "{name} does not say {says}: {words}");
    }

    /// Nothing was said but how many were made.
    fn quiet(self) -> Self {
        let told = format!("输出：写成{}份\n", self.made().len());
        assert_eq!((self.outcome.exit, self.outcome.err.as_str()), (Exit::Done, told.as_str()));
        self
    }
}

/// A roster with the usual notice.
fn usual(name: &str, roster: impl Into<Vec<u8>>, arguments: &str) -> Batch {
    Batch::run(&[("资料.yaml", NOTICE.into()), (name, roster.into())], arguments)
}

fn csv(text: &str) -> Batch {
    usual("名册.csv", text, "")
}

/// A sheet of these texts, with cells merged and rows hidden.
fn sheet(rows: &[&str], merged: &[(u32, u16, u32, u16)], hidden: &[u32]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let fits = "the sheet is small";
    for (area, at) in merged.iter().zip(0..) {
        let (top, left, bottom, right) = *area;
        let text = format!("合并{at}");
        sheet.merge_range(top, left, bottom, right, &text, &Format::new()).expect(fits);
    }
    for (row, at) in rows.iter().zip(0..) {
        for (text, column) in row.split('|').zip(0..) {
            if !text.is_empty() {
                sheet.write_string(at, column, text).expect(fits);
            }
        }
    }
    for row in hidden {
        sheet.set_row_hidden(*row).expect(fits);
    }
    book.save_to_buffer().expect("a workbook in memory is written")
}

const PLAIN: &str = "单位名称,备注\n甲镇卫生院,代章\n乙镇卫生院,\n";

#[test]
fn any_encoding_of_the_office_is_read() {
    let bom = [b"\xEF\xBB\xBF", PLAIN.as_bytes()].concat();
    let gbk = GBK.encode(PLAIN).0.into_owned();
    let utf16 = "\u{FEFF}".encode_utf16().chain(PLAIN.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for (bytes, is_told) in [(bom, false), (gbk, true), (utf16, true)] {
        let batch = usual("名册.csv", bytes, "");
        assert_eq!(batch.outcome.err.contains("提示[not-utf8]"), is_told, "{}", batch.outcome.err);
        batch.assert(&["甲镇卫生院", "乙镇卫生院"], "甲镇卫生院", "另告：代章。");
    }
    let rare = "单位名称,备注\n㵐水镇卫生院,𬭎字号\n乙镇卫生院,\n";
    let batch = usual("名册.csv", GB18030.encode(rare).0.into_owned(), "");
    batch.assert(&["㵐水镇卫生院", "乙镇卫生院"], "㵐水镇卫生院", "另告：𬭎字号。");
}

#[test]
fn cells_are_told_apart_however_they_are_separated() {
    for text in [
        PLAIN.replace(',', "\t"),
        PLAIN.replace(',', ";"),
        PLAIN.replace('\n', "\r\n"),
        PLAIN.replace('\n', "\n,\n"),
        PLAIN.trim_end().to_owned(),
    ] {
        csv(&text).quiet().assert(&["甲镇卫生院", "乙镇卫生院"], "甲镇卫生院", "另告：代章。");
    }
    csv("单位名称,备注\n甲镇卫生院,\"先报,后补\"\n\"乙镇卫生院\",\"说\"\"好\"\"\"\n").assert(
        &["甲镇卫生院", "乙镇卫生院"],
        "甲镇卫生院",
        "另告：先报,后补。",
    );
    let batch = csv("单位名称,备注\n甲镇卫生院,\"先报\n后补\"\n乙镇卫生院,\n");
    batch.assert(&["甲镇卫生院", "乙镇卫生院"], "甲镇卫生院", "另告：先报后补。");
    // A list in a cell stays one.
    let batch = csv("单位名称,备注\n甲镇卫生院,\"1.没有上墙\n2.标识不清\"\n");
    batch.quiet().assert(&["甲镇卫生院"], "甲镇卫生院", "另告：1.没有上墙；2.标识不清。");
}

#[test]
fn titles_totals_and_blank_lines_are_no_units() {
    let two = ["甲镇卫生院", "乙镇卫生院"];
    csv("全县卫生院名册,\n单位名称,备注\n甲镇卫生院,代章\n乙镇卫生院,\n").assert(
        &two,
        "甲镇卫生院",
        "另告：代章。",
    );
    csv("序号,单位名称,人数\n1,甲镇卫生院,30\n2,乙镇卫生院,12\n合计,,42\n").assert(
        &two,
        "乙镇卫生院",
        "请乙镇卫生院按时",
    );
    csv("单位名称,人数\n甲镇卫生院,30\n乙镇卫生院,12\n合计,42\n").assert(
        &two,
        "乙镇卫生院",
        "请乙镇卫生院按时",
    );
    csv("序号,单位名称,人数\n1,甲镇卫生院,30\n2,乙镇卫生院,12\n,合计,42\n").assert(
        &two,
        "乙镇卫生院",
        "请乙镇卫生院按时",
    );
    csv("单位名称,备注\n\u{3000}甲镇卫生院 ,代章\n\u{A0}乙镇卫生院,\n").assert(
        &two,
        "甲镇卫生院",
        "请甲镇卫生院按时",
    );
    csv("单位名称,备注\n甲镇卫生院,代章\n\n,\n乙镇卫生院,\n").assert(&two, "甲镇卫生院", "另告：代章。");
    let rows = ["某某县卫生院名册", "单位名称|联系|", "|联系人|电话", "甲镇卫生院|办公室|8234567"];
    let book = sheet(&rows, &[(0, 0, 0, 2), (1, 0, 2, 0), (1, 1, 1, 2)], &[]);
    let batch = usual("名册.xlsx", book, "");
    batch.assert(&["甲镇卫生院"], "甲镇卫生院", "电话8234567。");
}

#[test]
fn codes_and_numbers_stay_as_written() {
    csv("单位名称,编号\n甲镇卫生院,0012\n").quiet().assert(&["甲镇卫生院"], "甲镇卫生院", "登记代码0012。");
    let batch = csv("机构名称,代码,电话\n甲镇卫生院,００１２,０９３８－８２３４５６７\n");
    batch.assert(&["甲镇卫生院"], "甲镇卫生院", "登记代码0012。电话0938-8234567。");
    csv("单位名称,报送时限\n甲镇卫生院,2026/12/5\n").quiet().assert(
        &["甲镇卫生院"],
        "甲镇卫生院",
        "时限为2026年12月5日。",
    );
}

#[test]
fn texts_may_name_the_unit_by_the_usual_name_or_by_its_head() {
    let plan = notice("名册: {列: [代码, 报送时限, 电话, 备注]}\n");
    let roster = "机构名称,联系人\n甲镇卫生院,办公室\n";
    for text in [plan.clone(), plan.replace("请【单位名称】", "请【机构名称】")] {
        let batch = Batch::run(&[("资料.yaml", text.into()), ("名册.csv", roster.into())], "").quiet();
        batch.assert(&["甲镇卫生院"], "甲镇卫生院", "请甲镇卫生院按时");
    }
}

#[test]
fn numbers_of_a_sheet_are_read_as_they_are_shown() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let fits = "the sheet is small";
    for (head, column) in ["单位名称", "代码", "报送时限", "电话"].iter().zip(0..) {
        sheet.write_string(0, column, *head).expect(fits);
    }
    sheet.write_string(1, 0, "城关镇\n卫生院").expect(fits);
    sheet.write_number_with_format(1, 1, 12.0, &Format::new().set_num_format("0000")).expect(fits);
    sheet.write_number_with_format(1, 2, 46361.0, &Format::new().set_num_format("yyyy/m/d")).expect(fits);
    sheet.write_number(1, 3, 13_800_000_000.0).expect(fits);
    let batch = usual("名册.xlsx", book.save_to_buffer().expect("a workbook in memory is written"), "");
    let says = "登记代码0012。时限为2026年12月5日。电话13800000000。";
    batch.assert(&["城关镇卫生院"], "城关镇卫生院", says);
}

#[test]
fn units_of_one_name_are_told_apart_by_what_the_roster_knows() {
    csv("县,单位名称\n子县,城关镇卫生院\n丑县,城关镇卫生院\n丑县,乙镇卫生院\n").quiet().assert(
        &["子县城关镇卫生院", "丑县城关镇卫生院", "乙镇卫生院"],
        "丑县城关镇卫生院",
        "请城关镇卫生院按时",
    );
    csv("代码,单位名称\n0101,城关镇卫生院\n0201,城关镇卫生院\n").quiet().assert(
        &["城关镇卫生院（0101）", "城关镇卫生院（0201）"],
        "城关镇卫生院（0201）",
        "登记代码0201。",
    );
}

#[test]
fn names_of_files_are_legal_and_stay_in_the_folder() {
    let batch = csv("单位名称\n甲/乙镇\n丙\\丁镇\n戊:己*镇?\n..\nCON\n../../庚镇\n");
    batch.assert(
        &["甲／乙镇", "丙＼丁镇", "戊：己＊镇？", "未命名", "CON_", "／..／庚镇"],
        "甲／乙镇",
        "请甲/乙镇按时",
    );
    assert!(batch.world.files.keys().all(|path| {
        path.starts_with("输出") || path == Path::new("资料.yaml") || path == Path::new("名册.csv")
    }));
    let batch = csv(&format!("单位名称\n{}\n", "长".repeat(300)));
    assert_eq!(batch.made(), ["长".repeat(73)], "{}", batch.outcome.err);
    let long = "长".repeat(80);
    let batch = csv(&format!("单位名称,代码\n{long}甲,1\n{long}乙,2\n"));
    let stem = |code| format!("{}（{code}）", "长".repeat(71));
    assert_eq!(batch.made(), [stem(1), stem(2)], "{}", batch.outcome.err);
    // What differs behind the part that fits is kept.
    let batch = csv(&format!("单位名称\n{long}甲\n{long}乙\n")).quiet();
    let stem = |end| format!("{}…{}{end}", "长".repeat(36), "长".repeat(35));
    assert_eq!(batch.made(), [stem("乙"), stem("甲")]);
}

#[test]
fn units_whose_files_would_have_one_name_are_told_as_what_they_are() {
    let ends = "长".repeat(80);
    for names in ["甲A小学\n甲a小学".to_owned(), format!("{ends}甲{ends}\n{ends}乙{ends}")] {
        let batch = csv(&format!("单位名称\n{names}\n"));
        let second: String = names.lines().next_back().expect("two names").chars().take(4).collect();
        let told = "错误[repeated-unit]：有2个单位名称不同，写成文件名却是一样的\n --> 名册.csv A3\n";
        assert!(batch.outcome.err.starts_with(told), "{}", batch.outcome.err);
        assert!(batch.outcome.err.contains(&second) && batch.made().is_empty());
    }
    csv("单位名称,代码\n甲A小学,1\n甲a小学,2\n").quiet().assert(
        &["甲A小学（1）", "甲a小学（2）"],
        "甲a小学（2）",
        "请甲a小学按时",
    );
}

#[test]
fn characters_that_nobody_sees_are_told_and_stay_out_of_names_of_files() {
    let batch = csv("单位名称\n甲镇\u{200B}卫生院\u{202E}\n");
    assert_eq!(batch.made(), ["甲镇卫生院"]);
    assert_eq!(batch.outcome.err.matches("警告[invisible-character]").count(), 2, "{}", batch.outcome.err);
    // Two names that look the same are no two units.
    let batch = csv("单位名称\n甲镇\u{200B}卫生院\n甲镇卫生院\n");
    let told = "错误[repeated-unit]：有2个单位名称不同，写成文件名却是一样的\n --> 名册.csv A3\n";
    assert!(batch.outcome.err.contains(told) && batch.made().is_empty(), "{}", batch.outcome.err);
}

#[test]
fn a_column_of_days_with_a_slip_is_a_column_of_days() {
    let roster =
        |slip: &str| format!("单位名称,报送时限\n甲镇,2026-12-05\n乙镇,2026/12/6\n丙镇,{slip}\n丁镇,\n");
    let four = ["甲镇", "乙镇", "丙镇", "丁镇"];
    csv(&roster("2026-12-7")).quiet().assert(&four, "丙镇", "时限为2026年12月7日。");
    let mut told = String::new();
    for slip in ["2026-02-30", "另行通知"] {
        let batch = csv(&roster(slip));
        batch.assert(&four, "甲镇", "时限为2026年12月5日。");
        batch.assert(&four, "丙镇", &format!("时限为{slip}。"));
        told += &batch.outcome.err;
    }
    // Said of the column what it is: words are words, a day is a day.
    let slips = roster("另行通知");
    for (what, made) in [("文字", 4), ("日期", 0)] {
        let data = notice(&format!(
            "{PLAN}    - {{名称: 报送时限, 类型: {what}}}\n    - 代码\n    - 电话\n    - 备注\n"
        ));
        let batch = Batch::run(&[("资料.yaml", data.into()), ("名册.csv", slips.clone().into())], "");
        assert_eq!(batch.made().len(), made);
        told += &batch.outcome.err;
    }
    // Days here and there are words.
    csv("单位名称,备注\n甲镇,2026-12-5\n乙镇,代章\n").quiet().assert(
        &["甲镇", "乙镇"],
        "甲镇",
        "另告：2026-12-5。",
    );
    insta::assert_snapshot!(told);
}

#[test]
fn what_is_written_for_all_units_gives_way_to_the_unit_and_that_is_told() {
    let with = |recipients: &str, columns: &str| {
        let data = NOTICE.replace("成文日期", &format!("主送机关: {recipients}, 成文日期"));
        let data = data.replace("    - 备注\n", &format!("    - 备注\n{columns}"));
        Batch::run(&[("资料.yaml", data.into()), ("名册.csv", "单位名称\n甲镇\n乙镇\n".into())], "")
    };
    let two = ["甲镇", "乙镇"];
    let batch = with("各乡镇人民政府", "");
    batch.assert(&two, "乙镇", "通知乙镇：");
    insta::assert_snapshot!(batch.outcome.err);
    assert_eq!(batch.outcome.exit, Exit::Done);
    // Either way out that the message names.
    with("【单位名称】", "").quiet().assert(&two, "乙镇", "通知乙镇：");
    let kept = with("各乡镇人民政府", "    - {名称: 主送机关, 默认: 各乡镇人民政府}\n").quiet();
    kept.assert(&two, "乙镇", "通知各乡镇人民政府：");
}

#[test]
fn a_roster_in_yaml_may_have_nested_keys() {
    let roster = "名册:\n- {单位名称: 甲镇卫生院, 联系: {电话: 0938-8234567}}\n- {单位名称: 乙镇卫生院, 代码: 0012, 问题: [{内容: 无标识}]}\n";
    let text = NOTICE.replace("【如有：电话】电话【电话】", "【如有：联系.电话】电话【联系.电话】");
    let batch = Batch::run(&[("资料.yaml", text.into()), ("名册.yaml", roster.into())], "");
    let two = ["甲镇卫生院", "乙镇卫生院"];
    batch.assert(&two, "甲镇卫生院", "电话0938-8234567。");
    batch.assert(&two, "乙镇卫生院", "登记代码0012。");
}

#[test]
fn a_roster_in_yaml_may_be_names_alone() {
    let two = ["甲镇卫生院", "乙镇卫生院"];
    for roster in ["- 甲镇卫生院\n- 乙镇卫生院\n", "名册: [甲镇卫生院, {单位名称: 乙镇卫生院, 代码: 0012}]\n"]
    {
        usual("名册.yaml", roster, "").quiet().assert(&two, "乙镇卫生院", "请乙镇卫生院按时");
    }
}

#[test]
fn columns_are_renamed_chosen_and_override() {
    let roster = "单位名称,截止日,主送机关,县\n甲镇卫生院,2026-12-5,甲镇卫生院并甲镇,子县\n乙镇卫生院,2026-12-6,,丑县\n";
    let two = ["甲镇卫生院", "乙镇卫生院"];
    let batch = usual("名册.csv", roster, "--map 报送时限=截止日");
    let told = "按名册逐个单位代替资料里的：主送机关（不代替的列，在“名册”里写“代替: 否”）\n输出：写成2份\n";
    assert_eq!((batch.outcome.exit, batch.outcome.err.as_str()), (Exit::Done, told));
    batch.assert(&two, "甲镇卫生院", "时限为2026年12月5日。");
    batch.assert(&two, "甲镇卫生院", "通知甲镇卫生院并甲镇：");
    // The unit itself, where its cell is blank.
    batch.assert(&two, "乙镇卫生院", "通知乙镇卫生院：");
    usual("名册.csv", roster, "--where 县=丑县").assert(&["乙镇卫生院"], "乙镇卫生院", "按时");
    // Under another head, and not at all.
    let other = roster.replace("主送机关", "发给");
    let batch = usual("名册.csv", other.clone(), "--map 文稿.主送机关=发给 --quiet");
    batch.quiet().assert(&two, "甲镇卫生院", "通知甲镇卫生院并甲镇：");
    let batch = usual("名册.csv", other, "--map 主送机关=发给");
    let told = "按名册逐个单位代替资料里的：主送机关（名册里的“发给”）（不代替的列，在“名册”里写“代替: 否”）\n输出：写成2份\n";
    assert_eq!(batch.outcome.err, told);
    let data = NOTICE.replace("    - 备注\n", "    - 备注\n    - {名称: 主送机关, 代替: 否}\n");
    let batch = Batch::run(&[("资料.yaml", data.into()), ("名册.csv", roster.into())], "");
    batch.quiet().assert(&two, "甲镇卫生院", "通知甲镇卫生院：");
}

#[test]
fn single_units_may_differ() {
    let plan = NOTICE.replace("名册:\n", "名册:\n  个别: 个别.yaml\n");
    let roster = "代码,单位名称,备注\n01,甲镇卫生院,代章\n02,乙镇卫生院,\n03,丙镇卫生院,\n";
    let own = "01: {备注: 先行报送}\n乙镇卫生院: {主送机关: [乙镇人民政府], 备注: 联合报送}\n";
    let batch =
        Batch::run(&[("资料.yaml", plan.into()), ("名册.csv", roster.into()), ("个别.yaml", own.into())], "");
    let three = ["甲镇卫生院", "乙镇卫生院", "丙镇卫生院"];
    batch.assert(&three, "甲镇卫生院", "另告：先行报送。");
    batch.assert(&three, "乙镇卫生院", "乙镇人民政府：");
    batch.assert(&three, "丙镇卫生院", "通知丙镇卫生院：");
}

#[test]
fn what_single_units_have_is_looked_at_like_the_roster() {
    let plan = |own: &str| {
        let columns = "    - 单位名称\n    - {名称: 报送时限, 类型: 日期, 必填: 是}\n    - {名称: 电话, 类型: 电话}\n    - {名称: 人数, 类型: 数}\n    - 备注\n    - 代码\n";
        let data = notice(&format!("名册:\n  个别: 个别.yaml\n  列:\n{columns}"));
        let roster =
            "单位名称,报送时限,电话,人数,备注\n甲镇,2026-12-5,8234567,3,代章\n乙镇,2026-12-6,8234568,4,\n";
        Batch::run(&[("资料.yaml", data.into()), ("名册.csv", roster.into()), ("个别.yaml", own.into())], "")
    };
    let faulty = plan("甲镇: {报送时限: 2026-02-30, 电话: 1381234567, 人数: 三个人}\n乙镇: {报送时限: ~}\n");
    assert!(faulty.made().is_empty());
    insta::assert_snapshot!(faulty.outcome.err);
    let sound = plan("甲镇: {报送时限: ２０２６－１２－８, 电话: 13812345678, 备注: ~}\n").quiet();
    let says = "时限为2026年12月8日。电话13812345678。";
    sound.assert(&["甲镇", "乙镇"], "甲镇", says);
    assert!(!sound.words("甲镇").contains("另告"));
}

/// The notice with a list of its own for each unit.
fn with_list() -> String {
    let item = "  【如有：清单】共有【次数(台账=清单)】个问题。\n文稿:";
    let list = "台账: {名称: 清单, 单位列: 单位, 文件: 清单.csv}\n";
    format!("{list}{}", NOTICE.replace("文稿:", item))
}

#[test]
fn lists_are_joined_by_short_names() {
    let roster = "单位名称,简称\n某某县甲镇卫生院,甲镇\n某某县乙镇卫生院,乙镇\n";
    let list = "单位,问题\n甲镇,没有上墙\n甲镇,标识不清\n某某县乙镇卫生院,缺签字\n";
    let batch = Batch::run(
        &[("资料.yaml", with_list().into()), ("名册.csv", roster.into()), ("清单.csv", list.into())],
        "",
    );
    let two = ["某某县甲镇卫生院", "某某县乙镇卫生院"];
    batch.assert(&two, "某某县甲镇卫生院", "共有2个问题。");
    batch.assert(&two, "某某县乙镇卫生院", "共有1个问题。");
}

#[test]
fn rosters_that_are_refused() {
    let phones = notice(&format!("{PLAN}    - {{名称: 电话, 类型: 电话}}\n"));
    let days = notice(&format!("{PLAN}    - {{名称: 报送时限, 类型: 日期}}\n"));
    let own = NOTICE.replace("名册:\n", "名册:\n  个别: 个别.yaml\n");
    let docx = desk_docx();
    let three = "单位名称,备注\n甲镇卫生院,\n乙镇卫生院,\n甲镇卫生院,\n";
    let cases: Vec<(&str, &str, &str, Vec<u8>, &str)> = vec![
        ("引号没有配对", NOTICE, "名册.csv", "单位名称,备注\n甲镇卫生院,\"代章\n乙镇卫生院,\n".into(), ""),
        ("两列同名", NOTICE, "名册.csv", "单位名称,备注,备注\n甲镇卫生院,子,丑\n".into(), ""),
        ("没有单位一列", NOTICE, "名册.csv", "代码,人数\n1,30\n2,12\n".into(), ""),
        ("只有表头", NOTICE, "名册.csv", "单位名称,备注\n".into(), ""),
        ("空文件", NOTICE, "名册.csv", Vec::new(), ""),
        ("只有空白", NOTICE, "名册.csv", "\r\n  \r\n".into(), ""),
        ("没有这一天", &days, "名册.csv", "单位名称,报送时限\n甲镇卫生院,2026-02-30\n".into(), ""),
        ("电话十位", &phones, "名册.csv", "单位名称,电话\n甲镇卫生院,1381234567\n".into(), ""),
        ("代码重复", NOTICE, "名册.csv", "代码,单位名称\n0101,甲镇卫生院\n0101,乙镇卫生院\n".into(), ""),
        ("同名分不开", NOTICE, "名册.csv", three.into(), ""),
        ("缺单位名称", NOTICE, "名册.csv", "代码,单位名称\n01,甲镇卫生院\n02,\n".into(), ""),
        ("条件的列没有", NOTICE, "名册.csv", PLAIN.into(), "--where 县=子县"),
        ("没有合乎条件的", NOTICE, "名册.csv", PLAIN.into(), "--where 备注=没有"),
        ("对应的列没有", NOTICE, "名册.csv", PLAIN.into(), "--map 报送时限=截止日"),
        ("个别的单位没有", &own, "名册.csv", PLAIN.into(), ""),
        ("错拿成文档", NOTICE, "名册.docx", docx.clone(), ""),
        ("文档改了扩展名", NOTICE, "名册.xlsx", docx, ""),
        ("错拿成版式文件", NOTICE, "名册.pdf", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n".into(), ""),
        ("版式文件改了扩展名", NOTICE, "名册.csv", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n".into(), ""),
        ("控制字符", NOTICE, "名册.csv", "单位名称,备注\n甲镇\u{7}卫生院,\n".into(), ""),
        ("不是列表", NOTICE, "名册.yaml", "单位名称: 甲镇卫生院\n".into(), ""),
        ("各条不是单位", NOTICE, "名册.yaml", "- [甲镇卫生院]\n- [乙镇卫生院]\n- 丙镇卫生院\n".into(), ""),
    ];
    let mut told = String::new();
    for (title, data, name, roster, arguments) in cases {
        let files =
            [("资料.yaml", data.into()), (name, roster), ("个别.yaml", "戊镇卫生院: {备注: 先报}\n".into())];
        let before: BTreeMap<_, _> = desk::files(files.iter().cloned()).files;
        let batch = Batch::run(&files, arguments);
        told += &format!("—— {title}\n{}{}\n", batch.outcome.out, batch.outcome.err);
        if batch.outcome.exit != Exit::Failed || batch.world.files != before {
            told += &format!("!! 写了：{:?}\n", batch.made());
        }
    }
    insta::assert_snapshot!(told);
    assert!(!told.contains("!!"), "something was written:\n{told}");
}

/// A document that is taken for a roster.
fn desk_docx() -> Vec<u8> {
    let batch = csv("单位名称\n甲镇卫生院\n");
    batch.world.files[Path::new("输出/甲镇卫生院.docx")].clone()
}

#[test]
fn rosters_with_doubts() {
    let hidden = sheet(&["单位名称|备注", "甲镇卫生院|", "乙镇卫生院|", "丙镇卫生院|代章"], &[], &[2]);
    let list = "单位,问题\n甲镇卫生院,没有上墙\n甲乡卫生院,标识不清\n";
    let with_list = with_list();
    let cases: Vec<(&str, &str, &str, Vec<u8>)> = vec![
        ("电话十位，没有写明", NOTICE, "名册.csv", "单位名称,电话\n甲镇卫生院,1381234567\n".into()),
        ("隐藏的行", NOTICE, "名册.xlsx", hidden),
        ("清单里的单位没有", &with_list, "名册.csv", "单位名称\n甲镇卫生院\n".into()),
        ("末行合计", NOTICE, "名册.csv", "单位名称,人数\n甲镇卫生院,30\n乙镇卫生院,12\n合计,42\n".into()),
        ("看不见的字符", NOTICE, "名册.csv", "单位名称\n甲镇卫生院\u{200B}\n".into()),
        ("没有这一天", NOTICE, "名册.csv", "单位名称,报送时限\n甲镇卫生院,2026-02-30\n".into()),
    ];
    let mut told = String::new();
    for (title, data, name, roster) in cases {
        let files = [("资料.yaml", data.into()), (name, roster), ("清单.csv", list.into())];
        let batch = Batch::run(&files, "");
        let made = batch.made().join("、");
        told += &format!("—— {title}：{made}（{:?}）\n{}\n", batch.outcome.exit, batch.outcome.err);
    }
    insta::assert_snapshot!(told);
}
