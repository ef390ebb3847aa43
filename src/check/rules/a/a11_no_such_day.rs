//! A11: a day that no calendar has.

use std::ops::Range;

use crate::check::marks::{Found, Marks};
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::{characters, dates};
use crate::diag::diagnostic::Level;
use crate::model::date;
use crate::paper::end_matter;
use crate::paper::line::{Line, Role};

pub const RULE: Rule = Rule {
    code: "A11",
    name: "日历上没有这一天",
    level: Level::Error,
    fix: Fix::None,
    clause: "《党政机关公文处理工作条例》第二十条",
    why: "审核公文时要核对时间是否准确。没有2月30日、4月31日，也没有13月；不是闰年就没有2月29日。",
    wrong: &[
        body("各乡镇要在2026年2月29日前完成清淤。"),
        body("第一阶段从4月10日开始，到4月31日结束。"),
        body("第一批项目2026-06-31前开工。"),
    ],
    right: &[
        body("2024年2月29日、2月29日、12月31日都可以，农历2月30日也有。"),
        body("24月龄以上的儿童，设计文件第13.31条和12.30版，电话2026-13-31。"),
    ],
    look: Look::Line(look),
};

fn look(line: &Line, marks: &mut Marks<'_>) {
    let text = &line.text;
    for found in dates::all(text) {
        // 24月龄 is no date.
        let is_date = found.day.is_some() || found.year.is_some();
        if is_date && !found.exists() && !is_lunar(text, found.range.start) {
            tell(text, found.range, found.year, found.month, marks);
        }
    }
    for range in with_marks(text) {
        let number = |part: Option<&str>| part.and_then(|part| part.parse::<u32>().ok());
        let mut parts = text[range.clone()].split(['-', '.', '/']);
        let (Some(year), Some(month), Some(day)) =
            (number(parts.next()), number(parts.next()), number(parts.next()))
        else {
            continue;
        };
        let is_date = (1..=12).contains(&month) && (29..=31).contains(&day);
        if is_date && date::day(year as i32, month, day).is_none() {
            // With points it may be a version.
            let level = if text[range.clone()].contains('-') { Level::Error } else { Level::Warning };
            tell(text, range, Some(year as i32), month, marks).level(level);
        }
    }
    // In Chinese numerals only where the whole line is a date.
    let is_written_out = line.role == Role::Date && !text.contains(|c: char| c.is_ascii_digit());
    if let Some(date) = end_matter::date(text).filter(|date| is_written_out && !dates::exists(*date)) {
        tell(text, 0..text.len(), Some(date.year), date.month, marks);
    }
}

fn tell<'a>(
    text: &str,
    range: Range<usize>,
    year: Option<i32>,
    month: u32,
    marks: &'a mut Marks<'_>,
) -> &'a mut Found {
    let hint = if (1..=12).contains(&month) {
        let year_of = year.filter(|_| month == 2).map_or(String::new(), |year| format!("{year}年"));
        format!("{year_of}{month}月只有{}天，核对日期", dates::last_day(year.unwrap_or(2000), month))
    } else {
        "核对月份".to_owned()
    };
    marks.here(range.clone(), format!("没有“{}”这一天", &text[range])).hint(hint)
}

/// Whether the calendar is the lunar one, whose months have other lengths.
fn is_lunar(text: &str, at: usize) -> bool {
    let before: String = text[..at].chars().rev().take(8).collect::<Vec<_>>().into_iter().rev().collect();
    ["农历", "阴历", "夏历", "旧历"].iter().any(|word| before.contains(word))
}

/// Stretches like `2026-02-30`, `2026.2.30`, with nothing of an address or a telephone number beside them.
fn with_marks(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let year = digits(at);
        if year == 0 {
            at += 1;
            continue;
        }
        let start = at;
        at += year;
        let is_year = year == 4 && matches!(&text[start..start + 2], "19" | "20");
        let Some(mark) = bytes.get(at).copied().filter(|mark| is_year && b"-./".contains(mark)) else {
            continue;
        };
        let month = digits(at + 1);
        if !(1..=2).contains(&month) || bytes.get(at + 1 + month) != Some(&mark) {
            continue;
        }
        let day_at = at + 2 + month;
        let day = digits(day_at);
        let end = day_at + day;
        let is_free = |c: Option<char>| c.is_none_or(|c| !c.is_ascii_alphanumeric() && !"-./_".contains(c));
        if (1..=2).contains(&day)
            && is_free(characters::before(text, start))
            && is_free(characters::at(text, end))
        {
            found.push(start..end);
        }
        at = end;
    }
    found
}
