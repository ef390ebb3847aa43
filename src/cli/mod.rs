//! The command line: arguments, what is printed, exit codes. Every word to people is plain Chinese. Results go to
//! stdout, everything else to stderr; nothing below this module prints.

pub mod arguments;

pub mod usage;

pub mod console;

pub mod build;

pub mod batch;

pub mod figures;

pub mod scaffold;

pub mod listing;

pub mod profiles;

pub mod explain;

pub mod check;

pub mod rules;

pub mod doctor;

pub mod serve;

pub mod import;

pub mod collect;

pub mod diff;

pub mod carry;

use std::ffi::OsString;

use clap::{CommandFactory, FromArgMatches};

use crate::cli::arguments::{Arguments, Command};
use crate::cli::console::Console;
use crate::world::World;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done,
    /// Done, but with findings or with some documents failed.
    Findings,
    /// Could not run.
    Failed,
}

impl Exit {
    /// The process's exit code.
    pub fn code(self) -> u8 {
        match self {
            Exit::Done => 0,
            Exit::Findings => 1,
            Exit::Failed => 2,
        }
    }
}

/// Runs a command line.
pub fn run(arguments: Vec<OsString>, world: &mut dyn World, console: &mut Console<'_>) -> Exit {
    let command = usage::in_chinese(Arguments::command());
    let parsed =
        command.try_get_matches_from(arguments).and_then(|matches| Arguments::from_arg_matches(&matches));
    let arguments = match parsed {
        Ok(arguments) => arguments,
        Err(error) => return usage::explain(&error, console),
    };
    match arguments.command {
        Command::New(options) => scaffold::run(&options, world, console),
        Command::Build(options) => build::run(&options, world, console),
        Command::Batch(options) => batch::run(&options, world, console),
        Command::Figures(options) => figures::run(&options, world, console),
        Command::Kinds(options) => listing::kinds(&options, world, console),
        Command::Fields(options) => listing::fields(&options, world, console),
        Command::Schema(options) => listing::schema(&options, world, console),
        Command::Profiles(options) => profiles::run(&options, world, console),
        Command::Check(options) => check::run(&options, world, console),
        Command::Rules(options) => rules::run(&options, console),
        Command::Explain(options) => explain::run(&options, console),
        Command::Doctor(options) => doctor::run(&options, world, console),
        Command::Import(options) => import::run(&options, world, console),
        Command::Diff(options) => diff::run(&options, world, console),
        Command::Collect(command) => collect::run(&command, world, console),
        Command::Serve(options) => serve::run(&options, world, console),
        Command::Completions(options) => listing::completions(&options, console),
    }
}
