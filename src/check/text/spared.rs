//! What in a text is no Chinese prose and is left alone by rules on marks: web and mail addresses, Latin words, times,
//! ratios, numbers.

use std::ops::Range;

/// Stretches of ASCII that are one thing: letters or digits with what may stand inside an address, a version, a time, a
/// number. Marks at either end do not belong to it.
pub fn stretches(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut all = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len() && bytes[at].is_ascii_graphic() {
            at += 1;
        }
        let mut end = at;
        while end > start && !bytes[end - 1].is_ascii_alphanumeric() && !b"%/".contains(&bytes[end - 1]) {
            end -= 1;
        }
        all.push(start..end);
        at = at.max(end);
    }
    all
}

/// Whether a byte lies in one of them.
pub fn is_spared(stretches: &[Range<usize>], byte: usize) -> bool {
    let at = stretches.partition_point(|stretch| stretch.end <= byte);
    stretches.get(at).is_some_and(|stretch| stretch.contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_times_and_numbers_are_one_thing() {
        let text = "见https://www.x.gov.cn/a?b=1,请于9:30前发a.b@c.cn;共1,000人,比例1:2.5,";
        let told: Vec<&str> = stretches(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(told, ["https://www.x.gov.cn/a?b=1", "9:30", "a.b@c.cn", "1,000", "1:2.5"]);
    }
}
