//! Characters that depend on their place: nested book-title marks, numerals.

use crate::document::tree::{Document, Form};

/// 书名号 nest as 《〈〉》 (GB/T 15834 4.15.3.5). Only titles are touched: there the marks come from us, around a
/// title that may hold its own. The lines of a title and the file's properties follow its text.
pub fn settle(document: &mut Document) {
    for part in &mut document.parts {
        let settled = nest_title_marks(&part.title.text);
        let mut characters = settled.chars();
        for line in &mut part.title.lines {
            // One character stands for one: the lines are cut where they were.
            *line = characters.by_ref().take(line.chars().count()).collect();
        }
        part.title.text = settled;
    }
    // A bulletin of several articles has no title above them; its file is called after name and 期号.
    if let Some(main) =
        document.parts.first().filter(|main| document.form != Form::Bulletin && !main.title.text.is_empty())
    {
        document.properties.title.clone_from(&main.title.text);
    }
}

/// 《甲《乙》丙》 → 《甲〈乙〉丙》; unpaired marks, and 〈〉 alone, stay as they are.
pub fn nest_title_marks(text: &str) -> String {
    if !text.contains('《') {
        return text.to_owned();
    }
    let mut depth = 0u32;
    let mut settled = String::with_capacity(text.len());
    for c in text.chars() {
        let shown = match c {
            '《' | '〈' => {
                depth += 1;
                if depth % 2 == 1 { '《' } else { '〈' }
            }
            '》' | '〉' if depth > 0 => {
                depth -= 1;
                if depth.is_multiple_of(2) { '》' } else { '〉' }
            }
            other => other,
        };
        settled.push(shown);
    }
    if depth == 0 { settled } else { text.to_owned() }
}

/// 一 … 九十九, 一百 …: numerals of headings.
pub fn chinese_numeral(n: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |d: u32| DIGITS[d as usize];
    match n {
        0 => "〇".to_owned(),
        1..=9 => digit(n).to_owned(),
        10..=19 => format!("十{}", digit(n - 10)),
        20..=99 => format!("{}十{}", digit(n / 10), digit(n % 10)),
        100..=999 => {
            let rest = n % 100;
            let tail = match rest {
                0 => String::new(),
                1..=9 => format!("零{}", digit(rest)),
                10..=19 => format!("一十{}", digit(rest - 10)),
                _ => chinese_numeral(rest),
            };
            format!("{}百{tail}", digit(n / 100))
        }
        _ => n.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_read_as_spoken() {
        let shown: Vec<String> = [1, 10, 11, 20, 21, 99, 100, 101, 110, 121].map(chinese_numeral).into();
        assert_eq!(
            shown,
            ["一", "十", "十一", "二十", "二十一", "九十九", "一百", "一百零一", "一百一十", "一百二十一"]
        );
    }

    #[test]
    fn inner_title_marks_become_single_ones_and_settling_twice_changes_nothing() {
        let once = nest_title_marks("关于转发《关于印发《实施方案》的通知》的通知");
        assert_eq!(once, "关于转发《关于印发〈实施方案〉的通知》的通知");
        assert_eq!(nest_title_marks(&once), once);
        assert_eq!(nest_title_marks("《甲《乙》"), "《甲《乙》");
        assert_eq!(nest_title_marks("关于〈甲〉的通知"), "关于〈甲〉的通知");
    }
}
