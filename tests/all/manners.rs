//! How a batch behaves when the outside does not: a full disk, a locked file, ^C. Whatever happens, no half file is left, what
//! could be done is done, and the next run does exactly what is missing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use gongwen::cli::Exit;
use gongwen::world::memory::Memory;
use gongwen::world::{Draft, Fault, Kind, World};

use crate::desk::{self, Outcome};
use crate::program::world_of;
use crate::rust_source::root;

const BATCH: &str = "batch 通知.yaml --roster 名册.csv -o 输出 --jobs 1";

/// A world in which writing may fail. Attempts are counted, files that were written are listed.
#[derive(Default)]
struct Outside {
    memory: Memory,
    /// Bytes that the disk still takes.
    room: Option<usize>,
    /// What happens to who writes these files.
    faults: BTreeMap<PathBuf, Fault>,
    /// A folder in which nothing new may be made.
    read_only: Option<PathBuf>,
    /// ^C is pressed after so many files.
    patience: Option<usize>,
    written: Vec<String>,
    swept: Vec<PathBuf>,
}

impl Outside {
    fn example() -> Self {
        Self { memory: world_of("data/examples/批量通知"), ..Self::default() }
    }

    fn run(&mut self, command: &str) -> Outcome {
        self.written.clear();
        desk::run(command, self)
    }

    /// The same files without anything in the way.
    fn mended(self) -> Self {
        Self { memory: self.memory, ..Self::default() }
    }

    /// Files of the folder of the batch.
    fn made(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let made = self.memory.files.iter().filter(|(path, _)| path.starts_with("输出"));
        made.map(|(path, bytes)| (path.clone(), bytes.clone())).collect()
    }

    /// The documents among what was written.
    fn documents(&self) -> Vec<&str> {
        let names = self.written.iter().filter_map(|name| name.strip_suffix(".docx"));
        names.collect()
    }

    fn roster(&mut self, change: impl FnOnce(&str) -> String) {
        let text = self.memory.files.get_mut(Path::new("名册.csv")).expect("the example has a roster");
        *text = change(std::str::from_utf8(text).expect("UTF-8")).into_bytes();
    }

    /// A line of the manifest for each document, with the status.
    fn statuses(&self) -> BTreeMap<String, usize> {
        let bytes = &self.memory.files[Path::new("输出/manifest.json")];
        let manifest: serde_json::Value = serde_json::from_slice(bytes).expect("JSON");
        let mut counts = BTreeMap::new();
        for entry in manifest["documents"].as_array().expect("a list") {
            *counts.entry(entry["status"].as_str().expect("a word").to_owned()).or_default() += 1;
        }
        counts
    }
}

impl World for Outside {
    fn kind(&self, path: &Path) -> Kind {
        self.memory.kind(path)
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, Fault> {
        self.memory.read(path)
    }

    fn files_under(&self, folder: &Path) -> Result<Vec<PathBuf>, Fault> {
        self.memory.files_under(folder)
    }

    fn files_in(&self, folder: &Path) -> Result<Vec<PathBuf>, Fault> {
        self.memory.files_in(folder)
    }

    fn font_families(&self) -> Vec<String> {
        Vec::new()
    }

    fn stop_asked(&self) -> bool {
        self.patience.is_some_and(|patience| self.written.len() >= patience)
    }

    fn sweep(&mut self, folder: &Path) {
        self.swept.push(folder.to_owned());
    }

    fn make_folder(&mut self, path: &Path) -> Result<(), Fault> {
        self.memory.make_folder(path)
    }

    fn write(&mut self, path: &Path, bytes: &[u8]) -> Result<(), Fault> {
        if let Some(fault) = self.faults.get(path) {
            return Err(fault.clone());
        }
        if self.read_only.as_deref().is_some_and(|folder| path.starts_with(folder)) {
            return Err(Fault::NoPermission);
        }
        match &mut self.room {
            Some(room) if *room < bytes.len() => return Err(Fault::DiskFull),
            Some(room) => *room -= bytes.len(),
            None => {}
        }
        self.memory.write(path, bytes)?;
        self.written.push(path.file_name().expect("a file has a name").to_string_lossy().into_owned());
        Ok(())
    }

    fn begin(&mut self, path: &Path) -> Result<Draft, Fault> {
        self.memory.begin(path)
    }

    fn append(&mut self, draft: &mut Draft, bytes: &[u8]) -> Result<(), Fault> {
        self.memory.append(draft, bytes)
    }

    fn finish(&mut self, draft: Draft, path: &Path) -> Result<(), Fault> {
        self.memory.finish(draft, path)
    }
}

/// What the whole batch makes.
fn whole() -> Outside {
    let mut world = Outside::example();
    let run = world.run(BATCH);
    assert_eq!((run.exit, run.err.as_str()), (Exit::Done, "输出：写成30份\n"));
    world
}

/// Files of the one that differ in or lack from the other.
fn differing(one: &Outside, other: &Outside) -> Vec<String> {
    let other = other.made();
    let differing = one.made().into_iter().filter(|(path, bytes)| other.get(path) != Some(bytes));
    differing.map(|(path, _)| path.display().to_string()).collect()
}

/// Goes on; then everything is there as one run makes it, and exactly the rest was written.
fn resumed(world: Outside, before: usize) {
    let whole = whole();
    for (path, bytes) in world.made() {
        let is_list = path.ends_with("manifest.json");
        assert!(is_list || whole.made().get(&path) == Some(&bytes), "{} is another file", path.display());
    }
    let mut world = world.mended();
    let run = world.run(&format!("{BATCH} --resume"));
    assert_eq!((run.exit, run.err.as_str()), (Exit::Done, "输出：写成30份\n"));
    assert_eq!(world.documents().len(), 30 - before);
    assert_eq!(differing(&whole, &world), [""; 0]);
    assert_eq!(differing(&world, &whole), [""; 0]);
}

#[test]
fn a_full_disk_stops_the_run_and_it_goes_on_when_there_is_room() {
    let size = whole()
        .made()
        .iter()
        .filter(|(path, _)| path.extension().is_some_and(|end| end == "docx"))
        .map(|(_, bytes)| bytes.len())
        .max();
    let size = size.expect("there are documents");
    let mut world = Outside { room: Some(size * 5 + size / 2), ..Outside::example() };
    let run = world.run(BATCH);
    assert_eq!(run.exit, Exit::Findings);
    insta::assert_snapshot!(run.err);
    let made = world.documents().len();
    assert!((5..8).contains(&made));
    resumed(world, made);
    // Not even the first.
    let mut world = Outside { room: Some(0), ..Outside::example() };
    let run = world.run(BATCH);
    assert_eq!((run.exit, world.made().len()), (Exit::Failed, 0));
    insta::assert_snapshot!(run.err);
    resumed(world, 0);
}

#[test]
fn a_folder_that_takes_nothing_is_told_once() {
    let mut world = Outside { read_only: Some("输出".into()), ..Outside::example() };
    let run = world.run(BATCH);
    assert_eq!((run.exit, world.made().len()), (Exit::Failed, 0));
    insta::assert_snapshot!(run.err);
    resumed(world, 0);
}

#[test]
fn a_file_that_word_holds_open_is_left_and_written_next_time() {
    let mut world = whole();
    world.roster(|text| text.replace("2026-12-25", "2026-12-26"));
    let affected = {
        let mut all = Outside { memory: world.memory.clone(), ..Outside::default() };
        all.run(BATCH);
        all.documents().len()
    };
    assert!(affected > 1);
    let locked = PathBuf::from("输出/酒泉路街道.docx");
    let before = world.made()[&locked].clone();
    world.faults.insert(locked.clone(), Fault::Locked);
    let run = world.run(BATCH);
    assert_eq!(run.exit, Exit::Findings);
    insta::assert_snapshot!(run.err);
    assert_eq!(world.documents().len(), affected - 1);
    assert_eq!(world.made()[&locked], before);
    assert_eq!(world.statuses()["failed"], 1);
    let mut world = world.mended();
    let run = world.run(BATCH);
    assert_eq!((run.exit, run.err.as_str()), (Exit::Done, "输出：写成1份，没有变化的29份\n"));
    assert_eq!(world.documents(), ["酒泉路街道"]);
}

#[test]
fn who_presses_stop_gets_whole_files_and_the_way_on() {
    for patience in [1, 13] {
        let mut world = Outside { patience: Some(patience), ..Outside::example() };
        let run = world.run(BATCH);
        assert_eq!(run.exit, Exit::Findings);
        let left = 30 - patience;
        let told = format!(
            "输出：写成{patience}份，还没有做的{left}份\n中途停下了。接着做：同样的命令再运行一次，加上 --resume\n"
        );
        assert_eq!(run.err, told);
        assert_eq!(world.documents().len(), patience);
        resumed(world, patience);
    }
}

#[test]
fn who_stops_a_second_run_keeps_the_numbers_of_the_first() {
    let whole = whole();
    let mut world = Outside { memory: whole.memory.clone(), ..Outside::default() };
    // Every document differs, so that stopping is felt.
    let workbook = world.memory.files.get_mut(Path::new("通知.yaml")).expect("the example has a workbook");
    *workbook =
        String::from_utf8(workbook.clone()).expect("UTF-8").replace("限期整改", "按期整改").into_bytes();
    world.patience = Some(4);
    world.run(BATCH);
    assert_eq!(world.documents().len(), 4);
    let mut world = world.mended();
    let run = world.run(&format!("{BATCH} --resume"));
    assert_eq!((run.exit, world.documents().len()), (Exit::Done, 26), "{}", run.err);
    let numbers = |world: &Outside| -> Vec<String> {
        let manifest: serde_json::Value =
            serde_json::from_slice(&world.made()[Path::new("输出/manifest.json")]).expect("JSON");
        let documents = manifest["documents"].as_array().expect("a list");
        documents.iter().map(|entry| entry["number"].as_str().expect("a number").to_owned()).collect()
    };
    assert_eq!(numbers(&world), numbers(&whole));
    // Nor does a part of the rows take the numbers of the others away.
    world.run(&format!("{BATCH} --where 县=榆中县"));
    world.run(BATCH);
    assert_eq!(numbers(&world), numbers(&whole));
}

#[test]
fn folders_and_files_in_the_way_are_told() {
    let mut told = String::new();
    // A folder where a document belongs.
    let mut world = Outside::example();
    world.memory.folders.insert("输出/酒泉路街道.docx".into());
    let run = world.run(BATCH);
    assert_eq!((run.exit, world.documents().len()), (Exit::Findings, 29));
    told += &run.err;
    world.memory.folders.clear();
    let mut world = world.mended();
    let run = world.run(&format!("{BATCH} --resume"));
    assert_eq!((run.err.as_str(), world.documents()), ("输出：写成30份\n", vec!["酒泉路街道"]));
    // The register has it behind those of the first run.
    assert_eq!(differing(&world, &whole()), ["输出/发文登记簿.xlsx"]);
    // A file where the folder belongs; folders where files are read.
    for (path, command) in [
        ("输出", BATCH),
        ("文件/名册", "batch 通知.yaml --roster 文件 -o 输出"),
        ("文件/资料", "batch 文件 --roster 名册.csv -o 输出"),
        ("输出/manifest.json/甲", BATCH),
    ] {
        let mut world = Outside::example();
        world.memory.files.insert(path.into(), Vec::new());
        let before = world.memory.files.clone();
        let run = world.run(command);
        assert_eq!((run.exit, world.memory.files == before), (Exit::Failed, true), "{}", run.err);
        told += &run.err;
    }
    insta::assert_snapshot!(told);
}

#[test]
fn one_bad_row_leaves_the_rest_alone_or_ends_all() {
    // A condition is taken away, so that a blank cell is a fault of the row.
    let mut world = Outside::example();
    let workbook = world.memory.files.get_mut(Path::new("通知.yaml")).expect("the example has a workbook");
    *workbook = String::from_utf8(workbook.clone())
        .expect("UTF-8")
        .replace("【如有：联系科室、联系电话】", "")
        .into_bytes();
    world.roster(|text| text.replace("0932-5809108", ""));
    let sound = world.memory.clone();
    let run = world.run(BATCH);
    assert_eq!((run.exit, world.documents().len()), (Exit::Findings, 29));
    let mut told = run.err;
    let mut world = Outside { memory: sound, ..Outside::default() };
    let run = world.run(&format!("{BATCH} --fail-fast"));
    assert_eq!((run.exit, world.documents()), (Exit::Findings, vec!["酒泉路街道"]));
    told += &run.err;
    insta::assert_snapshot!(told);
    // Mended, it goes on.
    world.roster(|text| text.replace("公共卫生办公室,,13", "公共卫生办公室,0932-5809108,13"));
    let run = world.run(&format!("{BATCH} --resume"));
    assert_eq!((run.exit, run.err.as_str()), (Exit::Done, "输出：写成30份\n"));
    assert_eq!(world.documents().len(), 29);
}

#[test]
fn a_changed_roster_or_template_changes_exactly_what_hangs_on_it() {
    let mut world = whole();
    // A unit more in the middle: the others keep file and number.
    world.roster(|text| {
        let (before, after) = text.split_once("620102003").expect("the third unit");
        format!("{before}620102999,甘肃省,兰州市,城关区,新设街道,2026-12-22,办公室,0931-8000000,3,900,1\n620102003{after}")
    });
    let run = world.run(BATCH);
    assert_eq!((run.err.as_str(), world.documents()), ("输出：写成1份，没有变化的30份\n", vec!["新设街道"]));
    // One cell of one unit.
    world.roster(|text| text.replace("0931-8000000", "0931-8000001"));
    let run = world.run(BATCH);
    assert_eq!((run.err.as_str(), world.documents()), ("输出：写成1份，没有变化的30份\n", vec!["新设街道"]));
    // A unit less: nothing is written, and what was made for it stays.
    world.roster(|text| {
        let (before, rest) = text.split_once("620102999").expect("the new unit");
        format!("{before}{}", rest.split_once('\n').expect("it is not the last").1)
    });
    let run = world.run(BATCH);
    assert_eq!((run.err.as_str(), world.documents()), ("输出：写成0份，没有变化的30份\n", Vec::new()));
    // A template of the user's own: all of them, once.
    let section = PathBuf::from("templates/通知/通知事项.md.tera");
    let ours = std::fs::read_to_string(root().join(&section)).expect("the program has it");
    world.memory.files.insert(section.clone(), format!("{ours}\n以上各项请抓紧办理。\n").into());
    let run = world.run(BATCH);
    assert_eq!((run.exit, run.err.as_str()), (Exit::Done, "输出：写成30份\n"));
    let run = world.run(BATCH);
    assert_eq!((run.err.as_str(), world.documents()), ("输出：写成0份，没有变化的30份\n", Vec::new()));
    // One that is faulty: nothing is written.
    world.memory.files.insert(section, "{{ 请\n".into());
    let before = world.made();
    let run = world.run(BATCH);
    assert!(
        run.exit == Exit::Failed && run.err.ends_with("一份也没有写。改好以后再做一次。\n"),
        "{}",
        run.err
    );
    assert_eq!(world.made(), before);
}

#[test]
fn half_files_are_swept_when_nobody_else_can_be_writing_them() {
    let mut world = Outside::example();
    for part in [1, 2] {
        world.run(&format!("{BATCH} --resume --shard {part}/2"));
        assert!(world.swept.is_empty(), "the other part may be at work");
    }
    world.run("batch --merge 输出");
    assert_eq!(world.swept, [Path::new("输出")]);
    world.run(&format!("{BATCH} --resume"));
    assert_eq!(world.swept.len(), 2);
}

#[test]
fn parts_that_are_made_again_keep_the_numbers_of_all() {
    let mut world = Outside::example();
    let parts = |world: &mut Outside| {
        for part in [1, 2, 3] {
            world.run(&format!("{BATCH} --shard {part}/3"));
        }
        world.run("batch --merge 输出")
    };
    assert_eq!(parts(&mut world).err, "输出：写成30份\n");
    // Every unit changes its part, and the first is a new one.
    world.roster(|text| {
        text.replacen(
            "620102001",
            "620102000,甘肃省,兰州市,城关区,新设街道,2026-12-22,办公室,0931-8000000,3,900,1\n620102001",
            1,
        )
    });
    let run = parts(&mut world);
    assert_eq!((run.exit, run.err.as_str()), (Exit::Done, "输出：写成1份，没有变化的30份\n"));
}
