//! Which of a row of old things became which of a row of new ones, both in their order.
//!
//! What says the same at both ends, and what says the same and stands but once, is fixed first; between such fixed
//! points the pairs are chosen that have most in common together. A thing that was moved went at one place and is new at
//! another.

use std::ops::Range;

use crate::redline::blocks::Numbers;
use crate::redline::difference;

/// Most pairs that are weighed between two fixed points; beyond, only what says the same is a pair.
const WEIGHED: usize = 400_000;

/// What one knows of two rows.
pub struct Rows<'r> {
    /// What the old ones say.
    pub old: Vec<&'r str>,
    /// What the new ones say.
    pub new: Vec<&'r str>,
    /// How good it is to say that one became the other.
    pub score: &'r dyn Fn(usize, usize) -> Option<f64>,
}

impl Rows<'_> {
    /// The pairs, in order.
    pub fn pairs(&self) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        self.within(0..self.old.len(), 0..self.new.len(), &mut pairs);
        pairs
    }

    fn within(&self, old: Range<usize>, new: Range<usize>, pairs: &mut Vec<(usize, usize)>) {
        let same = |o: usize, n: usize| self.old[o] == self.new[n] && (self.score)(o, n).is_some();
        let (mut o, mut n) = (old.clone(), new.clone());
        while !o.is_empty() && !n.is_empty() && same(o.start, n.start) {
            pairs.push((o.start, n.start));
            (o.start, n.start) = (o.start + 1, n.start + 1);
        }
        let mut tail = Vec::new();
        while !o.is_empty() && !n.is_empty() && same(o.end - 1, n.end - 1) {
            (o.end, n.end) = (o.end - 1, n.end - 1);
            tail.push((o.end, n.end));
        }
        for (at, (fixed_old, fixed_new)) in self.fixed(&o, &n).into_iter().chain([(o.end, n.end)]).enumerate()
        {
            if at == 0 && fixed_old == o.end && fixed_new == n.end {
                self.weigh(o.clone(), n.clone(), pairs);
                break;
            }
            self.within(o.start..fixed_old, n.start..fixed_new, pairs);
            if fixed_old < o.end {
                pairs.push((fixed_old, fixed_new));
                (o.start, n.start) = (fixed_old + 1, fixed_new + 1);
            }
        }
        pairs.extend(tail.into_iter().rev());
    }

    /// What says the same and stands once on both sides: the longest row of such pairs that does not cross itself.
    fn fixed(&self, old: &Range<usize>, new: &Range<usize>) -> Vec<(usize, usize)> {
        use std::collections::HashMap;
        let mut seen: HashMap<&str, (Vec<usize>, Vec<usize>)> = HashMap::new();
        old.clone().for_each(|at| seen.entry(self.old[at]).or_default().0.push(at));
        new.clone().for_each(|at| seen.entry(self.new[at]).or_default().1.push(at));
        let mut once: Vec<(usize, usize)> = seen
            .into_iter()
            .filter(|(key, _)| !key.trim().is_empty())
            .filter_map(|(_, (old, new))| match (&old[..], &new[..]) {
                (&[o], &[n]) if (self.score)(o, n).is_some() => Some((o, n)),
                _ => None,
            })
            .collect();
        once.sort_unstable();
        longest_rising(&once)
    }

    /// The pairs that have most in common together.
    fn weigh(&self, old: Range<usize>, new: Range<usize>, pairs: &mut Vec<(usize, usize)>) {
        let (height, width) = (old.len(), new.len());
        if height == 0 || width == 0 {
            return;
        }
        if height.saturating_mul(width) > WEIGHED {
            self.only_same(old, new, pairs);
            return;
        }
        // Row by row from the end: the best that can still be had.
        let mut best = vec![0.0_f64; (height + 1) * (width + 1)];
        let mut taken = vec![false; height * width];
        for o in (0..height).rev() {
            for n in (0..width).rev() {
                let skip = best[(o + 1) * (width + 1) + n].max(best[o * (width + 1) + n + 1]);
                let pair = (self.score)(old.start + o, new.start + n);
                let with = pair.map(|score| score + best[(o + 1) * (width + 1) + n + 1]);
                let take = with.filter(|with| *with > skip + 1e-9);
                taken[o * width + n] = take.is_some();
                best[o * (width + 1) + n] = take.unwrap_or(skip);
            }
        }
        let (mut o, mut n) = (0, 0);
        while o < height && n < width {
            if taken[o * width + n] {
                pairs.push((old.start + o, new.start + n));
                (o, n) = (o + 1, n + 1);
            } else if best[(o + 1) * (width + 1) + n] >= best[o * (width + 1) + n + 1] {
                o += 1;
            } else {
                n += 1;
            }
        }
    }

    fn only_same(&self, old: Range<usize>, new: Range<usize>, pairs: &mut Vec<(usize, usize)>) {
        let mut numbers = Numbers::default();
        let ours: Vec<u32> = self.old[old.clone()].iter().map(|key| numbers.of(key)).collect();
        let theirs: Vec<u32> = self.new[new.clone()].iter().map(|key| numbers.of(key)).collect();
        for stretch in difference::stretches(&ours, &theirs).into_iter().filter(|stretch| stretch.same) {
            let both = stretch.old.zip(stretch.new).map(|(o, n)| (old.start + o, new.start + n));
            pairs.extend(both.filter(|&(o, n)| (self.score)(o, n).is_some()));
        }
    }
}

/// Of pairs in the order of their first, the most whose second rise too.
fn longest_rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // Last pair of the best row of each length, and the pair before each.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (at, pair) in pairs.iter().enumerate() {
        let length = ends.partition_point(|&end| pairs[end].1 < pair.1);
        before.push(length.checked_sub(1).map(|length| ends[length]));
        if length == ends.len() {
            ends.push(at);
        } else {
            ends[length] = at;
        }
    }
    let mut row = Vec::new();
    let mut at = ends.last().copied();
    while let Some(one) = at {
        row.push(pairs[one]);
        at = before[one];
    }
    row.reverse();
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
        let score = |o: usize, n: usize| {
            let common = old[o].chars().filter(|c| new[n].contains(*c)).count();
            (common > 0).then_some(common as f64)
        };
        Rows { old: old.to_vec(), new: new.to_vec(), score: &score }.pairs()
    }

    #[test]
    fn what_stands_once_is_fixed_and_the_rest_is_weighed() {
        assert_eq!(pairs(&["甲", "乙丙", "丁"], &["甲", "新", "乙戊", "丁"]), [(0, 0), (1, 2), (2, 3)]);
        assert_eq!(pairs(&["甲", "乙", "丙"], &["丙", "甲", "乙"]), [(0, 1), (1, 2)]);
        assert_eq!(pairs(&[], &["甲"]), []);
        assert_eq!(pairs(&["甲", "甲"], &["甲"]), [(0, 0)]);
    }
}
