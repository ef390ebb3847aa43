//! What changed within a paragraph, as a person would mark it.
//!
//! What is the same between two changes and shorter than they are is no help to who reads: it becomes part of one change. A change
//! that could stand a little further left or right stands where a sentence or a part of one begins. Where next to nothing is
//! left, all of the old text goes and all of the new one comes.

use std::ops::Range;

use crate::redline::blocks::Numbers;
use crate::redline::difference::{self, Stretch};
use crate::redline::paragraph::{Paragraph, Token};

/// Most tokens of both texts that are compared one by one; longer ones sentence by sentence.
const TOKENS: usize = 12_000;
/// Longest stretch that is the same and can be given up between two changes.
const ISLAND: usize = 5;
/// Of a text of which less than this part stays, nothing stays.
const LEFT: f64 = 0.25;

/// The stretches of two paragraphs, by their tokens.
pub fn compare(old: &Paragraph<'_>, new: &Paragraph<'_>) -> Vec<Stretch> {
    let mut numbers = Numbers::default();
    let ours: Vec<u32> = old.tokens.iter().map(|token| numbers.of(&token.key)).collect();
    let theirs: Vec<u32> = new.tokens.iter().map(|token| numbers.of(&token.key)).collect();
    if ours == theirs {
        let whole = Stretch { old: 0..ours.len(), new: 0..theirs.len(), same: true };
        return if ours.is_empty() { Vec::new() } else { vec![whole] };
    }
    let list = if ours.len() + theirs.len() > TOKENS {
        by_sentences(&old.tokens, &new.tokens)
    } else {
        difference::stretches(&ours, &theirs)
    };
    let list = without_islands(list, &old.tokens, &new.tokens);
    let same: usize = list.iter().filter(|s| s.same).map(|s| weight(&new.tokens[s.new.clone()])).sum();
    let most = weight(&old.tokens).max(weight(&new.tokens));
    if (same as f64) < LEFT * most as f64 && !ours.is_empty() && !theirs.is_empty() && same < 12 {
        return vec![Stretch { old: 0..ours.len(), new: 0..theirs.len(), same: false }];
    }
    slid(list, &ours, &theirs, &old.tokens, &new.tokens)
}

fn weight(tokens: &[Token]) -> usize {
    tokens.iter().map(|token| token.weight).sum()
}

/// Long texts: a sentence stays or goes as a whole.
fn by_sentences(old: &[Token], new: &[Token]) -> Vec<Stretch> {
    let sentences = |tokens: &[Token]| {
        let mut list: Vec<(Range<usize>, String)> = vec![(0..0, String::new())];
        for (at, token) in tokens.iter().enumerate() {
            if let Some((range, text)) = list.last_mut() {
                range.end = at + 1;
                text.push_str(&token.key);
            }
            if ends_sentence(token) {
                list.push((at + 1..at + 1, String::new()));
            }
        }
        list.retain(|(range, _)| !range.is_empty());
        list
    };
    let (ours, theirs) = (sentences(old), sentences(new));
    let mut numbers = Numbers::default();
    let a: Vec<u32> = ours.iter().map(|(_, text)| numbers.of(text)).collect();
    let b: Vec<u32> = theirs.iter().map(|(_, text)| numbers.of(text)).collect();
    let whole = |list: &[(Range<usize>, String)], range: Range<usize>, end: usize| {
        let at = |n: usize| list.get(n).map_or(end, |(range, _)| range.start);
        at(range.start)..at(range.end)
    };
    difference::stretches(&a, &b)
        .into_iter()
        .map(|stretch| Stretch {
            old: whole(&ours, stretch.old, old.len()),
            new: whole(&theirs, stretch.new, new.len()),
            same: stretch.same,
        })
        .collect()
}

fn ends_sentence(token: &Token) -> bool {
    matches!(token.key.as_str(), "。" | "；" | "！" | "？")
}

/// Gives up what is the same, as long as something can be given up.
fn without_islands(mut list: Vec<Stretch>, old: &[Token], new: &[Token]) -> Vec<Stretch> {
    let size = |s: &Stretch| weight(&old[s.old.clone()]).max(weight(&new[s.new.clone()]));
    loop {
        let island = (1..list.len().saturating_sub(1)).find(|&at| {
            let length = size(&list[at]);
            let least = size(&list[at - 1]).min(size(&list[at + 1]));
            list[at].same && (length == 1 || (length <= ISLAND && length <= least))
        });
        let Some(at) = island else { return list };
        list[at].same = false;
        let mut joined = Vec::with_capacity(list.len());
        for stretch in list {
            difference::push(&mut joined, stretch);
        }
        list = joined;
    }
}

/// Moves what was only put in or only taken out to where a sentence or a part of one begins.
fn slid(mut list: Vec<Stretch>, ours: &[u32], theirs: &[u32], old: &[Token], new: &[Token]) -> Vec<Stretch> {
    for at in 0..list.len() {
        let change = list[at].clone();
        if change.same || (!change.old.is_empty() && !change.new.is_empty()) {
            continue;
        }
        let only_new = change.old.is_empty();
        let (ids, tokens, range) =
            if only_new { (theirs, new, change.new.clone()) } else { (ours, old, change.old.clone()) };
        let before = at.checked_sub(1).map_or(0, |at| list[at].new.len());
        let behind = list.get(at + 1).map_or(0, |next| next.new.len());
        let left = (1..=before).take_while(|by| ids[range.start - by] == ids[range.end - by]).count();
        let right = (0..behind).take_while(|by| ids[range.start + by] == ids[range.end + by]).count();
        // A stretch that is the same is not used up: the changes on its other side stay where they are.
        let left = if at >= 2 { left.min(before.saturating_sub(1)) } else { left };
        let right = if at + 2 < list.len() { right.min(behind.saturating_sub(1)) } else { right };
        let good = |by: isize| {
            let edge = |place: usize| edge(tokens, place.wrapping_add_signed(by));
            edge(range.start) + edge(range.end)
        };
        let ways = (-(left as isize)..=right as isize).rev();
        let Some(by) = ways.max_by_key(|&by| (good(by), by == 0)) else { continue };
        if good(by) > good(0) {
            slide(&mut list, at, by);
        }
    }
    list.retain(|stretch| !stretch.old.is_empty() || !stretch.new.is_empty());
    list
}

/// How well a change may begin or end before a token.
fn edge(tokens: &[Token], at: usize) -> u32 {
    let before = at.checked_sub(1).and_then(|at| tokens.get(at)).map(|token| token.key.as_str());
    let behind = tokens.get(at).map(|token| token.key.as_str());
    match (before, behind) {
        (None, _) | (_, None) => 3,
        (Some("。" | "；" | "！" | "？"), _) => 3,
        (Some("，" | "、" | "："), _) => 2,
        (_, Some("“" | "（" | "《" | "〔")) => 1,
        _ => 0,
    }
}

fn slide(list: &mut [Stretch], at: usize, by: isize) {
    let moved = |place: usize| place.wrapping_add_signed(by);
    let shift = |range: &mut Range<usize>| *range = moved(range.start)..moved(range.end);
    shift(&mut list[at].old);
    shift(&mut list[at].new);
    if let Some(before) = at.checked_sub(1) {
        list[before].old.end = moved(list[before].old.end);
        list[before].new.end = moved(list[before].new.end);
    }
    if let Some(next) = list.get_mut(at + 1) {
        next.old.start = moved(next.old.start);
        next.new.start = moved(next.new.start);
    }
}
