//! Laws of the rules over ledgers of units.

use std::fmt::Write;

use crate::check::run;
use crate::check::sample::ledger;
use crate::check::selection::Selection;

/// A seeded generator (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % sides
    }

    /// Numbers of which a few are far from the others.
    fn numbers(&mut self, count: usize) -> Vec<u64> {
        let wild = |dice: &mut Self| match dice.throw(12) {
            0 => 10,
            1 => 5000 + dice.throw(90_000),
            _ => 100 + dice.throw(400),
        };
        (0..count).map(|_| wild(self)).collect()
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            list.swap(at, self.throw(at as u64 + 1) as usize);
        }
    }
}

const HEAD: &str = "单位名称｜党委｜总支｜支部｜党员数｜党费（元）\n";

fn rows(dice: &mut Dice, count: usize) -> Vec<String> {
    let row = |number: usize, dice: &mut Dice| {
        let cells: Vec<String> = dice.numbers(5).iter().map(u64::to_string).collect();
        format!("第{}镇｜{}\n", number + 1, cells.join("｜"))
    };
    (0..count).map(|number| row(number, dice)).collect()
}

/// What the rules with these codes say, sorted.
fn told(text: &str, codes: &str) -> Vec<String> {
    let (figures, sources) = ledger(text.to_owned().leak()).figures();
    let selection = Selection::of(&[codes.to_owned()], &[]).expect("they are known");
    let found = run::look_ledger(&figures, &sources, &selection);
    let mut told: Vec<String> = found
        .iter()
        .map(|found| format!("{} {}；{}", found.rule.code, found.message, found.hints.join("；")))
        .collect();
    told.sort();
    told
}

#[test]
fn the_order_of_the_rows_does_not_matter() {
    let mut dice = Dice(1);
    let mut count = 0;
    for _ in 0..20 {
        let (mut now, last) = (rows(&mut dice, 12), rows(&mut dice, 12));
        let text = |now: &[String]| format!("{HEAD}{}上期\n{HEAD}{}", now.concat(), last.concat());
        let before = told(&text(&now), "K01,K04");
        dice.shuffle(&mut now);
        assert_eq!(told(&text(&now), "K01,K04"), before);
        count += before.len();
    }
    assert!(count > 50, "{count}");
}

#[test]
fn the_scale_of_all_numbers_does_not_matter() {
    let units = |text: &str| -> Vec<String> {
        let told = told(text, "K01");
        let name = |told: &String| told.split('填').next().unwrap_or_default().to_owned();
        told.iter().map(name).collect()
    };
    let mut dice = Dice(2);
    let mut count = 0;
    for _ in 0..40 {
        let numbers = dice.numbers(15);
        let text = |zeros: &str| {
            numbers.iter().enumerate().fold("单位名称｜数\n".to_owned(), |mut text, (at, number)| {
                let _ = writeln!(text, "第{at}镇｜{number}{zeros}");
                text
            })
        };
        let once = units(&text(""));
        assert_eq!(once, units(&text("0")));
        count += once.len();
    }
    assert!(count > 40, "{count}");
}

#[test]
fn a_ledger_against_itself_is_the_same_again_and_nothing_else() {
    let rows = rows(&mut Dice(3), 12).concat();
    let told = told(&format!("{HEAD}{rows}上期\n{HEAD}{rows}"), "K02,K03,K04");
    assert_eq!(told.len(), 12);
    assert!(told.iter().all(|told| told.starts_with("K03")), "{told:?}");
}

#[test]
fn extreme_numbers_are_reckoned_with() {
    const EXTREME: [&str; 10] = [
        "0",
        "1000000000000000",
        "-1000000000000000",
        "0.000000001",
        "-0.000000001",
        "999999999999999.999999999",
        "1",
        "-1",
        "10",
        "30",
    ];
    let mut dice = Dice(4);
    for _ in 0..60 {
        let mut table = || {
            let row = |at: usize| format!("第{at}镇｜{}\n", EXTREME[dice.throw(10) as usize]);
            format!("单位名称｜数\n{}", (0..9).map(row).collect::<Vec<String>>().concat())
        };
        let text = format!("{}上期\n{}", table(), table());
        told(&text, "K");
    }
}

#[test]
fn the_middle_half_is_that_of_spreadsheets() {
    // QUARTILE.INC gives 2.75 and 6.25.
    let told = told(
        "单位名称｜数\n甲镇｜1\n乙镇｜2\n丙镇｜3\n丁镇｜4\n戊镇｜5\n己镇｜6\n庚镇｜7\n壬镇｜400\n",
        "K01",
    );
    assert_eq!(
        told,
        [
            "K01 “壬镇”的“数”填了“400”，比多数单位大得多：中间一半的单位在2.75到6.25之间；它的百分之一就同别的单位差不多：请看计量单位对不对，是不是多写了两位数；请向“壬镇”核实；没有错就不用改"
        ]
    );
}

#[test]
fn a_column_of_many_leaps_is_told_in_few_lines() {
    let table = |number: usize| {
        let rows: Vec<String> = (0..30).map(|at| format!("第{at}镇｜{number}\n")).collect();
        format!("单位名称｜数\n{}", rows.concat())
    };
    let told = told(&format!("{}上期\n{}", table(1000), table(100)), "K02");
    assert_eq!(told.len(), 21);
    // The strangest stands first, wherever it stood.
    let text =
        format!("{}上期\n{}", table(1000), table(100)).replacen("第29镇｜1000\n", "第29镇｜100000\n", 1);
    let (figures, sources) = ledger(text.leak()).figures();
    let found = run::look_ledger(&figures, &sources, &Selection::every());
    let first = found.iter().find(|found| found.rule.code == "K02").expect("there are leaps");
    assert!(first.message.starts_with("“第29镇”"), "{}", first.message);
    assert!(told.iter().any(|told| told.contains("台账“填报”里这样的还有10处，没有一一列出")), "{told:?}");
}

#[test]
fn a_digit_too_many_is_told_against_last_period_whatever_the_units_sizes() {
    let mut dice = Dice(5);
    for _ in 0..30 {
        let size = |dice: &mut Dice| {
            let most = 1 << (1 + dice.throw(16));
            2 + dice.throw(most)
        };
        let sizes: Vec<u64> = (0..10).map(|_| size(&mut dice)).collect();
        let slip = dice.throw(10) as usize;
        let table = |grown: u64, slip: Option<usize>| {
            let rows = sizes.iter().enumerate().map(|(at, size)| {
                let zero = if slip == Some(at) { "0" } else { "" };
                format!("第{at}镇｜{}{zero}\n", size + size * grown / 100)
            });
            format!("单位名称｜数\n{}", rows.collect::<Vec<String>>().concat())
        };
        let told = told(&format!("{}上期\n{}", table(dice.throw(40), Some(slip)), table(0, None)), "K02");
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains(&format!("“第{slip}镇”")), "{told:?}");
    }
}
