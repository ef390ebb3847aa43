//! The days and years of a text, moved from one year to another: 2026年4月底, 2026-04-17, 二〇二六年, 2025—2026年.
//!
//! What names a paper or numbers one keeps its year, and so does what was done by then (`facts`). Years that belong together move
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
        let time = after
            .trim_start_matches(' ')
            .starts_with([':', '：', '年', '月', '日', '时', '-', '/', '、', '）', ')'])
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
    fn numbers_of_papers_keep_their_year_in_any_bracket() {
        for text in [
            "某医保[2026]6号",
            "某医保［2026］6号",
            "某医保【2026】6号",
            "某医保〖2026〗6号",
            "某医保(2026)6号",
            "某医保（2026）6号",
            "某医保〔2026年〕6号",
            "某医保[2026年]第6号",
            "公告2026年第6号",
            "《目录》2026年版",
            "2026级、2026届学员",
        ] {
            let moved = asked(text, (2026, 2027), Manner::Plan);
            assert_eq!((moved.text.as_str(), moved.left.is_empty()), (text, false));
        }
        assert_eq!(to_2027("【次数(日期>=2026-03-01)】场"), "【次数(日期>=2027-03-01)】场");
    }

    #[test]
    fn what_was_done_stays_and_what_is_to_be_done_moves() {
        for fact in [
            "2026年1月10日县委召开了动员会",
            "依据2026年修订的《条例》",
            "截至2026年2月底已完成投资2026万元",
            "2026年是“十五五”开局之年",
            "2026年为建局20周年",
            "2026年以来，全县工作有序推进",
            "2026年一季度，同比增长5%",
            "已于2026年2月底前完成",
            "2026年1月1日前出生",
            "2025年底",
            "2025年，我县遭受洪涝",
        ] {
            let moved = asked(fact, (2026, 2027), Manner::Plan);
            assert_eq!((moved.text.as_str(), moved.left.is_empty()), (fact, false));
        }
        for (plan, new) in [
            ("对已排查的问题，2026年6月底前整改到位", "对已排查的问题，2027年6月底前整改到位"),
            ("2026年6月底前对已建成的项目验收", "2027年6月底前对已建成的项目验收"),
            ("为了做好2026年工作", "为了做好2027年工作"),
            (
                "依据2026年修订的《条例》，请于2026年3月底前报送",
                "依据2026年修订的《条例》，请于2027年3月底前报送",
            ),
        ] {
            assert_eq!(to_2027(plan), new);
        }
        // Prose that may tell anything: figures alone are no plan.
        let free = |text: &str| asked(text, (2026, 2027), Manner::Any(None)).text;
        assert_eq!(free("我局2026年一季度立案12起。"), "我局2026年一季度立案12起。");
        assert_eq!(free("2026 年 4 月 3 日报到。"), "2027 年 4 月 3 日报到。");
        assert_eq!(free("2026年要培训300人。"), "2027年要培训300人。");
        assert_eq!(free("2026年6月底前培训300人。"), "2027年6月底前培训300人。");
        let issued = date::parse(
            "2026-03-05",
            crate::diag::diagnostic::Span { source: crate::diag::sources::SourceId(0), start: 0, end: 0 },
        );
        let day = issued.map(|moment| date::Date { day: moment.first, span: moment.span }).ok();
        let dated = |text: &str| asked(text, (2026, 2027), Manner::Any(day)).text;
        assert_eq!(dated("2026年3月4日发文。"), "2026年3月4日发文。");
        assert_eq!(dated("2026年3月6日开会。"), "2027年3月6日开会。");
        assert_eq!(dated("自2026年1月1日起施行。"), "自2027年1月1日起施行。");
    }

    #[test]
    fn years_that_belong_together_move_together_or_not_at_all() {
        for text in [
            "近三年（2023—2025年）",
            "2026至2028年三年行动",
            "自2026年3月5日起施行，有效期至2028年2月29日",
            "2024年2月29日启动，2026年2月28日结束",
            "2026—2027年两年行动",
        ] {
            let moved = asked(text, (2026, 2027), Manner::Plan);
            assert_eq!((moved.text.as_str(), moved.left.is_empty()), (text, false));
        }
        assert_eq!(to_2027("2026-2027学年"), "2027-2028学年");
        assert_eq!(to_2027("2026年9月1日至2027年1月31日"), "2027年9月1日至2028年1月31日");
        assert_eq!(to_2027("2026年12月底前建成，力争到2030年达标"), "2027年12月底前建成，力争到2030年达标");
    }

    #[test]
    fn no_day_is_made_that_the_calendar_has_not_and_days_of_the_week_follow() {
        let to_2029 = |text: &str| asked(text, (2028, 2029), Manner::Plan).text;
        for (old, new) in [
            ("2028年2月29日（星期二）开会", "2029年2月28日（星期三）开会"),
            ("2028年2月1日至29日", "2029年2月1日至28日"),
            ("二〇二八年二月二十九日", "二〇二九年二月二十八日"),
            ("２０２８年２月２９日", "２０２９年２月２８日"),
            ("2028/02/29", "2029/02/28"),
            ("2月29日下班前报送", "2月28日下班前报送"),
        ] {
            assert_eq!(to_2029(old), new);
        }
        for (old, new) in [
            (
                "本年3月5日（星期四）召开，3月6日（周五）报到，3月7日星期六",
                "本年3月5日（星期五）召开，3月6日（周六）报到，3月7日星期日",
            ),
            ("2026年3月12日(周四)前", "2027年3月12日(周五)前"),
            ("2026-03-05 周四", "2027-03-05 周五"),
            ("二〇二六年三月五日（星期四）", "二〇二七年三月五日（星期五）"),
            ("2026年5月6日—8日（周三至周五）", "2027年5月6日—8日（周四至周六）"),
            ("3月30日至4月1日（星期一至星期三）", "3月30日至4月1日（星期二至星期四）"),
            ("2026年12月31日（星期四）至1月1日（星期五）", "2027年12月31日（星期五）至1月1日（星期六）"),
        ] {
            assert_eq!(to_2027(old), new);
        }
        // What fits no year, and days together, are for people.
        for text in ["3月5日（星期一）", "3月5日（周四至周五）", "3月5日（星期四）召开了会议"]
        {
            let moved = asked(text, (2026, 2027), Manner::Plan);
            assert_eq!((moved.text.as_str(), moved.left.is_empty()), (text, false));
        }
    }

    #[test]
    fn meetings_sessions_and_anniversaries_are_found() {
        let text = "第5次会议，第三届，第12个世界无烟日，建局20周年，《第四次通知》";
        let found: Vec<&str> = counted(text).into_iter().map(|at| &text[at]).collect();
        assert_eq!(found, ["第5次", "第三届", "第12个", "20周年"]);
    }

    #[test]
    fn figures_are_told_from_days_and_times() {
        assert!(["培训300人", "达到95%", "4.2万元"].iter().all(|text| has_figures(text)));
        let none = [
            "表1",
            "见附件2",
            "1.加强领导。",
            "下午2时",
            "3月9日前",
            "上午9:00",
            "【合计(金额，类型=1)】元",
            "《2026年要点》",
            "（1）",
        ];
        assert!(none.iter().all(|text| !has_figures(text)));
    }
}
