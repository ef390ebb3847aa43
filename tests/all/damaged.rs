//! Damaged Word files: whatever is broken in them, `check`, `import` and `profiles --learn` read them or say why not, soon and in
//! little memory. The copies are made from seeds: the same in every run.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::desk;
use crate::harm::copy;
use crate::program::world_of;

/// Copies that every run of the tests makes; the whole has [`MANY`].
const FEW: u64 = 300;
/// Copies of the whole.
const MANY: u64 = 3000;
/// Longest time for one file and one command. A debug build is slower than any that people have.
const LONGEST: Duration = Duration::from_secs(5);
/// Most memory in KB: 500 MB, and what the program reserves before it reads anything.
const MEMORY: u64 = 500_000 + 50_000;

/// What is done with each copy.
const COMMANDS: [&str; 3] =
    ["check 坏.docx", "import 坏.docx -o 导入", "profiles --learn 坏.docx -o 版式/学来.yaml"];

/// Files of our own with all that a file can have: a head, tables, charts, several units, comments.
fn own() -> Vec<(String, Vec<u8>)> {
    let builds = [
        ("data/specimens", "联合行文.yaml"),
        ("data/specimens", "信函.yaml"),
        ("data/specimens", "横排表.yaml"),
        ("data/specimens", "目录.yaml"),
        ("data/examples/会议通知", "资料.yaml"),
        ("tests/all/charts", "资料.yaml"),
    ];
    let mut files = Vec::new();
    for (folder, data) in builds {
        let mut world = world_of(folder);
        let built = desk::run(&format!("build {data} -o 输出"), &mut world);
        let path = built.out.lines().next().expect("a document").to_owned();
        files.push((data.to_owned(), world.files[Path::new(&path)].clone()));
    }
    let (_, bytes) = files[4].clone();
    let mut world = desk::files([("样本.docx", bytes)]);
    desk::run("check 样本.docx --annotate 批注.docx", &mut world);
    if let Some(bytes) = world.files.get(Path::new("批注.docx")) {
        files.push(("批注".to_owned(), bytes.clone()));
    }
    files
}

/// Works through the numbers up to `count` on all cores; what is wrong, in order.
fn on_all_cores(count: u64, one: impl Fn(u64) -> Vec<String> + Sync) -> Vec<String> {
    let next = AtomicUsize::new(0);
    let workers = thread::available_parallelism().map_or(2, std::num::NonZero::get);
    let mut wrong: Vec<(u64, String)> = thread::scope(|scope| {
        let work = || {
            let mut wrong = Vec::new();
            loop {
                let seed = next.fetch_add(1, Ordering::Relaxed) as u64;
                if seed >= count {
                    return wrong;
                }
                wrong.extend(one(seed).into_iter().map(|told| (seed, told)));
            }
        };
        let handles: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        handles.into_iter().flat_map(|handle| handle.join().expect("it ends")).collect()
    });
    wrong.sort();
    wrong.into_iter().map(|(seed, told)| format!("{seed}: {told}")).collect()
}

#[test]
fn damaged_files_are_read_or_refused() {
    let files = own();
    let wrong = on_all_cores(FEW, |seed| {
        let (harm, bytes) = copy(&files, seed);
        // Each command has its turn.
        let command = COMMANDS[(seed / 7 % 3) as usize];
        let begun = Instant::now();
        let mut world = desk::files([("坏.docx", bytes)]);
        let ended = catch_unwind(AssertUnwindSafe(|| desk::run(command, &mut world)));
        let (took, mut wrong) = (begun.elapsed(), Vec::new());
        if took > LONGEST {
            wrong.push(format!("{harm}: {command} took {took:?}"));
        }
        match ended {
            Ok(outcome)
                if outcome.exit == gongwen::cli::Exit::Failed
                    && [&outcome.out, &outcome.err].iter().all(|told| told.trim().is_empty()) =>
            {
                wrong.push(format!("{harm}: {command} says nothing"));
            }
            Ok(_) => {}
            Err(_) => wrong.push(format!("{harm}: {command} panics")),
        }
        wrong
    });
    assert_eq!(wrong, Vec::<String>::new());
}

/// The program under a limit of memory; what is wrong with its end.
fn run(program: &Path, folder: &Path, command: &str) -> Option<String> {
    let begun = Instant::now();
    let mut child = if cfg!(target_os = "linux") {
        let mut shell = Command::new("sh");
        let limited = format!("ulimit -v {MEMORY} && exec \"$0\" {command}");
        shell.arg("-c").arg(limited).arg(program);
        shell
    } else {
        let mut plain = Command::new(program);
        plain.args(command.split(' '));
        plain
    };
    child.current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null()).stdin(Stdio::null());
    let mut child = child.spawn().expect("it begins");
    loop {
        match child.try_wait().expect("it can be waited for") {
            Some(status) if matches!(status.code(), Some(0..=2)) => return None,
            Some(status) => return Some(format!("{command} ends with {status}")),
            None if begun.elapsed() > LONGEST => {
                let _ = child.kill();
                let _ = child.wait();
                return Some(format!("{command} takes more than {LONGEST:?}"));
            }
            None => thread::sleep(Duration::from_millis(2)),
        }
    }
}

/// All of them, made from our own files and from the real ones, by the program as people have it: `GONGWEN_PROGRAM` names it.
#[test]
#[ignore = "takes minutes, and needs the real documents: GONGWEN_SHARED"]
fn damaged_copies_of_real_files_are_read_or_refused() {
    let mut files = own();
    files.extend(crate::real_texts::word_files());
    let program = std::env::var_os("GONGWEN_PROGRAM").map_or_else(
        || PathBuf::from(env!("CARGO_BIN_EXE_gongwen")),
        |program| crate::rust_source::root().join(program),
    );
    let wrong = on_all_cores(MANY, |seed| {
        let (harm, bytes) = copy(&files, seed);
        let folder = tempfile::tempdir().expect("a folder can be made");
        std::fs::write(folder.path().join("坏.docx"), bytes).expect("it can be written");
        let ends = COMMANDS.iter().filter_map(|command| run(&program, folder.path(), command));
        ends.map(|end| format!("{harm}: {end}")).collect()
    });
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_same_seed_makes_the_same_copy() {
    let files = own();
    for seed in 0..60 {
        assert!(copy(&files, seed) == copy(&files, seed), "{seed}");
    }
    let harms: std::collections::BTreeSet<String> = (0..FEW)
        .map(|seed| copy(&files, seed).0.split(" of ").next().unwrap_or_default().to_owned())
        .collect();
    assert!(harms.len() >= 20, "{harms:?}");
}
