//! A text of several lines, moved, and what is told of each line: what became another day, and what stayed.

use std::ops::Range;

use crate::carry::dates::{self, Asked, Manner};
use crate::carry::walk::Note;

/// The text with its days moved, and what is told of its lines, counted from 0.
pub fn moved(text: &str, asked: &Asked<'_>) -> (String, Vec<(usize, Note)>) {
    let mut moved = dates::moved(text, asked);
    let mut notes = Vec::new();
    let (mut old_at, mut new_at) = (0, 0);
    for (number, old) in text.split('\n').enumerate() {
        let new = moved.text[new_at..].split('\n').next().unwrap_or_default().to_owned();
        let within =
            |range: &Range<usize>, at: usize, line: &str| at <= range.start && range.start <= at + line.len();
        let edits: Vec<&dates::Edit> =
            moved.edits.iter().filter(|edit| within(&edit.old, old_at, old)).collect();
        if !edits.is_empty() {
            let place = |range: &Range<usize>, at: usize| range.start - at..range.end - at;
            let was: Vec<Range<usize>> = edits.iter().map(|edit| place(&edit.old, old_at)).collect();
            let is: Vec<Range<usize>> = edits.iter().map(|edit| place(&edit.new, new_at)).collect();
            let mut told: Vec<String> = Vec::new();
            for one in edits.iter().filter_map(|edit| edit.told.as_ref()) {
                if !told.contains(one) {
                    told.push(one.clone());
                }
            }
            notes.push((number, Note::Moved { old: pieces(old, &was), new: pieces(&new, &is), told }));
        }
        let mut kept: Vec<Range<usize>> = moved
            .left
            .iter()
            .filter(|range| within(range, new_at, &new))
            .map(|range| range.start - new_at..range.end - new_at)
            .collect();
        if asked.manner != Manner::Day {
            kept.extend(facts_of(&new));
        }
        if !kept.is_empty() {
            notes.push((number, Note::Kept(pieces(&new, &kept))));
        }
        old_at += old.len() + 1;
        new_at += new.len() + 1;
    }
    (std::mem::take(&mut moved.text), notes)
}

/// Where a line says what may have been so last year only.
pub fn facts_of(text: &str) -> Vec<Range<usize>> {
    dates::figure(text).into_iter().chain(dates::counted(text)).chain(dates::relative(text)).collect()
}

/// Most characters of a text that are shown whole.
const SHOWN: usize = 24;

/// How many characters are shown before and behind a place.
const BEFORE: usize = 8;
const BEHIND: usize = 16;

/// A piece of a text: around its first fact, else its beginning.
pub fn shown(text: &str) -> String {
    let text = text.trim();
    let at = facts_of(text).into_iter().map(|range| range.start).min().unwrap_or_default();
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].split('\n').next().unwrap_or_default();
    let from = at - start;
    pieces(line, std::slice::from_ref(&(from..from)))
}

/// A line, cut to what stands around these places.
pub fn pieces(line: &str, places: &[Range<usize>]) -> String {
    let bare = line.trim();
    let chars: Vec<char> = bare.chars().collect();
    if chars.len() <= SHOWN {
        return bare.to_owned();
    }
    let skipped = line.len() - line.trim_start().len();
    let count = |at: usize| bare.char_indices().take_while(|(byte, _)| byte + skipped < at).count();
    let mut windows: Vec<Range<usize>> = places
        .iter()
        .map(|place| {
            let mut start = count(place.start).saturating_sub(BEFORE);
            while start > 0 && chars[start].is_ascii_digit() && chars[start - 1].is_ascii_digit() {
                start -= 1;
            }
            let mut end = (count(place.end) + BEHIND).min(chars.len());
            while end < chars.len() && chars[end].is_ascii_digit() && chars[end - 1].is_ascii_digit() {
                end += 1;
            }
            start..end
        })
        .collect();
    windows.sort_by_key(|window| window.start);
    let mut out = String::new();
    let mut shown = 0;
    for window in windows {
        if window.end <= shown {
            continue;
        }
        // A gap of two characters is no longer than the dots.
        let start = if window.start <= shown + 2 { shown } else { window.start };
        if start > shown {
            out.push_str("……");
        }
        out.extend(&chars[start..window.end]);
        shown = window.end;
    }
    if shown < chars.len() {
        out.push_str("……");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_cut_to_its_places() {
        let line = "各乡镇要在四月底以前把准备工作都做好，五月份县卫生健康局组织人员抽查，六月份通报结果";
        let at = |word: &str| line.find(word).map(|at| at..at + word.len()).expect("it is there");
        let cut = "各乡镇要在四月底以前把准备工作都做好，五月份县……局组织人员抽查，六月份通报结果";
        assert_eq!(pieces(line, &[at("四月"), at("六月")]), cut);
        assert_eq!(pieces("四月底以前", &[]), "四月底以前");
    }
}
