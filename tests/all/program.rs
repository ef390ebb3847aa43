//! The program in a world in memory: what the tests of whole documents and of faults share.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use gongwen::cli::console::Console;
use gongwen::cli::{self, Exit};
use gongwen::diag::rendering::Style;
use gongwen::world::memory::Memory;

use crate::rust_source::root;

/// What a run printed and how it ended.
pub struct Run {
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
    /// The end.
    pub exit: Exit,
}

/// Runs `gongwen` with blank-separated arguments.
pub fn gongwen(arguments: &str, world: &mut Memory) -> Run {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut console = Console { out: &mut out, err: &mut err, style: Style::Plain, live: false };
    let words = std::iter::once("gongwen").chain(arguments.split(' ')).map(OsString::from).collect();
    let exit = cli::run(words, world, &mut console);
    let text = |bytes| String::from_utf8(bytes).expect("only text is printed");
    Run { out: text(out), err: text(err), exit }
}

/// A world with the files of a folder of the repository and of those in it, under their own names. What somebody built
/// there by hand is left out.
pub fn world_of(folder: &str) -> Memory {
    let mut world = Memory::default();
    let top = root().join(folder);
    let mut folders = vec![top.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("it can be listed").path();
            if path.ends_with("输出") {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(&top).expect("it lies in the folder").to_owned();
                world.files.insert(name, fs::read(&path).expect("it can be read"));
            }
        }
    }
    world
}

/// Names of the examples that are built by themselves; the one of a batch has another workbook.
pub fn examples() -> Vec<String> {
    let mut names = folders_in("data/examples");
    names.retain(|name| root().join("data/examples").join(name).join("资料.yaml").is_file());
    names
}

/// Names of the folders in a folder of the repository, sorted.
pub fn folders_in(folder: &str) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(root().join(folder))
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be listed"))
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().expect("a name is text"))
        .collect();
    names.sort();
    names
}

/// The only file whose name ends so.
pub fn only_file(world: &Memory, ending: &str) -> (String, Vec<u8>) {
    let mut found = world.files.iter().filter(|(path, _)| path.to_string_lossy().ends_with(ending));
    let (path, bytes) = found.next().expect("one was made");
    assert!(found.next().is_none(), "only one was made");
    (path.display().to_string(), bytes.clone())
}

/// A text file of a world.
pub fn text_of(world: &Memory, path: &str) -> String {
    String::from_utf8(world.files[Path::new(path)].clone()).expect("it is text")
}
