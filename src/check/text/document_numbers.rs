//! 发文字号 in a text, well written or not: a document's own, and those that it cites.

use std::ops::Range;

use crate::check::text::brackets;
use crate::paper::end_matter::{self, CLOSINGS, OPENINGS, is_han};
use crate::paper::line::{Line, Role};
use crate::paper::number::is_blank;
use crate::paper::recognise;

/// A number as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// From 代字 to 号, or as far as it is written.
    pub range: Range<usize>,
    /// 机关代字; empty where there is none.
    pub code: Range<usize>,
    /// The brackets with what they enclose.
    pub brackets: Range<usize>,
    /// What they enclose, without blanks around it.
    pub year: Range<usize>,
    /// 第 before the serial; empty where there is none.
    pub ordinal: Range<usize>,
    /// 顺序号: Arabic digits, Chinese numerals or `×`; empty where there is none.
    pub serial: Range<usize>,
    /// What it ends with: 号, or 期 of a bulletin.
    pub ending: Option<char>,
}

impl Found {
    /// The year, if it has four Arabic digits.
    pub fn year_of(&self, text: &str) -> Option<i32> {
        let year = &text[self.year.clone()];
        (year.len() == 4 && is_digits(year)).then(|| year.parse().ok()).flatten()
    }

    /// 顺序号, if it is written in Arabic digits.
    pub fn serial_of(&self, text: &str) -> Option<u32> {
        let serial = &text[self.serial.clone()];
        is_digits(serial).then(|| serial.parse().ok()).flatten()
    }

    /// Whether its 代字 is that of 公告 and orders, which are numbered in ways of their own.
    pub fn is_of_announcements(&self, text: &str) -> bool {
        let code = &text[self.code.clone()];
        ["公告", "通告", "令"].iter().any(|end| code.ends_with(end))
    }
}

/// A number that is cited, with the title before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// The number.
    pub number: Found,
    /// What stands in 《》.
    pub title: Range<usize>,
}

/// Whether a text is Arabic digits.
pub fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// The numbers of a text, in order. What looks like one may be something else (`（12）3号楼`): ask where it stands.
pub fn all(text: &str) -> Vec<Found> {
    let mut numbers: Vec<Found> = Vec::new();
    for (at, opening) in text.char_indices().filter(|(_, c)| OPENINGS.contains(c)) {
        let Some(mut found) = after_code(text, at, opening) else { continue };
        let before = text[..at].trim_end_matches(is_blank);
        let code = before
            .char_indices()
            .rev()
            .take(20)
            .take_while(|(_, c)| is_han(*c) || c.is_ascii_alphabetic())
            .last()
            .map_or(before.len(), |(start, _)| start);
        let from = numbers.last().map_or(0, |last| last.range.end);
        found.code = code.max(from).min(before.len().max(from))..before.len().max(from);
        found.range.start = if found.code.is_empty() { at } else { found.code.start };
        numbers.push(found);
    }
    numbers
}

/// A number from its bracket on.
fn after_code(text: &str, at: usize, opening: char) -> Option<Found> {
    let inner = at + opening.len_utf8();
    let (length, closing) = text[inner..].char_indices().take(9).find(|(_, c)| CLOSINGS.contains(c))?;
    let year = trimmed(text, inner..inner + length);
    let words = &text[year.clone()];
    let plain = words.strip_suffix('年').unwrap_or(words).trim_end_matches(is_blank);
    let in_digits = matches!(plain.len(), 2 | 4) && is_digits(plain);
    let in_words = plain.chars().count() == 4 && plain.chars().all(|c| "〇○零一二三四五六七八九".contains(c));
    if !in_digits && !in_words {
        return None;
    }
    let end = inner + length + closing.len_utf8();
    let mut from = end + blanks(&text[end..]);
    let mut ordinal = from..from;
    if text[from..].starts_with('第') {
        ordinal.end = from + '第'.len_utf8();
        from = ordinal.end + blanks(&text[ordinal.end..]);
    }
    let stretch = |is: fn(char) -> bool| text[from..].find(|c| !is(c)).unwrap_or(text.len() - from);
    let digits = stretch(|c| c.is_ascii_digit());
    let others = [stretch(|c| "一二三四五六七八九十百〇○零".contains(c)), stretch(|c| "×xX＿_*".contains(c))];
    let length = if digits > 0 { digits } else { others.into_iter().max().unwrap_or(0) };
    let serial = from..from + length;
    let behind = serial.end + blanks(&text[serial.end..]);
    let ending = text[behind..].chars().next().filter(|c| matches!(c, '号' | '期'));
    let is_number = match (digits, ending) {
        (1..=5, _) => true,
        (0, Some('号')) => text[serial.clone()].chars().count() <= 4,
        _ => false,
    };
    let range = at..ending.map_or(serial.end, |c| behind + c.len_utf8());
    is_number.then_some(Found { range, code: at..at, brackets: at..end, year, ordinal, serial, ending })
}

/// The stretch of a line that is its own number, what else a line of a head may have and blanks around it left out;
/// `None` for lines of other roles.
pub fn own(line: &Line) -> Option<Range<usize>> {
    if line.role != Role::DocumentNumber {
        return None;
    }
    let text = &line.text;
    let end = ["签发人", "签 发 人", "签　发　人"].iter().filter_map(|word| text.find(word)).min();
    let range = trimmed(text, 0..end.unwrap_or(text.len()));
    let number = end_matter::number_of_head(&text[range.clone()]);
    let range = range.start + number.start..range.start + number.end;
    (!range.is_empty()).then_some(range)
}

/// The numbers of a line of 发文字号; blanks inside 代字 belong to it.
pub fn of_own(line: &Line) -> Vec<Found> {
    let Some(own) = own(line) else { return Vec::new() };
    let mut numbers = all(&line.text[..own.end]);
    if let [only] = numbers.as_mut_slice()
        && only.code.start > own.start
        && line.text[own.start..only.code.start].chars().all(|c| is_blank(c) || is_han(c))
    {
        only.code.start = own.start;
        only.range.start = own.start;
    }
    numbers
}

/// The numbers that a text cites: behind 《…》, in brackets or not, several of them with marks between.
pub fn cited(text: &str) -> Vec<Cited> {
    let (pairs, _) = brackets::pairs(text);
    let mut cited: Vec<Cited> = Vec::new();
    for number in all(text) {
        let before = text[..number.range.start].trim_end_matches(is_blank);
        let bare = before.strip_suffix(['（', '(']).map_or(before, |bare| bare.trim_end_matches(is_blank));
        let title = pairs.iter().find(|pair| pair.opening == '《' && pair.outer.end == bare.len());
        let goes_on = cited.last().filter(|last| {
            let between = text.get(last.number.range.end..number.range.start).map(str::trim);
            matches!(between, Some("、" | "，" | "," | "和"))
        });
        let title = match (title, goes_on) {
            (Some(pair), _) => pair.inner(),
            (None, Some(last)) => last.title.clone(),
            _ => continue,
        };
        cited.push(Cited { number, title });
    }
    cited
}

/// The numbers of 公文 of 2012 and later that a text cites: how they are written was settled then.
pub fn cited_recently(text: &str) -> Vec<Found> {
    let recent = |cited: &Cited| cited.number.year_of(text).is_some_and(|year| year >= 2012);
    let is_document = |cited: &Cited| names_a_document(&text[cited.title.clone()]);
    cited(text)
        .into_iter()
        .filter(|cited| recent(cited) && is_document(cited))
        .map(|cited| cited.number)
        .collect()
}

/// Whether a title is that of a 公文, by its 文种; permits and standards have numbers of their own.
pub fn names_a_document(title: &str) -> bool {
    recognise::kind_of(title).is_some_and(|kind| recognise::STATUTORY.contains(&kind) || kind == "复函")
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches(is_blank).len()
}

/// A stretch without blanks around it.
pub fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let stretch = &text[range.clone()];
    let start = range.start + blanks(stretch);
    start..start + stretch.trim_matches(is_blank).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_well_written_or_not() {
        let told = |text: &str| {
            all(text)
                .iter()
                .map(|n| {
                    let part = |range: &Range<usize>| text[range.clone()].to_owned();
                    (part(&n.range), part(&n.code), part(&n.year), part(&n.serial), n.ending)
                })
                .collect::<Vec<_>>()
        };
        let is = |range: &str, code: &str, year: &str, serial: &str, ending: Option<char>| {
            (range.to_owned(), code.to_owned(), year.to_owned(), serial.to_owned(), ending)
        };
        assert_eq!(told("某水发〔2026〕5号"), [is("某水发〔2026〕5号", "某水发", "2026", "5", Some('号'))]);
        assert_eq!(
            told("某水发 [26] 第 05号、某财发（2026年）×号"),
            [
                is("某水发 [26] 第 05号", "某水发", "26", "05", Some('号')),
                is("某财发（2026年）×号", "某财发", "2026年", "×", Some('号')),
            ]
        );
        assert_eq!(told("〔2026〕4"), [is("〔2026〕4", "", "2026", "4", None)]);
        assert_eq!(told("（2026）年度，某局（2026），〔2026〕一等奖"), []);
    }

    #[test]
    fn what_is_cited_stands_behind_a_title() {
        let text = "按照《关于“两会”的通知》（某发〔2026〕5号、某办发〔2026〕6号）和某府发〔2026〕7号文件、《办法》某令〔2026〕8号";
        let found: Vec<(&str, &str)> =
            cited(text).iter().map(|c| (&text[c.number.range.clone()], &text[c.title.clone()])).collect();
        assert_eq!(
            found,
            [
                ("某发〔2026〕5号", "关于“两会”的通知"),
                ("某办发〔2026〕6号", "关于“两会”的通知"),
                ("某令〔2026〕8号", "办法")
            ]
        );
    }

    #[test]
    fn a_documents_own_number_ends_before_signers() {
        let line = Line::new("　某水 发〔2026〕5号　　签发人：某某某", Role::DocumentNumber, 0);
        let numbers = of_own(&line);
        assert_eq!(
            numbers.iter().map(|n| &line.text[n.range.clone()]).collect::<Vec<_>>(),
            ["某水 发〔2026〕5号"]
        );
        assert_eq!(own(&Line::new("某水发〔2026〕5号", Role::Body, 0)), None);
    }

    #[test]
    fn a_documents_own_number_stands_beside_other_fields() {
        let told = |text: &str| {
            let line = Line::new(text, Role::DocumentNumber, 0);
            own(&line).map(|range| line.text[range].to_owned())
        };
        for text in [
            "000003    某水函〔2026〕5号",
            "特急　某水函〔2026〕5号",
            "秘密★1年 特急 某水函〔2026〕5号",
            "某水函〔2026〕5号　　　　某某某",
            "某水函〔2026〕5号　　某某某　某某",
        ] {
            assert_eq!(told(text).as_deref(), Some("某水函〔2026〕5号"), "{text}");
        }
        assert_eq!(told("某水函〔2026〕5号 文件").as_deref(), Some("某水函〔2026〕5号 文件"));
        assert_eq!(told("某水 函〔2026〕5 号").as_deref(), Some("某水 函〔2026〕5 号"));
    }
}
