//! 序数 and page numbers of a file as samples: the first of their kind, as a house style writes them.

use crate::profile::numbers;

/// The sample of a level from the beginning of a heading: `三、存在问题` → `一、`. `None` if no number stands there that a house
/// style can have.
pub fn sample(text: &str) -> Option<String> {
    let text = text.trim_start();
    let numeral = |c: char| is_han_numeral(c) || c.is_ascii_digit();
    let at = text.find(numeral)?;
    let opening = &text[..at];
    if opening.chars().count() > 1 || !opening.chars().all(|c| "（([〔第".contains(c)) {
        return None;
    }
    let rest = &text[at..];
    let is_han = rest.starts_with(is_han_numeral);
    let end = rest.find(|c: char| if is_han { !is_han_numeral(c) } else { !c.is_ascii_digit() })?;
    let behind = &rest[end..];
    let length = behind.find(|c| !"）)]〕、，．.,：:".contains(c)).unwrap_or(behind.len());
    let sample = format!("{opening}{}{}", if is_han { '一' } else { '1' }, &behind[..length]);
    let is_number = length > 0 && numbers::level(&sample).is_some();
    is_number.then_some(sample)
}

/// Whether a character stands for the number of a page.
pub fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || c == 'X'
}

fn is_han_numeral(c: char) -> bool {
    "一二三四五六七八九十".contains(c)
}

/// The sample of a page number from a head or foot with fields for the page, and for the number of pages where `fields` has them;
/// blanks at its ends are the paragraph's. Templates have an X for the number, or nothing between two dashes. `None` if the
/// numbers do not stand in it.
pub fn page_sample(text: &str, fields: &[String]) -> Option<String> {
    let is = |name: &str| {
        let first = |field: &&String| {
            field.split_whitespace().next().is_some_and(|word| word.eq_ignore_ascii_case(name))
        };
        fields.iter().position(|field| first(&field))
    };
    let page = is("PAGE")?;
    let total = is("NUMPAGES").or_else(|| is("SECTIONPAGES"));
    // A house style writes the page before the number of pages.
    if total.is_some_and(|total| total < page) {
        return None;
    }
    let text = text.trim();
    if total.is_none() && !text.contains(is_figure) {
        let characters: Vec<char> = text.chars().collect();
        let half = characters.len() / 2;
        let is_even =
            half > 0 && characters.iter().eq(characters.iter().rev()) && characters.len() == 2 * half;
        let side: String = characters.iter().take(half).collect();
        let other: String = characters.iter().skip(half).collect();
        return is_even.then(|| format!("{side}1{other}"));
    }
    let mut shown = String::new();
    let mut wanted = [Some("1"), total.map(|_| "9")].into_iter().flatten();
    let mut in_number = false;
    for c in text.chars() {
        if is_figure(c) {
            if !in_number {
                shown.push_str(wanted.next()?);
            }
            in_number = true;
        } else {
            shown.push(c);
            in_number = false;
        }
    }
    (wanted.next().is_none() && numbers::page_number(&shown).is_some()).then_some(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_shows_how_its_level_counts() {
        for (text, expected) in [
            ("三、存在问题", Some("一、")),
            ("（十二）督导", Some("（一）")),
            ("　　2．考核", Some("1．")),
            ("(3)报送", Some("(1)")),
            ("第二，藏书", Some("第一，")),
            ("十二五规划", None),
            ("存在3个问题", None),
            ("2026年", None),
            ("", None),
        ] {
            assert_eq!(sample(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_foot_shows_how_pages_count() {
        let fields = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let page = fields(&["PAGE   \\* MERGEFORMAT"]);
        let both = fields(&["PAGE", "NUMPAGES"]);
        assert_eq!(page_sample("　— 12 —　", &page).as_deref(), Some("— 1 —"));
        assert_eq!(page_sample("第3页 共12页", &both).as_deref(), Some("第1页 共9页"));
        assert_eq!(page_sample("第3页 共12页", &page), None);
        assert_eq!(page_sample("— X —", &page).as_deref(), Some("— 1 —"));
        assert_eq!(page_sample("—  —", &page).as_deref(), Some("— 1 —"));
        assert_eq!(page_sample("第页", &page), None);
        assert_eq!(page_sample("", &page), None);
        assert_eq!(page_sample("3", &fields(&["AUTHOR"])), None);
        assert_eq!(page_sample("共12页 第3页", &fields(&["NUMPAGES", "PAGE"])), None);
    }
}
