//! Damaged returns, and tables as nobody should send them: `collect read` reads them or says why not, soon; every unit has a state.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use gongwen::cli::Exit;
use gongwen::collect::outputs::entry;
use gongwen::world::memory::Memory;
use gongwen::xlsx::{self, Area, Sheet};

use crate::desk;
use crate::harm::{self, Chance};
use crate::program::world_of;

/// Copies of each kind.
const COPIES: u64 = 240;
/// Longest time for one round. A debug build is slower than any that people have.
const LONGEST: Duration = Duration::from_secs(8);

/// The example with one return only.
fn world(name: &str, bytes: Vec<u8>) -> Memory {
    let mut world = world_of("data/examples/调查摸底");
    world.files.retain(|path, _| !path.starts_with("收回") && !path.starts_with("汇总"));
    world.files.insert(Path::new("收回").join(name), bytes);
    world
}

/// What is wrong with how a round ends; `None` if nothing is.
fn wrong(what: &str, name: &str, bytes: Vec<u8>) -> Option<String> {
    let begun = Instant::now();
    let mut world = world(name, bytes);
    let command = "collect read 资料.yaml --roster 名册.csv 收回 -o 汇总";
    let Ok(outcome) = catch_unwind(AssertUnwindSafe(|| desk::run(command, &mut world))) else {
        return Some(format!("{what}: it panics"));
    };
    let took = begun.elapsed();
    if took > LONGEST {
        return Some(format!("{what}: it took {took:?}"));
    }
    let Some(line) = outcome.err.lines().find(|line| line.starts_with("24个单位：")) else {
        return Some(format!("{what}: it does not say how many have reported\n{}", outcome.err));
    };
    let numbers: Vec<u32> = line
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| !digits.is_empty())
        .filter_map(|digits| digits.parse().ok())
        .collect();
    let [units, sound, faulty, several, missing, strays] = numbers[..] else {
        return Some(format!("{what}: {line}"));
    };
    // A file is of one unit, of several that it names, or of nobody.
    let adds_up = units == sound + faulty + several + missing && units - missing + strays >= 1;
    // One return makes no round complete.
    (!adds_up || outcome.exit != Exit::Findings).then(|| format!("{what}: {line} {:?}", outcome.exit))
}

fn returned(name: &str) -> Vec<u8> {
    world_of("data/examples/调查摸底").files.remove(&Path::new("收回").join(name)).expect("it is shipped")
}

#[test]
fn damaged_returns_are_read_or_told() {
    let archives = [("白银路街道.xlsx", "表.xlsx"), ("焦家湾街道.ods", "表.ods")];
    let archives = archives.map(|(file, name)| (name, vec![(file.to_owned(), returned(file))]));
    let stream = returned("盐场路街道.xls");
    let mut told = Vec::new();
    for seed in 0..COPIES {
        let (name, (what, bytes)) = match seed % 3 {
            2 => ("表.xls", harm::bytes(&stream, seed)),
            kind => {
                let (name, files) = &archives[kind as usize];
                (*name, harm::copy(files, seed))
            }
        };
        told.extend(wrong(&format!("{seed} {what}"), name, bytes));
    }
    assert_eq!(told, Vec::<String>::new());
}

/// Words that stand in returns, right and wrong.
const WORDS: [&str; 24] = [
    "单位名称",
    "单位代码",
    "党组织数",
    "党员数（名）",
    "党委",
    "总支",
    "支部",
    "在职（名）",
    "离退",
    "流动",
    "专职",
    "兼职",
    "应建未建（个）",
    "培训率（%）",
    "有无活动场所",
    "责任事故",
    "酒泉路街道",
    "620102001",
    "12",
    "约12",
    "９５％",
    "是",
    "合计",
    "",
];

/// A table as somebody may leave it: heads doubled, moved, merged over each other.
fn table(seed: u64) -> Vec<Sheet> {
    let mut chance = Chance(seed);
    let sheets = 1 + chance.below(3);
    (0..sheets)
        .map(|number| {
            let mut sheet = Sheet { name: format!("表{number}"), ..Sheet::default() };
            let (rows, columns) = (1 + chance.below(9), 1 + chance.below(20));
            for row in 0..rows {
                for column in 0..columns {
                    // Heads as they are, or anything.
                    let word = match (row, chance.below(6)) {
                        (0 | 1, 0..=3) => WORDS[column.min(WORDS.len() - 1)],
                        _ => *chance.one(&WORDS),
                    };
                    sheet.cells.push(entry(row as u32, column as u16, word));
                }
            }
            // Areas that do not meet: side by side from the left.
            let mut left = 0;
            while chance.below(3) > 0 && left + 1 < columns {
                let right = (left + 1 + chance.below(3)).min(columns - 1);
                let top = chance.below(rows);
                let bottom = (top + chance.below(3)).min(rows - 1);
                sheet.merged.push(Area {
                    top: top as u32,
                    left: left as u16,
                    bottom: bottom as u32,
                    right: right as u16,
                });
                left = right + 1;
            }
            sheet.hidden = number > 0 && chance.below(3) == 0;
            sheet
        })
        .collect()
}

#[test]
fn tables_as_nobody_should_send_them_are_read_or_told() {
    let mut told = Vec::new();
    for seed in 0..COPIES {
        let bytes = xlsx::write(&table(seed)).expect("it is written");
        told.extend(wrong(&format!("table {seed}"), "表.xlsx", bytes));
    }
    assert_eq!(told, Vec::<String>::new());
}
