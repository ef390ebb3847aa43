//! Widths of characters in the standard faces: a full-width character is one 字, ASCII and half-width forms half of
//! one. A small table in place of font files; the profile adds its character spacing.

use crate::profile::units::{HalfPt, Twip};

/// Whether a character takes a whole 字.
pub fn is_full_width(c: char) -> bool {
    !matches!(c, ' '..='~' | '\u{a0}'..='\u{a6}' | '\u{a9}'..='\u{af}' | '\u{ff61}'..='\u{ffdc}')
}

/// Width of a character at a size, without spacing.
pub fn advance(c: char, size: HalfPt) -> Twip {
    let whole = size.twips().0;
    Twip(if is_full_width(c) { whole } else { whole / 2 })
}

/// Width of a text in half 字 (a digit is 1, a Han character 2): the arithmetic of signature and title.
pub fn half_characters(text: &str) -> i32 {
    text.chars().map(|c| if is_full_width(c) { 2 } else { 1 }).sum()
}

/// Width of a text at a size with spacing after each character.
pub fn width(text: &str, size: HalfPt, spacing: Twip) -> Twip {
    Twip(text.chars().map(|c| advance(c, size).0 + spacing.0).sum())
}

/// Marks that may not begin a line.
const CLINGING: [char; 16] =
    ['，', '。', '、', '；', '：', '？', '！', '）', '》', '”', '’', '〉', '】', '〕', '…', '—'];

/// Lines that a text takes: `indent` is lost on the first, `characters` are the widths of a full-width and a
/// half-width character with their spacing. A mark that may not begin a line takes the character before it along
/// (Word may let it hang over the edge instead: then there is a line less); a number or Latin word is not broken.
pub fn lines(text: &str, indent: Twip, width: Twip, characters: (Twip, Twip)) -> usize {
    let measure = |c: char| if is_full_width(c) { characters.0.0 } else { characters.1.0 };
    // `last` is the width of what would go to the next line with a mark or a half-width character.
    let (mut count, mut filled, mut last, mut start) = (1, indent.0, 0, indent.0);
    for c in text.chars() {
        let advance = measure(c);
        let clings = !is_full_width(c) || CLINGING.contains(&c);
        if !clings {
            last = 0;
        }
        if filled + advance > width.0 {
            count += 1;
            // A run that has the line to itself is broken after all.
            if last + start >= filled {
                last = 0;
            }
            (filled, start) = (last, 0);
        }
        filled += advance;
        last += advance;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_eight_characters_fill_the_line() {
        let line = "国".repeat(28);
        assert_eq!(width(&line, HalfPt(32), Twip(-5)), Twip(8820));
        assert_eq!(half_characters("2012年4月17日"), 13);
    }

    #[test]
    fn lines_are_counted_with_indent_hanging_marks_and_whole_numbers() {
        let count = |text: &str, indent| lines(text, Twip(indent), Twip(8845), (Twip(315), Twip(155)));
        assert_eq!(count(&"国".repeat(26), 630), 1);
        assert_eq!(count(&"国".repeat(27), 630), 2);
        assert_eq!(count(&format!("{}。", "国".repeat(27)), 0), 1);
        assert_eq!(count(&format!("{}。", "国".repeat(28)), 0), 2);
        assert_eq!(count(&"1".repeat(200), 0), 4);
        assert_eq!(count(&format!("{}2012年", "国".repeat(27)), 0), 2);
        assert_eq!(count("", 0), 1);
    }
}
