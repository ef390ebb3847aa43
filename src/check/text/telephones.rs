//! Telephone numbers in a text.

use std::ops::Range;

/// The stretches of seven digits and more that may be telephone numbers, with area code.
pub fn all(text: &str) -> Vec<Range<usize>> {
    let is_part = |c: char| c.is_ascii_digit() || "-－—()（）".contains(c);
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(|c: char| c.is_ascii_digit()).map(|at| from + at) {
        let end = text[start..].find(|c| !is_part(c)).map_or(text.len(), |length| start + length);
        let number = text[start..end].trim_end_matches(|c: char| !c.is_ascii_digit());
        let end = start + number.len();
        if (7..=12).contains(&digits(number).len()) {
            found.push(start..end);
        }
        from = end;
    }
    found
}

/// Whether two numbers are the same, one of them perhaps without its area code.
pub fn same(a: &str, b: &str) -> bool {
    let (a, b) = (digits(a), digits(b));
    a.ends_with(&b) || b.ends_with(&a)
}

fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_and_compared_without_their_area_codes() {
        let text = "电话（0938）8200000、13900000000，2026年3月5日，第12号";
        let told: Vec<&str> = all(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(told, ["0938）8200000", "13900000000"]);
        assert!(same("0938-8200000", "8200000") && !same("0938-8200000", "8200001"));
    }
}
