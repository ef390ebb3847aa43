//! Which days of a text move, and the text with them moved.

use std::ops::Range;

use crate::carry::dates::scan::{self, Mention, WeekdayAt, YearAt};
use crate::carry::dates::{Asked, Edit, Manner, Moved, facts, has_figures};
use crate::model::date;

/// What becomes of a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// It moves.
    Moves,
    /// It stays, and is named.
    Stays,
    /// It stays; nobody need look at it.
    Foreign,
}

/// How far back a year is named that stays.
const BACK: i32 = 3;

pub(super) fn moved(text: &str, asked: &Asked<'_>) -> Moved {
    let mentions = scan::mentions(text);
    let mut work = Work {
        text,
        asked,
        fates: fates(text, &mentions, asked),
        mentions,
        changes: Vec::new(),
        left: Vec::new(),
    };
    for at in 0..work.mentions.len() {
        let mention = work.mentions[at].clone();
        match &mention.year {
            Some(year) => work.dated(at, &mention, year),
            None => work.undated(at, &mention),
        }
    }
    work.done()
}

/// The fates of all mentions; those without a year have that of the year before them in their sentence, else their own.
fn fates(text: &str, mentions: &[Mention], asked: &Asked<'_>) -> Vec<Fate> {
    let mut fates = vec![Fate::Foreign; mentions.len()];
    let dated: Vec<usize> = (0..mentions.len()).filter(|at| mentions[*at].year.is_some()).collect();
    let mut at = 0;
    while at < dated.len() {
        let is_paper = |index: usize| mentions[index].year.as_ref().is_some_and(|year| year.named);
        let mut last = at;
        while last + 1 < dated.len()
            && !is_paper(dated[last])
            && !is_paper(dated[last + 1])
            && linked(text, mentions, dated[last], dated[last + 1])
        {
            last += 1;
        }
        let from = at.checked_sub(1).map_or(0, |before| mentions[dated[before]].end());
        let until = dated.get(last + 1).map_or(text.len(), |next| mentions[*next].range.start);
        let around = facts::around(text, mentions[dated[at]].range.start, from, until);
        let fate = if is_paper(dated[at]) {
            of_paper(text, &mentions[dated[at]], asked)
        } else {
            let group: Vec<&Mention> = dated[at..=last].iter().map(|index| &mentions[*index]).collect();
            of_group(text, &group, &around, asked)
        };
        dated[at..=last].iter().for_each(|index| fates[*index] = fate);
        at = last + 1;
    }
    for at in 0..mentions.len() {
        if mentions[at].year.is_none() {
            fates[at] = match governing(text, mentions, at) {
                Some(year) => fates[year],
                None => of_undated(text, mentions, at, asked),
            };
        }
    }
    fates
}

/// The mention with a year that a day without one belongs to: the last before it in its sentence.
fn governing(text: &str, mentions: &[Mention], at: usize) -> Option<usize> {
    let start = mentions[at].range.start;
    if scan::ends_with_any(&text[..start], &scan::RELATIVE) {
        return None;
    }
    let sentence = scan::sentence(text, start);
    let year =
        (0..at).rev().find(|before| mentions[*before].year.as_ref().is_some_and(|year| !year.named))?;
    (mentions[year].range.start >= sentence.start).then_some(year)
}

/// Whether two years are the ends of one time.
fn linked(text: &str, mentions: &[Mention], first: usize, second: usize) -> bool {
    let (a, b) = (&mentions[first], &mentions[second]);
    if scan::sentence(text, a.range.start) != scan::sentence(text, b.range.start) {
        return false;
    }
    let between = text[a.range.end..b.range.start].trim_end();
    let lasting = ["有效期", "施行", "执行", "延长"].iter().any(|word| between.contains(word));
    let one_clause = lasting || !between.contains(['，', ',']);
    let after = text[b.end()..].trim_start_matches(['）', ')', '底', '末', ' ']);
    one_clause && between.ends_with(['至', '到', '—', '－', '-', '–', '~', '～'])
        || ["止", "为止", "届满", "到期", "结束", "终止", "失效"].iter().any(|word| after.starts_with(word))
}

/// The year within a name or a number.
fn of_paper(text: &str, mention: &Mention, asked: &Asked<'_>) -> Fate {
    let Some(year) = &mention.year else { return Fate::Foreign };
    if !asked.years.near(year.year) {
        return Fate::Foreign;
    }
    let own = scan::name_around(text, year.range.start).is_some_and(|name| {
        let after = text[name.end..].trim_start_matches('》');
        let numbered =
            after.starts_with(['（', '(', '〔', '[']) && after.chars().take(24).any(|c| "〔[［".contains(c));
        !numbered && asked.own.contains(&text[name])
    });
    if own { Fate::Moves } else { Fate::Stays }
}

fn of_group(text: &str, group: &[&Mention], around: &Range<usize>, asked: &Asked<'_>) -> Fate {
    let years: Vec<i32> = group.iter().filter_map(|one| one.year.as_ref().map(|year| year.year)).collect();
    let known = asked.years;
    if !years.iter().all(|year| known.near(*year)) {
        let any = years.iter().any(|year| known.near(*year) || *year >= known.old - BACK);
        return if any { Fate::Stays } else { Fate::Foreign };
    }
    let start = group.first().map_or(0, |first| first.range.start);
    if asked.manner == Manner::Day || scan::in_formula(text, start) {
        return Fate::Moves;
    }
    if asked.manner == Manner::Title {
        let is_day = group.iter().any(|one| one.day.is_some());
        return if is_day { Fate::Stays } else { Fate::Moves };
    }
    let last = group.last().copied();
    let done = group.iter().any(|one| facts::tells_done(text, around, one));
    let lasting = group.len() > 1 && facts::is_lasting(text, around);
    let latest = years.iter().max().copied().unwrap_or_default();
    // A year before the old one moves with what looks back on it: 总结2025年工作.
    let back = scan::ends_with_any(&text[..start], &["总结", "回顾", "盘点", "梳理"]);
    let figures = has_figures(&text[scan::sentence(text, start)]);
    let past = latest < known.old && (!back || figures || group.iter().any(|one| is_part(text, one)));
    let reported = match asked.manner {
        Manner::Any(issued) if latest == known.old => {
            let before = last.is_some_and(|last| issued.is_some_and(|issued| is_before(text, last, issued)));
            before || facts::reports_figures(text, around)
        }
        _ => false,
    };
    if done || lasting || past || reported { Fate::Stays } else { Fate::Moves }
}

/// Whether a mention says a time within its year: `2025年3月`, `2025年底`.
fn is_part(text: &str, mention: &Mention) -> bool {
    const PARTS: [&str; 7] = ["初", "底", "末", "上半年", "下半年", "一季度", "第"];
    mention.month.is_some() || PARTS.iter().any(|part| text[mention.range.end..].starts_with(part))
}

/// Whether a time had passed on the day of the document. One that begins something may not have.
fn is_before(text: &str, mention: &Mention, issued: date::Date) -> bool {
    let (Some(year), Some(month)) = (&mention.year, mention.month) else { return false };
    let last = match &mention.day {
        Some(day) => date::day(year.year, month, day.value),
        None => (28..=31).rev().find_map(|day| date::day(year.year, month, day)),
    };
    last.is_some_and(|last| last < issued.day) && !facts::begins(&text[mention.end()..])
}

/// A day whose sentence says no year.
fn of_undated(text: &str, mentions: &[Mention], at: usize, asked: &Asked<'_>) -> Fate {
    let mention = &mentions[at];
    let before = &text[..mention.range.start];
    if scan::ends_with_any(before, &["去年", "上年", "前年", "当年", "次年"])
        || scan::in_name(text, mention.range.start)
    {
        return Fate::Stays;
    }
    match asked.manner {
        Manner::Day => Fate::Moves,
        Manner::Title => Fate::Stays,
        Manner::Plan | Manner::Any(_) => {
            let from = at.checked_sub(1).map_or(0, |before| mentions[before].end());
            let until = mentions.get(at + 1).map_or(text.len(), |next| next.range.start);
            let around = facts::around(text, mention.range.start, from, until);
            if facts::tells_done(text, &around, mention) { Fate::Stays } else { Fate::Moves }
        }
    }
}

/// A stretch of the old text, what it becomes, and what is told.
type Changed = (Range<usize>, String, Option<String>);

struct Work<'a> {
    text: &'a str,
    asked: &'a Asked<'a>,
    mentions: Vec<Mention>,
    fates: Vec<Fate>,
    changes: Vec<Changed>,
    left: Vec<Range<usize>>,
}

impl Work<'_> {
    fn change(&mut self, range: Range<usize>, new: String, told: Option<String>) {
        if self.text[range.clone()] != new {
            self.changes.push((range, new, told));
        }
    }

    /// A mention with its year.
    fn dated(&mut self, at: usize, mention: &Mention, year: &YearAt) {
        match self.fates[at] {
            Fate::Foreign => return,
            Fate::Stays => return self.left.push(mention.range.clone()),
            Fate::Moves => {}
        }
        let new = year.year + self.asked.years.by();
        self.change(year.range.clone(), scan::like(&self.text[year.range.clone()], new), None);
        self.day(at, mention, &[(year.year, new)]);
    }

    /// A day without a year.
    fn undated(&mut self, at: usize, mention: &Mention) {
        let years = self.asked.years;
        let candidates = match governing(self.text, &self.mentions, at).map(|index| &self.mentions[index]) {
            Some(Mention { year: Some(year), month, .. }) => {
                let (old, by) = (year.year, years.by());
                // From December to January.
                if *month > mention.month {
                    vec![(old + 1, old + 1 + by), (old, old + by)]
                } else {
                    vec![(old, old + by)]
                }
            }
            _ => {
                let next = scan::ends_with_any(&self.text[..mention.range.start], &["明年", "次年"]);
                let old = years.old + i32::from(next);
                vec![(old, old + years.by())]
            }
        };
        if self.fates[at] == Fate::Moves {
            self.day(at, mention, &candidates);
        } else if mention.weekday.is_some() && self.fates[at] == Fate::Stays {
            self.left.push(mention.range.start..mention.end());
        }
    }

    /// The day and the day of the week of a mention that moves from one year to another; of several pairs that which the day of the
    /// week fits.
    fn day(&mut self, at: usize, mention: &Mention, candidates: &[(i32, i32)]) {
        let (Some(month), Some(day)) = (mention.month, &mention.day) else { return };
        let of = |year: i32| date::day(year, month, day.value).map(date::weekday);
        let written = mention.weekday.as_ref().map(|weekday| weekday.name);
        let fitting = candidates.iter().find(|(old, _)| written.is_some() && of(*old) == written);
        let Some(&(old, new)) = fitting.or_else(|| candidates.first()) else { return };
        let mut value = day.value;
        if date::day(new, month, value).is_none() && date::day(old, month, value).is_some() {
            value = 28;
            let written = scan::day_like(&self.text[day.range.clone()], value);
            let told = format!("{new}年没有{month}月{}日，改成了{month}月{value}日", day.value);
            self.change(day.range.clone(), written, Some(told));
        }
        if let Some(weekday) = &mention.weekday {
            if let Some(second) = &weekday.second {
                return self.pair(at, weekday, second, (old, new));
            }
            let new = date::day(new, month, value).map(date::weekday);
            self.weekday(mention, weekday, fitting.and(new), (month, value));
        }
    }

    /// A day of the week becomes another, or is named if it did not fit its day.
    fn weekday(
        &mut self,
        mention: &Mention,
        weekday: &WeekdayAt,
        new: Option<char>,
        (month, day): (u32, u32),
    ) {
        match new {
            Some(new) if new == weekday.name => {}
            Some(new) => {
                let old = weekday.name;
                let word = self.text[..weekday.range.start].chars().next_back();
                let word = if word == Some('周') { "周" } else { "星期" };
                let told = format!("{month}月{day}日由{word}{old}改成{word}{new}，请核对定在哪一天");
                self.change(weekday.range.clone(), new.to_string(), Some(told));
            }
            _ => self.left.push(mention.range.start..weekday.range.end),
        }
    }

    /// `5月6日—8日（周三至周五）`: both days of the week follow, if both fitted their days.
    fn pair(&mut self, at: usize, weekday: &WeekdayAt, second: &(Range<usize>, char), years: (i32, i32)) {
        let of = |year: i32, index: usize| {
            let one = self.mentions.get(index)?;
            date::day(year, one.month?, one.day.as_ref()?.value).map(date::weekday)
        };
        let both = |year: i32| Some((of(year, at.checked_sub(1)?)?, of(year, at)?));
        let new = both(years.1).filter(|_| both(years.0) == Some((weekday.name, second.1)));
        let Some((first, last)) = new else {
            let start = self.mentions.get(at).map_or(weekday.range.start, |mention| mention.range.start);
            return self.left.push(start..second.0.end);
        };
        let told =
            format!("星期{}至星期{}改成星期{first}至星期{last}，请核对定在哪几天", weekday.name, second.1);
        self.change(weekday.range.clone(), first.to_string(), Some(told));
        self.change(second.0.clone(), last.to_string(), None);
    }

    fn done(mut self) -> Moved {
        self.changes.sort_by_key(|(range, ..)| range.start);
        let mut out = Moved::default();
        let mut from = 0;
        // Where a place of the old text lies in the new one.
        let mut shifts: Vec<(usize, usize)> = vec![(0, 0)];
        for (range, new, told) in self.changes {
            out.text.push_str(&self.text[from..range.start]);
            let start = out.text.len();
            out.text.push_str(&new);
            from = range.end;
            shifts.push((from, out.text.len()));
            out.edits.push(Edit { old: range, new: start..out.text.len(), told });
        }
        out.text.push_str(&self.text[from..]);
        let place = |old: usize| {
            let (from, to) = shifts.iter().rev().find(|(from, _)| *from <= old).copied().unwrap_or_default();
            (to + old - from).min(out.text.len())
        };
        out.left = self.left.iter().map(|range| place(range.start)..place(range.end)).collect();
        out
    }
}
