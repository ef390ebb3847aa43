//! Both READMEs name the same commands, every command that they name exists, and those to be typed work.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::rust_source::root;

const READMES: [&str; 2] = ["README.md", "README.zh-CN.md"];

fn page(name: &str) -> String {
    fs::read_to_string(root().join(name)).expect("the page is there")
}

/// Lines of the blocks to be typed into a shell.
fn typed(page: &str) -> Vec<String> {
    let blocks = page.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next());
    blocks.flat_map(str::lines).map(str::to_owned).collect()
}

/// Lines of the first block that shows a workbook, comments left out.
fn workbook(page: &str) -> Vec<String> {
    let block = page
        .split("```yaml\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next())
        .expect("a workbook is shown");
    block.lines().map(|line| line.split(" #").next().unwrap_or_default().trim_end().to_owned()).collect()
}

/// Commands of the table.
fn listed(page: &str) -> BTreeSet<String> {
    let rows = page.lines().filter_map(|line| line.strip_prefix("| `gongwen "));
    rows.map(|row| row.split([' ', '`']).next().unwrap_or_default().to_owned()).collect()
}

fn gongwen(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gongwen"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("it starts")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("it can be listed") {
        let path = entry.expect("it can be listed").path();
        let target = to.join(path.file_name().expect("listed by name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("it can be copied");
        }
    }
}

/// Runs a line's arguments and returns the files that it says it made.
fn made(arguments: &str, folder: &Path) -> Vec<String> {
    let output = gongwen(&arguments.split_whitespace().collect::<Vec<_>>(), folder);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "gongwen {arguments}\n{told}");
    String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect()
}

#[test]
fn both_pages_say_the_same() {
    let [english, chinese] = READMES.map(page);
    assert_eq!(typed(&english), typed(&chinese));
    assert_eq!(workbook(&english), workbook(&chinese));
    assert_eq!(listed(&english), listed(&chinese));
}

#[test]
fn the_table_lists_the_program_s_commands() {
    let output = gongwen(&["--help"], root());
    let help = String::from_utf8_lossy(&output.stdout).into_owned();
    let (_, rest) = help.split_once("命令：\n").expect("the help lists the commands");
    let (commands, _) = rest.split_once("\n\n").expect("the list ends");
    let known: BTreeSet<String> =
        commands.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect();
    assert_eq!(listed(&page(READMES[0])), known);
}

#[test]
fn the_pages_list_every_kind() {
    let kinds: BTreeSet<String> = fs::read_dir(root().join("templates"))
        .expect("it can be listed")
        .filter_map(|entry| {
            let path = entry.expect("it can be listed").path();
            let name = path.file_name().expect("listed by name").to_string_lossy().into_owned();
            (path.is_dir() && name != "_shared").then_some(name)
        })
        .collect();
    for name in READMES {
        let page = page(name);
        let rows = page.lines().filter_map(|line| line.strip_prefix("| "));
        let listed: BTreeSet<String> =
            rows.filter_map(|row| row.split(" | ").next()).map(str::to_owned).collect();
        let missing: Vec<&String> = kinds.difference(&listed).collect();
        assert!(missing.is_empty(), "{name}: {missing:?}");
    }
}

#[test]
fn every_option_that_the_pages_name_exists() {
    for name in READMES {
        let page = page(name);
        for row in page.lines().filter_map(|line| line.strip_prefix("| `gongwen ")) {
            let command = row.split([' ', '`']).next().unwrap_or_default();
            let output = gongwen(&[command, "--help"], root());
            let help = String::from_utf8_lossy(&output.stdout).into_owned();
            for option in row.split('`').filter(|piece| piece.starts_with('-')) {
                let option = option.split(' ').next().unwrap_or_default();
                assert!(help.contains(option), "{name}: gongwen {command} has no {option}");
            }
        }
    }
}

#[test]
fn the_commands_to_be_typed_work() {
    let lines = typed(&page(READMES[0]));
    let first = lines[0].strip_prefix("cargo run -- ").expect("the first command runs the program");
    assert_eq!(lines[1], "cargo test");
    let folder = tempfile::tempdir().expect("there is room for temporary files");
    copy(&root().join("data/examples"), &folder.path().join("data/examples"));
    let mut documents = made(first, folder.path());
    for line in lines[2..].iter().filter_map(|line| line.strip_prefix("gongwen ")) {
        documents.extend(made(line, folder.path()));
    }
    for document in &documents {
        assert!(folder.path().join(document).is_file(), "{document}");
    }
    assert!(
        documents
            .iter()
            .filter(|document| Path::new(document).extension().is_some_and(|e| e == "docx"))
            .count()
            >= 2,
        "{documents:?}"
    );
}

#[test]
fn the_workbook_that_the_pages_show_builds() {
    let folder = tempfile::tempdir().expect("there is room for temporary files");
    fs::write(folder.path().join("资料.yaml"), workbook(&page(READMES[0])).join("\n"))
        .expect("it can be written");
    assert_eq!(made("build 资料.yaml", folder.path()).len(), 1);
}

#[test]
fn pictures_and_links_are_there() {
    for name in READMES {
        let page = page(name);
        for target in page.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            assert!(target.starts_with("https://") || root().join(target).is_file(), "{name}: {target}");
        }
    }
}
