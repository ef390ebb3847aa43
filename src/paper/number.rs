//! 序数 at the beginning of a paragraph, in whatever form it is written.

use std::ops::Range;

use crate::markup::prose::AMOUNTS;

/// What a number is written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// 一、
    Han,
    /// （一）
    HanInBrackets,
    /// 1.
    Arabic,
    /// （1）
    ArabicInBrackets,
    /// ①
    Circled,
    /// 第一章
    Chapter,
    /// 第一条
    Article,
}

impl Shape {
    /// 1–4 for the levels of 7.3.3, 5 for ①; 0 for chapters and articles.
    pub fn level(self) -> u8 {
        match self {
            Shape::Han => 1,
            Shape::HanInBrackets => 2,
            Shape::Arabic => 3,
            Shape::ArabicInBrackets => 4,
            Shape::Circled => 5,
            Shape::Chapter | Shape::Article => 0,
        }
    }

    /// The number as the standard writes it.
    pub fn written(self, value: u32) -> String {
        match self {
            Shape::Han => format!("{}、", han(value)),
            Shape::HanInBrackets => format!("（{}）", han(value)),
            Shape::Arabic => format!("{value}."),
            Shape::ArabicInBrackets => format!("（{value}）"),
            Shape::Circled => char::from_u32(0x245F + value).map_or_else(String::new, String::from),
            Shape::Chapter => format!("第{}章", han(value)),
            Shape::Article => format!("第{}条", han(value)),
        }
    }
}

/// A number as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Its form.
    pub shape: Shape,
    /// Its value.
    pub value: u32,
    /// All of it in the line: brackets, mark behind it, a mark behind the bracket.
    pub range: Range<usize>,
    /// The numeral alone.
    pub numeral: Range<usize>,
}

impl Mark {
    /// What stands behind the numeral: `、`, `）`, `）、`.
    pub fn tail<'a>(&self, line: &'a str) -> &'a str {
        line[self.numeral.end..self.range.end].trim_end()
    }

    /// What stands before the numeral: `（` or nothing.
    pub fn opening<'a>(&self, line: &'a str) -> &'a str {
        line[self.range.start..self.numeral.start].trim_start()
    }
}

/// How sure one may be that it is a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doubt {
    None,
    /// It counts only beside its neighbours: what follows is a digit, or the form is a rare one.
    Neighbours,
}

/// The numbers at the beginnings of paragraphs. A doubtful one counts if the paragraphs before or after it, among those
/// of its own form, have the number before or after it.
pub fn marks<S: AsRef<str>>(lines: &[S]) -> Vec<Option<Mark>> {
    let found: Vec<Option<(Mark, Doubt)>> = lines.iter().map(|line| candidate(line.as_ref())).collect();
    let has_neighbour = |index: usize, mark: &Mark| {
        let same = |other: &&(Mark, Doubt)| other.0.shape.level() == mark.shape.level();
        let before = found[..index].iter().rev().flatten().find(same);
        let after = found[index + 1..].iter().flatten().find(same);
        let follows = before.is_some_and(|(other, _)| other.value + 1 == mark.value);
        let followed = after.is_some_and(|(other, _)| other.value == mark.value + 1);
        // 1.1, 1.2, 2.1 are numbers of another kind.
        let twice = [before, after].into_iter().flatten().any(|(other, _)| other.value == mark.value);
        !twice && (follows || followed)
    };
    (0..found.len())
        .map(|index| {
            let (mark, doubt) = found[index].as_ref()?;
            (*doubt == Doubt::None || has_neighbour(index, mark)).then(|| mark.clone())
        })
        .collect()
}

fn candidate(line: &str) -> Option<(Mark, Doubt)> {
    let body = line.trim_start_matches(is_blank);
    let start = line.len() - body.len();
    let first = body.chars().next()?;
    if let '①'..='⑳' = first {
        let end = start + first.len_utf8();
        let value = u32::from(first) - 0x245F;
        return Some((
            Mark { shape: Shape::Circled, value, range: start..end, numeral: start..end },
            Doubt::None,
        ));
    }
    if first == '第' {
        return article(line, start);
    }
    let open = matches!(first, '（' | '(').then(|| first.len_utf8()).unwrap_or(0);
    let blank = blanks(&line[start + open..]);
    let at = start + open + blank;
    let (length, value, arabic) = numeral(&line[at..])?;
    let numeral = at..at + length;
    let mut end = numeral.end;
    if open > 0 {
        end += blanks(&line[end..]);
        let close = line[end..].chars().next().filter(|c| matches!(c, '）' | ')'))?;
        end += close.len_utf8();
        let rest = line[end..].trim_start_matches(is_blank);
        let shape = if arabic { Shape::ArabicInBrackets } else { Shape::HanInBrackets };
        // （一）、（二）两项; （一）至（三）项.
        let (tail, behind) = match rest.chars().next()? {
            c @ ('、' | '.' | '．' | '，' | ',' | '：' | ':') => (Some(c), &rest[c.len_utf8()..]),
            _ => (None, rest),
        };
        let next = behind.trim_start_matches(is_blank).chars().next()?;
        if matches!(next, '（' | '(' | '至') || rest.starts_with("和（") || rest.starts_with("项") {
            return None;
        }
        if let Some(tail) = tail {
            end = line.len() - rest.len() + tail.len_utf8();
        }
        return Some((Mark { shape, value, range: start..end, numeral }, Doubt::None));
    }
    let close = line[end..].chars().next()?;
    let rest = &line[end + close.len_utf8()..];
    let next = rest.trim_start_matches(is_blank).chars().next();
    let doubt = match (arabic, close) {
        // 一、二级医院; a line that is nothing but `一、` has been cut.
        (false, '、' | '.' | '．') if !next.is_some_and(is_han_numeral) => Doubt::None,
        (false, '，' | ',' | '：' | ':') => Doubt::Neighbours,
        (true, '.' | '．' | '、') => arabic_doubt(close, rest)?,
        (true, '，' | ',' | ')' | '）') if next.is_some_and(|c| !c.is_ascii_digit()) => Doubt::Neighbours,
        _ => return None,
    };
    next?;
    end += close.len_utf8();
    let shape = if arabic { Shape::Arabic } else { Shape::Han };
    Some((Mark { shape, value, range: start..end, numeral }, doubt))
}

/// 第一章, 第十二条, with what stands behind it if that is a blank.
fn article(line: &str, start: usize) -> Option<(Mark, Doubt)> {
    let at = start + '第'.len_utf8();
    let (length, value, _) = numeral(&line[at..])?;
    let numeral = at..at + length;
    let rest = &line[numeral.end..];
    let word = rest.chars().next()?;
    let shape = match word {
        '章' => Shape::Chapter,
        '条' => Shape::Article,
        _ => return None,
    };
    let behind = rest[word.len_utf8()..].chars().next()?;
    if !is_blank(behind) {
        return None;
    }
    let end = numeral.end + word.len_utf8();
    Some((Mark { shape, value, range: start..end, numeral }, Doubt::None))
}

/// Whether what follows `1.` may belong to the same number; `None` if it does.
fn arabic_doubt(close: char, rest: &str) -> Option<Doubt> {
    let digits = rest.find(|c| !is_digit(c)).unwrap_or(rest.len());
    let (count, unit) = (rest[..digits].chars().count(), &rest[digits..]);
    if count == 0 {
        return Some(Doubt::None);
    }
    // No amount has such a fraction: `1.2012年`, `3.6月底前`. But `1.5年`, `1.5个月` are amounts.
    let whole = (count == 4 && unit.starts_with('年'))
        || (count <= 2 && unit.starts_with(['月', '名']) && close != '、');
    if whole {
        return Some(Doubt::None);
    }
    let amount = close == '、' || unit.is_empty() || AMOUNTS.iter().any(|amount| unit.starts_with(amount));
    (!amount).then_some(Doubt::Neighbours)
}

/// Length, value and kind (Arabic or not) of the numeral at the beginning. Three digits and more are a year or an amount.
fn numeral(text: &str) -> Option<(usize, u32, bool)> {
    let length = |is: fn(char) -> bool| text.find(|c| !is(c)).unwrap_or(text.len());
    let digits = length(is_digit);
    if digits > 0 {
        let value =
            text[..digits].chars().fold(0_u32, |sum, c| sum.saturating_mul(10).saturating_add(digit(c)));
        return (text[..digits].chars().count() <= 2).then_some((digits, value, true));
    }
    let numerals = length(is_han_numeral);
    let value = value_of_han(&text[..numerals])?;
    (text[..numerals].chars().count() <= 4).then_some((numerals, value, false))
}

fn digit(c: char) -> u32 {
    c.to_digit(10).unwrap_or_else(|| u32::from(c).saturating_sub(u32::from('０')))
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn is_han_numeral(c: char) -> bool {
    "一二三四五六七八九十".contains(c)
}

/// Blanks of any width.
pub fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{3000}' | '\u{A0}') || (c.is_whitespace())
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches(is_blank).len()
}

/// 一 to 九十九, in numerals.
pub fn han(value: u32) -> String {
    const ONES: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (value / 10 % 10, ONES[(value % 10) as usize]);
    match tens {
        0 => ones.to_owned(),
        1 => format!("十{ones}"),
        _ => format!("{}十{ones}", ONES[tens as usize]),
    }
}

/// The value of 一 to 九十九; `None` for what is no number in that form.
pub fn value_of_han(text: &str) -> Option<u32> {
    let one = |c: char| "一二三四五六七八九".chars().position(|numeral| numeral == c).map(|at| at as u32 + 1);
    let mut characters = text.chars();
    let (first, second, third) = (characters.next()?, characters.next(), characters.next());
    if characters.next().is_some() {
        return None;
    }
    match (first, second, third) {
        ('十', None, None) => Some(10),
        ('十', Some(ones), None) => Some(10 + one(ones)?),
        (ones, None, None) => one(ones),
        // 一十 is not written.
        (tens, Some('十'), ones) if tens != '一' => Some(one(tens)? * 10 + ones.map_or(Some(0), one)?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> Option<(u8, u32, &str)> {
        marks(&[line])[0]
            .as_ref()
            .map(|mark| (mark.shape.level(), mark.value, line.get(mark.range.clone()).expect("cut")))
    }

    #[test]
    fn numbers_are_read_in_whatever_form_they_are_written() {
        for (line, expected) in [
            ("一、总体要求", (1, 1, "一、")),
            ("十二.加强领导", (1, 12, "十二.")),
            ("（一）组织", (2, 1, "（一）")),
            ("(二)组织", (2, 2, "(二)")),
            ("（ 三 ）组织", (2, 3, "（ 三 ）")),
            ("（一）、组织", (2, 1, "（一）、")),
            ("（四).组织", (2, 4, "（四).")),
            ("1.完善办法", (3, 1, "1.")),
            ("１２、完善办法", (3, 12, "１２、")),
            ("1.2012年完成", (3, 1, "1.")),
            ("（10）完善", (4, 10, "（10）")),
            ("③其他", (5, 3, "③")),
            ("第三章　附则", (0, 3, "第三章")),
            ("第二十一条 本办法", (0, 21, "第二十一条")),
            ("　　二、空两格", (1, 2, "二、")),
        ] {
            let (level, value, mark) = told(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((level, value, mark.trim_start()), (expected.0, expected.1, expected.2), "{line}");
        }
    }

    #[test]
    fn amounts_years_and_enumerations_are_no_numbers() {
        for line in [
            "1.5万元用于培训",
            "一、二级医院",
            "（一）、（二）两项合并",
            "（2012）5号",
            "2012.年报",
            "第一，加强领导",
            "第一条款",
            "99999999999",
            "一是加强",
            "1",
            "一、",
            "",
        ] {
            assert_eq!(told(line), None, "{line}");
        }
    }

    #[test]
    fn a_doubtful_number_counts_beside_its_neighbours() {
        let values = |lines: &[&str]| {
            marks(lines).iter().map(|mark| mark.as_ref().map(|m| m.value)).collect::<Vec<_>>()
        };
        assert_eq!(values(&["一，甲", "二，乙"]), [Some(1), Some(2)]);
        assert_eq!(values(&["一，甲"]), [None]);
        assert_eq!(values(&["1.3家医院", "2.8个单位"]), [Some(1), Some(2)]);
        assert_eq!(values(&["1，甲", "正文。", "2，乙"]), [Some(1), None, Some(2)]);
    }

    #[test]
    fn han_numerals_go_up_to_99() {
        for (value, text) in [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九")] {
            assert_eq!((han(value).as_str(), value_of_han(text)), (text, Some(value)));
        }
        for (value, text) in (1..100).map(|value| (value, han(value))) {
            assert_eq!(value_of_han(&text), Some(value), "{text}");
        }
        for text in ["一一", "一十", "十十", "二十十", "二十一一", "百", ""] {
            assert_eq!(value_of_han(text), None, "{text}");
        }
    }
}
