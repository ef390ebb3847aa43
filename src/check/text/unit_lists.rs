//! Lists of units: 主送机关, 抄送机关, taken apart where no bracket stands around the mark.

use std::ops::Range;

use crate::check::text::document_numbers::trimmed;
use crate::paper::number::is_blank;

/// The names of a list, label and end mark left out, blanks around them too.
pub fn names(text: &str) -> Vec<Range<usize>> {
    let list = list(text);
    let mut names = Vec::new();
    let (mut depth, mut from) = (0_usize, list.start);
    for (at, c) in text[list.clone()].char_indices().map(|(at, c)| (list.start + at, c)) {
        match c {
            '（' | '(' | '《' | '“' => depth += 1,
            '）' | ')' | '》' | '”' => depth = depth.saturating_sub(1),
            '、' | '，' | '；' | ',' | ';' if depth == 0 => {
                names.push(trimmed(text, from..at));
                from = at + c.len_utf8();
            }
            _ => {}
        }
    }
    names.push(trimmed(text, from..list.end));
    names.retain(|name| !name.is_empty());
    names
}

/// The list without label (`抄送：`) and end mark.
pub fn list(text: &str) -> Range<usize> {
    let whole = trimmed(text, 0..text.len());
    let end =
        whole.start + text[whole.clone()].trim_end_matches(['：', ':', '。', '.', '，', '；', '、']).len();
    let label =
        text[whole.start..end].find(['：', ':']).filter(|at| text[whole.start..][..*at].chars().count() <= 4);
    let start = label.map_or(whole.start, |at| {
        let colon = text[whole.start + at..].chars().next().map_or(0, char::len_utf8);
        whole.start + at + colon
    });
    trimmed(text, start..end)
}

/// The label of a line of the 版记 (`抄送`), without its colon.
pub fn label(text: &str) -> Option<Range<usize>> {
    let whole = trimmed(text, 0..text.len());
    let at = text[whole.clone()].find(['：', ':'])?;
    let label = trimmed(text, whole.start..whole.start + at);
    let count = text[label.clone()].chars().filter(|&c| !is_blank(c)).count();
    (1..=4).contains(&count).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_taken_apart_outside_brackets() {
        let told = |text: &str| names(text).into_iter().map(|n| text[n].to_owned()).collect::<Vec<_>>();
        assert_eq!(
            told("各县（市、区）人民政府，县直各单位、县水务集团 ："),
            ["各县（市、区）人民政府", "县直各单位", "县水务集团"]
        );
        assert_eq!(told("抄送：县委办公室，县政府办公室。"), ["县委办公室", "县政府办公室"]);
        assert_eq!(
            label("抄　送：县委办公室。").map(|l| "抄　送：县委办公室。"[l].to_owned()).as_deref(),
            Some("抄　送")
        );
        assert_eq!(label("县委办公室、县政府办公室："), None);
    }
}
