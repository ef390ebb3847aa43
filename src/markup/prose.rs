//! 正文 of the user's own: each paragraph a line, headings by the numbers at their beginning. Never Markdown.
//!
//! | the line begins | it is |
//! | --- | --- |
//! | `一、` | a heading of level 1 |
//! | `（一）` | of level 2 |
//! | `1.` | of level 3 |
//! | `（1）` | of level 4 |
//! | `见表：名称`, and nothing else | the table of that name |
//! | `见图：名称`, and nothing else | the chart of that name |
//!
//! Numbers are set again later, unless the document keeps them as they are written. A short line without stop is a heading of its own line; a
//! short sentence at the beginning is a run-in heading; anything else is a numbered paragraph. Nothing else of the
//! text is changed. `3.6月底前完成丙。` and `1.5万元` look alike: see [`number_marks`].

use crate::document::tree::{Block, Heading, Inline};

/// Longest heading in characters.
const LONGEST_HEADING: usize = 40;

/// The blocks of a 正文.
pub fn blocks<S: AsRef<str>>(paragraphs: &[S]) -> Vec<Block> {
    let marks = number_marks(paragraphs);
    paragraphs.iter().zip(marks).map(|(paragraph, mark)| block(paragraph.as_ref(), mark)).collect()
}

fn block(line: &str, mark: Option<NumberMark>) -> Block {
    if let Some(reference) = reference(line) {
        return reference;
    }
    let Some(mark) = mark else {
        return Block::Paragraph { content: text(line) };
    };
    let words = line[mark.length..].trim_start_matches([' ', '\t', '\u{3000}']);
    let (heading, run_in) = split_heading(words);
    Block::Heading(Heading {
        level: mark.level,
        number: line[..mark.length].to_owned(),
        text: text(heading),
        run_in: text(run_in),
    })
}

/// Heading words and what continues them in the same paragraph.
fn split_heading(words: &str) -> (&str, &str) {
    let short = |text: &str| text.chars().count() <= LONGEST_HEADING;
    match words.find('。') {
        None if short(words) && !words.ends_with(['；', '，', ':', '：', ';', ',']) => (words, ""),
        Some(at) => {
            let (heading, rest) = words.split_at(at + '。'.len_utf8());
            if short(heading) && !rest.is_empty() { (heading, rest) } else { ("", words) }
        }
        None => ("", words),
    }
}

fn text(words: &str) -> Vec<Inline> {
    if words.is_empty() { Vec::new() } else { vec![Inline::Text { text: words.to_owned() }] }
}

/// What a reference begins with.
pub const REFERENCES: [&str; 2] = ["见表", "见图"];

/// The table or chart that a whole line names: the rest of the line without the 。 at its end. A name may hold 、 or ，;
/// what is no name at all is told as an unknown table or chart. Several sentences name none.
pub fn reference(line: &str) -> Option<Block> {
    let mark = REFERENCES.into_iter().find(|mark| line.starts_with(mark))?;
    let rest = line[mark.len()..].strip_prefix(['：', ':'])?.trim();
    let name = rest.strip_suffix('。').unwrap_or(rest).trim_end();
    if name.is_empty() || name.contains(['。', '！', '？']) {
        return None;
    }
    let name = name.to_owned();
    Some(if mark == REFERENCES[0] { Block::TableReference { name } } else { Block::ChartReference { name } })
}

/// A number at the beginning of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberMark {
    /// 1–4.
    pub level: u8,
    /// Its length in bytes.
    pub length: usize,
}

/// The number that a line begins with, if the line alone tells so: `1.5万元`, `2012.` and `一、二级医院` have none,
/// `1.2012年` has one.
pub fn number_mark(line: &str) -> Option<NumberMark> {
    candidate(line).filter(|found| found.doubt == Doubt::None).map(|found| found.mark)
}

/// The numbers that paragraphs begin with. Where the text after a number begins with a digit itself, its neighbours
/// decide: it is a number if it continues their list. An amount (`3.5万元`) must also be continued by them, as it
/// would be falsified by taking its first digit for a number.
pub fn number_marks<S: AsRef<str>>(paragraphs: &[S]) -> Vec<Option<NumberMark>> {
    let found: Vec<Option<Candidate>> = paragraphs.iter().map(|line| candidate(line.as_ref())).collect();
    let mut marks = Vec::new();
    // Number of the item before, in the list that is being read.
    let mut last = 0;
    for (index, this) in found.iter().enumerate() {
        let mark = this.as_ref().filter(|this| {
            let list = |other: &&Candidate| other.mark.level == 3;
            let before = found[..index].iter().rev().flatten().next().filter(list);
            let after = found[index + 1..].iter().flatten().find(|c| c.mark.level <= 3).filter(list);
            let twice = [before, after].into_iter().flatten().any(|other| other.number == this.number);
            let follows = this.number == last + 1 && !twice;
            let followed = after.is_some_and(|a| a.number == this.number + 1 && a.doubt != Doubt::Amount);
            match this.doubt {
                Doubt::None => true,
                Doubt::Digit => follows && (last > 0 || followed),
                Doubt::Amount => follows && followed,
            }
        });
        match mark {
            Some(mark) if mark.mark.level == 3 => last = mark.number,
            Some(mark) if mark.mark.level < 3 => last = 0,
            _ => {}
        }
        marks.push(mark.map(|found| found.mark));
    }
    marks
}

/// What may be a number.
struct Candidate {
    mark: NumberMark,
    /// Of level 3; 0 otherwise.
    number: u32,
    doubt: Doubt,
}

/// Why a number may be none.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Doubt {
    None,
    /// A digit follows it.
    Digit,
    /// With what follows it is an amount, or an enumeration.
    Amount,
}

fn candidate(line: &str) -> Option<Candidate> {
    let open = line.strip_prefix(['（', '(']);
    let body = open.unwrap_or(line);
    let (digits, arabic) = numeral(body)?;
    let after = &body[digits..];
    let closing = after.chars().next()?;
    let rest = &after[closing.len_utf8()..];
    let next = rest.trim_start_matches([' ', '\t', '\u{3000}']).chars().next()?;
    let (level, doubt) = match (open.is_some(), arabic) {
        (false, false) if matches!(closing, '、' | '.' | '．') && !is_numeral(rest.chars().next()?) => {
            (1, Doubt::None)
        }
        (false, true) if matches!(closing, '.' | '．' | '、') => (3, doubt(closing, rest)),
        (true, arabic) if matches!(closing, '）' | ')') && !matches!(next, '（' | '(' | '、' | '至') => {
            (if arabic { 4 } else { 2 }, Doubt::None)
        }
        _ => return None,
    };
    let number = if level == 3 { value(&body[..digits]) } else { 0 };
    Some(Candidate { mark: NumberMark { level, length: line.len() - rest.len() }, number, doubt })
}

/// Whether what follows `1.` may belong to the same number.
fn doubt(closing: char, rest: &str) -> Doubt {
    let digits = rest.find(|c| !is_digit(c)).unwrap_or(rest.len());
    let (count, unit) = (rest[..digits].chars().count(), &rest[digits..]);
    // No amount has such a fraction: `1.2012年`, `3.6月底前`. But `1.5年`, `1.5个月` are amounts.
    let whole =
        (count == 4 && unit.starts_with('年')) || (count <= 2 && unit.starts_with(['月', '日', '名']));
    if count == 0 || (whole && (closing != '、' || count == 4)) {
        Doubt::None
    } else if closing == '、' || AMOUNTS.iter().any(|amount| unit.starts_with(amount)) {
        Doubt::Amount
    } else {
        Doubt::Digit
    }
}

/// Units that stand after fractions.
pub const AMOUNTS: &[&str] = &[
    "万",
    "亿",
    "千",
    "百",
    "元",
    "%",
    "％",
    "‰",
    "倍",
    "米",
    "公",
    "平方",
    "立方",
    "吨",
    "升",
    "度",
    "小时",
    "克",
    "毫",
    "厘",
    "亩",
    "年",
    "天",
    "日",
    "个百分点",
    "个月",
    "个小时",
    "个工作日",
    "分",
    "版",
    ".",
    "．",
];

/// Of one or two digits.
fn value(digits: &str) -> u32 {
    digits.chars().fold(0, |sum, c| {
        let digit = c.to_digit(10).unwrap_or_else(|| u32::from(c).saturating_sub(u32::from('０')));
        sum * 10 + digit
    })
}

/// Length of the numeral at the beginning, and whether it is written in Arabic digits. More than two digits are a
/// year or an amount.
fn numeral(text: &str) -> Option<(usize, bool)> {
    let length = |is: fn(char) -> bool| text.find(|c| !is(c)).unwrap_or(text.len());
    let (digits, numerals) = (length(is_digit), length(is_numeral));
    if digits > 0 {
        (text[..digits].chars().count() <= 2).then_some((digits, true))
    } else if numerals > 0 {
        (text[..numerals].chars().count() <= 3).then_some((numerals, false))
    } else {
        None
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn is_numeral(c: char) -> bool {
    "一二三四五六七八九十".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str) -> String {
        show(block(line, number_mark(line)))
    }

    fn show(block: Block) -> String {
        match block {
            Block::Heading(Heading { level, text, run_in, .. }) => {
                let plain = |list: &[Inline]| list.iter().map(Inline::text).collect::<String>();
                format!("{level}|{}|{}", plain(&text), plain(&run_in))
            }
            Block::Paragraph { content } => content[0].text().to_owned(),
            Block::TableReference { name } => format!("表|{name}"),
            Block::ChartReference { name } => format!("图|{name}"),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn numbers_at_the_beginning_make_headings_of_four_levels() {
        for (line, expected) in [
            ("一、加强领导", "1|加强领导|"),
            ("十二．加强领导", "1|加强领导|"),
            ("一.加强领导", "1|加强领导|"),
            ("（一）加强领导。各单位要明确责任。", "2|加强领导。|各单位要明确责任。"),
            ("(一)加强领导", "2|加强领导|"),
            ("1.完善办法", "3|完善办法|"),
            ("1． 完善办法", "3|完善办法|"),
            ("１、完善办法", "3|完善办法|"),
            ("（1）完善办法", "4|完善办法|"),
            ("（1）完善办法。", "4||完善办法。"),
            ("1.完善办法；", "3||完善办法；"),
            ("一、以下单位：", "1||以下单位："),
        ] {
            assert_eq!(shown(line), expected, "{line}");
        }
    }

    #[test]
    fn amounts_years_and_enumerations_are_no_numbers() {
        for line in [
            "1.5万元用于培训。",
            "2012.年报",
            "2012、2013两年",
            "一、二级医院都要参加。",
            "1、2号楼同时开工。",
            "（2012）5号文件",
            "（一）、（二）两项合并。",
            "一",
            "一、",
            "1.",
            "",
            "**不是加粗**，# 也不是标题",
        ] {
            assert!(number_mark(line).is_none(), "{line}");
        }
        assert_eq!(shown("**甲** <b> | 乙"), "**甲** <b> | 乙");
    }

    #[test]
    fn a_long_first_sentence_is_no_heading() {
        let long = "各单位".repeat(14);
        assert_eq!(shown(&format!("（一）{long}。另外")), format!("2||{long}。另外"));
        assert_eq!(shown(&format!("（一）{long}")), format!("2||{long}"));
    }

    #[test]
    fn a_line_that_names_a_table_or_a_chart_is_that_one() {
        assert_eq!(shown("见图：义诊人次图。"), "图|义诊人次图");
        assert_eq!(shown("见图1：义诊人次图"), "见图1：义诊人次图");
        assert_eq!(shown("见表：汇总表"), "表|汇总表");
        assert_eq!(shown("见表：甲、乙情况表"), "表|甲、乙情况表");
        assert_eq!(shown("见表：附表：某某，某某。"), "表|附表：某某，某某");
        assert_eq!(shown("见表：汇总表。请填报。"), "见表：汇总表。请填报。");
        assert_eq!(shown("见表：。"), "见表：。");
    }

    #[test]
    fn neighbours_tell_whether_a_digit_after_a_number_belongs_to_it() {
        let read = |lines: &[&str]| blocks(lines).into_iter().map(show).collect::<Vec<_>>();
        assert_eq!(
            read(&["1.2012年完成甲。", "2.完成乙。", "3.6月底前完成丙。", "4.完成丁。"]),
            ["3||2012年完成甲。", "3||完成乙。", "3||6月底前完成丙。", "3||完成丁。"]
        );
        assert_eq!(
            read(&["1.3家医院先行。", "2.8个单位达标。", "3.6个镇跟进。"]),
            ["3||3家医院先行。", "3||8个单位达标。", "3||6个镇跟进。"]
        );
        assert_eq!(
            read(&["1.5万元用于甲。", "2.用于乙。", "（1）丙。", "3.4.5万元用于丁。", "4.用于戊。"]),
            ["3||5万元用于甲。", "3||用于乙。", "4||丙。", "3||4.5万元用于丁。", "3||用于戊。"]
        );
        assert_eq!(read(&["1、2012年完成甲。", "2、完成乙。"]), ["3||2012年完成甲。", "3||完成乙。"]);
        for lines in [
            &["1.5万元用于甲。"][..],
            &["1.5年内完成甲。"],
            &["1.5万元用于甲。", "2.3万元用于乙。"],
            &["1.1总则", "1.2范围", "2.1目标"],
            &["1、2月份检查。", "3、4月份整改。"],
        ] {
            assert_eq!(read(lines), lines);
        }
        assert_eq!(read(&["1.甲。", "2.5万元用于乙。"]), ["3||甲。", "2.5万元用于乙。"]);
        assert_eq!(read(&["1.甲。", "（一）乙", "2.6家先行。"]), ["3||甲。", "2|乙|", "2.6家先行。"]);
    }
}
