//! Which rules look: by code, group or level.

use crate::check::rule::Rule;
use crate::check::rules;
use crate::diag::diagnostic::Level;
use crate::diag::nearest;

/// Rules that look only where they are asked for by their code.
const QUIET: [&str; 1] = ["G14"];

/// Whether a rule looks only where it is asked for by its code.
pub fn is_quiet(rule: &Rule) -> bool {
    QUIET.contains(&rule.code)
}

/// Rules that are on.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Codes and groups that alone look; empty for all.
    only: Vec<String>,
    /// Codes and groups that do not.
    without: Vec<String>,
    /// The least weight of rules that look.
    at_least: Option<Level>,
    /// Those that wait to be asked for look, too.
    quiet_too: bool,
}

/// What is no code, group or level, and the code that was probably meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// As it was written.
    pub word: String,
    /// The code.
    pub near: Option<&'static str>,
}

impl Selection {
    /// All rules.
    pub fn all() -> Self {
        Self::default()
    }

    /// All rules, also those that wait to be asked for.
    pub fn every() -> Self {
        Self { quiet_too: true, ..Self::default() }
    }

    /// The rules of level E.
    pub fn errors() -> Self {
        Self { at_least: Some(Level::Error), ..Self::default() }
    }

    /// The rules named in `only` (all, if it is empty) but those in `without`. A name is a code (`A02`), a group (`A`), several of
    /// them with commas between, in letters of either case.
    pub fn of(only: &[String], without: &[String]) -> Result<Self, Vec<Unknown>> {
        let (only, without) = (words(only), words(without));
        let unknown: Vec<Unknown> =
            only.iter().chain(&without).filter(|word| !is_known(word)).map(|word| unknown(word)).collect();
        if unknown.is_empty() { Ok(Self { only, without, ..Self::default() }) } else { Err(unknown) }
    }

    /// The same without these rules, too.
    pub fn without(mut self, codes: impl IntoIterator<Item = String>) -> Self {
        self.without.extend(codes);
        self
    }

    /// Whether what weighs so much is told; a rule may weigh a finding less than itself.
    pub fn tells(&self, level: Level) -> bool {
        self.at_least.is_none_or(|least| level <= least)
    }

    /// Whether a rule is on.
    pub fn has(&self, rule: &Rule) -> bool {
        let is_asked_for =
            self.quiet_too || !is_quiet(rule) || self.only.iter().any(|word| word == rule.code);
        let named = |list: &[String]| list.iter().any(|word| matches(word, rule));
        is_asked_for
            && (self.only.is_empty() || named(&self.only))
            && !named(&self.without)
            && self.tells(rule.level)
    }
}

fn words(list: &[String]) -> Vec<String> {
    list.iter()
        .flat_map(|item| item.split([',', '，', '、', ' ']))
        .map(|word| word.trim().to_uppercase())
        .filter(|word| !word.is_empty())
        .collect()
}

fn matches(word: &str, rule: &Rule) -> bool {
    rule.code == word || (word.len() == 1 && rule.code.starts_with(word))
}

fn is_known(word: &str) -> bool {
    rules::all().any(|rule| matches(word, rule))
}

fn unknown(word: &str) -> Unknown {
    Unknown { word: word.to_owned(), near: nearest::nearest(word, rules::all().map(|rule| rule.code)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(selection: &Selection) -> Vec<&'static str> {
        rules::all().filter(|rule| selection.has(rule)).map(|rule| rule.code).collect()
    }

    #[test]
    fn rules_are_chosen_by_code_and_group() {
        let of = |only: &[&str], without: &[&str]| {
            let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
            Selection::of(&list(only), &list(without))
        };
        assert_eq!(codes(&of(&["a02，D01"], &[]).expect("known")), ["A02", "D01"]);
        assert!(
            codes(&of(&["A"], &["A02"]).expect("known"))
                .iter()
                .all(|code| code.starts_with('A') && *code != "A02")
        );
        let unknown = of(&["A02"], &["A2", "甲"]).expect_err("unknown");
        assert_eq!(unknown.iter().map(|u| u.word.as_str()).collect::<Vec<_>>(), ["A2", "甲"]);
        assert_eq!(codes(&Selection::every()).len(), rules::all().count());
        assert!(!codes(&Selection::all()).contains(&"G14"));
        assert_eq!(codes(&of(&["G14"], &[]).expect("known")), ["G14"]);
    }
}
