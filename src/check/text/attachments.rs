//! Attachments: the lines of 附件说明 taken apart, the pages with a label, and where a text refers to one.

use std::ops::Range;

use crate::check::text::characters::at as char_at;
use crate::paper::Paper;
use crate::paper::line::Role;
use crate::paper::number::{self, is_blank};

/// A line of 附件说明.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The paper's line.
    pub line: usize,
    /// 附件 or 附, where it is written.
    pub word: Option<Range<usize>>,
    /// The number between that word and the colon, or in the place of a colon: `附件1：`, `附件1.`.
    pub glued: Option<Number>,
    /// The colon behind the word.
    pub colon: Option<Range<usize>>,
    /// The number before the name.
    pub number: Option<Number>,
    /// The name, with marks behind it.
    pub name: Range<usize>,
}

/// A number of an attachment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// Its value.
    pub value: u32,
    /// Numeral, brackets and the mark behind them.
    pub range: Range<usize>,
    /// Written in Arabic digits, without brackets.
    pub arabic: bool,
}

impl Note {
    /// The number, wherever it is written.
    pub fn value(&self) -> Option<u32> {
        self.number.as_ref().or(self.glued.as_ref()).map(|number| number.value)
    }
}

/// The list of 附件说明 of a part; a line that is `附件：` alone is no entry.
pub fn notes(paper: &Paper, part: usize) -> Vec<Note> {
    let lines = paper.part(part).filter(|(_, line)| line.role == Role::AttachmentNote);
    let mut notes: Vec<Note> = Vec::new();
    for (index, line) in lines {
        notes.extend(note(&line.text, index, notes.len() as u32 + 1));
    }
    notes
}

/// A line of 附件说明; `position` is its place in the list. `None` if no name stands in it.
pub fn note(text: &str, line: usize, position: u32) -> Option<Note> {
    let end = text.trim_end_matches(is_blank).len();
    let mut at = skip_blanks(text, 0);
    let (mut word, mut glued, mut colon) = (None, None, None);
    let length = ["附件", "附：", "附:"]
        .iter()
        .find(|word| text[at..].starts_with(**word))
        .map(|word| if *word == "附件" { "附件".len() } else { "附".len() });
    if let Some(length) = length {
        word = Some(at..at + length);
        at = skip_blanks(text, at + length);
        let is_colon = |at: usize| char_at(text, at).filter(|c| matches!(c, '：' | ':'));
        if is_colon(at).is_none()
            && let Some(number) = numeral(text, at, position, true)
        {
            at = skip_blanks(text, number.range.end);
            glued = Some(number);
        }
        if let Some(mark) = is_colon(at) {
            colon = Some(at..at + mark.len_utf8());
            at = skip_blanks(text, at + mark.len_utf8());
        }
    }
    let number = if glued.is_none() { numeral(text, at, position, false) } else { None };
    if let Some(number) = &number {
        at = skip_blanks(text, number.range.end);
    }
    (at < end).then_some(Note { line, word, glued, colon, number, name: at..end })
}

/// Whether the list of a part may go on in lines that are not known to be its own.
pub fn is_open(paper: &Paper, part: usize) -> bool {
    let last = paper.part(part).filter(|(_, line)| line.role == Role::AttachmentNote).last();
    let below = last.and_then(|(last, _)| paper.part(part).find(|(index, _)| *index > last));
    below.is_some_and(|(_, line)| line.is_text())
}

fn skip_blanks(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start_matches(is_blank).len()
}

/// The number that stands at a byte, with a mark behind it or in brackets; bare before a colon.
fn numeral(text: &str, at: usize, position: u32, bare: bool) -> Option<Number> {
    let rest = &text[at..];
    let first = rest.chars().next()?;
    if let '①'..='⑳' = first {
        let value = u32::from(first) - 0x245F;
        return Some(Number { value, range: at..at + first.len_utf8(), arabic: false });
    }
    let open = if matches!(first, '（' | '(') { first.len_utf8() } else { 0 };
    let (length, value, arabic) = value(&rest[open..])?;
    let mut end = at + open + length;
    let close = char_at(text, end);
    if open > 0 {
        end += close.filter(|c| matches!(c, '）' | ')'))?.len_utf8();
        end += char_at(text, end).filter(|c| matches!(c, '、' | '.' | '．')).map_or(0, char::len_utf8);
        return Some(Number { value, range: at..end, arabic: false });
    }
    match close? {
        '：' | ':' if bare => {}
        mark @ ('.' | '．' | '、' | '，' | ',' | ')' | '）') => {
            // 2.5兆瓦 may be an amount.
            let digit = char_at(text, end + mark.len_utf8()).is_some_and(|c| c.is_ascii_digit());
            if digit && value != position {
                return None;
            }
            end += mark.len_utf8();
        }
        _ => return None,
    }
    Some(Number { value, range: at..end, arabic })
}

/// Length and value of a numeral of at most two digits, and whether it is written in digits.
fn value(text: &str) -> Option<(usize, u32, bool)> {
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let digits = text.find(|c| !is_digit(c)).unwrap_or(text.len());
    if digits > 0 {
        let value = text[..digits].chars().fold(0_u32, |sum, c| {
            let digit = c.to_digit(10).unwrap_or_else(|| u32::from(c).saturating_sub(u32::from('０')));
            sum.saturating_mul(10).saturating_add(digit)
        });
        return (text[..digits].chars().count() <= 2).then_some((digits, value, true));
    }
    let numerals = text.find(|c| !"一二三四五六七八九十".contains(c)).unwrap_or(text.len());
    number::value_of_han(&text[..numerals]).map(|value| (numerals, value, false))
}

/// A part with a label of 附件.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The part.
    pub part: usize,
    /// The line of its label.
    pub line: usize,
    /// The number of its label, if it has one.
    pub number: Option<u32>,
}

/// The pages of attachments, in order; 附表 are none.
pub fn pages(paper: &Paper) -> Vec<Page> {
    (1..paper.parts())
        .filter_map(|part| {
            let (line, first) = paper.part(part).next()?;
            let label: String = first.text.chars().filter(|c| !is_blank(*c)).collect();
            let number = &label[label.rfind("附件")? + "附件".len()..];
            let number = value(number).map(|(_, value, _)| value);
            // A label and a title on one line.
            let named = first.role == Role::Title && label.starts_with("附件") && number.is_some();
            (first.role == Role::Label || named).then_some(Page { part, line, number })
        })
        .collect()
}

/// A name as it is compared: without blanks, quotation marks, and what in brackets behind it only says how it is sent.
pub fn normalised(name: &str) -> String {
    let plain: String = name
        .chars()
        .filter(|&c| !is_blank(c) && !"“”‘’\"'《》〈〉<>".contains(c))
        .map(|c| match c {
            '(' => '（',
            ')' => '）',
            '，' => ',',
            '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
            _ => c,
        })
        .collect();
    let plain = plain.trim_end_matches(|c| ".。;；,、：:".contains(c));
    for word in ["另", "略", "不", "电子", "网", "共", "附后", "式样", "样表", "样式"] {
        if let Some(open) = plain.rfind('（')
            && plain.ends_with('）')
            && plain[open..].contains(word)
        {
            return plain[..open].to_owned();
        }
    }
    plain.to_owned()
}

/// A reference to an attachment of this document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Where its number stands, with the word before it if that stands there.
    pub range: Range<usize>,
    /// The number.
    pub number: u32,
}

/// What stands before 附件 when it is that of another document.
const FOREIGN: &[&str] = &[
    "》", "通知", "办法", "方案", "意见", "文件", "规定", "函", "文", "的", "其", "该", "标准", "指南",
    "细则", "条例", "合同", "协议", "邮件", "原", "号", "公告", "规范", "指引", "规程", "报告", "请示",
    "批复",
];

/// Behind a number it is a count or something else: `附件2份`.
const NO_END: &str = "份个张页项种件套类本册月日年号人次.．";

/// The references of a text to attachments with a number: 附件3, 附件1—3, 附件1、2. Those of other documents do not count.
pub fn citations(text: &str) -> Vec<Citation> {
    let mut found = Vec::new();
    let mut foreign = None;
    for (at, word) in text.match_indices("附件") {
        // 《办法》附件1和附件2.
        let goes_on =
            |from: usize| text[from..at].chars().all(|c| c.is_ascii_digit() || "和、及与，".contains(c));
        if is_foreign(&text[..at]) || foreign.is_some_and(goes_on) {
            foreign = Some(at + word.len());
            continue;
        }
        let mut from = skip_blanks(text, at + word.len());
        let mut start = at;
        while let Some((length, number, arabic)) = value(&text[from..]) {
            let end = from + length;
            let next = char_at(text, end);
            let ends = match next {
                None => true,
                Some(c) if arabic => !c.is_ascii_digit() && !NO_END.contains(c),
                Some(c) => "）)，,。；;、》”的和及与中".contains(c),
            };
            // 附件1-2 is a number of its own.
            let own = next.is_some_and(|c| matches!(c, '-' | '－'));
            if !ends || own {
                break;
            }
            found.push(Citation { range: start..end, number });
            let step = ["、", "，", "和", "及", "与", "至", "到", "～", "—", "–", "~"]
                .iter()
                .find(|step| text[end..].starts_with(**step));
            let Some(step) = step else { break };
            from = skip_blanks(text, end + step.len());
            if text[from..].starts_with(word) {
                break;
            }
            start = from;
        }
    }
    found
}

/// Whether 附件 behind these words is that of another document: `《办法》（某发〔2026〕5号）附件1`.
fn is_foreign(words: &str) -> bool {
    let mut words = words.trim_end_matches(is_blank);
    if words.ends_with(['）', ')'])
        && let Some(open) = words.rfind(['（', '('])
        && words[open..].contains('号')
    {
        words = &words[..open];
    }
    let Some(word) = FOREIGN.iter().find(|word| words.ends_with(**word)) else { return false };
    *word == "》" || !words[..words.len() - word.len()].ends_with('本')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> (Option<u32>, Option<u32>, &str) {
        let note = note(text, 0, 1).expect(text);
        let value = |number: Option<Number>| number.map(|number| number.value);
        (value(note.glued), value(note.number), &text[note.name])
    }

    #[test]
    fn lines_of_a_list_are_taken_apart() {
        for (text, expected) in [
            ("附件：检查表", (None, None, "检查表")),
            ("附件：1.检查表", (None, Some(1), "检查表")),
            ("　　附件：1.2026年检查表", (None, Some(1), "2026年检查表")),
            ("附件1.检查表", (Some(1), None, "检查表")),
            ("附件一：检查表；", (Some(1), None, "检查表；")),
            ("附：检查表", (None, None, "检查表")),
            ("2.检查表", (None, Some(2), "检查表")),
            ("（2）检查表", (None, Some(2), "检查表")),
            ("附件：2.5兆瓦电站名单", (None, None, "2.5兆瓦电站名单")),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
        assert_eq!(note("附件：", 0, 1), None);
    }

    #[test]
    fn references_have_numbers_and_those_of_others_do_not_count() {
        let numbers = |text: &str| citations(text).iter().map(|c| c.number).collect::<Vec<_>>();
        assert_eq!(numbers("按要求填报（见附件3），附件1、2由各科室留存"), [3, 1, 2]);
        assert_eq!(numbers("附件1—3于月底前报送"), [1, 3]);
        assert_eq!(numbers("对照本方案附件2和附件4"), [2, 4]);
        for text in [
            "《某某办法》（某发〔2026〕5号）附件2和附件3规定",
            "省厅通知附件3",
            "附件2份",
            "附件一并报送",
            "附件1-2",
            "附件1.5",
            "附件99999999999",
        ] {
            assert_eq!(numbers(text), [0; 0], "{text}");
        }
    }

    #[test]
    fn names_are_compared_without_marks() {
        assert_eq!(normalised("《“双随机” 检查表》（另发）"), normalised("双随机检查表"));
        assert_ne!(normalised("检查表（水库）"), normalised("检查表"));
    }
}
