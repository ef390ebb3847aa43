//! `gongwen batch --print` and `--zip`: what is bound and packed is what stands in the folder, in its order, and whatever is
//! not is told.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use gongwen::cli::Exit;
use gongwen::world::memory::Memory;
use gongwen::world::{Draft, Fault, Kind, World};

use crate::desk::{self, Outcome};
use crate::program::world_of;

const BATCH: &str = "batch 通知.yaml --roster 名册.csv -o 输出";

/// Files in memory, and which of them were written, in order.
#[derive(Default)]
struct Watched {
    files: Memory,
    written: Vec<String>,
    /// How often it may still be asked before the user asks to stop.
    left: Option<AtomicUsize>,
}

impl World for Watched {
    fn kind(&self, path: &Path) -> Kind {
        self.files.kind(path)
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, Fault> {
        self.files.read(path)
    }

    fn files_under(&self, folder: &Path) -> Result<Vec<PathBuf>, Fault> {
        self.files.files_under(folder)
    }

    fn files_in(&self, folder: &Path) -> Result<Vec<PathBuf>, Fault> {
        self.files.files_in(folder)
    }

    fn font_families(&self) -> Vec<String> {
        Vec::new()
    }

    fn stop_asked(&self) -> bool {
        let less = |left: usize| left.checked_sub(1);
        let relaxed = Ordering::Relaxed;
        self.left.as_ref().is_some_and(|left| left.fetch_update(relaxed, relaxed, less).is_err())
    }

    fn make_folder(&mut self, path: &Path) -> Result<(), Fault> {
        self.files.make_folder(path)
    }

    fn write(&mut self, path: &Path, bytes: &[u8]) -> Result<(), Fault> {
        self.written.extend(path.file_name().map(|name| name.to_string_lossy().into_owned()));
        self.files.write(path, bytes)
    }

    fn begin(&mut self, path: &Path) -> Result<Draft, Fault> {
        self.files.begin(path)
    }

    fn append(&mut self, draft: &mut Draft, bytes: &[u8]) -> Result<(), Fault> {
        self.files.append(draft, bytes)
    }

    fn finish(&mut self, draft: Draft, path: &Path) -> Result<(), Fault> {
        self.written.extend(path.file_name().map(|name| name.to_string_lossy().into_owned()));
        self.files.finish(draft, path)
    }
}

impl Watched {
    fn run(&mut self, arguments: &str) -> Outcome {
        self.written.clear();
        desk::run(arguments, self)
    }

    /// Runs a batch that must be clean.
    fn done(&mut self, arguments: &str) -> Outcome {
        let outcome = self.run(arguments);
        assert_eq!(outcome.exit, Exit::Done, "{arguments}: {}", outcome.err);
        outcome
    }

    fn get(&self, path: &str) -> &[u8] {
        self.files.files.get(Path::new(path)).unwrap_or_else(|| panic!("{path} is not there"))
    }

    fn put(&mut self, path: &str, bytes: impl Into<Vec<u8>>) {
        self.files.files.insert(path.into(), bytes.into());
    }

    fn text(&self, path: &str) -> String {
        String::from_utf8(self.get(path).to_vec()).expect("UTF-8")
    }

    /// Names of the files of a folder that begin so.
    fn names(&self, folder: &str, beginning: &str) -> Vec<String> {
        let inside = self.files.files.keys().filter_map(|path| path.strip_prefix(folder).ok());
        let names = inside.map(|path| path.display().to_string());
        names.filter(|name| name.starts_with(beginning)).collect()
    }

    /// The documents of the last run that are there, by their paths.
    fn listed(&self, manifest: &str) -> Vec<String> {
        let manifest: serde_json::Value = serde_json::from_slice(self.get(manifest)).expect("JSON");
        let documents = manifest["documents"].as_array().expect("a list").iter();
        let made = documents.filter(|entry| entry["status"] != "failed");
        made.map(|entry| entry["file"].as_str().expect("a path").to_owned()).collect()
    }
}

fn example() -> Watched {
    Watched { files: world_of("data/examples/批量通知"), ..Watched::default() }
}

/// A roster of so many units, each with a short notice that has a table on a landscape page and a chart in its 附件.
fn mixed(units: usize) -> Watched {
    let mut world = Watched::default();
    world.put(
        "通知.yaml",
        "单位: {名称: 某某局, 印发机关: 某某局办公室}\n\
         表: [{名称: 任务表, 横排: 是, 表头: [单位, 任务], 行: [[【单位名称】, 【任务数】]]}]\n\
         图: [{名称: 任务图, 类型: 柱形图, 类别: [上半年, 下半年], 系列: [{名称: 任务, 数: [3, 5]}]}]\n\
         附件: [{名称: 任务安排, 表: 任务表}, {名称: 任务走势, 图: 任务图}]\n\
         通知事项: 请【单位名称】完成任务【任务数】件。\n\
         文稿:\n\
         - {文种: 通知, 标题: 关于下达任务的通知, 不用: 缘由, 发文字号: 某发〔2026〕【序号】号, 成文日期: 2026-11-20, 印发: {日期: 2026-11-20}}\n\
         - {文种: 通知, 载体: 通知, 标题: 关于报送情况的通知, 不用: 缘由, 发文字号: 某办发〔2026〕【序号】号, 成文日期: 2026-11-20, 印发: {日期: 2026-11-20}}\n",
    );
    let rows = (1..=units).map(|number| format!("第{number}镇,{},{number}\n", number * 7));
    world.put("名册.csv", format!("单位名称,任务数,序号\n{}", rows.collect::<String>()));
    world
}

/// A part of a package.
pub fn part(package: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).expect("a zip");
    let mut text = String::new();
    archive.by_name(name).expect(name).read_to_string(&mut text).expect("UTF-8");
    text
}

fn body(package: &[u8]) -> String {
    part(package, "word/document.xml")
}

/// The characters of a piece of a body.
fn words(xml: &str) -> String {
    let pieces = xml.split("<w:t xml:space=\"preserve\">").skip(1);
    pieces.filter_map(|piece| piece.split("</w:t>").next()).collect()
}

/// Values of an attribute, in order.
fn values<'x>(xml: &'x str, before: &str) -> Vec<&'x str> {
    xml.split(before).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// The documents of a volume: the words that stand before each end, and whether it begins a sheet with page 1. A section's
/// properties stand at its end.
fn documents(package: &[u8]) -> Vec<(String, bool)> {
    let xml = body(package);
    let mut documents: Vec<(String, bool)> = Vec::new();
    let (mut rest, mut from) = (xml.as_str(), String::new());
    while let Some((before, behind)) = rest.split_once("<w:sectPr>") {
        let (section, next) = behind.split_once("</w:sectPr>").expect("it ends");
        // The paragraph that has the properties may have words behind them.
        let (own, next) = next
            .split_once("</w:p><w:p>")
            .map_or((next, ""), |(own, _)| (own, &next[own.len() + "</w:p>".len()..]));
        let own = if section.contains("w:pgSz") { own } else { "" };
        from.push_str(&words(before));
        from.push_str(&words(own));
        let opens = section.contains("<w:type w:val=\"oddPage\"/>")
            && section.contains("<w:pgNumType w:start=\"1\"/>");
        match documents.last_mut() {
            Some((words, _)) if !opens => words.push_str(&from),
            _ => documents.push((from.clone(), opens)),
        }
        from.clear();
        rest = next;
    }
    documents
}

/// All that a volume must be besides right: ids and names once, and every reference to something that is there.
fn check(package: &[u8]) {
    let xml = body(package);
    let once = |what: &str, list: &[&str]| {
        let set: BTreeSet<&&str> = list.iter().collect();
        assert_eq!(set.len(), list.len(), "{what}: {list:?}");
    };
    once("docPr", &values(&xml, "<wp:docPr id=\""));
    let charts =
        values(&xml, "<c:chart xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" r:id=\"");
    once("charts", &charts);
    let relationships = part(package, "word/_rels/document.xml.rels");
    let known = values(&relationships, " Id=\"");
    once("relationships", &known);
    for used in values(&xml, "r:id=\"") {
        assert!(known.contains(&used), "{used} leads nowhere");
    }
    let archive = zip::ZipArchive::new(Cursor::new(package)).expect("a zip");
    let names: Vec<&str> = archive.file_names().collect();
    once("parts", &names);
    for target in values(&relationships, "Target=\"") {
        assert!(names.contains(&format!("word/{target}").as_str()), "{target} is not there");
    }
    assert_eq!(names.iter().filter(|name| name.ends_with("styles.xml")).count(), 1);
    let types = part(package, "[Content_Types].xml");
    for name in names.iter().filter(|name| name.contains("charts/chart")) {
        assert!(types.contains(&format!("PartName=\"/{name}\"")), "{name} has no type");
    }
}

/// Entries of an archive with their bytes.
fn entries(archive: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).expect("a zip");
    (0..archive.len())
        .map(|at| {
            let mut entry = archive.by_index(at).expect("an entry");
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).expect("the checksum holds");
            (entry.name().to_owned(), bytes)
        })
        .collect()
}

#[test]
fn a_volume_has_every_notice_in_order_each_on_a_sheet_of_its_own() {
    let mut world = example();
    let outcome = world.done(&format!("{BATCH} --print"));
    assert_eq!(outcome.out, "输出/manifest.json\n输出/打印稿.docx\n");
    assert_eq!(outcome.err, "输出：写成30份\n打印稿：30份，1册，双面打印，每份从新的一张纸开始\n");
    let volume = world.get("输出/打印稿.docx");
    check(volume);
    let singles: Vec<(String, bool)> = world
        .listed("输出/manifest.json")
        .iter()
        .map(|file| (words(&body(world.get(&format!("输出/{file}")))), true))
        .collect();
    assert_eq!(documents(volume), singles);
    // The other files are those of a run without.
    let mut plain = example();
    plain.done(BATCH);
    let mut others = world.files.files.clone();
    others.remove(Path::new("输出/打印稿.docx"));
    assert!(others == plain.files.files, "--print changes other files");
}

#[test]
fn sections_charts_and_several_documents_of_a_unit_are_bound_without_clashes() {
    let mut world = mixed(60);
    let outcome = world.done(&format!("{BATCH} --print --zip"));
    let names = ["打印稿-001.docx", "打印稿-002.docx"];
    assert_eq!(world.names("输出", "打印稿"), names);
    assert!(outcome.err.contains("打印稿：120份，2册"), "{}", outcome.err);
    let listed = world.listed("输出/manifest.json");
    let mut bound = Vec::new();
    for name in names {
        let volume = world.get(&format!("输出/{name}"));
        check(volume);
        assert!(body(volume).contains("w:orient=\"landscape\"") && body(volume).contains("<c:chart "));
        bound.extend(documents(volume));
    }
    let singles: Vec<(String, bool)> =
        listed.iter().map(|file| (words(&body(world.get(&format!("输出/{file}")))), true)).collect();
    assert_eq!(bound, singles);
    // Another number of workers, the same bytes.
    let mut other = mixed(60);
    other.done(&format!("{BATCH} --print --zip --jobs 3"));
    assert!(other.files == world.files);
}

/// Each unit gets a letter with a landscape 附件, a chart in another, and an order.
#[test]
fn every_bound_letter_has_its_own_foot_on_its_first_page_and_no_other_page_has_it() {
    let mut world = mixed(3);
    let data = world.text("通知.yaml");
    let imprint = "成文日期: 2026-11-20, 印发: {日期: 2026-11-20}}\n- {文种: 通知, 载体";
    assert!(data.contains(imprint), "{data}");
    world.put(
        "通知.yaml",
        data.replace(imprint, "成文日期: 2026-11-20, 格式: 信函}\n- {文种: 通知, 载体")
            + "- {文种: 命令, 附件: 无, 发文字号: 第1号, 签名章: {职务: 局长, 姓名: 某某某}, 成文日期: 2026-11-20}\n",
    );
    world.done(&format!("{BATCH} --print"));
    let volume = world.get("输出/打印稿.docx");
    check(volume);
    let xml = body(volume);
    let sections: Vec<&str> = xml.split("<w:sectPr>").skip(1).collect();
    let first_pages: Vec<&&str> =
        sections.iter().filter(|section| section.contains("<w:titlePg/></w:sectPr>")).collect();
    assert_eq!(first_pages.len(), 3);
    assert!(first_pages.iter().all(|section| section.contains("<w:pgNumType w:start=\"1\"/>")
        && section.contains("<w:footerReference w:type=\"first\" r:id=\"rIdLetterFirst\"/>")));
    assert_eq!(documents(volume).len(), 9);
    assert!(part(volume, "word/footer5.xml").contains("LetterFoot"));
}

#[test]
fn a_second_run_writes_nothing_anew_and_a_changed_row_only_what_holds_it() {
    let mut world = mixed(60);
    let arguments = format!("{BATCH} --print --zip");
    world.done(&arguments);
    let first = world.files.clone();
    world.done(&arguments);
    assert_eq!(world.written, ["manifest.json"], "it tells what became of each");
    world.done(&format!("{arguments} --resume"));
    assert!(world.written.is_empty(), "{:?}", world.written);
    let csv = world.text("名册.csv");
    world.put("名册.csv", csv.replace("第55镇,385", "第55镇,386"));
    world.done(&arguments);
    let volumes: Vec<&String> =
        world.written.iter().filter(|name| !name.starts_with("关于") && !name.starts_with("通知")).collect();
    assert_eq!(volumes, ["打印稿-002.docx", "manifest.json", "公文.zip"]);
    // What was lost comes back the same.
    world.put("名册.csv", csv);
    world.files.files.remove(Path::new("输出/打印稿-001.docx"));
    world.done(&arguments);
    world.done(&arguments);
    let mut expected = first.files;
    expected.insert("输出/manifest.json".into(), world.get("输出/manifest.json").to_vec());
    assert!(world.files.files == expected);
}

#[test]
fn what_was_not_made_is_told_to_be_missing() {
    let mut world = mixed(5);
    let csv = world.text("名册.csv");
    world.put("名册.csv", csv.replace("第2镇,14,", "第2镇,,"));
    let outcome = world.run(&format!("{BATCH} --print --zip"));
    assert_eq!(outcome.exit, Exit::Findings);
    assert!(
        outcome
            .err
            .contains("警告[left-out]：打印稿和公文.zip里没有“第2镇/通知”“第2镇/通知（2）”2份：没有做成\n"),
        "{}",
        outcome.err
    );
    assert!(outcome.err.contains("打印稿：8份，1册"), "{}", outcome.err);
    let bound = documents(world.get("输出/打印稿.docx"));
    assert_eq!(bound.len(), 8);
    assert!(bound[2].0.contains("第3镇") && bound.iter().all(|(words, _)| !words.contains("第2镇")));
    assert_eq!(entries(world.get("输出/公文.zip")).len(), 8 + 3);
}

#[test]
fn what_could_not_be_written_is_not_bound_either() {
    let mut world = mixed(3);
    // A folder has the place of the file.
    world.put("输出/第2镇/通知.docx/附件.txt", *b"theirs");
    let outcome = world.run(&format!("{BATCH} --print"));
    assert!(outcome.err.contains("打印稿里没有“第2镇/通知”：没有做成"), "{}", outcome.err);
    assert_eq!(documents(world.get("输出/打印稿.docx")).len(), 5);
}

#[test]
fn what_was_broken_off_goes_on_to_the_same_end() {
    let arguments = format!("{BATCH} --print --zip");
    let mut whole = mixed(60);
    whole.done(&arguments);
    let mut world = mixed(60);
    world.left = Some(AtomicUsize::new(55));
    let outcome = world.run(&arguments);
    assert_eq!(outcome.exit, Exit::Findings);
    assert!(outcome.err.contains("还没有做的") && outcome.err.contains("加上 --resume"), "{}", outcome.err);
    // The first volume is whole; the second and the archive are not, and none of them is there.
    assert_eq!(world.names("输出", "打印稿"), ["打印稿-001.docx"]);
    assert!(world.names("输出", "公文").is_empty());
    // Then while the archive is made: the one that stands there stays.
    world.left = None;
    world.done(&format!("{arguments} --resume"));
    assert!(world.files == whole.files);
    world.left = Some(AtomicUsize::new(100));
    let outcome = world.run(&arguments);
    assert!(outcome.err.contains("“输出/公文.zip”没有做好就停下了，原来有的没有动"), "{}", outcome.err);
    assert!(world.get("输出/公文.zip") == whole.get("输出/公文.zip"));
}

#[test]
fn what_a_person_changed_is_not_replaced_and_the_difference_is_told() {
    let mut world = example();
    let arguments = format!("{BATCH} --print --zip");
    world.done(&arguments);
    let print = world.get("输出/打印稿.docx").to_vec();
    // A single file: the print has what the data say, the archive what lies there.
    world.put("输出/酒泉路街道.docx", *b"theirs");
    let outcome = world.run(&arguments);
    assert_eq!(outcome.exit, Exit::Findings);
    assert!(
        outcome
            .err
            .contains("警告[print-differs]：打印稿里的“酒泉路街道”是按资料做的，与文件夹里被人改过的不同\n"),
        "{}",
        outcome.err
    );
    assert!(world.get("输出/打印稿.docx") == print);
    let packed = entries(world.get("输出/公文.zip"));
    assert_eq!(packed[0], ("酒泉路街道.docx".to_owned(), b"theirs".to_vec()));
    // The outputs themselves: a volume that Word saved, an archive that somebody added to.
    let mut touched = world.get("输出/公文.zip").to_vec();
    touched[40] ^= 1;
    world.put("输出/公文.zip", touched.clone());
    world.put("输出/打印稿.docx", *b"theirs, too");
    let outcome = world.run(&arguments);
    assert_eq!(outcome.exit, Exit::Findings);
    for told in [
        "“输出/打印稿.docx”已经存在，不是本程序生成的，没有覆盖",
        "“输出/公文.zip”生成以后被人改过，没有覆盖",
    ] {
        assert!(outcome.err.contains(told), "{}", outcome.err);
    }
    assert!(world.get("输出/公文.zip") == touched && world.get("输出/打印稿.docx") == b"theirs, too");
    world.done(&format!("{arguments} --force"));
    assert!(world.get("输出/打印稿.docx") == print);
    assert!(entries(world.get("输出/公文.zip"))[0].1 == world.get("输出/酒泉路街道.docx"));
}

#[test]
fn the_archive_has_the_files_of_the_folder_byte_for_byte() {
    let mut world = example();
    let outcome = world.done(&format!("{BATCH} --zip"));
    assert_eq!(outcome.out, "输出/manifest.json\n输出/公文.zip\n");
    assert_eq!(outcome.err, "输出：写成30份\n公文.zip：30份\n");
    let archive = world.get("输出/公文.zip");
    let packed = entries(archive);
    let mut expected = world.listed("输出/manifest.json");
    expected.extend(["发文登记簿.xlsx", "签收表.xlsx", "manifest.json"].map(str::to_owned));
    assert_eq!(packed.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>(), expected);
    for (name, bytes) in &packed {
        assert!(bytes == world.get(&format!("输出/{name}")), "{name} differs");
    }
    // Names are marked as UTF-8, and documents are not packed a second time.
    let end = archive.windows(4).rposition(|four| four == b"PK\x05\x06").expect("it ends");
    let list = u32::from_le_bytes(archive[end + 16..end + 20].try_into().expect("four bytes")) as usize;
    let mut records = 0;
    for record in archive[list..end].windows(47).filter(|bytes| bytes.starts_with(b"PK\x01\x02")) {
        let method = if record[46] == b'm' { 8 } else { 0 };
        assert_eq!((record[9], record[10]), (8, method));
        records += 1;
    }
    assert_eq!(records, packed.len());
}

#[test]
fn a_part_has_files_of_its_own() {
    let mut world = mixed(120);
    world.done(&format!("{BATCH} --print --zip --shard 2/2"));
    let volumes = world.names("输出", "打印稿");
    assert_eq!(volumes, ["打印稿-2-of-2-001.docx", "打印稿-2-of-2-002.docx"]);
    let packed = entries(world.get("输出/公文-2-of-2.zip"));
    assert_eq!((packed.len(), packed[120].0.as_str()), (121, "manifest-2-of-2.json"));
    world.done(&format!("{BATCH} --print --zip --shard 1/2"));
    let outcome = world.run("batch --merge 输出 --zip");
    assert_eq!(outcome.exit, Exit::Failed, "{}", outcome.err);
    // What is packed can be sent to another machine and joined there.
    let mut elsewhere = Watched::default();
    for part in 1..=2 {
        for (name, bytes) in entries(world.get(&format!("输出/公文-{part}-of-2.zip"))) {
            elsewhere.put(&format!("收到/{name}"), bytes);
        }
    }
    elsewhere.done("batch --merge 收到");
    assert_eq!(elsewhere.listed("收到/manifest.json").len(), 240);
}

#[test]
fn what_an_earlier_run_left_is_told() {
    let mut world = mixed(60);
    world.done(&format!("{BATCH} --print --zip"));
    // One unit only: the second volume is of another roster.
    let outcome = world.run(&format!("{BATCH} --print --zip --where 单位名称=第1镇"));
    assert_eq!(outcome.exit, Exit::Findings);
    assert!(
        outcome
            .err
            .contains("警告[outdated-output]：“输出/打印稿-001.docx”等2个文件是以前做的，这次没有更新"),
        "{}",
        outcome.err
    );
    // Something is new, and the print was not asked for.
    let csv = world.text("名册.csv");
    world.put("名册.csv", csv.replace("第9镇,63", "第9镇,64"));
    let outcome = world.run(BATCH);
    assert!(outcome.err.contains("“输出/打印稿.docx”等3个文件是以前做的"), "{}", outcome.err);
    // Nothing is new.
    world.done(BATCH);
}

#[test]
fn a_unit_of_the_volume_s_name_is_refused_before_anything_is_written() {
    let mut world = mixed(3);
    let workbook = world.text("通知.yaml");
    let cut = workbook.rfind("- {文种").expect("a second document");
    world.put("通知.yaml", &workbook.as_bytes()[..cut]);
    let csv = world.text("名册.csv");
    world.put("名册.csv", csv.replace("第2镇", "打印稿"));
    let outcome = world.run(&format!("{BATCH} --print"));
    assert_eq!((outcome.exit, outcome.out.as_str()), (Exit::Failed, ""));
    assert!(
        outcome.err.contains("名册里一个单位的文件叫“打印稿.docx”，打印稿也叫这个名字"),
        "{}",
        outcome.err
    );
    world.done(BATCH);
}
