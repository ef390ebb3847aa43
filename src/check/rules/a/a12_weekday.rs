//! A12: a date whose 星期 is that of another day.

use std::ops::Range;

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::dates;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::end_matter::WrittenDate;
use crate::paper::number::is_blank;

pub const RULE: Rule = Rule {
    code: "A12",
    name: "日期和星期对不上",
    level: Level::Error,
    fix: Fix::Ask,
    clause: "《党政机关公文处理工作条例》第二十条",
    why: "会议通知里的日期和星期对不上，收文的人不知道信哪个。是日期错还是星期错，只有起草的人知道，所以不自动改。没有写年份的，按离成文日期最近的算。",
    wrong: &[body("定于2026年3月12日（星期五）上午9:30召开会议。"), body("定于3月12日（周五）召开会议。")],
    right: &[
        body("定于2026年3月12日（星期四）上午9:30召开会议，3月15日（星期天）闭会。"),
        body(
            "会议从3月12日至13日（星期四至星期五）召开，3月9日—3月13日（周一至周五）报名，3月12日（正月廿四，周四）布展。",
        ),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    let issue = dates::issue(paper).map(|(_, date)| date);
    for (index, line) in paper.lines.iter().enumerate() {
        for found in dates::all(&line.text) {
            let Some(day) = found.day else { continue };
            let Some((range, written)) = weekday(&line.text, found.range.end) else { continue };
            let year = found.year.or_else(|| nearest_year(issue?, found.month, day));
            let Some(year) = year else { continue };
            let Some(right) = dates::weekday_of(year, found.month, day) else { continue };
            if written != right {
                let date = format!("{year}年{}月{day}日", found.month);
                let level = if found.year.is_some() { Level::Error } else { Level::Warning };
                marks
                    .at(index, range, format!("{date}是星期{right}"))
                    .hint(format!("日期没有写错的话，应为“星期{right}”"))
                    .level(level);
            }
        }
    }
}

/// The year in which a day without year lies nearest to 成文日期.
fn nearest_year(issue: WrittenDate, month: u32, day: u32) -> Option<i32> {
    let far = |year: i32| dates::days(issue, WrittenDate { year, month, day }).map(i64::abs);
    (issue.year - 1..=issue.year + 1).filter_map(|year| Some((far(year)?, year))).min().map(|(_, year)| year)
}

/// The one weekday that stands right behind a date, in brackets or not: where, and `一` to `日`.
fn weekday(text: &str, end: usize) -> Option<(Range<usize>, char)> {
    let rest = text[end..].trim_start_matches(is_blank);
    let at = text.len() - rest.len();
    let Some(inner) = rest.strip_prefix(['（', '(']) else {
        return named(text, at, rest).filter(|_| rest.starts_with("星期"));
    };
    let inner = &inner[..inner.find(['）', ')'])?];
    let from = text.len() - rest.len() + '（'.len_utf8().min(rest.chars().next()?.len_utf8());
    let places: Vec<usize> =
        ["星期", "周", "礼拜"].iter().flat_map(|word| inner.match_indices(word)).map(|(at, _)| at).collect();
    let [place] = places.as_slice() else { return None };
    named(text, from + place, &inner[*place..])
}

/// The weekday that begins a text, if nothing says that it is one of several.
fn named(text: &str, at: usize, rest: &str) -> Option<(Range<usize>, char)> {
    let word = ["星期", "周", "礼拜"].into_iter().find(|word| rest.starts_with(word))?;
    let day = rest[word.len()..].chars().next()?;
    let plain = if matches!(day, '天' | '七') { '日' } else { day };
    let end = at + word.len() + day.len_utf8();
    let goes_on = text[end..]
        .trim_start_matches(is_blank)
        .starts_with(['至', '到', '—', '～', '-', '－', '、', '和', '及', '~']);
    ("一二三四五六日".contains(plain) && !goes_on).then_some((at..end, plain))
}
