//! The names of a roster's units in a text, and names that are nearly one of them.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::check::context::Unit;

/// Names made ready for looking them up.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Full and short names → unit.
    known: HashMap<String, usize>,
    /// Names with one slip of the keyboard → the name that was meant, and how sure that is.
    slips: HashMap<String, (String, Slip)>,
    /// How long names and slips are, in characters.
    lengths: Vec<usize>,
}

/// What went wrong with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// Two characters changed places, or one stands twice.
    Typed,
    /// A character that looks or sounds alike.
    Alike,
    /// A character is missing; the unit may be called so, too.
    Missing,
}

/// Shortest name of which slips are looked for: shorter ones are soon names of something else.
const SHORTEST: usize = 6;

/// Characters that look or sound alike in names of places and units.
const ALIKE: &[&str] = &[
    "盘磐", "陇垅", "阳杨", "沙砂", "坪平", "嘴咀", "园圆", "候侯", "末未", "堡保", "岔叉", "溪西", "靖静",
    "营盈", "洛络", "务物", "疗料", "镇填", "育盲", "辖瞎",
];

impl Names {
    /// Of these units.
    pub fn of(units: &[Unit]) -> Self {
        let mut names = Self::default();
        for (index, unit) in units.iter().enumerate() {
            for name in std::iter::once(&unit.name).chain(&unit.short).filter(|name| !name.is_empty()) {
                names.known.entry(name.clone()).or_insert(index);
            }
        }
        let mut lengths = HashSet::new();
        for name in names.known.keys() {
            let characters: Vec<char> = name.chars().collect();
            lengths.insert(characters.len());
            if characters.len() < SHORTEST {
                continue;
            }
            for (slip, kind) in slips(&characters) {
                if !names.known.contains_key(&slip) {
                    lengths.insert(slip.chars().count());
                    names.slips.entry(slip).or_insert_with(|| (name.clone(), kind));
                }
            }
        }
        names.lengths = lengths.into_iter().collect();
        names.lengths.sort_unstable_by(|a, b| b.cmp(a));
        names
    }

    /// The units that are named in a text, longest names first where names lie in others.
    pub fn named(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        self.windows(text, |window| self.known.get(window).copied())
    }

    /// What is nearly a name: where, the name that was meant, what went wrong.
    pub fn slips(&self, text: &str) -> Vec<(Range<usize>, &str, Slip)> {
        let named = self.named(text);
        self.windows(text, |window| self.slips.get(window))
            .into_iter()
            .filter(|(range, (_, slip))| {
                // A short name within a slip is a piece of the name that was meant.
                let is_piece = |known: &Range<usize>| {
                    *slip != Slip::Missing && range.start <= known.start && known.end <= range.end
                };
                !named
                    .iter()
                    .any(|(known, _)| known.start < range.end && range.start < known.end && !is_piece(known))
            })
            .map(|(range, (name, slip))| (range, name.as_str(), *slip))
            .collect()
    }

    fn windows<'a, T>(&'a self, text: &str, find: impl Fn(&str) -> Option<T> + 'a) -> Vec<(Range<usize>, T)> {
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let mut found = Vec::new();
        let mut at = 0;
        while at + 1 < places.len() {
            let hit = self.lengths.iter().filter(|length| at + **length < places.len()).find_map(|length| {
                let range = places[at]..places[at + length];
                find(&text[range.clone()]).map(|value| (range, value, *length))
            });
            match hit {
                Some((range, value, length)) => {
                    found.push((range, value));
                    at += length;
                }
                None => at += 1,
            }
        }
        found
    }
}

fn slips(name: &[char]) -> Vec<(String, Slip)> {
    let mut all = Vec::new();
    let last = name.len() - 1;
    for at in 0..name.len() {
        if at < last && name[at] != name[at + 1] {
            let mut turned = name.to_vec();
            turned.swap(at, at + 1);
            all.push((turned.into_iter().collect(), Slip::Typed));
        }
        if (1..last).contains(&at) {
            let doubled = name[..=at].iter().chain(&name[at..]).collect();
            all.push((doubled, Slip::Typed));
            let missing = name[..at].iter().chain(&name[at + 1..]).collect();
            all.push((missing, Slip::Missing));
        }
        for pair in ALIKE.iter().filter(|pair| pair.contains(name[at])) {
            for other in pair.chars().filter(|c| *c != name[at]) {
                let mut alike = name.to_vec();
                alike[at] = other;
                all.push((alike.into_iter().collect(), Slip::Alike));
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_does_not_hide_a_slip() {
        let unit = |name: &str, short: &str| Unit {
            name: name.to_owned(),
            short: vec![short.to_owned()],
            ..Unit::default()
        };
        let names = Names::of(&[unit("某某县清溪镇人民政府", "清溪镇")]);
        let slips = |text: &str| names.slips(text).len();
        assert_eq!(slips("请某某县清溪镇人政民府办理"), 1);
        assert_eq!(slips("请清溪镇、某某县清溪镇人民政府、某某县清溪镇民政府办理"), 0);
    }

    #[test]
    fn names_and_slips_are_found() {
        let unit = |name: &str| Unit { name: name.to_owned(), ..Unit::default() };
        let names = Names::of(&[unit("某某县清溪镇人民政府"), unit("某某县中医医院"), unit("某某县中医院")]);
        let text = "请某某县清溪镇人民政府、某某县清溪镇人政民府、某某县中医院、某某县清西镇人民政府办理";
        assert_eq!(names.named(text).iter().map(|(_, unit)| *unit).collect::<Vec<_>>(), [0, 2]);
        let told: Vec<(&str, Slip)> =
            names.slips(text).into_iter().map(|(range, _, slip)| (&text[range], slip)).collect();
        assert_eq!(told, [("某某县清溪镇人政民府", Slip::Typed), ("某某县清西镇人民政府", Slip::Alike)]);
    }
}
