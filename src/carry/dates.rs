//! The days and years of a text, moved from one year to another: 2026年4月底, 2026-04-17, 二〇二六年, 2025—2026年.
//!
//! What names a paper or numbers one keeps its year, and so does what was done by then ([`facts`]). Years that belong together move
//! together or not at all. The day of the week behind a date follows the new date, and no date is made that the calendar has not.

mod facts;

mod moving;

mod scan;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::carry::Years;
use crate::model::date;

/// How a text is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// A value that is a day or a formula: all its days move.
    Day,
    /// A title or a name of what is made anew.
    Title,
    /// Prose of a plan.
    Plan,
    /// Prose that may tell what was done as well; with the day of its document, before which all was done.
    Any(Option<date::Date>),
}

/// What is known besides the text.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// From which year to which.
    pub years: Years,
    /// How it is looked at.
    pub manner: Manner,
    /// Names of papers that are made anew: within 《》 they move as well.
    pub own: &'a BTreeSet<String>,
}

/// One stretch that was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// In the old text.
    pub old: Range<usize>,
    /// In the new text.
    pub new: Range<usize>,
    /// What is to be looked at: `2029年没有2月29日，改成了2月28日`.
    pub told: Option<String>,
}

/// A text that was moved.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// The new text.
    pub text: String,
    /// What was changed, in order.
    pub edits: Vec<Edit>,
    /// Days and years of the new text that stayed and may be last year's.
    pub left: Vec<Range<usize>>,
}

/// The text, moved.
pub fn moved(text: &str, asked: &Asked<'_>) -> Moved {
    moving::moved(text, asked)
}

/// Whether a text speaks of a year near the old one, or of another by 去年 and the like.
pub fn speaks_of(text: &str, years: Years) -> bool {
    scan::years_in(text).iter().any(|at| years.near(at.year)) || relative(text).is_some()
}

/// Where a text says a year without its number, as it looks from the year in which it was written.
pub fn relative(text: &str) -> Option<Range<usize>> {
    ["去年", "上年", "上一年", "前年"]
        .iter()
        .filter_map(|word| text.find(word).map(|at| at..at + word.len()))
        .min_by_key(|at| at.start)
}

/// The years that a text says.
pub fn years_of(text: &str) -> Vec<i32> {
    scan::years_in(text).into_iter().map(|at| at.year).collect()
}

/// Whether a text speaks of this year, its own number or one of a paper, outside the names of papers.
pub fn places_of(text: &str, year: i32) -> Vec<Range<usize>> {
    scan::years_in(text).into_iter().filter(|at| at.year == year && !at.named).map(|at| at.range).collect()
}

/// Where a text counts meetings, issues, sessions, years: 第4次, 第12期, 第三届, 20周年.
pub fn counted(text: &str) -> Vec<Range<usize>> {
    let numeral = |c: char| c.is_ascii_digit() || "〇一二三四五六七八九十百".contains(c);
    let of_turn = text.match_indices('第').filter_map(|(at, first)| {
        let rest = &text[at + first.len()..];
        let end = rest.find(|c: char| !numeral(c))?;
        let unit = rest[end..].chars().next().filter(|c| "次期届号批".contains(*c));
        let day = || {
            "个".chars().next().filter(|_| {
                ["个世界", "个国际", "个全国", "个中国"].iter().any(|word| rest[end..].starts_with(word))
            })
        };
        let unit = unit.or_else(day)?;
        (end > 0).then(|| at..at + first.len() + end + unit.len_utf8())
    });
    let of_years = text.match_indices("周年").filter_map(|(at, word)| {
        let length: usize = text[..at].chars().rev().take_while(|c| numeral(*c)).map(char::len_utf8).sum();
        (length > 0).then(|| at - length..at + word.len())
    });
    let mut found: Vec<Range<usize>> =
        of_turn.chain(of_years).filter(|at| !scan::in_name(text, at.start)).collect();
    found.sort_by_key(|at| at.start);
    found
}

/// Whether a text has figures besides days, times and numbers of its own parts: 300人, 95%, 4.2万元.
pub fn has_figures(text: &str) -> bool {
    figure(text).is_some()
}

/// The first figure of a text with its unit. What is reckoned from the ledger (`【…】`) is none: it follows the new rows.
pub fn figure(text: &str) -> Option<Range<usize>> {
    let dates = scan::years_in(text);
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let mut from = 0;
    while let Some(start) = text[from..].find(is_digit).map(|at| from + at) {
        let body = |c: char| is_digit(c) || matches!(c, '.' | ',' | '，');
        let length = text[start..].find(|c| !body(c)).unwrap_or(text.len() - start);
        let end = start + text[start..start + length].trim_end_matches(['.', ',', '，']).len();
        from = start + length;
        let (before, after) = (&text[..start], &text[end..]);
        let in_year = dates.iter().any(|at| at.range.start <= start && start < at.range.end);
        let open = scan::in_formula(text, start) || scan::in_name(text, start);
        let time = after.starts_with([':', '：', '年', '月', '日', '-', '/', '、', '）', ')'])
            || before.ends_with([':', '：', '-', '/', '“', '+', '（', '('])
            || after.starts_with("号")
                && before.trim_end_matches('第').ends_with(['〕', ']', '］', '】', '〗', ')', '）', '年'])
            || after.is_empty() && before.is_empty();
        if !in_year && !open && !time && !is_label(before, after) {
            let unit = after.chars().next().filter(|c| !c.is_whitespace()).map_or(0, char::len_utf8);
            return Some(start..end + unit);
        }
    }
    None
}

/// Whether a number between these texts is that of a table, an attachment or a paragraph: `表1`, `附件2`, `1.加强领导`.
fn is_label(before: &str, after: &str) -> bool {
    let opens =
        before.trim_end_matches(' ').is_empty() || before.trim_end_matches(' ').ends_with(['\n', '。', '；']);
    scan::ends_with_any(before, &["表", "图", "附件", "附录", "附"])
        || opens && after.starts_with(['.', '．'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(text: &str, years: (i32, i32), manner: Manner) -> Moved {
        let years = Years { old: years.0, new: years.1 };
        moved(text, &Asked { years, manner, own: &BTreeSet::new() })
    }

    fn to_2027(text: &str) -> String {
        asked(text, (2026, 2027), Manner::Plan).text
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
        let leap = asked("2028年2月29日前", (2028, 2029), Manner::Plan);
        let told: Vec<&Edit> = leap.edits.iter().filter(|edit| edit.told.is_some()).collect();
        assert_eq!((leap.text.as_str(), told.len()), ("2029年2月28日前", 1));
        assert_eq!(to_2027("2026年3月12日（星期四）上午9:00"), "2027年3月12日（星期五）上午9:00");
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
