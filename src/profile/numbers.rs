//! Numbers that are text: those of the four levels of headings, and the page number. A form is a sample with a number in
//! it, as people write it: `一、`, `（1）`, `— 1 —`, `第1页 共9页`.

/// In which figures a level counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Figures {
    /// 一, 二, 三.
    Chinese,
    /// 1, 2, 3.
    Arabic,
}

/// The number of a level of headings.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NumberForm {
    /// What stands before it.
    pub before: String,
    /// Its figures.
    pub figures: Figures,
    /// What stands behind it.
    pub after: String,
}

/// A piece of a page number.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum NumberPiece {
    /// Characters as they are.
    Text(String),
    /// The page.
    Page,
    /// The number of pages.
    Total,
}

/// 一、 （一） 1. （1） (7.3.3).
pub fn standard_levels() -> [NumberForm; 4] {
    ["一、", "（一）", "1.", "（1）"].map(|sample| level(sample).expect("a number stands in it"))
}

/// `— 1 —` (7.5).
pub fn standard_page_number() -> Vec<NumberPiece> {
    page_number("— 1 —").expect("a number stands in it")
}

/// The form of a level from a sample; `None` if there is not just one number, 一 or 1, in it.
pub fn level(sample: &str) -> Option<NumberForm> {
    let number = |c: char| c == '一' || c.is_ascii_digit();
    let at = sample.find(number)?;
    let (before, rest) = sample.split_at(at);
    let figures = match rest.chars().next()? {
        '一' => Figures::Chinese,
        '1' => Figures::Arabic,
        _ => return None,
    };
    let after = rest.strip_prefix(['一', '1'])?;
    (!after.contains(number)).then(|| NumberForm {
        before: before.to_owned(),
        figures,
        after: after.to_owned(),
    })
}

/// The pieces of a page number from a sample: the first number is the page, the second the number of pages. `None` if there
/// is no number in it, or a third.
pub fn page_number(sample: &str) -> Option<Vec<NumberPiece>> {
    let mut pieces = Vec::new();
    let mut numbers = [NumberPiece::Page, NumberPiece::Total].into_iter();
    let mut rest = sample;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        if at > 0 {
            pieces.push(NumberPiece::Text(rest[..at].to_owned()));
        }
        pieces.push(numbers.next()?);
        rest = rest[at..].trim_start_matches(|c: char| c.is_ascii_digit());
    }
    if !rest.is_empty() {
        pieces.push(NumberPiece::Text(rest.to_owned()));
    }
    pieces.contains(&NumberPiece::Page).then_some(pieces)
}

impl NumberForm {
    /// The form with a 1 in it, as people write it.
    pub fn sample(&self) -> String {
        let one = if self.figures == Figures::Chinese { "一" } else { "1" };
        format!("{}{one}{}", self.before, self.after)
    }
}

/// A page number with a 1 in it, and 9 pages in all.
pub fn page_sample(pieces: &[NumberPiece]) -> String {
    let shown = |piece: &NumberPiece| match piece {
        NumberPiece::Text(text) => text.clone(),
        NumberPiece::Page => "1".to_owned(),
        NumberPiece::Total => "9".to_owned(),
    };
    pieces.iter().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_of_a_level_is_read_and_shown_again() {
        for sample in ["一、", "（一）", "1.", "1．", "1、", "（1）", "第一，", "1"] {
            assert_eq!(level(sample).map(|form| form.sample()).as_deref(), Some(sample));
        }
        for sample in ["", "、", "2.", "11.", "1.1", "一（1）", "二、"] {
            assert_eq!(level(sample), None, "{sample}");
        }
    }

    #[test]
    fn a_page_number_is_a_text_with_one_or_two_numbers() {
        use NumberPiece::{Page, Text, Total};
        let text = |text: &str| Text(text.to_owned());
        assert_eq!(page_number("— 1 —"), Some(vec![text("— "), Page, text(" —")]));
        assert_eq!(page_number("1"), Some(vec![Page]));
        let both = vec![text("第"), Page, text("页 共"), Total, text("页")];
        assert_eq!(page_number("第1页 共10页"), Some(both.clone()));
        assert_eq!(page_sample(&both), "第1页 共9页");
        assert_eq!(page_number("页"), None);
        assert_eq!(page_number("1-2-3"), None);
    }
}
