//! Mistakes planted in real documents: each is found, at its line, with its code, and once it is mended nothing more is said of
//! the text than before.

use std::collections::BTreeMap;

use gongwen::check::fix;
use gongwen::check::rule::Fix;
use gongwen::check::rules;
use gongwen::check::selection::Selection;
use gongwen::paper::line::Role;

use crate::real_texts::{look, place, texts};

/// A mistake.
struct Plant {
    code: &'static str,
    how: How,
}

/// How a mistake comes into a text.
enum How {
    /// In the first line of this role and part 0 that has the first text, that becomes the second.
    Change(Role, &'static str, &'static str),
    /// Everywhere in the first such line.
    ChangeAll(Role, &'static str, &'static str),
    /// This line behind the last line of this role in part 0.
    Behind(Role, &'static str),
    /// This line before the first line of this role in part 0.
    Before(Role, &'static str),
    /// The first line of this role is this one instead.
    Instead(Role, &'static str),
    /// The first line of this role is left out; told at the line that this role is in.
    Without(Role, Role),
}

const fn change(code: &'static str, role: Role, from: &'static str, to: &'static str) -> Plant {
    Plant { code, how: How::Change(role, from, to) }
}

const fn change_all(code: &'static str, role: Role, from: &'static str, to: &'static str) -> Plant {
    Plant { code, how: How::ChangeAll(role, from, to) }
}

const fn behind(code: &'static str, role: Role, line: &'static str) -> Plant {
    Plant { code, how: How::Behind(role, line) }
}

const fn before(code: &'static str, role: Role, line: &'static str) -> Plant {
    Plant { code, how: How::Before(role, line) }
}

const fn instead(code: &'static str, role: Role, line: &'static str) -> Plant {
    Plant { code, how: How::Instead(role, line) }
}

/// One and more for each rule.
const PLANTS: &[Plant] = &[
    change("A02", Role::DocumentNumber, "〔", "["),
    change("D01", Role::Heading, "二、", "三、"),
    change("G01", Role::Body, "，", ","),
];

/// A text with the mistake, and the line where it is, from 1. `None` if the text has no place for it.
fn plant(text: &str, how: &How) -> Option<(String, usize)> {
    let (paper, _) = look(text);
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let number = |role: Role, needle: &str, last: bool| {
        let mut fitting = paper.lines.iter().filter(|line| {
            line.role == role && line.part == 0 && line.text.contains(needle) && line.pieces.len() == 1
        });
        let line = if last { fitting.next_back() } else { fitting.next() }?;
        let at = line.pieces[0].1.start;
        Some(text[..at].matches('\n').count())
    };
    let planted = match how {
        How::Change(role, from, to) => {
            let at = number(*role, from, false)?;
            lines[at] = lines[at].replacen(from, to, 1);
            at
        }
        How::ChangeAll(role, from, to) => {
            let at = number(*role, from, false)?;
            lines[at] = lines[at].replace(from, to);
            at
        }
        How::Behind(role, line) => {
            let at = number(*role, "", true)? + 1;
            lines.insert(at, (*line).to_owned());
            at
        }
        How::Before(role, line) => {
            let at = number(*role, "", false)?;
            lines.insert(at, (*line).to_owned());
            at
        }
        How::Instead(role, line) => {
            let at = number(*role, "", false)?;
            (*line).clone_into(&mut lines[at]);
            at
        }
        How::Without(role, told) => {
            let at = number(*role, "", false)?;
            let told = number(*told, "", false)?;
            lines.remove(at);
            if told > at { told - 1 } else { told }
        }
    };
    Some((lines.join("\n"), planted + 1))
}

/// Findings as file places and codes, counted.
fn told(text: &str) -> BTreeMap<(&'static str, String), usize> {
    let (paper, found) = look(text);
    let mut counted = BTreeMap::new();
    for one in &found {
        let line = one.line.map_or_else(String::new, |line| paper.lines[line].text.clone());
        *counted.entry((one.rule.code, line)).or_default() += 1;
    }
    counted
}

#[test]
#[ignore = "needs the real documents"]
fn planted_mistakes_are_found_and_mended_ones_are_silent() {
    let texts = texts();
    let (mut planted, mut missed, mut noise) = (0, Vec::new(), Vec::new());
    let mut without: Vec<&str> = Vec::new();
    for Plant { code, how } in PLANTS {
        let mut places = 0;
        for (name, text) in &texts {
            let Some((with, line)) = plant(text, how) else { continue };
            places += 1;
            planted += 1;
            let (paper, found) = look(&with);
            let here = |found: &&gongwen::check::marks::Found| place(&with, &paper, found).0 == line;
            let before = told(text);
            let is_found = found.iter().filter(here).any(|one| one.rule.code == *code);
            if !is_found {
                let codes: Vec<&str> = found.iter().filter(here).map(|one| one.rule.code).collect();
                missed.push(format!("{code} {name}:{line} ({codes:?})"));
                continue;
            }
            // Nothing is said of lines that nobody touched.
            for one in found.iter().filter(|one| !here(one) && one.rule.code != *code) {
                let line = one.line.map_or_else(String::new, |line| paper.lines[line].text.clone());
                if !before.contains_key(&(one.rule.code, line)) {
                    noise.push(format!(
                        "{code} {name}:{line}: {} {}",
                        one.rule.code,
                        one.message,
                        line = place(&with, &paper, one).0
                    ));
                }
            }
            let rule = rules::find(code).expect("a rule");
            if rule.fix == Fix::Safe && found.iter().filter(here).any(|one| !one.edits.is_empty()) {
                let selection = Selection::of(&[(*code).to_owned()], &[]).expect("known");
                let mended = fix::text(&with, &selection);
                assert_eq!(mended, fix::text(&mended, &selection), "{code} {name}");
                let after = told(&mended);
                let left = after.iter().find(|((have, line), count)| {
                    have == code && before.get(&(*have, line.clone())).is_none_or(|known| known < count)
                });
                assert!(left.is_none(), "{code} {name}:{line} is still there: {left:?}");
            }
        }
        if places == 0 {
            without.push(code);
        }
    }
    let found = planted - missed.len();
    let share = found * 1000 / planted.max(1);
    println!("planted {planted}, found {found}: {}.{} %", share / 10, share % 10);
    println!("missed:\n{}", missed.join("\n"));
    println!("said besides:\n{}", noise.join("\n"));
    assert!(without.is_empty(), "no text has a place for {without:?}");
    assert!(share >= 950);
    assert!(noise.len() * 50 <= planted, "{} of {planted}", noise.len());
    let unplanted: Vec<&str> = rules::all()
        .map(|rule| rule.code)
        .filter(|code| !code.starts_with(['H', 'I']) && PLANTS.iter().all(|plant| plant.code != *code))
        .collect();
    assert!(unplanted.is_empty(), "nothing is planted for {unplanted:?}");
}
