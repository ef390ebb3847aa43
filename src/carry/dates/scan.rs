//! The years, days and days of the week that a text says, with their places; and its sentences.
//!
//! What they are good for is another's business.

use std::ops::Range;

/// A year in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearAt {
    /// Its four digits.
    pub range: Range<usize>,
    /// Their value.
    pub year: i32,
    /// It belongs to the name or the number of a paper, or to an edition: `《2026年……》`, `[2026]6号`, `2026年版`.
    pub named: bool,
}

/// A number of one or two digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// Its digits.
    pub range: Range<usize>,
    /// Their value.
    pub value: u32,
}

/// `星期四`, `周四` behind a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekdayAt {
    /// Its last character.
    pub range: Range<usize>,
    /// That of 一 to 六, 日.
    pub name: char,
    /// Another follows: `周四至周五`.
    pub second: Option<(Range<usize>, char)>,
}

/// A year, with month and day if they follow, or a day without a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// From the first digit to the end of the last unit.
    pub range: Range<usize>,
    /// The year, if it says one.
    pub year: Option<YearAt>,
    /// The month; of `29日` in `2月1日至29日` that of the day before.
    pub month: Option<u32>,
    /// The day.
    pub day: Option<Number>,
    /// The day of the week.
    pub weekday: Option<WeekdayAt>,
}

impl Mention {
    /// Where it ends, its day of the week with it.
    pub fn end(&self) -> usize {
        self.weekday.as_ref().map_or(self.range.end, |weekday| weekday.range.end)
    }
}

/// Where sentences end.
const ENDS: [char; 8] = ['。', '；', ';', '！', '？', '!', '?', '\n'];

/// The sentence that a byte lies in.
pub fn sentence(text: &str, at: usize) -> Range<usize> {
    let start =
        text[..at].rfind(ENDS).map_or(0, |end| end + text[end..].chars().next().map_or(1, char::len_utf8));
    let end = text[at..].find(ENDS).map_or(text.len(), |end| at + end);
    start..end
}

/// All that a text says of days, in order.
pub fn mentions(text: &str) -> Vec<Mention> {
    let mut found: Vec<Mention> = years_in(text).into_iter().map(|year| of_year(text, year)).collect();
    let mut more: Vec<Mention> = text
        .match_indices('月')
        .filter_map(|(at, _)| {
            let (start, month) = number_before(text, at)?;
            let known = found.iter().any(|known| known.range.start <= at && at < known.range.end);
            let after_year =
                text[..start].trim_end().ends_with('年') && !ends_with_any(&text[..start], &RELATIVE);
            let (day, end) = day_at(text, at + '月'.len_utf8())?;
            (!known && !after_year && (1..=12).contains(&month)).then_some(Mention {
                range: start..end,
                year: None,
                month: Some(month),
                day: Some(day),
                weekday: None,
            })
        })
        .collect();
    found.append(&mut more);
    found.sort_by_key(|mention| mention.range.start);
    let mut all: Vec<Mention> = Vec::new();
    for mention in found {
        let next = second_day(text, &mention);
        all.push(mention);
        all.extend(next);
    }
    for mention in all.iter_mut().filter(|mention| mention.day.is_some()) {
        mention.weekday = weekday_at(text, mention.range.end);
    }
    all
}

/// What says a year by its distance.
pub const RELATIVE: [&str; 8] = ["今年", "本年", "当年", "明年", "去年", "上年", "前年", "次年"];

/// Whether a text ends with one of these words.
pub fn ends_with_any(text: &str, words: &[&str]) -> bool {
    let text = text.trim_end();
    words.iter().any(|word| text.ends_with(word))
}

fn of_year(text: &str, year: YearAt) -> Mention {
    let after = skip_blanks(text, year.range.end);
    let rest = &text[after..];
    let mut mention =
        Mention { range: year.range.clone(), year: Some(year), month: None, day: None, weekday: None };
    if rest.starts_with('年') {
        let at = after + '年'.len_utf8();
        mention.range.end = at;
        let Some((month, end)) = number_at(text, skip_blanks(text, at)) else { return mention };
        let end = skip_blanks(text, end);
        if !text[end..].starts_with('月') {
            return mention;
        }
        let end = end + '月'.len_utf8();
        mention.month = Some(month.value);
        mention.range.end = end;
        if let Some((day, end)) = day_at(text, end) {
            (mention.day, mention.range.end) = (Some(day), end);
        }
    } else if let Some(separator) = rest.chars().next().filter(|c| matches!(c, '-' | '/' | '.')) {
        let Some((month, end)) = number_at(text, after + 1) else { return mention };
        if !(1..=12).contains(&month.value) {
            return mention;
        }
        mention.month = Some(month.value);
        mention.range.end = end;
        if text[end..].starts_with(separator)
            && let Some((day, end)) = number_at(text, end + 1)
        {
            (mention.day, mention.range.end) = (Some(day), end);
        }
    }
    mention
}

/// `29日` of `2月1日至29日`.
fn second_day(text: &str, first: &Mention) -> Option<Mention> {
    first.day.as_ref()?;
    let end = weekday_at(text, first.range.end).map_or(first.range.end, |weekday| {
        let after = weekday.range.end;
        after + text[after..].chars().next().filter(|c| matches!(c, '）' | ')')).map_or(0, char::len_utf8)
    });
    let separator = text[end..].chars().next().filter(|c| "至到—－–-~～、".contains(*c))?;
    let (day, end) = day_at(text, end + separator.len_utf8())?;
    Some(Mention {
        range: day.range.start..end,
        year: None,
        month: first.month,
        day: Some(day),
        weekday: None,
    })
}

/// `12日`, `12号` at a place: the number, and where it ends.
fn day_at(text: &str, at: usize) -> Option<(Number, usize)> {
    let (day, end) = number_at(text, skip_blanks(text, at))?;
    let end = skip_blanks(text, end);
    let unit = text[end..].chars().next().filter(|c| matches!(c, '日' | '号'))?;
    (1..=31).contains(&day.value).then_some((day, end + unit.len_utf8()))
}

/// `（星期四）`, `(周四`, `星期四` behind a day.
fn weekday_at(text: &str, end: usize) -> Option<WeekdayAt> {
    let mut at = skip_blanks(text, end);
    if let Some(opening) = text[at..].chars().next().filter(|c| matches!(c, '（' | '(' | '[' | '［')) {
        at = skip_blanks(text, at + opening.len_utf8());
    }
    let word = WEEK.iter().find(|word| text[at..].starts_with(**word))?;
    let at = at + word.len();
    let name = text[at..].chars().next().filter(|c| "一二三四五六日天".contains(*c))?;
    let range = at..at + name.len_utf8();
    let rest =
        text[range.end..].trim_start_matches(['至', '到', '、', '和', '—', '－', '-', '~', '～', '及']);
    let parted = rest.len() < text.len() - range.end;
    let last = WEEK.iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let second = last.chars().next().filter(|c| parted && "一二三四五六日天".contains(*c)).map(|name| {
        let start = text.len() - last.len();
        (start..start + name.len_utf8(), sunday(name))
    });
    Some(WeekdayAt { range, name: sunday(name), second })
}

/// 日 for 天.
fn sunday(name: char) -> char {
    if name == '天' { '日' } else { name }
}

const WEEK: [&str; 3] = ["星期", "礼拜", "周"];

fn skip_blanks(text: &str, at: usize) -> usize {
    at + text[at..].len() - text[at..].trim_start_matches([' ', '\u{3000}', '\u{a0}']).len()
}

/// A number of one or two digits, or in 一 to 三十一.
fn number_at(text: &str, at: usize) -> Option<(Number, usize)> {
    let rest = &text[at..];
    let length = rest.find(|c| !is_numeral(c)).unwrap_or(rest.len());
    let value = value(&rest[..length])?;
    Some((Number { range: at..at + length, value }, at + length))
}

/// The number that ends at a place: where it begins, its value.
fn number_before(text: &str, end: usize) -> Option<(usize, u32)> {
    let before = text[..end].trim_end();
    let length: usize = before.chars().rev().take_while(|c| is_numeral(*c)).map(char::len_utf8).sum();
    let start = before.len() - length;
    Some((start, value(&before[start..])?))
}

fn is_numeral(c: char) -> bool {
    c == '十' || digit(c).is_some()
}

fn value(written: &str) -> Option<u32> {
    let digits: Vec<char> = written.chars().collect();
    let one = |c: char| digit(c).and_then(|value| u32::try_from(value).ok());
    match digits[..] {
        ['十'] => Some(10),
        ['十', low] => Some(10 + one(low)?),
        [high, '十'] => Some(one(high)? * 10),
        [high, '十', low] => Some(one(high)? * 10 + one(low)?),
        [only] => one(only),
        [high, low] => Some(one(high)? * 10 + one(low)?),
        _ => None,
    }
}

/// A day in the digits of another.
pub fn day_like(old: &str, day: u32) -> String {
    match old.chars().next() {
        Some(c) if ('０'..='９').contains(&c) => like(old, i32::try_from(day).unwrap_or_default()),
        Some(c) if is_han_digit(c) => {
            let han = |value: u32| "〇一二三四五六七八九".chars().nth(value as usize).unwrap_or('〇');
            let high = if day >= 20 { han(day / 10).to_string() } else { String::new() };
            let low = if day.is_multiple_of(10) { String::new() } else { han(day % 10).to_string() };
            format!("{high}十{low}")
        }
        _ => day.to_string(),
    }
}

/// The years of a text, in order.
pub fn years_in(text: &str) -> Vec<YearAt> {
    let mut found: Vec<YearAt> = Vec::new();
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut index = 0;
    while index < chars.len() {
        let Some(value) = digit(chars[index].1) else {
            index += 1;
            continue;
        };
        let han = is_han_digit(chars[index].1);
        let run = chars[index..].iter().take_while(|(_, c)| digit(*c).is_some() && is_han_digit(*c) == han);
        let count = run.count();
        let end = chars.get(index + count).map_or(text.len(), |(at, _)| *at);
        if count == 4 {
            let year = chars[index + 1..index + 4]
                .iter()
                .filter_map(|(_, c)| digit(*c))
                .fold(value, |year, next| year * 10 + next);
            let start = chars[index].0;
            let (before, after) = (&text[..start], &text[end..]);
            let named = is_named(before, after);
            if (1900..=2999).contains(&year) && (named.is_some() || is_year(before, after, han)) {
                let named =
                    named.unwrap_or_else(|| is_open(before, '《', '》') || is_open(before, '〔', '〕'));
                found.push(YearAt { range: start..end, year, named });
            }
        }
        index += count;
    }
    found
}

/// Whether four digits between these texts are a year.
fn is_year(before: &str, after: &str, han: bool) -> bool {
    let unit = |text: &str| text.starts_with("年") || text.starts_with("学年");
    if unit(after.trim_start()) && !after.trim_start().starts_with("年级") {
        return true;
    }
    if han || before.ends_with(['.', '-', '/']) {
        return false;
    }
    let mut rest = after.chars();
    let Some(separator) = rest.next() else { return false };
    let rest = rest.as_str();
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    // 2025—2026年.
    if matches!(separator, '—' | '－' | '-' | '–' | '~' | '～' | '至' | '到' | '、' | '/') && digits == 4
    {
        return unit(&rest[4..]);
    }
    // 2026-04-17, 2026/4/17, 2026.4.17; 2026-04.
    let month = rest[..digits].parse::<u32>().is_ok_and(|month| (1..=12).contains(&month));
    let day = &rest[digits..];
    let dotted = day.strip_prefix(separator).is_some_and(|day| day.starts_with(|c: char| c.is_ascii_digit()));
    matches!(separator, '-' | '/' | '.') && month && digits <= 2 && (dotted || separator == '-')
}

/// Whether four digits are the year of a number or an edition, which says so itself: `〔2026〕6号`, `[2026]6号`, `(2026)6号`,
/// `2026年第6号`, `2026年版`, `2026级`. `None` if they do not say it.
fn is_named(before: &str, after: &str) -> Option<bool> {
    const OPENING: [char; 10] = ['〔', '［', '[', '（', '(', '【', '〖', '｛', '{', '〈'];
    const CLOSING: [char; 10] = ['〕', '］', ']', '）', ')', '】', '〗', '｝', '}', '〉'];
    let rest = after.trim_start();
    let enclosed = before.trim_end().ends_with(OPENING);
    if enclosed && rest.starts_with(CLOSING) {
        return Some(true);
    }
    let bare = rest.strip_prefix('年').unwrap_or(rest);
    let numbered = |text: &str| {
        let text = text.trim_start();
        let text = text.strip_prefix('第').unwrap_or(text).trim_start();
        let digits = text.len() - text.trim_start_matches(|c| digit(c).is_some()).len();
        digits > 0 && text[digits..].trim_start().starts_with('号')
    };
    if enclosed && bare.starts_with(CLOSING) && numbered(bare.trim_start_matches(CLOSING)) {
        return Some(true);
    }
    if rest.starts_with('年') && (numbered(bare) || bare.starts_with('版') || bare.starts_with("修订版"))
    {
        return Some(true);
    }
    let edition = ['版', '级', '届'].iter().any(|unit| after.starts_with(*unit));
    edition.then_some(true)
}

/// Whether a bracket is open at the end of a text.
fn is_open(before: &str, opening: char, closing: char) -> bool {
    before.rfind(opening).is_some_and(|at| !before[at..].contains(closing))
}

/// The name of a paper that a byte lies in: what stands between 《 and 》.
pub fn name_around(text: &str, at: usize) -> Option<Range<usize>> {
    let start = text[..at].rfind('《').filter(|start| !text[*start..at].contains('》'))? + '《'.len_utf8();
    let end = text[at..].find('》').map(|end| at + end)?;
    Some(start..end)
}

/// Whether a byte lies within a formula, `【…】`.
pub fn in_formula(text: &str, at: usize) -> bool {
    is_open(&text[..at], '【', '】')
}

/// Whether a byte lies within 《》 or 〔〕.
pub fn in_name(text: &str, at: usize) -> bool {
    is_open(&text[..at], '《', '》') || is_open(&text[..at], '〔', '〕')
}

fn is_han_digit(c: char) -> bool {
    !c.is_ascii_digit() && !('０'..='９').contains(&c)
}

fn digit(c: char) -> Option<i32> {
    let han = "〇一二三四五六七八九".chars().position(|digit| digit == c);
    match c {
        '0'..='9' => Some(c as i32 - '0' as i32),
        '０'..='９' => Some(c as i32 - '０' as i32),
        '零' | '○' => Some(0),
        _ => han.map(|at| at as i32),
    }
}

/// A year in the digits of another.
pub fn like(old: &str, year: i32) -> String {
    let first = old.chars().next().unwrap_or('0');
    let zero = old.chars().find(|c| matches!(c, '零' | '○' | '〇')).unwrap_or('〇');
    let digits = year.to_string();
    let write = |c: char| {
        let value = c as u32 - '0' as u32;
        if first.is_ascii_digit() {
            return c;
        }
        if ('０'..='９').contains(&first) {
            return char::from_u32('０' as u32 + value).unwrap_or(c);
        }
        if value == 0 {
            zero
        } else {
            "〇一二三四五六七八九".chars().nth(value as usize).unwrap_or(c)
        }
    };
    digits.chars().map(write).collect()
}
