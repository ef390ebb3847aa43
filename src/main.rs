//! The program: the real disk, the real console.
#![expect(clippy::disallowed_methods, reason = "the program's edge: arguments, console, exit code")]

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use gongwen::cli;
use gongwen::cli::console::Console;
use gongwen::diag::rendering::Style;
use gongwen::world::disk::Disk;

fn main() -> ExitCode {
    // The old console of Windows prints colour codes as they are; its newer terminal says who it is.
    let understands = !cfg!(windows) || std::env::var_os("WT_SESSION").is_some();
    let live = std::io::stderr().is_terminal();
    let colour = understands && live && std::env::var_os("NO_COLOR").is_none();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut err = std::io::stderr().lock();
    let style = if colour { Style::Colour } else { Style::Plain };
    let mut console = Console { out: &mut out, err: &mut err, style, live };
    let exit = cli::run(std::env::args_os().collect(), &mut Disk, &mut console);
    let _ = out.flush();
    ExitCode::from(exit.code())
}
