//! Single values: numbers however they are typed, digits that were lost, days without format.

use crate::source::grid::Kind;
use crate::source::shown::dates::{self, Epoch, Parts};
use crate::source::table::units::is_unit;

/// Days from 2000 to 2099 as counts; a number beyond them is no day that a ledger means.
const PLAUSIBLE: [std::ops::RangeInclusive<u32>; 2] = [36_526..=73_050, 35_064..=71_588];

/// Whether a text is a number as people write it: `1,200.5`, `-3`, `95%`.
pub fn is_number(text: &str) -> bool {
    let text = text.strip_suffix('%').unwrap_or(text);
    let text = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = text.split_once('.').map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let grouped = whole.contains(',');
    digits(first)
        && (!grouped || first.len() <= 3)
        && groups.all(|group| digits(group) && group.len() == 3)
        && fraction.is_none_or(digits)
}

/// A text with full-width digits and signs made half-width, if that makes it a number or a number with its unit.
pub fn half_width(text: &str) -> Option<String> {
    if !text.contains(|c: char| is_wide(c) || c == '−') {
        return None;
    }
    let half: String = text
        .chars()
        .map(|c| match c {
            c if is_wide(c) => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            '−' => '-',
            _ => c,
        })
        .collect();
    let sound = is_number(&half) || with_unit(&half).is_some();
    (half != text && sound).then_some(half)
}

/// A sign of numbers in its full-width form.
fn is_wide(c: char) -> bool {
    matches!(c, '０'..='９' | '，' | '．' | '％' | '＋' | '－')
}

/// `1,200元` → the number and its unit.
pub fn with_unit(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.' | '-' | '+' | ' '))?;
    let (number, unit) = (text[..end].trim_end(), &text[end..]);
    (is_number(number) && is_unit(unit) && unit != "%").then_some((number, unit))
}

/// Whether a text is a number with a power of ten, as a spreadsheet program writes long ones into a .csv.
pub fn is_scientific(text: &str) -> bool {
    let text = text.strip_prefix(['-', '+']).unwrap_or(text);
    text.split_once(['e', 'E']).is_some_and(|(mantissa, power)| {
        let power = power.strip_prefix(['-', '+']);
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
        whole.len() == 1 && digits(whole) && digits(fraction) && power.is_some_and(digits)
    })
}

/// What a number in a column of days may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Day {
    /// A day that lost its format, as `2012-06-30`.
    Counted(String),
    /// 2012.1: January, or October without its zero.
    Ambiguous,
}

/// What a number in a column of days may be; `None` if it says for itself. The numbers of a .csv went through a spreadsheet
/// program too.
pub fn day(text: &str, kind: Kind, epoch: Epoch) -> Option<Day> {
    let whole = text.len() == 5 && text.bytes().all(|b| b.is_ascii_digit());
    let range = &PLAUSIBLE[usize::from(epoch == Epoch::Mac)];
    if whole && text.parse().is_ok_and(|count| range.contains(&count)) {
        return dates::shown(text, Parts::Date, epoch).map(Day::Counted);
    }
    let tenth = text.strip_suffix(".1").is_some_and(|year| {
        year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) && matches!(&year[..2], "19" | "20")
    });
    // A cell of text keeps what was typed.
    (tenth && kind == Kind::Number).then_some(Day::Ambiguous)
}

/// Whether a column of this name holds days.
pub fn holds_days(name: &str) -> bool {
    let last = name.rsplit('-').next().unwrap_or(name);
    last.contains("日期") || last.ends_with("时间") || last.ends_with("年月") || last.ends_with("年月日")
}

/// Whether the numbers of a column of this name are names of things, which may be merged and are not added up.
pub fn holds_labels(name: &str) -> bool {
    let last = name.rsplit('-').next().unwrap_or(name);
    is_serial(last)
        || ["编号", "号", "码", "年", "年度", "年份", "月", "月份", "季度", "届", "级", "次序", "期数"]
            .iter()
            .any(|end| last.ends_with(end))
        || ["率", "比", "均"].iter().any(|part| last.contains(part))
        || holds_days(name)
}

/// Whether a column only counts the rows.
pub fn is_serial(name: &str) -> bool {
    matches!(name, "序号" | "编号" | "序" | "号" | "No." | "NO." | "No" | "NO" | "no" | "#")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_from_words() {
        for text in ["0", "1,200", "-1,200.50", "95%", "0012", "+3"] {
            assert!(is_number(text), "{text}");
        }
        for text in ["", "1,20", "1.2.3", "12人", ".5", "5.", "-", "一", "1E5"] {
            assert!(!is_number(text), "{text}");
        }
        assert_eq!(half_width("１，２００．５").as_deref(), Some("1,200.5"));
        assert_eq!(half_width("９５％").as_deref(), Some("95%"));
        assert_eq!(half_width("１２人").as_deref(), Some("12人"));
        assert_eq!(half_width("第１期"), None);
        assert_eq!(with_unit("1,200元"), Some(("1,200", "元")));
        assert_eq!(with_unit("1.2 万元"), Some(("1.2", "万元")));
        assert_eq!(with_unit("12楼"), None);
        assert!(
            is_scientific("1.38E+10")
                && is_scientific("3E+17")
                && !is_scientific("1E5")
                && !is_scientific("12E+3")
        );
    }

    #[test]
    fn days_that_lost_their_format_are_plausible_ones() {
        let day = |text: &str| day(text, Kind::Number, Epoch::Windows);
        assert_eq!(day("41090"), Some(Day::Counted("2012-06-30".into())));
        assert_eq!(day("2012.1"), Some(Day::Ambiguous));
        assert_eq!(day("2012"), None);
        assert_eq!(day("2012.6"), None);
        assert_eq!(day("20120"), None);
    }
}
