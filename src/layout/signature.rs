//! 署名 and 成文日期 (GB/T 9704 7.3.5): right indents in characters.

use crate::document::tree::Signature;
use crate::layout::advance::half_characters;
use crate::profile::units::Chars;

/// Where the signature stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Blank lines before 署名.
    pub blank_lines: usize,
    /// 署名右空.
    pub unit_right: Chars,
    /// 日期右空.
    pub date_right: Chars,
}

/// The arithmetic of 7.3.5.1 (with seal) and 7.3.5.2 (without); `n_s` and `n_d` are the widths of 署名 and 日期.
///
/// With seal: the date's right indent is 4, 署名 is centred over it; if 署名 is so long that it would leave the line,
/// it stands at the edge and the date is centred under it. Without: 署名 2 from the right, the date's first character 2
/// to the right of 署名's first; a date longer than 署名 is 2 from the right and 署名 gives way.
pub fn place(signature: &Signature) -> Place {
    let half = |text: &str| half_characters(text) * 50;
    let unit = signature.units.iter().map(|unit| half(unit)).max().unwrap_or(0);
    let date = half(&signature.date);
    if signature.sealed {
        let centred = 400 + (date - unit) / 2;
        let (unit_right, date_right) = if centred >= 0 { (centred, 400) } else { (0, (unit - date) / 2) };
        Place { blank_lines: 2, unit_right: Chars(unit_right), date_right: Chars(date_right) }
    } else if date > unit {
        Place { blank_lines: 1, unit_right: Chars(400 + date - unit), date_right: Chars(200) }
    } else {
        Place { blank_lines: 1, unit_right: Chars(200), date_right: Chars(unit - date) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signature(unit: &str, date: &str, sealed: bool) -> Signature {
        Signature { units: vec![unit.to_owned()], date: date.to_owned(), sealed }
    }

    #[test]
    fn with_a_seal_the_unit_is_centred_over_the_date() {
        // 9 and 6.5 字: (9 - 6.5) / 2 = 1.25 less than 4.
        let place = place(&signature("某某县卫生健康局办", "2026年11月5日", true));
        assert_eq!((place.blank_lines, place.unit_right, place.date_right), (2, Chars(275), Chars(400)));
    }

    #[test]
    fn a_name_too_long_to_be_centred_stands_at_the_edge() {
        let place =
            place(&signature("内蒙古赤峰高新技术产业开发区管理委员会红山产业园", "2026年3月5日", true));
        assert_eq!((place.unit_right, place.date_right), (Chars(0), Chars(900)));
    }

    #[test]
    fn without_a_seal_the_date_begins_two_characters_to_the_right() {
        let place = place(&signature("某某县卫生健康局", "2026年3月5日", false));
        assert_eq!((place.blank_lines, place.unit_right, place.date_right), (1, Chars(200), Chars(200)));
    }

    #[test]
    fn a_date_longer_than_the_unit_is_two_from_the_right() {
        let place = place(&signature("某某局", "2026年12月31日", false));
        assert_eq!((place.unit_right, place.date_right), (Chars(800), Chars(200)));
    }
}
