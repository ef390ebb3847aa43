//! Each fault that a clerk may make, planted in a workbook that is otherwise sound: the whole message, the exit code,
//! and that nothing was written.
//!
//! A folder under `faults/` is one case: the files as they lie on the clerk's desk, and beside them the message. The
//! command is `gongwen build 资料.yaml`, or what stands in `命令`.

use std::path::{Path, PathBuf};

use gongwen::cli::Exit;
use gongwen::world::memory::Memory;
use gongwen::world::{Draft, Fault, Kind, World};

use crate::desk::{self, Outcome};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/all/faults");

#[test]
fn every_planted_fault_is_told_in_full() {
    let mut cases: Vec<PathBuf> =
        std::fs::read_dir(FOLDER).expect("the cases").map(|entry| entry.expect("a case").path()).collect();
    cases.retain(|path| path.is_dir());
    cases.sort();
    assert!(cases.len() >= 40, "only {} cases", cases.len());
    for case in &cases {
        let mut desk = read(case);
        let command = desk.files.remove(Path::new("命令"));
        let command = command.map_or("build 资料.yaml".to_owned(), |bytes| text(&bytes));
        let before = desk.clone();
        let outcome = desk::run(&command, &mut desk);
        show(case, &outcome);
        let name = case.display();
        let errors = outcome.err.contains("错误[");
        let exit = match outcome.err.contains("警告[") {
            _ if errors => Exit::Failed,
            true => Exit::Findings,
            false => Exit::Done,
        };
        assert_eq!(outcome.exit, exit, "{name}");
        if errors {
            assert_eq!(desk, before, "{name}: something was written");
            assert_eq!(outcome.out, "", "{name}");
        }
    }
}

/// Files of a case, by their paths inside its folder.
fn read(case: &Path) -> Memory {
    let mut desk = Memory::default();
    let mut folders = vec![case.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_none_or(|extension| extension != "snap") {
                let inside = path.strip_prefix(case).expect("below it").to_path_buf();
                desk.files.insert(inside, std::fs::read(&path).expect("a file"));
            }
        }
    }
    desk
}

fn show(case: &Path, outcome: &Outcome) {
    let message = if outcome.err.is_empty() { "（没有提示）" } else { &outcome.err };
    insta::with_settings!({ snapshot_path => case, prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("提示", message);
    });
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("a command is text").trim().to_owned()
}

/// A workbook without fault.
const SOUND: &str = include_str!("faults/工作簿.yaml");

/// A disk on which reading or writing fails.
struct Faulty {
    files: Memory,
    /// Files whose paths end so cannot be read, folders not listed.
    read: Option<(&'static str, Fault)>,
    make_folder: Option<Fault>,
    write: Option<Fault>,
}

impl Faulty {
    fn refused(&self, path: &Path) -> Option<Fault> {
        let (end, fault) = self.read.as_ref()?;
        path.ends_with(end).then(|| fault.clone())
    }
}

impl World for Faulty {
    fn kind(&self, path: &Path) -> Kind {
        self.files.kind(path)
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, Fault> {
        self.refused(path).map_or_else(|| self.files.read(path), Err)
    }

    fn files_under(&self, folder: &Path) -> Result<Vec<PathBuf>, Fault> {
        self.refused(folder).map_or_else(|| self.files.files_under(folder), Err)
    }

    fn files_in(&self, folder: &Path) -> Result<Vec<PathBuf>, Fault> {
        self.files.files_in(folder)
    }

    fn font_families(&self) -> Vec<String> {
        Vec::new()
    }

    fn make_folder(&mut self, path: &Path) -> Result<(), Fault> {
        self.make_folder.clone().map_or_else(|| self.files.make_folder(path), Err)
    }

    fn write(&mut self, path: &Path, bytes: &[u8]) -> Result<(), Fault> {
        self.write.clone().map_or_else(|| self.files.write(path, bytes), Err)
    }

    fn begin(&mut self, path: &Path) -> Result<Draft, Fault> {
        self.files.begin(path)
    }

    fn append(&mut self, draft: &mut Draft, bytes: &[u8]) -> Result<(), Fault> {
        self.write.clone().map_or_else(|| self.files.append(draft, bytes), Err)
    }

    fn finish(&mut self, draft: Draft, path: &Path) -> Result<(), Fault> {
        self.files.finish(draft, path)
    }
}

fn faulty() -> Faulty {
    let files = desk::files([("资料.yaml", SOUND.as_bytes().to_vec())]);
    Faulty { files, read: None, make_folder: None, write: None }
}

#[test]
fn the_workbook_of_the_cases_is_sound() {
    let mut desk = faulty();
    let outcome = desk::run("build 资料.yaml", &mut desk);
    assert_eq!((outcome.exit, outcome.err.as_str()), (Exit::Done, ""));
    assert_eq!(outcome.out, "输出/全县健康教育活动实施方案.docx\n");
}

#[test]
fn faults_of_the_disk_are_told() {
    let mut told = String::new();
    let cases = [
        ("没有权限读", Faulty { read: Some(("资料.yaml", Fault::NoPermission)), ..faulty() }),
        ("太大", Faulty { read: Some(("资料.yaml", Fault::TooLarge)), ..faulty() }),
        ("输出文件夹不让写", Faulty { make_folder: Some(Fault::NoPermission), ..faulty() }),
        ("输出是文件", Faulty { make_folder: Some(Fault::IsFile), ..faulty() }),
        ("磁盘满了", Faulty { write: Some(Fault::DiskFull), ..faulty() }),
        ("在 Word 里开着", Faulty { write: Some(Fault::Locked), ..faulty() }),
    ];
    for (name, mut desk) in cases {
        let before = desk.files.files.clone();
        let outcome = desk::run("build 资料.yaml", &mut desk);
        assert_eq!(outcome.exit, Exit::Failed, "{name}");
        assert_eq!(desk.files.files, before, "{name}");
        told += &format!("## {name}\n{}", outcome.err);
    }
    for command in ["build 没有.yaml", "build 文件夹"] {
        let mut desk = desk::files([("文件夹/资料.yaml", SOUND.as_bytes().to_vec())]);
        let outcome = desk::run(command, &mut desk);
        assert_eq!(outcome.exit, Exit::Failed, "{command}");
        told += &format!("## {command}\n{}", outcome.err);
    }
    insta::assert_snapshot!(told);
}

#[test]
fn a_folder_is_carried_over_whole_or_not_at_all() {
    let files = || {
        desk::files([
            ("去年/资料.yaml", SOUND.as_bytes().to_vec()),
            ("去年/templates/实施方案/指导思想.md", "以安全为先。\n".into()),
            ("去年/版式/本局.yaml", "名称: 本局\n".into()),
        ])
    };
    let carry = "new 今年 --from 去年/资料.yaml --year 2027";
    let mut told = String::new();
    for end in ["templates", "指导思想.md", "本局.yaml"] {
        let mut desk = Faulty { files: files(), read: Some((end, Fault::NoPermission)), ..faulty() };
        let outcome = desk::run(carry, &mut desk);
        assert_eq!((outcome.exit, desk.files.files), (Exit::Failed, files().files), "{end}");
        told += &format!("## {end}\n{}", outcome.err);
    }
    insta::assert_snapshot!(told);
    let mut desk = Faulty { files: files(), ..faulty() };
    let outcome = desk::run(carry, &mut desk);
    assert_eq!((outcome.exit, desk.files.files.len()), (Exit::Done, 6), "{}", outcome.err);
}

#[test]
fn what_stands_in_the_way_is_never_overwritten() {
    let path = Path::new("输出/全县健康教育活动实施方案.docx");
    let made = |format: &str| {
        let mut desk = desk::files([("资料.yaml", SOUND.as_bytes().to_vec())]);
        assert_eq!(desk::run(&format!("build 资料.yaml --to {format}"), &mut desk).exit, Exit::Done);
        desk
    };
    let mut told = String::new();
    let mut foreign = made("docx");
    foreign.files.insert(path.to_path_buf(), "别人的文件".into());
    let mut folder = made("docx");
    folder.files.remove(path);
    folder.files.insert(path.join("别的.txt"), Vec::new());
    let mut text = made("md");
    text.files.insert(path.with_extension("md"), "改过".into());
    for (name, mut desk, command) in [
        ("别人的文件", foreign, "build 资料.yaml"),
        ("同名的文件夹", folder, "build 资料.yaml"),
        ("改过的文字", text, "build 资料.yaml --to md"),
    ] {
        let before = desk.clone();
        let outcome = desk::run(command, &mut desk);
        assert_eq!((outcome.exit, outcome.out.as_str()), (Exit::Failed, ""), "{name}");
        assert_eq!(desk.files, before.files, "{name}");
        told += &format!("## {name}\n{}", outcome.err);
    }
    insta::assert_snapshot!(told);
}

#[test]
fn a_faulty_file_does_not_stop_the_others() {
    let faulty = SOUND.replace("2026年3月", "2026年2月30日");
    let mut desk =
        desk::files([("甲/资料.yaml", SOUND.as_bytes().to_vec()), ("乙/资料.yaml", faulty.into_bytes())]);
    let outcome = desk::run("build 甲/资料.yaml 乙/资料.yaml 丙/资料.yaml", &mut desk);
    assert_eq!(outcome.exit, Exit::Findings);
    assert_eq!(outcome.out, "甲/输出/全县健康教育活动实施方案.docx\n");
    insta::assert_snapshot!(outcome.err);
}

#[test]
fn faults_of_usage_are_told_in_chinese() {
    let mut told = String::new();
    for command in [
        "",
        "bild 资料.yaml",
        "build",
        "build --foo 资料.yaml",
        "build 资料.yaml --kind",
        "build 资料.yaml --to ofd",
        "build 资料.yaml -o 甲 -o 乙",
        "build 资料.yaml --profile 国际",
        "build 资料.yaml --kind 实施方按",
        "build 资料.yaml --kind 通知",
        "new",
        "new 某某局 --kind 通告",
        "new 某某局 --eject 实施方按",
        "fields 通和",
        "schema 通和",
        "explain full-width-colom",
        "completions tcsh",
    ] {
        let mut desk = faulty();
        let outcome = desk::run(command, &mut desk);
        assert_eq!((outcome.exit, outcome.out.as_str()), (Exit::Failed, ""), "{command}");
        assert_eq!(desk.files.files.len(), 1, "{command}");
        told += &format!("## gongwen {command}\n{}", outcome.err);
    }
    insta::assert_snapshot!(told);
}

#[test]
fn help_is_chinese_throughout() {
    let mut shown = String::new();
    for command in
        ["", "new", "build", "kinds", "fields", "schema", "profiles", "explain", "doctor", "completions"]
    {
        let outcome = desk::run(&format!("{command} --help"), &mut Memory::default());
        assert_eq!(outcome.exit, Exit::Done, "{command}");
        for english in ["Usage", "Options", "Arguments", "Commands", "default:", "possible values", "Print"] {
            assert!(!outcome.out.contains(english), "{command}: {english}");
        }
        shown += &outcome.out;
    }
    assert!(shown.contains("用法："));
}
