//! What stands on a rule's page is true.

use super::*;
use crate::check::context::Context;
use crate::check::fix;
use crate::check::marks::Found;
use crate::check::rule::Fix;
use crate::check::run;
use crate::check::sample::{self, Of, Sample};
use crate::check::selection::Selection;
use crate::diag::diagnostic::Level;

mod word;

fn findings(sample: &Sample) -> Vec<Found> {
    match sample.of {
        Of::File(good, changes) => run::look_file(
            &word::word(good, changes),
            &Selection::every(),
            &Context::default(),
            Some(&word::measure(good)),
        ),
        Of::Ledger => {
            let (figures, sources) = sample.figures();
            run::look_ledger(&figures, &sources, &Selection::every())
        }
        Of::Folder => run::look_folder(&sample.folder(), &Selection::every()),
        _ => run::look(&sample.paper(), &Selection::every(), &sample::context()),
    }
}

fn told(found: &[Found]) -> Vec<String> {
    found.iter().map(|found| format!("{} {}", found.rule.code, found.message)).collect()
}

#[test]
fn codes_stand_once_and_in_order() {
    let codes: Vec<&str> = all().map(|rule| rule.code).collect();
    let mut sorted = codes.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(codes, sorted);
}

/// How many rules each group has in the format notes.
const LISTED: [(char, usize); 9] =
    [('A', 24), ('B', 11), ('C', 12), ('D', 21), ('E', 16), ('F', 19), ('G', 18), ('H', 23), ('I', 8)];

/// Rules that the format notes do not number.
const OURS: [&str; 11] = ["A25", "A26", "E17", "F20", "F21", "J01", "J02", "K01", "K02", "K03", "K04"];

#[test]
fn every_rule_of_the_format_notes_is_here_or_left_out_with_a_reason() {
    let mut listed: Vec<String> = LISTED
        .iter()
        .flat_map(|(group, count)| (1..=*count).map(move |n| format!("{group}{n:02}")))
        .collect();
    let mut have: Vec<&str> = all().map(|rule| rule.code).chain(left_out().map(|rule| rule.code)).collect();
    have.sort_unstable();
    listed.extend(OURS.map(str::to_owned));
    listed.sort_unstable();
    assert_eq!(have, listed);
    assert!(left_out().all(|rule| rule.reason.ends_with('。')));
}

#[test]
fn every_page_is_complete() {
    for rule in all() {
        let code = rule.code;
        assert!(!rule.name.is_empty() && !rule.why.is_empty() && !rule.clause.is_empty(), "{code}");
        assert!(!rule.name.ends_with('。') && rule.why.ends_with('。'), "{code}: 名称不带句号，说明带句号");
        assert!(!rule.wrong.is_empty() && !rule.right.is_empty(), "{code}: 反例和正例");
    }
}

#[test]
fn what_is_wrong_is_found() {
    let mut faults = Vec::new();
    for rule in all() {
        for sample in rule.wrong {
            let found = findings(sample);
            if !found.iter().any(|f| f.rule.code == rule.code) {
                faults.push(format!("{}: {:?}\n{:?}", rule.code, sample.text, told(&found)));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn nothing_is_said_of_what_is_right() {
    let mut faults = Vec::new();
    for rule in all() {
        for sample in rule.right {
            let found = findings(sample);
            let wrong: Vec<Found> =
                found.into_iter().filter(|f| f.rule.code == rule.code || f.level == Level::Error).collect();
            if !wrong.is_empty() {
                faults.push(format!("{}: {:?}\n{:?}", rule.code, sample.text, told(&wrong)));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn what_can_be_put_right_is_put_right_by_one_go() {
    for rule in all().filter(|rule| rule.fix == Fix::Safe) {
        for sample in rule.wrong {
            let before = sample.document();
            let after = fix::text(&before, &Selection::of(&[rule.code.to_owned()], &[]).expect("known"));
            assert_ne!(before, after, "{}: {:?}", rule.code, sample.text);
            let again = fix::text(&after, &Selection::of(&[rule.code.to_owned()], &[]).expect("known"));
            assert_eq!(after, again, "{}: {:?}", rule.code, sample.text);
        }
    }
}

#[test]
fn only_rules_that_say_so_put_right() {
    for rule in all().filter(|rule| rule.fix == Fix::None) {
        for sample in rule.wrong {
            let found = findings(sample);
            assert!(
                found.iter().filter(|f| f.rule.code == rule.code).all(|f| f.edits.is_empty()),
                "{}",
                rule.code
            );
        }
    }
}
