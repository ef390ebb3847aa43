//! The days and years of a text, moved from one year to another: 2026年4月底, 2026-04-17, 二〇二六年, 2025—2026年.
//!
//! What stands within 《》 and 〔〕 names a paper and keeps its year. The day of the week behind a date follows the new date. What says
//! how much was done in a year before the old one is not moved: in another year it would be untrue.

use std::ops::Range;

use crate::carry::Years;
use crate::model::date;

/// A text that was moved.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// The new text.
    pub text: String,
    /// Whether anything changed.
    pub changed: bool,
    /// What is to be looked at: `2月29日改成了2月28日`.
    pub told: Vec<String>,
    /// Whether years near the old one were left.
    pub left: bool,
}

/// A year in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct YearAt {
    range: Range<usize>,
    year: i32,
    /// It stands within 《》 or 〔〕.
    named: bool,
}

/// The text of what is planned, moved.
pub fn moved(text: &str, years: Years) -> Moved {
    let mut out = Moved::default();
    let mut from = 0;
    for at in years_in(text).iter().filter(|at| years.near(at.year)) {
        let past = at.year < years.old && has_figures(sentence(text, at.range.start));
        if at.named || past {
            out.left = true;
            continue;
        }
        out.text.push_str(&text[from..at.range.start]);
        let new = at.year + years.by();
        out.text.push_str(&like(&text[at.range.clone()], new));
        from = at.range.end;
        out.changed = true;
        if let Some((day, length)) = leap_day(&text[from..]).filter(|_| date::day(new, 2, 29).is_none()) {
            out.text.push_str(&text[from..from + day]);
            out.text.push_str("28");
            from += length;
            out.told.push(format!("{new}年没有2月29日，改成了2月28日"));
        }
    }
    out.text.push_str(&text[from..]);
    weekdays(&mut out, years);
    out
}

/// Whether a text speaks of a year near the old one, or of another by 去年 and the like.
pub fn speaks_of(text: &str, years: Years) -> bool {
    years_in(text).iter().any(|at| years.near(at.year)) || relative(text)
}

/// Whether a text says a year without its number, as it looks from the year in which it was written.
pub fn relative(text: &str) -> bool {
    ["去年", "上年", "上一年", "前年"].iter().any(|word| text.contains(word))
}

/// Whether a text speaks of this year, its own number or one of a paper, outside the names of papers.
pub fn places_of(text: &str, year: i32) -> Vec<Range<usize>> {
    years_in(text).into_iter().filter(|at| at.year == year && !at.named).map(|at| at.range).collect()
}

/// Where a text counts meetings, issues, sessions: 第4次, 第12期, 第三届.
pub fn counted(text: &str) -> Option<Range<usize>> {
    text.match_indices('第').find_map(|(at, first)| {
        let rest = &text[at + first.len()..];
        let end = rest.find(|c: char| !c.is_ascii_digit() && !"一二三四五六七八九十".contains(c))?;
        let unit = rest[end..].chars().next().filter(|c| "次期届号".contains(*c))?;
        (end > 0).then(|| at..at + first.len() + end + unit.len_utf8())
    })
}

/// Whether a text has figures besides days, times and numbers of its own parts: 300人, 95%, 4.2万元.
pub fn has_figures(text: &str) -> bool {
    figure(text).is_some()
}

/// The first figure of a text with its unit. What is reckoned from the ledger (`【…】`) is none: it follows the new rows.
pub fn figure(text: &str) -> Option<Range<usize>> {
    let dates = years_in(text);
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let mut from = 0;
    while let Some(start) = text[from..].find(is_digit).map(|at| from + at) {
        let body = |c: char| is_digit(c) || matches!(c, '.' | ',' | '，');
        let length = text[start..].find(|c| !body(c)).unwrap_or(text.len() - start);
        let end = start + text[start..start + length].trim_end_matches(['.', ',', '，']).len();
        from = start + length;
        let (before, after) = (&text[..start], &text[end..]);
        let in_year = dates.iter().any(|at| at.range.start <= start && start < at.range.end);
        let open = before.rfind('【').is_some_and(|at| !before[at..].contains('】'));
        let in_name = ['《', '〔'].iter().zip(['》', '〕']).any(|(opening, closing)| {
            before.rfind(*opening).is_some_and(|at| !before[at..].contains(closing))
        });
        let time = after.starts_with([':', '：', '年', '月', '日', '-', '/', '、', '）', ')'])
            || before.ends_with([':', '：', '-', '/', '“', '+', '（', '('])
            || after.starts_with("号") && before.ends_with('〕')
            || after.is_empty() && before.is_empty();
        if !in_year && !open && !in_name && !time {
            let unit = after.chars().next().filter(|c| !c.is_whitespace()).map_or(0, char::len_utf8);
            return Some(start..end + unit);
        }
    }
    None
}

fn years_in(text: &str) -> Vec<YearAt> {
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
            if (1900..=2999).contains(&year) && (is_year(before, after, han)) {
                found.push(YearAt { range: start..end, year, named: is_named(before) });
            }
        }
        index += count;
    }
    found
}

/// Whether four digits between these texts are a year.
fn is_year(before: &str, after: &str, han: bool) -> bool {
    if after.trim_start().starts_with('年') && !after.trim_start().starts_with("年级") {
        return true;
    }
    if han || before.ends_with(['.', '-', '/']) {
        return false;
    }
    // 〔2026〕15号.
    if before.ends_with(['〔', '［', '[', '（', '(']) && after.starts_with(['〕', '］', ']']) {
        return true;
    }
    let mut rest = after.chars();
    let Some(separator) = rest.next() else { return false };
    let rest = rest.as_str();
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    // 2025—2026年.
    if matches!(separator, '—' | '－' | '-' | '–' | '~' | '～' | '至') && digits == 4 {
        return rest[4..].starts_with('年');
    }
    // 2026-04-17, 2026/4/17, 2026.4.17; 2026-04.
    let month = rest[..digits].parse::<u32>().is_ok_and(|month| (1..=12).contains(&month));
    let day = &rest[digits..];
    let dotted = day.strip_prefix(separator).is_some_and(|day| day.starts_with(|c: char| c.is_ascii_digit()));
    matches!(separator, '-' | '/' | '.') && month && digits <= 2 && (dotted || separator == '-')
}

/// Whether what follows stands within 《》 or 〔〕.
fn is_named(before: &str) -> bool {
    [('《', '》'), ('〔', '〕')]
        .iter()
        .any(|(opening, closing)| before.rfind(*opening).is_some_and(|at| !before[at..].contains(*closing)))
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
fn like(old: &str, year: i32) -> String {
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

/// Of `年2月29日…` or `-02-29`: where its day begins, and where it ends.
fn leap_day(after: &str) -> Option<(usize, usize)> {
    ["年2月29", "年02月29", "-02-29", "-2-29", "/2/29", "/02/29", ".2.29", ".02.29"]
        .iter()
        .find(|day| after.starts_with(**day))
        .map(|day| (day.len() - 2, day.len()))
}

/// The sentence that a byte lies in.
fn sentence(text: &str, at: usize) -> &str {
    const ENDS: [char; 4] = ['。', '；', '！', '\n'];
    let start =
        text[..at].rfind(ENDS).map_or(0, |end| end + text[end..].chars().next().map_or(1, char::len_utf8));
    let end = text[at..].find(ENDS).map_or(text.len(), |end| at + end);
    &text[start..end]
}

/// Puts the days of the week right that fitted the old year.
fn weekdays(moved: &mut Moved, years: Years) {
    let mut out = String::new();
    let mut rest = moved.text.as_str();
    let mut done = 0;
    while let Some((at, opening)) = ["（星期", "(星期", "（周", "(周"]
        .iter()
        .filter_map(|opening| rest.find(opening).map(|at| (at, *opening)))
        .min()
    {
        let written = rest[at + opening.len()..].chars().next().unwrap_or(' ');
        let end = at + opening.len() + written.len_utf8();
        let before = &moved.text[..done + at];
        let meant = |year: i32, (month, day): (u32, u32)| date::day(year, month, day).map(date::weekday);
        let month_day = month_day(before);
        let old = month_day.and_then(|day| meant(years.old, day));
        let new = month_day.and_then(|day| meant(years.new, day));
        let written_as = if written == '天' { '日' } else { written };
        out.push_str(&rest[..at + opening.len()]);
        match (old, new, month_day) {
            (Some(old), Some(new), Some((month, day))) if old == written_as && is_of(before, years.new) => {
                out.push(new);
                if new != old {
                    moved.told.push(format!("{month}月{day}日由星期{old}改成星期{new}，请核对定在哪一天"));
                    moved.changed = true;
                }
            }
            _ => out.push(written),
        }
        done += end;
        rest = &rest[end..];
    }
    out.push_str(rest);
    moved.text = out;
}

/// Whether the date at the end of a text has this year, or none.
fn is_of(before: &str, year: i32) -> bool {
    let Some(at) = before.rfind('年') else { return true };
    let length = before.len() - at;
    length > "年12月30日".len() || before[..at].ends_with(&year.to_string())
}

/// Month and day that a text ends with: `3月12日`.
fn month_day(before: &str) -> Option<(u32, u32)> {
    let before = before.trim_end().strip_suffix('日')?;
    let month_end = before.rfind('月')?;
    let day = before[month_end + '月'.len_utf8()..].parse().ok()?;
    let digits = before[..month_end].chars().rev().take_while(char::is_ascii_digit).count();
    Some((before[month_end - digits..month_end].parse().ok()?, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to_2027(text: &str) -> String {
        moved(text, Years { old: 2026, new: 2027 }).text
    }

    #[test]
    fn days_of_what_is_planned_move_with_the_year() {
        for (old, new) in [
            ("2026年4月底前完成", "2027年4月底前完成"),
            ("2026-04-17", "2027-04-17"),
            ("2026/4/17", "2027/4/17"),
            ("二〇二六年四月", "二〇二七年四月"),
            ("２０２６年4月", "２０２７年4月"),
            ("2025—2026年", "2026—2027年"),
            ("总结2025年工作，部署2026年任务，谋划2027年", "总结2026年工作，部署2027年任务，谋划2028年"),
        ] {
            assert_eq!(to_2027(old), new);
        }
    }

    #[test]
    fn names_of_papers_other_years_and_what_was_done_stay() {
        for text in [
            "根据《2026年工作要点》（某发〔2026〕5号）",
            "到2030年建成",
            "2025年片区出车1260次。",
            "2026人参加",
            "电话 0938-2026",
            "编号12026年",
        ] {
            assert_eq!(to_2027(text), text);
        }
    }

    #[test]
    fn a_leap_day_and_the_day_of_the_week_are_put_right_and_told() {
        let leap = moved("2028年2月29日前", Years { old: 2028, new: 2029 });
        assert_eq!((leap.text.as_str(), leap.told.len()), ("2029年2月28日前", 1));
        let week = moved("2026年3月12日（星期四）上午9:00", Years { old: 2026, new: 2027 });
        assert_eq!(week.text, "2027年3月12日（星期五）上午9:00");
        assert_eq!(to_2027("3月12日（星期四）"), "3月12日（星期五）");
        assert_eq!(to_2027("2030年3月12日（星期二）"), "2030年3月12日（星期二）");
    }

    #[test]
    fn figures_are_told_from_days_and_times() {
        assert!(["培训300人", "达到95%", "4.2万元"].iter().all(|text| has_figures(text)));
        let none = ["3月9日前", "上午9:00", "【合计(金额，类型=1)】元", "《2026年要点》", "（1）"];
        assert!(none.iter().all(|text| !has_figures(text)));
    }
}
