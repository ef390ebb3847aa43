//! Widths of characters in the standard faces: a full-width character is one 字, ASCII and half-width forms half of
//! one. A small table in place of font files; the profile adds its character spacing.

use crate::profile::units::{HalfPt, Twip};

/// Whether a character takes a whole 字.
pub fn is_full_width(c: char) -> bool {
    !matches!(c, ' '..='~' | '\u{a0}'..='\u{a6}' | '\u{a9}'..='\u{af}' | '\u{ff61}'..='\u{ffdc}')
}

/// Widths of ASCII from the blank on in Times New Roman, in thousandths of the size.
const TIMES: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500,
    500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333,
    389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469,
    500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389,
    278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];

/// Width of a half-width character in a Western font, in thousandths of the size. What is not in the table takes half.
pub fn western(c: char) -> i32 {
    let place = u32::from(c).checked_sub(0x20).and_then(|place| TIMES.get(place as usize));
    i32::from(*place.unwrap_or(&500))
}

/// Width of a character in a line where a full-width one is `whole` wide; `western`: others are of a Western font.
pub fn in_line(c: char, whole: i32, western: bool) -> i32 {
    if is_full_width(c) {
        whole
    } else if western {
        self::western(c) * whole / 1000
    } else {
        whole / 2
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_eight_characters_fill_the_line() {
        let line = "国".repeat(28);
        assert_eq!(width(&line, HalfPt(32), Twip(-5)), Twip(8820));
        assert_eq!(half_characters("2012年4月17日"), 13);
    }
}
