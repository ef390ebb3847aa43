//! A desk to try the program at: files in memory, its two outputs as text.

use std::ffi::OsString;
use std::path::PathBuf;

use gongwen::cli::console::Console;
use gongwen::cli::{self, Exit};
use gongwen::diag::rendering::Style;
use gongwen::world::World;
use gongwen::world::memory::Memory;

/// What a run left.
pub struct Outcome {
    /// How it ended.
    pub exit: Exit,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// Files by path.
pub fn files<'a>(files: impl IntoIterator<Item = (&'a str, Vec<u8>)>) -> Memory {
    let files = files.into_iter().map(|(path, bytes)| (PathBuf::from(path), bytes)).collect();
    Memory { files, ..Memory::default() }
}

/// Whether errors of the data are told; what rules of `check` find stops nothing, and has a code that begins with a capital.
pub fn has_faults(told: &str) -> bool {
    told.split("错误[").skip(1).any(|code| code.starts_with(|c: char| c.is_ascii_lowercase()))
}

/// Runs a command line; words are separated by blanks.
pub fn run(command: &str, world: &mut dyn World) -> Outcome {
    let arguments: Vec<OsString> =
        std::iter::once("gongwen").chain(command.split_whitespace()).map(OsString::from).collect();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut console = Console { out: &mut out, err: &mut err, style: Style::Plain, live: false };
    let exit = cli::run(arguments, world, &mut console);
    let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
    Outcome { exit, out: text(out), err: text(err) }
}
