//! Brackets and quotation marks of a text: pairs, and those without partner.

use std::ops::Range;

/// Pairs that are looked for.
pub const PAIRS: [(char, char); 8] = [
    ('“', '”'),
    ('‘', '’'),
    ('《', '》'),
    ('〈', '〉'),
    ('（', '）'),
    ('〔', '〕'),
    ('【', '】'),
    ('(', ')'),
];

/// A pair with what it encloses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The opening mark.
    pub opening: char,
    /// From the opening mark to behind the closing one.
    pub outer: Range<usize>,
    /// How many pairs lie around it.
    pub depth: usize,
}

impl Pair {
    /// What it encloses.
    pub fn inner(&self) -> Range<usize> {
        let closing =
            PAIRS.iter().find(|(opening, _)| *opening == self.opening).map_or(' ', |(_, closing)| *closing);
        self.outer.start + self.opening.len_utf8()..self.outer.end - closing.len_utf8()
    }
}

/// Deepest nesting that is followed; nobody writes it, but a file may hold it.
const DEEPEST: usize = 64;

/// Pairs in the order of their ends, and marks without partner.
pub fn pairs(text: &str) -> (Vec<Pair>, Vec<(usize, char)>) {
    let mut open: Vec<(usize, char)> = Vec::new();
    let (mut pairs, mut alone) = (Vec::new(), Vec::new());
    for (at, c) in text.char_indices() {
        if PAIRS.iter().any(|(opening, _)| *opening == c) {
            if open.len() == DEEPEST {
                alone.push(open.remove(0));
            }
            open.push((at, c));
        } else if let Some((opening, _)) = PAIRS.iter().find(|(_, closing)| *closing == c) {
            match open.iter().rposition(|(_, have)| have == opening) {
                Some(index) => {
                    // What was opened later and not closed has no partner.
                    alone.extend(open.drain(index + 1..));
                    let (start, opening) = open.pop().expect("found above");
                    pairs.push(Pair { opening, outer: start..at + c.len_utf8(), depth: open.len() });
                }
                None => alone.push((at, c)),
            }
        }
    }
    alone.extend(open);
    alone.sort_unstable();
    (pairs, alone)
}

/// Whether a byte lies within a pair that begins with one of these marks.
pub fn is_within(pairs: &[Pair], openings: &str, byte: usize) -> bool {
    pairs.iter().any(|pair| openings.contains(pair.opening) && pair.inner().contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_and_those_without_partner_are_told() {
        let text = "按照《关于“两会”的通知》（某发〔2026〕5号，要求”";
        let (found, alone) = pairs(text);
        let inner: Vec<&str> = found.iter().map(|pair| &text[pair.inner()]).collect();
        assert_eq!(inner, ["两会", "关于“两会”的通知", "2026"]);
        assert_eq!(alone.iter().map(|(_, c)| *c).collect::<String>(), "（”");
    }
}
