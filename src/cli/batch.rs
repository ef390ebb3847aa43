//! `gongwen batch`: the orders of the command line, and what a terminal shows of the run.

use std::path::Path;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::batch::manifest::Entry;
use crate::batch::prepare::Asked;
use crate::cli::Exit;
use crate::cli::arguments::BatchOptions;
use crate::cli::console::Console;
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::dispatch::{self, End, Listener, Orders};
use crate::world::World;

/// Makes the documents of every row, or joins the parts of a batch.
pub fn run(options: &BatchOptions, world: &mut dyn World, console: &mut Console<'_>) -> Exit {
    let mut watch = Watch { console, quiet: options.quiet, bar: None, tenths: 0 };
    let end = match (&options.data, &options.roster, &options.output) {
        (Some(data), Some(roster), Some(output)) => {
            dispatch::make(&orders(options, data, roster, output), world, &mut watch)
        }
        _ => {
            let target =
                options.output.clone().or_else(|| options.merge.first().cloned()).unwrap_or_default();
            dispatch::merge(&options.merge, &target, options.force, world, &mut watch)
        }
    };
    match end {
        End::Done => Exit::Done,
        End::Findings => Exit::Findings,
        End::Failed => Exit::Failed,
    }
}

fn orders(options: &BatchOptions, data: &Path, roster: &Path, output: &Path) -> Orders {
    let asked = Asked {
        data: data.to_path_buf(),
        roster: roster.to_path_buf(),
        kind: options.kind.clone(),
        filters: options.filters.clone(),
        maps: options.maps.clone(),
        profile: options.profile.clone(),
        shard: None,
        folder: output.to_path_buf(),
        ..Asked::default()
    };
    Orders {
        asked,
        shard: options.shard.clone(),
        workers: options.jobs,
        resume: options.resume,
        fail_fast: options.fail_fast,
        print: options.print,
        zip: options.zip,
        strict: options.strict,
        force: options.force,
        rehearsal: options.dry_run,
    }
}

/// What a terminal shows.
struct Watch<'c, 'o> {
    console: &'c mut Console<'o>,
    quiet: bool,
    /// While rows are made, where people watch.
    bar: Option<ProgressBar>,
    /// Tenths of the rows that were told of.
    tenths: usize,
}

impl Listener for Watch<'_, '_> {
    fn report(&mut self, findings: &Findings, sources: &Sources) {
        self.console.report(findings, sources);
    }

    fn tell(&mut self, line: &str) {
        self.console.tell(line);
    }

    fn remark(&mut self, line: &str) {
        if !self.quiet {
            self.console.tell(line);
        }
    }

    fn product(&mut self, path: &Path) {
        self.console.print(&path.display().to_string());
    }

    fn progress(&mut self, done: usize, total: usize) {
        if self.quiet {
            return;
        }
        if self.console.live {
            let bar = self.bar.get_or_insert_with(|| {
                let style = "{bar:30} {pos}/{len}　每秒{per_sec}　还要{eta}";
                ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::stderr())
                    .with_style(ProgressStyle::with_template(style).expect("the template is right"))
            });
            bar.set_position(done as u64);
            return;
        }
        // A line for every tenth of a long run.
        let tenths = done * 10 / total;
        if total >= 1000 && tenths > self.tenths && tenths < 10 {
            self.tenths = tenths;
            self.console.tell(&format!("已做 {done}/{total}"));
        }
    }

    fn documents(&mut self, _entries: &[Entry]) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}
