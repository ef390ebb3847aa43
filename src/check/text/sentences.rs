//! The sentences of a text, and the one with which a document closes.

use std::ops::Range;

use crate::paper::Paper;
use crate::paper::line::Role;
use crate::paper::number::is_blank;

/// The sentences of a text, each with its mark, without blanks around.
pub fn all(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, mark) in text.char_indices().filter(|(_, c)| matches!(c, '。' | '！' | '？')) {
        found.extend(trimmed(text, start..at + mark.len_utf8()));
        start = at + mark.len_utf8();
    }
    found.extend(trimmed(text, start..text.len()));
    found
}

fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let words = &text[range.clone()];
    let start = range.start + words.len() - words.trim_start_matches(is_blank).len();
    let end = range.start + words.trim_end_matches(is_blank).len();
    (start < end).then_some(start..end)
}

/// The last line of the main part's text and its last sentence; lines that name a contact do not count.
pub fn closing(paper: &Paper) -> Option<(usize, Range<usize>)> {
    let is_contact = |text: &str| {
        let text = text.trim_start_matches(|c| is_blank(c) || matches!(c, '（' | '('));
        ["联系", "电子邮箱", "邮箱", "传真", "此页无正文", "此件", "咨询电话"]
            .iter()
            .any(|word| text.starts_with(word))
    };
    let end = paper
        .part(0)
        .find(|(_, line)| matches!(line.role, Role::AttachmentNote | Role::Signature | Role::Date))
        .map_or(usize::MAX, |(index, _)| index);
    let (index, line) = paper
        .part(0)
        .filter(|(index, line)| *index < end && line.is_text() && !is_contact(&line.text))
        .last()?;
    Some((index, all(&line.text).pop()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_with_their_marks() {
        let text = "请认真执行。　特此通知。 联系人：某某某";
        let told: Vec<&str> = all(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(told, ["请认真执行。", "特此通知。", "联系人：某某某"]);
    }
}
