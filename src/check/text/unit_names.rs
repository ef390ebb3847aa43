//! Names of many units, found in a text in one go: thousands of them in the time of a few.

use std::collections::{HashMap, HashSet};

/// Shortest name that is looked for, in characters: shorter ones are ordinary words.
const SHORTEST: usize = 3;
/// Characters of the basic plane.
const FIRSTS: usize = 1 << 16;

/// The names of all units, to be found in texts.
#[derive(Debug)]
pub struct UnitNames<'a> {
    names: HashSet<&'a str>,
    /// One bit for each character that may begin a name; most characters of a text begin none.
    firsts: Vec<u64>,
    /// Lengths of names in characters by their first two.
    lengths: HashMap<[char; 2], Vec<usize>>,
}

impl<'a> UnitNames<'a> {
    /// These names; what is shorter than three characters is an ordinary word.
    pub fn new(names: impl Iterator<Item = &'a str>) -> Self {
        let names: HashSet<&str> = names.filter(|name| name.chars().count() >= SHORTEST).collect();
        let mut lengths: HashMap<[char; 2], Vec<usize>> = HashMap::new();
        for name in &names {
            let mut chars = name.chars();
            if let (Some(first), Some(second)) = (chars.next(), chars.next()) {
                let known = lengths.entry([first, second]).or_default();
                let length = name.chars().count();
                if !known.contains(&length) {
                    known.push(length);
                }
            }
        }
        for lengths in lengths.values_mut() {
            lengths.sort_unstable_by(|a, b| b.cmp(a));
        }
        let mut firsts = vec![0; FIRSTS / 64];
        for [first, _] in lengths.keys() {
            let (word, bit) = Self::bit(*first);
            firsts[word] |= bit;
        }
        Self { names, firsts, lengths }
    }

    /// Where the bit of a first character stands; characters of other planes share theirs with one of the first.
    fn bit(first: char) -> (usize, u64) {
        let code = first as usize % FIRSTS;
        (code / 64, 1 << (code % 64))
    }

    fn may_begin(&self, first: char) -> bool {
        let (word, bit) = Self::bit(first);
        self.firsts[word] & bit != 0
    }

    /// Names in a text, the longest where several begin, from left to right without overlap.
    pub fn found(&self, text: &str) -> Vec<&'a str> {
        if !text.chars().any(|c| self.may_begin(c)) {
            return Vec::new();
        }
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let chars: Vec<char> = text.chars().collect();
        let mut found = Vec::new();
        let mut at = 0;
        while at + 1 < chars.len() {
            let pair = Some([chars[at], chars[at + 1]]).filter(|_| self.may_begin(chars[at]));
            let lengths = pair.and_then(|pair| self.lengths.get(&pair));
            let name = lengths.into_iter().flatten().find_map(|length| {
                let end = ends.get(at + length)?;
                self.names.get(&text[ends[at]..*end]).map(|name| (*name, *length))
            });
            match name {
                Some((name, length)) => {
                    found.push(name);
                    at += length;
                }
                None => at += 1,
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_is_found() {
        let names = UnitNames::new(["城关镇", "城关镇中心小学", "和平乡", "县"].into_iter());
        assert_eq!(names.found("送城关镇中心小学、城关镇和和平乡"), ["城关镇中心小学", "城关镇", "和平乡"]);
        assert!(names.found("城关和平县").is_empty());
        assert!(names.found("").is_empty());
    }
}
